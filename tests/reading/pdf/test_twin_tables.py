"""Income and expenditure printed as two tables side by side are read as the one form that they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from .pdf_making import cells, draw_table, make, read

INCOME = [
    ["收入", ""],
    ["项目", "金额"],
    ["财政拨款收入", "90.00"],
    ["其他收入", "10.00"],
    ["收入总计", "100.00"],
]
SPENT = [
    ["支出", ""],
    ["项目", "金额"],
    ["教育支出", "60.00"],
    ["住房保障支出", "40.00"],
    ["支出总计", "100.00"],
]


@pytest.mark.parametrize("fast", [True, False])
def test_two_sides_are_one_table(tmp_path: Path, fast: bool) -> None:
    def page(canvas: Canvas) -> None:
        draw_table(canvas, 40, 700, [150, 80], INCOME)
        draw_table(canvas, 310, 700, [150, 80], SPENT)

    document = read(make(tmp_path / "a.pdf", page), fast)
    assert cells(document) == [[*left, *right] for left, right in zip(INCOME, SPENT, strict=True)]
    (place,) = [c.place for row in document.tables[0].rows for c in row if c.text == "40.00"]
    assert place.box is not None and place.box[0] >= 310


def test_a_side_that_is_longer(tmp_path: Path) -> None:
    longer = [*SPENT[:-1], ["卫生健康支出", "0.00"], SPENT[-1]]

    def page(canvas: Canvas) -> None:
        draw_table(canvas, 40, 700, [150, 80], INCOME)
        draw_table(canvas, 310, 700, [150, 80], longer)

    document = read(make(tmp_path / "a.pdf", page))
    assert cells(document) == [
        [*left, *right] for left, right in zip([*INCOME, ["", ""]], longer, strict=True)
    ]


@pytest.mark.parametrize(
    ("right", "top"),
    [
        (SPENT, 640),  # not level
        ([["项目", "金额"], *SPENT[1:]], 700),  # another form
    ],
)
def test_tables_that_only_stand_side_by_side(tmp_path: Path, right: list[list[str]], top: float) -> None:
    def page(canvas: Canvas) -> None:
        draw_table(canvas, 40, 700, [150, 80], INCOME)
        draw_table(canvas, 310, top, [150, 80], right)

    assert len(read(make(tmp_path / "a.pdf", page)).tables) == 2

"""Tables without rules whose head leaves open under which column a number stands: the sums decide."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

from .borderless_making import FONT, embed_font
from .pdf_making import make, read, write

WIDTHS = (32.0, 68.0, 96.0, 61.0, 75.0, 47.0)
NAMES = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")


def form(path: Path, budget: tuple[str, ...], final: tuple[str, ...]) -> Form:
    """The form of the three public expenses, two groups of six columns, numbers at the right of each."""
    embed_font()

    def centred(canvas: Canvas, left: float, right: float, y: float, text: str) -> None:
        write(canvas, (left + right - stringWidth(text, FONT, 6)) / 2, y, text, 6, FONT)

    def page(canvas: Canvas) -> None:
        write(canvas, 300, 530, "“三公”经费支出决算表", 15, FONT)
        write(canvas, 740, 500, "单位：万元", 9, FONT)
        left = 42.0
        for group, values in (("预算数", budget), ("决算数", final)):
            edges = [left + sum(WIDTHS[:column]) for column in range(7)]
            centred(canvas, edges[0], edges[6], 484, group)
            centred(canvas, edges[2], edges[5], 470, "公务用车购置及运行维护费")
            for column, (name, value) in enumerate(zip(NAMES, values, strict=True)):
                centred(canvas, edges[column], edges[column + 1], 457 if 2 <= column < 5 else 463, name)
                right = edges[column + 1] - 3 - stringWidth(value, FONT, 6)
                write(canvas, right, 443, value, 6, FONT)
            left = edges[6]

    (found,) = recognise_forms(read(make(path, page, size=landscape(A4))))
    return found


def final_of(found: Form) -> dict[str, str | None]:
    values = next(row for row in found.rows if row.label == "决算数").values
    return {
        name: None if value is None else f"{value.value}{'?' * value.uncertain}"
        for name, value in zip(found.columns, values, strict=True)
    }


def test_a_number_between_two_heads_is_put_where_the_sums_want_it(tmp_path: Path) -> None:
    found = form(
        tmp_path / "a.pdf",
        ("10.71", "5.22", "5.50", "", "5.50", ""),
        ("10.33", "4.83", "5.50", "", "5.50", ""),
    )
    assert final_of(found) == {
        "合计": "10.33",
        "因公出国（境）费": "4.83",
        "公务用车小计": "5.50",
        "公务用车购置费": None,
        "公务用车运行维护费": "5.50",
        "公务接待费": None,
    }
    assert found.readings and all(reading.decided for reading in found.readings)


def test_where_the_sums_contradict_one_another_nothing_is_decided(tmp_path: Path) -> None:
    # The total wants the number under 小计, the sum of the vehicles has it nowhere.
    found = form(
        tmp_path / "a.pdf",
        ("11.72", "5.22", "5.50", "", "", "1.00"),
        ("11.33", "4.83", "5.50", "", "", "1.00"),
    )
    assert [reading.decided for reading in found.readings] == [False] * 4
    assert final_of(found) == {
        "合计": "11.33",
        "因公出国（境）费": "4.83",
        "公务用车小计": "5.50?",
        "公务用车购置费": None,
        "公务用车运行维护费": None,
        "公务接待费": "1.00",
    }


def test_a_row_of_amounts_below_a_head_of_merged_cells_is_a_table(tmp_path: Path) -> None:
    row = ("521.26", "252.00", "232.92", "0.00", "232.92", "36.34")
    assert list(final_of(form(tmp_path / "a.pdf", row, row)).values()) == [
        "521.26", "252.00", "232.92", "0.00", "232.92", "36.34",
    ]  # fmt: skip

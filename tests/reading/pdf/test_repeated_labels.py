"""Sheets printed on pages side by side, each of which begins with the columns of labels once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..workbook.sheet_making import BODY, HEAD, WIDTHS, Sheet, window
from .pdf_making import Draw, cells, make, read, texts

INCOME = Sheet("二〇二四年度收入决算表", (HEAD, *BODY), WIDTHS)
OUTLAY = replace(
    INCOME,
    title="二〇二四年度支出决算表",
    rows=(("科目代码", "科目名称", "本年支出合计", "基本支出", "项目支出", "经营支出"), *BODY),
)
ALL = range(len(INCOME.rows))


def strips(sheet: Sheet, *columns: range) -> list[Draw]:
    rows = range(len(sheet.rows))
    return [window(sheet, part, rows, again=0 if part.start == 0 else 2) for part in columns]


def test_labels_before_amounts(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", *strips(INCOME, range(4), range(4, 6)))
    document = read(path)
    assert [cells(document, at) for at in range(len(document.tables))] == [[list(HEAD), *map(list, BODY)]]
    assert texts(document) == [INCOME.title, "编制单位：白石县水务局", "单位：万元"]
    assert document.remarks == ("第1、2页：同一张表左右分印，已按行拼成一张表读取，请对照原件",)


def test_one_column_a_page(tmp_path: Path) -> None:
    wide = replace(INCOME, widths=(80.0, 200.0, 180.0, 180.0, 180.0, 180.0))
    parts = strips(wide, range(3), range(3, 4), range(4, 5), range(5, 6))
    document = read(make(tmp_path / "a.pdf", *parts))
    assert [cells(document, at) for at in range(len(document.tables))] == [[list(HEAD), *map(list, BODY)]]
    assert [cell.place.page for cell in document.tables[0].rows[1]] == [1, 1, 1, 2, 3, 4]


def test_labels_before_labels(tmp_path: Path) -> None:
    head = ("项目", "收入", "项目", "支出")
    left = ("一般公共预算财政拨款收入", "政府性基金收入", "事业收入", "其他收入", "本年收入合计")
    right = ("一般公共服务支出", "教育支出", "卫生健康支出", "住房保障支出", "本年支出合计")
    rows = (head, *((a, "12.34", b, "56.78") for a, b in zip(left, right, strict=True)))
    sheet = Sheet("收入支出决算总表", rows, (180.0, 120.0, 200.0, 120.0))
    parts = [
        window(sheet, range(2), range(6)),
        window(sheet, range(2, 3), range(6), again=1),
        window(sheet, range(3, 4), range(6), again=1),
    ]
    document = read(make(tmp_path / "a.pdf", *parts))
    assert [cells(document, at) for at in range(len(document.tables))] == [list(map(list, rows))]


def test_a_page_that_shows_nothing_new(tmp_path: Path) -> None:
    parts = [*strips(INCOME, range(4), range(4, 6)), window(INCOME, range(6, 6), ALL, again=2)]
    document = read(make(tmp_path / "a.pdf", *parts))
    assert [cells(document, at) for at in range(len(document.tables))] == [[list(HEAD), *map(list, BODY)]]
    assert document.source.pages == 3


def test_two_forms_with_the_same_labels_are_two(tmp_path: Path) -> None:
    parts = [*strips(INCOME, range(4), range(4, 6)), *strips(OUTLAY, range(4), range(4, 6))]
    document = read(make(tmp_path / "a.pdf", *parts))
    assert [cells(document, at) for at in range(len(document.tables))] == [
        [list(HEAD), *map(list, BODY)],
        [list(OUTLAY.rows[0]), *map(list, BODY)],
    ]
    assert document.remarks == ("第1、2页；第3、4页：同一张表左右分印，已按行拼成一张表读取，请对照原件",)


def test_pages_of_one_pattern_under_one_title_are_tables_of_their_own(tmp_path: Path) -> None:
    def project(name: str, maker: str) -> Sheet:
        rows = (
            ("项目名称", name),
            ("主管部门及实施单位", maker),
            ("年度总体目标完成情况", "良好"),
            ("全年预算数（万元）", "5.00"),
            ("全年执行数（万元）", "4.00"),
        )
        return Sheet("项目绩效目标完成情况表", rows, (150.0, 325.0))

    makers = (("河道整治", "水务局"), ("水库维修", "水库管理所"), ("饮水安全", "供水站"))
    pages = [window(project(*one), range(2), range(5)) for one in makers]
    document = read(make(tmp_path / "a.pdf", *pages))
    assert [table.rows[0][1].text for table in document.tables] == ["河道整治", "水库维修", "饮水安全"]


def test_the_next_rows_may_lack_the_page_that_shows_nothing_new(tmp_path: Path) -> None:
    first, rest = range(3), range(3, 6)
    parts = [
        window(INCOME, range(4), first),
        window(INCOME, range(4, 6), first, again=2),
        window(INCOME, range(6, 6), first, again=2),
        window(INCOME, range(4), rest),
        window(INCOME, range(4, 6), rest, again=2),
    ]
    document = read(make(tmp_path / "a.pdf", *parts))
    assert [cells(document, at) for at in range(len(document.tables))] == [
        [list(HEAD), *map(list, BODY[:2])],
        list(map(list, BODY[2:])),
    ]


def test_a_merged_cell_of_the_head_over_the_edge_before_labels(tmp_path: Path) -> None:
    """The rule at the right of the labels stands at the edge too: it is none of the merged cell's."""
    grouped = replace(
        INCOME, rows=(("项目", "", "本年收入", "", "", ""), *INCOME.rows), merged=((0, 0, 1), (0, 2, 5))
    )
    document = read(make(tmp_path / "a.pdf", *strips(grouped, range(4), range(4, 6))))
    assert cells(document)[0] == ["项目", "", "本年收入", "", "", ""]
    assert document.tables[0].rows[0][2].column_span == 4

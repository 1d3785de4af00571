"""Which lines make one row of a table without rules, where few of its rows hold numbers."""

from __future__ import annotations

from collections.abc import Sequence

from final_accounts.reading.pdf.unruled.fragments import Fragment, TextLine
from final_accounts.reading.pdf.unruled.head_blocks import head_blocks
from final_accounts.reading.pdf.unruled.pitch import Placed, row_pitch
from final_accounts.reading.pdf.unruled.rows import table_rows

EM = 9.0


def fragment(text: str, left: float, baseline: float) -> Fragment:
    width = sum(EM if char > "\u2e80" else EM / 2 for char in text)
    return Fragment(text, (left, baseline - 8, left + width, baseline + 1), baseline, EM)


def placed(*cells: tuple[int, str, float]) -> list[Placed]:
    """Fragments of columns 100 points wide: column, text, baseline."""
    return [Placed(fragment(text, 100.0 * column, y), column, column) for column, text, y in cells]


def rows(cells: Sequence[Placed]) -> list[list[str]]:
    """The texts of each row, from the left and from the top."""
    return [
        [item.fragment.text for item in sorted(row, key=lambda item: (item.first, item.fragment.baseline))]
        for row in table_rows(cells, ())
    ]


LABELS = (
    "一、一般公共服务支出", "二、外交支出", "三、国防支出",
    "四、公共安全支出", "五、教育支出", "六、其他支出",
)  # fmt: skip


def test_labels_without_numbers_are_rows_of_their_own() -> None:
    # Numbers stand four rows apart, which says nothing of the rows between them.
    labels = [(0, label, 100.0 + 17 * index) for index, label in enumerate(LABELS)]
    cells = placed(*labels, (1, "149.73", 100.0), (1, "34.14", 168.0))
    assert row_pitch(cells) == 17.0
    assert rows(cells) == [
        ["一、一般公共服务支出", "149.73"],
        ["二、外交支出"],
        ["三、国防支出"],
        ["四、公共安全支出"],
        ["五、教育支出", "34.14"],
        ["六、其他支出"],
    ]


def test_a_label_that_fills_its_column_goes_on_in_the_next_line() -> None:
    first = [(0, "一、一般公共预算财", 100.0), (0, "政拨款", 111.0)]
    second = [(0, "二、政府性基金预算", 130.0), (0, "财政拨款", 141.0)]
    others = [(0, label, 160.0 + 19 * index) for index, label in enumerate(LABELS[1:])]
    cells = placed(*first, *second, *others, (1, "1,208.50", 105.5), (1, "12.50", 236.0))
    assert rows(cells)[:3] == [
        ["一、一般公共预算财", "政拨款", "1,208.50"],
        ["二、政府性基金预算", "财政拨款"],
        ["二、外交支出"],
    ]


def test_a_label_broken_before_its_column_is_full_stays_whole_beside_its_number() -> None:
    cells = placed(
        (0, "其中：", 100.0), (0, "教育支出", 111.0), (1, "12.50", 105.5),
        (0, "其中：", 140.0), (0, "科学支出", 151.0), (1, "7.50", 145.5),
        (0, "其中：", 180.0), (0, "卫生健康方面的支出", 191.0), (1, "8.50", 185.5),
    )  # fmt: skip
    assert [len(row) for row in rows(cells)] == [3, 3, 3]


def test_a_name_of_two_lines_beside_names_that_end_at_another_height() -> None:
    # 小计 stands beside 费 by chance: 合计, next to it, is centred higher.
    lines = [
        [("因公出国（境）", 77, 132.7), ("公务接待", 380, 132.7)],
        [("合计", 49, 138.3), ("公务用车运行", 301, 138.3)],
        [("费", 104, 143.9), ("小计", 181, 143.9), ("费", 393, 143.9)],
        [("维护费", 315, 150.7)],
    ]
    printed = [TextLine(tuple(fragment(text, left, y) for text, left, y in line)) for line in lines]
    assert sorted(block.text for block in head_blocks(printed)) == [
        "公务接待\n费", "公务用车运行\n维护费", "合计", "因公出国（境）\n费", "小计",
    ]  # fmt: skip


def test_a_merged_name_right_above_the_middle_one_of_its_columns() -> None:
    lines = [
        [("本年支出", 566, 114.0)],
        [("小计", 498, 126.0), ("基本支出", 566, 126.0), ("项目支出", 652, 126.0)],
    ]
    printed = [TextLine(tuple(fragment(text, left, y) for text, left, y in line)) for line in lines]
    texts = sorted(block.text for block in head_blocks(printed))
    assert texts == ["基本支出", "小计", "本年支出", "项目支出"]

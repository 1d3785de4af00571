"""Tables of a text one right below the other."""

from __future__ import annotations

import pytest

from final_accounts.reading.text.adjoining import adjoining_tables
from final_accounts.reading.text.tabs import TextRow

INCOME = ["科目编码|科目名称|合计", "201|一般公共服务支出|5.50", "208|社会保障和就业支出|1.50"]
EXPENDITURE = ["科目编码|科目名称|合计|基本支出", "201|一般公共服务支出|5.50|5.50"]
LONG = ["项目|项目|决算数|决算数|预算数", "出国|接待|1.50|0|2.00"]


def rows(*lines: str) -> list[TextRow]:
    return [TextRow(tuple(line.split("|")), at) for at, line in enumerate(lines, start=1)]


def sizes(*lines: str) -> list[int]:
    return [len(table) for table in adjoining_tables(rows(*lines))]


def test_forms_of_unlike_width_are_told_apart() -> None:
    assert sizes(*INCOME, *EXPENDITURE, *LONG) == [3, 2, 2]


def test_merged_cells_of_a_head_may_be_blank() -> None:
    assert sizes(*INCOME, *EXPENDITURE, "项目||决算数||预算数", "出国|接待|1.50|0|2.00") == [3, 2, 2]


def test_what_stands_behind_the_forms_is_left_as_it_is() -> None:
    assert sizes(*INCOME, *EXPENDITURE, *LONG, "项目名称|办案费", "主管|法院", "得分") == [3, 2, 2, 3]


@pytest.mark.parametrize(
    "lines",
    [
        INCOME,
        # rows that leave their last blank cells out
        [*INCOME, "20801|社会保障管理", "2080101|行政运行|1.50|0"],
        # a self-evaluation, whose rows have as many cells as they need
        [
            "项目名称|办案业务费",
            "主管部门|法院",
            "资金|年初预算数|执行数",
            "总额|5.50|5.50",
            "指标|得分",
            "数量|10",
        ],
        # words below words
        ["项目|内容", "党建|工会", "科目|名称|说明", "甲|乙|丙"],
        # a head that is missing
        [*INCOME, *EXPENDITURE[1:], "202|外交支出|1.00|1.00"],
        # two may be one that has rows of two lengths
        [*INCOME, *EXPENDITURE],
    ],
)
def test_what_may_be_one_table_stays_one(lines: list[str]) -> None:
    assert sizes(*lines) == [len(lines)]

"""Tables of the three public expenses that print both years: each line is a change that must hold."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.recognising.forms.yearly import changes_in_forms
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Severity

from .form_making import document

TITLE = "某某县2024年“三公”经费决算情况统计表"
HEAD = "项目|2023年决算数|2024年决算数|增、减额|增、减幅度|"
LINES = [
    "合计|19.50|19.56|0.06|0.3%|",
    "1、因公出国（境）费|0.12|0.66|0.54|450%|",
    "2、公务接待费|9.77|9.18|-0.59|-6.0%|",
    "3、公务用车费|9.61|9.72|0.11|1.1%|",
    "其中：（1）公务用车运行维护费|9.15|9.39|0.24|2.6%|",
    "（2）公务用车购置|0.46|0.33|-0.13|-28%|",
]


def loud(*lines: str) -> list[str]:
    checked = check(recognise(document(TITLE, "单位：万元", list(lines))))
    assert not checked.failed_rules
    return [f.message for f in checked.contradictions if f.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    "head",
    [
        [HEAD],
        ["项目|上年决算数|本年决算数|比上年增减|比上年增减%|"],
        # what is merged across and down is printed once, and bars end the lines
        ["项目|2023年决算数|2024年决算数|2024年决算比上年增、减情况||", "增、减额|增、减幅度||||"],
        ["索引号|0123/2025|发布机构|某某县财政局||", "文号|浏览量|31|||", HEAD],
    ],
)
def test_each_line_is_a_change(head: list[str]) -> None:
    made = document(TITLE, "单位：万元", [*head, *LINES])
    changes = list(changes_in_forms(made, recognise_forms(made)))
    assert [claim.subject for claim in changes] == [
        "“三公”经费合计", "因公出国(境)费", "公务接待费", "公务用车费", "公务用车运行维护费", "公务用车购置",
    ]  # fmt: skip
    guests = changes[2]
    printed = [guests.current, guests.base, guests.difference, guests.rate]
    assert [f and (str(f.value), f.unit) for f in printed] == [
        ("9.18", "万元"), ("9.77", "万元"), ("0.59", "万元"), ("6.0", "%"),
    ]  # fmt: skip
    assert (guests.direction, guests.rate_direction) == (-1, -1)
    assert loud(*head, *LINES) == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("|0.24|2.6%|", "|0.24|2.8%|", "公务用车运行维护费：报告写增长2.8%，按本年数与增减额重算应为2.62%"),
        ("|0.24|2.6%|", "|0.42|2.6%|", "公务用车运行维护费：报告写增加0.42万元，而9.39 − 9.15 = 0.24万元"),
        (
            "|0.06|0.3%|",
            "|-0.06|-0.3%|",
            "“三公”经费合计：上年19.50万元，本年19.56万元，应为增长，报告写“下降”",
        ),
    ],
)
def test_a_line_that_does_not_hold_is_told(right: str, wrong: str, message: str) -> None:
    assert message in loud(HEAD, *(line.replace(right, wrong) for line in LINES))


@pytest.mark.parametrize(
    "head",
    [
        "项目|2024年预算数|2024年决算数|增、减额|增、减幅度|",
        "项目|2022年决算数|2024年决算数|增、减额|增、减幅度|",
        "项目|上年决算数|本年决算数|本年支出数|增、减幅度|",
    ],
)
def test_what_is_compared_with_what_must_be_clear(head: str) -> None:
    made = document(TITLE, "单位：万元", [head, *LINES])
    assert not list(changes_in_forms(made, recognise_forms(made)))


def test_a_rate_without_its_sign_and_an_unnamed_change_prove_nothing() -> None:
    bare = [line.replace("%", "") for line in LINES]
    made = document(TITLE, "单位：万元", [HEAD, *bare])
    assert {claim.rate for claim in changes_in_forms(made, recognise_forms(made))} == {None}
    rates = ["|".join(line.split("|")[:3] + line.split("|")[4:]) for line in bare]
    made = document(TITLE, "单位：万元", ["项目|上年决算数|本年决算数|比上年增减", *rates])
    assert not list(changes_in_forms(made, recognise_forms(made)))

"""Rules on the years in an account's own titles."""

from __future__ import annotations

import pytest

from final_accounts.recognising.recogniser import recognise

from ...recognising.narrative.narrative_making import document
from ..claim_making import findings

BODY = (
    "一、收入支出决算总体情况说明",
    "2024年度收入、支出总计均为300.00万元。与2023年度相比，各增加20.00万元。",
    "二、收入决算情况说明",
    "2024年度本年收入合计300.00万元。",
)


def stated(*titles: str, tables: str = "第三部分 2024年度部门决算表") -> list[str | None]:
    return [f.stated for f in findings("wording.title-year", recognise(document(*titles, *BODY, tables)))]


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("某某县档案局2024年度部门决算", "第二部分 2024年度部门决算情况说明"), []),
        (
            ("某某县档案局2023年度部门决算", "第二部分 2024年度部门决算情况说明"),
            ["某某县档案局2023年度部门决算"],
        ),
        (("2023年度", "某某县档案局", "部门决算", "第二部分 2024年度部门决算情况说明"), ["2023年度"]),
        (
            ("某某县档案局2024年度部门决算", "第二部分 2025年度部门决算情况说明"),
            ["第二部分2025年度部门决算情况说明"],
        ),
        # when it was published, or what else stands on the cover
        (("某某县档案局2024年度部门决算", "公开时间：2025年9月", "第二部分 2024年度部门决算情况说明"), []),
        (("某某县档案局2024年度部门决算", "2025年9月", "第二部分 2024年度部门决算情况说明"), []),
        # the only title, over an account of another year
        (("某某县档案局2023年度“三公”经费决算情况说明",), ["某某县档案局2023年度“三公”经费决算情况说明"]),
        (("某某县档案局2024年度“三公”经费决算情况说明",), []),
        # two titles of another year are meant so
        (("2023年度", "某某县档案局2023年度部门决算", "第二部分 2024年度部门决算情况说明"), []),
    ],
)
def test_the_one_title_of_another_year(titles: tuple[str, ...], found: list[str]) -> None:
    assert stated(*titles) == found


def test_a_title_below_the_number_of_its_part() -> None:
    assert stated("某某县档案局2024年度部门决算", "第二部分", "2023年度部门决算情况说明") == [
        "2023年度部门决算情况说明"
    ]
    assert stated("某某县档案局2024年度部门决算", "第二部分", "2024年度部门决算情况说明") == []


def test_a_heading_of_forms_under_last_year() -> None:
    titles = ("某某县档案局2024年度部门决算", "第二部分 2024年度部门决算情况说明")
    assert stated(*titles, tables="第三部分 2023年度部门决算表") == ["第三部分2023年度部门决算表"]


def test_a_line_of_the_contents_under_last_year() -> None:
    contents = (
        "目录",
        "第一部分 部门概况",
        "第二部分 {}年度部门决算情况说明",
        "一、收入支出决算总体情况说明",
    )
    titles = (
        "某某县档案局2024年度部门决算",
        *contents,
        "第一部分 部门概况",
        "第二部分 2024年度部门决算情况说明",
    )
    assert stated(*(title.format(2024) for title in titles)) == []
    assert stated(*(title.format(2023) for title in titles)) == ["第二部分2023年度部门决算情况说明"]

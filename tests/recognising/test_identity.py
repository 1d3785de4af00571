"""Whose account it is, of which year, in which unit and with how many digits."""

from __future__ import annotations

import pytest

from final_accounts.recognising.identity import bureau, fiscal_year, usual_decimals
from final_accounts.recognising.sections import outline

from .narrative.narrative_making import account, document

AMOUNTS = "2024年度收入、支出总计均为300.00万元。"


def named(*lines: str) -> str | None:
    doc = document(*lines)
    return bureau(doc, outline(doc), ())


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        (["某某县教育局2024年度部门决算"], "某某县教育局"),
        (["2024年度", "某某市某某区住房和城乡建设局", "部门决算"], "某某市某某区住房和城乡建设局"),
        (["某某县 人民法院", "2023 年度部门决算公开"], "某某县人民法院"),
        (["2024年度某某县人民政府办公室（本级）单位决算"], "某某县人民政府办公室"),
        (["某某县第一中学2024年度单位决算"], "某某县第一中学"),
        (["2024年某某市委宣传部“三公”经费决算增减情况说明"], "某某市委宣传部"),
        (["某某市总工会", "二〇二四年度决算", "（样本）"], "某某市总工会"),
    ],
)
def test_a_bureau_on_the_cover(cover: list[str], name: str) -> None:
    assert named(*cover, "第一部分 部门概况", "一、部门职责") == name


@pytest.mark.parametrize(
    ("cover", "name"),
    [
        (["某某市某区人民政府", "某街道办事处", "2024年度部门决算"], "某某市某区人民政府某街道办事处"),
        (["某某县", "卫生健康局", "2024年度部门决算"], "某某县卫生健康局"),
        (["中国共产党", "某某县委员会", "宣传部", "2024年度部门决算"], "中国共产党某某县委员会宣传部"),
        (["某某县科协", "2024年度部门决算"], "某某县科协"),
        # the year's last words on the line below
        (
            ["某某市某某区人民政府", "幸福路街道办事处 2024", "年度部门决算"],
            "某某市某某区人民政府幸福路街道办事处",
        ),
    ],
)
def test_a_name_that_takes_several_lines_of_the_cover(cover: list[str], name: str) -> None:
    assert named(*cover, f"第一部分 {name}概况", "一、部门职责") == name


def test_lines_of_the_cover_that_are_not_one_name() -> None:
    cover = ["某某县财政局", "某某县审计局", "2024年度部门决算"]
    assert named(*cover, "第一部分 部门概况", "某某县财政局主管财政。") == "某某县财政局"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("第一部分 某某县教育局概况", "某某县教育局"),
        # named nowhere else: of the two names the first stands
        ("第一部分 部门概况", "某某县人民政府"),
    ],
)
def test_the_head_of_a_web_site_is_not_the_bureau(text: str, name: str) -> None:
    assert named("某某县人民政府", "2024年度", "某某县教育局部门决算", text, "一、部门职责") == name


def test_a_cover_that_announces_two_things() -> None:
    assert named("某某县民政局2020年度部门决算及“三公”经费公开", "第一部分 部门概况") == "某某县民政局"


def test_a_bureau_that_the_text_calls_itself() -> None:
    assert (
        named(
            "第一部分 部门概况",
            "二、机构设置",
            "某某市某某区应急管理局下属二级预算单位1个。",
            "纳入某某市某某区应急管理局2024年度部门决算编制范围的单位包括：无。",
        )
        == "某某市某某区应急管理局"
    )


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["（一）某某市某某区人民检察院是国家法律监督机关。"], "某某市某某区人民检察院"),
        (["某某区公路事务中心属某某区交通局下属事业单位。"], "某某区公路事务中心"),
        (["目录", "第三部分 某某县民政局2020年度部门决算情况说明"], "某某县民政局"),
        (["关于某某市某某区司法局2017年度“三公”经费支出决算情况说明"], "某某市某某区司法局"),
    ],
)
def test_a_bureau_that_a_sentence_or_title_names(lines: list[str], name: str) -> None:
    assert named("第一部分 部门概况", *lines) == name


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["某某县档案局2024年度部门决算", "第二部分 2024年度部门决算情况说明"], 2024),
        # one of two titles has a slip
        (["某某县档案局2023年度部门决算", "第二部分 2024年度部门决算情况说明", AMOUNTS], 2024),
        (["某某县档案局2024年度部门决算", "第二部分 2023年度部门决算情况说明", AMOUNTS], 2024),
        (["某某县档案局2023年度部门决算", "与2024年度相比。", "比2024年增加。"], 2023),
    ],
)
def test_the_year_of_an_account(lines: list[str], year: int) -> None:
    assert fiscal_year(document(*lines)) == year


def test_a_bureau_by_the_name_met_most() -> None:
    text = "截至年末，某某市某某县水利局共有车辆3辆。"
    assert named("第一部分 部门概况", text, "与某某市某某县民政局会签。", text) == "某某市某某县水利局"


def test_a_year_is_no_part_of_a_name() -> None:
    lines = ["2024年某某市某委支出3.00万元。", "2024年某某市某委接待2批次。", "2024年某某市某委购车1辆。"]
    assert named(*lines) == "某某市某委"


def test_a_report_that_names_nobody() -> None:
    assert named("第一部分 部门概况", "本部门职责如下。") is None


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["某某县教育局2024年度部门决算", "2023年度收入", "2023年度支出", "2023年度结转"], 2024),
        (["2020年某某县教育局部门决算情况说明"], 2020),
        (["本单位2021年度总收入", "较2020年度决算数减少", "较2020年度决算数增加", "比2020年度增加"], 2021),
        (["2023年度收入总计3万元。与2022年度相比增加。2023年度支出"], 2023),
        (["2022年收入3万元，公开时间2023年8月"], 2022),
        (["收入总计3万元"], None),
    ],
)
def test_the_year(lines: list[str], year: int | None) -> None:
    assert fiscal_year(document(*lines)) == year


def amounts(*printed: str) -> list[str]:
    return [
        f"{name}支出{amount}万元。" for name, amount in zip("甲乙丙丁戊己庚辛壬癸", printed, strict=False)
    ]


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        (["1.20", "3.45", "16.00", "8.10", "2.22", "9.99"], 2),
        (["1.23", "3.45", "16", "8.1", "2.22", "9.99", "7.77", "4.44"], 2),
        (["1.2", "3.45", "16", "8.1", "2.22", "9"], None),
        (["1.20", "3.45", "16.00", "8.10"], None),
        (["12", "3", "16", "81", "22", "99"], None),
        (["1.234567", "3.456789", "16.000001", "8.123456", "2.222222", "9.9"], 6),
    ],
)
def test_the_usual_precision(printed: list[str], usual: int | None) -> None:
    assert usual_decimals(account(("totals", amounts(*printed))).claims) == usual


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (AMOUNTS, "万元"),
        ("2024年度收入、支出总计均为3000000.00元，其中基本支出2000000.00元。", "元"),
        ("2024年度收入总计300.00万元，支出总计300.00万元，公务用车支出0元。", "万元"),
        ("2024年度收入总计3亿元，支出总计3亿元。", "亿元"),
    ],
)
def test_the_unit(text: str, unit: str) -> None:
    assert account(("totals", text)).unit == unit


def test_an_office_to_which_something_goes_is_no_bureau() -> None:
    told = "费用发生后报区委、区政府批准，再列入预算。"
    assert named("2024年度“三公”经费支出情况", told, told, AMOUNTS) is None


@pytest.mark.parametrize(
    ("title", "told", "year"),
    [
        # a title left from last year, or of the year of publication, over an account of one year
        ("2023年度部门决算", 3, 2024),
        ("2025年部门决算公开", 3, 2024),
        ("2024年度部门决算", 3, 2024),
        # too little to tell by
        ("2023年度部门决算", 2, 2023),
    ],
)
def test_a_year_that_only_the_title_names(title: str, told: int, year: int) -> None:
    said = [
        "2024年度收入总计300.00万元。",
        "2024年度支出总计300.00万元。",
        "2024年度“三公”经费支出2.00万元。",
    ]
    assert fiscal_year(document(f"某某县档案局{title}", *said[:told])) == year


def test_a_year_that_the_text_names_too() -> None:
    said = ["2024年度收入总计300.00万元。"] * 3
    assert fiscal_year(document("某某县档案局2023年度部门决算", "2023年度支出200.00万元。", *said)) == 2023

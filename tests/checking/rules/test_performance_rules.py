"""Rules on self-evaluation tables, from printed tables and sentences."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.documents import Block, Document, Paragraph, Table
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Report, Severity

from ...recognising.forms.form_making import table
from ...recognising.narrative.narrative_making import HEADINGS, PART, document
from ..claim_making import Judged, findings, shown


def report(sentences: list[str], title: str, rows: list[str]) -> Report:
    """An account whose narrative is these sentences, with one self-evaluation table behind it."""
    text = document(
        "某某县示例局2024年度部门决算",
        PART,
        HEADINGS["expenditure"],
        *sentences,
        HEADINGS["performance"],
        title,
    )
    blocks: tuple[Block, ...] = (*text.blocks, table(rows))
    assert isinstance(blocks[0], Paragraph) and isinstance(blocks[-1], Table)
    return recognise(Document(text.source, blocks))


SPENT = "本年支出合计100.00万元，其中：基本支出80.00万元，项目支出20.00万元。"
WHOLE = "某某县示例局部门整体支出绩效自评表"
HEAD = "任务名称|主要内容|全年预算数（万元）|全年执行数（万元）|分值|执行率"


def tasks(*lines: str) -> Report:
    return report([SPENT], WHOLE, [HEAD, *lines])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("任务1|人员经费|80.00|76.00|—|95%", [("consistent", "95", "95.00")]),
        ("任务1|人员经费|80.00|76.00|—|100%", [("inconsistent", "100", "95.00")]),
        ("任务1|人员经费|20.38|6|—|29.44%", [("consistent", "29.44", "29.44")]),
        ("任务1|人员经费|80.00|53.33|—|66.66%", [("consistent", "66.66", "66.66")]),
        ("任务1|人员经费|800.00|533.34|—|66.66%", [("truncated", "66.66", "66.67")]),
        ("任务1|人员经费|0|0|—|0%", []),
        ("任务1|人员经费|80.00|76.00|—|—", []),
    ],
)
def test_an_execution_rate(line: str, found: list[Judged]) -> None:
    assert shown(findings("performance.rate", tasks(line))) == found


@pytest.mark.parametrize(
    ("rate", "found"),
    [
        ("79.41", [("consistent", "79.41", "79.41")]),
        ("74.91", [("inconsistent", "74.91", "79.41")]),
        ("—", []),
    ],
)
def test_a_rate_in_percent_by_its_heading(rate: str, found: list[Judged]) -> None:
    made = report(
        [SPENT],
        "项目自评表",
        [
            "项目名称|城乡医疗救助|||||",
            "项目资金（万元）|年初预算数|全年（调整）预算数|全年执行数|执行率（%）|执行率权重|执行率得分",
            f"年度总金额|500.00|715.00|567.80|{rate}|10|7.94",
        ],
    )
    assert shown(findings("performance.rate", made)) == found


BORNE_OUT = ("consistent", "98.00", "98.00")


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("金额合计||100.00|98.00|10|98%", [("consistent", "100.00", "100.00"), BORNE_OUT]),
        ("金额合计||100.01|98.00|10|98%", [("consistent", "100.01", "100.00"), BORNE_OUT]),
        ("金额合计||110.00|98.00|10|98%", [("inconsistent", "110.00", "100.00"), BORNE_OUT]),
        ("其他||1.00|1.00|10|98%", []),
    ],
)
def test_tasks_add_up(total: str, found: list[Judged]) -> None:
    made = tasks("任务1|人员经费|80.00|80.00|—|100%", "任务2|专项经费|20.00|18.00|—|90%", total)
    assert shown(findings("performance.total", made)) == found


@pytest.mark.parametrize(
    ("people", "projects", "total", "found"),
    [
        ("80.00", "20.00", "100.00", ("consistent", "100.00", "100.00")),
        ("80.00", "20.01", "100.01", ("consistent", "100.01", "100.00")),
        # the one line that makes the difference is named
        ("30.00", "20.00", "50.00", ("inconsistent", "30.00", "80.00")),
        ("79.00", "19.00", "98.00", ("inconsistent", "98.00", "100.00")),
    ],
)
def test_the_whole_department(people: str, projects: str, total: str, found: Judged) -> None:
    made = tasks(
        f"任务1|人员经费|80.00|{people}|—|—",
        f"任务2|专项经费|20.00|{projects}|—|—",
        f"金额合计||100.00|{total}|10|—",
    )
    assert shown(findings("performance.whole-department", made)) == [found]


@pytest.mark.parametrize(
    ("told", "executed", "found"),
    [
        ("预算数8.00万元，执行数为2.40万元，完成预算的30%", "2.40", [("consistent", "2.40", "2.40")]),
        ("预算数8.00万元，执行数为2.40万元，完成预算的30%", "2.41", [("consistent", "2.41", "2.40")]),
        ("预算数8.00万元，执行数为2.40万元，完成预算的30%", "8.00", [("inconsistent", "8.00", "2.40")]),
        # another budget is another project
        ("预算数9.00万元，执行数为2.40万元，完成预算的27%", "8.00", []),
    ],
)
def test_a_project_told_twice(told: str, executed: str, found: list[Judged]) -> None:
    rows = ["项目名称|某某医疗补助|", HEAD, f"资金总额||8.00|{executed}|10|"]
    made = report([SPENT, f"“某某医疗补助”项目全年{told}。"], "项目支出绩效自评表", rows)
    assert shown(findings("performance.project", made)) == found


def test_a_budget_filled_in_as_execution_is_explained() -> None:
    rows = ["项目名称|某某医疗补助|", HEAD, "资金总额||8.00|8.00|10|"]
    told = "“某某医疗补助”项目全年预算数8.00万元，执行数为2.40万元，完成预算的30%。"
    (finding,) = findings("performance.project", report([SPENT, told], "项目支出绩效自评表", rows))
    assert finding.explanation == "疑似把预算数照填为执行数。"


@pytest.mark.parametrize(
    ("unit", "amount", "found"),
    [
        ("元", "80.00", [("inconsistent", "元", "万元")]),
        ("万元", "80.00", []),
        ("元", "800000.00", []),
        # nothing of that size is told elsewhere
        ("元", "81.00", []),
    ],
)
def test_a_head_in_yuan(unit: str, amount: str, found: list[Judged]) -> None:
    rows = [f"项目资金（{unit}）||全年预算数|全年执行数|执行率", f"|年度资金总额|{amount}|{amount}|100%"]
    made = report([SPENT], "专项资金绩效目标完成情况自评表", rows)
    assert shown(findings("performance.unit", made)) == found


FUNDED = "任务名称|主要内容|全年预算数（万元）|||全年执行数（万元）|||分值|执行率"
SOURCES = "||总额|财政拨款|其他资金|总额|财政拨款|其他资金||"


def funded(*lines: str, below: str = SOURCES) -> Report:
    return report([SPENT], WHOLE, [FUNDED, below, *lines])


@pytest.mark.parametrize(
    ("budget", "found"),
    [
        ("80.00|76.00|4.00", [("consistent", "80.00", "80.00")]),
        ("80.0|75.96|4.00", [("consistent", "80.0", "79.96")]),
        ("80.00|76.00|5.00", [("inconsistent", "80.00", "81.00")]),
        # A source that is not printed may be any.
        ("80.00|76.00|—", []),
    ],
)
def test_where_the_money_of_a_line_comes_from(budget: str, found: list[Judged]) -> None:
    told = funded(f"任务1|人员经费|{budget}|76.00|75.00|—|—|95%")
    assert shown(findings("performance.funding", told)) == found


def test_columns_that_name_no_sources() -> None:
    line = "任务1|人员经费|80.00|76.00|5.00|76.00|76.00|0.00|—|95%"
    assert findings("performance.funding", funded(line, below="||甲|乙|丙|甲|乙|丙||")) == []


def test_a_source_that_breaks_its_line_and_its_column_is_told_once() -> None:
    told = funded(
        "任务1|人员经费|80.00|76.00|4.00|80.00|76.00|4.00|—|100%",
        "任务2|项目经费|20.00|20.90|0.00|20.00|20.00|0.00|—|100%",
        "金额合计||100.00|96.00|4.00|100.00|96.00|4.00|—|100%",
    )
    found = [finding.message for finding in check(told).findings if finding.severity is Severity.ERROR]
    cell = "任务2项目经费（全年预算数·财政拨款）"
    assert found == [f"“{cell}”20.90万元：应为20.00万元，改正后另1处核对随之相符"]


def project(total: str, *parts: str) -> list[Judged]:
    rows = ["项目资金（万元）|全年预算数|全年执行数|分值", f"年度资金总额|{total}|10", *parts]
    return shown(findings("performance.sources", report([SPENT], "某某补助项目绩效自评表", rows)))


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("100.00|90.00", [("consistent", "100.00", "100.00"), ("consistent", "90.00", "90.00")]),
        ("99.99|90.00", [("consistent", "99.99", "100.00"), ("consistent", "90.00", "90.00")]),
        ("104.00|90.00", [("inconsistent", "104.00", "100.00"), ("consistent", "90.00", "90.00")]),
    ],
)
def test_the_sources_of_a_project(total: str, found: list[Judged]) -> None:
    parts = ("其中：当年财政拨款|60.00|55.00|—", "上年结转资金|40.00|35.00|—", "其他资金|0.00|0.00|—")
    assert project(total, *parts) == found


def test_sources_that_are_parted_further_or_left_blank() -> None:
    nested = ("其中：财政拨款|100.00|90.00|—", "其中：中央补助|70.00|70.00|—", "其他资金|0.00|0.00|—")
    assert [verdict for verdict, _, _ in project("100.00|90.00", *nested)] == ["consistent"] * 2
    # One source alone may be one of several.
    assert project("100.00|90.00", "其中：中央补助|70.00|70.00|—") == []


@pytest.mark.parametrize(
    ("budget", "executed", "found"),
    [
        ("60.00", "58.27", [("consistent", "60.00", "60.00"), ("consistent", "58.27", "58.27")]),
        # what else there was may be blank
        ("50.00", "50.00", []),
        ("60.50", "58.27", [("inconsistent", "60.00", "60.50"), ("consistent", "58.27", "58.27")]),
    ],
)
def test_one_source_is_no_more_than_the_total(budget: str, executed: str, found: list[Judged]) -> None:
    rows = [
        "项目名称|某某医疗补助||",
        "预算执行情况(万元)|预算数:|60.00|执行数:|58.27",
        f"|其中-财政拨款:|{budget}|其中-财政拨款:|{executed}",
        "|其它资金:||其它资金:|",
    ]
    made = report([SPENT], "项目绩效目标完成情况表", rows)
    assert shown(findings("performance.funding", made)) == found

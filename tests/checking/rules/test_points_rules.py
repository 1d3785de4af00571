"""Rules on the points of self-evaluation tables, from printed tables and sentences."""

from __future__ import annotations

import pytest

from final_accounts.reports import Report

from ..claim_making import Judged, findings, shown
from .test_performance_rules import SPENT, report

TITLE = "部门预算项目支出绩效自评表（2024年度）"
HEAD = [
    "项目名称|示例平台维护费||||||",
    "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
    "|年度资金总额|4.00|4.00|4.00|10|100%|10",
    "|其中：财政资金|4.00|4.00|4.00|—|100%|—",
    "绩效指标|一级指标|二级指标|三级指标|年度指标值|完成值|分值|得分",
]


FULL = ("consistent", "100", "100")


def evaluated(*lines: str, sentence: str = SPENT) -> Report:
    return report([SPENT, sentence], TITLE, [*HEAD, *lines])


def points(quality: str, time: str, effect: str, total: str) -> Report:
    return evaluated(
        f"|产出指标|数量指标|维护次数|≥4次|4次|{quality}",
        f"||时效指标|完成时限|12月底前|11月|{time}",
        f"|效益指标|社会效益指标|平台稳定|稳定|稳定|{effect}",
        f"总分||||||{total}",
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("40|40", "20|16.6", "30|30", "100|96.6"), [("consistent", "96.6", "96.6"), FULL]),
        (("40|40", "20|16.6", "30|30", "100|98.6"), [("inconsistent", "98.6", "96.6")]),
        (("40|40", "20|16.6", "30|30", "110|96.6"), [("inconsistent", "110", "100")]),
        # a third printed with two digits: 26.67 + 13.33 + 10 may be 50.01 by rounding, not 50.02
        (("40|26.67", "20|13.33", "30|0", "100|50.00"), [("consistent", "50.00", "50.00"), FULL]),
        (("40|26.67", "20|13.33", "30|0", "100|50.01"), [("consistent", "50.01", "50.00")]),
        (("40|26.67", "20|13.33", "30|0", "100|50.04"), [("inconsistent", "50.04", "50.00")]),
        # neither column adds up: the lines were not read where they stand
        (("40|40", "20|16", "20|20", "100|98"), []),
        # a score left blank says nothing of the others
        (("40|40", "20|", "30|30", "100|98"), []),
    ],
)
def test_points_and_their_total(rows: tuple[str, str, str, str], found: list[Judged]) -> None:
    assert shown(findings("performance.points", points(*rows))) == found


def test_a_line_off_its_columns_settles_nothing() -> None:
    made = evaluated(
        "|产出指标|数量指标|维护次数|≥4次|4次|40|40",
        "|满意度指标|≥95%|96%|50|50||",
        "总分||||||100|98",
    )
    assert findings("performance.points", made) == []
    assert findings("performance.score-within-weight", made) == []


@pytest.mark.parametrize(
    ("score", "verdict"), [("16.6", "consistent"), ("20", "consistent"), ("20.1", "inconsistent")]
)
def test_a_score_and_its_weight(score: str, verdict: str) -> None:
    found = findings("performance.score-within-weight", points("40|40", f"20|{score}", "30|30", "100|96.6"))
    assert [finding.verdict.value for finding in found if finding.stated == score] == [verdict]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("示例平台维护费项目自评得分为96.6分。", [("consistent", "96.6", "96.6")]),
        # 96.55 to 96.65 may be printed as 96.6; whole points are exact
        ("示例平台维护费项目自评得分为96.55分。", [("consistent", "96.55", "96.60")]),
        ("示例平台维护费项目自评得分为96.54分。", [("truncated", "96.54", "96.60")]),
        ("示例平台维护费项目自评得分97分。", [("inconsistent", "97", "97")]),
        ("示例平台维护费项目自评得分为69.6分。", [("inconsistent", "69.6", "96.6")]),
        ("另一项目自评得分为90分。", []),
        ("示例平台维护费自评得分为96.6分，另一项目自评得分为90分。", []),
    ],
)
def test_a_score_in_words(sentence: str, found: list[Judged]) -> None:
    lines = ("|产出指标|数量指标|维护次数|≥4次|4次|90|86.6", "总分||||||100|96.6")
    made = evaluated(*lines, sentence=sentence)
    assert shown(findings("performance.score", made)) == found


def grouped(first: str, second: str, weights: tuple[str, str, str], total: str = "100|100") -> Report:
    return evaluated(
        f"|{first}|数量指标|维护次数|≥4次|4次|{weights[0]}",
        f"||时效指标|完成时限|12月底前|11月|{weights[1]}",
        f"|{second}|社会效益指标|平台稳定|稳定|稳定|{weights[2]}",
        f"总分||||||{total}",
    )


@pytest.mark.parametrize(
    ("first", "second", "weights", "found"),
    [
        ("产出指标（60分）", "效益指标（30分）", ("40|40", "20|20", "30|30"), [("consistent", None, None)]),
        ("产出指标（50分）", "效益指标(30分)", ("40|40", "20|20", "30|30"), [("inconsistent", "50", "60")]),
        (
            "产出指标（50分）",
            "效益指标（40分）",
            ("40|40", "20|20", "30|30"),
            [("inconsistent", "50、40", "60、30")],
        ),
        # a heading that says nothing ends the group before it
        ("产出指标（60分）", "效益指标", ("40|40", "20|20", "30|30"), [("consistent", None, None)]),
        ("产出指标", "效益指标", ("40|40", "20|20", "30|30"), []),
        # the lines were not read where they stand
        ("产出指标（50分）", "效益指标（30分）", ("40|40", "20|20", "|30"), []),
    ],
)
def test_weights_of_groups(
    first: str, second: str, weights: tuple[str, str, str], found: list[Judged]
) -> None:
    assert shown(findings("performance.group-weight", grouped(first, second, weights))) == found


INDICATORS = (
    "|产出指标|数量指标|次数|≥4次|4次|{weight}|{weight}",
    "|效益指标|社会效益指标|平台|稳定|稳定|40|40",
)


def template(execution: str, *, budget: str = "20.00", executed: str = "16.00") -> Report:
    """The common template with its goals between money and indicators, sources left blank."""
    return report(
        [SPENT],
        TITLE,
        [
            "项目名称|示例平台维护费||||||",
            "项目资金（万元）||年初预算数|全年（调整）预算数（A）|全年执行数（B）|分值（10分）|执行率（B/A）|得分",
            f"|年度资金总额|20.00|{budget}|{executed}|10|{execution}",
            f"|其中：当年财政拨款|20.00|{budget}|{executed}|||",
            "|其他资金||||||",
            "年度总体目标|预期目标||||实际完成情况||",
            "|维护平台||||完成||",
            "绩效指标|一级指标|二级指标|三级指标|年度指标值|完成值|分值|得分",
            *(line.format(weight=50) for line in INDICATORS),
            "总分（100分）||||||100|98.00",
        ],
    )


@pytest.mark.parametrize(
    ("execution", "found"),
    [
        ("80.00%|8.00", [("consistent", "8.00", "8.00")]),
        ("80.00%|8", [("consistent", "8", "8")]),
        ("80.00%|9.00", [("inconsistent", "9.00", "8.00")]),
        # by the printed rate, whatever that is
        ("90.00%|9.00", []),
        ("80.00%|—", []),
    ],
)
def test_points_for_execution(execution: str, found: list[Judged]) -> None:
    assert shown(findings("performance.usual-points", template(execution))) == found


def test_points_for_execution_are_rounded_and_of_no_more_than_the_budget() -> None:
    rounded = template("81.65%|8.2", executed="16.33")
    assert shown(findings("performance.usual-points", rounded)) == [("consistent", "8.2", "8.2")]
    cut = template("81.65%|8.1", executed="16.33")
    assert shown(findings("performance.usual-points", cut)) == [("truncated", "8.1", "8.2")]
    assert findings("performance.usual-points", template("110.00%|10", executed="22.00")) == []


def test_goals_between_money_and_indicators_hide_no_points() -> None:
    assert shown(findings("performance.points", template("80.00%|8.00"))) == [
        ("consistent", "98.00", "98.00"),
        ("consistent", "100", "100"),
    ]
    assert shown(findings("performance.points", template("80.00%|9.00"))) == [
        ("inconsistent", "98.00", "99.00")
    ]


def by_head(score: str, total: str = "96.00", executed: str = "16.00") -> Report:
    """The template whose head says how execution is scored."""
    return report(
        [SPENT],
        TITLE,
        [
            "项目名称|示例平台维护费|||||",
            "预算执行情况（万元）||预算数（A）|执行数（B）|执行率（B/A）||得分（20分×执行率）",
            f"|年度财政资金总额|20.00|{executed}|80.00%||{score}",
            "年度目标1（80分）||||||",
            "一级指标|二级指标|三级指标|年初目标值|实际完成值|分值|得分",
            *(line.removeprefix("|").format(weight=40) for line in INDICATORS),
            f"总分||||||{total}",
        ],
    )


def test_points_that_the_head_gives_a_formula_for() -> None:
    rule = "performance.execution-points"
    assert shown(findings(rule, by_head("16.00"))) == [("consistent", "16.00", "16.00")]
    assert shown(findings(rule, by_head("18.00"))) == [("inconsistent", "18.00", "16.00")]
    assert shown(findings(rule, by_head("16.3", executed="16.37"))) == [("truncated", "16.3", "16.4")]
    assert findings("performance.usual-points", by_head("18.00")) == []
    assert [str(f.message) for f in findings(rule, by_head("18.00"))] == [
        "《部门预算项目支出绩效自评表（2024年度）》（示例平台维护费）"
        "预算执行得分18.00，20 × 16.00 ÷ 20.00 = 16.00"
    ]
    assert shown(findings("performance.points", by_head("16.00"))) == [("consistent", "96.00", "96.00")]
    assert shown(findings("performance.points", by_head("16.00", "95.00"))) == [
        ("inconsistent", "95.00", "96.00")
    ]


@pytest.mark.parametrize(
    ("rate", "found"),
    [
        ("80.00", [("consistent", "80.00", "80.00")]),
        ("0.80", [("consistent", "80.00", "80.00")]),
        ("90.00", [("inconsistent", "90.00", "80.00")]),
    ],
)
def test_a_rate_without_its_sign(rate: str, found: list[Judged]) -> None:
    assert shown(findings("performance.rate", template(f"{rate}|8.00"))) == found


def test_a_score_in_a_paragraph_that_begins_with_its_project() -> None:
    lines = ["总分||||||100|90"]
    said = "1.示例平台维护费绩效自评综述：全年预算数4.00万元，执行数4.00万元。项目绩效自评得分为{}分。"
    right, wrong = (evaluated(*lines, sentence=said.format(score)) for score in ("90", "98"))
    assert shown(findings("performance.score", right)) == [("consistent", "90", "90")]
    assert shown(findings("performance.score", wrong)) == [("inconsistent", "98", "90")]
    other = evaluated(*lines, sentence="另有项目。" + said.format("98"))
    assert findings("performance.score", other) == []


def test_points_beyond_the_full_score_are_no_weight() -> None:
    lines = ("|产出指标|数量指标|次数|4次|4次|50|50", "|效益指标|社会效益指标|平台|稳定|稳定|40|40")
    bonus = evaluated(*lines, "|加分项|加分项|加分项|||5|2", "总分||||||100|102")
    assert findings("performance.points", bonus) == []
    plain = evaluated(*lines, "|满意度|满意度指标|满意度|||5|2", "总分||||||100|102")
    assert shown(findings("performance.points", plain)) == [("inconsistent", "100", "105")]


def test_points_with_their_unit() -> None:
    lines = ("|产出指标|数量指标|次数|4次|4次|50分|50分", "|效益指标|社会效益指标|平台|稳定|稳定|40|38分")
    made = evaluated(*lines, "总分||||||100分|96分")
    assert shown(findings("performance.points", made)) == [("inconsistent", "96", "98")]

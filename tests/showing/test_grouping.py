"""One slip, one card: what is folded together, what stands first, how the calculation ends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.figures import Verdict, parse_figure
from final_accounts.places import Place
from final_accounts.reports import CheckedReport, Finding, Severity
from final_accounts.showing.calculations import evaluated, worked
from final_accounts.showing.finding_panels import show_findings
from final_accounts.showing.grouping import finding_groups, shared_words, stake
from final_accounts.showing.language import speaking
from final_accounts.wordings import Wording


def rate(subject: str, stated: str = "9.82", **fields: object) -> Finding:
    wanted = {
        "rule": "change.rate",
        "kind": "change",
        "verdict": Verdict.TRUNCATED,
        "severity": Severity.WARNING,
        "message": f"{subject}：报告写增长{stated}%，应为9.83%",
        "stated": stated,
        "recomputed": "9.83",
        "difference": "-0.01",
        "unit": "%",
        "calculation": "83.52 ÷ （933.26 − 83.52） = 83.52 ÷ 849.74",
        "explanation": "疑似直接截去尾数，未四舍五入。",
        "quote": f"{subject}增长{stated}%",
        "figures": (parse_figure("933.26", "万元"), parse_figure("83.52", "万元")),
    }
    return Finding(**(wanted | fields))


def unit(title: str, total: str) -> Finding:
    return Finding(
        rule="unit.form",
        kind="unit",
        verdict=Verdict.INCONSISTENT,
        severity=Severity.ERROR,
        message=f"《{title}》表头印“单位：万元”，表内数字的单位应为元：“合计”印为{total}，合{total}元",
        stated="万元",
        recomputed="元",
        section=title,
        explanation="疑似表头沿用模板，单位没有随表内数字改写。",
        places=(Place(page=7, table=len(title)),),
    )


def with_findings(checked: CheckedReport, *findings: Finding) -> CheckedReport:
    return replace(checked, findings=findings)


def test_one_rate_in_five_places_is_one_card(checked: CheckedReport) -> None:
    same = [rate(subject) for subject in ("收入总计", "支出总计", "财政拨款收入", "财政拨款支出", "收入总计")]
    (group,) = finding_groups(with_findings(checked, *same))
    assert len(group) == 5
    assert group.message == "报告写增长9.82%，应为9.83%"
    assert group.subjects == ("收入总计", "支出总计", "财政拨款收入", "财政拨款支出")
    assert group.stake == 5 * Decimal("933.26")
    assert group.numbers == (1, 2, 3, 4, 5)


def test_one_unit_over_several_forms_is_one_card_with_each_form(checked: CheckedReport) -> None:
    passage = show_findings(with_findings(checked, unit("收入决算表", "138.5"), unit("支出决算总表", "77.2")))
    assert passage.text == (
        "错误 1（2 处）：表头印“单位：万元”，表内数字的单位应为元（《收入决算表》；《支出决算总表》）"
    )
    assert passage.html.count("<article") == 1
    assert passage.html.count('<p class="subject">') == 2
    assert '<p class="formula">“合计”印为138.5，合138.5元</p>' in passage.html
    assert '<p class="formula">“合计”印为77.2，合77.2元</p>' in passage.html
    assert "疑似表头沿用模板，单位没有随表内数字改写。" in passage.html


def test_other_values_and_unexplained_ones_stand_alone(checked: CheckedReport) -> None:
    unexplained = "未找到能说明这一差异的简单原因。"
    places = {"places": (Place(table=1),), "quote": None, "explanation": unexplained}
    groups = finding_groups(
        with_findings(
            checked,
            rate("甲"),
            rate("乙", stated="9.81"),
            rate("丙", stated="8", **places),
            rate("丁", stated="7", **places),
        )
    )
    assert [len(group) for group in groups] == [1, 1, 1, 1]


def test_tables_with_one_named_cause_are_one_card_that_keeps_each_value(checked: CheckedReport) -> None:
    places = {"places": (Place(table=1),), "quote": None, "explanation": "疑似把预算数照填为执行数。"}
    found = [
        rate("", stated=f"{number}.5", message=f"《表{number}》：执行数{number}.5，文字为{number}", **places)
        for number in (2, 3)
    ]
    passage = show_findings(with_findings(checked, *found))
    assert passage.text == "提醒 1（2 处）：执行数…，文字为…（《表2》；《表3》）"
    assert "<b>2.5%</b>" in passage.html and "<b>3.5%</b>" in passage.html


def test_cells_of_one_form_are_told_apart_by_their_row_and_column(checked: CheckedReport) -> None:
    cause = "由同一处引起：《表》自“甲”行起错位；改正后即相符。"
    places = {"places": (Place(table=1),), "quote": None, "explanation": cause, "rule": "forms.tree-sum"}
    found = [
        rate(
            "",
            stated=f"{number}",
            message=Wording(
                f"《支出决算表》“{row}”行“合计”列印为{number}万元，应为9.{number}万元，相差0.{number}万元",
                f"《支出决算表》 row “{row}”, column “合计” is {number}万元, should be 9.{number}万元.",
                "found.form_sum",
            ),
            **places,
        )
        for row, number in (("207 文化", 8), ("‘三公’经费", 10))
    ]
    (group,) = finding_groups(with_findings(checked, *found))
    assert group.message == "报表内合计与各组成部分之和不符"
    assert group.subjects == ("《支出决算表》“207 文化”行“合计”列", "《支出决算表》“‘三公’经费”行“合计”列")
    with speaking("en"):
        assert group.own_words(found[0]) == "《支出决算表》row “207 文化”, column “合计”"


def test_a_form_that_the_heading_names_is_not_named_again(checked: CheckedReport) -> None:
    cause = "由同一处引起：错位；改正后即相符。"
    places = {"places": (Place(table=1),), "quote": None, "explanation": cause}
    found = [
        rate("", stated=f"{n}", message=f"《甲表》“{n}”行印为{n}万元，不应大于《乙表》，多出1万元", **places)
        for n in (7, 8)
    ]
    (group,) = finding_groups(with_findings(checked, *found))
    assert (group.message, group.subjects) == ("《甲表》不应大于《乙表》，多出1万元", ("“7”行", "“8”行"))


def test_what_was_not_found_is_one_list(checked: CheckedReport) -> None:
    fields = {"rule": "completeness.disclosure", "kind": "completeness", "verdict": Verdict.UNDETERMINED}
    fields |= {
        "severity": Severity.NOTE,
        "stated": None,
        "recomputed": None,
        "difference": None,
        "quote": None,
    }
    found = [rate("", message=f"未见应公开的内容：{name}", **fields) for name in ("政府采购", "机关运行经费")]
    passage = show_findings(with_findings(checked, *found))
    assert passage.text == "备注 1（2 处）：未见应公开的内容（政府采购；机关运行经费）"


def test_the_gravest_comes_first_and_then_the_largest(checked: CheckedReport) -> None:
    small = rate("小", severity=Severity.ERROR, stated="1", unit="万元", difference="0.5")
    large = rate("大", severity=Severity.ERROR, stated="2", unit="万元", difference="-1234.5")
    groups = finding_groups(with_findings(checked, rate("轻"), small, large))
    assert [group.first.message[0] for group in groups] == ["大", "小", "轻"]
    assert [group.numbers for group in groups] == [(2,), (1,), (3,)]
    assert stake(large, checked.report) == 12_345_000


def test_a_completion_is_at_stake_by_its_budget(checked: CheckedReport) -> None:
    figures = (parse_figure("2907.5", "万元"), parse_figure("40", "万元"))
    found = rate("医疗救助", kind="completion", difference="-6541.88", figures=figures)
    assert stake(found, checked.report) == Decimal("26167520")


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        (["甲：应为1", "乙：应为1"], "应为1"),
        (["填写说明未删：“（注：甲）”", "填写说明未删：“（注：乙）”"], "填写说明未删"),
        (["《表》（甲）表头单位为“元”，所填1，应为“万元”", "《表》（乙）表头单位为“元”，所填2，应为“万元”"],
         "《表》表头单位为“元”，应为“万元”"),
        (["各不相同", "毫无共同"], "各不相同"),
    ],
)  # fmt: skip
def test_what_messages_share_is_their_heading(messages: list[str], words: str) -> None:
    assert shared_words(messages) == words


@pytest.mark.parametrize(
    ("calculation", "recomputed", "told"),
    [
        ("598.95 ÷ 933.26", "64.18", "598.95 ÷ 933.26 = 64.178…% → 64.18%"),
        ("83.52 ÷ （933.26 − 83.52） = 83.52 ÷ 849.74", "9.83",
         "83.52 ÷ （933.26 − 83.52） = 83.52 ÷ 849.74 = 9.828…% → 9.83%"),
        ("13836.6 ÷ 13836.63", "100.00", "13836.6 ÷ 13836.63 = 99.9997…% → 100.00%"),
        ("2907.5 ÷ 40", "7268.75", "2907.5 ÷ 40 = 7268.75%"),
        ("1,049.22 ÷ 1,049.22", "100", "1,049.22 ÷ 1,049.22 = 100%"),
        ("4 + 22 = 26", "26", "4 + 22 = 26"),
        ("13830.7 ≠ 13836.63", "13836.63", "13830.7 ≠ 13836.63"),
        ("3 ÷ 0", "1", "3 ÷ 0"),
        ("", "1", ""),
    ],
)  # fmt: skip
def test_a_calculation_is_carried_to_its_result(calculation: str, recomputed: str, told: str) -> None:
    found = rate("甲", kind="share", calculation=calculation, recomputed=recomputed)
    assert worked(found) == told


@pytest.mark.parametrize("text", ["", "1 +", "(1", "1 2", "__import__('os')", "1 ** 2", "a ÷ 2", "1 ÷ )"])
def test_what_is_no_calculation_is_not_evaluated(text: str) -> None:
    assert evaluated(text) is None


@given(st.decimals(0, 10**9, places=2), st.decimals("0.01", 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_products_bind_closer_than_sums(a: Decimal, b: Decimal, c: Decimal) -> None:
    assert evaluated(f"{a} − {c} × {b}") == a - c * b
    assert evaluated(f"（{a} − {c}） × {b}") == (a - c) * b

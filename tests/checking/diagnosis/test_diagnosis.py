"""One wrong figure behind several contradictions: which one, what it should be, what may have happened."""

from __future__ import annotations

import pytest

from final_accounts.checking.checker import check
from final_accounts.figures import Interval, Verdict
from final_accounts.reports import Finding, Report

from ...recognising.narrative.narrative_making import account
from ..claim_making import explained, with_forms
from ..form_making import form


def wrong(report: Report) -> list[Finding]:
    return [finding for finding in check(report).findings if finding.verdict is Verdict.INCONSISTENT]


def told(report: Report) -> list[tuple[str, str]]:
    return [(finding.message, finding.explanation) for finding in wrong(report)]


def structure(*parts: str, whole: str = "1000.00") -> Report:
    text = f"一般公共预算财政拨款支出{whole}万元，主要用于以下方面：{'；'.join(parts)}。"
    return account(("general-budget", text))


def test_a_wrong_part_breaks_its_sum_and_its_share() -> None:
    report = structure(
        "教育支出520.00万元，占25.00%", "卫生健康支出300.00万元，占30.00%", "农林水支出450.00万元，占45.00%"
    )
    assert told(report) == [
        (
            "“教育支出”520.00万元：应为250.00万元，改正后另1处核对随之相符",
            "疑似相邻两位数字颠倒：“250.00”误作“520.00”。",
        )
    ]


def test_a_slip_is_found_though_the_rate_gives_the_amount_only_nearly() -> None:
    # 251.62 ÷ 8.72 % − 251.62 = 2633.93, and 2634.46 is as good
    text = (
        "机关运行经费支出2664.46万元，比年初预算增加426.59万元，增长19.32%；"
        "与2023年度相比，减少251.62万元，降低8.72%。"
    )
    assert told(account(("operating", text))) == [
        (
            "“机关运行经费支出”2664.46万元：应为2634.46万元，改正后另1处核对随之相符",
            "疑似录入错误：“2634.46”误作“2664.46”（一位数字不同）。",
        )
    ]


@pytest.mark.parametrize(
    ("rate", "explanation"),
    [
        # 0.1 off 5.31 is 0.95 % to 2.75 %: 2.006 lies in it, and so would 1.006.
        ("0.006", "未找到能说明这一差异的简单原因。"),
        ("0.019", "疑似小数点向左错移2位（应为1.883%）。"),
    ],
)
def test_a_slip_explains_no_rate_that_is_hardly_known(rate: str, explanation: str) -> None:
    text = f"公务接待费支出5.21万元，比预算减少0.1万元，下降{rate}%。"
    (finding,) = wrong(account(("three-public", text)))
    assert finding.explanation == explanation


def test_a_total_that_leaves_a_part_out_breaks_its_shares() -> None:
    parts = "财政拨款收入300.00万元，占75.00%；事业收入60.00万元，占15.00%；其他收入40.00万元，占10.00%"
    report = account(("income", f"2024年度本年收入合计340.00万元，其中：{parts}。"))
    (finding,) = wrong(report)
    assert finding.recomputed == "400.00"
    assert finding.explanation == "疑似漏计“事业收入”60.00万元。"


def test_a_figure_that_others_bear_out_is_not_called_wrong() -> None:
    # 100 % of the total bears 29.22 out, though it is not the sum of its parts.
    text = (
        "政府采购支出总额29.22万元，其中：政府采购货物支出17.66万元、政府采购服务支出18.78万元、"
        "政府采购工程支出0万元。授予中小企业合同金额29.22万元，占政府采购支出总额的100%。"
    )
    (finding,) = explained("sum.parts", account(("procurement", text)))
    assert finding.verdict is Verdict.INCONSISTENT
    assert finding.explanation == "未找到能说明这一差异的简单原因。"


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        (
            "增加25.00万元，增长10.00%",
            "疑似以本年数250.00万元为基数计算，应以上年数225.00万元为基数。",
        ),
        # 25 ÷ (250 + 25)
        ("增加25.00万元，增长9.09%", "疑似增减方向写反：按减少25.00万元计算正好相符。"),
        ("增加25.00万元，增长1.11%", "疑似小数点向左错移1位（应为11.11%）。"),
        ("增加25.00万元，增长11.71%", "疑似录入错误：“11.11”误作“11.71”（一位数字不同）。"),
        ("增加25.00万元，增长21.68%", "未找到能说明这一差异的简单原因。"),
    ],
)
def test_a_wrong_growth(text: str, explanation: str) -> None:
    report = account(("totals", f"2024年度收、支总计均为250.00万元，与上年相比，{text}。"))
    assert [finding.explanation for finding in explained("change.rate", report)][:1] == [explanation]


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        # 2.4 may stand for anything from 2.35: so wide a rate is some slip of 0.24 by chance
        ("“三公”经费支出3.5万元，较上年增加2.4万元，增长0.24%。", "change.rate"),
        # of the one digit 2 nothing can be told
        ("“三公”经费支出3.5万元，其中：公务用车运行维护费1.4万元，占0.02%。", "share.rate"),
    ],
)
def test_what_fits_by_chance_is_not_told(texts: str, rule: str) -> None:
    (found,) = explained(rule, account(("three-public", [f"2024年{texts}"])))
    assert found.explanation == "未找到能说明这一差异的简单原因。"


@pytest.mark.parametrize(
    ("rate", "explanation"),
    [
        ("125.00", "疑似把预算数与决算数颠倒相除。"),
        ("20.00", "疑似写成了未完成预算的比率（与100%的差额）。"),
        ("8.00", "疑似小数点向左错移1位（应为80.00%）。"),
        ("47.96", "疑似以“支出合计”417.00万元为基数计算。"),
    ],
)
def test_a_wrong_completion(rate: str, explanation: str) -> None:
    text = f"公务接待费支出年初预算为250.00万元，支出决算为200.00万元，完成年初预算的{rate}%。"
    report = account(
        ("expenditure", "2024年度支出合计417.00万元。"),
        ("three-public", text),
    )
    (finding,) = explained("completion.rate", report)
    assert finding.explanation == explanation


def test_a_growth_over_another_amount_of_the_report() -> None:
    report = account(
        ("totals", "2024年度收、支总计均为250.00万元，与上年相比，增加25.00万元，增长44.78%。"),
        ("operating", "机关运行经费支出55.83万元。"),
    )
    finding = explained("change.rate", report)[0]
    assert finding.explanation == "疑似以“机关运行经费支出”55.83万元为基数计算。"


def test_a_cell_of_a_form_that_an_addition_shows_by_its_digits() -> None:
    # Only 43.00 read as 34.00 makes both the row and the column come out.
    report = with_forms(
        account(("totals", "2024年度收、支总计均为300.00万元。")),
        form(
            "general-budget",
            "合计|234.00|134.00|100.00",
            "2050101 行政运行|134.00|100.00|43.00",
            "2050102 一般行政管理事务|100.00|34.00|66.00",
        ),
    )
    (finding,) = [f for f in wrong(report) if f.rule.startswith("forms.")]
    assert finding.recomputed == "34.00"


def test_the_form_is_wrong_where_its_own_sums_say_so() -> None:
    made = form(
        "general-budget",
        "合计|206.55|134.00|66.61",
        "2050101 行政运行|134.00|134.00|",
        "2050102 一般行政管理事务|66.61||66.61",
    )
    narrative = account(("general-budget", "一般公共预算财政拨款支出200.61万元。"))
    (finding,) = wrong(with_forms(narrative, made))
    assert finding.rule.startswith("forms.") or "《" in finding.message
    assert finding.stated == "206.55"
    assert finding.recomputed == "200.61"


def test_a_missing_wan_is_told_in_its_unit() -> None:
    report = structure(
        "教育支出250.00元，占25.00%", "卫生健康支出300.00万元，占30.00%", "农林水支出450.00万元，占45.00%"
    )
    (lead,) = wrong(report)
    assert (lead.rule, lead.recomputed) == ("unit.stray", "250.00万元")
    assert lead.explanation == "疑似漏写“万”字：“元”应为“万元”。"


def test_an_increase_beyond_the_amount_is_a_moved_point() -> None:
    text = "2024年度机关运行经费支出3252.08万元，比上年增加3833.6万元，增长13.36%。"
    (finding,) = wrong(account(("operating", text)))
    assert finding.message == (
        "机关运行经费支出：增加额3833.6万元大于本年数3252.08万元，上年数将为负，不可能成立"
    )
    assert "“机关运行经费支出增减额”3833.6万元小数点向右错移1位（应为383.36万元）" in finding.explanation


def test_a_sentence_of_very_many_shares_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a report costs grows with its figures, also where all of them are wrong."""
    times: dict[int, int] = {}
    divide = Interval.__truediv__

    def counted(one: Interval, other: Interval) -> Interval:
        times[many] += 1
        return divide(one, other)

    monkeypatch.setattr(Interval, "__truediv__", counted)
    for many in (220, 440):
        times[many] = 0
        shares = "；".join(f"某项支出{number}.50万元，占0.77%" for number in range(1, many + 1))
        report = account(("expenditure", f"本年支出合计999999.00万元，其中：{shares}。"))
        assert sum(f.rule == "share.rate" for f in check(report).contradictions) == many
    assert times[440] < 2.5 * times[220]


@pytest.mark.parametrize(
    ("first", "explanation"),
    [
        ("决算43.70万元，完成预算的87.40%", "疑似照抄了“会议费”的比率87.40%。"),
        # a rate that is wrong itself, and one that the same amounts give by right
        ("决算40.70万元，完成预算的87.40%", "未找到能说明这一差异的简单原因。"),
        ("决算22.60万元，完成预算的87.40%", "疑似“培训费”22.60万元照抄了“会议费”的数字22.60万元。"),
    ],
)
def test_a_rate_copied_from_the_line_above(first: str, explanation: str) -> None:
    report = account(
        (
            "general-budget-items",
            (f"会议费：预算50.00万元，{first}。", "培训费：预算34.15万元，决算22.60万元，完成预算的87.40%。"),
        ),
    )
    found = [f for f in explained("completion.rate", report) if "培训费" in f.message]
    assert [finding.explanation for finding in found] == [explanation]


def test_a_growth_over_this_year_where_only_both_amounts_are_printed() -> None:
    text = "2024年机关运行经费30.00万元，上年25.00万元，同比增长16.67%。"
    (finding,) = explained("change.rate", account(("operating", text)))
    assert finding.explanation == "疑似以本年数30.00万元为基数计算，应以上年数25.00万元为基数。"


def test_the_base_over_its_change_is_told_as_divided_upside_down() -> None:
    text = "2024年度机关运行经费支出30.00万元，比上年增加20.00万元，增长50.00%。"
    (finding,) = explained("change.rate", account(("operating", text)))
    assert finding.recomputed == "200.00"
    assert "疑似把上年数与增减额颠倒相除" in finding.explanation


def test_a_total_that_need_only_be_greater_is_not_told_by_one_rate() -> None:
    """支出总计 below 支出合计 and its carry-over, and with a wrong rate: two mistakes, no third amount."""
    report = account(
        (
            "totals",
            [
                "2024年度收入总计400.50万元，支出总计400.00万元。与上年相比，支出增加50.00万元，增长12.29%。",
                "2024年度支出合计400.00万元，年末结转和结余0.50万元。",
            ],
        )
    )
    assert [finding.message for finding in wrong(report)] == [
        "支出：报告写增长12.29%，按本年数与增减额重算应为14.29%",
        "支出总计：报告写400.00万元，所列2项之和却达400.50万元，多出0.50万元",
    ]

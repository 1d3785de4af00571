"""Rules on changes: each with a case that holds, one that fails and one at the limit of rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict, rounded

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, explained, fen, findings, judged, never, percent, places, wan

FIVE = "甲支出1.11万元，乙支出2.22万元，丙支出3.33万元，丁支出4.44万元，戊支出5.55万元。"
"""Enough amounts with two digits to show the report's usual precision."""


def change(text: str, rule: str = "change.rate") -> list[Judged]:
    return judged(rule, f"2024年度收入、支出总计均为{text}。")


@pytest.mark.parametrize(
    ("text", "verdict", "stated", "recomputed"),
    [
        # 25.00 ÷ 225.00 = 11.111 %
        ("250.00万元，较上年增加25.00万元，增长11.11%", "consistent", "11.11", "11.11"),
        ("250.00万元，较上年增加25.00万元，增长11.1%", "consistent", "11.1", "11.11"),
        ("250.00万元，较上年增加25.00万元，增长10%", "inconsistent", "10", "11.11"),
        ("250.00万元，较上年增加25.00万元，增长11.13%", "inconsistent", "11.13", "11.11"),
        # 25.00 ÷ 275.00 = 9.0909 %
        ("250.00万元，较上年减少25.00万元，下降9.09%", "consistent", "9.09", "9.09"),
        ("250.00万元，较上年减少25.00万元，下降11.11%", "inconsistent", "11.11", "9.09"),
        # 83.52 ÷ 849.74 = 9.8289 %: cut, not rounded
        ("933.26万元，较上年增加83.52万元，增长9.82%", "truncated", "9.82", "9.83"),
        ("933.26万元，较上年增加83.52万元，增长9.83%", "consistent", "9.83", "9.83"),
        # the same in other units
        ("9332600元，较上年增加83.52万元，增长9.83%", "consistent", "9.83", "9.83"),
        # 25 of 225, but the base is printed: 250.00 against 240.00 is 4.17 %
        ("250.00万元，较2023年240.00万元增加10.00万元，增长4.17%", "consistent", "4.17", "4.17"),
        # from nothing but rounding: 0.005 … 0.015 on 0.235 … 0.255
        ("0.25万元，较上年增加0.24万元，增长1808.27%", "consistent", "1808.27", "2400.00"),
        # 0.30 on 0.60, either may be off by half a 分
        ("0.30万元，较上年减少0.30万元，下降50.67%", "consistent", "50.67", "50.00"),
        ("0.30万元，较上年减少0.30万元，下降52.00%", "inconsistent", "52.00", "50.00"),
        ("250.00万元，较上年增加0万元，增长0%", "consistent", "0", "0.00"),
        # last year's amount, 0.005 … 0.015, may make 7900 or 24000 of it
        ("1.20万元，较上年增加1.19万元，增长23000%", "consistent", "23000", "11900.00"),
        # only a rate: nothing to test it by
        ("250.00万元，比上年增长5.26%", "undetermined", "5.26", None),
    ],
)  # fmt: skip
def test_a_rate(text: str, verdict: str, stated: str, recomputed: str | None) -> None:
    assert change(text) == [(verdict, stated, recomputed)]


@pytest.mark.parametrize(
    ("rate", "found"),
    [
        # 25.00 ÷ 225.00 = 11.111 %; if 225.00 is what grew, 25.00 ÷ 200.00
        ("11.11%", ("consistent", "11.11", "11.11")),
        ("12.50%", ("consistent", "12.50", "12.50")),
        ("11.12%", ("inconsistent", "11.12", "11.11")),
        ("10.00%", ("inconsistent", "10.00", "11.11")),
    ],
)
def test_a_rate_over_last_years_amount_alone(rate: str, found: Judged) -> None:
    text = f"与上年的225.00万元相比，机关运行经费支出增加25.00万元，增长{rate}。"
    assert judged("change.rate", text, topic="operating") == [found]


def test_a_rate_that_only_dropped_zeros_explain() -> None:
    # 16 − 2 = 14: 2 ÷ 14 = 14.29 %; taken as rounded to whole 万元 15 % would do as well
    text = "2024年度收入、支出总计均为16万元，较上年增加2万元，增长15.00%。"
    (sure,) = findings("change.rate", account(("totals", [text, FIVE])))
    assert (sure.verdict, sure.needed) == (Verdict.INCONSISTENT, "printed")
    assert "除非所写金额舍入到了更少的位数" in sure.explanation
    (open_,) = findings("change.rate", account(("totals", [text])))
    assert (open_.verdict, open_.needed) == (Verdict.CONSISTENT, "printed")


def test_a_rate_of_approximate_amounts_is_given_more_room() -> None:
    text = "250.00万元，较上年增加{}25万元，增长{}%"
    assert change(text.format("", "13.00"))[0][0] == "inconsistent"
    assert change(text.format("约", "13.00"))[0][0] == "consistent"


def test_the_growth_over_this_year_is_explained() -> None:
    text = "2024年度收入、支出总计均为250.00万元，与上年相比，增加25.00万元，增长10.00%。"
    (finding,) = explained("change.rate", account(("totals", [text])))
    assert finding.explanation == "疑似以本年数250.00万元为基数计算，应以上年数225.00万元为基数。"
    assert finding.calculation == "25.00 ÷ （250.00 − 25.00） = 25.00 ÷ 225.00"


@pytest.mark.parametrize(
    ("text", "verdict", "cause"),
    [
        ("0万元，较上年增加12.60万元，增长100%", "inconsistent", "按减少12.60万元计算正好相符"),
        ("0万元，较上年减少12.60万元，下降100%", "consistent", ""),
        ("5.00万元，较上年增加20.00万元，增长80%", "inconsistent", "按减少20.00万元计算正好相符"),
        ("5.00万元，较上年增加20.00万元，增长37%", "inconsistent", "未找到能说明这一差异的简单原因"),
        # 0.00 may be 0.004, and grown by half of it
        ("0.00万元，较上年增加0.00万元，增长100%", "consistent", ""),
    ],
)
def test_an_increase_greater_than_the_amount(text: str, verdict: str, cause: str) -> None:
    report = account(("totals", f"2024年度收入、支出总计均为{text}。"))
    (finding,) = explained("change.rate", report)
    assert finding.verdict.value == verdict
    assert cause in finding.explanation
    assert ("上年数将为负" in finding.message) == (verdict == "inconsistent")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.20万元，较上年增加1.20万元，增长100%", [("inconsistent", "100", None)]),
        ("1.20万元，较上年增加0.20万元，增长20%", []),
        ("1.20万元，较上年增加1.20万元，增长--", []),
        ("0万元，较上年增加0万元，增长0%", []),
        # 1.205 − 1.195: last year may have been one 分
        ("1.20万元，较上年增加1.19万元，增长100%", []),
    ],
)
def test_a_base_of_zero(text: str, found: list[Judged]) -> None:
    assert change(text, "change.zero-base") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("250.00万元，较上年增加25.00万元，增长11.11%", []),
        ("250.00万元，较上年增加25.00万元，下降11.11%", [("inconsistent", "下降", "增长")]),
        ("250.00万元，较上年减少25.00万元，增长9.09%", [("inconsistent", "增长", "下降")]),
        # the rate bears out neither more than the other at this precision: the first word stands
        ("250.00万元，较上年增加0.01万元，下降0.00%", []),
        ("250.00万元，较2023年240.00万元增加10.00万元，增长4.17%", []),
        ("250.00万元，较2023年260.00万元增加10.00万元，增长3.85%", [("inconsistent", "增长", "下降")]),
        ("250.00万元，较2023年250.00万元增加0.01万元，增长0.01%", []),
        ("250.00万元，较2023年240.00万元减少10.00万元", [("inconsistent", "减少", "增加")]),
        ("250.00万元，较2023年200.00万元下降25.00%", [("inconsistent", "下降", "增长")]),
        ("250.00万元，较2023年200.00万元下降20.00%", []),
    ],
)
def test_a_direction(text: str, found: list[Judged]) -> None:
    assert change(text, "change.direction") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("250.00万元，较2023年240.00万元增加10.00万元", [("consistent", "10.00", "10.00")]),
        ("250.00万元，较2023年240.00万元增加12.00万元", [("inconsistent", "12.00", "10.00")]),
        # the amounts bear out the figure, not the word: change.direction
        ("250.00万元，较2023年240.00万元减少10.00万元", []),
        ("250.00万元，较2023年240.00万元减少12.00万元", [("inconsistent", "12.00", "-10.00")]),
        # 250.005 − 239.995 = 10.01
        ("250.00万元，较2023年240.00万元增加10.01万元", [("consistent", "10.01", "10.00")]),
        ("250.00万元，较2023年240.00万元增加10.02万元", [("inconsistent", "10.02", "10.00")]),
        ("250.00万元，较上年增加10.00万元", []),
    ],
)
def test_a_difference(text: str, found: list[Judged]) -> None:
    assert change(text, "change.difference") == found


@pytest.mark.parametrize("way", ["增加（减少）", "差值为", "减少"])
def test_a_difference_from_a_budget_without_a_unit_is_left_alone(way: str) -> None:
    text = f"公务接待费预算5，决算3.00万元，比预算{way}1.00万元。"
    checked = check(account(("three-public", text)))
    assert checked.failed_rules == ()
    assert [found for found in checked.findings if found.rule == "change.difference"] == []


def test_a_difference_from_the_budget() -> None:
    text = "公务接待费预算为5.00万元，支出决算为3.00万元，决算数较预算数减少{}万元，较上年增加1.00万元。"
    for printed, verdict in (("2.00", "consistent"), ("1.00", "inconsistent")):
        (found,) = judged("change.difference", text.format(printed), topic="three-public")
        assert found == (verdict, printed, "2.00")


changed = st.tuples(fen, fen).filter(
    lambda pair: 0 < min(pair) < max(pair) and wan(pair[0]) != wan(abs(pair[0] - pair[1]))
)
"""This year's amount and last year's, where rounding has not swallowed last year's."""


@settings(max_examples=60)
@given(changed, places)
def test_truly_rounded_changes_are_never_faulted(pair: tuple[int, int], digits: int) -> None:
    now, then = pair
    up = now > then
    words = ("增加", "增长") if up else ("减少", "下降")
    rate = percent(abs(now - then), then, digits)
    report = account(
        (
            "totals",
            f"2024年度收入总计{wan(now)}万元，较上年{wan(then)}万元{words[0]}{wan(abs(now - then))}万元，"
            f"{words[1]}{rate}%。",
        ),
        (
            "operating",
            f"机关运行经费支出{wan(now)}万元，比2023年{words[0]}{wan(abs(now - then))}万元，"
            f"{words[1]}{rate}%。",
        ),
    )
    never(findings("change.rate", report), Verdict.INCONSISTENT, Verdict.TRUNCATED)
    never(findings("change.difference", report), Verdict.INCONSISTENT, Verdict.TRUNCATED)
    assert not findings("change.direction", report)


@settings(max_examples=40)
@given(changed, places)
def test_rates_truly_cut_are_never_called_wrong(pair: tuple[int, int], digits: int) -> None:
    now, then = pair
    up = now > then
    words = ("增加", "增长") if up else ("减少", "下降")
    rate = percent(abs(now - then), then, digits, cut=True)
    text = (
        f"机关运行经费支出{wan(now)}万元，比2023年{words[0]}{wan(abs(now - then))}万元，{words[1]}{rate}%。"
    )
    never(findings("change.rate", account(("operating", text))), Verdict.INCONSISTENT)


@settings(max_examples=40)
@given(st.integers(10**8, 10**11), st.integers(10**8, 10**11), st.integers(2, 9))
def test_a_rate_that_is_off_is_found(now: int, then: int, off: int) -> None:
    if abs(now - then) < 10**7:
        return
    words = ("增加", "增长") if now > then else ("减少", "下降")
    rate = rounded(Decimal(percent(abs(now - then), then, 2)) * (20 + off) / 20, 2)
    text = (
        f"机关运行经费支出{wan(now)}万元，比2023年{words[0]}{wan(abs(now - then))}万元，{words[1]}{rate}%。"
    )
    (finding,) = findings("change.rate", account(("operating", text)))
    assert finding.verdict is Verdict.INCONSISTENT


def test_an_amount_cannot_have_grown_by_more_than_itself() -> None:
    text = "公务用车费4.11万元。其中：购置费0万元，运行费4.11万元。较上年增加0.11万元，增长{}。"
    for rate, verdict in (("2.75%", "consistent"), ("0.10%", "inconsistent")):
        (found,) = judged("change.rate", text.format(rate), topic="three-public")
        assert found[0] == verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # last year's amount would be below zero
        ("公务接待费3.52万元，较上年增加8.73万元，增长96.46%。", [("inconsistent", "96.46", "-167.56")]),
        # an amount that cannot be meant saves no wrong rate
        (
            "“三公”经费支出9.00万元，其中：因公出国（境）费支出1.00万元；公务接待费支出8.00万元，"
            "比上年增加2.00万元，增长50%。",
            [("inconsistent", "50", "33.33")],
        ),
    ],
)
def test_an_increase_beyond_the_amount(text: str, found: list[Judged]) -> None:
    assert judged("change.rate", text, topic="three-public") == found


def test_a_rate_of_difference_has_its_own_sign() -> None:
    text = "公务接待费全年预算数2.00万元，决算数1.50万元，预决算差异率{}%。"
    assert judged("change.rate", text.format("-25.00"), topic="three-public") == [
        ("consistent", "-25.00", "-25.00")
    ]
    assert judged("change.rate", text.format("-52.00"), topic="three-public") == [
        ("inconsistent", "-52.00", "-25.00")
    ]


def test_an_expense_named_before_its_amount() -> None:
    text = "“三公”经费支出9.00万元，其中，公务接待费支出比去年增加1.00万元，增长{}%。"
    later = "公务接待费支出5.00万元。"
    for rate, verdict in (("25", "consistent"), ("52", "inconsistent")):
        (found,) = judged("change.rate", text.format(rate), later, topic="three-public")
        assert found == (verdict, rate, "25.00")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年初预算为12.00万元，支出决算为12.00万元，与年初预算持平", [("consistent", "12.00", "12.00")]),
        # two rounded figures of one amount
        ("年初预算为12.00万元，支出决算为12.01万元，与年初预算持平", [("consistent", "12.01", "12.00")]),
        ("年初预算为12.00万元，支出决算为12.60万元，与年初预算数持平", [("inconsistent", "12.60", "12.00")]),
        ("年初预算为12.00万元，支出决算为12.60万元，与预算基本持平", []),
        ("支出决算为12.60万元，与上年持平", []),
        ("年初预算为12.00万元，支出决算为12.60万元，购置费与年初预算持平", []),
        ("年初预算为12.00万元，支出决算为12.60万元，与上年预算数相比持平", []),
        ("年初预算为12.00万元，支出决算为12.60万元，其中购置费3.00万元，与预算持平", []),
    ],
)
def test_what_is_said_to_be_level(text: str, found: list[Judged]) -> None:
    assert judged("change.level", f"公务用车费{text}。", topic="three-public") == found


def test_one_word_for_two_rates_is_told_once() -> None:
    text = (
        "2024年度收入合计90.00万元，支出合计80.00万元，"
        "与2023年相比各减少10.00万元、20.00万元，各{}10.00%、20.00%。"
    )
    for word, number in (("增长", 1), ("下降", 0)):
        assert len(findings("change.direction", account(("totals", text.format(word))))) == number
    apart = (
        "2024年度收入合计90.00万元，比上年减少10.00万元，增长10.00%；"
        "支出合计80.00万元，比上年减少20.00万元，增长20.00%。"
    )
    assert len(findings("change.direction", account(("totals", apart)))) == 2


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 4.21 less than 22.17; rounding leaves 18.97 … 19.01 %
        ("17.96万元，比上年增加-4.21万元，增长-19.01%", "consistent"),
        ("17.96万元，比上年增加-4.21万元，增长-18.97%", "consistent"),
        ("17.96万元，比上年增加-4.21万元，增长-19.04%", "inconsistent"),
        # the word and the sign both say less
        ("17.96万元，比上年减少-4.21万元，下降-19.01%", "consistent"),
        ("17.96万元，比上年减少-4.21万元，下降19.01%", "consistent"),
        ("17.96万元，比上年减少-4.21万元，下降-23.44%", "inconsistent"),
        ("17.96万元，比上年减少4.21万元，下降-23.44%", "inconsistent"),
    ],
)
def test_a_difference_below_zero(text: str, verdict: str) -> None:
    ((found, *_),) = judged("change.rate", f"机关运行经费支出{text}。", FIVE, topic="operating")
    assert found == verdict


def test_a_rate_that_only_has_its_sign_twice_is_told_by_the_wording() -> None:
    text = "机关运行经费支出17.96万元，比上年减少4.21万元，下降-19.01%。"
    assert judged("change.rate", text, FIVE, topic="operating") == []


@pytest.mark.parametrize(
    ("rate", "verdict"), [("35.90", "consistent"), ("50.00", "inconsistent"), ("51.72", "inconsistent")]
)
def test_another_of_the_three_expenses_bears_nothing_out(rate: str, verdict: str) -> None:
    # 1.40 of 2.50 + 1.40; of the vehicles bought it would be 50 %
    text = (
        "公务用车购置及运行费14.10万元，包括公务用车购置费1.40万元和公务用车运行费12.70万元；"
        f"公务接待费2.50万元，比上年减少1.40万元，下降{rate}%。"
    )
    assert [(v, s) for v, s, _ in judged("change.rate", text, topic="three-public")] == [(verdict, rate)]


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ("“三公”经费支出比上年增加20.00万元。", [("consistent", "20.00", "20.00")]),
        ("“三公”经费支出比上年增加25.00万元。", [("inconsistent", "25.00", "20.00")]),
        # of others: what those spent the year before is not printed
        ("县直“三公”经费支出60.00万元，比上年增加25.00万元。", []),
        ("公务接待费支出9.00万元，比上年增加1.00万元。", []),
    ],
)
def test_last_years_amount_in_another_sentence(later: str, found: list[Judged]) -> None:
    first = ["2024年“三公”经费支出100.00万元。", "2023年“三公”经费支出80.00万元。"]
    assert judged("change.difference", *first, later, topic="three-public") == found


def test_a_nought_of_a_report_with_few_digits_may_have_a_rate() -> None:
    income = "本年收入合计12.3万元，其中：财政拨款收入8.1万元，事业收入3.2万元，其他收入1.0万元"
    guests = "公务接待费支出0万元，比上年减少0万元，下降44.79%。"
    short = account(("income", (income,)), ("three-public", (guests,)))
    assert findings("change.rate", short)[-1].verdict is Verdict.UNDETERMINED
    told = account(("income", ("本年收入合计12.30万元。",)), ("three-public", (guests,)))
    assert findings("change.rate", told)[-1].verdict is Verdict.INCONSISTENT

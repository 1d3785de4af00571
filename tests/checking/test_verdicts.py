"""From printed figures to a verdict: which precision is taken, and what follows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.checking.findings.claims import Reading, judge_readings
from final_accounts.checking.verdicts import (
    Computation,
    Outcome,
    View,
    exact_view,
    is_rounded_twice,
    nominal_value,
    printed_view,
    show,
    show_rate,
    usual_view,
    weigh,
)
from final_accounts.figures import PERCENT, WAN_YUAN, YUAN, Figure, Interval, Verdict, rounded

from ..recognising.narrative.narrative_making import account


def figure(text: str, unit: str | None = WAN_YUAN, approximate: bool = False) -> Figure:
    return Figure(text, Decimal(text), unit, len(text.partition(".")[2]), approximate=approximate)


def total(*parts: Figure) -> Computation:
    def compute(view: View) -> Interval:
        return Interval.total(view(part) for part in parts)

    return compute


def ratio(part: Figure, whole: Figure) -> Computation:
    def compute(view: View) -> Interval:
        return view(part) / view(whole) * Decimal(100)

    return compute


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


def test_views() -> None:
    assert exact_view(figure("16")) == interval("16", "16")
    assert printed_view(figure("16")) == interval("15.5", "16.5")
    assert printed_view(figure("16", approximate=True)) == interval("11", "21")
    assert printed_view(figure("16", "人")) == interval("16", "16")
    assert printed_view(figure("0")) == interval("-0.005", "0.005"), "a bare 0 is no 0.4"
    assert printed_view(figure("0.0")) == interval("-0.05", "0.05")
    assert usual_view(2)(figure("16")) == interval("15.995", "16.005")
    assert usual_view(2)(figure("1.2345")) == interval("1.23445", "1.23455")
    assert usual_view(2)(figure("16", YUAN)) == interval("15.5", "16.5"), "only 万元 drops zeros"
    assert usual_view(2)(figure("16", PERCENT)) == interval("15.5", "16.5")
    assert usual_view(2)(figure("16", approximate=True)) == interval("11", "21")


@pytest.mark.parametrize(
    ("stated", "parts", "usual", "verdict", "needed"),
    [
        ("250.00", ("100.00", "150.00"), 2, Verdict.CONSISTENT, "usual"),
        ("250.00", ("100.00", "150.00"), None, Verdict.CONSISTENT, "printed"),
        ("250.00", ("100", "150.01"), 2, Verdict.CONSISTENT, "usual"),
        # 100.4 may stand behind 100, but not where two digits are usual
        ("250.00", ("100", "149.60"), 2, Verdict.CONSISTENT, "printed"),
        ("250.00", ("100", "149.60"), None, Verdict.CONSISTENT, "printed"),
        ("250.00", ("100.00", "149.60"), 2, Verdict.INCONSISTENT, "printed"),
        ("250.00", ("100.00", "150.02"), 2, Verdict.TRUNCATED, "printed"),
    ],
)
def test_weighing(
    stated: str, parts: tuple[str, ...], usual: int | None, verdict: Verdict, needed: str
) -> None:
    outcome = weigh(figure(stated), total(*map(figure, parts)), usual)
    assert (outcome.verdict, outcome.needed) == (verdict, needed)
    assert outcome.nominal == sum(map(Decimal, parts))


def test_a_percentage_counts_with_its_printed_digits() -> None:
    outcome = weigh(figure("67", PERCENT), ratio(figure("2"), figure("3")), 2)
    assert (outcome.verdict, outcome.needed) == (Verdict.CONSISTENT, "usual")
    assert (
        weigh(figure("66", PERCENT), ratio(figure("200.00"), figure("300.00")), 2).verdict
        is Verdict.TRUNCATED
    )


@pytest.mark.parametrize(
    ("stated", "value", "twice", "told"),
    [
        ("9.9", "9.8470", True, "9.847"),
        ("9.9", "9.8449", False, "9.84"),
        ("10", "9.47", True, "9.47"),
        ("10", "9.44", False, "9.44"),
        ("-9.9", "-9.8470", True, "-9.847"),
        # with two digits, as they are computed with, it is wrong
        ("9.85", "9.8447", False, "9.84"),
        ("9.8", "9.9", False, "9.90"),
        ("9.9", "-9.8470", False, "-9.85"),
        ("9.9", "9.9", False, "9.90"),
    ],
)
def test_percentages_rounded_twice(stated: str, value: str, twice: bool, told: str) -> None:
    printed = figure(stated, PERCENT)
    assert is_rounded_twice(printed, Decimal(value)) is twice
    assert show_rate(Decimal(value), printed) == told


def test_no_amount_and_no_missing_value_is_rounded_twice() -> None:
    assert not is_rounded_twice(figure("9.9"), Decimal("9.847"))
    assert not is_rounded_twice(figure("9.9", PERCENT), None)


def test_no_value_is_undetermined() -> None:
    outcome = weigh(figure("5.00", PERCENT), ratio(figure("5.00"), figure("0.00")), 2)
    assert outcome == Outcome(Verdict.UNDETERMINED, "usual", None)
    assert nominal_value(ratio(figure("5.00"), figure("0.00"))) is None


def test_a_whole_that_may_be_zero_has_a_nominal_value_all_the_same() -> None:
    outcome = weigh(figure("50", PERCENT), ratio(figure("0.00"), figure("0.004")), None)
    assert outcome.nominal == 0


REPORT = account(
    ("totals", "收入总计1.11万元，甲支出2.22万元，乙支出3.33万元，丙支出4.44万元，丁支出5.55万元。")
)


def test_the_best_reading_stands() -> None:
    wrong = Reading(total(figure("1.00"), figure("1.00")), "wrong", ())
    cut = Reading(total(figure("2.51"), figure("2.51")), "cut", ())
    right = Reading(total(figure("2.00"), figure("3.00")), "right", ())
    for readings, best, verdict in (
        ([wrong, cut, right], right, Verdict.CONSISTENT),
        ([wrong, cut], cut, Verdict.TRUNCATED),
        ([wrong], wrong, Verdict.INCONSISTENT),
        ([wrong, wrong], wrong, Verdict.INCONSISTENT),
    ):
        reading, outcome = judge_readings(REPORT, figure("5.00"), readings)
        assert (reading, outcome.verdict) == (best, verdict)


def test_only_short_precision_saves_it_then_it_is_said() -> None:
    assert REPORT.usual_decimals == 2
    saved = Reading(total(figure("100"), figure("149.60")), "", (figure("100"),))
    _, outcome = judge_readings(REPORT, figure("250.00"), [saved])
    assert (outcome.verdict, outcome.needed) == (Verdict.INCONSISTENT, "printed")
    _, outcome = judge_readings(
        REPORT, figure("250.00"), [Reading(saved.compute, "", (figure("100", approximate=True),))]
    )
    assert outcome.verdict is Verdict.CONSISTENT


@pytest.mark.parametrize(
    ("value", "places", "text"), [("95.238", 2, "95.24"), ("0", 2, "0.00"), ("1E+3", 0, "1000")]
)
def test_showing(value: str, places: int, text: str) -> None:
    assert show(Decimal(value), places) == text
    assert show(None, places) is None


drawn = st.lists(st.integers(0, 10**10), min_size=1, max_size=8)


@given(drawn, st.integers(1, 4), st.sampled_from([None, 2, 4]))
def test_what_truly_rounds_is_consistent_at_any_precision(
    fen: list[int], places: int, usual: int | None
) -> None:
    values = [Decimal(amount) / 1_000_000 for amount in fen]
    parts = [figure(f"{rounded(value, places):f}") for value in values]
    stated = figure(f"{rounded(sum(values, Decimal(0)), places):f}")
    assert weigh(stated, total(*parts), usual).verdict is Verdict.CONSISTENT

"""Printed numbers: reading them, the values that may lie behind them, and turning their units."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.figures import (
    PERCENT,
    WAN_YUAN,
    YI_YUAN,
    YUAN,
    Figure,
    Interval,
    Verdict,
    is_dash,
    judge,
    parse_figure,
    rounded,
)

FULL_WIDTH = str.maketrans("0123456789.,-()%", "０１２３４５６７８９．，－（）％")

values = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**13), 10**13), st.integers(0, 6)
)
precise = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=8)
decimals = st.integers(0, 4)


def read(text: str, unit: str | None = None) -> Figure:
    figure = parse_figure(text, unit)
    assert figure is not None
    return figure


@given(
    values,
    st.booleans(),
    st.booleans(),
    st.sampled_from(["minus", "brackets", "wide minus", "typographic minus"]),
    st.lists(st.integers(0, 30), max_size=4),
    st.sampled_from(["", " ", "  ", "\u3000", "\xa0", "\n"]),
)
def test_what_is_printed_is_read(
    value: Decimal, grouped: bool, wide: bool, negative: str, gaps: list[int], space: str
) -> None:
    digits = f"{abs(value):,f}" if grouped else f"{abs(value):f}"
    if value < 0:
        signs = {"minus": "-{}", "brackets": "({})", "wide minus": "－{}", "typographic minus": "−{}"}
        digits = signs[negative].format(digits)
    for gap in gaps:
        digits = digits[: gap % len(digits)] + space + digits[gap % len(digits) :]
    printed = digits.translate(FULL_WIDTH) if wide else digits
    figure = read(printed, WAN_YUAN)
    assert figure.value == value
    assert figure.decimals == max(-int(value.as_tuple().exponent), 0)
    assert figure.unit == WAN_YUAN
    assert figure.text == printed.strip()


@pytest.mark.parametrize(
    ("printed", "value", "unit", "places"),
    [
        ("1, 049. 22", "1049.22", None, 2),
        ("137,500,26 5.00", "137500265.00", None, 2),
        ("1,111.11", "1111.11", None, 2),
        ("**399.57**", "399.57", None, 2),
        ("９．８３％", "9.83", PERCENT, 2),
        ("1,055.4%", "1055.4", PERCENT, 1),
        ("0%%", "0", PERCENT, 0),
        ("（16）", "-16", None, 0),
        ("+0.30", "0.30", None, 2),
        (".80", "0.80", None, 2),
        ("-.5%", "-0.5", PERCENT, 1),
        ("0", "0", None, 0),
        (" 0.00 ", "0.00", None, 2),
    ],
)
def test_a_figure(printed: str, value: str, unit: str | None, places: int) -> None:
    figure = read(printed)
    assert (str(figure.value), figure.unit, figure.decimals) == (value, unit, places)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "  ",
        "-",
        "--",
        "—",
        "/",
        "12辆",
        "1.2.3",
        "2024-01",
        "公开01表",
        "%",
        "()",
        "1e5",
        "NaN",
        "∞",
        ".",
        "..8",
        "8.",
        ".1234567",
    ],
)
def test_what_is_no_figure(printed: str) -> None:
    assert parse_figure(printed) is None


def test_blank_dash_and_zero_differ() -> None:
    assert [is_dash(text) for text in ("", " ", "0", "-", " — ", "－－"[:1], "0.00")] == [
        False, False, False, True, True, True, False,
    ]  # fmt: skip
    assert parse_figure("") is None and parse_figure("—") is None
    assert read("0").value == 0


@given(precise, decimals)
def test_an_interval_holds_whatever_rounds_to_the_figure(value: Decimal, places: int) -> None:
    figure = read(f"{rounded(value, places):f}")
    assert figure.decimals == places
    assert figure.interval().contains(value)
    assert judge(figure.interval(), figure.cut_interval(), Interval.exactly(value)) is Verdict.CONSISTENT


@given(precise, decimals)
def test_a_cut_interval_holds_whatever_is_cut_to_the_figure(value: Decimal, places: int) -> None:
    printed = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    if printed == 0 and value < 0:
        return  # -0.004 cut is a printed 0.00: the sign is gone with the digits
    figure = read(f"{printed:f}")
    assert figure.cut_interval().contains(value)
    assert judge(figure.interval(), figure.cut_interval(), Interval.exactly(value)) in (
        Verdict.CONSISTENT,
        Verdict.TRUNCATED,
    )


@given(precise, decimals, st.integers(0, 6))
def test_dropped_zeros_only_narrow_the_interval(value: Decimal, places: int, usual: int) -> None:
    figure = read(f"{rounded(value, places):f}")
    own, usual_interval = figure.interval(), figure.interval(usual)
    assert own.low <= usual_interval.low <= figure.value <= usual_interval.high <= own.high


def test_the_edges_of_an_interval() -> None:
    figure = read("9.83%")
    assert figure.interval() == Interval(Decimal("9.825"), Decimal("9.835"))
    assert figure.cut_interval() == Interval(Decimal("9.83"), Decimal("9.84"))
    assert read("-9.83").cut_interval() == Interval(Decimal("-9.84"), Decimal("-9.83"))
    assert read("16").interval() == Interval(Decimal("15.5"), Decimal("16.5"))
    assert read("16").interval(2) == Interval(Decimal("15.995"), Decimal("16.005"))


@pytest.mark.parametrize(
    ("stated", "value", "verdict"),
    [
        ("9.83", "9.8289", Verdict.CONSISTENT),
        ("9.82", "9.8289", Verdict.TRUNCATED),
        ("9.82", "9.8251", Verdict.TRUNCATED),
        ("9.82", "9.8250", Verdict.CONSISTENT),
        ("9.83", "9.8250", Verdict.CONSISTENT),
        ("9.82", "9.8301", Verdict.INCONSISTENT),
        ("9.84", "9.8301", Verdict.INCONSISTENT),
        ("-9.82", "-9.8289", Verdict.TRUNCATED),
        ("-9.84", "-9.8289", Verdict.INCONSISTENT),
    ],
)
def test_a_verdict(stated: str, value: str, verdict: Verdict) -> None:
    figure = read(stated)
    assert judge(figure.interval(), figure.cut_interval(), Interval.exactly(Decimal(value))) is verdict


ends = st.tuples(precise, precise).map(lambda pair: Interval(min(pair), max(pair)))
part = st.decimals(0, 1, allow_nan=False, allow_infinity=False, places=3)


def within(interval: Interval, share: Decimal) -> Decimal:
    return interval.low + (interval.high - interval.low) * share


@given(ends, ends, part, part)
def test_arithmetic_of_intervals_holds_that_of_their_members(
    one: Interval, other: Interval, share: Decimal, other_share: Decimal
) -> None:
    a, b = within(one, share), within(other, other_share)
    assert (one + other).contains(a + b)
    assert (one - other).contains(a - b)
    assert (-one).contains(-a)
    assert (one * Decimal("-2.5")).contains(a * Decimal("-2.5"))
    assert Interval.total([one, other, one]).contains(a + b + a)
    if other.low > 0 or other.high < 0:
        quotient = one / other
        assert quotient.low - Decimal("1e-9") <= a / b <= quotient.high + Decimal("1e-9")
    else:
        with pytest.raises(ZeroDivisionError):
            one / other


def test_meeting_and_intersection() -> None:
    one, other = Interval(Decimal(1), Decimal(3)), Interval(Decimal(3), Decimal(5))
    assert one.meets(other) and other.meets(one)
    assert one.intersection(other) == Interval.exactly(3)
    assert one.intersection(Interval(Decimal("3.01"), Decimal(5))) is None
    assert not one.meets(Interval(Decimal("3.01"), Decimal(5)))


@pytest.mark.parametrize(
    ("printed", "unit", "other", "value", "places"),
    [
        ("138,366,269.56", YUAN, WAN_YUAN, "13836.626956", 6),
        ("0.27", WAN_YUAN, YUAN, "2700", -2),
        ("1.5", YI_YUAN, WAN_YUAN, "15000", -3),
        ("13830.73", WAN_YUAN, YI_YUAN, "1.383073", 6),
        ("16", WAN_YUAN, WAN_YUAN, "16", 0),
    ],
)
def test_an_amount_in_another_unit(printed: str, unit: str, other: str, value: str, places: int) -> None:
    figure = read(printed, unit).to(other)
    assert (f"{figure.value:f}", figure.unit, figure.decimals) == (value, other, places)
    assert figure.text == printed


def test_only_money_turns_into_money() -> None:
    with pytest.raises(ValueError, match="'辆'"):
        read("3", "辆").to(WAN_YUAN)
    with pytest.raises(ValueError, match="'%'"):
        read("3", WAN_YUAN).to(PERCENT)


def test_digits_read_in_another_unit_keep_their_value() -> None:
    assert read("0.27", YUAN).read_as(WAN_YUAN) == Figure("0.27", Decimal("0.27"), WAN_YUAN, 2)


def test_heads_and_vehicles_are_counts() -> None:
    assert read("27", "人").is_count
    assert not read("27.5", "人").is_count
    assert not any(read("27", unit).is_count for unit in (WAN_YUAN, PERCENT, None))


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("2.3449", 2, "2.34"),
        ("0.5", 0, "1"),
        ("16", 2, "16.00"),
    ],
)
def test_the_one_rounding_is_half_away_from_zero(value: str, places: int, printed: str) -> None:
    assert str(rounded(Decimal(value), places)) == printed

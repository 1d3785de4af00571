"""Pies: the shares that a report shows, beside the shares that its amounts give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ...figures import HUNDRED, PERCENT, YUAN_PER_UNIT, Figure, Interval, Verdict, judge, rounded
from ...reports import ChartGround, ChartSeries
from .claims import Division, Slice, in_unit
from .numbers import ChartNumbers, NumberSeries, in_percent
from .words import core, year_of

SHARE_DECIMALS = 2
"""Reports print shares with two decimals; nothing finer is compared."""


def shown_slices(division: Division) -> Division:
    """The parts that a chart shows: those above zero, or all where everything is zero."""
    above = tuple(
        piece
        for piece in division.slices
        if any(figure is not None and figure.value for figure in (piece.amount, piece.share))
    )
    return Division(above or division.slices, division.whole)


def stated_pie(title: str, division: Division) -> ChartSeries:
    """The narrative's printed shares against amount ÷ whole."""
    return _series(title, division.slices, [piece.share for piece in division.slices], division)


def charted_pie(
    numbers: ChartNumbers, division: Division | None, year: int | None
) -> tuple[tuple[Slice, ...], ChartSeries]:
    """The chart's own numbers as percent, against amount ÷ whole of the slice with the same label.

    Of several series the one of `year` counts, else the first.
    """
    of_year = [one for one in numbers.series if year is not None and year_of(one.name) == year]
    own = (of_year or list(numbers.series))[0]
    slices = tuple(_slice_called(label, division) for label in own.labels)
    whole = division.whole if division else None
    complete = Division(division.slices if division else (), whole)
    expected = [_expected(piece, complete) for piece in slices]
    drawn_whole = _drawn_whole(own.values, expected, slices, complete)
    percent = NumberSeries(own.name, own.labels, in_percent(own.values, drawn_whole)).aligned(expected)
    shares = [None if value is None else _as_share(value) for value in percent]
    series = _with_narrative(_series(own.name, slices, shares, complete), slices, complete)
    return slices, replace(series, grounds=tuple(_ground(piece, complete) for piece in slices))


def _drawn_whole(
    values: Sequence[Decimal | None],
    expected: Sequence[Decimal | None],
    slices: Sequence[Slice],
    division: Division,
) -> Decimal | None:
    """What stands for the whole in a chart one of whose numbers the report prints: 1, 100, or the printed
    whole in the chart's unit."""
    shares = {rounded(share, SHARE_DECIMALS) for share in expected if share and share < HUNDRED}
    for whole in (Decimal(1), HUNDRED):
        if any(value and rounded(value * HUNDRED / whole, SHARE_DECIMALS) in shares for value in values):
            return whole
    if division.whole is None or not division.whole.is_money:
        return None
    amounts = [piece.amount for piece in slices if piece.amount is not None and piece.amount.value]
    for unit in YUAN_PER_UNIT:
        if any(in_unit(amount, unit) in values for amount in amounts):
            return in_unit(division.whole, unit)
    return None


def _ground(piece: Slice, division: Division) -> ChartGround | None:
    """The figures that give a slice its share; None where its amount is not printed."""
    amounts = tuple(other.amount for other in division.slices if other.amount is not None)
    whole = (division.whole,) if division.whole is not None else amounts
    return ChartGround((piece.amount,), whole=whole) if piece.amount is not None and whole else None


def _with_narrative(series: ChartSeries, slices: Sequence[Slice], division: Division) -> ChartSeries:
    """The series with the shares that the sentences print beside the chart's own numbers."""
    told = _series(series.name, slices, [piece.share for piece in slices], division)
    if all(value is None for value in told.stated):
        return series
    return replace(series, narrated=told.stated, narrated_differs=told.differs)


def _slice_called(label: str, division: Division | None) -> Slice:
    """The part of the division with a chart's label; without amount and share if there is none."""
    wanted = core(label)
    parts = division.slices if division else ()
    fitting = [piece for piece in parts if core(piece.label) == wanted] or [
        piece for piece in parts if wanted in core(piece.label) or core(piece.label) in wanted
    ]
    found = fitting[0] if len(fitting) == 1 else None
    return Slice(label, found.amount if found else None, found.share if found else None)


def _expected(piece: Slice, division: Division) -> Decimal | None:
    return piece.share.value if piece.share is not None else _share(piece, division)


def _as_share(value: Decimal) -> Figure:
    """A chart's number as a printed percentage. The long tail of a computed fraction is no precision."""
    short = rounded(value, SHARE_DECIMALS).normalize()
    decimals = max(-int(short.as_tuple().exponent), 0)
    return Figure(f"{short:f}%", rounded(short, decimals), PERCENT, decimals)


def _series(
    name: str, slices: Sequence[Slice], shares: Sequence[Figure | None], division: Division
) -> ChartSeries:
    stated = tuple(None if share is None else share.value for share in shares)
    exact = [_share(piece, division) for piece in slices]
    recomputed = tuple(_rounded_like(value, own) for value, own in zip(exact, stated, strict=True))
    differs = tuple(
        share is not None and _contradicts(share, piece, division)
        for share, piece in zip(shares, slices, strict=True)
    )
    return ChartSeries(name, stated, recomputed, differs)


def _share(piece: Slice, division: Division) -> Decimal | None:
    """Amount ÷ whole in percent; zero of a whole of zero is zero."""
    if piece.amount is None:
        return None
    unit, whole = _whole(division)
    amount = in_unit(piece.amount, unit)
    total = (whole.low + whole.high) / 2
    if total == 0:
        return Decimal(0) if amount == 0 else None
    return amount * HUNDRED / total


def _whole(division: Division, printed: bool = False) -> tuple[str | None, Interval]:
    """The whole with its unit: as it stands, or (`printed`) with the values that may lie behind it."""
    if division.whole is not None:
        whole = division.whole
        return whole.unit, _behind(whole) if printed else Interval.exactly(whole.value)
    amounts = [piece.amount for piece in division.slices if piece.amount is not None]
    unit = amounts[0].unit if amounts else None
    same = [_converted(amount, unit) for amount in amounts]
    if printed:
        return unit, Interval.total(_behind(amount) for amount in same)
    return unit, Interval.exactly(sum((amount.value for amount in same), Decimal(0)))


def _converted(figure: Figure, unit: str | None) -> Figure:
    return figure.to(unit) if unit and figure.is_money and figure.unit != unit else figure


def _behind(figure: Figure) -> Interval:
    """The values behind a printed amount, ten times as wide behind 约."""
    if not figure.approximate:
        return figure.interval()
    return Interval(figure.value - 5 * figure.step, figure.value + 5 * figure.step)


def _contradicts(share: Figure, piece: Slice, division: Division) -> bool:
    """Whether no amounts behind the printed ones give the share, by rounding."""
    if piece.amount is None:
        return False
    unit, whole = _whole(division, printed=True)
    try:
        computed = (_behind(_converted(piece.amount, unit)) / whole) * HUNDRED
    except ZeroDivisionError:
        return bool(share.value) and piece.amount.value == 0
    return judge(share.interval(), share.cut_interval(), computed) is not Verdict.CONSISTENT


def _rounded_like(value: Decimal | None, stated: Decimal | None) -> Decimal | None:
    """Two decimals, or the stated digits where they are the same number."""
    if not value:
        return value if value is None else Decimal(0)
    short = rounded(value, SHARE_DECIMALS)
    return stated if stated is not None and stated == short else short

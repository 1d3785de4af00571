"""Bars of this year and the last: what a report shows, beside what its claims and forms give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...figures import Figure, Interval, rounded
from ...places import Place
from ...reports import AmountClaim, ChangeClaim, ChartGround, ChartSeries, Claim, Form
from .claims import claims_about, in_unit
from .numbers import ChartNumbers, NumberSeries
from .words import Topic, clean_label, vocabulary, year_of

INCOME, EXPENDITURE = "income", "expenditure"
_MONEY_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class YearPair:
    """One amount of this year and the last, in the chart's unit.

    `stated_last` is the printed base, else this year's minus the signed difference; `computed_last` always
    the latter. `computed` is the form's amount where there is one.
    """

    label: str
    side: str | None
    stated: Decimal | None
    computed: Decimal | None
    stated_last: Decimal | None
    computed_last: Decimal | None
    half_step: Decimal
    this_year: ChartGround | None = None
    last_year: ChartGround | None = None


def find_year_pairs(
    topic: Topic, claims: Sequence[Claim], forms: Sequence[Form], unit: str
) -> tuple[YearPair, ...]:
    """Income and expenditure, or for the general public budget its expenditure alone."""
    found: dict[str | None, YearPair] = {}
    names: dict[Place, list[str]] = {}
    for amount in claims_about(topic, claims, AmountClaim):
        names.setdefault(amount.figure.place, []).append(clean_label(amount.subject))
    for claim in claims_about(topic, claims, ChangeClaim):
        if claim.against != "last-year" or (claim.difference is None and claim.base is None):
            continue
        for side, label in _sides(topic, _full_subject(claim, names)):
            if side in found:
                continue
            current = claim.current or _current(topic, claims, side)
            if current is None or not current.is_money:
                continue
            form = _form_total(topic, side, label, forms)
            found[side] = _pair(label, side, current, claim, form, unit)
        if topic.key == "general-budget-change" and found:
            break
    order = {INCOME: 0, EXPENDITURE: 1, None: 2}
    return tuple(sorted(found.values(), key=lambda pair: order[pair.side]))


def _full_subject(claim: ChangeClaim, names: Mapping[Place, Sequence[str]]) -> str:
    """The subject of a change, or the longer name under which its amount is stated before."""
    subject = clean_label(claim.subject)
    if claim.current is None:
        return subject
    fuller = next((name for name in names.get(claim.current.place, ()) if subject in name), None)
    return fuller.removeprefix(vocabulary()["sides"]["of_this_year"]) if fuller is not None else subject


def _sides(topic: Topic, subject: str) -> Iterator[tuple[str | None, str]]:
    """The sides that a subject speaks of, each with its label: 收入、支出总计 speaks of both."""
    words = vocabulary()["sides"]
    if topic.form == "general-budget":
        if not any(word in subject for word in ("收入", "收支")):
            yield None, subject
        return
    income = any(word in subject for word in words["income"])
    expenditure = any(word in subject for word in words["expenditure"])
    if income and not expenditure:
        yield INCOME, subject
    elif expenditure and not income:
        yield EXPENDITURE, subject
    elif (income and expenditure) or any(word in subject for word in words["joint"]):
        yield INCOME, words["income_label"]
        yield EXPENDITURE, words["expenditure_label"]


def _current(topic: Topic, claims: Sequence[Claim], side: str | None) -> Figure | None:
    """This year's amount where the change's own sentence does not print it."""
    for claim in claims_about(topic, claims, AmountClaim):
        if claim.measure != "final" or not claim.figure.is_money:
            continue
        if side in {found for found, _ in _sides(topic, clean_label(claim.subject))}:
            return claim.figure
    return None


def _pair(
    label: str, side: str | None, current: Figure, claim: ChangeClaim, form: Figure | None, unit: str
) -> YearPair:
    amount = in_unit(current, unit)
    change = _signed_change(claim, unit)
    computed_last = None if change is None else amount - change
    printed_last = None if claim.base is None else in_unit(claim.base, unit)
    printed = [figure for figure in (current, claim.difference, claim.base) if figure is not None]
    steps = [in_unit(Figure("", figure.step, figure.unit, figure.decimals), unit) for figure in printed]
    computed = amount
    if form is not None and not _same(current, form, unit):
        computed = rounded(in_unit(form, unit), _MONEY_DECIMALS)
    return YearPair(
        label,
        side,
        amount,
        computed,
        printed_last if printed_last is not None else computed_last,
        computed_last if computed_last is not None else printed_last,
        sum(steps, Decimal(0)) / 2,
        ChartGround((current,)),
        _ground_of_last(current, claim),
    )


def _ground_of_last(current: Figure, claim: ChangeClaim) -> ChartGround | None:
    """The figures that give last year's amount: this year's and the change, else the printed base."""
    if claim.difference is not None and claim.difference.value and claim.direction:
        return ChartGround((current, claim.difference), (1, -claim.direction))
    if claim.base is not None:
        return ChartGround((claim.base,))
    return None


def _signed_change(claim: ChangeClaim, unit: str) -> Decimal | None:
    if claim.direction == 0:
        return Decimal(0)
    if claim.difference is None:
        return None
    difference = in_unit(claim.difference, unit)
    if difference == 0:
        return difference
    return None if claim.direction is None else difference * claim.direction


def _same(stated: Figure, form: Figure, unit: str) -> bool:
    """Whether one amount may lie behind both printings."""
    one, other = (figure.to(unit) if figure.is_money else figure for figure in (stated, form))
    return one.interval().meets(other.interval())


def _form_total(topic: Topic, side: str | None, label: str, forms: Sequence[Form]) -> Figure | None:
    """The grand total of the topic's form, of one side where it prints two; None where the narrative
    speaks of another amount than the grand total (本年收入合计)."""
    form = next((form for form in forms if form.key == topic.form and not form.empty), None)
    if form is None or (side and label not in vocabulary()["sides"]["grand_total"]):
        return None
    labels = vocabulary()["sides"]["grand_total" if side else "total"]
    for row in form.rows:
        figure = next((value for value in row.values if value is not None), None)
        if row.side == side and row.label in labels and figure is not None and figure.is_money:
            return figure
    return None


def stated_bars(pairs: Sequence[YearPair], year: int | None) -> tuple[ChartSeries, ...]:
    """Last year and this year as the narrative states them, against the forms and the stated change."""
    names = (f"{year - 1}年", f"{year}年") if year else ("上年", "本年")
    last = ChartSeries(
        names[0],
        tuple(pair.stated_last for pair in pairs),
        tuple(pair.computed_last for pair in pairs),
        tuple(_differs(pair.stated_last, pair.computed_last, pair.half_step) for pair in pairs),
    )
    this = ChartSeries(
        names[1],
        tuple(pair.stated for pair in pairs),
        tuple(pair.computed for pair in pairs),
        tuple(_differs(pair.stated, pair.computed, Decimal(0)) for pair in pairs),
    )
    return (last, this) if any(value is not None for value in last.stated) else (this,)


def charted_bars(
    numbers: ChartNumbers, pairs: Sequence[YearPair], year: int | None
) -> tuple[tuple[str, ...], tuple[ChartSeries, ...]]:
    """The chart's own numbers, against this year's amounts and this year's minus the stated change."""
    turned = _years_as_series(numbers.series)
    labels = max((one.labels for one in turned), key=len)
    if len(pairs) == 1 and labels in ((), ("",), ("1",)):
        labels = (pairs[0].label,)
    matched = [_pair_called(label, pairs) for label in labels]
    return labels, tuple(_charted(one, labels, matched, year) for one in turned)


def _charted(
    one: NumberSeries, labels: Sequence[str], matched: Sequence[YearPair | None], year: int | None
) -> ChartSeries:
    which = _which_year(one.name, year)
    computed: list[Decimal | None] = [None] * len(labels)
    if which == 0:
        computed = [pair.computed if pair else None for pair in matched]
    elif which == -1:
        computed = [pair.computed_last if pair else None for pair in matched]
    own = NumberSeries(one.name, tuple(labels), one.values).aligned(computed)
    stated = tuple(None if value is None else _short(value) for value in own)
    differs = tuple(
        pair is not None and _differs(value, wanted, pair.half_step if which == -1 else _half(value))
        for value, wanted, pair in zip(stated, computed, matched, strict=True)
    )
    recomputed = tuple(
        value if value is not None and value == wanted else wanted
        for value, wanted in zip(stated, computed, strict=True)
    )
    told, told_differs = _narrated(matched, which)
    grounds = tuple(_ground_of(pair, which) for pair in matched)
    return ChartSeries(one.name, stated, recomputed, differs, told, told_differs, grounds)


def _ground_of(pair: YearPair | None, which: int | None) -> ChartGround | None:
    if pair is None or which is None:
        return None
    return pair.this_year if which == 0 else pair.last_year


def _narrated(
    matched: Sequence[YearPair | None], which: int | None
) -> tuple[tuple[Decimal | None, ...], tuple[bool, ...]]:
    """What the sentences state of this year (0) or the last (-1), and which of it the forms contradict."""
    if which == 0:
        told = tuple(pair.stated if pair else None for pair in matched)
        differs = tuple(
            pair is not None and _differs(pair.stated, pair.computed, Decimal(0)) for pair in matched
        )
    elif which == -1:
        told = tuple(pair.stated_last if pair else None for pair in matched)
        differs = tuple(
            pair is not None and _differs(pair.stated_last, pair.computed_last, pair.half_step)
            for pair in matched
        )
    else:
        return (), ()
    return (told, differs) if any(value is not None for value in told) else ((), ())


def _years_as_series(series: Sequence[NumberSeries]) -> tuple[NumberSeries, ...]:
    """A chart whose labels are the years and whose series are the amounts, turned round."""
    labels = series[0].labels
    if len(labels) < 2 or not all(year_of(label) for label in labels):
        return tuple(series)
    if any(len(one.values) != len(labels) for one in series):
        return tuple(series)
    return tuple(
        NumberSeries(label, tuple(one.name for one in series), tuple(one.values[at] for one in series))
        for at, label in enumerate(labels)
    )


def _which_year(name: str, year: int | None) -> int | None:
    """0 for this year, -1 for the last, None for anything else."""
    named = year_of(name)
    if named is not None and year is not None:
        return named - year if named - year in (0, -1) else None
    words = vocabulary()["series"]
    if any(word in name for word in words["last_year"]):
        return -1
    return 0 if any(word in name for word in words["this_year"]) else None


def _pair_called(label: str, pairs: Sequence[YearPair]) -> YearPair | None:
    words = vocabulary()["sides"]
    if len(pairs) == 1 and pairs[0].side is None:
        return pairs[0]
    for side in (INCOME, EXPENDITURE):
        if any(word in label for word in words[side]):
            return next((pair for pair in pairs if pair.side == side), None)
    return None


def _short(value: Decimal) -> Decimal:
    """A chart's number without the tail of a computed one."""
    return rounded(value, _MONEY_DECIMALS) if int(value.as_tuple().exponent) < -_MONEY_DECIMALS else value


def _half(value: Decimal | None) -> Decimal:
    """Half a last digit of a chart's own number."""
    if value is None:
        return Decimal(0)
    decimals = max(-int(value.as_tuple().exponent), 0)
    return Decimal(5).scaleb(-decimals - 1)


def _differs(stated: Decimal | None, computed: Decimal | None, tolerance: Decimal) -> bool:
    if stated is None or computed is None:
        return False
    return not Interval(stated - tolerance, stated + tolerance).contains(computed)

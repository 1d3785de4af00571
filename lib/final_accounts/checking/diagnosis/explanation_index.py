"""All that a report prints, by value, by place and by name: where a wrong figure may have come from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from ...figures import PERCENT, WAN_YUAN, Figure, Interval, Key, key_of, rounded
from ...recognising.forms.named_rows import cell_name
from ...reports import (
    AmountClaim,
    AverageClaim,
    BalanceClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    Finding,
    Labelled,
    Report,
    ShareClaim,
    SumClaim,
)
from ...wordings import Wording, joined, tell
from ..findings.amounts import amount_told
from ..findings.performance import column_name

_WINDOW = 30
"""How many amounts before and after one may be its parts, in paragraphs of their own."""

T = TypeVar("T")

RateClaim = ChangeClaim | ShareClaim | CompletionClaim


@dataclass(frozen=True, slots=True)
class Named:
    """A printed amount with its name. `order` counts the amounts of sentences, -1 for a form's cell."""

    name: str
    """As a sentence quotes it, in the report's own words."""
    figure: Figure
    order: int = -1
    paragraph: int | None = None
    form: str | None = None
    total: bool = False
    """Whether it is one of the amounts that the vocabulary names."""

    @property
    def bare(self) -> str:
        """The name without its quotation marks."""
        return self.name.strip("“”")

    @property
    def told(self) -> str:
        return named_amount(self.name, self.figure)


@dataclass(frozen=True, slots=True)
class LastYear:
    """An amount of last year: printed, or given by this year's `now` and its change."""

    amount: Figure
    now: Figure | None
    subject: str


@dataclass(slots=True)
class Printed:
    """The index. Amounts are found by their value in 万元 at two digits, as forms in 元 are rounded too."""

    names: dict[Key, str] = field(default_factory=dict)
    told: list[Named] = field(default_factory=list)
    amounts: dict[Key, Named] = field(default_factory=dict)
    last_years: list[tuple[Decimal, LastYear]] = field(default_factory=list)
    wholes: dict[Key, list[tuple[Labelled, ...]]] = field(default_factory=dict)
    changes: dict[Key, list[ChangeClaim]] = field(default_factory=dict)
    rates: dict[Key, list[RateClaim]] = field(default_factory=dict)
    shares: dict[Key, list[ShareClaim]] = field(default_factory=dict)
    wrong_rates: set[Key] = field(default_factory=set)
    by_value: list[tuple[Decimal, Named]] = field(default_factory=list)
    quotes: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)

    def name(self, figure: Figure) -> str:
        return self.names.get(key_of(figure)) or tell("named.this_figure")

    def called(self, figure: Figure) -> Wording:
        """A figure's name as a sentence quotes it."""
        return quoted(self.name(figure))

    def figure_told(self, figure: Figure) -> Wording:
        """A figure with its name, a rate with what it is a rate of."""
        rates = self.rates.get(key_of(figure))
        if rates and rates[0].subject:
            return tell("named.rate_of", subject=quoted(rates[0].subject), rate=amount_told(figure))
        return named_amount(self.called(figure), figure)

    def same_amounts(self, figure: Figure) -> Iterator[Named]:
        """The other places that print a figure's value, or one that rounds to it; none of a count's."""
        if not figure.is_money:
            return
        for named in self.between(figure.to(WAN_YUAN).interval()):
            other = named.figure.to(figure.unit or WAN_YUAN)
            same = rounded(other.value, figure.decimals) == figure.value
            if same and key_of(named.figure) != key_of(figure):
                yield named

    def last_year_of(self, figure: Figure) -> Iterator[LastYear]:
        """Last year's amounts that a figure may be: one last digit off where a difference was taken."""
        amount = figure.to(WAN_YUAN)
        slack = amount.step * Decimal("1.5")
        found = _between(self.last_years, Interval(amount.value - slack, amount.value + slack))
        yield from (last for _, last in found)

    def rates_of(self, value: Decimal) -> Iterator[Figure]:
        """The printed rates of a value that nothing contradicts."""
        for key, claims in self.rates.items():
            figure = rate_of(claims[0])
            if figure is not None and figure.value == value and key not in self.wrong_rates:
                yield figure

    def parts_of(self, whole: Figure) -> Iterator[Labelled]:
        """The parts that sentences and forms give of a figure."""
        for parts in self.wholes.get(key_of(whole), ()):
            yield from parts

    def around(self, own: Named) -> Iterator[Labelled]:
        """The amounts that sentences tell not far from one."""
        for named in self.told[max(own.order - _WINDOW, 0) : own.order + _WINDOW]:
            if named is not own:
                yield Labelled(named.bare, named.figure)

    def between(self, interval: Interval) -> Iterator[Named]:
        """The amounts that lie in an interval, in 万元."""
        yield from (named for _, named in _between(self.by_value, interval))

    def quote(self, figure: Figure) -> str | None:
        """The sentence in which a figure stands."""
        start = figure.place.start or 0
        for first, end, text in self.quotes.get(figure.place.paragraph or 0, ()):
            if figure.place.paragraph is not None and first <= start < end:
                return text
        return None


def _between(ordered: Sequence[tuple[Decimal, T]], interval: Interval) -> Sequence[tuple[Decimal, T]]:
    low = bisect_left(ordered, interval.low, key=lambda pair: pair[0])
    return ordered[low : bisect_right(ordered, interval.high, key=lambda pair: pair[0])]


def indexed(report: Report, findings: Sequence[Finding] = ()) -> Printed:
    """All that a report prints, once through, with the sums that findings hold it to."""
    printed = Printed()
    for claim in report.claims:
        _keep_names(printed, claim)
        _keep_relations(printed, claim)
        if isinstance(claim, AmountClaim) and claim.figure.is_money and claim.subject:
            _keep_told(printed, claim)
    _keep_cells(printed, report)
    printed.by_value = sorted(
        ((named.figure.to(WAN_YUAN).value, named) for named in printed.amounts.values()),
        key=lambda pair: pair[0],
    )
    printed.last_years.sort(key=lambda pair: pair[0])
    for finding in findings:
        _keep_finding(printed, finding)
    for statement in report.statements:
        place = statement.place
        if place.paragraph is not None:
            span = (place.start or 0, place.end or 0, statement.text.strip())
            printed.quotes.setdefault(place.paragraph, []).append(span)
    return printed


def _keep_told(printed: Printed, claim: AmountClaim) -> None:
    """An amount that the narrative tells, in its order."""
    paragraph = claim.figure.place.paragraph
    total = claim.key is not None and not claim.item
    named = Named(quoted(subject_of(claim)), claim.figure, len(printed.told), paragraph, total=total)
    printed.told.append(named)
    _keep_amount(printed, named)
    if claim.measure == "prior":
        _keep_last_year(printed, LastYear(claim.figure, None, claim.subject))


def _keep_cells(printed: Printed, report: Report) -> None:
    """The figures of forms, and the names of those of self-evaluation tables."""
    for form in report.forms:
        for row in form.rows:
            for column, value in enumerate(row.values):
                if value is None:
                    continue
                name = tell("named.form_cell", title=form.title, cell=cell_name(form, row, column))
                printed.names.setdefault(key_of(value), name)
                if value.is_money and value.value:
                    _keep_amount(printed, Named(name, value, form=form.title))
    for table in report.performance:
        for label, figures in table.rows:
            for which, figure in figures.items():
                cell = tell("bound.table_cell", label=label, column=column_name(which))
                printed.names.setdefault(key_of(figure), cell)


def _keep_finding(printed: Printed, finding: Finding) -> None:
    """A rate that a finding contradicts, or the sum that it holds an amount to."""
    whole = finding.stated_figure
    if whole is not None and whole.unit == PERCENT and finding.verdict.is_wrong:
        printed.wrong_rates.add(key_of(whole))
    if finding.kind == "sum" and whole is not None and whole.is_money:
        others = (figure for figure in finding.figures if key_of(figure) != key_of(whole))
        _keep_parts(printed, whole, (Labelled(printed.name(figure), figure) for figure in others))


def rate_of(claim: RateClaim) -> Figure | None:
    """The percentage that a claim is about."""
    return claim.share if isinstance(claim, ShareClaim) else claim.rate


def subject_of(claim: AmountClaim) -> str:
    """What an amount is called: its item, where it is one."""
    return claim.item[-1] if claim.item else claim.subject


def _keep_names(printed: Printed, claim: Claim) -> None:
    """The name of each figure of a claim, where no earlier claim gave it one."""
    if isinstance(claim, AmountClaim) and claim.subject:
        name = subject_of(claim)
        if claim.measure == "budget" and "预算" not in name:
            name = tell("named.budget_of", subject=name)
        printed.names.setdefault(key_of(claim.figure), name)
    elif isinstance(claim, SumClaim):
        for part in claim.parts:
            if part.label:
                printed.names.setdefault(key_of(part.figure), part.label)
    elif isinstance(claim, AverageClaim):
        printed.names.setdefault(key_of(claim.average), claim.subject)
        for count in claim.over:
            printed.names.setdefault(key_of(count.figure), count.label)
    elif isinstance(claim, ChangeClaim) and claim.difference is not None:
        printed.names.setdefault(key_of(claim.difference), tell("named.difference_of", subject=claim.subject))


def _keep_amount(printed: Printed, named: Named) -> None:
    key = key_of(named.figure)
    if key not in printed.amounts and named.figure.value:
        printed.amounts[key] = named


def _keep_relations(printed: Printed, claim: Claim) -> None:
    match claim:
        case ChangeClaim():
            _keep_change(printed, claim)
        case ShareClaim():
            printed.rates.setdefault(key_of(claim.share), []).append(claim)
            if claim.whole is not None:
                printed.shares.setdefault(key_of(claim.whole), []).append(claim)
        case CompletionClaim():
            printed.rates.setdefault(key_of(claim.rate), []).append(claim)
        case SumClaim() if claim.whole.is_money:
            _keep_parts(printed, claim.whole, claim.parts)
        case BalanceClaim() if claim.income.is_money:
            _keep_parts(printed, claim.income, (Labelled(tell("named.opening_balance"), claim.opening),))
            _keep_parts(printed, claim.expenditure, (Labelled(tell("named.closing_balance"), claim.closing),))
        case _:
            pass


def _keep_parts(printed: Printed, whole: Figure, parts: Iterable[Labelled]) -> None:
    printed.wholes.setdefault(key_of(whole), []).append(tuple(p for p in parts if p.figure.is_money))


def _keep_change(printed: Printed, claim: ChangeClaim) -> None:
    if claim.rate is not None:
        printed.rates.setdefault(key_of(claim.rate), []).append(claim)
    if claim.against != "last-year":
        return
    if claim.base is not None and claim.base.is_money:
        _keep_last_year(printed, LastYear(claim.base, claim.current, claim.subject))
    current, difference = claim.current, claim.difference
    if current is None or difference is None or not (current.is_money and difference.is_money):
        return
    printed.changes.setdefault(key_of(current), []).append(claim)
    grown = difference.to(current.unit or WAN_YUAN)
    base = current.value - (claim.direction or 1) * grown.value
    decimals = max(current.decimals, grown.decimals)
    then = Figure(f"{base:f}{current.unit}", base, current.unit, decimals, current.place)
    _keep_last_year(printed, LastYear(then, current, claim.subject))


def _keep_last_year(printed: Printed, last: LastYear) -> None:
    if last.amount.is_money and last.amount.value:
        printed.last_years.append((last.amount.to(WAN_YUAN).value, last))


def quoted(name: str) -> Wording:
    """A name in quotation marks, if it has none of its own."""
    if isinstance(name, Wording) and name.key == "named.form_cell":
        return name
    return tell("named.quoted", words=name.replace("“", "‘").replace("”", "’"))


def named_amount(name: str, figure: Figure) -> Wording:
    """A name and its amount, as sentences put them."""
    return joined((name, amount_told(figure)), "", " ")


def nearest(named: Iterable[Named], order: int) -> list[Named]:
    """Amounts by how near to a place in the narrative they are told, those before it first."""
    return sorted(named, key=lambda one: (one.order < 0, one.order > order, abs(one.order - order)))

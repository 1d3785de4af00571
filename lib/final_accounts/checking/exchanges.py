"""Two figures, or two rows of a form, that stand in each other's place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from ..figures import WAN_YUAN, Figure, Verdict
from ..places import Place
from ..recognising.form_identities import name_row
from ..reports import Finding, Form, FormRow, Report
from .evidence import Evidence, Key, Right, key_of, taken_as
from .registry import run_rules

_MOST_PAIRS = 40
"""So many pairs of figures are tried in a report."""

_MOST_ROWS = 3
"""So many pairs of rows are tried: each costs as much as all rules."""

_SLACK = Decimal("0.02")
"""How far, in 万元, an amount as others give it may lie from the one that belongs there."""

_WRONG = (Verdict.INCONSISTENT, Verdict.TRUNCATED)


@dataclass(frozen=True, slots=True)
class ExchangedFigures:
    """Two figures, each printed where the other belongs, and the computations that exchanging them mends."""

    first: Figure
    second: Figure
    mended: tuple[int, ...]

    @property
    def corrected(self) -> tuple[tuple[Figure, Figure], tuple[Figure, Figure]]:
        """Each of the two with what it should be."""
        one, other = _taken_as_other(self.first, self.second), _taken_as_other(self.second, self.first)
        return (self.first, one), (self.second, other)


@dataclass(frozen=True, slots=True)
class ExchangedRows:
    """Two rows of a form with each other's figures, or names, and the findings that exchanging them mends."""

    title: str
    first: str
    second: str
    of_names: bool
    places: tuple[Place, ...]
    mended: tuple[int, ...]


def exchanged_figures(evidence: Evidence, settled: set[int]) -> Iterator[ExchangedFigures]:
    """The pairs of figures whose exchange mends several failed computations, breaks none, and does what
    correcting one of them alone cannot."""
    left = set(evidence.failing) - settled
    for first, second in islice(_wanting_each_other(evidence, left), _MOST_PAIRS):
        supposed = {
            key_of(first): Right(_taken_as_other(first, second)),
            key_of(second): Right(_taken_as_other(second, first)),
        }
        alone = [set(evidence.mended({key: right})) for key, right in supposed.items()]
        mended = evidence.mended(supposed)
        if not left.issuperset(mended) or len(mended) < 2 or any(set(mended) <= part for part in alone):
            continue
        left -= set(mended)
        one, other = sorted((first, second), key=_where)
        yield ExchangedFigures(one, other, mended)


def exchanged_rows(report: Report, evidence: Evidence, settled: set[int]) -> Iterator[ExchangedRows]:
    """The pairs of rows of a form whose figures, or whose names, exchanged mend findings and make none."""
    left = set(evidence.failing) - settled
    cells = {
        key_of(value): (number, index)
        for number, form in enumerate(report.forms)
        for index, row in enumerate(form.rows)
        for value in row.values
        if value is not None
    }
    pairs: dict[tuple[int, int, int], None] = {}
    for figure, opposite in islice(_wanting_each_other(evidence, left), _MOST_PAIRS):
        one, other = cells.get(key_of(figure)), cells.get(key_of(opposite))
        if one is not None and other is not None and one[0] == other[0] and one[1] != other[1]:
            pairs[(one[0], min(one[1], other[1]), max(one[1], other[1]))] = None
    before = {_identity(finding) for finding in evidence.findings if finding.verdict in _WRONG}
    for number, first_row, second_row in islice(pairs, _MOST_ROWS):
        form = report.forms[number]
        for exchange, of_names in ((_with_figures, False), (_with_names, True)):
            rows = list(form.rows)
            rows[first_row], rows[second_row] = exchange(rows[first_row], rows[second_row])
            after = {_identity(finding) for finding in _wrong_with(report, form, rows)}
            mended = tuple(
                index
                for index, finding in enumerate(evidence.findings)
                if finding.verdict in _WRONG and _identity(finding) not in after
            )
            if after <= before and len(mended) > 1 and not settled.intersection(mended):
                first, second = form.rows[first_row], form.rows[second_row]
                places = (first.place, second.place)
                yield ExchangedRows(form.title, name_row(first), name_row(second), of_names, places, mended)
                return


def _taken_as_other(figure: Figure, other: Figure) -> Figure:
    """A figure with another's value, in its own unit."""
    own = other.to(figure.unit) if figure.unit is not None else other
    return taken_as(figure, own.value, max(figure.decimals, own.decimals))


def _wrong_with(report: Report, form: Form, rows: Sequence[FormRow]) -> Iterator[Finding]:
    """What is wrong with the report if a form had these rows."""
    changed = replace(form, rows=tuple(rows))
    forms = tuple(changed if other is form else other for other in report.forms)
    findings, _ = run_rules(replace(report, forms=forms))
    return (finding for finding in findings if finding.verdict in _WRONG)


def _with_figures(first: FormRow, second: FormRow) -> tuple[FormRow, FormRow]:
    return _holding(first, second), _holding(second, first)


def _holding(row: FormRow, other: FormRow) -> FormRow:
    """The row with another's figures, where its own stand."""
    values = tuple(
        theirs if theirs is None or own is None else replace(theirs, place=own.place)
        for own, theirs in zip(row.values, other.values, strict=True)
    )
    return replace(row, values=values, dashes=other.dashes, unread=other.unread)


def _with_names(first: FormRow, second: FormRow) -> tuple[FormRow, FormRow]:
    return replace(first, label=second.label), replace(second, label=first.label)


def _identity(finding: Finding) -> object:
    """What makes a finding of two runs the same one: its rule, and where what it is about stands."""
    about = finding.stated_figure
    return finding.rule, about.place if about is not None else finding.places[:1]


def _wanting_each_other(evidence: Evidence, failing: set[int]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of figures of failed computations each of which should be as the other is printed."""
    wanted: dict[Key, list[Decimal]] = {}
    for index in sorted(failing):
        for figure in evidence.findings[index].figures:
            right = evidence.solved(figure, index) if figure.is_money and figure.value else None
            if right is not None and right.value > 0:
                wanted.setdefault(key_of(figure), []).append(right.to(WAN_YUAN).value)
    figures = [evidence.figures[key] for key in wanted]
    ordered = sorted(figures, key=_worth)
    for first in figures:
        for value in dict.fromkeys(wanted[key_of(first)]):
            for second in _near(ordered, value):
                back = any(abs(_worth(first) - other) <= _SLACK for other in wanted[key_of(second)])
                if back and _worth(second) - _worth(first) > 2 * _SLACK:
                    yield first, second


def _where(figure: Figure) -> tuple[int, ...]:
    place = figure.place
    return tuple(part or 0 for part in (place.page, place.paragraph, place.table, place.row, place.start))


def _worth(figure: Figure) -> Decimal:
    return figure.to(WAN_YUAN).value


def _near(ordered: Sequence[Figure], value: Decimal) -> Iterator[Figure]:
    start = bisect_left(ordered, value - _SLACK, key=_worth)
    for figure in ordered[start:]:
        if _worth(figure) > value + _SLACK:
            return
        yield figure

"""From the sums that forms must obey to findings; sums that one figure breaks are one finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...figures import Figure, Interval, Verdict
from ...places import Place
from ...recognising.forms.identities import Identity, Term, in_unit_of
from ...reports import Computation, Finding, Form, View
from ...wordings import Wording, joined, tell
from ..uncertain import is_uncertain
from ..verdicts import Outcome, show, weigh


@dataclass(frozen=True, slots=True)
class Culprit:
    """The one figure whose correction by `by` mends several sums at once."""

    figure: Figure
    where: str
    by: Decimal
    mended: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sum with what it came to. `culprit` is set on the first of the sums that one figure breaks."""

    identity: Identity
    outcome: Outcome
    culprit: Culprit | None = None


MOST_ADDENDS = 6
"""Addends that a message spells out."""

_USUAL_SHARE = 0.75
"""Where trailing zeros are dropped, nine figures in ten still have all their digits."""


def usual_decimals(*forms: Form) -> int | None:
    """The digits behind the point that the figures of some forms usually have, None if they keep none."""
    counts = Counter(
        value.decimals
        for form in forms
        for row in form.rows
        for value in row.values
        if value is not None and value.value != 0
    )
    if not counts:
        return None
    decimals = max(counts)
    return decimals if counts[decimals] >= _USUAL_SHARE * counts.total() else None


def judge_identity(identity: Identity, decimals: int | None) -> Outcome:
    """Whether any values behind the printed figures make the sum come out.

    A sum that only comes out if 16 is not 16.00, where all else has two digits, is inconsistent, and
    `needed` says printed; otherwise an inconsistent sum needs nothing.
    """
    outcome = weigh(identity.stated, _computation(identity), decimals)
    if outcome.verdict.is_wrong:
        return replace(outcome, needed="")
    if decimals is not None and outcome.needed == "printed":
        return replace(outcome, verdict=Verdict.INCONSISTENT)
    return outcome


def _computation(identity: Identity) -> Computation:
    addends = [(in_unit_of(identity.stated, term.figure), term.sign) for term in identity.terms]

    def compute(view: View) -> Interval:
        return Interval.total(view(figure) if sign > 0 else -view(figure) for figure, sign in addends)

    return compute


def _agreed(figure: Figure, value: Decimal, sums: Sequence[Identity]) -> Computation:
    """What several sums agree on that a figure should be: `value`, as nearly as their rounding leaves it."""

    def compute(view: View) -> Interval:
        implied = [_implied(identity, figure, view) for identity in sums]
        low, high = max(one.low for one in implied), min(one.high for one in implied)
        return Interval(low, high) if low <= high else Interval.exactly(value)

    return compute


def _implied(identity: Identity, figure: Figure, view: View) -> Interval:
    """A figure as the others of its sum give it."""
    others = [
        (in_unit_of(identity.stated, term.figure), term.sign)
        for term in identity.terms
        if term.figure is not figure
    ]
    total = Interval.total(view(other) if sign > 0 else -view(other) for other, sign in others)
    if identity.stated is figure:
        return total
    rest = view(identity.stated) - total
    sign = next(term.sign for term in identity.terms if term.figure is figure)
    return rest if sign > 0 else -rest


def judge_together(identities: Sequence[Identity], decimals: int | None) -> tuple[Judged, ...]:
    """All sums judged; of those that one wrong figure explains, only the first is left, with its cause.

    Sums with a figure that may have been misread are judged each by itself.
    """
    outcomes = [judge_identity(identity, decimals) for identity in identities]
    failing = [
        identity
        for identity, outcome in zip(identities, outcomes, strict=True)
        if outcome.verdict.is_wrong and not is_uncertain(identity.figures)
    ]
    culprits = list(_culprits(failing))
    explained = {id(identity): culprit for culprit in culprits for identity in culprit.mended}
    judged = []
    for identity, outcome in zip(identities, outcomes, strict=True):
        culprit = explained.get(id(identity))
        if culprit is None or culprit.mended[0] is identity:
            judged.append(Judged(identity, outcome, culprit))
    return tuple(judged)


def _culprits(failing: Sequence[Identity]) -> Iterator[Culprit]:
    """The figures that stand in several failing sums, all of which the same correction mends."""
    left = list(failing)
    gaps = {id(identity): identity.gap for identity in failing}
    users: dict[int, list[Identity]] = {}
    for identity in failing:
        for figure in {id(figure): figure for figure in identity.figures}.values():
            users.setdefault(id(figure), []).append(identity)
    while True:
        best: Culprit | None = None
        open_still = {id(identity) for identity in left}
        for identity in left:
            for figure, where, by in _corrections(identity, gaps[id(identity)]):
                suspects = [other for other in users[id(figure)] if id(other) in open_still]
                least = max(len(best.mended) if best else 1, 1)
                if len(suspects) <= least:
                    continue
                mended = [other for other in suspects if _mends(other, gaps[id(other)], figure, by)]
                if len(mended) > least:
                    # The sum in which the figure is the total says best what it should be.
                    mended.sort(key=lambda other: other.stated is not figure)
                    best = Culprit(figure, where, by, tuple(mended))
        if best is None:
            return
        yield best
        left = [identity for identity in left if all(identity is not other for other in best.mended)]


def _corrections(identity: Identity, gap: Decimal) -> Iterator[tuple[Figure, str, Decimal]]:
    """Each figure of a sum with what must be added to it for the sum to come out."""
    yield identity.stated, identity.where, -gap
    for term in identity.terms:
        yield term.figure, term.where, term.sign * gap


def _mends(identity: Identity, gap: Decimal, figure: Figure, by: Decimal) -> bool:
    return any(
        own is figure and abs(needed - by) <= identity.slack for own, _, needed in _corrections(identity, gap)
    )


def sum_finding(rule: str, kind: str, title: str, judged: Judged) -> Finding:
    """The finding of one judged sum of a form called `title`."""
    if judged.culprit is not None:
        return _culprit_finding(rule, kind, title, judged, judged.culprit)
    identity, outcome = judged.identity, judged.outcome
    stated = identity.stated
    recomputed = show(outcome.nominal, stated.decimals)
    unit = stated.unit or ""
    calculation = calculate(identity)
    at = tell("named.cell", title=title, cell=identity.where)
    shown = f"{printed(stated)}{unit}"
    if outcome.verdict is Verdict.CONSISTENT:
        key = "found.form_sum_agrees" if identity.gap == 0 else "found.form_sum_rounded"
        message = tell(key, at=at, stated=shown, calculation=calculation)
    else:
        message = tell(
            "found.form_sum",
            at=at,
            stated=shown,
            recomputed=f"{recomputed}{unit}",
            calculation=_summed(identity),
            gap=f"{plain(abs(identity.gap))}{unit}",
        )
    return _finding(
        rule, kind, title, outcome, identity.stated, recomputed, message, [identity], identity.gap
    )


def _culprit_finding(rule: str, kind: str, title: str, judged: Judged, culprit: Culprit) -> Finding:
    figure, unit = culprit.figure, culprit.figure.unit or ""
    recomputed = plain(figure.value + culprit.by)
    message = tell(
        "found.form_culprit",
        at=tell("named.cell", title=title, cell=culprit.where),
        stated=f"{printed(figure)}{unit}",
        recomputed=f"{recomputed}{unit}",
        gap=f"{plain(abs(culprit.by))}{unit}",
        count=len(culprit.mended),
        sums=joined(joined((identity.where, _summed(identity)), "：", ": ") for identity in culprit.mended),
    )
    return _finding(
        rule, kind, title, judged.outcome, figure, recomputed, message, culprit.mended, -culprit.by
    )


def _finding(
    rule: str,
    kind: str,
    title: str,
    outcome: Outcome,
    stated: Figure,
    recomputed: str | None,
    message: Wording,
    sums: Sequence[Identity],
    gap: Decimal,
) -> Finding:
    figures: list[Figure] = [stated]
    for identity in sums:
        for figure in identity.figures:
            if all(figure is not known for known in figures):
                figures.append(figure)
    return Finding(
        rule=rule,
        kind=kind,
        verdict=outcome.verdict,
        message=message,
        stated=plain(stated.value),
        recomputed=recomputed,
        difference=plain(gap),
        unit=stated.unit,
        section=title,
        calculation=joined(calculate(identity) for identity in sums),
        places=places_of(figures),
        stated_figure=stated,
        figures=tuple(figures),
        needed=outcome.needed or None,
        compute=(
            _computation(sums[0])
            if len(sums) == 1 and stated is sums[0].stated
            else _agreed(stated, stated.value - gap, sums)
        ),
    )


def calculate(identity: Identity) -> Wording:
    """The sum in figures: 58.10 + 963.03 + 28.08 = 1049.21."""
    addends = [in_unit_of(identity.stated, term.figure).value for term in identity.terms]
    text = "".join(
        _addend(term, value, first=index == 0)
        for index, (term, value) in enumerate(zip(identity.terms, addends, strict=True))
    )
    total = plain(identity.stated.value - identity.gap)
    labels = joined((term.label for term in identity.terms[:3]), "、", ", ")
    if not identity.terms:
        return tell("named.parts_blank")
    if len(identity.terms) == 1:
        return joined((labels, text), " ", " ")
    key = "named.addends_more" if len(identity.terms) > 3 else "named.addends"
    return tell(key, labels=labels, count=len(identity.terms), sum=f"{text} = {total}")


def _summed(identity: Identity) -> Wording:
    """The sum as a sentence has room for it: of many addends their number, since the calculation has them."""
    if len(identity.terms) <= MOST_ADDENDS:
        return calculate(identity)
    first = joined((term.label for term in identity.terms[:3]), "、", ", ")
    return tell("named.sum_of", labels=first, count=len(identity.terms))


def _addend(term: Term, value: Decimal, first: bool) -> str:
    sign = "-" if term.sign < 0 else "+"
    shown = plain(abs(value) if value < 0 and not first else value)
    if first:
        return shown if term.sign > 0 else f"-{shown}"
    if value < 0:
        sign = "+" if term.sign < 0 else "-"
    return f" {sign} {shown}"


def printed(figure: Figure) -> str:
    """A figure's printed text without the blanks inside it."""
    return "".join(figure.text.split())


def plain(value: Decimal) -> str:
    """A decimal without exponent."""
    return f"{value:f}"


def places_of(figures: Sequence[Figure]) -> tuple[Place, ...]:
    """The places of some figures, each once, without the unknown."""
    known = [figure.place for figure in figures if figure.place != Place()]
    return tuple(dict.fromkeys(known))

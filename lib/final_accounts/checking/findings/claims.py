"""From a claim of the narrative to a finding: one verdict, one wording, for all rules on sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...figures import PERCENT, Figure, Verdict, rounded
from ...reports import Claim, Computation, Finding, Report
from ...wordings import NOTHING, Wording, tell
from ..verdicts import TWICE, Outcome, is_rounded_twice, show, show_rate, weigh

_RANK = {Verdict.CONSISTENT: 0, Verdict.UNDETERMINED: 1, Verdict.TRUNCATED: 2, Verdict.INCONSISTENT: 3}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim: how its stated figure is recomputed, and the sum written out."""

    compute: Computation
    calculation: str
    figures: tuple[Figure, ...]


def judge_readings(report: Report, stated: Figure, readings: Sequence[Reading]) -> tuple[Reading, Outcome]:
    """The reading under which the figure stands best; the first where none does better.

    A figure that stands only when an amount printed short is taken as rounded, in a report whose
    amounts keep their digits, is inconsistent for `printed` precision: the policy makes that a warning.
    So it does of a percentage that was rounded TWICE.
    """
    judged = [(reading, weigh(stated, reading.compute, report.usual_decimals)) for reading in readings]
    reading, outcome = min(judged, key=lambda pair: (_RANK[pair[1].verdict], pair[1].needed == "printed"))
    if outcome.verdict is Verdict.INCONSISTENT:
        twice = next((pair for pair in judged if is_rounded_twice(stated, pair[1].nominal)), None)
        reading, outcome = (twice[0], replace(twice[1], needed=TWICE)) if twice else (reading, outcome)
    if (
        outcome.verdict is Verdict.CONSISTENT
        and outcome.needed == "printed"
        and report.usual_decimals is not None
        and not any(figure.approximate for figure in (stated, *reading.figures))
    ):
        outcome = replace(outcome, verdict=Verdict.INCONSISTENT)
    elif outcome.verdict is not Verdict.CONSISTENT and outcome.needed != TWICE:
        outcome = replace(outcome, needed="")
    return reading, outcome


def claim_finding(
    rule: str,
    kind: str,
    claim: Claim,
    stated: Figure,
    outcome: Outcome,
    *,
    message: Wording,
    calculation: str = "",
    explanation: Wording = NOTHING,
    figures: Iterable[Figure] = (),
    compute: Computation | None = None,
) -> Finding:
    """The finding on a stated figure of a claim."""
    taking_part = tuple(figures)
    decimals = max(stated.decimals, 2) if stated.unit == PERCENT or stated.is_money else stated.decimals
    recomputed = show(outcome.nominal, decimals)
    if outcome.needed == TWICE and outcome.nominal is not None:
        recomputed = show_rate(outcome.nominal, stated)
        first = f"{rounded(outcome.nominal, stated.decimals + 1):f}%"
        explanation = tell("cause.likely", cause=tell("happened.rounded_twice", first=first))
    return Finding(
        rule=rule,
        kind=kind,
        verdict=outcome.verdict,
        message=message,
        stated=f"{stated.value:f}",
        recomputed=recomputed,
        difference=None if recomputed is None else f"{stated.value - Decimal(recomputed):f}",
        unit=stated.unit,
        section=claim.statement.section.title or None,
        quote=claim.statement.text.strip(),
        explanation=explanation,
        calculation=calculation,
        places=tuple(dict.fromkeys([stated.place, *(figure.place for figure in taking_part)])),
        stated_figure=stated,
        figures=(stated, *taking_part),
        needed=outcome.needed or None,
        compute=compute,
    )


def short_precision_note(outcome: Outcome, report: Report) -> Wording:
    """Why a figure that rounding could save is shown all the same."""
    if outcome.needed != "printed" or outcome.verdict is not Verdict.INCONSISTENT:
        return NOTHING
    return tell("cause.short_precision", decimals=report.usual_decimals)


def undetermined(
    rule: str, kind: str, claim: Claim, stated: Figure, reason: Wording, figures: Iterable[Figure] = ()
) -> Finding:
    """A figure that nothing printed can test, with the reason."""
    return Finding(
        rule=rule,
        kind=kind,
        verdict=Verdict.UNDETERMINED,
        message=tell("found.undetermined", stated=stated.text, reason=reason),
        stated=f"{stated.value:f}",
        unit=stated.unit,
        section=claim.statement.section.title or None,
        quote=claim.statement.text.strip(),
        explanation=reason,
        places=(stated.place,),
        stated_figure=stated,
        figures=(stated, *figures),
    )

"""The three public expenses as sentences far apart give them: their total and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from ...figures import WAN_YUAN, Interval, Verdict
from ...recognising.narrative.amounts import loose_key
from ...reports import AbsenceClaim, AmountClaim, Finding, Report, SumClaim, View
from ...wordings import tell
from ..findings.amounts import one_value, said_of
from ..findings.claims import Reading, claim_finding, judge_readings
from ..findings.form_cells import named_cells
from ..registry import rule

PARTS = {
    "three-public": ("overseas", "vehicles", "hospitality"),
    "vehicles": ("vehicle-purchase", "vehicle-operation"),
    "hospitality": ("domestic-hospitality", "foreign-hospitality"),
}
_EACH = ({"vehicles"}, set(PARTS["vehicles"]))
"""How a list may name what vehicles cost beside the two other expenses."""
Said = TypeVar("Said")
_MEASURES = ("final", "budget")


@rule("cross.three-public-parts", "cross")
def three_public_parts(report: Report) -> Iterator[Finding]:
    """“三公”经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费, the vehicles are what 购置 and
    运行维护 cost, and 公务接待费 is for guests at home and from abroad, wherever the narrative says them;
    some parts never exceed it. A form that prints the total and its parts decides instead.

    Source: domain.md, form 9. It speaks only where each amount is said with one value.
    """
    denied = {claim.key for claim in report.claims if isinstance(claim, AbsenceClaim)}
    if "overseas-trips" in denied:
        denied.add("overseas")
    for measure in _MEASURES:
        said = _said(report, measure)
        for whole_key, part_keys in PARTS.items():
            whole = said.get(whole_key)
            parts = [part for key in part_keys for part in said_or_parts(said, key)]
            known = all(said_or_parts(said, key) or key in denied for key in part_keys) and len(parts) > 1
            if not known:
                parts = [part for key in part_keys for part in _some_parts(said, key)]
            if whole is None or not parts or listed(report, whole) or not (known or exceed(whole, parts)):
                continue
            initial = {"年初" in claim.subject for claim in (whole, *parts)}
            if measure == "budget" and len(initial) > 1:
                continue
            if known and whole_key == "hospitality" and _is_all(parts[0], whole):
                continue  # guests from abroad may be told of within those at home
            # The form prints the budget as adjusted over the year.
            in_form = all(_prints(report, claim, measure) for claim in (whole, *parts))
            if in_form and not (measure == "budget" and initial == {True}):
                continue
            yield judged_parts(report, "cross.three-public-parts", whole, parts, all_parts=known)


def expenses_apart(report: Report) -> tuple[AmountClaim, ...]:
    """What was spent on each of the three public expenses, where the narrative says each with one value and
    what they come to together nowhere."""
    said = _said(report, "final")
    parts = [said_or_parts(said, key) for key in PARTS["three-public"]]
    if not all(parts) or said_of(report, "three-public", "final").get("three-public"):
        return ()
    return tuple(part for found in parts for part in found)


def _said(report: Report, measure: str) -> dict[str, AmountClaim]:
    """The amounts of the expenses by key, without those that are said with two values."""
    return {
        key: claims[0]
        for key, claims in said_of(report, "three-public", measure).items()
        if one_value(claims)
    }


def _prints(report: Report, claim: AmountClaim, measure: str) -> bool:
    """Whether the form prints an expense; it may leave nought blank."""
    return claim.figure.value == 0 or any(True for _ in named_cells(report, claim.key or "", measure))


def _is_all(part: AmountClaim, whole: AmountClaim) -> bool:
    one, other = part.figure.to(WAN_YUAN).interval(), whole.figure.to(WAN_YUAN).interval()
    return one.meets(other)


def said_or_parts(said: Mapping[str, Said], key: str) -> list[Said]:
    """What is said of an expense, or of those that make it up where nothing is of itself."""
    if key in said:
        return [said[key]]
    parts = [said[part] for part in PARTS.get(key, ()) if part in said]
    return parts if len(parts) == len(PARTS.get(key, ())) else []


def _some_parts(said: Mapping[str, AmountClaim], key: str) -> list[AmountClaim]:
    """The amount of an expense, or what is said of its parts where it is not said itself."""
    return [said[key]] if key in said else [said[part] for part in PARTS.get(key, ()) if part in said]


def names_each(labels: Iterable[str]) -> bool:
    """Whether names are those of all three public expenses, so that none is left out."""
    keys = {loose_key(label) for label in labels}
    return keys >= {"overseas", "hospitality"} and any(keys >= vehicles for vehicles in _EACH)


def exceed(whole: AmountClaim, parts: Sequence[AmountClaim]) -> bool:
    """Whether parts come to more than their whole, however it was rounded."""
    together = Interval.total(part.figure.to(WAN_YUAN).interval() for part in parts)
    return together.low > whole.figure.to(WAN_YUAN).interval().high


def listed(report: Report, whole: AmountClaim) -> bool:
    """Whether a list in a sentence breaks the same amount down: sum.parts tells of it."""
    return any(
        isinstance(claim, SumClaim)
        and claim.exhaustive
        and claim.of != "last-year"
        and claim.whole.is_money
        and claim.statement.section.topic == whole.statement.section.topic
        and claim.whole.value == whole.figure.value
        and loose_key(claim.subject) in (None, whole.key)
        and len(claim.parts) > 1
        for claim in report.claims
    )


def judged_parts(
    report: Report, rule_name: str, whole: AmountClaim, parts: Sequence[AmountClaim], all_parts: bool = True
) -> Finding:
    """The finding on an amount that is what some others make up, or no less where they are not all."""
    unit = whole.figure.unit or WAN_YUAN
    labelled = [(part.subject, part.figure.to(unit)) for part in parts]

    def compute(view: View) -> Interval:
        return Interval.total(view(figure) for _, figure in labelled)

    own = tuple(part.figure for part in parts)
    _, outcome = judge_readings(report, whole.figure, [Reading(compute, "", own)])
    total = sum((figure.value for _, figure in labelled), Decimal(0))
    consistent = outcome.verdict is Verdict.CONSISTENT
    written = " + ".join(f"{figure.value:f}" for _, figure in labelled) + f" = {total:f}"
    return claim_finding(
        rule_name,
        "cross",
        whole,
        whole.figure,
        replace(outcome, nominal=total),
        message=tell("found.sum_agrees", subject=whole.subject, stated=whole.figure.text)
        if consistent
        else tell(
            "found.sum" if all_parts else "found.sum_beyond" if len(parts) > 1 else "found.part_beyond",
            subject=whole.subject,
            stated=whole.figure.text,
            part=parts[0].subject,
            count=len(parts),
            total=f"{total}{unit}",
            gap=f"{abs(total - whole.figure.value)}{unit}",
        ),
        calculation=written,
        figures=own,
        compute=compute,
    )

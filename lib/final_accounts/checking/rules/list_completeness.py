"""Lists of shares that leave out a part of their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ...figures import HUNDRED, PERCENT, Interval, Verdict, rounded
from ...places import Place
from ...reports import Finding, Part, Report, ShareClaim
from ...settings import reference
from ...wordings import tell
from ..findings.amounts import money_amounts
from ..registry import rule

_TOPICS = ("income", "expenditure", "three-public", "general-budget-structure")
"""Topics whose sections say what a whole is made of."""


@rule("completeness.parts", "completeness")
def parts_left_out(report: Report) -> Iterator[Finding]:
    """What income, expenditure and the three public expenses are made of is told whole: where the shares of
    two kinds or more stay below 100 %, and their amounts below the whole by as much, a kind was left out.

    Source: the columns of 收入决算表, 支出决算表 and of the form of the three public expenses; kinds in
    claims.toml. What stays may be a part that stands there without its share: then it says nothing.
    """
    groups: dict[Place, list[ShareClaim]] = {}
    for claim in report.claims:
        section = claim.statement.section
        if not isinstance(claim, ShareClaim) or claim.whole is None or claim.share.unit != PERCENT:
            continue
        if (
            section.part is Part.NARRATIVE
            and section.topic in _TOPICS
            and claim.part.unit == claim.whole.unit
        ):
            groups.setdefault(claim.whole.place, []).append(claim)
    for claims in groups.values():
        for kinds in _sets():
            parts = {kind: claim for claim in claims if (kind := _kind(claim, kinds)) is not None}
            known = len(parts) == len(claims)
            if "财政拨款收入" in parts:
                parts = {
                    kind: claim for kind, claim in parts.items() if not kind.endswith("预算财政拨款收入")
                }
            if known and len(parts) > 1:
                yield from _left_out(report, list(parts.values()))


def _sets() -> Iterator[Mapping[str, str]]:
    """The kinds by their names: of income, of expenditure, the three public expenses, the categories."""
    lists = reference("claims")["lists"]
    for kinds in (*lists["kinds"], lists["peer_sets"][0]):
        yield {kind: kind for kind in kinds}
    categories = reference("functional_classification")["categories"].items()
    yield {name: code for code, names in categories for name in names}


def _kind(claim: ShareClaim, kinds: Mapping[str, str]) -> str | None:
    """The kind that a part is of, by the words that begin or end its name; the budgets that a 财政拨款 comes
    from may stand for it."""
    name = re.sub(r"[\s“”]|（.*?）|\(.*?\)", "", claim.subject)
    for said, kind in kinds.items():
        if name.startswith(said) or name.endswith(said):
            return name if name.endswith(f"预算{said}") else kind
    return None


def _left_out(report: Report, parts: Sequence[ShareClaim]) -> Iterator[Finding]:
    whole = parts[0].whole
    assert whole is not None  # As for all of its group.
    shares = Interval.total(claim.share.interval() for claim in parts)
    told = Interval.total(claim.part.interval() for claim in parts)
    rest = whole.interval() - told
    if shares.high >= HUNDRED or rest.low <= 0 or whole.interval().low <= 0:
        return
    if not (told / whole.interval() * HUNDRED).meets(shares) or _stands_there(report, parts, rest):
        return
    together = sum((claim.part.value for claim in parts), Decimal(0))
    share = sum((claim.share.value for claim in parts), Decimal(0))
    left = rounded(whole.value - together, whole.decimals)
    yield Finding(
        rule="completeness.parts",
        kind="completeness",
        verdict=Verdict.INCONSISTENT,
        message=tell(
            "found.parts_left_out",
            whole=f"{parts[0].whole_name or tell('named.whole')}{whole.text}",
            count=len(parts),
            total=f"{together}{whole.unit}",
            share=f"{share}%",
            rest=f"{left}{whole.unit}",
        ),
        section=parts[0].statement.section.title or None,
        quote=parts[0].statement.text.strip(),
        explanation=tell("cause.parts_left_out"),
        calculation=" + ".join(f"{claim.part.value}" for claim in parts) + f" = {together} < {whole.value}",
        places=(*(claim.part.place for claim in parts), whole.place),
        figures=tuple(claim.part for claim in parts),
    )


def _stands_there(report: Report, parts: Sequence[ShareClaim], rest: Interval) -> bool:
    """Whether what is left of a whole stands in the section, without a share or as another's."""
    section = parts[0].statement.section
    others = [figure for figure, statement in report.unbound if statement.section == section]
    others += [claim.figure for claim in money_amounts(report) if claim.statement.section == section]
    own = {claim.part.place for claim in parts}
    return any(
        figure.unit == parts[0].part.unit and figure.interval().meets(rest)
        for figure in others
        if figure.place not in own
    )

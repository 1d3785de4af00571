"""Rules on the names of categories in the structure of expenditure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...figures import WAN_YUAN, Interval, Verdict
from ...recognising.forms.catalogue import EXPENDITURE, category_codes, column_of, without_enumerator
from ...reports import Finding, Labelled, Part, Report, SumClaim
from ...settings import reference
from ...wordings import tell
from ..findings.amounts import money_amounts
from ..findings.classification import holder, plain_name
from ..registry import rule

_LEVELS = 3
"""类, 款 and 项."""
Totals = Mapping[str, Interval]
"""What was spent on each category, by its code, in 万元."""


@rule("wording.category-name", "wording")
def category_name(report: Report) -> Iterator[Finding]:
    """A list of the categories of expenditure calls each by its name: one whose amount is that of another
    category, which the list does not name, has the wrong one.

    Source: 财决公开04表 and the items that the narrative goes through, which give the categories too. It
    speaks only where exactly one other category has the amount.
    """
    sources = [totals for totals in (_of_items(report), _of_form(report)) if len(totals) > 1]
    for claim in report.claims:
        topic = claim.statement.section.topic or ""
        if not isinstance(claim, SumClaim) or claim.of != "list" or not topic.startswith("general-budget"):
            continue
        codes = {part.figure.place: _code(part.label) for part in claim.parts}
        if claim.statement.section.part is not Part.NARRATIVE or len(codes) < 2 or None in codes.values():
            continue
        for part in claim.parts:
            own = codes[part.figure.place] or ""
            told = {code for place, code in codes.items() if code is not None}
            meant = next((right for totals in sources if (right := _meant(part, own, told, totals))), None)
            if meant is not None:
                yield _misnamed(claim, part, meant)


def _meant(part: Labelled, own: str, told: set[str], totals: Totals) -> str | None:
    """The code of the category that a part must be: the only one that the list leaves out with its amount;
    None where the part may well be what it is called."""
    if not part.figure.is_money or part.figure.value <= 0:
        return None
    amount = part.figure.to(WAN_YUAN).interval()
    if own in totals and totals[own].meets(amount):
        return None
    equal = [code for code, total in totals.items() if code not in told and total.meets(amount)]
    return equal[0] if len(equal) == 1 else None


def _of_items(report: Report) -> Totals:
    """The totals of the items that the narrative tells under each category; where the classification has the
    section under one category alone, they are of that one, whatever the narrative calls it."""
    sections = reference("functional_classification")["sections"]
    items: dict[tuple[str, ...], tuple[str, Interval]] = {}
    for claim in money_amounts(report):
        topic = claim.statement.section.topic or ""
        if claim.measure != "final" or len(claim.item) != _LEVELS or not topic.startswith("general-budget"):
            continue
        code = holder(sections, plain_name(claim.item[1])) or _code(claim.item[0])
        if code is not None:
            items.setdefault(claim.item, (code, claim.figure.to(WAN_YUAN).interval()))
    codes = {code for code, _ in items.values()}
    return {
        code: Interval.total(amount for other, amount in items.values() if other == code) for code in codes
    }


def _of_form(report: Report) -> Totals:
    """The categories of form 4 on which the general public budget spends."""
    form = report.form("appropriation")
    column = column_of(form, "general") if form is not None else None
    if form is None or column is None:
        return {}
    totals: dict[str, Interval] = {}
    for row in form.rows:
        code = category_codes().get(without_enumerator(row.label)) if row.side == EXPENDITURE else None
        cell = row.values[column]
        if code is not None and cell is not None and cell.value > 0:
            totals[code] = cell.to(WAN_YUAN).interval()
    return totals


def _code(name: str) -> str | None:
    """The code of the category that has, or had, a name."""
    bare = re.sub(r"[（(]类[）)]|[“”\"\s]", "", name)
    return holder(reference("functional_classification")["categories"], plain_name(bare))


def _misnamed(claim: SumClaim, part: Labelled, meant: str) -> Finding:
    right = f"{meant} {reference('functional_classification')['categories'][meant][0]}"
    return Finding(
        rule="wording.category-name",
        kind="wording",
        verdict=Verdict.INCONSISTENT,
        message=tell("found.category_name", said=part.label, amount=part.figure.text, right=right),
        stated=part.label,
        recomputed=right,
        section=claim.statement.section.title or None,
        quote=claim.statement.text.strip(),
        explanation=tell("cause.category_name"),
        places=(part.figure.place,),
    )

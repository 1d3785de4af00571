"""The few amounts that head a report's page: from its forms, else from its narrative."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..checking.findings.form_cells import named_cells
from ..figures import WAN_YUAN, Figure, rounded
from ..places import Place
from ..reports import AbsenceClaim, AmountClaim, CheckedReport, Part, Report
from ..settings import reference
from .doubted import doubted_cells

_YEAR = re.compile(r"^(\d{4}年度?|本年度)")
_PUNCTUATION = re.compile(r"[\s、，,“”\"（）()]")


@dataclass(frozen=True, slots=True)
class Headline:
    """An amount in 万元 and where it was found: form or narrative. `figure` is None where there is none, of
    which the report says so (denied) or not (none). `of_year` tells 本年合计 where a total is wanted."""

    label: str
    figure: Figure | None
    basis: str
    of_year: bool = False


def headlines(checked: CheckedReport) -> tuple[Headline, ...]:
    """The amounts of `headlines.toml`, one each, those that the report does not give included. A cell of a
    form whose rows or numbers are of another is passed over."""
    doubted = doubted_cells(checked)
    return tuple(_headline(checked.report, wanted, doubted) for wanted in reference("headlines")["headline"])


def _headline(report: Report, wanted: Mapping[str, Any], doubted: frozenset[Place]) -> Headline:
    label, keys, spoken = wanted["label"], wanted["keys"], wanted.get("spoken", {})
    for key in keys:
        of_year = key in wanted.get("of_year", ())
        cells = () if key in spoken else (cell.figure for cell in named_cells(report, key, "final"))
        known = next((figure for figure in cells if figure.place not in doubted), None)
        if known is not None:
            return Headline(label, _in_wan_yuan(known), "form", of_year)
        for claim in report.claims:
            if isinstance(claim, AmountClaim) and claim.key == key and _is_own(claim, spoken.get(key, "")):
                return Headline(label, _in_wan_yuan(claim.figure), "narrative", of_year)
    denied = {claim.key for claim in report.claims if isinstance(claim, AbsenceClaim)}
    return Headline(label, None, "none" if denied.isdisjoint(keys) else "denied")


def _is_own(claim: AmountClaim, word: str) -> bool:
    own_part = claim.statement.section.part in (Part.NARRATIVE, Part.OVERVIEW)
    return (
        claim.measure == "final"
        and claim.figure.is_money
        and own_part
        and not claim.item
        and word in claim.subject
    )


def _in_wan_yuan(figure: Figure) -> Figure:
    """The amount in 万元 with thousands apart, so that pages compare: two digits behind the point where it
    was printed in 元, else those that were printed."""
    in_wan = figure.unit == WAN_YUAN
    value = figure.value if in_wan else rounded(figure.to(WAN_YUAN).value, 2)
    decimals = figure.decimals if in_wan else 2
    return Figure(f"{value:,f}{WAN_YUAN}", value, WAN_YUAN, decimals, figure.place)


def plain(label: str) -> str:
    """A label without spaces, quotes, brackets, commas and a leading year."""
    return _YEAR.sub("", _PUNCTUATION.sub("", label))

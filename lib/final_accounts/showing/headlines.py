"""The few amounts that head a report's page: from its forms, else from its narrative."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..checking.findings.form_cells import named_cells
from ..figures import WAN_YUAN, Figure, rounded
from ..reports import AmountClaim, Part, Report
from ..settings import reference

_YEAR = re.compile(r"^(\d{4}年度?|本年度)")
_PUNCTUATION = re.compile(r"[\s、，,“”\"（）()]")


@dataclass(frozen=True, slots=True)
class Headline:
    """An amount in 万元 and where it was found: form or narrative. `figure` is None where there is none."""

    label: str
    figure: Figure | None
    basis: str


def headlines(report: Report) -> tuple[Headline, ...]:
    """The amounts of `headlines.toml`, one each, those that the report does not give included."""
    return tuple(
        _headline(report, wanted["label"], wanted["keys"], wanted.get("spoken", {}))
        for wanted in reference("headlines")["headline"]
    )


def _headline(report: Report, label: str, keys: Sequence[str], spoken: Mapping[str, str]) -> Headline:
    for key in (key for key in keys if key not in spoken):
        cell = next(named_cells(report, key, "final"), None)
        if cell is not None:
            return Headline(label, _in_wan_yuan(cell.figure), "form")
    for key in keys:
        for claim in report.claims:
            if isinstance(claim, AmountClaim) and claim.key == key and _is_own(claim, spoken.get(key, "")):
                return Headline(label, _in_wan_yuan(claim.figure), "narrative")
    return Headline(label, None, "none")


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
    """The amount in 万元, printed to 分 of 万元 where it was printed in 元, so that pages compare."""
    if figure.unit == WAN_YUAN:
        return figure
    amount = figure.to(WAN_YUAN)
    value = rounded(amount.value, 2)
    return Figure(f"{value:,}{WAN_YUAN}", value, WAN_YUAN, 2, figure.place)


def plain(label: str) -> str:
    """A label without spaces, quotes, brackets, commas and a leading year."""
    return _YEAR.sub("", _PUNCTUATION.sub("", label))

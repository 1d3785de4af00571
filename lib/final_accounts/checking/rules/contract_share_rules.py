"""Rules on the shares of goods, works and services each that small firms got contracts for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ...figures import PERCENT, WAN_YUAN, Figure, Interval, Verdict
from ...reports import AmountClaim, Finding, Report, Statement, View
from ...settings import reference
from ...wordings import NOTHING, Wording, tell
from ..findings.amounts import money_amounts, one_value, said_of, share_of
from ..findings.claims import Reading, claim_finding, judge_readings
from ..registry import rule

_TOPIC = "procurement"
_KINDS = {"货物": "procurement-goods", "工程": "procurement-works", "服务": "procurement-services"}

Shares = Mapping[str, Figure]
"""The share of small firms by the key of what was bought."""


@rule("cross.contract-shares", "cross")
def contract_shares(report: Report) -> Iterator[Finding]:
    """What small firms got is their share of goods, works and services, each of its amount:
    中小企业合同金额 = 货物 × P1 + 工程 × P2 + 服务 × P3.

    Source: the template's sentence 货物采购授予中小企业合同金额占货物支出金额的P%; words in claims.toml. It
    speaks only where each amount is said with one value and all that was bought has its share.
    """
    said = said_of(report, _TOPIC, "final")
    bought = {key: said[key][0].figure for key in _KINDS.values() if one_value(said.get(key, ()))}
    spent = {key: figure for key, figure in bought.items() if figure.value}
    if len(bought) < len(_KINDS) or not spent:
        return
    for paragraph, shares in _shares(report).items():
        awarded = [claim for claim in money_amounts(report) if _is_awarded(claim, paragraph)]
        if one_value(awarded) and set(spent) <= set(shares):
            yield _judged(report, awarded[0], {key: (spent[key], shares[key]) for key in spent})


def _judged(report: Report, claim: AmountClaim, parts: Mapping[str, tuple[Figure, Figure]]) -> Finding:
    stated = claim.figure
    unit = stated.unit or WAN_YUAN
    amounts = [(amount.to(unit), share) for amount, share in parts.values()]

    def compute(view: View) -> Interval:
        return Interval.total(share_of(view(amount), view(share)) for amount, share in amounts)

    written = " + ".join(f"{amount.value} × {share.text}" for amount, share in amounts)
    figures = tuple(figure for pair in parts.values() for figure in pair)
    reading, outcome = judge_readings(report, stated, [Reading(compute, written, figures)])
    agrees = outcome.verdict is Verdict.CONSISTENT
    value = f"{outcome.nominal or Decimal(0):.2f}{unit}"
    return claim_finding(
        "cross.contract-shares",
        "cross",
        claim,
        stated,
        outcome,
        message=tell(
            "found.contract_shares_agrees" if agrees else "found.contract_shares",
            stated=stated.text,
            value=value,
        ),
        calculation=f"{written} = {value}",
        explanation=NOTHING if agrees else _cause([share for _, share in parts.values()]),
        figures=reading.figures,
        compute=reading.compute,
    )


def _cause(shares: Sequence[Figure]) -> Wording:
    """Shares that make up a hundred percent tell what the contracts consist of."""
    whole = Interval.total(share.interval() for share in shares)
    composed = len(shares) > 1 and whole.meets(Interval.exactly(Decimal(100)))
    return tell("cause.composition" if composed else "cause.contract_shares")


def _shares(report: Report) -> Mapping[int | None, Shares]:
    """The shares by the paragraph in which they are said."""
    said = re.compile(reference("claims")["contracts"]["share"])
    found: dict[int | None, dict[str, Figure]] = {}
    for figure, statement, _ in report.bound:
        if figure.unit != PERCENT or statement.section.topic != _TOPIC:
            continue
        match = said.search(_before(figure, statement))
        if match is not None:
            found.setdefault(figure.place.paragraph, {}).setdefault(_KINDS[match["kind"]], figure)
    return found


def _before(figure: Figure, statement: Statement) -> str:
    """The text of a statement before a figure."""
    return statement.text[: (figure.place.start or 0) - (statement.place.start or 0)]


def _is_awarded(claim: AmountClaim, paragraph: int | None) -> bool:
    """Whether an amount is what small firms got in all."""
    words = reference("claims")["contracts"]
    return (
        claim.figure.place.paragraph == paragraph
        and claim.measure == "final"
        and re.search(words["awarded"], claim.subject) is not None
    )

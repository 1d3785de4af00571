"""The rates of the three public expenses: what the total was last year is what its parts were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...figures import HUNDRED, PERCENT, WAN_YUAN, Figure, Interval, Verdict
from ...recognising import words
from ...recognising.narrative.amounts import loose_key
from ...reports import ChangeClaim, Finding, Part, Report, View
from ...wordings import NOTHING, joined, tell
from ..findings.amounts import one_value, said_of
from ..findings.claims import Reading, claim_finding, judge_readings
from ..registry import rule
from ..verdicts import show
from .change_rules import changes
from .three_public_rules import PARTS

_TOTAL = "three-public"
_RATES = {1: "named.growth", -1: "named.decline"}


@dataclass(frozen=True, slots=True)
class _Changed:
    """An expense of this year with how it changed; None where it is said to be what it was."""

    now: Figure
    change: ChangeClaim | None


@rule("change.rate-parts", "change")
def rate_parts(report: Report) -> Iterator[Finding]:
    """Where only rates are printed, last year's “三公”经费 as its own rate gives it is what the rates of its
    three parts give for them together: 上年数 = 本年数 ÷ （1 ± 增减率）.

    Source: domain.md, form 9, two years of which each add up. It speaks only where each amount and each rate
    is said with one value.
    """
    told = _told(report)
    whole = told.get(_TOTAL)
    if whole is None or whole.change is None or whole.change.rate is None or len(told) <= len(PARTS[_TOTAL]):
        return
    parts = [told[key] for key in PARTS[_TOTAL]]
    if all(part.change is None or part.change.difference is not None for part in (whole, *parts)):
        return  # change.parts adds the differences up.
    unit = whole.now.unit or WAN_YUAN
    rate, way = whole.change.rate, whole.change.rate_direction or 1

    def compute(view: View) -> Interval:
        before = Interval.total(_last_year(view, part, unit) for part in parts)
        grown = view(whole.now) / before * HUNDRED - Interval.exactly(HUNDRED)
        return grown if way > 0 else -grown

    figures = (whole.now, *_figures(parts))
    try:
        _, outcome = judge_readings(report, rate, [Reading(compute, "", figures)])
    except ZeroDivisionError:
        return
    nominal = outcome.nominal
    if nominal is None:
        return
    if outcome.verdict is Verdict.TRUNCATED:
        # Digits may have been cut off any of the rates.
        outcome = replace(outcome, verdict=Verdict.CONSISTENT)
    wrong = outcome.verdict is not Verdict.CONSISTENT
    goes = way if nominal >= 0 else -way
    by_parts = joined((tell(_RATES[goes]), f"{show(abs(nominal), 2)}{PERCENT}"), "", " ")
    yield claim_finding(
        "change.rate-parts",
        "change",
        whole.change,
        rate,
        outcome,
        message=tell(
            "found.change_rate_parts" if wrong else "found.change_rate_agrees",
            subject=whole.change.subject,
            word=tell(_RATES[way]),
            stated=rate.text,
            **({"value": by_parts} if wrong else {}),
        ),
        explanation=tell("cause.one_of_the_rates") if wrong else NOTHING,
        figures=figures,
    )


def _told(report: Report) -> Mapping[str, _Changed]:
    """The total and its parts by key, each said with one amount and one change from last year."""
    found: dict[str, _Changed] = {}
    amounts = said_of(report, _TOTAL, "final")
    for key in (_TOTAL, *PARTS[_TOTAL]):
        claims = amounts.get(key, ())
        if not one_value(claims):
            continue
        said = [change for change in changes(report) if _is_of(report, change, key, claims[0].figure)]
        rates = {
            (c.rate and c.rate.value, c.rate_direction, c.difference and c.difference.value) for c in said
        }
        if len(rates) == 1:
            found[key] = _Changed(claims[0].figure, said[0])
        elif not said and any(words.flat_pattern().search(claim.statement.text) for claim in claims):
            found[key] = _Changed(claims[0].figure, None)
    return found


def _is_of(report: Report, change: ChangeClaim, key: str, amount: Figure) -> bool:
    """Whether a change from last year is said of an expense's amount."""
    section, now, rate = change.statement.section, change.current, change.rate
    if section.topic != _TOTAL or section.part is not Part.NARRATIVE or change.against != "last-year":
        return False
    if now is None or not now.is_money or now.to(WAN_YUAN).value != amount.to(WAN_YUAN).value:
        return False
    if rate is None or rate.unit != PERCENT or (rate.value and change.rate_direction is None):
        return False
    last = (report.fiscal_year or 0) - 1
    return loose_key(change.subject) == key and change.base_year in (None, last)


def _last_year(view: View, part: _Changed, unit: str) -> Interval:
    """Last year's amount of a part. Raises ZeroDivisionError where it may have gone altogether."""
    now = view(part.now.to(unit))
    change = part.change
    if change is None:
        return now
    if change.difference is not None and change.difference.is_money:
        grown = view(change.difference.to(unit))
        return now - grown if (change.direction or 1) > 0 else now + grown
    if change.rate is None or change.rate.value == 0:
        return now
    # Whoever cuts digits off instead of rounding is nearly a whole last digit away.
    rate, slack = view(change.rate), change.rate.step / 2
    rate = Interval(rate.low - slack, rate.high + slack)
    factor = Interval.exactly(HUNDRED) + (rate if (change.rate_direction or 1) > 0 else -rate)
    if factor.low <= 0:
        raise ZeroDivisionError("nothing is left of last year's amount")
    return now * HUNDRED / factor


def _figures(parts: Sequence[_Changed]) -> Iterator[Figure]:
    """The printed figures of the parts."""
    for part in parts:
        yield part.now
        if part.change is not None:
            yield from (f for f in (part.change.difference, part.change.rate) if f is not None)

"""Rules on amounts that a sentence calls level with their budget or with last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...figures import WAN_YUAN, Figure, Interval, Verdict
from ...places import Place
from ...recognising import words
from ...recognising.forms.identities import in_unit_of
from ...reports import AmountClaim, ChangeClaim, Finding, Part, Report, View
from ...wordings import NOTHING, tell
from ..findings.amounts import money_amounts, same
from ..findings.claims import Reading, claim_finding, judge_readings
from ..registry import rule

_LEVEL = re.compile(
    r"[与和同较比](?P<base>(?:(?P<year>20\d\d)年度?)?[^，。；、\d]{0,12}?)"
    r"(?P<figure>\d[\d,.]*\s*(?:万元|元))?(?:支出|决算数?)?(?:相比)?(?:保持|完全)?"
    r"(?<!基本)(?<!大致)(?<!大体)(?:持平|一致|相同|相等)"
)

_OTHER_MATTER = re.compile("[；;。]|其中")
"""What ends the matter that the amounts before it are about."""

_SAME_SUBJECT = re.compile(r"[，。；、,;]\s*(?:支出)?(?:决算)?数?$")
"""What may stand before those words where they speak of the amounts before, and of nothing else."""

_OF_MONEY = re.compile(r"(?:收入|支出|经费|费用?|总计|合计|决算数?)$")
"""What else may stand before them where a change of money is told beside them."""

_AGAINST = {"budget": "budget", "prior": "last-year"}
"""What a change is measured from, by the measure of what is called level with it."""

_BESIDE = re.compile(r"\s*[（(，,、]?\s*")
_OF_ANOTHER = re.compile("的(?!(?:主要)?原因)")
"""增加3万元的项目, 与上年持平的是支出: the words go on to something else."""


@rule("change.level", "change")
def level(report: Report) -> Iterator[Finding]:
    """What is said to be level with its budget or with last year's amount (持平, 一致) equals it, where the
    clauses before these words print one final amount, and one of the other stands there or within the words
    themselves; 基本持平 says less.
    """
    sentences: dict[Place, list[AmountClaim]] = {}
    for claim in money_amounts(report):
        if claim.statement.section.part is Part.NARRATIVE:
            sentences.setdefault(claim.statement.place, []).append(claim)
    for claims in sentences.values():
        statement = claims[0].statement
        for match in _LEVEL.finditer(statement.text):
            before = statement.text[: match.start()]
            if not _SAME_SUBJECT.search(before):
                continue
            matter = _OTHER_MATTER.finditer(_SAME_SUBJECT.sub("", before))
            begin, end = max((cut.end() for cut in matter), default=0), match.start()
            measure = _measure(report, match)
            finals = [c for c in _told(claims, begin, end) if c.measure == "final"]
            within = match.span() if match["figure"] else (begin, end)
            bases = [c for c in _told(claims, *within) if c.measure == measure]
            if len(finals) != 1 or len(bases) != 1:
                continue
            final, base = finals[0], bases[0]
            reading = same(base.figure.to(final.figure.unit or WAN_YUAN))
            _, outcome = judge_readings(report, final.figure, [reading])
            wrong = outcome.verdict is not Verdict.CONSISTENT
            yield claim_finding(
                "change.level",
                "change",
                final,
                final.figure,
                outcome,
                message=tell(
                    "found.not_level" if wrong else "found.level",
                    said=match.group(),
                    subject=final.subject or tell("named.this_item"),
                    figure=final.figure.text,
                    base=base.figure.text,
                ),
                calculation=f"{final.figure.value} ≠ {base.figure.value}" if wrong else "",
                explanation=tell("cause.contradicts_amount") if wrong else NOTHING,
                figures=(base.figure,),
                compute=reading.compute,
            )


@rule("change.level-change", "change")
def level_change(report: Report) -> Iterator[Finding]:
    """What is level with its budget or with last year's amount (持平, 一致) has not changed: no increase or
    decrease from the same stands right beside these words (与上年持平（增加3万元）), unless it is so small
    that two amounts printed alike may differ by it; 基本持平 says less.
    """
    for claim in report.claims:
        if not isinstance(claim, ChangeClaim) or claim.difference is None or not claim.difference.is_money:
            continue
        change = claim.difference
        said = _level_beside(report, claim, change)
        if said is None:
            continue
        amount = claim.current if claim.current is not None and claim.current.is_money else change
        reading = _alike(in_unit_of(change, amount))
        _, outcome = judge_readings(report, change, [reading])
        wrong = outcome.verdict is not Verdict.CONSISTENT
        yield claim_finding(
            "change.level-change",
            "change",
            claim,
            change,
            outcome,
            message=tell(
                "found.level_changed" if wrong else "found.level_unchanged",
                said=said,
                subject=claim.subject or tell("named.this_item"),
                figure=change.text,
            ),
            explanation=tell("cause.contradicts_amount") if wrong else NOTHING,
            figures=reading.figures if amount is not change else (),
            compute=reading.compute,
        )


def _level_beside(report: Report, claim: ChangeClaim, change: Figure) -> str | None:
    """The words that call level what a change is told of, right before it or right behind."""
    text, begin = claim.statement.text, claim.statement.place.start or 0
    ends = [(f.place.end or 0) - begin for f in (change, claim.rate) if f is not None]
    lead = words.direction_tail().search(text[: (change.place.start or 0) - begin])
    if lead is None or lead["both"] or lead["reaching"] or _OF_ANOTHER.match(text, ends[0]):
        return None
    compared = words.last(words.against_pattern(), text[: lead.start()])
    named = compared is not None and compared.end() == lead.start()
    start = compared.start() if compared is not None and named else lead.start()
    last_year = report.fiscal_year - 1 if report.fiscal_year is not None else None
    for match in _LEVEL.finditer(text):
        before = text[: match.start()]
        about = _SAME_SUBJECT.search(before) or _OF_MONEY.search(before)
        if match["figure"] or not about or _OF_ANOTHER.match(text, match.end()):
            continue
        measure = _measure(report, match)
        if measure is None or _AGAINST[measure] != claim.against or claim.base_year not in (None, last_year):
            continue
        comes_first = match.end() <= start
        between = text[match.end() : start] if comes_first else text[max(ends) : match.start()]
        if _BESIDE.fullmatch(between) and (comes_first or (named and between)):
            return match.group()
    return None


def _alike(amount: Figure) -> Reading:
    """By how much two amounts may differ that are printed alike."""

    def compute(view: View) -> Interval:
        return view(amount) - view(amount)

    return Reading(compute, "0", (amount,))


def _measure(report: Report, said: re.Match[str]) -> str | None:
    """What an amount is called level with: this year's budget, last year's amount, None for another."""
    base, year = said["base"], int(said["year"]) if said["year"] else None
    if _budget().fullmatch(base):
        return "budget" if year in (None, report.fiscal_year) else None
    before = report.fiscal_year - 1 if report.fiscal_year is not None else None
    return "prior" if _last_year().fullmatch(base) and year in (None, before) else None


@cache
def _budget() -> re.Pattern[str]:
    return re.compile(rf"{words.YEAR}?{words.own_budget(of=True)}的?")


@cache
def _last_year() -> re.Pattern[str]:
    years = rf"(?:{words.YEAR}|{words.either(words.vocabulary()['against']['years'])})"
    return re.compile(rf"比|{years}(?:同期|实际|决算|支出|金额|水平|情况|数|的)*")


def _told(claims: Sequence[AmountClaim], begin: int, end: int) -> list[AmountClaim]:
    """The amounts between two places of their sentence."""
    return [c for c in claims if begin <= (c.figure.place.start or 0) - (c.statement.place.start or 0) < end]

"""Rules on amounts that a sentence calls level with their budget or with last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...figures import WAN_YUAN, Verdict
from ...places import Place
from ...reports import AmountClaim, Finding, Part, Report
from ...wordings import NOTHING, tell
from ..findings.amounts import money_amounts, same
from ..findings.claims import claim_finding, judge_readings
from ..registry import rule

_LEVEL = re.compile(r"[与和同较比](?P<base>[^，。；、\d]{2,12}?)(?<!基本)(?:相比)?持平")

_OTHER_MATTER = re.compile("[；;。]|其中")
"""What ends the matter that the amounts before it are about."""

_SAME_SUBJECT = re.compile(r"[，。；、,;]\s*(?:支出)?(?:决算)?数?$")
"""What may stand before those words where they speak of the amounts before, and of nothing else."""


@rule("change.level", "change")
def level(report: Report) -> Iterator[Finding]:
    """What is said to be level with its budget or with last year's amount (持平) equals it, where the
    clauses before these words print one final amount and one of the other; 基本持平 says less.
    """
    sentences: dict[Place, list[AmountClaim]] = {}
    for claim in money_amounts(report):
        if claim.statement.section.part is Part.NARRATIVE:
            sentences.setdefault(claim.statement.place, []).append(claim)
    for claims in sentences.values():
        statement = claims[0].statement
        start = statement.place.start or 0
        for match in _LEVEL.finditer(statement.text):
            before = statement.text[: match.start()]
            if not _SAME_SUBJECT.search(before):
                continue
            matter = _OTHER_MATTER.finditer(_SAME_SUBJECT.sub("", before))
            begin, end = max((cut.end() for cut in matter), default=0), match.start()
            told = [c for c in claims if begin <= (c.figure.place.start or 0) - start < end]
            of_budget = "预算" in match["base"]
            if of_budget and re.search("[上去前]一?年|同期", match["base"]):
                continue
            measure = "budget" if of_budget else "prior"
            finals = [claim for claim in told if claim.measure == "final"]
            bases = [claim for claim in told if claim.measure == measure]
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

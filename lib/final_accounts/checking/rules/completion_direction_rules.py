"""Rules on the words that compare what was spent with its budget: 决算数大于预算数."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...figures import HUNDRED, WAN_YUAN, Figure, Verdict
from ...places import Place
from ...recognising.narrative.amounts import loose_key
from ...recognising.narrative.labels import clause_of
from ...recognising.words import own_budget
from ...reports import (
    AmountClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    Finding,
    Report,
    ShareClaim,
    Statement,
)
from ...wordings import NOTHING, Wording, tell
from ..registry import rule
from ..verdicts import printed_view

_Told = tuple[Figure | None, Figure | None, Figure | None]
"""Final amount, budget and completion rate."""
_CAUSES = {None: "cause.budget_compared", "printed": "cause.completion_of_all"}
_UNPLANNED = re.compile(
    r"年初(?:预算)?(?:未|没有?|无)(?:安排|编制|列入?)?(?:此项|该项)?(?:支出)?(?:预算)?[，,。；;]"
)
_CHANGES = {1: "named.increase", -1: "named.decrease"}
_ORDERS = {1: "named.more_than", -1: "named.less_than", 0: "named.equal_to"}


@rule("completion.direction", "direction")
def completion_direction(report: Report) -> Iterator[Finding]:
    """决算数大于/小于/等于预算数 must be what the two numbers before it, or the completion rate, show."""
    said = re.compile(rf"决算数?据?(?P<word>大于|高于|超过|小于|低于|等于)(?>{own_budget(of=True)})(?!\s*\d)")
    words = {"大于": 1, "高于": 1, "超过": 1, "小于": -1, "低于": -1, "等于": 0}
    for statement in report.statements:
        for match in said.finditer(statement.text):
            subject = loose_key(clause_of(statement.text[: match.start()]))
            told = _told_before(report, statement, match.start(), subject)
            word = words[match["word"]]
            order, needed = _order(*told), None
            if order is None and _spent_unplanned(statement.text[: match.start()], told[0]):
                order = 1
            if order is None:
                if not (_may_be_equal(*told) if word == 0 else _says_equal(report, *told)):
                    continue
                order, needed = 0, "printed" if word != 0 else None
            figures = tuple(figure for figure in told if figure is not None)
            right = tell(_ORDERS[order])
            agrees = order == word
            yield Finding(
                rule="completion.direction",
                kind="direction",
                verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
                message=_message(report, agrees, needed, told, said=match.group(), right=right),
                stated=match["word"],
                recomputed=right,
                section=statement.section.title or None,
                quote=statement.text.strip(),
                explanation=NOTHING if agrees else tell(_CAUSES[needed], right=right),
                calculation="、".join(figure.text for figure in figures),
                places=tuple(figure.place for figure in figures),
                figures=figures,
                needed=needed,
            )


@rule("completion.change-direction", "direction")
def change_from_budget(report: Report) -> Iterator[Finding]:
    """“完成预算P%，比预算增加D”: what completes more than 100 % lies above its budget, else below it."""
    by_place: dict[Place, list[CompletionClaim]] = {}
    for claim in report.claims:
        if isinstance(claim, CompletionClaim) and claim.budget is None:
            by_place.setdefault(claim.statement.place, []).append(claim)
    for claim in report.claims:
        if not isinstance(claim, ChangeClaim) or claim.against != "budget" or not claim.direction:
            continue
        done = _completed_before(claim, by_place.get(claim.statement.place, ()))
        right = _order(None, None, done.rate) if done is not None else None
        if done is None or right is None or claim.difference is None:
            continue
        agrees = right == claim.direction
        right_word = tell(_CHANGES[right])
        said = f"{tell(_CHANGES[claim.direction])}{claim.difference.text}"
        figures = (done.rate, claim.difference)
        yield Finding(
            rule="completion.change-direction",
            kind="direction",
            verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
            message=tell(
                "found.completion_change_agrees" if agrees else "found.completion_change",
                about=tell("named.about", subject=done.subject) if done.subject else NOTHING,
                rate=done.rate.text,
                said=said,
                right=right_word,
            ),
            stated=tell(_CHANGES[claim.direction]),
            recomputed=right_word,
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation=NOTHING if agrees else tell("cause.wrong_direction", right=right_word),
            calculation=done.rate.text,
            places=tuple(figure.place for figure in figures),
            figures=figures,
        )


def _completed_before(change: ChangeClaim, told: Iterable[CompletionClaim]) -> CompletionClaim | None:
    """The completion that a difference from the budget stands right behind: no number or mark between."""
    if change.difference is None or change.difference.value == 0 or change.base is not None:
        return None
    begin, end = change.statement.place.start or 0, change.difference.place.start or 0
    for claim in told:
        between = change.statement.text[(claim.rate.place.end or 0) - begin : end - begin]
        if (claim.rate.place.end or end) < end and not re.search(r"[。；;\d]", between):
            return claim if change.current in (None, claim.final) else None
    return None


def _message(
    report: Report, agrees: bool, needed: str | None, told: _Told, said: str, right: Wording
) -> Wording:
    item = _item_of(report, told)
    about = tell("named.about", subject=item) if item else NOTHING
    if agrees:
        return tell("found.completion_direction_agrees", about=about, said=said)
    if needed:
        return tell("found.completion_of_all", about=about, said=said)
    final, budget, rate = told
    if final is not None and budget is not None:
        basis = tell("named.budget_and_final", budget=budget.text, final=final.text)
    elif rate is not None:
        basis = tell("named.completed_by", rate=rate.text)
    else:
        basis = tell("named.figures")
    return tell("found.completion_direction", about=about, said=said, basis=basis, right=right)


def _item_of(report: Report, told: _Told) -> str:
    """The item that an amount is of, by its own name, else what was completed; empty if neither is told."""
    own = (
        claim.item[-1]
        for claim in report.claims
        if isinstance(claim, AmountClaim) and claim.item and claim.figure in told
    )
    completed = (c.subject for c in report.claims if isinstance(c, CompletionClaim) and c.rate in told)
    return next(own, None) or next(completed, "")


def _spent_unplanned(before: str, final: Figure | None) -> bool:
    """Whether a sentence says that what was spent had no initial budget: 年初预算未安排."""
    return final is not None and final.is_money and final.value > 0 and _UNPLANNED.search(before) is not None


def _may_be_equal(final: Figure | None, budget: Figure | None, rate: Figure | None) -> bool:
    """Whether something printed can tell that an amount is that of its budget: a rate, or both."""
    return rate is not None or (final is not None and budget is not None)


def _says_equal(report: Report, final: Figure | None, budget: Figure | None, rate: Figure | None) -> bool:
    """Whether a completion of 100 % says that all of the budget was spent, and no more: where the report's
    percentages keep digits behind the point, it means what it says; 100.0% is rounded by one who keeps one.

    Rounding alone could save the words, so that the policy makes it a warning.
    """
    if (
        rate is None
        or rate.value != HUNDRED
        or rate.decimals == 1
        or (final is not None and final.value == 0)
    ):
        return False
    if final is not None and budget is not None and final.value != budget.value:
        return False
    return any(
        figure.decimals > 0 and figure.value != figure.value.to_integral_value()
        for claim in report.claims
        for figure in [_percentage(claim)]
        if figure is not None
    )


def _percentage(claim: Claim) -> Figure | None:
    match claim:
        case ShareClaim(share=share):
            return share
        case CompletionClaim(rate=rate):
            return rate
        case _:
            return None


def _told_before(report: Report, statement: Statement, offset: int, subject: str | None) -> _Told:
    """Final amount, budget and completion rate that stand last before a place in a paragraph.

    With a subject those of its own: “三公”经费支出决算数大于预算数 comes after the budgets of its parts.
    """
    end = (statement.place.start or 0) + offset
    final = budget = rate = None
    keys: dict[str, str | None] = {}
    for claim in report.claims:
        place = claim.statement.place
        if place.paragraph is None or place.paragraph != statement.place.paragraph:
            continue
        if not isinstance(claim, AmountClaim | CompletionClaim):
            continue
        if isinstance(claim, AmountClaim):
            # What recognising called it knows its section.
            keys[claim.subject] = claim.key or loose_key(claim.subject)
        own = keys[claim.subject] if claim.subject in keys else loose_key(claim.subject)
        if subject is not None and own not in (None, subject):
            continue
        if isinstance(claim, AmountClaim) and (claim.figure.place.start or 0) < end:
            if claim.measure == "budget":
                budget, final, rate = claim.figure, None, None
            elif claim.measure == "final" and (final is None or budget is None):
                final = claim.figure
        elif isinstance(claim, CompletionClaim) and (claim.rate.place.start or 0) < end:
            rate = claim.rate
            budget = claim.budget if claim.budget is not None else budget
            final = claim.final if claim.final is not None else final
    return final, budget, rate


def _order(final: Figure | None, budget: Figure | None, rate: Figure | None) -> int | None:
    """Whether the final amount exceeds the budget: +1 or -1; None where rounding leaves it open.

    Amounts that are equal only as printed decide nothing: then the rate does.
    """
    if final is not None and budget is not None and final.is_money and budget.is_money:
        spent, planned = final.to(WAN_YUAN), budget.to(WAN_YUAN)
        if not printed_view(spent).meets(printed_view(planned)):
            return 1 if spent.value > planned.value else -1
    if rate is None:
        return None
    interval = rate.interval()
    if interval.low > HUNDRED:
        return 1
    return -1 if interval.high < HUNDRED and rate.value > 0 else None

"""What could have happened to a wrong figure: each hypothesis is tried exactly, the simplest is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from ..figures import HUNDRED, PERCENT, Figure, Interval, Verdict, judge, rounded
from ..reports import AmountClaim, Report
from ..wordings import Wording, tell

NOTHING_FITS = tell("cause.unknown")

Candidate = tuple[Wording, Callable[[], Interval]]
"""A sentence, and the value that the figure would have if the sentence were true."""


def explain(stated: Figure, nominal: Decimal | None, candidates: Iterable[Candidate] = ()) -> Wording:
    """One sentence for how the figure may have come about; says so if nothing fits.

    `candidates` are what only the claim knows (other bases, parts left out); slips of the pen are tried
    after them.
    """
    for sentence, compute in candidates:
        if _gives(stated, compute):
            return sentence
    if nominal is not None:
        for sentence in _slips(stated, nominal):
            return sentence
    return NOTHING_FITS


def _gives(stated: Figure, compute: Callable[[], Interval]) -> bool:
    try:
        computed = compute()
    except ZeroDivisionError:
        return False
    return judge(stated.interval(), stated.cut_interval(), computed) is not Verdict.INCONSISTENT


def _slips(stated: Figure, nominal: Decimal) -> Iterator[Wording]:
    """Slips that need no other figure: cut digits, a moved point, a lost sign, digits swapped or mistyped."""
    value = abs(nominal)
    if _prints(stated, Interval.exactly(value), cut_only=True):
        yield tell("cause.cut_from", right=_text(value, stated))
        return
    for places in (1, -1, 2, -2, 3, -3, 4, -4):
        if value and _prints(stated, Interval.exactly(value.scaleb(places))):
            yield moved_point(places, stated.is_money, _text(value, stated))
            return
    if stated.unit == PERCENT and _prints(stated, Interval.exactly(HUNDRED - value)):
        yield tell("cause.rest_of_hundred")
        return
    right = f"{rounded(value, stated.decimals):f}"
    printed = f"{abs(stated.value):f}"
    slip = digit_slip(printed, right)
    if slip:
        yield slip


def moved_point(places: int, is_money: bool, right: str) -> Wording:
    """A point moved to the right (positive) or left; of money four places are 元 taken for 万元."""
    if abs(places) == 4 and is_money:
        return tell("cause.yuan_for_wan_yuan")
    return tell("cause.point_right" if places > 0 else "cause.point_left", places=abs(places), right=right)


def digit_slip(printed: str, right: str) -> Wording | None:
    """How one number's digits differ from another's, if by a single slip of the pen."""
    if printed == right:
        return None
    if len(printed) == len(right):
        wrong = [i for i, (a, b) in enumerate(zip(printed, right, strict=True)) if a != b]
        digits = sum(char.isdigit() for char in right)
        if len(wrong) == 1 and digits >= 4:
            return tell("cause.digit_mistyped", right=right, printed=printed)
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        if (
            swapped
            and digits >= 3
            and printed[wrong[0]] == right[wrong[1]]
            and printed[wrong[1]] == right[wrong[0]]
        ):
            return tell("cause.digits_swapped", right=right, printed=printed)
        return None
    longer, shorter, slip = (
        (right, printed, "cause.digit_dropped")
        if len(right) > len(printed)
        else (printed, right, "cause.digit_added")
    )
    if (
        len(longer) == len(shorter) + 1
        and len(shorter) >= 4
        and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    ):
        return tell(slip, right=right, printed=printed)
    return None


def _prints(stated: Figure, computed: Interval, cut_only: bool = False) -> bool:
    verdict = judge(stated.interval(), stated.cut_interval(), computed)
    return verdict is Verdict.TRUNCATED if cut_only else verdict is not Verdict.INCONSISTENT


def _text(value: Decimal, stated: Figure) -> str:
    return f"{rounded(value, max(stated.decimals, 2)):f}{stated.unit or ''}"


def named_amounts(report: Report) -> Sequence[AmountClaim]:
    """This year's final amounts of the narrative, one a value."""
    seen: set[Decimal] = set()
    found = []
    for claim in report.claims:
        if not isinstance(claim, AmountClaim) or claim.measure != "final" or not claim.subject:
            continue
        if claim.figure.value and claim.figure.value not in seen:
            seen.add(claim.figure.value)
            found.append(claim)
    return found


def copied_from(report: Report, stated: Figure, own: Iterable[Figure]) -> Wording | None:
    """The other figure of the report that a wrong amount repeats, told in a sentence."""
    mine = {figure.place for figure in own}
    for claim in report.claims:
        if not isinstance(claim, AmountClaim) or claim.figure.place in mine or not claim.subject:
            continue
        if (
            claim.figure.value == stated.value != 0
            and claim.figure.unit == stated.unit
            and stated.decimals >= 2
        ):
            return tell("cause.copied", subject=claim.subject, amount=claim.figure.text)
    return None


def wrong_addend(whole: Figure, parts: Sequence[tuple[str, Figure]]) -> Wording | None:
    """What happened to a sum: a part left out, or counted twice."""
    total = sum((figure.value for _, figure in parts), Decimal(0))
    gap = total - whole.value
    slack = whole.step * (len(parts) + 1) / 2
    for label, figure in parts:
        if figure.value and abs(gap - figure.value) <= slack:
            return tell("cause.without_part", label=label, amount=figure.text)
    for label, figure in parts:
        if figure.value and abs(gap + figure.value) <= slack:
            return tell("cause.part_twice", label=label, amount=figure.text)
    return None

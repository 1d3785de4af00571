"""What could have happened to a wrong figure: each hypothesis is tried exactly, the simplest is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from ..figures import HUNDRED, PERCENT, Figure, Interval, Verdict, judge, rounded
from ..reports import AmountClaim, Report

NOTHING_FITS = "未找到能说明这一差异的简单原因。"

Candidate = tuple[str, Callable[[], Interval]]
"""A sentence, and the value that the figure would have if the sentence were true."""


def explain(stated: Figure, nominal: Decimal | None, candidates: Iterable[Candidate] = ()) -> str:
    """One Chinese sentence for how the figure may have come about; says so if nothing fits.

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


def _slips(stated: Figure, nominal: Decimal) -> Iterator[str]:
    """Slips that need no other figure: cut digits, a moved point, a lost sign, digits swapped or mistyped."""
    value = abs(nominal)
    if _prints(stated, Interval.exactly(value), cut_only=True):
        yield f"疑似直接截去尾数，未四舍五入（应为{_text(value, stated)}）。"
        return
    for places in (1, -1, 2, -2, 3, -3, 4, -4):
        if value and _prints(stated, Interval.exactly(value.scaleb(places))):
            direction = "左" if places < 0 else "右"
            if abs(places) == 4 and stated.is_money:
                yield "疑似“元”与“万元”混用（相差一万倍）。"
            else:
                yield f"疑似小数点向{direction}错移{abs(places)}位（应为{_text(value, stated)}）。"
            return
    if stated.unit == PERCENT and _prints(stated, Interval.exactly(HUNDRED - value)):
        yield "疑似写成了与100%的差额。"
        return
    right = f"{rounded(value, stated.decimals):f}"
    printed = f"{abs(stated.value):f}"
    slip = digit_slip(printed, right)
    if slip:
        yield slip


def digit_slip(printed: str, right: str) -> str | None:
    """How one number's digits differ from another's, if by a single slip of the pen."""
    if printed == right:
        return None
    if len(printed) == len(right):
        wrong = [i for i, (a, b) in enumerate(zip(printed, right, strict=True)) if a != b]
        digits = sum(char.isdigit() for char in right)
        if len(wrong) == 1 and digits >= 4:
            return f"疑似录入错误：“{right}”误作“{printed}”（一位数字不同）。"
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        if (
            swapped
            and digits >= 3
            and printed[wrong[0]] == right[wrong[1]]
            and printed[wrong[1]] == right[wrong[0]]
        ):
            return f"疑似相邻两位数字颠倒：“{right}”误作“{printed}”。"
        return None
    longer, shorter, verb = (
        (right, printed, "漏写") if len(right) > len(printed) else (printed, right, "多写")
    )
    if (
        len(longer) == len(shorter) + 1
        and len(shorter) >= 4
        and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    ):
        return f"疑似{verb}一位数字：“{right}”误作“{printed}”。"
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


def copied_from(report: Report, stated: Figure, own: Iterable[Figure]) -> str | None:
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
            return f"疑似照抄了“{claim.subject}”的数字{claim.figure.text}。"
    return None


def wrong_addend(whole: Figure, parts: Sequence[tuple[str, Figure]]) -> str | None:
    """What happened to a sum: a part left out, or counted twice."""
    total = sum((figure.value for _, figure in parts), Decimal(0))
    gap = total - whole.value
    slack = whole.step * (len(parts) + 1) / 2
    for label, figure in parts:
        if figure.value and abs(gap - figure.value) <= slack:
            return f"若不含“{label}”{figure.text}，各项正好等于合计：疑似合计漏计或该项重复。"
    for label, figure in parts:
        if figure.value and abs(gap + figure.value) <= slack:
            return f"若“{label}”{figure.text}计入两次，各项正好等于合计。"
    return None

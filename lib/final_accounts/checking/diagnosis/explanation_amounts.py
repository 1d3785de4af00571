"""What could have happened to a wrong amount, each possibility tried against what it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from heapq import nsmallest

from ...figures import WAN_YUAN, YUAN, Figure, Interval, key_of
from ...reports import Labelled
from ...wordings import Wording, tell
from ..findings.amounts import amount_told
from .evidence import Right, taken_as
from .explanation import (
    FAR,
    REMOTE,
    SIMPLE,
    Cause,
    digit_slip,
    is_shifted,
    is_telling,
    moved_point,
    one_edit_away,
    shown,
    two_digit_slip,
)
from .explanation_index import Named, Printed, named_amount, nearest, quoted

_QUOTED = re.compile("“([^”]+)”")
_NUMBERING = re.compile(r"^(?:\d+|[一二三四五六七八九十]+、)\s*")

_LONG_NAME = 4
"""Letters of a name that says of itself what it is: 合计 and 金额 do not."""

Fits = Callable[[Right], bool]
"""Whether everything comes out if the figure is taken to be that."""

_CLOSE = Decimal("0.02")
"""How far a value may lie, as a share, from what a rate of few digits gives for it."""

_FEW = 3
"""Digits of an amount that make a sum without it no accident."""

_TELLING = 4
"""Digits of an amount whose gap to another is no accident."""

_WEIGHED = 24
"""Of very many parts only so many, whose amounts are nearest to what a total lacks, may be missing."""

_USUAL_TOTAL = 3
"""An amount that so many other totals have is no copy of one of them."""

_NEIGHBOURS = 6
"""An amount may have been copied from one that stands that many amounts before it."""


def causes_of_amount(
    printed: Printed, wrong: Figure, right: Figure, fits: Fits, parts: Iterable[Labelled] = ()
) -> Iterator[Cause]:
    """What may have turned the right amount into the wrong one. `right` is what it should be, as nearly
    as that is known; `parts` are what the amount is the sum of."""
    if not wrong.is_money:
        yield from _digits(wrong, right, fits)
        return
    yield from _of_nothing(wrong, right)
    yield from _shifted(wrong, right, fits)
    yield from _digits(wrong, right, fits)
    yield from _last_year(printed, wrong, right, fits)
    yield from _left_out(printed, wrong, right, fits, parts)
    yield from _copied(printed, wrong, right)


def _of_nothing(wrong: Figure, right: Figure) -> Iterator[Cause]:
    """An amount where there was none, so that all comes out without it; or nought where there was one."""
    if wrong.value == 0 and right.value > 0:
        yield Cause(tell("happened.left_at_nought"), right=right)
        return
    if abs(right.value) <= max(wrong.step, right.step) and _significant(wrong) >= _FEW:
        yield Cause(tell("happened.nothing_there"), right=taken_as(wrong, Decimal(0), wrong.decimals))


def _near(value: Decimal, right: Figure) -> bool:
    return abs(value - right.value) <= max(10 * right.step, _CLOSE * abs(right.value))


def _shifted(wrong: Figure, right: Figure, fits: Fits) -> Iterator[Cause]:
    """A point moved, or 元 for 万元."""
    if max(_significant(wrong), _significant(right)) < 3 or right.interval().contains(Decimal(0)):
        return  # Few digits agree by chance, and whatever is shifted far enough is as good as nothing.
    for places in (4, -4, 1, -1, 2, -2, 3, -3):
        decimals = min(wrong.decimals + places, max(wrong.decimals, 2))
        meant = taken_as(wrong, wrong.value.scaleb(-places), decimals)
        exactly = is_shifted(wrong, right, places)
        if not exactly and abs(places) == 3:
            # Where digits are lost and the right amount is known only nearly, so much fits by chance.
            continue
        if not exactly and not (_near(meant.value, right) and fits(Right(meant, loose=True))):
            continue
        best = right if exactly else meant
        told = moved_point(places, shown(best.value, wrong))
        if abs(places) == 4:
            told = _unit_told(wrong, places)
        yield Cause(told, right=best, loose=best is meant)
        return


def _unit_told(wrong: Figure, places: int) -> Wording:
    digits = "".join(wrong.text.split()).removesuffix(wrong.unit or "")
    if (wrong.unit, places) == (YUAN, -4):
        return tell("happened.wan_missing", right=f"{digits}{WAN_YUAN}")
    if (wrong.unit, places) == (WAN_YUAN, 4):
        return tell("happened.wan_too_many", right=f"{digits}{YUAN}")
    return tell("happened.yuan_for_wan_yuan")


def _digits(wrong: Figure, right: Figure, fits: Fits) -> Iterator[Cause]:
    """One slip of the pen, or two digits of a long number mistyped."""
    digits = f"{abs(wrong.value):f}"
    exact = f"{abs(right.value):f}"
    slip = digit_slip(digits, exact)
    if slip is not None:
        yield Cause(slip, right=right)
        return
    sign = -1 if wrong.value < 0 else 1

    def may_be(value: Decimal) -> bool:
        return fits(Right(taken_as(wrong, sign * value)))

    close = [text for text in dict.fromkeys(one_edit_away(digits)) if _near(sign * Decimal(text), right)]
    for text in sorted(close, key=lambda text: abs(sign * Decimal(text) - right.value)):
        slip = digit_slip(digits, text)
        meant = taken_as(wrong, sign * Decimal(text), len(text.partition(".")[2]))
        if slip is not None and fits(Right(meant)) and is_telling(digits, text, may_be):
            yield Cause(slip, right=meant)
            return
    slip = two_digit_slip(digits, exact)
    if slip is not None:
        yield Cause(slip, REMOTE, right=right)


def _last_year(printed: Printed, wrong: Figure, right: Figure, fits: Fits) -> Iterator[Cause]:
    """Last year's amount left standing: what the figure less its change would be, or printed as such."""
    told = tell("happened.last_years_amount", amount=amount_told(wrong))
    for claim in printed.changes.get(key_of(wrong), ()):
        if claim.difference is not None:
            grown = claim.difference.to(wrong.unit or WAN_YUAN).value * (claim.direction or 1)
            meant = taken_as(wrong, wrong.value + grown, right.decimals)
            # Each of the three is rounded by itself.
            exactly = abs(meant.value - right.value) <= 2 * max(wrong.step, right.step)
            twice = taken_as(wrong, wrong.value + 2 * grown, right.decimals)
            fitting = _near(meant.value, right) and fits(Right(meant)) and not fits(Right(twice))
            if grown and (exactly or fitting):
                yield Cause(told, group="elsewhere", right=right)
                return
    name = printed.name(wrong)
    for last in printed.last_year_of(wrong):
        if key_of(last.amount) == key_of(wrong):
            continue  # It is last year's amount, and called so.
        now = last.now
        if now is not None and now.is_money:
            same = abs(now.to(wrong.unit or WAN_YUAN).value - right.value) <= 2 * right.step
        else:
            same = last.subject == name
        if same:
            yield Cause(told, group="elsewhere", right=right)
            return


def _left_out(
    printed: Printed, wrong: Figure, right: Figure, fits: Fits, parts: Iterable[Labelled]
) -> Iterator[Cause]:
    """A total that leaves a part out, or counts one twice."""
    gap = right.value - wrong.value
    own = printed.amounts.get(key_of(wrong))
    near = printed.around(own) if own is not None and _significant(wrong) >= _TELLING else ()
    known = [(part, SIMPLE) for part in (*parts, *printed.parts_of(wrong))]
    weighed = [*known, *((part, FAR) for part in near)]
    if len(weighed) > _WEIGHED * 4:
        lacking = abs(gap)
        weighed = nsmallest(
            _WEIGHED, weighed, key=lambda one: abs(abs(one[0].figure.to(WAN_YUAN).value) - lacking)
        )
    for part, cost in weighed:
        if not part.figure.is_money or not part.figure.value:
            continue
        amount = part.figure.to(wrong.unit or WAN_YUAN)
        for by, told in ((amount.value, "happened.left_out"), (-amount.value, "happened.counted_besides")):
            meant = taken_as(wrong, wrong.value + by, max(wrong.decimals, amount.decimals))
            # Of two amounts one may have dropped its trailing zeros.
            exactly = abs(gap - by) <= 2 * max(min(wrong.step, amount.step), right.step)
            if wrong.value and _near(by, right):
                continue  # One part that is all of it leaves nothing that could have been printed.
            if exactly or (_near(meant.value, right) and fits(Right(meant))):
                what = named_amount(quoted(part.label), part.figure)
                yield Cause(tell(told, part=what), cost, "parts", right=right if exactly else meant)
                return


def causes_of_list(
    printed: Printed, whole: Figure, right: Figure, parts: Sequence[Figure]
) -> Iterator[Cause]:
    """A list of parts that names one twice, or leaves one out which a form prints beside the same whole.
    `right` is what the parts make up."""
    unit = whole.unit or WAN_YUAN
    lacking = whole.value - right.value
    slack = whole.step * (len(parts) + 1) / 2
    if lacking < 0:
        seen: set[tuple[str, Decimal]] = set()
        for part in (part for part in parts if part.is_money):
            known = printed.name(part), part.to(unit).value
            if known in seen and abs(known[1] + lacking) <= slack:
                what = named_amount(printed.called(part), part)
                yield Cause(tell("happened.listed_twice", part=what), group="list")
                return
            seen.add(known)
        return
    missing = taken_as(whole, lacking).to(WAN_YUAN).value
    room = taken_as(whole, slack).to(WAN_YUAN).value
    forms = {named.form for named in printed.between(whole.to(WAN_YUAN).interval()) if named.form is not None}
    for named in printed.between(Interval(missing - room, missing + room)):
        if named.form in forms and _significant(named.figure) >= _FEW:
            yield Cause(tell("happened.unlisted", part=named.told), FAR, "list")
            return


def _copied(printed: Printed, wrong: Figure, right: Figure) -> Iterator[Cause]:
    """Another figure of the report that is repeated, if it is long enough to be no accident."""
    if _significant(wrong) < 3:
        return
    own = printed.amounts.get(key_of(wrong))
    order = own.order if own is not None else 0
    if _is_usual(printed, wrong) and not any(True for _ in printed.same_amounts(right)):
        return  # What the report's totals have in common bears it out; nothing prints the other.
    for named in nearest(printed.same_amounts(wrong), order):
        if own is not None and (own.name == named.name or (own.form != named.form and own.form)):
            continue
        if own is not None and _are_both_totals(own.bare, named.bare):
            continue
        if own is not None and _is_own_cell(own, named):
            continue
        from_form = named.form is not None and (own is None or own.form is None)
        told = tell(
            "happened.taken" if from_form else "happened.copied",
            source=named.name,
            amount=amount_told(named.figure),
        )
        yield Cause(told, SIMPLE if _is_near(own, named) else FAR, "elsewhere", right)
        return


def _is_own_cell(own: Named, named: Named) -> bool:
    """Whether a form's cell is the amount's own by its name: what prints it again bears it out."""
    if named.form is None or own.form is not None:
        return False
    labels = [_NUMBERING.sub("", each) for each in _QUOTED.findall(named.name)]
    return any(own.bare in label or (len(label) >= _LONG_NAME and label in own.bare) for label in labels)


def _are_both_totals(one: str, other: str) -> bool:
    """Whether two names are 收入总计 and 支出总计, which have one amount by right."""
    sides = [re.sub("收入|支出", "", name) for name in (one, other)]
    return one != other and sides[0] == sides[1] and sides[0].endswith("总计")


def _is_usual(printed: Printed, figure: Figure) -> bool:
    """Whether several totals of the sentences have this amount: all income is appropriations, and spent."""
    return sum(named.total and named.form is None for named in printed.same_amounts(figure)) >= _USUAL_TOTAL


def _is_near(own: Named | None, named: Named) -> bool:
    """Whether an amount stands where a copy would be taken from: just before, or as a form's cell."""
    if named.form is not None or own is None:
        return True
    before = own.order - named.order
    return before > 0 and (own.paragraph == named.paragraph or before <= _NEIGHBOURS)


def _significant(figure: Figure) -> int:
    """How many digits a number has, without the zeros before it and those behind its point."""
    return sum(char.isdigit() for char in f"{abs(figure.value).normalize():f}".lstrip("0."))


def of_operand(wrong: Figure, cause: Cause, name: str) -> Cause:
    """A cause told of a figure that is not the one in question. `name` is quoted."""
    told = tell("happened.of_operand", operand=named_amount(name, wrong), cause=cause.told)
    return replace(cause, told=told, group=f"{cause.group} of {key_of(wrong)}")

"""What could have happened to a wrong figure: causes, the slips of one number, and how causes are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...figures import Figure, rounded
from ...wordings import Wording, tell

NOTHING_FITS = tell("cause.unknown")

CUT_OFF = tell("happened.cut")

USUAL, SIMPLE, NEAR, FAR, REMOTE = range(5)
"""How much a cause asks of chance: what happens every year, one slip, a slip and cut digits, any figure of
the whole report, several slips at once."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that may have happened to a figure.

    `told` completes “疑似…”: a sentence of [happened] in messages.toml. `right` is what the figure should
    then be, None where the cause only says how it came about; `loose` if the cause lost digits of it, so
    that anything that rounds to `right` will do. Of causes with the same `group` only the best is told.
    """

    told: Wording
    cost: int = SIMPLE
    group: str = "digits"
    right: Figure | None = None
    loose: bool = False


def likeliest(causes: Iterable[Cause]) -> Wording | None:
    """The simplest cause in one sentence, with the other that is as simple; None of none.

    >>> likeliest([Cause(tell("happened.cut")), Cause(tell("happened.left_over"), FAR)])
    '疑似直接截去尾数，未四舍五入。'
    """
    best: dict[str, Cause] = {}
    for cause in causes:
        if cause.group not in best or cause.cost < best[cause.group].cost:
            best[cause.group] = cause
    ranked = sorted(best.values(), key=lambda cause: (cause.cost, _told_last(cause.group)))
    if not ranked:
        return None
    told = [cause.told for cause in ranked if cause.cost == ranked[0].cost]
    if len(told) > 1:
        return tell("cause.either", first=told[0], second=told[1])
    return tell("cause.possible" if ranked[0].cost == REMOTE else "cause.likely", cause=told[0])


def _told_last(group: str) -> int:
    """Where a figure may come from another, its own digits are the second thought, another figure's the
    last."""
    return {"digits": 1, "left-over": 2}.get(group, 3 if " of " in group else 0)


def digit_slip(printed: str, right: str) -> Wording | None:
    """How one number's digits differ from another's, if by a single slip of the pen."""
    if printed == right:
        return None
    if len(printed) == len(right):
        wrong = _differing(printed, right)
        digits = sum(char.isdigit() for char in right)
        if len(wrong) == 1 and digits >= 4:
            return tell("happened.digit_mistyped", right=right, printed=printed)
        if digits >= 3 and _are_swapped(printed, right, wrong):
            return tell("happened.digits_swapped", right=right, printed=printed)
        return None
    longer, shorter, slip = (
        (right, printed, "happened.digit_dropped")
        if len(right) > len(printed)
        else (printed, right, "happened.digit_added")
    )
    if (
        len(longer) == len(shorter) + 1
        and len(shorter) >= 4
        and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    ):
        return tell(slip, right=right, printed=printed)
    return None


def _are_swapped(printed: str, right: str, differing: Sequence[int]) -> bool:
    """Whether two neighbouring digits changed places, with or without the point between them.

    8.00 for 0.80 is no such slip: its nought stands for no digit.
    """
    if len(differing) != 2:
        return False
    one, other = differing
    between = printed[one + 1 : other]
    if between and (between != "." or "0." in (printed[:2], right[:2])):
        return False
    return (printed[one], printed[other]) == (right[other], right[one])


def is_telling(printed: str, right: str, fits: Callable[[Decimal], bool]) -> bool:
    """Whether what is known of the right value tells the place in which a slip changed its digits.

    Where values half that place away fit as well, some digit there fits by chance. `fits` says whether a
    value may be the right one.
    """
    value = Decimal(right)
    half = max(_place(printed, right), Decimal(1).scaleb((value - Decimal(printed)).adjusted())) / 2
    return not (fits(value - half) or fits(value + half))


def _place(printed: str, right: str) -> Decimal:
    """What a one is worth in the first place in which two numbers differ."""
    longer = max(printed, right, key=len)
    pairs = enumerate(zip(printed, right, strict=False))
    first = next((i for i, (a, b) in pairs if a != b), len(longer) - 1)
    point = longer.index(".") if "." in longer else len(longer)
    return Decimal(1).scaleb(point - first - (first < point))


def two_digit_slip(printed: str, right: str) -> Wording | None:
    """Two digits of a long number that differ in place: possible, and no more."""
    digits = sum(char.isdigit() for char in right)
    if len(printed) != len(right) or digits < 6 or len(_differing(printed, right)) != 2:
        return None
    return tell("happened.two_digits", right=right, printed=printed)


def _differing(one: str, other: str) -> list[int]:
    return [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def one_edit_away(digits: str) -> Iterator[str]:
    """The numbers whose digits a single slip turns into these: swapped, mistyped, doubled, dropped."""
    yield from (text for text in _edits(digits) if not (text[0] == "0" and text[1:2].isdigit()))


def _edits(digits: str) -> Iterator[str]:
    for i in range(len(digits) - 1):
        if digits[i] != "." != digits[i + 1]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        elif digits[i + 1] == "." and i + 2 < len(digits):
            yield digits[:i] + digits[i + 2] + "." + digits[i] + digits[i + 3 :]
    point = digits.find(".") if "." in digits else len(digits)
    for i, char in enumerate(digits):
        if char != ".":
            yield from (digits[:i] + other + digits[i + 1 :] for other in "0123456789" if other != char)
            if i < point and len(digits[:point]) > 1:
                yield digits[:i] + digits[i + 1 :]
    for i in range(point + 1):
        yield from (digits[:i] + other + digits[i:] for other in "0123456789")


def moved_point(places: int, right: str) -> Wording:
    """A point moved: `places` to the right where they are more than none."""
    return tell(
        "happened.point_right" if places > 0 else "happened.point_left", places=abs(places), right=right
    )


def is_shifted(wrong: Figure, right: Figure, places: int) -> bool:
    """Whether the wrong figure is the right one with its point moved, digits lost on the way included."""
    slack = max(right.step, wrong.step.scaleb(-places) / 2)
    enough = abs(right.value) > right.step and wrong.value != 0
    return enough and abs(wrong.value.scaleb(-places) - right.value) <= slack


def shown(value: Decimal, like: Figure) -> str:
    """A right value as a sentence gives it: with its unit, and two digits behind the point at least."""
    return f"{without_idle_zeros(rounded(value, max(like.decimals, 2))):f}{like.unit or ''}"


def without_idle_zeros(value: Decimal) -> Decimal:
    """A value without the zeros that a moved point leaves behind its second digit: 4647.000 is 4647.00."""
    short = rounded(value, 2)
    return short if short == value and len(str(short)) < len(str(value)) else value

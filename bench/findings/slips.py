"""Slips of the pen: digits of a figure transposed, dropped, doubled or mistyped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from .ground import MONEY, RATES, Candidate, Ground, Planter, digits_of, reprinted, shuffled


def slip(
    change: Callable[[str, Random], str | None], roles: tuple[str, ...] = (*MONEY, *RATES), least: int = 4
) -> Planter:
    """A slip of the pen in one figure of four digits (`least`) at least."""

    def planter(ground: Ground) -> Iterator[Candidate]:
        for token in shuffled(ground, ground.of(*roles)):
            plain = token.text.replace(",", "").replace(" ", "")
            if token.exact is None or not token.exact or len(digits_of(token)) < least:
                continue
            changed = change(plain, ground.rng)
            if changed is not None and changed != plain and not changed.startswith(("00", ".")):
                yield token, reprinted(token, changed)

    return planter


def transposed(text: str, rng: Random) -> str | None:
    places = [
        i
        for i in range(len(text) - 1)
        if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]
    ]
    places = [i for i in places if not (i == 0 and text[1] == "0")]
    if not places:
        return None
    i = rng.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def dropped(text: str, rng: Random) -> str | None:
    places = [i for i, char in enumerate(text) if char.isdigit() and "." in text and i < text.index(".")]
    places = [i for i in places if not (i == 0 and text[1:2] in ("0", "."))]
    return _cut(text, rng.choice(places)) if places else None


def _cut(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def doubled(text: str, rng: Random) -> str | None:
    places = [i for i, char in enumerate(text) if char.isdigit() and "." in text and i < text.index(".")]
    if not places or text.startswith("0."):
        return None
    i = rng.choice(places)
    return text[:i] + text[i] + text[i:]


def mistyped(text: str, rng: Random) -> str | None:
    places = [i for i, char in enumerate(text) if char.isdigit() and i < len(text) - 1]
    i = rng.choice(places)
    choices = [digit for digit in "123456789" if digit != text[i]]
    return text[:i] + rng.choice(choices) + text[i + 1 :]

"""Colours of an OFD document, as on white paper."""

from __future__ import annotations

from collections.abc import Iterator

from ..office.ooxml import Element, name_of
from .objects import Colour, number, numbers

_PARTS = (1, 3, 4)
"""Grey, RGB, CMYK."""


def colour_of(element: Element, alpha: float = 255) -> Colour | None:
    """The colour that an element names, thinned by its own `Alpha` and by that of its object.

    What runs from one colour to another is told by the first of them; None where none is told, as in a
    palette or a pattern.
    """
    value = next(_values(element), None)
    if value is None:
        return None
    parts = _channels(value)
    if len(parts) not in _PARTS:
        return None
    opacity = _share(alpha) * _share(number(element.get("Alpha"), 255))
    paper = 0.0 if len(parts) == 4 else 1.0
    return tuple(opacity * _share(part) + (1 - opacity) * paper for part in parts)


def _values(element: Element) -> Iterator[str]:
    for one in element.iter():
        if one is element or name_of(one) == ":Color":
            value = one.get("Value")
            if value:
                yield value


def _channels(value: str) -> tuple[float, ...]:
    """The parts of a colour: numbers, or hexadecimal ones behind #."""
    found: list[float] = []
    for word in value.split():
        try:
            found.extend((float(int(word[1:], 16)),) if word.startswith("#") else numbers(word))
        except ValueError:
            return ()
    return tuple(found)


def _share(part: float) -> float:
    return min(max(part / 255, 0.0), 1.0)

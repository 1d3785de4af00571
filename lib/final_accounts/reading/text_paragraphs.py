"""What the blank lines of a wrapped text tell of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import ends_sentence, full_width, is_heading, is_numbered, tidy, width

_FULL = 0.85
"""Share of the text's width from which a line fills it."""
_ENOUGH = 5
_STRAY = 0.1
"""Share of line ends that may speak against a habit."""


@dataclass(frozen=True, slots=True)
class _Joint:
    """Two lines one below the other. `fills` says that the upper one is a line of wrapped text, `is_open`
    that it ends in mid-sentence."""

    upper: str
    lower: int
    blank: bool
    fills: bool
    is_open: bool


def paragraph_starts(lines: Sequence[str]) -> list[bool | None]:
    """For each line whether it starts a paragraph, None where the blank lines do not tell.

    Converters that wrap text leave a blank line between paragraphs and none inside; others leave blank
    lines where a page ends, or below every line, and tell nothing by it.
    """
    starts: list[bool | None] = [None] * len(lines)
    joints = _joints(lines)
    if not _blanks_part(joints):
        return starts
    for joint in joints:
        if joint.blank:
            starts[joint.lower] = None if joint.is_open else True
        elif joint.fills and not is_heading(joint.upper) and not is_numbered(tidy(lines[joint.lower])):
            starts[joint.lower] = False
    return starts


def _joints(lines: Sequence[str]) -> list[_Joint]:
    filled = [(index, text) for index, line in enumerate(lines) if (text := tidy(line))]
    wide = full_width([text for _, text in filled])
    if wide is None:
        return []
    found = []
    for (above, upper), (below, _) in pairwise(filled):
        is_open = not ends_sentence(upper)
        # Some wrap only where there is a space: a clause left open says as much as a full line.
        fills = width(upper) >= _FULL * wide or (is_open and "，" in upper)
        fills = fills and re.search(r"[\u4e00-\u9fff]", upper) is not None
        found.append(_Joint(upper, below, below - above > 1, fills, fills and is_open))
    return found


def _blanks_part(joints: Sequence[_Joint]) -> bool:
    """Whether sentences go on over lines without a blank one, and paragraphs end at one."""
    going_on = sum(joint.is_open and not joint.blank for joint in joints)
    broken = sum(joint.is_open and joint.blank for joint in joints)
    ended = [joint for joint in joints if not joint.fills and ends_sentence(joint.upper)]
    parted = sum(joint.blank for joint in ended)
    return (
        going_on >= _ENOUGH
        and broken <= _STRAY * going_on
        and parted >= _ENOUGH
        and len(ended) - parted <= _STRAY * parted
    )

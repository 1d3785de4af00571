"""What blank lines, indents and the length of its lines tell of the paragraphs of a wrapped text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..lines import (
    ends_sentence,
    full_width,
    is_heading,
    is_numbered,
    is_prose,
    is_whole_heading,
    tidy,
    width,
)

_FULL = 0.85
"""Share of the text's width from which a line fills it."""
_ENOUGH = 5
_STRAY = 0.1
"""Share of line ends that may speak against a habit."""
_COMMON_LENGTH = 0.4
"""Of the lines of sentences so many have as many letters as the longest, if letters were counted."""
_LONGEST = 60
_MARGIN = re.compile(r"[ \u3000\xa0]*")


@dataclass(frozen=True, slots=True)
class _Joint:
    """Two lines one below the other. `fills` says that the upper one is a line of wrapped text, `is_open`
    that it ends in mid-sentence; `indent` is where the lower one begins, `letters` how long the upper is;
    `prose_below` says that the lower one holds a clause, as no title does."""

    upper: str
    lower: int
    blank: bool
    fills: bool
    is_open: bool
    indent: int
    letters: int
    is_numbered: bool
    prose_below: bool


def paragraph_starts(lines: Sequence[str]) -> list[bool | None]:
    """For each line whether it starts a paragraph, None where nothing tells.

    Converters that wrap text leave a blank line between paragraphs and none inside; others leave blank
    lines where a page ends, or below every line, and tell nothing by it. Some indent the first line of a
    paragraph. Where lines were cut after so many letters, a shorter one ends a paragraph.
    """
    starts: list[bool | None] = [None] * len(lines)
    joints = _joints(lines)
    if _blanks_part(joints):
        for joint in joints:
            if joint.blank:
                starts[joint.lower] = None if joint.is_open else True
            elif _runs_on(joint):
                starts[joint.lower] = False
        return starts
    indent = _indent_of_paragraphs(joints)
    letters = _letters_of_a_line(lines)
    cut = letters is not None and _cuts_anywhere(joints, letters)
    for joint in joints:
        if indent is not None and joint.indent == indent:
            starts[joint.lower] = True
        elif indent is not None and joint.indent < indent and _runs_on(joint):
            starts[joint.lower] = False
        elif letters is not None and not joint.blank:
            starts[joint.lower] = _starts_behind(joint, letters, cut)
    return starts


def _cuts_anywhere(joints: Sequence[_Joint], letters: int) -> bool:
    """Whether sentences' lines of so many letters end in mid-sentence but for a few, as if by chance."""
    full = [joint for joint in joints if joint.letters == letters and is_prose(joint.upper)]
    return sum(not joint.is_open for joint in full) <= _STRAY * len(full)


def _starts_behind(joint: _Joint, letters: int, cut: bool) -> bool | None:
    """Whether a paragraph begins below a line of a text that was cut after so many letters, anywhere."""
    if joint.letters < letters - 1:
        return True
    if joint.is_numbered or is_whole_heading(joint.upper):
        return None
    # A paragraph seldom ends just where its line does: 完成P%。⏎ 决算数小于预算数 goes on.
    runs_on = joint.is_open or (cut and joint.letters == letters and joint.prose_below)
    return False if runs_on else None


def _runs_on(joint: _Joint) -> bool:
    return joint.fills and not is_heading(joint.upper) and not joint.is_numbered


def _joints(lines: Sequence[str]) -> list[_Joint]:
    filled = [(index, text) for index, line in enumerate(lines) if (text := tidy(line))]
    wide = full_width([text for _, text in filled])
    if wide is None:
        return []
    found = []
    for (above, upper), (below, lower) in pairwise(filled):
        is_open = not ends_sentence(upper)
        # Some wrap only where there is a space: a clause left open says as much as a full line.
        fills = width(upper) >= _FULL * wide or (is_open and "，" in upper)
        fills = fills and re.search(r"[\u4e00-\u9fff]", upper) is not None
        found.append(
            _Joint(
                upper,
                below,
                blank=below - above > 1,
                fills=fills,
                is_open=fills and is_open,
                indent=_indent(lines[below]),
                letters=len(lines[above].rstrip()),
                is_numbered=is_numbered(lower),
                prose_below=is_prose(lower),
            )
        )
    return found


def _indent(line: str) -> int:
    margin = _MARGIN.match(line)
    return width(margin.group()) if margin else 0


def _indent_of_paragraphs(joints: Sequence[_Joint]) -> int | None:
    """Where the first line of a paragraph begins, None if paragraphs are not told by it."""
    inside = Counter(joint.indent for joint in joints if joint.is_open and not joint.is_numbered)
    behind = Counter(joint.indent for joint in joints if not joint.fills and ends_sentence(joint.upper))
    if min(inside.total(), behind.total()) < _ENOUGH:
        return None
    (inner, within), (outer, first) = inside.most_common(1)[0], behind.most_common(1)[0]
    clear = min(within / inside.total(), first / behind.total()) >= 1 - _STRAY
    return outer if clear and inner < outer else None


def _letters_of_a_line(lines: Sequence[str]) -> int | None:
    """After how many letters lines were cut, None if they were not: then most have less, as letters are of
    several widths."""
    lengths = Counter(len(line.rstrip()) for line in lines if "\t" not in line and is_prose(tidy(line)))
    longest = max(lengths, default=0)
    common = lengths[longest] >= max(_ENOUGH, _COMMON_LENGTH * lengths.total())
    return longest if common and longest <= _LONGEST else None


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

"""Printed lines become paragraphs: sentences broken over lines and pages are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..documents import Paragraph, Segment
from ..places import Box


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed. `starts_paragraph` is what the layout tells (indent, gap), None if nothing."""

    text: str
    page: int | None = None
    box: Box | None = None
    number: int | None = None
    starts_paragraph: bool | None = None
    style: str | None = None


_FULL_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’、。《》〈〉【】…—"
_SPACE_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}%])")
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f]")

_NUMBERING = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.．](?!\d)|\d{1,2}、|[（(]\d{1,2}[）)]|附件\s*\d*[:：]?|附表"
)
_LAYOUT_LINE = re.compile(
    r"公开\s*\d+\s*表|表\s*\d+$|(?:金额)?单位[:：]\s*\S{1,3}元?|(?:编制)?(?:部门|单位)[:：]"
    r"|[（(]?图\s*\d*\s*[:：]?|目录$|目\s*录$"
)
_AMOUNT = re.compile(r"[\d.,]+\s*(?:亿元|万元|元|%)")
"""How a line begins that can only go on: no paragraph opens with an amount."""
_CLAUSE_END = re.compile(r"[；;]$")
_SENTENCE_END = re.compile(r"[。；！？;!?：:]$|[…]$")
_TITLE = re.compile(
    r"(?:表|图|报告|决算(?:公开)?(?:情况)?(?:说明|公开|信息)?)[）)]?(?:[（(][^（）()]*[）)])*$"
)
_TRAIL = re.compile(r"[^>＞]{2,}(?:\s*[>＞]{1,2}[^>＞]{2,}){2,}$")
"""The way to a web page through its site: 首页 > 政务公开 > 决算."""


def tidy(text: str) -> str:
    """The text without the spaces that typesetting puts around Chinese, with plain digits.

    Spaces between two digits stay: they may part two numbers.
    """
    plain = _INVISIBLE.sub("", text).translate(_FULL_WIDTH)
    return _SPACES.sub(" ", _SPACE_BESIDE_WIDE.sub("", plain)).strip()


def join_lines(lines: Iterable[PrintedLine], first_index: int = 0) -> tuple[Paragraph, ...]:
    """Paragraphs from lines in reading order, numbered from `first_index`.

    A line goes on in the next one unless the layout says otherwise, a sentence has ended, either is a
    heading, a caption or a form's head, or the line is much shorter than the text is wide.
    """
    tidied = [replace(line, text=tidy(line.text)) for line in lines]
    kept = [line for line in tidied if line.text]
    full_width = _full_width([line.text for line in kept])
    groups: list[list[PrintedLine]] = []
    for line in kept:
        if groups and _goes_on(groups[-1], line, full_width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(group, first_index + index) for index, group in enumerate(groups))


def is_numbered(text: str) -> bool:
    """Whether a line begins with the numbering of a heading or a list item."""
    return bool(_NUMBERING.match(text))


def is_heading(text: str) -> bool:
    """Whether a line looks like a numbered heading: short, one phrase, no sentence."""
    return is_numbered(text) and len(text) <= 45 and not re.search(r"[。，；,;]", text)


def _goes_on(group: Sequence[PrintedLine], after: PrintedLine, full_width: int | None) -> bool:
    before = group[-1]
    if after.starts_paragraph is not None:
        return not after.starts_paragraph
    if _CLAUSE_END.search(before.text) and full_width is not None and not is_numbered(after.text):
        return _width(before.text) >= 0.85 * full_width
    if _SENTENCE_END.search(before.text) or is_numbered(after.text) or _LAYOUT_LINE.match(after.text):
        return False
    if _AMOUNT.match(after.text) and not _LAYOUT_LINE.match(before.text):
        return True
    if len(group) == 1 and (is_heading(before.text) or _LAYOUT_LINE.match(before.text)):
        # In wrapped text a heading that fills its line may go on; a short one has ended.
        return full_width is not None and _width(before.text) >= 0.9 * full_width
    if _TRAIL.match(before.text) or (_TITLE.search(before.text) and len(before.text) <= 45):
        return False
    if not re.search(r"[\u4e00-\u9fff]", before.text):
        return False
    return _width(before.text) >= 0.7 * (full_width or 43)


def _full_width(texts: Sequence[str]) -> int | None:
    """How wide a full line of wrapped text is (a Chinese character counts 2), None if it is not wrapped."""
    widths = sorted(_width(text) for text in texts)
    if not widths:
        return None
    common = widths[int(len(widths) * 0.9)]
    return common if common <= 100 else None


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)


def _paragraph(group: Sequence[PrintedLine], index: int) -> Paragraph:
    text, segments = "", []
    for line in group:
        start = len(text)
        text += line.text
        segments.append(Segment(start, len(text), line.page, line.box, line.number))
    return Paragraph(index, text, tuple(segments), group[0].style)

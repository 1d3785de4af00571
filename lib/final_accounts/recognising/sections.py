"""The report's own division: parts, headed sections, and the statements that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..documents import Document, Paragraph
from ..figures import MONEY_UNITS
from ..reports import FormEntry, Part, Section, Statement
from ..settings import reference
from .plans import TITLE, begins_with_plan, plan_level

_PART = re.compile(r"第[一二三四五六七八九十]+部分[:：]?\s*")
_LEVELS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})、\s*")),
    (2, re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]\s*")),
    (3, re.compile(r"(\d{1,2})[.．、](?!\d)\s*")),
    (4, re.compile(r"[（(](\d{1,2})[）)]\s*")),
)
_FIRST_HEADING = re.compile(r"第一部分|一、|[（(]一[）)]|1[.．、](?!\d)")
_OF_EXPENSES = re.compile("三公”?经费(?!.*预算)[^，。]*(?:情况|说明|公开)$")
"""How a summary of the three public expenses is titled that does not call itself 决算."""
_EXPENSES = re.compile('三公[”"]?经费')
_OF_EVERYTHING = re.compile("收入|收支|总支出|支出总计|本年支出")
_CONTENTS = re.compile(r"目\s*录")
_PAGE_NUMBER = re.compile(r"[\s.…·]*\d{1,3}$")
_ELSEWHERE = re.compile(r"[（(](?:详?见|附)[^（()）]*[）)]")
"""第二部分 部门决算表（见附件）: the part is the forms', wherever they stand."""
_SENTENCE = re.compile(r"[^。！？]*[。！？]?")
_GLOSSARY_ENTRY = re.compile(
    r"(?:\d{1,2}[.、．]|[一二三四五六七八九十]+、)?.{2,60}?[:：）)，]\s*(?:是?指|反映|集中反映)"
)
_TELLS_AMOUNTS = re.compile(rf"\d\s*(?:{MONEY_UNITS}).*(?:[。；;]$|[，,。])")
_LONGEST_HEADING = 50
_HEADINGS_AT_MOST = 3
"""So many headings may stand before the first sentence of a body: 第一部分, 一、, （一）."""
_OVERVIEW = re.compile(
    r"[一二三]、[\u4e00-\u9fff（）()]{0,20}?(?:基本情况|概况|职[能责]|机构设置)(?:[及和与、][\u4e00-\u9fff]{2,12}?)?(?:情况)?(?:说明)?"
)
"""A heading of an account without 第…部分 that begins with whom it is of."""
_BEFORE_NARRATIVE = (Part.COVER, Part.OVERVIEW)
_PLANNED = (Part.COVER, Part.OVERVIEW, Part.NARRATIVE, Part.FORMS)
"""Parts that may be those of a budget published behind the account."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections in order, which section each paragraph (by index) belongs to, the contents list."""

    sections: tuple[Section, ...]
    of_paragraph: dict[int, Section]
    contents: tuple[FormEntry, ...]


def outline(document: Document, year: int | None = None) -> Outline:
    """Divide a document. A report without any heading is one narrative section.

    What the headings call a budget of a year after `year`, the account's, is no part of the account.
    """
    paragraphs = document.paragraphs
    contents_end = _contents_end(paragraphs)
    sections = [Section(0, Part.COVER, "")]
    of_paragraph: dict[int, Section] = {}
    contents = []
    contents_section = Section(1, Part.CONTENTS, "目录")
    sections.append(contents_section)
    current, part = sections[0], Part.COVER
    in_contents = False
    in_parts = any(_PART.match(p.text) and len(p.text) <= _LONGEST_HEADING for p in paragraphs)
    plan: int | None = None
    for position, paragraph in enumerate(paragraphs):
        if position < contents_end and (in_contents or _CONTENTS.fullmatch(paragraph.text)):
            in_contents = True
            of_paragraph[paragraph.index] = contents_section
            entry = _contents_entry(paragraph)
            if entry is not None:
                contents.append(entry)
            continue
        part = _part_of(paragraph, part, paragraphs[position + 1 : position + 3], in_parts)
        heading = _heading(paragraph, part)
        plan = plan_level(paragraph.text, heading, year, plan)
        if plan is not None and part in _PLANNED:
            heading = heading or (
                ("", paragraph.text, 0) if plan == TITLE and current.part in _PLANNED else None
            )
        here = Part.PLAN if plan is not None and part in _PLANNED else part
        if here is Part.NARRATIVE and heading is None and begins_with_plan(paragraph.text, year):
            of_paragraph[paragraph.index] = Section(len(sections), Part.PLAN, "", "", 0, current.topic)
            sections.append(of_paragraph[paragraph.index])
            continue
        if heading is not None:
            number, title, level = heading
            topic = _topic(title) or _topic_above(sections, here, level)
            current = Section(len(sections), here, title, number, level, topic, _path(sections, here, level))
            sections.append(current)
        elif current.part is not here:
            # An account of one matter alone is told by its title.
            begins = current.part in _BEFORE_NARRATIVE
            topic = _covered(paragraphs[:position], paragraph) if begins else None
            current = Section(len(sections), here, "", "", 0, topic)
            sections.append(current)
        of_paragraph[paragraph.index] = current
    return Outline(tuple(sections), of_paragraph, tuple(contents))


def statements(document: Document, division: Outline) -> Iterator[Statement]:
    """The sentences of all paragraphs, in order, with their sections. The contents list has none."""
    for paragraph in document.paragraphs:
        section = division.of_paragraph[paragraph.index]
        if section.part is Part.CONTENTS:
            continue
        for match in _SENTENCE.finditer(paragraph.text):
            if match.group().strip():
                yield Statement(section, match.group(), paragraph.place(*match.span()), paragraph.segments)


def _contents_end(paragraphs: Sequence[Paragraph]) -> int:
    """The position after the contents list, 0 if there is none.

    The list ends where its first entry or its 第一部分 comes again as a heading, or above the headings of the
    first sentence. Where that comes behind no more headings than a body begins with, only the word 目录 is
    left of the list.
    """
    start = next((i for i, p in enumerate(paragraphs[:60]) if _CONTENTS.fullmatch(p.text)), None)
    if start is None:
        return 0
    entry = next(
        (
            position
            for position in range(start + 1, min(start + 8, len(paragraphs)))
            if _PART.match(paragraphs[position].text) or _level(paragraphs[position].text)
        ),
        None,
    )
    if entry is None:
        return start + 1
    first = _entry_name(paragraphs[entry].text)
    part = _PART.match(first)
    for position in range(entry + 1, len(paragraphs)):
        text = _bare(paragraphs[position].text)
        name = _entry_name(text)
        if name.startswith(first) or (len(name) >= 4 and first.startswith(name)):
            return position
        if part and name.startswith(part.group()) and len(name) <= _LONGEST_HEADING:
            return position
        if text.endswith("。") and len(text) > _LONGEST_HEADING // 2:
            if position - entry <= _HEADINGS_AT_MOST:
                return start + 1
            return _body_start(paragraphs, entry, position)
        if len(text) > 2 * _LONGEST_HEADING:
            return position
    return start + 1


def _body_start(paragraphs: Sequence[Paragraph], entry: int, sentence: int) -> int:
    """The position of the headings above the first sentence of a body: each the first of its kind."""
    position = sentence
    while position - 1 > entry and _FIRST_HEADING.match(paragraphs[position - 1].text):
        position -= 1
    return position


def _bare(text: str) -> str:
    return _PAGE_NUMBER.sub("", re.sub(r"\s", "", text))


def _entry_name(text: str) -> str:
    """A line of the contents as its heading may repeat it: 第一部分：概况 is printed 第一部分 概况 there."""
    return re.sub(r"[:：、.．（）()《》“”]", "", _bare(text))


def _contents_entry(paragraph: Paragraph) -> FormEntry | None:
    text = paragraph.text
    level = _level(text)
    if level is None or len(text) > _LONGEST_HEADING:
        return None
    _, match = level
    return FormEntry(match.group().strip(), _bare(text[match.end() :]), paragraph.place())


def _level(text: str) -> tuple[int, re.Match[str]] | None:
    for level, pattern in _LEVELS:
        match = pattern.match(text)
        if match:
            return level, match
    return None


def _part_of(paragraph: Paragraph, part: Part, ahead: Sequence[Paragraph], in_parts: bool) -> Part:
    words = reference("sections")
    text = paragraph.text
    if _PART.match(text) and len(text) <= _LONGEST_HEADING:
        return _named_part(text) or (_named_part(ahead[0].text) if ahead else None) or part
    if part is Part.COVER or (part is Part.OVERVIEW and not in_parts):
        # A short report may begin without any 第…部分.
        if (_topic(text) and _level(text)) or _TELLS_AMOUNTS.search(text):
            return Part.NARRATIVE
        if not in_parts and _OVERVIEW.fullmatch(text):
            return Part.OVERVIEW
    short = len(text) <= _LONGEST_HEADING and not re.search(r"[。，；,;]", text)
    if part in (Part.NARRATIVE, Part.FORMS) and sum(
        bool(_GLOSSARY_ENTRY.match(p.text)) for p in (paragraph, *ahead)
    ) == 1 + len(ahead):
        return Part.GLOSSARY
    if part is Part.GLOSSARY and short and any(w in text for w in words["attachment_titles"]["words"]):
        return Part.ATTACHMENT
    if re.match(r"附件\s*\d*$", text) and part not in (Part.COVER, Part.CONTENTS):
        # Above the title it says that the account itself is the annex of a letter.
        return Part.ATTACHMENT
    return part


def _named_part(text: str) -> Part | None:
    text = _ELSEWHERE.sub("", text)
    for name, words in reference("sections")["parts"].items():
        if any(word in text for word in words):
            return Part(name)
    return None


def _heading(paragraph: Paragraph, part: Part) -> tuple[str, str, int] | None:
    """Number, title and level of the heading with which a paragraph begins, None if it has none.

    A heading may go on as a sentence: （一）机关运行经费支出情况。2024年度 …
    """
    text = paragraph.text
    part_mark = _PART.match(text)
    if part_mark and len(text) <= _LONGEST_HEADING:
        return part_mark.group().strip(), text[part_mark.end() :], 0
    numbered = _level(text)
    if numbered is None:
        if part is Part.NARRATIVE and len(text) <= 30 and text.endswith("说明") and _topic(text):
            return "", text, 1
        return None
    level, mark = numbered
    title = re.split(r"[。:：]", text[mark.end() :], maxsplit=1)[0]
    if len(title) > 45 or re.search(r"[，；,;]|\d万?元", title) or not title:
        return None
    topic, number = _topic(title), mark.group().strip()
    alone = len(title) >= len(text[mark.end() :].rstrip("。：:"))
    if level >= 2 and topic is None and not (level == 2 and (alone or len(title) <= 14)):
        # An item of a list, not a section of its own.
        return None
    is_uppermost = alone and topic is not None and part is Part.NARRATIVE and title.endswith("情况说明")
    if level == 3 and number.endswith("、") and is_uppermost:
        # Word's automatic numbering comes out as 1、 where the page shows 一、
        level = 1
    return number, title.strip(), level


def _topic(title: str) -> str | None:
    """The topic whose longest word stands in a title; a special topic wins over a general one."""
    words = reference("sections")
    for table in (words["special_topics"], words["topics"]):
        found: list[tuple[int, str]] = [
            (len(word), topic) for topic, listed in table.items() for word in listed if word in title
        ]
        if found:
            return max(found)[1]
    return None


def _covered(cover: Sequence[Paragraph], first: Paragraph) -> str | None:
    """The matter that the title of an account names, or where that was lost the first sentence that tells
    amounts; None for an account of everything."""
    short = [p.text for p in reversed(cover) if len(p.text) <= 80]
    called = next((text for text in short if "决算" in text), "")
    title = called or next((text for text in short if _OF_EXPENSES.search(text)), "")
    if not title and not _OF_EVERYTHING.search(first.text):
        told = next((text for text in first.text.split("。") if _TELLS_AMOUNTS.search(text)), "")
        title = told if _EXPENSES.search(told) else ""
    for topic, listed in reference("sections")["special_topics"].items():
        if any(word in title for word in listed):
            return str(topic)
    return None


def _topic_above(sections: Sequence[Section], part: Part, level: int) -> str | None:
    """The topic that a subheading without words of its own (（一）总体情况) stands under."""
    if level < 2:
        return None
    above = next((s for s in reversed(sections) if s.part is not part or s.level < level), None)
    return above.topic if above is not None and above.part is part and above.level else None


def _path(sections: Sequence[Section], part: Part, level: int) -> tuple[str, ...]:
    above: list[str] = []
    wanted = level
    for section in reversed(sections):
        if section.part is not part or section.level == 0:
            break
        if section.level < wanted:
            above.append(section.title)
            wanted = section.level
    return tuple(reversed(above))

"""The captions by which a report declares its charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...documents import Document, Paragraph
from ...figures import YUAN_PER_UNIT
from ...places import Place
from ...reports import Part, Section, Statement
from ..narrative.numerals import whole_number
from .words import Topic, topic_of, topics, vocabulary

_NUMBERED = re.compile(
    r"[（(\[【]?\s*图\s*(?P<number>\d{1,2}(?!\d)|[一二三四五六七八九十](?=[\s:：.、—]))"
    r"\s*[:：.、\-—]?\s*(?P<rest>\S.*)"
)
_BRACKETS = re.compile(r"[（(\[【]([^（()）\]】]*)[）)\]】]")
_STRAY = re.compile(r"[\s\d.,%]+$")
_UNIT = re.compile(r"单位\s*[:：]?\s*(\S*?元)")
_UNIT_REMARK = re.compile(r"[（(\[【][^（()）\]】]*单位\s*[:：]")
_SENTENCE = re.compile(r"[。；！？，,;]")
_OWN_PARTS = frozenset({Part.CONTENTS, Part.GLOSSARY, Part.ATTACHMENT})


@dataclass(frozen=True, slots=True)
class Caption:
    """A chart as announced: its number, its title without remarks, and what the remarks say."""

    number: int | None
    title: str
    kind: str | None
    unit: str | None
    topic: Topic | None
    place: Place
    paragraph: int


def find_captions(document: Document, statements: Sequence[Statement]) -> tuple[Caption, ...]:
    """The captions in reading order; a number printed twice for one title counts once."""
    section_of = _sections_by_paragraph(statements)
    found: list[Caption] = []
    for paragraph in document.paragraphs:
        section = section_of.get(paragraph.index)
        if section is not None and section.part in _OWN_PARTS:
            continue
        caption = read_caption(paragraph, section)
        if caption and (caption.number, caption.title) not in {(seen.number, seen.title) for seen in found}:
            found.append(caption)
    return tuple(found)


def _sections_by_paragraph(statements: Sequence[Statement]) -> Mapping[int, Section]:
    return {
        statement.place.paragraph: statement.section
        for statement in statements
        if statement.place.paragraph is not None
    }


def read_caption(paragraph: Paragraph, section: Section | None = None) -> Caption | None:
    """The caption that a paragraph is, None if it is none.

    （图3：支出决算结构图）（饼状图） with a number, or a short 支出结构图（单位：万元） without.
    """
    words = vocabulary()["captions"]
    text = paragraph.text.strip()
    numbered = _NUMBERED.match(text)
    body = numbered["rest"] if numbered else text
    if len(body) > 2 * words["longest"]:
        return None
    remarks = "".join(_remarks(body))
    title = _title(body)
    if not title or len(title) > words["longest"] or _SENTENCE.search(title):
        return None
    topic = topic_of(title) or (_topic_of_section(section) if numbered else None)
    if numbered is None and not (topic and title.endswith(tuple(words["endings"]))):
        return None
    if topic is None and not any(word in title for word in words["money"]):
        return None
    unit = _UNIT.search(body)
    return Caption(
        whole_number(numbered["number"]) if numbered else None,
        title,
        _kind(remarks + title) or (topic.kind if topic else None),
        unit.group(1) if unit and unit.group(1) in YUAN_PER_UNIT else None,
        topic,
        paragraph.place(),
        paragraph.index,
    )


def _remarks(body: str) -> Iterator[str]:
    for match in _BRACKETS.finditer(body):
        if match.group(1) not in vocabulary()["captions"]["kept_brackets"]:
            yield match.group(1)


def _title(body: str) -> str:
    """The caption without remarks in brackets, the closing bracket of its own, and stray labels behind."""
    kept = vocabulary()["captions"]["kept_brackets"]

    def drop(match: re.Match[str]) -> str:
        return match.group() if match.group(1) in kept else ""

    unit = _UNIT_REMARK.search(body)
    body = body[: unit.start()] if unit and unit.start() else body
    title = _STRAY.sub("", _BRACKETS.sub(drop, body)).strip(" 　:：(（)）]】")
    for word in (*vocabulary()["captions"]["pie"], *vocabulary()["captions"]["bar"]):
        title = title.removesuffix(word) if title != word else title
    return title.strip(" 　:：-—")


def _kind(text: str) -> str | None:
    words = vocabulary()["captions"]
    for kind in ("pie", "bar"):
        if any(word in text for word in words[kind]):
            return kind
    return None


def _topic_of_section(section: Section | None) -> Topic | None:
    """The one topic that a section's charts can have, None where there are several or none."""
    fitting = [topic for topic in topics() if section and section.topic in topic.sections and topic.usual]
    return fitting[0] if len(fitting) == 1 else None

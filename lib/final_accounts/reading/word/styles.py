"""Styles and automatic numbering of a Word document: what its paragraphs do not spell out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..office.ooxml import Element, attribute, children, first, value_at

_HEADING_NAMES = re.compile(r"(?:heading|标题)\s*\d", re.IGNORECASE)
_CAPTION_NAMES = re.compile(r"caption|题注", re.IGNORECASE)
_CONTENTS_NAMES = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
_LAST_HEADING_LEVEL = 8
"""Outline levels count from 0; 9 is Word's word for body text."""

_NO_NUMBERING = "0"
_PLACEHOLDER = re.compile(r"%(\d)")

_CHINESE = "零一二三四五六七八九"
_CHINESE_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90),
    ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip
_COUNTED_IN_WORDS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_UNNUMBERED = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it inherits already filled in. `role` is heading, caption or None."""

    role: str | None = None
    numbering: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its number is written, what stands around it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False


def read_styles(root: Element | None) -> dict[str, Style]:
    """The paragraph styles by id; the default one also under the empty id."""
    if root is None:
        return {}
    elements = {attribute(element, "w:styleId") or "": element for element in children(root, "w:style")}
    styles = {key: _style(list(_ancestry(element, elements))) for key, element in elements.items()}
    for key, element in elements.items():
        if attribute(element, "w:default") == "1" and attribute(element, "w:type") == "paragraph":
            styles[""] = styles[key]
    return styles


def _ancestry(element: Element, elements: dict[str, Element]) -> Iterator[Element]:
    """The style and those it is based on, nearest first; a circle is cut."""
    seen: set[str] = set()
    current: Element | None = element
    while current is not None:
        yield current
        base = value_at(current, "w:basedOn") or ""
        current = None if base in seen else elements.get(base)
        seen.add(base)


def _style(chain: list[Element]) -> Style:
    names = [value_at(element, "w:name") or "" for element in chain]
    outline = _nearest(chain, "w:pPr", "w:outlineLvl")
    role = None
    if any(_CAPTION_NAMES.fullmatch(name) for name in names):
        role = "caption"
    elif not _CONTENTS_NAMES.match(names[0]) and (
        is_heading_level(outline) or any(_HEADING_NAMES.match(name) for name in names)
    ):
        role = "heading"
    return Style(
        role,
        _nearest(chain, "w:pPr", "w:numPr", "w:numId"),
        _nearest(chain, "w:pPr", "w:numPr", "w:ilvl"),
    )


def _nearest(chain: list[Element], *path: str) -> str | None:
    values = (value_at(element, *path) for element in chain)
    return next((value for value in values if value is not None), None)


def is_heading_level(outline: str | None) -> bool:
    """Whether an outline level as written (None if unwritten) is a heading's."""
    return outline is not None and outline.isdecimal() and int(outline) <= _LAST_HEADING_LEVEL


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. Ask for labels in reading order."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    """By list id: the definition that it counts in, together with all others of it, and its levels."""
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    """By list id and level: where the shared count starts anew when that list first comes to that level."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str | None, level: int) -> str:
        """The number that Word prints before the next paragraph of that list; empty for bullets."""
        if list_id is None or list_id == _NO_NUMBERING or list_id not in self.lists:
            return ""
        shared, levels = self.lists[list_id]
        shape = levels.get(level)
        if shape is None:
            return ""
        counts = self._counts.setdefault(shared, {})
        restart = self.restarts.pop((list_id, level), None)
        counts[level] = counts.get(level, shape.start - 1) + 1 if restart is None else restart
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if shape.style in _UNNUMBERED:
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            other = levels.get(at, Level())
            written = "decimal" if shape.legal else other.style
            return write_number(counts.get(at, other.start), written)

        label = _PLACEHOLDER.sub(number, shape.text)
        # A tab after “一、” only aligns the text, but “第一部分” needs the gap to stay apart from it.
        glued = shape.suffix == "nothing" or not label[-1:].isalnum()
        return label if glued else f"{label} "


def read_numbering(root: Element | None) -> Numbering:
    """The lists of a numbering part."""
    if root is None:
        return Numbering()
    abstract = {
        attribute(element, "w:abstractNumId") or "": element for element in children(root, "w:abstractNum")
    }
    by_style = {
        link: element
        for element in abstract.values()
        if (link := value_at(element, "w:styleLink")) is not None
    }
    found = Numbering()
    for element in children(root, "w:num"):
        list_id = attribute(element, "w:numId") or ""
        shared = value_at(element, "w:abstractNumId") or ""
        definition = abstract.get(shared)
        definition = by_style.get(value_at(definition, "w:numStyleLink") or "", definition)
        levels = {_level_of(child): _level(child) for child in children(definition, "w:lvl")}
        for override in children(element, "w:lvlOverride"):
            at = _level_of(override)
            replaced = first(override, "w:lvl")
            if replaced is not None:
                levels[at] = _level(replaced)
            start = _number(value_at(override, "w:startOverride"))
            if start is not None:
                found.restarts[(list_id, at)] = start
        found.lists[list_id] = (shared, levels)
    return found


def _level_of(element: Element) -> int:
    return _number(attribute(element, "w:ilvl")) or 0


def _level(element: Element) -> Level:
    start = _number(value_at(element, "w:start"))
    return Level(
        1 if start is None else start,
        value_at(element, "w:numFmt") or "decimal",
        value_at(element, "w:lvlText") or "",
        value_at(element, "w:suff") or "tab",
        first(element, "w:isLgl") is not None,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def write_number(number: int, style: str) -> str:
    """A list's number in Word's number format `style`; in digits if the format is not known here."""
    if style in _COUNTED_IN_WORDS:
        return _chinese(number, _CHINESE, "十百千")
    if style in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        return _chinese(number, _CHINESE_LEGAL, "拾佰仟")
    if style in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    if style == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if style in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if style == "decimalEnclosedParen" and 1 <= number <= 20:
        return f"（{number}）"
    if style == "decimalEnclosedFullstop":
        return f"{number}."
    if style == "decimalZero":
        return f"{number:02d}"
    if style in {"upperLetter", "lowerLetter"} and 1 <= number <= 26:
        return chr(ord("A" if style == "upperLetter" else "a") + number - 1)
    if style in {"upperRoman", "lowerRoman"}:
        return _roman(number) if style == "upperRoman" else _roman(number).lower()
    return str(number)


def _chinese(number: int, digits: str, powers: str) -> str:
    """Numbers up to 9999 in words, as headings count: 十, 十一, 二十, 一百零一."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    words = ""
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            words += digits[digit] + (powers[power - 1] if power else "")
        elif words and not words.endswith(digits[0]):
            words += digits[0]
    words = words.rstrip(digits[0])
    return words[1:] if 10 <= number < 20 and digits == _CHINESE else words


def _roman(number: int) -> str:
    written = ""
    for letters, value in _ROMAN:
        while number >= value and len(written) < 20:
            written += letters
            number -= value
    return written

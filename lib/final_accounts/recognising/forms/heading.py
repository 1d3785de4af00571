"""What is printed around a form: its title, its number 公开03表, its unit, the bureau, the notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...figures import MONEY_UNITS
from ...settings import reference
from .catalogue import TitleMatch, compact, find_title, is_other_title

_NUMBER = re.compile(
    r"(?:财决|(?:财决|预?决算)?公开)\s*[A-Za-z]{0,2}\s*\d+(?:[-－—]\d+)?\s*表"
    r"|^[A-Za-z]{0,2}\d{1,2}(?:-\d+)?表$|^附?表\s*[A-Za-z]?\d+(?:[-.]\d+)*(?=$|[:：])"
)
_YEAR = re.compile(r"^[(（]?\d{4}年(?:度)?[)）]?$|^\d{4}年\d{1,2}月\d{1,2}日$")
_REACH = 10
"""How many short paragraphs above a table may belong to its head."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a form, as far as it was found. `other_title` is True below another table's title."""

    title: TitleMatch | None = None
    number: str | None = None
    unit: str | None = None
    bureau: str | None = None
    continued: bool = False
    other_title: bool = False

    @property
    def says_something(self) -> bool:
        return any((self.title, self.number, self.unit, self.bureau, self.continued))

    def or_else(self, other: Heading) -> Heading:
        """This head, with what it lacks taken from another."""
        return Heading(
            self.title or other.title,
            self.number or other.number,
            self.unit or other.unit,
            self.bureau or other.bureau,
            self.continued or other.continued,
            self.other_title or other.other_title,
        )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    marks = reference("forms")["marks"]

    def either(name: str) -> str:
        return "|".join(sorted(map(re.escape, marks[name]), key=len, reverse=True))

    return (
        re.compile(rf"[(]?(?:{either('unit')})[:：]?(?:人民币)?({MONEY_UNITS})[)]?"),
        re.compile(rf"(?:{either('bureau')})[:：](.*)$"),
        re.compile(rf"^(?:{either('note')})(?:\d+)?[:：.、]|^[(](?:{either('note')})[:：]"),
        re.compile(rf"^[(]?(?:{either('continued')})\d*[)]?$|[(](?:{either('continued')})\d*[)]$"),
    )


def read_line(text: str) -> Heading:
    """What one line or cell of a form's head says; nothing where it says none of it."""
    unit_mark, bureau_mark, _, continued_mark = _patterns()
    rest = compact(text)
    heading = Heading(continued=continued_mark.search(rest) is not None)
    number = _NUMBER.search(rest)
    if number:
        heading = replace(heading, number=number.group())
        rest = (rest[: number.start()] + rest[number.end() :]).replace("()", "")
    unit = unit_mark.search(rest)
    if unit:
        heading = replace(heading, unit=unit.group(1))
        rest = rest[: unit.start()] + rest[unit.end() :]
    bureau = bureau_mark.search(rest)
    if bureau:
        heading = replace(heading, bureau=re.sub(r"\d{4}年度?$", "", bureau.group(1)) or None)
        rest = rest[: bureau.start()]
        if not bureau.group(1):
            # An empty 部门： is a line of the head all the same.
            heading = replace(heading, bureau="")
    return replace(heading, title=find_title(rest) if rest else None)


def is_head_line(text: str) -> bool:
    """Whether a text is nothing but a part of a form's head."""
    found = read_line(text)
    said = found.says_something or found.bureau == ""
    return said and len(compact(text)) <= 80 and "。" not in text


def read_heading(above: Sequence[str]) -> Heading:
    """The head of the table below some paragraphs: the nearest title, and what is printed around it."""
    heading = Heading()
    for passed, text in enumerate(reversed(above)):
        plain = compact(text)
        if not plain or _YEAR.match(plain) or plain.isdigit():
            continue
        if passed >= _REACH or len(plain) > 80 or "。" in plain:
            break
        found = read_line(text)
        if heading.title is not None and (found.title or not found.says_something):
            break
        if heading.title is None and not found.says_something and is_other_title(plain):
            return replace(heading, other_title=True)
        heading = heading.or_else(found)
    return heading


def is_note(text: str) -> bool:
    """Whether a text is a note below a form."""
    return _patterns()[2].match(compact(text)) is not None


def continues_note(text: str) -> bool:
    """Whether a text is the next numbered point of a note."""
    return re.match(r"^\d+[.、．]", compact(text)) is not None

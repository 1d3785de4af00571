"""The text of a Word paragraph as it is shown: insertions accepted, deletions gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..lines import tidy
from ..office.ooxml import Element, attribute, children, first, name_of, value_at

_THROUGH = frozenset(
    {
        "w:hyperlink",
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:sdt",
        "w:sdtContent",
        "w:fldSimple",
        "w:dir",
        "w:bdo",
        "w:customXml",
    }
)
_DRAWINGS = frozenset({"w:drawing", "w:pict", "w:object"})
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_BREAK, _PAGE_BREAK = "\n", "\f"
_PARTING = ("\t", _BREAK, _PAGE_BREAK)
_PARTED = re.compile(r"([\t\n\f])")
_PLAIN = {"w:tab": "\t", "w:ptab": "\t", "w:cr": _BREAK, "w:noBreakHyphen": "-"}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")) | {ord("\u00a0"): " "}
_PRIVATE_USE = range(0xE000, 0xF900)
_SENTENCE_ENDS = frozenset("。；;：:！!？?")


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its text, the drawings anchored in it, and the notes it refers to."""

    text: str = ""
    drawings: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind (footnotes, endnotes) and id."""


def read_inline(paragraph: Element) -> Inline:
    """The content of a paragraph or run. Soft breaks are "\\n", page and column breaks "\\f"."""
    found = Inline()
    pieces: list[str] = []
    _collect(paragraph, found, pieces)
    found.text = "".join(pieces).translate(_INVISIBLE)
    return found


def _collect(node: Element, found: Inline, pieces: list[str]) -> None:
    for child in node:
        name = name_of(child)
        if name == "w:r":
            _collect_run(child, found, pieces)
        elif name in {"w:t", "m:t"}:
            pieces.append(child.text or "")
        elif name == "m:den":
            pieces.append("/")
            _collect(child, found, pieces)
        elif name in _THROUGH or name.startswith("m:"):
            _collect(child, found, pieces)
        elif name in _PLAIN:
            pieces.append(_PLAIN[name])
        elif name == "w:br":
            ends_page = attribute(child, "w:type") in {"page", "column"}
            pieces.append(_PAGE_BREAK if ends_page else _BREAK)
        elif name == "w:sym":
            pieces.append(_symbol(attribute(child, "w:char") or ""))
        elif name == "w:ruby":
            base = first(child, "w:rubyBase")
            if base is not None:
                _collect(base, found, pieces)
        elif name in _DRAWINGS:
            found.drawings.append(child)
        elif name in _NOTES:
            found.notes.append((_NOTES[name], attribute(child, "w:id") or ""))
        elif name == "mc:AlternateContent":
            chosen = shown_alternative(child)
            if chosen is not None:
                _collect(chosen, found, pieces)


def _collect_run(run: Element, found: Inline, pieces: list[str]) -> None:
    """A run; a note's number raised behind an amount is none of its digits."""
    start = len(pieces)
    _collect(run, found, pieces)
    text = "".join(pieces[start:]).strip()
    is_raised = value_at(run, "w:rPr", "w:vertAlign") == "superscript"
    if is_raised and text.isdigit() and "".join(pieces[:start])[-1:].isdigit():
        del pieces[start:]


def _symbol(code: str) -> str:
    """A character given by its code; those that mean something in one symbol font only are dropped."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) or int(code, 16) in _PRIVATE_USE:
        return ""
    return chr(int(code, 16))


def shown_alternative(element: Element) -> Element | None:
    """The branch that a current Word shows, never both: the same text box stands in either.

    Charts of the 2016 kinds (cx) keep no plain numbers, so their picture in the fallback is taken.
    """
    for choice in children(element, "mc:Choice"):
        if not (attribute(choice, "Requires") or "").startswith("cx"):
            return choice
    return first(element, "mc:Fallback")


def without_typing_spaces(text: str) -> str:
    """The text as `lines.tidy` leaves it, its breaks and tabs kept."""
    return "".join(part if part in _PARTING else tidy(part) for part in _PARTED.split(text))


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs that soft breaks make of a text: a break after a full sentence starts a new one.

    A break inside a sentence is only where the author wanted the line to end.
    """
    for page in text.split(_PAGE_BREAK):
        current = ""
        for line in (part.strip() for part in page.split(_BREAK)):
            if current and current[-1] in _SENTENCE_ENDS:
                yield current
                current = line
            else:
                current += line if not (_is_latin(current[-1:]) and _is_latin(line[:1])) else f" {line}"
        if current:
            yield current


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()

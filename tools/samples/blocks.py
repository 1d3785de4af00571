"""An account as plain blocks in reading order: what every format prints, and the truth about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from .specimens import LINE_BREAK, MERGED_LEFT, MERGED_UP, Chart, Form, Specimen
from .tables import Rows

_STYLES = {"#": "part", "##": "section", "###": "subsection", "@title": "title", "@entry": "entry"}
_PLAIN = ("@center", "@right", "@plain")
_EMPTY = ("@page", "@sheet")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `style` is part, section, subsection, title, entry (of the contents) or text."""

    text: str
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, `header` of its rows its head, with what stands above and below it.

    A line above has one text, or two at its ends. `name` is the title of a statutory form, else "".
    """

    above: tuple[tuple[str, ...], ...]
    rows: Rows
    below: tuple[str, ...] = ()
    header: int = 0
    name: str = ""

    def plain_rows(self) -> Rows:
        """The rows with nothing where a merged cell goes on, and no line breaks."""
        return tuple(
            tuple("" if cell in (MERGED_LEFT, MERGED_UP) else cell.replace(LINE_BREAK, "") for cell in row)
            for row in self.rows
        )


Block = Line | Sheet | Chart


def sheet_of(form: Form) -> Sheet:
    """A statutory form with its heading and notes."""
    ends = tuple(ends for ends in zip(form.left, form.right, strict=True) if any(ends))
    return Sheet(((form.title,), *ends), form.grid.rows, form.notes, form.grid.header, form.title)


def blocks_of(specimen: Specimen) -> Iterator[Block]:
    """The account in reading order."""
    for entry in specimen.body:
        word, _, rest = entry.partition(" ")
        text = rest.strip().replace("**", "")
        name, _, after = (part.strip() for part in text.partition("|"))
        if word == "@cover":
            yield from map(Line, specimen.cover)
        elif word == "@divider":
            yield from (Line(part.strip(), "part") for part in text.split("|"))
        elif word == "@form":
            yield sheet_of(specimen.forms[name])
        elif word == "@table":
            grid = specimen.tables[name]
            yield Sheet((), grid.rows, header=grid.header)
        elif word == "@chart":
            yield from [Line(after)] if after else []
            yield specimen.charts[name]
        elif word in _STYLES:
            yield Line(name if word == "@entry" else text, _STYLES[word])
        elif word in _PLAIN:
            yield Line(text)
        elif word not in _EMPTY:
            yield Line(entry.replace("**", ""))


def forms_only(specimen: Specimen) -> Specimen:
    """The account's statutory forms without its words."""
    return _with_body(specimen, (line for line in specimen.body if line.startswith("@form")))


def narrative_only(specimen: Specimen) -> Specimen:
    """The account's words without its statutory forms."""
    return _with_body(specimen, (line for line in specimen.body if not line.startswith("@form")))


def excerpt(specimen: Specimen, paragraphs: int = 12, forms: int = 3) -> Specimen:
    """The beginning of the narrative and of the forms: what is too slow to try as a whole."""
    start = next(at for at, line in enumerate(specimen.body) if re.match(r"#\s.*情况说明", line))
    narrative = [line for line in specimen.body[start:] if not line.startswith("@")]
    shown = [line for line in specimen.body if line.startswith("@form")]
    return _with_body(specimen, [*narrative[: paragraphs + 1], *shown[:forms]])


def _with_body(specimen: Specimen, body: Iterable[str]) -> Specimen:
    return replace(specimen, body=tuple(body))


def truth_of(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """What was printed, ready for `json.dumps`: paragraphs, and tables as rows of cells as they read.

    A merged cell is its first position. Lines above a table are paragraphs, two ends are two.
    """
    truth: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Line):
            truth.append({"text": block.text})
        elif isinstance(block, Sheet):
            truth += [{"text": text} for ends in block.above for text in ends if text]
            truth.append({"rows": block.plain_rows(), "header": block.header, "form": block.name})
            truth += [{"text": text} for text in block.below]
    return truth

"""Sections of a Word file whose running head prints what belongs to a form: title, number, unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..office.ooxml import Element, attribute, children, first, name_of
from .text import read_inline

_FORM_LINE = re.compile(r"表[）)]?$|单位[:：]")
"""What stands over a form, and is no running head of the whole account."""


def put_heads_into_text(body: Element, header: Callable[[str], Element | None]) -> None:
    """Put the lines of running heads that belong to a form in front of the section that they stand over.

    `header` gives the root of a header part by its relation.
    """
    start: Element | None = None
    for child in list(body):
        start = child if start is None else start
        ends = child if name_of(child) == "w:sectPr" else first(child, "w:pPr", "w:sectPr")
        if ends is None:
            continue
        printed: set[str] = set()
        for reference in children(ends, "w:headerReference"):
            for text, line in _form_lines(header(attribute(reference, "r:id") or "")):
                if text not in printed:
                    start.addprevious(line)
                printed.add(text)
        start = None


def _form_lines(root: Element | None) -> Iterator[tuple[str, Element]]:
    for part in () if root is None else list(root.iter()):
        text = "".join(read_inline(part).text.split()) if name_of(part) == "w:p" else ""
        if _FORM_LINE.search(text):
            yield text, part

"""Printed lines become paragraphs: sentences broken over lines and pages are joined again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..documents import Paragraph
from ..places import Box


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed. `starts_paragraph` is what the layout tells (indent, gap), None if nothing."""

    text: str
    page: int | None = None
    box: Box | None = None
    number: int | None = None
    starts_paragraph: bool | None = None


def join_lines(lines: Iterable[PrintedLine]) -> tuple[Paragraph, ...]:
    raise RuntimeError("written next")

"""What is asked of a page's elements: their text, and the numbers in their table cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..lines import is_number

Node = Any
"""An element of lxml, which has no types."""

_FEWEST_DIGITS = 3
"""Shorter numbers may count the columns of a form."""


def text_in(node: Node) -> str:
    """All text inside an element, blanks left out."""
    return "".join("".join(node.itertext()).split())


def has_numbers(node: Node) -> bool:
    """Whether an element holds a table with numbers in its cells."""
    return any(True for _ in number_cells(node))


def number_cells(node: Node) -> Iterator[Node]:
    """The table cells that hold nothing but a number."""
    for cell in node.iter("td"):
        if len(cell) < 20 and is_number(text_in(cell)):
            yield cell


def is_amount(text: str) -> bool:
    """Whether a cell's text is nothing but a number, and none that counts columns or lines."""
    return is_number(text) and len(text) >= _FEWEST_DIGITS

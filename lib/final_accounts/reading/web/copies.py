"""What a page holds twice: as it is seen, and hidden by its rules once more, for prints or other screens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from .furniture import is_hidden, is_worth_telling, take_out
from .nodes import Node
from .styles import Display


def drop_copies(root: Node, display: Display) -> Iterator[str]:
    """Take out what the page's rules hide and what stands elsewhere word for word, and tell of both kinds.

    What they hide and is nowhere else may be shown by a click, as tabs are, and stays.
    """
    body = next(root.iter("body"), root)
    unseen = [node for node in body.iter(etree.Element) if is_hidden(node) or display(node) == "none"]
    inside = {child for node in unseen for child in node.iterdescendants()}
    outermost = [node for node in unseen if node not in inside]
    shown = Counter(_pieces(body))
    for node in outermost:
        shown.subtract(_pieces(node))
    hidden = [node for node in outermost if not is_hidden(node)]
    copies = [node for node in hidden if all(shown[piece] > 0 for piece in _pieces(node))]
    told = [node in copies for node in hidden if is_worth_telling(node)]
    for node in copies:
        take_out(node)
    if any(told):
        yield f"网页有{sum(told)}处由样式隐藏的内容与所见的重复，未计入"
    if not all(told):
        yield f"网页有{told.count(False)}处由样式隐藏的内容（如未打开的标签页），已一并读取"


def _pieces(node: Node) -> list[str]:
    """The texts inside an element, without their blanks."""
    return [piece for text in node.itertext() if (piece := "".join(text.split()))]

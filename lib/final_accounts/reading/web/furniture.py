"""What of a saved page is no text: what is hidden, and the site's furniture around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from ...settings import reference
from .nodes import Node, has_numbers, text_in

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|$)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d[\d,，. ]*(?:亿|万)?元|\d\s*[%％]")
_SHORT = 300
"""Characters of a site's head or foot."""
_DATE = re.compile(r"20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_HEADS = 3
_LINKED = 0.3
"""The share of links in a line that leads to other pages."""
_PARTS = re.compile(r"[\W\d_]+")
_NAMED = frozenset({"div", "ul", "ol", "dl", "section", "header", "form", "p", "center"})


def drop_furniture(root: Node) -> Iterator[str]:
    """Take out what is never text, what is hidden, and what is furniture by its name."""
    told = _drop_unseen(root)
    if told:
        yield f"网页有{told}处隐藏的内容，未计入"
    beside = tuple(_words("furniture", "beside"))
    for node in list(root.iter("p", "div", "li", "td", "span", "dd")):
        if text_in(node).startswith(beside) and _link_share(node) >= _LINKED and _is_furniture(node):
            _remove(node)
    words = _words("furniture", "words")
    for node in list(root.iter(*_NAMED)):
        is_named = node.tag == "header" or words & _names(node)
        if is_named and _is_furniture(node) and not _is_table_head(node):
            _remove(node)


def _drop_unseen(root: Node) -> int:
    """Take out what is never text and what is hidden; how much of the latter is worth telling."""
    dropped, roles = _words("dropped", "elements"), _words("dropped", "roles")
    doomed = [
        node
        for node in root.iter(etree.Element)
        if (node.tag in dropped and node is not root) or (node.get("role") or "").lower() in roles
    ]
    hidden = [node for node in root.iter(etree.Element) if node is not root and is_hidden(node)]
    told = [node for node in hidden if is_worth_telling(node)]
    for node in (*doomed, *hidden):
        take_out(node)
    return len(told)


def is_worth_telling(node: Node) -> bool:
    """Whether an element that is left out held figures, or much text."""
    return has_numbers(node) or len(text_in(node)) > 100


def take_out(node: Node) -> None:
    """Take an element out of its page; a table's row is emptied."""
    if node.tag == "tr":
        _empty(node)
    else:
        _remove(node)


def is_hidden(node: Node) -> bool:
    """Whether an element says itself that it is not shown."""
    return (
        node.get("hidden") is not None
        or (node.get("aria-hidden") or "").lower() == "true"
        or _HIDDEN.search(node.get("style") or "") is not None
    )


def _names(node: Node) -> frozenset[str]:
    """The words of an element's class and id."""
    named = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
    return frozenset((*_PARTS.split(named), *named.split()))


def _is_furniture(node: Node) -> bool:
    """Whether an element is short or mostly links, and speaks of amounts in other pages' names alone."""
    text = text_in(node)
    links = [text_in(link) for link in node.iter("a") if link.get("href")]
    own = text
    for link in links:
        own = own.replace(link, "", 1)
    if _AMOUNT.search(own) or has_numbers(node):
        return False
    return len(text) <= _SHORT or len(text) - len(own) >= 0.4 * len(text)


def _is_table_head(node: Node) -> bool:
    """Whether an element holds nothing but the heads of a table, which is called so too."""
    cells = [text for cell in node.iter("td", "th") if (text := text_in(cell))]
    return len(cells) >= _HEADS and "".join(cells) == text_in(node) and not _link_share(node)


def _link_share(node: Node) -> float:
    links = sum(len(text_in(link)) for link in node.iter("a") if link.get("href"))
    return links / max(len(_DATE.sub("", text_in(node))), 1)


def _remove(node: Node) -> None:
    """Take an element out of the tree; the text behind it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
        node.tail = None
    parent.remove(node)


def _empty(row: Node) -> None:
    """Take the texts out of a table's row; cells that span it from above go on counting it."""
    for cell in list(row):
        for child in list(cell):
            cell.remove(child)
        cell.text = None


def is_link_list(node: Node) -> bool:
    """Whether an element is a list of links and no text."""
    links: Sequence[Node] = list(node.iter("a"))
    return len(links) >= (2 if node.tag == "ul" else 3) and _link_share(node) >= 0.7 and _is_furniture(node)


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(reference("web_pages")[table][key])

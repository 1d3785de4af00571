"""A saved web page as a tree: its encoding, and which part of it is the text and not the site around it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from lxml import etree

from ...errors import UnreadableSource
from ...settings import reference
from ..encodings import decode

Node = Any
"""An element of lxml, which has no types."""

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-－−(（]?[\d,，]*\d(?:\.\d+)?%?[)）]?")
_AMOUNT = re.compile(r"\d[\d,，. ]*(?:亿|万)?元|\d\s*[%％]")
_SHORT = 300
"""Characters of a site's head or foot."""
_PARTS = re.compile(r"[\W\d_]+")
_NAMED = frozenset({"div", "ul", "ol", "dl", "section", "header", "form", "p", "center"})
_NESTING = frozenset(
    {
        "body",
        "div",
        "article",
        "section",
        "main",
        "form",
        "center",
        "table",
        "tbody",
        "tr",
        "td",
        "font",
        "span",
    }
)
_MOST = 0.98
"""The share of a page's sentences that its text holds; footers have a sentence at times."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree without what is hidden or no text, the element that holds the text, and remarks."""

    root: Node
    text: Node
    title: str | None
    remarks: tuple[str, ...]


def read_pages(name: str, data: bytes) -> tuple[Page, ...]:
    """The page of an HTML file, or the pages of a mail archive (.mht), in order.

    Raises UnreadableSource, naming `name`, if the encoding is unknown or nothing can be parsed.
    """
    pages = []
    for part in _html_parts(data):
        text, remark = decode(name, part)
        root = _parse(text)
        if root is None:
            continue
        title = _title(root)
        remarks = [remark] if remark else []
        remarks += [*_elsewhere(root), *_drop(root)]
        pages.append(Page(root, _text_of(root), title, tuple(remarks)))
    if not pages:
        raise UnreadableSource(name, "the web page is empty", "save the page anew, or print it to PDF")
    return tuple(pages)


def _html_parts(data: bytes) -> list[bytes]:
    head = data[:4096]
    if head.lstrip().startswith(b"<") or not re.search(rb"^MIME-Version:", head, re.I | re.M):
        return [data]
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    return [cast(bytes, part.get_payload(decode=True)) for part in parts]


def _parse(text: str) -> Node | None:
    """The page's root element, None if it has none. Nothing outside the text is fetched."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff").replace("\x00", ""))
    try:
        return etree.fromstring(plain.encode("utf-8", errors="ignore"), parser)
    except etree.XMLSyntaxError:
        return None


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(reference("web_pages")[table][key])


def text_in(node: Node) -> str:
    """All text inside an element, blanks left out."""
    return "".join("".join(node.itertext()).split())


def _title(root: Node) -> str | None:
    """The page's title: by the state's standard for sites, a headline that <title> repeats, or <title>."""
    for wanted in reference("web_pages")["titles"]["meta"]:
        for node in root.iter("meta"):
            if wanted in (node.get("name"), node.get("property")) and (node.get("content") or "").strip():
                return str(node.get("content")).strip()
    title = " ".join("".join(next(root.iter("title"), etree.Element("title")).itertext()).split())
    for node in root.iter("h1"):
        headline = text_in(node)
        if headline and (headline in "".join(title.split()) or not title):
            return headline
    separators = "".join(reference("web_pages")["titles"]["separators"])
    pieces = [piece.strip() for piece in re.split(f"[{re.escape(separators)}]", title)]
    return max(pieces, key=len) or None


def _elsewhere(root: Node) -> Iterator[str]:
    """What the page refers to and does not hold: files attached to it, and frames."""
    suffixes = tuple(reference("web_pages")["attachments"]["suffixes"])

    def is_file(text: str) -> bool:
        return text.lower().split("?")[0].split("#")[0].endswith(suffixes)

    names = [
        text_in(node)[:60] or "未命名"
        for node in root.iter("a")
        if is_file(node.get("href") or "") or is_file(text_in(node))
    ]
    if names:
        yield f"网页另附文件（{'、'.join(dict.fromkeys(names))}），附件未读取"
    scripts = ("".join(node.itertext()) for node in root.iter("script"))
    if any(len(script) > _SHORT and "万元" in script and "决算" in script for script in scripts):
        yield "网页的脚本里有决算的文字，未读取；可用浏览器打开网页，待内容显示后再另存"
    sources = [
        node.get("src") or node.get("data") or "" for node in root.iter("iframe", "frame", "embed", "object")
    ]
    frames = [
        source[-60:]
        for source in sources
        if source.strip() and not source.startswith(("about:", "javascript:"))
    ]
    if frames:
        yield f"网页有内嵌的框架（{'、'.join(dict.fromkeys(frames))}），其中的内容未读取"


def _drop(root: Node) -> Iterator[str]:
    """Take out what is never text, what is hidden, and what is furniture by its name."""
    dropped, roles = _words("dropped", "elements"), _words("dropped", "roles")
    doomed = [
        node
        for node in root.iter(etree.Element)
        if (node.tag in dropped and node is not root) or (node.get("role") or "").lower() in roles
    ]
    hidden = [node for node in root.iter(etree.Element) if node is not root and _is_hidden(node)]
    told = [node for node in hidden if has_numbers(node) or len(text_in(node)) > 100]
    for node in (*doomed, *hidden):
        if node.tag == "tr":
            _empty(node)
        else:
            _remove(node)
    if told:
        yield f"网页有{len(told)}处隐藏的内容，未计入"
    words = _words("furniture", "words")
    for node in list(root.iter(*_NAMED)):
        if (node.tag == "header" or words & _names(node)) and _is_furniture(node):
            _remove(node)


def _is_hidden(node: Node) -> bool:
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
    """Whether an element is short or mostly links, and speaks of no amounts."""
    text = text_in(node)
    if _AMOUNT.search(text) or has_numbers(node):
        return False
    return len(text) <= _SHORT or _link_share(node) >= 0.4


def _link_share(node: Node) -> float:
    links = sum(len(text_in(link)) for link in node.iter("a"))
    return links / max(len(text_in(node)), 1)


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


def has_numbers(node: Node) -> bool:
    """Whether an element holds a table with numbers in its cells."""
    return any(True for _ in number_cells(node))


def number_cells(node: Node) -> Iterator[Node]:
    """The table cells that hold nothing but a number."""
    for cell in node.iter("td"):
        if len(cell) < 20 and _NUMBER.fullmatch(text_in(cell)):
            yield cell


def _text_of(root: Node) -> Node:
    """The smallest element that holds the page's sentences and all its tables of numbers."""
    body = next(root.iter("body"), root)
    sentences = {node: _own_sentences(node) for node in body.iter(etree.Element)}
    inside: dict[Node, int] = {}
    numbers: dict[Node, int] = {}
    cells = set(number_cells(body))
    for _, node in etree.iterwalk(body, events=("end",), tag=etree.Element):
        inside[node] = sentences[node] + sum(inside.get(child, 0) for child in node)
        numbers[node] = (node in cells) + sum(numbers.get(child, 0) for child in node)
    chosen = body
    while True:
        wide = [
            child
            for child in chosen
            if child.tag in _NESTING
            and inside.get(child, 0) >= _MOST * inside[body]
            and numbers[child] == numbers[body]
        ]
        if not wide or not (inside[body] or numbers[body]):
            break
        chosen = wide[0]
    return _whole(chosen, body)


def _whole(chosen: Node, body: Node) -> Node:
    """Never less than a whole table, nor a single paragraph of a page."""
    for node in [chosen, *chosen.iterancestors()]:
        if node is body:
            break
        if node.tag in {"table", "tbody", "tr", "td"} and not _is_frame(node):
            chosen = node.getparent()
    return chosen


def _is_frame(node: Node) -> bool:
    """Whether a table (or a part of one) only lays out the page: a table stands inside it, or paragraphs."""
    return next(node.iter("p", "div"), None) is not None or len(list(node.iter("table"))) > 1


def _own_sentences(node: Node) -> int:
    """How many characters of sentences stand directly in an element, links left out."""
    if node.tag == "a":
        return 0
    texts = [node.text or "", *(child.tail or "" for child in node)]
    return sum(len(text.strip()) for text in texts if len(text.strip()) >= 8)


def is_link_list(node: Node) -> bool:
    """Whether an element is a list of links and no text."""
    links: Sequence[Node] = list(node.iter("a"))
    return len(links) >= 3 and _link_share(node) >= 0.7 and _is_furniture(node)

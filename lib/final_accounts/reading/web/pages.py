"""A saved web page as a tree: its encoding, and which part of it is the text and not the site around it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from itertools import product
from typing import cast

from lxml import etree

from ...errors import UnreadableSource
from ...settings import reference
from ..encodings import decode
from ..traditional import in_simplified
from .boxes import as_tables
from .copies import drop_copies
from .furniture import drop_furniture, is_hidden
from .nodes import Node, number_cells, text_in
from .styles import displays
from .tables import is_layout

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
_NO_PAGE = ("about:", "javascript:", "cid:", "data:")
"""Addresses of frames that hold nothing, or that a mail archive holds itself."""
_UNSEEN = frozenset(product(("0", "1"), repeat=2))
_LONG = 300
"""Characters of a script that more than names the page."""
_MOST = 0.98
"""The share of a page's sentences that its text holds; footers have a sentence at times."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree without what is hidden or no text, the element that holds the text, remarks, and the
    pictures that a mail archive holds with it, by address."""

    root: Node
    text: Node
    title: str | None
    remarks: tuple[str, ...]
    pictures: Mapping[str, bytes]


def read_pages(name: str, data: bytes) -> tuple[Page, ...]:
    """The page of an HTML file, or the pages of a mail archive (.mht), in order.

    Raises UnreadableSource, naming `name`, if the encoding is unknown or nothing can be parsed.
    """
    pages = []
    parts, pictures = _parts(data)
    for part in parts:
        printed, remark = decode(name, part)
        text, converted = in_simplified(printed)
        root = _parse(text)
        if root is None:
            continue
        display = displays(root)
        remarks = [*(told for told in (remark, converted) if told), *drop_copies(root, display)]
        as_tables(root, display)
        title = _title(root)
        remarks += [*_elsewhere(root), *drop_furniture(root)]
        pages.append(Page(root, _text_of(root), title, tuple(remarks), pictures))
    if not pages:
        raise UnreadableSource(name, "the web page is empty", "save the page anew, or print it to PDF")
    return tuple(pages)


def _parts(data: bytes) -> tuple[list[bytes], dict[str, bytes]]:
    """The pages of a file, and the pictures that a mail archive holds besides."""
    head = data[:4096]
    if head.lstrip().startswith(b"<") or not re.search(rb"^MIME-Version:", head, re.I | re.M):
        return [data], {}
    pages, pictures = [], {}
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        if part.get_content_type() == "text/html":
            pages.append(cast(bytes, part.get_payload(decode=True)))
        elif part.get_content_maintype() == "image":
            for address in _addresses(part):
                pictures[address] = cast(bytes, part.get_payload(decode=True))
    return pages, pictures


def _addresses(part: Message) -> Iterator[str]:
    """The addresses by which the pages of a mail archive name another part of it."""
    if part["Content-Location"]:
        yield str(part["Content-Location"]).strip()
    if part["Content-ID"]:
        yield "cid:" + str(part["Content-ID"]).strip(" <>")


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
    if any(len(script) > _LONG and "万元" in script and "决算" in script for script in scripts):
        yield "网页的脚本里有决算的文字，未读取；可用浏览器打开网页，待内容显示后再另存"
    frames = [
        source[-60:]
        for node in root.iter("iframe", "frame", "embed", "object")
        if (source := (node.get("src") or node.get("data") or "").strip())
        and not source.startswith(_NO_PAGE)
        and not is_hidden(node)
        and (node.get("width"), node.get("height")) not in _UNSEEN
    ]
    if frames:
        yield f"网页有内嵌的框架（{'、'.join(dict.fromkeys(frames))}），其中的内容未读取"


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
        if node.tag == "table" and not is_layout(node):
            chosen = node.getparent()
    return chosen


def _own_sentences(node: Node) -> int:
    """How many characters of sentences stand directly in an element, links left out."""
    if node.tag == "a":
        return 0
    texts = [node.text or "", *(child.tail or "" for child in node)]
    return sum(len(text.strip()) for text in texts if len(text.strip()) >= 8)

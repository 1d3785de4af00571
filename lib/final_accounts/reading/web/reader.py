"""Saved web pages (.html, .htm, .mht): the page's own text as paragraphs, tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ...documents import Cell, Document, Source
from ...errors import UnreadableSource
from ...places import Place
from ...settings import reference
from ..block_making import BlockMaker
from ..grids import Position, add_grid
from ..lines import PrintedLine, is_numbered, tidy
from ..pasted import pasted_blocks, with_cut_sentences
from ..pictures.inserted import with_pictures_read
from .furniture import is_link_list
from .images import SOURCES, content_of, saved_beside
from .nodes import Node
from .pages import Page, read_pages
from .tables import below, goes_below, grid_of, is_head, is_layout

_BLOCKS = frozenset(reference("web_pages")["structure"]["blocks"])
_LISTS = frozenset({"ul", "ol", "dl", "div"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INDENT = re.compile(r"[ \t\r\n]*[\u3000\u2002\u2003\xa0]{2,}")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ICON = 40
"""Pictures not larger than this, in pixels, are signs of the page."""


def read_html(source: Source) -> Document:
    """The document in `source.path`: what the page says, without the site around it and what is hidden.

    Numbers in attributes are no text. Nothing that the page refers to is fetched. Raises
    UnreadableSource if the encoding is unknown or the page holds no text.
    """
    maker = BlockMaker()
    remarks: list[str] = []
    for page in read_pages(source.name, source.path.read_bytes()):
        _Walk(source.name, maker, saved_beside(source.path)).page(page)
        remarks.extend(page.remarks)
    if not maker.blocks:
        raise UnreadableSource(
            source.name,
            "the web page holds no text of its own",
            "save what it shows (a frame, an attachment) and give that file",
        )
    document = Document(source, tuple(maker.blocks), tuple(dict.fromkeys(remarks)))
    return with_pictures_read(document, maker.pictures)


@dataclass(slots=True)
class _Walk:
    """One pass over a page: text gathers in lines, lines in paragraphs, until a table comes."""

    name: str
    maker: BlockMaker
    beside: Mapping[str, Path]
    """Pictures saved beside the page, by name."""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that the page's mail archive holds, by address."""
    lines: list[PrintedLine] = field(default_factory=list)
    head: dict[Position, Cell] = field(default_factory=dict)
    """A table of heads alone: some pages print the rows under it in a table of their own."""

    def page(self, page: Page) -> None:
        self.parts = page.pictures
        own = "".join(tidy(text) for text in page.text.itertext())
        if page.title and "".join(page.title.split()) not in "".join(own.split()):
            self.lines.append(PrintedLine(page.title, starts_paragraph=True, style="heading"))
        self._read(page.text)
        self._end_lines()
        self._end_head()

    def _read(self, node: Node) -> None:
        for piece in _flow(node):
            if isinstance(piece, PrintedLine):
                self.lines.append(piece)
            elif piece.tag == "img":
                self._end_lines()
                self._end_head()
                self.maker.picture(data=content_of(piece, self.beside, self.parts))
            else:
                self._table(piece)

    def _table(self, table: Node) -> None:
        self._end_lines()
        inner: list[Node] = []

        def text_of(cell: Node) -> str:
            pieces = list(_flow(cell))
            inner.extend(piece for piece in pieces if not isinstance(piece, PrintedLine))
            lines = (tidy(piece.text) for piece in pieces if isinstance(piece, PrintedLine))
            return "\n".join(line for line in lines if line)

        caption = next(table.iterchildren("caption"), None)
        if caption is not None:
            self._read(caption)
            self._end_lines()
        grid = grid_of(table, text_of)
        if goes_below(self.head, grid):
            grid = below(self.head, grid)
            self.head = {}
        self._end_head()
        self.head = grid
        if inner or not is_head(grid):
            self._end_head()
        for piece in inner:
            if piece.tag == "img":
                self.maker.picture(data=content_of(piece, self.beside, self.parts))
            else:
                self._table(piece)

    def _end_head(self) -> None:
        add_grid(self.maker, self.name, self.head, lambda _: Place())
        self.head = {}

    def _end_lines(self) -> None:
        pasted = pasted_blocks([line.text for line in self.lines])
        if pasted:
            self._end_head()
            self.maker.take(pasted)
        elif any(tidy(line.text) for line in self.lines):
            self._end_head()
            self.maker.paragraphs(with_cut_sentences(self.lines))
        self.lines.clear()


def _flow(top: Node) -> Iterator[PrintedLine | Node]:
    """The lines, tables and pictures of an element, in order. Tables that lay out the page are opened.

    Without recursion: how deep elements are nested is the page's choice.
    """
    line = _Line()
    walk = etree.iterwalk(top, events=("start", "end"), tag=etree.Element)
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if tag in _BLOCKS:
                yield from line.end()
                line.begin("heading" if tag in _HEADINGS else None)
            if tag == "br":
                yield from line.end()
            elif tag == "sup" and line.ends_in_digit and _text(node).strip().isdigit():
                # A note's number raised behind an amount is none of its digits.
                walk.skip_subtree()
            elif tag == "img" and _is_picture(node):
                yield node
            elif node is not top and tag == "table" and not is_layout(node):
                yield node
                walk.skip_subtree()
            elif node is not top and tag in _LISTS and is_link_list(node):
                walk.skip_subtree()
            else:
                line.add(_list_number(node) + (node.text or ""), tag == "pre")
        else:
            if tag in _BLOCKS:
                yield from line.end()
                line.begin(None)
            if node is not top:
                parent = node.getparent()
                line.add(node.tail or "", parent is not None and parent.tag == "pre")
    yield from line.end()


@dataclass(slots=True)
class _Line:
    """The line that is being gathered."""

    text: str = ""
    first: bool = True
    style: str | None = None

    @property
    def ends_in_digit(self) -> bool:
        return self.text.rstrip()[-1:].isdigit()

    def add(self, text: str, as_written: bool = False) -> None:
        self.text += text if as_written else _BLANKS.sub(" ", text)

    def begin(self, style: str | None) -> None:
        self.first, self.style = True, style

    def end(self) -> Iterator[PrintedLine]:
        """The line as it stands; what follows a line break goes on in the paragraph unless indented."""
        for text in self.text.splitlines() or [""]:
            if text.strip():
                starts = True if self.first or _INDENT.match(text) else None
                yield PrintedLine(text, starts_paragraph=starts, style=self.style)
                self.first = False
        self.text = ""


def _text(node: Node) -> str:
    return "".join(node.itertext())


def _list_number(node: Node) -> str:
    """The number that a browser puts before an item of a numbered list."""
    parent = node.getparent()
    if node.tag != "li" or parent is None or parent.tag != "ol" or is_numbered(_text(node).strip()):
        return ""
    start = (parent.get("start") or "1").strip()
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    return f"{first + sum(1 for _ in node.itersiblings('li', preceding=True))}. "


def _is_picture(node: Node) -> bool:
    sizes: Iterable[str] = (node.get(name) or "" for name in ("width", "height"))
    small = [int(size) <= _ICON for size in sizes if size.isascii() and size.isdigit() and len(size) < 6]
    return any(node.get(name) for name in SOURCES) and not any(small)

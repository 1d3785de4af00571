"""Word documents (.docx): paragraphs, tables, and the numbers behind native charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...documents import Block, Document, Paragraph, Picture, Segment, Source
from ...errors import UnreadableSource
from ...places import Place
from ..office.charts import read_chart
from ..office.ooxml import (
    Element,
    Package,
    PackageLimits,
    Relation,
    attribute,
    children,
    first,
    name_of,
    open_package,
    value_at,
)
from .hidden import drop_hidden, read_shown
from .styles import Numbering, Style, is_heading_level, read_numbering, read_styles
from .tables import is_layout, layout_cells, read_table
from .text import Inline, paragraphs_of, read_inline, shown_alternative, without_typing_spaces

_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})


def read_docx(source: Source, limits: PackageLimits | None = None) -> Document:
    """The document in `source.path`, blocks in reading order; no pages, for Word files have none.

    Tracked insertions are taken, deletions dropped, automatic numbers written out. Text boxes, nested
    tables and notes follow the paragraph or table that holds them. Raises UnreadableSource if the file
    is encrypted, damaged, suspiciously large, or no Word document.
    """
    package = open_package(source.path, source.name, limits)
    with package.archive:
        reading = _open(package)
        body = first(reading.root, "w:body")
        if body is None:
            raise UnreadableSource(source.name, "the Word document has no body", "save it anew in Word")
        reading.read(body)
    return Document(source, tuple(reading.blocks), tuple(reading.remarks))


def _open(package: Package) -> _Reading:
    found = [r.target for r in package.relations("").values() if r.kind == "officeDocument"]
    if not found or found[0] not in package or found[0].startswith(("xl/", "ppt/")):
        raise UnreadableSource(package.name, "this is no Word document", "check what the file really is")
    part = found[0]
    relations = package.relations(part)
    beside = {r.kind: r.target for r in relations.values() if not r.external and r.target in package}
    notes: dict[tuple[str, str], Element] = {
        (kind, attribute(note, "w:id") or ""): note
        for kind in ("footnotes", "endnotes")
        if kind in beside
        for note in package.xml(beside[kind])
        if attribute(note, "w:type") in {None, "normal"}
    }
    style_part = package.xml(beside["styles"]) if "styles" in beside else None
    root, shown = package.xml(part), read_shown(style_part)
    white = sum(drop_hidden(shown_part, shown) for shown_part in (root, *notes.values()))
    remarks = [f"文档有{white}处白底白字的数字，看不见，未计入"] if white else []
    numbering = read_numbering(package.xml(beside["numbering"]) if "numbering" in beside else None)
    return _Reading(package, root, relations, read_styles(style_part), numbering, notes, remarks=remarks)


@dataclass(slots=True)
class _Reading:
    """One pass over a document's body, collecting its blocks."""

    package: Package
    root: Element
    relations: dict[str, Relation]
    styles: dict[str, Style]
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    blocks: list[Block] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def read(self, container: Element) -> None:
        carried = Inline()
        for element in self._flow(container):
            if name_of(element) == "w:tbl":
                self._tables(element)
                continue
            inline = read_inline(element)
            inline = Inline(
                carried.text + inline.text,
                carried.drawings + inline.drawings,
                carried.notes + inline.notes,
            )
            carried = Inline()
            if _mark_is_deleted(element):
                carried = inline
            else:
                self._paragraph(element, inline)
        if carried.text or carried.drawings:
            self._emit(carried.text, None)
            self._attached(carried)

    def _flow(self, container: Element) -> Iterator[Element]:
        """The paragraphs and tables of a container, through the wrappers around them."""
        for child in container:
            name = name_of(child)
            if name in {"w:p", "w:tbl"}:
                yield child
            elif name in _WRAPPERS:
                yield from self._flow(child)
            elif name == "mc:AlternateContent":
                chosen = shown_alternative(child)
                if chosen is not None:
                    yield from self._flow(chosen)
            elif name == "w:altChunk":
                self.remarks.append("文档内嵌了另一份文件（altChunk），其内容未读取")

    def _next(self, kind: str) -> int:
        self.counts[kind] = self.counts.get(kind, -1) + 1
        return self.counts[kind]

    def _paragraph(self, element: Element, inline: Inline) -> None:
        self._emit(self._label(element) + inline.text.lstrip(" "), self._role(element))
        self._attached(inline)

    def _emit(self, text: str, role: str | None) -> None:
        for piece in paragraphs_of(without_typing_spaces(text)):
            segments = (Segment(0, len(piece)),)
            self.blocks.append(Paragraph(self._next("paragraph"), piece, segments, role))

    def _style(self, element: Element) -> Style:
        return self.styles.get(value_at(element, "w:pPr", "w:pStyle") or "", Style())

    def _role(self, element: Element) -> str | None:
        role = self._style(element).role
        if role is None and is_heading_level(value_at(element, "w:pPr", "w:outlineLvl")):
            return "heading"
        return role

    def _label(self, element: Element) -> str:
        style = self._style(element)
        own = value_at(element, "w:pPr", "w:numPr", "w:numId")
        level = value_at(element, "w:pPr", "w:numPr", "w:ilvl")
        if level is None and own is None:
            level = style.level
        at = int(level) if level is not None and level.isdecimal() else 0
        return self.numbering.label(style.numbering if own is None else own, at)

    def _tables(self, element: Element) -> None:
        """A table, or what stands in the cells of one that only lays out the page."""
        if is_layout(element):
            for cell in layout_cells(element):
                self.read(cell)
        else:
            self._table(element)

    def _table(self, element: Element) -> None:
        index = self._next("table")
        inner: list[Element] = []
        aside = Inline()

        def text_of(cell: Element) -> str:
            lines = [""]
            for child in self._flow(cell):
                if name_of(child) == "w:tbl":
                    inner.append(child)
                    continue
                inline = read_inline(child)
                aside.drawings.extend(inline.drawings)
                aside.notes.extend(inline.notes)
                lines[-1] += self._label(child) + inline.text
                if not _mark_is_deleted(child):
                    lines.append("")
            text = without_typing_spaces("\n".join(lines))
            printed = (line.strip() for line in text.replace("\f", "\n").split("\n"))
            return "\n".join(line for line in printed if line)

        table = read_table(element, index, text_of)
        if table.rows:
            self.blocks.append(table)
        self._attached(aside)
        for nested in inner:
            self._tables(nested)

    def _attached(self, inline: Inline) -> None:
        """What hangs on a paragraph or table: charts, pictures, text boxes, then notes."""
        for drawing in inline.drawings:
            self._drawing(drawing)
        for key in inline.notes:
            note = self.notes.pop(key, None)
            if note is not None:
                self.read(note)

    def _here(self) -> Place:
        """The paragraph read last: drawings have no other place in a Word file."""
        return Place(paragraph=self.counts.get("paragraph"))

    def _drawing(self, element: Element) -> None:
        for child in element:
            name = name_of(child)
            if name == "c:chart":
                self._chart(attribute(child, "r:id") or "")
            elif name in {"pic:pic", "v:imagedata"}:
                self.blocks.append(Picture(self._next("picture"), self._here()))
            elif name == "w:txbxContent":
                self.read(child)
            elif name == "mc:AlternateContent":
                chosen = shown_alternative(child)
                if chosen is not None:
                    self._drawing(chosen)
            else:
                self._drawing(child)

    def _chart(self, relation_id: str) -> None:
        relation = self.relations.get(relation_id)
        if relation is None or relation.external or relation.target not in self.package:
            self.remarks.append("有一张图表的数据部件缺失，未能读取")
            self.blocks.append(Picture(self._next("picture"), self._here()))
            return
        chart = read_chart(self.package.xml(relation.target), self._next("chart"), self._here())
        if not any(value is not None for series in chart.series for value in series.values):
            self.remarks.append(f"第{chart.index + 1}张图表没有保存数值")
        self.blocks.append(chart)


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change deletes the paragraph's end, which joins it to the next one."""
    return next(children(first(paragraph, "w:pPr", "w:rPr"), "w:del"), None) is not None

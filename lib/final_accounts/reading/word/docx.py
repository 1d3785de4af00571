"""Word documents (.docx): paragraphs, tables, and the numbers behind native charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from ...documents import Block, Document, Paragraph, Segment, Source, Table
from ...errors import UnreadableSource
from ..block_making import BlockMaker, exchange
from ..lines import PrintedLine, join_lines
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
from ..pasted import pasted_blocks, with_cut_sentences
from ..pictures.inserted import with_pictures_read
from .charts import chart_remarks, shown_chart
from .embedded import embedded_document, shown_workbook
from .hidden import drop_hidden, may_hide, read_shown
from .sections import put_heads_into_text
from .styles import Numbering, Style, is_heading_level, read_numbering, read_styles
from .tables import WRAPPERS, is_layout, layout_cells, read_table
from .text import Inline, paragraphs_of, read_inline, shown_alternative, without_typing_spaces

_NOTES = ("footnotes", "endnotes")
_PRINTED = ("styles", *_NOTES)
"""The parts beside the text that say what is printed, and how."""


def read_docx(source: Source, limits: PackageLimits | None = None, depth: int = 0) -> Document:
    """The document in `source.path`, blocks in reading order; no pages, for Word files have none.

    Tracked insertions are taken, deletions dropped, automatic numbers written out. Text boxes, nested
    tables, notes and embedded files follow the paragraph or table that holds them; `depth` is how many Word
    files this one is embedded in. Raises UnreadableSource if the file
    is encrypted, damaged, suspiciously large, or no Word document.
    """
    package = open_package(source.path, source.name, limits)
    with package.archive:
        reading = _open(package)
        reading.depth = depth
        body = first(reading.root, "w:body")
        if body is None:
            raise UnreadableSource(source.name, "the Word document has no body", "save it anew in Word")
        put_heads_into_text(body, reading.header)
        reading.read(body)
    if reading.objects:
        reading.remarks.append(
            f"文档内嵌了{reading.objects}个工作簿，按各自显示的工作表读取；文档里看到的是插入时的图，请核对"
        )
    document = Document(source, tuple(reading.blocks()), tuple(reading.remarks))
    return with_pictures_read(document, reading.maker.pictures)


def _open(package: Package) -> _Reading:
    found = [r.target for r in package.relations("").values() if r.kind == "officeDocument"]
    if not found or found[0] not in package or found[0].startswith(("xl/", "ppt/")):
        raise UnreadableSource(package.name, "this is no Word document", "check what the file really is")
    part = found[0]
    relations = package.relations(part)
    beside = {r.kind: r.target for r in relations.values() if not r.external and r.target in package}
    parts = {kind: package.xml(beside[kind]) for kind in (*_PRINTED, "numbering") if kind in beside}
    root, shown = package.xml(part), read_shown(parts.get("styles"))
    notes: dict[tuple[str, str], Element] = {
        (kind, attribute(note, "w:id") or ""): note
        for kind in _NOTES
        for note in parts.get(kind, ())
        if attribute(note, "w:type") in {None, "normal"}
    }
    printed = [part, *(beside[kind] for kind in _PRINTED if kind in beside)]
    looked_through = (root, *notes.values()) if may_hide(package, printed) else ()
    white = sum(drop_hidden(holder, shown) for holder in looked_through)
    remarks = [f"文档有{white}处白底白字的数字，看不见，未计入"] if white else []
    numbering = read_numbering(parts.get("numbering"))
    styles = read_styles(parts.get("styles"))
    return _Reading(package, root, relations, styles, numbering, notes, remarks=remarks)


@dataclass(slots=True)
class _Reading:
    """One pass over a document's body, collecting its blocks."""

    package: Package
    root: Element
    relations: dict[str, Relation]
    styles: dict[str, Style]
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    maker: BlockMaker = field(default_factory=BlockMaker)
    remarks: list[str] = field(default_factory=list)
    depth: int = 0
    """How many documents this one is embedded in."""
    objects: int = 0
    typed: list[tuple[int, list[tuple[str, int]]]] = field(default_factory=list)
    """Runs of lines with nothing between them: the block that each begins at, and its lines with how many
    paragraphs each made."""
    typed_to: int = 0
    """The block behind the last line read."""

    def read(self, container: Element) -> None:
        carried = Inline()
        for element in self._flow(container):
            if name_of(element) != "w:p":
                self._inserted(element)
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
        """The paragraphs, tables and embedded documents of a container, through the wrappers around them."""
        for child in container:
            name = name_of(child)
            if name in {"w:p", "w:tbl", "w:altChunk"}:
                yield child
            elif name in WRAPPERS:
                yield from self._flow(child)
            elif name == "mc:AlternateContent":
                chosen = shown_alternative(child)
                if chosen is not None:
                    yield from self._flow(chosen)

    def _paragraph(self, element: Element, inline: Inline) -> None:
        self._emit(self._label(element) + inline.text.lstrip(" "), self._role(element))
        self._attached(inline)

    def blocks(self) -> list[Block]:
        """What was read, with pasted text as a text has it and sentences cut by paragraphs whole again."""
        blocks = self.maker.blocks
        for start, lines in reversed(self.typed):
            end = start + sum(paragraphs for _, paragraphs in lines)
            others = pasted_blocks([text for text, _ in lines]) or _rejoined(blocks[start:end])
            if len(others) != end - start:
                blocks = exchange(blocks, start, end, others)
        return blocks

    def _emit(self, text: str, role: str | None) -> None:
        start = len(self.maker.blocks)
        for piece in paragraphs_of(without_typing_spaces(text)):
            segments = (Segment(0, len(piece)),)
            self.maker.blocks.append(Paragraph(self.maker.next_index(Paragraph), piece, segments, role))
        if not self.typed or start != self.typed_to:
            self.typed.append((start, []))
        self.typed_to = len(self.maker.blocks)
        self.typed[-1][1].append((text, self.typed_to - start))

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

    def _inserted(self, element: Element) -> None:
        """A table, what stands in the cells of one that only lays out the page, or an embedded document."""
        if name_of(element) == "w:altChunk":
            part = self._part(attribute(element, "r:id") or "")
            inner = None if part is None else self._embedded(self.package.data(part))
            if not self._take(inner):
                self.remarks.append("文档内嵌了另一份文件（altChunk），其内容未能读取")
        elif is_layout(element):
            for cell in layout_cells(element):
                self.read(cell)
        else:
            self._table(element)

    def _table(self, element: Element) -> None:
        index = self.maker.next_index(Table)
        inner: list[Element] = []
        aside = Inline()

        def text_of(cell: Element) -> str:
            lines = [""]
            for child in self._flow(cell):
                if name_of(child) != "w:p":
                    inner.append(child)
                    continue
                inline = read_inline(child)
                aside.drawings.extend(inline.drawings)
                aside.notes.extend(inline.notes)
                lines[-1] += self._label(child) + inline.text
                if not _mark_is_deleted(child):
                    lines.append("")
            text = without_typing_spaces("\n".join(lines[:-1] if not lines[-1] else lines))
            return "\n".join(line.strip() for line in text.replace("\f", "\n").split("\n"))

        table = read_table(element, index, text_of)
        if table.rows:
            self.maker.blocks.append(table)
        self._attached(aside)
        for nested in inner:
            self._inserted(nested)

    def _attached(self, inline: Inline) -> None:
        """What hangs on a paragraph or table: charts, pictures, text boxes, then notes."""
        for drawing in inline.drawings:
            self._drawing(drawing)
        for key in inline.notes:
            note = self.notes.pop(key, None)
            if note is not None:
                self.read(note)

    def header(self, relation_id: str) -> Element | None:
        """The root of a section's running head, None if the file does not hold it."""
        part = self._part(relation_id)
        return None if part is None else self.package.xml(part)

    def _part(self, relation_id: str) -> str | None:
        """The part that a relation names, None if it is not in the file."""
        relation = self.relations.get(relation_id)
        if relation is None or relation.external or relation.target not in self.package:
            return None
        return relation.target

    def _embedded(self, data: bytes) -> Document | None:
        return embedded_document(
            self.package.name, data, self.depth, partial(read_docx, depth=self.depth + 1)
        )

    def _take(self, inner: Document | None) -> bool:
        """Whether an embedded document holds anything; its blocks and remarks are taken."""
        if inner is None or not inner.blocks:
            return False
        self.maker.take(inner.blocks)
        self.remarks.extend(inner.remarks)
        return True

    def _object(self, element: Element) -> bool:
        """Whether an object shows a workbook, whose shown sheet is taken instead of its picture."""
        for child in children(element, "o:OLEObject"):
            part = None if child.get("DrawAspect") == "Icon" else self._part(attribute(child, "r:id") or "")
            if part and self._take(shown_workbook(self.package.name, self.package.data(part))):
                self.objects += 1
                return True
        return False

    def _drawing(self, element: Element) -> None:
        if name_of(element) == "w:object" and self._object(element):
            return
        for child in element:
            name = name_of(child)
            if name == "c:chart":
                self._chart(attribute(child, "r:id") or "")
            elif name in {"pic:pic", "v:imagedata"}:
                self._picture(child)
            elif name == "w:txbxContent":
                self.read(child)
            elif name == "mc:AlternateContent":
                chosen = shown_alternative(child)
                if chosen is not None:
                    self._drawing(chosen)
            else:
                self._drawing(child)

    def _picture(self, element: Element) -> None:
        blip = first(element, "pic:blipFill", "a:blip")
        named = attribute(element, "r:id") if blip is None else attribute(blip, "r:embed")
        part = self._part(named or "")
        self.maker.picture(data=None if part is None else self.package.data(part))

    def _chart(self, relation_id: str) -> None:
        part = self._part(relation_id)
        if part is None:
            self.remarks.append("有一张图表的数据部件缺失，未能读取")
            self.maker.picture()
            return
        chart = self.maker.chart(partial(shown_chart, self.package, part, place=self.maker.here))
        self.remarks.extend(chart_remarks(self.package, part, chart))


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change deletes the paragraph's end, which joins it to the next one."""
    return next(children(first(paragraph, "w:pPr", "w:rPr"), "w:del"), None) is not None


def _rejoined(paragraphs: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of a run, those joined that go on in mid-sentence."""
    lines = [
        PrintedLine(block.text, starts_paragraph=True, style=block.style)
        for block in paragraphs
        if isinstance(block, Paragraph)
    ]
    return join_lines(with_cut_sentences(lines))

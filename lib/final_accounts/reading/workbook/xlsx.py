"""Workbooks (.xlsx, .xlsm): what each visible sheet shows, as paragraphs, tables and native charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from ...documents import Document, Source
from ...errors import UnreadableSource
from ...places import Place
from ..block_making import BlockMaker
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
)
from .results import Results
from .sheets import Sheet, add_sheet
from .xlsx_cells import CellFormats, merged_range, read_formats, read_shared_strings, read_sheet

_SHOWN_STATES = frozenset({None, "visible"})


def read_xlsx(source: Source, limits: PackageLimits | None = None, as_object: bool = False) -> Document:
    """The document in `source.path`: sheets in order, texts as printed, no pages.

    Hidden sheets, rows and columns are left out and told in a remark; of a formula the value saved in
    the file is taken, else what LibreOffice computes, and a remark names each that has none. Macros are
    not run, links not followed. Of a workbook that is an object in a Word file (`as_object`) only what the
    object shows is read.
    Raises UnreadableSource if the file is encrypted, damaged, suspiciously large, or no workbook.
    """
    package = open_package(source.path, source.name, limits)
    with package.archive:
        reading = _open(package)
        reading.results = Results(source, "xlsx", stored_sheets)
        if as_object:
            reading.show_object()
        for name, state, relation in reading.sheets():
            reading.read(name, state, relation)
    return Document(source, tuple(reading.maker.blocks), tuple(reading.remarks))


def stored_sheets(source: Source) -> dict[str, Sheet]:
    """Each sheet with what its cells hold, whatever their formats show. Raises as `read_xlsx`."""
    package = open_package(source.path, source.name)
    with package.archive:
        reading, plain = _open(package), read_formats(None, False)
        return {
            name: read_sheet(package, relation.target, name, plain, reading.strings)[0]
            for name, _, relation in reading.sheets()
            if relation is not None and relation.kind == "worksheet" and relation.target in package
        }


def _open(package: Package) -> _Reading:
    found = [r.target for r in package.relations("").values() if r.kind == "officeDocument"]
    if not found or found[0] not in package or not found[0].endswith(".xml"):
        raise UnreadableSource(package.name, "this is no Excel workbook", "check what the file really is")
    book = package.xml(found[0])
    if name_of(book) != "s:workbook":
        raise UnreadableSource(package.name, "this is no Excel workbook", "check what the file really is")
    relations = package.relations(found[0])
    beside = {r.kind: r.target for r in relations.values() if not r.external and r.target in package}
    date1904 = attribute_of(book, "s:workbookPr", "date1904") in {"1", "true"}
    formats = read_formats(package.xml(beside["styles"]) if "styles" in beside else None, date1904)
    strings = read_shared_strings(package, beside["sharedStrings"]) if "sharedStrings" in beside else []
    reading = _Reading(package, book, relations, formats, strings)
    reading.to_compute = attribute_of(book, "s:calcPr", "fullCalcOnLoad") in {"1", "true"}
    if "vbaProject" in {r.kind for r in relations.values()}:
        reading.remarks.append("工作簿含有宏，未运行")
    if "externalLink" in {r.kind for r in relations.values()}:
        reading.remarks.append("工作簿引用了别的文件，未跟随；引用处采用文件中保存的值")
    return reading


def attribute_of(root: Element, child: str, name: str) -> str | None:
    """An attribute of the first child of that name."""
    found = first(root, child)
    return None if found is None else attribute(found, name)


@dataclass(slots=True)
class _Reading:
    """One pass over a workbook's sheets."""

    package: Package
    book: Element
    relations: dict[str, Relation]
    formats: CellFormats
    strings: list[str]
    maker: BlockMaker = field(default_factory=BlockMaker)
    remarks: list[str] = field(default_factory=list)
    shown: int | None = None
    """The one sheet that is read, all of them if None, and which part of it."""
    window: tuple[int, int, int, int] | None = None
    results: Results | None = None
    to_compute: bool = False
    """Whether the file asks for its formulas to be computed when it is opened."""

    def show_object(self) -> None:
        """Read only the sheet that lay in front when the workbook was saved, within its window."""
        view = first(self.book, "s:bookViews", "s:workbookView")
        active = "0" if view is None else attribute(view, "activeTab") or "0"
        self.shown = int(active) if active.isdecimal() and len(active) < 5 else 0
        window = attribute_of(self.book, "s:oleSize", "ref") or ""
        self.window = next(iter(merged_range(window if ":" in window else f"{window}:{window}")), None)

    def sheets(self) -> Iterator[tuple[str, str | None, Relation | None]]:
        for at, sheet in enumerate(children(first(self.book, "s:sheets"), "s:sheet")):
            if self.shown not in {None, at}:
                continue
            relation = self.relations.get(attribute(sheet, "r:id") or "")
            yield attribute(sheet, "name") or "", attribute(sheet, "state"), relation

    def read(self, name: str, state: str | None, relation: Relation | None) -> None:
        if relation is None or relation.external or relation.target not in self.package:
            self.remarks.append(f"工作表“{name}”的内容在文件中缺失，未能读取")
            return
        if relation.kind == "worksheet":
            sheet, drawing = read_sheet(self.package, relation.target, name, self.formats, self.strings)
        elif relation.kind == "chartsheet":
            sheet, drawing = Sheet(name), attribute_of(self.package.xml(relation.target), "s:drawing", "r:id")
        else:
            return
        if self.to_compute:
            sheet.forget_noughts()
        if self.window is not None:
            sheet.keep_window(self.window)
        if state not in _SHOWN_STATES:
            if any(text.strip() for text in sheet.texts.values()):
                self.remarks.append(f"工作表“{name}”是隐藏的，未计入")
            return
        if self.results is not None:
            self.remarks.extend(self.results.fill(sheet))
        self.remarks.extend(add_sheet(self.maker, self.package.name, sheet))
        if drawing is not None:
            self._drawing(name, relation.target, drawing)

    def _drawing(self, sheet: str, part: str, relation_id: str) -> None:
        """The charts and pictures that lie on a sheet."""
        drawing = self.package.relations(part).get(relation_id)
        if drawing is None or drawing.external or drawing.target not in self.package:
            return
        place = Place(sheet=sheet)
        for relation in self.package.relations(drawing.target).values():
            if relation.external or relation.target not in self.package:
                continue
            if relation.kind == "image":
                self.maker.picture(place)
            elif relation.kind == "chart":
                chart = self.maker.chart(partial(read_chart, self.package.xml(relation.target), place=place))
                if not any(value is not None for series in chart.series for value in series.values):
                    self.remarks.append(f"工作表“{sheet}”的第{chart.index + 1}张图表没有保存数值")

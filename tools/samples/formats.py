"""One account through every format and disturbance in which reports are published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from .blocks import Block, Sheet, blocks_of, excerpt, forms_only, narrative_only
from .fonts import register_fonts
from .ofd import write_ofd
from .publishing import cell_lines, markdown, plain_text, web_page, write_one_sheet, write_xls, write_xlsx
from .scanning import Scanner, pictured, scanned
from .search_text import misreading, searchable
from .specimens import Specimen, TableLook
from .typeset import typeset
from .word import word_account

SCREEN = 120
"""Dots an inch of pages that were photographed off a screen."""

Part = Callable[[Specimen], Specimen]
Write = Callable[[Specimen, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to publish an account: the endings of its files (a report may be several), which part of the
    account it can hold or is tried on, and what writes each file."""

    suffixes: tuple[str, ...]
    write: tuple[Write, ...]
    part: Part = lambda specimen: specimen

    def publish(self, specimen: Specimen, stem: Path) -> list[Path]:
        """Write the part of the account that the format holds; the paths of its files."""
        paths = [stem.with_name(stem.name + suffix) for suffix in self.suffixes]
        for path, write in zip(paths, self.write, strict=True):
            write(self.part(specimen), path)
        return paths


def _pdf(**changes: object) -> Format:
    """A PDF whose look is the account's own but for these changes."""

    def write(specimen: Specimen, path: Path) -> None:
        register_fonts(specimen.characters())
        look = replace(specimen.look, **changes)  # type: ignore[arg-type]
        path.write_bytes(typeset(replace(specimen, look=look)))

    return Format((".pdf",), (write,))


def _write_ofd(specimen: Specimen, path: Path) -> None:
    register_fonts(specimen.characters())
    write_ofd(typeset(specimen), path)


def _scan(
    scanner: Scanner,
    part: Part,
    scan: Callable[[Path, Path, Sequence[int], Scanner], Path] = scanned,
    suffix: str = ".pdf",
    **changes: object,
) -> Format:
    def write(specimen: Specimen, path: Path) -> None:
        with TemporaryDirectory() as folder:
            printed = Path(folder) / "printed.pdf"
            _pdf(**changes).write[0](specimen, printed)
            with pdfium.PdfDocument(printed) as document:
                numbers = range(1, len(document) + 1)
            scan(printed, path, numbers, scanner)

    return Format((suffix,), (write,), part)


def _write_docx(specimen: Specimen, path: Path) -> None:
    path.write_bytes(word_account(blocks_of(specimen), " ".join(specimen.cover[:2])))


def _write_html(specimen: Specimen, path: Path) -> None:
    path.write_text(web_page(blocks_of(specimen)), encoding="gb18030")


def _text(render: Callable[[Iterable[Block]], str]) -> Write:
    def write(specimen: Specimen, path: Path) -> None:
        path.write_text(render(blocks_of(specimen)), encoding="utf-8")

    return write


def _workbook(write: Callable[[list[Sheet], Path], object]) -> Write:
    def write_forms(specimen: Specimen, path: Path) -> None:
        sheets = [block for block in blocks_of(forms_only(specimen)) if isinstance(block, Sheet)]
        if not sheets:
            raise ValueError(f"{specimen.slug} has no forms for a workbook")
        write(sheets, path)

    return write_forms


def _write_narrative(specimen: Specimen, path: Path) -> None:
    _write_docx(narrative_only(specimen), path)


def formats(whole_scans: bool = False) -> dict[str, Format]:
    """Every format by name; scans of an excerpt unless `whole_scans`."""
    scan_part = (lambda specimen: specimen) if whole_scans else excerpt
    fine = Scanner(300, skew=1.3, noise=8, seal=(0.55, 0.42), quality=80)
    bold = TableLook(overprint=True)
    coarse = replace(fine, dpi=150, skew=-1.3)
    return {
        "ruled": _pdf(),
        "rotated": _pdf(lying="turned"),
        "sideways": _pdf(lying="sideways"),
        "overprinted": _pdf(overprint=True, tables=bold, forms=bold),
        "borderless": _pdf(forms=TableLook("none")),
        "three-line": _pdf(forms=TableLook("three-line")),
        "set-to-top": _pdf(forms=TableLook("none", padding=1.0, top=True, anywhere=True, squeeze=0.8)),
        "scan-300": _scan(fine, scan_part),
        "scan-150": _scan(coarse, scan_part),
        "scan-borderless": _scan(fine, scan_part, forms=TableLook("none")),
        "scan-text": _scan(replace(fine, skew=0.0), scan_part, partial(searchable, misread=misreading(0.05))),
        "pictures": _scan(Scanner(SCREEN), scan_part, pictured, ".tiff"),
        "ofd": Format((".ofd",), (_write_ofd,)),
        "docx": Format((".docx",), (_write_docx,)),
        "xlsx": Format((".xlsx",), (_workbook(write_xlsx),), forms_only),
        "one-sheet": Format((".xlsx",), (_workbook(write_one_sheet),), forms_only),
        "xls": Format((".xls",), (_workbook(write_xls),), forms_only),
        "two-file": Format((".docx", ".xlsx"), (_write_narrative, _workbook(write_xlsx))),
        "html": Format((".html",), (_write_html,)),
        "text": Format((".txt",), (_text(plain_text),)),
        "cell-lines": Format((".txt",), (_text(cell_lines),)),
        "markdown": Format((".md",), (_text(markdown),)),
    }

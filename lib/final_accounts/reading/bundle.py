"""A report published as several files, a narrative and its forms in a workbook: one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..documents import Document, Source
from ..errors import UnreadableSource
from .block_making import BlockMaker
from .lines import is_title
from .pictures.files import pictures_in
from .reader import SUFFIXES, read_file, read_pages

SEPARATOR = ";"
"""Stands between the files of one report where one name is asked for."""
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"})
_SHEET = ".csv"
_NAME_SEPARATOR = "；"


def read_bundle(paths: Sequence[Path]) -> Document:
    """The files at `paths` as one document: their blocks in this order, numbered through; the pictures of a
    folder as its pages.

    Each place names its file. Raises as `reader.read_file`, ValueError if `paths` is empty.
    """
    if len(paths) > 1 and tuple(paths) == pictures_in(paths[0].parent):
        return read_pages(paths)
    documents = [read_file(path) for path in paths]
    if len(documents) == 1:
        return documents[0]
    maker = BlockMaker()
    for document in documents:
        maker.take(document.blocks, document.source.name)
    remarks = tuple(
        f"文件“{document.source.name}”：{remark}" for document in documents for remark in document.remarks
    )
    return Document(_joined([document.source for document in documents]), tuple(maker.blocks), remarks)


def _joined(sources: Sequence[Source]) -> Source:
    """The source of them all; its hash is over the hashes of its parts, in order."""
    digest = hashlib.sha256("\n".join(source.sha256 for source in sources).encode()).hexdigest()
    pages = [source.pages for source in sources if source.pages]
    return Source(
        name=_NAME_SEPARATOR.join(source.name for source in sources),
        format=sources[0].format,
        sha256=digest,
        pages=sum(pages) if pages else None,
        path=sources[0].path,
        parts=tuple(sources),
    )


def files_of(path: Path) -> tuple[Path, ...]:
    """The files that a source of several stands for; empty if it is a file, or a folder of many reports.

    `a/x.docx;a/y.xlsx` and, of one folder, `a/x.docx;y.xlsx` name their files; a folder is one report if
    directly in it lie exactly one narrative and one workbook, or sheets of comma-separated values named for
    their tables and at most one narrative, or nothing else but pictures of pages.
    """
    if path.is_dir():
        pair = pair_in(path)
        if not pair:
            raise UnreadableSource(
                path.name,
                "this folder is not one report (one narrative and one workbook, or pictures of its pages)",
                f"name the file, or the files with {SEPARATOR} between them",
            )
        return pair
    if SEPARATOR not in str(path) or path.exists():
        return ()
    named = [Path(part.strip()) for part in str(path).split(SEPARATOR) if part.strip()]
    return tuple(
        part if part.is_absolute() or part.parent != Path() or not at else named[0].parent / part
        for at, part in enumerate(named)
    )


def pair_in(folder: Path) -> tuple[Path, ...]:
    """The narrative and the workbook, the sheets, or the pictures of pages that alone lie in a folder; empty
    if that is not what it holds."""
    files = [path for path in sorted(folder.iterdir()) if is_report_file(path)]
    workbooks = [path for path in files if path.suffix.lower() in _WORKBOOKS]
    narratives = [path for path in files if path not in workbooks]
    sheets = [path for path in sorted(folder.iterdir()) if _is_sheet(path)]
    if len(narratives) == 1 and (len(workbooks) == 1) != bool(sheets) and len(workbooks) <= 1:
        return (*narratives, *workbooks, *sheets)
    if files or sheets:
        return tuple(sheets) if len(sheets) > 1 and not files else ()
    return pictures_in(folder)


def _is_sheet(path: Path) -> bool:
    """Whether a file of comma-separated values is named for its table; other such files may hold anything."""
    return path.suffix.lower() == _SHEET and is_title(path.stem) and path.is_file()


def is_report_file(path: Path) -> bool:
    """A readable kind of file, no README, that neither the system nor an Office program hides."""
    if path.stem.casefold() == "readme" or path.name.startswith((".", "~$")):
        return False
    return path.suffix.lower() in SUFFIXES and path.is_file()


def one_name(paths: Iterable[Path]) -> Path:
    """The files of one report as one path, which `files_of` takes apart again."""
    files = list(paths)
    same = {path.parent for path in files}
    rest = [path.name if len(same) == 1 else str(path) for path in files[1:]]
    return Path(SEPARATOR.join([str(files[0]), *rest]))

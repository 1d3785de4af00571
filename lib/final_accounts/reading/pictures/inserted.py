"""Forms and pages that stand as pictures in a Word file or a web page: recognised where they may be such."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...documents import Block, Document, Paragraph, Picture, Segment, Source, Table
from ...errors import UnreadableSource
from ...places import Place
from ..block_making import moved

SMALLEST = (300, 120)
"""Pixels of a picture that may hold a form, wide and high; anything less is a sign or a signature."""
_PAGES = re.compile(r"^第([\d、–]+)页")


def with_pictures_read(document: Document, pictures: Mapping[int, bytes]) -> Document:
    """The document with what its pictures show in their places, where that is a form or running text.

    `pictures` are the contents of the document's pictures by index. Where the extra `ocr` is not
    installed, they stay pictures; so do those that are charts, photographs, or cannot be read.
    """
    if not pictures or not _is_ready():
        return document
    chosen = {index: data for index, data in pictures.items() if may_show_text(data)}
    if not chosen:
        return document
    numbers = list(chosen)
    read = _read(document.source.name, [(f"picture {index + 1}", data) for index, data in chosen.items()])
    if read is None:
        return document
    found = {
        index: told
        for page, index in enumerate(numbers, start=1)
        if _says_something(told := [_placeless(block) for block in read.blocks if _page(block) == page])
    }
    if not found:
        return document
    remarks = [*document.remarks, *_about_pictures(read.remarks, numbers, set(found))]
    return replace(document, blocks=tuple(_with_found(document.blocks, found)), remarks=tuple(remarks))


def _is_ready() -> bool:
    # The libraries behind these are heavy and start threads: only whoever has a picture imports them.
    from ..scan.models import models_folder

    return models_folder() is not None


def _read(name: str, pictures: Sequence[tuple[str, bytes]]) -> Document | None:
    from ..pdf.reader import read_pdf
    from .sheets import as_pdf

    with tempfile.TemporaryDirectory(prefix="final-accounts-pictures-") as folder:
        path = Path(folder) / "pictures.pdf"
        try:
            path.write_bytes(as_pdf(pictures))
            return read_pdf(Source(name, "pdf", "", None, path))
        except UnreadableSource:
            return None


def may_show_text(data: bytes) -> bool:
    """Whether a picture may show a form or a page of text: it has rules both ways, or letters enough."""
    import numpy as np

    from ..scan.print import may_be_print
    from .sheets import shown, size_of

    try:
        picture = next(shown("", data))
    except (UnreadableSource, StopIteration):
        return False
    if picture.width < SMALLEST[0] or picture.height < SMALLEST[1]:
        return False
    scale = picture.width / size_of(picture)[0]
    return may_be_print(np.asarray(picture)[:, :, ::-1], scale)


def _says_something(blocks: Sequence[Block]) -> bool:
    """Whether what was recognised is a form or running text, and not the labels of a chart."""
    from ..scan.print import says_something

    tables = [block for block in blocks if isinstance(block, Table)]
    cells = (cell.text for table in tables for row in table.rows for cell in row)
    return says_something(cells, sum(len(block.text) for block in blocks if isinstance(block, Paragraph)))


def _page(block: Block) -> int | None:
    if isinstance(block, Paragraph):
        return block.segments[0].page if block.segments else None
    return block.place.page


def _placeless(block: Block) -> Block:
    """The block without its place in the picture, which no page of the source holds."""

    def bare(place: Place) -> Place:
        return replace(place, page=None, box=None, last_page=None)

    if isinstance(block, Paragraph):
        return replace(block, segments=(Segment(0, len(block.text)),))
    if isinstance(block, Table):
        rows = tuple(tuple(replace(cell, place=bare(cell.place)) for cell in row) for row in block.rows)
        return replace(block, rows=rows, place=bare(block.place))
    return replace(block, place=bare(block.place))


def _with_found(blocks: Sequence[Block], found: Mapping[int, Sequence[Block]]) -> Iterator[Block]:
    """The blocks with those found in pictures in the places of these, all numbered on."""
    placed: Counter[type[Block]] = Counter()
    more: Counter[type[Block]] = Counter()
    for block in blocks:
        others = found.get(block.index) if isinstance(block, Picture) else None
        if others is None:
            placed[type(block)] += 1
            yield moved(block, more)
            continue
        more[Picture] -= 1
        for other in others:
            kind = type(other)
            yield moved(other, {kind: placed[kind] - other.index})
            placed[kind] += 1
            more[kind] += 1


def _about_pictures(remarks: Sequence[str], numbers: Sequence[int], read: set[int]) -> Iterator[str]:
    """The remarks on pages of pictures, with the numbers that these have in the document."""
    from ..pdf.pages.opening import ranges

    for remark in remarks:
        match = _PAGES.match(remark)
        if match is None:
            continue
        shown_in = [numbers[page - 1] for page in _listed(match[1]) if numbers[page - 1] in read]
        if shown_in:
            yield f"第{'、'.join(ranges([index + 1 for index in shown_in]))}幅图片{remark[match.end() :]}"


def _listed(pages: str) -> Iterator[int]:
    for part in pages.split("、"):
        first, _, last = part.partition("–")
        yield from range(int(first), int(last or first) + 1)

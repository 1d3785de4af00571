"""What the cells of rows without rules say: fragments in one column of one row, spelt as one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...lines import tidy
from .fragments import Fragment
from .pitch import Placed, Row, completes


def spelt_rows(rows: Sequence[Row]) -> Iterator[list[tuple[int, int, str]]]:
    """For each row its cells that hold text: column, number of columns, and the text."""
    rooms: dict[int, float] = {}
    for item in (item for row in rows for item in row):
        if item.fragment.is_number:
            rooms[item.first] = max(rooms.get(item.first, 0.0), item.fragment.width)
    for row in rows:
        cells: dict[int, list[Placed]] = {}
        for item in row:
            cells.setdefault(item.first, []).append(item)
        yield [
            (column, _width(column, cells), tidy(_text([i.fragment for i in items], rooms.get(column, 0.0))))
            for column, items in sorted(cells.items())
        ]


def _width(column: int, cells: dict[int, list[Placed]]) -> int:
    """Over how many columns a cell is printed: as many as it crosses before the next cell begins."""
    over = max(item.last for item in cells[column]) - column + 1
    return next((step for step in range(1, over) if column + step in cells), over)


def _text(fragments: Sequence[Fragment], room: float) -> str:
    """Pieces of one line with a space between, lines one below the other.

    A number that was broken over lines, because it fills the `room` of its column, is made whole.
    """
    lines: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda fragment: fragment.baseline):
        if lines and fragment.baseline - lines[-1][0].baseline < 0.4 * fragment.em:
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    texts = [" ".join(piece.text for piece in sorted(line, key=lambda piece: piece.box[0])) for line in lines]
    text = texts[0]
    for above, line in zip(lines, texts[1:], strict=False):
        whole = completes([text], line, above[-1].box[2] - above[0].box[0], room)
        text += line if whole else "\n" + line
    return text

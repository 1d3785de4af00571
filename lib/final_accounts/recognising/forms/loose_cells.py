"""Words and numbers of a form whose columns were lost: rows in the making, and the cells they become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...documents import Cell
from ...figures import is_dash, parse_figure
from .catalogue import squeeze, words
from .header import Column, Row


@dataclass(frozen=True, slots=True)
class LooseForm:
    """The columns and the rows that the words and numbers of a form make. The columns of amounts that are
    `doubted`, counted from 0, may be one another's."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    placed: bool = False
    """Whether blank cells are printed too, so that each amount stands in a known column."""
    doubted: tuple[int, ...] = ()


@dataclass(slots=True)
class Item:
    """A row in the making: what begins it, its words, its amounts, the printed line of these."""

    start: Cell
    code: str = ""
    line: str = ""
    side: str = ""
    label: str = ""
    amounts: list[Cell] = field(default_factory=list)
    row: int | None = None
    closed: bool = False

    def is_placed(self) -> bool:
        """Whether some of its amounts are cells printed blank."""
        return any(not cell.text.strip() for cell in self.amounts)

    def fill(self, width: int) -> None:
        """Make its amounts as many as there are columns: blank cells may be missing at its end, or be of
        the next row."""
        while len(self.amounts) > width and not self.amounts[-1].text.strip():
            self.amounts.pop()
        missing = max(width - len(self.amounts), 0)
        self.amounts += [replace(self.start, text="")] * missing


def numbers_columns(name: str) -> bool:
    """Whether a cell is 栏次, perhaps with the name above it run into it."""
    return name.endswith(words("header", "column_numbers"))


def is_amount(text: str) -> bool:
    return parse_figure(text) is not None or is_dash(text)


def column_count(rows: Sequence[Row]) -> int | None:
    """How many columns 栏次 numbers, None if it is not printed."""
    texts = [squeeze(cell.text) for row in rows for cell in row]
    start = next((at for at, text in enumerate(texts) if numbers_columns(text)), None)
    if start is None:
        return None
    count = 0
    while start + count + 1 < len(texts) and texts[start + count + 1] == str(count + 1):
        count += 1
    return count or None


def spread(item: Item, width: int, first_is_total: bool, first_column: int = 2) -> Iterator[Cell]:
    """The cells of a row: its amounts in order, with where else they may stand if some columns are blank.

    `first_column` is the position of the first of them in the row.
    """
    amounts = item.amounts
    spare = width - len(amounts)
    fixed = 1 if first_is_total and len(amounts) > 1 else 0
    for column in range(width):
        own = amounts[column] if column < len(amounts) else replace(item.start, text="")
        placed = replace(
            own, place=replace(own.place, column=column + first_column, row=item.start.place.row)
        )
        if spare and column >= fixed:
            low = max(fixed, column - spare)
            others = [amounts[at].text for at in range(low, min(column + 1, len(amounts)))]
            placed = replace(placed, alternatives=_others(placed.text, [*others, ""]))
        yield placed


def _others(text: str, texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in texts if other != text))

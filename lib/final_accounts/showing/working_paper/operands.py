"""Where printed figures stand in the working paper, and how they enter a formula."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...checking.verdicts import printed_view
from ...figures import YUAN_PER_UNIT, Figure, Interval
from ...reports import View
from .cells import column_letters, is_number

COLUMNS = (
    "number", "kind", "what", "section", "written", "unit", "stated", "recomputed", "difference", "low",
    "high", "verdict", "own_verdict", "agreement", "finding", "place",
    "rule", "decimals", "usual", "stated_low", "stated_high", "cut_low", "cut_high",
    "stated_low_printed", "stated_high_printed", "low_printed", "high_printed",
)  # fmt: skip
"""The columns of the sheet of checks, in order."""


def own(column: str, row: int) -> str:
    """The cell of a column in the check's own row, counted from 0."""
    return f"${column_letters(COLUMNS.index(column))}{row + 1}"


@dataclass(frozen=True, slots=True)
class Spot:
    """The cells of the workbook that hold a printed figure and the number of its decimals."""

    sheet: str
    row: int
    column: int
    decimals_row: int
    decimals_column: int
    usable: bool = True

    @property
    def value(self) -> str:
        return f"'{self.sheet}'!${column_letters(self.column)}${self.row + 1}"

    @property
    def decimals(self) -> str:
        return f"'{self.sheet}'!${column_letters(self.decimals_column)}${self.decimals_row + 1}"


@dataclass(frozen=True, slots=True)
class Sight:
    """How figures are looked at: the library's view, and the cell that holds its usual decimals, if any."""

    view: View
    decimals: int | None = None
    cell: str | None = None


AS_PRINTED = Sight(printed_view)
"""Every figure with its printed digits, as the rules see it."""

DIGITS = Sight(lambda figure: figure.interval())
"""Every figure with its printed digits, and nothing more."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A printed figure that takes part, with the cells that hold it.

    `figure` is in the unit of the computation, `shift` powers of ten away from the printed one; it is None
    where nothing is printed and the cell waits to be filled in. `exact` marks a bare 0, a printed nought.
    """

    figure: Figure | None
    spot: Spot
    shift: int = 0
    sign: int = 1
    exact: bool = False

    @classmethod
    def of(cls, figure: Figure, spot: Spot, unit: str | None = None, sign: int = 1) -> Operand:
        """The figure taken in a money unit, if both are money; as it is printed otherwise."""
        if unit is None or unit == figure.unit or unit not in YUAN_PER_UNIT or not figure.is_money:
            return cls(figure, spot, 0, sign)
        shift = (YUAN_PER_UNIT[figure.unit or unit] / YUAN_PER_UNIT[unit]).adjusted()
        return cls(figure.to(unit), spot, shift, sign)

    @property
    def usable(self) -> bool:
        """Whether a spreadsheet can reckon with it."""
        return self.spot.usable and (self.figure is None or is_number(self.figure.value))

    @property
    def value(self) -> str:
        if not self.shift:
            return self.spot.value
        return f"{self.spot.value}{'*' if self.shift > 0 else '/'}{10 ** abs(self.shift)}"

    def half(self, sight: Sight) -> str:
        """How far the value may lie from what is printed, as far as the library itself lets it."""
        if self.figure is None:
            return f"0.5/10^{self._decimals}"
        seen = self.seen(sight.view)
        half, printed = (seen.high - seen.low) / 2, self.figure.decimals
        digits = -(2 * half).adjusted()
        if half == 0:
            return "0"
        if half == 5 * self.figure.step:
            return f"5/10^{self._decimals}"
        if half != Decimal(5).scaleb(-digits - 1):
            return f"{half:f}"
        if digits == printed:
            return f"0.5/10^{self._decimals}"
        floor = sight.cell if sight.cell is not None and digits == sight.decimals else str(digits)
        return f"0.5/10^MAX({self._decimals},{floor})"

    @property
    def _decimals(self) -> str:
        return f"({self.spot.decimals}{-self.shift:+d})" if self.shift else self.spot.decimals

    def seen(self, view: View) -> Interval:
        """The values behind the figure. Raises ZeroDivisionError where none is printed: no such value."""
        if self.figure is None:
            raise ZeroDivisionError("nothing is printed")
        return Interval.exactly(self.figure.value) if self.exact else view(self.figure)

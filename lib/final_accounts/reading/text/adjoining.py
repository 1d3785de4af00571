"""Tables of a text that stand one right below the other: told apart where the number of cells changes.

Programs that give the paragraphs of a Word file first and its tables behind them leave nothing in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from .tabs import AMOUNT, TextRow

_NAMES_COLUMN = re.compile(r"项目|收入|支出|预算数|决算数|人员经费|.*科目.*|.*(?:编码|代码)")
"""What the head of a form begins with; other tables have rows of any length."""
_FEWEST_ROWS = 2
_FEWEST_FORMS = 3


def adjoining_tables(rows: Sequence[TextRow]) -> list[list[TextRow]]:
    """The rows by the table that they belong to: the rows of a form have as many cells, its first is a head.

    What stands behind the last form is left as it is. One table where there are not several forms.
    """
    runs = [list(same) for _, same in groupby(rows, key=lambda row: len(row.cells))]
    forms = list(takewhile(lambda run: len(run) >= _FEWEST_ROWS and _is_head(run[0]), runs))
    if sum(map(_has_amounts, forms)) < _FEWEST_FORMS:
        return [list(rows)]
    rest = [row for run in runs[len(forms) :] for row in run]
    return [*forms, rest] if rest else forms


def _has_amounts(rows: Sequence[TextRow]) -> bool:
    return any(AMOUNT.fullmatch(cell) for row in rows for cell in row.cells)


def _is_head(row: TextRow) -> bool:
    """Whether a row names columns of a form: several, merged cells perhaps blank, and no numbers."""
    names = ["".join(cell.split()) for cell in row.cells if cell.strip()]
    has_digits = any(char.isdecimal() for name in names for char in name)
    return len(names) > 1 and not has_digits and _NAMES_COLUMN.fullmatch(names[0]) is not None

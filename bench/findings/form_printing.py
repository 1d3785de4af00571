"""What all printed forms share: heads, cells that remember what they hold, and sums between them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .composing import Composer
from .numerals import FEN_PER_UNIT
from .sheet import Piece, Token

TITLES = {
    "income-expenditure": "收入支出决算总表",
    "income": "收入决算表",
    "expenditure": "支出决算表",
    "appropriation": "财政拨款收入支出决算总表",
    "general-budget": "一般公共预算财政拨款支出决算表",
    "basic": "一般公共预算财政拨款基本支出决算表",
    "fund": "政府性基金预算财政拨款收入支出决算表",
    "state-capital": "国有资本经营预算财政拨款支出决算表",
    "three-public": "财政拨款“三公”经费支出决算表",
}


class FormPrinter:
    """Prints the forms of one account, one after the other; `form` is the key of the one in hand."""

    def __init__(self, composer: Composer):
        self.composer = composer
        self.account = composer.account
        self.sheet = composer.sheet
        self.numerals = composer.numerals
        self.cells: dict[tuple[str, str], Token] = {}
        self.form = ""
        self._row = 0
        self._header: list[list[Piece]] = []

    def title(self, key: str) -> str:
        titles: dict[str, str] = self.composer.style.data["forms"].get("titles", {})
        return titles.get(key, TITLES[key])

    def begin(self, key: str, number: int) -> None:
        """The head of a form: its title, number, bureau and unit."""
        self.form, self._row = key, 0
        self.sheet.put(self.title(key))
        template = str(self.composer.option("form_number"))
        if template:
            token = Token(template.format(n=number), "form-number", bare=True, form=key)
            if number > 1:
                token.others["repeated"] = template.format(n=number - 1)
            self.sheet.put(token)
        self.sheet.put("编制单位：", self.account.bureau)
        self.sheet.put("单位：", Token(self.numerals.form_unit, "form-unit", bare=True, form=key))

    def cell(self, fact: str, fen: int) -> Piece:
        """A cell; blank or zeros for nothing."""
        if not fen and not self.numerals.zero_cells:
            return ""
        unit = self.numerals.form_unit
        token = Token(
            self.numerals.cell(fen),
            "cell",
            unit,
            Fraction(fen, FEN_PER_UNIT[unit]),
            self.numerals.form_decimals,
            fact=fact,
            bare=True,
            fen=fen,
            form=self.form,
            row=self._row,
        )
        self.cells[(self.form, fact)] = token
        return token

    def header(self, *rows: Sequence[Piece]) -> None:
        """The head of a form's columns. Long forms repeat it, as they do on a new page."""
        self._header = [list(row) for row in rows]
        for row in rows:
            self.row(*row)

    def turn_page(self) -> None:
        """Prints the header again where the manner continues a long form on a new page."""
        if self.composer.option("continued") and self._row % 25 == 0:
            for row in self._header:
                self.sheet.row(row)

    def row(self, *cells: Piece) -> None:
        for index, cell in enumerate(cells):
            if isinstance(cell, Token):
                cell.column = index
        self.sheet.row(cells)
        self._row += 1

    def sum(self, whole: str, parts: Sequence[str], signs: Sequence[int] = (), kind: str = "sum") -> None:
        """That one cell of the form in hand is the sum of others; facts without a cell are nothing."""
        first = self.cells.get((self.form, whole))
        if first is None:
            return
        taken = [
            (self.cells[(self.form, part)], sign)
            for part, sign in zip(parts, signs or (1,) * len(parts), strict=True)
            if (self.form, part) in self.cells
        ]
        self.composer.note_sum(first, [token for token, _ in taken], [sign for _, sign in taken])

    def equal(self, first: str, second: str) -> None:
        """Both totals of a two-sided form are one quantity."""
        one, other = self.cells.get((self.form, first)), self.cells.get((self.form, second))
        if one is not None and other is not None:
            other.fact = one.fact

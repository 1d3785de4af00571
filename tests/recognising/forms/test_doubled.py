"""A number that is printed once stands in one cell of a form put together from words and numbers."""

from __future__ import annotations

from dataclasses import replace

from final_accounts.documents import Cell
from final_accounts.places import Place
from final_accounts.recognising.forms.header import CODE_COLUMN, VALUE_COLUMN, Column
from final_accounts.recognising.forms.loose_sums import with_doubled_marked

from ...checking.form_making import form


def test_a_row_with_more_figures_than_were_printed_is_uncertain() -> None:
    made = form("general-budget", "2010301 行政运行|3.00|3.00|", "2080505 养老保险|7.00|1.00|6.00")
    columns = [Column("代码", (), CODE_COLUMN), *(Column(name, (), VALUE_COLUMN) for name in made.columns)]
    texts = [["2010301", "3.00", "", ""], ["2080505", "7.00", "1.00", "6.00"]]
    places = [Place(line=number) for number in (1, 2)]
    rows = [tuple(Cell(text, place) for text in row) for row, place in zip(texts, places, strict=True)]
    placed = tuple(replace(row, place=place) for row, place in zip(made.rows, places, strict=True))
    seen = with_doubled_marked(replace(made, rows=placed), columns, rows)
    assert [[v.uncertain if v else None for v in row.values] for row in seen.rows] == [
        [True, True, None],
        [False, False, False],
    ]

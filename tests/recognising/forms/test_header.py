"""Head rows of forms."""

from __future__ import annotations

import pytest

from final_accounts.documents import Cell
from final_accounts.places import Place
from final_accounts.recognising.forms.header import is_number_row


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("栏次", "", "1", "2"), True),
        (("1", "2", "3", "4", "5", "6"), True),
        (("3", "4"), True),
        (("1", "2", "3", "4", "护费5", "6", "7"), True),
        (("1", "）费2", "3", "置费4", "护费5", "6", "7"), True),
        (("1", "2", "3", "护费5", "6", "7"), False),
        (("5", "6", "7", "8", "护费9"), False),
        (("合计1", "费2", "3", "4"), False),
        (("合计", "1", "2", "3", "4"), False),
        (("2010101", "1", "2", "3", "4"), False),
        (("1.00", "2.00"), False),
    ],
)
def test_a_row_that_counts_columns(texts: tuple[str, ...], numbers: bool) -> None:
    assert is_number_row(tuple(Cell(text, Place()) for text in texts)) is numbers

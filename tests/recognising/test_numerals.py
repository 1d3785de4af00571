"""Numbers in words, and the percentages that sentences print so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from final_accounts.recognising.narrative.numerals import number_in_words

from .narrative.narrative_making import account


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十", "20"),
        ("十五", "15"),
        ("二十三点五", "23.5"),
        ("八十四", "84"),
        ("三点零五", "3.05"),
        ("百", "100"),
        ("一百零二", "102"),
        ("一百二十三", "123"),
        ("零", "0"),
        ("25.50", "25.50"),
        ("十百", None),
        ("二三", None),
    ],
)
def test_numbers_in_words(text: str, value: str | None) -> None:
    assert number_in_words(text) == (None if value is None else Decimal(value))


def test_a_percentage_that_says_no_rate_is_no_figure() -> None:
    made = account(
        ("operating", "2024年机关运行经费支出30.00万元，百分之六十用于保障运转，确保任务百分之百完成。")
    )
    assert [figure.text for figure, _ in made.unbound] == []

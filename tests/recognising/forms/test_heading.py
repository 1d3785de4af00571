"""Titles and numbers of forms as finance software and sheets name them."""

from __future__ import annotations

import pytest

from final_accounts.recognising.forms.catalogue import find_title
from final_accounts.recognising.forms.heading import read_heading, read_line


@pytest.mark.parametrize(
    ("text", "key", "title"),
    [
        ("GK02 收入决算表", "income", "收入决算表"),
        ("Z03-1_支出决算表(财决03表)", "expenditure", "支出决算表"),
        ("收入决算表（公开02表）", "income", "收入决算表"),
    ],
)
def test_a_title_with_the_softwares_code(text: str, key: str, title: str) -> None:
    found = find_title(text)
    assert found is not None
    assert (found.kind.key, found.title) == (key, title)


@pytest.mark.parametrize("number", ["财决03表", "GK02表", "公开02表", "02表"])
def test_a_forms_number_is_no_other_title(number: str) -> None:
    heading = read_heading(["收入决算表", number, "单位：万元"])
    assert heading.number == number
    assert heading.title is not None
    assert not heading.other_title


def test_a_number_in_brackets_leaves_the_title_whole() -> None:
    heading = read_line("收入决算表(财决03表)")
    assert heading.number == "财决03表"
    assert heading.title is not None
    assert heading.title.title == "收入决算表"

"""Names of the forms that a scan shows a little otherwise."""

from __future__ import annotations

import pytest

from final_accounts.reading.scan.doubts import judged
from final_accounts.reading.scan.terms import meant_term

from .scan_parts_making import page, table


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("本午支出合计", "本年支出合计"),
        ("政府性基金预算\n财政拨款收人", "政府性基金预算财政拨款收入"),
        ("八、社会保障和就业攴出", "八、社会保障和就业支出"),
        ("因公出园（境）费用", "因公出国（境）费用"),
        # names themselves, in any width
        ("本年支出合计", None),
        ("因公出国(境)费", None),
        ("十九、住房保障支出", None),
        # either 年初 or 年末
        ("年切结转和结余", None),
        # too short, too far off, longer
        ("合汁", None),
        ("其它收入", None),
        ("本午攴出合计", None),
        ("行政单位离退休", None),
        ("本年支出合计数", None),
        ("1,049.22", None),
        ("", None),
    ],
)
def test_a_name_with_one_character_misread(text: str, meant: str | None) -> None:
    assert meant_term(text) == meant


def test_a_misread_name_is_put_right_and_told() -> None:
    found = table("科目名称", "本午支出合计", "合计", "38.50")
    (right,) = judged(page(), [found])
    assert right.texts == found.texts | {(0, 1): "本年支出合计"}
    assert right.remarks == ("第3页：“本午支出合计”按表中名称读作“本年支出合计”",)

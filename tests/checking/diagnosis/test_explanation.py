"""Slips of one number, and the telling of causes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from final_accounts.checking.diagnosis.explanation import (
    FAR,
    REMOTE,
    SIMPLE,
    USUAL,
    Cause,
    digit_slip,
    is_telling,
    likeliest,
    one_edit_away,
    two_digit_slip,
)
from final_accounts.figures import Interval


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("888.32", "888.32", None),
        ("883.32", "888.32", "录入错误：“888.32”误作“883.32”（一位数字不同）"),
        ("838.23", "888.32", None),
        ("1.2", "1.3", None),  # two digits: anything is one slip away
        ("12.34", "21.34", "相邻两位数字颠倒：“21.34”误作“12.34”"),
        ("68.5", "65.8", "相邻两位数字颠倒：“65.8”误作“68.5”"),  # the point stands between them
        ("74.05", "70.45", "相邻两位数字颠倒：“70.45”误作“74.05”"),
        ("8.00", "0.80", None),
        ("1049.22", "104.22", "多写一位数字：“104.22”误作“1049.22”"),
        ("104.22", "1049.22", "漏写一位数字：“1049.22”误作“104.22”"),
        ("10.2", "1049.22", None),
    ],
)
def test_digits(wrong: str, right: str, slip: str | None) -> None:
    assert digit_slip(wrong, right) == slip


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("13755.93", "13750.03", "录入错误：“13750.03”误作“13755.93”（两位数字不同）"),
        ("13755.93", "13755.03", None),
        ("13755.93", "13750.04", None),
        ("15.93", "10.03", None),  # two of four digits: nearly any number
    ],
)
def test_two_digits_of_a_long_number(wrong: str, right: str, slip: str | None) -> None:
    assert two_digit_slip(wrong, right) == slip


@pytest.mark.parametrize(
    ("wrong", "right", "low", "high", "telling"),
    [
        ("0.006", "2.006", "0.95", "2.75", False),  # 1.006 would do as well
        ("0.006", "2.006", "1.95", "2.05", True),
        ("4.67", "14.67", "13.70", "15.50", True),
        ("45.73", "45.23", "45.13", "45.33", False),
        ("45.73", "45.23", "45.22", "45.24", True),
        ("12.34", "21.34", "16.00", "25.00", False),
        ("12.34", "21.34", "18.00", "25.00", True),
        ("104.22", "1049.22", "1049.00", "1049.50", True),
    ],
)
def test_a_slip_tells_only_where_its_place_is_known(
    wrong: str, right: str, low: str, high: str, telling: bool
) -> None:
    known = Interval(Decimal(low), Decimal(high))
    assert is_telling(wrong, right, known.contains) is telling


def test_one_edit_away() -> None:
    found = set(one_edit_away("25.3"))
    assert {"52.3", "26.3", "25.4", "5.3", "2.3", "225.3", "250.3", "925.3"} <= found
    assert not {"025.3", "05.3", "2.53", "253"} & found, "no number begins with a nought; the point stays"


@pytest.mark.parametrize(
    ("causes", "told"),
    [
        ([], None),
        ([Cause("甲")], "疑似甲。"),
        ([Cause("甲", FAR), Cause("乙", SIMPLE, "parts")], "疑似乙。"),
        ([Cause("甲", SIMPLE), Cause("乙", SIMPLE)], "疑似甲。"),
        ([Cause("甲", SIMPLE), Cause("乙", SIMPLE, "parts")], "疑似乙；也可能是甲。"),
        ([Cause("甲"), Cause("乙", group="parts"), Cause("丙", group="base")], "疑似乙；也可能是丙。"),
        ([Cause("甲", SIMPLE), Cause("乙", USUAL, "base")], "疑似乙。"),
        ([Cause("甲", REMOTE)], "可能是甲。"),
    ],
)
def test_the_simplest_cause_is_told(causes: list[Cause], told: str | None) -> None:
    assert likeliest(causes) == told

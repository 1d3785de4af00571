"""Rules on what a year opens and closes with, told by amounts and changes far apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from final_accounts.checking.checker import check
from final_accounts.reports import Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, fen, judged, wan


def told(opening: str, closing: str = "8.00", fallen: str = "12.00", beside: str = "") -> tuple[str, ...]:
    return (
        "总体情况。2024年度收入总计120.00万元，支出总计120.00万元。",
        f"收入情况。2024年度收入合计100.00万元。{beside}年初结转和结余{opening}万元。",
        "支出情况。2024年度支出合计112.00万元。",
        f"结转结余情况。2024年末结转和结余{closing}万元，较上年减少{fallen}万元。",
    )


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (told("20.00"), [("consistent", "20.00", "20.00")]),
        # each of three amounts may be off by half a last digit
        (told("20.01"), [("consistent", "20.01", "20.00")]),
        (told("15.00"), [("inconsistent", "15.00", "20.00")]),
        # the opening was adjusted: what total income holds bears it out
        (told("20.00", fallen="15.00"), []),
        # what was used besides is part of total income
        (told("15.00", beside="使用非财政拨款结余5.00万元，"), []),
        (told("15.00")[:3], []),
    ],
)
def test_what_a_year_opens_with_is_told_three_times(texts: tuple[str, ...], found: list[Judged]) -> None:
    assert judged("balance.opening", *texts) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (told("20.00"), [("consistent", "20.00", "20.00")]),
        (told("20.01"), [("consistent", "20.01", "20.00")]),
        (told("20.00", fallen="15.00"), [("inconsistent", "20.00", "23.00")]),
        # balance.opening speaks of it
        (told("15.00"), []),
        (
            (
                "2024年度收入合计100.00万元，支出合计112.00万元，年末结转和结余8.00万元，较上年减少12.00万元。",
            ),
            [("consistent", "100.00", "100.00")],
        ),
        (
            (
                "2024年度收入合计100.00万元，支出合计112.00万元，年末结转和结余8.00万元，较上年减少13.00万元。",
            ),
            [("inconsistent", "100.00", "99.00")],
        ),
        (
            (
                "2024年度收入合计100.00万元，使用专用结余1.00万元，支出合计112.00万元。",
                "2024年末结转和结余8.00万元，较上年减少13.00万元。",
            ),
            [],
        ),
        (("2024年度收入合计100.00万元，年末结转和结余8.00万元，较上年减少13.00万元。",), []),
    ],
)
def test_a_year_opens_with_what_the_last_closed_with(texts: tuple[str, ...], found: list[Judged]) -> None:
    assert judged("balance.last-closing", *texts) == found


@settings(max_examples=30)
@given(fen, fen, fen)
def test_what_is_truly_rounded_is_never_faulted(opening: int, closing: int, income: int) -> None:
    fallen = opening - closing
    if fallen < 0 or income + fallen < 0:
        return
    texts = (
        f"2024年度收入总计{wan(income + opening)}万元，支出总计{wan(income + opening)}万元。",
        f"2024年度收入合计{wan(income)}万元。年初结转和结余{wan(opening)}万元。",
        f"2024年末结转和结余{wan(closing)}万元，较上年减少{wan(fallen)}万元。",
    )
    for name in ("balance.opening", "balance.last-closing"):
        assert {verdict for verdict, _, _ in judged(name, *texts)} <= {"consistent"}


def test_an_adjusted_opening_is_worth_a_note_and_decides_nothing() -> None:
    checked = check(account(("totals", list(told("20.00", fallen="15.00")))))
    (found,) = [f for f in checked.contradictions if f.rule == "balance.last-closing"]
    assert found.severity is Severity.NOTE
    assert found.explanation == "可能调整了年初结转，或引用有误。"
    assert not [f for f in checked.contradictions if f.severity is not Severity.NOTE]

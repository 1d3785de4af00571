"""Rates of the three public expenses that are printed alone fit together."""

from __future__ import annotations

import pytest

from ..claim_making import Judged, judged

RULE = "change.rate-parts"
TOTAL = (
    "2024年度“三公”经费支出4.23万元。其中：因公出国（境）费0万元，公务用车购置及运行费2.65万元，公务接待费"
    "1.58万元。同比{total}。"
)
ABROAD = "（一）因公出国（境）费0万元；与上年持平。全年安排因公出国（境）团组0个。"
VEHICLES = "（二）公务用车购置及运行费2.65万元；同比{vehicles}。"
GUESTS = "（三）公务接待费1.58万元；同比{guests}。"


def said(total: str = "下降12.96%", vehicles: str = "下降8.62%", guests: str = "下降19.39%") -> list[str]:
    return [
        TOTAL.format(total=total),
        ABROAD,
        VEHICLES.format(vehicles=vehicles),
        GUESTS.format(guests=guests),
    ]


@pytest.mark.parametrize(
    ("sentences", "found"),
    [
        (said(), [("consistent", "12.96", "12.96")]),
        # 2.90 and 1.96 last year make 4.86, within what the rounding of each allows
        (said(total="下降13.2%"), [("consistent", "13.2", "12.96")]),
        (said(total="下降19.62%"), [("inconsistent", "19.62", "12.96")]),
        (said(guests="下降13.99%"), [("inconsistent", "12.96", "10.70")]),
        # 增长 written for 下降
        (said(guests="增长19.39%"), [("inconsistent", "12.96", "-0.16")]),
    ],
)
def test_last_year_by_rates(sentences: list[str], found: list[Judged]) -> None:
    assert judged(RULE, *sentences, topic="three-public") == found


@pytest.mark.parametrize(
    "sentences",
    [
        # nothing is said of one part, or two things
        [*said(total="下降19.62%")[:1], *said()[2:]],
        [*said(total="下降19.62%"), "公务接待费1.58万元，同比下降9.39%。"],
        # nothing is left of it: last year's amount is unknown
        [
            "2024年度“三公”经费支出2.65万元，同比下降50%。",
            ABROAD,
            VEHICLES.format(vehicles="下降8.62%"),
            "（三）公务接待费0万元；同比下降100%。",
        ],
    ],
)
def test_what_is_not_known_is_not_added(sentences: list[str]) -> None:
    assert judged(RULE, *sentences, topic="three-public") == []

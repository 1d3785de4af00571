"""The budgets that the completions of the three public expenses imply add up as budgets do."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged

RULE = "completion.parts"
WHOLE = "“三公”经费支出{said}。"
PARTS = (
    "其中：因公出国（境）费支出决算0万元；公务用车购置及运行维护费决算4.00万元，完成预算的{vehicles}；"
    "公务接待费决算2.00万元，完成预算的{guests}。"
)


def text(said: str, vehicles: str = "88.89%", guests: str = "66.67%") -> str:
    return WHOLE.format(said=said) + PARTS.format(vehicles=vehicles, guests=guests)


@pytest.mark.parametrize(
    "said",
    [
        "决算6.00万元，完成预算的80.00%",
        # travel abroad may have had a budget that nothing tells
        "决算6.00万元，完成预算的75.00%",
        "预算8.00万元，支出决算6.00万元，完成预算的75.00%",
        # of another budget
        "决算6.00万元，完成年初预算的95.00%",
        # all that was planned for nothing
        "决算6.00万元，完成预算的0%",
    ],
)
def test_budgets_that_add_up_or_may(said: str) -> None:
    assert judged(RULE, text(said), topic="three-public") == []


@pytest.mark.parametrize(("vehicles", "guests"), [("89%", "67%"), ("88%", "66%")])
def test_rates_that_are_rounded_or_cut_imply_a_span_of_budgets(vehicles: str, guests: str) -> None:
    said = text("预算7.50万元，支出决算6.00万元，完成预算的80.00%", vehicles, guests)
    assert judged(RULE, said, topic="three-public") == []


@pytest.mark.parametrize(
    ("said", "found", "message", "cause"),
    [
        (
            text("决算6.00万元，完成预算的95.00%"),
            ("inconsistent", "95.00", "80.00"),
            "“三公”经费支出决算的完成率写95.00%，即预算约6.32万元；按各项的决算数与完成率或增减额推算，预算为7.50万元",
            "各项预算相加不等于总预算：其中至少有一个完成率、增减额或金额有误。",
        ),
        (
            text("预算6.50万元，支出决算6.00万元，完成预算的92.31%"),
            ("inconsistent", "6.50", "7.50"),
            "“三公”经费支出预算写6.50万元；按各项的决算数与完成率或增减额推算，预算为7.50万元",
            "各项预算相加不等于总预算：其中至少有一个完成率、增减额或金额有误。",
        ),
        (
            text("预算6.00万元，支出决算6.00万元，完成预算的100%", "66.67%", "33.33%"),
            ("inconsistent", "6.00", "12.00"),
            "“三公”经费支出预算写6.00万元；按各项的决算数与完成率或增减额推算，预算为12.00万元",
            "各项完成率相加为100%，疑似把占“三公”经费的比重写成了完成率。",
        ),
        (
            text("预算60000.00元，支出决算60000.00元，完成预算的100%", "100%", "50%"),
            ("inconsistent", "60000.00", "80000.00"),
            "“三公”经费支出预算写60000.00元；按各项的决算数与完成率或增减额推算，预算为8.00万元",
            "各项预算相加不等于总预算：其中至少有一个完成率、增减额或金额有误。",
        ),
    ],
)
def test_budgets_that_do_not_add_up(said: str, found: tuple[str, str, str], message: str, cause: str) -> None:
    assert judged(RULE, said, topic="three-public") == [found]
    told = findings(RULE, account(("three-public", said)))
    assert [str(finding.message) for finding in told] == [message]
    assert [str(finding.explanation) for finding in told] == [cause]


def test_a_budget_in_the_wrong_unit_is_told_as_such() -> None:
    said = text("预算85000.00万元，支出决算70000.00元，完成预算的82.35%")
    made = account(("three-public", said.replace("支出决算0万元", "支出决算1.00万元，完成预算的100%")))
    assert [str(finding.explanation) for finding in findings(RULE, made)] == [
        "疑似多写“万”字：“万元”应为“元”。"
    ]


DIFFERENCES = (
    "“三公”经费支出预算为{}万元，支出决算为5.00万元。因公出国（境）费支出0万元，支出决算比预算数增加0万元。",
    "公务用车购置及运行维护费支出4.00万元，支出决算数比预算数减少2.00万元。公务接待费支出1.00万元，"
    "支出决算数比预算数减少1.00万元。",
)


@pytest.mark.parametrize(
    ("planned", "found"),
    # 6.00 and 2.00; each amount and difference is rounded by itself
    [("8.00", []), ("8.02", []), ("9.00", [("inconsistent", "9.00", "8.00")])],
)
def test_budgets_told_by_differences_add_up(planned: str, found: list[Judged]) -> None:
    assert judged(RULE, DIFFERENCES[0].format(planned), DIFFERENCES[1], topic="three-public") == found


def test_differences_from_another_budget_are_left_alone() -> None:
    said = (DIFFERENCES[0].format("9.00"), DIFFERENCES[1].replace("比预算数", "比年初预算数"))
    assert judged(RULE, *said, topic="three-public") == []

"""The three public expenses over sentences far apart."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, findings, judged, shown, with_forms
from ..form_making import form

RULE = "cross.three-public-parts"
PARTS = (
    "1.因公出国（境）费支出2.00万元。",
    "2.公务用车购置及运行维护费支出6.00万元。",
    "3.公务接待费支出1.00万元。",
)


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("9.00", [("consistent", "9.00", "9.00")]),
        ("9.02", [("consistent", "9.02", "9.00")]),
        ("9.03", [("inconsistent", "9.03", "9.00")]),
        ("8.00", [("inconsistent", "8.00", "9.00")]),
    ],
)
def test_the_total_is_its_parts_wherever_they_stand(total: str, found: list[Judged]) -> None:
    assert judged(RULE, f"“三公”经费支出{total}万元。", *PARTS, topic="three-public") == found


def test_vehicles_are_bought_and_run() -> None:
    whole = "公务用车购置及运行费支出6.00万元。"
    texts = ("公务用车购置费支出4.00万元。", "公务用车运行维护费支出3.00万元。")
    assert judged(RULE, whole, *texts, topic="three-public") == [("inconsistent", "6.00", "7.00")]


def test_budgets_add_as_finals_do() -> None:
    texts = ("“三公”经费年初预算9.50万元。", "因公出国（境）费年初预算2.00万元。")
    others = "公务接待费年初预算1.00万元。"
    vehicles = "公务用车购置及运行维护费年初预算6.00万元。"
    final = "“三公”经费支出9.00万元。"
    told = judged(RULE, *texts, others, vehicles, final, topic="three-public")
    assert told == [("inconsistent", "9.50", "9.00")]


@pytest.mark.parametrize(("total", "verdict"), [("7.00", "consistent"), ("7.50", "inconsistent")])
def test_an_expense_that_is_denied_adds_nothing(total: str, verdict: str) -> None:
    texts = (f"“三公”经费支出{total}万元。", *PARTS[1:], "本单位无因公出国（境）费支出。")
    assert judged(RULE, *texts, topic="three-public") == [(verdict, total, "7.00")]


@pytest.mark.parametrize(
    "texts",
    [
        ("“三公”经费支出8.00万元。", *PARTS[:2]),
        # two totals: one of them may be of all funds
        ("“三公”经费支出8.00万元。", "全口径“三公”经费支出9.00万元。", *PARTS),
        ("“三公”经费支出约8万元。", *PARTS),
    ],
)
def test_what_is_not_known_is_not_judged(texts: tuple[str, ...]) -> None:
    assert judged(RULE, *texts, topic="three-public") == []


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (PARTS[:2], [("inconsistent", "7.00", "8.00")]),
        (PARTS[1:2], []),
        (("公务接待费支出7.40万元。",), [("inconsistent", "7.00", "7.40")]),
        # half a 分 either way
        (("公务接待费支出7.01万元。",), []),
        (("公务接待费支出7.02万元。",), [("inconsistent", "7.00", "7.02")]),
        # a part of a part
        (("公务用车运行维护费支出7.40万元。",), [("inconsistent", "7.00", "7.40")]),
    ],
)
def test_some_expenses_come_to_no_more_than_the_total(parts: tuple[str, ...], found: list[Judged]) -> None:
    assert judged(RULE, "“三公”经费支出7.00万元。", *parts, topic="three-public") == found


@pytest.mark.parametrize(("total", "verdict"), [("7.00", "consistent"), ("9.00", "inconsistent")])
def test_nobody_sent_abroad_costs_nothing(total: str, verdict: str) -> None:
    texts = (f"“三公”经费支出{total}万元。", *PARTS[1:], "全年无因公出国（境）团组。")
    assert judged(RULE, *texts, topic="three-public") == [(verdict, total, "7.00")]


def test_a_list_and_a_form_speak_for_themselves() -> None:
    parts = "因公出国（境）费2.00万元，公务用车购置及运行费6.00万元，公务接待费1.00万元"
    listed = f"“三公”经费支出8.00万元，其中：{parts}。"
    assert judged(RULE, listed, topic="three-public") == []
    report = account(("three-public", ("“三公”经费支出8.00万元。", *PARTS)))
    assert shown(findings(RULE, report)) == [("inconsistent", "8.00", "9.00")]
    cells = form("three-public", "预算数|9.00|2.00|6.00|0|6.00|1.00", "决算数|9.00|2.00|6.00|0|6.00|1.00")
    assert findings(RULE, with_forms(report, cells)) == []


@pytest.mark.parametrize(("abroad", "found"), [("0", []), ("2.00", [("inconsistent", "8.00", "11.00")])])
def test_an_expense_that_the_form_leaves_blank(abroad: str, found: list[Judged]) -> None:
    texts = ("“三公”经费支出8.00万元。", f"因公出国（境）费支出{abroad}万元。", "公务接待费支出3.00万元。")
    report = account(("three-public", (*texts, "公务用车购置及运行维护费支出6.00万元。")))
    cells = form("three-public", "决算数|8.00||6.00||6.00|3.00")
    assert shown(findings(RULE, with_forms(report, cells))) == found


@pytest.mark.parametrize(
    ("home", "abroad", "found"),
    [
        ("1.74", "0", []),
        ("1.54", "0.20", [("consistent", "1.74", "1.74")]),
        ("1.54", "0", [("inconsistent", "1.74", "1.54")]),
        # told within those at home
        ("1.74", "0.50", []),
    ],
)
def test_guests_at_home_and_from_abroad(home: str, abroad: str, found: list[Judged]) -> None:
    texts = ("公务接待费支出1.74万元。", f"国内接待费{home}万元。", f"国（境）外接待费{abroad}万元。")
    assert judged(RULE, *texts, topic="three-public") == found


def test_vehicles_may_be_said_by_their_parts() -> None:
    vehicles = ("公务用车购置费支出4.00万元。", "公务用车运行维护费支出3.00万元。")
    told = judged(RULE, "“三公”经费支出9.00万元。", PARTS[0], *vehicles, PARTS[2], topic="three-public")
    assert told == [("inconsistent", "9.00", "10.00")]


def test_a_list_of_no_vehicles_breaks_no_amount_down() -> None:
    texts = [
        "公务用车购置及运行维护费支出0万元。",
        "公务用车购置支出0万元。单位共有公务用车0辆，其中：轿车0辆、越野车0辆、载客汽车0辆。",
        "公务用车运行维护费支出1.26万元。",
    ]
    found = judged("cross.three-public-parts", *texts, topic="three-public")
    assert found == [("inconsistent", "0", "1.26")]


def test_a_sum_in_another_unit_is_written_in_plain_digits() -> None:
    texts = [
        "公务用车购置及运行维护费支出0元。",
        "公务用车购置支出0万元。",
        "公务用车运行维护费支出1.26万元。",
    ]
    (found,) = findings("cross.three-public-parts", account(("three-public", texts)))
    assert found.calculation == "0 + 12600 = 12600"

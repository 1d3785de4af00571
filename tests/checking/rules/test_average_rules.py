"""Averages: what is spent on each guest, what each vehicle costs."""

from __future__ import annotations

import pytest

from final_accounts.figures import Verdict
from final_accounts.reports import Severity

from ...recognising.narrative.narrative_making import account
from ..claim_making import explained, findings, judged, with_forms
from ..form_making import form

RULE = "cross.average"
SPENT = "公务接待费支出3.90万元。公务用车购置费18.50万元，公务用车运行维护费支出17.90万元。"


def spread(*texts: str) -> list[tuple[str, str | None, str | None]]:
    return judged(RULE, SPENT, *texts, topic="three-public")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国内公务接待50批次400人，人均接待费97.50元。", ("consistent", "97.50", "97.50")),
        ("公务接待50批次、400人次。人均公务接待费为97.5元。", ("consistent", "97.5", "97.50")),
        ("公务用车购置1辆，车均购置费18.50万元。", ("consistent", "18.50", "18.50")),
        ("公务用车保有量3辆，车均运行维护费5.97万元。", ("consistent", "5.97", "5.97")),
        ("车均维护费5.97万元，年末公务用车保有量为3辆。", ("consistent", "5.97", "5.97")),
        ("公务用车保有量3辆，每辆车平均运行维护费5.97万元。", ("consistent", "5.97", "5.97")),
        ("运行维护公务用车，保有量3辆，平均每辆6.97万元。", ("inconsistent", "6.97", "5.97")),
        ("国内公务接待50批次400人，人均79.50元。", ("inconsistent", "79.50", "97.50")),
        ("国内公务接待50批次400人，平均每人约97.5元。", ("consistent", "97.5", "97.50")),
        ("国内公务接待50批次400人，人均接待费79.50元。", ("inconsistent", "79.50", "97.50")),
        ("公务用车保有量3辆，车均维护费6.97万元。", ("inconsistent", "6.97", "5.97")),
        ("单位共有公务用车3辆，全年车均运行维护费支出5.97元。", ("inconsistent", "5.97", "59666.67")),
    ],
)
def test_an_average_is_the_amount_over_what_is_counted(
    text: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert spread(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        # what it is per, in a sentence that does not say of what, or says another thing
        "共50批次400人，人均79.50元。",
        "公务接待50批次400人，人均标准79.50元。",
        "公务接待50批次400人，会议人均79.50元。",
        "保有量3辆，平均每辆6.97万元。",
        "公务用车运行良好，保有量3辆，购置时平均每辆6.97万元。",
    ],
)
def test_bare_words_for_an_average_need_a_sentence_that_tells_of_what(text: str) -> None:
    assert spread(text) == []


def test_rounding_of_the_amount_is_allowed_for_and_no_more() -> None:
    # 3.90 may be anything from 38,950 to 39,050 yuan: 97.375 to 97.625 a head.
    guests = "国内公务接待50批次400人，"
    stated = ("97.36", "97.37", "97.63", "97.64")
    verdicts = [spread(f"{guests}人均接待费{value}元。")[0][0] for value in stated]
    assert verdicts == ["inconsistent", "consistent", "consistent", "inconsistent"]


def test_an_average_may_be_rounded_to_fewer_digits_than_amounts_have() -> None:
    text = "公务用车运行维护费支出17.91万元，公务用车保有量3辆，车均维护费{}万元。"
    assert judged(RULE, text.format("6"), topic="three-public") == [("consistent", "6", "5.97")]
    assert judged(RULE, text.format("5"), topic="three-public") == [("truncated", "5", "5.97")]
    assert judged(RULE, text.format("7"), topic="three-public") == [("inconsistent", "7", "5.97")]


def test_digits_that_were_cut_off_are_told() -> None:
    text = "公务接待费支出39003元，国内公务接待50批次400人，人均接待费{}元。"
    for stated, verdict in (("97.51", "consistent"), ("97.50", "truncated")):
        expected = (verdict, stated, "97.51")
        assert judged(RULE, text.format(stated), topic="three-public") == [expected]


@pytest.mark.parametrize("stated", ["97.50", "95.12", "90.00", "100.00", "92.31"])
def test_any_reading_of_guests_and_hospitality_will_do(stated: str) -> None:
    texts = (
        "公务接待费支出3.90万元，其中国内公务接待支出3.60万元。国内公务接待50批次400人次，"
        f"国（境）外公务接待2批次10人次。人均接待费{stated}元。"
    )
    assert [verdict for verdict, _, _ in judged(RULE, texts, topic="three-public")] == ["consistent"]


def test_nothing_spent_on_nobody_is_nothing() -> None:
    none = "公务用车购置费0万元。公务用车购置0辆，车均购置费{}万元。"
    assert judged(RULE, none.format(0), topic="three-public") == [("consistent", "0", None)]
    assert judged(RULE, none.format("3.20"), topic="three-public") == []


@pytest.mark.parametrize(
    "text",
    [
        "年初公务用车保有量4辆，年末公务用车保有量3辆，车均维护费4.00万元。",
        "公务用车购置3辆，车均维护费4.00万元。",
        "公务用车保有量3辆，上年车均维护费4.00万元。",
        "公务用车保有量3辆，车均维护费较上年减少4.00万元。",
        "公务用车保有量3辆，车均维护费预算4.00万元。",
        "国内公务接待50批次400人，培训人均4.00万元。",
        "国内公务接待50批次，陪同人员400人，人均接待费1.00元。",
        "因公出国（境）2个团组，4人，人均接待费1.00元。",
    ],
)
def test_what_is_spread_over_no_one_printed_count_is_left_alone(text: str) -> None:
    assert spread(text) == []


def test_an_amount_said_with_two_values_contradicts_nothing() -> None:
    again = "公务接待费支出4.20万元。国内公务接待50批次400人，人均接待费{}元。"
    assert spread(again.format("80.00")) == []
    assert [verdict for verdict, _, _ in spread(again.format("105.00"))] == ["consistent"]


@pytest.mark.parametrize(("stated", "verdict"), [("5.97万元", "consistent"), ("5.97元", "inconsistent")])
def test_the_form_prints_what_no_sentence_says(stated: str, verdict: str) -> None:
    report = account(
        ("three-public", f"“三公”经费支出21.80万元。公务用车保有量3辆，车均运行维护费{stated}。")
    )
    assert findings(RULE, report) == []
    cells = form("three-public", "决算数|21.80||17.90||17.90|3.90")
    (found,) = findings(RULE, with_forms(report, cells))
    assert (found.verdict.value, found.stated) == (verdict, "5.97")


def test_a_wrong_unit_is_told_by_its_cause() -> None:
    text = "截至2024年12月31日，单位共有公务用车3辆，其中：轿车1辆、越野车2辆。全年车均运行维护费支出5.97元。"
    found = explained(RULE, account(("three-public", [SPENT, text])))
    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert found[0].verdict is Verdict.INCONSISTENT
    assert found[0].message == (
        "车均运行维护费支出：报告写5.97元，而公务用车运行维护费支出17.90万元"
        " ÷ 单位共有公务用车3辆 = 59666.67元"
    )
    assert found[0].explanation == "疑似漏写“万”字：应为5.97万元。"


def test_yuan_printed_as_ten_thousands_keep_their_digits() -> None:
    text = "公务接待费支出0.08万元，国内公务接待49批次168人次，人均接待费4.93万元。"
    (found,) = explained(RULE, account(("three-public", text)))
    assert (found.recomputed, found.difference, found.unit) == ("0.000476", "4.929524", "万元")
    assert found.message.endswith("÷ 国内公务接待168人次 = 0.000476万元")
    assert found.explanation == "疑似“元”误作“万元”：应为4.93元。"


@pytest.mark.parametrize(("stated", "verdict"), [("97.50", "consistent"), ("79.50", "inconsistent")])
def test_a_heading_names_the_first_amount_under_it(stated: str, verdict: str) -> None:
    text = f"3.公务接待费。2024年决算数3.90万元。公务接待50批次，公务接待400人次，人均接待费{stated}元。"
    assert [found for found, _, _ in judged(RULE, text, topic="three-public")] == [verdict]


def test_the_working_of_several_counts_is_told() -> None:
    text = (
        "公务接待费支出3.90万元。国内公务接待50批次400人次，其中国内外事接待2批次10人次。人均接待费100.00元。"
    )
    found = findings(RULE, account(("three-public", text)))
    assert found[0].calculation == "39000 ÷ （400 − 10）"
    assert [figure.text for figure in found[0].figures] == ["100.00元", "3.90万元", "400人次", "10人次"]

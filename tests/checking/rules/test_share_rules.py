"""Rules on shares and completions: what holds, what fails, and the limits of rounding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict

from ...recognising.narrative.narrative_making import account
from ..claim_making import Judged, explained, fen, findings, judged, never, percent, places, shown, wan


def share(text: str) -> list[Judged]:
    return judged("share.rate", f"本年支出合计{text}。", topic="expenditure")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "250.00万元，其中：基本支出100.00万元，占40.00%；项目支出150.00万元，占60%",
            [("consistent", "40.00", "40.00"), ("consistent", "60", "60.00")],
        ),
        (
            "933.26万元，其中：基本支出334.31万元，占35.82%；项目支出598.95万元，占64.17%",
            [("consistent", "35.82", "35.82"), ("truncated", "64.17", "64.18")],
        ),
        # 0.005 … 0.015 ÷ 250.00 = 0.002 … 0.006 %
        ("250.00万元，其中：基本支出0.01万元，占0.00%", [("consistent", "0.00", "0.00")]),
        ("250.00万元，其中：基本支出0.01万元，占0.01%", [("consistent", "0.01", "0.00")]),
        ("250.00万元，其中：基本支出0.01万元，占0.02%", [("inconsistent", "0.02", "0.00")]),
        ("250.00万元，其中：基本支出0万元，占0%", [("consistent", "0", "0.00")]),
        ("250.00万元，其中：基本支出0万元，占1%", [("inconsistent", "1", "0.00")]),
        ("0万元，其中：基本支出0万元，占0%", [("consistent", "0", None)]),
        ("250.00万元，其中：基本支出1000000元，占40%", [("consistent", "40", "40.00")]),
        # 99.995 … 100.005 of 249.995 … 250.005: 39.9972 … 40.0028 %
        ("250.00万元，其中：基本支出100.00万元，占40.003%", [("consistent", "40.003", "40.000")]),
        ("250.00万元，其中：基本支出100.00万元，占40.004%", [("inconsistent", "40.004", "40.000")]),
    ],
)
def test_a_share(text: str, found: list[Judged]) -> None:
    assert share(text) == found


@pytest.mark.parametrize(
    ("guests", "found"),
    [
        ("公务接待费支出2.35万元，占“三公”经费的43.12％", ("consistent", "43.12", "43.12")),
        ("公务接待费支出2.35万元，占“三公”经费的41.32％", ("inconsistent", "41.32", "43.12")),
    ],
)
def test_a_share_of_the_three_public_expenses_that_are_told_apart(guests: str, found: Judged) -> None:
    parts = "“三公”经费决算支出中，因公出国（境）费支出0万元；公务用车购置及运行费支出3.10万元"
    assert judged("share.rate", f"{parts}；{guests}。", topic="three-public") == [found]
    # Of parts that are said with two values, or not all said, the whole is unknown.
    for text in (f"{parts}；{guests}。公务接待费2.53万元。", f"公务用车运行费3.10万元；{guests}。"):
        assert [verdict for verdict, *_ in judged("share.rate", text, topic="three-public")] == [
            "undetermined"
        ]


def test_a_share_is_computed_to_the_digits_that_are_printed() -> None:
    text = "本年支出合计3000.00万元，其中：其他支出0.04万元，占0.0004%。"
    (finding,) = findings("share.rate", account(("expenditure", text)))
    assert finding.verdict is Verdict.INCONSISTENT
    assert "0.0013%" in finding.message


def test_a_bare_share_may_be_of_any_amount_that_its_sentence_may_break_down() -> None:
    text = "50.00万元，其中基本支出30.00万元，项目支出20.00万元。其中，工资福利支出21.00万元，占比为{}%"
    assert share(text.format("42.00"))[-1][0] == "consistent"
    assert share(text.format("24.00"))[-1][0] == "inconsistent"


def test_a_share_of_a_whole_that_is_nowhere_printed() -> None:
    (finding,) = findings(
        "share.rate", account(("general-budget", "财政拨款支出80.00万元，占本年支出合计的80.00%。"))
    )
    assert finding.verdict is Verdict.UNDETERMINED
    assert finding.explanation == "文中未见“本年支出合计”的金额。"


@pytest.mark.parametrize("name", ["总支出决算", "支出总额", "总支出"])
def test_all_that_was_spent_on_the_three_public_expenses(name: str) -> None:
    parts = f"公务接待费支出12.00万元，占{name}的30.77%；公务用车费27.00万元，占，60.23%"
    text = f"“三公”经费支出39.00万元。其中：{parts}。"
    found = judged("share.rate", text, topic="three-public")
    assert found == [("consistent", "30.77", "30.77"), ("inconsistent", "60.23", "69.23")]


def test_a_share_of_a_whole_of_another_section() -> None:
    report = account(
        ("expenditure", "本年支出合计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。"),
        ("general-budget", "一般公共预算财政拨款支出80.00万元，占本年支出合计的81.00%。"),
    )
    assert shown(findings("share.rate", report)) == [("inconsistent", "81.00", "80.00")]


def test_a_share_left_over_from_100_is_explained() -> None:
    text = (
        "本年支出合计250.00万元，其中：基本支出100.00万元，占40.10%；项目支出100.00万元，占40.00%；"
        "经营支出50.00万元，占19.90%。"
    )
    found = explained("share.rate", account(("expenditure", text)))
    assert shown(found) == [
        ("inconsistent", "40.10", "40.00"),
        ("consistent", "40.00", "40.00"),
        ("inconsistent", "19.90", "20.00"),
    ]
    assert found[2].explanation == "疑似以100%减去其他各项比重倒挤得出。"


def test_a_share_of_the_wrong_base_is_explained() -> None:
    report = account(
        ("income", "本年收入合计200.00万元，其中：财政拨款收入200.00万元，占100%。"),
        ("expenditure", "本年支出合计250.00万元，其中：基本支出100.00万元，占50.00%。"),
    )
    wrong = explained("share.rate", report)[1]
    assert wrong.verdict is Verdict.INCONSISTENT
    assert wrong.explanation == (
        "疑似以“本年收入合计”200.00万元为基数计算；也可能是录入错误：“40.00”误作“50.00”（一位数字不同）。"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年初预算为40.00万元，支出决算为38.00万元，完成年初预算的95.00%", ("consistent", "95.00", "95.00")),
        (
            "年初预算为40.00万元，支出决算为38.00万元，完成年初预算的94.00%",
            ("inconsistent", "94.00", "95.00"),
        ),
        ("年初预算为40万元，支出决算为2907.5万元，完成预算的726.87%", ("inconsistent", "726.87", "7268.75")),
        ("预算为5.34万元，支出决算为0.89万元，完成预算的16.66%", ("consistent", "16.66", "16.67")),
        ("预算为534.00万元，支出决算为89.00万元，完成预算的16.66%", ("truncated", "16.66", "16.67")),
        ("支出决算为38.00万元，完成年初预算的95.00%", ("undetermined", "95.00", None)),
        ("年初预算为0万元，支出决算为38.00万元，完成年初预算的100%", ("undetermined", "100", None)),
        ("年初预算为0万元，支出决算为0万元，完成年初预算的0%", ("consistent", "0", None)),
    ],
)
def test_a_completion(text: str, found: Judged) -> None:
    text = f"一般公共预算财政拨款支出{text}。"
    assert judged("completion.rate", text, topic="general-budget") == [found]


def test_a_lost_digit_of_a_completion_is_explained() -> None:
    text = "财政拨款支出年初预算为40万元，支出决算为2907.5万元，完成年初预算的726.87%。"
    (finding,) = explained("completion.rate", account(("general-budget", text)))
    assert finding.explanation == "疑似小数点向左错移1位（应为7268.75%）。"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“三公”经费支出0万元，其中：公务接待费0万元，占0%", "consistent"),
        ("“三公”经费支出0万元，其中：公务接待费0万元，占100%", "undetermined"),
        ("“三公”经费支出0万元，其中：公务接待费0万元，占35%", "inconsistent"),
        # 0.00 may be 0.004 of 0.01
        ("“三公”经费支出0.00万元，其中：公务接待费0.00万元，占35%", "undetermined"),
    ],
)
def test_a_share_of_nothing(text: str, verdict: str) -> None:
    ((found, _, _),) = judged("share.rate", f"{text}。", topic="three-public")
    assert found == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("公务接待费支出0万元，完成预算0%", "undetermined"),
        ("公务接待费支出0万元，完成预算100%", "undetermined"),
        ("公务接待费支出0万元，完成预算85%", "inconsistent"),
        ("公务接待费支出0.00万元，完成预算85%", "undetermined"),
        ("公务接待费支出1.00万元，完成预算85%", "undetermined"),
    ],
)
def test_a_completion_of_nothing_spent(text: str, verdict: str) -> None:
    ((found, _, _),) = judged("completion.rate", f"{text}。", topic="three-public")
    assert found == verdict


parts = st.lists(fen, min_size=2, max_size=4).filter(lambda amounts: sum(amounts) > 0)


@settings(max_examples=60)
@given(parts, places)
def test_truly_rounded_shares_are_never_faulted(amounts: list[int], digits: int) -> None:
    whole = sum(amounts)
    listed = "；".join(
        f"{name}支出{wan(amount)}万元，占{percent(amount, whole, digits)}%"
        for name, amount in zip("甲乙丙丁", amounts, strict=False)
    )
    report = account(("expenditure", f"本年支出合计{wan(whole)}万元，其中：{listed}。"))
    found = findings("share.rate", report)
    assert len(found) == len(amounts)
    never(found, Verdict.INCONSISTENT, Verdict.TRUNCATED)


@settings(max_examples=60)
@given(fen, fen.filter(bool), places, st.booleans())
def test_completions_truly_rounded_or_cut(final: int, budget: int, digits: int, cut: bool) -> None:
    text = (
        f"财政拨款支出年初预算为{wan(budget)}万元，支出决算为{wan(final)}万元，"
        f"完成年初预算的{percent(final, budget, digits, cut)}%。"
    )
    found = findings("completion.rate", account(("general-budget", text)))
    never(found, Verdict.INCONSISTENT, *([] if cut else [Verdict.TRUNCATED]))


def test_the_shares_of_a_sentence_mean_one_whole() -> None:
    said = "公务接待费20.00万元，占总支出决算的{}；公务用车运行维护费80.00万元，占总支出决算的{}。"
    total = ("totals", "收入总计、支出总计2000.00万元。"), ("expenditure", "本年支出合计2000.00万元。")
    for first, second, verdicts in (
        ("20%", "80%", ["consistent", "consistent"]),
        ("1%", "4%", ["consistent", "consistent"]),
        ("1%", "80%", ["inconsistent", "consistent"]),
    ):
        text = "“三公”经费支出决算100.00万元，其中：" + said.format(first, second)
        made = account(*total, ("three-public", text))
        found = [one.verdict.value for one in check(made).findings if one.rule == "share.rate"]
        assert found == verdicts


def test_a_share_of_what_the_sentence_is_made_of() -> None:
    text = "本年收入合计500.00万元。本年收入的具体构成为：财政拨款收入50.00万元，占{}。"
    for share, verdict in (("10%", "consistent"), ("100%", "inconsistent")):
        assert judged("share.rate", text.format(share), topic="income")[0][0] == verdict


def test_bare_shares_in_paragraphs_are_of_what_the_section_is_about() -> None:
    report = account(
        ("general-budget", "一般公共预算财政拨款支出80.00万元，占本年支出的80%。"),
        (
            "general-budget-items",
            ("1.教育支出（类）60.00万元，占75%。", "2.住房保障支出（类）20.00万元，占25%。"),
        ),
        ("expenditure", "本年支出合计100.00万元。"),
        ("fund", "政府性基金预算财政拨款本年收入9.00万元，本年支出9.00万元。"),
    )
    assert shown(findings("share.rate", report)) == [
        ("consistent", "80", "80.00"),
        ("consistent", "75", "75.00"),
        ("consistent", "25", "25.00"),
    ]


def test_a_share_of_a_total_of_both_sides() -> None:
    report = account(
        ("totals", "2024年度收、支总计100.00万元。"),
        ("expenditure", "本年支出合计80.00万元，占支出总计的80%。"),
    )
    assert shown(findings("share.rate", report)) == [("consistent", "80", "80.00")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年初预算为0，支出决算为307.82万元，完成年初预算的95.89%。", ["inconsistent"]),
        ("年初预算为0.00万元，支出决算为307.82万元，完成年初预算的100%。", []),
        ("年初预算为0万元，支出决算为0万元，完成年初预算的0%。", []),
        ("年初预算为321.01万元，支出决算为307.82万元，完成年初预算的95.89%。", []),
    ],
)
def test_a_budget_of_zero_has_no_completion_rate(text: str, found: list[str]) -> None:
    item = "公共服务支出（类）综合（款）行政运行（项），主要用于日常运转。"
    judgements = judged("completion.zero-budget", item + text, topic="general-budget-items")
    assert [verdict for verdict, *_ in judgements] == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("257.14", "257.14", ["consistent"]),
        ("257.14", "257.15", ["consistent"]),
        ("257.14", "245.53", ["inconsistent"]),
    ],
)
def test_an_item_is_said_with_one_amount(first: str, second: str, found: list[str]) -> None:
    text = (
        f"社会保障和就业支出（208类）养老支出（05款）年金支出（06项）{first}万元，主要用于缴纳职业年金。"
        f"年初预算为274.82万元，支出决算为{second}万元。"
    )
    judgements = judged("cross.said-again", text, topic="general-budget-items")
    assert [verdict for verdict, *_ in judgements] == found


def test_a_rate_is_of_the_years_amount_that_it_names() -> None:
    text = "离退休支出56.12万元。2023年决算数为57.43万元，2024年支出决算为56.12万元，比2023年决算数减少{}%。"
    for rate, found in (("2.28", "consistent"), ("1.10", "inconsistent")):
        ((verdict, *_),) = judged("change.rate", text.format(rate), topic="general-budget-items")
        assert verdict == found


def test_a_share_of_what_may_be_the_total_of_the_year_is_held_to_both() -> None:
    said = "支出总计120.00万元，其中：基本支出60.00万元，占{}的{}；项目支出40.00万元，占{}的40%。"
    for whole, share, verdicts in (
        ("总支出", "60%", ["consistent", "consistent"]),
        ("总支出", "50%", ["consistent", "inconsistent"]),
        ("总支出", "65%", ["inconsistent", "inconsistent"]),
        ("支出总计", "60%", ["inconsistent", "inconsistent"]),
    ):
        made = account(("totals", said.format(whole, share, whole)))
        assert [one.verdict.value for one in findings("share.rate", made)] == verdicts

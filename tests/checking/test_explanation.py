"""What could have happened to a wrong figure: the simplest hypothesis that gives it exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from final_accounts.checking.explanation import copied_from, digit_slip, explain, named_amounts, wrong_addend
from final_accounts.figures import WAN_YUAN, Figure, Interval, parse_figure

from ..recognising.narrative_making import account

NOTHING = "未找到能说明这一差异的简单原因。"


def printed(text: str, unit: str | None = WAN_YUAN) -> Figure:
    figure = parse_figure(text, unit)
    assert figure is not None
    return figure


@pytest.mark.parametrize(
    ("stated", "unit", "nominal", "sentence"),
    [
        ("9.82%", None, "9.8289", "疑似直接截去尾数，未四舍五入（应为9.83%）。"),
        ("726.87%", None, "7268.75", "疑似小数点向左错移1位（应为7268.75%）。"),
        ("13.83", WAN_YUAN, "1383.07", "疑似小数点向左错移2位（应为1383.07万元）。"),
        ("8.00", WAN_YUAN, "0.80", "疑似小数点向右错移1位（应为0.80万元）。"),
        ("0.27", WAN_YUAN, "2700", "疑似“元”与“万元”混用（相差一万倍）。"),
        ("64.17%", None, "35.83", "疑似写成了与100%的差额。"),
        ("883.32", WAN_YUAN, "888.32", "疑似录入错误：“888.32”误作“883.32”（一位数字不同）。"),
        ("205.00", WAN_YUAN, "250.00", "疑似相邻两位数字颠倒：“250.00”误作“205.00”。"),
        ("1049.2", WAN_YUAN, "10149.2", "疑似漏写一位数字：“10149.2”误作“1049.2”。"),
        ("123.45", WAN_YUAN, "987.65", NOTHING),
        ("123.45", WAN_YUAN, None, NOTHING),
    ],
)
def test_a_slip(stated: str, unit: str | None, nominal: str | None, sentence: str) -> None:
    value = None if nominal is None else Decimal(nominal)
    assert explain(printed(stated, unit), value) == sentence


def test_what_the_claim_knows_is_tried_first() -> None:
    def impossible() -> Interval:
        raise ZeroDivisionError

    candidates = [
        ("除以零", impossible),
        ("别的数", lambda: Interval.exactly(3)),
        ("正是它", lambda: Interval(Decimal("9.819"), Decimal("9.821"))),
        ("也是它", lambda: Interval.exactly(Decimal("9.82"))),
    ]
    assert explain(printed("9.82%", None), Decimal("98.2"), candidates) == "正是它"


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("888.32", "888.32", None),
        ("883.32", "888.32", "疑似录入错误：“888.32”误作“883.32”（一位数字不同）。"),
        ("838.23", "888.32", None),
        ("1.2", "1.3", None),  # two digits: anything is one slip away
        ("12.34", "21.34", "疑似相邻两位数字颠倒：“21.34”误作“12.34”。"),
        ("1049.22", "104.22", "疑似多写一位数字：“104.22”误作“1049.22”。"),
        ("104.22", "1049.22", "疑似漏写一位数字：“1049.22”误作“104.22”。"),
        ("10.2", "1049.22", None),
    ],
)
def test_digits(wrong: str, right: str, slip: str | None) -> None:
    assert digit_slip(wrong, right) == slip


@pytest.mark.parametrize(
    ("whole", "parts", "sentence"),
    [
        ("250.00", ("100.00", "140.00", "33.33"), None),
        ("250.00", ("100.00", "150.00", "9"), "若不含“丙”9，各项正好等于合计：疑似合计漏计或该项重复。"),
        ("250.00", ("100.00", "75.00"), "若“乙”75.00计入两次，各项正好等于合计。"),
        ("300.00", ("111.11", "222.22"), None),
    ],
)  # fmt: skip
def test_a_sum(whole: str, parts: tuple[str, ...], sentence: str | None) -> None:
    addends = [(name, printed(part)) for name, part in zip("甲乙丙", parts, strict=False)]
    assert wrong_addend(printed(whole), addends) == sentence


def test_a_figure_copied_from_elsewhere() -> None:
    report = account(
        ("totals", "2024年度收入总计320.00万元，支出总计320.00万元。"),
        ("operating", "机关运行经费支出40.50万元。"),
    )
    stated = printed("40.50")
    assert copied_from(report, stated, [stated]) == "疑似照抄了“机关运行经费支出”的数字40.50万元。"
    assert copied_from(report, printed("40.51"), []) is None
    assert copied_from(report, printed("40.5"), []) is None, "too short to be no accident"
    own = [claim.figure for claim in named_amounts(report)]
    assert copied_from(report, own[-1], [own[-1]]) is None, "a figure is no copy of itself"


def test_named_amounts_are_told_once_a_value() -> None:
    report = account(
        ("totals", "2024年度收入总计320.00万元，支出总计320.00万元，年末结转和结余0万元。"),
        ("three-public", "公务接待费预算为5.00万元，支出决算为3.00万元。"),
    )
    told = [(claim.subject, str(claim.figure.value)) for claim in named_amounts(report)]
    assert told == [("收入总计", "320.00"), ("公务接待费", "3.00")]

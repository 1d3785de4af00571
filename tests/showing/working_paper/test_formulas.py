"""Formulas of the working paper: literal texts, and verdicts that are the rules' own for any figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.checking.findings.claims import Reading, judge_readings
from final_accounts.checking.verdicts import printed_view, usual_view
from final_accounts.documents import Document, Source
from final_accounts.figures import Figure, Interval, parse_figure
from final_accounts.places import Place
from final_accounts.reports import Report
from final_accounts.showing.working_paper.cells import VERDICTS, column_letters, is_number, looks_like_formula
from final_accounts.showing.working_paper.formulas import (
    Average,
    Computation,
    Growth,
    Ratio,
    RatioToRest,
    SharesOf,
    Total,
)
from final_accounts.showing.working_paper.operands import AS_PRINTED, Operand, Sight, Spot, own
from final_accounts.showing.working_paper.verdicts import Bound, Within

USUAL = Sight(usual_view(2), 2, "$S7")
NARRATIVE = Place(paragraph=3, start=0, end=5)


def figure(text: str, unit: str = "万元", place: Place = NARRATIVE) -> Figure:
    found = parse_figure(text, unit, place)
    assert found is not None
    return found


def operand(text: str, unit: str = "万元", wanted: str | None = None, row: int = 3) -> Operand:
    return Operand.of(figure(text, unit), Spot("文字陈述", row, 6, row, 8), wanted)


@pytest.mark.parametrize(
    ("taken", "sight", "half"),
    [
        (operand("16"), USUAL, "0.5/10^MAX('文字陈述'!$I$4,$S7)"),
        (operand("16"), AS_PRINTED, "0.5/10^'文字陈述'!$I$4"),
        (operand("16.25"), USUAL, "0.5/10^'文字陈述'!$I$4"),
        (operand("0"), AS_PRINTED, "0.5/10^MAX('文字陈述'!$I$4,2)"),
        (operand("27", "人"), USUAL, "0"),
        (operand("162500.00", "元", "万元"), USUAL, "0.5/10^('文字陈述'!$I$4+4)"),
    ],
)
def test_how_far_a_printed_number_may_lie(taken: Operand, sight: Sight, half: str) -> None:
    assert taken.half(sight) == half


def test_about_is_five_last_digits() -> None:
    about = replace(operand("300"), figure=replace(figure("300"), approximate=True))
    assert about.half(USUAL) == "5/10^'文字陈述'!$I$4"


def test_an_amount_in_yuan_is_turned_into_ten_thousands() -> None:
    assert operand("162500.00", "元", "万元").value == "'文字陈述'!$G$4/10000"
    assert operand("16.25", "万元", "元").value == "'文字陈述'!$G$4*10000"


def test_a_share_as_formula() -> None:
    ratio = Ratio(operand("334.31"), operand("933.26", row=4))
    assert ratio.value(6) == (
        "IF(COUNT('文字陈述'!$G$4,'文字陈述'!$G$5)<2,\"\","
        "IF(ROUND('文字陈述'!$G$5,9)>0,'文字陈述'!$G$4/'文字陈述'!$G$5*100,\"\"))"
    )
    seen = ratio.interval(printed_view)
    assert seen.low == pytest.approx(Decimal("33430.5") / Decimal("933.265"))
    assert seen.high == pytest.approx(Decimal("33431.5") / Decimal("933.255"))


def test_a_sum_as_formula() -> None:
    total = Total((operand("3.10"), operand("1.05", row=4), replace(operand("0.5", row=5), sign=-1)))
    assert total.value(6) == "'文字陈述'!$G$4+'文字陈述'!$G$5-'文字陈述'!$G$6"
    halves = "+".join(f"0.5/10^'文字陈述'!$I${row}" for row in (4, 5, 6))
    assert total.ends(6, AS_PRINTED) == (f"$H7-({halves})", f"$H7+({halves})")
    assert total.interval(printed_view) == Interval(Decimal("3.59"), Decimal("3.71"))


def test_shares_of_amounts_as_formula() -> None:
    pairs = (
        (operand("6.00"), operand("50", "%", row=4)),
        (operand("4.0", row=5), operand("25.5", "%", row=6)),
    )
    shares = SharesOf(pairs)
    cells = [f"'文字陈述'!$G${row}" for row in (4, 5, 6, 7)]
    halves = [f"0.5/10^'文字陈述'!$I${row}" for row in (4, 5, 6, 7)]
    assert shares.value(6) == f"{cells[0]}*{cells[1]}/100+{cells[2]}*{cells[3]}/100"
    low, high = shares.ends(6, AS_PRINTED)
    assert low.startswith(f"MAX({cells[0]}-{halves[0]},0)*MAX({cells[1]}-{halves[1]},0)/100+")
    assert high.endswith(f"+({cells[2]}+{halves[2]})*({cells[3]}+{halves[3]})/100")
    seen = shares.interval(printed_view)
    assert seen.low == pytest.approx(
        Decimal("5.995") * Decimal("0.495") + Decimal("3.95") * Decimal("0.2545")
    )
    assert seen.high == pytest.approx(
        Decimal("6.005") * Decimal("0.505") + Decimal("4.05") * Decimal("0.2555")
    )


def test_a_missing_figure_gives_nothing_to_judge() -> None:
    gap = Operand(None, Spot("文字陈述", 9, 6, 9, 8))
    within = Within(operand("95.1%"), Ratio(operand("12.34"), gap), 2)
    cells = within.cells(6)
    assert cells["recomputed"][1] == ""
    assert cells["verdict"][1] == "无从核对"


def test_a_bound_gives_rounding_to_both() -> None:
    assert Bound(operand("3.10"), operand("3.1", row=4), at_most=True).cells(6)["verdict"][1] == "相符"
    assert Bound(operand("3.16"), operand("3.1", row=4), at_most=True).cells(6)["verdict"][1] == "不相符"
    assert Bound(operand("3.16"), operand("3.1", row=4), at_most=False).cells(6)["verdict"][1] == "相符"
    assert Bound(operand("0.01"), None, at_most=True).cells(6)["verdict"][1] == "不相符"


def test_columns_and_own_cells() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert own("stated", 6) == "$G7"
    assert [looks_like_formula(text) for text in ("=1", " +1", "＝1", "1+1", "合计")] == [
        True, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "holds"),
    [("123456789012.34", True), ("1234567890123456", False), ("1E+400", False), ("NaN", False)],
)
def test_which_numbers_a_spreadsheet_holds(value: str, holds: bool) -> None:
    assert is_number(Decimal(value)) is holds


amounts = st.tuples(st.integers(0, 99_999), st.integers(0, 3)).map(
    lambda drawn: f"{Decimal(drawn[0]).scaleb(-drawn[1]):f}"
)
rates = st.tuples(st.integers(0, 30_000), st.integers(0, 2)).map(
    lambda drawn: f"{Decimal(drawn[0]).scaleb(-drawn[1]):f}%"
)


def report_of(usual: int | None) -> Report:
    """A report without any content."""
    document = Document(Source("report.txt", "txt", "ab" * 32, None, Path("report.txt")), ())
    return Report(document, None, None, "万元", usual, (), (), (), ())


def rule_says(report: Report, stated: Figure, computation: Computation) -> str:
    """The verdict of the rules themselves, which see a computation and nothing of formulas."""
    _, outcome = judge_readings(report, stated, [Reading(computation.interval, "", ())])
    return VERDICTS[outcome.verdict]


@pytest.mark.parametrize("usual", [None, 2])
@given(first=amounts, second=amounts, rate=rates, sign=st.sampled_from((1, -1)))
def test_percentages_are_judged_as_the_rules_judge(
    usual: int | None, first: str, second: str, rate: str, sign: int
) -> None:
    report = report_of(usual)
    top, bottom, stated = operand(first), operand(second, row=4), operand(rate, "%", row=5)
    assert stated.figure is not None
    ways = (Ratio(top, bottom), Ratio(top, bottom, sign), Growth(top, bottom, sign))
    for computation in (*ways, RatioToRest(top, bottom, sign)):
        within = Within(stated, computation, usual)
        said = within.cells(6)["verdict"][1]
        if said != rule_says(report, stated.figure, computation):
            # A stated nought of nought is no contradiction: the rules say so after weighing it.
            assert (said, stated.figure.value) == ("相符", 0)


@pytest.mark.parametrize("usual", [None, 2])
@given(parts=st.lists(amounts, min_size=1, max_size=5), off=st.integers(-40, 40), short=st.integers(0, 2))
def test_sums_are_judged_as_the_rules_judge(
    usual: int | None, parts: list[str], off: int, short: int
) -> None:
    total = sum(map(Decimal, parts)) + Decimal(off).scaleb(-3)
    stated = operand(f"{max(total, Decimal(0)):.{short}f}", row=9)
    computation = Total(tuple(operand(part, row=n) for n, part in enumerate(parts)))
    assert stated.figure is not None
    said = Within(stated, computation, usual).cells(6)["verdict"][1]
    assert said == rule_says(report_of(usual), stated.figure, computation)


def test_an_average_as_formula() -> None:
    average = Average(
        operand("3.90", "万元", "元"),
        (operand("400", "人", row=4), replace(operand("10", "人", row=5), sign=-1)),
    )
    counted = "'文字陈述'!$G$5-'文字陈述'!$G$6"
    assert average.value(6) == f"IF(ROUND({counted}-0,9)>0,'文字陈述'!$G$4*10000/({counted}),\"\")"
    seen = average.interval(printed_view)
    assert (seen.low, seen.high) == (pytest.approx(Decimal(38950) / 390), pytest.approx(Decimal(39050) / 390))

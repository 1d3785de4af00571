"""The long tables: one row a cell, and blank, dash and zero stay three things."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from final_accounts.documents import Document, Source
from final_accounts.figures import WAN_YUAN, Figure
from final_accounts.places import Place
from final_accounts.reports import (
    AbsenceClaim,
    AmountClaim,
    ChangeClaim,
    Chart,
    ChartSeries,
    Form,
    FormRow,
    Part,
    Report,
    Section,
    ShareClaim,
    Statement,
)
from final_accounts.showing.tidy import (
    ChartValue,
    ClaimFigure,
    CountedFigure,
    FormCell,
    chart_values,
    claim_figures,
    counted_figures,
    form_cells,
)

SECTION = Section(0, Part.NARRATIVE, "支出决算情况说明")
STATEMENT = Statement(SECTION, "基本支出0.00万元，占0%。", Place(page=4))


def report() -> Report:
    zero = Figure("0.00", Decimal("0.00"), WAN_YUAN, 2, Place(page=9))
    share = Figure("0%", Decimal(0), "%", 0, Place(page=4))
    form = Form(
        key="expenditure",
        title="支出决算表",
        printed_number="公开03表",
        printed_unit=WAN_YUAN,
        unit=WAN_YUAN,
        columns=("本年支出合计", "基本支出", "项目支出"),
        rows=(FormRow("2080505", "养老保险", "3", (zero, None, None), Place(page=8), dashes=frozenset({1})),),
        place=Place(page=8),
    )
    return Report(
        document=Document(Source("a.pdf", "pdf", "0" * 64, 9, Path("a.pdf")), ()),
        bureau=None,
        fiscal_year=None,
        unit=WAN_YUAN,
        usual_decimals=2,
        sections=(SECTION,),
        statements=(STATEMENT,),
        claims=(
            ShareClaim(
                statement=STATEMENT,
                subject="基本支出",
                part=zero,
                whole=None,
                whole_name="本年支出合计",
                share=share,
            ),
            AbsenceClaim(statement=STATEMENT, subject="项目支出", key="project"),
        ),
        forms=(form,),
        charts=(
            Chart(
                number=3,
                title="支出结构",
                kind="pie",
                unit="%",
                labels=("基本支出", "项目支出"),
                series=(ChartSeries("", (Decimal(0), None), (Decimal("0.01"), None), (True, False)),),
                basis="narrative",
            ),
        ),
    )


def test_cells_not_to_be_relied_on_are_marked() -> None:
    found = report()
    first = found.forms[0].rows[0].values[0]
    assert first is not None
    assert [cell.doubted for cell in form_cells(found, {first.place})] == [True, False, False]
    assert [cell.doubted for cell in form_cells(found)] == [None, None, None]


def test_a_zero_a_dash_and_a_blank_are_three_rows_that_differ() -> None:
    cells = list(form_cells(report()))
    assert cells[0] == FormCell(
        form="expenditure",
        title="支出决算表",
        row=1,
        code="2080505",
        label="养老保险",
        line="3",
        column="本年支出合计",
        value="0.00",
        printed="0.00",
        unit="万元",
        place="第9页",
    )
    assert [(cell.column, cell.value, cell.printed, cell.place) for cell in cells[1:]] == [
        ("基本支出", None, "—", "第8页"),
        ("项目支出", None, "", "第8页"),
    ]


def test_each_figure_of_a_claim_has_its_role_and_a_claim_without_any_its_row() -> None:
    part, share, absence = claim_figures(report())
    assert part == ClaimFigure(
        claim=1,
        section="支出决算情况说明",
        kind="share",
        subject="基本支出",
        role="part",
        label=None,
        value="0.00",
        printed="0.00",
        unit="万元",
        place="第9页",
        quote="基本支出0.00万元，占0%。",
    )
    assert (share.claim, share.role, share.value, share.unit) == (1, "share", "0", "%")
    assert (absence.claim, absence.kind, absence.role, absence.value) == (2, "absence", "", None)
    assert (absence.subject, absence.key, absence.place) == ("项目支出", "project", "第4页")


def test_each_value_of_a_chart_stands_beside_its_recomputation() -> None:
    first, second = chart_values(report())
    assert first == ChartValue(3, "支出结构", "pie", "", "基本支出", "0", "0.01", True, "%", "narrative")
    assert (second.label, second.stated, second.recomputed, second.differs) == ("项目支出", None, None, False)


def test_a_figure_keeps_the_name_of_the_amount_that_it_is_in_any_claim() -> None:
    now = Figure("933.26", Decimal("933.26"), WAN_YUAN, 2, Place(paragraph=1, start=4, end=10))
    less = Figure("83.52", Decimal("83.52"), WAN_YUAN, 2, Place(paragraph=1, start=13, end=18))
    change = ChangeClaim(
        statement=STATEMENT, subject="支出", current=now, base=None, difference=less, rate=None, direction=-1,
        rate_direction=None,
    )  # fmt: skip
    amount = AmountClaim(statement=STATEMENT, subject="支出", figure=now, key="expenditure")
    rows = list(claim_figures(replace(report(), claims=(change, amount))))
    assert [(r.kind, r.role, r.key, r.measure, r.against, r.direction) for r in rows] == [
        ("change", "current", "expenditure", "final", "last-year", None),
        ("change", "difference", None, None, "last-year", -1),
        ("amount", "figure", "expenditure", "final", None, None),
    ]


def test_a_head_count_is_listed_once_with_the_words_before_it() -> None:
    sentence = Statement(SECTION, "单位编制3人，年末实有4人。", Place(paragraph=1, start=100, end=113))
    heads = Figure("4人", Decimal(4), "人", 0, Place(paragraph=1, start=111, end=113))
    reason = Figure("1人", Decimal(1), "人", 0, Place(paragraph=2, start=0, end=2))
    bound = ((heads, sentence, "count"), (heads, sentence, "count"), (reason, sentence, "reason"))
    assert list(counted_figures(replace(report(), bound=bound))) == [
        CountedFigure("支出决算情况说明", "年末实有", "4", "4人", "人", "第2段", "单位编制3人，年末实有4人。")
    ]

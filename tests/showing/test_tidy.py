"""The long tables: one row a cell, and blank, dash and zero stay three things."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from final_accounts.documents import Document, Source
from final_accounts.figures import WAN_YUAN, Figure
from final_accounts.places import Place
from final_accounts.reports import (
    AbsenceClaim,
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
    FormCell,
    chart_values,
    claim_figures,
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
        rows=(
            FormRow("2080505", "养老保险", "3", (zero, None, None), Place(page=8), dashes=frozenset({1})),
        ),
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
            AbsenceClaim(statement=STATEMENT, subject="项目支出"),
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
    assert (absence.subject, absence.place) == ("项目支出", "第4页")


def test_each_value_of_a_chart_stands_beside_its_recomputation() -> None:
    first, second = chart_values(report())
    assert first == ChartValue(3, "支出结构", "pie", "", "基本支出", "0", "0.01", True, "%", "narrative")
    assert (second.label, second.stated, second.recomputed, second.differs) == ("项目支出", None, None, False)

"""A checked report built by hand, small but whole, so that the page can be tested without any reader."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from final_accounts.documents import Document, Paragraph, Picture, Source
from final_accounts.figures import Figure, Verdict, parse_figure
from final_accounts.places import Place
from final_accounts.reports import (
    AmountClaim,
    ChangeClaim,
    Chart,
    ChartSeries,
    CheckedReport,
    Finding,
    Form,
    FormRow,
    Ledger,
    LedgerEntry,
    Part,
    Report,
    Section,
    Severity,
    ShareClaim,
    Statement,
)
from final_accounts.wordings import Wording

TOTALS = "收入总计 933.26 万元，比上年增加 83.52 万元，增长 9.82%。"
SHARES = "本年支出合计 933.26 万元，基本支出 334.31 万元，占 35.82%；项目支出 598.95 万元，占 64.17%。"
HOSTILE = "<script>alert(1)</script>=SUM(A1)"


def figure(paragraph: int, text: str, printed: str, unit: str, nth: int = 0) -> Figure:
    start = -1
    for _ in range(nth + 1):
        start = text.index(printed, start + 1)
    place = Place(page=3 + paragraph, paragraph=paragraph, start=start, end=start + len(printed))
    found = parse_figure(printed, unit, place)
    assert found is not None
    return found


def cell(printed: str, row: int, column: int) -> Figure:
    found = parse_figure(printed, "万元", Place(page=9, table=0, row=row, column=column))
    assert found is not None
    return found


@pytest.fixture
def checked() -> CheckedReport:
    """Two sentences, one form, two charts, four findings; bureau and labels hold markup and a formula."""
    overview = Section(0, Part.NARRATIVE, "收入支出决算总体情况说明", "一、")
    spending = Section(1, Part.NARRATIVE, "支出决算情况说明", "三、")
    first = Statement(overview, TOTALS, Place(page=3, paragraph=0, start=0, end=len(TOTALS)))
    second = Statement(spending, SHARES, Place(page=4, paragraph=1, start=0, end=len(SHARES)))
    total = figure(0, TOTALS, "933.26", "万元")
    more = figure(0, TOTALS, "83.52", "万元")
    rate = figure(0, TOTALS, "9.82%", "%")
    whole = figure(1, SHARES, "933.26", "万元")
    basic, projects = figure(1, SHARES, "334.31", "万元"), figure(1, SHARES, "598.95", "万元")
    basic_share, project_share = figure(1, SHARES, "35.82%", "%"), figure(1, SHARES, "64.17%", "%")
    form = Form(
        key="expenditure",
        title="支出决算表",
        printed_number="公开03表",
        printed_unit="元",
        unit="万元",
        columns=("本年支出合计", "基本支出", "项目支出"),
        rows=(
            FormRow(None, "合计", "1", (cell("933.26", 1, 2), cell("334.31", 1, 3), cell("598.59", 1, 4)),
                    Place(page=9, table=0, row=1)),
            FormRow("2080505", HOSTILE, "2", (cell("20.42", 2, 2), cell("20.42", 2, 3), None),
                    Place(page=9, table=0, row=2), dashes=frozenset({2})),
            FormRow("2210201", "住房公积金", "3", (cell("16", 3, 2), None, cell("0", 3, 4)),
                    Place(page=9, table=0, row=3)),
        ),
        place=Place(page=9, table=0),
    )  # fmt: skip
    pie = Chart(
        number=3,
        title="支出决算结构图",
        kind="pie",
        unit="万元",
        labels=("基本支出", "项目支出"),
        series=(
            ChartSeries(
                "占比",
                (Decimal("35.82"), Decimal("64.17")),
                (Decimal("35.82"), Decimal("64.18")),
                (False, True),
            ),
        ),
        basis="narrative",
        amounts=(Decimal("334.31"), Decimal("598.95")),
    )
    bars = Chart(
        number=1,
        title="收入、支出决算总计变动情况图",
        kind="bar",
        unit="万元",
        labels=("2023年", "2024年"),
        series=(
            ChartSeries(
                "收入总计",
                (Decimal("849.74"), Decimal("933.26")),
                (Decimal("849.74"), Decimal("933.26")),
                (False, False),
            ),
        ),
        basis="narrative",
    )
    findings = (
        Finding(
            rule="share.of-whole",
            kind="share",
            verdict=Verdict.TRUNCATED,
            severity=Severity.WARNING,
            message=Wording(
                "项目支出占本年支出合计的比重印作 64.17%，四舍五入应为 64.18%",
                "Share of 项目支出 in 本年支出合计: printed 64.17%, recomputed 64.18%",
            ),
            stated="64.17",
            recomputed="64.18",
            difference="-0.01",
            unit="%",
            section="三、支出决算情况说明",
            quote=SHARES,
            explanation=Wording(
                "598.95 ÷ 933.26 = 64.1782…%，去掉尾数而没有进位。",
                "598.95 ÷ 933.26 = 64.1782…%: its last digits are cut off.",
            ),
            calculation="598.95 ÷ 933.26 × 100 = 64.178",
            places=(project_share.place,),
            stated_figure=project_share,
            figures=(projects, whole),
            needed="printed",
        ),
        Finding(
            rule="forms.row-sum",
            kind="sum",
            verdict=Verdict.INCONSISTENT,
            severity=Severity.ERROR,
            message=Wording(
                "支出决算表合计行：基本支出与项目支出相加不等于本年支出合计",
                "支出决算表, row 合计: its parts do not make up 本年支出合计",
            ),
            stated="598.59",
            recomputed="598.95",
            difference="-0.36",
            unit="万元",
            section="支出决算表",
            explanation=Wording("很可能是相邻两位数字颠倒。", "Two neighbouring digits may be swapped."),
            calculation="933.26 − 334.31 = 598.95",
            places=(form.rows[0].values[2].place,),
            stated_figure=form.rows[0].values[2],
        ),
        Finding(
            rule="wording.template",
            kind="wording",
            verdict=Verdict.INCONSISTENT,
            severity=Severity.WARNING,
            message=Wording(f"模板文字没有删去：{HOSTILE}", f"Template text: {HOSTILE}"),
            quote=f"={HOSTILE}",
            places=(Place(page=4, paragraph=2),),
        ),
        Finding(
            rule="change.rate",
            kind="change",
            verdict=Verdict.CONSISTENT,
            message=Wording("增长率相符", "The rate agrees"),
            stated="9.82",
            recomputed="9.83",
        ),
    )
    figures = [total, more, rate, whole, basic, projects, basic_share, project_share]
    figures += [value for row in form.rows for value in row.values if value]
    worst = {project_share: Verdict.TRUNCATED, form.rows[0].values[2]: Verdict.INCONSISTENT}
    entries = tuple(
        LedgerEntry(
            figure=item,
            where="支出决算表" if item.place.table is not None else "决算情况说明",
            bound_to="数额",
            verdict=worst.get(item, Verdict.CONSISTENT if item.unit == "%" else Verdict.UNDETERMINED),
            rules=("share.of-whole",) if item.unit == "%" else (),
        )
        for item in figures
    )
    document = Document(
        Source("report.pdf", "pdf", "ab" * 32, 12, Path("report.pdf")),
        (Paragraph(0, TOTALS), Paragraph(1, SHARES), Picture(0, Place(page=5))),
        ("第7页的表格没有竖线，按文字位置分列",),
    )
    report = Report(
        document=document,
        bureau="某市<b>医疗保障局</b>",
        fiscal_year=2024,
        unit="万元",
        usual_decimals=2,
        sections=(overview, spending),
        statements=(first, second),
        claims=(
            AmountClaim(statement=first, subject="收入总计", figure=total, key="total-income"),
            ChangeClaim(statement=first, subject="收入总计", current=total, base=None, difference=more,
                        rate=rate, direction=1, rate_direction=1),
            ShareClaim(statement=second, subject="基本支出", part=basic, whole=whole,
                       whole_name="本年支出合计", share=basic_share),
            ShareClaim(statement=second, subject="项目支出", part=projects, whole=whole,
                       whole_name="本年支出合计", share=project_share),
        ),
        forms=(form,),
        charts=(bars, pie),
    )  # fmt: skip
    return CheckedReport(report, findings, Ledger(entries))

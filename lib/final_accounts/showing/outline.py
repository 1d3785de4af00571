"""What a report holds, in a few lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..reports import Form, Report
from .charts.drawing import heading
from .linter import one_line
from .messages import BASIS_WORDS, CLAIM_WORDS, report_title


def outline(report: Report, name: str) -> Iterator[str]:
    """Whose report it is, its forms, how many claims of which kind, its charts."""
    yield one_line(f"{name}: {report_title(report.bureau, report.fiscal_year)}（单位：{report.unit}）")
    for form in report.forms:
        yield "  " + one_line(f"表 {form.printed_number or '（无表号）'} {form.title}: {_extent(form)}")
    kinds = Counter(CLAIM_WORDS[type(claim)] for claim in report.claims)
    told = "、".join(f"{word} {number}" for word, number in kinds.most_common())
    yield f"  文字陈述 {len(report.claims)} 条" + (f": {told}" if told else "")
    for chart in report.charts:
        yield "  " + one_line(f"{heading(chart)}: {BASIS_WORDS.get(chart.basis, chart.basis)}")


def _extent(form: Form) -> str:
    unit = form.unit
    if form.printed_unit not in (None, form.unit):
        unit = f"{form.unit}（表头印作{form.printed_unit}）"
    size = "空表" if form.empty else f"{len(form.rows)} 行 × {len(form.columns)} 列"
    return f"{size}，{unit}"

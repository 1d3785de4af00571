"""The Chinese words in which results are shown, and how figures and places are written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..figures import PERCENT, Figure, Verdict
from ..places import Place
from ..reports import (
    AbsenceClaim,
    AmountClaim,
    BalanceClaim,
    ChangeClaim,
    CheckedReport,
    Claim,
    CompletionClaim,
    CountClaim,
    EqualityClaim,
    Report,
    Severity,
    ShareClaim,
    SumClaim,
)

SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.ERROR: "错误",
    Severity.WARNING: "提醒",
    Severity.NOTE: "备注",
    Severity.NONE: "无异议",
}
VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.CONSISTENT: "相符",
    Verdict.UNDETERMINED: "无从核对",
    Verdict.TRUNCATED: "截位未进位",
    Verdict.INCONSISTENT: "不相符",
}
KIND_WORDS: Mapping[str, str] = {
    "share": "占比",
    "change": "增减变动",
    "direction": "增减方向",
    "completion": "预算完成率",
    "sum": "分项加总",
    "balance": "收支平衡",
    "cross": "前后勾稽",
    "count": "数量清点",
    "unit": "计量单位",
    "numbering": "表号顺序",
    "completeness": "应有内容",
    "wording": "文字表述",
    "performance": "绩效自评",
}
CLAIM_WORDS: Mapping[type[Claim], str] = {
    AmountClaim: "金额",
    ChangeClaim: "增减变动",
    ShareClaim: "占比",
    CompletionClaim: "预算完成率",
    SumClaim: "分项加总",
    BalanceClaim: "收支平衡",
    EqualityClaim: "数额相等",
    CountClaim: "数量清点",
    AbsenceClaim: "未发生",
}
ROLE_WORDS: Mapping[str, str] = {
    "figure": "数额",
    "current": "本期",
    "base": "基数",
    "difference": "增减额",
    "rate": "比率",
    "part": "部分",
    "whole": "总体",
    "share": "占比",
    "budget": "预算",
    "final": "决算",
    "income": "收入",
    "opening": "年初结转和结余",
    "expenditure": "支出",
    "closing": "年末结转和结余",
    "parts": "分项",
    "figures": "数额",
}
NEEDED_WORDS: Mapping[str, str] = {
    "usual": "按本报告通常保留的小数位数",
    "printed": "按报告印出的小数位数",
}
BASIS_WORDS: Mapping[str, str] = {
    "chart-data": "图表自带数据",
    "narrative": "文字说明",
    "none": "报告未给出",
}
FORMAT_WORDS: Mapping[str, str] = {
    "pdf": "PDF 文件",
    "docx": "Word 文件",
    "doc": "Word 文件（旧版）",
    "xlsx": "Excel 工作簿",
    "xls": "Excel 工作簿（旧版）",
    "html": "网页",
    "txt": "纯文本",
}
UNKNOWN_BUREAU = "部门名称未识别"


def report_title(bureau: str | None, fiscal_year: int | None) -> str:
    """Whose account and of which year, as the title of a page."""
    year = f"{fiscal_year}年度" if fiscal_year else ""
    return f"{bureau or UNKNOWN_BUREAU}{year}部门决算"


def grouped(value: Decimal) -> str:
    """A computed amount with thousands separators, its digits untouched."""
    return f"{value:,f}"


def figure_words(figure: Figure) -> str:
    """A figure as printed, spaces inside it closed up, with its unit."""
    number, unit = bare_number(figure), figure.unit or ""
    return f"{number} {unit}" if unit and unit != PERCENT else f"{number}{unit}"


def bare_number(figure: Figure) -> str:
    """A figure's digits as printed, spaces inside them closed up, without the unit behind them."""
    text = "".join(figure.text.split())
    for unit in (figure.unit or "", PERCENT, "％"):
        text = text.removesuffix(unit)
    return text


MOST_PLACES = 6


def places_words(places: tuple[Place, ...]) -> str:
    """Each place once, in the order given; of a long list the first few and their number."""
    words = list(dict.fromkeys(place.describe() for place in places))
    if len(words) <= MOST_PLACES:
        return "；".join(words)
    return f"{'；'.join(words[:MOST_PLACES])}等 {len(words)} 处"


def counts_by_severity(checked: CheckedReport) -> dict[Severity, int]:
    """How many findings a person should look at, by severity; severities without any hold 0."""
    counted = {Severity.ERROR: 0, Severity.WARNING: 0, Severity.NOTE: 0}
    for finding in checked.contradictions:
        counted[finding.severity] += 1
    return counted


def verdict_sentence(checked: CheckedReport) -> str:
    """The result in one sentence."""
    counted = counts_by_severity(checked)
    errors, warnings = counted[Severity.ERROR], counted[Severity.WARNING]
    if errors and warnings:
        return f"本报告有 {errors} 处自相矛盾，另有 {warnings} 处需要留意。"
    if errors:
        return f"本报告有 {errors} 处自相矛盾。"
    if warnings:
        return f"未发现自相矛盾的数字，有 {warnings} 处需要留意。"
    if checked.ledger.counts()["consistent"] == 0:
        return "没有一个数字可以核对，不能据此说明报告无误。"
    return "凡能核对的数字均前后相符。"


def ledger_sentence(checked: CheckedReport) -> str:
    """What became of the printed figures, in one sentence."""
    counts = checked.ledger.counts()
    return (
        f"共印出 {counts['figures']} 个数字：{counts['consistent']} 个经核对相符，"
        f"{counts['inconsistent']} 个不相符，{counts['truncated']} 个截位未进位，"
        f"{counts['undetermined']} 个报告内无从核对。"
    )


def section_path(report_section_title: str, path: tuple[str, ...]) -> str:
    """A section's title behind the headings above it."""
    return " › ".join((*path, report_section_title))


def empty_reading(report: Report) -> tuple[str, ...]:
    """What a reader should know was not there to be checked."""
    lines = []
    if not report.forms:
        lines.append("报告正文未附可读取的决算报表，报表之间、文字与报表之间的勾稽无从核对。")
    empty = [form.title for form in report.forms if form.empty]
    if empty:
        lines.append(f"下列报表没有数字：{'、'.join(empty)}。")
    if not report.claims:
        lines.append("报告没有可识别的文字说明。")
    return tuple(lines)

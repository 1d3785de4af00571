"""The passages of a report on a report: overview, findings, forms, claims, ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..figures import PERCENT, Verdict
from ..reports import (
    AmountClaim,
    CheckedReport,
    Claim,
    CompletionClaim,
    Finding,
    Report,
    Severity,
)
from .accounts import ClaimGroup, ClaimLine, claim_groups, quote_parts
from .headlines import Headline, headlines
from .messages import (
    CLAIM_WORDS,
    FORMAT_WORDS,
    KIND_WORDS,
    NEEDED_WORDS,
    SEVERITY_WORDS,
    UNKNOWN_BUREAU,
    VERDICT_WORDS,
    bare_number,
    counts_by_severity,
    empty_reading,
    figure_words,
    ledger_sentence,
    places_words,
    report_title,
    section_path,
    verdict_sentence,
)
from .passages import Passage, render

FOREMOST = 5
"""How many findings the overview names."""

FOLDED_FROM = 6
"""Notes are folded away from this many on."""

_LIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_BASIS_OF_HEADLINE = {"form": "据决算报表", "narrative": "据文字说明"}
_ONE_SIDED = frozenset({"share", "change", "direction", "completion", "unit", "numbering", "count"})
"""The kinds in which the stated figure is the one that is wrong; elsewhere it may be the other side."""

_METER = (Verdict.CONSISTENT, Verdict.INCONSISTENT, Verdict.TRUNCATED, Verdict.UNDETERMINED)


def light(checked: CheckedReport) -> str:
    """The worst that was found: error, warning or clean."""
    counted = counts_by_severity(checked)
    return next((name for severity, name in _LIGHTS.items() if counted[severity]), "clean")


def overview(checked: CheckedReport) -> Passage:
    """Whose account, of which year, its totals, and the result in one sentence.

    >>> fa.overview(checked)  # doctest: +SKIP
    本报告有 3 处自相矛盾，另有 2 处需要留意。
    """
    report, counts = checked.report, checked.ledger.counts()
    found = headlines(report)
    facts = tuple(_facts(report))
    html = render(
        "overview",
        verdict=verdict_sentence(checked),
        light=light(checked),
        ledger_sentence=ledger_sentence(checked),
        counts=counts,
        shares=[
            {"key": verdict.value, "words": VERDICT_WORDS[verdict], "count": counts[verdict.value]}
            for verdict in _METER
            if counts[verdict.value]
        ],
        headlines=[_tile(headline) for headline in found],
        facts=facts,
        foremost=[
            {"number": number, "finding": finding}
            for number, finding in enumerate(checked.contradictions, start=1)
            if finding.severity in _LIGHTS
        ][:FOREMOST],
        gaps=empty_reading(report),
    )
    words = [report_title(report.bureau, report.fiscal_year), verdict_sentence(checked)]
    words.append(ledger_sentence(checked))
    words += [f"{h.label}：{figure_words(h.figure) if h.figure else '报告未给出'}" for h in found]
    return Passage(html, "\n".join(words))


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    source = report.document.source
    yield "部门", report.bureau or UNKNOWN_BUREAU
    yield "年度", f"{report.fiscal_year} 年" if report.fiscal_year else "未识别"
    pages = f"，{source.pages} 页" if source.pages else ""
    yield "文件", f"{source.name}（{FORMAT_WORDS.get(source.format, source.format)}{pages}）"
    yield (
        "读到",
        f"决算报表 {len(report.forms)} 张，图表 {len(report.charts)} 幅，文字陈述 {len(report.claims)} 项",
    )


def _tile(headline: Headline) -> dict[str, str]:
    if headline.figure is None:
        return {"label": headline.label, "words": "", "number": "", "unit": "", "basis": ""}
    return {
        "label": headline.label,
        "words": figure_words(headline.figure),
        "number": bare_number(headline.figure),
        "unit": headline.figure.unit or "",
        "basis": _BASIS_OF_HEADLINE[headline.basis],
    }


def show_findings(checked: CheckedReport) -> Passage:
    """Every error, warning and note: what is printed, what it should be, why, and where.

    >>> fa.show_findings(checked)  # doctest: +SKIP
    错误 1：……
    """
    cards = [
        _card(number, finding, checked.report)
        for number, finding in enumerate(checked.contradictions, start=1)
    ]
    groups: list[dict[str, Any]] = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        own = [card for card in cards if card["finding"].severity is severity]
        if own:
            folded = severity is Severity.NOTE and len(own) >= FOLDED_FROM
            groups.append({"words": SEVERITY_WORDS[severity], "cards": own, "folded": folded})
    lines = [
        f"{SEVERITY_WORDS[card['finding'].severity]} {card['number']}：{card['finding'].message}"
        for card in cards
    ]
    html = render("findings", cards=cards, groups=groups)
    return Passage(html, "\n".join(lines) or "没有需要列出的问题。")


def _card(number: int, finding: Finding, report: Report) -> dict[str, Any]:
    unit = finding.unit or ""
    return {
        "number": number,
        "finding": finding,
        "kind": KIND_WORDS.get(finding.kind, finding.kind),
        "verdict": VERDICT_WORDS[finding.verdict] if finding.stated_figure else "",
        "should": "应为" if finding.kind in _ONE_SIDED else "重新计算",
        "unit": _unit_behind(finding.stated, unit),
        "recomputed_unit": _unit_behind(finding.recomputed, unit),
        "difference_unit": _difference_unit(finding.difference, unit),
        "quote": quote_parts(finding, report),
        "places": places_words(finding.places),
        "needed": NEEDED_WORDS.get(finding.needed or "", ""),
    }


def _unit_behind(text: str | None, unit: str) -> str:
    """The unit to print behind a value, none behind words or where it stands already."""
    if not text or not unit or text.endswith(unit) or not text[-1].isdigit():
        return ""
    return unit if unit == PERCENT else f" {unit}"


def _difference_unit(text: str | None, unit: str) -> str:
    return " 个百分点" if text and text[-1].isdigit() and unit == PERCENT else _unit_behind(text, unit)


def show_claims(checked: CheckedReport) -> Passage:
    """What the narrative asserts, section by section, and what became of it.

    >>> fa.show_claims(checked)  # doctest: +SKIP
    收入决算情况说明：8 项
    """
    groups = claim_groups(checked)
    html = render("claims", groups=[_claim_group(group) for group in groups])
    words = [f"{g.section.title}：{len(g.lines)} 项，{g.doubtful} 项有问题" for g in groups]
    return Passage(html, "\n".join(words) or "没有识别出可核对的文字陈述。")


def _claim_group(group: ClaimGroup) -> dict[str, Any]:
    return {
        "title": section_path(group.section.title, group.section.path) or "（无标题）",
        "doubtful": group.doubtful,
        "lines": [_claim_words(line) for line in group.lines],
    }


def _claim_words(line: ClaimLine) -> dict[str, Any]:
    own_verdict = bool(line.figures)
    return {
        "subject": _claim_subject(line.claim),
        "kind": _claim_kind(line.claim),
        "figures": [{"words": item.words, "value": figure_words(item.figure)} for item in line.figures],
        "remark": "" if line.figures else "没有发生",
        "verdict": line.verdict.value if own_verdict else "",
        "verdict_words": VERDICT_WORDS[line.verdict] if own_verdict else "",
    }


def _claim_subject(claim: Claim) -> str:
    """What the claim is about: the item where there is one, since its own words may be 支出决算 alone."""
    item = claim.item if isinstance(claim, AmountClaim | CompletionClaim) else ()
    return (item[-1] if item else claim.subject) or "（未写明）"


def _claim_kind(claim: Claim) -> str:
    return CLAIM_WORDS.get(type(claim), "")


def show_ledger(checked: CheckedReport) -> Passage:
    """Every figure printed in the account, what it belongs to and what became of it.

    >>> fa.show_ledger(checked)  # doctest: +SKIP
    共印出 214 个数字：……
    """
    own = [entry for entry in checked.ledger.entries if entry.account]
    entries = [
        {
            "figure": figure_words(entry.figure),
            "where": entry.where,
            "bound_to": entry.bound_to or "",
            "verdict": entry.verdict.value,
            "words": VERDICT_WORDS[entry.verdict],
            "rules": " ".join(entry.rules),
        }
        for entry in own
    ]
    sentence = ledger_sentence(checked)
    outside = len(checked.ledger.entries) - len(own)
    html = render("ledger", sentence=sentence, entries=entries, outside=outside)
    return Passage(html, sentence)

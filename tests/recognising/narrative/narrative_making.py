"""Narratives by hand: paragraphs under a topic's heading, and what is recognised in them as short lines.

A line of `told` is one claim: `X A` an amount, `X A +D +P% 比上年 B` a change, `A/W=P% W's name` a share,
`完成预算 A/B=P%` a completion, `W=A+A` a list that says it is whole, `W≥A+A` one that may leave parts out,
`A+O =E+C` a balance, `X A ÷ N` an average; a figure that no claim holds stands behind its role, or behind
`unbound`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from final_accounts.documents import Document, Source
from final_accounts.figures import Figure
from final_accounts.reading.lines import PrintedLine, join_lines
from final_accounts.recognising.narrative.absences import find_absences
from final_accounts.recognising.narrative.averages import resolve_averages
from final_accounts.recognising.narrative.grammar import read_narrative
from final_accounts.recognising.narrative.memory import Gathered
from final_accounts.recognising.narrative.share_wholes import resolve_shares
from final_accounts.recognising.recogniser import recognise
from final_accounts.recognising.sections import outline, statements
from final_accounts.reports import (
    AbsenceClaim,
    AmountClaim,
    AverageClaim,
    BalanceClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    EqualityClaim,
    Report,
    ShareClaim,
    SumClaim,
)

PART = "第二部分 2024年度部门决算情况说明"
HEADINGS = {
    "totals": "一、收入支出决算总体情况说明",
    "income": "二、收入决算情况说明",
    "expenditure": "三、支出决算情况说明",
    "appropriation": "四、财政拨款收入支出决算总体情况说明",
    "general-budget": "五、一般公共预算财政拨款支出决算情况说明",
    "general-budget-structure": "（二）一般公共预算财政拨款支出决算结构情况",
    "general-budget-items": "（三）一般公共预算财政拨款支出决算具体情况",
    "basic": "六、一般公共预算财政拨款基本支出决算情况说明",
    "three-public": "七、“三公”经费财政拨款支出决算情况说明",
    "operating": "（一）机关运行经费支出情况",
    "procurement": "（二）政府采购支出情况",
    "assets": "（三）国有资产占有使用情况",
    "fund": "八、政府性基金预算支出决算情况说明",
    "performance": "（四）预算绩效管理情况",
}
_SIGNS = {1: "+", -1: "-", 0: "=", None: "±"}


def document(*lines: str) -> Document:
    """A document of these paragraphs, tidied as a reader tidies them."""
    printed = [PrintedLine(line, number=n, starts_paragraph=True) for n, line in enumerate(lines, start=1)]
    return Document(Source("made.txt", "txt", "0" * 64, None, Path("made.txt")), join_lines(printed))


def narrative(*paragraphs: str, topic: str) -> tuple[tuple[Claim, ...], Gathered]:
    """The claims of paragraphs under the heading of a topic, and what else was gathered, for 2024."""
    made = document(PART, HEADINGS[topic], *paragraphs)
    division = outline(made)
    sentences = tuple(statements(made, division))
    gathered = read_narrative(made, division, sentences, 2024)
    averages = resolve_averages(gathered)
    return (*gathered.claims, *resolve_shares(gathered), *averages, *find_absences(sentences)), gathered


def account(*sections: tuple[str, str | Sequence[str]], overview: Sequence[str] = ()) -> Report:
    """A whole small report: a cover, sections as (topic, paragraphs), recognised by the one way in."""
    lines = ["某某县示例局2024年度部门决算"]
    if overview:
        lines += ["第一部分 部门概况", *overview]
    lines.append(PART)
    for topic, paragraphs in sections:
        lines.append(HEADINGS[topic])
        lines += [paragraphs] if isinstance(paragraphs, str) else list(paragraphs)
    return recognise(document(*lines))


def told(*paragraphs: str, topic: str) -> list[str]:
    """What is recognised in paragraphs, a line a claim in the order of gathering, then the loose figures."""
    claims, gathered = narrative(*paragraphs, topic=topic)
    return [
        *(line(claim) for claim in claims),
        *(f"{role} {_written(figure)}" for figure, _, role in gathered.roles),
        *(f"unbound {_written(figure)}" for figure, _ in gathered.unbound),
    ]


def line(claim: Claim) -> str:
    """A claim as one short line."""
    return " ".join(_words(claim))


def _words(claim: Claim) -> Iterator[str]:
    if isinstance(claim, AmountClaim):
        yield {"final": "", "prior": "上年:", "budget": "预算:", "opening": "年初:", "closing": "年末:"}[
            claim.measure
        ] + (claim.subject or "无名")
        yield _written(claim.figure)
    elif isinstance(claim, ChangeClaim):
        yield claim.subject or "无名"
        yield _written(claim.current)
        if claim.difference is not None:
            yield _SIGNS[claim.direction] + _written(claim.difference)
        if claim.rate is not None:
            yield _SIGNS[claim.rate_direction] + _written(claim.rate)
        year = "" if claim.base_year is None else str(claim.base_year)
        yield ("比预算" if claim.against == "budget" else "比上年") + year
        if claim.base is not None:
            yield _written(claim.base)
        if claim.alternatives:
            yield "或" + "、".join(_written(figure) for figure in claim.alternatives)
    elif isinstance(claim, ShareClaim):
        yield f"{_written(claim.part)}/{_written(claim.whole)}={_written(claim.share)}"
        yield claim.whole_name
    elif isinstance(claim, CompletionClaim):
        yield f"完成{claim.budget_name}"
        yield f"{_written(claim.final)}/{_written(claim.budget)}={_written(claim.rate)}"
    elif isinstance(claim, SumClaim):
        parts = "+".join(_written(part.figure) for part in claim.parts)
        yield _written(claim.whole) + ("=" if claim.exhaustive else "≥") + parts
    elif isinstance(claim, BalanceClaim):
        yield f"{_written(claim.income)}+{_written(claim.opening)}"
        yield f"={_written(claim.expenditure)}+{_written(claim.closing)}"
    elif isinstance(claim, EqualityClaim):
        yield "=".join(_written(labelled.figure) for labelled in claim.figures)
    elif isinstance(claim, AverageClaim):
        over = "、".join(f"{count.label} {_written(count.figure)}" for count in claim.over)
        yield f"{claim.subject} {_written(claim.average)} ÷ {over or '?'}"
    elif isinstance(claim, AbsenceClaim):
        yield f"无{claim.subject}"
    else:
        raise TypeError(claim)


def _written(figure: Figure | None) -> str:
    """The figure's value and unit; ? where there is none, ~ before an approximate one."""
    if figure is None:
        return "?"
    return ("~" if figure.approximate else "") + f"{figure.value:f}{figure.unit or ''}"

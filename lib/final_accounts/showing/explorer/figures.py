"""What the explorer shows of figures, as passages: matches, where one comes from, what turns with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ...checking.lineage import Link, Operand, Step, Trace
from ...checking.lineage_words import calculation
from ...checking.supposing import Turned
from ...figures import Figure
from ...reports import Finding, LedgerEntry
from ..messages import VERDICT_WORDS, figure_words
from ..passages import Passage, render
from .views import AS_PRINTED, amount_words

_RELATION_WORDS = {
    "sum": "分项相加",
    "partial-sum": "其中各项之和不超过",
    "balance": "收支平衡",
    "share": "占比",
    "difference": "本期减上期",
    "rate": "增减率",
    "completion": "完成率",
    "same": "同一数额",
    "average": "均值",
}


def in_unit(figure: Figure, unit: str) -> Figure:
    """A figure in the unit that the reader asks for; what is no money stays as it is."""
    return figure.to(unit) if unit and figure.is_money else figure


def entry_words(entry: LedgerEntry, unit: str = AS_PRINTED) -> str:
    """A printed figure in one line: the number, what it is, where it stands."""
    what = f" {entry.bound_to}" if entry.bound_to else ""
    place = entry.figure.place.describe()
    return f"{shown(entry.figure, unit)}{what} · {entry.where} · {place}"


def shown(figure: Figure, unit: str) -> str:
    """A figure as printed, or its amount in the unit asked for."""
    if not unit or not figure.is_money or figure.unit == unit:
        return figure_words(figure)
    return amount_words(f"{figure.value:f}", figure.unit, unit)


def matches_table(
    found: Sequence[LedgerEntry], wanted: str, unit: str = AS_PRINTED, beyond: int = 0
) -> Passage:
    """The printed figures that a search has found, as a plain table; `beyond` is the number of a match that
    was asked for and is not among them."""
    told = "" if found else f"报告里没有印出与“{wanted}”相符的数字。"
    if found and beyond:
        told = f"与“{wanted}”相符的数字只有 {len(found)} 处，没有第 {beyond} 处，请按下表的序号另选。"
    rows = [
        {
            "number": number,
            "figure": shown(entry.figure, unit),
            "what": entry.bound_to or "",
            "where": entry.where,
            "place": entry.figure.place.describe(),
            "verdict": VERDICT_WORDS[entry.verdict],
        }
        for number, entry in enumerate(found, start=1)
    ]
    html = render("explorer_matches", rows=rows, told=told, wanted=wanted)
    words = [f"{n} {entry_words(entry, unit)}" for n, entry in enumerate(found, start=1)]
    return Passage(html, "\n".join([*([told] if told else []), *words]))


def trace_view(traced: Trace, unit: str = AS_PRINTED) -> Passage:
    """Where a figure comes from and what is made of it, step by step."""
    entry = traced.entry
    sources, uses = _steps(traced.sources, unit), _steps(traced.uses, unit)
    html = render(
        "explorer_trace",
        figure=shown(entry.figure, unit),
        what=entry.bound_to or "",
        where=entry.where,
        place=entry.figure.place.describe(),
        verdict=VERDICT_WORDS[entry.verdict],
        verdict_key=entry.verdict.value,
        quote=entry.quote,
        sources=sources,
        uses=uses,
        twins=[entry_words(twin, unit) for twin in traced.twins],
    )
    lines = [entry_words(entry, unit)]
    for title, steps in (("由来", sources), ("去处", uses)):
        lines += [f"{title}：{step['calculation']}（{step['where']}，{step['verdict']}）" for step in steps]
    return Passage(html, "\n".join(lines))


def _steps(steps: Iterable[Step], unit: str) -> list[dict[str, Any]]:
    return [
        {
            "relation": _RELATION_WORDS[step.link.relation.value],
            "where": step.link.where,
            "calculation": calculation(_link_in(step.link, unit)),
            "verdict": VERDICT_WORDS[step.link.verdict],
            "verdict_key": step.link.verdict.value,
            "operands": [
                {
                    "figure": shown(operand.figure, unit),
                    "words": operand.words,
                    "place": operand.figure.place.describe(),
                    "minus": operand.sign < 0,
                    "steps": _steps(onward, unit),
                }
                for operand, onward in step.onward
            ],
        }
        for step in steps
    ]


def _link_in(link: Link, unit: str) -> Link:
    def moved(operand: Operand) -> Operand:
        return replace(operand, figure=in_unit(operand.figure, unit))

    return replace(link, result=moved(link.result), operands=tuple(moved(op) for op in link.operands))


def turned_view(entry: LedgerEntry, value: str, pairs: Sequence[Turned]) -> Passage:
    """Which checks turn if a figure were another."""
    rows = [
        {
            "better": pair.better,
            "words": _turn(pair),
            "before": _side(pair.before),
            "after": _side(pair.after),
            "message": _message(pair),
        }
        for pair in sorted(pairs, key=lambda pair: not pair.better)
    ]
    better, worse = sum(pair.better for pair in pairs), sum(pair.worse for pair in pairs)
    figure = figure_words(entry.figure)
    outcome = f"{better} 项核对因此改对，{worse} 项变差，{len(pairs) - better - worse} 项有其他改变。"
    told = f"把 {figure}（{entry.bound_to or entry.where}）改成 {value}："
    told += outcome if pairs else "没有核对因此改变。"
    words = [told, *(f"{row['words']}：{row['message']}" for row in rows)]
    return Passage(render("explorer_turned", told=told, rows=rows), "\n".join(words))


def _turn(pair: Turned) -> str:
    """What happened to a check, in a word or two."""
    if pair.better:
        return "改对了" if pair.after else "不再有此问题"
    return "变差" if pair.worse else "改变"


def _side(finding: Finding | None) -> str:
    return VERDICT_WORDS[finding.verdict] if finding else "—"


def _message(pair: Turned) -> str:
    finding = pair.after or pair.before
    return finding.message if finding else ""

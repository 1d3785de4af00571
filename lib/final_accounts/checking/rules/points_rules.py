"""Rules on the points of self-evaluation tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ...figures import HUNDRED, Figure, Interval, Verdict
from ...recognising.performance_points import GROUP
from ...reports import Finding, Part, PerformanceTable, Report, Statement, View
from ...wordings import NOTHING, joined, tell
from ..diagnosis.explanation import digit_slip
from ..findings.performance import performance_finding, table_name
from ..registry import rule
from ..verdicts import Outcome, weigh

_NUMBERING = 6
"""No more characters stand before the name that a paragraph begins with."""
_SCORE = re.compile(r"(?:自评得分|自评分|得分)(?:为|是|：)?(\d{1,3}(?:\.\d+)?)分?")
_NAMED = 4
"""A shorter name of a project is found by chance."""


@rule("performance.points", "performance")
def points_total(report: Report) -> Iterator[Finding]:
    """The points given add to the total score, the weights of the indicators to the total weight.

    Source: 项目支出绩效自评表, 总分. One of the two columns must add up before the other is judged: only then
    is it sure that each line was read where it stands.
    """
    for table in report.performance:
        weights = [line.weight for line in table.points]
        scores = [line.score for line in table.points]
        scored = table.total_score is not None and _adds(scores, table.total_score.value)
        if table.total_score is not None and _is_weighed(table):
            yield from _against_total(table, "found.points_score", table.total_score, scores)
        if table.total_weight is not None and scored and not _has_bonus(table):
            yield from _against_total(table, "found.points_weight", table.total_weight, weights)


@rule("performance.group-weight", "performance")
def group_weight(report: Report) -> Iterator[Finding]:
    """The indicators of a group weigh together what its heading says: 产出指标（50分）.

    Source: 绩效自评表. It speaks only where all weights add to the total. A bureau may have given the
    indicators other weights than the template's headings have, so the policy makes it a note.
    """
    for table in report.performance:
        if not _is_weighed(table):
            continue
        groups: dict[str, list[Figure]] = {}
        for line in table.points:
            if line.group and line.weight is not None:
                groups.setdefault(line.group, []).append(line.weight)
        if groups:
            yield _on_groups(table, groups)


def _on_groups(table: PerformanceTable, groups: Mapping[str, Sequence[Figure]]) -> Finding:
    sums = {name: sum((weight.value for weight in weights), Decimal(0)) for name, weights in groups.items()}
    wrong = [name for name, total in sums.items() if total != _said(name)]
    told = wrong or [*groups]
    named = (tell("named.group_of", name=name, total=f"{sums[name]:f}") for name in told)
    return Finding(
        rule="performance.group-weight",
        kind="performance",
        verdict=Verdict.INCONSISTENT if wrong else Verdict.CONSISTENT,
        message=tell(
            "found.group_weight" if wrong else "found.group_weight_agrees",
            table=table_name(table),
            groups=joined(named, "、", ", "),
        ),
        stated="、".join(f"{_said(name):f}" for name in wrong) or None,
        recomputed="、".join(f"{sums[name]:f}" for name in wrong) or None,
        section=table.title,
        explanation=tell("cause.group_weight") if wrong else NOTHING,
        places=tuple(groups[name][0].place for name in told),
    )


def _said(group: str) -> Decimal:
    match = GROUP.fullmatch(group)
    return Decimal(match["weight"]) if match else Decimal(0)


@rule("performance.score-within-weight", "performance")
def score_within_weight(report: Report) -> Iterator[Finding]:
    """No indicator is given more points than it weighs."""
    for table in report.performance:
        if not _is_weighed(table):
            continue
        for line in table.points:
            if line.weight is None or line.score is None:
                continue
            over = line.score.value > line.weight.value
            yield performance_finding(
                "performance.score-within-weight",
                table,
                line.score,
                Outcome(Verdict.INCONSISTENT if over else Verdict.CONSISTENT, "", line.weight.value),
                (line.weight,),
                tell(
                    "found.score_over_weight" if over else "found.score_within_weight",
                    table=table_name(table),
                    name=line.name,
                    weight=f"{line.weight.value:f}",
                    stated=f"{line.score.value:f}",
                ),
                f"{line.score.value:f} > {line.weight.value:f}" if over else "",
            )


@rule("performance.score", "performance")
def score_in_words(report: Report) -> Iterator[Finding]:
    """The score that the narrative gives a project by its name is the total of its self-evaluation table.

    Source: the narrative's own sentence, 某项目自评得分A分, and 总分 of the table.
    """
    told = [
        (statement, match)
        for statement in report.statements
        if statement.section.part is Part.NARRATIVE
        for match in _SCORE.finditer(statement.text)
    ]
    texts = _paragraphs(report)
    for table in report.performance:
        name = (table.project or "").split("-")[-1].strip()
        if table.total_score is None or len(name) < _NAMED:
            continue
        own = [(s, m) for s, m in told if _is_scored(name, s, texts.get(s.place.paragraph, ""))]
        for statement, match in own:
            value = Decimal(match[1])
            decimals = len(match[1].partition(".")[2])
            stated = Figure(match[1], value, "分", decimals, statement.place_of(*match.span(1)))
            total = table.total_score

            def compute(view: View, total: Figure = total) -> Interval:
                return view(total)

            outcome = weigh(stated, compute)
            yield performance_finding(
                "performance.score",
                table,
                stated,
                outcome,
                (total,),
                tell(
                    "found.score_in_words",
                    table=table_name(table),
                    total=f"{total.value:f}",
                    stated=match[1],
                ),
                f"{value:f} ≠ {total.value:f}" if outcome.verdict is not Verdict.CONSISTENT else "",
            )


def _paragraphs(report: Report) -> Mapping[int | None, str]:
    """The text of each paragraph of the narrative's sentences, by its number."""
    found: dict[int | None, str] = {}
    for statement in report.statements:
        if statement.section.part is Part.NARRATIVE:
            found[statement.place.paragraph] = found.get(statement.place.paragraph, "") + statement.text
    return found


def _is_scored(name: str, statement: Statement, paragraph: str) -> bool:
    """Whether a score is a project's: the only one of a sentence that names it, or of a paragraph that
    begins with it."""
    if name in statement.text:
        return len(_SCORE.findall(statement.text)) == 1
    begins = 0 <= paragraph.find(name) <= _NUMBERING
    return begins and len(_SCORE.findall(paragraph)) == 1


def _has_bonus(table: PerformanceTable) -> bool:
    """Whether a line gives points beyond the full score: 加分项."""
    return any(re.search("加分|附加|奖励", line.name) for line in table.points)


def _against_total(
    table: PerformanceTable, sentence: str, total: Figure, parts: Sequence[Figure | None]
) -> Iterator[Finding]:
    """A column against its total; nothing where a line has no number in it."""
    figures = [part for part in parts if part is not None]
    if len(figures) < len(parts) or len(figures) < 2:
        return

    def compute(view: View) -> Interval:
        return Interval.total(view(figure) for figure in figures)

    outcome = weigh(total, compute)
    added = sum((figure.value for figure in figures), Decimal(0))
    wrong = outcome.verdict is not Verdict.CONSISTENT
    slip = digit_slip(f"{total.value:f}", f"{added:f}")
    yield performance_finding(
        "performance.points",
        table,
        total,
        outcome,
        figures,
        tell(sentence, table=table_name(table), stated=f"{total.value:f}", total=f"{added:f}"),
        " + ".join(f"{figure.value:f}" for figure in figures) + f" = {added:f}" if wrong else "",
        tell("cause.likely", cause=slip) if slip else NOTHING,
    )


def _is_weighed(table: PerformanceTable) -> bool:
    """Whether the weights add to the total weight, or to a hundred."""
    full = HUNDRED if table.total_weight is None else table.total_weight.value
    return _adds([line.weight for line in table.points], full)


def _adds(parts: Sequence[Figure | None], total: Decimal) -> bool:
    """Whether a column is whole and adds to its total exactly."""
    figures = [part.value for part in parts if part is not None]
    return len(figures) == len(parts) >= 2 and sum(figures, Decimal(0)) == total

"""Rules on the points that a self-evaluation gives for the execution of the budget."""

from __future__ import annotations

from collections.abc import Iterator

from ...figures import PERCENT, Figure, Interval
from ...reports import Finding, PerformanceTable, PointsLine, Report, View
from ...wordings import tell
from ..findings.performance import performance_finding, table_name
from ..registry import rule
from ..verdicts import show, weigh


@rule("performance.execution-points", "performance")
def execution_points(report: Report) -> Iterator[Finding]:
    """The points for execution are the weight times the execution rate where the table's head says so.

    Source: 项目支出绩效自评表 of several provinces, whose head reads 得分（20分×执行率）.
    """
    yield from _given(report, "performance.execution-points", said=True)


@rule("performance.usual-points", "performance")
def usual_points(report: Report) -> Iterator[Finding]:
    """The points for execution are the weight times the execution rate, also where no head says so.

    Source: the common template of 项目支出绩效自评表. A bureau may have a scale of its own, so the policy
    makes it a note.
    """
    yield from _given(report, "performance.usual-points", said=False)


def _given(report: Report, name: str, said: bool) -> Iterator[Finding]:
    for table in report.performance:
        for line, figures in _lines_of_money(table):
            weight, score = line.weight, line.score
            budget, executed = figures["budget"], figures["executed"]
            if weight is None or score is None or line.times_rate != said:
                continue
            if not 0 <= executed.value <= budget.value or budget.value == 0:
                continue

            def by_amounts(
                view: View, e: Figure = executed, b: Figure = budget, w: Figure = weight
            ) -> Interval:
                return view(e) / view(b) * w.value

            outcome = weigh(score, by_amounts)
            if not outcome.verdict.is_borne_out and _by_rate(line, figures.get("rate")):
                continue  # Points follow the printed rate; performance.rate speaks of that.
            written = f"{weight.value:f} × {executed.value:f} ÷ {budget.value:f}"
            yield performance_finding(
                name,
                table,
                score,
                outcome,
                (weight, executed, budget),
                tell(
                    "found.execution_points_agree"
                    if outcome.verdict.is_borne_out
                    else "found.execution_points",
                    table=table_name(table),
                    stated=f"{score.value:f}",
                    calculation=written,
                    value=show(outcome.nominal, max(score.decimals, 2)),
                ),
                written,
                compute=by_amounts,
            )


def _lines_of_money(table: PerformanceTable) -> Iterator[tuple[PointsLine, dict[str, Figure]]]:
    """The lines that print budget and execution and are given points for it."""
    for _, figures in table.rows:
        spot = figures["executed"].place
        for line in table.points:
            if line.score is None or spot.row is None:
                continue
            where = line.score.place
            if (where.table, where.row) == (spot.table, spot.row):
                yield line, dict(figures)


def _by_rate(line: PointsLine, rate: Figure | None) -> bool:
    """Whether points are the weight times the rate that the line prints."""
    if rate is None or rate.unit != PERCENT or line.weight is None or line.score is None:
        return False
    weight = line.weight.value

    def compute(view: View) -> Interval:
        return view(rate) * (weight / 100)

    return weigh(line.score, compute).verdict.is_borne_out

"""Rules on self-evaluation tables against themselves: rates, totals, where the money comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from ...figures import HUNDRED, PERCENT, Figure, Interval, Verdict
from ...reports import Finding, PerformanceTable, Report, View
from ...settings import reference
from ...wordings import tell
from ..findings.performance import column_name, performance_finding, table_name
from ..registry import rule
from ..verdicts import show, weigh

_BEST_FIRST = (Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.UNDETERMINED, Verdict.INCONSISTENT)


@rule("performance.rate", "performance")
def execution_rate(report: Report) -> Iterator[Finding]:
    """The execution rate of a line is its execution over its budget."""
    for table in report.performance:
        for label, figures in table.rows:
            rate, budget, executed = figures.get("rate"), figures["budget"], figures["executed"]
            if rate is None or budget.value == 0:
                continue

            def compute(view: View, e: Figure = executed, b: Figure = budget) -> Interval:
                return view(e) / view(b) * HUNDRED

            rate, outcome = min(
                ((way, weigh(way, compute)) for way in _meant(rate)),
                key=lambda judged: _BEST_FIRST.index(judged[1].verdict),
            )
            yield performance_finding(
                "performance.rate",
                table,
                rate,
                outcome,
                (executed, budget),
                tell(
                    "found.performance_rate",
                    table=table_name(table),
                    label=label,
                    stated=f"{rate.text.rstrip('%％')}{PERCENT}",
                    calculation=f"{executed.value} ÷ {budget.value}",
                    value=f"{show(outcome.nominal, 2)}%",
                ),
                f"{executed.value} ÷ {budget.value}",
            )


def _meant(rate: Figure) -> Iterator[Figure]:
    """What a rate may be in percent: one without its sign may be a fraction, 0.80 as well as 80."""
    yield rate.read_as(PERCENT)
    if rate.unit is None:
        percent = rate.value * HUNDRED
        yield replace(rate, value=percent, decimals=rate.decimals - 2, unit=PERCENT)


@rule("performance.total", "performance")
def task_total(report: Report) -> Iterator[Finding]:
    """The tasks of a table add to its total, in each column."""
    for table in report.performance:
        tasks = [figures for label, figures in table.rows if is_row(label, "task")]
        totals = [
            figures for label, figures in table.rows if is_row(label, "total") and not is_row(label, "task")
        ]
        if len(tasks) < 2 or len(totals) != 1:
            continue
        for column in totals[0]:
            if column == "rate" or not all(column in task for task in tasks):
                continue
            parts = [task[column] for task in tasks]
            yield _summed("performance.total", table, totals[0][column], parts, "found.performance_total")


@rule("performance.sources", "performance")
def sources(report: Report) -> Iterator[Finding]:
    """The money of a project comes from its sources: 年度资金总额 = 财政拨款 + 上年结转资金 + 其他资金.

    A source may be parted further (其中：中央补助), so some of the rows must add to the total, not all. Of
    one source alone it is only sure that it is no more than the total.
    """
    for table in report.performance:
        total = next(
            (row for row in table.rows if is_row(row[0], "total") and not is_row(row[0], "task")), None
        )
        if total is None:
            continue
        label, totals = total
        parts = [
            figures for name, figures in table.rows if is_row(name, "parts") and not is_row(name, "total")
        ]
        for column, stated in totals.items():
            figures = [row[column] for row in parts if column in row]
            if column == "rate" or len(figures) != len(parts):
                continue
            if len(figures) < 2 and not _exceeds(figures, stated):
                continue
            said = {"label": label, "column": column_name(column)}
            added = _nearest(figures, stated)
            yield _summed("performance.sources", table, stated, added, "found.performance_funding", **said)


def _exceeds(figures: Sequence[Figure], total: Figure) -> bool:
    return any(figure.interval().low > total.interval().high for figure in figures)


def _is_less(figures: Sequence[Figure], total: Figure) -> bool:
    """Whether some amounts together are surely less than a total."""
    return Interval.total(figure.interval() for figure in figures).high < total.interval().low


def _nearest(figures: Sequence[Figure], total: Figure) -> tuple[Figure, ...]:
    """Those of a few amounts that come nearest to a total together; of equals the most."""
    ways = [way for size in range(len(figures), 0, -1) for way in combinations(figures, size)]
    return min(ways, key=lambda way: abs(sum(figure.value for figure in way) - total.value))


@rule("performance.funding", "performance")
def funding(report: Report) -> Iterator[Finding]:
    """What a line of a self-evaluation has in all comes from its sources: 总额 = 财政拨款 + 其他资金. Of one
    source alone it is only sure that it is no more than the total."""
    for table in report.performance:
        sources = dict.fromkeys(name for _, figures in table.rows for name in figures if ":" in name)
        for label, figures in table.rows:
            for column in ("budget", "executed"):
                names = [name for name in sources if name.startswith(f"{column}:")]
                parts = [figures[name] for name in names if name in figures]
                alone = len(names) < 2 or len(parts) != len(names)
                if alone and (not parts or _is_less(parts, figures[column])):
                    continue
                said = {"label": label, "column": column_name(column)}
                stated = figures[column]
                yield _summed(
                    "performance.funding", table, stated, parts, "found.performance_funding", **said
                )


def _summed(
    name: str, table: PerformanceTable, stated: Figure, parts: Sequence[Figure], message: str, **said: str
) -> Finding:
    """The finding on a figure of a table that is the sum of others."""

    def compute(view: View) -> Interval:
        return Interval.total(view(part) for part in parts)

    outcome = weigh(stated, compute)
    told = tell(message, table=table_name(table), stated=stated.text, total=outcome.nominal, **said)
    written = " + ".join(str(part.value) for part in parts)
    return performance_finding(name, table, stated, outcome, parts, told, written, compute=compute)


def is_row(label: str, kind: str) -> bool:
    """Whether a label is that of a row of one kind: total, parts, task."""
    return any(word in label for word in reference("performance")["rows"][kind])

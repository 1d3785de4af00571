"""Rules on what the narrative says of all self-evaluated projects together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...figures import WAN_YUAN, Figure, Interval, Verdict, parse_figure
from ...reports import Finding, Part, PerformanceTable, Report, View
from ...wordings import tell
from ..findings.performance import performance_finding
from ..registry import rule
from ..verdicts import Outcome, weigh

_ALL = re.compile(
    r"(?<!\d)(?P<count>\d{1,3})个[^。；\d]{0,16}项目[^。；\d]{0,24}"
    r"涉及(?:财政|预算|项目|财政拨款)*(?:资金|金额)(?:共计|合计|总额|共|约|为)*(?P<amount>\d[\d,]*(?:\.\d+)?)万元"
)
_COLUMNS = ("budget", "initial", "executed")


@rule("performance.projects-sum", "performance")
def projects_sum(report: Report) -> Iterator[Finding]:
    """The money of the evaluated projects together is the sum of their self-evaluation tables, by budget or
    by execution, where the account prints a table of each.

    Source: the narrative's 对N个项目开展绩效自评，涉及资金A万元. Tables may be of some projects only, so it
    speaks only where there are as many as it says; the policy makes it a warning.
    """
    tables = [table for table in report.performance if not table.whole_department and table.rows]
    names = {table.project for table in tables}
    if len(tables) < 2 or len(names) != len(tables) or None in names:
        return
    for statement in report.statements:
        told = list(_ALL.finditer(statement.text)) if statement.section.part is Part.NARRATIVE else []
        if len(told) != 1 or int(told[0]["count"]) != len(tables):
            continue
        match = told[0]
        place = statement.place_of(match.start("amount"), match.end("amount") + 2)
        stated = parse_figure(match["amount"], WAN_YUAN, place)
        columns = [parts for name in _COLUMNS if (parts := _column(tables, name))]
        if stated is None or not columns:
            continue
        stated = replace(stated, text=f"{match['amount']}万元")
        judged = [(parts, _weighed(stated, parts)) for parts in columns]
        parts, outcome = next(((p, o) for p, o in judged if o.verdict.is_borne_out), judged[0])
        agrees = outcome.verdict is Verdict.CONSISTENT
        yield performance_finding(
            "performance.projects-sum",
            tables[0],
            stated,
            outcome,
            parts,
            tell(
                "found.projects_sum_agrees" if agrees else "found.projects_sum",
                count=len(tables),
                stated=stated.text,
                total=outcome.nominal,
            ),
            " + ".join(f"{part.value:f}" for part in parts) + f" = {outcome.nominal}",
        )


def _column(tables: Sequence[PerformanceTable], name: str) -> tuple[Figure, ...]:
    """The amounts of all tables' first lines in a column, in 万元; none where one lacks it."""
    figures = [table.rows[0][1].get(name) for table in tables]
    money = [figure.to(WAN_YUAN) for figure in figures if figure is not None and figure.is_money]
    return tuple(money) if len(money) == len(tables) else ()


def _weighed(stated: Figure, parts: Sequence[Figure]) -> Outcome:
    def compute(view: View) -> Interval:
        return Interval.total(view(part) for part in parts)

    return weigh(stated, compute)

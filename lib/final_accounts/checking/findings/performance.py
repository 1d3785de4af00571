"""From a figure of a self-evaluation table to a finding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...figures import Figure
from ...reports import Computation, Finding, PerformanceTable
from ...wordings import NOTHING, Wording, joined, tell
from ..verdicts import Outcome, show


def performance_finding(
    name: str,
    table: PerformanceTable,
    stated: Figure,
    outcome: Outcome,
    others: Sequence[Figure],
    message: Wording,
    calculation: str,
    explanation: Wording = NOTHING,
    compute: Computation | None = None,
) -> Finding:
    """The finding on a figure of a self-evaluation table."""
    wrong = outcome.verdict.is_wrong
    recomputed = show(outcome.nominal, stated.decimals if stated.unit == "分" else max(stated.decimals, 2))
    return Finding(
        rule=name,
        kind="performance",
        verdict=outcome.verdict,
        message=message,
        stated=f"{stated.value:f}",
        recomputed=recomputed,
        difference=None if recomputed is None else f"{stated.value - Decimal(recomputed):f}",
        unit=stated.unit,
        section=table.title,
        explanation=explanation if wrong else NOTHING,
        calculation=calculation,
        places=tuple(figure.place for figure in (stated, *others)),
        stated_figure=stated,
        figures=(stated, *others),
        compute=compute,
    )


def column_name(name: str) -> Wording:
    """What a column of a self-evaluation table is called: budget, or budget:财政拨款, a source of it."""
    column, _, source = name.partition(":")
    called = tell(f"column.{column}")
    return joined((called, source), "·", ": ") if source else called


def table_name(table: PerformanceTable) -> str:
    """How a message calls a table: its title, and its project where it has one."""
    return f"《{table.title}》" + (f"（{table.project.split('-')[-1]}）" if table.project else "")

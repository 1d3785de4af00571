"""Rules on self-evaluation tables against the narrative and the account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...figures import WAN_YUAN, YUAN, Figure, Interval, Verdict
from ...reports import AmountClaim, CompletionClaim, Computation, Finding, PerformanceTable, Report, View
from ...wordings import NOTHING, tell
from ..diagnosis.explanation import digit_slip
from ..findings.amounts import amount_told
from ..findings.performance import performance_finding, table_name
from ..registry import rule
from ..verdicts import weigh
from .performance_table_rules import is_row


@rule("performance.whole-department", "performance")
def whole_department(report: Report) -> Iterator[Finding]:
    """The execution of the whole department in its self-evaluation is the account's expenditure, as the
    narrative gives it; where the totals differ by one line, that line is named.
    """
    spent = next(
        (
            c.figure
            for c in report.claims
            if isinstance(c, AmountClaim) and c.key == "expenditure" and c.measure == "final"
        ),
        None,
    )
    if spent is None or not spent.is_money:
        return
    named = {
        c.figure.value: c
        for c in reversed(report.claims)
        if isinstance(c, AmountClaim) and c.key in ("basic", "project", "expenditure")
    }
    for table in report.performance:
        if not table.whole_department:
            continue
        total = next(
            (f for label, f in table.rows if is_row(label, "total") and not is_row(label, "task")), None
        )
        if total is None:
            continue
        executed = total["executed"]
        outcome = weigh(executed, _same(spent.to(executed.unit or WAN_YUAN)))
        culprit = (
            None
            if outcome.verdict is Verdict.CONSISTENT
            else _culprit(table, executed, spent, named.values())
        )
        if culprit is None:
            yield performance_finding(
                "performance.whole-department",
                table,
                executed,
                outcome,
                (spent,),
                tell(
                    "found.performance_department",
                    table=table_name(table),
                    stated=executed.text,
                    spent=spent.text,
                ),
                f"{executed.value} ≠ {spent.value}",
            )
            continue
        label, figure, right, subject = culprit
        slip = digit_slip(f"{figure.value:f}", f"{right:f}")
        likely = tell("cause.likely", cause=slip) if slip else None
        yield Finding(
            rule="performance.whole-department",
            kind="performance",
            verdict=Verdict.INCONSISTENT,
            message=tell(
                "found.performance_line",
                table=table_name(table),
                label=label,
                stated=figure.text,
                subject=subject,
                right=right,
                total=executed.text,
                spent=spent.text,
            ),
            stated=f"{figure.value:f}",
            recomputed=f"{right:f}",
            difference=f"{figure.value - right:f}",
            unit=figure.unit,
            section=table.title,
            explanation=likely or tell("cause.becomes_total", right=right),
            calculation=(
                f"{executed.value} − {figure.value} + {right} = {executed.value - figure.value + right}"
            ),
            places=(figure.place, executed.place, spent.place),
            stated_figure=figure,
            figures=(figure, executed, spent),
        )


@rule("performance.project", "performance")
def project_execution(report: Report) -> Iterator[Finding]:
    """A project's execution is the same in its self-evaluation table and in the narrative."""
    told = [
        claim
        for claim in report.claims
        if isinstance(claim, CompletionClaim)
        and claim.budget is not None
        and claim.final is not None
        and claim.budget.is_money
        and claim.final.is_money
    ]
    for table in report.performance:
        if table.whole_department or not table.rows:
            continue
        figures = table.rows[0][1]
        budget, executed = figures["budget"], figures["executed"]
        same = [c for c in told if c.budget is not None and _equal(c.budget, budget) and _about(c, table)]
        if len({c.final.value for c in same if c.final is not None}) != 1:
            continue
        final = same[0].final
        assert final is not None
        outcome = weigh(executed, _same(final.to(executed.unit or WAN_YUAN) if executed.is_money else final))
        yield performance_finding(
            "performance.project",
            table,
            executed,
            outcome,
            (final,),
            tell(
                "found.performance_project",
                table=table_name(table),
                stated=amount_told(executed),
                final=final.text,
                budget=amount_told(budget),
            ),
            f"{executed.value} ≠ {final.value}",
            tell("cause.budget_as_execution") if executed.value == budget.value else NOTHING,
        )


@rule("performance.unit", "unit")
def table_unit(report: Report) -> Iterator[Finding]:
    """A self-evaluation table headed 元 holds 元: the same digits in 万元 elsewhere show that it does not."""
    elsewhere = {
        claim.figure.value: claim.figure
        for claim in report.claims
        if isinstance(claim, AmountClaim) and claim.figure.unit == WAN_YUAN and claim.figure.decimals >= 2
    }
    for table in report.performance:
        if table.unit != YUAN or not table.rows:
            continue
        figures = [
            figure for _, row in table.rows for name, figure in row.items() if name != "rate" and figure.value
        ]
        told = [figure for figure in figures if figure.value in elsewhere]
        if not told or any(figure.value >= 10_000 for figure in figures):
            continue
        yield Finding(
            rule="performance.unit",
            kind="unit",
            verdict=Verdict.INCONSISTENT,
            message=tell(
                "found.performance_unit",
                table=table_name(table),
                stated=told[0].text,
                elsewhere=elsewhere[told[0].value].text,
            ),
            stated="元",
            recomputed="万元",
            unit=YUAN,
            section=table.title,
            explanation=tell("cause.head_unit"),
            places=tuple(figure.place for figure in told),
            figures=tuple(told),
        )


def _same(figure: Figure) -> Computation:
    def compute(view: View) -> Interval:
        return view(figure)

    return compute


def _culprit(
    table: PerformanceTable, executed: Figure, spent: Figure, named: Sequence[AmountClaim] | object
) -> tuple[str, Figure, Decimal, str] | None:
    """The one line whose exchange for an amount of the account mends the total."""
    gap = spent.to(executed.unit or WAN_YUAN).value - executed.value
    for label, figures in table.rows:
        if not is_row(label, "task"):
            continue
        figure = figures["executed"]
        for claim in named:  # type: ignore[union-attr]
            if claim.figure.is_money and claim.figure.to(figure.unit or WAN_YUAN).value == figure.value + gap:
                return label, figure, figure.value + gap, claim.subject
    return None


def _equal(one: Figure, other: Figure) -> bool:
    return other.is_money and one.to(other.unit or WAN_YUAN).value == other.value


def _about(claim: CompletionClaim, table: PerformanceTable) -> bool:
    """Whether a sentence speaks of the table's project: some four characters of its name stand near it."""
    name = (table.project or "").split("-")[-1]
    near = claim.statement.text + claim.statement.section.title
    return (
        not name
        or any(name[i : i + 4] in near for i in range(max(len(name) - 3, 1)))
        or claim.budget is not None
    )

"""Units that forms print."""

from __future__ import annotations

from collections.abc import Iterator

from ...figures import PERCENT, YUAN_PER_UNIT, Figure, Verdict, rounded
from ...reports import Finding, Form, FormRow, Report
from ...wordings import NOTHING, Wording, tell
from ..findings.forms import printed
from ..registry import rule


@rule("unit.form", "unit")
def form_unit(report: Report) -> Iterator[Finding]:
    """A form's figures are in the unit that its head prints. Source: 财决公开表 are headed 单位：万元 or 元.

    The true unit is recognised from the narrative's amounts and from the form's magnitude.
    """
    for form in report.forms:
        if form.printed_unit is None or form.empty:
            continue
        yield unit_finding(form)


def unit_finding(form: Form) -> Finding:
    """The finding on the unit that a form's head prints, its figures being in their true unit."""
    agrees = form.printed_unit == form.unit
    return Finding(
        rule="unit.form",
        kind="unit",
        verdict=Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
        message=_message(form, agrees),
        stated=form.printed_unit,
        recomputed=form.unit,
        section=form.title,
        explanation=NOTHING if agrees else tell("cause.head_of_template"),
        places=(form.place,),
    )


def _message(form: Form, agrees: bool) -> Wording:
    if agrees:
        return tell("found.form_unit_agrees", title=form.title, printed=form.printed_unit)
    largest = max(_amounts(form), key=lambda found: abs(found[1].value), default=None)
    if largest is None or form.printed_unit is None:
        return tell("found.form_unit", title=form.title, printed=form.printed_unit, unit=form.unit)
    row, figure = largest
    label = row.label or row.code or ""
    factor = YUAN_PER_UNIT[form.unit] / YUAN_PER_UNIT[form.printed_unit]
    return tell(
        "found.form_unit_example",
        title=form.title,
        printed=form.printed_unit,
        unit=form.unit,
        label=label,
        figure=printed(figure),
        amount=f"{rounded(figure.value * factor, 2):,f}{form.printed_unit}",
    )


def _amounts(form: Form) -> Iterator[tuple[FormRow, Figure]]:
    for row in form.rows:
        for value in row.values:
            if value is not None and value.unit != PERCENT:
                yield row, value


@rule("unit.missing", "unit")
def missing_unit(report: Report) -> Iterator[Finding]:
    """A form that holds figures says in which unit. Source: 财决公开表 print 单位 in their heads.

    Where the head itself may be lost nothing is said.
    """
    for form in report.forms:
        may_be_elsewhere = form.loose or form.untitled or not form.is_whole
        if form.empty or (may_be_elsewhere and form.printed_unit is None):
            continue
        missing = form.printed_unit is None
        yield Finding(
            rule="unit.missing",
            kind="unit",
            verdict=Verdict.INCONSISTENT if missing else Verdict.CONSISTENT,
            message=(
                tell("found.form_unit_missing", title=form.title, unit=form.unit)
                if missing
                else tell("found.form_unit_present", title=form.title, unit=form.printed_unit)
            ),
            stated=form.printed_unit,
            recomputed=form.unit,
            section=form.title,
            explanation=tell("cause.no_unit") if missing else NOTHING,
            places=(form.place,),
        )

"""The cells of forms that are not to be relied on: their form is wrong as a whole, or rows of it are."""

from __future__ import annotations

from ..places import Place
from ..reports import CheckedReport, Severity


def doubted_cells(checked: CheckedReport) -> frozenset[Place]:
    """The cells that contradict others only for that reason."""
    leads = [f for f in checked.findings if f.severity is Severity.ERROR and f.stated_figure is None]
    return frozenset(
        figure.place
        for lead in leads
        for finding in checked.findings
        if finding.needed == "consequence" and lead.message in finding.explanation
        for figure in finding.figures
        if figure.place.table is not None and figure.place.table in {place.table for place in lead.places[:1]}
    )

"""What recognising yields: the account that a Document holds, and what checking says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .charts import Chart, ChartGround, ChartSeries
from .claims import (
    AbsenceClaim,
    AmountClaim,
    AverageClaim,
    BalanceClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    CountClaim,
    EqualityClaim,
    Labelled,
    Part,
    Section,
    ShareClaim,
    Statement,
    SumClaim,
)
from .documents import Document
from .figures import Figure, Interval, Verdict
from .forms import Form, FormEntry, FormRow, PerformanceTable, PointsLine, Reading, UnreadForm
from .places import Place
from .wordings import NOTHING, Wording

__all__ = [
    "AbsenceClaim",
    "AmountClaim",
    "AverageClaim",
    "BalanceClaim",
    "ChangeClaim",
    "Chart",
    "ChartGround",
    "ChartSeries",
    "CheckedReport",
    "Claim",
    "CompletionClaim",
    "Computation",
    "CountClaim",
    "EqualityClaim",
    "Finding",
    "Form",
    "FormEntry",
    "FormRow",
    "Labelled",
    "Ledger",
    "LedgerEntry",
    "Part",
    "PerformanceTable",
    "PointsLine",
    "Reading",
    "Report",
    "Section",
    "Severity",
    "ShareClaim",
    "Statement",
    "SumClaim",
    "UnreadForm",
    "View",
]
"""All of the model that checking and showing use, wherever it stands: claims.py, forms.py, charts.py."""

View = Callable[[Figure], Interval]
"""How a figure is looked at: the values that may lie behind it."""

Computation = Callable[[View], Interval]
"""A value recomputed from figures seen through a View. May raise ZeroDivisionError: no such value."""


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """One published account.

    `usual_decimals` is the precision that the narrative's money amounts usually have, None where it
    keeps none (then only the printed digits count).
    """

    document: Document
    bureau: str | None
    fiscal_year: int | None
    unit: str
    usual_decimals: int | None
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    forms: tuple[Form, ...]
    performance: tuple[PerformanceTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    contents: tuple[FormEntry, ...] = ()
    form_list: tuple[FormEntry, ...] = ()
    unbound: tuple[tuple[Figure, Statement], ...] = ()
    bound: tuple[tuple[Figure, Statement, str], ...] = ()
    earlier: Report | None = None
    """The same bureau's account of the year before, where it is at hand."""
    readings: tuple[Reading, ...] = ()
    """Cells outside the figures of its forms that could be read in several ways."""
    unread_forms: tuple[UnreadForm, ...] = ()

    def __repr__(self) -> str:
        """One line: whole, it would fill a session with a megabyte."""
        whose = f"{self.bureau or '?'} {self.fiscal_year or '?'}"
        return (
            f"<Report {whose}, {self.document.source.name}: {len(self.forms)} forms, "
            f"{len(self.claims)} claims, {len(self.charts)} charts; not checked: fa.check(report)>"
        )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Says what is missing where a report is given that nobody has checked."""
            if name in CheckedReport.__slots__ or name == "contradictions":
                raise AttributeError(f"the report is not checked: use checked = fa.check(report) for {name}")
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def form(self, key: str) -> Form | None:
        """The first form with that key of the catalogue."""
        return next((form for form in self.forms if form.key == key), None)


class Severity(StrEnum):
    """How loudly a finding speaks."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule says of one thing. Consistent findings are kept: they are the ledger's grounds.

    `stated` and `recomputed` are texts of decimals, or words where the thing is no number.
    `stated_figure` is what the verdict is about; `figures` all that took part. `needed` says which
    precision the verdict needed (usual, printed or None), or why there is none: consequence of another
    wrong figure, reading that is uncertain.
    """

    rule: str
    kind: str
    verdict: Verdict
    message: Wording
    severity: Severity = Severity.NONE
    stated: str | None = None
    recomputed: str | None = None
    difference: str | None = None
    unit: str | None = None
    section: str | None = None
    quote: str | None = None
    explanation: Wording = NOTHING
    calculation: str = ""
    places: tuple[Place, ...] = ()
    stated_figure: Figure | None = None
    figures: tuple[Figure, ...] = ()
    needed: str | None = None
    compute: Computation | None = field(default=None, compare=False, repr=False)
    """How the stated figure is recomputed from the others, where it is: for diagnosing what is wrong."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of one printed figure. `where` names its section or form cell, `bound_to` its role."""

    figure: Figure
    where: str
    bound_to: str | None
    verdict: Verdict
    rules: tuple[str, ...]
    quote: str = ""
    account: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Ledger:
    """Every figure printed in the account, once."""

    entries: tuple[LedgerEntry, ...]

    def __repr__(self) -> str:
        return f"<Ledger: {len(self.entries)} figures>"

    def counts(self) -> dict[str, int]:
        """Figures of the account's own sections and forms: all, and by verdict."""
        own = [entry for entry in self.entries if entry.account]
        counted = {verdict.value: 0 for verdict in Verdict}
        for entry in own:
            counted[entry.verdict.value] += 1
        return {"figures": len(own)} | counted


@dataclass(frozen=True, slots=True, repr=False)
class CheckedReport:
    """A report with everything that checking said. `failed_rules` names rules that broke, and why."""

    report: Report
    findings: tuple[Finding, ...]
    ledger: Ledger
    failed_rules: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """One line: whole, it would fill a session with megabytes."""
        found = [finding.severity for finding in self.contradictions]
        counts = ", ".join(f"{found.count(one)} {one}s" for one in Severity if one is not Severity.NONE)
        whose = f"{self.report.bureau or '?'} {self.report.fiscal_year or '?'}"
        return (
            f"<CheckedReport {whose}, {self.report.document.source.name}: {counts}; "
            f"{self.ledger.counts()['figures']} figures>"
        )

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """Errors, warnings and notes, worst first in reading order: what a person should look at."""
        order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
        shown = [finding for finding in self.findings if finding.severity in order]
        return tuple(sorted(shown, key=lambda finding: order[finding.severity]))

    @property
    def inconsistent(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

"""Runs the library on the text of a generated account."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from final_accounts.checking.checker import check
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import CheckedReport, Finding, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking an account said, and the seconds that recognising and checking took after reading."""

    report: CheckedReport
    seconds: float

    @property
    def alarms(self) -> list[Finding]:
        """Errors and warnings."""
        return [f for f in self.report.findings if f.severity in (Severity.ERROR, Severity.WARNING)]


def check_text(text: str, folder: Path) -> Checked:
    """Read, recognise and check a text. `folder` holds it for the while."""
    path = folder / "account.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    started = time.perf_counter()
    report = check(recognise(document))
    return Checked(report, time.perf_counter() - started)

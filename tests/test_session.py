"""What an analyst meets in a plain session: short answers, and mistakes that say what to do."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import matplotlib
import pytest

import final_accounts as fa
from final_accounts.places import Place
from final_accounts.running import children


@pytest.fixture(scope="module")
def source(root: Path) -> Path:
    return root / "data" / "raw" / "dongqu-2024.pdf"


def test_reports_show_themselves_in_one_line(source: Path) -> None:
    report = fa.read(source)
    checked = fa.check(report)
    whose = "四川省攀枝花市东区医疗保障局 2024, dongqu-2024.pdf"
    assert repr(report).startswith(f"<Report {whose}: 0 forms, ")
    assert repr(checked) == f"<CheckedReport {whose}: 1 errors, 17 warnings, 1 notes; 185 figures>"
    assert all(len(repr(part)) < 200 for part in (report.document, checked.ledger, checked, report))
    assert repr(fa.chart(checked, 3)).startswith("<Picture: 图3 ")
    assert repr(Place(page=3, line=4)) == "Place(page=3, line=4)"


def test_a_report_that_nobody_checked_says_so(source: Path) -> None:
    report = fa.read(source)
    with pytest.raises(AttributeError, match=r"not checked: use checked = fa\.check\(report\)"):
        fa.show_findings(report)  # type: ignore[arg-type]
    with pytest.raises(AttributeError, match="no attribute 'colour'"):
        report.colour  # noqa: B018
    assert pickle.loads(pickle.dumps(report)) == report


def test_only_a_report_can_be_checked(source: Path) -> None:
    with pytest.raises(TypeError, match=r"takes a report, not \w+Path: fa\.check\(fa\.read\(source\)\)"):
        fa.check(source)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="the fork is Linux's")
def test_a_session_that_has_read_and_drawn_can_run_batches(
    source: Path, real_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths may be text. What the session did with other reports is no business of the batch's children."""
    fa.read(source)
    monkeypatch.setitem(matplotlib.rcParams, "axes.linewidth", 7.0)
    monkeypatch.setattr(children, "start_method", lambda: "fork")
    report = next(real_reports.glob("000_*"))
    result = fa.run_reports(str(report), str(tmp_path / "out"), progress=False)
    assert [(report.status, report.error) for report in result.reports] == [("done", None)]
    assert result.index == tmp_path / "out" / "index.html"

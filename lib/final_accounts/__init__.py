"""Reads a published departmental final account (部门决算), recomputes it, says where it contradicts itself.

>>> import final_accounts as fa
>>> report = fa.read("2024年度部门决算.pdf")      # doctest: +SKIP
>>> checked = fa.check(report)                    # doctest: +SKIP
>>> fa.show_findings(checked)                     # doctest: +SKIP

The names below are loaded when first used, so that a command pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .checking.checker import check as check
    from .running.batch import run_reports as run_reports
    from .running.isolation import assert_isolated as assert_isolated
    from .running.provenance import provenance as provenance
    from .running.session import read as read
    from .running.session import sample as sample
    from .showing.charts.panels import show_charts as show_charts
    from .showing.checklist import show_checklist as show_checklist
    from .showing.comparison.views import compare as compare
    from .showing.explorer.opening import chart as chart
    from .showing.explorer.opening import explain as explain
    from .showing.explorer.opening import explore as explore
    from .showing.finding_panels import show_findings as show_findings
    from .showing.form_panels import show_forms as show_forms
    from .showing.originals import image as image
    from .showing.panels import overview as overview
    from .showing.panels import show_claims as show_claims
    from .showing.panels import show_ledger as show_ledger

_HOMES = {
    "assert_isolated": "running.isolation",
    "chart": "showing.explorer.opening",
    "check": "checking.checker",
    "compare": "showing.comparison.views",
    "explain": "showing.explorer.opening",
    "explore": "showing.explorer.opening",
    "image": "showing.originals",
    "overview": "showing.panels",
    "provenance": "running.provenance",
    "read": "running.session",
    "run_reports": "running.batch",
    "sample": "running.session",
    "show_charts": "showing.charts.panels",
    "show_checklist": "showing.checklist",
    "show_claims": "showing.panels",
    "show_findings": "showing.finding_panels",
    "show_forms": "showing.form_panels",
    "show_ledger": "showing.panels",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{home}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})

"""The accounts by which the growth of checking is measured."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from bench.growth import account, row
from final_accounts.checking.checker import check
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Severity


@pytest.mark.parametrize(("wrong", "errors"), [(False, 0), (True, 4)])
def test_only_the_planted_mistakes_are_found(wrong: bool, errors: int, tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(account(40, wrong), encoding="utf-8")
    checked = check(recognise(read_document(path)))
    found = [finding.rule for finding in checked.findings if finding.severity is Severity.ERROR]
    assert found == ["change.rate"] * errors
    assert not [f.message for f in checked.findings if f.severity is Severity.WARNING]
    assert len(checked.ledger.entries) > 400


def test_figures_grow_with_the_items() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "account.txt"
        counts = []
        for items in (10, 20):
            path.write_text(account(items, False), encoding="utf-8")
            name, figures, *_ = row(path, str(items), 1).split()
            assert name == str(items)
            counts.append(int(figures))
    assert counts[1] - counts[0] == 110

"""What each rule says while its tests run, for the test that asks whether every rule is tested wholly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from final_accounts.figures import Verdict
from final_accounts.reports import Finding

from .claim_making import HEARD, Heard

LAST = "test_rules_are_tested.py"


@pytest.fixture(scope="session")
def heard() -> Heard:
    """All that was said so far."""
    return HEARD


@pytest.fixture(autouse=True)
def _listening(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Note every finding that is made, under the module whose test made it."""
    module = request.node.path.stem
    HEARD.modules.add(module)
    HEARD.module = module
    make = Finding.__init__

    def noted(self: Finding, *args: Any, **values: Any) -> None:
        make(self, *args, **values)
        HEARD.note(self.rule, self.verdict)
        differs = self.difference is not None and Decimal(self.difference) != 0
        if differs and self.verdict is Verdict.CONSISTENT:
            HEARD.rounded[module].add(self.rule)

    monkeypatch.setattr(Finding, "__init__", noted)
    yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The test that looks at what all others heard runs last."""
    items.sort(key=lambda item: item.path.name == LAST)

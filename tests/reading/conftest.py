"""What tests of several formats ask for."""

from __future__ import annotations

import pytest

from final_accounts.reading.office import libreoffice


@pytest.fixture
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if LibreOffice were not installed."""
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)

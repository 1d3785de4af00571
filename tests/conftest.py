"""What all tests share: the real reports, the outside tools, and how hypothesis runs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

settings.register_profile("final-accounts", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("final-accounts")


def miss(what: str) -> NoReturn:
    """Something outside the repository is missing: no test on a user's machine, a failure in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def real_reports() -> Path:
    """The folder of the published reports as plain text, beside the checkout."""
    folder = ROOT.parent / "shared" / "reports"
    if not folder.is_dir():
        miss("the folder ../shared/reports")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The command of a Chromium that can run headless."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    miss("chromium")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """The command that turns PDF pages into pictures (Debian's poppler-utils)."""
    found = shutil.which("pdftoppm")
    if not found:
        miss("pdftoppm (poppler-utils)")
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    """The command of a LibreOffice that recalculates spreadsheets (Debian's libreoffice-calc-nogui)."""
    found = shutil.which("soffice")
    if not found:
        miss("soffice (libreoffice-calc-nogui)")
    return found


@pytest.fixture(scope="session")
def axe_core() -> str:
    """The script of axe-core, which finds what bars people from a page (npm ci in tests/browser)."""
    script = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        miss("axe-core (npm ci --prefix tests/browser)")
    return script.read_text(encoding="utf-8")

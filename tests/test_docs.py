"""The README and docs/: every example runs as printed, every name that they use exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from .doc_examples import Workplace, workplace

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md")) + [ROOT / "README.md"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return workplace(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_shows(page: Path, place: Workplace) -> None:
    place.follow(page)

"""Settings of the library, and where its reference data lies."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

RAW, PROCESSED = Path("data/raw"), Path("data/processed")
"""Where a checkout has published files, and what is made of them."""
_PACKAGED = Path(__file__).parent / "reference"
_CHECKOUT = Path(__file__).parents[2] / "data" / "reference"


def reference_folder() -> Path:
    """The folder of the reference data: inside an installed package, else in the checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


@cache
def reference(name: str) -> dict[str, Any]:
    """The tables of `data/reference/<name>.toml`. Raises FileNotFoundError with the path."""
    with (reference_folder() / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)

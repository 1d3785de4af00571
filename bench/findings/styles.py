"""The manners of provinces: wordings, order of sections, numerals and forms, as data in styles/*.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from .numerals import Numerals

FOLDER = Path(__file__).parent / "styles"
COMMON = "common"


@dataclass(frozen=True, slots=True)
class Style:
    """One manner. `data` is its file laid over common.toml, table by table."""

    name: str
    data: dict[str, Any]

    def phrases(self, slot: str) -> list[str]:
        """The wordings of a slot, [] if this manner has none."""
        return list(self.data["phrases"].get(slot, []))

    def option(self, name: str, rng: Random) -> Any:
        """One of the values that the manner allows."""
        return rng.choice(self.data["options"][name])

    def numerals(self, rng: Random) -> Numerals:
        return Numerals(**{name: rng.choice(values) for name, values in self.data["numerals"].items()})

    @property
    def sections(self) -> list[tuple[str, str]]:
        return [(key, title) for key, title in self.data["sections"]]


def style_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != COMMON)


@cache
def style(name: str) -> Style:
    """A manner by name. Raises ValueError for an unknown one."""
    if name not in style_names():
        raise ValueError(f"unknown style {name!r}; known: {', '.join(style_names())}")
    common, own = _load(COMMON), _load(name)
    merged = dict(common)
    for table, values in own.items():
        merged[table] = {**common.get(table, {}), **values} if isinstance(values, dict) else values
    return Style(name, merged)


def plain_phrases(slot: str) -> list[str]:
    """The common wordings of a slot, for amounts that a manner's own wording cannot hold."""
    return list(_load(COMMON)["phrases"].get(slot, []))


@cache
def _load(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)

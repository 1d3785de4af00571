"""The names that forms print in their heads and lines, against which a misread one is told."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ...settings import reference

FEWEST_CHARACTERS = 5
"""Characters of a name in which one may be misread; among shorter ones too many are alike."""

_TABLES = (
    ("forms", "forms"),
    ("forms", "rows"),
    ("functional_classification", "categories"),
    ("economic_classification", "codes"),
)
_ANY = "\0"
_NUMBER = re.compile(r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)")


def meant_term(text: str) -> str | None:
    """The one name that forms print of which a recognised text differs by one character, with the text's own
    number before it (一、); None if the text is such a name itself, or there is none, or more than one."""
    plain = _plain(text)
    number = found[0] if (found := _NUMBER.match(plain)) else ""
    printed = plain[len(number) :]
    if len(printed) < FEWEST_CHARACTERS or printed in _terms():
        return None
    near = {name for at in range(len(printed)) for name in _by_gap().get(_without(printed, at), ())}
    return number + _terms()[near.pop()] if len(near) == 1 else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _without(name: str, at: int) -> str:
    return name[:at] + _ANY + name[at + 1 :]


@cache
def _by_gap() -> Mapping[str, frozenset[str]]:
    """The names by what they are without one of their characters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in _terms():
        for at in range(len(name)):
            found[_without(name, at)].add(name)
    return {gapped: frozenset(names) for gapped, names in found.items()}


@cache
def _terms() -> Mapping[str, str]:
    """The names as they are printed by what they are in one width."""
    tables = (reference(file)[table] for file, table in _TABLES)
    return {_plain(name): name for table in tables for name in _names(table)}


def _names(told: Any) -> Iterator[str]:
    """All texts in a table of tables and lists."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for inner in told.values():
            yield from _names(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from _names(inner)

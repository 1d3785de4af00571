"""The vocabulary of charts (charts.toml): topics, captions' words, labels as a chart shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...settings import reference

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、．]|[（(][\d一二三四五六七八九十]+[）)])")
_LEADING_YEAR = re.compile(r"^(?:19|20)\d\d年度?")


_LISTS = ("without", "sections", "parts", "not_parts", "likely")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a chart may show; see charts.toml for the fields."""

    key: str
    kind: str
    title: str
    rank: int
    usual: bool
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    sections: tuple[str, ...]
    parts: tuple[str, ...]
    not_parts: tuple[str, ...]
    likely: tuple[str, ...]
    form: str

    def fits(self, title: str) -> bool:
        """Whether a caption is about this topic."""
        if any(_holds(title, word) for word in self.without):
            return False
        return any(all(_holds(title, word) for word in every) for every in self.words)

    def is_part(self, label: str) -> bool:
        """Whether a slice of this chart may be called so."""
        if not core(label):
            return False
        if any(word in label for word in self.not_parts):
            return False
        return not self.parts or any(word in label for word in self.parts)


def all_likely(topic: Topic, labels: Sequence[str]) -> bool:
    """Whether a chart's labels are those by which the topic is known."""
    return bool(labels) and all(any(word in label for word in topic.likely) for label in labels)


def vocabulary() -> dict[str, Any]:
    """The tables of charts.toml."""
    return reference("charts")


@cache
def topics() -> tuple[Topic, ...]:
    """All topics, in the order in which captions are tried."""
    return tuple(
        Topic(
            **{
                **entry,
                "words": tuple(tuple(words) for words in entry["words"]),
                **{name: tuple(entry[name]) for name in _LISTS},
            }
        )
        for entry in vocabulary()["topics"]
    )


def topic_of(title: str) -> Topic | None:
    """The first topic that a caption fits."""
    return next((topic for topic in topics() if topic.fits(title)), None)


def _holds(text: str, word: str) -> bool:
    if word.startswith("@"):
        return any(member in text for member in vocabulary()["groups"][word[1:]])
    return word in text


def clean_label(text: str) -> str:
    """A subject of the narrative as a chart's label: 社会保障和就业（类）支出 → 社会保障和就业支出."""
    words = vocabulary()["labels"]
    label = _without("".join(text.split()), words["middle"])
    before = None
    while before != label:
        before = label
        label = _LEADING_YEAR.sub("", _NUMBERING.sub("", label))
        for word in words["front"]:
            label = label.removeprefix(word)
        for word in words["end"]:
            label = label.removesuffix(word)
    return label


def core(label: str) -> str:
    """What two labels for one thing have in common, for comparison only."""
    return _without(unicodedata.normalize("NFKC", clean_label(label)), vocabulary()["labels"]["filler"])


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def year_of(name: str) -> int | None:
    """The year that a series or a label is about, if it names one."""
    match = YEAR.search(name)
    return int(match.group(1)) if match else None


def is_default_name(name: str) -> bool:
    """Whether Office and not a person gave the series its name: 列1, 系列1, Series 1."""
    return any(re.fullmatch(rf"{re.escape(word)}\s*\d*", name) for word in vocabulary()["series"]["default"])

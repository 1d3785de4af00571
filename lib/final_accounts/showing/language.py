"""The language in which results are shown: Chinese unless asked otherwise, from one catalogue of messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from .. import wordings
from ..errors import InvalidSetting
from ..wordings import CHINESE as CHINESE
from ..wordings import ENGLISH, Wording, catalogued, quoted_within

LANGUAGES = (CHINESE, ENGLISH)

_spoken: ContextVar[str] = ContextVar("spoken", default=CHINESE)
Key = TypeVar("Key")


def require_language(lang: str) -> None:
    """Raise InvalidSetting for a language that the catalogue does not hold."""
    if lang not in LANGUAGES:
        raise InvalidSetting("lang", lang, f"must be one of {', '.join(LANGUAGES)}")


@contextmanager
def speaking(lang: str | None) -> Iterator[None]:
    """Show everything within in `lang` (zh, en); None keeps the language that is spoken.

    Raises InvalidSetting for any other language.
    """
    if lang is not None:
        require_language(lang)
    token = _spoken.set(lang or _spoken.get())
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> str:
    """The language that is spoken: zh or en."""
    return _spoken.get()


def in_english() -> bool:
    return spoken() == ENGLISH


def say(key: str, **values: object) -> str:
    """The message `section.name` of messages.toml in the spoken language, with `values` filled in.

    A value that knows its English is filled in in the spoken language too.

    Raises KeyError for a key that is not in the catalogue, or a value that the message needs and lacks.
    """
    text = _message(key)
    if text is None:
        raise KeyError(f"messages.toml has no {key!r}")
    if in_english():
        values = {name: wordings.in_english(value) for name, value in values.items()}
    return quoted_within(text.format(**values)) if values else text


def told(text: str) -> str:
    """What a rule said, in the spoken language; a text that knows no English as it is."""
    return text.english if in_english() and isinstance(text, Wording) else text


def says(key: str) -> bool:
    """Whether the catalogue holds the message `section.name`."""
    return _message(key) is not None


def _message(key: str) -> str | None:
    message = catalogued(key)
    return None if message is None else message[_spoken.get()].strip("\n")


class Words(Mapping[Key, str]):
    """The words of one section of the catalogue, in whatever language is spoken when they are asked for."""

    def __init__(self, section: str, keys: Mapping[Key, str]) -> None:
        self._section = section
        self._keys = keys

    def __getitem__(self, key: Key) -> str:
        return say(f"{self._section}.{self._keys[key]}")

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def words(section: str, *keys: str) -> Words[str]:
    """Words by the catalogue's own names."""
    return Words(section, {key: key for key in keys})

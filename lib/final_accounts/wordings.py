"""Sentences of the catalogue: made from a key and its values, Chinese as text, English on demand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Self

from .settings import reference

CHINESE, ENGLISH = "zh", "en"
_WITHIN = {"“": "‘", "”": "’"}


class Wording(str):
    """A Chinese text that knows its English: what a rule says of a figure, and why.

    As a string it is the Chinese (which is what files and contracts hold); `english` says the same.
    `key` names the sentence in the catalogue, empty for one put together of several. A report's own
    words inside it are the same in both. Made by `tell` and `joined`; any other operation on strings
    gives plain Chinese text.
    """

    english: str
    key: str

    def __new__(cls, chinese: str, english: str, key: str = "") -> Self:
        made = super().__new__(cls, chinese)
        made.english, made.key = english, key
        return made

    def __reduce__(self) -> tuple[type[Wording], tuple[str, str, str]]:
        return Wording, (str(self), self.english, self.key)

    def without(self, first: Wording) -> Wording:
        """What stands behind `first`, where the text begins with it."""
        return Wording(self.removeprefix(first), self.english.removeprefix(first.english).lstrip())

    def __add__(self, other: str) -> Wording:
        return Wording(
            str(self) + str(other), self.english + _spaced(self.english, in_english(other)), self.key
        )


_NESTED = re.compile("“[^”]*“")

NOTHING = Wording("", "")
"""Where there is nothing to say."""


def tell(key: str, **values: object) -> Wording:
    """The sentence `section.name` of messages.toml with `values` filled in, in both languages.

    >>> tell("cause.should_be_year", year=2024)
    '疑似应为2024年。'

    Raises KeyError for a sentence that the catalogue does not hold, or a value that it lacks.
    """
    sentence = catalogued(key)
    if sentence is None:
        raise KeyError(f"messages.toml has no {key!r}")
    translated = {name: in_english(value) for name, value in values.items()}
    chinese, english = sentence[CHINESE].format(**values), sentence[ENGLISH].format(**translated)
    return Wording(quoted_within(chinese), quoted_within(english), key)


def quoted_within(text: str) -> str:
    """A text whose quotations within quotations stand between ‘ and ’; one whose marks do not match as it is.

    >>> quoted_within("““三公”经费”为0")
    '“‘三公’经费”为0'
    """
    if _NESTED.search(text) is None:
        return text
    depth, made = 0, []
    for char in text:
        depth += char == "“"
        made.append(_WITHIN.get(char, char) if depth > 1 else char)
        depth -= char == "”"
        if depth < 0:
            return text
    return text if depth else "".join(made)


def catalogued(key: str) -> Mapping[str, str] | None:
    """The sentence `section.name` by language, None where the catalogue has none."""
    section, _, name = key.partition(".")
    sentence: Mapping[str, str] | None = reference("messages").get(section, {}).get(name)
    return sentence


def tell_if_known(key: str, chinese: str) -> Wording:
    """The sentence of the catalogue, the Chinese text in both languages where the catalogue has none."""
    return tell(key) if catalogued(key) is not None else Wording(chinese, chinese, key)


def joined(parts: Iterable[str], chinese: str = "；", english: str = "; ") -> Wording:
    """Several texts as one, with what stands between them in either language."""
    texts = tuple(parts)
    return Wording(chinese.join(texts), english.join(str(in_english(text)) for text in texts))


def in_english(value: object) -> object:
    """A wording's English; anything else as it is, for a report's own words are never translated."""
    return value.english if isinstance(value, Wording) else value


def _spaced(before: str, text: object) -> str:
    """A following sentence stands behind a space."""
    return f" {text}" if before and text else str(text)

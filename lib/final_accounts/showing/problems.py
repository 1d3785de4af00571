"""Why a file could not be used, in the reader's language; the errors themselves are in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import FinalAccountsError
from ..settings import reference
from .language import say, says

_IN_FULL = "见详情"


def problem_words(error: str, kind: str) -> str:
    """One sentence for an error's text, or for its class where the catalogue does not know the text."""
    known = [words for words in reference("messages")["problem"] if words in error]
    if known:
        return say(f"problem.{max(known, key=len)}")
    return say(f"error.{kind}") if says(f"error.{kind}") else say("error.other")


def in_both(error: str, kind: str) -> str:
    """An error's text with its sentence in the reader's language behind it, for a terminal."""
    words = problem_words(error, kind)
    return f"{error}（{words.rstrip('。.')}）"


@contextmanager
def noted() -> Iterator[None]:
    """Leave on an error of the library its sentence in the reader's language, and what is wrong in full where
    that sentence asks to see it: notebooks show these notes alone, tracebacks below the error's own text."""
    try:
        yield
    except FinalAccountsError as error:
        if not hasattr(error, "__notes__"):
            words = problem_words(str(error), type(error).__name__)
            error.add_note(words)
            if _IN_FULL in words:
                error.add_note(error.problem)
        raise

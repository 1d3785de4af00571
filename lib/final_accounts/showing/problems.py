"""Why a file could not be used, in the reader's language; the errors themselves are in English."""

from __future__ import annotations

from ..settings import reference
from .language import say, says


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

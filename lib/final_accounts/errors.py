"""Errors of the library. Each names the source, the place and what to do."""

from __future__ import annotations


class FinalAccountsError(Exception):
    """Base of all errors a user can meet; its text is one line: source, what is wrong, remedy."""

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{source}: {problem}; {remedy}")

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the source with what was noted in the reader's language, else the text. The
        lines of code that led here tell a reader nothing."""
        notes = getattr(self, "__notes__", ())
        return [f"{self.source}：{notes[0]}", *notes[1:]] if notes else [str(self)]


class UnreadableSource(FinalAccountsError):
    """The file is missing, empty, encrypted, damaged, or not what it claims to be."""


class UnsupportedFormat(FinalAccountsError):
    """The file is of a kind that no reader here understands."""


class CorrectionFailed(FinalAccountsError):
    """A correction beside a raw file cannot be applied: it is malformed, or the reading has changed."""


class NotAnAccount(FinalAccountsError):
    """The document was read, but nothing in it is a departmental final account."""


class InvalidSetting(ValueError):
    """A setting has a value outside its domain; the text names the field."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        self.field = field
        super().__init__(f"{field}={value!r} is not valid: {allowed}")

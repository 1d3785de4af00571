"""A picture with its words, as a notebook cell shows it."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

SHOWN_WIDTH = 900
"""Pixels of a notebook that a chart takes; the picture itself has twice as many."""


class Picture:
    """A PNG (`data`) with its words (`alt`), shown `width` pixels wide."""

    def __init__(self, data: bytes, alt: str, width: int = SHOWN_WIDTH) -> None:
        self.data, self.alt, self.width = data, alt, width

    def __repr__(self) -> str:
        return f"<Picture: {self.alt}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Any:
        shown = {"image/png": b64encode(self.data).decode("ascii"), "text/plain": self.alt}
        return shown, {"image/png": {"alt": self.alt, "width": self.width}}

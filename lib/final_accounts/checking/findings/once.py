"""What several rules ask of one report or form, computed once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def once(function: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """The function, which remembers its last argument, by identity, and what it gave for it.

    Comparing reports or forms by value would cost more than most rules; keeping more than the last would
    keep whole reports alive.
    """
    last: list[tuple[Asked, Answer]] = []

    @wraps(function)
    def remembered(asked: Asked) -> Answer:
        if not last or last[0][0] is not asked:
            last[:] = [(asked, function(asked))]
        return last[0][1]

    return remembered

"""One process, one report: a notebook asserts that nothing of another report is left where it runs."""

from __future__ import annotations

import decimal
import sys
from pathlib import Path
from typing import Any

_read: list[str] = []
"""The sources that this process has read, for `assert_isolated` alone."""

_BACKEND_SETTINGS = frozenset({"backend", "backend_fallback", "interactive", "timezone"})


class NotIsolated(RuntimeError):
    """Something of an earlier report is left in this process."""


def note_read(source: str | Path) -> None:
    """Remember that this process has read `source`."""
    _read.append(str(source))


def start_anew() -> None:
    """Make a process that was forked from a session fit for one report: what the session has read, drawn
    and set is the session's."""
    _read.clear()
    decimal.setcontext(decimal.DefaultContext.copy())
    matplotlib, pyplot = (sys.modules.get(name) for name in ("matplotlib", "matplotlib.pyplot"))
    if pyplot is not None:
        pyplot.close("all")
    if matplotlib is not None:
        before = matplotlib.rcParamsOrig
        matplotlib.rcParams.update({name: before[name] for name in _own_settings(matplotlib)})


def assert_isolated(source: str | Path = "") -> None:
    """Raise NotIsolated if this process has read another source, or holds altered global settings.

    Looked at: sources read so far, open pyplot figures, matplotlib's rcParams, the decimal context.

    >>> fa.assert_isolated("2024年度部门决算.pdf")  # doctest: +SKIP
    """
    leftovers = [*_other_sources(str(source)), *_drawing_leftovers(), *_decimal_leftovers()]
    if leftovers:
        raise NotIsolated(f"本进程不干净：{'；'.join(leftovers)}。请重启内核后从头运行。")


def _other_sources(source: str) -> list[str]:
    return [f"已读过另一份报告 {other}" for other in dict.fromkeys(_read) if source and other != source]


def _drawing_leftovers() -> list[str]:
    """Nothing is imported here: what was never loaded cannot have been altered."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is None:
        return []
    leftovers = [f"绘图设置 {name} 被改动" for name in _own_settings(matplotlib)[:3]]
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        leftovers.append(f"还有 {len(pyplot.get_fignums())} 幅图没有关闭")
    return leftovers


def _own_settings(matplotlib: Any) -> list[str]:
    """The drawing settings that are no longer as the library came."""
    before = matplotlib.rcParamsOrig
    return [
        name
        for name, value in matplotlib.rcParams.items()
        if name not in _BACKEND_SETTINGS and name in before and before[name] != value
    ]


def _decimal_leftovers() -> list[str]:
    now, default = decimal.getcontext(), decimal.DefaultContext
    same = (now.prec, now.rounding) == (default.prec, default.rounding)
    return [] if same else ["小数运算的精度或舍入方式被改动"]

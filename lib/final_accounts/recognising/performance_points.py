"""The points of self-evaluation tables: what each indicator weighs and what it was given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..figures import is_dash, parse_figure
from ..places import Place
from ..reports import PointsLine
from ..settings import reference

_LONGEST_HEAD = 8

GROUP = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,10})[（(](?P<weight>\d{1,3})分?[）)]")
"""产出指标（50分）: the heading of a group of indicators with what they weigh together."""


def points(texts: Sequence[Sequence[str]], places: Sequence[Sequence[Place]]) -> tuple[PointsLine, ...]:
    """The lines that give points, in printed order: those of the budget's execution and the indicators.

    A line counts from a header with 分值 and 得分 on, until the line of the total. Where a line has text
    but no number in one of the two columns, that figure is None; a line of dashes gives no points.
    """
    lines: list[PointsLine] = []
    columns: tuple[int, int] | None = None
    named: int | None = None
    group, grouped = "", -1
    for row, where in zip(texts, places, strict=True):
        plain = [re.sub(r"\s", "", text) for text in row]
        found = _columns(plain)
        if found is not None:
            columns, named = found, _name_column(plain)
            continue
        if columns is None or max(columns) >= len(plain) or not any(plain):
            continue
        if next(text for text in plain if text) in reference("performance")["rows"]["grand_total"]:
            break
        head = next((i for i, text in enumerate(plain[: min(columns)]) if GROUP.fullmatch(text)), None)
        if head is not None and (grouped < 0 or head <= grouped):
            group, grouped = plain[head], head
        elif grouped >= 0 and any(plain[: grouped + 1]):
            group = ""  # A heading that does not say what its lines weigh.
        weight, score = (parse_figure(row[index], "分", where[index]) for index in columns)
        if weight is None and score is None and _without_points(plain, columns):
            continue
        name = (plain[named] if named is not None else "") or next(text for text in plain if text)
        lines.append(PointsLine(name, weight, score, group))
    return tuple(lines)


def _columns(plain: Sequence[str]) -> tuple[int, int] | None:
    """Where a header row has its weights and its scores."""
    words = reference("performance")["columns"]
    weight, score = (
        next((i for i, text in enumerate(plain) if text in words[name] and len(text) <= _LONGEST_HEAD), None)
        for name in ("weight", "score")
    )
    return (weight, score) if weight is not None and score is not None else None


def _name_column(plain: Sequence[str]) -> int | None:
    """The column of a header that names the indicators most closely: 三级指标, not 年度指标值."""
    found = [i for i, text in enumerate(plain) if "指标" in text and not re.search("值|性质|解释|说明", text)]
    return found[-1] if len(found) > 1 else None


def _without_points(plain: Sequence[str], columns: tuple[int, int]) -> bool:
    """Whether a line is one of goals, or shows by dashes that it gives no points."""
    if all(is_dash(plain[index]) for index in columns):
        return True
    return not any(_is_number(text) for text in plain) and all(not plain[index] for index in columns)


def _is_number(text: str) -> bool:
    return parse_figure(text) is not None

"""The points of self-evaluation tables: what each indicator weighs and what it was given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..figures import Figure, is_dash, parse_figure
from ..places import Place
from ..reports import PointsLine
from ..settings import reference

_TIMES_RATE = re.compile(r"(?P<full>\d{1,3})分?[×✕xX*＊](?:预算)?执行率")

GROUP = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,10})[（(](?P<weight>\d{1,3})分?[）)]")
"""产出指标（50分）: the heading of a group of indicators with what they weigh together."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a header row has its weights and its scores.

    `full` is what its line weighs where the head of the scores says so instead: 得分（20分×执行率）.
    `of_money` marks the header of budget and execution, under which sources of money have no points. `name`
    is the column in which its lines are named, if any is.
    """

    weight: int | None
    score: int
    full: Figure | None
    of_money: bool
    name: int | None

    @property
    def first(self) -> int:
        return self.score if self.weight is None else min(self.weight, self.score)

    @property
    def last(self) -> int:
        return self.score if self.weight is None else max(self.weight, self.score)


@dataclass(slots=True)
class _Group:
    """The heading that weighs the lines below it, "" below one that does not say; and its column."""

    heading: str = ""
    column: int = -1

    def read(self, plain: Sequence[str], first: int) -> None:
        """Go on to a line whose points begin in the column `first`."""
        at = next((index for index, text in enumerate(plain[:first]) if GROUP.fullmatch(text)), None)
        if at is not None and (self.column < 0 or at <= self.column):
            self.heading, self.column = plain[at], at
        elif any(plain[: self.column + 1]):
            self.heading = ""


def points(texts: Sequence[Sequence[str]], places: Sequence[Sequence[Place]]) -> tuple[PointsLine, ...]:
    """The lines that give points, in printed order: those of the budget's execution and the indicators.

    A line counts from a header with 分值 and 得分 on, until the line of the total. Where a line has text
    but no number in one of the two columns, that figure is None; a line of dashes gives no points.
    """
    lines: list[PointsLine] = []
    head: _Head | None = None
    group = _Group()
    for row, where in zip(texts, places, strict=True):
        plain = [re.sub(r"\s", "", text) for text in row]
        found = _head(plain, where)
        if found is not None:
            head = found
            continue
        if any(text.startswith(tuple(reference("performance")["rows"]["goals"])) for text in plain):
            # What was to be reached, in words: indicators have a header of their own below.
            head = None
        if head is None or head.last >= len(plain) or not any(plain):
            continue
        if is_grand_total(_first_text(plain)):
            break
        group.read(plain, head.first)
        score = mark(row[head.score], where[head.score])
        weight = head.full if head.weight is None else mark(row[head.weight], where[head.weight])
        if score is None and (weight is None or head.weight is None) and _without_points(plain, head):
            continue
        name = (plain[head.name] if head.name is not None else "") or _first_text(plain)
        lines.append(PointsLine(name, weight, score, group.heading, head.full is not None))
    return tuple(lines)


def _first_text(plain: Sequence[str]) -> str:
    return next(text for text in plain if text)


def mark(text: str, place: Place) -> Figure | None:
    """The points that a cell prints, with or without 分 behind them."""
    return parse_figure(text.strip().removesuffix("分"), "分", place)


def is_grand_total(label: str) -> bool:
    """Whether a line's label is that of the total score: 总分, 总分（100分）."""
    return bare(label) in reference("performance")["rows"]["grand_total"]


def bare(text: str) -> str:
    """A label without spaces and what stands in brackets: 全年（调整）预算数（A） is 全年预算数."""
    return re.sub(r"[（(][^（）()]*[）)]", "", re.sub(r"\s", "", text))


def _head(plain: Sequence[str], where: Sequence[Place]) -> _Head | None:
    """What a header row says of points, None if it is none."""
    words = reference("performance")["columns"]
    weight, score = (
        next((i for i, text in enumerate(plain) if bare(text) in words[name]), None)
        for name in ("weight", "score")
    )
    if score is None:
        return None
    times_rate = _TIMES_RATE.search(plain[score])
    full = parse_figure(times_rate["full"], "分", where[score]) if times_rate else None
    of_money = any(bare(text) in words["executed"] for text in plain)
    if weight is None and full is None:
        return None
    return _Head(weight, score, full, of_money, _name_column(plain))


def _name_column(plain: Sequence[str]) -> int | None:
    """The column of a header that names the indicators most closely: 三级指标, not 年度指标值."""
    found = [i for i, text in enumerate(plain) if "指标" in text and not re.search("值|性质|解释|说明", text)]
    return found[-1] if len(found) > 1 else None


def _without_points(plain: Sequence[str], head: _Head) -> bool:
    """Whether a line is one of goals or of money, or shows by dashes that it gives no points."""
    cells = [plain[index] for index in (head.weight, head.score) if index is not None]
    if all(is_dash(cell) for cell in cells):
        return True
    if head.of_money:
        return not any(cell and not is_dash(cell) for cell in cells)
    return not any(_is_number(text) for text in plain) and not any(cells)


def _is_number(text: str) -> bool:
    return parse_figure(text) is not None

"""Self-evaluations that print budget and execution beside their names: 预算数: 650.53 执行数: 650.53."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..documents import Cell, Paragraph
from ..figures import WAN_YUAN, Figure, parse_figure
from ..places import Place
from ..reports import PerformanceTable

_NUMBER = r"[\d,]+(?:\.\d+)?"
_TWICE = r"{name}[:：]?(?P<budget_{n}>{number})?{name}[:：]?(?P<executed_{n}>{number})?"
_BESIDE = re.compile(
    rf"预算数[:：]?(?P<budget>{_NUMBER})(?:万元)?执行数[:：]?(?P<executed>{_NUMBER})(?:万元)?"
    rf"(?:{_TWICE.format(name='其中[-－—:：]?财政拨款', n=1, number=_NUMBER)}"
    rf"{_TWICE.format(name='其[它他]资金', n=2, number=_NUMBER)})?"
)
"""Without spaces: both amounts, and below them what of each came from where."""
_SOURCES = {"1": "财政拨款", "2": "其他资金"}
_FOLLOWING = 10
"""Lines over which a text conversion spreads such a block, blank ones left out."""

_NAME = re.compile(r"项目名称[:：]?\s*(?P<name>\S.{1,60}?)(?:(?:预算|主管|实施)(?:单位|部门).*)?$")


def table_beside(rows: Sequence[Sequence[Cell]]) -> tuple[str | None, Mapping[str, Figure]] | None:
    """Project and figures of a table that prints them so; None of any other."""
    project = None
    for number, row in enumerate(rows):
        texts = [re.sub(r"\s", "", cell.text) for cell in row if cell.text]
        if len(texts) >= 2 and texts[0].startswith("项目名称"):
            project = texts[1]
        if {"预算数", "执行数"} <= {text.rstrip(":：") for text in texts}:
            cells = [cell for row in rows[number : number + 3] for cell in row]
            chars = [(char, cell) for cell in cells for char in cell.text if not char.isspace()]

            def place(start: int, end: int, chars: list[tuple[str, Cell]] = chars) -> Place:
                return chars[start][1].place

            figures = _figures("".join(char for char, _ in chars), place)
            return (project, figures) if figures is not None else None
    return None


def lines_beside(paragraphs: Sequence[Paragraph]) -> Iterator[PerformanceTable]:
    """Such tables whose cells a text conversion printed as lines."""
    project = None
    for number, paragraph in enumerate(paragraphs):
        named = _NAME.match(paragraph.text)
        if named:
            project = named["name"]
        if not project or not re.search(r"预算数[:：]", paragraph.text):
            continue
        following = paragraphs[number : number + _FOLLOWING]
        chars = [
            (char, one, at) for one in following for at, char in enumerate(one.text) if not char.isspace()
        ]

        def place(start: int, end: int, chars: list[tuple[str, Paragraph, int]] = chars) -> Place:
            _, first, begin = chars[start]
            _, last, close = chars[end - 1]
            return first.place(begin, close + 1 if last is first else len(first.text))

        figures = _figures("".join(char for char, _, _ in chars), place)
        if figures is None:
            continue
        title = "项目绩效目标完成情况表"
        line = ("预算执行情况", figures)
        yield PerformanceTable(title, project, False, WAN_YUAN, (line,), None, None, figures["budget"].place)
        project = None


def _figures(text: str, place: Callable[[int, int], Place]) -> Mapping[str, Figure] | None:
    """Budget and execution, and what of each came from where: budget:财政拨款, executed:其他资金."""
    match = _BESIDE.search(text)
    if match is None:
        return None
    found: dict[str, Figure] = {}
    for name, printed in match.groupdict().items():
        figure = parse_figure(printed, WAN_YUAN, place(*match.span(name))) if printed else None
        if figure is not None:
            column, _, source = name.partition("_")
            found[f"{column}:{_SOURCES[source]}" if source else column] = figure
    return found if {"budget", "executed"} <= set(found) else None

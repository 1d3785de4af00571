"""Self-evaluation tables (绩效自评表): budgets, execution, points."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..documents import Cell, Document, Paragraph, Table
from ..figures import PERCENT, WAN_YUAN, YUAN, Figure, parse_figure
from ..places import Place
from ..reports import PerformanceTable
from ..settings import reference
from .performance_beside import lines_beside, table_beside
from .performance_points import bare, is_grand_total, mark, points
from .torn_tables import over_pages

_PERCENT = re.compile(r"[%％]")


def recognise_performance(document: Document) -> tuple[PerformanceTable, ...]:
    """The self-evaluation tables of a document, those that a text conversion broke into lines included."""
    return (*_from_tables(document), *lines_beside(document.paragraphs))


def _from_tables(document: Document) -> Iterator[PerformanceTable]:
    words = reference("performance")
    titles: list[str] = []
    for block in over_pages(document.blocks):
        if isinstance(block, Paragraph):
            titles = [*titles[-2:], block.text]
        else:
            cut = [0, *_title_rows(block), len(block.rows)]
            for start, end in pairwise(cut):
                rows = block.rows[start:end]
                own = " ".join(cell.text for row in rows[:2] for cell in row if cell.text)
                heading = next(
                    (t for t in (own, *reversed(titles)) if any(w in t for w in words["title_words"])), None
                )
                columns = _columns(rows)
                inline = table_beside(rows)
                if heading is not None and inline is not None:
                    project, figures = inline
                    yield PerformanceTable(
                        heading.strip(),
                        project,
                        False,
                        _unit(own) or WAN_YUAN,
                        (("预算执行情况", figures),),
                        None,
                        None,
                        block.place,
                    )
                    continue
                if heading is not None and {"budget", "executed"} <= {name for name, _ in columns}:
                    yield _table(block, rows, heading, columns)
                elif heading is not None and (scored := _of_points_alone(block, rows, heading)):
                    yield scored
            titles = []


def _title_rows(table: Table) -> list[int]:
    """Rows that begin another self-evaluation inside one table."""
    words = reference("performance")["title_words"]
    found = []
    for number, row in enumerate(table.rows[1:], start=1):
        texts = [cell.text for cell in row if cell.text]
        if len(texts) == 1 and any(word in texts[0] for word in words):
            found.append(number)
    return found


def _columns(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, int]]:
    """Name and index of the columns of the header row, the first that names budget and execution."""
    words = reference("performance")["columns"]
    for row in rows:
        texts = [bare(cell.text) for cell in row]
        named = []
        for index, text in enumerate(texts):
            name = next(
                (
                    n
                    for n, listed in words.items()
                    if any(text.startswith(w) for w in listed) and len(text) <= 14
                    if n != "rate" or text.endswith("率")
                ),
                None,
            )
            if name is not None:
                named.append((name, index))
        if {"budget", "executed"} <= {name for name, _ in named}:
            return named
    return []


def _table(
    table: Table, rows: Sequence[Sequence[Cell]], heading: str, columns: Sequence[tuple[str, int]]
) -> PerformanceTable:
    texts = [[cell.text for cell in row] for row in rows]
    places = [[cell.place for cell in row] for row in rows]
    budgets = tuple(reference("performance")["columns"]["budget"])
    of_budget = [index for name, index in columns if name == "budget"]
    header = next(
        number
        for number, row in enumerate(texts)
        if any(bare(row[index]).startswith(budgets) for index in of_budget)
    )
    columns = (*columns, *_sources(texts, header, dict(columns)))
    unit = _unit(" ".join(text for row in texts[max(header - 1, 0) : header + 2] for text in row))
    in_percent = any(name == "rate" and _PERCENT.search(texts[header][at]) for name, at in columns)
    units = {"rate": PERCENT if in_percent else None}
    lines = [
        _line(texts[number], places[number], columns, defaultdict(lambda: unit, units))
        for number in range(header + 1, min(header + 9, len(texts)))
    ]
    total_weight, total_score = _points(texts, places)
    return PerformanceTable(
        title=heading.strip(),
        project=_project(texts),
        whole_department=_is_of_department(heading),
        unit=unit,
        rows=tuple(line for line in lines if line is not None),
        total_weight=total_weight,
        total_score=total_score,
        place=table.place,
        points=points(texts, places),
    )


def _project(texts: Sequence[Sequence[str]]) -> str | None:
    """The name of the project, behind the words for it."""
    words = tuple(reference("performance")["project_name"])
    filled = ([text for text in row if text] for row in texts)
    return next((cells[1] for cells in filled if len(cells) >= 2 and cells[0].startswith(words)), None)


def _of_points_alone(table: Table, rows: Sequence[Sequence[Cell]], heading: str) -> PerformanceTable | None:
    """A self-evaluation that gives points for indicators and no amounts; None without their total."""
    texts = [[cell.text for cell in row] for row in rows]
    places = [[cell.place for cell in row] for row in rows]
    total_weight, total_score = _points(texts, places)
    lines = points(texts, places)
    if total_score is None or not lines:
        return None
    return PerformanceTable(
        title=heading.strip(),
        project=None,
        whole_department=_is_of_department(heading),
        unit=None,
        rows=(),
        total_weight=total_weight,
        total_score=total_score,
        place=table.place,
        points=lines,
    )


def _is_of_department(heading: str) -> bool:
    """Whether a title speaks of the department as a whole."""
    return any(word in heading for word in reference("performance")["whole_department"]) and (
        "项目支出" not in heading
    )


def _sources(
    texts: Sequence[Sequence[str]], header: int, columns: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """The columns under budget and execution that part them by source: budget:财政拨款, budget:其他资金.

    Both are equally wide, and the row below the header names the columns of each, the sum first.
    """
    width = columns["executed"] - columns["budget"]
    blank = texts[header][columns["budget"] + 1 : columns["executed"]]
    below = texts[header + 1] if header + 1 < len(texts) else ()
    names = [re.sub(r"\s", "", text) for text in below if text]
    total = reference("performance")["sources"]["total"]
    if width < 2 or any(blank) or len(names) != 2 * width or names[:width] != names[width:]:
        return
    if names[0] not in total:
        return
    for column in ("budget", "executed"):
        yield from ((f"{column}:{names[at]}", columns[column] + at) for at in range(1, width))


def _unit(text: str) -> str | None:
    if "万元" in text:
        return WAN_YUAN
    return YUAN if re.search(r"[（(]\s*元\s*[）)]", text) else None


def _line(
    texts: Sequence[str],
    places: Sequence[Place],
    columns: Sequence[tuple[str, int]],
    units: Mapping[str, str | None],
) -> tuple[str, Mapping[str, Figure]] | None:
    """A row of amounts: its label and its figures by column name, in the unit of their column."""
    words = reference("performance")["rows"]
    columns = _below_their_heads(texts, columns)
    first = min(index for name, index in columns if name in ("initial", "budget"))
    label = next(
        (
            text
            for text in texts[:first]
            if any(
                word in re.sub(r"\s", "", text)
                for listed in ("total", "parts", "task")
                for word in words[listed]
            )
        ),
        None,
    )
    if label is None:
        return None
    names = [text for text in texts[:first] if text]
    figures: dict[str, Figure] = {}
    for name, index in columns:
        if (
            name.startswith(("initial", "budget", "executed", "rate"))
            and index < len(texts)
            and name not in figures
        ):
            figure = parse_figure(texts[index], units[name], places[index])
            if figure is not None:
                figures[name] = figure
    return (
        (re.sub(r"\s", "", " ".join(names[:2])).rstrip("：:"), figures)
        if {"budget", "executed"} <= set(figures)
        else None
    )


def _below_their_heads(texts: Sequence[str], columns: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """The columns, moved in a row whose one percentage stands beside 执行率: it lost a blank cell."""
    rate = dict(columns).get("rate")
    percentages = [index for index, text in enumerate(texts) if _PERCENT.search(text)]
    if rate is None or len(percentages) != 1:
        return columns
    moved = [(name, index + percentages[0] - rate) for name, index in columns]
    return moved if all(index > 0 for _, index in moved) else columns


def _points(
    texts: Sequence[Sequence[str]], places: Sequence[Sequence[Place]]
) -> tuple[Figure | None, Figure | None]:
    """The table's total points and score, where a last row prints them."""
    for row, where in zip(reversed(texts), reversed(places), strict=True):
        cells = [(text, place) for text, place in zip(row, where, strict=True) if text]
        if cells and is_grand_total(cells[0][0]):
            figures = [figure for text, place in cells[1:] if (figure := mark(text, place)) is not None]
            if len(figures) in (1, 2):
                return (figures[0] if len(figures) == 2 else None), figures[-1]
    return None, None

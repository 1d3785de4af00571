"""Page numbers and running heads that a text conversion left between the lines of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from operator import itemgetter

from ..lines import full_width, goes_on, is_numbered, is_prose, tidy, width

_LONE_INTEGER = re.compile(r"\s*(\d{1,3})\s*")
_DECORATED = re.compile(
    r"\s*(?:[-—–―─·~－]+\s*\d{1,3}\s*[-—–―─·~－]+|第\s*\d{1,3}\s*页[,，/\s]*(?:共\s*\d{1,3}\s*页)?)\s*"
)
"""A page number that nothing else looks like: — 17 —, 第17页 共40页."""
_FULL, _NARROWEST, _WIDEST = 0.8, 44, 100
_UNIT = re.compile(r"\s*(?:亿|万|元|%|％|个|名|人|辆|台|次|批|件|家|年(?![初末度])|月|日|平方)")
_HEAD_OF_FORM = re.compile(r"[。；：]|表(?:[（(].*[）)])?$|单位|\d\s*表")
_FURTHEST = 60
"""Pages from one page number that is left to the next."""
_SHORTEST_PAGE = 12
"""Lines of which a page has more, but for a few title pages."""
_LONGEST_PAGE = 500
_FEWEST_ROWS = 5
_FEWEST_HEADS = 3
_FEWEST_PAGES = 3
_LONGEST_HEAD = 60


PAGE_BREAK = "\f"
"""What is left of a page number between two rows of a table: blank, and no end of the table."""


def without_furniture(lines: Sequence[str], page_starts: frozenset[int]) -> list[str]:
    """The lines with page numbers and running heads blank. `page_starts` are the lines (from 0) before which
    the text has a form feed.

    A lone number is a page number where it rises from page to page and stands apart or inside a sentence;
    cells of a table are none. At the head or the foot of pages that a form feed parts, it is one where it
    counts them.
    """
    kept = list(lines)
    for index in _numbers_of_pages(lines, page_starts):
        kept[index] = ""
    numbers = _page_numbers(kept)
    for index in (*numbers, *_running_heads(lines, page_starts, numbers)):
        around = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
        kept[index] = PAGE_BREAK if len(around) == 2 and _is_between_rows(*around) else ""
    return kept


def _numbers_of_pages(lines: Sequence[str], page_starts: frozenset[int]) -> list[int]:
    """The first and last lines of pages that hold a number as far from the page's own as on most pages."""
    pages = pairwise((0, *sorted(page_starts), len(lines)))
    found = [
        (int(match.group(1)) - page, index)
        for page, (start, end) in enumerate(pages)
        for index in dict.fromkeys(_ends(lines, start, end))
        if (match := _LONE_INTEGER.fullmatch(lines[index])) is not None
    ]
    offset, often = max(Counter(offset for offset, _ in found).items(), key=itemgetter(1), default=(0, 0))
    is_count = often >= _FEWEST_PAGES and 2 * often > len(found)
    return [index for own, index in found if is_count and own == offset]


def _ends(lines: Sequence[str], start: int, end: int) -> Iterator[int]:
    """The first and the last line of some that is not blank."""
    for numbers in (range(start, end), reversed(range(start, end))):
        yield from islice((index for index in numbers if lines[index].strip()), 1)


def _page_numbers(lines: Sequence[str]) -> list[int]:
    found: list[int] = []
    wide = max(full_width([text for line in lines if is_prose(text := tidy(line))]) or _WIDEST, _NARROWEST)
    inside: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    above, above_at = "", -3
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index, following in zip(filled, [*filled[1:], None], strict=True):
        line, below = lines[index], "" if following is None else lines[following]
        match = _LONE_INTEGER.fullmatch(line)
        is_cell = any(begins_with_tab(near) for near in lines[max(index - 1, 0) : index + 2])
        if _DECORATED.fullmatch(line):
            found.append(index)
        elif match and (
            _is_between_rows(above, below) or (not is_cell and _is_inside_prose(above, below, wide))
        ):
            inside.append((index, int(match.group(1))))
        elif match and not is_cell and index - above_at > 2:
            apart.append((index, int(match.group(1))))
        above, above_at = line, index
    ranks = {index: rank for rank, index in enumerate(filled)}
    chain = _longest_rise(sorted([*inside, *_without_cells(apart, ranks)]))
    return [*found, *chain, *_beyond(chain, lines, filled)]


def _beyond(chain: Sequence[int], lines: Sequence[str], filled: Sequence[int]) -> Iterator[int]:
    """The lines of the numbers that go on with a chain to either side, each the only one that may.

    Where a conversion leaves no blank lines, those between the cells of a form stand apart from nothing.
    Numbers that count rows or columns have the next one close by.
    """
    if len(chain) < _FEWEST_PAGES:
        return
    texts = enumerate(lines[index] for index in filled)
    lone = {rank: int(text) for rank, text in texts if _LONE_INTEGER.fullmatch(text)}
    for first, step in ((chain[0], -1), (chain[-1], 1)):
        rank: int | None = filled.index(first)
        while rank is not None:
            wanted = lone[rank] + step
            far = range(rank + step * _SHORTEST_PAGE, rank + step * _LONGEST_PAGE, step)
            found = [at for at in far if lone.get(at) == wanted and not _counts(lone, at)]
            rank = found[0] if len(found) == 1 else None
            if rank is not None:
                yield filled[rank]


def _counts(lone: Mapping[int, int], rank: int) -> bool:
    """Whether the number before or after a lone one, by the ranks of their lines, is closer than a page."""
    near = (*range(rank - _SHORTEST_PAGE + 1, rank), *range(rank + 1, rank + _SHORTEST_PAGE))
    return any(abs(lone[at] - lone[rank]) == 1 for at in near if at in lone)


def _without_cells(lone: Sequence[tuple[int, int]], ranks: Mapping[int, int]) -> list[tuple[int, int]]:
    """Numbers that stand apart without those that count the rows of a table: too close together for pages.
    `ranks` counts the lines that are not blank."""
    runs: list[list[tuple[int, int]]] = []
    for index, number in lone:
        last, before = runs[-1][-1] if runs else (0, number)
        if before < number and ranks[index] - ranks[last] < _SHORTEST_PAGE * (number - before):
            runs[-1].append((index, number))
        else:
            runs.append([(index, number)])
    return [one for run in runs if len(run) < _FEWEST_ROWS for one in run]


def _longest_rise(lone: Sequence[tuple[int, int]]) -> list[int]:
    """The lines of the longest chain of numbers that rise as page numbers do, the first of several.

    A chain that begins with 201 is one of codes.
    """
    lengths: list[int] = []
    before: list[int | None] = []
    for at, (_, number) in enumerate(lone):
        best: int | None = None
        for other in range(max(0, at - _FURTHEST), at):
            if (
                lengths[other]
                and lone[other][1] < number <= lone[other][1] + _FURTHEST
                and (best is None or lengths[other] > lengths[best])
            ):
                best = other
        lengths.append(lengths[best] + 1 if best is not None else int(number <= _FURTHEST))
        before.append(best)
    chain: list[int] = []
    at_last = lengths.index(max(lengths)) if any(lengths) else None
    while at_last is not None:
        chain.append(lone[at_last][0])
        at_last = before[at_last]
    return chain


def _is_between_rows(above: str, below: str) -> bool:
    """Whether a lone number stands between two rows of several cells, of which it is none."""
    return all("\t" in line.strip() for line in (above, below))


def _is_inside_prose(above: str, below: str, wide: int) -> bool:
    """Whether a lone number between two lines is none of their words: 共有 / 12 / 辆 is one sentence."""
    upper, lower = tidy(above), tidy(below)
    if not (is_prose(upper) or width(upper) >= _FULL * wide or goes_on(lower)):
        return False
    if not all(re.search(r"[\u4e00-\u9fff]", text) for text in (upper, lower)):
        return False
    return upper[-1].isdigit() or upper[-1] in "万亿" or not _UNIT.match(lower)


def begins_with_tab(line: str) -> bool:
    """Whether a line begins as a cell of a table of one cell a line does."""
    return line.lstrip(" ").startswith("\t")


def _running_heads(lines: Sequence[str], page_starts: frozenset[int], numbers: Sequence[int]) -> list[int]:
    """The lines beside page breaks that stand beside many of them."""
    beside: dict[int, str] = {}
    for start in {*page_starts, *numbers}:
        for step in (-1, 1):
            index = _next_filled(lines, start if step == 1 and start in page_starts else start + step, step)
            if index is not None and _may_be_head(lines[index]):
                beside[index] = "".join(lines[index].split())
    often = Counter(beside.values())
    return [index for index, text in beside.items() if often[text] >= _FEWEST_HEADS]


def _next_filled(lines: Sequence[str], start: int, step: int) -> int | None:
    end = len(lines) if step == 1 else -1
    return next((index for index in range(start, end, step) if lines[index].strip()), None)


def _may_be_head(line: str) -> bool:
    text = line.strip()
    if is_numbered(text) or "\t" in text or "|" in text or len(text) > _LONGEST_HEAD:
        return False
    return re.search(r"[\u4e00-\u9fff]{2}", text) is not None and _HEAD_OF_FORM.search(text) is None

"""Pages that show one sheet side by side as one wide page, so that all its tables are read whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from ....places import Box
from ..pages.drawings import Ruling
from ..pages.geometry import contains
from ..pages.page import Char, Page
from ..unruled.fragments import Fragment
from .parts import SAME_EDGE, SheetPart, edge_texts, part_of
from .repeated_labels import drawn_again, is_empty
from .side_by_side import LONGEST_STRIP, doubtful_at, sheet_at

AHEAD = 3 * LONGEST_STRIP
"""Pages that are looked at for the rest of a sheet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A page as part of a wide one: what of the wide page shows it, and how far it was moved to the right."""

    page: Page
    left: float
    right: float
    moved: float


@dataclass(frozen=True, slots=True)
class WidePage(Page):
    """Several pages side by side as one page; `number` is that of the first of its `pieces`."""

    pieces: tuple[Piece, ...] = ()


def place_on(page: Page, box: Box) -> tuple[int, Box]:
    """The number of the printed page that shows a box of a page (most of it), and where it shows it.

    What was put above the sheet (see `pdf_parted_heads`) is shown at its edge.
    """
    box = (box[0], max(box[1], 0.0), box[2], max(box[3], 0.0))
    if not isinstance(page, WidePage):
        return page.number, page.shown_box(box)
    piece = max(page.pieces, key=lambda piece: min(box[2], piece.right) - max(box[0], piece.left))
    left, right = max(box[0], piece.left) - piece.moved, min(box[2], piece.right) - piece.moved
    return piece.page.number, piece.page.shown_box((left, box[1], right, box[3]))


def printed_pages(page: Page) -> tuple[Page, ...]:
    """The pages of which a page is made: itself, or its pieces."""
    return tuple(piece.page for piece in page.pieces) if isinstance(page, WidePage) else (page,)


def with_wide_pages(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages in their order, those of a sheet printed side by side put together where it is certain."""
    waiting: deque[SheetPart] = deque()
    for page in pages:
        waiting.append(part_of(page))
        if len(waiting) > AHEAD:
            yield from _first(waiting)
    while waiting:
        yield from _first(waiting)


def _first(waiting: deque[SheetPart]) -> Iterator[Page]:
    """What the first of the waiting pages begins, which wait no longer then."""
    parts = tuple(waiting)
    sheet = sheet_at(parts) if parts[0].is_ruled else None
    if sheet is not None:
        for _ in range(sheet.pages):
            waiting.popleft()
        yield from map(side_by_side, sheet.rows)
        return
    waiting.popleft()
    rest = doubtful_at(parts)
    if rest is None:
        yield parts[0].page
        return
    yield replace(parts[0].page, beside=parts[rest].page.number)
    other = replace(parts[rest].page, beside=parts[0].page.number)
    waiting[rest - 1] = replace(parts[rest], page=other)


def remarks_on(pages: Sequence[Page]) -> Iterator[str]:
    """What was put together and what may have to be, for the reader to compare."""
    wide = [page for page in pages if isinstance(page, WidePage)]
    rows = ["、".join(str(piece.page.number) for piece in page.pieces) for page in wide]
    if rows:
        yield f"第{'页；第'.join(rows)}页：同一张表左右分印，已按行拼成一张表读取，请对照原件"
    for page in pages:
        if page.beside > page.number:
            yield (
                f"第{page.number}页和第{page.beside}页：各行等高，可能是同一张表左右分印，无法确定，"
                "没有拼接；两页表内的数字都要对照原件"
            )


def side_by_side(parts: Sequence[SheetPart]) -> WidePage:
    """The pages of one row of a sheet as one page."""
    first, *others = parts
    wide, edge = first.page, _end_of(first)
    pieces = [Piece(_emptied(first.page), 0.0, edge, 0.0)]
    for part in others:
        by = edge - part.cut
        if is_empty(part):
            pieces.append(Piece(_emptied(part.page), edge, edge, by))
            continue
        end = by + (part.page.width if part is parts[-1] else _end_of(part))
        new = _moved(part, by, _last_run(wide) + 1, edge_texts(first, part), drawn_again(first, part))
        wide = _joined(wide, new, edge)
        pieces.append(Piece(_emptied(part.page), edge, end, by))
        edge = end
    content = {part.name: getattr(wide, part.name) for part in fields(Page)}
    return WidePage(**content | {"width": edge, "cuts": (), "pieces": tuple(pieces)})


def _end_of(part: SheetPart) -> float:
    return part.right if part.is_ruled else part.page.width


def _last_run(page: Page) -> int:
    texts = (page.chars, page.stray, *page.left_out.values())
    return max((char.run for chars in texts for char in chars), default=-1)


def _moved(
    part: SheetPart, by: float, first_run: int, again: Sequence[Fragment], drawn_again: Collection[Char]
) -> Page:
    """What a page shows from its cut on, moved to the right, without the texts that every page has again."""
    page = part.page

    def moved(chars: Sequence[Char]) -> tuple[Char, ...]:
        return tuple(
            char._replace(
                box=_box_moved(char.box, by),
                origin=(char.origin[0] + by, char.origin[1]),
                run=char.run + first_run,
            )
            for char in chars
        )

    new = [
        char
        for char in page.chars
        if char not in drawn_again and not any(contains(text.box, char.middle) for text in again)
    ]
    return replace(
        page,
        chars=moved(new),
        stray=moved(page.stray),
        rulings=tuple(_rulings_moved(part, by)),
        drawings=tuple(_box_moved(box, by) for box in page.drawings if box[2] > part.cut),
        pictures=tuple(_box_moved(box, by) for box in page.pictures if box[2] > part.cut),
        left_out={reason: moved(chars) for reason, chars in page.left_out.items()},
    )


def _box_moved(box: Box, by: float) -> Box:
    return box[0] + by, box[1], box[2] + by, box[3]


def _rulings_moved(part: SheetPart, by: float) -> Iterator[Ruling]:
    """The rules from the cut on; one that comes from before it begins there.

    The one at the cut belongs to columns of labels shown again, if there are any.
    """
    first = part.cut + (SAME_EDGE if part.is_ruled and part.cut > part.left + SAME_EDGE else -SAME_EDGE)
    for rule in part.page.rulings:
        if rule.horizontal and rule.end > part.cut:
            yield replace(rule, start=max(rule.start, part.cut) + by, end=rule.end + by)
        elif not rule.horizontal and rule.at >= first:
            yield replace(rule, at=rule.at + by)


def _joined(left: Page, right: Page, edge: float) -> Page:
    """Two pages as one, the right one moved behind the edge."""
    reasons = left.left_out.keys() | right.left_out.keys()
    return replace(
        left,
        chars=tuple(over_edge(left.chars, right.chars, edge)),
        stray=(*left.stray, *right.stray),
        rulings=(*left.rulings, *right.rulings),
        drawings=(*left.drawings, *right.drawings),
        pictures=(*left.pictures, *right.pictures),
        overprinted=left.overprinted + right.overprinted,
        left_out={
            reason: (*left.left_out.get(reason, ()), *right.left_out.get(reason, ())) for reason in reasons
        },
    )


def over_edge(left: Sequence[Char], right: Sequence[Char], edge: float) -> Iterator[Char]:
    """The characters of two pages that meet at an edge, a text that runs over it once and as one.

    Each page draws such a text whole and shows its own part of it: the rest is cut off, which nothing in
    the file's text tells.
    """
    whole = _over(left, edge)
    behind = [char for char in right if char.middle[0] > edge - SAME_EDGE]
    kept = [
        char
        for char in left
        if char.middle[0] <= edge or not (char.run in whole or any(_is_same(char, other) for other in behind))
    ]
    same = {
        run: own
        for run, baseline in _over(right, edge).items()
        for own, at in whole.items()
        if abs(baseline - at) <= SAME_EDGE
    }
    near = [char for char in kept if char.middle[0] > edge - 2 * SAME_EDGE]
    yield from kept
    for char in behind:
        if not any(_is_same(char, other) for other in near):
            yield char._replace(run=same.get(char.run, char.run))


def _over(chars: Sequence[Char], edge: float) -> dict[int, float]:
    """The text objects that stand on both sides of an edge, each with its baseline."""
    before = {char.run for char in chars if char.middle[0] <= edge}
    return {char.run: char.baseline for char in chars if char.middle[0] > edge and char.run in before}


def _is_same(char: Char, other: Char) -> bool:
    return (
        char.text == other.text
        and abs(char.baseline - other.baseline) <= SAME_EDGE
        and abs(char.box[0] - other.box[0]) <= SAME_EDGE
    )


def _emptied(page: Page) -> Page:
    """The frame of a page, without what it prints."""
    return replace(page, chars=(), stray=(), rulings=(), drawings=(), pictures=(), left_out={})

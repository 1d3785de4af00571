"""Accounts of the findings benchmark as specimens: whole accounts of any province, never published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from reportlab.lib.pagesizes import A4

from bench.findings.document import print_account
from bench.findings.sheet import Piece, Token
from bench.findings.styles import style

from .pages import FORM_MARGIN
from .specimens import MERGED_LEFT, MERGED_UP, Form, Grid, Look, Specimen
from .tables import Rows

_WIDE = 8
"""Columns from which a form lies."""
_NOTES = ("注：", "说明：")
_LARGEST_POINTS = 8.0
_DIGIT_EM = 0.58
_WIDEST_LABEL = 26.0


def generated(manner: str, seed: int) -> Specimen:
    """The consistent account of a seed in a manner. ValueError names the manners there are."""
    account, sheet = print_account(seed, style(manner))
    body: list[str] = ["@cover", "@page"]
    forms: dict[str, Form] = {}
    above = 0
    for is_table, lines in groupby(sheet.lines, key=lambda line: "\t" in line):
        group = list(lines)
        if is_table:
            key = f"f{len(forms) + 1}"
            forms[key] = _form(body[-above:], group)
            body[-above:] = [f"@form {key}"]
            continue
        texts = [_text(line) for line in group]
        notes = tuple(takewhile(lambda text: text.startswith(_NOTES), texts)) if forms else ()
        if forms:
            last = next(reversed(forms))
            forms[last] = replace(forms[last], notes=notes)
        body += texts[len(notes) :]
        # above a form stand its title, its number where the manner prints one, bureau and unit
        above = 3 + (len(group) > 3 and _is_number(group[-3]))
    marked = tuple(f"# {line}" if line.startswith("第") and "部分" in line[:5] else line for line in body)
    cover = (account.bureau, f"{account.year}年度部门决算")
    look = Look(body_size=14.0, leading=24.0)
    return Specimen(f"{manner}-{seed}", cover, look, marked, forms, {}, {})


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.printed() if isinstance(piece, Token) else piece for piece in pieces)


def _is_number(pieces: Sequence[Piece]) -> bool:
    return any(isinstance(piece, Token) and piece.role == "form-number" for piece in pieces)


def _form(head: Sequence[str], lines: Sequence[Sequence[Piece]]) -> Form:
    title, *rest = head
    unit = next(text for text in rest if text.startswith("单位："))
    bureau = next(text for text in rest if text.startswith("编制单位："))
    numbers = [text for text in rest if text not in (unit, bureau)]
    grid = _grid(lines)
    return Form(
        title,
        (*("" for _ in numbers), bureau),
        (*numbers, unit),
        grid,
        (),
        landscape=len(grid.widths) >= _WIDE,
    )


def _grid(lines: Sequence[Sequence[Piece]]) -> Grid:
    """The rows with their head merged as printed forms merge it, and not repeated where a page ends."""
    cells = [tuple(_text(line).split("\t")) for line in lines]
    width = max(map(len, cells))
    rows = [row + ("",) * (width - len(row)) for row in cells]
    filled = [any(isinstance(piece, Token) and piece.role == "cell" for piece in line) for line in lines]
    header = filled.index(True) if True in filled else len(rows)
    head = rows[:header]
    body: list[tuple[str, ...]] = []
    breaks: list[int] = []
    for at, row in enumerate(rows[header:]):
        if row not in head:
            body.append(row)
        elif row == head[0] and body:
            breaks.append(at - len(breaks) * len(head))
    widths = tuple(_column_width([row[column] for row in (*body, *head)]) for column in range(width))
    room = (A4[1] if width >= _WIDE else A4[0]) - 2 * FORM_MARGIN
    return Grid(
        (*_merged(head), *body),
        widths,
        header,
        "".join("r" if any("." in row[column] for row in body) else "l" for column in range(width)),
        size=min(_LARGEST_POINTS, room / sum(widths) / _DIGIT_EM),
        breaks=tuple(breaks),
    )


def _merged(head: Sequence[tuple[str, ...]]) -> Rows:
    """Blank cells of a head belong to the cell above, or to the one at their left where that one does."""
    rows: list[tuple[str, ...]] = []
    for row in head:
        above = rows[-1] if rows else (MERGED_LEFT,) * len(row)
        rows.append(
            tuple(
                text or (MERGED_LEFT if over == MERGED_LEFT and at else MERGED_UP if over else "")
                for at, (text, over) in enumerate(zip(row, above, strict=True))
            )
        )
    return tuple(rows)


def _column_width(cells: Sequence[str]) -> float:
    """In digits, as wide as its widest number; labels may wrap."""
    numbers = [len(cell) for cell in cells if cell.isascii()]
    labels = [min(2.0 * len(cell), _WIDEST_LABEL) for cell in cells if not cell.isascii()]
    return max([*numbers, *labels], default=6.0) + 3.0

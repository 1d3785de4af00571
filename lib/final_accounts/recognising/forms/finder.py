"""From the tables of a document and the text around them to its statutory forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...documents import Document, Paragraph, Table
from ...figures import WAN_YUAN
from ...places import Place
from ...reports import Form
from .blanks_lost import with_blanks_back
from .breaks import are_labels, is_of_head, is_rest_of_row, joined_over_break, without_repeated_heads
from .catalogue import FormKind, compact, form_kinds, squeeze
from .header import Column, Header, Row, is_number_row, read_header
from .heading import Heading, continues_note, is_head_line, is_note, read_heading, read_line
from .heads_apart import LEAST_FIT, heads_apart
from .identities import identities
from .layout import is_headless, row_laid_out, with_head_laid_out
from .loose import read_loose
from .loose_sums import confirmed_or_marked, with_doubled_marked
from .marks import marked, marked_columns
from .readings import settle_readings
from .rows import Body, read_body
from .torn_heads import with_whole_heads
from .units import settle_units

_BY_WORDS, _BY_ORDER, _BY_COLUMNS, _LOOSE = 0.95, 0.9, 0.6, 0.8
"""How sure a form is whose title was known by its words, whose head is elsewhere and known by the order, that
has no title, or whose columns are lost."""


_NO_HEAD = Header((), 0)


@dataclass(slots=True)
class _Draft:
    """A form in the making: tables are joined to it until a note or another table ends it."""

    kind: FormKind
    heading: Heading
    header: Header
    rows: list[Row]
    place: Place
    confidence: float
    notes: list[str] = field(default_factory=list)
    closed: bool = False
    loose: bool = False
    is_whole: bool = True
    doubted: tuple[int, ...] = ()


def recognise_forms(document: Document) -> tuple[Form, ...]:
    """The statutory forms of a document in the order of printing, continued tables joined.

    Forms are known by the title before or inside the table, else by their columns. Figures carry the
    true unit (see `form_units`), in `Form.unit`; `printed_unit` is what the head says, None if nothing.
    """
    drafts: list[_Draft] = []
    apart = heads_apart(document)
    gap: list[str] = []
    open_draft: _Draft | None = None
    for block in with_whole_heads(document.blocks):
        if isinstance(block, Paragraph):
            if open_draft is not None and _takes_note(open_draft, gap, block.text):
                open_draft.notes.append(block.text)
                open_draft.closed = True
            else:
                gap.append(block.text)
        else:
            gap = list(apart.get(block.index, gap))
            if _is_head_only(block):
                gap.extend(cell.text for row in block.rows for cell in row if cell.text.strip())
                continue
            if open_draft is not None and _join(open_draft, block, gap):
                gap = []
                continue
            open_draft = _begin(block, gap)
            if open_draft is not None:
                open_draft.confidence *= _BY_ORDER if block.index in apart else 1.0
                drafts.append(open_draft)
            gap = []
    forms = [form for draft in drafts if (form := _finish(draft)) is not None]
    return tuple(_with_confidence(form) for form in settle_units(forms, document.paragraphs))


def _takes_note(draft: _Draft, gap: Sequence[str], text: str) -> bool:
    """Whether a paragraph is a note of the form before it."""
    if any(compact(line) for line in gap):
        return False
    return is_note(text) or (bool(draft.notes) and continues_note(text))


def _is_head_only(table: Table) -> bool:
    """Whether a table holds nothing but a form's head: title, number and unit set in cells."""
    texts = [cell.text for row in table.rows for cell in row if cell.text.strip()]
    return len(table.rows) <= 4 and bool(texts) and all(is_head_line(text) for text in texts)


_OF_THE_PAGE = re.compile("索引号|公开目录|文号|发布机构|主题分类|成文日期|附件[.．:：]?")
"""How rows begin that tell of the page on which a table was published."""


def split_head(table: Table) -> tuple[list[str], list[Row], list[str]]:
    """Head lines set in a table's first rows, its rows proper, and notes set in its last rows."""
    rows = list(table.rows)
    head: list[str] = []
    while rows:
        texts = [cell.text for cell in rows[0] if cell.text.strip()]
        if texts and _OF_THE_PAGE.fullmatch(squeeze(texts[0])):
            rows.pop(0)
            continue
        # A bureau's bare name may stand beside 单位：万元.
        if texts and not (any(is_head_line(text) for text in texts) and len(texts) <= 3):
            break
        head.extend(texts)
        rows.pop(0)
    notes: list[str] = []
    while rows:
        texts = [cell.text for cell in rows[-1] if cell.text.strip()]
        if texts and not (len(texts) == 1 and is_note(texts[0])):
            break
        notes[:0] = texts
        rows.pop()
    return head, rows, notes


def _begin(table: Table, gap: Sequence[str]) -> _Draft | None:
    """A new form from its first table, None if the table is none."""
    head, rows, notes = split_head(table)
    if not rows:
        return None
    if table.loose:
        return _begin_loose(table, gap, head, rows)
    heading = read_heading(head).or_else(read_heading(gap))
    rows = with_head_laid_out(rows, heading.title.kind if heading.title else None)
    header = read_header(rows)
    if is_headless(rows, header):
        return None
    body_rows = _rows_laid_out(header.columns, rows[header.height :])
    sure = 1.0
    if heading.title is not None:
        kind: FormKind | None = heading.title.kind
        sure = 1.0 if heading.title.exact else _BY_WORDS
    else:
        kind = None if heading.other_title else _kind_by_columns(header, body_rows)
        sure = _BY_COLUMNS
    body = read_body(kind, header.columns, body_rows) if kind else None
    if kind is None or body is None or kind.fit(body.columns) < LEAST_FIT:
        return None
    confidence = sure * (1 + kind.fit(body.columns)) / 2 * table.confidence
    draft = _Draft(kind, heading, header, body_rows, table.place, confidence)
    draft.is_whole = table.is_whole
    draft.notes.extend(notes)
    draft.closed = bool(notes)
    return draft


def _rows_laid_out(columns: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    return with_blanks_back(columns, [row_laid_out(columns, row) for row in rows])


def _begin_loose(table: Table, gap: Sequence[str], head: Sequence[str], rows: Sequence[Row]) -> _Draft | None:
    """A new form from cells that only stand in their order; its title must be printed."""
    heading = read_heading(head).or_else(read_heading(gap))
    if heading.title is None:
        return None
    kind = heading.title.kind
    texts = [*gap, *head]
    below = max((at for at, text in enumerate(texts) if read_line(text).title), default=-1) + 1
    # Blank cells on lines of their own are printed; others only fill the rows up.
    cells = [row if len(row) == 1 else tuple(cell for cell in row if cell.text.strip()) for row in rows]
    made = read_loose(kind, texts[below:], cells)
    if made is None:
        return None
    confidence = _LOOSE * (1.0 if heading.title.exact else _BY_WORDS) * table.confidence
    return _Draft(
        kind,
        heading,
        Header(made.columns, 0),
        list(made.rows),
        table.place,
        confidence,
        closed=True,
        loose=not made.placed,
        doubted=made.doubted,
    )


def _kind_by_columns(header: Header, rows: Sequence[Row]) -> FormKind | None:
    """The one form that has just these columns."""
    found = []
    for kind in form_kinds().values():
        body = read_body(kind, header.columns, rows) if kind.known_by_columns and header.columns else None
        if body and kind.fit(body.columns) == 1 and _is_unmistakable(kind, body):
            found.append(kind)
    return found[0] if len(found) == 1 else None


def _is_unmistakable(kind: FormKind, body: Body) -> bool:
    labels = {squeeze(row.label) for row in body.rows}
    return len(kind.columns) >= 4 or {"本年收入合计", "本年支出合计"} <= labels


def _join(draft: _Draft, table: Table, gap: Sequence[str]) -> bool:
    """Add a table to the form that it continues; False if it begins something else."""
    head, rows, notes = split_head(table)
    if table.loose or not rows or any(compact(text) and not _is_furniture(text) for text in gap):
        return False
    heading = read_heading([*gap, *head])
    if heading.title is not None and heading.title.kind is not draft.kind:
        return False
    if draft.closed and not (heading.title or heading.continued):
        return False
    rows = with_head_laid_out(rows, draft.kind)
    header, body = _parted(draft, rows)
    is_same = header.signature == draft.header.signature
    if header.columns and not is_same and not header.names_like(draft.header):
        return False
    if not header.columns and len(rows[0]) != len(draft.header.columns):
        return False
    more = _rows_laid_out(draft.header.columns, body)
    is_anew = heading.title is not None or (header.columns and not is_same)
    if is_anew and not heading.continued and _repeats(draft, more):
        return False
    draft.rows = joined_over_break(draft.header.columns, draft.rows, more)
    if notes:
        draft.notes.extend(notes)
        draft.closed = True
    draft.confidence *= table.confidence
    draft.is_whole = draft.is_whole and table.is_whole
    return True


def _parted(draft: _Draft, rows: Sequence[Row]) -> tuple[Header, Sequence[Row]]:
    """The head of its own with which a further table of a form begins, and the rows below it. What looks
    like a head may be the form's, said again or cut by the page, or its rows."""
    header, columns = read_header(rows), draft.header.columns
    heads, below = rows[: header.height], rows[header.height :]
    if header.height == 1 and is_rest_of_row(columns, rows[0]):
        return _NO_HEAD, rows
    if are_labels(columns, heads):
        return _NO_HEAD, rows
    if draft.rows and all(is_number_row(row) or is_of_head(columns, row) for row in heads):
        return _NO_HEAD, below
    return header, below


def _is_furniture(text: str) -> bool:
    return is_head_line(text) or compact(text).strip("-—－ ").isdigit()


def _repeats(draft: _Draft, rows: Sequence[Row]) -> bool:
    """Whether rows begin as the form began: the same form of another unit, not its next page."""

    def first_label(of: Sequence[Row]) -> str:
        return next((squeeze(cell.text) for row in of for cell in row if cell.text.strip()), "")

    return first_label(rows) == first_label(draft.rows)


def _finish(draft: _Draft) -> Form | None:
    rows = without_repeated_heads(draft.header.columns, draft.rows)
    form = _form(draft, rows)
    if form is None:
        return None
    if not draft.is_whole:
        # Sums that lack a column decide nothing.
        return marked(form)
    settled = settle_readings(form, draft.header.columns, rows, lambda others: _form(draft, others))
    if not draft.loose:
        return settled
    once = with_doubled_marked(settled, draft.header.columns, rows)
    return marked_columns(confirmed_or_marked(once), draft.doubted)


def _form(draft: _Draft, cells: Sequence[Row]) -> Form | None:
    """The form that some rows of cells make under the draft's heading and head."""
    body = read_body(draft.kind, draft.header.columns, cells)
    if body is None:
        return None
    title = draft.heading.title
    unit = draft.heading.unit or draft.header.unit
    rows = tuple(row if row.place != Place() else replace(row, place=draft.place) for row in body.rows)
    return Form(
        key=draft.kind.key,
        title=title.title if title else draft.kind.title,
        printed_number=draft.heading.number,
        printed_unit=unit,
        unit=unit or WAN_YUAN,
        columns=body.columns,
        rows=rows,
        place=draft.place,
        confidence=draft.confidence,
        bureau=draft.heading.bureau or None,
        notes=tuple(draft.notes),
        loose=draft.loose,
        untitled=title is None,
        is_whole=draft.is_whole,
    )


def _with_confidence(form: Form) -> Form:
    """The form with its confidence lowered by the share of its sums that do not come out, and by that of
    its cells whose reading nothing decides."""
    sums = identities(form)
    agreeing = sum(identity.may_hold for identity in sums) / len(sums) if sums else 1.0
    cells = sum(value is not None for row in form.rows for value in row.values)
    undecided = sum(not reading.decided for reading in form.readings)
    settled = 1 - min(undecided / max(cells, 1), 1.0)
    return replace(form, confidence=round(form.confidence * settled * (1 + agreeing) / 2, 3))

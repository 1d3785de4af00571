"""The sums that a form's figures must obey among themselves: domain.md, the forms, known by title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...figures import Figure
from ...reports import Form, FormRow
from ...settings import reference
from .catalogue import (
    EXPENDITURE,
    INCOME,
    THREE_PUBLIC,
    FormKind,
    column_of,
    compact,
    form_kinds,
    is_enumerated,
)
from .named_rows import (
    cell_name,
    fund_income,
    fund_lines,
    is_called,
    name_row,
    own_column,
    parent_of,
    roots,
    row_called,
    side_row,
    side_rows,
    total_row,
)

ROW_SUM, TREE_SUM, TOTAL_SUM, LINE_SUM, BALANCE = "row-sum", "tree-sum", "total-sum", "line-sum", "balance"


@dataclass(frozen=True, slots=True)
class Term:
    """One addend: a figure, +1 or -1, the words for where it stands, and its row's or column's alone."""

    figure: Figure
    sign: int
    where: str
    label: str


@dataclass(frozen=True, slots=True)
class Identity:
    """`stated` must be the sum of `terms`. `where` names its cell; `family` is what kind of sum it is."""

    family: str
    where: str
    stated: Figure
    terms: tuple[Term, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The stated figure and all addends."""
        return (self.stated, *(term.figure for term in self.terms))

    @property
    def gap(self) -> Decimal:
        """How much the stated figure exceeds the sum, in its own unit."""
        addends = (term.sign * in_unit_of(self.stated, term.figure).value for term in self.terms)
        return self.stated.value - sum(addends, Decimal(0))

    @property
    def slack(self) -> Decimal:
        """How much of a gap rounding could explain: half a last digit of every figure."""
        addends = (in_unit_of(self.stated, term.figure) for term in self.terms)
        return (self.stated.step + sum((figure.step for figure in addends), Decimal(0))) / 2

    @property
    def may_hold(self) -> bool:
        """Whether rounding could explain the gap."""
        return abs(self.gap) <= self.slack


def in_unit_of(stated: Figure, figure: Figure) -> Figure:
    """An amount in the money unit of another, so that forms in 元 and in 万元 can be compared."""
    return figure.to(stated.unit) if stated.is_money and figure.is_money and stated.unit else figure


def identities(form: Form) -> tuple[Identity, ...]:
    """All sums that a form's printed figures can be held to; none of an empty form."""
    return tuple(
        identity
        for family in (_row_sums, _tree_sums, _line_sums, _balances, _panel_totals)
        for identity in family(form)
    )


def term(form: Form, row: FormRow, column: int | None, sign: int = 1, label: str = "") -> Term | None:
    """The addend in a cell of a form, None if there is no such column or it holds no figure."""
    figure = row.addend(column) if column is not None else None
    if figure is None or column is None:
        return None
    return Term(figure, sign, cell_name(form, row, column), label or name_row(row))


def _identity(
    family: str, where: str, stated: Figure | None, terms: Sequence[Term | None]
) -> Iterator[Identity]:
    """The identity, if its total and at least one of its parts are printed."""
    printed = tuple(term for term in terms if term is not None)
    if stated is not None and printed:
        yield Identity(family, where, stated, printed)


def _row_sums(form: Form) -> Iterator[Identity]:
    """In each row a total column is the sum of its parts: 合计 = 基本 + 项目 …

    A part without a column is what its own parts make. Where some have none and most totals exceed the
    others, what they lack was not read; in the form of the three public expenses, which has few rows, one
    total tells as much.
    """
    kind = form_kinds()[form.key]
    known = {column_of(form, role) for role in (*kind.columns, *kind.optional)}
    strange = [
        index
        for index, name in enumerate(form.columns)
        if index not in known and not compact(name).startswith("其中")
    ]
    for role, parts in kind.sums.items():
        whole = column_of(form, role)
        columns = _part_columns(form, kind, parts)
        if whole is None or (role in _CLOSED and any(column is None for column, _ in columns)):
            continue
        found: list[Identity] = []
        for row in form.rows:
            if row.side == INCOME or (role not in _CLOSED and any(row.values[index] for index in strange)):
                continue
            terms = [
                term(form, row, column, sign, form.columns[column])
                for column, sign in columns
                if column is not None and column != whole
            ]
            family = BALANCE if role == "closing" else ROW_SUM
            found.extend(_identity(family, cell_name(form, row, whole), row.values[whole], terms))
        several = 1 if kind.layout == THREE_PUBLIC else _SEVERAL
        if all(column is not None for column, _ in columns) or not _lack_a_column(found, several):
            yield from found


def _part_columns(
    form: Form, kind: FormKind, parts: Sequence[tuple[str, int]]
) -> list[tuple[int | None, int]]:
    """The columns of the parts of a sum, of one without a column those of its own parts."""
    columns: list[tuple[int | None, int]] = []
    for part, sign in parts:
        inner = [column_of(form, role) for role, _ in kind.sums.get(part, ())]
        if column_of(form, part) is None and inner and None not in inner:
            columns += [(column, sign) for column in inner]
        else:
            columns.append((column_of(form, part), sign))
    return columns


def _lack_a_column(found: Sequence[Identity], several: int) -> bool:
    """Whether most totals, of at least so many, exceed the parts that have a column."""
    exceeding = sum(not one.may_hold and one.gap > 0 for one in found)
    return len(found) >= several and 2 * exceeding > len(found)


_SEVERAL = 3
_CLOSED = frozenset({"closing", "vehicles"})
"""Sums that are checked only if every part has its column."""


def _tree_sums(form: Form) -> Iterator[Identity]:
    """In each column a category is the sum of its sections, a section that of its items, 合计 of all."""
    coded = [row for row in form.rows if row.code]
    if len({row.code for row in coded}) != len(coded):
        return  # A code printed twice (several units, several projects) has no one tree.
    printed = {row.code for row in coded}
    children: dict[str, list[FormRow]] = {}
    for row in coded:
        parent = parent_of(row.code or "", printed)
        if parent:
            children.setdefault(parent, []).append(row)
    for row in coded:
        yield from _column_sums(form, TREE_SUM, row, children.get(row.code or "", []))
    total = total_row(form)
    if total is not None and form.key != "basic":
        yield from _column_sums(form, TOTAL_SUM, total, roots(coded))


def _column_sums(form: Form, family: str, whole: FormRow, parts: Sequence[FormRow]) -> Iterator[Identity]:
    if not any(value is not None for row in parts for value in row.values):
        return
    for column in _named_columns(form):
        stated = whole.values[column]
        terms = [term(form, row, column) for row in parts]
        if stated is not None and not any(terms):
            # Parts that are printed, but not in this column, are nought in it.
            yield Identity(family, cell_name(form, whole, column), stated, ())
        yield from _identity(family, cell_name(form, whole, column), stated, terms)


def _named_columns(form: Form) -> list[int]:
    """The columns that have names; where others have, one without is no amount but what was misread."""
    named = [index for index, name in enumerate(form.columns) if name.strip()]
    return named or list(range(len(form.columns)))


def _line_sums(form: Form) -> Iterator[Identity]:
    """The lines of each side make up 本年收入合计 and 本年支出合计; funds make up the opening balance."""
    if not any(row.side for row in form.rows):
        return
    for side, role in ((INCOME, "income_total"), (EXPENDITURE, "expenditure_total")):
        rows = side_rows(form, side)
        total = row_called(rows, role)
        if total is None:
            continue
        lines = rows[: rows.index(total)]
        numbered = [row for row in lines if is_enumerated(row.label)]
        own = numbered or [row for row in lines if not row.label.startswith("其中")]
        yield from _column_sums(form, LINE_SUM, total, own)
    opening = side_row(form, INCOME, "opening")
    if opening is not None:
        yield from _column_sums(form, LINE_SUM, opening, fund_lines(form))


def _balances(form: Form) -> Iterator[Identity]:
    """This year and what was carried over make up the grand totals, and both are equal."""
    if not any(row.side for row in form.rows):
        return
    grand = {}
    for side, total_role, carried in (
        (INCOME, "income_total", ("surplus_used", "opening")),
        (EXPENDITURE, "expenditure_total", ("distribution", "closing")),
    ):
        rows = side_rows(form, side)
        total = side_row(form, side, total_role)
        below = rows[rows.index(total) + 1 :] if total is not None else []
        whole = row_called(reversed(below), "grand_total")
        if total is None or whole is None:
            continue
        grand[side] = whole
        between = [row for row in below[: below.index(whole)] if row not in fund_lines(form)]
        if any(_counts(row) and not is_called(row, *carried) for row in between):
            continue
        parts = [total, *(row for row in between if is_called(row, *carried))]
        for column in _named_columns(form):
            terms = [term(form, row, column) for row in parts]
            yield from _identity(BALANCE, cell_name(form, whole, column), whole.values[column], terms)
    if len(grand) == 2:
        left, right = grand[INCOME], grand[EXPENDITURE]
        label = f"收入方{left.label}"
        terms = [term(form, left, own_column(form, left), label=label)]
        at = own_column(form, right)
        stated = right.values[at] if at is not None else None
        yield from _identity(BALANCE, f"支出方“{right.label}”行", stated, terms)
        yield from _fund_balances(form, right)


def _fund_balances(form: Form, grand: FormRow) -> Iterator[Identity]:
    """In form 4 the income and the opening balance of each budget make up its own column's total."""
    opening = side_row(form, INCOME, "opening")
    lines = fund_lines(form)
    carried = opening is not None and any(value is not None and value.value for value in opening.values)
    if carried and not any(value is not None for row in lines for value in row.values):
        return
    for fund in ("general", "fund", "capital"):
        column = column_of(form, fund)
        income = fund_income(form, fund)
        if column is None or income is None:
            continue
        rows = [income, *(row for row in lines if is_called(row, fund, group="funds"))]
        terms = [term(form, row, own_column(form, row)) for row in rows]
        yield from _identity(BALANCE, cell_name(form, grand, column), grand.values[column], terms)


def _counts(row: FormRow) -> bool:
    """Whether a line holds a figure that is not a part of the line above it."""
    is_part = row.label.startswith("其中") or not row.label
    return not is_part and any(value is not None and value.value != 0 for value in row.values)


def _panel_totals(form: Form) -> Iterator[Identity]:
    """人员经费合计 and 公用经费合计 are the sums of their heads, 合计 is the sum of both."""
    if form.key != "basic":
        return
    panels = reference("economic_classification")["panels"]
    heads = roots([row for row in form.rows if row.code])
    totals = {}
    for role in ("personnel", "operating"):
        row = row_called(form.rows, f"{role}_total")
        own = [head for head in heads if (head.code or "")[:3] in panels[role]]
        if row is not None:
            totals[role] = row
            yield from _column_sums(form, TOTAL_SUM, row, own)
    whole = total_row(form, "basic_total")
    if whole is None:
        return
    yield from _column_sums(form, TOTAL_SUM, whole, list(totals.values()) if len(totals) == 2 else heads)

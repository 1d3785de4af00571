"""The forms that print a row a code: categories, sections and items of the functional classification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from .account import Item
from .amounts import Amount, total
from .form_printing import FormPrinter
from .sheet import Piece
from .vocabulary import EXPENDITURE_KINDS, INCOME_KINDS, categories


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form of codes: its name, what it takes of an item, and the key of its quantities.

    `key` is what the total row's fact is called, `rows` what a row's is, with its code for {}.
    """

    name: str
    take: Callable[[Item], Amount]
    key: str
    rows: str

    def of(self, code: str) -> str:
        """The fact of a code's cell."""
        return self.rows.format(code)


def write_income(printer: FormPrinter) -> None:
    columns = [
        Column("本年收入合计", Item.received, "income@now", "received.{}@now"),
        Column(
            "财政拨款收入",
            lambda item: item.appropriation,
            "appropriation.income@now",
            "received.{}.appropriation@now",
        ),
    ]
    for kind, name in INCOME_KINDS.items():
        rows = f"received.{{}}.{kind}@now"
        columns.append(Column(name, partial(Item.income, kind=kind), f"income.{kind}@now", rows))
    _codes(printer, columns, printer.account.items)


def write_expenditure(printer: FormPrinter) -> None:
    columns = [Column("本年支出合计", Item.spent_in_all, "expenditure@now", "spent.{}@now")]
    for kind, name in EXPENDITURE_KINDS.items():
        rows = f"spent.{{}}.{kind}@now"
        columns.append(Column(name, partial(Item.spent, kind=kind), f"expenditure.{kind}@now", rows))
    _codes(printer, columns, printer.account.items)


def write_general_budget(printer: FormPrinter) -> None:
    _codes(
        printer,
        _of_fund(printer, "general"),
        [item for item in printer.account.items if item.fund == "general"],
    )


def write_state_capital(printer: FormPrinter) -> None:
    items = [item for item in printer.account.items if item.fund == "capital"]
    _codes(printer, _of_fund(printer, "capital"), items)
    if not items:
        printer.sheet.put("说明：本部门本年度没有国有资本经营预算财政拨款支出，故本表无数据。")


def write_fund(printer: FormPrinter) -> None:
    items = [item for item in printer.account.items if item.fund == "fund"]
    columns = [
        Column(
            "年初结转和结余",
            lambda item: item.opening,
            "fund.opening@now",
            "fund.{}.opening@now",
        ),
        Column(
            "本年收入",
            lambda item: item.appropriation,
            "income.fund@now",
            "fund.{}.income@now",
        ),
        *_of_fund(printer, "fund"),
        Column(
            "年末结转和结余",
            lambda item: item.closing,
            "fund.closing@now",
            "fund.{}.closing@now",
        ),
    ]
    keys = _codes(printer, columns, items, adds_up=(2, 3, 4))
    for opening, income, spent, _, _, closing in keys:
        printer.sum(closing, [opening, income, spent], (1, 1, -1))
    if not items:
        printer.sheet.put("说明：本部门本年度没有政府性基金预算财政拨款收入支出，故本表无数据。")


def _of_fund(printer: FormPrinter, fund: str) -> list[Column]:
    return [
        Column(
            str(printer.composer.option("spent_column")),
            lambda item: item.appropriated,
            f"{fund}@now",
            f"{fund}.{{}}@now",
        ),
        Column("基本支出", lambda item: item.basic, f"{fund}.basic@now", f"{fund}.{{}}.basic@now"),
        Column(
            "项目支出",
            lambda item: item.project,
            f"{fund}.project@now",
            f"{fund}.{{}}.project@now",
        ),
    ]


def _codes(
    printer: FormPrinter,
    columns: Sequence[Column],
    items: Sequence[Item],
    adds_up: tuple[int, ...] | None = None,
) -> list[list[str]]:
    """A form of codes: the total row, then categories, sections and items. Returns the facts by row.

    `adds_up` names the columns of which the first is the sum of the others; by default all.
    """
    names = [column.name for column in columns]
    blanks = [""] * len(columns)
    head: list[list[Piece]] = [["项目", "", *names], ["科目代码", "科目名称", *blanks]]
    if printer.composer.option("column_numbers"):
        head.append(["栏次", "", *[str(n + 1) for n in range(len(columns))]])
    printer.header(*head)
    groups = (
        _tree(items)
        if printer.composer.option("code_tree")
        else [row for row in _tree(items) if len(row[0]) == 7]
    )
    printed = [("", "合计", list(items)), *groups]
    keys: list[list[str]] = []
    for code, name, members in printed:
        facts = [column.of(code) if code else column.key for column in columns]
        amounts = [total(column.take(item) for item in members) for column in columns]
        if code and not any(amount.now for amount in amounts):
            continue
        cells = [printer.cell(fact, amount.now) for fact, amount in zip(facts, amounts, strict=True)]
        if len(code) == 7:
            printer.turn_page()
        printer.row(code, name, *cells)
        keys.append(facts)
        first, *rest = adds_up or tuple(range(len(columns)))
        printer.sum(facts[first], [facts[index] for index in rest])
    _tree_sums(printer, columns, [code for code, _, _ in printed if code])
    return keys


def _tree_sums(printer: FormPrinter, columns: Sequence[Column], codes: Sequence[str]) -> None:
    for column in columns:
        top = [code for code in codes if len(code) == (3 if printer.composer.option("code_tree") else 7)]
        printer.sum(column.key, [column.of(code) for code in top])
        for parent in codes:
            children = [code for code in codes if code.startswith(parent) and len(code) == len(parent) + 2]
            if len(parent) < 7 and children:
                printer.sum(column.of(parent), [column.of(code) for code in children])


def _tree(items: Sequence[Item]) -> list[tuple[str, str, list[Item]]]:
    """Codes with names and members, in order, categories before their sections before their items."""
    names = categories()
    rows: dict[str, tuple[str, list[Item]]] = {}
    for item in sorted(items, key=lambda item: item.code):
        for code, name in (
            (item.category, names[item.category]),
            (item.code[:5], item.section),
            (item.code, item.name),
        ):
            rows.setdefault(code, (name, []))[1].append(item)
    return [(code, name, members) for code, (name, members) in sorted(rows.items())]

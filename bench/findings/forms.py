"""The statutory forms of a generated account, and the identities that hold in and between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .account import Item
from .amounts import NOTHING, Amount, total
from .checks import AtLeast
from .composing import Composer
from .numerals import FEN_PER_UNIT
from .sheet import Piece, Token
from .vocabulary import (
    ECONOMIC_HEADS,
    EXPENDITURE_KINDS,
    FUNDS,
    INCOME_KINDS,
    OPERATING_LINES,
    PERSONNEL_LINES,
    categories,
)

TITLES = {
    "income-expenditure": "收入支出决算总表",
    "income": "收入决算表",
    "expenditure": "支出决算表",
    "appropriation": "财政拨款收入支出决算总表",
    "general-budget": "一般公共预算财政拨款支出决算表",
    "basic": "一般公共预算财政拨款基本支出决算表",
    "fund": "政府性基金预算财政拨款收入支出决算表",
    "state-capital": "国有资本经营预算财政拨款支出决算表",
    "three-public": "财政拨款“三公”经费支出决算表",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form of codes: its name, what it takes of an item, and the key of its quantities.

    `key` is what the total row's fact is called, `of` makes a row's fact from its code.
    """

    name: str
    take: Callable[[Item], Amount]
    key: str
    of: Callable[[str], str]


class FormPrinter:
    """Prints the forms of one account."""

    def __init__(self, composer: Composer):
        self.composer = composer
        self.account = composer.account
        self.sheet = composer.sheet
        self.numerals = composer.numerals
        self.cells: dict[tuple[str, str], Token] = {}
        self._form = ""
        self._row = 0
        self._number = 0

    def write(self) -> None:
        """All forms in the manner's order."""
        writers = {
            "income-expenditure": self._income_expenditure,
            "income": self._income,
            "expenditure": self._expenditure,
            "appropriation": self._appropriation,
            "general-budget": self._general_budget,
            "basic": self._basic,
            "fund": self._fund,
            "state-capital": self._state_capital,
            "three-public": self._three_public,
        }
        for number, key in enumerate(self.composer.style.data["forms"]["order"], 1):
            self._form, self._row, self._number = key, 0, number
            self._head(self.title(key))
            writers[key]()
            self.sheet.put("注：本表反映部门本年度有关收支情况。")

    def title(self, key: str) -> str:
        titles: dict[str, str] = self.composer.style.data["forms"].get("titles", {})
        return titles.get(key, TITLES[key])

    def _head(self, title: str) -> None:
        self.sheet.put(title)
        template = str(self.composer.option("form_number"))
        if template:
            number = Token(template.format(n=self._number), "form-number", bare=True, form=self._form)
            if self._number > 1:
                number.others["repeated"] = template.format(n=self._number - 1)
            self.sheet.put(number)
        self.sheet.put("编制单位：", self.account.bureau)
        self.sheet.put("单位：", Token(self.numerals.form_unit, "form-unit", bare=True, form=self._form))

    # Cells

    def cell(self, fact: str, fen: int) -> Piece:
        """A cell; blank or zeros for nothing."""
        if not fen:
            return self.numerals.zero_cells
        unit = self.numerals.form_unit
        token = Token(
            self.numerals.cell(fen), "cell", unit, Fraction(fen, FEN_PER_UNIT[unit]), self.numerals.form_decimals,
            fact=fact, bare=True, fen=fen, form=self._form, row=self._row,
        )
        self.cells[(self._form, fact)] = token
        return token

    def row(self, *cells: Piece) -> None:
        for index, cell in enumerate(cells):
            if isinstance(cell, Token):
                cell.column = index
        self.sheet.row(cells)
        self._row += 1

    def sum(self, whole: str, parts: Sequence[str], signs: Sequence[int] = (), kind: str = "sum") -> None:
        """That one cell of the form in hand is the sum of others; facts without a cell are nothing."""
        first = self.cells.get((self._form, whole))
        if first is None:
            return
        taken = [
            (self.cells[(self._form, part)], sign)
            for part, sign in zip(parts, signs or (1,) * len(parts), strict=True)
            if (self._form, part) in self.cells
        ]
        self.composer.note_sum(first, [token for token, _ in taken], [sign for _, sign in taken])

    # Forms of two sides

    def _income_lines(self) -> list[tuple[str, str, Amount]]:
        lines = [(f"{name}收入", f"income.{fund}@now", self.account.appropriation(fund)) for fund, name in FUNDS.items()]
        return lines + [(name, f"income.{kind}@now", self.account.income(kind)) for kind, name in INCOME_KINDS.items()]

    def _income_expenditure(self) -> None:
        account = self.account
        spent = account.by_category(lambda item: item.appropriated + total(amount for _, amount in item.kinds))
        left = self._income_lines()
        right = [(name, f"spent.{code}@now", spent.get(code, NOTHING)) for code, name in categories().items() if code not in ("209", "227", "230")]
        self._two_sided_head(("决算数",), ("决算数",))
        lines = self._two_sides(left, [(label, [(fact, amount)]) for label, fact, amount in right])
        left_end = [
            ("本年收入合计", "income@now", account.year_income),
            ("使用非财政拨款结余（含专用结余）", "surplus-used@now", account.surplus_used),
            ("年初结转和结余", "opening@now", account.all_opening),
            ("总计", "grand@now", account.grand_total),
        ]
        right_end = [
            ("本年支出合计", [("expenditure@now", account.year_expenditure)]),
            ("结余分配", [("distribution@now", account.distribution)]),
            ("年末结转和结余", [("closing@now", account.all_closing)]),
            ("总计", [("grand-spent@now", account.grand_total)]),
        ]
        self._two_sides(left_end, right_end, start=lines, numbered=False)
        self.sum("income@now", [fact for _, fact, _ in left])
        self.sum("expenditure@now", [fact for _, fact, _ in right])
        self.sum("grand@now", ["income@now", "surplus-used@now", "opening@now"])
        self.sum("grand-spent@now", ["expenditure@now", "distribution@now", "closing@now"])
        self._equal("grand@now", "grand-spent@now")

    def _equal(self, first: str, second: str) -> None:
        """Both totals of a two-sided form are one quantity."""
        one, other = self.cells.get((self._form, first)), self.cells.get((self._form, second))
        if one is not None and other is not None:
            other.fact = one.fact

    def _two_sided_head(self, left: Sequence[str], right: Sequence[str]) -> None:
        lines = self.composer.option("line_numbers")
        mark: list[Piece] = ["行次"] if lines else []
        self.row("收入", *[""] * (len(mark) + len(left)), "支出", *[""] * (len(mark) + len(right)))
        self.row("项目", *mark, *left, "项目", *mark, *right)
        if self.composer.option("column_numbers"):
            blank: list[Piece] = [""] if lines else []
            count = len(left)
            self.row(
                "栏次", *blank, *[str(n + 1) for n in range(count)],
                "栏次", *blank, *[str(count + n + 1) for n in range(len(right))],
            )

    def _two_sides(
        self,
        left: Sequence[tuple[str, str, Amount]],
        right: Sequence[tuple[str, list[tuple[str, Amount]]]],
        start: int = 0,
        numbered: bool = True,
    ) -> int:
        """Rows of both sides; the number of rows so far."""
        from .narrative import chinese

        width = max(len(cells) for _, cells in right)
        lines = self.composer.option("line_numbers")
        height = max(len(left), len(right))
        for index in range(height):
            pieces: list[Piece] = []
            if index < len(left):
                label, fact, amount = left[index]
                mark = f"{chinese(index + 1)}、" if numbered else ""
                pieces += [f"{mark}{label}"] + ([str(start + index + 1)] if lines else []) + [self.cell(fact, amount.now)]
            else:
                pieces += [""] + ([str(start + index + 1)] if lines else []) + [""]
            if index < len(right):
                label, cells = right[index]
                mark = f"{chinese(index + 1)}、" if numbered else ""
                pieces += [f"{mark}{label}"] + ([str(40 + start + index)] if lines else [])
                pieces += [self.cell(fact, amount.now) for fact, amount in cells]
                pieces += [""] * (width - len(cells))
            else:
                pieces += [""] + ([str(40 + start + index)] if lines else []) + [""] * width
            self.row(*pieces)
        return start + height

    def _appropriation(self) -> None:
        account = self.account
        left = [(f"{name}", f"income.{fund}@now", account.appropriation(fund)) for fund, name in FUNDS.items()]
        self._two_sided_head(("金额",), ("合计", *FUNDS.values()))
        by_fund = {
            fund: account.by_category(lambda item, fund=fund: item.appropriated if item.fund == fund else NOTHING)  # type: ignore[misc]
            for fund in FUNDS
        }
        right = []
        for code, name in categories().items():
            if code in ("209", "227", "230"):
                continue
            amounts = [by_fund[fund].get(code, NOTHING) for fund in FUNDS]
            cells = [(f"appropriated.{code}@now", total(amounts))]
            cells += [(f"{fund}.{code}@now", amount) for fund, amount in zip(FUNDS, amounts, strict=True)]
            right.append((name, cells))
        lines = self._two_sides(left, right)
        spent = [account.appropriated(fund) for fund in FUNDS]
        closing = [account.closing(fund) for fund in FUNDS]
        left_end = [
            ("本年收入合计", "appropriation.income@now", account.appropriation()),
            ("年初财政拨款结转和结余", "appropriation.opening@now", account.opening()),
            *[(name, f"{fund}.opening@now", account.opening(fund)) for fund, name in FUNDS.items()],
            ("总计", "appropriation.grand@now", account.appropriation_total),
        ]
        spent_cells = [("appropriation.expenditure@now", account.appropriated())]
        spent_cells += [(f"{fund}@now", amount) for fund, amount in zip(FUNDS, spent, strict=True)]
        closing_cells = [("appropriation.closing@now", account.closing())]
        closing_cells += [(f"{fund}.closing@now", amount) for fund, amount in zip(FUNDS, closing, strict=True)]
        grand_cells = [("appropriation.grand-spent@now", account.appropriation_total)]
        grand_cells += [
            (f"{fund}.grand@now", amount + left_over) for fund, amount, left_over in zip(FUNDS, spent, closing, strict=True)
        ]
        right_end = [
            ("本年支出合计", spent_cells), ("年末财政拨款结转和结余", closing_cells), *[("", [])] * 3, ("总计", grand_cells),
        ]
        self._two_sides(left_end, right_end, start=lines, numbered=False)
        self._appropriation_sums(right)

    def _appropriation_sums(self, right: Sequence[tuple[str, list[tuple[str, Amount]]]]) -> None:
        self.sum("appropriation.income@now", [f"income.{fund}@now" for fund in FUNDS])
        self.sum("appropriation.opening@now", [f"{fund}.opening@now" for fund in FUNDS])
        self.sum("appropriation.grand@now", ["appropriation.income@now", "appropriation.opening@now"])
        for _, cells in right:
            self.sum(cells[0][0], [fact for fact, _ in cells[1:]])
        self.sum("appropriation.expenditure@now", [f"{fund}@now" for fund in FUNDS])
        self.sum("appropriation.expenditure@now", [cells[0][0] for _, cells in right])
        self.sum("appropriation.closing@now", [f"{fund}.closing@now" for fund in FUNDS])
        self.sum("appropriation.grand-spent@now", ["appropriation.expenditure@now", "appropriation.closing@now"])
        for index, fund in enumerate(FUNDS, 1):
            self.sum(f"{fund}@now", [cells[index][0] for _, cells in right])
            self.sum(f"{fund}.grand@now", [f"{fund}@now", f"{fund}.closing@now"])
        self._equal("appropriation.grand@now", "appropriation.grand-spent@now")

    # Forms of codes

    def _income(self) -> None:
        columns = [
            Column("本年收入合计", lambda item: item.appropriation + total(a for _, a in item.incomes), "income@now", lambda c: f"received.{c}@now"),
            Column("财政拨款收入", lambda item: item.appropriation, "appropriation.income@now", lambda c: f"received.{c}.appropriation@now"),
        ]
        for kind, name in INCOME_KINDS.items():
            columns.append(
                Column(name, lambda item, kind=kind: item.income(kind), f"income.{kind}@now", lambda c, kind=kind: f"received.{c}.{kind}@now")  # type: ignore[misc]
            )
        self._codes(columns, self.account.items)

    def _expenditure(self) -> None:
        columns = [
            Column("本年支出合计", lambda item: item.appropriated + total(a for _, a in item.kinds), "expenditure@now", lambda c: f"spent.{c}@now")
        ]
        for kind, name in EXPENDITURE_KINDS.items():
            columns.append(
                Column(name, lambda item, kind=kind: item.spent(kind), f"expenditure.{kind}@now", lambda c, kind=kind: f"spent.{c}.{kind}@now")  # type: ignore[misc]
            )
        self._codes(columns, self.account.items)

    def _of_fund(self, fund: str) -> list[Column]:
        return [
            Column(str(self.composer.option("spent_column")), lambda item: item.appropriated, f"{fund}@now", lambda c: f"{fund}.{c}@now"),
            Column("基本支出", lambda item: item.basic, f"{fund}.basic@now", lambda c: f"{fund}.{c}.basic@now"),
            Column("项目支出", lambda item: item.project, f"{fund}.project@now", lambda c: f"{fund}.{c}.project@now"),
        ]

    def _general_budget(self) -> None:
        self._codes(self._of_fund("general"), [item for item in self.account.items if item.fund == "general"])

    def _state_capital(self) -> None:
        items = [item for item in self.account.items if item.fund == "capital"]
        self._codes(self._of_fund("capital"), items)
        if not items:
            self.sheet.put("说明：本部门本年度没有国有资本经营预算财政拨款支出，故本表无数据。")

    def _fund(self) -> None:
        items = [item for item in self.account.items if item.fund == "fund"]
        columns = [
            Column("年初结转和结余", lambda item: item.opening, "fund.opening@now", lambda c: f"fund.{c}.opening@now"),
            Column("本年收入", lambda item: item.appropriation, "income.fund@now", lambda c: f"fund.{c}.income@now"),
            *self._of_fund("fund"),
            Column("年末结转和结余", lambda item: item.closing, "fund.closing@now", lambda c: f"fund.{c}.closing@now"),
        ]
        keys = self._codes(columns, items, adds_up=(2, 3, 4))
        for opening, income, spent, _, _, closing in keys:
            self.sum(closing, [opening, income, spent], (1, 1, -1))
        if not items:
            self.sheet.put("说明：本部门本年度没有政府性基金预算财政拨款收入支出，故本表无数据。")

    def _codes(
        self, columns: Sequence[Column], items: Sequence[Item], adds_up: tuple[int, ...] | None = None
    ) -> list[list[str]]:
        """A form of codes: the total row, then categories, sections and items. Returns the facts by row.

        `adds_up` names the columns of which the first is the sum of the others; by default all.
        """
        self.row("项目", "", *[column.name for column in columns])
        self.row("科目代码", "科目名称", *[""] * len(columns))
        if self.composer.option("column_numbers"):
            self.row("栏次", "", *[str(n + 1) for n in range(len(columns))])
        groups = _tree(items) if self.composer.option("code_tree") else [row for row in _tree(items) if len(row[0]) == 7]
        printed = [("", "合计", list(items)), *groups]
        keys: list[list[str]] = []
        for code, name, members in printed:
            facts = [column.of(code) if code else column.key for column in columns]
            amounts = [total(column.take(item) for item in members) for column in columns]
            if code and not any(amount.now for amount in amounts):
                continue
            cells = [self.cell(fact, amount.now) for fact, amount in zip(facts, amounts, strict=True)]
            self.row(code, name, *cells)
            keys.append(facts)
            first, *rest = adds_up or tuple(range(len(columns)))
            self.sum(facts[first], [facts[index] for index in rest])
        self._tree_sums(columns, [code for code, _, _ in printed if code])
        return keys

    def _tree_sums(self, columns: Sequence[Column], codes: Sequence[str]) -> None:
        for column in columns:
            top = [code for code in codes if len(code) == (3 if self.composer.option("code_tree") else 7)]
            self.sum(column.key, [column.of(code) for code in top])
            for parent in codes:
                children = [code for code in codes if code.startswith(parent) and len(code) == len(parent) + 2]
                if len(parent) < 7 and children:
                    self.sum(column.of(parent), [column.of(code) for code in children])

    # The basic form and the three public expenses

    def _basic(self) -> None:
        lines = self.account.lines
        panels: list[list[tuple[str, str, Amount]]] = []
        for names, heads in ((PERSONNEL_LINES, ("301", "303")), (OPERATING_LINES, ("302",)), (OPERATING_LINES, ("310",))):
            panel = []
            for head in heads:
                held = {code: name for code, name in names.items() if code.startswith(head)}
                panel.append((head, ECONOMIC_HEADS[head], total(lines.get(code, NOTHING) for code in held)))
                panel += [(code, name, lines.get(code, NOTHING)) for code, name in held.items()]
            panels.append(panel)
        self.row("人员经费", "", "", "公用经费", "", "", "", "", "")
        self.row(*["科目代码", "科目名称", "决算数"] * 3)
        for index in range(max(len(panel) for panel in panels)):
            pieces: list[Piece] = []
            for panel in panels:
                if index < len(panel):
                    code, name, amount = panel[index]
                    pieces += [code, name, self.cell(f"line.{code}@now", amount.now)]
                else:
                    pieces += ["", "", ""]
            self.row(*pieces)
        self.row(
            "人员经费合计", "", self.cell("personnel@now", self.account.personnel().now),
            "公用经费合计", "", "", "", "", self.cell("operating@now", self.account.operating().now),
        )
        for head in ECONOMIC_HEADS:
            self.sum(f"line.{head}@now", [f"line.{code}@now" for code in lines if code.startswith(head)])
        self.sum("personnel@now", ["line.301@now", "line.303@now"])
        self.sum("operating@now", ["line.302@now", "line.310@now"])
        basic = self.cells.get(("general-budget", "general.basic@now"))
        if basic is not None:
            parts = [self.cells[key] for key in (("basic", "personnel@now"), ("basic", "operating@now")) if key in self.cells]
            self.composer.note_sum(basic, parts)

    def _three_public(self) -> None:
        public = self.account.three_public
        held = (
            ("public", public.total), ("public.overseas", public.overseas), ("public.vehicles", public.vehicles),
            ("public.purchase", public.purchase), ("public.upkeep", public.upkeep), ("public.hospitality", public.hospitality),
        )
        if self.composer.option("public_form") == "wide":
            self._three_public_wide(held)
        else:
            self._three_public_lines(held)
        for measure in ("now", "adjusted"):
            self.sum(f"public@{measure}", [f"public.{name}@{measure}" for name in ("overseas", "vehicles", "hospitality")])
            self.sum(f"public.vehicles@{measure}", [f"public.{name}@{measure}" for name in ("purchase", "upkeep")])
        for name, code in (("overseas", "30212"), ("purchase", "31013"), ("upkeep", "30231"), ("hospitality", "30217")):
            large, small = self.cells.get((self._form, f"public.{name}@now")), self.cells.get(("basic", f"line.{code}@now"))
            if large is not None and small is not None:
                self.sheet.check(AtLeast("at-least", (large, small)))
        if not public.total:
            self.sheet.put("说明：本部门本年度没有财政拨款“三公”经费支出，故本表无数据。")

    def _three_public_wide(self, held: Sequence[tuple[str, Amount]]) -> None:
        self.row("预算数", "", "", "", "", "", "决算数", "", "", "", "", "")
        self.row(*["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"] * 2)
        self.row(*["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2)
        if self.composer.option("column_numbers"):
            self.row(*[str(n) for n in range(1, 13)])
        self.row(
            *[self.cell(f"{key}@adjusted", amount.adjusted) for key, amount in held],
            *[self.cell(f"{key}@now", amount.now) for key, amount in held],
        )

    def _three_public_lines(self, held: Sequence[tuple[str, Amount]]) -> None:
        labels = (
            "“三公”经费合计", "1．因公出国（境）费", "2．公务用车购置及运行维护费", "（1）公务用车购置费", "（2）公务用车运行维护费", "3．公务接待费",
        )
        self.row("项目", "行次", "预算数", "决算数")
        self.row("栏次", "", "1", "2")
        for number, (label, (key, amount)) in enumerate(zip(labels, held, strict=True), 1):
            self.row(label, str(number), self.cell(f"{key}@adjusted", amount.adjusted), self.cell(f"{key}@now", amount.now))


def _tree(items: Sequence[Item]) -> list[tuple[str, str, list[Item]]]:
    """Codes with names and members, in order, categories before their sections before their items."""
    names = categories()
    rows: dict[str, tuple[str, list[Item]]] = {}
    for item in sorted(items, key=lambda item: item.code):
        for code, name in ((item.category, names[item.category]), (item.code[:5], item.section), (item.code, item.name)):
            rows.setdefault(code, (name, []))[1].append(item)
    return [(code, name, members) for code, (name, members) in sorted(rows.items())]

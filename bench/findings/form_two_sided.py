"""The forms that print income beside expenditure: the account's, and the appropriation's by fund."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from .account import Item
from .amounts import NOTHING, Amount, total
from .form_printing import FormPrinter
from .numerals import chinese
from .sheet import Piece
from .vocabulary import FUNDS, INCOME_KINDS, categories


def write_income_expenditure(printer: FormPrinter) -> None:
    account = printer.account
    spent = account.by_category(Item.spent_in_all)
    left = _income_lines(printer)
    right = [
        (name, f"spent.{code}@now", spent.get(code, NOTHING))
        for code, name in categories().items()
        if code not in ("209", "227", "230")
    ]
    _two_sided_head(printer, ("决算数",), ("决算数",))
    lines = _two_sides(printer, left, [(label, [(fact, amount)]) for label, fact, amount in right])
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
    _two_sides(printer, left_end, right_end, start=lines, numbered=False)
    printer.sum("income@now", [fact for _, fact, _ in left])
    printer.sum("expenditure@now", [fact for _, fact, _ in right])
    printer.sum("grand@now", ["income@now", "surplus-used@now", "opening@now"])
    printer.sum("grand-spent@now", ["expenditure@now", "distribution@now", "closing@now"])
    printer.equal("grand@now", "grand-spent@now")


def write_appropriation(printer: FormPrinter) -> None:
    account = printer.account
    left = [(f"{name}", f"income.{fund}@now", account.appropriation(fund)) for fund, name in FUNDS.items()]
    _two_sided_head(printer, ("金额",), ("合计", *FUNDS.values()))
    by_fund = {fund: account.by_category(partial(_of_fund, fund=fund)) for fund in FUNDS}
    right = []
    for code, name in categories().items():
        if code in ("209", "227", "230"):
            continue
        amounts = [by_fund[fund].get(code, NOTHING) for fund in FUNDS]
        cells = [(f"appropriated.{code}@now", total(amounts))]
        cells += [(f"{fund}.{code}@now", amount) for fund, amount in zip(FUNDS, amounts, strict=True)]
        right.append((name, cells))
    lines = _two_sides(printer, left, right)
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
        (f"{fund}.grand@now", amount + left_over)
        for fund, amount, left_over in zip(FUNDS, spent, closing, strict=True)
    ]
    right_end = [
        ("本年支出合计", spent_cells),
        ("年末财政拨款结转和结余", closing_cells),
        *[("", [])] * 3,
        ("总计", grand_cells),
    ]
    _two_sides(printer, left_end, right_end, start=lines, numbered=False)
    _appropriation_sums(printer, right)


def _appropriation_sums(printer: FormPrinter, right: Sequence[tuple[str, list[tuple[str, Amount]]]]) -> None:
    printer.sum("appropriation.income@now", [f"income.{fund}@now" for fund in FUNDS])
    printer.sum("appropriation.opening@now", [f"{fund}.opening@now" for fund in FUNDS])
    printer.sum("appropriation.grand@now", ["appropriation.income@now", "appropriation.opening@now"])
    for _, cells in right:
        printer.sum(cells[0][0], [fact for fact, _ in cells[1:]])
    printer.sum("appropriation.expenditure@now", [f"{fund}@now" for fund in FUNDS])
    printer.sum("appropriation.expenditure@now", [cells[0][0] for _, cells in right])
    printer.sum("appropriation.closing@now", [f"{fund}.closing@now" for fund in FUNDS])
    printer.sum(
        "appropriation.grand-spent@now", ["appropriation.expenditure@now", "appropriation.closing@now"]
    )
    for index, fund in enumerate(FUNDS, 1):
        printer.sum(f"{fund}@now", [cells[index][0] for _, cells in right])
        printer.sum(f"{fund}.grand@now", [f"{fund}@now", f"{fund}.closing@now"])
    printer.equal("appropriation.grand@now", "appropriation.grand-spent@now")


def _income_lines(printer: FormPrinter) -> list[tuple[str, str, Amount]]:
    lines = [
        (f"{name}收入", f"income.{fund}@now", printer.account.appropriation(fund))
        for fund, name in FUNDS.items()
    ]
    return lines + [
        (name, f"income.{kind}@now", printer.account.income(kind)) for kind, name in INCOME_KINDS.items()
    ]


def _two_sided_head(printer: FormPrinter, left: Sequence[str], right: Sequence[str]) -> None:
    lines = printer.composer.option("line_numbers")
    mark: list[Piece] = ["行次"] if lines else []
    printer.row("收入", *[""] * (len(mark) + len(left)), "支出", *[""] * (len(mark) + len(right)))
    printer.row("项目", *mark, *left, "项目", *mark, *right)
    if printer.composer.option("column_numbers"):
        blank: list[Piece] = [""] if lines else []
        count = len(left)
        printer.row(
            "栏次",
            *blank,
            *[str(n + 1) for n in range(count)],
            "栏次",
            *blank,
            *[str(count + n + 1) for n in range(len(right))],
        )


def _two_sides(
    printer: FormPrinter,
    left: Sequence[tuple[str, str, Amount]],
    right: Sequence[tuple[str, list[tuple[str, Amount]]]],
    start: int = 0,
    numbered: bool = True,
) -> int:
    """Rows of both sides; the number of rows so far."""
    width = max(len(cells) for _, cells in right)
    lines = printer.composer.option("line_numbers")
    height = max(len(left), len(right))
    for index in range(height):
        pieces: list[Piece] = []
        if index < len(left):
            label, fact, amount = left[index]
            mark = f"{chinese(index + 1)}、" if numbered else ""
            pieces += (
                [f"{mark}{label}"]
                + ([str(start + index + 1)] if lines else [])
                + [printer.cell(fact, amount.now)]
            )
        else:
            pieces += [""] + ([str(start + index + 1)] if lines else []) + [""]
        if index < len(right):
            label, cells = right[index]
            mark = f"{chinese(index + 1)}、" if numbered else ""
            pieces += [f"{mark}{label}"] + ([str(40 + start + index)] if lines else [])
            pieces += [printer.cell(fact, amount.now) for fact, amount in cells]
            pieces += [""] * (width - len(cells))
        else:
            pieces += [""] + ([str(40 + start + index)] if lines else []) + [""] * width
        printer.row(*pieces)
    return start + height


def _of_fund(item: Item, fund: str) -> Amount:
    return item.appropriated if item.fund == fund else NOTHING

"""The basic expenditure by economic classification, three panels wide, and the three public expenses."""

from __future__ import annotations

from collections.abc import Sequence

from .amounts import NOTHING, Amount, total
from .checks import AtLeast
from .form_printing import FormPrinter
from .sheet import Piece
from .vocabulary import ECONOMIC_HEADS, OPERATING_LINES, PERSONNEL_LINES


def write_basic(printer: FormPrinter) -> None:
    lines = printer.account.lines
    panels: list[list[tuple[str, str, Amount]]] = []
    for names, heads in (
        (PERSONNEL_LINES, ("301", "303")),
        (OPERATING_LINES, ("302",)),
        (OPERATING_LINES, ("310",)),
    ):
        panel = []
        for head in heads:
            held = {code: name for code, name in names.items() if code.startswith(head)}
            panel.append((head, ECONOMIC_HEADS[head], total(lines.get(code, NOTHING) for code in held)))
            panel += [(code, name, lines.get(code, NOTHING)) for code, name in held.items()]
        panels.append(panel)
    printer.row("人员经费", "", "", "公用经费", "", "", "", "", "")
    printer.row(*["科目代码", "科目名称", "决算数"] * 3)
    for index in range(max(len(panel) for panel in panels)):
        pieces: list[Piece] = []
        for panel in panels:
            if index < len(panel):
                code, name, amount = panel[index]
                pieces += [code, name, printer.cell(f"line.{code}@now", amount.now)]
            else:
                pieces += ["", "", ""]
        printer.row(*pieces)
    printer.row(
        "人员经费合计",
        "",
        printer.cell("personnel@now", printer.account.personnel().now),
        "公用经费合计",
        "",
        "",
        "",
        "",
        printer.cell("operating@now", printer.account.operating().now),
    )
    for head in ECONOMIC_HEADS:
        printer.sum(f"line.{head}@now", [f"line.{code}@now" for code in lines if code.startswith(head)])
    printer.sum("personnel@now", ["line.301@now", "line.303@now"])
    printer.sum("operating@now", ["line.302@now", "line.310@now"])
    basic = printer.cells.get(("general-budget", "general.basic@now"))
    if basic is not None:
        parts = [
            printer.cells[key]
            for key in (("basic", "personnel@now"), ("basic", "operating@now"))
            if key in printer.cells
        ]
        printer.composer.note_sum(basic, parts)


def write_three_public(printer: FormPrinter) -> None:
    public = printer.account.three_public
    held = (
        ("public", public.total),
        ("public.overseas", public.overseas),
        ("public.vehicles", public.vehicles),
        ("public.purchase", public.purchase),
        ("public.upkeep", public.upkeep),
        ("public.hospitality", public.hospitality),
    )
    if printer.composer.option("public_form") == "wide":
        _three_public_wide(printer, held)
    else:
        _three_public_lines(printer, held)
    for measure in ("now", "adjusted"):
        printer.sum(
            f"public@{measure}",
            [f"public.{name}@{measure}" for name in ("overseas", "vehicles", "hospitality")],
        )
        printer.sum(
            f"public.vehicles@{measure}", [f"public.{name}@{measure}" for name in ("purchase", "upkeep")]
        )
    for name, code in (
        ("overseas", "30212"),
        ("purchase", "31013"),
        ("upkeep", "30231"),
        ("hospitality", "30217"),
    ):
        large, small = (
            printer.cells.get((printer.form, f"public.{name}@now")),
            printer.cells.get(("basic", f"line.{code}@now")),
        )
        if large is not None and small is not None:
            printer.sheet.check(AtLeast("at-least", (large, small)))
    if not public.total:
        printer.sheet.put("说明：本部门本年度没有财政拨款“三公”经费支出，故本表无数据。")


def _three_public_wide(printer: FormPrinter, held: Sequence[tuple[str, Amount]]) -> None:
    printer.row("预算数", "", "", "", "", "", "决算数", "", "", "", "", "")
    printer.row(*["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"] * 2)
    printer.row(*["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2)
    if printer.composer.option("column_numbers"):
        printer.row(*[str(n) for n in range(1, 13)])
    printer.row(
        *[printer.cell(f"{key}@adjusted", amount.adjusted) for key, amount in held],
        *[printer.cell(f"{key}@now", amount.now) for key, amount in held],
    )


def _three_public_lines(printer: FormPrinter, held: Sequence[tuple[str, Amount]]) -> None:
    labels = (
        "“三公”经费合计",
        "1．因公出国（境）费",
        "2．公务用车购置及运行维护费",
        "（1）公务用车购置费",
        "（2）公务用车运行维护费",
        "3．公务接待费",
    )
    printer.row("项目", "行次", "预算数", "决算数")
    printer.row("栏次", "", "1", "2")
    for number, (label, (key, amount)) in enumerate(zip(labels, held, strict=True), 1):
        printer.row(
            label,
            str(number),
            printer.cell(f"{key}@adjusted", amount.adjusted),
            printer.cell(f"{key}@now", amount.now),
        )

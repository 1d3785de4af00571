"""The statutory forms of a generated account in its manner's order, with the identities that hold in them."""

from __future__ import annotations

from collections.abc import Callable

from .composing import Composer
from .form_codes import (
    write_expenditure,
    write_fund,
    write_general_budget,
    write_income,
    write_state_capital,
)
from .form_panels import write_basic, write_three_public
from .form_printing import FormPrinter
from .form_two_sided import write_appropriation, write_income_expenditure

WRITERS: dict[str, Callable[[FormPrinter], None]] = {
    "income-expenditure": write_income_expenditure,
    "income": write_income,
    "expenditure": write_expenditure,
    "appropriation": write_appropriation,
    "general-budget": write_general_budget,
    "basic": write_basic,
    "fund": write_fund,
    "state-capital": write_state_capital,
    "three-public": write_three_public,
}


def write_forms(composer: Composer) -> None:
    """All forms, each under its head."""
    printer = FormPrinter(composer)
    for number, key in enumerate(form_order(composer), 1):
        printer.begin(key, number)
        WRITERS[key](printer)
        composer.sheet.put("注：本表反映部门本年度有关收支情况。")


def form_order(composer: Composer) -> list[str]:
    """The keys of the manner's forms in its order."""
    return list(composer.style.data["forms"]["order"])


def form_titles(composer: Composer) -> list[str]:
    """The titles as the manner prints them."""
    printer = FormPrinter(composer)
    return [printer.title(key) for key in form_order(composer)]

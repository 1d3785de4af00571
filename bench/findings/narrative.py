"""The narrative of a generated account, section by section, in the wordings of its manner."""

from __future__ import annotations

from collections.abc import Callable

from .composing import Composer
from .narrative_matters import (
    assets,
    fund,
    operating,
    others,
    performance,
    procurement,
    state_capital,
    three_public,
)
from .narrative_totals import appropriation, basic, expenditure, general, income, totals
from .numerals import chinese


def write_narrative(composer: Composer) -> None:
    """All sections of the manner in its order."""
    for number, (key, title) in enumerate(composer.style.sections, 1):
        composer.begin_section()
        composer.sheet.put(
            str(composer.option("heading")).format(n=chinese(number)) + title.format(Y=composer.account.year)
        )
        SECTIONS[key](composer)


SECTIONS: dict[str, Callable[[Composer], None]] = {
    "totals": totals,
    "income": income,
    "expenditure": expenditure,
    "appropriation": appropriation,
    "general": general,
    "basic": basic,
    "three-public": three_public,
    "fund": fund,
    "capital": state_capital,
    "operating": operating,
    "procurement": procurement,
    "assets": assets,
    "performance": performance,
    "others": others,
}

"""Where a mistake can be planted: an account's tokens, and what could contradict each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from .account import Account
from .checks import Check
from .numerals import grouped
from .sheet import Sheet, Token

Candidate = tuple[Token, dict[Token, str]]
"""The print that is wrong, and all that is printed otherwise because of it."""

MONEY = ("amount", "difference", "cell")
RATES = ("rate", "share", "completion")


@dataclass(slots=True)
class Ground:
    """An account to plant in."""

    account: Account
    sheet: Sheet
    rng: Random
    checks: dict[Token, list[Check]] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)

    def of(self, *roles: str, checked: bool = True) -> list[Token]:
        """The tokens of some roles, by default those that something else on the sheet can contradict."""
        return [
            token for token in self.tokens if token.role in roles and (not checked or token in self.checks)
        ]


Planter = Callable[[Ground], Iterator[Candidate]]
"""Finds the places for one kind of mistake, in random order."""


def shuffled(ground: Ground, tokens: list[Token]) -> list[Token]:
    return ground.rng.sample(tokens, len(tokens))


def reprinted(token: Token, text: str) -> dict[Token, str]:
    """The token with other digits, grouped and spaced as its own were."""
    shown = "".join(text.split())
    if "," in token.text and "," not in shown:
        shown = grouped(shown)
    if " " in token.text:
        shown = shown.replace(",", ", ").replace(".", ". ")
    return {token: token.printed(shown)}


def digits_of(token: Token) -> str:
    return "".join(char for char in token.text if char.isdigit())


def decimals_of(token: Token) -> int:
    """How many digits stand behind a token's point."""
    return len("".join(token.text.split()).partition(".")[2])

"""Which of several reports is last year's of which: the same bureau's, of the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..reports import Report

_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区)(?=[\u4e00-\u9fff]{4})")


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account a report is, and of which year, as far as recognised."""

    bureau: str | None
    fiscal_year: int | None

    @classmethod
    def of(cls, report: Report) -> Account:
        return cls(report.bureau, report.fiscal_year)

    def key(self, years_before: int = 0) -> tuple[str, int] | None:
        """Bureau without spaces and province, and the year; None where one of them is not known."""
        if not self.bureau or self.fiscal_year is None:
            return None
        return _PROVINCE.sub("", re.sub(r"\s", "", self.bureau)), self.fiscal_year - years_before


def earlier_positions(accounts: Sequence[Account | None]) -> tuple[int | None, ...]:
    """For each account the position of the same bureau's of the year before, None where there is none.

    Where two reports both pass for it (a department's and its own unit's, a file twice), nothing is
    compared: a wrong pair would contradict every sentence. None among `accounts` is a report not read.
    """
    positions: dict[tuple[str, int], list[int]] = {}
    for position, account in enumerate(accounts):
        key = account.key() if account is not None else None
        if key is not None:
            positions.setdefault(key, []).append(position)
    found: list[int | None] = []
    for account in accounts:
        key = account.key(years_before=1) if account is not None else None
        candidates = positions.get(key, []) if key is not None else []
        found.append(candidates[0] if len(candidates) == 1 else None)
    return tuple(found)

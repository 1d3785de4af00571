"""Numbers that forms print: 公开01表, 公开02表 …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...figures import Verdict
from ...reports import Finding, Form, Report
from ...wordings import tell
from ..registry import rule

_NUMBER = re.compile(r"(\d+)(?!.*\d)")


@dataclass(frozen=True, slots=True)
class _Numbered:
    form: Form
    number: int


@rule("numbering.form", "numbering")
def form_numbering(report: Report) -> Iterator[Finding]:
    """No two forms have one number, and numbers rise in the order of printing.

    A number left out is no mistake: a form may not have been published. Source: 财决公开表 are numbered.
    """
    for numbered in _series(report.forms):
        yield from _check(numbered)


def _series(forms: Sequence[Form]) -> list[list[_Numbered]]:
    """Runs of forms that should rise: each style of number apart, and each unit's set of forms apart."""
    runs: list[list[_Numbered]] = []
    current: dict[str, list[_Numbered]] = {}
    for form in forms:
        printed = form.printed_number or ""
        match = _NUMBER.search(printed)
        if not match:
            continue
        style = printed[: match.start()] + printed[match.end() :]
        item = _Numbered(form, int(match.group(1)))
        run = current.get(style)
        if run and run[-1].form.key == form.key and run[-1].number == item.number:
            continue  # A form too wide for one page is printed in parts under one number.
        if run is None or any(other.form.key == form.key for other in run):
            run = current[style] = []
            runs.append(run)
        run.append(item)
    return runs


def _check(numbered: Sequence[_Numbered]) -> Iterator[Finding]:
    right = _longest_rising(numbered)
    for position, item in enumerate(numbered):
        if position in right:
            yield _finding(item, True, None, None)
            continue
        twin = next(
            (other for at, other in enumerate(numbered) if at in right and other.number == item.number), None
        )
        yield _finding(item, False, _expected(numbered, position, right), twin)


def _longest_rising(numbered: Sequence[_Numbered]) -> frozenset[int]:
    """The positions of the longest rising run of numbers; of several, the one nearest the usual order."""
    shifts = Counter(item.number - position for position, item in enumerate(numbered))
    shift = shifts.most_common(1)[0][0] if shifts else 0
    runs: list[tuple[int, int, tuple[int, ...]]] = []
    for position, item in enumerate(numbered):
        in_order = int(item.number - position == shift)
        before = [run for run in runs if numbered[run[2][-1]].number < item.number]
        best = max(before, key=lambda run: run[:2], default=(0, 0, ()))
        runs.append((best[0] + 1, best[1] + in_order, (*best[2], position)))
    return frozenset(max(runs, key=lambda run: run[:2], default=(0, 0, ()))[2])


def _expected(numbered: Sequence[_Numbered], position: int, right: frozenset[int]) -> int | None:
    """The number that fits between the neighbours, None if none or several do."""
    before = max((at for at in right if at < position), default=None)
    after = min((at for at in right if at > position), default=None)
    if before is None:
        return numbered[after].number - (after - position) if after is not None else None
    number = numbered[before].number + position - before
    if after is not None and number >= numbered[after].number:
        return None
    return number


def _finding(item: _Numbered, in_order: bool, expected: int | None, twin: _Numbered | None) -> Finding:
    form = item.form
    printed = form.printed_number or ""
    match = _NUMBER.search(printed)
    should = None
    if expected is not None and expected > 0 and match:
        digits = f"{expected:0{len(match.group(1))}d}"
        should = printed[: match.start()] + digits + printed[match.end() :]
    key = "found.form_number_in_order"
    if not in_order:
        key = "found.form_number_twice" if twin else "found.form_number_astray"
        key += "_should" if should else ""
    other = twin.form.title if twin else ""
    message = tell(key, title=form.title, printed=printed, other=other, should=should)
    return Finding(
        rule="numbering.form",
        kind="numbering",
        verdict=Verdict.CONSISTENT if in_order else Verdict.INCONSISTENT,
        message=message,
        stated=printed,
        recomputed=printed if in_order else should,
        section=form.title,
        places=(form.place, twin.form.place) if twin else (form.place,),
    )

"""What if a printed figure were another: the same report with one number changed, checked again."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from ..documents import Document
from ..figures import Figure, parse_figure
from ..places import Place
from ..reports import Finding, Report, Section, Statement
from . import checker  # noqa: F401  (registers the rules)
from .registry import run_rules
from .severity import with_severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turned:
    """A check that comes out otherwise. None stands for a check that was not made on that side."""

    before: Finding | None
    after: Finding | None

    @property
    def better(self) -> bool:
        """Whether what was wrong is no longer."""
        return _is_wrong(self.before) and not _is_wrong(self.after)

    @property
    def worse(self) -> bool:
        """Whether something is wrong that was not."""
        return _is_wrong(self.after) and not _is_wrong(self.before)


def _is_wrong(finding: Finding | None) -> bool:
    return finding is not None and finding.verdict.is_wrong


def what_if(
    report: Report, place: Place, value: Decimal | str, severities: Mapping[str, str] | None = None
) -> tuple[Turned, ...]:
    """The checks that turn if the figure printed at `place` were `value`, in the figure's own unit.

    What recognising concluded from the printed number (the unit of a form, which sum a sentence means,
    a chart's recomputed values) is kept as it was. Raises ValueError if no figure is printed there, or if
    `value` is no number.
    """
    changed = with_figure(report, place, value)
    return turned(_judged(report, severities), _judged(changed, severities))


def _judged(report: Report, severities: Mapping[str, str] | None) -> tuple[Finding, ...]:
    """What each rule says by itself: which figure is at fault must not hide which checks turn."""
    findings, _ = run_rules(report)
    return tuple(with_severity(finding, severities) for finding in findings)


def with_figure(report: Report, place: Place, value: Decimal | str) -> Report:
    """The report with another number at `place`. Raises ValueError as `what_if` does."""
    swap = _Swap(place, value)
    changed = swap.within(report)
    if not swap.found:
        raise ValueError(f"no figure is printed at {place.describe()}")
    return changed


def turned(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Turned, ...]:
    """The findings of two runs side by side, those alone whose verdict differs; the new order.

    A check that one run has and the other has not counts only if it is wrong: sums that one figure
    explains are told as one, so consistent ones come and go without meaning anything.
    """
    old: dict[object, list[Finding]] = defaultdict(list)
    for finding in before:
        old[_identity(finding)].append(finding)
    pairs: list[Turned] = []
    for finding in after:
        waiting = old.get(_identity(finding))
        pairs.append(Turned(waiting.pop(0) if waiting else None, finding))
    pairs += [Turned(finding, None) for waiting in old.values() for finding in waiting]
    return tuple(pair for pair in pairs if _differs(pair))


def _identity(finding: Finding) -> object:
    """What makes a check of two runs the same one: its rule, and the place of what it is about."""
    about = finding.stated_figure.place if finding.stated_figure else None
    return (finding.rule, about or (finding.places[:1], finding.quote))


def _differs(pair: Turned) -> bool:
    if pair.before is not None and pair.after is not None:
        return pair.before.verdict is not pair.after.verdict
    return _is_wrong(pair.before) or _is_wrong(pair.after)


class _Swap:
    """Rebuilds what holds the figure and leaves everything else as the same object: rules compare by
    identity."""

    def __init__(self, place: Place, value: Decimal | str) -> None:
        if place == Place():
            raise ValueError("a figure without a place cannot be told from another")
        self.place = place
        self.value = value
        self.found = False
        self._done: dict[int, Any] = {}

    def within(self, thing: T) -> T:
        if isinstance(thing, Document | Section | Statement | Place | str | Decimal | int) or thing is None:
            return thing
        known = self._done.get(id(thing))
        if known is None:
            known = self._done[id(thing)] = self._rebuilt(thing)
        return known  # type: ignore[no-any-return]

    def _rebuilt(self, thing: Any) -> Any:
        if isinstance(thing, Figure):
            if thing.place != self.place:
                return thing
            self.found = True
            return revalued(thing, self.value)
        if isinstance(thing, tuple):
            items = tuple(self.within(item) for item in thing)
            return items if any(a is not b for a, b in zip(items, thing, strict=True)) else thing
        if isinstance(thing, Mapping):
            values = {name: self.within(item) for name, item in thing.items()}
            return values if any(values[name] is not thing[name] for name in thing) else thing
        if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
            own = {field.name: getattr(thing, field.name) for field in dataclasses.fields(thing)}
            fresh = {name: self.within(item) for name, item in own.items()}
            changes = {name: item for name, item in fresh.items() if item is not own[name]}
            return replace(thing, **changes) if changes else thing
        return thing


def revalued(figure: Figure, value: Decimal | str) -> Figure:
    """The figure with another number in its own unit, printed with the digits given.

    Raises ValueError if `value` is no number.
    """
    text = value if isinstance(value, str) else f"{value:f}"
    unit = figure.unit or ""
    bare = "".join(text.split()).removesuffix(unit) if unit else text
    read = parse_figure(bare, figure.unit)
    if read is None:
        raise ValueError(f"{text!r} is no number")
    suffix = unit if unit and "".join(figure.text.split()).endswith(unit) else ""
    return replace(figure, text=bare + suffix, value=read.value, decimals=read.decimals)

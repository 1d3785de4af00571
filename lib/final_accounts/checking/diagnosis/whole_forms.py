"""A form that is wrong as a whole: in another unit than its head says, or not of this account."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...figures import PERCENT, WAN_YUAN, YUAN, Key, Verdict, key_of
from ...recognising.forms.units import in_unit
from ...reports import Form, Report
from .evidence import Evidence, Right

_FEWEST_IN_UNIT = 2
"""So many computations with figures outside a form show its unit, if all do."""

_FEWEST = 6
"""So many show that the form is another's."""

_FEW = 5
"""One that holds among so many that do not may hold by chance."""


@dataclass(frozen=True, slots=True)
class WrongForm:
    """A form that no figure outside agrees with. `meant` is the form in the other unit, in which all do;
    None if no unit mends it, though the form adds up. `mended` are the computations that this explains."""

    form: Form
    meant: Form | None
    mended: tuple[int, ...]


def wrong_forms(report: Report, evidence: Evidence) -> Iterator[WrongForm]:
    """The forms whose figures are not those of the sentences and the other forms."""
    for form in report.forms:
        cells = {key_of(value): value for row in form.rows for value in row.values if value is not None}
        used = {index: None for key in cells for index in evidence.users.get(key, ())}
        outward = [index for index in used if _leads_out(evidence, index, cells)]
        failing = tuple(index for index in outward if index in evidence.failing)
        if len(failing) < _FEWEST_IN_UNIT:
            continue
        holding = [index for index in outward if _holds_for_something(evidence, index)]
        other = {YUAN: WAN_YUAN, WAN_YUAN: YUAN}.get(form.unit)
        if other is not None and not holding:
            money = {key: cell for key, cell in cells.items() if cell.unit != PERCENT}
            mended = evidence.mended({key: Right(cell.read_as(other)) for key, cell in money.items()})
            if set(failing) <= set(mended):
                yield WrongForm(form, in_unit(form, other), mended)
                continue
        adds_up = all(index in outward or index not in evidence.failing for index in used)
        if adds_up and len(failing) >= _FEWEST and len(failing) >= _FEW * len(holding):
            wrong = (index for index in outward if evidence.findings[index].verdict is Verdict.INCONSISTENT)
            yield WrongForm(form, None, tuple(wrong))


def _leads_out(evidence: Evidence, index: int, cells: Collection[Key]) -> bool:
    return any(key_of(figure) not in cells for figure in evidence.findings[index].figures)


def _holds_for_something(evidence: Evidence, index: int) -> bool:
    """Whether a computation holds, and is not one of noughts."""
    finding = evidence.findings[index]
    agrees = finding.verdict.is_borne_out
    return agrees and any(figure.value for figure in finding.figures)

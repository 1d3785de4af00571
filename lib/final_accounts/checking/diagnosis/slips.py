"""Which figure is wrong where several computations fail together, and what may have happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...figures import PERCENT, WAN_YUAN, YUAN, Figure, Key, Verdict, key_of
from ...places import Place
from ...reports import Finding, Form, Report
from ...wordings import NOTHING, Wording, joined, tell
from ..findings.amounts import amount_told
from ..rules.form_units import unit_finding
from .consequences import beyond_bounds, borne_out_by_rate, exceeding, of_stray_units, turned_by
from .culprits import Culprit, culprits, parts_among
from .displaced_rows import DisplacedRows, displaced_rows
from .evidence import LONG, Evidence, Right, gathered, open_ended
from .exchanges import ExchangedFigures, exchanged_figures
from .explanation import CUT_OFF, NOTHING_FITS, SIMPLE, USUAL, Cause, likeliest, shown, without_idle_zeros
from .explanation_amounts import causes_of_amount, causes_of_list, of_operand
from .explanation_index import Printed, indexed, named_amount
from .explanation_rates import causes_of_rate
from .rows_otherwise import RowsOtherwise, rows_otherwise
from .shifted_rows import ShiftedRows, shifted_rows
from .whole_forms import WrongForm, wrong_forms

_AMBIGUOUS = 3
"""Where a slip in any of so many figures would do, which it was cannot be told."""

_WITNESSES = 3
"""Other figures that are named as speaking for a correction."""


def diagnose(report: Report, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with causes told.

    Where one figure's correction mends several failed computations, the finding about that figure tells
    it, and the others become notes on its consequences; so do those that a column of a form printed one
    row off breaks. Every other wrong figure is told with what may have happened to it, if anything simple
    gives it exactly.
    """
    printed = indexed(report, findings)
    evidence = gathered(findings, report.usual_decimals)
    told = list(findings)
    settled: set[int] = set()
    for displaced in displaced_rows(report, evidence):
        _tell_displaced(told, displaced)
        settled.update(displaced.failing)
    shifts = [s for s in shifted_rows(report, evidence) if not settled.intersection(s.mended)]
    for shift in shifts:
        _tell_shift(told, shift)
        settled.update(shift.mended)
    for wrong in wrong_forms(report, evidence):
        if not settled.intersection(wrong.mended):
            _tell_form(told, wrong)
            settled.update(wrong.mended)
    moved = {key_of(figure): right for shift in shifts for figure, right in shift.corrected}
    for index, stray in of_stray_units(findings, evidence):
        right = f"{stray.value:f}{WAN_YUAN}"
        told[index] = _consequence(told[index], _because(printed, stray, right))
        settled.add(index)
    pairs = list(exchanged_figures(evidence, settled))
    for rows in rows_otherwise(report, evidence, settled):
        rivals = [pair for pair in pairs if set(pair.mended) & set(rows.mended)]
        if all(len(rows.mended) > len(pair.mended) for pair in rivals):
            pairs = [pair for pair in pairs if pair not in rivals]
            _tell_rows(told, rows)
            settled.update(rows.mended)
    for pair in pairs:
        _tell_figures_exchanged(printed, evidence, told, pair)
        settled.update(pair.mended)
    for culprit in culprits(printed, evidence, settled):
        _tell_culprit(printed, evidence, told, culprit)
    for finding in findings:
        by_sums = isinstance(finding.message, Wording) and finding.message.key == "found.form_culprit"
        if by_sums and finding.stated_figure is not None:
            _tell_bounds(printed, told, finding, finding.stated_figure)
    for index, figure, should in list(beyond_bounds(told, evidence, moved)):
        because = _because(printed, figure, f"{should.value:f}{should.unit or ''}")
        told[index] = _consequence(told[index], because)
    for index, rate in borne_out_by_rate(told):
        told[index] = _consequence(told[index], tell("cause.consequence_of_rate", rate=rate.text))
    return tuple(_explained(printed, evidence, index, finding) for index, finding in enumerate(told))


def _tell_bounds(printed: Printed, told: list[Finding], finding: Finding, figure: Figure) -> None:
    """What exceeds a bound because of a cell that several sums of its form show to be wrong."""
    because = _because(printed, figure, f"{finding.recomputed}{figure.unit or ''}")
    for index in exceeding(told, figure):
        told[index] = _consequence(told[index], because)


def _tell_shift(told: list[Finding], shift: ShiftedRows) -> None:
    lead = shift.mended[0]
    row = tell("named.next_row" if shift.from_below else "named.row_before")
    told[lead] = replace(
        told[lead],
        message=tell("found.rows_moved", where=shift.where, rights=shift.rights_told),
        explanation=tell("cause.rows_moved", row=row, count=len(shift.mended)),
        places=tuple(dict.fromkeys((*(figure.place for figure in shift.figures), *told[lead].places))),
    )
    for index in shift.mended[1:]:
        told[index] = _consequence(told[index], tell("cause.consequence_of_rows", where=shift.where))


def _tell_displaced(told: list[Finding], rows: DisplacedRows) -> None:
    lead = next((i for i in rows.failing if told[i].section == rows.title), rows.failing[0])
    told[lead] = _without_figure(told[lead], rows.title, rows.places)
    others = (index for index in rows.failing if index != lead)
    _tell_at_once(told, (lead, *others), rows.message, rows.cause)


def _tell_form(told: list[Finding], wrong: WrongForm) -> None:
    """One finding on a form that is wrong as a whole; all that it contradicts is its consequence."""
    form, meant = wrong.form, wrong.meant
    if meant is not None:
        finding = unit_finding(meant)
        told[:] = [finding if _is_on_unit(other, form) else other for other in told]
        for index in wrong.mended:
            told[index] = _consequence(told[index], tell("cause.consequence_of_row", about=finding.message))
        return
    message = tell("found.form_of_another", title=form.title, count=len(wrong.mended))
    _tell_at_once(told, wrong.mended, message, tell("cause.form_of_another"))
    lead = wrong.mended[0]
    told[lead] = _without_figure(told[lead], form.title, (form.place,))


def _is_on_unit(finding: Finding, form: Form) -> bool:
    return finding.rule == "unit.form" and finding.places == (form.place,)


def _without_figure(finding: Finding, section: str, places: tuple[Place, ...]) -> Finding:
    """A finding that is about more than one figure now."""
    return replace(
        finding,
        stated=None,
        recomputed=None,
        difference=None,
        stated_figure=None,
        section=section,
        quote=None,
        calculation="",
        places=tuple(dict.fromkeys((*places, *finding.places))),
    )


def _tell_rows(told: list[Finding], rows: RowsOtherwise) -> None:
    lead = rows.mended[0]
    told[lead] = _without_figure(told[lead], rows.title, rows.places)
    _tell_at_once(told, rows.mended, rows.message, rows.cause)


def _tell_figures_exchanged(
    printed: Printed, evidence: Evidence, told: list[Finding], pair: ExchangedFigures
) -> None:
    (first, right), (second, other) = pair.corrected
    message = tell(
        "found.exchanged",
        first=named_amount(printed.called(first), first),
        second=named_amount(printed.called(second), second),
        one=shown(right.value, first),
        other=shown(other.value, second),
    )
    lead = next((i for i in pair.mended if _is_about(told[i], first)), pair.mended[0])
    told[lead] = replace(
        told[lead],
        stated=f"{first.value:f}",
        recomputed=f"{right.value:f}",
        difference=f"{first.value - right.value:f}",
        unit=first.unit,
        stated_figure=first,
        places=tuple(dict.fromkeys((first.place, second.place, *told[lead].places))),
    )
    corrected = {key_of(figure): meant for figure, meant in pair.corrected}
    turned = turned_by(told, corrected)
    eased = evidence.eased({key: Right(meant) for key, meant in corrected.items()})
    beyond = (i for figure, _ in pair.corrected for i in exceeding(told, figure))
    mended = tuple(dict.fromkeys((lead, *pair.mended, *eased, *turned, *beyond)))
    _tell_at_once(told, mended, message, tell("cause.exchanged", count=len(mended)))


def _tell_at_once(told: list[Finding], mended: Sequence[int], message: Wording, cause: Wording) -> None:
    """Rewrite the findings that one correction mends: the first is about it, the others are consequences."""
    lead = mended[0]
    told[lead] = replace(told[lead], verdict=Verdict.INCONSISTENT, message=message, explanation=cause)
    for index in mended[1:]:
        told[index] = _consequence(told[index], tell("cause.consequence_of_row", about=message))


def _tell_culprit(printed: Printed, evidence: Evidence, told: list[Finding], culprit: Culprit) -> None:
    """Rewrite the findings that a culprit mends: one about it, the others as consequences."""
    figure, right = culprit.figure, culprit.right
    named = printed.called(figure)
    stated = amount_told(figure)
    if figure.unit == YUAN and right.value == figure.value.scaleb(4):
        # What is wrong is the unit, not the digits.
        right = figure.read_as(WAN_YUAN)
    should = f"{without_idle_zeros(right.value):f}{right.unit or ''}"
    own = _lead(told, culprit)
    lead = told[own]
    others = len(culprit.mended) - 1
    told[own] = replace(
        lead,
        message=tell("found.culprit", name=named, stated=stated, right=should, count=others),
        stated=f"{figure.value:f}",
        recomputed=f"{culprit.right.value:f}",
        difference=f"{figure.value - culprit.right.value:f}",
        unit=figure.unit,
        explanation=likeliest(culprit.causes) or NOTHING_FITS + _borne_out(printed, told, own, culprit),
        places=tuple(dict.fromkeys((figure.place, *lead.places))),
        verdict=Verdict.INCONSISTENT,
        stated_figure=figure,
        quote=printed.quote(figure) or lead.quote,
    )
    because = tell("cause.consequence", name=named, stated=stated, right=should)
    corrected = {key_of(figure): culprit.right}
    eased = evidence.eased({key_of(figure): Right(culprit.right)})
    for index in (*culprit.mended, *eased, *exceeding(told, figure), *turned_by(told, corrected)):
        if index != own:
            told[index] = _consequence(told[index], because)


def _borne_out(printed: Printed, told: Sequence[Finding], own: int, culprit: Culprit) -> Wording:
    """Which other figures speak for what a culprit should be: the first few of those that then agree."""
    stated = [told[index].stated_figure for index in culprit.mended if index != own]
    others = [f for f in stated if f is not None and key_of(f) != key_of(culprit.figure)][:_WITNESSES]
    if not others:
        return NOTHING
    figures = joined((printed.figure_told(figure) for figure in others), "、", ", ")
    return tell("cause.borne_out", figures=figures)


def _lead(told: Sequence[Finding], culprit: Culprit) -> int:
    """Which of the findings that a culprit mends tells of it: one about it, else one beside it."""
    about = (i for i in culprit.mended if _is_about(told[i], culprit.figure))
    beside = (i for i in culprit.mended if _stands_beside(told[i], culprit.figure))
    return next(about, next(beside, culprit.mended[0]))


def _stands_beside(finding: Finding, figure: Figure) -> bool:
    stated = finding.stated_figure
    return stated is not None and stated.place.paragraph == figure.place.paragraph


def _because(printed: Printed, figure: Figure, right: str) -> Wording:
    return tell("cause.consequence", name=printed.called(figure), stated=amount_told(figure), right=right)


def _consequence(finding: Finding, because: Wording) -> Finding:
    return replace(finding, verdict=Verdict.UNDETERMINED, explanation=because, needed="consequence")


def _is_about(finding: Finding, figure: Figure) -> bool:
    return finding.stated_figure is not None and key_of(finding.stated_figure) == key_of(figure)


def _explained(printed: Printed, evidence: Evidence, index: int, finding: Finding) -> Finding:
    """A wrong figure with what may have happened to it, where nothing has been told of it yet."""
    wrong = finding.verdict.is_wrong
    if not wrong or finding.stated_figure is None:
        return finding
    if finding is not evidence.findings[index] or (finding.explanation and finding.needed != "printed"):
        return finding
    causes = list(_causes_of_stated(printed, evidence, index, finding))
    usual = any(cause.cost == USUAL for cause in causes)
    if finding.verdict is Verdict.INCONSISTENT and index in evidence.failing and not usual:
        causes += _causes_of_operands(printed, evidence, index, causes)
        if not causes and finding.kind == "sum":
            whole = finding.stated_figure
            right = evidence.solved(whole, index) if whole.is_money else None
            if right is not None:
                causes += causes_of_list(printed, whole, right, finding.figures[1:])
    # What is wrong only because digits are missing needs no other cause.
    nothing = NOTHING if finding.explanation else NOTHING_FITS
    return replace(finding, explanation=(likeliest(causes) or nothing) + finding.explanation)


def _causes_of_stated(printed: Printed, evidence: Evidence, index: int, finding: Finding) -> Iterator[Cause]:
    figure = finding.stated_figure
    if figure is None:
        return
    if figure.unit == PERCENT:
        yield from causes_of_rate(printed, finding, evidence.usual_decimals)
        return
    if finding.verdict is Verdict.TRUNCATED:
        yield Cause(CUT_OFF, USUAL)
        return
    right = evidence.solved(figure, index)
    if right is None or right.value == figure.value:
        return

    def fits(tried: Right) -> bool:
        return finding.compute is not None and evidence.holds(index, {key_of(figure): tried})

    if finding.kind != "cross" and index not in evidence.mended({key_of(figure): Right(right)}):
        # What else is printed bears the figure out: it is not the wrong one.
        return
    yield from causes_of_amount(printed, figure, right, fits, parts_among(printed, [finding], figure))


def _causes_of_operands(
    printed: Printed, evidence: Evidence, index: int, told: Sequence[Cause]
) -> list[Cause]:
    """What may have happened to another figure of a failed computation, if its correction breaks none.

    Where a rate or an average has a simple cause of its own, a slip of the pen in another figure is no rival.
    """
    finding = evidence.findings[index]
    if len(finding.figures) > LONG or open_ended(finding):
        return []  # Of so many figures none can be told.
    stated = finding.stated_figure
    divided = (stated is not None and stated.unit == PERCENT) or finding.rule == "cross.average"
    known = divided and any(cause.cost == SIMPLE for cause in told)
    found: list[tuple[Figure, Cause]] = []
    for figure in finding.figures[1:]:
        if len(evidence.users.get(key_of(figure), ())) > LONG:
            continue  # What so many computations share has been weighed among the culprits.
        right = evidence.solved(figure, index) if figure.unit != PERCENT and figure.value else None
        if right is None or right.value == figure.value:
            continue
        key = key_of(figure)

        def fits(tried: Right, key: Key = key) -> bool:
            return index in evidence.mended({key: tried})

        if not fits(Right(right)):
            continue
        causes = causes_of_amount(printed, figure, right, fits)
        found += [
            (figure, cause)
            for cause in causes
            if cause.cost == SIMPLE
            if not (known and cause.group == "digits")
            # Only a sum can do without one of its figures.
            if finding.kind == "sum" or cause.told.key != "happened.nothing_there"
        ]
    figures = dict.fromkeys(key_of(figure) for figure, cause in found if cause.group == "digits")
    if len(figures) >= _AMBIGUOUS:
        names = joined((printed.called(evidence.figures[key]) for key in list(figures)[:2]), "、", ", ")
        return [Cause(tell("happened.one_of_many", names=names), group="operand")]
    return [of_operand(figure, cause, printed.called(figure)) for figure, cause in found]

"""Which figure is wrong where several computations fail together, and what may have happened to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..figures import EXACT, PERCENT, WAN_YUAN, YUAN, Figure, Interval, Verdict, rounded
from ..places import Place
from ..reports import AmountClaim, ChangeClaim, Finding, Report, SumClaim, View
from ..wordings import Wording, tell
from .explanation import NOTHING_FITS, digit_slip, moved_point
from .verdicts import exact_view, weigh

Key = tuple[Place, str]

_STEPS = 40
_OTHER_UNIT = {YUAN: WAN_YUAN, WAN_YUAN: YUAN}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Culprit:
    """A figure whose correction mends all the computations that fail with it and breaks none."""

    figure: Figure
    right: Figure
    mended: tuple[int, ...]


def diagnose(report: Report, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with causes told.

    Where one figure's correction mends several failed computations, the finding about that figure tells
    it, and the others become notes on its consequences. Every wrong amount without an explanation gets
    one, if what could have happened to it can be told.
    """
    told = list(findings)
    for culprit in _culprits(report, findings):
        _tell(report, told, culprit)
    return tuple(_explained(report, told, finding) for finding in told)


def _culprits(report: Report, findings: Sequence[Finding]) -> Iterator[Culprit]:
    """Culprits, the most telling first; a finding is mended by one only."""
    failing = {
        index
        for index, finding in enumerate(findings)
        if finding.compute is not None and finding.verdict is Verdict.INCONSISTENT and not finding.needed
    }
    users: dict[Key, list[int]] = {}
    figures: dict[Key, Figure] = {}
    for index, finding in enumerate(findings):
        if finding.compute is None:
            continue
        for figure in finding.figures:
            figures.setdefault(_key(figure), figure)
            if index not in users.setdefault(_key(figure), []):
                users[_key(figure)].append(index)
    while True:
        best: Culprit | None = None
        for key, using in users.items():
            suspects = [index for index in using if index in failing]
            if len(suspects) < 2 or figures[key].unit == PERCENT:
                continue
            for right in _right_values(figures[key], [findings[index] for index in suspects]):
                mended = _mended(report, findings, using, failing, figures[key], right)
                if len(mended) > (len(best.mended) if best else 1):
                    best = Culprit(figures[key], right, mended)
        if best is None:
            return
        yield best
        failing -= set(best.mended)


def _mended(
    report: Report,
    findings: Sequence[Finding],
    using: Sequence[int],
    failing: set[int],
    figure: Figure,
    right: Figure,
) -> tuple[int, ...]:
    """The failing computations that a correction mends; none if it breaks one that holds."""
    mended = []
    for index in using:
        finding = findings[index]
        holds = _holds(report, finding, figure, right)
        if index in failing:
            if holds:
                mended.append(index)
        elif finding.verdict is Verdict.CONSISTENT and not holds:
            return ()
    return tuple(mended)


def _holds(report: Report, finding: Finding, figure: Figure, right: Figure) -> bool:
    """Whether a computation comes out once a figure is read as another."""
    stated, compute = finding.stated_figure, finding.compute
    if stated is None or compute is None:
        return False
    corrected = _like(stated, right) if _key(stated) == _key(figure) else stated

    def with_right(view: View) -> Interval:
        return compute(_seen_as(view, figure, right))

    outcome = weigh(corrected, with_right, report.usual_decimals)
    return outcome.verdict in (Verdict.CONSISTENT, Verdict.TRUNCATED)


def _seen_as(view: View, figure: Figure, right: Figure) -> View:
    def corrected(seen: Figure) -> Interval:
        return view(_like(seen, right)) if _key(seen) == _key(figure) else view(seen)

    return corrected


def _like(seen: Figure, right: Figure) -> Figure:
    """The right value in the unit in which a computation sees the figure."""
    if seen.is_money and right.is_money:
        return right.to(seen.unit or "元")
    return right


def _right_values(figure: Figure, failed: Sequence[Finding]) -> Iterator[Figure]:
    """What the figure should be, as each failed computation has it; sums before rates."""
    order = sorted(failed, key=lambda finding: finding.unit == PERCENT)
    seen: set[Decimal] = set()
    for finding in order:
        value = _solve(figure, finding)
        if value is None:
            continue
        digits = max(figure.decimals, 2) if figure.is_money else figure.decimals
        value = rounded(value, digits)
        if value not in seen and value != figure.value:
            seen.add(value)
            yield replace(figure, value=value, decimals=digits)


def _solve(figure: Figure, finding: Finding) -> Decimal | None:
    """The value of a figure that makes a computation come out, None if there is none."""
    stated, compute = finding.stated_figure, finding.compute
    if stated is None or compute is None:
        return None

    def gap(value: Decimal) -> Decimal:
        tried = replace(figure, value=value)
        computed = compute(_seen_as(exact_view, figure, tried))
        own = _like(stated, tried).value if _key(stated) == _key(figure) else stated.value
        return (computed.low + computed.high) / 2 - own

    try:
        low, high = figure.value, figure.value + max(abs(figure.value), Decimal(1)) / 100
        at_low, at_high = gap(low), gap(high)
        for _ in range(_STEPS):
            if at_high == at_low:
                return None
            following = high - EXACT.divide(at_high * (high - low), at_high - at_low)
            following = EXACT.plus(following)
            if abs(following - high) <= Decimal("1e-12") * max(Decimal(1), abs(following)):
                return following
            low, at_low, high, at_high = high, at_high, following, gap(following)
    except ZeroDivisionError:
        return None
    return None


def _tell(report: Report, told: list[Finding], culprit: Culprit) -> None:
    """Rewrite the findings that a culprit mends: one about it, the others as consequences."""
    mended = [told[index] for index in culprit.mended]
    figure, right = culprit.figure, culprit.right
    named = _name_of(report, figure)
    parts = [other for finding in mended for other in finding.figures]
    shown = f"{right.value:f}{right.unit or ''}"
    own = next((i for i in culprit.mended if _is_about(told[i], figure)), culprit.mended[0])
    lead = told[own]
    others = len(mended) - 1
    told[own] = replace(
        lead,
        message=tell("found.culprit", name=named, stated=figure.text, right=shown, count=others),
        stated=f"{figure.value:f}",
        recomputed=f"{right.value:f}",
        difference=f"{figure.value - right.value:f}",
        unit=figure.unit,
        explanation=what_happened(report, figure, right, parts) or lead.explanation or NOTHING_FITS,
        places=tuple(dict.fromkeys((figure.place, *lead.places))),
        stated_figure=figure,
        quote=_quote_of(report, figure) or lead.quote,
    )
    for index in (*culprit.mended, *_bounds(told, figure)):
        if index != own:
            finding = told[index]
            told[index] = replace(
                finding,
                verdict=Verdict.UNDETERMINED,
                explanation=tell("cause.consequence", name=named, stated=figure.text, right=shown),
                needed="consequence",
            )


def _bounds(told: Sequence[Finding], figure: Figure) -> Iterator[int]:
    """Findings that a figure exceeds a bound or is one: no computation, but its consequence all the same."""
    for index, finding in enumerate(told):
        bound = finding.compute is None and (finding.recomputed or "").startswith(("≤", "≥"))
        if (
            bound
            and finding.verdict is Verdict.INCONSISTENT
            and any(_key(other) == _key(figure) for other in finding.figures)
        ):
            yield index


def _is_about(finding: Finding, figure: Figure) -> bool:
    return finding.stated_figure is not None and _key(finding.stated_figure) == _key(figure)


def _name_of(report: Report, figure: Figure) -> str:
    for claim in report.claims:
        if isinstance(claim, AmountClaim) and _key(claim.figure) == _key(figure) and claim.subject:
            return claim.item[-1] if claim.item else claim.subject
        if isinstance(claim, SumClaim):
            for part in claim.parts:
                if _key(part.figure) == _key(figure) and part.label:
                    return part.label
        change = claim.difference if isinstance(claim, ChangeClaim) else None
        if change is not None and _key(change) == _key(figure):
            return tell("named.difference_of", subject=claim.subject)
    for form in report.forms:
        for row in form.rows:
            if any(value is not None and _key(value) == _key(figure) for value in row.values):
                return f"{form.title}·{row.label}"
    return tell("named.this_figure")


def _quote_of(report: Report, figure: Figure) -> str | None:
    for statement in report.statements:
        place = statement.place
        if place.paragraph is None or place.paragraph != figure.place.paragraph:
            continue
        if (place.start or 0) <= (figure.place.start or 0) < (place.end or 0):
            return statement.text.strip()
    return None


def _explained(report: Report, findings: Sequence[Finding], finding: Finding) -> Finding:
    """A wrong figure with what may have happened to it, where the rule itself found nothing."""
    figure = finding.stated_figure
    wrong = finding.verdict in (Verdict.INCONSISTENT, Verdict.TRUNCATED)
    open_yet = not finding.explanation or finding.explanation.startswith(NOTHING_FITS)
    if not wrong or not open_yet or figure is None:
        return finding
    rest = finding.explanation.without(NOTHING_FITS)
    if finding.verdict is Verdict.TRUNCATED:
        return replace(finding, explanation=tell("cause.cut"))
    told = _operand(report, findings, finding)
    if told is None and figure.unit != PERCENT and _NUMBER.fullmatch(finding.recomputed or ""):
        digits = max(figure.decimals, 0)
        value = rounded(Decimal(finding.recomputed or 0), digits)
        right = replace(figure, value=value, decimals=digits)
        told = what_happened(report, figure, right, finding.figures)
    return replace(finding, explanation=(told or NOTHING_FITS) + rest)


def _operand(report: Report, findings: Sequence[Finding], finding: Finding) -> Wording | None:
    """A slip of the pen in one figure of a failed computation that no other computation bears out.

    A slip in the stated figure comes first; a slip in an operand is told only if it mends the computation
    and breaks none that holds.
    """
    if finding.compute is None or finding.needed:
        return None
    for figure in finding.figures:
        for right in _candidates(figure, finding):
            if not _holds(report, finding, figure, right):
                continue
            others = [f for f in findings if f.compute is not None and f is not finding]
            using = [f for f in others if any(_key(other) == _key(figure) for other in f.figures)]
            if any(f.verdict is Verdict.CONSISTENT and not _holds(report, f, figure, right) for f in using):
                continue
            slip = _slip(figure, right)
            if slip is not None:
                own = finding.stated_figure is not None and _key(figure) == _key(finding.stated_figure)
                if own:
                    return slip
                return tell("cause.of_operand", name=_name_of(report, figure), stated=figure.text, cause=slip)
    return None


def _candidates(figure: Figure, finding: Finding) -> Iterator[Figure]:
    """What a figure may have been meant to be: its digits in the other unit, a moved point, one edit."""
    if figure.is_money and figure.unit in _OTHER_UNIT:
        yield figure.read_as(_OTHER_UNIT[figure.unit])
    yield from _right_values(figure, [finding])
    digits = f"{abs(figure.value):f}"
    if sum(char.isdigit() for char in digits) >= 3:
        for text in dict.fromkeys(_one_edit_away(digits)):
            value = Decimal(text)
            if value != abs(figure.value) and value:
                yield replace(figure, value=value if figure.value >= 0 else -value)


def _one_edit_away(digits: str) -> Iterator[str]:
    """The numbers whose digits a single slip turns into these: swapped, mistyped, doubled, dropped."""
    for i in range(len(digits) - 1):
        if digits[i] != "." != digits[i + 1]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
    point = digits.find(".") if "." in digits else len(digits)
    for i, char in enumerate(digits):
        if char != ".":
            yield from (digits[:i] + other + digits[i + 1 :] for other in "0123456789" if other != char)
            if i < point and len(digits[:point]) > 1:
                yield digits[:i] + digits[i + 1 :]
    for i in range(point + 1):
        yield from (digits[:i] + other + digits[i:] for other in "0123456789")


def _slip(figure: Figure, right: Figure) -> Wording | None:
    """How a figure's digits came from the right ones, if by one slip."""
    if figure.unit != right.unit:
        return tell("cause.wan", right=f"{right.value:f}{right.unit}")
    for places in (1, -1, 2, -2, 3, -3):
        if _is_shifted(figure, right, places):
            return moved_point(places, False, f"{right.value:f}")
    return digit_slip(f"{figure.value:f}", f"{right.value:f}")


def what_happened(
    report: Report, wrong: Figure, right: Figure, others: Sequence[Figure] = ()
) -> Wording | None:
    """The simplest that turns the right amount into the wrong one, in one sentence."""
    printed, meant = f"{wrong.value:f}", f"{right.value:f}"
    for places in (4, -4, 1, -1, 2, -2, 3, -3):
        if _is_shifted(wrong, right, places):
            return moved_point(places, wrong.is_money, meant)
    last_year = _last_year(report, wrong, right)
    if last_year:
        return last_year
    slip = digit_slip(printed, meant)
    if slip:
        return slip
    return _left_out(report, wrong, right, others) or _copied(report, wrong)


def _is_shifted(wrong: Figure, right: Figure, places: int) -> bool:
    """Whether the wrong figure is the right one with its point moved, digits lost on the way included."""
    slack = max(right.step, wrong.step.scaleb(-places) / 2)
    enough = abs(right.value) > right.step and wrong.value != 0
    return enough and abs(wrong.value.scaleb(-places) - right.value) <= slack


def _last_year(report: Report, wrong: Figure, right: Figure) -> Wording | None:
    """Whether the figure is last year's, as a change of the right one gives it."""
    for claim in report.claims:
        prior = claim.figure if isinstance(claim, AmountClaim) and claim.measure == "prior" else None
        if prior is not None and (prior.value, prior.unit) == (wrong.value, wrong.unit):
            return tell("cause.last_years_amount", amount=prior.text)
        if not isinstance(claim, ChangeClaim) or claim.difference is None or not claim.difference.is_money:
            continue
        if claim.current is None or not claim.current.is_money or not wrong.is_money:
            continue
        sign = claim.direction or 1
        unit = wrong.unit or "元"
        now = claim.current.to(unit)
        same = now.value == right.value or _key(claim.current) == _key(wrong)
        base = right.value - sign * claim.difference.to(unit).value
        if same and abs(base - wrong.value) <= 2 * wrong.step:
            return tell("cause.last_years_amount", amount=wrong.text)
    return None


def _copied(report: Report, wrong: Figure) -> Wording | None:
    """The other figure of the report that the wrong one repeats, if it is long enough to be no accident."""
    digits = sum(char.isdigit() for char in f"{abs(wrong.value):f}".strip("0"))
    if digits < 3:
        return None
    for claim in report.claims:
        if not isinstance(claim, AmountClaim) or not claim.subject or _key(claim.figure) == _key(wrong):
            continue
        if (claim.figure.value, claim.figure.unit) == (wrong.value, wrong.unit):
            return tell("cause.copied", subject=claim.subject, amount=claim.figure.text)
    for form in report.forms:
        for row in form.rows:
            for value in row.values:
                if value is not None and value.value == wrong.value and _key(value) != _key(wrong):
                    return tell(
                        "cause.copied_from_form", title=form.title, label=row.label, amount=value.text
                    )
    return None


def _left_out(report: Report, wrong: Figure, right: Figure, others: Sequence[Figure]) -> Wording | None:
    """Whether the wrong total leaves a part out or counts it twice."""
    parts: list[tuple[str, Figure]] = [
        (_name_of(report, figure), figure) for figure in others if _key(figure) != _key(wrong)
    ]
    for claim in report.claims:
        if isinstance(claim, SumClaim) and claim.whole.value in (wrong.value, right.value):
            parts += [(part.label, part.figure) for part in claim.parts]
    gap = right.value - wrong.value
    for label, figure in parts:
        if not figure.is_money or not wrong.is_money or figure.value == 0:
            continue
        value = figure.to(wrong.unit or "元").value
        if abs(gap - value) <= 2 * wrong.step:
            return tell("cause.left_out", label=label, amount=figure.text)
        if abs(gap + value) <= 2 * wrong.step:
            return tell("cause.counted_twice", label=label, amount=figure.text)
    return None


def _key(figure: Figure) -> Key:
    return figure.place, figure.text

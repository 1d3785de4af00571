"""What is merely unusual: figures far out of line with their peers. Notes, never errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...figures import HUNDRED, WAN_YUAN, Figure, Interval, Verdict, rounded
from ...reports import AmountClaim, CompletionClaim, Finding, Form, Report, SumClaim
from ...settings import reference
from ...wordings import Wording, tell
from ..findings.amounts import money_amounts, one_value, said_of
from ..findings.form_cells import named_cells
from ..registry import rule
from .sum_rules import sums


@rule("unusual.dominant-line", "wording", form="basic")
def dominant_line(report: Report) -> Iterator[Finding]:
    """One line of the operating funds that takes most of them (福利费) is worth a look."""
    form = report.form("basic")
    settings = reference("unusual")["dominant_line"]
    if form is None:
        return
    total = next((v for r in form.rows if r.code == "302" for v in r.values if v is not None), None)
    if total is None or total.value <= 0 or total.uncertain:
        return
    for row in form.rows:
        value = row.values[0] if row.values else None
        if (
            value is None
            or value.uncertain
            or not (row.code or "").startswith("302")
            or len(row.code or "") != 5
        ):
            continue
        share = value.value / total.value * HUNDRED
        if share > settings["share_pct"] and row.label not in settings["allowed"]:
            yield _note(
                "unusual.dominant-line",
                tell(
                    "found.unusual_line",
                    label=row.label or row.code or "",
                    amount=_shown(value),
                    share=f"{rounded(share, 2)}%",
                ),
                form,
                (value, total),
            )


@rule("unusual.programme-in-basic", "wording", form="general-budget")
def programme_in_basic(report: Report) -> Iterator[Finding]:
    """A programme's money (救助, 补助 …) booked whole as basic expenditure is worth a look."""
    form = report.form("general-budget")
    settings = reference("unusual")["programme_in_basic"]
    if form is None:
        return
    column = form.column("基本支出")
    if column is None:
        return
    for row in form.rows:
        value = row.values[column] if column < len(row.values) else None
        if value is None or value.uncertain or value.value <= 0 or len(row.code or "") != 7:
            continue
        if any(word in row.label for word in settings["words"]) and not any(
            name in row.label for name in settings["allowed"]
        ):
            yield _note(
                "unusual.programme-in-basic",
                tell("found.unusual_programme", label=f"{row.code} {row.label}", amount=_shown(value)),
                form,
                (value,),
            )


@rule("unusual.budget-missed", "completion")
def budget_missed(report: Report) -> Iterator[Finding]:
    """A budget missed by multiples is worth a look, however well the percentage is computed."""
    settings = reference("unusual")["budget_missed"]
    for claim in report.claims:
        if not isinstance(claim, CompletionClaim) or claim.budget is None or claim.final is None:
            continue
        if not (claim.budget.is_money and claim.final.is_money) or claim.budget.value <= 0:
            continue
        largest = max(claim.budget.to(WAN_YUAN).value, claim.final.to(WAN_YUAN).value)
        ratio = claim.final.to(WAN_YUAN).value / claim.budget.to(WAN_YUAN).value * HUNDRED
        if largest < Decimal(settings["least_wan_yuan"]):
            continue
        if settings["below_pct"] <= ratio <= settings["above_pct"]:
            continue
        yield Finding(
            rule="unusual.budget-missed",
            kind="completion",
            verdict=Verdict.UNDETERMINED,
            message=tell(
                "found.unusual_budget",
                subject=claim.subject,
                budget=claim.budget.text,
                final=claim.final.text,
            ),
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation=tell("cause.missed_budget"),
            calculation=f"{claim.final.value} ÷ {claim.budget.value} = {rounded(ratio, 2)}%",
            places=(claim.final.place, claim.budget.place),
            figures=(claim.final, claim.budget),
        )


@rule("unusual.operating-funds", "cross")
def operating_funds(report: Report) -> Iterator[Finding]:
    """机关运行经费 beyond 公用经费 of the general budget's basic expenditure is worth a look.

    Source: 机关运行经费 are 日常公用经费 of basic expenditure; an account that counts more should say so. It
    speaks only where each is said with one value.
    """
    claims = said_of(report, "operating", "final").get("agency-operating", ())
    said = [c.figure for c in said_of(report, "basic", "final").get("operating-funds", ())]
    funds = [cell.figure for cell in named_cells(report, "operating-funds", "final")] or said
    if not one_value(claims) or len({figure.to(WAN_YUAN).value for figure in funds}) != 1:
        return
    fund = funds[0].to(claims[0].figure.unit or WAN_YUAN)
    yield from _beyond(
        "unusual.operating-funds", claims[0], fund, "found.unusual_operating", "cause.unusual_operating"
    )


@rule("unusual.contracts", "cross")
def contracts(report: Report) -> Iterator[Finding]:
    """Contracts of small firms beyond all that was bought are worth a look.

    Source: the template's sentence 政府采购支出总额 … 授予中小企业合同金额; words in claims.toml. No error:
    a contract may be paid over years.
    """
    bought = said_of(report, "procurement", "final").get("procurement", ())
    pattern = reference("claims")["contracts"]["awarded_before"]
    awarded = [
        claim
        for claim in money_amounts(report)
        if claim.statement.section.topic == "procurement" and re.search(pattern, _before(claim))
    ]
    if one_value(bought) and awarded:
        most = max(awarded, key=lambda claim: claim.figure.to(WAN_YUAN).value)
        whole = bought[0].figure.to(most.figure.unit or WAN_YUAN)
        yield from _beyond(
            "unusual.contracts", most, whole, "found.unusual_contracts", "cause.unusual_contracts"
        )


def _before(claim: AmountClaim) -> str:
    """What stands before an amount in its sentence."""
    place = claim.figure.place
    begin = claim.statement.place.start or 0
    return claim.statement.text[: max((place.start or 0) - begin, 0)]


def _beyond(name: str, claim: AmountClaim, whole: Figure, found: str, cause: str) -> Iterator[Finding]:
    """A finding where an amount is more than what it is a part of as a rule, however both are rounded."""
    if claim.figure.interval().low > whole.interval().high:
        yield Finding(
            rule=name,
            kind="cross",
            verdict=Verdict.UNDETERMINED,
            message=tell(found, part=claim.figure.text, whole=_shown(whole)),
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation=tell(cause),
            places=(claim.figure.place, whole.place),
            figures=(claim.figure, whole),
        )


@rule("unusual.short-list", "sum")
def short_list(report: Report) -> Iterator[Finding]:
    """A list that need not be whole (主要包括) falls short of its whole by one digit of one part.

    A part that is left out makes a gap of any size: one of a single digit is worth a look.
    """
    settings = reference("unusual")["short_list"]
    for claim in sums(report, money=True):
        if claim.exhaustive or sum(part.figure.value > 0 for part in claim.parts) < settings["fewest_parts"]:
            continue
        if any(part.figure.unit != claim.whole.unit or part.figure.value < 0 for part in claim.parts):
            continue
        total = Interval.total(part.figure.interval() for part in claim.parts)
        whole = claim.whole.interval()
        if total.high >= whole.low or not _is_a_digit_short(claim, total, whole):
            continue
        added = sum(part.figure.value for part in claim.parts)
        yield Finding(
            rule="unusual.short-list",
            kind="sum",
            verdict=Verdict.UNDETERMINED,
            message=tell(
                "found.unusual_short_list",
                label=claim.subject,
                whole=claim.whole.text,
                count=len(claim.parts),
                added=f"{added}{claim.whole.unit}",
                short=f"{claim.whole.value - added}{claim.whole.unit}",
            ),
            section=claim.statement.section.title or None,
            quote=claim.statement.text.strip(),
            explanation=tell("cause.short_list"),
            calculation=f"{' + '.join(str(part.figure.value) for part in claim.parts)} = {added}",
            places=(claim.whole.place, *(part.figure.place for part in claim.parts)),
            figures=(claim.whole, *(part.figure for part in claim.parts)),
        )


def _is_a_digit_short(claim: SumClaim, total: Interval, whole: Interval) -> bool:
    """Whether one digit of one part, were it greater, would make the list whole."""
    for part in claim.parts:
        lowest = Decimal(1).scaleb(-part.figure.decimals)
        digits = f"{abs(part.figure.value).scaleb(part.figure.decimals):.0f}"
        for place, digit in enumerate(reversed(digits)):
            for more in range(1, 10 - int(digit)):
                added = Interval.exactly(more * lowest.scaleb(place))
                if Interval.total((total, added)).meets(whole):
                    return True
    return False


def _shown(figure: Figure) -> str:
    return f"{figure.value:,}{figure.unit or ''}"


def _note(name: str, message: Wording, form: Form, figures: tuple[Figure, ...]) -> Finding:
    return Finding(
        rule=name,
        kind="wording",
        verdict=Verdict.UNDETERMINED,
        message=message,
        section=form.title,
        explanation=tell("cause.unusual"),
        places=tuple(figure.place for figure in figures),
        figures=figures,
    )

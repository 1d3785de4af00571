"""Which checks the working paper makes live: every finding that compares numbers, every sum of a form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...checking.findings.claims import Reading, judge_readings
from ...checking.findings.forms import calculate, judge_identity, usual_decimals
from ...figures import Figure, Verdict
from ...places import Place
from ...recognising.forms.identities import identities
from ...reports import (
    AverageClaim,
    BalanceClaim,
    ChangeClaim,
    CheckedReport,
    Claim,
    CompletionClaim,
    Finding,
    Form,
    Labelled,
    ShareClaim,
    SumClaim,
)
from .claims import Desk, Layout, judge_claim
from .directions import has_direction_words, judge_direction, judge_no_base
from .formulas import Total
from .relations import judge_balance, judge_figures
from .verdicts import Judgement, Within

TEXT_KINDS = frozenset({"unit", "numbering", "completeness", "wording"})
FORM_FAMILIES = frozenset(
    {"forms.row-sum", "forms.tree-sum", "forms.total-sum", "forms.line-sum", "forms.balance"}
)
"""Rules within one form, whose findings may speak of several sums at once."""

WORD_RULES = frozenset({"change.direction", "completion.direction", "cross.absence"})
"""Rules that hold a word against figures."""

TOGETHER = frozenset({"share.together"})
"""Rules on what several figures are together, none of which is the one that is wrong."""

OPEN = frozenset({"consequence", "reading"})
"""What findings need that fail without being held against the report: because another figure is wrong, or
because a figure may have been misread."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what is checked, how (None where no formula can say it), and what the library said.

    `finding` is the one that speaks of it, None for what is in order. `consequence` marks what fails only
    because another figure is wrong.
    """

    rule: str
    kind: str
    what: str
    section: str
    written: str
    unit: str | None
    verdict: Verdict
    places: tuple[Place, ...]
    judgement: Judgement | None
    finding: Finding | None = None
    consequence: bool = False


def is_text_check(finding: Finding) -> bool:
    """Whether a finding compares words, titles, units or numbering, or states no number to be wrong."""
    stated = finding.stated_figure is not None or finding.rule in WORD_RULES | TOGETHER
    return finding.kind in TEXT_KINDS or not finding.figures or not stated


def live_checks(checked: CheckedReport, layout: Layout) -> tuple[Check, ...]:
    """Every check that compares numbers, in the order of the findings; then the sums within the forms."""
    desk = Desk(checked.report, layout)
    claims = _ClaimsOfFindings(checked.report.claims)
    checks = [
        _of_finding(desk, finding, claims.take(finding))
        for finding in checked.findings
        if not is_text_check(finding) and finding.rule not in FORM_FAMILIES
    ]
    checks += [check for claim in claims.unspoken() if (check := _agreed_direction(desk, claim))]
    wrong = [
        finding
        for finding in checked.findings
        if finding.rule in FORM_FAMILIES and finding.verdict is not Verdict.CONSISTENT
    ]
    checks += [check for form in checked.report.forms for check in _form_sums(desk, form, wrong)]
    return tuple(checks)


@dataclass(slots=True)
class _ClaimsOfFindings:
    """The claims by the figures that rules speak of, each handed out once a rule."""

    claims: Sequence[Claim]
    _waiting: dict[tuple[str, Place, str], list[Claim]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waiting = defaultdict(list)
        for claim in self.claims:
            for rule, figure in _rules_of(claim):
                waiting[rule, figure.place, figure.text].append(claim)
        self._waiting = waiting

    def take(self, finding: Finding) -> Claim | None:
        """The claim that a finding speaks of, None for a finding on something else."""
        figure = finding.figures[0]
        waiting = self._waiting.get((finding.rule, figure.place, figure.text))
        return waiting.pop(0) if waiting else None

    def unspoken(self) -> Iterator[ChangeClaim]:
        """The changes with whose directions no finding found fault."""
        for (rule, _, _), claims in self._waiting.items():
            for claim in claims:
                if rule == "change.direction" and isinstance(claim, ChangeClaim):
                    yield claim


def _rules_of(claim: Claim) -> Iterator[tuple[str, Figure]]:
    """The rules that judge a claim, with the figure by which their findings are known."""
    match claim:
        case ShareClaim():
            yield "share.rate", claim.share
        case CompletionClaim():
            yield "completion.rate", claim.rate
        case AverageClaim():
            yield "cross.average", claim.average
        case BalanceClaim():
            yield "balance.carry-over", claim.income
        case SumClaim():
            yield "sum.parts", claim.whole
            yield "count.parts", claim.whole
        case ChangeClaim():
            if claim.rate is not None:
                yield "change.rate", claim.rate
                yield "change.zero-base", claim.rate
            if claim.difference is not None:
                yield "change.difference", claim.difference
                if has_direction_words(claim):
                    yield "change.direction", claim.difference


def _of_finding(desk: Desk, finding: Finding, claim: Claim | None) -> Check:
    judgement = _of_claim(desk, finding, claim) if claim is not None else judge_figures(desk, finding)
    consequence = finding.needed in OPEN
    what = _what(finding, claim)
    return Check(
        rule=finding.rule,
        kind=finding.kind,
        what=f"{what}（{finding.explanation}）" if consequence else what,
        section=finding.section or "",
        written=finding.calculation,
        unit=finding.figures[0].unit if finding.compute else finding.unit,
        verdict=_by_itself(desk, finding) if consequence else finding.verdict,
        places=finding.places,
        judgement=_usable(judgement),
        finding=None if finding.verdict is Verdict.CONSISTENT else finding,
        consequence=consequence,
    )


def _by_itself(desk: Desk, finding: Finding) -> Verdict:
    """What the rule says of a check, whichever figure is to blame."""
    stated, others = finding.figures[0], finding.figures[1:]
    if finding.compute is not None:
        reading = Reading(finding.compute, "", finding.figures)
        return judge_readings(desk.report, stated, [reading])[1].verdict
    if others and others[0].is_money and stated.unit:
        holds = stated.interval().low <= others[0].to(stated.unit).interval().high
        return Verdict.CONSISTENT if holds else Verdict.INCONSISTENT
    return Verdict.INCONSISTENT


def _of_claim(desk: Desk, finding: Finding, claim: Claim) -> Judgement | None:
    if isinstance(claim, ChangeClaim) and finding.rule == "change.direction":
        return judge_direction(desk, claim)
    if isinstance(claim, ChangeClaim) and finding.rule == "change.zero-base":
        return judge_no_base(desk, claim)
    if isinstance(claim, BalanceClaim):
        return judge_balance(desk, claim, any(figure.approximate for figure in finding.figures))
    return judge_claim(desk, finding, claim)


def _usable(judgement: Judgement | None) -> Judgement | None:
    """The judgement, unless one of its numbers has more digits than a spreadsheet keeps."""
    if judgement is None or not all(operand.usable for operand in judgement.operands):
        return None
    return judgement


def _agreed_direction(desk: Desk, claim: ChangeClaim) -> Check | None:
    judgement = _usable(judge_direction(desk, claim))
    if judgement is None:
        return None
    return Check(
        rule="change.direction",
        kind="direction",
        what=f"{claim.subject}：增减用词",
        section=claim.statement.section.title,
        written="",
        unit=None,
        verdict=Verdict.CONSISTENT,
        places=(claim.statement.place,),
        judgement=judgement,
    )


def _form_sums(desk: Desk, form: Form, wrong: Sequence[Finding]) -> Iterator[Check]:
    """The sums within one form, those that one wrong figure breaks together each for itself."""
    decimals = usual_decimals(form)
    for identity in identities(form):
        stated = identity.stated
        terms = tuple(desk.operand(term.figure, stated.unit, term.sign) for term in identity.terms)
        own = {id(stated), *(id(term.figure) for term in identity.terms)}
        about = next((f for f in wrong if own <= {id(figure) for figure in f.figures}), None)
        verdict = judge_identity(identity, decimals).verdict
        yield Check(
            rule=f"forms.{identity.family}",
            kind="balance" if identity.family == "balance" else "sum",
            what=identity.where,
            section=form.title,
            written=calculate(identity),
            unit=stated.unit,
            verdict=verdict,
            places=(stated.place,),
            judgement=_usable(Within(desk.operand(stated), Total(terms), decimals)),
            finding=None if verdict is Verdict.CONSISTENT else about,
            consequence=about is not None and about.needed in OPEN,
        )


def _what(finding: Finding, claim: Claim | None) -> str:
    """What a check is about, in a few words where the claim gives them, else the finding's message."""
    subject = claim.subject if claim else ""
    match finding.rule, claim:
        case "share.rate", ShareClaim():
            return f"{subject or '该项'}占{claim.whole_name or '合计'}的比重"
        case "completion.rate", CompletionClaim():
            return f"{subject or '该项'}完成{claim.budget_name or '预算'}的比率"
        case "cross.average", AverageClaim():
            return f"{claim.subject}的均值"
        case "change.rate" | "change.zero-base", ChangeClaim():
            return f"{subject or '该项'}较{'预算' if claim.against == 'budget' else '上年'}的增减率"
        case "change.difference", ChangeClaim():
            return f"{subject or '该项'}较{'预算' if claim.against == 'budget' else '上年'}的增减额"
        case "change.direction", ChangeClaim():
            return f"{subject or '该项'}：增减用词"
        case "sum.parts" | "count.parts", SumClaim():
            return f"{subject or '合计'} = {'、'.join(_labels(claim.parts))}之和"
    return finding.message


def _labels(parts: Sequence[Labelled]) -> Iterator[str]:
    """The first few labels of a list."""
    for part in parts[:4]:
        yield part.label
    if len(parts) > 4:
        yield f"等{len(parts)}项"

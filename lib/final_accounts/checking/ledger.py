"""Every printed figure of the account, once, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..figures import Figure, Verdict
from ..places import Place
from ..reports import (
    AmountClaim,
    BalanceClaim,
    ChangeClaim,
    Claim,
    CompletionClaim,
    Finding,
    Ledger,
    LedgerEntry,
    Part,
    Report,
    ShareClaim,
    Statement,
    SumClaim,
)

_MEASURES = {
    "final": "决算数",
    "budget": "预算数",
    "opening": "年初结转",
    "closing": "年末结转",
    "prior": "上年数",
}
_ROLES = {
    "reason": "原因说明中的数字",
    "threshold": "标准限额",
    "single": "单价或均值",
    "indicator": "绩效指标值",
    "count": "数量",
    "share": "占比，部分的金额未列",
    "label": "图表中的文字",
}
_ACCOUNT = (Part.NARRATIVE, Part.FORMS, Part.OVERVIEW, Part.COVER)


def keep_ledger(report: Report, findings: Sequence[Finding]) -> Ledger:
    """The ledger: bound figures with the verdict of the rules that used them, unbound ones openly so."""
    judged = _verdicts(findings)
    entries: dict[tuple[Place, str], LedgerEntry] = {}
    for figure, statement, role in _printed(report):
        key = (figure.place, figure.text)
        if key in entries:
            continue
        verdict, rules = judged.get(key, (Verdict.UNDETERMINED, ()))
        entries[key] = LedgerEntry(
            figure=figure,
            where=statement.section.title or statement.section.part.value,
            bound_to=role,
            verdict=verdict,
            rules=rules,
            quote=statement.text.strip(),
            account=statement.section.part in _ACCOUNT,
        )
    for figure, where, bound in _cells(report):
        key = (figure.place, figure.text)
        verdict, rules = judged.get(key, (Verdict.UNDETERMINED, ()))
        if key not in entries or entries[key].bound_to is None:
            entries[key] = LedgerEntry(figure, where, bound, verdict, rules)
    return Ledger(tuple(entries.values()))


def _verdicts(findings: Iterable[Finding]) -> dict[tuple[Place, str], tuple[Verdict, tuple[str, ...]]]:
    """For each figure the verdict that its findings give it.

    A figure that a finding is about takes its verdict, the worst first; a figure that only took part in
    a consistent computation is borne out by it; one that took part in a failed one stays open.
    """
    order = [Verdict.UNDETERMINED, Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.INCONSISTENT]
    found: dict[tuple[Place, str], tuple[Verdict, tuple[str, ...]]] = {}
    for finding in findings:
        for figure in finding.figures:
            own = figure is finding.stated_figure
            if not own and finding.verdict is Verdict.INCONSISTENT:
                continue
            given = finding.verdict
            if not own and given is Verdict.TRUNCATED:
                # Cut digits speak against the figure that was cut, and for the others.
                given = Verdict.CONSISTENT
            key = (figure.place, figure.text)
            verdict, rules = found.get(key, (Verdict.UNDETERMINED, ()))
            if order.index(given) > order.index(verdict):
                verdict = given
            found[key] = (verdict, tuple(dict.fromkeys((*rules, finding.rule))))
    return found


def _printed(report: Report) -> Iterator[tuple[Figure, Statement, str | None]]:
    """Figures of the text with their sentence and role; the more telling role first."""
    for claim in report.claims:
        for figure, role in _roles(claim):
            yield figure, claim.statement, role
    for figure, statement, role in report.bound:
        yield figure, statement, _ROLES.get(role, role)
    for figure, statement in report.unbound:
        yield figure, statement, None


def _roles(claim: Claim) -> Iterator[tuple[Figure, str]]:
    if isinstance(claim, AmountClaim):
        yield claim.figure, f"{claim.subject}（{_MEASURES.get(claim.measure, claim.measure)}）"
    elif isinstance(claim, ChangeClaim):
        for figure, role in ((claim.difference, "增减额"), (claim.rate, "增减率")):
            if figure is not None:
                yield figure, f"{claim.subject}{role}"
    elif isinstance(claim, ShareClaim):
        yield claim.share, f"{claim.subject}占{claim.whole_name or '合计'}比重"
    elif isinstance(claim, CompletionClaim):
        yield claim.rate, f"{claim.subject}完成{claim.budget_name}"
    elif isinstance(claim, SumClaim):
        yield claim.whole, f"{claim.subject}（合计）"
        for part in claim.parts:
            yield part.figure, f"{part.label}（{claim.subject}之一）"
    elif isinstance(claim, BalanceClaim):
        for figure in (claim.income, claim.opening, claim.expenditure, claim.closing):
            yield figure, "收支平衡"


def _cells(report: Report) -> Iterator[tuple[Figure, str, str]]:
    for form in report.forms:
        for row in form.rows:
            for column, value in zip(form.columns, row.values, strict=False):
                if value is not None:
                    yield value, form.title, f"{row.code or ''}{row.label}·{column}"
    for table in report.performance:
        for label, figures in table.rows:
            for name, figure in figures.items():
                yield figure, table.title, f"{label}·{name}"

"""Every printed figure of the account, once, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..figures import Figure, Verdict
from ..places import Place
from ..reports import (
    AmountClaim,
    AverageClaim,
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
from ..wordings import tell, tell_if_known
from .findings.performance import column_name

_ACCOUNT = (Part.NARRATIVE, Part.FORMS, Part.OVERVIEW, Part.COVER, Part.PLAN)


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
    for unread in report.unread_forms:
        for figure in unread.figures:
            entry = LedgerEntry(figure, unread.title, None, Verdict.UNDETERMINED, ())
            entries.setdefault((figure.place, figure.text), entry)
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
        yield figure, statement, tell_if_known(f"bound.{role}", role)
    for figure, statement in report.unbound:
        yield figure, statement, None


def _roles(claim: Claim) -> Iterator[tuple[Figure, str]]:
    if isinstance(claim, AmountClaim):
        yield claim.figure, tell(f"bound.{claim.measure}", subject=claim.subject)
    elif isinstance(claim, ChangeClaim):
        for figure, role in ((claim.difference, "bound.difference"), (claim.rate, "bound.rate")):
            if figure is not None:
                yield figure, tell(role, subject=claim.subject)
    elif isinstance(claim, ShareClaim):
        whole = claim.whole_name or tell("named.total")
        yield claim.share, tell("bound.share_of", subject=claim.subject, whole=whole)
    elif isinstance(claim, CompletionClaim):
        yield claim.rate, tell("bound.completion", subject=claim.subject, budget=claim.budget_name)
    elif isinstance(claim, SumClaim):
        yield claim.whole, tell("bound.whole", subject=claim.subject)
        for part in claim.parts:
            yield part.figure, tell("bound.part", subject=part.label, whole=claim.subject)
    elif isinstance(claim, AverageClaim):
        yield claim.average, tell("bound.average", subject=claim.subject)
    elif isinstance(claim, BalanceClaim):
        for figure in (claim.income, claim.opening, claim.expenditure, claim.closing):
            yield figure, tell("bound.balance")


def _cells(report: Report) -> Iterator[tuple[Figure, str, str]]:
    for form in report.forms:
        for row in form.rows:
            for column, value in zip(form.columns, row.values, strict=False):
                if value is not None:
                    yield value, form.title, f"{row.code or ''}{row.label}·{column}"
    for table in report.performance:
        for label, figures in table.rows:
            for name, figure in figures.items():
                yield figure, table.title, tell("bound.table_cell", label=label, column=column_name(name))

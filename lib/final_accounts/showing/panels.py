"""The passages of a report on a report: overview, claims, ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..figures import Verdict
from ..reports import AmountClaim, CheckedReport, Claim, CompletionClaim, Report, Severity
from .accounts import ClaimGroup, ClaimLine, claim_groups
from .finding_panels import headline
from .grouping import finding_groups
from .headlines import Headline, headlines
from .language import say, says, speaking, told
from .messages import (
    CLAIM_WORDS,
    FORMAT_WORDS,
    VERDICT_WORDS,
    bare_number,
    empty_reading,
    figure_words,
    ledger_sentence,
    light,
    report_title,
    section_path,
    verdict_sentence,
)
from .passages import Passage, render

FOREMOST = 3
"""How many findings the overview names."""

_OTHER_MEASURES = ("budget", "opening", "closing", "prior")
_GRAVE = (Severity.ERROR, Severity.WARNING)
_METER = (Verdict.CONSISTENT, Verdict.INCONSISTENT, Verdict.TRUNCATED, Verdict.UNDETERMINED)


def overview(checked: CheckedReport, lang: str | None = None) -> Passage:
    """Whose account, of which year, its totals, the result in one sentence, the counts, and the findings
    that matter most. `lang` is zh or en.

    >>> fa.overview(checked)  # doctest: +SKIP
    本报告有 3 处自相矛盾，另有 2 处需要留意。
    """
    with speaking(lang):
        return _overview(checked)


def _overview(checked: CheckedReport) -> Passage:
    report, counts = checked.report, checked.ledger.counts()
    found = headlines(checked)
    grave = [
        (number, group)
        for number, group in enumerate(finding_groups(checked), start=1)
        if group.severity in _GRAVE
    ]
    html = render(
        "overview",
        verdict=verdict_sentence(checked),
        light=light(checked),
        ledger_sentence=ledger_sentence(checked),
        counts=counts,
        tally=list(_tally(counts)),
        shares=[
            {"key": verdict.value, "count": counts[verdict.value]}
            for verdict in _METER
            if counts[verdict.value]
        ],
        headlines=[_tile(headline) for headline in found],
        facts=tuple(_facts(report)),
        foremost=[
            {"number": number, "severity": group.severity, "message": headline(group), "count": len(group)}
            for number, group in grave[:FOREMOST]
        ],
        more=sum(len(group) for _, group in grave) if len(grave) > FOREMOST else 0,
        gaps=empty_reading(report),
    )
    words = [report_title(report.bureau, report.fiscal_year), verdict_sentence(checked)]
    words.append(ledger_sentence(checked))
    words += [_amount(one) for one in found]
    return Passage(html, "\n".join(words))


def _tally(counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    """How many figures were printed, how many of them checked, and what came out; cut ones where there are
    any."""
    checked = counts["figures"] - counts["undetermined"]
    yield {"key": "printed", "words": say("overview.printed"), "count": counts["figures"]}
    yield {"key": "checked", "words": say("overview.checked"), "count": checked}
    for verdict in _METER:
        if counts[verdict.value] or verdict is not Verdict.TRUNCATED:
            yield {"key": verdict.value, "words": VERDICT_WORDS[verdict], "count": counts[verdict.value]}


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    source, year = report.document.source, report.fiscal_year
    yield say("overview.bureau"), report.bureau or say("summary.bureau_unknown")
    known = say("overview.year_value", year=year) if year else say("overview.year_unknown")
    yield say("overview.year"), known
    key = "overview.file_value_pages" if source.pages else "overview.file_value"
    kind = FORMAT_WORDS.get(source.format, source.format)
    yield say("overview.file"), say(key, name=source.name, format=kind, pages=source.pages)
    forms, charts, claims = len(report.forms), len(report.charts), len(report.claims)
    yield say("overview.read"), say("overview.read_value", forms=forms, charts=charts, claims=claims)


def _tile(headline: Headline) -> dict[str, str]:
    label = _label(headline)
    if headline.figure is None:
        return {"label": label, "words": "", "number": "", "unit": "", "basis": _missing(headline)}
    basis = say(f"overview.from_{headline.basis}")
    return {
        "label": label,
        "words": figure_words(headline.figure),
        "number": bare_number(headline.figure),
        "unit": headline.figure.unit or "",
        "basis": say("overview.of_year", basis=basis) if headline.of_year else basis,
    }


def _label(headline: Headline) -> str:
    key = f"headline.{headline.label}"
    return say(key) if says(key) else headline.label


def _missing(headline: Headline) -> str:
    """Why a headline has no amount."""
    return say("claims.absent" if headline.basis == "denied" else "overview.not_given")


def _amount(headline: Headline) -> str:
    amount = figure_words(headline.figure) if headline.figure else _missing(headline)
    return say("overview.amount", label=_label(headline), amount=amount)


def show_claims(checked: CheckedReport, lang: str | None = None) -> Passage:
    """What the narrative asserts, section by section, and what became of it. `lang` is zh or en.

    >>> fa.show_claims(checked)  # doctest: +SKIP
    收入决算情况说明：8 项
    """
    with speaking(lang):
        groups = claim_groups(checked)
        html = render("claims", groups=[_claim_group(group) for group in groups])
        words = [
            say("claims.line", title=g.section.title, count=len(g.lines), doubtful=g.doubtful) for g in groups
        ]
        return Passage(html, "\n".join(words) or say("claims.none"))


def _claim_group(group: ClaimGroup) -> dict[str, Any]:
    return {
        "title": section_path(group.section.title, group.section.path) or say("claims.untitled"),
        "doubtful": group.doubtful,
        "count": say(
            "claims.count_doubtful" if group.doubtful else "claims.count",
            count=len(group.lines),
            doubtful=group.doubtful,
        ),
        "lines": [_claim_words(line) for line in group.lines],
    }


def _claim_words(line: ClaimLine) -> dict[str, Any]:
    own_verdict = bool(line.figures)
    return {
        "subject": _claim_subject(line.claim),
        "kind": _claim_kind(line.claim),
        "figures": [
            {"words": _measured(line.claim) or item.words, "value": figure_words(item.figure)}
            for item in line.figures
        ],
        "remark": "" if line.figures else say("claims.absent"),
        "verdict": line.verdict.value if own_verdict else "",
        "verdict_words": VERDICT_WORDS[line.verdict] if own_verdict else "",
    }


def _measured(claim: Claim) -> str:
    """What an amount is that is not the final one: of an item its budget is told beside what was spent."""
    if isinstance(claim, AmountClaim) and claim.measure in _OTHER_MEASURES:
        return say(f"role.{claim.measure}")
    return ""


def _claim_subject(claim: Claim) -> str:
    """What the claim is about: the item where there is one, since its own words may be 支出决算 alone."""
    item = claim.item if isinstance(claim, AmountClaim | CompletionClaim) else ()
    return (item[-1] if item else claim.subject) or say("claims.unnamed")


def _claim_kind(claim: Claim) -> str:
    return CLAIM_WORDS.get(type(claim), "")


def show_ledger(checked: CheckedReport, lang: str | None = None) -> Passage:
    """Every figure printed in the account, what it belongs to and what became of it. `lang` is zh or en.

    >>> fa.show_ledger(checked)  # doctest: +SKIP
    共印出 214 个数字：……
    """
    with speaking(lang):
        own = [entry for entry in checked.ledger.entries if entry.account]
        entries = [
            {
                "figure": figure_words(entry.figure),
                "where": entry.where,
                "bound_to": told(entry.bound_to or ""),
                "verdict": entry.verdict.value,
                "words": VERDICT_WORDS[entry.verdict],
                "rules": " ".join(entry.rules),
            }
            for entry in own
        ]
        sentence = ledger_sentence(checked)
        outside = len(checked.ledger.entries) - len(own)
        html = render("ledger", sentence=sentence, entries=entries, outside=outside)
        return Passage(html, sentence)

"""The findings of a report, one card a slip: printed, recomputed, why, how, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..figures import PERCENT
from ..reports import CheckedReport, Finding, Report, Severity
from .accounts import quote_parts
from .calculations import worked
from .following import causes_of, links_to
from .grounds import Ground, grounds
from .grouping import SHOWN, FindingGroup, finding_groups
from .language import say, speaking, spoken, told
from .messages import (
    KIND_WORDS,
    NEEDED_WORDS,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    light,
    place_words,
    places_words,
)
from .passages import Passage, render
from .scans import Scan, scan_of

FOLDED_FROM = 6
"""Notes are folded away from this many on."""
UNFOLDED = 3
"""Places of one card that are shown at once; the others are folded."""
MOST_SCANS = 16
"""Pieces of the original on one page; more would make it too large to send."""
SCANS_A_CARD = 2
QUOTED = 240
"""Letters of a sentence before and behind the figure that a card quotes it for."""
MOST_SUBJECTS, LONGEST_SUBJECTS = 3, 50
"""Subjects and characters of them that a line names of a card with several places."""

_OF_SIDES = "balance.carry-over"
"""The rule that adds up either side and holds one against the other."""
_SAYS_WHY = "completeness.empty-form-unexplained"
_BETWEEN_PLACES = frozenset({"cross", "completeness"})
"""The kinds that hold one place of the report against another."""
_UNEQUAL = re.compile(r"[\d.,]+ [≠≤≥] [\d.,]+")
_ONE_SIDED = frozenset(
    {"share", "change", "direction", "completion", "unit", "numbering", "count", "wording"}
)
"""The kinds in which the stated figure is the one that is wrong; elsewhere it may be the other side."""


def show_findings(checked: CheckedReport, lang: str | None = None) -> Passage:
    """Every error, warning and note: what is printed, what it should be, why, and where.

    Findings of one slip stand on one card, the gravest and largest first. `lang` is zh or en.

    >>> fa.show_findings(checked)  # doctest: +SKIP
    错误 1：……
    """
    with speaking(lang):
        found = finding_groups(checked)
        cards = _cards(found, checked.report)
        by_severity = {one: [card for card in cards if card["severity"] is one] for one in SHOWN}
        groups = [_group(severity, own) for severity, own in by_severity.items() if own]
        lines = [_line(number, group) for number, group in enumerate(found, start=1)]
        html = render("findings", groups=groups, lang=spoken(), light=light(checked))
        return Passage(html, "\n".join(lines) or say("findings.nothing"))


def _group(severity: Severity, cards: Sequence[dict[str, Any]]) -> dict[str, Any]:
    places = sum(len(card["parts"]) for card in cards)
    count = say("findings.count", count=places)
    if places > len(cards):
        count = say("findings.kinds", places=places, kinds=len(cards))
    return {
        "words": SEVERITY_WORDS[severity],
        "cards": cards,
        "count": count,
        "folded": severity is Severity.NOTE and len(cards) >= FOLDED_FROM,
    }


def _line(number: int, group: FindingGroup) -> str:
    key = "findings.line_several" if len(group) > 1 else "findings.line"
    words = SEVERITY_WORDS[group.severity]
    return say(key, severity=words, number=number, count=len(group), message=headline(group))


def headline(group: FindingGroup) -> str:
    """What a group says in one line: its message with its subjects."""
    if not group.subjects:
        return group.message
    first = _as_fit(group.subjects)
    subjects = say("findings.between").join(first)
    if len(group.subjects) > len(first):
        subjects = say("findings.subjects_more", subjects=subjects)
    return say("findings.heading_of_several", message=group.message, subjects=subjects)


def _as_fit(subjects: Sequence[str]) -> Sequence[str]:
    """The first subjects that have room in a line: one at least."""
    room, taken = LONGEST_SUBJECTS, 0
    for subject in subjects[:MOST_SUBJECTS]:
        room -= len(subject)
        if room < 0:
            break
        taken += 1
    return subjects[: max(taken, 1)]


def _cards(groups: Sequence[FindingGroup], report: Report) -> list[dict[str, Any]]:
    """A card for each group; pieces of the original go to errors and warnings, the first of them first."""
    room = MOST_SCANS
    causes = causes_of(groups)
    links = {link.number: link for link in links_to(groups)}
    cards = []
    for number, group in enumerate(groups, start=1):
        scans: list[Scan | None] = [None] * len(group)
        if group.severity is not Severity.NOTE:
            for at, finding in enumerate(group.findings[: min(SCANS_A_CARD, room)]):
                scans[at] = scan_of(finding, report)
        room -= sum(scan is not None for scan in scans)
        following = [links[other] for other, cause in causes.items() if cause == number]
        beside = {"cause": links.get(causes.get(number, 0)), "following": following}
        cards.append(_card(number, group, report, scans) | beside)
    return cards


def _card(number: int, group: FindingGroup, report: Report, scans: Sequence[Scan | None]) -> dict[str, Any]:
    first = group.first
    same = len({(f.stated, f.recomputed, f.calculation) for f in group.findings}) == 1
    return {
        "number": number,
        "severity": group.severity,
        "message": group.message,
        "kind": KIND_WORDS.get(first.kind, first.kind),
        "verdict": VERDICT_WORDS[first.verdict] if first.stated_figure else "",
        "compare": _compare(first) if same else [],
        "why": told(first.explanation),
        "calculation": calculation_words(first) if same else "",
        "parts": [
            _part(finding, group, report, scan, same)
            for finding, scan in zip(group.findings, scans, strict=True)
        ],
        "unfolded": UNFOLDED,
        "numbers": say("charts.and").join(map(str, group.numbers)),
        "needed": NEEDED_WORDS.get(first.needed or "", ""),
        "rule": first.rule,
    }


def _part(
    finding: Finding, group: FindingGroup, report: Report, scan: Scan | None, same: bool
) -> dict[str, Any]:
    """One place of a group, with what is its own; nothing that its quotation says already."""
    quote = quote_parts(finding, report)
    quoted = "".join(quote)
    quote = _excerpt(quote)
    subject = "" if len(group) == 1 else _subject(finding, group)
    said = finding.recomputed is None and (finding.stated or "") in quoted
    compare = [] if same or said else _compare(finding)
    return {
        "subject": "" if subject.strip("“”") in quoted else subject,
        "evidence": "" if len(group) == 1 or compare else group.grounds(finding),
        "compare": compare,
        "calculation": "" if same else calculation_words(finding),
        "quote": quote,
        "grounds": [ground_words(ground) for ground in grounds(finding, report)],
        "section": told(finding.section or ""),
        "places": places_words(finding.places),
        "scan": scan,
        **(_scan_words(finding, scan) if scan is not None else {}),
    }


def ground_words(ground: Ground) -> dict[str, Any]:
    return {"words": say("findings.ground", place=place_words(ground.place)), "pieces": ground.pieces}


def _excerpt(quote: tuple[str, str, str]) -> tuple[str, str, str]:
    """A quotation with no more than QUOTED letters on either side of what it is quoted for."""
    before, words, behind = quote
    if len(before) > QUOTED and words:
        before = f"…{before[-QUOTED:]}"
    return before, words, behind if len(behind) <= QUOTED else f"{behind[:QUOTED]}…"


def _subject(finding: Finding, group: FindingGroup) -> str:
    """The words of its message that the group does not share; all of them where it shares none."""
    own = group.own_words(finding)
    message = told(finding.message)
    return own or (message if message != group.message else "")


def _scan_words(finding: Finding, scan: Scan) -> dict[str, str]:
    place = place_words(scan.place)
    alt = say("findings.scan_alt_words", place=place)
    if finding.stated_figure is not None:
        alt = say("findings.scan_alt", place=place, stated="".join(finding.stated_figure.text.split()))
    return {"scan_alt": alt, "scan_caption": say("findings.scan", place=place)}


def _compare(finding: Finding) -> list[dict[str, str]]:
    """What is printed, what it should be, and the difference, each with its unit."""
    unit, items = finding.unit, []
    if finding.stated is not None:
        items.append(("stated", printed_words(finding), _with_unit(told(finding.stated), unit)))
    if finding.recomputed is not None:
        items.append(("recomputed", beside_words(finding), _with_unit(told(finding.recomputed), unit)))
    if finding.difference is not None:
        difference = with_minus(finding.difference)
        points = unit == PERCENT and difference[-1:].isdigit()
        value = f"{difference} {say('findings.points')}" if points else _with_unit(difference, unit)
        items.append(("difference", say("findings.difference"), value))
    return [{"key": key, "words": words, "value": value} for key, words, value in items]


def with_minus(number: str) -> str:
    """A number with the minus sign of the calculations, which no line breaks behind."""
    return number.replace("-", "−")


def printed_words(finding: Finding) -> str:
    """What the stated value is called."""
    return say("findings.income_side" if finding.rule == _OF_SIDES else "findings.stated")


def beside_words(finding: Finding) -> str:
    """What stands beside the printed value: what it should be, what another place has, what was computed."""
    return say(_beside(finding))


def _beside(finding: Finding) -> str:
    if finding.rule == _OF_SIDES:
        return "findings.expenditure_side"
    bound = (finding.recomputed or "").startswith(("≤", "≥"))
    if finding.kind in _ONE_SIDED or finding.rule == _SAYS_WHY or bound:
        return "findings.should"
    copied = not finding.calculation and finding.kind in _BETWEEN_PLACES
    return "findings.elsewhere" if copied or _compares(finding) else "findings.recomputed"


def _compares(finding: Finding) -> bool:
    """Whether the finding holds one printed figure against another, with nothing to be computed."""
    return bool(_UNEQUAL.fullmatch(finding.calculation))


def calculation_words(finding: Finding) -> str:
    """The calculation, none where it only says again that two figures differ."""
    return "" if _compares(finding) else worked(finding)


def _with_unit(text: str, unit: str | None) -> str:
    """A value with its unit behind it, none behind words or where it stands already."""
    if not unit or text.endswith(unit) or not text[-1:].isdigit():
        return text
    return f"{text}{unit}" if unit == PERCENT else f"{text} {unit}"

"""One slip, one card: findings of one rule and one cause together, the gravest and largest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ..figures import HUNDRED, PERCENT, WAN_YUAN, YUAN, YUAN_PER_UNIT, Figure, Verdict
from ..places import Place
from ..reports import CheckedReport, Finding, Report, Severity
from .language import say, says, told

SHOWN = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_UNEXPLAINED = "未找到"
"""How an explanation begins that names no cause."""
_DISCLOSURE = "completeness.disclosure"
"""The rule whose findings are one list: what was not found."""
LEFT_OUT = "…"
"""Stands for a number in which the findings of a group differ."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CLAUSE = re.compile(r"(?:“[^”]*”|(?![,:;.](?:\s|$))[^，。：；）》])*(?:[，。：；）》]|[,:;.](?=\s|$)\s*)?")
_TITLE = re.compile(r"《[^》]*》(?:（[^）]*）)?")
_CELL = re.compile(r"\s*(“[^”]*”行(?:“[^”]*”列)?|row “[^”]*”(?:, column “[^”]*”)?)")
"""The cell of a form that a message names behind its title, in either language."""
_MARKS = "，。：；,.:; "


@dataclass(frozen=True)
class FindingGroup:
    """Findings that say the same of several places; mostly a single one.

    `stake` is in yuan; `numbers` are those of the findings in the working paper, the explorer and
    findings.csv, where each has its own.
    """

    findings: tuple[Finding, ...]
    stake: Decimal
    numbers: tuple[int, ...] = ()

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def severity(self) -> Severity:
        return self.first.severity

    def __len__(self) -> int:
        return len(self.findings)

    @cached_property
    def message(self) -> str:
        """What all findings of the group say, in the spoken language, without what each says of its place."""
        messages = [told(finding.message) for finding in self.findings]
        shared = shared_words(messages)
        key = f"several.{getattr(self.first.message, 'key', '').removeprefix('found.')}"
        says_nothing = LEFT_OUT in shared or _TITLE.fullmatch(shared) is not None
        return say(key) if says_nothing and says(key) else shared

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """What each finding says of its own place, each once; empty for a single finding."""
        if len(self) == 1:
            return ()
        own = [self.own_words(finding) for finding in self.findings]
        return tuple(dict.fromkeys(words for words in own if words))

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles with which messages of the group begin."""
        found = [_TITLE.match(told(finding.message)) for finding in self.findings]
        return frozenset(title[0] for title in found if title)

    def own_words(self, finding: Finding) -> str:
        """What one finding of the group says of its own place, without what all of them say."""
        message = told(finding.message)
        title = _TITLE.match(message)
        if title is not None:
            cell = _CELL.match(message, title.end()) if len(self._titles) == 1 else None
            named = "" if cell and title[0] in self.message else title[0]
            return f"{named}{cell[1] if cell else ''}"
        return self._own_clauses(message)

    def grounds(self, finding: Finding) -> str:
        """Which figures of its table one finding of the group is drawn from, where its message tells."""
        message = told(finding.message)
        title = _TITLE.match(message)
        return self._own_clauses(message[title.end() :]) if title is not None else ""

    def _own_clauses(self, message: str) -> str:
        shared = {clause.strip(_MARKS).casefold() for clause in _clauses(self.message)}
        own = [clause for clause in _clauses(message) if clause.strip(_MARKS).casefold() not in shared]
        return "".join(own).strip(_MARKS)


def finding_groups(checked: CheckedReport) -> tuple[FindingGroup, ...]:
    """Errors, warnings and notes in groups: by severity, within one by the amount at stake, then in the
    order of the report."""
    bins: dict[tuple[object, ...], list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(checked.contradictions, start=1):
        bins.setdefault(_cause(finding) or (number,), []).append((number, finding))
    groups = [
        FindingGroup(
            tuple(finding for _, finding in same),
            sum((stake(finding, checked.report) for _, finding in same), Decimal(0)),
            tuple(number for number, _ in same),
        )
        for same in bins.values()
    ]
    return tuple(sorted(groups, key=lambda group: (SHOWN.index(group.severity), -group.stake)))


def _cause(finding: Finding) -> tuple[object, ...] | None:
    """What findings of one slip have in common, None for one that stands alone.

    Either the same printed and recomputed value from the same calculation, or one named cause in several
    forms or tables.
    """
    own = (finding.rule, finding.kind, finding.severity, finding.verdict, finding.unit)
    if finding.stated is not None and finding.recomputed is not None:
        in_tables = bool(finding.places) and finding.places[0].table is not None
        named = bool(finding.explanation) and not finding.explanation.startswith(_UNEXPLAINED)
        if in_tables and named and not finding.quote:
            return (*own, finding.explanation)
        return (*own, finding.stated, finding.recomputed, finding.calculation)
    missing = finding.rule == _DISCLOSURE
    if (finding.verdict is Verdict.UNDETERMINED and not missing) or not finding.explanation:
        return None
    return (*own, finding.explanation, finding.message.partition("：")[0])


def shared_words(messages: Sequence[str]) -> str:
    """The clauses that all messages have in common, in order; numbers may differ where nothing else does.

    >>> shared_words(["甲：报告写1%，应为2%", "乙：报告写1%，应为2%"])
    '报告写1%，应为2%'
    """
    if len(set(messages)) == 1:
        return messages[0]
    untold = [_NUMBER.sub(LEFT_OUT, _TITLE.sub("", message, count=1)) for message in messages]
    for said in (messages, untold):
        others = [set(_clauses(message)) for message in said[1:]]
        common = [clause for clause in _clauses(said[0]) if all(clause in other for other in others)]
        words = "".join(common).strip(_MARKS)
        if words:
            return words[0].upper() + words[1:]
    return messages[0]


def _clauses(message: str) -> list[str]:
    """A message cut behind its commas, colons, brackets and titles, never inside a quotation or a number."""
    return [clause for clause in _CLAUSE.findall(message) if clause]


def stake(finding: Finding, report: Report) -> Decimal:
    """The yuan that a finding is about, for putting the larger before the smaller.

    Money: the difference. A rate: the difference in points of the largest amount that took part. A unit:
    the largest amount as it should read. Anything else: the largest amount that took part; heads count
    nothing.
    """
    amounts = [abs(figure.to(YUAN).value) for figure in _money(finding)]
    difference = _decimal(finding.difference)
    if difference is not None and finding.unit in YUAN_PER_UNIT:
        return abs(difference) * YUAN_PER_UNIT[finding.unit]
    if difference is not None and finding.unit == PERCENT:
        return max(_bases(amounts, finding), default=Decimal(0)) * abs(difference) / HUNDRED
    if finding.kind == "unit":
        amounts = amounts or [abs(figure.to(YUAN).value) for figure in _in_table(finding.places, report)]
        right = WAN_YUAN if (finding.recomputed or "").endswith(WAN_YUAN) else YUAN
        return max(amounts, default=Decimal(0)) * YUAN_PER_UNIT[right]
    if finding.stated_figure is not None and finding.stated_figure.is_money:
        return abs(finding.stated_figure.to(YUAN).value)
    return max(amounts, default=Decimal(0))


def _bases(amounts: Sequence[Decimal], finding: Finding) -> Sequence[Decimal]:
    """What a rate is a rate of: the budget where a completion compares with one, which may be the lesser."""
    return [min(amounts)] if finding.kind == "completion" and amounts else amounts


def _money(finding: Finding) -> list[Figure]:
    return [figure for figure in finding.figures if figure.is_money]


def _in_table(places: Sequence[Place], report: Report) -> list[Figure]:
    """The amounts of the form that stands at one of the places."""
    forms = [form for form in report.forms if form.place in places]
    return [v for form in forms for row in form.rows for v in row.values if v is not None and v.is_money]


def _decimal(text: str | None) -> Decimal | None:
    cleaned = (text or "").replace(",", "").removesuffix(PERCENT).removesuffix(WAN_YUAN)
    try:
        return Decimal(cleaned) if cleaned else None
    except ArithmeticError:
        return None

"""Shares that a sentence prints without their amounts, and what they are together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...figures import HUNDRED, PERCENT, Figure, Interval, Verdict
from ...places import Place
from ...reports import Finding, Part, Report, ShareClaim, Statement
from ...settings import reference
from ...wordings import NOTHING, tell
from ..registry import rule

_SHARE = re.compile(
    r"(?P<label>[^，。；：、,;:\d%]{2,30}?)占(?:到|了|比)?(?P<whole>[^，。；：\d%]{0,24}?)的?(?:比重|比例|比)?(?:为|约|达)?$"
)
_OTHER_SETS = (("人员经费", "公用经费"), ("货物", "工程", "服务"))


@rule("share.together", "share")
def shares_together(report: Report) -> Iterator[Finding]:
    """Kinds of one whole are no more than all of it: 基本支出占P%，项目支出占Q%, P + Q at most 100 %; nor is
    any of them by itself.

    It speaks of shares that stand without their amounts; share.rate holds the others against theirs. Source:
    the kinds of income, expenditure and purchases, and the categories of the functional classification.
    """
    sentences: dict[Place, tuple[Statement, list[Figure]]] = {}
    for figure, statement, role in report.bound:
        if role == "share" and figure.unit == PERCENT and statement.section.part is Part.NARRATIVE:
            sentences.setdefault(statement.place, (statement, []))[1].append(figure)
    for claim in report.claims:
        if not isinstance(claim, ShareClaim) or claim.whole is not None or claim.share.unit != PERCENT:
            continue
        if claim.share.interval().low > HUNDRED and "增" not in claim.whole_name:
            yield _beyond(claim.statement, claim.share, claim.subject, claim.whole_name)
    for statement, figures in sentences.values():
        named = [(found, figure) for figure in figures if (found := _before(statement, figure)) is not None]
        for found, figure in named:
            if figure.interval().low > HUNDRED and "增" not in found["whole"]:
                yield _beyond(statement, figure, found["label"], found["whole"])
        if len({found["whole"] for found, _ in named} - {""}) <= 1:
            for shares in _of_one_set([(found["label"], figure) for found, figure in named]):
                yield _judged(statement, shares)


def _of_one_set(shares: Sequence[tuple[str, Figure]]) -> Iterator[Sequence[Figure]]:
    """The shares, named by what they are of, that are of several kinds of one whole."""
    for kinds in _sets():
        members = [
            (kind, share) for label, share in shares for kind in kinds if _bare(label).endswith(_bare(kind))
        ]
        if len(members) > 1 and len({kind for kind, _ in members}) == len(members):
            yield [share for _, share in members]


def _before(statement: Statement, figure: Figure) -> re.Match[str] | None:
    """The words of a share: what is of what."""
    start = (figure.place.start or 0) - (statement.place.start or 0)
    return _SHARE.search(statement.text[:start])


def _bare(label: str) -> str:
    """A kind without what may stand behind its name: 货物类采购支出 is 货物."""
    return re.sub("(?:类)?(?:采购)?(?:支出)?$", "", label.strip("“” "))


def _sets() -> Iterator[Sequence[str]]:
    yield from reference("claims")["lists"]["kinds"]
    yield from _OTHER_SETS
    categories = reference("functional_classification")["categories"].values()
    yield [name for names in categories for name in names if name.endswith("支出")]


def _beyond(statement: Statement, share: Figure, subject: str, whole: str) -> Finding:
    """The finding on a part that is said to be more than its whole."""
    message = tell(
        "found.share_beyond",
        subject=subject.strip("“” ") or tell("named.this_item"),
        whole=whole or tell("named.whole"),
        stated=share.text,
    )
    return replace(_judged(statement, [share]), message=message, explanation=NOTHING)


def _judged(statement: Statement, shares: Sequence[Figure]) -> Finding:
    total = Interval.total(share.interval() for share in shares)
    nominal = sum(share.value for share in shares)
    wrong = total.low > HUNDRED
    return Finding(
        rule="share.together",
        kind="share",
        verdict=Verdict.INCONSISTENT if wrong else Verdict.CONSISTENT,
        message=tell(
            "found.shares_together" if wrong else "found.shares_together_agree",
            shares="、".join(share.text for share in shares),
            total=f"{nominal}%",
        ),
        stated=f"{nominal}",
        recomputed="≤100",
        difference=f"{nominal - HUNDRED}" if nominal > HUNDRED else None,
        unit=PERCENT,
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.shares_together") if wrong else NOTHING,
        calculation=" + ".join(f"{share.value}" for share in shares) + f" = {nominal}",
        places=tuple(share.place for share in shares),
        figures=tuple(shares),
    )

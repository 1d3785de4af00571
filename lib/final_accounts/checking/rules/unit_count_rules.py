"""Rules on how many units and offices there are: the number that is said, and those that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...figures import Verdict
from ...recognising.narrative.numerals import whole_number
from ...reports import Finding, Part, Report, Statement
from ...settings import reference
from ...wordings import Wording, tell
from ..registry import rule

_PARTS = (Part.OVERVIEW, Part.NARRATIVE)


@rule("count.units", "count")
def units(report: Report) -> Iterator[Finding]:
    """The units or offices that are named are as many as is said: 内设机构3个，分别为甲科、乙科、丙科; and
    those in the brackets behind a number, 3个科室（甲科、乙科、丙科）, are as many too; and
    本级 with those below it make up all: 共3个，包括本级及2个二级预算单位.

    Source: the sections on 机构设置 and 部门决算单位构成; words in claims.toml. It speaks only where each
    thing between the marks is the name of one.
    """
    words = reference("claims")["units"]
    whole, listed, bracketed = (re.compile(words[key]) for key in ("with_own", "listed", "bracketed"))
    for statement in report.statements:
        if statement.section.part not in _PARTS:
            continue
        for clause in re.finditer(r"[^。；;]+", statement.text):
            match = whole.search(clause.group())
            if match is not None and int(match["all"]) != int(match["below"]) + 1:
                message = tell("found.units_with_own", all=match["all"], below=match["below"])
                yield _finding(statement, match["all"], str(int(match["below"]) + 1), message)
            match = listed.search(clause.group())
            alone = len(re.findall(words["number"], clause.group())) == 1
            for named in (*bracketed.finditer(clause.group()), *([match] if match and alone else [])):
                counts = _names(named["names"], words["name"])
                said = whole_number(named["count"])
                if counts and said not in counts:
                    # 和 rather parts two names than it is one's.
                    message = tell("found.units_named", said=named["count"], count=counts[-1])
                    yield _finding(statement, str(said), str(counts[-1]), message)


def _names(text: str, name: str) -> list[int]:
    """How many names a list holds; with each 和 and 及 as part of a name, and as what parts two. None of
    something else."""
    plain = re.sub(r"[（(][^（）()]*[）)]|\s", "", text).strip("：:，,")
    ways = []
    for marks in (r"、", r"、|以及|及|和"):
        names = re.split(marks, plain)
        if len(names) > 1 and all(re.fullmatch(name, each) for each in names):
            ways.append(len(names))
    return ways if re.search(r"以及|及|和|与|所属|含", plain) is None or len(ways) > 1 else []


def _finding(statement: Statement, stated: str, right: str, message: Wording) -> Finding:
    return Finding(
        rule="count.units",
        kind="count",
        verdict=Verdict.INCONSISTENT,
        message=message,
        stated=stated,
        recomputed=right,
        section=statement.section.title or None,
        quote=statement.text.strip(),
        explanation=tell("cause.units"),
        places=(statement.place,),
    )

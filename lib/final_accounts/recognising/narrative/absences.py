"""Sentences that say there is none of something: 本部门无项目支出, or 无该项支出 below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...reports import AbsenceClaim, Part, Statement
from ..words import either, in_full_width, vocabulary
from .amounts import loose_key

_TOLD = re.compile(r"(?:的?情况)?(?:的?说明)?$")


def find_absences(statements: Sequence[Statement]) -> Iterator[AbsenceClaim]:
    """The denials of the narrative.

    Only a clause that denies the thing as such counts: 无项目支出结转 and 无政府采购预算 deny another.
    """
    table = vocabulary()["absence"]
    denial = re.compile(
        rf"(?:^|[，。；,;]|部门|单位|局|年度?){either(table['words'])}(?:一般公共预算)?(?:财政拨款)?"
        rf"(?P<subject>{either(table['subjects'])})(?:预算)?(?:财政拨款)?(?:收支|支出|收入支出|事项|业务)?(?=[，。；,;]|$)"
    )
    nothing_of_it = re.compile(
        rf"(?:[本我]?(?:部门|单位|局|年度?)|20\d\d年度?){{0,3}}{either(table['words'])}"
        r"(?:该|此|这)项(?:收支|支出|经费|费用|业务|内容)?[。]?"
    )
    for statement in statements:
        section = statement.section
        if section.part is not Part.NARRATIVE:
            continue
        key = loose_key(section.title)
        if key is not None and nothing_of_it.fullmatch(statement.text.strip()):
            yield AbsenceClaim(statement=statement, subject=_TOLD.sub("", section.title), key=key)
        for match in denial.finditer(statement.text):
            denied = in_full_width(match["subject"])
            yield AbsenceClaim(statement=statement, subject=denied, key=table["subjects"][denied])

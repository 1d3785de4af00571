"""Sentences that say there is none of something: 本部门无项目支出."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...reports import AbsenceClaim, Part, Statement
from ..words import either, in_full_width, vocabulary


def find_absences(statements: Sequence[Statement]) -> Iterator[AbsenceClaim]:
    """The denials of the narrative.

    Only a clause that denies the thing as such counts: 无项目支出结转 and 无政府采购预算 deny another.
    """
    table = vocabulary()["absence"]
    denial = re.compile(
        rf"(?:^|[，。；,;]|部门|单位|局|年度?){either(table['words'])}(?:一般公共预算)?(?:财政拨款)?"
        rf"(?P<subject>{either(table['subjects'])})(?:预算)?(?:财政拨款)?(?:收支|支出|收入支出|事项|业务)?(?=[，。；,;]|$)"
    )
    for statement in statements:
        if statement.section.part is not Part.NARRATIVE:
            continue
        for match in denial.finditer(statement.text):
            denied = in_full_width(match["subject"])
            yield AbsenceClaim(statement=statement, subject=denied, key=table["subjects"][denied])

"""Rules on how many units and offices there are."""

from __future__ import annotations

import pytest

from ...recognising.narrative.narrative_making import account
from ..claim_making import findings


def judged(text: str) -> list[tuple[str | None, str | None]]:
    overview = ["一、机构设置", text]
    made = account(("totals", "2024年度收入总计300.00万元。"), overview=overview)
    return [(f.stated, f.recomputed) for f in findings("count.units", made)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("机关内设机构3个，分别为：办公室（法规股）、规划财务股、监审股。", []),
        ("机关内设机构4个，分别为：办公室（法规股、督查股）、规划财务股、监审股。", [("4", "3")]),
        ("下设三个科室，分别是办公室、人事科、财务科。", []),
        ("下设两个科室，分别是办公室、人事科、财务科。", [("2", "3")]),
        ("内设机构2个，分别为：办公室、监审股；事务中心内设机构3个，分别为：财务股、审核股。", [("3", "2")]),
        ("纳入编制范围的单位共3个，包括本级及2个二级预算单位。", []),
        ("纳入编制范围的单位共4个，包括某某局本级及所属2个二级预算单位。", [("4", "3")]),
        ("本部门内设3个职能部门，分别是政治部、立案庭、法警支队。", []),
        ("本部门内设4个职能部门，分别是政治部、立案庭、法警支队。", [("4", "3")]),
        ("业务部门4个，分别为一部、二部和三部。", [("4", "3")]),
        # in brackets, whatever other numbers the sentence has
        ("共设3个科室（人事科、财务科、养护科）、1个办公室。", []),
        ("共设4个科室（人事科、财务科、养护科）、1个办公室。", [("4", "3")]),
        ("共设4个科室（含人事科、财务科）、1个办公室。", []),
        ("共设4个科室（人事科、财务科等）、1个办公室。", []),
        ("设5个内设机构（党政办公室、规划科、产业科、服务科、城管科），下属两家事业单位。", []),
        # what parts two names, or belongs to one
        ("内设机构3个，分别为：办公室、人事和教育科、财务科。", []),
        ("内设机构3个，分别为：办公室、人事科和财务科。", []),
        ("内设机构3个，分别为：办公室、人事科及所属服务中心。", []),
        # not all of them, names of something else, or two numbers
        ("内设机构5个，分别为：办公室、人事科、财务科等。", []),
        ("设置岗位4个，分别为：主任、副主任、会计。", []),
        ("内设机构5个、直属单位2个，分别为：办公室、人事科、财务科。", []),
        ("内设机构5个，主要有办公室、人事科、财务科。", []),
    ],
)
def test_the_number_of_units_and_their_names(text: str, found: list[tuple[str, str]]) -> None:
    assert judged(text) == found

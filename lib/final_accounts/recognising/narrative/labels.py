"""The report's own words for a number: its label, from the text before it."""

from __future__ import annotations

import re
from functools import cache

from .. import words

CLAUSE = re.compile(r"[，,](?!、)|[。；：;:！？]")
LEADING_YEAR = re.compile(
    r"^(?:截至|经(?:比较|统计|汇总|核算)[，,]?)?(?P<year>(?:19|20)\d{2})年(?:度|末|底|\d+月\d+日)?的?"
)
_TRAILING = re.compile(
    r"(?:均|各|分别|人民币|[￥¥]|共计|共|累计|金额|约|为|是|达|达到|有|了|(?<![后按])按?(?:同|可比)口径(?:计算)?|[：:（(])+$"
)
_LEADING = re.compile(
    r"^(?:其中|主要包括|包括|具体[是为]|相比|我(?:单位|局|部门)|本(?:部门|单位)|但是?|的)[：:]?"
)
_COMPARED = re.compile(r"(?:相比较?|比较|对比|相较)$")
_ORDINAL = re.compile(
    r"^\s*(?:\d{1,2}[.、．]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十](?:、|是)|[①-⑳])\s*"
)
_ASIDE = re.compile(
    r"[（(](?:主要)?(?:不?包括|包含|含|不含|指|详见|见)(?:[^（）()]|[（(][^（）()]*[）)])*[）)]"
)
"""What brackets tell of a name: （包括甲、乙等）, （详见附表1）."""
_HEADING = re.compile(r"^[\u4e00-\u9fff]{2,8}(?:情况|说明)(?=(?:19|20)\d{2}年)")
"""A heading on the line of its sentence: 收入情况2024年度收入合计."""


_SPOKEN_OF = re.compile(
    r"(?!.*(?:原因|由于|因为|主要))(?:其中)?(?P<name>[\u4e00-\u9fff“”（）()]{2,20}?(?:费用?|经费))"
    r"(?:是|有所|略有|明显|大幅|继续|持续)"
)
"""What a clause that tells no number speaks of: 公务接待费有所减少，比上年减少D."""

_SUMMED = "(?:共计|合计|总计|总共|共)"
_WHAT = "(?:支出|收入|经费|费用|金额|资金|编制|人员)?"
_NUMBER = r"(?:[两二三四五六七八九十]|\d{1,2})(?:项|类|者)"
_ONLY_SUM = re.compile(rf"(?:(?:以上|上述)(?:{_NUMBER})?|{_NUMBER})?{_WHAT}{_SUMMED}{_WHAT}(?:为|是|[：:])?")


def only_sums_up(before: str) -> bool:
    """Whether a number is called a total, and of nothing else than what stands before: 合计, 以上两项共计."""
    return _ONLY_SUM.fullmatch(clause_of(before).strip("、和及 ")) is not None


def label_of(before: str) -> str:
    """The report's own words for the number."""
    before = _ASIDE.sub("", before)
    clause = _leading_joint().sub("", clause_of(before))
    if not _TRAILING.sub("", clause) and CLAUSE.search(before):
        # “项目支出：5万元”: the name stands before the mark.
        clause = _leading_joint().sub("", clause_of(before.rstrip("：: 为是")))
    elif _measure_alone().fullmatch(clause.strip()) and before[: -len(clause)].endswith(("：", ":")):
        # “公务接待费：年初预算5万元”
        clause = _leading_joint().sub("", clause_of(before[: -len(clause)].rstrip("：:"))) + clause
    direction = words.direction_tail().search(clause)
    if direction:
        clause = clause[: direction.start()]
    compared = words.last(words.against_pattern(), clause)
    if compared is not None:
        # X比上年增加D and 与上年相比X增加D: the subject stands on either side.
        behind = _COMPARED.sub("", clause[compared.end() :].strip())
        clause = (not _level().fullmatch(behind) and behind) or clause[: compared.start()]
    if direction and not clause.strip():
        clause = _subject_before(before)
    clause = _ORDINAL.sub("", clause)
    clause = (
        clause.lstrip("（(")
        if clause.count("（") + clause.count("(") > clause.count("）") + clause.count(")")
        else clause
    )
    clause = re.sub(r"^[（(][^（）()]*[）)]$", "", clause).lstrip("）)")
    clause = _LEADING.sub("", clause.strip())
    clause = re.sub(r"^.*(?:主要|具体)包括(?:有)?", "", clause) or clause
    reason = words.last(words.reason_pattern(), clause)
    if reason is not None:
        clause = _ORDINAL.sub("", clause[reason.end() :].lstrip("是为：:")) or clause
    clause = re.sub(r"^情况(?=$|年初|全年|调整)", "", _HEADING.sub("", clause))
    clause = LEADING_YEAR.sub("", clause.lstrip("—- ")).strip("，、 ")
    return _TRAILING.sub("", clause).strip("“” ") if not clause.startswith("“") else _TRAILING.sub("", clause)


@cache
def _leading_joint() -> re.Pattern[str]:
    """What joins a name to the one before it; not the 与 of 与年初预算相比."""
    return re.compile(rf"^(?:[、和及\s]+|与(?!上|去|前|年|\d|{words.own_budget(of=True)}))+")


@cache
def _level() -> re.Pattern[str]:
    """与上年持平（增加D）: what stands behind last year names nothing."""
    return re.compile(rf"(?:基本|大致|大体|总体|保持)*{words.flat_pattern().pattern}\s*[（(]?")


@cache
def _measure_alone() -> re.Pattern[str]:
    return re.compile(rf"{words.own_budget()}(?:为|是)?|(?:支出|收入)?决算数?(?:为|是)?")


def joint_names(label: str, count: int) -> list[str] | None:
    """The names that a label joins, each with what it shares with the others; None if not as many."""
    names = re.split(r"[、和及与]", label)
    if count < 2 or len(names) != count:
        return None
    tail = re.search(r"(?:决算)?(?:总计|合计|总额|决算数?)$", names[-1])
    head = re.match(r".+?(?=收入|支出)", names[0])
    if tail:
        names = [name if name.endswith(tail.group()) else name + tail.group() for name in names]
    if head:
        names = [head.group() + name if re.match(r"收入|支出", name) else name for name in names]
    return names


def clause_of(before: str) -> str:
    """The text after the last clause mark."""
    marks = list(CLAUSE.finditer(before))
    return before[marks[-1].end() :] if marks else before


def _subject_before(before: str) -> str:
    """X in “X比预算无变化，比上年增加D”, “X与上年相比，增加D” and “X有所增加，比上年增加D”, whose subject
    stands a clause before."""
    *earlier, _ = CLAUSE.split(before)
    for clause in reversed(earlier):
        compared = words.against_pattern().search(clause)
        if compared is None:
            spoken_of = _SPOKEN_OF.match(clause.strip())
            return spoken_of["name"] if spoken_of else ""
        said = not clause[compared.end() :].strip() or words.flat_pattern().search(clause, compared.end())
        if not said:
            return ""
        if clause[: compared.start()].strip():
            return clause[: compared.start()]
    return ""

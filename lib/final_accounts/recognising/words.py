"""The narrative's vocabulary (claims.toml) made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ..settings import reference

YEAR = r"(?:(?:19|20)\d{2}年度?)"


def vocabulary() -> dict[str, Any]:
    """The tables of claims.toml."""
    return reference("claims")


_NARROW = {wide: f"[{wide}{narrow}]" for wide, narrow in zip("，；：（）", ",;:()", strict=True)}
"""Marks of Chinese print and what stands for them where a report is typed in half width."""


def either(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, with their marks in either width."""
    ordered = sorted(words, key=len, reverse=True)
    escaped = ("".join(_NARROW.get(char) or re.escape(char) for char in word) for word in ordered)
    return f"(?:{'|'.join(escaped)})"


def in_full_width(text: str) -> str:
    """A text with the marks of Chinese print as the vocabulary writes them."""
    return text.translate(str.maketrans(",;:()", "，；：（）"))


def last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of a pattern, None if there is none."""
    matches = list(pattern.finditer(text))
    return matches[-1] if matches else None


@cache
def number_pattern() -> re.Pattern[str]:
    """A number in running text with its unit: groups approx, digits, unit, after.

    Spaces inside a number are its own where no two numbers can stand: 支出2 80.00万元, 2 8 0.00万元, 80 .00.
    A nought before the point may be left out.
    """
    words = vocabulary()["numbers"]
    money = either(words["money"])
    counts = either(words["counts"])
    unlike = "".join(rf"(?<!{re.escape(word)})" for word in words["not_approximate"])
    said = "|".join(f"(?<={re.escape(word)})" for word in words["before_spaced"])
    behind = rf"(?=\s?(?:{money}|%))"
    # No amount is longer; a line of a hundred thousand spaced digits must not be tried from each of them.
    point = r" ?\. ?\d(?: ?\d){0,7}"
    spaced = rf"(?:{said})\d{{1,3}}(?: \d{{1,3}}){{1,6}}{point}{behind}|\d(?: \d){{2,12}}(?:{point})?{behind}"
    plain = rf"(?:\d{{1,3}}(?:,\s?\d{{3}})+|\d+)(?:{point}{behind}|\s?\.\s?\d+)?"
    # 488.8.万元: no digit is behind the point, and the unit is.
    stray = rf"(?:\.(?=\s?(?:{money})))?"
    return re.compile(
        rf"(?P<approx>{either(words['approximate'])}{unlike})?"
        rf"(?<![\dA-Za-z.〔\[【])(?P<digits>{spaced}|[-－]?{plain}|\.\d{{1,4}}{behind}){stray}\s?"
        rf"(?P<more>{either(words['approximate_after'])}?)(?:[（(](?={money}[）)]|平方米[）)]))?"
        rf"(?P<unit>{money}|[万亿](?![\u4e00-\u9fff])|%+|‰|个百分点|百分点|{counts})?"
        rf"(?P<after>{either([*words['threshold_after'], *words['approximate_after']])})?"
    )


@cache
def no_figure_pattern() -> re.Pattern[str]:
    """Numbers that say no quantity: years, dates, codes, file numbers, telephone numbers."""
    return re.compile(
        rf"{YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|(?:19|20)\d{{2}}[-—－至]{YEAR}|\d{{1,2}}月(?:\d{{1,2}}日|底|末|份)?"
        r"|[〔\[【（(](?:19|20)\d{2}[〕\]】）)]\s*第?\d*号?|(?:第|(?<!\d))\d{1,12}号|[（(]\d{3,7}[）)]|[（(]\d{2,7}[类款项][）)]|\d{5}(?:\d{2})?[-－—]"
        r"|(?<!\d)\d{3,4}[-－—]\d{7,8}|[（(]\d{3,4}[）)]\d{7,8}|图\s*\d+|表\s*\d+|附件\s*\d+|“十\S五”"
        r"|\d{1,2}[—－~-]\d{1,2}月(?:份)?|(?<![\d.])(?:19|20)\d{2}(?=[年/-]\d|\.\d{1,2}\.\d)"
    )


@cache
def direction_tail() -> re.Pattern[str]:
    """A direction word that leads to the number behind it: groups both, up, down, reaching.

    A form's 增加（减少） of which none was chosen is both.
    """
    words = vocabulary()["directions"]
    filler, up, down = (either(words[name]) for name in ("filler", "up", "down"))
    unchosen = "|".join(
        rf"{one}\s*(?:[（(]\s*(?:或|/)?{other}\s*[）)]|(?:/|或者?){other})"
        for one, other in ((up, down), (down, up))
    )
    return re.compile(
        rf"(?:(?P<both>(?<!收支){either(words['both'])}|{unchosen})|(?P<up>{up}|(?:^|(?<=[算年数期]))多)"
        rf"|(?P<down>{down}|(?:^|(?<=[算年数期]))少))"
        rf"(?:{filler})*(?P<reaching>{either(words['reaching'])})?(?:{filler})*[（(]?$"
    )


def direction_sign(found: re.Match[str]) -> int | None:
    """1 for up and -1 for down of a direction word, None where both are said."""
    if found["both"]:
        return None
    return 1 if found["up"] else -1


@cache
def beyond_budget_tail() -> re.Pattern[str]:
    """决算数小于预算数 directly before the difference: groups above, below."""
    words = vocabulary()["directions"]
    return re.compile(
        rf"(?:(?P<above>{either(words['above'])})|(?P<below>{either(words['below'])}))"
        rf"{own_budget()}(?:支出)?(?:为|达|约)*$"
    )


@cache
def grown_from_tail() -> re.Pattern[str]:
    """由上年的 directly before an amount of last year that grew to another."""
    years = rf"(?:{YEAR}|{either(vocabulary()['against']['years'])})"
    return re.compile(rf"[由从]{years}(?:同期)?(?:决算|支出)?数?的?$")


@cache
def grown_to_lead() -> re.Pattern[str]:
    """增加到 behind the amount that grew."""
    words = vocabulary()["directions"]
    return re.compile(rf"\s*[，,]?{either([*words['up'], *words['down']])}{either(words['reaching'])}")


@cache
def direction_lead() -> re.Pattern[str]:
    """A direction word that follows a number at once: 433万元减少."""
    words = vocabulary()["directions"]
    return re.compile(rf"\s*[，,]?{either([*words['up'], *words['down']])}")


@cache
def flat_pattern() -> re.Pattern[str]:
    """Words that say nothing changed."""
    return re.compile(either(vocabulary()["directions"]["flat"]))


@cache
def against_pattern() -> re.Pattern[str]:
    """What a change is measured against: group budget or last_year; `year` where one is printed."""
    words = vocabulary()["against"]
    years = rf"(?:(?P<year>(?:19|20)\d{{2}})年度?|{either(words['years'])})"
    silent = years.replace("?P<year>", "?:")
    last = sorted(words["last_year"], key=len, reverse=True)
    last_pattern = "|".join(re.escape(w).replace(re.escape("{年}"), silent) for w in last)
    own = rf"{silent}?{own_budget(of=True)}"
    budget_pattern = (
        rf"{either(words['budget'])}|(?:(?<![\u4e00-\u9fff”])决算数?)?(?:较|比|对比|相比|相较于?){own}"
        rf"|[与同和]{own}(?:进行)?(?:相?比较?|对比)"
    )
    # What was there as the year began; 较年初部门预算 is the budget's.
    opening = r"[较比](?:年初|期初|上年末|上年底)(?![^，。；\d]{0,10}预算)"
    return re.compile(rf"(?P<budget>{budget_pattern})|(?P<last_year>{last_pattern}|{opening})")


@cache
def own_budget(of: bool = False) -> str:
    """The account's own budget, as a regular expression: 预算, 年初预算数, 调整后部门预算; if it may say what
    it is `of`, 年初支出预算 too."""
    kinds = vocabulary()["against"]
    listed = either([*kinds["budget_kinds"], *(kinds["budget_of"] if of else ())])
    return rf"{listed}*预算(?:安排|批复|总额)?(?:数字|[数额])?"


@cache
def prior_clause() -> re.Pattern[str]:
    """A clause about last year's amount: 上年机关运行经费支出. Carry-overs of last year are this year's."""
    years = either(vocabulary()["against"]["years"])
    return re.compile(rf"{years}(?!.*(?:结转|结余|追加|下达|安排))")


@cache
def last_year_tail() -> re.Pattern[str]:
    """上年度的, 上(年末) directly before a carry-over that is named by its end of the year."""
    years = either(vocabulary()["against"]["years"])
    return re.compile(rf"(?:{years}的?|[上去])$")


@cache
def was_tail() -> re.Pattern[str]:
    """上年支出为 directly before an amount, behind the name of what was spent."""
    years = either(vocabulary()["against"]["years"])
    return re.compile(rf"(?<![较比与同和使用]){years}(?:实际|决算|支出|收入|数|额)*(?:为|是|[：:])*$")


@cache
def year_tail() -> re.Pattern[str]:
    """2023年决算数为 directly before an amount, behind the name of what was spent: group year."""
    return re.compile(
        r"(?<![较比与同和])(?P<year>(?:19|20)\d{2})年度?(?:实际|决算|支出|收入|数|额)*(?:为|是|[：:])*$"
    )


@cache
def measure_tail(measure: str) -> re.Pattern[str]:
    """A measure's word directly before a number: group name."""
    words = either(vocabulary()["measures"][measure])
    return re.compile(
        rf"(?P<name>{words})(?:金额|资金|总额|数|额)*(?:共计|合计|总计|为|是|达|共|约|[：:（(])*$"
    )


@cache
def kind_of_budget() -> re.Pattern[str]:
    """一般公共预算A万元 names a kind of money, not what was planned."""
    return re.compile(r"(?:公共|基金|经营|保险)预算(?:资金)?(?:为|是|[：:])?$")


@cache
def share_tail() -> re.Pattern[str]:
    """占 … 的 directly before a percentage: group whole."""
    tails = either(vocabulary()["shares"]["tails"])
    return re.compile(
        rf"占(?:到|了)?(?P<whole>(?:(?!占)[^，。；：\d%]){{0,45}}?)(?:{tails})?(?:为|约|达|是|仅)*[，,]?$"
    )


@cache
def completion_tail() -> re.Pattern[str]:
    """完成预算的 directly before a percentage: group name."""
    ratios = either(w for w in vocabulary()["completions"]["before"] if w != "完成")
    return re.compile(
        rf"(?:完成(?:了|率)?|为|占|达到)(?P<name>{own_budget(of=True)})"
        r"(?:的)?(?:比例)?(?:为|达)?$"
        rf"|{ratios}(?:为|达到?|是|约|[：:])*$"
    )


@cache
def indicator_tail() -> re.Pattern[str]:
    """产出指标完成率 directly before a percentage: how far a target was met, not a budget."""
    words = either(vocabulary()["completions"]["of_indicators"])
    return re.compile(rf"{words}[^，。；：、]{{0,6}}(?:完成|达成|达标|合格)率(?:均)?(?:为|达到?|是|[：:])*$")


@cache
def list_opening() -> re.Pattern[str]:
    """Words that open a list of parts."""
    words = vocabulary()["lists"]
    division = r"按(?!照|规定|要求)[\u4e00-\u9fff]{2,8}?分(?:类|为)?[：:]"
    return re.compile(
        rf"(?<!不)(?<!还){either(words['opening'])}|{division}|[，,]分别[为是](?=[\u4e00-\u9fff])|^\s*[：:]"
    )


@cache
def reason_pattern() -> re.Pattern[str]:
    """Words behind which amounts are reasons, not claims."""
    # 主要是为保障机构正常运转发生的支出 tells what an amount is for.
    return re.compile(rf"{either(vocabulary()['reasons']['words'])}(?!为?保障|为了?完成|用于|指)")

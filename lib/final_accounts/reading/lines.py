"""Printed lines become paragraphs: sentences broken over lines and pages are joined again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..documents import Paragraph, Segment
from ..figures import MONEY_UNITS
from ..places import Box


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed. `starts_paragraph` is what the layout tells (indent, gap), None if nothing."""

    text: str
    page: int | None = None
    box: Box | None = None
    number: int | None = None
    starts_paragraph: bool | None = None
    style: str | None = None


_RADICALS = {
    code: ordinary
    for code in range(0x2F00, 0x2FD6)
    if len(ordinary := unicodedata.normalize("NFKC", chr(code))) == 1
} | dict(
    zip(
        map(ord, "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⼾⻘⻒⺎⺁"),
        "民母虎西见角贝车长门韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟户青长兀厂",
        strict=True,
    )
)
"""Radicals that some programs write for the ordinary character of one shape: 公务用⻋."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.") | _RADICALS
_WIDEST = 100
"""How wide the lines of a text are at the most that was wrapped."""
_USUAL_WIDTH = 43
"""How wide lines are where nothing tells."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’、。《》〈〉【】…—"
_SPACE_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}%])")
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f]")

_STRETCHED = re.compile(r"(?<![^\s])\S(?: \S)+ ?(?![^\s])")
_SPACED_DOT = re.compile(r"(?<!\d)\d(?: \d){0,12} \. \d(?: \d){0,6}(?![\d.])")
"""2 4 . 0 9: with spaces on both sides of the point the digits are of one number."""
_SPACED_COMMA = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})* ,(?: ?\d{3} ?,)* ?\d{3}\.\d{1,6}(?![\d.])")
"""1 , 104.92: with a space before the comma too, where no list has one."""
_FEWEST_STRETCHED = 5
"""Chinese letters that stand singly in a row: fewer may be the cells of a table."""

_NUMBERING = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.．](?!\d)|\d{1,2}、|[（(]\d{1,2}[）)]|附件\s*\d*[:：]?|附表"
)
_LAYOUT_LINE = re.compile(
    r"公开\s*\d+\s*表|表\s*\d+$|(?:金额)?单位[:：]\s*\S{1,3}元?|(?:编制)?(?:部门|单位)[:：]"
    r"|[（(]?图\s*\d*\s*[:：]?|目录$|目\s*录$"
    r"|(?:(?:信息|文章|稿件)?来源|发布(?:日期|时间|机构)|成文日期|浏览(?:次数|量)|索引号)\s*[:：]"
)
"""How lines begin or end that are no text: heads of forms, captions, what a web page says of itself."""
_AMOUNT = re.compile(rf"[\d.,]+\s*(?:{MONEY_UNITS}|%)")
_UNIT = re.compile(rf"(?:{MONEY_UNITS})|[%％]|[个辆台人次批](?:$|[，。；、）])")
_HALF_UNIT = re.compile(r"\d[万亿千百]$")
_GOING_ON = re.compile(r"[，。；、：）％%」』”]|[（(][类款项][）)]")
"""How a line begins that can only go on: no paragraph opens with an amount, or with what closes."""
_ITEM_BEGUN = re.compile(r"[（(](?:类|(?P<section>款))[）)][^（()），。；：]+$")
_ITEM_ENDED = re.compile(r"[^（()），。；：\d]{0,30}[（(](?:款|(?P<item>项))[）)]")
"""A line break within the name of an item: …医疗（款）行政单⏎位医疗（项）."""
_ON_BUDGET = re.compile(r"决算数(?:大于|小于|等于|高于|低于|与|较|比)")
"""What is said of the amounts before it: no paragraph begins so behind a full line."""
_SAID = re.compile(r"(?:(?:亿|万)元|\d[%％]|持平|变化|无(?:年初)?预算|未安排(?:预算)?)$")
_BEGINS_WITH_YEAR = re.compile(r"(?:19|20)\d{2}\s*年")
"""Behind a clause that is whole a year begins the next sentence, though no mark stands between."""
_SENTENCE_BEGIN = re.compile(
    r"本年(?:度)?(?:收入|支出)|(?:本|我)(?:部门|单位|局)(?:19|20)?\d*|(?:19|20)\d{2}\s*年度"
)
"""How a paragraph begins: where lines are not wrapped it does so though the one above lacks its full stop."""
_LEADS_ON = re.compile(r"[，、：；（的和与及或为是因由对按将从在占比较]$|其中$|纳入$|根据$|[a-zA-Z\d]$")
"""What a line ends with that was cut in mid-sentence."""
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
"""A code of the functional or the economic classification."""
NOTE = re.compile(r"(?:注|说明|备注)\s*\d*[:：.、]")
_LEFT_OPEN = re.compile(r"(?:[（(]项[）)][。：:]|原因(?:是|为)?[：:]|其中[：:])$")
"""What has more behind it, though a sentence may end so."""
_WHOLE_HEADING = re.compile(r"(?:情况|说明)$")
_NUMBER = re.compile(r"[-－−(（]?(?:[\d,，]*\d(?:\.\d+)?|\.\d+)[%％]?[)）]?")
_CLAUSE_END = re.compile(r"[；;]$")
_CLAUSE = re.compile(r"[，。；]")
_SENTENCE_END = re.compile(r"[。；！？;!?：:]$|[…]$")
_TITLE = re.compile(
    r"(?:表|图|报告|三公[”\"]?经费[^，。；：\d]{0,16}(?:情况|说明)"
    r"|决算(?:公开)?(?:增减(?:变化)?|执行|编制|其他|汇总)?(?:情况|事项)?(?:说明|公开|信息)?)[）)]?"
    r"(?:[（(][^（）()]*[）)])*$"
)
_COLUMN_HEAD = re.compile(r"决算数?[（(]万?元[）)]$")
"""2024年决算（万元） heads a column."""
_TO_SENTENCE = ("现将", "现就")
"""What begins a sentence that a line break cuts behind what could be a title: 现将…支出情况⏎公布如下。"""
_TRAIL = re.compile(r"[^>＞]{2,}(?:\s*[>＞]{1,2}[^>＞]{2,}){2,}$")
"""The way to a web page through its site: 首页 > 政务公开 > 决算."""

_LOST_SPACES = re.compile(r"^ *\?[? ]*(?=[\u4e00-\u9fff（(“]|\d{1,2}[.、．](?!\d)|\d{4}年|$)", re.MULTILINE)
"""??一、部门职责: what a conversion made of spaces that its encoding does not have. ?12.50 may be a minus."""


def tidy(text: str) -> str:
    """The text without the spaces that typesetting puts around Chinese, with plain digits.

    Spaces between two digits stay: they may part two numbers.
    """
    plain = _INVISIBLE.sub("", text).translate(_FULL_WIDTH)
    return _SPACES.sub(" ", _SPACE_BESIDE_WIDE.sub("", plain)).strip()


def without_lost_spaces(text: str) -> str:
    """The text without the question marks that begin its lines where the spaces of an indent were lost."""
    return _LOST_SPACES.sub("", text)


def close_up(text: str) -> str:
    """The text without the spaces between the letters of lines that were stretched to their full width."""
    for number in (_SPACED_DOT, _SPACED_COMMA):
        text = number.sub(lambda found: found.group().replace(" ", ""), text)
    return _STRETCHED.sub(lambda run: _close_run(run.group()), text)


def _close_run(run: str) -> str:
    wide = len(_CHINESE.findall(run))
    return run.replace(" ", "") if wide >= _FEWEST_STRETCHED else run


def join_lines(
    lines: Iterable[PrintedLine], first_index: int = 0, all_texts: Sequence[str] = ()
) -> tuple[Paragraph, ...]:
    """Paragraphs from lines in reading order, numbered from `first_index`.

    `all_texts` are the sentences' lines of the whole text, where `lines` are some: they tell how wide it is.

    A line goes on in the next one unless the layout says otherwise, a sentence has ended, either is a
    heading, a caption or a form's head, or the line is much shorter than the text is wide.
    """
    tidied = [replace(line, text=without_lost_spaces(tidy(line.text))) for line in lines]
    kept = [line for line in tidied if line.text]
    printed = any(line.box is not None for line in kept)
    wide = full_width(all_texts or [line.text for line in kept], printed)
    groups: list[list[PrintedLine]] = []
    for line in kept:
        if groups and _goes_on(groups[-1], line, wide):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(group, first_index + index) for index, group in enumerate(groups))


def is_numbered(text: str) -> bool:
    """Whether a line begins with the numbering of a heading or a list item."""
    return bool(_NUMBERING.match(text))


def is_heading(text: str) -> bool:
    """Whether a line looks like a numbered heading: short, one phrase, no sentence."""
    return is_numbered(text) and len(text) <= 45 and not re.search(r"[。，；,;]", text)


def is_whole_heading(text: str) -> bool:
    """Whether a line is a numbered heading with its last word: it does not go on though it is full."""
    return is_heading(text) and _WHOLE_HEADING.search(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is nothing but one number: with thousands, a sign, a percent sign or in brackets."""
    return _NUMBER.fullmatch("".join(text.split())) is not None


def is_prose(text: str) -> bool:
    """Whether a line holds a piece of a sentence: a clause ends in it."""
    return _CLAUSE.search(text) is not None


def goes_on(text: str) -> bool:
    """Whether a line begins with what only goes on: a closing mark, （款）."""
    return _GOING_ON.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence may end."""
    return _SENTENCE_END.search(text) is not None


def _goes_on(group: Sequence[PrintedLine], after: PrintedLine, wide: int | None) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    before, begun = group[-1].text, after.text
    if _is_broken(before, begun):
        # However the line stands: margins of a curled sheet are ragged.
        return True
    if after.starts_paragraph is not None:
        return not after.starts_paragraph
    is_first = len(group) == 1
    may_be_wrapped = wide is not None and not is_numbered(begun)
    if may_be_wrapped and _CLAUSE_END.search(before):
        return _fills(before, wide, 0.85)
    if _is_torn(before, begun, wide):
        return True
    if may_be_wrapped and _LEFT_OPEN.search(before):
        return _fills(before, wide, 0.85)
    if _begins_anew(before, begun, wide) or (is_title(begun) and NOTE.match(group[0].text)):
        return False
    is_layout = _LAYOUT_LINE.match(before) is not None
    if _AMOUNT.match(begun) and not is_layout:
        return True
    if is_first and is_whole_heading(before):
        return begun.startswith("说明")
    if is_first and (is_heading(before) or is_layout):
        # In wrapped text a heading that fills its line may go on; a short one has ended.
        return _fills(before, wide, 0.9)
    if _TRAIL.match(before) or is_title(before) or not _CHINESE.search(before):
        return False
    return _fills(before, wide or _USUAL_WIDTH, 0.7)


def _fills(text: str, wide: int | None, share: float) -> bool:
    """Whether a line takes at least a share of the width that the text is wrapped at."""
    return wide is not None and width(text) >= share * wide


def _is_broken(before: str, begun: str) -> bool:
    """Whether a line ends within an amount or a list."""
    if before[-1:].isdigit():
        return _UNIT.match(begun) is not None
    return before.endswith("、") or (_HALF_UNIT.search(before) is not None and begun.startswith("元"))


def _is_torn(before: str, begun: str, wide: int | None) -> bool:
    """Whether a line begins with what must stand behind the one before: a closing mark, 其中, the rest of an
    item's name."""
    if goes_on(begun) and not _LAYOUT_LINE.match(before):
        return True
    if begun.startswith("其中") and _fills(before, wide, 0.75):
        return True
    if _ON_BUDGET.match(begun) and _fills(before, wide, 0.9):
        return True
    return wide is not None and _breaks_item(before, begun)


def _begins_anew(before: str, begun: str, wide: int | None) -> bool:
    """Whether a sentence has ended or a line begins as none goes on."""
    if ends_sentence(before) or is_numbered(begun) or _LAYOUT_LINE.match(begun):
        return True
    if _SAID.search(before) and _BEGINS_WITH_YEAR.match(begun):
        return True
    return wide is None and _SENTENCE_BEGIN.match(begun) is not None and not _LEADS_ON.search(before)


def _breaks_item(before: str, after: str) -> bool:
    """Whether an item's name begins in one line and ends in the next."""
    begun, ended = _ITEM_BEGUN.search(before), _ITEM_ENDED.match(after)
    return begun is not None and ended is not None and (begun["section"] is None) == (ended["item"] is None)


def is_title(text: str) -> bool:
    """Whether a line is the title of a form, a chart or the account: one phrase, no end of a sentence."""
    if text.startswith(_TO_SENTENCE) or _COLUMN_HEAD.search(text):
        return False
    return _TITLE.search(text) is not None and len(text) <= 45 and not is_prose(text)


def full_width(texts: Sequence[str], printed: bool = False) -> int | None:
    """How wide a full line of wrapped text is (a Chinese character counts 2), None if it is not wrapped.

    What is `printed` on pages always is; a text whose lines are longer than those of pages holds whole
    paragraphs. Lines of sentences tell it where there are any: headings and cells of tables fill no line.
    """
    widths = sorted(width(text) for text in list(filter(is_prose, texts)) or texts)
    if not widths:
        return None
    common = widths[int(len(widths) * 0.9)]
    return common if printed or common <= _WIDEST else None


def width(text: str) -> int:
    """How wide a line is printed: a Chinese character counts 2."""
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)


def _paragraph(group: Sequence[PrintedLine], index: int) -> Paragraph:
    text, segments = "", []
    for line in group:
        start = len(text)
        text += line.text
        segments.append(Segment(start, len(text), line.page, line.box, line.number))
    return Paragraph(index, text, tuple(segments), group[0].style)

"""The first sheet of the working paper: whose account, what came of it, how to read it, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.worksheet import Worksheet

from ...figures import Verdict
from ...reports import CheckedReport
from ..language import say
from ..messages import FORMAT_WORDS, ledger_sentence, moment_words, verdict_sentence
from .cells import SEE_NOTE, VERDICTS, Book, Head, cell_text, column_letters, row_height
from .findings import FIRST_ROW
from .operands import COLUMNS
from .results import SAME_AS_OURS, UNLIKE_OURS

_WIDTHS = (38, 12, 12, 84)
_WIDE = Head("", sum(_WIDTHS[1:]), True)

READING = (
    "每个数字都是报告印出的数字，以数值存放，旁边是小数位数与出处；“核对”一表的公式全部引用这些数字，"
    "改动任何一个，凡用到它的判定都随之变化。",
    "黄色的格是句中没有列出、因而无从核对的数；按其他材料补填后，该项即可判定。",
    "红底是与其他数字不相符的数，黄褐底是截位未进位的数；报表中这样的格附有批注。",
    "“公式判定”由本工作簿现算，“程序判定”是核对程序给出的结论，“两者”一栏比较二者；一句话可以有几种读法时，"
    "取最能成立的一种，所用的数字见“算式”。",
    "“问题”一栏标“连带”的，是另一个数字有误引起的，改正那个数字后即相符，不另列问题。",
    f"公式写不出的核对标为“{SEE_NOTE}”，不计入一致与否；单位、表号、文字表述的核对没有可算的数字，另列一表。",
)
RULES = (
    "印出的数字是一个区间：印出 d 位小数，实际值就在其上下半个末位（0.5÷10^d）之内。"
    f"印出数的区间与重算的区间有公共的值，为“{VERDICTS[Verdict.CONSISTENT]}”。",
    "合计：各加数各有半个末位的出入，n 个加数的合计连同合计数本身，最多可差 (n+1)÷2 个末位。",
    "占比、完成率：下限为（部分－半位）÷（总体＋半位），上限为（部分＋半位）÷（总体－半位）。",
    "增减率：增减额÷上年数，上年数＝本年数－增加额（或＋减少额）；上下限同样取增减额、本年数各自半位的两端。",
    f"印出的数若只能由舍去尾数、而不能由四舍五入得来，为“{VERDICTS[Verdict.TRUNCATED]}”；两者都不能，为"
    f"“{VERDICTS[Verdict.INCONSISTENT]}”；缺少算式中的数，或基数可能为 0，"
    f"为“{VERDICTS[Verdict.UNDETERMINED]}”。",
    "报告常省去末尾的零：先按通常的小数位数补零核对；只有把省写当作四舍五入才能成立的，仍判为"
    f"“{VERDICTS[Verdict.INCONSISTENT]}”（列为提醒）。“约”“余”之后的数放宽到上下五个末位；人数、件数没有出入。",
    "比较上下限时先舍去第九位以后的二进制尾差，不影响任何印得出来的数字。",
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first sheet tells. `names` and `forms` are the names of the other sheets."""

    checked: CheckedReport
    source: str
    created: datetime
    version: str
    title: str
    unchecked: tuple[str, ...]
    names: Mapping[str, str]
    forms: tuple[str, ...]
    with_texts: bool


def write_cover(book: Book, sheet: Worksheet, cover: Cover, outcomes: Sequence[tuple[str, str]]) -> None:
    """The whole first sheet; `outcomes` are the formula's and the library's verdict of every check."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    book.text(sheet, 0, 0, f"{cover.title}核对工作底稿", bold=True, font_size=16, border=0)
    sheet.set_row(0, 28)
    row = _pairs(book, sheet, 2, list(_facts(cover)))
    row = _pairs(
        book,
        sheet,
        _heading(book, sheet, row + 1, "结论"),
        [("总体", verdict_sentence(cover.checked)), ("数字", ledger_sentence(cover.checked))],
    )
    row = _counts(book, sheet, _heading(book, sheet, row + 1, "核对结果"), cover, outcomes)
    row = _signatures(book, sheet, _heading(book, sheet, row + 1, "签署"))
    row = _sheets(book, sheet, _heading(book, sheet, row + 1, "各表"), cover)
    row = _notes(book, sheet, _heading(book, sheet, row + 1, "怎样读"), READING)
    row = _notes(book, sheet, _heading(book, sheet, row + 1, "判定规则"), RULES)
    if cover.unchecked:
        row = _notes(book, sheet, _heading(book, sheet, row + 1, "未核对的内容"), cover.unchecked)
    sheet.print_area(0, 0, row - 1, len(_WIDTHS) - 1)
    sheet.activate()


def _facts(cover: Cover) -> Iterator[tuple[str, str]]:
    report = cover.checked.report
    source = report.document.source
    yield "部门", report.bureau or say("summary.bureau_unknown")
    yield "年度", f"{report.fiscal_year}年" if report.fiscal_year else "年度未识别"
    yield "源文件", cover.source
    yield "格式", FORMAT_WORDS.get(source.format, source.format)
    if source.pages:
        yield "页数", f"{source.pages} 页"
    yield "SHA-256", source.sha256
    yield "金额单位", report.unit
    decimals = report.usual_decimals
    yield "文字的小数位数", "各处不一" if decimals is None else f"通常 {decimals} 位"
    yield "程序", f"final_accounts {cover.version}"
    yield "生成时间", moment_words(cover.created)


def _heading(book: Book, sheet: Worksheet, row: int, text: str) -> int:
    book.text(sheet, row, 0, text, bold=True, font_size=12, font_color="#1F4E79", border=0)
    sheet.set_row(row, 22)
    return row + 1


def _pairs(book: Book, sheet: Worksheet, row: int, pairs: list[tuple[str, str]]) -> int:
    for label, value in pairs:
        book.text(sheet, row, 0, label, bold=True, bg_color="#F5F7F9")
        _wide(book, sheet, row, value)
        row += 1
    return row


def _notes(book: Book, sheet: Worksheet, row: int, notes: tuple[str, ...]) -> int:
    for number, note in enumerate(notes, start=1):
        sheet.write_number(row, 0, number, book.format(align="center", font_color="#55606C"))
        _wide(book, sheet, row, note)
        row += 1
    return row


def _wide(book: Book, sheet: Worksheet, row: int, text: str) -> None:
    """A text over all columns but the first, in a row high enough for it."""
    shown = cell_text(text, 1_000)
    sheet.merge_range(row, 1, row, len(_WIDTHS) - 1, "", book.format(text_wrap=True))
    book.text(sheet, row, 1, shown, text_wrap=True)
    sheet.set_row(row, row_height([(shown, _WIDE)]) + 2)


def _counts(book: Book, sheet: Worksheet, row: int, cover: Cover, outcomes: Sequence[tuple[str, str]]) -> int:
    """How many checks came to which verdict, counted where they stand."""
    head = book.format(bold=True, bg_color="#1F4E79", font_color="#FFFFFF", align="center")
    for column, text in enumerate(("判定", "公式判定", "程序判定")):
        sheet.write_string(row, column, text, head)
    last = FIRST_ROW + max(len(outcomes), 1)

    def area(name: str) -> str:
        letters = column_letters(COLUMNS.index(name))
        return f"'{cover.names['checks']}'!${letters}${FIRST_ROW + 1}:${letters}${last}"

    centred = book.format(align="center")
    first = row + 1
    for word in (*(VERDICTS[verdict] for verdict in _ORDER), SEE_NOTE):
        row += 1
        sheet.write_string(row, 0, word, book.format(bold=True))
        for column, name in ((1, "verdict"), (2, "own_verdict")):
            count = sum(pair[column - 1] == word for pair in outcomes)
            sheet.write_formula(row, column, f'=COUNTIF({area(name)},"{word}")', centred, count)
    book.colour_verdicts(sheet, first, row, 0)
    row += 1
    sheet.write_string(row, 0, "合计", book.format(bold=True))
    for column in (1, 2):
        letters = column_letters(column)
        sheet.write_formula(row, column, f"=SUM({letters}{first + 1}:{letters}{row})", centred, len(outcomes))
    judged = [formula == own for formula, own in outcomes if formula != SEE_NOTE]
    for word, agreed in ((SAME_AS_OURS, True), (UNLIKE_OURS, False)):
        row += 1
        sheet.write_string(row, 0, f"两者{word}", book.format(bold=True))
        sheet.write_formula(row, 1, f'=COUNTIF({area("agreement")},"{word}")', centred, judged.count(agreed))
        sheet.write_blank(row, 2, None, centred)
    return row + 1


def _signatures(book: Book, sheet: Worksheet, row: int) -> int:
    """Where to sign: on the first page in print, by what is signed."""
    for label in ("编制人", "编制日期", "复核人", "复核日期", "复核结论"):
        book.text(sheet, row, 0, label, bold=True, valign="vcenter")
        sheet.merge_range(row, 1, row, 2, "", book.format())
        sheet.set_row(row, 22)
        row += 1
    return row


_ORDER = (Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.INCONSISTENT, Verdict.UNDETERMINED)
_SHEET_WORDS = {
    "findings": "错误、提醒与备注：印的是什么，应当是多少，为什么，印在哪里；可填复核意见。",
    "checks": "每一项重算：合计、占比、增减、完成率、收支平衡、表间与文表勾稽，判定由公式得出。",
    "texts": "单位、表号、目录、应有内容、文字表述与值得留意之处，没有可算的数字。",
    "claims": "文字说明里每一项陈述的数字，按读到的样子列出。",
    "tables": "绩效自评表的预算数、执行数与执行率。",
}


def _sheets(book: Book, sheet: Worksheet, row: int, cover: Cover) -> int:
    shown = [key for key in _SHEET_WORDS if _has(cover, key)]
    rows = [(cover.names[key], _SHEET_WORDS[key]) for key in shown]
    rows += [
        (name, f"{form.title}（{'空表' if form.empty else f'{len(form.rows)} 行'}）")
        for name, form in zip(cover.forms, cover.checked.report.forms, strict=True)
    ]
    link = book.format(font_color="#1F4E79", underline=1)
    for name, words in rows:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
        _wide(book, sheet, row, words)
        row += 1
    return row


def _has(cover: Cover, key: str) -> bool:
    if key == "texts":
        return cover.with_texts
    return key != "tables" or bool(cover.checked.report.performance)

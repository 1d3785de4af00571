"""How a spreadsheet prints a number: the stored value through the cell's number format.

What is printed is what a report says: 3.14159 under 0.00 is 3.14. Source: ECMA-376 part 1, 18.8.30 and
18.8.31, with the built-in formats as the Chinese edition of Excel shows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from ...figures import rounded
from .number_dates import is_date_code, print_date

GENERAL = "General"
_YUAN = '"¥"'
_YEAR_MONTH, _MONTH_DAY, _HOUR, _SECONDS = (
    'yyyy"年"m"月"',
    'm"月"d"日"',
    'h"时"mm"分"',
    'h"时"mm"分"ss"秒"',
)
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: f"{_YUAN}#,##0;{_YUAN}-#,##0",
    6: f"{_YUAN}#,##0;{_YUAN}-#,##0",
    7: f"{_YUAN}#,##0.00;{_YUAN}-#,##0.00",
    8: f"{_YUAN}#,##0.00;{_YUAN}-#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), _HOUR),
    **dict.fromkeys((33, 35, 56), _SECONDS),
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@',
    42: f'{_YUAN}#,##0;{_YUAN}-#,##0;"-";@',
    43: '#,##0.00;-#,##0.00;"-"??;@',
    44: f'{_YUAN}#,##0.00;{_YUAN}-#,##0.00;"-"??;@',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""The formats that a workbook names by number alone."""

_STORED = Context(prec=15)
"""Spreadsheets hold binary floats and show at most 15 digits: what stands behind is noise."""
_SHOWN = Context(prec=12, rounding=ROUND_HALF_UP)
"""What General shows depends on the column's width; twelve digits hold any amount of an account to the
fen, and drop what adding binary floats leaves behind."""

_MOST_DIGITS = 40
"""Far beyond any amount, and within what is rounded exactly."""
_LONGEST_CODE = 255
"""A longer format is no format of a spreadsheet program."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<space>_.)|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<power>[eE][+-])|(?P<mark>.)",
    re.DOTALL | re.IGNORECASE,
)
_PIECE = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_UNSPOKEN = str.maketrans("", "", "¥￥")
"""A yuan sign beside a number says nothing that a form's head does not."""


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format. `marks` are digit places and signs, `words` literals;
    each token is (is_literal, text)."""

    code: str
    tokens: tuple[tuple[bool, str], ...]
    condition: tuple[str, Decimal] | None
    general: bool
    date: bool

    @property
    def marks(self) -> str:
        return "".join(text for literal, text in self.tokens if not literal)


def stored_number(text: str | float) -> Decimal | None:
    """The number that a cell holds, None if it is none (infinite or malformed)."""
    try:
        value = float(text)
    except ValueError:
        return None
    return _STORED.create_decimal(repr(value)) if abs(value) < float("inf") else None


def print_number(value: Decimal, code: str = GENERAL, date1904: bool = False) -> str:
    """The text that a spreadsheet shows for a number under a format; empty where the format hides it.

    A yuan sign is left out; other words of the format (元, %) stay. Rounds half away from zero.
    """
    section, magnitude = _choose(_sections(code or GENERAL), value)
    if section is None or section.general:
        text = _general(magnitude)
        words = "".join(text for literal, text in section.tokens if literal) if section else ""
        return (text + words.translate(_UNSPOKEN)).strip()
    if section.date:
        return print_date(value, section.code, date1904) or _general(value)
    if "@" in section.marks or "/" in section.marks:
        return _general(value)
    return _digits(magnitude, section)


def print_text(text: str, code: str) -> str:
    """The text that a spreadsheet shows for a text under a format: nothing where the format hides it."""
    sections = _sections(code)
    return text if len(sections) < 4 or "@" in sections[3].marks else ""


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    if len(code) > _LONGEST_CODE:
        return _sections(GENERAL)
    parts = [""]
    for piece in _PIECE.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(_section(part) for part in parts[:4])


def _section(code: str) -> _Section:
    tokens: list[tuple[bool, str]] = []
    condition = None
    general = False
    for match in _TOKEN.finditer(code):
        if match["quoted"] is not None or match["escaped"] is not None:
            tokens.append((True, match["quoted"] or match["escaped"] or ""))
        elif match["bracket"] is not None:
            limit = _CONDITION.fullmatch(match["bracket"].strip())
            currency = _CURRENCY.fullmatch(match["bracket"])
            if limit:
                condition = (limit[1], Decimal(limit[2]))
            elif currency and currency[1]:
                tokens.append((True, currency[1]))
        elif match["general"]:
            general = True
        elif match["power"]:
            tokens.append((False, "E"))
        elif match["mark"]:
            tokens.append((match["mark"] not in "0#?.,%@/", match["mark"]))
    return _Section(code, tuple(tokens), condition, general, not general and is_date_code(code))


def _choose(sections: Sequence[_Section], value: Decimal) -> tuple[_Section | None, Decimal]:
    """The section for a value, and the value as that section takes it: a negative one's has no sign."""
    numeric = sections[:3]
    for index, section in enumerate(numeric):
        last = index == len(numeric) - 1
        if section.condition is not None:
            if _meets(value, section.condition):
                return section, value
        elif index == 0:
            if last or value > 0 or (value == 0 and len(numeric) == 2):
                return section, value
        elif index == 1:
            if value < 0:
                return section, -value
            if last:
                return section, value
        else:
            return section, value
    return None, value


def _meets(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _general(value: Decimal) -> str:
    shown = _SHOWN.plus(value)
    if shown and not -10 <= shown.adjusted() < 15:
        return f"{shown.normalize():E}"
    return format(shown.to_integral_value() if shown == shown.to_integral_value() else shown.normalize(), "f")


def _digits(value: Decimal, section: _Section) -> str:
    """The value set into the digit places of a section."""
    marks = section.marks
    if "E" in marks:
        mantissa = marks.partition("E")[0].partition(".")[2]
        return f"{value:.{sum(mark in '0#?' for mark in mantissa)}E}"
    point = next((at for at, token in enumerate(section.tokens) if token == (False, ".")), None)
    whole = list(section.tokens if point is None else section.tokens[:point])
    behind = [] if point is None else list(section.tokens[point + 1 :])
    value = value.scaleb(2 * marks.count("%") - 3 * _scaling_commas(whole, behind))
    places = [text for literal, text in behind if not literal and text in "0#?"]
    if value.adjusted() + len(places) > _MOST_DIGITS:
        return _general(value)
    exact = rounded(abs(value), len(places))
    digits, _, decimals = format(exact, "f").partition(".")
    grouped = any(token == (False, ",") for token in _without_scaling(whole))
    shown = _whole_part(whole, digits.lstrip("0"), grouped)
    if point is not None:
        shown = _with_leading_zero(shown, whole) + _decimal_part(behind, decimals, places)
    sign = "-" if value < 0 else ""
    return sign + shown.translate(_UNSPOKEN).strip()


def _scaling_commas(whole: Sequence[tuple[bool, str]], behind: Sequence[tuple[bool, str]]) -> int:
    """How many commas stand behind the last digit place of a side: each divides by a thousand."""
    return sum(len(side) - len(_without_scaling(side)) for side in (whole, behind))


def _without_scaling(side: Sequence[tuple[bool, str]]) -> list[tuple[bool, str]]:
    last = max((at for at, (literal, text) in enumerate(side) if not literal and text in "0#?"), default=-1)
    return [token for at, token in enumerate(side) if at < last or token != (False, ",")]


def _whole_part(tokens: Sequence[tuple[bool, str]], digits: str, grouped: bool) -> str:
    """The digits before the point, from the right; the leftmost place takes all that are left."""
    left = sum(not literal and text in "0#?" for literal, text in tokens)
    shown: list[str] = []
    put = 0
    for literal, text in reversed(tokens):
        if literal:
            shown.append(text)
        elif text == "%":
            shown.append("%")
        elif text in "0#?":
            left -= 1
            here = digits[::-1] if left == 0 else digits[-1:]
            digits = "" if left == 0 else digits[:-1]
            for digit in here or {"0": "0", "?": " "}.get(text, ""):
                if grouped and put and put % 3 == 0 and digit.isdigit():
                    shown.append(",")
                shown.append(digit)
                put += digit.isdigit()
    return "".join(reversed(shown))


def _with_leading_zero(shown: str, tokens: Sequence[tuple[bool, str]]) -> str:
    """`#.00` shows .50; a zero before it changes nothing and keeps it a number."""
    if any(char.isdigit() for char in shown):
        return shown
    words = "".join(text for literal, text in tokens if literal)
    return f"{words}0"


def _decimal_part(tokens: Sequence[tuple[bool, str]], decimals: str, places: Sequence[str]) -> str:
    kept = len(decimals)
    while kept and places[kept - 1] in "#?" and decimals[kept - 1] == "0":
        kept -= 1
    shown, at = "." if kept else "", 0
    for literal, text in tokens:
        if literal or text == "%":
            shown += text
        elif text in "0#?":
            shown += decimals[at] if at < kept else ""
            at += 1
    return shown

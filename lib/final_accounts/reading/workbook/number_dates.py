"""How a spreadsheet prints a date: days since 1900 (or 1904) through the cell's format."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

_LITERALS = re.compile(r'"[^"]*"?|[\\!_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.DOTALL | re.IGNORECASE)
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<part>y+|e+|m+|d+|h+|s+|a{3,4})|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS = "一二三四五六日"
_LAST_DAY = 2_958_465
"""31 December 9999."""


def is_date_code(code: str) -> bool:
    """Whether a section of a format shows dates or times."""
    bare = _LITERALS.sub("", code)
    return re.search(r"[ymdhs]", bare, re.IGNORECASE) is not None


def print_date(value: Decimal, code: str, date1904: bool = False) -> str | None:
    """The date as shown, None if no date has this number."""
    moment = _moment(value, date1904)
    if moment is None:
        return None
    parts = [match for match in _PART.finditer(code)]
    half_day = any(match["half"] for match in parts)
    shown = []
    for at, match in enumerate(parts):
        if match["quoted"] is not None or match["escaped"] is not None:
            shown.append(match["quoted"] or match["escaped"] or "")
        elif match["elapsed"]:
            shown.append(_elapsed(value, match["elapsed"]))
        elif match["half"]:
            shown.append("AM" if moment.hour < 12 else "PM")
        elif match["part"]:
            part = match["part"].lower()
            minutes = part[0] == "m" and _beside_time(parts, at)
            shown.append(_minutes(moment, part) if minutes else _shown(moment, part, half_day))
        elif match["other"]:
            shown.append(match["other"])
    return "".join(shown).strip()


def _moment(value: Decimal, date1904: bool) -> datetime | None:
    if not 0 <= value <= _LAST_DAY:
        return None
    days = float(value)
    if date1904:
        start = datetime(1904, 1, 1)
    else:
        # The 1900 system counts a 29 February 1900 that never was.
        start = datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)
    return start + timedelta(seconds=round(days * 86400))


def _beside_time(parts: list[re.Match[str]], at: int) -> bool:
    """Whether an m means minutes: right after hours, or right before seconds."""
    units = [
        (index, (match["part"] or match["elapsed"])[0].lower())
        for index, match in enumerate(parts)
        if match["part"] or match["elapsed"]
    ]
    order = [index for index, _ in units].index(at)
    before = units[order - 1][1] if order else ""
    after = units[order + 1][1] if order + 1 < len(units) else ""
    return before == "h" or after == "s"


def _minutes(moment: datetime, part: str) -> str:
    return f"{moment.minute:02d}" if len(part) > 1 else str(moment.minute)


def _shown(moment: datetime, part: str, half_day: bool) -> str:
    size = len(part)
    match part[0]:
        case "y":
            return f"{moment.year % 100:02d}" if size <= 2 else f"{moment.year:04d}"
        case "e":
            return str(moment.year)
        case "m":
            name = _MONTHS[moment.month - 1]
            return name if size == 4 else name[:3] if size == 3 else _padded(moment.month, size)
        case "d":
            name = _DAYS[moment.weekday()]
            return name if size >= 4 else name[:3] if size == 3 else _padded(moment.day, size)
        case "a":
            return ("星期" if size == 4 else "") + _WEEKDAYS[moment.weekday()]
        case "h":
            return _padded((moment.hour - 1) % 12 + 1 if half_day else moment.hour, size)
        case _:
            return _padded(moment.second, size)


def _padded(number: int, size: int) -> str:
    return f"{number:02d}" if size > 1 else str(number)


def _elapsed(value: Decimal, unit: str) -> str:
    per_day = {"h": 24, "m": 1440, "s": 86400}[unit[0].lower()]
    return _padded(int(value * per_day), len(unit))

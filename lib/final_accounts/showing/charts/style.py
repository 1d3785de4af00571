"""How the charts look: type, colours, sizes. Everything is measured in inches and points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from pylopdf_fonts_zh_cn import sans_path

STYLE = Path(__file__).with_name("final_accounts.mplstyle")

WIDTH = 9.0
"""Inches of a chart: 900 pixels of a page at twice its resolution."""
DOTS_PER_INCH = 200
MARGIN = 0.18
PANEL = 4.2
"""Inches of each of the two panels."""
GUTTER = WIDTH - 2 * MARGIN - 2 * PANEL

LONGEST_WORDS = 80
"""Characters of a title or a label; real ones stay far below."""

INK = "#1c2733"
QUIET = "#64707d"
RULE = "#d5dbe1"
BASELINE = "#5b6775"
LEADER = "#9aa5b0"
ALARM = "#b0001e"
"""What differs, and nothing else, is red; it is also bold, outlined and carries MARK."""
MARK = "▲"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Fill:
    """The colour of a slice, and its hatch."""

    colour: str
    hatch: str | None = None


SLICES = (
    Fill("#1f4e79"),
    Fill("#f2b450"),
    Fill("#2e8b80"),
    Fill("#cfe0ee"),
    Fill("#6a5591", "\\\\\\"),
    Fill("#ece2c4", "..."),
    Fill("#7aa6cf", "///"),
    Fill("#6b4a2b", "xxx"),
)
"""Neighbours differ in lightness, so that a grey print and a colour-blind reader tell them apart; none is
red. The later ones are hatched besides, because eight steps of grey are too many."""

THIS_YEAR = Fill("#1f4e79")
LAST_YEAR = Fill("#b4cadd")


def slice_fill(index: int) -> Fill:
    return SLICES[index % len(SLICES)]


@cache
def _add_type() -> None:
    font_manager.fontManager.addfont(sans_path())


@cache
def _characters() -> frozenset[int]:
    return frozenset(get_font(str(sans_path())).get_charmap())


def drawable(text: str) -> str:
    """A report's words in one line, with 〓 for characters that the type does not have, and cut where no
    chart has room for them."""
    line = " ".join(text[: 4 * LONGEST_WORDS].split())
    if len(line) > LONGEST_WORDS:
        line = line[: LONGEST_WORDS - 1] + "…"
    return "".join(char if ord(char) in _characters() else "〓" for char in line)


@contextmanager
def chart_style() -> Iterator[None]:
    """Matplotlib's settings for a chart, put back afterwards."""
    _add_type()
    with matplotlib.rc_context(fname=STYLE):
        yield


def embolden(text: Text, colour: str = INK, width: float = 0.45) -> Text:
    """Bold type: the font package holds the regular weight alone."""
    text.set_path_effects([withStroke(linewidth=width, foreground=colour)])
    return text


def inch_axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes without a frame whose data unit is one inch."""
    axes = bare_axes(figure, left, bottom, width, height)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    return axes


def bare_axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes without frame and ticks at a place given in inches."""
    whole_width, whole_height = figure.get_size_inches()
    axes = figure.add_axes(
        (left / whole_width, bottom / whole_height, width / whole_width, height / whole_height)
    )
    axes.set_axis_off()
    return axes


def em_width(text: str) -> float:
    """About how wide a text is, in its own font size."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.57 for char in text)


def inches_wide(text: str, points: float) -> float:
    return em_width(text) * points / 72


_NOT_FIRST = frozenset("）)，、；：。”")


def wrap(text: str, points: float, width: float) -> list[str]:
    """The text in lines of at most `width` inches, about equally long, broken between characters."""
    room = max(width * 72 / points, 2.0)
    if em_width(text) <= room:
        return [text]
    count = int(-(-em_width(text) // room))
    even = min(em_width(text) / count + 0.8, room)
    lines = [""]
    for char in text:
        if lines[-1] and em_width(lines[-1] + char) > even and char not in _NOT_FIRST:
            lines.append("")
        lines[-1] += char
    return lines


def flow(items: Sequence[str], separator: str, points: float, width: float) -> list[str]:
    """Items one after another in lines of at most `width` inches, broken between items where possible."""
    lines: list[str] = []
    for position, item in enumerate(items):
        text = item + (separator if position + 1 < len(items) else "")
        if lines and inches_wide(lines[-1] + text, points) <= width:
            lines[-1] += text
        else:
            lines.extend(wrap(text, points, width))
    return lines


def number(value: Decimal, unit: str = "") -> str:
    """A value as printed on a chart: thousands separated, a true minus."""
    return f"{value:,f}".replace("-", MINUS) + unit


def signed(value: Decimal, unit: str = "") -> str:
    """A change with its sign; zero has none."""
    return ("+" if value > 0 else "") + number(value, unit)

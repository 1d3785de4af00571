"""Running text as a flowable: indented, justified, split over pages, strong type as the sample has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from .breaking import Line, Run, break_runs, parse_runs
from .fonts import BODY, HEAD

# Bold faked by printing four times, in points; as word processors without a bold face do it.
OVERPRINT = ((0.0, 0.0), (0.3, 0.0), (0.0, 0.3), (0.3, 0.3))
_SAME_SCRIPT = re.compile(r"[（）“”。：、]|[\x20-\x7e]+|[^\x20-\x7e（）“”。：、]+")
_LARGEST_STRETCH_EM = 0.12


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set: points; `indent` of the first line in ems; `align` left, center or right."""

    size: float
    leading: float
    face: str = BODY
    indent: float = 0.0
    align: str = "left"
    justified: bool = False
    before: float = 0.0
    after: float = 0.0
    overprint: bool = False


class Prose(Flowable):  # type: ignore[misc]
    """A paragraph of runs. Splits between lines, so that sentences run over page ends as in print."""

    def __init__(self, text: str, style: TextStyle, lines: tuple[Line, ...] | None = None) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.lines = lines
        self.starts_here = True
        self.ends_here = True

    def getSpaceBefore(self) -> float:
        return self.style.before

    def getSpaceAfter(self) -> float:
        return self.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        if self.lines is None:
            indent = self.style.indent * self.style.size
            self.lines = break_runs(parse_runs(self.text), width - indent, width, self._width_of)
        self.height = len(self.lines) * self.style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list[Prose]:
        self.wrap(width, height)
        assert self.lines is not None
        fitting = int(height // self.style.leading)
        if fitting < 1:
            return []
        if fitting >= len(self.lines):
            return [self]
        head = Prose(self.text, replace(self.style, after=0.0), self.lines[:fitting])
        tail = Prose(self.text, replace(self.style, before=0.0), self.lines[fitting:])
        head.starts_here, head.ends_here = self.starts_here, False
        tail.starts_here, tail.ends_here = False, self.ends_here
        return [head, tail]

    def draw(self) -> None:
        assert self.lines is not None
        style = self.style
        y = self.height - (style.leading + style.size * 0.72) / 2
        for at, line in enumerate(self.lines):
            indent = style.indent * style.size if at == 0 and self.starts_here else 0.0
            last = at == len(self.lines) - 1 and self.ends_here
            self._draw_line(line, indent, y, stretched=style.justified and not last)
            y -= style.leading

    def _draw_line(self, line: Line, indent: float, y: float, stretched: bool) -> None:
        natural = sum(self._width_of(run) for run in line)
        free = self.width - indent - natural
        count = sum(len(run.text) for run in line)
        stretch = min(free / max(count - 1, 1), _LARGEST_STRETCH_EM * self.style.size) if stretched else 0.0
        start = {"left": indent, "center": free / 2, "right": free}[self.style.align]
        for run in line:
            self._draw_run(run, start, y, stretch)
            start += self._width_of(run) + stretch * len(run.text)

    def _draw_run(self, run: Run, x: float, y: float, stretch: float) -> None:
        if not (run.strong and self.style.overprint):
            self._draw_text(run.text, x, y, self._face(run), stretch)
            return
        for part in _SAME_SCRIPT.findall(run.text):
            for right, up in OVERPRINT:
                self._draw_text(part, x + right, y + up, self._face(run), stretch)
            x += stringWidth(part, self._face(run), self.style.size) + stretch * len(part)

    def _draw_text(self, text: str, x: float, y: float, face: str, stretch: float) -> None:
        target = self.canv.beginText(x, y)
        target.setFont(face, self.style.size)
        target.setCharSpace(stretch)
        target.textOut(text)
        self.canv.drawText(target)

    def _face(self, run: Run) -> str:
        return HEAD if run.strong and not self.style.overprint else self.style.face

    def _width_of(self, run: Run) -> float:
        return float(stringWidth(run.text, self._face(run), self.style.size))

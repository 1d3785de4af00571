"""The pages of an OFD document as what they draw, one thing after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from ...errors import UnreadableSource
from ..office.ooxml import Element, Package, children, first, name_of
from .colours import colour_of
from .objects import (
    BLACK,
    LINE_WIDTH,
    Colour,
    Drawn,
    Glyph,
    Matrix,
    Picture,
    Shape,
    Sheet,
    Text,
    box_of,
    glyphs_of,
    joined,
    matrix_of,
    number,
    steps_of,
)
from .package import PageParts, Resources, pages_of

_DEEPEST = 16
"""Blocks within blocks; beyond that a file draws itself within itself."""
_MOST_ELEMENTS = 300_000
"""Of a page, each as often as it is drawn: drawings within drawings may multiply without end."""
_SIDES_MM = (10.0, 5_000.0)
"""Of sheets that could be printed."""


def sheets_of(package: Package) -> Iterator[Sheet]:
    """The pages of an opened OFD document. Raises UnreadableSource if parts are missing or damaged."""
    for parts in pages_of(package):
        yield _sheet(package, parts)


def _sheet(package: Package, parts: PageParts) -> Sheet:
    box = box_of(parts.box)
    least, most = _SIDES_MM
    if box is None or not (least <= box[2] <= most and least <= box[3] <= most):
        raise UnreadableSource(
            package.name,
            f"the file is damaged (a page measures {parts.box!r})",
            "open it in its reader and print it to a PDF",
        )
    left, top, width, height = box
    drawer = _Drawer(package, parts.resources)
    moved = (1.0, 0.0, 0.0, 1.0, -left, -top)
    drawn = tuple(one for layer in parts.layers for one in drawer.block(layer, moved, layer.get("DrawParam")))
    return Sheet(width, height, drawn)


@dataclass(frozen=True, slots=True)
class _Look:
    """How an object is drawn where it does not say so itself (GB/T 33190-2016, 8.2)."""

    width: float = LINE_WIDTH
    stroke: Colour = BLACK
    fill: Colour = BLACK


@dataclass(frozen=True, slots=True)
class _Drawer:
    package: Package
    resources: Resources
    seen: count[int] = field(default_factory=count)

    def block(self, block: Element, outer: Matrix, param: str | None, depth: int = 0) -> Iterator[Drawn]:
        """What a layer, a block of a page or the content of a drawing draws."""
        if depth > _DEEPEST:
            return
        for element in block:
            if next(self.seen) > _MOST_ELEMENTS:
                raise UnreadableSource(
                    self.package.name,
                    "a page draws more than any report's",
                    "open it in its reader and print it to a PDF",
                )
            kind = name_of(element)
            if kind == ":PageBlock":
                yield from self.block(element, outer, param, depth + 1)
            elif element.get("Visible") == "false":
                continue
            elif kind == ":CompositeObject":
                yield from self._composite(element, outer, param, depth + 1)
            elif kind in _DRAWN:
                look = self._look(element.get("DrawParam") or param)
                yield from _DRAWN[kind](self, element, joined(_matrix(element), outer), look)

    def _composite(self, element: Element, outer: Matrix, param: str | None, depth: int) -> Iterator[Drawn]:
        content = first(self.resources.units.get(element.get("ResourceID") or ""), ":Content")
        if content is not None:
            yield from self.block(content, joined(_matrix(element), outer), param, depth)

    def _look(self, name: str | None, depth: int = 0) -> _Look:
        param = self.resources.params.get(name or "")
        if param is None or depth > _DEEPEST:
            return _Look()
        look = self._look(param.get("Relative"), depth + 1)
        stroke, fill = first(param, ":StrokeColor"), first(param, ":FillColor")
        return _Look(
            number(param.get("LineWidth"), look.width),
            look.stroke if stroke is None else colour_of(stroke) or look.stroke,
            look.fill if fill is None else colour_of(fill) or look.fill,
        )

    def text(self, element: Element, matrix: Matrix, look: _Look) -> Iterator[Drawn]:
        """The characters of a text object; those of each text code where they begin."""
        found: list[Glyph] = []
        x = y = 0.0
        for code in children(element, ":TextCode"):
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            across, down = steps_of(code.get("DeltaX")), steps_of(code.get("DeltaY"))
            found.extend(glyphs_of((code.text or "").strip("\r\n\t"), x, y, across, down))
        size = number(element.get("Size"), 0)
        if found and size > 0:
            filled = _paint(element, "Fill", ":FillColor", look.fill, default=True)
            drawn = filled or _paint(element, "Stroke", ":StrokeColor", look.stroke, default=False)
            yield Text(matrix, tuple(found), size, number(element.get("HScale"), 1.0) or 1.0, drawn)

    def shape(self, element: Element, matrix: Matrix, look: _Look) -> Iterator[Drawn]:
        """The lines and areas of a path object."""
        data = first(element, ":AbbreviatedData")
        stroke = _paint(element, "Stroke", ":StrokeColor", look.stroke, default=True)
        fill = _paint(element, "Fill", ":FillColor", look.fill, default=False)
        if data is not None and (stroke or fill):
            width = number(element.get("LineWidth"), look.width)
            yield Shape(matrix, _as_svg(data.text or ""), width, stroke, fill)

    def picture(self, element: Element, matrix: Matrix, look: _Look) -> Iterator[Drawn]:
        """The picture of an image object; none where it is not in the file."""
        part = self.resources.pictures.get(element.get("ResourceID") or "")
        if part is None or part not in self.package or _alpha(element) == 0:
            return
        if element.get("CTM") is None:
            box = box_of(element.get("Boundary"))
            matrix = joined((box[2], 0.0, 0.0, box[3], 0.0, 0.0), matrix) if box else matrix
        yield Picture(matrix, self.package.data(part))


_DRAWN = {":TextObject": _Drawer.text, ":PathObject": _Drawer.shape, ":ImageObject": _Drawer.picture}


def _matrix(element: Element) -> Matrix:
    """From an object's own space to that around it: its matrix, then the corner of its box (7.3)."""
    box = box_of(element.get("Boundary"))
    a, b, c, d, e, f = matrix_of(element.get("CTM"))
    return (a, b, c, d, e + box[0], f + box[1]) if box else (a, b, c, d, e, f)


def _paint(element: Element, switch: str, name: str, usual: Colour, default: bool) -> Colour | None:
    """The colour in which an object is filled or its outline drawn; None if it is not."""
    if (element.get(switch) or str(default)).lower() not in {"true", "1"} or _alpha(element) == 0:
        return None
    own = first(element, name)
    if own is None:
        return usual
    return None if _alpha(own) == 0 else colour_of(own, _alpha(element)) or usual


def _alpha(element: Element) -> float:
    """How much of an object covers what lies under it, 0 to 255."""
    return number(element.get("Alpha"), 255)


_SVG = {"S": "M", "B": "C", "C": "Z"}


def _as_svg(path: str) -> str:
    """A path as SVG writes it: S begins, B is a curve of the third degree, C closes (9.2)."""
    return " ".join(_SVG.get(word, word) for word in path.split())

"""Matrices and boxes of PDF pages, in points, y pointing down unless said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ....places import Box

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f."""

Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def quarter_turns(quarters: int, width: float, height: float) -> Matrix:
    """Quarter turns clockwise of a page of that size, the result again at the origin."""
    turns: tuple[Matrix, ...] = (
        IDENTITY,
        (0.0, 1.0, -1.0, 0.0, height, 0.0),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, -1.0, 1.0, 0.0, 0.0, width),
    )
    return turns[quarters]


def moved_point(matrix: Matrix, x: float, y: float) -> Point:
    """The point that the matrix makes of a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved(matrix: Matrix, box: Box) -> Box:
    """The smallest box around what the matrix makes of a box, given by any two opposite corners."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    if x1 < x0:
        x0, x1 = x1, x0
    if y1 < y0:
        y0, y1 = y1, y0
    left, right = (a * x0, a * x1) if a >= 0 else (a * x1, a * x0)
    down, up = (c * y0, c * y1) if c >= 0 else (c * y1, c * y0)
    near, far = (b * x0, b * x1) if b >= 0 else (b * x1, b * x0)
    top, bottom = (d * y0, d * y1) if d >= 0 else (d * y1, d * y0)
    return left + down + e, near + top + f, right + up + e, far + bottom + f


def bounds(points: Sequence[Point]) -> Box:
    """The smallest box that holds all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them; there must be one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def overlap(box: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def contains(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def grown(box: Box, by: float) -> Box:
    """The box with a margin of `by` points on each side."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def shared(box: Box, other: Box) -> float:
    """The area that two boxes share, as part of the area that they take together."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (area(box) + area(other) - width * height)


def rounded_box(box: Box) -> Box:
    """A box in hundredths of a point: finer than any printer, and short in files."""
    left, top, right, bottom = box
    return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)

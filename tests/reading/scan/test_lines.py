"""Where the lines of a scanned page stand, and where their characters do."""

from __future__ import annotations

import pytest

from final_accounts.reading.pdf.ruled.cells import grid_of
from final_accounts.reading.pdf.ruled.grid import grids_of
from final_accounts.reading.scan.grid import rulings_of, without_rules
from final_accounts.reading.scan.lines import TextSpot, cell_spots, is_speck, marks_of
from final_accounts.reading.scan.loose_lines import loose_spots
from final_accounts.reading.scan.text import chars_of

from .scan_parts_making import SCALE, form, line, lined, page


def test_lines_stand_in_their_cells() -> None:
    picture = form()
    rulings = rulings_of(picture, SCALE)
    (grid,) = grids_of(page(rulings=rulings, width=500.0, height=350.0))
    clean = without_rules(picture, rulings, SCALE)
    spots = list(cell_spots(marks_of(clean, SCALE), grid, SCALE))
    assert [spot.ink for spot in spots] == [
        (220, 225, 291, 246),
        (690, 300, 781, 319),
        (690, 330, 741, 349),
    ]
    left, top, right, bottom = spots[1].window
    assert (left < 690, top < 300, right > 781, bottom > 319) == (True, True, True, True)
    assert bottom < 330, "the line below is not in the picture"


def test_what_is_left_of_a_rule_is_no_line() -> None:
    # In the cell of 20 to 220 points by 20 to 60: text, and rests of rules at its foot, head and left.
    text, dash = (60, 70, 150, 90), (300, 78, 330, 80)
    rests = (120, 117, 140, 118), (240, 41, 260, 42), (41, 60, 42, 90)
    marks = marks_of(lined(text, dash, *rests), SCALE)
    grid = grid_of(1, [20, 220], [20, 60], lambda *_: False, lambda *_: False)
    assert [spot.ink for spot in cell_spots(marks, grid, SCALE)] == [(60, 70, 330, 90)]


def loose(found: list[tuple[int, int, int, int]], *boxes: tuple[int, int, int, int]) -> list[object]:
    picture = lined(*boxes)
    marks = marks_of(picture, SCALE)
    return [(spot.ink, spot.alone) for spot in loose_spots(lambda _: found, picture, (), marks, SCALE)]


def characters(*lefts: int) -> list[tuple[int, int, int, int]]:
    """Marks of 20 × 20 pixels."""
    return [(left, 100, left + 20, 120) for left in lefts]


@pytest.mark.parametrize(("foot", "heads"), [(99, [60, 80]), (119, [60, 80, 100])])
def test_lines_that_touch_are_parted(foot: int, heads: list[int]) -> None:
    # Five characters in each line but the last, of 20 pixels; two touch those of the line below.
    characters = [
        (60 + 30 * x, y, 78 + 30 * x, y + 19) for y in heads for x in range(2 if y == heads[-1] else 5)
    ]
    touching = [(70, y - 2, 74, y + 1) for y in heads[1:]]
    marks = marks_of(lined(*characters, *touching), SCALE)
    grid = grid_of(1, [20, 220], [20, 70], lambda *_: False, lambda *_: False)
    found = [spot.ink for spot in cell_spots(marks, grid, SCALE)]
    assert [ink[1] for ink in found] == pytest.approx(heads, abs=2)
    assert [ink[2] for ink in found] == [198] * (len(heads) - 1) + [108]
    assert found[-1][3] == foot


def test_large_type_is_one_line() -> None:
    large = [(60 + 50 * x, 60, 100 + 50 * x, 99) for x in range(3)]
    usual = [(60 + 30 * x, 200, 78 + 30 * x, 219) for x in range(10)]
    marks = marks_of(lined(*large, *usual), SCALE)
    grid = grid_of(1, [20, 220], [20, 70], lambda *_: False, lambda *_: False)
    assert [spot.ink for spot in cell_spots(marks, grid, SCALE)] == [(60, 60, 200, 99)]


@pytest.mark.parametrize(
    ("text", "high", "speck"),
    [("家", 3, True), ("8", 5, True), ("一", 3, False), ("—", 2, False), ("元", 15, False)],
)
def test_dirt_is_no_character(text: str, high: int, speck: bool) -> None:
    assert is_speck(TextSpot((10, 10, 30, 10 + high), (0, 0, 50, 50)), text, 18.0) is speck


def test_a_line_cut_at_a_thin_stroke_is_whole() -> None:
    stroke = (124, 108, 144, 111)
    found = [(98, 98, 122, 122), (146, 98, 192, 122)]
    assert loose(found, *characters(100, 148, 170), stroke) == [((100, 100, 190, 120), False)]


def test_lines_side_by_side_are_parted() -> None:
    marks = characters(100, 122, 200, 222)
    assert loose([(98, 98, 244, 122)], *marks) == [
        ((100, 100, 142, 120), False),
        ((200, 100, 242, 120), False),
    ]
    # Two labels that only overlap in height are two lines.
    other = (150, 110, 170, 130)
    assert loose([(98, 98, 122, 122), (148, 108, 172, 132)], *characters(100), other) == [
        ((100, 100, 120, 120), False),
        ((150, 110, 170, 130), False),
    ]


def test_a_single_figure_beside_a_line_is_not_overlooked() -> None:
    digit, below = (400, 103, 410, 119), (400, 203, 410, 219)
    spots = loose([(98, 98, 190, 122)], *characters(100, 122, 144, 166), digit, below)
    assert spots == [((100, 100, 186, 120), False), ((400, 103, 410, 119), True)]


def test_characters_fill_their_line_by_their_kind() -> None:
    chars = chars_of([line("合计9.5", (100.0, 50.0, 133.3, 60.0))])
    assert "".join(char.text for char in chars) == "合计9.5"
    widths = [round(char.width, 1) for char in chars]
    assert widths[0] == widths[1] == pytest.approx(2 * widths[2], abs=0.1)
    assert widths[3] < widths[2] == widths[4]
    assert (chars[0].box[0], round(chars[-1].box[2], 1)) == (100.0, 133.3)
    assert {char.run for char in chars} == {0}


def test_a_bracket_leaves_its_outer_half_free() -> None:
    chars = chars_of([line("（项目支出）", (105.0, 50.0, 155.0, 60.0))])
    assert chars[0].box[0] == pytest.approx(100.0)
    assert chars[-1].box[2] == pytest.approx(160.0)


def test_the_end_of_a_sentence_has_the_size_of_its_digits() -> None:
    (height,) = {char.height for char in chars_of([line("0.01%。", (0, 0, 33, 9))])}
    assert height == pytest.approx(12.0)


def test_type_of_one_size_is_level() -> None:
    lines = [line("本年支出合计一千万元整", (0, 20 * n, 110 + n, 20 * n + 10)) for n in range(4)]
    assert len({char.height for char in chars_of(lines)}) == 1


def two_columns(
    title: bool = False,
) -> tuple[list[tuple[int, int, int, int]], list[tuple[int, int, int, int]]]:
    """Eight lines of marks in two columns with 30 pixels between, each found as one line over both."""
    marks = [
        (left + step, top, left + step + 20, top + 20)
        for top in range(20, 260, 30)
        for left in (100, 524)
        for step in range(0, 400, 24)
    ]
    found = [(98, top - 2, 932, top + 22) for top in range(20, 260, 30)]
    over = [(left, 270, left + 20, 290) for left in range(400, 640, 24)] if title else []
    return found + ([(398, 268, 642, 292)] if title else []), marks + over


def test_lines_are_parted_at_the_gutter_that_most_keep_free() -> None:
    found, marks = two_columns()
    read = [ink for ink, _ in loose(found, *marks)]
    assert len(read) == 16
    assert read[:2] == [(100, 20, 504, 40), (524, 20, 928, 40)]


def test_a_title_over_both_columns_is_not_parted() -> None:
    found, marks = two_columns(title=True)
    assert (400, 270, 636, 290) in [ink for ink, _ in loose(found, *marks)]


def test_few_lines_show_no_gutter() -> None:
    found, marks = two_columns()
    low = [mark for mark in marks if mark[1] < 90]
    assert len(loose(found[:3], *low)) == 3


def test_a_number_over_a_column_of_few_amounts_is_not_parted() -> None:
    """What most rows leave free is no gutter where a line has only the room between two characters."""
    tops = range(20, 260, 20)
    marks = [
        (left + step, top, left + step + 14, top + 14)
        for top in tops
        for left in (100, 524)
        for step in range(0, 400, 17)
    ]
    amount = [(left, 270, left + 14, 284) for left in range(452, 600, 16)]
    found = [(98, top - 2, 932, top + 16) for top in tops]
    read = [ink for ink, _ in loose([*found, (450, 268, 612, 286)], *marks, *amount)]
    assert len(read) == 2 * len(tops) + 1
    assert (452, 270, 610, 284) in read


def test_a_stroke_that_touches_the_next_line_makes_no_line_higher() -> None:
    found = [(98, 98, 600, 122)]
    touching, low = (584, 104, 598, 134), (584, 104, 598, 124)
    marks = characters(*range(100, 580, 22))
    assert loose(found, *marks, touching) == [((100, 100, 598, 120), False)]
    # What hangs a little lower, as a comma does, belongs to it; and so does all of a short line.
    assert loose(found, *marks, low) == [((100, 100, 598, 124), False)]
    assert loose([(540, 98, 600, 128)], *characters(540, 562), touching) == [((540, 100, 598, 134), False)]

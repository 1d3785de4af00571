"""Frames in running text: on the letters themselves, however wide each of them is."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from final_accounts.places import Box, Place
from final_accounts.showing.printed_boxes import box_above, printed_boxes

SIZE = 20


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A line of wide and narrow letters with one amount twice, and a line below; a turned page."""
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=(600, 400))
    for turn in (0, 90):
        canvas.setPageRotation(turn)
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(50, 300, "iiiiiiiiii 12.50% WWWW 1 2.50%")
        canvas.drawString(50, 270, "12.50% below")
        canvas.showPage()
    canvas.save()
    return path


LINE = (50.0, 82.0, 330.0, 105.0)
"""The first line of the page, from its top left corner."""


def at(left: float, right: float, page: int = 1) -> Place:
    return Place(page=page, box=(left, LINE[1], right, LINE[3]))


def printed_box(path: Path, place: Place, text: str) -> Box | None:
    boxes = printed_boxes(path, place, text)
    assert len(boxes) < 2
    return boxes[0] if boxes else None


def test_the_box_is_that_of_the_letters_nearest_to_the_place(page: Path) -> None:
    first = printed_box(page, at(150, 210), "12.50%")
    assert first == pytest.approx((100.0, 81.0, 168.4, 105.0), abs=4)
    second = printed_box(page, at(260, 320), "12.50%")
    assert second is not None and second[0] > 245 and second[2] - second[0] == pytest.approx(74, abs=3)


def test_words_that_go_on_in_the_next_line_are_boxed_as_far_as_they_stand_here(page: Path) -> None:
    whole, cut = (printed_box(page, at(260, 320), text) for text in ("2.50%", "2.50%以上"))
    assert whole is not None and cut == whole


def test_words_that_go_on_at_the_beginning_of_the_next_line_are_boxed_there_too(page: Path) -> None:
    here, below = printed_boxes(page, at(260, 320), "2.50%12.50% bel")
    assert here == printed_box(page, at(260, 320), "2.50%")
    assert below[0] == pytest.approx(50, abs=4) and below[1] > here[3] and 120 < below[2] < 160


def test_words_over_a_table_are_found_on_the_lowest_line_that_holds_them(page: Path) -> None:
    table = Place(page=1, box=(40.0, 140.0, 500.0, 300.0))
    lower, upper = box_above(page, table, "12.50%", 100), box_above(page, table, "WWWW", 100)
    assert lower is not None and upper is not None
    assert lower[0] == pytest.approx(50, abs=4) and lower[1] > upper[3]
    assert box_above(page, table, "WWWW", 30) is None
    assert box_above(page, table, "99.99", 100) is None


def test_a_line_without_the_words_gives_no_box(page: Path) -> None:
    assert printed_box(page, at(50, 300), "99.99") is None
    assert printed_box(page, Place(page=1), "12.50%") is None


def test_a_turned_page_is_measured_as_it_is_shown(page: Path) -> None:
    upright = printed_box(page, at(150, 210), "12.50%")
    assert upright is not None
    left, top, right, bottom = upright
    # A quarter turn clockwise: the top becomes the right edge.
    shown = Place(page=2, box=(400 - LINE[3], LINE[0], 400 - LINE[1], LINE[2]))
    turned = printed_box(page, shown, "12.50%")
    assert turned == pytest.approx((400 - bottom, left, 400 - top, right), abs=0.5)

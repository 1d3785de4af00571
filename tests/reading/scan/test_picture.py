"""The picture of a scanned page: skew, rules, seals and shades; which pages are scans; settings."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from final_accounts.errors import InvalidSetting
from final_accounts.reading.pdf.pages.drawings import Ruling
from final_accounts.reading.pdf.ruled.grid import grids_of
from final_accounts.reading.scan.grid import rulings_of, without_rules
from final_accounts.reading.scan.image import evened, ink_of, skew_of, straightened, without_stamps
from final_accounts.reading.scan.models import THREADS, thread_count
from final_accounts.reading.scan.reader import ScanSettings, is_scan
from final_accounts.reading.scan.text import chars_of

from .scan_parts_making import SCALE, form, line, page


@pytest.mark.parametrize("angle", [-4.5, -1.0, 0.0, 0.3, 2.0, 4.5])
def test_skew_is_found_to_a_twentieth_of_a_degree(angle: float) -> None:
    # Pillow turns counter-clockwise, so that lines rise to the right.
    assert skew_of(form(angle)) == pytest.approx(-angle, abs=0.05)


def test_quarter_turns_are_no_skew() -> None:
    assert skew_of(np.ascontiguousarray(np.rot90(form(1.0)))) == pytest.approx(-1.0, abs=0.05)


def test_an_empty_sheet_has_no_skew() -> None:
    assert skew_of(np.full((500, 400), 250, np.uint8)) == 0.0


@pytest.mark.parametrize("angle", [0.0, 1.5])
def test_a_grid_is_found_in_its_picture(angle: float) -> None:
    picture = form(angle)
    level = straightened(picture, skew_of(picture))
    frame = page(rulings=rulings_of(level, SCALE), width=500.0, height=350.0)
    (grid,) = grids_of(frame)
    assert (grid.rows, grid.columns) == (3, 4)
    assert grid.box == pytest.approx((100, 100, 400, 220), abs=1.5)
    merged = [region for region in grid.regions if region.column_span == 2]
    assert [(region.row, region.column) for region in merged] == [(0, 2)]


def test_the_box_of_a_character_is_no_table() -> None:
    sheet = Image.new("L", (1000, 700), 255)
    draw = ImageDraw.Draw(sheet)
    for x in (300, 400, 500):
        draw.rectangle((x, 300, x + 32, 332), outline=0, width=3)
        draw.line((x, 316, x + 32, 316), 0, 3)
    assert rulings_of(np.asarray(sheet), SCALE) == ()


def ruled(
    sheet: Image.Image, xs: Sequence[int], ys: Sequence[int], ink: int | tuple[int, int, int] = 0
) -> ImageDraw.ImageDraw:
    """Draws the rules of a table; gives what draws more."""
    draw = ImageDraw.Draw(sheet)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), ink, 3)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), ink, 3)
    return draw


def test_a_row_that_a_page_cuts_is_one_of_its_grid() -> None:
    sheet = Image.new("L", (1000, 700), 255)
    draw = ImageDraw.Draw(sheet)
    draw.line((200, 600, 800, 600), 0, 3)
    for x in (200, 350, 500, 800):
        draw.line((x, 600, x, 640), 0, 3)
    (grid,) = grids_of(page(rulings=rulings_of(np.asarray(sheet), SCALE), width=500.0, height=350.0))
    assert (grid.rows, grid.columns) == (1, 3)


def test_strokes_of_characters_at_a_rule_are_no_rules() -> None:
    sheet = Image.new("L", (1000, 700), 255)
    draw = ruled(sheet, (200, 800), (100, 250, 400))
    for x in (250, 330, 700):
        # below an inner rule, above the first one, below the last one
        for y in (252, 74, 402):
            draw.line((x, y, x, y + 24), 0, 3)
    found = rulings_of(np.asarray(sheet), SCALE)
    assert sorted(round(rule.at) for rule in found if not rule.horizontal) == [100, 400]


@pytest.mark.parametrize("stroke", [(512, 560), (140, 188)])
def test_strokes_of_the_next_cell_are_no_part_of_a_rule(stroke: tuple[int, int]) -> None:
    sheet = Image.new("L", (1000, 700), 255)
    draw = ruled(sheet, (200, 500), (100, 250, 400))
    draw.line((stroke[0], 250, stroke[1], 250), 0, 3)
    rulings = rulings_of(np.asarray(sheet), SCALE)
    (across,) = (rule for rule in rulings if rule.horizontal and abs(rule.at - 125) < 1)
    assert (across.start, across.end) == pytest.approx((100, 250), abs=1.5)
    assert without_rules(np.asarray(sheet), rulings, SCALE)[250, sum(stroke) // 2] == 0


def dotted(sheet: Image.Image, xs: tuple[int, ...], ys: tuple[int, ...], step: int = 8) -> None:
    draw = ImageDraw.Draw(sheet)
    for y in ys:
        for x in range(xs[0], xs[-1] + 1, step):
            draw.line((x, y, x + 3, y), 0, 2)
    for x in xs:
        for y in range(ys[0], ys[-1] + 1, step):
            draw.line((x, y, x, y + 3), 0, 2)


def test_dotted_rules_are_rules_where_they_cross() -> None:
    sheet = Image.new("L", (1000, 700), 255)
    dotted(sheet, (200, 400, 600, 800), (200, 280, 360))
    rulings = rulings_of(np.asarray(sheet), SCALE)
    (grid,) = grids_of(page(rulings=rulings, width=500.0, height=350.0))
    assert (grid.rows, grid.columns) == (2, 3)
    assert ink_of(without_rules(np.asarray(sheet), rulings, SCALE)).sum() == 0


def test_dots_that_nothing_crosses_are_no_rule() -> None:
    sheet = Image.new("L", (1000, 700), 255)
    for y in (200, 280, 360):
        dotted(sheet, (200, 800), (y, y))
    assert rulings_of(np.asarray(sheet), SCALE) == ()


@pytest.mark.parametrize("upright", [False, True])
def test_steps_of_a_rule_go_with_it_and_text_beside_it_stays(upright: bool) -> None:
    sheet = Image.new("L", (1000, 1000), 250)
    draw = ImageDraw.Draw(sheet)
    draw.line((200, 500, 800, 500), 0, 3)
    draw.line((300, 497, 340, 497), 0, 1)
    draw.rectangle((600, 480, 606, 497), fill=0)
    picture = np.asarray(sheet).T if upright else np.asarray(sheet)
    cleaned = without_rules(picture, [Ruling(not upright, 250.0, 100.0, 400.0)], SCALE)
    cleaned = cleaned.T if upright else cleaned
    assert cleaned[490:510, 290:350].min() >= 250
    assert cleaned[480:497, 600:606].max() == 0


def sealed(mode: str) -> np.ndarray:
    """Black bars under a ring of red, 40 mm wide at 144 dots an inch, in colour or in grey."""
    sheet = Image.new("RGB", (600, 600), "white")
    draw = ImageDraw.Draw(sheet)
    draw.ellipse((190, 190, 410, 410), outline=(214, 40, 44), width=8)
    draw.rectangle((180, 290, 420, 300), (20, 20, 20))
    return cv2.cvtColor(np.asarray(sheet.convert(mode).convert("RGB")), cv2.COLOR_RGB2BGR)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_seal_goes_and_the_black_under_it_stays(mode: str) -> None:
    ink = ink_of(evened(without_stamps(sealed(mode), 144), 144))
    assert ink[292:299, 185:415].all(), "the bar is whole"
    ink[286:305] = 0
    assert ink.mean() < 0.002, "next to nothing is left of the ring"


def test_coloured_print_is_no_seal() -> None:
    sheet = Image.new("RGB", (600, 600), "white")
    ImageDraw.Draw(sheet).rectangle((100, 100, 500, 120), (200, 30, 30))
    picture = cv2.cvtColor(np.asarray(sheet), cv2.COLOR_RGB2BGR)
    assert ink_of(evened(without_stamps(picture, 144), 144))[102:118, 102:498].all()


def test_a_table_with_coloured_rules_is_no_seal() -> None:
    sheet = Image.new("RGB", (1000, 700), "white")
    ruled(sheet, range(100, 901, 200), range(100, 401, 100), (68, 114, 196))
    picture = cv2.cvtColor(np.asarray(sheet), cv2.COLOR_RGB2BGR)
    rulings = rulings_of(evened(without_stamps(picture, 144), 144), SCALE)
    (grid,) = grids_of(page(rulings=rulings, width=500.0, height=350.0))
    assert (grid.rows, grid.columns) == (3, 4)


def test_shadow_is_divided_away_and_ink_is_not() -> None:
    picture = form().astype(np.float32) * np.linspace(0.55, 1.0, 1000)[None, :]
    assert (ink_of(evened(picture.astype(np.uint8), 144)) == ink_of(form())).mean() > 0.998


def test_a_box_on_an_askew_page_and_back() -> None:
    askew = page(skew=2.0, turn=1)
    box = (100.0, 200.0, 160.0, 212.0)
    shown = askew.shown_box(box)
    back = askew.turned_box(shown)
    assert back[0] <= box[0] < box[2] <= back[2]
    assert back[1] <= box[1] < box[3] <= back[3]
    middle = ((back[0] + back[2]) / 2, (back[1] + back[3]) / 2)
    assert middle == pytest.approx((130.0, 206.0), abs=0.02)
    # Lines that fall to the right stand lower at the right edge of the sheet.
    falling = page(skew=2.0)
    assert falling.shown_box((550, 400, 560, 410))[1] > 400 > falling.shown_box((40, 390, 50, 400))[1]


def test_which_pages_are_scans() -> None:
    picture = ((0.0, 0.0, 600.0, 790.0),)
    strips = ((0.0, 0.0, 600.0, 250.0), (0.0, 250.0, 600.0, 500.0))
    letters = chars_of([line("一页有文字的报告，不止十个字")])
    shapes = tuple((float(n), 10.0, n + 5.0, 15.0) for n in range(60))
    assert is_scan(page(pictures=picture))
    assert is_scan(page(pictures=strips)), "a scan in strips"
    assert is_scan(page(drawings=shapes)), "text turned into shapes"
    assert not is_scan(page(pictures=picture, chars=letters))
    assert not is_scan(page(pictures=((0.0, 0.0, 300.0, 200.0),)))
    assert not is_scan(page())
    hidden = tuple(char._replace(mapped=index > 3) for index, char in enumerate(letters))
    assert is_scan(page(chars=hidden)), "a font that hides its characters"


@pytest.mark.parametrize("told", ["0", "-1", "many", "1.5"])
def test_threads_must_be_a_number(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, told)
    with pytest.raises(InvalidSetting, match=THREADS):
        thread_count()


def test_threads_are_told_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "3")
    assert thread_count() == 3


@pytest.mark.parametrize(
    "bad", [{"least_dpi": 50}, {"least_dpi": 400}, {"most_pages": 0}, {"most_pixels": -1}, {"seconds": 0}]
)
def test_settings_that_make_no_sense(bad: dict[str, float]) -> None:
    with pytest.raises(InvalidSetting, match=next(iter(bad))):
        ScanSettings(**bad)


def test_pale_print_is_darkened_and_a_blank_sheet_is_not() -> None:
    pale = (255 - (255 - form().astype(np.float32)) * 0.3).astype(np.uint8)
    assert (ink_of(evened(pale, 144)) == ink_of(form())).mean() > 0.998
    noise = np.random.default_rng(0).normal(245, 6, (500, 400)).clip(0, 255).astype(np.uint8)
    assert ink_of(evened(noise, 144)).mean() < 0.001


def test_strokes_of_a_heading_are_no_rule() -> None:
    sheet = Image.new("L", (1000, 700), 255)
    draw = ImageDraw.Draw(sheet)
    for left in range(200, 420, 50):
        draw.line((left, 300, left + 42, 300), 0, 3)
    assert rulings_of(np.asarray(sheet), SCALE) == (), "horizontal strokes in one line"
    draw.line((200, 400, 420, 400), 0, 3)
    assert len(rulings_of(np.asarray(sheet), SCALE)) == 1

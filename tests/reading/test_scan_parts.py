"""The steps of reading a scan, each by itself and without the models."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from final_accounts.documents import Paragraph, Segment
from final_accounts.errors import InvalidSetting
from final_accounts.reading.pdf_cells import grid_of
from final_accounts.reading.pdf_grid import grids_of
from final_accounts.reading.pdf_pages import Page
from final_accounts.reading.pdf_tables import FoundTable
from final_accounts.reading.scan import ScanSettings, is_scan
from final_accounts.reading.scan_doubts import doubts, is_unsure, judged, with_doubts
from final_accounts.reading.scan_glyphs import Glyphs, contradicted, glyphs_of
from final_accounts.reading.scan_grid import rulings_of, without_rules
from final_accounts.reading.scan_image import Gray, evened, ink_of, skew_of, straightened, without_stamps
from final_accounts.reading.scan_lines import cell_spots, marks_of
from final_accounts.reading.scan_models import THREADS, thread_count
from final_accounts.reading.scan_numbers import is_littered, is_number, is_sound, mended
from final_accounts.reading.scan_text import RecognisedPage, ScanLine, chars_of

SCALE = 2.0
"""Pixels a point of the pictures here: 144 dots an inch."""


def page(**kept: object) -> RecognisedPage:
    plain = {"number": 3, "width": 600.0, "height": 800.0, "turn": 0, "media": (0.0, 0.0, 600.0, 800.0)}
    empty = dict.fromkeys(("chars", "stray", "rulings", "drawings", "pictures"), ())
    return RecognisedPage(**(plain | empty | kept))


def line(text: str, box: tuple[float, float, float, float] = (0, 0, 50, 10), **kept: object) -> ScanLine:
    return ScanLine(**({"text": text, "box": box, "sureness": 1.0, "least_digit": 1.0} | kept))


def form(angle: float = 0.0) -> Gray:
    """A table of 3 × 4 cells, 300 × 120 points, with bars for text in some cells."""
    sheet = Image.new("L", (1000, 700), 255)
    draw = ImageDraw.Draw(sheet)
    for row in range(4):
        draw.line((200, 200 + 80 * row, 800, 200 + 80 * row), 0, 2)
    for column in range(5):
        # The head of the two last columns is one cell.
        top = 280 if column == 3 else 200
        draw.line((200 + 150 * column, top, 200 + 150 * column, 440), 0, 2)
    draw.rectangle((220, 225, 290, 245), 0)
    draw.rectangle((690, 300, 780, 318), 0)
    draw.rectangle((690, 330, 740, 348), 0)
    return np.asarray(sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255))


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


def test_shadow_is_divided_away_and_ink_is_not() -> None:
    picture = form().astype(np.float32) * np.linspace(0.55, 1.0, 1000)[None, :]
    assert (ink_of(evened(picture.astype(np.uint8), 144)) == ink_of(form())).mean() > 0.998


@pytest.mark.parametrize(
    ("read", "printed", "certain"),
    [
        ("1,049.22", "1,049.22", True),
        ("1，049。22", "1,049.22", True),
        ("1, 049. 22", "1,049.22", True),
        ("1.049.22", "1,049.22", False),
        ("137.559.258,00", "137,559,258.00", False),
        ("1O4.2l", "104.21", False),
        ("594:75", "594.75", False),
        ("2080505", "2080505", True),
        ("-3.5％", "-3.5%", True),
        ("一", "—", True),
        # what is no number keeps what was read
        ("1、", "1、", True),
        ("l.2", "1.2", False),
        ("S3.2", "S3.2", True),
        ("1,006.19 1,049.22", "1,006.19 1,049.22", True),
        ("160 888", "160 888", True),
        ("30O元", "30O元", True),
        # Chinese gets its own marks and simplified characters
        ("因公出国(境)费", "因公出国（境）费", True),
        ("單位:万元", "单位：万元", True),
        ("決算数", "决算数", True),
        ("占84.66%,其中", "占84.66%，其中", True),
    ],
)
def test_marks_are_put_right_and_digits_are_not_guessed(read: str, printed: str, certain: bool) -> None:
    assert mended(read) == (printed, certain)


def test_numbers_and_what_is_odd_about_them() -> None:
    assert [is_number(text) for text in ("38.50", "-1,049.22", "（12）", "38.", "27人", "")] == [
        True, True, True, False, False, False
    ]  # fmt: skip
    assert [is_sound(text) for text in ("1,049.22", "1049.22", "10,49.22", "1.2.3", "30101")] == [
        True, True, False, False, True
    ]  # fmt: skip
    assert all(map(is_littered, ("30211/", "可3.49")))
    assert not any(map(is_littered, ("27人", "≥98%", "第3", "任务1", "3.49", "9.8%;")))


@pytest.mark.parametrize(
    ("unsure", "reason"),
    [
        (line("38.50"), None),
        (line("38.50", least_digit=0.89), "a digit"),
        (line("38.50", certain=False), "a mended mark"),
        (line("10,49.2"), "a comma"),
        (line("合计", least_digit=None), None),
        (line("合计", least_digit=None, sureness=0.69), "the text"),
        (line("增加43.03万元", least_digit=0.6), "a digit in a sentence"),
    ],
)
def test_what_is_unsure(unsure: ScanLine, reason: str | None) -> None:
    assert is_unsure(unsure) is (reason is not None)


def drawn(text: str, smudge: tuple[int, int, int, int] | None = None) -> Glyphs:
    """The glyphs of a number set in type of 36 pixels, with a blot over it."""
    sheet = Image.new("L", (400, 60), 255)
    draw = ImageDraw.Draw(sheet)
    draw.text((10, 5), text, 0, ImageFont.truetype(str(sans_path()), 36))
    if smudge is not None:
        draw.rectangle(smudge, 0)
    ink = (np.asarray(sheet) < 128).astype(np.uint8)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return glyphs_of(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


def test_the_ink_of_a_number_contradicts_what_was_read() -> None:
    sound = [(text, drawn(text)) for text in ("1,049.22", "888.32", "30101", "0.00", "160.90")]
    assert contradicted(sound) == [False] * 5
    touching = drawn("888.32", (28, 20, 34, 24))
    assert len(touching.tall) == 4, "two digits run together"
    assert contradicted([*sound, ("888.32", touching), ("88.32", touching)])[5:] == [False, True]
    lost_mark = [("104922", drawn("1,049.22")), ("1049.22", drawn("1,049.22")), ("88832", drawn("888.32"))]
    assert contradicted([*sound, *lost_mark])[5:] == [True, True, True]
    assert contradicted([("88.32", drawn("888.32"))]) == [False], "too few digits to judge by"


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


def test_type_of_one_size_is_level() -> None:
    lines = [line("本年支出合计一千万元整", (0, 20 * n, 110 + n, 20 * n + 10)) for n in range(4)]
    assert len({char.height for char in chars_of(lines)}) == 1


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


def table(*texts: str) -> FoundTable:
    grid = grid_of(3, [0, 100, 200], [0, 20, 40], lambda *_: False, lambda *_: False)
    return FoundTable(grid, {divmod(index, 2): text for index, text in enumerate(texts)})


def test_doubts_name_page_table_and_cell() -> None:
    lines = (
        line("38.50", (110, 2, 150, 12), least_digit=0.5, sureness=0.8),
        line("合计", (10, 2, 50, 12), least_digit=None),
        line("增加9.1万元", (10, 300, 90, 312), least_digit=0.3, sureness=0.9),
    )
    found = (table("合计", "38.50"),)
    before = (page(number=2), (table("a"), table("b")))
    assert list(doubts([before, (page(lines=lines), found)])) == [
        "第3页第3张表第1行第2列 识别不确定：“38.50”（0.50）",
        "第3页 识别不确定：“增加9.1万元”（0.30）",
    ]


@pytest.mark.parametrize(
    ("number", "others"),
    [
        ({"text": "38.50"}, ()),
        ({"text": "38.50", "others": ("33.50", "38.60")}, ("33.50", "38.60")),
        ({"text": "38.50", "least_digit": 0.5}, ("？",)),
        ({"text": "38.50", "certain": False}, ("？",)),
        ({"text": "10,49.22"}, ("？",)),
        ({"text": "30101", "certain": False}, ()),
        ({"text": "30101", "others": ("30107",)}, ("30107",)),
        ({"text": "第2O项", "certain": False}, ()),
    ],
)
def test_a_doubtful_number_carries_what_else_it_may_be(
    number: dict[str, object], others: tuple[str, ...]
) -> None:
    lines = (
        line(**({"box": (110, 2, 150, 12), "sureness": 0.6} | number)),
        line("合计", (10, 2, 50, 12), least_digit=None, sureness=0.9),
    )
    (found,) = judged(page(lines=lines), (table("合计", str(number["text"])),))
    assert found.alternatives == ({(0, 1): others} if others else {})
    # Doubts that the cell tells of lower nothing else.
    assert found.confidence == (0.9 if others else 0.75)
    told = list(doubts([(page(lines=lines), (found,))]))
    assert (told == []) is (bool(others) or number["text"] == "38.50")


def test_a_wrapped_number_is_sound_as_a_whole() -> None:
    lines = (line("138,307,27", (110, 2, 150, 9)), line("6.56", (110, 11, 130, 18)))
    (found,) = judged(page(lines=lines), (table("合计", "138,307,276.56"),))
    assert found.alternatives == {}


def test_a_figure_of_a_sentence_that_may_be_misread_is_marked() -> None:
    words = "增加47.01万元，增长5.03%"
    lines = (line(words, (110, 300, 190, 312), doubtful=("47.01",)),)
    segments = (Segment(0, 4, 3, (80, 280, 200, 292)), Segment(4, 20, 3, (100, 300, 200, 312)))
    plain = Paragraph(0, "47.01" + words, segments)
    other = Paragraph(1, words, (Segment(0, 16, 4, (100, 300, 200, 312)),))
    marked, same = with_doubts([plain, other], [page(lines=lines)])
    assert [plain.text[start:end] for start, end in marked.doubts] == ["47.01"]
    assert marked.doubts == ((7, 12),)
    assert same is other, "another page"


def test_numbers_that_ran_together_are_told() -> None:
    lines = tuple(line(text, (110, top, 150, top + 10)) for text, top in (("30107", 2), ("30108", 22)))
    grid = grid_of(3, [0, 100, 200], [0, 20, 40], lambda *_: False, lambda row, column: column == 1)
    (told,) = doubts([(page(lines=lines), (FoundTable(grid, {}),))])
    assert told == "第3页第1张表第1行第2列 识别不确定：有几个数，可能是几格并成了一格"


def test_a_printed_page_is_never_doubted() -> None:
    printed = Page(1, 600, 800, 0, (0, 0, 600, 800), (), (), (), (), ())
    assert list(doubts([(printed, (table("1"),))])) == []
    assert judged(printed, [table("1")])[0].confidence == 1.0


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
    hidden = tuple(replace(char, mapped=index > 3) for index, char in enumerate(letters))
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

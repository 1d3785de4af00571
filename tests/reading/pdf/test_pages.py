"""Characters of a page asked for in columns, and the quick looks that stand before the slow ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from final_accounts.reading.pdf.pages.glyphs import Glyphs, glyphs_of
from final_accounts.reading.pdf.pages.ink import Ink, may_hide, unseen
from final_accounts.reading.pdf.pages.page import Char, without_overprint
from final_accounts.reading.pdf.pages.system_fonts import with_chinese_font

from .pdf_making import make, write

UPSIDE_DOWN = (1.0, 0.0, 0.0, -1.0, 0.0, 842.0)

points = st.floats(0, 60).map(lambda value: round(value, 1))
chars = st.builds(
    lambda text, x, y, wide, high: Char(text, (x, y - high, x + wide, y), (x, y), 0),
    st.sampled_from("1年"),
    points,
    points,
    st.floats(0, 20),
    st.floats(0, 20),
)


def reach(char: Char) -> float:
    return min(0.15 * char.height, 0.45 * max(char.width, 0.5), 7.0)


@given(st.lists(chars, max_size=30))
def test_a_copy_is_what_stands_within_reach_of_the_same_character(printed: list[Char]) -> None:
    kept: list[Char] = []
    for char in printed:
        near = reach(char)
        if not any(
            other.text == char.text
            and abs(other.box[0] - char.box[0]) <= near
            and abs(other.baseline - char.baseline) <= near
            for other in kept
        ):
            kept.append(char)
    assert without_overprint(printed) == kept


inks = st.builds(
    Ink,
    st.sampled_from([(0, 0, 0), (40, 0, 0), (200, 200, 200), (255, 255, 255)]),
    st.sampled_from([True, True, True, False]),
)


@given(st.lists(inks, min_size=1, max_size=4), st.data())
def test_what_the_quick_look_passes_hides_nothing(drawn: list[Ink], data: st.DataObject) -> None:
    sized = data.draw(
        st.lists(
            st.tuples(chars, st.integers(0, len(drawn) - 1), st.sampled_from([-1, 0, 0, 0, 1])),
            min_size=1,
            max_size=12,
        )
    )
    printed = [char._replace(run=run, turn=turn) for char, run, turn in sized]
    glyphs = Glyphs(
        texts=[char.text for char in printed],
        boxes=np.array([char.box for char in printed]),
        origins=np.array([char.origin for char in printed]),
        runs=np.array([char.run for char in printed]),
        turns=np.array([char.turn for char in printed]),
        mapped=[True] * len(printed),
        inks=drawn,
    )
    found = unseen([char for char in printed if char.turn >= 0], drawn, (), (), lambda: [])
    assert may_hide(glyphs) or not found


def test_glyphs_are_what_pdfium_tells_of_each_character(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 80, 700, "支出 1,049.22")
        canvas.translate(200, 300)
        canvas.rotate(45)
        write(canvas, 0, 0, "印章")

    with pdfium.PdfDocument(make(tmp_path / "a.pdf", page)) as document:
        text_page = document[0].get_textpage()
        glyphs = glyphs_of(text_page.raw, UPSIDE_DOWN)
        left, bottom, right, top = text_page.get_charbox(3, loose=True)
    assert "".join(glyphs.texts) == "支出 1,049.22印章"
    assert glyphs.turns.tolist() == [0] * 11 + [-1, -1]
    assert glyphs.runs.tolist() == [0] * 11 + [1, 1]
    assert all(glyphs.mapped)
    assert [ink.is_drawn for ink in glyphs.inks] == [True, True]
    assert glyphs.boxes[3].tolist() == [left, 842 - top, right, 842 - bottom]


def test_a_font_that_stands_in_for_another_is_no_higher(tmp_path: Path) -> None:
    with_chinese_font()
    path = make(tmp_path / "a.pdf", lambda canvas: write(canvas, 80, 700, "支出一", 10))
    with pdfium.PdfDocument(path) as document:
        text_page = document[0].get_textpage()
        glyphs = glyphs_of(text_page.raw, UPSIDE_DOWN)
    # STSong-Light reaches 0.752 of its size above the baseline.
    assert np.round(glyphs.boxes[:, 1], 2).tolist() == [134.48] * 3


def test_a_page_without_text_has_no_glyphs(tmp_path: Path) -> None:
    with pdfium.PdfDocument(make(tmp_path / "a.pdf", lambda canvas: canvas.rect(10, 10, 50, 50))) as document:
        text_page = document[0].get_textpage()
        glyphs = glyphs_of(text_page.raw, UPSIDE_DOWN)
    assert (glyphs.texts, glyphs.boxes.shape, glyphs.origins.shape) == ([], (0, 4), (0, 2))

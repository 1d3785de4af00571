"""Recognised numbers: what they can mean, what else they may be, and what their ink says."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from final_accounts.reading.scan.glyphs import Glyphs, contradicted, glyphs_of
from final_accounts.reading.scan.numbers import figures_in_doubt, is_littered, is_number, is_sound, mended
from final_accounts.reading.scan.spelling import likely_spellings, other_spellings


@pytest.mark.parametrize(
    ("read", "printed", "certain"),
    [
        ("1,049.22", "1,049.22", True),
        ("1，049。22", "1,049.22", True),
        ("1, 049. 22", "1,049.22", True),
        ("1.049.22", "1,049.22", False),
        ("137.559.258,00", "137,559,258.00", False),
        ("3,995,72338", "3,995,723.38", False),
        ("1,04922", "1,049.22", False),
        ("1,0492", "1,0492", True),
        ("1,049,226", "1,049,226", True),
        ("1O4.2l", "104.21", False),
        ("594:75", "594.75", False),
        ("2080505", "2080505", True),
        ("-3.5％", "-3.5%", True),
        ("一", "—", True),
        ("21,886.00.", "21,886.00", False),
        ("0.01%。", "0.01%。", True),
        ("40.", "40.", True),
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


def test_a_wrapped_number_keeps_its_commas() -> None:
    assert mended("138,307,27") == ("138,307.27", False)
    assert mended("138,307,27", goes_on=True) == ("138,307,27", True)


def test_figures_in_doubt() -> None:
    text = "增加43.03万元，增长4.28%"
    sure = [1.0] * len(text)
    assert figures_in_doubt(text, sure, (), 0.9) == ()
    sure[text.index("8%")] = 0.6
    assert figures_in_doubt(text, sure, (), 0.9) == ("4.28%",)
    assert figures_in_doubt(text, sure, ("增加4303万元，增长4.28%",), 0.9) == ("43.03", "4.28%")


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


def chances(*steps: dict[str, float]) -> np.ndarray:
    """Steps × (none, 3, 8, 1) of chances; what is left over stands for none."""
    table = np.zeros((len(steps), 4), np.float32)
    for row, step in zip(table, steps, strict=True):
        for char, chance in step.items():
            row[" 381".index(char)] = chance
        row[0] = 1 - row[1:].sum()
    return table


def test_other_spellings_of_a_line() -> None:
    sure = chances({"3": 0.99}, {}, {"8": 0.99})
    assert other_spellings(sure, (1, 2)) == []
    torn = chances({"3": 0.99}, {}, {"8": 0.6, "3": 0.4})
    assert other_spellings(torn, (1, 2)) == [(1, 1)]
    # A faint stroke before the first digit may be a digit of its own.
    faint = chances({"1": 0.4}, {}, {"3": 0.99})
    assert other_spellings(faint, (1,)) == [(3, 1)]
    # The same digit over two steps without a gap is one digit.
    ((spelling, chance),) = likely_spellings(chances({"3": 1.0}, {"3": 1.0}))
    assert (spelling, round(chance, 3)) == ((1,), 1.0)

"""Photographs of sheets of paper: where the sheet is, how it is lit, and how it is curled."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from final_accounts.reading.pictures.curl import uncurled
from final_accounts.reading.pictures.photographs import corners_of, flattened

Pixels = npt.NDArray[np.uint8]
GROUND = (90, 100, 110)
RULES = range(200, 1301, 100)
CORNERS = np.array([[150, 120], [1080, 90], [1110, 1480], [110, 1500]], np.float32)


def sheet(width: int = 1000, height: int = 1414) -> Pixels:
    """A white sheet with a table, and a line as long as one of text below it."""
    page = np.full((height, width, 3), 255, np.uint8)
    for y in RULES:
        page[y : y + 3, 100:900] = 0
    for x in (100, 500, 898):
        page[RULES[0] : RULES[-1] + 3, x : x + 3] = 0
    return page


def photographed(page: Pixels, corners: npt.NDArray[np.float32] = CORNERS) -> Pixels:
    """The sheet on a dark ground, its corners where they are wanted, the light falling from the right."""
    height, width = page.shape[:2]
    own = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(own, corners)
    seen = cv2.warpPerspective(page, matrix, (1200, 1600), borderValue=GROUND, flags=cv2.INTER_AREA)
    light = np.linspace(0.7, 1.0, 1200)[None, :, None]
    return np.asarray(seen * light, dtype=np.uint8)


def curled(page: Pixels, sag: float) -> Pixels:
    """The sheet hanging through by some pixels in its middle."""
    height, width = page.shape[:2]
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = down - sag * np.sin(across / width * math.pi)
    bent = cv2.remap(
        page, across, moved.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(bent, dtype=np.uint8)


def levels(page: Pixels, x: int) -> list[float]:
    """Where the rules lie beside a column."""
    dark = (page[:, x - 3 : x + 4, 0] < 128).mean(axis=1) > 0.5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], dark.astype(np.int8), [0]))))
    return [(start + end) / 2 for start, end in zip(edges[::2], edges[1::2], strict=True)]


def test_the_sheet_is_found_on_its_ground() -> None:
    gray = cv2.cvtColor(photographed(sheet()), cv2.COLOR_RGB2GRAY)
    found = corners_of(np.asarray(gray, dtype=np.uint8))
    assert found is not None
    assert np.abs(found - CORNERS).max() < 3


def test_a_sheet_that_runs_out_of_the_picture_keeps_its_angles() -> None:
    corners = np.array([[150, 120], [1080, 90], [1230, 1560], [60, 1590]], np.float32)
    found = corners_of(np.asarray(cv2.cvtColor(photographed(sheet(), corners), cv2.COLOR_RGB2GRAY), np.uint8))
    assert found is not None
    assert np.abs(found - corners).max() < 12


def test_a_photograph_is_drawn_as_seen_from_above() -> None:
    flat = np.asarray(flattened(Image.fromarray(photographed(sheet()))))
    height, width = flat.shape[:2]
    assert height / width == pytest.approx(1.45, abs=0.1)
    left, right = levels(flat, round(0.15 * width)), levels(flat, round(0.85 * width))
    assert len(left) == len(right) == len(RULES)
    assert max(abs(one - other) for one, other in zip(left, right, strict=True)) <= 2
    paper = flat[20:100, 20:-20]
    assert paper.min() > 225


@pytest.mark.parametrize(
    "picture",
    [
        sheet(),
        np.full((800, 600, 3), 255, np.uint8),
        np.zeros((800, 600, 3), np.uint8),
        # a page on a screen, on its coloured ground
        cv2.copyMakeBorder(sheet(), 90, 90, 90, 90, cv2.BORDER_CONSTANT, value=(222, 230, 245)),
        # a small note on a desk
        cv2.copyMakeBorder(sheet(300, 424), 500, 500, 500, 500, cv2.BORDER_CONSTANT, value=GROUND),
    ],
)
def test_any_other_picture_stays_as_it_is(picture: Pixels) -> None:
    given = Image.fromarray(picture)
    assert flattened(given) is given


@pytest.mark.parametrize("sag", [4.0, 15.0])
def test_curled_rules_become_level(sag: float) -> None:
    bent = curled(sheet(), sag)
    assert np.ptp([levels(bent, x)[0] for x in (150, 500 - 40, 850)]) > sag / 3
    level = uncurled(bent)
    for x in (300, 460, 700):
        assert np.abs(np.subtract(levels(level, x), levels(level, 150))).max() <= 1.5
    turned = uncurled(np.ascontiguousarray(bent.swapaxes(0, 1)))
    assert levels(np.ascontiguousarray(turned.swapaxes(0, 1)), 460) == pytest.approx(
        levels(level, 460), abs=2.0
    )


def test_lines_of_text_tell_the_curl_where_there_are_no_rules() -> None:
    page = np.full((1414, 1000, 3), 255, np.uint8)
    for y in range(200, 1201, 80):
        for x in range(100, 880, 26):
            page[y : y + 22, x : x + 20] = 0
    bent = curled(page, 12.0)
    level = uncurled(bent)
    for y in range(len(levels(level, 110))):
        assert abs(levels(level, 110)[y] - levels(level, 500)[y]) <= 2.5
    assert np.abs(np.subtract(levels(bent, 110), levels(bent, 500))).max() > 6


def test_a_level_sheet_stays_as_it_is() -> None:
    page = sheet()
    assert np.array_equal(uncurled(page), page)

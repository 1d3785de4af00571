"""Where lines of a scan run over columns that no rules part, and which of them are parted there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from final_accounts.reading.scan.columns import gaps_between_columns
from final_accounts.reading.scan.image import Frame, Gray, ink_of
from final_accounts.reading.scan.lines import TextSpot
from final_accounts.reading.scan.models import LineReading
from final_accounts.reading.scan.parting import are_apart, parts_of, read_in_parts

from .scan_parts_making import lined


def row(at: int, *texts: tuple[int, int]) -> list[Frame]:
    """Bars of 20 pixels height, the next row 30 below the one before."""
    return [(left, 20 + 30 * at, right, 40 + 30 * at) for left, right in texts]


def gaps_in(bars: Sequence[Frame], *lines: Frame) -> list[list[tuple[int, int]]]:
    return gaps_between_columns(ink_of(lined(*bars)), lines)


CODES = [*row(1, (100, 140), (200, 300)), *row(2, (100, 160), (200, 260)), *row(3, (100, 140), (200, 320))]
MERGED: Frame = (100, 20, 300, 40)


def test_a_line_over_two_columns_is_parted_where_its_neighbours_are() -> None:
    # Its gap is 10 pixels, half its height, and as wide as what the longest code leaves.
    bars = [*row(0, (100, 190), (200, 300)), *CODES]
    assert gaps_in(bars, MERGED, *CODES)[0] == [(190, 200)]


def test_a_gap_that_neighbours_run_over_is_one_within_a_line() -> None:
    over = [*row(1, (100, 300)), *row(2, (100, 320)), *CODES[4:]]
    bars = [*row(0, (100, 190), (200, 300)), *over]
    assert gaps_in(bars, MERGED, *over)[0] == []


def test_gaps_behind_stops_that_stand_below_one_another_part_nothing() -> None:
    """Type set in squares: the stops of a narrative stand in columns, but no two texts side by side."""
    lines: list[Frame] = [(100, 20 + 30 * at, 300, 40 + 30 * at) for at in range(6)]
    bars = [bar for at in range(6) for bar in row(at, (100, 190), (200, 300))]
    assert gaps_in(bars, *lines) == [[]] * 6


def test_a_row_of_a_table_is_parted_at_every_wide_gap() -> None:
    bars = row(0, (100, 160), (200, 260), (300, 360), (374, 440))
    assert gaps_in(bars, *bars[:2], (300, 20, 440, 40))[2] == [(360, 374)]
    # Two texts side by side are not yet a table.
    assert gaps_in(bars[1:], bars[1], (300, 20, 440, 40))[1] == []


@pytest.mark.parametrize(
    ("left", "right", "gap"),
    [
        ("2080505", "机关事业单位养老保险", 0.4),
        ("158.40", "30201", 0.4),
        ("1,795.06", "1,139.07", 0.4),
        ("28", "1,795.06", 0.9),
        ("决算数", "科目代码", 0.4),
        ("事业收入（不含专户）", "12.00", 0.4),
        ("9", "卫生健康支出", 0.5),
    ],
)
def test_texts_of_two_columns(left: str, right: str, gap: float) -> None:
    assert are_apart(left, right, gap)


@pytest.mark.parametrize(
    ("left", "right", "gap"),
    [
        ("2", "11.50", 0.5),  # digits of one number: a 1 leaves room beside it
        ("2101", "101", 0.5),
        ("1,821.", "49", 0.4),
        ("1.", "因公出国费用", 0.9),
        ("一、", "收入决算表", 0.9),
        ("一", "收入决算表", 0.5),
        ("（一）", "总体情况", 0.5),
        ("因公出国", "（境）费", 0.5),
        ("支出合计", "，比上年增加", 0.5),
        ("减少307.97", "万元", 0.5),
        ("编制单位：", "某某局", 0.9),
    ],
)
def test_parts_of_one_text(left: str, right: str, gap: float) -> None:
    assert not are_apart(left, right, gap)


def spot(ink: Frame) -> TextSpot:
    left, top, right, foot = ink
    return TextSpot(ink, (left - 6, top - 6, right + 6, foot + 6))


def read(picture: Gray, spots: Sequence[TextSpot], texts: dict[Frame, str]) -> list[tuple[Frame, str]]:
    """What lines say when a model reads `texts` in these boxes of ink."""

    def model(wanted: Sequence[TextSpot]) -> list[LineReading]:
        return [LineReading(texts[one.ink], (1.0,) * len(texts[one.ink])) for one in wanted]

    return [(one.ink, reading.text) for one, reading in read_in_parts(ink_of(picture), spots, model)]


@pytest.mark.parametrize(
    ("whole", "left", "right", "gap", "parts"),
    [
        ("1,049.22本年支出合计", "1,049.22", "本年支出合计", 12, 2),
        ("58.10万元", "58.10", "万元", 4, 1),
        ("1,006,191,049.22", "1,006.19", "1,049.22", 12, 2),
        ("科目代码 科目名称", "科目代码", "科目名称", 14, 2),
        ("减少307.97 万元", "减少307.97", "万元", 14, 1),
    ],
)
def test_a_lone_line_is_parted_beside_amounts_and_between_heads(
    whole: str, left: str, right: str, gap: int, parts: int
) -> None:
    boxes: list[Frame] = [(100, 100, 300, 120), (100, 100, 200, 120), (200 + gap, 100, 300, 120)]
    texts = dict(zip(boxes, (whole, left, right), strict=True))
    found = read(lined(*boxes[1:]), [spot(boxes[0])], texts)
    assert found == ([(boxes[1], left), (boxes[2], right)] if parts == 2 else [(boxes[0], whole)])


def test_only_some_gaps_of_a_line_part_columns() -> None:
    """Of the first row both gaps stand over gaps of its neighbours; behind an ordinal nothing is parted."""
    below = [bar for at in (1, 2, 3) for bar in row(at, (100, 130), (140, 200), (260, 300))]
    first = row(0, (100, 130), (140, 250), (260, 300))
    line: Frame = (100, 20, 300, 40)
    name: Frame = (100, 20, 250, 40)
    texts = {line: "一、收入12.00", first[0]: "一、", first[1]: "收入", first[2]: "12.00", name: "一、收入"}
    texts |= {bar: "表" for bar in below}
    found = read(lined(*first, *below), [spot(ink) for ink in (line, *below)], texts)
    assert found[:2] == [(name, "一、收入"), (first[2], "12.00")]


def test_parts_are_read_without_what_stands_beside_them() -> None:
    left, right = parts_of(spot((100, 100, 300, 120)), [(190, 200)])
    assert (left.ink, right.ink) == ((100, 100, 190, 120), (200, 100, 300, 120))
    assert left.window[2] <= 195 <= right.window[0]

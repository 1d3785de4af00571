"""What was not surely recognised is told, and travels with its cell or its sentence."""

from __future__ import annotations

import pytest

from final_accounts.documents import Paragraph, Segment
from final_accounts.reading.pdf.pages.page import Page
from final_accounts.reading.pdf.ruled.cells import grid_of
from final_accounts.reading.pdf.ruled.tables import FoundTable
from final_accounts.reading.scan.doubts import doubts, is_unsure, judged, with_doubts
from final_accounts.reading.scan.text import ScanLine

from .scan_parts_making import line, page, table


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


def test_doubts_name_page_table_and_cell() -> None:
    lines = (
        line("38.50", (110, 2, 150, 12), least_digit=0.5, sureness=0.8),
        line("合计", (10, 2, 50, 12), least_digit=None),
        line("增加9.1万元", (10, 300, 90, 312), least_digit=0.3, sureness=0.9),
    )
    found = (table("合计", "38.50"),)
    before = (page(number=2), (table("a"), table("b")))
    assert list(doubts([before, (page(lines=lines), found)])) == [
        "第3页（全文第3张表）第1行第2列 识别不确定：“38.50”（0.50）",
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


def test_a_wrapped_number_gets_the_point_that_was_lost_where_its_line_begins() -> None:
    lines = (line("3,995,723", (110, 2, 150, 12)), line("38", (110, 14, 130, 24)))
    (found,) = judged(page(lines=lines), (table("合计", "3,995,72338"),))
    assert found.texts[0, 1] == "3,995,723.38"
    assert found.alternatives == {(0, 1): ("3,995,72338", "？")}


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
    assert told == "第3页（全文第1张表）第1行第2列 识别不确定：有几个数，可能是几格并成了一格"


def test_a_printed_page_is_never_doubted() -> None:
    printed = Page(1, 600, 800, 0, (0, 0, 600, 800), (), (), (), (), ())
    assert list(doubts([(printed, (table("1"),))])) == []
    assert judged(printed, [table("1")])[0].confidence == 1.0


@pytest.mark.parametrize(
    ("read", "others"),
    [
        ("20805代", ("20805", "？")),
        ("208÷", ("208", "？")),
        ("章", ("？",)),
        ("—", ()),
        ("合计", ()),
        ("2080505", ()),
    ],
)
def test_what_is_no_number_in_a_column_of_numbers_is_doubtful(read: str, others: tuple[str, ...]) -> None:
    texts = ("科目代码", "208", "20805", "2080501", read)
    grid = grid_of(1, (0, 100), tuple(range(0, 120, 20)), lambda _r, _c: False, lambda _r, _c: False)
    found = FoundTable(grid, {(row, 0): text for row, text in enumerate(texts)})
    (result,) = judged(page(), (found,))
    assert result.alternatives.get((4, 0), ()) == others
    assert (0, 0) not in result.alternatives


def test_a_doubtful_code_above_the_first_that_was_read_is_marked_as_well() -> None:
    texts = ("2024年", "20805位", "208_7", "2080505", "2080506", "20807")
    grid = grid_of(1, (0, 100), tuple(range(0, 140, 20)), lambda _r, _c: False, lambda _r, _c: False)
    found = FoundTable(grid, {(row, 0): text for row, text in enumerate(texts)})
    (result,) = judged(page(), (found,))
    assert result.alternatives == {(1, 0): ("20805", "？"), (2, 0): ("2087", "？")}

"""The ruled samples: every cell of their forms as the published accounts print it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from final_accounts.documents import Document, Paragraph, Picture
from final_accounts.reading.reader import read_document

SAMPLES = [("003", "danfeng-2024.pdf", 197), ("004", "liling-2024.pdf", 144)]


@cache
def sample(root: Path, name: str) -> Document:
    return read_document(root / "data" / "raw" / name)


def rows(document: Document) -> list[tuple[str, ...]]:
    """What stands in the rows of all tables, without spaces and empty cells."""
    return [
        tuple("".join(cell.text.split()) for cell in row if cell.text.strip())
        for table in document.tables
        for row in table.rows
    ]


def is_form_row(row: tuple[str, ...]) -> bool:
    """Whether a row holds a classification code or an amount, and is no self-evaluation."""
    prose = any(mark in text for text in row for mark in ("指标", "目标", "任务", "资金来源", "执行率"))
    return not prose and any(text.replace(",", "").replace(".", "").isdigit() for text in row)


@pytest.mark.parametrize(("number", "name", "count"), SAMPLES)
def test_every_row_of_the_published_forms_is_read(
    root: Path, real_reports: Path, number: str, name: str, count: int
) -> None:
    published = [
        row for row in rows(read_document(next(real_reports.glob(f"{number}_*.txt")))) if is_form_row(row)
    ]
    document = sample(root, name)
    assert len(published) == count
    assert [row for row in rows(document) if is_form_row(row)] == published
    assert document.remarks == ()
    assert {table.confidence for table in document.tables} == {1.0}


@pytest.mark.parametrize(("number", "name", "count"), SAMPLES)
def test_no_page_number_is_left_in_the_text(root: Path, number: str, name: str, count: int) -> None:
    document = sample(root, name)
    lone = [p for p in document.paragraphs if p.text == str(p.segments[0].page)]
    assert lone == []


def test_a_paragraph_of_the_narrative_and_its_chart(root: Path) -> None:
    document = sample(root, "danfeng-2024.pdf")
    found = [paragraph.text for paragraph in document.paragraphs]
    start = found.index("三、支出决算情况说明", 20)
    assert found[start + 1] == (
        "2024年度本年支出合计1,049.22万元，其中：基本支出888.32万元，占84.66%；项目支出160.90万元，占15.34%。"
    )
    assert sorted(found[start + 2 : start + 7]) == sorted(
        ["支出结构图", "160.90", "888.32", "基本支出84.66%", "项目支出15.34%"]
    )


def fractions(document: Document) -> Counter[str]:
    """Every number with a decimal point, in paragraphs and tables."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts.extend(cell.text for table in document.tables for row in table.rows for cell in row)
    return Counter(number for text in texts for number in re.findall(r"\d[\d,]*\.\d+", text))


@pytest.mark.parametrize(("number", "name"), [("000", "dongqu-2024.pdf"), ("002", "renhe-2020.pdf")])
def test_every_number_of_a_report_without_forms_is_read(
    root: Path, real_reports: Path, number: str, name: str
) -> None:
    published = fractions(read_document(next(real_reports.glob(f"{number}_*.txt"))))
    document = sample(root, name)
    assert sum(published.values()) > 70
    assert published - fractions(document) == Counter()
    assert document.remarks == ()


def test_bold_printed_four_times_is_read_once(root: Path) -> None:
    found = [paragraph.text for paragraph in sample(root, "renhe-2020.pdf").paragraphs]
    assert found[0] == "攀枝花市仁和区医疗保障局"
    assert "第二部分2020年度部门决算情况说明" in found
    assert "（二）一般公共预算财政拨款支出决算结构情况" in found
    stuttered = [text for text in found if re.search(r"([\u4e00-\u9fff（）：])\1\1", text)]
    assert stuttered == []


def test_charts_that_are_pictures_are_blocks(root: Path) -> None:
    document = sample(root, "dongqu-2024.pdf")
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    assert [picture.index for picture in pictures] == list(range(7))
    captions = [
        before.text[:3]
        for before, block in pairwise(document.blocks)
        if isinstance(block, Picture) and isinstance(before, Paragraph)
    ]
    assert [caption.strip("（(") for caption in captions] == [f"图{number}" for number in range(1, 8)]

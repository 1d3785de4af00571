"""Next year's budget inside a published account: where it begins and where it ends."""

from __future__ import annotations

import re
from dataclasses import replace

from ..documents import Block, Document, Paragraph, Table
from ..reports import Part, Section

TITLE = -1
"""The level of a title of its own: what follows is a publication of its own, with parts and headings."""

_LONGEST_TITLE = 50
_TITLE = re.compile(r"预算(?:(?:公开|编制|安排|情况|信息|收支|草案)*(?:说明|报告|公开)?)?(?:目录)?$")
_LATER = ("下年度", "下一年度", "下年", "次年", "明年")
_NUMBERED = re.compile(r"第?[（(]?[一二三四五六七八九十\d]{1,3}(?:部分|[）)、.．])")


def plan_level(
    text: str, heading: tuple[str, str, int] | None, year: int | None, open_at: int | None
) -> int | None:
    """The level of the heading under which a paragraph speaks of a later year's budget; None if it does not.

    `heading` is the number, title and level with which the paragraph begins, `open_at` what held before it.
    """
    if year is None:
        return None
    title = text if heading is None else heading[1]
    squeezed = re.sub(r"\s", "", title)
    if heading is None and (len(squeezed) > _LONGEST_TITLE or re.search(r"[，。；：,;:|]", squeezed)):
        return open_at
    if _of_account(squeezed, year):
        return None
    if _of_later_budget(squeezed, year):
        if heading is not None:
            return heading[2] if open_at is None else min(open_at, heading[2])
        return TITLE if _TITLE.search(squeezed) and not _NUMBERED.match(squeezed) else open_at
    if heading is not None and open_at is not None and heading[2] <= open_at:
        return None
    return open_at


def begins_with_plan(text: str, year: int | None) -> bool:
    """Whether a paragraph of the account begins with a later year's budget: 2025年“三公”经费预算较2024年…"""
    clause = re.split(r"[，。；：,;:]", text.lstrip(), maxsplit=1)[0]
    first = re.match(r"(?:本(?:部门|单位|局)|我(?:部门|单位|局))?(?=(?:19|20)\d{2}年)", clause)
    return year is not None and first is not None and _of_later_budget(clause[first.end() :][:40], year)


def _of_later_budget(title: str, year: int) -> bool:
    if "预算" not in title or "决算" in title or re.search(r"绩效|执行", title):
        return False
    named = re.findall(r"(?<!\d)(?:19|20)\d{2}(?=年(?!\s*(?:初|末|底|\d)))", title)
    later = any(int(found) > year for found in named)
    return later or any(word in title for word in _LATER)


def _of_account(title: str, year: int) -> bool:
    return "决算" in title and str(year) in title


def year_of(section: Section, year: int | None) -> int | None:
    """The year that the amounts of a section are of: that of the budget, or the account's."""
    if section.part is not Part.PLAN or year is None:
        return year
    titles = (section.title, *reversed(section.path))
    named = (int(found) for title in titles for found in re.findall(r"(?<!\d)(?:19|20)\d{2}(?=年)", title))
    return next((later for later in named if later > year), year + 1)


def without_plans(document: Document, sections: dict[int, Section]) -> Document:
    """The document without the blocks of a later year's budget: its forms are not those of the account."""
    blocks: list[Block] = []
    planned = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            planned = sections[block.index].part is Part.PLAN
        if not (planned and isinstance(block, Paragraph | Table)):
            blocks.append(block)
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=tuple(blocks))

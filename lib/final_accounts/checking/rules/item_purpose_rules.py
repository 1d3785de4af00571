"""Rules on what items are said to be spent on: the purpose of another item, copied with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...documents import Paragraph
from ...reports import Finding, Part, Report, Section
from ...settings import reference
from ...wordings import tell
from ..findings.wordings import wording_finding
from ..registry import rule

_RULE = "wording.item-purpose"
_PARTS = (Part.NARRATIVE, Part.GLOSSARY)
_ITEM = re.compile(r"(?P<item>[^，。；：:、（）()\d]{2,30})[（(]项[）)]")
_PURPOSE = re.compile(r"(?:主要)?(?:用于|反映|是指|指)[：:，,]?(?P<purpose>[^。；;]{2,160})")
_BETWEEN = 60
"""The purpose begins within so many letters behind its item: 死亡抚恤（项）20.00万元。主要用于："""


@rule(_RULE, "wording")
def item_purpose(report: Report) -> Iterator[Finding]:
    """What an item is spent on is its own purpose: 住房公积金 no 医疗保险.

    Source: 政府收支分类科目, what each item is for; words in wording.toml. It speaks only of items whose
    purpose names another's and nothing of their own.
    """
    entries: Sequence[Mapping[str, str]] = reference("wording")["purpose"]
    sections = {statement.place.paragraph: statement.section for statement in report.statements}
    for paragraph in report.document.paragraphs:
        section = sections.get(paragraph.index)
        if section is not None and section.part in _PARTS:
            yield from _wrong(paragraph, section, entries)


def _wrong(paragraph: Paragraph, section: Section, entries: Sequence[Mapping[str, str]]) -> Iterator[Finding]:
    items = list(_ITEM.finditer(paragraph.text))
    ends = [*(item.start() for item in items[1:]), len(paragraph.text)]
    for item, end in zip(items, ends, strict=False):
        purpose = _PURPOSE.search(paragraph.text, item.end(), end)
        if purpose is None or purpose.start() - item.end() > _BETWEEN:
            continue
        for entry in entries:
            other = re.search(entry["others"], purpose["purpose"])
            if (
                re.search(entry["item"], item["item"])
                and other
                and not re.search(entry["own"], purpose["purpose"])
            ):
                begin = purpose.start("purpose") + other.start()
                yield wording_finding(
                    _RULE,
                    other.group(),
                    tell("found.item_purpose", item=item["item"].strip(), other=other.group()),
                    tell("cause.item_purpose"),
                    paragraph.text[item.start() : purpose.end()],
                    section.title or None,
                    paragraph.place(begin, begin + len(other.group())),
                )
                break

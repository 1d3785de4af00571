"""Documents in traditional characters, whose words are known in simplified ones alone."""

from __future__ import annotations

from dataclasses import replace

from ..documents import Document, Paragraph, Table
from ..settings import reference

_FEWEST = 10
"""So many of them are no misprints."""


def with_traditional_told(document: Document) -> Document:
    """The document with a remark if more of its characters are traditional than simplified ones for these."""
    text = "".join(
        block.text if isinstance(block, Paragraph) else "".join(c.text for row in block.rows for c in row)
        for block in document.blocks
        if isinstance(block, Paragraph | Table)
    )
    variants = reference("scans")["variants"]
    traditional = sum(map(text.count, variants))
    if traditional < _FEWEST or traditional <= sum(map(text.count, set(variants.values()))):
        return document
    remark = (
        "全文用的是繁体字，本工具只认简体字的词语，句子和表可能未能读取；"
        "请先用文字处理软件的“繁转简”另存一份，再检查"
    )
    return replace(document, remarks=(*document.remarks, remark))

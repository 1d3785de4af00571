"""Documents in traditional characters: read as if in simplified ones, in which all words are known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from ..documents import Block, Document, Paragraph, Table
from ..settings import reference

REMARK = "全文用的是繁体字，已逐字转为简体字再检查；引用的文字因此与原件字形不同"
_FEWEST = 10
"""So many of them are no misprints."""
_READING = re.compile(
    r"(?<=[\u4e00-\u9fff])[（(][a-zɡ]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zɡ]{0,4}\s?[）)]",
)
"""學(xué): some pages print how a character is read behind it."""


def in_simplified(text: str) -> tuple[str, str | None]:
    """The text in simplified characters without readings among them, and a remark if it had traditional ones.

    A text is left as it is unless more of its characters are traditional ones than simplified ones for these.
    """
    if not _is_traditional(Counter(text)):
        return text, None
    return _READING.sub("", text).translate(simplified_characters()), REMARK


def with_simplified(document: Document) -> Document:
    """The document in simplified characters, with a remark if it had traditional ones."""
    characters: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            characters.update(block.text)
        elif isinstance(block, Table):
            characters.update("".join(cell.text for row in block.rows for cell in row))
    if not _is_traditional(characters):
        return document
    blocks = tuple(map(_block_in_simplified, document.blocks))
    return replace(document, blocks=blocks, remarks=(*document.remarks, REMARK))


def _is_traditional(characters: Counter[str]) -> bool:
    table = simplified_characters()
    traditional = sum(count for one, count in characters.items() if ord(one) in table)
    return traditional >= _FEWEST and traditional > sum(characters[one] for one in set(table.values()))


def _block_in_simplified(block: Block) -> Block:
    table = simplified_characters()
    if isinstance(block, Paragraph):
        return replace(block, text=block.text.translate(table))
    if isinstance(block, Table):
        rows = tuple(
            tuple(replace(cell, text=cell.text.translate(table)) for cell in row) for row in block.rows
        )
        return replace(block, rows=rows)
    return block


@cache
def simplified_characters() -> dict[int, str]:
    """The simplified character for each traditional one, as str.translate takes them."""
    return {ord(pair[0]): pair[1] for line in reference("traditional")["pairs"] for pair in line.split()}

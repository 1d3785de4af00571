"""Forms that were published as pictures inside a document that is otherwise text."""

from __future__ import annotations

import re
from dataclasses import replace

from ..documents import Document, Paragraph, Picture, Table
from .lines import is_title

_FORM = re.compile(r"[^\d]表[）)]?$")
_LONG = 45
_LISTED = 3


def with_pictures_told(document: Document) -> Document:
    """The document with a remark that names the forms under whose titles stands a picture and no table."""
    titles: list[str] = []
    title = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = "".join(block.text.split())
            if is_title(text) and _FORM.search(text):
                title = text
            elif len(text) > _LONG:
                title = ""
        elif isinstance(block, Picture) and title:
            titles.append(title)
            title = ""
        elif isinstance(block, Table):
            title = ""
    if not titles:
        return document
    named = "、".join(f"“{title}”" for title in dict.fromkeys(titles[:_LISTED]))
    some = named if len(titles) <= _LISTED else f"{named}等{len(titles)}处"
    remark = f"{some}的标题下是图片，图中的数字未读取；清晰的表格图片可由识别组件 final-accounts[ocr] 读取"
    return replace(document, remarks=(*document.remarks, remark))

"""Whole accounts as OFD: every cell and every paragraph comes back as from the PDF with the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples.ofd import write_ofd

from final_accounts.documents import Document, Table
from final_accounts.reading.reader import read_document


def printed(document: Document) -> list[object]:
    """What a document prints, block by block, and on which pages."""
    return [
        [[cell.text for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else (getattr(block, "text", None), [part.page for part in getattr(block, "segments", ())])
        for block in document.blocks
    ]


@pytest.mark.parametrize(("name", "pages"), [("danfeng-2024", 34), ("liling-2024", 29)])
def test_an_account_comes_back(root: Path, tmp_path: Path, name: str, pages: int) -> None:
    pdf = root / "data" / "raw" / f"{name}.pdf"
    path = tmp_path / f"{name}.ofd"
    write_ofd(pdf.read_bytes(), path)
    document = read_document(path)
    assert printed(document) == printed(read_document(pdf))
    assert (document.source.format, document.source.pages, document.source.path) == ("ofd", pages, path)
    assert document.remarks == ()

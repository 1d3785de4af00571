"""A PDF that lost bytes on its way is refused, or says so: nothing of it is read in silence."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from final_accounts.documents import Source
from final_accounts.errors import UnreadableSource
from final_accounts.reading.pdf.pages.damage import damage_remarks

from .pdf_making import make, read, write_lines

TEXT = b"".join(b"BT (%d.%02d) Tj ET " % (n * n, n) for n in range(60))
PACKED = zlib.compress(TEXT)
CHECKSUM = 4
"""Bytes at the end of a compressed stream that hold its checksum."""


def page(canvas: Canvas) -> None:
    write_lines(canvas, 740, ["本年收入合计933.26万元，其中财政拨款收入933.26万元。"])


def remarks(
    folder: Path, packed: bytes, dictionary: str = "/Filter /FlateDecode", rest: str = ""
) -> list[str]:
    path = folder / "a.pdf"
    head = f"%PDF-1.7\n7 0 obj << /Length {len(packed)} {dictionary} >> stream\r\n"
    path.write_bytes(head.encode() + packed + f"\r\nendstream endobj {rest} %%EOF".encode())
    return damage_remarks(Source(path.name, "pdf", "", None, path))


def uncompressed_page(data: bytes, number: int) -> tuple[int, int]:
    """Where the compressed content of a page starts and ends: reportlab writes one stream a page."""
    found = list(re.finditer(rb"/ASCII85Decode /FlateDecode \][^>]*>>\s*stream\r?\n(.*?)~>", data, re.DOTALL))
    return found[number - 1].span(1)


def test_a_page_that_lost_bytes_is_refused_by_its_number(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", page, page, page)
    data = path.read_bytes()
    start, end = uncompressed_page(data, 2)
    middle = (start + end) // 2
    path.write_bytes(data[:middle] + b"zz!!" * 5 + data[middle + 20 :])
    with pytest.raises(UnreadableSource) as refused:
        read(path)
    assert refused.value.problem == "page 2 is damaged: 1 of its streams cannot be unpacked whole"
    assert refused.value.remedy.startswith("download it again")


def test_a_page_that_is_not_what_was_packed_is_remarked(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", page, page)
    assert read(path).remarks == ()
    data = path.read_bytes()
    _, end = uncompressed_page(data, 1)
    other = b"!" if data[end - 1 : end] != b"!" else b'"'
    path.write_bytes(data[: end - 1] + other + data[end:])
    assert read(path).remarks == ("第1页：有1处数据损坏，文字可能有误，请重新下载，或与原件核对",)


def test_a_sound_stream_and_one_without_checksum_say_nothing(tmp_path: Path) -> None:
    assert remarks(tmp_path, PACKED) == []
    assert remarks(tmp_path, PACKED[:-CHECKSUM]) == []
    assert remarks(tmp_path, PACKED, "/Filter [ /FlateDecode ]") == []


def test_a_stream_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="it is damaged: 1 of its streams"):
        remarks(tmp_path, PACKED[: len(PACKED) // 2])


# What changes at the very end may swallow the checksum, and look like a stream that never had one.
@given(at=st.integers(2, len(PACKED) - 16), bit=st.integers(0, 7))
def test_no_bit_changes_in_silence(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    changed = bytearray(PACKED)
    changed[at] ^= 1 << bit
    try:
        told = remarks(tmp_path_factory.getbasetemp(), bytes(changed))
    except UnreadableSource as refused:
        told = [refused.problem]
    assert len(told) == 1


def test_shapes_of_letters_lost_are_remarked(tmp_path: Path) -> None:
    found = remarks(tmp_path, PACKED[:-9], "/Filter /FlateDecode /Length1 17432")
    assert found == ["文件：有1处数据损坏，文字可能有误，请重新下载，或与原件核对"]


@pytest.mark.parametrize(
    ("dictionary", "rest"),
    [
        ("/Subtype /Image /Filter /FlateDecode", ""),
        ("/Filter /DCTDecode", ""),
        ("/Filter [ /FlateDecode /DCTDecode ]", ""),
        ("", ""),
        ("/Filter /FlateDecode", "trailer << /Encrypt 9 0 R >>"),
    ],
)
def test_what_is_not_looked_into(tmp_path: Path, dictionary: str, rest: str) -> None:
    assert remarks(tmp_path, PACKED[:-9], dictionary, rest) == []


def test_a_bomb_is_not_unpacked_whole(tmp_path: Path) -> None:
    assert remarks(tmp_path, zlib.compress(bytes(80 * 2**20))) == []

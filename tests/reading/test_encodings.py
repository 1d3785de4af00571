"""The encoding of texts and pages: told by their bytes, undone where it was mistaken before, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.errors import UnreadableSource
from final_accounts.reading.encodings import decode
from final_accounts.reading.reader import read_file

SENTENCE = "2024年度支出总计1,049.22万元，比上年增加58.10万元，增长5.86%。\n"
MENDED = "文件曾按错误的编码保存，文字已还原，请与原件核对"
LOST = (
    "a.txt: it was read in the wrong encoding before it was saved, and characters were lost; "
    "get the published report anew"
)


def windows(data: bytes) -> str:
    """Bytes as a program for Western Europe shows them; what its table leaves out as it is."""
    undefined = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(chr(code) if code in undefined else bytes([code]).decode("cp1252") for code in data)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings(encoding: str) -> None:
    assert decode("a.txt", SENTENCE.encode(encoding)) == (SENTENCE, None)


@pytest.mark.parametrize(
    "saved",
    [
        SENTENCE.encode("utf-8").decode("latin-1"),
        windows(SENTENCE.encode("utf-8")),
        SENTENCE.encode("gb18030").decode("latin-1"),
        # an even number of bytes, which Chinese takes for characters of its own
        "支出万元".encode().decode("gb18030"),
    ],
)
def test_a_text_read_in_the_wrong_encoding_is_restored(saved: str) -> None:
    text, remark = decode("a.txt", saved.encode("utf-8"))
    assert (text in (SENTENCE, "支出万元"), remark) == (True, MENDED)


@pytest.mark.parametrize(
    "saved",
    [
        SENTENCE.encode("utf-8").decode("gb18030", errors="replace"),
        SENTENCE.encode("gb18030").decode("utf-8", errors="replace"),
        f"合计：{SENTENCE}".encode().decode("cp1252", errors="replace"),
    ],
)
def test_a_text_that_lost_characters_is_refused(saved: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        decode("a.txt", saved.encode("utf-8"))
    assert str(caught.value) == LOST


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("gb18030", "GB 18030")])
def test_a_text_cut_within_a_character_is_read_and_told(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((SENTENCE * 20 + "合计").encode(encoding)[:-1])
    document = read_file(path)
    assert document.paragraphs[0].text == SENTENCE.strip()
    assert document.remarks == (f"文件有1处字节不合 {name} 编码，该处文字缺失",)


def test_utf_16_that_lost_a_byte_is_damaged() -> None:
    data = (SENTENCE * 20).encode("utf-16")
    assert decode("a.txt", data[:-1])[1] == "文件有1处字节不合 UTF-16 编码，该处文字缺失"
    with pytest.raises(UnreadableSource) as caught:
        decode("a.txt", data[:501] + data[502:])
    assert str(caught.value) == "a.txt: it is damaged: it is no whole UTF-16; download it again"


def test_characters_that_were_lost_before_are_told() -> None:
    text = SENTENCE * 20
    lost = text.replace("度", "\ufffd", 1)
    assert decode("a.txt", lost.encode()) == (lost, "文件有1处文字在保存之前已经缺失")
    with pytest.raises(UnreadableSource) as caught:
        decode("a.txt", text.replace("度", "\ufffd").encode())
    assert str(caught.value) == LOST


def test_a_stray_zero_is_told_and_many_are_no_text() -> None:
    text, remark = decode("a.txt", (SENTENCE * 20).encode().replace(b"1,049", b"1,\x0049", 1))
    assert text.startswith("2024年度支出总计1,\ufffd49.22万元")
    assert remark == "文件有1处字节不合 UTF-8 编码，该处文字缺失"


def test_separated_values_that_lost_a_byte_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "科目编码,科目名称,合计\n" + "".join(f"20{n},支出类款{n},{n}.50\n" for n in range(10, 99))
    path.write_bytes(rows.encode("utf-8") + "合".encode()[:-1])
    document = read_file(path)
    assert document.tables and document.remarks == ("文件有1处字节不合 UTF-8 编码，该处文字缺失",)


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(UnreadableSource) as caught:
        decode("a.txt", b"MZ\x00\x01\x02" + bytes(range(256)))
    assert str(caught.value) == "a.txt: this is no text but a binary file; give it its true file name"


def test_a_text_that_lost_much_is_damaged() -> None:
    with pytest.raises(UnreadableSource) as caught:
        decode("a.txt", SENTENCE.encode() + "合".encode()[:-1])
    assert str(caught.value) == ("a.txt: it is damaged: 1 of its characters are no UTF-8; download it again")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnreadableSource) as caught:
        decode("a.txt", b"\xff\xff\xff\xff")
    assert str(caught.value) == "a.txt: its text encoding is unknown; save it as UTF-8"

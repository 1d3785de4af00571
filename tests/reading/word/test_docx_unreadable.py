"""Word files that cannot be read: each told in one line, naming what is wrong and what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from final_accounts.errors import InvalidSetting, UnreadableSource
from final_accounts.reading.office.ooxml import PackageLimits
from final_accounts.reading.word.docx import read_docx

from .docx_making import SPACES, p, r, source_of, write_docx


def message(path: Path, limits: PackageLimits | None = None) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_docx(source_of(path), limits)
    assert "\n" not in str(caught.value)
    return str(caught.value)


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "x.docx: the file is empty; download it again"),
        (b"%PDF-1.7", "x.docx: this is no Office document; check what the file really is"),
        (OLE, "x.docx: this is an old Office file; save it as .docx and try again"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "x.docx: the file is encrypted; open it with its password and save it without one",
        ),
        (
            b"PK\x03\x04 cut",
            "x.docx: the file is damaged (the archive is incomplete); "
            "download it again, or save it anew in Word",
        ),
    ],
)
def test_what_is_no_word_file_is_told_in_one_line(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    assert message(path) == expected


def test_broken_xml_a_missing_part_and_a_document_type_are_damage(tmp_path: Path) -> None:
    cut = write_docx(tmp_path / "cut.docx", "<w:p>")
    assert "the part word/document.xml is no complete XML" in message(cut)
    no_body = write_docx(tmp_path / "none.docx", "")
    with zipfile.ZipFile(no_body, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert message(no_body) == "none.docx: this is no Word document; check what the file really is"


def test_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("829.13", encoding="utf-8")
    path = write_docx(tmp_path / "x.docx", "")
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = (
        f"{entity}<w:document {SPACES}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "the part word/document.xml declares a document type" in message(path)


def test_damage_inside_a_part_is_told_with_its_name(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "x.docx", p(r("合计829.13万元" * 50)))
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("word/document.xml")
    data = bytearray(path.read_bytes())
    at = entry.header_offset + 30 + len("word/document.xml") + 20
    data[at : at + 20] = bytes(20)
    path.write_bytes(data)
    assert "the part word/document.xml cannot be unpacked" in message(path)


def test_an_archive_that_lost_its_beginning_is_damaged(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "x.docx", p(r("合计829.13万元" * 50)))
    with zipfile.ZipFile(path) as archive:
        first = min(archive.infolist(), key=lambda entry: entry.header_offset)
    data = path.read_bytes()
    path.write_bytes(data[:4] + data[14:])
    assert f"the part {first.filename} cannot be unpacked" in message(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "bomb.docx", p(r("0" * 12_000_000)))
    assert path.stat().st_size < 100_000
    assert message(path) == (
        "bomb.docx: the part word/document.xml would unpack to a size no report has; "
        "check where it comes from; if it is a real report, save it anew in Word"
    )


def test_limits_hold_for_parts_and_for_the_whole(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "x.docx", p(r("合计")))
    assert "holds 3 parts, too many" in message(path, PackageLimits(entries=2))
    assert "the archive would unpack" in message(path, PackageLimits(total_bytes=100))
    assert "_rels/.rels would unpack" in message(path, PackageLimits(part_bytes=50))
    with pytest.raises(InvalidSetting, match="ratio=0 is not valid"):
        PackageLimits(ratio=0)


def test_a_zip_with_a_password_is_called_encrypted(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "x.docx", p(r("合计")))
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert message(path) == "x.docx: the archive is encrypted; save it without a password"

"""One reader for every format: told by content, and refused in one clear line."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from final_accounts.errors import FinalAccountsError, NotAnAccount, UnreadableSource, UnsupportedFormat
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise

REPORT = (
    "某某县示例局\n\n2024年度部门决算\n\n一、收入支出决算总体情况说明\n\n"
    "2024年度收入、支出总计均为300.00万元。与2023年相比，收入、支出总计各增加20.00万元，增长7.14%。\n"
)
POEM = "床前明月光，疑是地上霜。\n\n举头望明月，低头思故乡。\n"


def refused(path: Path) -> FinalAccountsError:
    with pytest.raises(FinalAccountsError) as caught:
        recognise(read_document(path))
    return caught.value


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    error = refused(tmp_path / "none.pdf")
    assert isinstance(error, UnreadableSource)
    assert str(error) == "none.pdf: the file does not exist; check the path"


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "reports.txt"
    folder.mkdir()
    error = refused(folder)
    assert isinstance(error, UnreadableSource)
    assert str(error) == (
        "reports.txt: this folder is not one report (one narrative and one workbook, or "
        "pictures of its pages); "
        "name the file, or the files with ; between them"
    )


@pytest.mark.parametrize("name", ["empty.txt", "empty.pdf", "empty.docx"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    error = refused(write(tmp_path / name, b""))
    assert isinstance(error, UnreadableSource)
    assert str(error) == f"{name}: the file is empty; download it again"


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "closed.txt", REPORT)
    path.chmod(0)
    assert str(refused(path)).startswith("closed.txt: the file cannot be opened (")


def test_binary_content_named_txt(tmp_path: Path) -> None:
    error = refused(write(tmp_path / "report.txt", b"\x7fELF\x00\x01" + bytes(64)))
    assert isinstance(error, UnreadableSource)
    assert str(error) == "report.txt: this is no text but a binary file; give it its true file name"


def test_text_named_pdf(tmp_path: Path) -> None:
    error = refused(write(tmp_path / "report.pdf", REPORT))
    assert isinstance(error, UnreadableSource)
    assert str(error) == "report.pdf: its content is not what the name .pdf says; download it again"


def test_a_damaged_old_office_file(tmp_path: Path) -> None:
    error = refused(write(tmp_path / "report.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)))
    assert isinstance(error, UnreadableSource)
    assert str(error) == "report.docx: the old Office file is damaged; download it again"


def test_a_zip_that_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert isinstance(refused(path), UnsupportedFormat)
    damaged = write(tmp_path / "damaged.docx", b"PK\x03\x04 and no more")
    assert str(refused(damaged)) == "damaged.docx: the file is damaged; download it again"


def test_an_archive_that_says_it_needs_a_later_program(tmp_path: Path) -> None:
    path = tmp_path / "later.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 6] = 217
    assert str(refused(write(path, bytes(content)))) == "later.docx: the file is damaged; download it again"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "an archive; unpack it and name what is in it"),
        ("a.7z", b"7z\xbc\xaf'\x1c\x00\x04", "an archive; unpack it and name what is in it"),
        ("a.txt", b"\x1f\x8b\x08\x00", "an archive; unpack it and name what is in it"),
    ],
)
def test_what_holds_reports_and_is_none_says_what_to_do(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    error = refused(write(tmp_path / name, content + bytes(64)))
    assert isinstance(error, UnsupportedFormat)
    assert str(error) == f"{name}: this is {told}"


def test_a_poem_is_no_account(tmp_path: Path) -> None:
    error = refused(write(tmp_path / "poem.txt", POEM))
    assert isinstance(error, NotAnAccount)
    assert str(error) == (
        "poem.txt: nothing in it is a departmental final account (部门决算); "
        "give the published report itself, narrative or forms"
    )


def test_news_about_an_account_is_no_account(tmp_path: Path) -> None:
    text = "我县各部门的决算已经全部公开，公开率达到100%，共有56个部门参加。\n"
    assert isinstance(refused(write(tmp_path / "news.txt", text)), NotAnAccount)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_the_same_report_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    content = REPORT.encode(encoding)
    made = read_document(write(tmp_path / "report.txt", content))
    assert made.source.sha256 == hashlib.sha256(content).hexdigest()
    assert (made.source.name, made.source.format) == ("report.txt", "txt")
    report = recognise(made)
    assert (report.bureau, report.fiscal_year, report.unit) == ("某某县示例局", 2024, "万元")


def test_content_decides_and_not_the_name(tmp_path: Path, root: Path) -> None:
    sample = next((root / "data" / "raw").glob("*.docx"))
    renamed = write(tmp_path / "report.dat", sample.read_bytes())
    assert read_document(renamed).source.format == "docx"
    assert read_document(write(tmp_path / "report", REPORT)).source.format == "txt"
    assert read_document(write(tmp_path / "report.md", REPORT)).source.format == "txt"

"""Old Word files: through LibreOffice where it is installed, else one clear message."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from final_accounts.errors import UnreadableSource, UnsupportedFormat
from final_accounts.reading.office import libreoffice
from final_accounts.reading.reader import read_document
from final_accounts.reading.word import doc

RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}"
    r"{\pard \u19968?\u12289?\u35828?\u26126?\par}"
    r"\trowd\cellx3000\cellx6000\intbl \u21512?\u35745?\cell 300.00\cell\row"
    r"{\pard 2024\par}}"
)
LIBREOFFICE = next((found for name in libreoffice.COMMANDS if (found := shutil.which(name))), None)
needs_libreoffice = pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture
def rtf(tmp_path: Path) -> Path:
    path = tmp_path / "- 报告;$(x).doc"
    path.write_text(RTF, encoding="ascii")
    return path


@needs_libreoffice
def test_paragraphs_and_tables(rtf: Path) -> None:
    document = read_document(rtf)
    assert (document.source.name, document.source.format, document.source.path) == (rtf.name, "doc", rtf)
    assert [paragraph.text for paragraph in document.paragraphs] == ["一、说明", "2024"]
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["合计", "300.00"]]
    assert document.remarks == ("旧版 Word 文件经 LibreOffice 转换后读取",)


@needs_libreoffice
def test_temporary_files_may_lie_in_a_relative_folder(
    rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(libreoffice.tempfile, "tempdir", ".")
    assert len(read_document(rtf).tables) == 1


@needs_libreoffice
def test_the_old_binary_format(rtf: Path, tmp_path: Path) -> None:
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            str(LIBREOFFICE),
            f"-env:UserInstallation={profile}",
            *("--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path / "out"), str(rtf)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (old,) = (tmp_path / "out").iterdir()
    assert old.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    document = read_document(old)
    assert document.source.format == "doc"
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["合计", "300.00"]]
    data = bytearray(old.read_bytes())
    at = data.index(b"\xec\xa5")
    data[at + 10 : at + 12] = struct.pack("<H", struct.unpack_from("<H", data, at + 10)[0] | 0x0100)
    old.write_bytes(bytes(data))
    with pytest.raises(UnreadableSource) as caught:
        read_document(old)
    assert caught.value.problem == "the file is encrypted"


WORD_2003 = """<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>
<w:p><w:r><w:t>收入情况</w:t></w:r></w:p>
<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>
<w:tr><w:tc><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3.00</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl></w:body></w:wordDocument>
"""


@needs_libreoffice
def test_a_document_in_one_xml_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.doc"
    path.write_text(WORD_2003, encoding="utf-8")
    document = read_document(path)
    assert (document.source.format, [p.text for p in document.paragraphs]) == ("doc", ["收入情况"])
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["合计", "3.00"]]


def test_without_libreoffice(rtf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    with pytest.raises(UnsupportedFormat) as caught:
        read_document(rtf)
    assert str(caught.value) == (
        f"{rtf.name}: this is an old Word file, and LibreOffice is not installed; "
        "install LibreOffice, or open the file and save it as .docx"
    )


def fake(folder: Path, script: str) -> str:
    command = folder / "soffice"
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    return str(command)


def test_a_hanging_libreoffice_is_ended(rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = fake(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: command)
    with pytest.raises(UnreadableSource) as caught:
        doc.read_doc(doc.Source(rtf.name, "doc", "", None, rtf), seconds=3)
    assert caught.value.problem == "LibreOffice did not turn the old Word file into .docx within 3 seconds"
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    status = Path(f"/proc/{child}/status")
    assert not status.exists() or "zombie" in status.read_text(encoding="utf-8")


def test_a_failing_libreoffice_is_told(rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = fake(tmp_path, "exit 1")
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: command)
    with pytest.raises(UnreadableSource) as caught:
        read_document(rtf)
    assert str(caught.value) == (
        f"{rtf.name}: LibreOffice cannot read the old Word file; "
        "see that LibreOffice Writer is installed, download it again, or save it as .docx"
    )

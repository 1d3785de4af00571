"""Old Word files (.doc, .rtf): turned into .docx by LibreOffice, where it is installed, and read as such."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ...documents import Document, Source
from ...errors import UnreadableSource, UnsupportedFormat
from ..office.ole import stream
from .docx import read_docx

COMMANDS = ("soffice", "libreoffice")
_SECONDS = 120.0
_ENCRYPTED = 0x0100
"""The flag in a Word file's first block (MS-DOC, FibBase) that says it has a password."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""No macro runs and no link is followed: the file is untrusted."""


def read_doc(source: Source, seconds: float = _SECONDS) -> Document:
    """The document in `source.path`, as `read_docx` gives it.

    Raises UnsupportedFormat where LibreOffice is not installed, UnreadableSource if the file is encrypted
    or damaged, or takes LibreOffice longer than `seconds`.
    """
    _refuse_encrypted(source)
    command = next((found for name in COMMANDS if (found := shutil.which(name))), None)
    if command is None:
        raise UnsupportedFormat(
            source.name,
            "this is an old Word file, and LibreOffice is not installed",
            "install LibreOffice Writer, or open the file and save it as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="final-accounts-doc-", ignore_cleanup_errors=True) as folder:
        converted = _convert(command, source, Path(folder), seconds)
        document = read_docx(replace(source, path=converted, format="docx"))
    remark = "旧版 Word 文件经 LibreOffice 转换后读取"
    return replace(document, source=source, remarks=(remark, *document.remarks))


def _refuse_encrypted(source: Source) -> None:
    head = stream(source.path.read_bytes(), "WordDocument") or b""
    if len(head) >= 12 and struct.unpack_from("<H", head, 10)[0] & _ENCRYPTED:
        raise UnreadableSource(
            source.name, "the file is encrypted", "open it with its password and save it without one"
        )


def _convert(command: str, source: Source, folder: Path, seconds: float) -> Path:
    """The .docx that LibreOffice makes of the source, in `folder`, with a profile of its own."""
    profile, output = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    output.mkdir()
    # A plain name of our own: the source's could be misread as an option or a pattern.
    given = folder / "report.doc"
    shutil.copyfile(source.path, given)
    arguments = [
        command,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", "docx", "--outdir", str(output), str(given)),
    ]
    process = subprocess.Popen(
        arguments,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(
            source.name,
            f"LibreOffice did not turn the old Word file into .docx within {seconds:g} seconds",
            "open it and save it as .docx",
        ) from error
    finally:
        if process.poll() is None:
            # LibreOffice is a launcher and its child: both go.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    converted = output / "report.docx"
    if not converted.is_file():
        raise UnreadableSource(
            source.name, "LibreOffice cannot read the old Word file", "download it again, or save it as .docx"
        )
    return converted

"""LibreOffice, where it is installed: it turns files that no reader here understands into ones they do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ...documents import Source
from ...errors import UnreadableSource, UnsupportedFormat

COMMANDS = ("soffice", "libreoffice")
SECONDS = 120.0
_LONGEST_TYPE = 200
_NOUNS = {
    "doc": "old Word file",
    "odt": "OpenDocument text",
    "ods": "OpenDocument workbook",
    "xlsb": "binary workbook",
    "xls": "old workbook",
    "xlsx": "workbook",
}
_NEEDS = {
    "doc": "this is an old Word file, and LibreOffice is not installed",
    "odt": "this is an OpenDocument text, and LibreOffice is not installed",
    "ods": "this is an OpenDocument workbook, and LibreOffice is not installed",
    "xlsb": "this is a binary workbook, and LibreOffice is not installed",
    "xls": "this is an old workbook, and LibreOffice is not installed",
    "xlsx": "LibreOffice is not installed",
}
"""Whole, as the catalogue of messages has them."""
_PARTS = {"docx": "Writer", "xlsx": "Calc"}
"""The part of LibreOffice that a conversion takes; distributions package each on its own."""
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
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""No macro runs and no link is followed: the file is untrusted. Formulas of an .xlsx are computed anew: it is
only given where their results are missing."""


def is_open_document(path: Path) -> bool:
    """Whether a zip archive is an OpenDocument file, of whatever kind."""
    return media_type(path).startswith("application/vnd.oasis.opendocument.")


def media_type(path: Path) -> str:
    """What a zip archive says that it is, empty where it says nothing."""
    with zipfile.ZipFile(path) as archive:
        if "mimetype" not in archive.namelist() or archive.getinfo("mimetype").file_size > _LONGEST_TYPE:
            return ""
        return archive.read("mimetype").decode("ascii", errors="replace").strip()


@contextmanager
def converted(source: Source, kind: str, suffix: str, seconds: float = SECONDS) -> Iterator[Path]:
    """The file that LibreOffice makes of a source of a `kind` (doc, odt, ods, xlsb, xls, xlsx).

    It is gone at the end. Raises UnsupportedFormat where LibreOffice is not installed, UnreadableSource if
    the file is damaged or takes it longer than `seconds`.
    """
    command = next((found for name in COMMANDS if (found := shutil.which(name))), None)
    if command is None:
        raise UnsupportedFormat(
            source.name,
            _NEEDS[kind],
            f"install LibreOffice, or open the file and save it as .{suffix}",
        )
    with tempfile.TemporaryDirectory(prefix="final-accounts-office-", ignore_cleanup_errors=True) as folder:
        # A batch into a relative folder keeps its temporary files there.
        yield _convert(command, source, Path(folder).resolve(), kind, suffix, seconds)


def _convert(command: str, source: Source, folder: Path, kind: str, suffix: str, seconds: float) -> Path:
    """What LibreOffice makes of the source, in `folder`, with a profile of its own."""
    profile, output = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    output.mkdir()
    # A plain name of our own: the source's could be misread as an option or a pattern.
    given = folder / f"report.{kind}"
    shutil.copyfile(source.path, given)
    arguments = [
        command,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", suffix, "--outdir", str(output), str(given)),
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
            f"LibreOffice did not turn the {_NOUNS[kind]} into .{suffix} within {seconds:g} seconds",
            f"open it and save it as .{suffix}",
        ) from error
    finally:
        if process.poll() is None:
            # LibreOffice is a launcher and its child: both go.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    converted = output / f"report.{suffix}"
    if not converted.is_file():
        problem = f"LibreOffice cannot read the {_NOUNS[kind]}"
        installed = f"see that LibreOffice {_PARTS[suffix]} is installed"
        remedy = f"{installed}, download it again, or save it as .{suffix}"
        raise UnreadableSource(source.name, problem, remedy)
    return converted

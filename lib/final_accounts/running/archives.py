"""Zip archives in which bureaus publish: unpacked into a folder, which is searched like any other."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from ..errors import UnreadableSource
from ..reading.office.ooxml import NOT_UNPACKED, PackageLimits, check_limits

SUFFIX = ".zip"
LIMITS = PackageLimits(part_bytes=512 * 2**20, total_bytes=4 * 2**30)
_DOCUMENTS = frozenset({"[Content_Types].xml", "OFD.xml", "mimetype"})
"""What lies at the root of documents that are zip archives too."""
_REMEDY = "unpack it and name the folder"
_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*]|[ .]+$')
"""What a name of a file may not hold on every system."""


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive with files in it, and no document. What is no whole archive is none."""
    if path.suffix.lower() != SUFFIX or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (*NOT_UNPACKED, ValueError):
        return False
    return bool(names) and not _DOCUMENTS.intersection(names)


def unpack(path: Path, folder: Path) -> None:
    """Write the files of the archive at `path` into the new `folder`, none of them outside of it.

    Raises UnreadableSource if one is encrypted or damaged, or all would take more room than reports do.
    """
    with _opened(path) as archive:
        entries = archive.infolist()
        check_limits(entries, path.name, LIMITS, _REMEDY)
        folder.mkdir(parents=True)
        for entry in entries:
            parts = [
                _NO_NAME.sub("_", part) for part in PurePosixPath(entry.filename.replace("\\", "/")).parts
            ]
            kept = [part for part in parts if part not in {"/", "_", "__MACOSX"}]
            if entry.is_dir() or not kept or "__MACOSX" in parts:
                continue
            target = folder.joinpath(*kept)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as packed, target.open("xb") as file:
                    shutil.copyfileobj(packed, file)
            except (*NOT_UNPACKED, RuntimeError) as error:
                raise UnreadableSource(
                    path.name, f"the file is damaged ({entry.filename!r} cannot be unpacked)", _REMEDY
                ) from error


def _opened(path: Path) -> zipfile.ZipFile:
    """The archive; names that do not say their encoding are taken as Chinese Windows writes them."""
    try:
        return zipfile.ZipFile(path, metadata_encoding="gb18030")
    except UnicodeDecodeError:
        return zipfile.ZipFile(path)

"""A folder's list of its reports, manifest.csv, in whatever encoding a spreadsheet has saved it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields
from pathlib import Path

from ..errors import UnreadableSource
from .encodings import decode

MANIFEST = "manifest.csv"


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a manifest, each value as it is written, empty where there is none; `line` counts from 1.

    `file` names a file of the folder, or several of one report as `bundle` joins them.
    """

    line: int
    file: str = ""
    slug: str = ""
    bureau: str = ""
    year: str = ""
    sha256: str = ""


_COLUMNS = tuple(field.name for field in fields(Listed) if field.name != "line")


def manifest(folder: Path) -> list[Listed]:
    """The rows of the folder's manifest.csv, none if it has no manifest.

    Raises UnreadableSource if that is no table of comma-separated values, or has no column `file`.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return []
    text, _ = decode(str(path), path.read_bytes())
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        names = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
        if names and "file" not in names:
            raise UnreadableSource(
                f"{path}:1", "it has no column `file`", "head it file,slug,sha256 with commas between"
            )
        return [
            Listed(
                rows.line_num,
                **{name: (row[names[name]] or "").strip() for name in _COLUMNS if name in names},
            )
            for row in rows
        ]
    except csv.Error as error:
        raise UnreadableSource(str(path), f"this is no CSV file ({error})", "save it as one") from error

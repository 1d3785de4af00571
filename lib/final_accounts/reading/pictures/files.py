"""Which files are pictures, and those of a folder in the order of its pages."""

from __future__ import annotations

import re
from pathlib import Path

_MAGIC = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\x00{4}|II\*\x00|MM\x00\*|RIFF.{4}WEBP", re.DOTALL)
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"})
SAVED_BESIDE = ("_files", ".files", "_file")
"""How the names of folders end in which browsers save what a page shows, behind the page's own."""
_NUMBER = re.compile(r"(\d+)")


def is_picture(data: bytes) -> bool:
    """Whether a file is a picture, by how it begins."""
    return _MAGIC.match(data) is not None


def pictures_in(folder: Path) -> tuple[Path, ...]:
    """The pictures directly in a folder, told by their suffixes, as their names count them: 2 before 10."""
    shown = (path for path in folder.iterdir() if not path.name.startswith("."))
    found = [path for path in shown if path.suffix.lower() in _SUFFIXES and path.is_file()]
    return tuple(sorted(found, key=_counted))


def _counted(path: Path) -> list[tuple[int, str]]:
    parts = _NUMBER.split(path.name)
    return [(int(part), "") if at % 2 else (0, part) for at, part in enumerate(parts)]

"""Folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path


def put_in_place(fresh: Path, target: Path) -> None:
    """Rename the folder `fresh` to `target`, both on one file system. An older `target` gives way.

    What a person added to the older folder is kept. If anything fails, the older folder is back.
    """
    if not target.exists():
        fresh.rename(target)
        return
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as aside:
        older = Path(aside) / "older"
        target.rename(older)
        with ExitStack() as if_interrupted:
            if_interrupted.callback(older.rename, target)
            fresh.rename(target)
            if_interrupted.pop_all()
        for kept in older.iterdir():
            if not (target / kept.name).exists():
                shutil.move(kept, target / kept.name)


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that nobody ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    scratch = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        scratch.chmod(0o644)
        scratch.replace(path)
    finally:
        # Gone already where it took its place.
        scratch.unlink(missing_ok=True)

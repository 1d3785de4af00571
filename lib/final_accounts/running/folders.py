"""Folders that appear whole or not at all, and the hidden one in which they are made."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_SCRATCH, _LOCK = ".work-", "lock"


@contextmanager
def scratch_in(output: Path) -> Iterator[Path]:
    """A hidden folder in `output`, gone afterwards. What killed runs have left of theirs goes first.

    Where files cannot be locked (Windows, some network drives) nobody can tell a run that was killed from
    one that is at work: there the folders stay.
    """
    for left in output.glob(f"{_SCRATCH}*"):
        if _is_abandoned(left):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=output, prefix=_SCRATCH) as name, _held(Path(name)):
        yield Path(name)


@contextmanager
def _held(scratch: Path) -> Iterator[None]:
    """Lock a folder: children inherit the lock, so it lasts as long as anybody works there."""
    with (scratch / _LOCK).open("w") as lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                (scratch / _LOCK).unlink()
        yield


def _is_abandoned(scratch: Path) -> bool:
    if sys.platform != "win32":
        try:
            with (scratch / _LOCK).open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            # Held, or never locked.
            return False
    return False


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

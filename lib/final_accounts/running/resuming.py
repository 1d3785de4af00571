"""What an earlier run has finished of the same files, so that it need not be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UnreadableSource
from .provenance import made_from, versions

if TYPE_CHECKING:
    from .worker import Task

Record = Mapping[str, Any]


def finished(tasks: Sequence[Task], output: Path) -> dict[str, Record]:
    """The provenance, by slug, of the tasks that an earlier run has done: of the same files, with the same
    corrections, in the same language, by the same programs."""
    found = ((task, _record(output / task.slug / "provenance.json")) for task in tasks)
    return {task.slug: record for task, record in found if record is not None and _is_of(task, record)}


def held_against(record: Record, earlier: Record | None) -> bool:
    """Whether a finished report was held against the finished report of last year, None if there is none."""
    then = record["earlier"]
    if then is None or earlier is None:
        return then is earlier
    return bool(then["sha256"] == earlier["source"]["sha256"])


def _record(path: Path) -> Record | None:
    try:
        record: Record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # None yet, or nothing of ours: it is made again.
        return None
    return record if isinstance(record, dict) else None


def _is_of(task: Task, record: Record) -> bool:
    try:
        now = made_from([task.source]) | {"versions": versions()}
    except (OSError, UnreadableSource):
        return False
    same = all(record.get(key) == value for key, value in now.items())
    return same and record["parameters"]["lang"] == task.lang

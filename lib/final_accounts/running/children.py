"""Child processes: one report each, some at a time, none longer or larger than its limits."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from ..errors import InvalidSetting
from ..showing.index import TIMEOUT

if TYPE_CHECKING:
    from .worker import Outcome, Task

    Ended = tuple[Task, Outcome, float]
    """A task, how it ended, and after how many seconds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may take before it is given up; memory counts on top of the program itself."""

    seconds: float = 240.0
    memory_mebibytes: int = 3072

    def __post_init__(self) -> None:
        if self.seconds <= 0:
            raise InvalidSetting("seconds", self.seconds, "must be more than 0")
        if self.memory_mebibytes < 64:
            raise InvalidSetting("memory_mebibytes", self.memory_mebibytes, "must be 64 or more")


@dataclass(slots=True)
class _Child:
    task: Task
    process: Any
    connection: Connection
    started: float


def run_all(tasks: Sequence[Task], jobs: int, limits: Limits, duty: str) -> Iterator[Ended]:
    """Each task with its outcome and seconds, as they end; `duty` is survey or work. No child outlives the
    iterator."""
    waiting = list(reversed(tasks))
    with _children() as running:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_start(waiting.pop(), duty))
            soonest = min(child.started for child in running) + limits.seconds
            wait([child.connection for child in running], max(0.0, soonest - time.monotonic()))
            for child in list(running):
                outcome = _outcome(child, limits)
                if outcome is not None:
                    running.remove(child)
                    yield child.task, outcome, round(time.monotonic() - child.started, 2)


@contextmanager
def _children() -> Iterator[list[_Child]]:
    running: list[_Child] = []
    try:
        yield running
    finally:
        for child in running:
            child.process.kill()
            child.process.join()


def _start(task: Task, duty: str) -> _Child:
    from . import worker

    context: Any = multiprocessing.get_context(start_method())
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=getattr(worker, duty), args=(task, sender), daemon=True)
    process.start()
    sender.close()
    return _Child(task, process, receiver, time.monotonic())


def start_method() -> str:
    """fork, where everything imported comes for nothing; spawn, where a fork could lock up for ever."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _outcome(child: _Child, limits: Limits) -> Outcome | None:
    """How a child ended, None if it is still at work. A child past its time is ended here."""
    from .worker import Outcome

    if child.connection.poll():
        with suppress(EOFError):
            outcome: Outcome = child.connection.recv()
            child.process.join()
            return outcome
        child.process.join()
        return Outcome(None, _given_up(child, f"the process broke down (exit code {child.process.exitcode})"))
    if time.monotonic() - child.started < limits.seconds:
        return None
    child.process.kill()
    child.process.join()
    too_long = f"it took longer than {limits.seconds:g} seconds"
    return Outcome(None, _given_up(child, too_long), kind=TIMEOUT)


def _given_up(child: _Child, problem: str) -> str:
    return f"{child.task.name}: {problem}; the notebook of a single run shows where it stopped"

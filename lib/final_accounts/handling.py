"""How the command goes through its sources: what cannot be used is told on stderr, and the others go on."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from .errors import FinalAccountsError, UnreadableSource
from .running.sources import Gathered, LocalReport, gather
from .showing.language import say

UNUSABLE = 2
_MANY = 10

log = logging.getLogger("final_accounts")


def tell(problem: object) -> None:
    """One line on stderr, above a progress bar if one is drawn."""
    from .showing.linter import one_line

    tqdm.write(one_line(f"final-accounts: {problem}"), file=sys.stderr)


def said(text: str, kind: str) -> str:
    """An error as told in English, with its Chinese behind it."""
    from .showing.problems import in_both

    return in_both(text, kind)


def _some(paths: Sequence[Path]) -> str:
    """Names of files, not more than a screen holds."""
    shown = ", ".join(map(str, paths[:_MANY]))
    return shown if len(paths) <= _MANY else f"{shown} and {len(paths) - _MANY} more"


@contextmanager
def reports_of(sources: Sequence[str]) -> Iterator[Gathered]:
    """The reports that the sources stand for; what was downloaded is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="final-accounts-", ignore_cleanup_errors=True) as downloads:
        gathered = gather(sources, Path(downloads))
        for error in gathered.unusable:
            tell(said(str(error), type(error).__name__))
        if gathered.left_out:
            left_out = _some(gathered.left_out)
            kinds = "archives, folders of pictures, or of a kind that is not read"
            remedy = "unpack them, name a folder of pages itself, or save them as PDF"
            tell(f"left out, being {kinds}: {left_out}; {remedy}（{say('command.left_out')}）")
        yield gathered


def each(reports: Sequence[LocalReport], handle: Callable[[LocalReport], None], doing: str = "报告") -> bool:
    """Handle each report; whether all of them could be used."""
    usable = True
    # None: drawn on a terminal, left out of a log.
    disable = None if len(reports) > 1 else True
    for report in tqdm(reports, desc=doing, unit="份", file=sys.stderr, disable=disable):
        try:
            handle(report)
        except FinalAccountsError as error:
            # Of a file beside it, or one of several, the error names which.
            own = error.source == report.path.name
            told = f"{error.problem}; {error.remedy}" if own else str(error)
            tell(said(f"{report.name}: {told}", type(error).__name__))
            usable = False
        except BrokenPipeError:
            raise
        except Exception as error:  # ours: logged, told as unusable; the others go on
            log.exception("%s: please report this mistake of final-accounts", report.name)
            tell(f"{report.name}: {type(error).__name__} inside final-accounts; the log above says where")
            usable = False
    return usable


def need_folder(output: Path) -> None:
    """Make the output folder. Exits with 2 where that is impossible, or nothing can be written into it."""
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output, prefix=".work-"):
            pass


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Exits with 2 where the folder cannot be written, from the beginning or because its disk is full."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        problem = f"it cannot be written ({error.strerror})"
        tell(UnreadableSource(str(output), problem, "make room there, or name another folder with -o"))
        raise SystemExit(UNUSABLE) from error

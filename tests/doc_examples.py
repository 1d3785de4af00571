"""The examples of Markdown files, run as they are printed.

A fenced block says by its first line what it is: `console` holds commands behind $ and what they print,
`python` a doctest, `text NAME` (or toml, yaml) a file, `diff NAME` changes of a file of data/reference, each
line's beginning before and after. Blocks of other kinds, and those under a comment `not run`, are left alone.
An … stands for anything, alone on its line for any lines.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from final_accounts import cli

ROOT = Path(__file__).parents[1]
_FENCE = re.compile(
    r"^(?P<skip><!-- not run[^\n]*-->\n)?```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S
)
_PROGRAM = re.compile(r"^(?:\.venv/bin/)?final-accounts ")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its kind, the file that it names or nothing, its text."""

    kind: str
    name: str
    body: str


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a Markdown file that are to be run, in order."""
    for match in _FENCE.finditer(page.read_text(encoding="utf-8")):
        if not match["skip"]:
            kind, _, name = match["info"].partition(" ")
            yield Block(kind, name.strip(), match["body"])


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what is printed behind it."""
    for part in re.split(r"^\$ ", block.body, flags=re.M)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def matches(printed: str, wanted: str) -> bool:
    """Whether an output is what a page shows of it."""
    pattern = ""
    for line in wanted.strip().splitlines():
        if line.strip() == "…":
            pattern += r"(?:[^\n]*\n)*"
        else:
            pattern += re.escape(line.rstrip()).replace("…", "[^\n]*") + "\n"
    plain = "".join(f"{line.rstrip()}\n" for line in printed.strip().splitlines())
    return re.fullmatch(pattern, plain) is not None


@dataclass(slots=True)
class Desk:
    """A folder as a reader has it, with data/raw in it, where pages are followed.

    Once a page has changed the reference data, its commands run in a copy of the checkout with that data.
    """

    folder: Path
    checkout: Path | None = None

    def follow(self, page: Path) -> int:
        """Run every block of a page and hold what comes out against it. Returns how many were run."""
        self.checkout = None
        names: dict[str, object] = {}
        steps: dict[str, Callable[[Block], None]] = {
            "console": self._console,
            "diff": self._change,
            "text": self._write,
            "toml": self._write,
            "yaml": self._write,
            "python": lambda block: _doctest(block, names, page.name),
        }
        done = 0
        with contextlib.chdir(self.folder):
            for block in blocks(page):
                if block.kind in steps and (block.name or block.kind in ("console", "python")):
                    steps[block.kind](block)
                    done += 1
        return done

    def _console(self, block: Block) -> None:
        for command, wanted in commands(block):
            printed = self.run(command)
            assert matches(printed, wanted), f"$ {command}\n{printed}\n--- but the page shows\n{wanted}"

    def run(self, command: str) -> str:
        """What a command prints."""
        if self.checkout is not None:
            return _in_checkout(self.checkout, command)
        # A batch forks, which is quick and safe only in a process that has just begun.
        batch = _arguments(command)[0] == "run"
        return _in_checkout(ROOT, command) if batch else _in_process(command)

    def _write(self, block: Block) -> None:
        Path(block.name).write_text(block.body, encoding="utf-8")

    def _change(self, block: Block) -> None:
        if self.checkout is None:
            self.checkout = _copy_of_checkout(self.folder / "checkout")
        file = self.checkout / block.name
        text = file.read_text(encoding="utf-8")
        for before, after in re.findall(r"^-(.*)…\n\+(.*)…$", block.body, re.M):
            assert text.count(f"\n{before}") == 1, f"{block.name} has not one line that begins {before!r}"
            text = text.replace(f"\n{before}", f"\n{after}")
        file.write_text(text, encoding="utf-8")


def desk(folder: Path) -> Desk:
    """A desk with the samples on it."""
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    return Desk(folder)


def _arguments(command: str) -> list[str]:
    assert _PROGRAM.match(command), f"this is no command of ours: {command}"
    return shlex.split(_PROGRAM.sub("", command))


def _in_process(command: str) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        cli.main(_arguments(command))
    return output.getvalue()


def _in_checkout(checkout: Path, command: str) -> str:
    arguments = [sys.executable, "-m", "final_accounts", *_arguments(command)]
    environment = os.environ | {"PYTHONPATH": str(checkout / "lib"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8")


def _copy_of_checkout(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "samples")
    for part in ("lib/final_accounts", "data/reference"):
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    return folder


def _doctest(block: Block, names: dict[str, object], page: str) -> None:
    """Run a block's lines behind >>>; names go on from block to block of one page."""
    test = doctest.DocTestParser().get_doctest(block.body, names, page, page, 0)
    runner = doctest.DocTestRunner(_Checker(), verbose=False)
    told = io.StringIO()
    runner.run(test, out=told.write, clear_globs=False)
    assert not runner.failures, told.getvalue()
    names.update(test.globs)


class _Checker(doctest.OutputChecker):
    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return matches(got, want)

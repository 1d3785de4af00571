"""The command `final-accounts`: run, check, read.

Exit status: 0 done and nothing inconsistent; 1 something inconsistent (check) or some reports failed
(run); 2 unusable input or options. Of several sources an unusable one is told on stderr and the others
go on; `check` and `read` then end with 2, so that a script cannot take a gap for a clean bill.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tqdm import tqdm

from . import __version__
from .handling import UNUSABLE, each, need_folder, reports_of, said, tell, writing
from .reading.manifests import MANIFEST
from .reports import CheckedReport, Report
from .running.folders import put_in_place
from .running.sources import LocalReport, is_single
from .settings import PROCESSED, RAW
from .showing.language import CHINESE, LANGUAGES, say, speaking
from .usage import CHECK_EXAMPLES, DESCRIPTION, EXAMPLES, READ_EXAMPLES, RUN_EXAMPLES, SOURCES

DONE, INCONSISTENT = 0, 1
SOME_FAILED = INCONSISTENT
INTERRUPTED = 130

log = logging.getLogger("final_accounts")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with `argv` (default: the process's own) and return its exit status."""
    _speak_utf8()
    parser = _parser()
    if not (sys.argv[1:] if argv is None else argv):
        parser.exit(UNUSABLE, parser.format_help())
    options = parser.parse_args(argv)
    logging.basicConfig(
        stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING, force=True
    )
    # What a parser mends in a damaged file it tells at length; where it matters a remark says so.
    logging.getLogger("playa").setLevel(logging.DEBUG if options.verbose else logging.CRITICAL)
    log.setLevel(logging.DEBUG if options.verbose else logging.WARNING)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        status = command(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader of a pipe left (`| head`): nothing more to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _speak_utf8() -> None:
    """Chinese output even where the console or a redirection would use a local code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="final-accounts",
        description=f"{DESCRIPTION}\n\n{SOURCES}",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands")

    def add(
        name: str, summary: str, examples: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=summary,
            description=f"{summary}\n\n{SOURCES}",
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument("-v", "--verbose", action="store_true", help="tell each step on stderr")
        command.set_defaults(command=run)
        return command

    run = add("run", "生成工作底稿 · make a workbook and a page of each report", RUN_EXAMPLES, _run)
    run.add_argument("sources", nargs="*", metavar="SOURCE", help=f"default: {RAW}, by its {MANIFEST}")
    run.add_argument(
        "-o", "--output", type=Path, default=PROCESSED, metavar="DIR", help=f"default: {PROCESSED}"
    )
    run.add_argument("-j", "--jobs", type=_jobs, metavar="N", help="reports at a time (default: one a core)")
    run.add_argument(
        "--resume", action="store_true", help="leave what an earlier run finished of the same files as it is"
    )
    run.add_argument(
        "--lang", choices=LANGUAGES, default=CHINESE, help="language of pages (default: %(default)s)"
    )

    check = add("check", "列出矛盾之处 · list what contradicts what", CHECK_EXAMPLES, _check)
    check.add_argument("sources", nargs="+", metavar="SOURCE")
    check.add_argument("--format", choices=("text", "json", "csv"), default="text")
    check.add_argument(
        "--ledger", action="store_true", help="also list every printed figure and what became of it"
    )

    read = add("read", "导出表格 · forms, claims and charts as tidy files", READ_EXAMPLES, _read)
    read.add_argument("sources", nargs="+", metavar="SOURCE")
    read.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="write CSV files here (default: a summary only)"
    )
    return parser


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of jobs; give 1 or more")
    return int(text)


def _recognised(path: Path) -> Report:
    # What costs seconds to import is imported by the command that needs it.
    from .reading.reader import read_document
    from .recognising.recogniser import recognise

    return recognise(read_document(path))


def _checked(report: Report, earlier: Report | None = None) -> CheckedReport:
    from .checking.checker import check

    return check(report, earlier=earlier)


def _check(options: argparse.Namespace) -> int:
    from .running.pairing import Account, earlier_positions
    from .showing import linter

    accounts: dict[LocalReport, Report] = {}
    earlier: dict[LocalReport, Report] = {}
    done: list[tuple[str, CheckedReport]] = []

    def take_in(report: LocalReport) -> None:
        accounts[report] = _recognised(report.path)

    def show(report: LocalReport) -> None:
        checked = _checked(accounts[report], earlier.get(report))
        done.append((report.name, checked))
        if options.format == "text":
            for line in linter.lines(checked, report.name, options.ledger):
                tqdm.write(line, file=sys.stdout)
            tell(linter.summary(checked, report.name))

    with reports_of(options.sources) as gathered:
        usable = each(gathered.reports, take_in, "读取") and not gathered.unusable
        read = list(accounts)
        positions = earlier_positions([Account.of(account) for account in accounts.values()])
        earlier |= {
            report: accounts[read[at]] for report, at in zip(read, positions, strict=True) if at is not None
        }
        usable = each(read, show, "核对") and usable
    if options.format == "csv":
        _write_findings(done, options.ledger)
    elif options.format == "json":
        single = len(options.sources) == 1 and is_single(options.sources[0])
        _write_json([checked for _, checked in done], options.ledger, single)
    if not usable:
        return UNUSABLE
    return INCONSISTENT if any(checked.inconsistent for _, checked in done) else DONE


def _write_findings(done: Sequence[tuple[str, CheckedReport]], ledger: bool) -> None:
    """Lines of comma-separated values on stdout, of all reports with their names."""
    from .showing import linter

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(linter.COLUMNS)
    for name, checked in done:
        table.writerows(linter.rows(checked, name, ledger))


def _write_json(done: Sequence[CheckedReport], ledger: bool, single: bool) -> None:
    """The object of a report on stdout, an array of them for several sources."""
    from .showing.contract import report_json

    told = [report_json(checked, ledger) for checked in done]
    for item in told if single else [told]:
        json.dump(item, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")


def _read(options: argparse.Namespace) -> int:
    from .running.slugs import slugs_for
    from .showing.outline import outline

    if options.output is not None:
        need_folder(options.output)

    with reports_of(options.sources) as gathered:
        slugs = dict(zip(gathered.paths, slugs_for(gathered.paths), strict=True))

        def show(report: LocalReport) -> None:
            account = _recognised(report.path)
            for line in outline(account, report.name):
                tqdm.write(line, file=sys.stdout)
            if options.output is not None:
                folder = options.output / slugs[report.path]
                with writing(folder):
                    _write_tables(account, folder)
                tqdm.write(f"  → {folder}", file=sys.stdout)

        return DONE if each(gathered.reports, show) and not gathered.unusable else UNUSABLE


def _write_tables(report: Report, folder: Path) -> None:
    """Forms, claims and charts as CSV in `folder`, which appears whole or not at all."""
    from .showing import tidy

    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        fresh = Path(scratch) / folder.name
        fresh.mkdir()
        tidy.write_csv(fresh / "forms.csv", tidy.FormCell._fields, tidy.form_cells(report))
        tidy.write_csv(fresh / "claims.csv", tidy.ClaimFigure._fields, tidy.claim_figures(report))
        tidy.write_csv(fresh / "charts.csv", tidy.ChartValue._fields, tidy.chart_values(report))
        put_in_place(fresh, folder)


def _run(options: argparse.Namespace) -> int:
    from .running.batch import run_reports
    from .running.failures import keep_unusable

    if not options.sources and not RAW.is_dir():
        tell(f"{RAW}: there is no such folder here; name a report, or run this in the folder of the checkout")
        return UNUSABLE
    with reports_of(options.sources or [str(RAW)]) as gathered:
        if not gathered.paths:
            return UNUSABLE
        need_folder(options.output)
        several = len(gathered.paths) > 1
        jobs = options.jobs or _cores()
        try:
            with writing(options.output):
                keep_unusable(gathered.unusable, options.output)
                result = run_reports(
                    gathered.paths, options.output, jobs, several, lang=options.lang, resume=options.resume
                )
        except KeyboardInterrupt:
            told = f"interrupted; what is finished is in {options.output}, run --resume goes on from there"
            tell(f"{told}（{say('command.interrupted')}）")
            raise
        if not several:
            for failed in result.failed:
                tell(said(failed.error or "", failed.kind))
    done = len(result.reports) - len(result.failed)
    failures = len(result.failed) + len(gathered.unusable)
    kept = sum(report.kept for report in result.reports)
    with speaking(options.lang):
        key = "command.done_before" if kept else "command.done"
        told = say(key, done=done, failed=failures, kept=kept, index=result.index)
    sys.stdout.write(f"{told}\n")
    if not result.failed and not gathered.unusable:
        return DONE
    all_unusable = done == 0 and all(failed.unusable for failed in result.failed)
    return UNUSABLE if all_unusable else SOME_FAILED


def _cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""The command line: what it prints where, and with which status it ends."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path

import fsspec
import pytest

from final_accounts import cli
from final_accounts.documents import Document, Source
from final_accounts.errors import CorrectionFailed, NotAnAccount
from final_accounts.figures import WAN_YUAN, Figure, Verdict
from final_accounts.places import Place
from final_accounts.reports import (
    AmountClaim,
    CheckedReport,
    Finding,
    Ledger,
    LedgerEntry,
    Part,
    Report,
    Section,
    Severity,
    Statement,
)
from final_accounts.running.sources import gather

ROOT = Path(__file__).parents[1]

Check = Callable[[Path], CheckedReport]


def made(path: Path) -> CheckedReport:
    """A checked report that is wrong where its file says "wrong", and no account where it says "none"."""
    text = path.read_text(encoding="utf-8")
    if text == "none":
        raise NotAnAccount(path.name, "this is no account", "name another file")
    if text == "broken":
        raise KeyError("a mistake of ours")
    section = Section(0, Part.NARRATIVE, "总体情况")
    figure = Figure("12.5", Decimal("12.5"), WAN_YUAN, 1, Place(line=7))
    statement = Statement(section, "=总计12.5万元", Place(line=7))
    report = Report(
        document=Document(Source(path.name, "txt", "0" * 64, None, path), ()),
        bureau="某局",
        fiscal_year=2024,
        unit=WAN_YUAN,
        usual_decimals=2,
        sections=(section,),
        statements=(statement,),
        claims=(AmountClaim(statement=statement, subject="=总计", figure=figure),),
        forms=(),
    )
    wrong = Finding(
        rule="narrative.share",
        kind="share",
        verdict=Verdict.INCONSISTENT,
        severity=Severity.ERROR,
        message="第一行\n第二行\x1b[31m",
        stated="12.5",
        recomputed="-12.6",
        section=section.title,
        quote="=总计12.5万元",
        places=(Place(line=7),),
    )
    entry = LedgerEntry(figure, section.title, "figure", Verdict.INCONSISTENT, ("narrative.share",))
    return CheckedReport(report, (wrong,) if text == "wrong" else (), Ledger((entry,)))


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_recognised", lambda path: made(path).report)
    monkeypatch.setattr(cli, "_checked", lambda report, earlier: made(report.document.source.path))


def report(folder: Path, name: str, text: str = "right") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_status_0_where_nothing_is_inconsistent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = report(tmp_path, "a.txt")
    assert cli.main(["check", name]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"final-accounts: {name}: 错误 0 条，提醒 0 条，备注 0 条；报告数字 1 个，已核对 1 个\n"


def test_status_1_and_one_line_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = report(tmp_path, "a.txt", "wrong")
    assert cli.main(["check", name]) == 1
    assert capsys.readouterr().out == f"{name}:7: error narrative.share: 第一行 第二行[31m\n"


def test_the_ledger_follows_the_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = report(tmp_path, "a.txt")
    cli.main(["check", "--ledger", name])
    assert capsys.readouterr().out == (
        f"{name}:7: inconsistent narrative.share: 总体情况 12.5 万元（figure）\n"
    )


NO_ACCOUNT = "（文件读得出来，但其中没有部门决算的内容，请给出公开的报告本身（说明或附表））"


def test_status_2_alone_and_one_line_for_an_unusable_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = report(tmp_path, "a.txt", "none")
    for form in ("text", "json"):
        assert cli.main(["check", "--format", form, name]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err == f"final-accounts: {name}: this is no account; name another file{NO_ACCOUNT}\n"


@pytest.mark.parametrize("bad", ["none", "broken"])
def test_one_bad_report_never_stops_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str
) -> None:
    sources = [
        report(tmp_path, "a.txt", bad),
        str(tmp_path / "*.pdf"),
        report(tmp_path, "b.txt", "wrong"),
        report(tmp_path, "c.txt"),
    ]
    assert cli.main(["check", *sources, "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert [told["source"]["name"] for told in json.loads(out)] == ["b.txt", "c.txt"]
    assert f"{sources[0]}: " in err
    assert "no file matches this pattern" in err


def test_json_is_an_object_for_one_file_and_an_array_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = report(tmp_path, "a.txt", "wrong"), report(tmp_path, "b.txt")

    def told(*sources: str) -> object:
        cli.main(["check", "--format", "json", *sources])
        return json.loads(capsys.readouterr().out)

    single = told(one)
    assert isinstance(single, dict)
    assert single["findings"][0]["severity"] == "error"
    assert isinstance(told(one, other), list)
    assert isinstance(told(str(tmp_path)), list)
    (tmp_path / "b.txt").unlink()
    assert isinstance(told(str(tmp_path)), list)


def test_csv_is_safe_to_open_in_a_spreadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = report(tmp_path, "a.txt", "wrong")
    assert cli.main(["check", "--format", "csv", "--ledger", name]) == 1
    finding, entry = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert finding["source"] == name
    assert finding["severity"] == "error"
    assert finding["recomputed"] == "-12.6"
    assert finding["quote"] == "'=总计12.5万元"
    assert (entry["severity"], entry["verdict"], entry["stated"]) == ("none", "inconsistent", "12.5")


def test_a_remote_report_is_checked_under_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    files = fsspec.filesystem("memory")
    files.pipe("/cli/a.txt", b"wrong")
    assert cli.main(["check", "memory://cli/a.txt"]) == 1
    assert capsys.readouterr().out.startswith("memory://cli/a.txt:7: error")
    assert cli.main(["check", "memory://cli/gone.txt"]) == 2


@pytest.mark.parametrize(("terminal", "drawn"), [(True, True), (False, False)])
def test_several_reports_have_a_progress_bar_on_a_terminal(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    drawn: bool,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    cli.main(["check", report(tmp_path, "a.txt"), report(tmp_path, "b.txt", "none")])
    out, err = capsys.readouterr()
    assert out == ""
    assert ("2/2" in err) is drawn
    assert "b.txt: this is no account" in err


def test_read_writes_tidy_files_and_says_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = report(tmp_path, "a.txt")
    for _ in range(2):
        assert cli.main(["read", name, "-o", str(tmp_path / "out")]) == 0
        (folder,) = (tmp_path / "out").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["charts.csv", "claims.csv", "forms.csv"]
    with (folder / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        (claim,) = csv.DictReader(file)
    assert (claim["kind"], claim["subject"], claim["value"], claim["unit"]) == (
        "amount",
        "'=总计",
        "12.5",
        "万元",
    )
    assert capsys.readouterr().out.splitlines()[:3] == [
        f"{name}: 某局2024年度部门决算（单位：万元）",
        "  文字陈述 1 条: 金额 1",
        f"  → {folder}",
    ]


def test_two_reports_of_one_name_keep_their_own_tables(tmp_path: Path) -> None:
    names = []
    for part in ("one", "two"):
        (tmp_path / part).mkdir()
        names.append(report(tmp_path / part, "a.txt"))
    assert cli.main(["read", *names, "-o", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Path, int]]:
    """Stands in for the batch: notes what it was asked for, fails on what `made` cannot use."""
    from final_accounts.running import batch as real

    asked: list[tuple[list[str], Path, int]] = []

    def run_reports(
        sources: tuple[Path, ...], output: Path, jobs: int, progress: bool, lang: str, resume: bool
    ) -> object:
        assert lang == "zh" and not resume
        asked.append(([path.name for path in sources], output, jobs))
        results = []
        for path in sources:
            error, unusable = None, False
            try:
                made(path)
            except NotAnAccount as bad:
                error, unusable = str(bad), True
            except KeyError as bad:
                error = f"KeyError: {bad}"
            results.append(real.ReportResult(path, path.stem, output, 0.1, error, unusable))
        return real.BatchResult(tuple(results), output / "index.html", 0.2)

    monkeypatch.setattr(real, "run_reports", run_reports)
    return asked


Batch = list[tuple[list[str], Path, int]]


@pytest.mark.parametrize(
    ("texts", "status", "told"),
    [
        (["right", "wrong"], 0, "2 份完成，0 份失败"),
        (["right", "none"], 1, "1 份完成，1 份失败"),
        (["right", "broken"], 1, "1 份完成，1 份失败"),
        (["broken"], 1, "0 份完成，1 份失败"),
        (["none"], 2, "0 份完成，1 份失败"),
        (["none", "none"], 2, "0 份完成，2 份失败"),
    ],
)
def test_run_ends_with_what_became_of_the_reports(
    tmp_path: Path,
    batch: Batch,
    capsys: pytest.CaptureFixture[str],
    texts: list[str],
    status: int,
    told: str,
) -> None:
    sources = [report(tmp_path, f"{number}.txt", text) for number, text in enumerate(texts)]
    output = tmp_path / "out"
    assert cli.main(["run", *sources, "-o", str(output), "-j", "3"]) == status
    assert batch == [([Path(source).name for source in sources], output, 3)]
    assert capsys.readouterr().out == f"{told}：{output / 'index.html'}\n"


def test_run_takes_the_manifest_of_data_raw_by_default(
    tmp_path: Path, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        report(raw, name)
    (raw / "manifest.csv").write_text("slug,file\nb,b.txt\na,a.txt\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["run"]) == 0
    ((names, output, jobs),) = batch
    assert names == ["b.txt", "a.txt"]
    assert output == Path("data/processed")
    assert jobs >= 1


def test_run_without_data_raw_says_what_to_do(
    tmp_path: Path, batch: Batch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["run"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "final-accounts: data/raw: there is no such folder here; "
        "name a report, or run this in the folder of the checkout"
    ]
    assert batch == []
    assert list(tmp_path.iterdir()) == []


def test_run_writes_nothing_where_no_source_gives_a_report(
    tmp_path: Path, batch: Batch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["run", "memory://gone.pdf", "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr() == (
        "",
        "final-accounts: memory://gone.pdf: nothing lies at this address; check the address"
        "（这个地址没有文件，请核对地址）\n",
    )
    assert batch == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["run", "read"])
def test_an_output_that_cannot_be_written_is_refused_in_one_line(
    tmp_path: Path,
    batch: Batch,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    name = report(tmp_path, "a.txt")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    monkeypatch.setattr(cli, "reports_of", lambda sources: nullcontext(gather(sources, tmp_path)))
    with pytest.raises(SystemExit) as stop:
        cli.main([command, name, "-o", str(tmp_path / "out")])
    assert stop.value.code == 2
    assert capsys.readouterr().err == (
        f"final-accounts: {tmp_path / 'out'}: it cannot be written (Permission denied); "
        "make room there, or name another folder with -o\n"
    )
    assert batch == []


def test_an_interrupted_batch_says_where_the_rest_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from final_accounts.running import batch as real

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(real, "run_reports", interrupt)
    assert cli.main(["run", report(tmp_path, "a.txt"), "-o", str(tmp_path / "out")]) == 130
    assert capsys.readouterr().err == (
        f"final-accounts: interrupted; what is finished is in {tmp_path / 'out'}, "
        "run --resume goes on from there（已中断；用 run --resume 可接着做）\n"
    )


def test_an_error_names_the_file_beside_the_report_in_which_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = report(tmp_path, "a.txt")

    def refuse(path: Path) -> Report:
        raise CorrectionFailed("a.txt.corrections.yml, entry 1", "it names no cell", "give `cell`")

    monkeypatch.setattr(cli, "_recognised", refuse)
    assert cli.main(["check", name]) == 2
    assert capsys.readouterr().err == (
        f"final-accounts: {name}: a.txt.corrections.yml, entry 1: it names no cell; give `cell`"
        "（文件旁的更正说明与文件内容对不上，没有采用，核对中止；请更正后再核对，见详情）\n"
    )


def test_archives_in_a_folder_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(tmp_path, "a.txt")
    (tmp_path / "附件.zip").touch()
    assert cli.main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().err.splitlines()[0] == (
        "final-accounts: left out, being archives, folders of pictures, or of a kind that is not read: "
        f"{tmp_path / '附件.zip'}; unpack them, name a folder of pages itself, or save them as PDF"
        "（压缩包、图片文件夹或不支持的格式，没有读取；请解压、直接给出图片文件夹，或另存为 PDF）"
    )


def test_an_output_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = report(tmp_path, "a.txt")
    with pytest.raises(SystemExit) as stop:
        cli.main(["read", name, "-o", name])
    assert stop.value.code == 2
    assert name in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [[], ["check"], ["read"], ["chekc"], ["check", "a.txt", "--format", "xml"], ["run", "-j", "0"]],
)
def test_bad_options_end_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2
    assert "usage: final-accounts" in capsys.readouterr().err


def test_a_source_without_a_name_is_not_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    for command in (["check", ""], ["run", " ", "-o", "out"]):
        assert cli.main(command) == 2
        assert (
            "no file is named; give the path of a report（没有指明文件，请写上文件或文件夹）"
            in capsys.readouterr().err
        )


def test_a_bare_command_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main([])
    assert "examples:" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["run"], ["check"], ["read"]])
def test_help_teaches_by_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([*command, "--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert f"examples:\n  final-accounts {' '.join(command) or 'run'}" in out
    assert "A SOURCE is" in out


def test_help_costs_no_heavy_import() -> None:
    code = (
        "import sys; from final_accounts.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'camelot', 'matplotlib', 'pandas', 'papermill', 'pyarrow'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT / "lib", check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_leaves_the_pipe_is_no_error(tmp_path: Path) -> None:
    code = (
        "import sys; from final_accounts import cli\n"
        "from final_accounts.showing import linter\n"
        "linter.lines = lambda *_: ('x' * 100 for _ in range(100_000))\n"
        "linter.summary = lambda *_: ''\n"
        "class Report: bureau = fiscal_year = None\n"
        "class Fine: inconsistent = False\n"
        "cli._recognised = lambda path: Report\n"
        "cli._checked = lambda report, earlier: Fine()\n"
        "sys.exit(cli.main(['check', 'a.txt']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT / "lib"
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) in {0, 1}
    assert b"Traceback" not in err
    assert b"BrokenPipe" not in err

"""Batches: whole folders, one report's trouble is no other's, nothing is left behind."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from pathlib import Path

import matplotlib
import nbformat
import pytest

from final_accounts.errors import InvalidSetting, UnreadableSource
from final_accounts.running import batch, children, isolation, session
from final_accounts.running.batch import BatchResult, run_reports
from final_accounts.running.children import Limits
from final_accounts.running.failures import keep_unusable
from final_accounts.running.folders import put_in_place, scratch_in, write_whole
from final_accounts.running.isolation import NotIsolated, assert_isolated, note_read
from final_accounts.running.resuming import held_against
from final_accounts.running.slugs import ascii_name, slugs_for

PRODUCED = [
    "claims.csv", "claims.parquet", "counts.csv", "counts.parquet", "findings.csv", "forms.csv",
    "forms.parquet", "provenance.json", "report.html", "report.ipynb", "working-paper.xlsx",
]  # fmt: skip
NAMES = ("000_3f7e4d05f3701ee3.txt", "004_e5bbbd38b1f7eef3.txt")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("batch") / "deep" / "processed"


@pytest.fixture(scope="module")
def result(real_reports: Path, output: Path, tmp_path_factory: pytest.TempPathFactory) -> BatchResult:
    """Two real reports, one of them under a Chinese name, a missing file and a file that is no account."""
    sources = tmp_path_factory.mktemp("sources")
    chinese = sources / "2024年度 部门决算=公开.txt"
    shutil.copy(real_reports / NAMES[1], chinese)
    recipe = sources / "recipe.txt"
    recipe.write_text("盐少许，油二两，文火慢炖。\n" * 40, encoding="utf-8")
    paths = [real_reports / NAMES[0], sources / "missing.pdf", chinese, recipe]
    return run_reports(paths, output, jobs=2, progress=False, slugs={paths[0]: "dongqu-2024"})


def test_each_report_has_its_folder_and_every_file(result: BatchResult, output: Path) -> None:
    first, _, third, _ = result.reports
    assert (first.slug, first.status, first.error) == ("dongqu-2024", "done", None)
    assert third.slug.startswith("2024-")
    for report in (first, third):
        assert report.folder == output / report.slug
        assert sorted(path.name for path in report.folder.iterdir()) == PRODUCED
    assert not list(output.glob(".*"))


def test_a_bad_source_is_one_line_and_costs_no_other(result: BatchResult, output: Path) -> None:
    missing, recipe = result.reports[1], result.reports[3]
    assert [report.status for report in result.reports] == ["done", "failed", "done", "failed"]
    assert result.failed == (missing, recipe)
    assert missing.unusable and recipe.unusable
    for report, name in ((missing, "missing.pdf"), (recipe, "recipe.txt")):
        assert report.error is not None
        assert report.error.startswith(f"{name}: ") and "\n" not in report.error
        assert not (output / report.slug).exists()
        broken = nbformat.read(report.folder / "report.ipynb", as_version=4)
        kinds = [output["output_type"] for cell in broken.cells for output in cell.get("outputs", ())]
        assert "error" in kinds


def test_provenance_vouches_for_the_source(result: BatchResult, real_reports: Path) -> None:
    record = json.loads((result.reports[0].folder / "provenance.json").read_text(encoding="utf-8"))
    assert record["source"]["name"] == NAMES[0]
    assert record["source"]["sha256"].startswith("1cd3a08e")
    assert record["parameters"] == {"source": str(real_reports / NAMES[0]), "lang": "zh"}
    assert {"final_accounts", "python", "papermill", "matplotlib"} <= set(record["versions"])
    assert record["summary"]["year"] == 2024
    assert record["summary"]["amounts"]["收入总计"] == "933.26 万元"
    assert record["summary"]["ledger"] == dict(result.reports[0].figures)


def test_the_executed_notebook_and_the_page_tell_the_same(result: BatchResult) -> None:
    folder = result.reports[0].folder
    notebook = nbformat.read(folder / "report.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    pictures = [o for cell in code for o in cell.outputs if "image/png" in o.get("data", {})]
    assert len(pictures) == 7
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count('<div class="abreast of-2">') == 7
    assert page.count("<img") == 14 and page.count('alt="图') == 14
    assert "医疗保障局" in page and "933.26" in page
    assert len(page.encode()) <= 700_000


def test_the_index_leads_to_every_page_and_names_every_failure(result: BatchResult, output: Path) -> None:
    index = result.index.read_text(encoding="utf-8")
    assert result.index == output / "index.html"
    assert "4 份报告：2 份未能处理" in index
    for report in result.reports:
        if report.status == "done":
            assert f'href="{report.slug}/report.html"' in index
        else:
            # Of a file that cannot be used the notebook shows no more than the index.
            assert (f'href="{report.slug}.failed/report.ipynb"' in index) is not report.unusable
            assert f"<b>{report.source.name}</b>" in index
    assert "<script" not in index
    assert "default-src &#39;none&#39;" in index or "default-src 'none'" in index


def test_the_same_report_gives_the_same_outputs(
    result: BatchResult, real_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    twice = [real_reports / NAMES[0]]
    one = run_reports(twice, tmp_path / "one", progress=False)
    two = run_reports(twice, tmp_path / "two", progress=False)
    for name in ("report.html", "forms.csv", "claims.csv", "findings.csv", "claims.parquet"):
        assert (one.reports[0].folder / name).read_bytes() == (two.reports[0].folder / name).read_bytes()


def hog(_: object) -> None:
    bytearray(2**31)


def hang(_: object) -> None:
    time.sleep(60)


def crash(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="the limits and the fork are Linux's")
@pytest.mark.parametrize(
    ("misbehave", "limits", "says"),
    [
        (hang, Limits(seconds=10), "it took longer than 10 seconds"),
        (hog, Limits(memory_mebibytes=1024), "it needs more memory than its limit"),
        (crash, Limits(), "the process broke down (exit code -9)"),
    ],
)
def test_a_report_that_misbehaves_is_given_up_and_the_next_goes_on(
    misbehave: Callable[[object], None],
    limits: Limits,
    says: str,
    real_reports: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proper = session.read

    def read(source: str, earlier: str) -> object:
        return misbehave(source) if source.endswith(NAMES[0]) else proper(source, earlier)

    monkeypatch.setattr(session, "read", read)
    monkeypatch.setattr(children, "start_method", lambda: "fork")
    temporary, output = tmp_path / "temporary", tmp_path / "output"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    sources = [real_reports / name for name in NAMES]
    bad, good = run_reports(sources, output, progress=False, limits=limits).reports
    assert not list(temporary.iterdir())
    assert not list(output.glob(".work-*"))
    assert good.status == "done"
    assert bad.status == "failed" and not bad.unusable
    assert bad.error is not None
    assert bad.error.startswith(f"{NAMES[0]}: {says}")
    assert not multiprocessing.active_children()


def test_an_interrupt_leaves_nothing_half_done(
    real_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "_settle", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_reports([real_reports / name for name in NAMES], tmp_path, jobs=2, progress=False)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be locked there")
def test_what_a_killed_run_has_left_is_cleared_away_and_what_another_works_in_is_not(tmp_path: Path) -> None:
    killed = tmp_path / ".work-killed"
    (killed / "a").mkdir(parents=True)
    (killed / "lock").touch()
    with scratch_in(tmp_path) as first:
        assert not killed.exists()
        with scratch_in(tmp_path) as second:
            assert first.is_dir() and second.is_dir()
    assert not list(tmp_path.iterdir())


def test_the_index_is_there_before_the_batch_is_done(
    real_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bool] = []
    monkeypatch.setattr(batch, "INDEX_SECONDS", 0.0)
    monkeypatch.setattr(batch, "write_index", lambda output, _: written.append(any(output.glob(".work-*"))))
    run_reports([real_reports / name for name in NAMES], tmp_path, progress=False)
    # After each report, and at the end.
    assert written == [True, True, True]


def test_an_older_result_gives_way_but_not_what_a_person_added(tmp_path: Path) -> None:
    older, fresh = tmp_path / "slug", tmp_path / "fresh"
    older.mkdir()
    fresh.mkdir()
    (older / "report.html").write_text("older")
    (older / "notes.md").write_text("mine")
    (fresh / "report.html").write_text("fresh")
    put_in_place(fresh, older)
    assert (older / "report.html").read_text() == "fresh"
    assert (older / "notes.md").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["slug"]


def test_an_older_result_is_back_if_the_new_one_cannot_come(tmp_path: Path) -> None:
    older = tmp_path / "slug"
    older.mkdir()
    (older / "report.html").write_text("older")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "never-made", older)
    assert (older / "report.html").read_text() == "older"


def test_a_text_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "index.html", "甲")
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "甲"
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "index.html", "\ud800")
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "甲"


def test_slugs_come_from_the_manifest_else_from_name_and_content(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("slug,file\nrenhe-2020,a.pdf\n../../etc,b.pdf\n", encoding="utf-8")
    for name in ("a.pdf", "b.pdf", "决算.pdf", "2024 决算 Final.PDF"):
        (tmp_path / name).write_bytes(b"x")
    paths = [tmp_path / name for name in ("a.pdf", "b.pdf", "决算.pdf", "2024 决算 Final.PDF", "a.pdf")]
    assert slugs_for(paths) == (
        "renhe-2020", "etc", "report-2d711642", "2024-final-2d711642", "renhe-2020-2",
    )  # fmt: skip
    assert slugs_for(paths[:1], {paths[0]: "mine"}) == ("mine",)
    assert ascii_name("ＡＢＣ／..\\甲 x") == "abc-x"
    (tmp_path / "manifest.csv").write_text("no,such\ncolumn,a.pdf\n", encoding="utf-8")
    assert slugs_for(paths[:1]) == ("a-2d711642",)


def test_a_source_that_was_mended_has_failed_no_more(tmp_path: Path, real_reports: Path) -> None:
    source, output = tmp_path / "决算.txt", tmp_path / "out"
    source.write_text("盐少许，油二两。\n" * 40, encoding="utf-8")
    (bad,) = run_reports([source], output, progress=False).reports
    source.write_text("床前明月光。\n" * 40, encoding="utf-8")
    (worse,) = run_reports([source], output, progress=False).reports
    assert not bad.folder.exists() and worse.folder.is_dir()
    shutil.copy(real_reports / NAMES[0], source)
    (good,) = run_reports([source], output, progress=False).reports
    assert sorted(path.name for path in output.iterdir()) == sorted([good.slug, "index.html"])


@pytest.mark.parametrize(("field", "value"), [("seconds", 0), ("memory_mebibytes", 63)])
def test_limits_name_the_field_that_is_wrong(field: str, value: int) -> None:
    with pytest.raises(InvalidSetting, match=field):
        replace(Limits(), **{field: value})


def test_at_least_one_job(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="jobs"):
        run_reports([], tmp_path, jobs=0)


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(isolation, "_read", [])
    with matplotlib.rc_context(dict(matplotlib.rcParamsOrig)):
        yield


@pytest.mark.usefixtures("clean")
def test_a_clean_process_is_isolated() -> None:
    assert_isolated("a.pdf")
    note_read("a.pdf")
    assert_isolated("a.pdf")


@pytest.mark.usefixtures("clean")
def test_another_report_in_the_process_is_told() -> None:
    note_read("a.pdf")
    with pytest.raises(NotIsolated, match=r"已读过另一份报告 a\.pdf"):
        assert_isolated("b.pdf")


@pytest.mark.usefixtures("clean")
def test_altered_settings_are_told() -> None:
    matplotlib.rcParams["font.size"] = 31.0
    with pytest.raises(NotIsolated, match=r"font\.size"):
        assert_isolated()
    matplotlib.rcParams["font.size"] = matplotlib.rcParamsOrig["font.size"]
    with localcontext(prec=3), pytest.raises(NotIsolated, match="小数运算"):
        assert_isolated()
    assert Decimal("1") / 3 == Decimal("0.3333333333333333333333333333")


def test_what_is_finished_is_left_as_it_is(tmp_path: Path, real_reports: Path) -> None:
    done, other = tmp_path / "a.txt", tmp_path / "b.txt"
    shutil.copy(real_reports / NAMES[0], done)
    shutil.copy(real_reports / NAMES[1], other)
    output, names = tmp_path / "out", {done: "a", other: "b"}

    def run(*sources: Path, **how: str) -> list[bool]:
        result = run_reports(sources, output, progress=False, slugs=names, resume=True, **how)
        assert [report.status for report in result.reports] == ["done"] * len(sources)
        return [report.kept for report in result.reports]

    assert run(done) == [False]
    before = (output / "a" / "report.html").stat().st_mtime_ns
    assert run(done, other) == [True, False]
    assert (output / "a" / "report.html").stat().st_mtime_ns == before
    assert "2 份报告" in (output / "index.html").read_text(encoding="utf-8")
    assert run(done, lang="en") == [False]
    done.write_text(done.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run(done, other) == [False, True]
    (tmp_path / "b.txt.corrections.yml").write_text("corrections: []\n", encoding="utf-8")
    assert run(other) == [False]
    assert run(other) == [True]
    record = json.loads((output / "b" / "provenance.json").read_text(encoding="utf-8"))
    assert [given["name"] for given in record["inputs"]] == ["b.txt", "b.txt.corrections.yml"]


def test_without_resume_everything_is_made_again(tmp_path: Path, real_reports: Path) -> None:
    source = real_reports / NAMES[0]
    for _ in range(2):
        (report,) = run_reports([source], tmp_path, progress=False).reports
        assert report.status == "done" and not report.kept


def test_a_finished_report_is_made_again_where_last_years_is_another() -> None:
    then = {"earlier": {"name": "a.pdf", "sha256": "1", "year": 2023}}
    assert held_against(then, {"source": {"sha256": "1"}})
    assert not held_against(then, {"source": {"sha256": "2"}}) and not held_against(then, None)
    assert held_against({"earlier": None}, None)
    assert not held_against({"earlier": None}, {"source": {"sha256": "1"}})


def test_a_source_that_gave_no_report_stands_in_the_index_until_the_next_run(
    tmp_path: Path, real_reports: Path
) -> None:
    error = UnreadableSource("b.pdf", "its content is not what manifest.csv vouches for", "restore the file")
    keep_unusable([error], tmp_path)
    index = run_reports([real_reports / NAMES[0]], tmp_path, progress=False).index
    told = index.read_text(encoding="utf-8")
    assert (
        "2 份报告：1 份未能处理" in told
        and "文件内容与清单 manifest.csv 登记的哈希值不符，请重新下载，或更正清单。" in told
    )
    assert ".failed/report.ipynb" not in told
    run_reports([tmp_path / "mistyped.pdf"], tmp_path, progress=False)
    assert "文件不存在，请核对路径。" in index.read_text(encoding="utf-8")
    keep_unusable([], tmp_path)
    assert not list(tmp_path.glob("*.failed"))

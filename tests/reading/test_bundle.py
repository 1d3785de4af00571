"""A narrative and a workbook of forms are one report: numbered through, every place names its file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from samples.publishing import write_xlsx

from final_accounts.checking.checker import check
from final_accounts.cli import main
from final_accounts.documents import Document, Paragraph, Table
from final_accounts.errors import UnreadableSource
from final_accounts.places import Place
from final_accounts.reading.bundle import files_of, one_name, read_bundle
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.running.sources import gather, is_single

from .table_making import published

TITLE = "收入支出决算总表"


def write_docx(document: Document, path: Path) -> Path:
    word = docx.Document()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            word.add_paragraph(block.text)
        elif isinstance(block, Table):
            table = word.add_table(len(block.rows), len(block.rows[0]))
            for row, cells in zip(table.rows, block.rows, strict=True):
                for position, cell in zip(row.cells, cells, strict=True):
                    position.text = cell.text
    word.save(str(path))
    return path


@pytest.fixture(scope="module")
def pair(real_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the narrative of a real report as a Word file and its forms as a workbook."""
    whole = read_document(next(real_reports.glob("003_*.txt")))
    first = next(
        at
        for at, block in enumerate(whole.blocks)
        if isinstance(block, Paragraph)
        and block.text == TITLE
        and any(isinstance(after, Table) for after in whole.blocks[at : at + 5])
    )
    folder = tmp_path_factory.mktemp("reports") / "某局2024"
    folder.mkdir()
    write_docx(replace(whole, blocks=whole.blocks[:first]), folder / "说明.docx")
    write_xlsx(published(replace(whole, blocks=whole.blocks[first:])), folder / "报表.xlsx")
    return folder


def findings(path: Path) -> list[tuple[str, str]]:
    found = check(recognise(read_document(path))).findings
    return sorted((finding.rule, finding.message) for finding in found)


def test_a_pair_of_files_reads_as_the_whole_report(pair: Path, real_reports: Path) -> None:
    found = findings(pair)
    assert len(found) >= 3
    assert found == findings(next(real_reports.glob("003_*.txt")))


def test_blocks_are_numbered_through_and_name_their_file(pair: Path) -> None:
    document = read_document(pair)
    assert [block.index for block in document.paragraphs] == list(range(len(document.paragraphs)))
    assert [table.index for table in document.tables] == list(range(len(document.tables)))
    first, last = document.paragraphs[0].place(), document.tables[-1].rows[0][0].place
    assert first == Place(paragraph=0, start=0, end=len(document.paragraphs[0].text), source="说明.docx")
    assert (last.source, last.sheet, last.table) == ("报表.xlsx", "Sheet13", len(document.tables) - 1)
    assert last.to_json()["source"] == "报表.xlsx"
    assert last.describe().startswith("文件“报表.xlsx”工作表“Sheet13”A")


def test_the_source_is_both_files(pair: Path) -> None:
    source = read_document(pair).source
    hashes = [hashlib.sha256((pair / name).read_bytes()).hexdigest() for name in ("说明.docx", "报表.xlsx")]
    assert (source.name, source.format, source.pages) == ("说明.docx；报表.xlsx", "docx", None)
    assert source.sha256 == hashlib.sha256("\n".join(hashes).encode()).hexdigest()
    assert [(part.name, part.format, part.sha256) for part in source.parts] == [
        ("说明.docx", "docx", hashes[0]),
        ("报表.xlsx", "xlsx", hashes[1]),
    ]


def test_one_file_is_no_bundle(pair: Path) -> None:
    document = read_bundle([pair / "报表.xlsx"])
    assert document.source.parts == ()
    assert document.paragraphs[0].place().source is None


def test_files_may_be_named_together(pair: Path, tmp_path: Path) -> None:
    files = (pair / "说明.docx", pair / "报表.xlsx")
    assert files_of(one_name(files)) == files
    assert one_name(files) == pair / "说明.docx;报表.xlsx"
    apart = (pair / "说明.docx", tmp_path / "报表.xlsx")
    assert files_of(one_name(apart)) == apart
    assert files_of(pair) == files


def test_remarks_name_their_file(pair: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(pair, tmp_path / "copy"))
    book = openpyxl.load_workbook(folder / "报表.xlsx")
    book.create_sheet("底稿").append(["机密"])
    book["底稿"].sheet_state = "hidden"
    book.save(folder / "报表.xlsx")
    assert read_document(folder).remarks == ("文件“报表.xlsx”：工作表“底稿”是隐藏的，未计入",)


@pytest.mark.parametrize("names", [(), ("a.docx",), ("a.docx", "b.pdf", "c.xlsx"), ("a.xlsx", "b.xls")])
def test_a_folder_of_anything_else_is_no_report(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(UnreadableSource) as caught:
        read_document(tmp_path)
    assert caught.value.problem.startswith(
        "this folder is not one report (one narrative and one workbook, or"
    )


def gathered(folder: Path, tmp_path: Path) -> list[str]:
    found = gather([str(folder)], tmp_path / "downloads")
    assert found.unusable == ()
    return [path.relative_to(folder).as_posix() for path in found.paths]


@pytest.fixture
def touch(tmp_path: Path) -> Callable[..., Path]:
    def make(*names: str) -> Path:
        for name in names:
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
        return tmp_path / "in"

    return make


def test_pairs_among_the_folders_of_a_folder(touch: Callable[..., Path], tmp_path: Path) -> None:
    folder = touch("b/x.docx", "b/y.xlsx", "b/README.md", "a.pdf", "c/1.docx", "c/2.docx", "c/3.xls")
    assert gathered(folder, tmp_path) == ["a.pdf", "b", "c/1.docx", "c/2.docx", "c/3.xls"]
    assert is_single(str(folder / "b"))
    assert not is_single(str(folder))


def test_a_manifest_may_name_several_files(touch: Callable[..., Path], tmp_path: Path) -> None:
    folder = touch("x.docx", "y.xlsx", "sub/u.pdf", "sub/v.xls", "z.pdf")
    digest = hashlib.sha256(b"y.xlsx").hexdigest()
    rows = f"file,sha256\nx.docx; y.xlsx,;{digest}\nsub/u.pdf;sub/v.xls,\n"
    (folder / "manifest.csv").write_text(rows, encoding="utf-8")
    assert gathered(folder, tmp_path) == ["x.docx;y.xlsx", "sub/u.pdf;v.xls", "z.pdf"]


def test_a_manifest_vouches_for_each_file(touch: Callable[..., Path], tmp_path: Path) -> None:
    folder = touch("x.docx", "y.xlsx", "z.pdf")
    rows = f"file,sha256\nx.docx;y.xlsx,;{'0' * 64}\n"
    (folder / "manifest.csv").write_text(rows, encoding="utf-8")
    found = gather([str(folder)], tmp_path / "downloads")
    assert [path.name for path in found.paths] == ["z.pdf"]
    assert [error.source for error in found.unusable] == ["y.xlsx"]


@pytest.mark.parametrize("name", ["x.docx;../y.xlsx", "x.docx;/etc/passwd", "x.docx;"])
def test_a_manifest_cannot_point_outside_with_any_of_them(
    touch: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    folder = touch("x.docx")
    (folder / "manifest.csv").write_text(f"file\n{name}\n", encoding="utf-8")
    found = gather([str(folder)], tmp_path / "downloads")
    assert [error.source for error in found.unusable] == [f"{folder / 'manifest.csv'}:2"]


def test_the_command_checks_a_pair(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(pair)]) == 1
    printed = capsys.readouterr().out.splitlines()
    placed = [line for line in printed if "note completeness.disclosure" not in line]
    assert all(line.startswith(f"{pair}:文件“") for line in placed)
    assert len(placed) >= 3

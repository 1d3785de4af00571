"""What a user names becomes files: nothing lost, nothing outside its folder, nothing under a wild name."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from final_accounts.reading.reader import SUFFIXES
from final_accounts.running.sources import Gathered, gather, is_single, safe_name


def write(path: Path, text: str = "部门决算") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.pseudo_dirs[:] = [""]
    yield files
    files.store.clear()


def problems(found: Gathered) -> list[str]:
    return [str(error) for error in found.unusable]


def test_a_file_is_itself_even_if_missing(tmp_path: Path) -> None:
    there, gone = write(tmp_path / "a.txt"), tmp_path / "b.pdf"
    found = gather([str(there), str(gone), str(there)], tmp_path / "downloads")
    assert found.paths == (there, gone)
    assert found.unusable == ()


def test_a_folder_gives_readable_files_by_name_and_below(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.TXT", "sub/c.docx", "~$c.docx", ".hidden.txt", "README.md", "x.png"):
        write(tmp_path / "in" / name)
    found = gather([str(tmp_path / "in")], tmp_path / "downloads")
    assert [path.relative_to(tmp_path / "in").as_posix() for path in found.paths] == [
        "a.TXT",
        "b.pdf",
        "sub/c.docx",
    ]


def test_a_folder_names_what_may_hold_reports_and_is_not_read(tmp_path: Path) -> None:
    for name in ("a.wps", "b.mhtml", "c.zip", "sub/d.OFD", "sub/.e.zip", "f.7z", "x.png"):
        write(tmp_path / "in" / name)
    found = gather([str(tmp_path / "in"), str(tmp_path / "in" / "sub")], tmp_path / "downloads")
    assert [path.name for path in found.paths] == ["a.wps", "b.mhtml", "d.OFD"]
    assert [path.name for path in found.left_out] == ["c.zip", "f.7z"]


def packed(path: Path, *names: str, data: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, data)
    return path


def found_in(found: Gathered, archive: Path) -> list[str]:
    return [report.name.removeprefix(f"{archive}/") for report in found.reports]


def test_an_archive_is_searched_like_a_folder(tmp_path: Path) -> None:
    names = ("b.pdf", "2023/a.txt", ".c.txt", "__MACOSX/._b.pdf", "x.png", "d.rar", "2023/")
    archive = packed(tmp_path / "附件.zip", *names)
    found = gather([str(archive)], tmp_path / "downloads")
    assert found_in(found, archive) == ["2023/a.txt", "b.pdf"]
    assert [path.read_bytes() for path in found.paths] == [b"x", b"x"]
    assert found.left_out == (archive / "d.rar",)
    assert found.unusable == ()
    assert not is_single(str(archive))


def test_a_narrative_and_a_workbook_in_an_archive_are_one_report(tmp_path: Path) -> None:
    archive = packed(tmp_path / "某某局2023年度部门决算.zip", "说明.docx", "附表.xlsx")
    found = gather([str(archive)], tmp_path / "downloads")
    assert [(report.name, report.path.name) for report in found.reports] == [(str(archive), archive.stem)]


def test_archives_in_folders_and_in_archives_are_unpacked(tmp_path: Path) -> None:
    within = packed(tmp_path / "within.zip", "a.txt")
    write(tmp_path / "in" / "z.txt")
    outer = packed(tmp_path / "in" / "outer.ZIP", "deep/within.zip", data=within.read_bytes())
    packed(tmp_path / "in" / "nothing.zip", "logo.svg")
    packed(tmp_path / "in" / "empty.zip")
    found = gather([str(tmp_path / "in")], tmp_path / "downloads")
    assert [report.name for report in found.reports] == [
        str(tmp_path / "in" / "z.txt"),
        str(outer / "deep" / "within.zip" / "a.txt"),
    ]
    assert [path.name for path in found.left_out] == ["empty.zip", "nothing.zip"]


def test_archives_within_many_others_are_left(tmp_path: Path) -> None:
    path = packed(tmp_path / "0.zip", "a.txt")
    for depth in range(1, 5):
        path = packed(tmp_path / f"{depth}.zip", path.name, data=path.read_bytes())
    found = gather([str(path)], tmp_path / "downloads")
    assert found.reports == ()
    assert [path.name for path in found.left_out] == ["3.zip"]
    assert problems(found)[0].startswith(f"{path}: the folder holds no report; ")


@pytest.mark.parametrize("name", ["../../a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:\\a.txt", "a\x07.txt"])
def test_nothing_is_unpacked_outside(tmp_path: Path, name: str) -> None:
    found = gather([str(packed(tmp_path / "a.zip", name))], tmp_path / "downloads")
    (path,) = found.paths
    assert path.resolve().is_relative_to((tmp_path / "downloads").resolve())
    assert path.read_bytes() == b"x"


def test_names_in_an_archive_of_chinese_windows(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xxxx.txt", "x")
    path.write_bytes(path.read_bytes().replace(b"xxxx.txt", "决算".encode("gb18030") + b".txt"))
    assert [report.path.name for report in gather([str(path)], tmp_path / "downloads").reports] == [
        "决算.txt"
    ]


def test_an_archive_that_is_encrypted_or_damaged_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", "a.txt", "b.txt", data=b"y" * 99)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"y" * 99, b"z" * 99, 1))
    assert problems(gather([str(path)], tmp_path / "1")) == [
        f"{path}: the file is damaged ('a.txt' cannot be unpacked); unpack it and name the folder"
    ]
    flags = whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert flags != whole
    path.write_bytes(flags)
    assert problems(gather([str(path)], tmp_path / "2")) == [
        f"{path}: the archive is encrypted; save it without a password"
    ]
    path.write_bytes(whole[:50])
    assert gather([str(path)], tmp_path / "3").paths == (path,)


def test_a_folder_of_pictures_is_a_report_where_it_is_named(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/1.png", "县/1.jpg", "县/2.jpg"):
        write(tmp_path / "in" / name)
    found = gather([str(tmp_path / "in")], tmp_path / "downloads")
    assert [path.name for path in found.paths] == ["a.html"]
    assert [path.name for path in found.left_out] == ["县"]
    named = str(tmp_path / "in" / "县")
    assert is_single(named)
    assert gather([named], tmp_path / "downloads").paths == (tmp_path / "in" / "县",)


def test_what_an_earlier_run_has_written_is_no_source(tmp_path: Path) -> None:
    for name in (
        *("a.txt", "index.html", "out/index.html", "web/index.html"),
        *("out/a-1/provenance.json", "out/a-1/report.html", "out/a-1/working-paper.xlsx"),
        *("out/b-2.failed/failure.json", "out/b-2.failed/notes.txt"),
    ):
        write(tmp_path / name)
    found = gather([str(tmp_path)], tmp_path / "downloads")
    assert [path.relative_to(tmp_path).as_posix() for path in found.paths] == [
        "a.txt",
        "index.html",
        "web/index.html",
    ]


def test_a_manifest_that_names_no_files_is_told_once_and_the_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "manifest.csv", "name\na.txt\nb.txt\n")
    found = gather([str(tmp_path)], tmp_path / "downloads")
    assert [path.name for path in found.paths] == ["a.txt"]
    assert [error.source for error in found.unusable] == [f"{tmp_path / 'manifest.csv'}:1"]


def test_a_folder_without_reports_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    there = write(tmp_path / "a.txt")
    found = gather([str(tmp_path / "empty"), str(there)], tmp_path / "downloads")
    assert found.paths == (there,)
    assert problems(found) == [
        f"{tmp_path / 'empty'}: the folder holds no report; name a folder with {', '.join(SUFFIXES)} files"
    ]


def test_a_manifest_orders_its_folder_and_other_files_follow(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "z.txt")
    digest = hashlib.sha256(write(tmp_path / "m.txt").read_bytes()).hexdigest()
    write(tmp_path / "manifest.csv", f"slug,file,sha256\nz,z.txt,\nm,m.txt,{digest}\n")
    found = gather([str(tmp_path)], tmp_path / "downloads")
    assert [path.name for path in found.paths] == ["z.txt", "m.txt", "a.txt"]


def test_a_file_that_differs_from_its_manifest_is_not_used(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "edited")
    write(tmp_path / "manifest.csv", f"file,sha256\na.txt,{'0' * 64}\n")
    found = gather([str(tmp_path)], tmp_path / "downloads")
    assert found.paths == ()
    assert problems(found) == [
        "a.txt: its content is not what manifest.csv vouches for; "
        f"restore the file, or correct its sha256 in {tmp_path / 'manifest.csv'}"
    ]


@pytest.mark.parametrize("name", ["", "../secret.txt", "/etc/passwd", "sub/../../secret.txt"])
def test_a_manifest_cannot_point_outside_its_folder(tmp_path: Path, name: str) -> None:
    write(tmp_path / "secret.txt")
    write(tmp_path / "raw" / "manifest.csv", f"file,slug\n{name},x\n")
    found = gather([str(tmp_path / "raw")], tmp_path / "downloads")
    assert found.paths == ()
    assert [error.source for error in found.unusable] == [f"{tmp_path / 'raw' / 'manifest.csv'}:2"]


def test_a_pattern_is_expanded_where_the_shell_did_not(tmp_path: Path) -> None:
    write(tmp_path / "b.txt")
    write(tmp_path / "a.txt")
    found = gather([str(tmp_path / "*.txt"), str(tmp_path / "*.pdf")], tmp_path / "downloads")
    assert [path.name for path in found.paths] == ["a.txt", "b.txt"]
    assert problems(found) == [
        f"{tmp_path / '*.pdf'}: no file matches this pattern; check the folder and the pattern"
    ]


def test_a_file_whose_own_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    odd = write(tmp_path / "[2024]决算.txt")
    assert gather([str(odd)], tmp_path / "downloads").paths == (odd,)


def test_a_remote_file_is_copied_under_a_safe_name(tmp_path: Path, memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe("/bureau/2024 决算;rm -rf.txt", b"content")
    found = gather(["memory://bureau/2024 决算;rm -rf.txt"], tmp_path)
    (path,) = found.paths
    assert path.name == "2024_决算_rm_-rf.txt"
    assert path.is_relative_to(tmp_path)
    assert path.read_bytes() == b"content"
    assert found.reports[0].name == "memory://bureau/2024 决算;rm -rf.txt"


def test_a_remote_folder_gives_its_reports(tmp_path: Path, memory: fsspec.AbstractFileSystem) -> None:
    for name in ("b.txt", "a.pdf", "notes.png"):
        memory.pipe(f"/bureau/{name}", name.encode())
    found = gather(["memory://bureau"], tmp_path)
    assert [path.read_bytes() for path in found.paths] == [b"a.pdf", b"b.txt"]
    assert [report.name for report in found.reports] == ["memory:///bureau/a.pdf", "memory:///bureau/b.txt"]


def test_a_file_address_is_read_like_any_other(tmp_path: Path) -> None:
    there = write(tmp_path / "a.txt", "text")
    (path,) = gather([there.as_uri()], tmp_path / "downloads").paths
    assert path.read_text(encoding="utf-8") == "text"
    assert path.is_relative_to(tmp_path / "downloads")


def test_same_names_from_two_places_stay_apart(tmp_path: Path, memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe("/one/report.txt", b"1")
    memory.pipe("/two/report.txt", b"2")
    found = gather(["memory://one/report.txt", "memory://two/report.txt"], tmp_path)
    assert [path.read_bytes() for path in found.paths] == [b"1", b"2"]


def test_bad_addresses_are_told_one_by_one(tmp_path: Path, memory: fsspec.AbstractFileSystem) -> None:
    found = gather(["memory://gone.txt", "nosuch://user:secret@host/x.txt"], tmp_path)
    assert found.paths == ()
    first, second = problems(found)
    assert first == "memory://gone.txt: nothing lies at this address; check the address"
    assert second.startswith("nosuch://host/x.txt: this kind of address cannot be opened (")
    assert "secret" not in second


def test_what_can_stand_for_one_report_only(tmp_path: Path) -> None:
    assert is_single(str(write(tmp_path / "[1].txt")))
    assert is_single("gone.pdf")
    assert is_single("https://example.org/report.pdf?version=2")
    assert not is_single(str(tmp_path))
    assert not is_single("*.pdf")
    assert not is_single("memory://bureau")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/a/决算 2024.pdf?v=1", "决算_2024.pdf"),
        ("..\\..\\evil.txt", "evil.txt"),
        ("/", "report"),
        ("....", "report"),
        ("x" * 300 + ".docx", "x" * 80 + ".docx"),
    ],
)
def test_safe_names(address: str, name: str) -> None:
    assert safe_name(address) == name


@given(st.text())
def test_a_safe_name_is_one_plain_visible_part(address: str) -> None:
    name = safe_name(address)
    assert name
    assert not name.startswith((".", "-"))
    assert not set(name) & set("/\\:*?\"<>|\0\n ;$`'")
    assert Path(name).name == name

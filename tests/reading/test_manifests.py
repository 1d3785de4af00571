"""A folder's list of reports, as spreadsheets of any kind save it."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.errors import UnreadableSource
from final_accounts.reading.manifests import Listed, manifest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_any_encoding_that_a_spreadsheet_saves(tmp_path: Path, encoding: str) -> None:
    text = "slug, File ,bureau,sha256,remark\r\na-2024,决算.pdf,某某局,,照原件\r\n\r\nb,b.pdf\r\n"
    (tmp_path / "manifest.csv").write_bytes(text.encode(encoding))
    assert manifest(tmp_path) == [
        Listed(line=2, file="决算.pdf", slug="a-2024", bureau="某某局"),
        Listed(line=4, file="b.pdf", slug="b"),
    ]


def test_no_manifest_and_an_empty_one_list_nothing(tmp_path: Path) -> None:
    assert manifest(tmp_path) == []
    (tmp_path / "manifest.csv").touch()
    assert manifest(tmp_path) == []


def test_without_the_column_that_names_files_it_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("文件;说明\na.pdf;甲\nb.pdf;乙\n", encoding="utf-8")
    with pytest.raises(UnreadableSource) as caught:
        manifest(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'manifest.csv'}:1: it has no column `file`; "
        "head it file,slug,sha256 with commas between"
    )


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text('file\na.pdf\n"' + "x" * 200_000 + '"\n', encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"manifest\.csv: this is no CSV file"):
        manifest(tmp_path)

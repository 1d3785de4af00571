"""Why a file could not be used is told in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

import final_accounts as fa
from final_accounts.errors import FinalAccountsError, UnreadableSource
from final_accounts.settings import reference
from final_accounts.showing.language import speaking
from final_accounts.showing.problems import in_both, problem_words


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        ("a.pdf: the file is empty; download it again", "UnreadableSource", "文件是空的，请重新下载。"),
        ("a.doc: the old Office file is damaged; …", "UnreadableSource", "文件已损坏或不完整，请重新下载。"),
        (
            "a.docx: its content is not what manifest.csv vouches for; …",
            "UnreadableSource",
            "文件内容与清单 manifest.csv 登记的哈希值不符，请重新下载，或更正清单。",
        ),
        (
            "a.pdf: the PDF is encrypted; …",
            "UnreadableSource",
            "文件设有密码，请打开后另存一份不带密码的。",
        ),
        (
            "a.xlsx: the sheet “1” holds more cells than any report; …",
            "UnreadableSource",
            "表格大得不像一份报告，没有打开；请删去不属于报告的内容，另存后再试。",
        ),
        (
            "a.doc: something new; …",
            "UnsupportedFormat",
            "不支持这种文件格式，请换成 PDF、Word、工作簿、网页或文本文件。",
        ),
        ("a.pdf: KeyError: 1", "KeyError", "处理时程序出错。"),
    ],
)
def test_a_known_problem_has_its_sentence_and_any_other_that_of_its_class(
    error: str, kind: str, words: str
) -> None:
    assert problem_words(error, kind) == words


def test_a_terminal_is_told_in_both_languages() -> None:
    told = in_both("a.pdf: the file is empty; download it again", "UnreadableSource")
    assert told == "a.pdf: the file is empty; download it again（文件是空的，请重新下载）"


def test_an_error_in_a_notebook_has_its_sentence_below_it(tmp_path: Path) -> None:
    missing = str(tmp_path / "a.pdf")
    for opened in (fa.read, fa.explore):
        with pytest.raises(UnreadableSource) as caught:
            opened(missing)
        assert caught.value.__notes__ == ["文件不存在，请核对路径。"]
    with pytest.raises(UnreadableSource) as caught:
        fa.compare(str(tmp_path))
    assert caught.value.__notes__ == [problem_words(str(caught.value), "UnreadableSource")]


def test_a_notebook_shows_an_error_of_the_library_as_its_sentence_alone(tmp_path: Path) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text("床前明月光，疑是地上霜。\n\n举头望明月，低头思故乡。\n", "utf-8")
    misread = tmp_path / "x.txt"
    misread.write_text("2024年度收入总计300.00万元，支出总计300.00万元。\n", "utf-8")
    (tmp_path / "x.txt.corrections.yml").write_text("- line: 9\n  expect: a\n  value: b\n", "utf-8")
    shown = [_shown_by_notebook(source) for source in (tmp_path / "a.pdf", poem, misread)]
    assert shown[0] == "a.pdf：文件不存在，请核对路径。"
    assert shown[1].startswith("poem.txt：文件读得出来，但其中没有部门决算的内容，请给出")
    said, problem = shown[2].splitlines()
    assert said.endswith("请更正后再核对，见详情。") and problem


def _shown_by_notebook(source: Path) -> str:
    with pytest.raises(FinalAccountsError) as caught:
        fa.read(source)
    return "\n".join(caught.value._render_traceback_())


def test_it_speaks_english_too() -> None:
    with speaking("en"):
        assert problem_words("a.pdf: the file is empty; …", "UnreadableSource") == "The file is empty."


def test_every_sentence_belongs_to_an_error_of_the_library(root: Path) -> None:
    library = (root / "lib" / "final_accounts").rglob("*.py")
    source = "".join(path.read_text("utf-8") for path in library).replace("{MANIFEST}", "manifest.csv")
    assert [words for words in reference("messages")["problem"] if words not in source] == []

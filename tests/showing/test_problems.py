"""Why a file could not be used is told in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

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
            "文件内容与清单 manifest.csv 登记的哈希值不符。",
        ),
        ("a.doc: something new; …", "UnsupportedFormat", "不支持这种文件格式。"),
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


def test_it_speaks_english_too() -> None:
    with speaking("en"):
        assert problem_words("a.pdf: the file is empty; …", "UnreadableSource") == "The file is empty."


def test_every_sentence_belongs_to_an_error_of_the_library(root: Path) -> None:
    library = (root / "lib" / "final_accounts").rglob("*.py")
    source = "".join(path.read_text("utf-8") for path in library).replace("{MANIFEST}", "manifest.csv")
    assert [words for words in reference("messages")["problem"] if words not in source] == []

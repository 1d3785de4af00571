"""Documents in traditional characters are told; a few of them in a simplified text are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.errors import NotAnAccount
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.showing.problems import problem_words

TRADITIONAL = (
    "某某縣示例局2024年度部門決算\n\n一、收入支出決算總體情況\n\n"
    "2024年度收、支總計均為300.00萬元。與2023年度相比，收、支總計各增加20.00萬元，增長7.14%。\n"
)
SIMPLIFIED = (
    "某某县示例局2024年度部门决算\n\n一、收入支出决算总体情况\n\n"
    "2024年度收、支总计均为300.00万元。与2023年度相比，收、支总计各增加20.00万元，增长7.14%。\n"
)


def test_a_report_in_traditional_characters_says_so(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TRADITIONAL, "utf-8")
    document = read_document(path)
    assert ["繁体字" in remark for remark in document.remarks] == [True]
    with pytest.raises(NotAnAccount) as refused:
        recognise(document)
    assert "繁转简" in str(refused.value)
    assert "繁体字" in problem_words(str(refused.value), "NotAnAccount")


@pytest.mark.parametrize("more", ["", "總計萬元決額撥費計總"])
def test_a_report_in_simplified_ones_says_nothing(tmp_path: Path, more: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(SIMPLIFIED + more, "utf-8")
    assert not read_document(path).remarks

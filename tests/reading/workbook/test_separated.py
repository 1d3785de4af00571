"""Comma-separated values: read as a sheet, told from prose by content."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from final_accounts.documents import Document, Paragraph
from final_accounts.reading.bundle import pair_in
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms

FORM = """一般公共预算财政拨款支出决算表,,,,
,,,,公开05表
编制单位：某局,,,,单位：万元
项目,,合计,基本支出,项目支出
科目代码,科目名称,,,
栏次,,1,2,3
,合计,"1,020.00","1,012.00",8.00
2010301,"行政
运行","1,010.00","1,008.00",2.00
2080505,养老,3.00,3.00,
2100101,医疗,7.00,1.00,6.00
注：本表反映有关情况。,,,,
"""
STATE = """国有资本经营预算财政拨款支出决算表,,,
,,,公开08表
,,,单位：万元
科目代码,科目名称,合计,基本支出,项目支出
,合计,5.00,0.00,5.00
2230105,国有企业,5.00,0.00,5.00
"""


def read(folder: Path, text: str, encoding: str = "utf-8", name: str = "报表.csv") -> Document:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_document(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_sheet_saved_as_text(tmp_path: Path, encoding: str, separator: str) -> None:
    printed = io.StringIO(newline="")
    csv.writer(printed, delimiter=separator).writerows(csv.reader(io.StringIO(FORM)))
    (form,) = recognise_forms(read(tmp_path, printed.getvalue(), encoding))
    values = {row.code or row.label: [v and str(v.value) for v in row.values] for row in form.rows}
    assert values["合计"] == ["1020.00", "1012.00", "8.00"]
    assert values["2010301"] == ["1010.00", "1008.00", "2.00"]
    assert values["2080505"] == ["3.00", "3.00", None]
    assert form.printed_number == "公开05表" and not form.loose
    first = form.rows[1].values[0]
    assert first is not None and (first.place.sheet, first.place.cell) == ("报表", "C8")


def test_sheets_one_below_the_other(tmp_path: Path) -> None:
    for gap in ("", "\n"):
        forms = recognise_forms(read(tmp_path, FORM + gap + STATE, name="全部.txt"))
        assert [form.key for form in forms] == ["general-budget", "state-capital"]
        assert len(forms[1].rows) == 2


def test_a_sheet_without_a_title_is_told_by_its_file_name(tmp_path: Path) -> None:
    document = read(tmp_path, FORM.split("\n", 3)[3], name="一般公共预算财政拨款支出决算表.csv")
    assert [form.key for form in recognise_forms(document)] == ["general-budget"]


SENTENCE = (
    "2023年度收入总计300.00万元,比上年增加20.00万元,增长7.14%,主要是人员增加,其中,财政拨款收入290.00万元."
)


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE}\n" * 9,
        "合计 1,049.22 5,000.00 3,000.00\n" * 9,
        "1,234,567.89\n" * 9,
        "（一）收入, ,支出。\n甲,乙,丙。\n" * 9,
    ],
)
def test_prose_and_amounts_with_commas_are_text(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text, name="text.csv").tables == ()


def test_a_narrative_with_rows_of_commas_stays_a_narrative(tmp_path: Path) -> None:
    told = "2023年度收入总计300.00万元，比上年增加20.00万元，增长7.14%。\n"
    document = read(tmp_path, told * 4 + FORM, name="报告.txt")
    assert isinstance(document.blocks[0], Paragraph) and document.blocks[0].segments[0].line == 1


def test_a_folder_of_sheets_named_for_their_tables_is_one_report(tmp_path: Path) -> None:
    names = ("01收入决算表.csv", "02支出决算表.csv", "说明.txt")
    for name in names:
        (tmp_path / name).write_text("甲", encoding="utf-8")
    assert [path.name for path in pair_in(tmp_path)] == ["说明.txt", "01收入决算表.csv", "02支出决算表.csv"]
    (tmp_path / "某局2023.csv").write_text("甲", encoding="utf-8")
    # What another file of values holds, nothing tells: a list of reports, the findings of a batch.
    assert len(pair_in(tmp_path)) == 3

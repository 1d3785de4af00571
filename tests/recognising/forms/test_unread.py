"""Forms of which words and numbers are left in an order that does not tell what belongs together."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_accounts.checking.checker import check
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Report

SAID = "某某局2024年度部门决算\n本年支出合计20.00万元，其中：基本支出12.00万元，占60%；项目支出8.00万元。\n"
HEAD = "支出决算表\n公开03表\n单位：万元\n项目\n本年支出合计\n基本支出\n项目支出\n"
MIXED = "2010301\n2080505\n20.00\n行政运行\n12.00\n8.00\n养老保险\n15.00\n5.00\n"


def report(folder: Path, text: str) -> Report:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return recognise(read_document(path))


def test_a_form_that_cannot_be_read_is_named_and_its_amounts_are_kept(tmp_path: Path) -> None:
    made = report(tmp_path, SAID + HEAD + MIXED)
    assert made.forms == ()
    (unread,) = made.unread_forms
    assert unread.title == "支出决算表"
    assert [figure.text for figure in unread.figures] == ["20.00", "12.00", "8.00", "15.00", "5.00"]
    entries = [entry for entry in check(made).ledger.entries if entry.where == "支出决算表"]
    assert [(entry.figure.text, entry.verdict.value, entry.bound_to) for entry in entries] == [
        (text, "undetermined", None) for text in ("20.00", "12.00", "8.00", "15.00", "5.00")
    ]


@pytest.mark.parametrize(
    "text",
    [
        # no title of a form
        HEAD.replace("支出决算表", "绩效自评表") + MIXED,
        # fewer than three amounts
        HEAD + "2010301\n行政运行\n12.00\n2080505\n养老保险\n8.00\n",
    ],
)
def test_other_tables_are_no_forms_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    assert report(tmp_path, SAID + text).unread_forms == ()

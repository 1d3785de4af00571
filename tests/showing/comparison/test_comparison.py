"""Accounts side by side: what each gives, what it does not, and that both ways of reading agree."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from final_accounts.checking.checker import check
from final_accounts.errors import UnreadableSource
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import CheckedReport
from final_accounts.showing.charts.style import THIS_YEAR, chart_style
from final_accounts.showing.comparison.amounts import (
    Rate,
    amount,
    completion,
    denied,
    growth,
    parts,
    plain_name,
    staff,
)
from final_accounts.showing.comparison.charts import MOST_ROWS, Bar, Panel, Piece, draw_comparison
from final_accounts.showing.comparison.corpus import Account, Corpus, load
from final_accounts.showing.comparison.sheets import (
    alt_text,
    completion_sheet,
    findings_sheet,
    growth_sheet,
    per_head_sheet,
    structure_sheet,
    three_public_sheet,
)
from final_accounts.showing.comparison.views import Comparison, compare
from final_accounts.showing.comparison.words import head_bar, rate_bar, shares_bar, staff_words
from final_accounts.showing.tables import write_tables
from final_accounts.showing.tidy import ClaimFigure, CountedFigure, FormCell

STRUCTURE = {"form": "income-expenditure", "side": "income", "total": ["本年收入合计"], "key": "income"}


def cell(label: str, value: str | None, side: str = "income", column: str = "金额") -> FormCell:
    return FormCell(
        "income-expenditure", "收入支出决算总表", 1, None, label, None, column, value, "", "元", "", side
    )


def figure(claim: int, kind: str, role: str, value: str, **more: object) -> ClaimFigure:
    row = ClaimFigure(claim, "收入", kind, "收入总计", role, None, value, value, "万元", "", "句")
    return row._replace(**more)


def heads(before: str, number: str) -> CountedFigure:
    return CountedFigure("人员", before, number, f"{number}人", "人", "", f"{before}{number}人。")


def account(**more: object) -> Account:
    plain = Account("a", "某局", 2024, (), (), (), ())
    return replace(plain, **more)


def test_a_form_decides_before_the_narrative_and_all_is_in_wan_yuan() -> None:
    both = account(
        forms=(cell("总计", "138366269.56"),),
        claims=(figure(1, "amount", "figure", "13830.7", key="total-income", measure="final"),),
    )
    found = amount(both, ["total-income"])
    assert found is not None and (found.value, found.basis) == (Decimal("13836.626956"), "报表")
    told = amount(replace(both, forms=()), ["total-income"])
    assert told is not None and (told.value, told.basis) == (Decimal("13830.7"), "文字")
    assert amount(account(), ["total-income"]) is None


def test_a_form_that_is_wrong_as_a_whole_is_passed_over() -> None:
    wrong = account(
        forms=(
            cell("财政拨款收入", "300")._replace(doubted=True),
            cell("本年收入合计", "400"),
            cell("总计", "138366269.56")._replace(doubted=True),
        ),
        claims=(figure(1, "amount", "figure", "13830.7", key="total-income", measure="final"),),
    )
    told = amount(wrong, ["total-income"])
    assert told is not None and (told.value, told.basis) == (Decimal("13830.7"), "文字")
    assert parts(wrong, STRUCTURE) == {}


def test_the_other_side_of_a_form_is_not_taken() -> None:
    spent = account(forms=(cell("总计", "5", side="expenditure"), cell("总计", "7")))
    found = amount(spent, ["total-expenditure"])
    assert found is not None and found.value == Decimal("0.0005")


def test_parts_come_from_the_lines_above_the_total() -> None:
    forms = (
        cell("一、一般公共预算财政拨款收入", "300"), cell("其中：专项", "100"), cell("二、事业收入", "0"),
        cell("八、其他收入", "100"), cell("本年收入合计", "400"), cell("年初结转和结余", "50"),
    )  # fmt: skip
    assert parts(account(forms=forms), STRUCTURE) == {
        "一般公共预算财政拨款": Decimal("0.03"),
        "其他收入": Decimal("0.01"),
    }


def test_parts_come_from_the_narrative_where_there_is_no_form() -> None:
    claims = (
        figure(4, "sum", "whole", "10", key="income"),
        figure(4, "sum", "parts", "9", label="财政拨款收入"),
        figure(4, "sum", "parts", "1", label="其他收入"),
    )
    assert parts(account(claims=claims), STRUCTURE) == {"财政拨款": Decimal(9), "其他收入": Decimal(1)}
    assert parts(account(), STRUCTURE) == {}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("社会保障和就业（类）支出", "社会保障和就业"),
        ("八、社会保障和就业支出", "社会保障和就业"),
        ("农林水支出", "农林水"),
        ("其他支出", "其他支出"),
        ("基本支出", "基本支出"),
    ],
)
def test_one_category_has_one_name(label: str, name: str) -> None:
    assert plain_name(label) == name


@pytest.mark.parametrize(
    ("counts", "number", "words"),
    [
        ((heads("单位编制", "3"), heads("年末实有", "4")), 4, "4"),
        ((heads("实有人数", "24"), heads("实有人数", "24")), 24, "24"),
        ((heads("实有在职人数", "4"), heads("实际人数", "27")), None, "印了几个人数"),
        ((heads("实有退休人员", "9"), heads("参保人数", "112276")), None, "未印人数"),
        (None, None, "旧版结果未留人数"),
    ],
)
def test_staff_is_what_is_printed_and_never_added_up(
    counts: tuple[CountedFigure, ...] | None, number: int | None, words: str
) -> None:
    found = staff(account(counts=counts))
    assert found.number == number
    assert staff_words(found) == words


def test_a_completion_is_computed_where_both_amounts_are_printed_else_taken() -> None:
    key = {"key": "general-budget"}
    both = account(
        claims=(
            figure(1, "amount", "figure", "2528.85", measure="budget", **key),
            figure(2, "amount", "figure", "13830.73", measure="final", **key),
        )
    )
    rate = completion(both, ["general-budget"])
    assert rate is not None and not rate.printed and round(rate.percent or 0, 2) == Decimal("546.92")
    printed = account(
        claims=(
            figure(3, "completion", "final", "829.13", **key),
            figure(3, "completion", "rate", "100", unit="%"),
        )
    )
    assert completion(printed, ["general-budget"]) == Rate(Decimal(100), True, now=Decimal("829.13"))
    assert completion(account(), ["general-budget"]) is None


@pytest.mark.parametrize(
    ("rows", "rate"),
    [
        ({"difference": ("499.39", -1)}, ("-37.59", "1328.52")),
        ({"base": ("800", None)}, ("3.64", "800")),
        ({"difference": ("829.13", 1)}, (None, "0.00")),
        ({"difference": ("5", None)}, None),
        ({}, None),
    ],
)
def test_growth_is_on_last_year(
    rows: dict[str, tuple[str, int | None]], rate: tuple[str | None, str] | None
) -> None:
    last_year = {"against": "last-year"}
    claims = [figure(1, "change", "current", "829.13", key="total-income", **last_year)]
    claims += [
        figure(1, "change", role, value, direction=direction, **last_year)
        for role, (value, direction) in rows.items()
    ]
    found = growth(account(claims=tuple(claims)), ["total-income"])
    if rate is None:
        assert found is None
        return
    assert found is not None and found.now == Decimal("829.13")
    percent = None if found.percent is None else f"{found.percent:.2f}"
    assert (percent, f"{found.before}") == rate


def test_a_change_against_the_budget_is_no_growth() -> None:
    against = {"against": "budget", "key": "total-income"}
    claims = (figure(1, "change", "current", "9", **against), figure(1, "change", "base", "8", **against))
    assert growth(account(claims=claims), ["total-income"]) is None


def test_years_of_one_bureau_are_chained() -> None:
    def year(number: int, now: str, before: str, bureau: str = "某局") -> Account:
        claims = (
            figure(1, "amount", "figure", now, key="total-income", measure="final"),
            figure(2, "change", "current", now, key="total-income", against="last-year"),
            figure(2, "change", "base", before, against="last-year"),
        )
        return account(year=number, claims=claims, bureau=bureau)

    sheet = growth_sheet([year(2022, "80", "70"), year(2023, "100", "80"), year(2024, "120", "99"),
                          year(2024, "9", "8", "他局")])  # fmt: skip
    assert [row[1] for row in sheet.rows] == [
        "70.00 → 80.00 万元，+14.29%",
        "80.00 → 100.00 万元，+25.00%（与上年报告一致）",
        "99.00 → 120.00 万元，+21.21%（上年报告印作 100.00 万元）",
        "8.00 → 9.00 万元，+12.50%",
    ]


def test_nought_denied_and_missing_are_three_things() -> None:
    nought = account(claims=(figure(1, "amount", "figure", "0", key="hospitality", measure="final"),))
    absent = figure(1, "absence", "", "0", subject="“三公”经费", key="three-public")._replace(value=None)
    none = account(claims=(absent,))
    assert denied(none, ["three-public"]) and not denied(nought, ["three-public"])
    sheet = three_public_sheet([nought, none, account()])
    assert [bar.text for bar in sheet.panels[3].bars] == ["0", "报告称没有", "未印出"]
    assert [row[4] for row in sheet.rows] == ["0.00（文字）", "报告称没有", "未印出"]
    assert all(bar.pieces == () for bar in sheet.panels[3].bars)


def test_shares_fill_the_bar_and_small_ones_are_taken_together() -> None:
    fills = {"甲": THIS_YEAR, "其余": THIS_YEAR}
    bar = shares_bar({"甲": Decimal(3), "乙": Decimal("0.5"), "丙": Decimal("0.5")}, fills, "其余")
    assert [(piece.value, piece.text) for piece in bar.pieces] == [(Decimal(75), "75%"), (Decimal(25), "25%")]
    assert shares_bar({}, fills, "其余") == Bar((), "未印出")


def test_a_rate_of_a_base_of_nought_is_told_in_words() -> None:
    assert rate_bar(Rate(None, False, Decimal(0), Decimal(3)), signed=True).text == "基数为 0"
    assert rate_bar(Rate(Decimal("-37.589"), False), signed=True).text == "−37.59%"
    assert rate_bar(Rate(Decimal(50), True)).text == "50.00%*"
    assert head_bar(None, staff(account())).text == "未印出"


@pytest.fixture(scope="module")
def real(real_reports: Path) -> tuple[CheckedReport, ...]:
    files = sorted(real_reports.glob("*.txt"))
    return tuple(check(recognise(read_document(file))) for file in files)


def test_the_real_reports_are_comparable_and_both_ways_of_reading_agree(
    real_reports: Path, real: tuple[CheckedReport, ...], tmp_path: Path
) -> None:
    for checked in real:
        folder = tmp_path / checked.report.document.source.path.stem
        folder.mkdir()
        write_tables(checked, checked.report.document.source.name, folder)
        summary = {"bureau": checked.report.bureau, "year": checked.report.fiscal_year}
        (folder / "provenance.json").write_text(json.dumps({"summary": summary}), encoding="utf-8")
    read, stored = load(real_reports), load(tmp_path)
    assert len(read.accounts) == len(stored.accounts) == 5
    for make in (structure_sheet, per_head_sheet, three_public_sheet, completion_sheet, growth_sheet,
                 findings_sheet):  # fmt: skip
        assert make(read.accounts).rows == make(stored.accounts).rows
    people = {row[0]: row[1:] for row in per_head_sheet(stored.accounts).rows}
    assert per_head_sheet([account(year=2024, claims=(), bureau="某局")]).rows[0][2:] == ("未印出", "未印出")
    assert people["醴陵市医疗保障局 2024"] == ("实有人数33人", "399.57（人均 12.11）", "34.86（人均 1.06）")


def test_a_picture_has_words_with_its_numbers(real_reports: Path) -> None:
    sheet = growth_sheet(load(real_reports).accounts)
    assert "遂宁市安居区医疗保障局 2024 收入总计，% −37.59%" in alt_text(sheet)


def test_an_older_batch_without_head_counts_says_so(real: tuple[CheckedReport, ...], tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    write_tables(real[0], "a", folder)
    (folder / "counts.parquet").unlink()
    record = '{"source": {"name": "某镇.txt"}, "summary": {"bureau": null, "year": 2024}}'
    (folder / "provenance.json").write_text(record, encoding="utf-8")
    (only,) = load(tmp_path).accounts
    assert only.label == "某镇 2024"  # Two accounts of no known bureau are not of one bureau.
    assert per_head_sheet([only]).panels[0].bars[0].text == "旧版结果未留人数"


def test_what_cannot_be_read_is_told_and_the_others_go_on(real_reports: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"no pdf")
    source = next(real_reports.glob("000_*"))
    (tmp_path / "a.txt").write_bytes(source.read_bytes())
    shown = compare(tmp_path)
    assert len(shown.corpus.accounts) == 1
    assert "broken.pdf 没有读入：文件内容与扩展名不符，请重新下载。" in shown.overview().text
    with pytest.raises(UnreadableSource, match="neither reports nor results"):
        load(tmp_path / "nothing")


def test_report_text_is_never_markup() -> None:
    hostile = account(bureau="<script>alert(1)</script>", counts=(heads("实有<b>", "3"),))
    comparison = Comparison(Corpus((hostile,), ("<b>坏</b> 没有读入。",)))
    html = comparison._repr_html_()
    assert "<script" not in html and "<b>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("count", [1, 5, MOST_ROWS + 20])
def test_pictures_hold_names_bars_and_words_without_missing_type(count: int) -> None:
    names = [f"某省某市某某区医疗保障局 {2000 + i}" for i in range(count)]
    values = [Decimal(i - 2) for i in range(count)]
    bars = tuple(Bar((Piece(v, THIS_YEAR, f"{v}%"),) if v else (), f"{v}") for v in values)
    panels = (Panel("甲，%", bars, (("很长的图例名称" * 2, THIS_YEAR),) * 3, mark=Decimal(100)),
              Panel("乙", tuple(Bar((), "未印出") for _ in names)))  # fmt: skip
    drawn = draw_comparison("标题“三公”", names, panels)
    with chart_style():
        drawn.canvas.draw()
    width, height = drawn.get_size_inches()
    assert width == 9.0
    assert height == pytest.approx(0.96 + 0.6 + 0.46 * min(count, MOST_ROWS))
    renderer = drawn.canvas.get_renderer()
    for axes in drawn.axes:
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            assert box.x0 >= -1 and box.x1 <= width * drawn.dpi + 1


YEARS = (("示例市文化局", 2021, "812.40", "790.15"), ("示例市文化局", 2022, "905.77", "812.40"),
         ("示例市文化局", 2023, "905.77", "905.77"), ("示例市文化局", 2024, "122.05", "905.70"),
         ("示例市生态环境保护综合行政执法支队", 2024, "33.10", "1.02"))  # fmt: skip


def narrated(bureau: str, year: int, now: str, before: str) -> str:
    """The account of a bureau that grew from one amount to another."""
    change = Decimal(now) - Decimal(before)
    word = "增加" if change >= 0 else "减少"
    return (
        f"{bureau}{year}年度部门决算\n第二部分 {year}年度部门决算情况说明\n一、收入支出决算总体情况说明\n"
        f"{year}年度收入总计{now}万元，支出总计{now}万元。与{year - 1}年度相比，"
        f"收入总计{word}{abs(change)}万元，支出总计{word}{abs(change)}万元。\n"
    )


@pytest.fixture(scope="module")
def several_years(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("years")
    for number, told in enumerate(YEARS):
        (folder / f"{number}.txt").write_text(narrated(*told), encoding="utf-8")
    return load(folder)


def test_the_years_of_a_bureau_are_a_chain(several_years: Corpus) -> None:
    sheet = growth_sheet(several_years.accounts)
    assert [row[:2] for row in sheet.rows] == [
        ("示例市文化局 2021", "790.15 → 812.40 万元，+2.82%"),
        ("示例市文化局 2022", "812.40 → 905.77 万元，+11.49%（与上年报告一致）"),
        ("示例市文化局 2023", "905.77 → 905.77 万元，0.00%（与上年报告一致）"),
        ("示例市文化局 2024", "905.70 → 122.05 万元，−86.52%（上年报告印作 905.77 万元）"),
        ("示例市生态环境保护综合行政执法支队 2024", "1.02 → 33.10 万元，+3,145.10%"),
    ]
    texts = [bar.text for bar in sheet.panels[0].bars]
    assert texts == ["+2.82%", "+11.49%", "0.00%", "−86.52%", "+3,145.10%"]


def test_a_rate_out_of_all_proportion_is_torn_and_said_to_be(several_years: Corpus) -> None:
    sheet = growth_sheet(several_years.accounts)
    panel = sheet.panels[0]
    assert panel.limit == 100 and "带断口的条太长" in sheet.reading
    drawn = draw_comparison(sheet.title, sheet.names, sheet.panels)
    bars = drawn.axes[1].patches
    lengths = [bar.get_width() for bar in bars if hasattr(bar, "get_width")]
    # The longest bar is as long as a rate of 100 %, and 86.52 % are drawn to that scale.
    assert min(lengths[-2:]) / max(lengths) == pytest.approx(0.8652, abs=0.001)
    (tear,) = [bar for bar in bars if not hasattr(bar, "get_width")]
    assert tear.get_facecolor() == (1, 1, 1, 1)
    fewer = growth_sheet(several_years.accounts[:4])
    assert fewer.panels[0].limit is None and "断口" not in fewer.reading

"""Every form of the two real reports that print forms, cell by cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from final_accounts.figures import WAN_YUAN, YUAN
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.reports import Form

from .form_making import values

KEYS = [
    "income-expenditure",
    "income",
    "expenditure",
    "appropriation",
    "general-budget",
    "basic",
    "fund",
    "state-capital",
    "three-public",
]


def forms_of(folder: Path, number: str) -> dict[str, Form]:
    forms = recognise_forms(read_document(next(folder.glob(f"{number}_*.txt"))))
    assert [form.key for form in forms] == KEYS
    return {form.key: form for form in forms}


@pytest.fixture(scope="module")
def danfeng(real_reports: Path) -> dict[str, Form]:
    return forms_of(real_reports, "003")


@pytest.fixture(scope="module")
def liling(real_reports: Path) -> dict[str, Form]:
    return forms_of(real_reports, "004")


@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_a_report_that_only_lists_forms_has_none(real_reports: Path, number: str) -> None:
    document = read_document(next(real_reports.glob(f"{number}_*.txt")))
    assert recognise_forms(document) == ()


def test_heads_of_danfeng(danfeng: dict[str, Form]) -> None:
    assert [form.printed_number for form in danfeng.values()] == [f"公开0{n}表" for n in range(1, 10)]
    assert [form.title for form in danfeng.values()] == [
        "收入支出决算总表",
        "收入决算表",
        "支出决算表",
        "财政拨款收入支出决算总表",
        "一般公共预算财政拨款支出决算表",
        "一般公共预算财政拨款基本支出决算明细表",
        "政府性基金预算财政拨款收入支出决算表",
        "国有资本经营预算财政拨款支出决算表",
        "财政拨款“三公”经费及会议费、培训费支出决算表",
    ]
    assert {(form.printed_unit, form.unit) for form in danfeng.values()} == {(WAN_YUAN, WAN_YUAN)}
    assert len({form.bureau for form in danfeng.values()} - {None}) == 1
    assert [len(form.rows) for form in danfeng.values()] == [42, 25, 25, 38, 25, 90, 1, 1, 2]
    assert [key for key, form in danfeng.items() if form.empty] == ["fund", "state-capital", "three-public"]
    assert all(form.confidence >= 0.95 for form in danfeng.values())
    assert all(form.notes[0].startswith("注：本表反映") for form in danfeng.values())


def test_heads_of_liling(liling: dict[str, Form]) -> None:
    assert [form.printed_number for form in liling.values()] == [
        f"公开0{n}表" for n in (1, 3, 3, 4, 5, 6, 7, 8, 9)
    ]
    assert {form.printed_unit for form in liling.values()} == {WAN_YUAN}
    assert [form.unit for form in liling.values()] == [YUAN] * 6 + [WAN_YUAN] * 3
    assert [len(form.rows) for form in liling.values()] == [42, 15, 15, 38, 15, 83, 1, 1, 2]
    assert [key for key, form in liling.items() if form.empty] == ["fund", "state-capital", "three-public"]
    assert liling["fund"].notes[1].startswith("说明：")
    assert liling["income-expenditure"].notes[1].startswith("2.")


def test_both_sides_of_the_summary(danfeng: dict[str, Form], liling: dict[str, Form]) -> None:
    form = danfeng["income-expenditure"]
    assert form.columns == ("决算数",)
    printed = {
        (row.side, row.line): (row.label, row.values[0] and str(row.values[0].value)) for row in form.rows
    }
    assert printed["income", "1"] == ("一、一般公共预算财政拨款收入", "1049.22")
    assert printed["income", "2"] == ("二、政府性基金预算财政拨款收入", None)
    assert printed["income", "28"] == ("使用非财政拨款结余（含专用结余）", None)
    assert printed["income", "30"] == ("总计", "1049.22")
    assert printed["expenditure", "38"] == ("八、社会保障和就业支出", "58.10")
    assert printed["expenditure", "39"] == ("九、卫生健康支出", "963.03")
    assert printed["expenditure", "56"] == ("二十六、抗疫特别国债安排的支出", None)
    assert printed["expenditure", "57"] == ("本年支出合计", "1049.22")
    assert ("income", "9") not in printed
    other = liling["income-expenditure"]
    assert other.columns == ("金额",)
    figures = {(row.side, row.label): row.values[0] for row in other.rows}
    income = figures["income", "八、其他收入"]
    opening = figures["income", "年初结转和结余"]
    assert income is not None and income.value == Decimal("58993.00") and income.unit == YUAN
    assert opening is not None and opening.value == 0
    assert figures["expenditure", "年末结转和结余"] is None
    housing = figures["expenditure", "十九、住房保障支出"]
    assert housing is not None and housing.value == Decimal("371501.36")
    assert housing.place == Place(table=0, row=21, column=5, line=105)
    # The table goes on after an empty line without a head.
    reserve = figures["expenditure", "总计"]
    assert reserve is not None and reserve.value == Decimal("138366269.56") and reserve.place.table == 1


def test_income_of_danfeng_joined_over_two_tables(danfeng: dict[str, Form]) -> None:
    form = danfeng["income"]
    assert form.columns == (
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    )
    expected = [
        (None, "合计", "1049.22"),
        ("208", "社会保障和就业支出", "58.10"),
        ("20805", "行政事业单位养老支出", "56.10"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "38.50"),
        ("2080506", "机关事业单位职业年金缴费支出", "17.60"),
        ("20807", "就业补助", "2.00"),
        ("2080705", "公益性岗位补贴", "1.40"),
        ("2080799", "其他就业补助支出", "0.60"),
        ("210", "卫生健康支出", "963.03"),
        ("21004", "公共卫生", "47.01"),
        ("2100410", "突发公共卫生事件应急处置", "47.01"),
        ("21011", "行政事业单位医疗", "117.98"),
        ("2101101", "行政单位医疗", "3.04"),
        ("2101102", "事业单位医疗", "14.94"),
        ("2101199", "其他行政事业单位医疗支出", "100.00"),
        ("21013", "医疗救助", "204.92"),
        ("2101301", "城乡医疗救助", "204.92"),
        ("21015", "医疗保障管理事务", "593.12"),
        ("2101501", "行政运行", "69.75"),
        ("2101506", "医疗保障经办事务", "67.26"),
        ("2101550", "事业运行", "170.41"),
        ("2101599", "其他医疗保障管理事务支出", "285.71"),
        ("221", "住房保障支出", "28.08"),
        ("22102", "住房改革支出", "28.08"),
        ("2210201", "住房公积金", "28.08"),
    ]
    assert values(form) == {(code, label): [total, total, *[None] * 5] for code, label, total in expected}


def test_expenditure_and_general_budget_of_danfeng(danfeng: dict[str, Form]) -> None:
    expected = {
        (None, "合计"): ["1049.22", "888.32", "160.90"],
        ("208", "社会保障和就业支出"): ["58.10", "56.10", "2.00"],
        ("20807", "就业补助"): ["2.00", None, "2.00"],
        ("210", "卫生健康支出"): ["963.03", "804.14", "158.90"],
        ("21015", "医疗保障管理事务"): ["593.12", "481.24", "111.89"],
        ("2101599", "其他医疗保障管理事务支出"): ["285.71", "173.82", "111.89"],
        ("2210201", "住房公积金"): ["28.08", "28.08", None],
    }
    expenditure, budget = values(danfeng["expenditure"]), values(danfeng["general-budget"])
    assert danfeng["expenditure"].columns[3:] == ("上缴上级支出", "经营支出", "对附属单位补助支出")
    assert danfeng["general-budget"].columns == ("小计", "基本支出", "项目支出")
    assert budget == {row: figures[:3] for row, figures in expenditure.items()}
    assert {row: budget[row] for row in expected} == expected
    assert all(figures[3:] == [None, None, None] for figures in expenditure.values())


def test_expenditure_of_liling_prints_items_alone(liling: dict[str, Form]) -> None:
    assert values(liling["expenditure"]) == {
        (None, "合计"): ["138366269.56", "4344307.72", "134021961.84", None, None, None],
        ("2019999", "其他一般公共服务支出"): ["6333.40", None, "6333.40", None, None, None],
        ("2080505", "机关事业单位基本养老保险缴费支出"): ["429176.80", "429176.80", None, None, None, None],
        ("2101101", "行政单位医疗"): ["137518.16", "137518.16", None, None, None, None],
        ("2101103", "公务员医疗补助"): ["21886.00", "21886.00", None, None, None, None],
        ("2101201", "财政对职工基本医疗保险基金的补助"): [
            "25310000.00", None, "25310000.00", None, None, None,
        ],
        ("2101202", "财政对城乡居民基本医疗保险基金的补助"): [
            "61321498.00", None, "61321498.00", None, None, None,
        ],
        ("2101299", "财政对其他基本医疗保险基金的补助"): [
            "3381591.44", None, "3381591.44", None, None, None,
        ],
        ("2101301", "城乡医疗救助"): ["13179100.00", None, "13179100.00", None, None, None],
        ("2101399", "其他医疗救助支出"): ["29074600.00", None, "29074600.00", None, None, None],
        ("2101501", "行政运行"): ["3384225.40", "3384225.40", None, None, None, None],
        ("2101502", "一般行政管理事务"): ["840191.00", None, "840191.00", None, None, None],
        ("2101504", "信息化建设"): ["15000.00", None, "15000.00", None, None, None],
        ("2101599", "其他医疗保障管理事务支出"): ["893648.00", None, "893648.00", None, None, None],
        ("2210201", "住房公积金"): ["371501.36", "371501.36", None, None, None, None],
    }  # fmt: skip
    income = values(liling["income"])
    assert income[None, "合计"] == [
        "138366269.56", "138307276.56", None, None, None, None, "58993.00",
    ]  # fmt: skip
    assert income["2101599", "其他医疗保障管理事务支出"] == [
        "893648.00", "834655.00", None, None, None, None, "58993.00",
    ]  # fmt: skip
    budget = values(liling["general-budget"])
    assert budget[None, "合计"] == ["138307276.56", "4344307.72", "133962968.84"]
    assert budget["2101599", "其他医疗保障管理事务支出"] == ["834655.00", None, "834655.00"]


def test_appropriation_has_a_column_for_each_budget(
    danfeng: dict[str, Form], liling: dict[str, Form]
) -> None:
    for form in (danfeng["appropriation"], liling["appropriation"]):
        assert form.columns == (
            "金额",
            "合计",
            "一般公共预算财政拨款",
            "政府性基金预算财政拨款",
            "国有资本经营预算财政拨款",
        )
        assert all(row.values[1:] == (None,) * 4 for row in form.rows if row.side == "income")
        assert all(row.values[0] is None for row in form.rows if row.side == "expenditure")
    own = {(row.side, row.line): row for row in liling["appropriation"].rows}
    health = own["expenditure", "41"]
    assert health.label == "九、卫生健康支出"
    assert [str(value.value) if value else None for value in health.values] == [
        None, "137500265.00", "137500265.00", None, None,
    ]  # fmt: skip
    carried = own["income", "29"]
    assert carried.label == "一般公共预算财政拨款"
    assert carried.values[0] is not None and carried.values[0].value == 0
    assert ("expenditure", "61") not in own
    assert own["expenditure", "64"].label == "总计"
    theirs = {(row.side, row.line): row.label for row in danfeng["appropriation"].rows}
    assert theirs["expenditure", "64"] == "合计"


def test_three_panels_are_unfolded(danfeng: dict[str, Form], liling: dict[str, Form]) -> None:
    ours = values(danfeng["basic"])
    assert ours["301", "工资福利支出"] == ["594.75"]
    assert ours["30114", "医疗费"] == ["217.30"]
    assert ours["30305", "生活补助"] == ["57.30"]
    assert ours["30229", "福利费"] == ["204.92"]
    assert ours["30212", "因公出国（境）费用"] == [None]
    assert ours["39999", "其他支出"] == [None]
    assert ours["399", "其他支出"] == [None]
    assert ours[None, "人员经费合计"] == ["652.05"]
    assert ours[None, "公用经费合计"] == ["236.27"]
    codes = [row.code for row in danfeng["basic"].rows if row.code]
    assert codes[0] == "301" and codes[-1] == "39999" and len(codes) == len(set(codes)) == 88
    theirs = values(liling["basic"])
    assert theirs["30113", "住房公积金"] == ["378507.36"]
    assert theirs["30239", "其他交通费用"] == ["120972.42"]
    assert theirs["30299", "其他商品和服务支出"] == ["31519.60"]
    assert theirs[None, "人员经费合计"] == ["3995723.38"]
    assert theirs[None, "公用经费合计"] == ["348584.34"]


def test_empty_forms_keep_their_columns(danfeng: dict[str, Form], liling: dict[str, Form]) -> None:
    for forms in (danfeng, liling):
        assert forms["fund"].columns == (
            "年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余",
        )  # fmt: skip
        assert values(forms["fund"]) == {(None, "合计"): [None] * 6}
        assert forms["state-capital"].columns == ("合计", "基本支出", "项目支出")
    public = (
        "合计", "因公出国（境）费", "公务用车小计", "公务用车购置费", "公务用车运行维护费", "公务接待费",
    )  # fmt: skip
    assert danfeng["three-public"].columns == (*public, "会议费", "培训费")
    assert liling["three-public"].columns == public
    assert values(liling["three-public"]) == {(None, "预算数"): [None] * 6, (None, "决算数"): [None] * 6}

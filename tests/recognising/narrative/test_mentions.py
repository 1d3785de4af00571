"""The number's role, told from the words that stand before it."""

from __future__ import annotations

import pytest

from final_accounts.documents import Paragraph
from final_accounts.figures import Figure
from final_accounts.recognising.narrative.items import NO_ITEM, ItemPath, carry_forward, clean_name
from final_accounts.recognising.narrative.mention_roles import Mention
from final_accounts.recognising.narrative.mentions import find_mentions


def mentions(text: str, year: int | None = 2024) -> tuple[Mention, ...]:
    return find_mentions(Paragraph(0, text), NO_ITEM, year)[0]


def figures(text: str) -> list[Figure]:
    return [mention.figure for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("收入总计300.00万元", "amount"),
        ("年初预算300.00万元", "budget"),
        ("支出预算安排300.00万元", "budget"),
        ("年初结转和结余5.00万元", "opening"),
        ("上年结转5.00万元", "opening"),
        ("结转下年5.00万元", "closing"),
        ("年末财政拨款结转和结余5.00万元", "closing"),
        ("较上年减少5.00万元", "difference"),
        ("节约5.00万元", "difference"),
        ("较上年5.00万元", "base"),
        ("较2023年决算数5.00万元", "base"),
        ("增加到5.00万元", "amount"),
        ("压减至5.00万元", "amount"),
        ("同比增长5.00%", "rate"),
        ("占本年支出合计的5.00%", "share"),
        ("占比为5.00%", "share"),
        ("完成年初预算的95.00%", "completion"),
        ("预算执行率为95.00%", "completion"),
        ("共有车辆5辆", "count"),
        ("接待国内来访团组5批次", "count"),
        ("单价50万元以上设备", "threshold"),
        ("人均92元", "single"),
    ],
)
def test_a_role(text: str, role: str) -> None:
    (mention,) = mentions(text)
    assert mention.role.value == role


@pytest.mark.parametrize(
    ("text", "value", "unit", "decimals", "approximate"),
    [
        ("收入1,049.22万元", "1049.22", "万元", 2, False),
        ("收入1, 049. 22 万元", "1049.22", "万元", 2, False),
        ("收入933.26万", "933.26", "万元", 2, False),
        ("收入约20万元", "20", "万元", 0, True),
        ("收入近20万元", "20", "万元", 0, True),
        ("节约20万元", "20", "万元", 0, False),
        ("附近20万元", "20", "万元", 0, False),
        ("收入20余万元", "20", "万元", 0, True),
        ("收入2000.00万元", "2000.00", "万元", 2, False),
        ("收入1999.5万元", "1999.5", "万元", 1, False),
        ("收入2012.10 万元", "2012.10", "万元", 2, False),
        ("下降0.5个百分点", "0.5", "个百分点", 1, False),
        ("结余-5.00万元", "-5.00", "万元", 2, False),
        ("结余－5.00万元", "-5.00", "万元", 2, False),
        ("0%%", "0", "%", 0, False),
        ("设备2台（套）", "2", "台（套）", 0, False),
    ],
)
def test_a_figure_in_running_text(text: str, value: str, unit: str, decimals: int, approximate: bool) -> None:
    (figure,) = figures(text)
    assert (str(figure.value), figure.unit, figure.decimals) == (value, unit, decimals)
    assert figure.approximate is approximate


@pytest.mark.parametrize(
    "text",
    [
        "2024年度", "2023-2025年", "12月31日", "2024.10.28", "2024-01-05", "截至2024年12月底", "1-9月份",
        "（208）", "2080505-养老保险",
        "财社〔2023〕98号", "（2020）145号", "电话0914-3323772", "（0914）3323772", "图 1", "表2", "附件3",
        "“十四五”规划", "1.贯彻执行", "（3）其他", "公开01表",
    ],
)  # fmt: skip
def test_numbers_that_are_no_quantity(text: str) -> None:
    assert figures(text) == []


def test_a_figure_knows_where_it_stands() -> None:
    text = "收入总计300.00万元，支出 280.50 万元。"
    assert [text[f.place.start : f.place.end] for f in figures(text)] == ["300.00万元", "280.50 万元"]


@pytest.mark.parametrize(
    ("text", "direction", "against", "base_year"),
    [
        ("比上年增加5.00万元", 1, "last-year", None),
        ("较2023年度决算数降低5.00%", -1, "last-year", 2023),
        ("同比下滑5.00%", -1, "last-year", None),
        ("与2024年度预算相比，减少5.00万元", -1, "budget", 2024),
        ("决算数较预算数增加5.00万元", 1, "budget", None),
        ("低于年初预算数5.00万元", -1, "budget", None),
        ("比上年增加/减少5.00万元", None, "last-year", None),
        ("增加5.00万元", 1, None, None),
    ],
)
def test_a_change(text: str, direction: int | None, against: str | None, base_year: int | None) -> None:
    (mention,) = mentions(text)
    assert (mention.direction, mention.against, mention.base_year) == (direction, against, base_year)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2024年度本年收入合计300.00万元", "本年收入合计"),
        ("其中：基本支出300.00万元", "基本支出"),
        ("1.因公出国（境）经费支出0万元", "因公出国（境）经费支出"),
        ("项目支出：5.00万元", "项目支出"),
        ("收入、支出总计均为300.00万元", "收入、支出总计"),
        ("公务接待费支出比2023年减少5.00万元", "公务接待费支出"),
        ("与上年相比，公务接待费减少5.00万元", "公务接待费"),
        ("“三公”经费支出300.00万元", "“三公”经费支出"),
    ],
)
def test_a_label(text: str, label: str) -> None:
    assert mentions(text)[-1].label == label


def test_a_run_has_each_its_own_name() -> None:
    run = mentions("收入总计和支出总计分别为300.00万元、280.00万元")
    assert [(m.label, m.continues) for m in run] == [("收入总计", False), ("支出总计", True)]
    three = mentions("货物、工程、服务分别为1.00万元、2.00万元、3.00万元")
    assert [m.label for m in three] == ["货物", "工程", "服务"]
    uneven = mentions("公务用车购置及运行维护费、公务接待费分别为1.00万元、2.00万元")
    assert len({m.label for m in uneven}) == 1


def test_reasons_end_with_their_sentence() -> None:
    text = "增加8.00万元，主要原因：一是新增5.00万元；二是增资3.00万元。支出总计300.00万元"
    assert [mention.reason for mention in mentions(text)] == [False, True, True, False]


def test_an_aside_in_brackets() -> None:
    text = "收入300.00万元（其中：拨款280.00万元），增加5.00万元"
    assert [mention.bracketed for mention in mentions(text)] == [False, True, False]


def test_the_item_path() -> None:
    path = carry_forward(NO_ITEM, "1.社会保障和就业（类）行政事业单位养老（款）离退休（项）：")
    assert path == ItemPath("社会保障和就业", "行政事业单位养老", "离退休")
    path = carry_forward(path, "；职业年金缴费支出（项）")
    assert path.names() == ("社会保障和就业", "行政事业单位养老", "职业年金缴费支出")
    path = carry_forward(path, "就业补助（款）")
    assert path.names() == ("社会保障和就业", "就业补助")
    assert carry_forward(path, "住房保障支出（类）").names() == ("住房保障支出",)


def test_a_category_alone_ends_where_another_is_named() -> None:
    alone = carry_forward(NO_ITEM, "社会保障和就业（类）支出")
    assert carry_forward(alone, "万元，占8.61%；卫生健康支出") == NO_ITEM
    assert carry_forward(alone, "万元，其中：社会保障和就业支出") == alone
    item = carry_forward(NO_ITEM, "教育支出（类）普通教育（款）小学教育（项）：主要用于科学技术支出")
    assert carry_forward(item, "万元，比住房保障支出多") == item


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("（一）教育支出", "教育支出"),
        ("一、教育支出", "教育支出"),
        ("12.教育支出", "教育支出"),
        ("20501-教育管理事务", "教育管理事务"),
        ("社会保障（类）行政运行", "行政运行"),
        ("“教育支出”", "教育支出"),
    ],
)
def test_a_clean_name(printed: str, name: str) -> None:
    assert clean_name(printed) == name

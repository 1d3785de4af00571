"""What a caption says of its chart, and the names of its parts."""

from __future__ import annotations

import pytest

from final_accounts.documents import Paragraph
from final_accounts.recognising.charts.captions import read_caption
from final_accounts.recognising.charts.words import clean_label

CAPTIONS = [
    ("(图1:收入、支出决算总计变动情况图)(柱状图)", 1, "收入、支出决算总计变动情况图", "bar", "totals"),
    (
        "（图1：收入、支出决算总计变动情况图）（柱状图单位：万元）",
        1,
        "收入、支出决算总计变动情况图",
        "bar",
        "totals",
    ),
    ("图1：收、支决算总计变动情况图（单位：万元）", 1, "收、支决算总计变动情况图", "bar", "totals"),
    ("收入、支出决算总计对比图（单位：万元）", None, "收入、支出决算总计对比图", "bar", "totals"),
    ("图二 收入决算结构饼状图", 2, "收入决算结构", "pie", "income"),
    ("收入结构图", None, "收入结构图", "pie", "income"),
    ("支出结构图", None, "支出结构图", "pie", "expenditure"),
    (
        "(图4:财政拨款收、支决算总计变动情况)(柱状图)",
        4,
        "财政拨款收、支决算总计变动情况",
        "bar",
        "appropriation",
    ),
    (
        "财政拨款收入、支出总计对比图（单位：万元）",
        None,
        "财政拨款收入、支出总计对比图",
        "bar",
        "appropriation",
    ),
    ("财政拨款支出对比图（单位：万元）", None, "财政拨款支出对比图", "bar", "general-budget-change"),
    ("财政拨款支出结构图", None, "财政拨款支出结构图", "pie", "general-budget-structure"),
    (
        "图6：一般公共预算财政拨款支出决算结构（单位：万元）2020",
        6,
        "一般公共预算财政拨款支出决算结构",
        "pie",
        "general-budget-structure",
    ),
    ("（图7：“三公”经费财政拨款支出结构）", 7, "“三公”经费财政拨款支出结构", "pie", "three-public"),
]


@pytest.mark.parametrize(("text", "number", "title", "kind", "topic"), CAPTIONS)
def test_captions(text: str, number: int | None, title: str, kind: str, topic: str) -> None:
    caption = read_caption(Paragraph(0, text))
    assert caption is not None
    assert (caption.number, caption.title, caption.kind) == (number, title, kind)
    assert caption.topic is not None and caption.topic.key == topic


@pytest.mark.parametrize(
    "text",
    [
        "如图1所示，本年收入合计增加。",
        "组织结构图",
        "图书馆支出",
        "（图三）组织架构",
        "一、收入决算情况说明",
        "图1：2024年度收入总计933.26万元，与上年相比增加83.52万元，增长9.82%，主要是项目增加，结构如图。",
    ],
)
def test_what_is_no_caption(text: str) -> None:
    assert read_caption(Paragraph(0, text)) is None


def test_a_caption_s_unit_is_the_chart_s() -> None:
    caption = read_caption(Paragraph(0, "图1：收入支出总计变动图（柱状图，单位：元）"))
    assert caption is not None and caption.unit == "元"


@pytest.mark.parametrize(
    ("subject", "label"),
    [
        ("社会保障和就业（类）支出", "社会保障和就业支出"),
        ("其中：因公出国（境）费支出决算", "因公出国（境）费支出"),
        ("2024年度财政拨款收入", "财政拨款收入"),
        ("1.住房保障支出：", "住房保障支出"),
    ],
)
def test_labels_are_the_report_s_words_without_trimmings(subject: str, label: str) -> None:
    assert clean_label(subject) == label

"""The Word sample of data/raw as a document: charts, tables and paragraphs, value by value."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

from final_accounts.documents import ChartData, Document, Paragraph, Source
from final_accounts.reading.word.docx import read_docx


@pytest.fixture(scope="module")
def anju(root: Path) -> Document:
    path = root / "data" / "raw" / "anju-2024.docx"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return read_docx(Source(path.name, "docx", digest, None, path))


def D(*values: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


def test_the_seven_charts_own_numbers(anju: Document) -> None:
    both = ("收入", "支出")
    read = [
        (chart.kind, [(series.name, series.labels, series.values) for series in chart.series])
        for chart in anju.chart_data
    ]
    totals = ("bar", [("2024年", both, D("829.13", "829.13")), ("2023年", both, D("1328.52", "1328.52"))])
    general = ("一般公共预算财政拨款支出",)
    assert read == [
        totals,
        ("pie", [("列1", ("一般公共预算财政拨款收入",), D("1"))]),
        ("pie", [("列1", ("基本支出", "项目支出"), D("0.4657", "0.534270862229083"))]),
        totals,
        ("bar", [("2024年", general, D("829.13")), ("2023年", general, D("1047.09"))]),
        (
            "pie",
            [
                (
                    "列1",
                    ("社会保障和就业", "卫生健康支出", "农林水支出", "住房保障支出"),
                    D("0.0860781783315041", "0.434467453837155", "0.450894310904201", "0.0285600569271405"),
                )
            ],
        ),
        (
            "pie",
            [
                (
                    "列1",
                    ("因公出国（境）费支出", "公务用车购置及运行维护费支出", "公务接待费支出"),
                    D("0", None, "1"),
                )
            ],
        ),
    ]


def test_each_chart_stands_above_its_caption(anju: Document) -> None:
    captions = []
    for chart, below in zip(anju.blocks, anju.blocks[1:], strict=False):
        if isinstance(chart, ChartData):
            assert isinstance(below, Paragraph) and below.style == "caption"
            captions.append(below.text[:3])
    assert captions == ["图1：", "图2：", "图3：", "图4：", "图5：", "图6：", "图7："]


def test_cover_and_headings(anju: Document) -> None:
    texts = [paragraph.text for paragraph in anju.paragraphs]
    assert texts[:3] == ["遂宁市安居区医疗保障局", "2024年度部门决算", "样本，非官方文件"]
    assert "十、其他重要事项的情况说明\t13" in texts
    headings = [paragraph.text for paragraph in anju.paragraphs if paragraph.style == "heading"]
    assert headings[:6] == [
        "第一部分部门概况",
        "一、部门职责",
        "二、机构设置",
        "第二部分2024年度部门决算情况说明",
        "一、收入支出决算总体情况说明",
        "二、收入决算情况说明",
    ]
    assert headings[headings.index("十、其他重要事项的情况说明") + 4] == "（四）预算绩效管理情况"
    assert headings.count("一、项目概况") == 2


def test_the_narrative_with_its_mistakes(anju: Document) -> None:
    text = "\n".join(paragraph.text for paragraph in anju.paragraphs)
    for printed in (
        "收入、支出总计各减少499.39万元，下降37.59%",
        "较上年减少0.30万元，下降50.67%",
        "公务用车购置及运行维护费支出决算0元，占0%",
        "授予中小企业合同金额3万元，占政府采购支出总额的100%",
        "政府性基金预算财政拨款支出减少281.43万元，下降100%",
    ):
        assert printed in text


def test_the_self_evaluation_tables(anju: Document) -> None:
    assert [(len(table.rows), len(table.rows[0])) for table in anju.tables] == [
        (30, 8),
        (24, 11),
        (25, 11),
        (24, 11),
        (24, 11),
        (23, 11),
        (26, 7),
        (28, 7),
    ]
    overall, officials, *_, relief, capacity = anju.tables
    assert [cell.text for cell in overall.rows[29]] == ["分值", "", "", "", "", "", "95.13", ""]
    assert [cell.text for cell in overall.rows[6][2:4]] == ["预算编制质量", "8"]
    assert overall.rows[6][1].text == "预算管理\n（21分）"
    assert overall.rows[6][1].row_span == 4
    assert [cell.text for cell in officials.rows[0]] == ["部门预算项目支出绩效自评表（2024年度）"] + [""] * 10
    assert [cell.text for cell in officials.rows[7]] == [
        *("", "总额", "", "", "2.00", "1.70", "1.70", "100.00%", "10", "10", ""),
    ]
    assert [cell.text for cell in officials.rows[19][8:10]] == ["100", "96.6"]
    assert relief.rows[3][0].text == "项目资金\n（元）"
    assert [cell.text for cell in relief.rows[4]] == [
        "",
        "年度资金总额：",
        "",
        "373.85",
        "373.85",
        "100.00%",
        "",
    ]
    assert [cell.text for cell in capacity.rows[4]] == ["", "年度资金总额：", "", "20.38", "6", "29.44%", ""]


def test_the_file_is_what_its_data_make(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "tools"))
    target = tmp_path / "anju.docx"
    import_module("samples.docx_writer").make_anju(target)
    assert target.read_bytes() == (root / "data" / "raw" / "anju-2024.docx").read_bytes()

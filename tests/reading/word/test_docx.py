"""Word files made by hand: what each construction of the format must read as."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from final_accounts.documents import ChartData, Document, Paragraph, Picture
from final_accounts.places import Place
from final_accounts.reading.word.docx import read_docx

from .docx_making import PACKAGE, SPACES, p, r, source_of, texts, write_docx

Reader = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a Word file with the given body and further parts."""

    def reading(body: str, **others: tuple[str, str]) -> Document:
        named = {f"{name}.xml": part for name, part in others.items()}
        return read_docx(source_of(write_docx(tmp_path / "报告.docx", body, named)))

    return reading


def test_runs_of_a_paragraph_are_one_text_with_one_segment(read: Reader) -> None:
    document = read(p(r("本年支出"), r("829."), r("13万元")) + p() + p(r("  ")) + p(r("合计")))
    assert texts(document) == ["本年支出829.13万元", "合计"]
    first = document.paragraphs[0]
    assert [(s.start, s.end, s.page) for s in first.segments] == [(0, 12, None)]
    assert document.paragraphs[1].place() == Place(paragraph=1, start=0, end=2)


def test_tracked_insertions_are_taken_and_deletions_dropped(read: Reader) -> None:
    document = read(
        p(
            r("减少"),
            "<w:del><w:r><w:delText>300.00</w:delText></w:r></w:del>",
            f"<w:ins>{r('217.96')}</w:ins>",
            f"<w:moveFrom>{r('下降')}</w:moveFrom>",
            r("万元"),
        )
    )
    assert texts(document) == ["减少217.96万元"]


def test_a_deleted_paragraph_end_joins_the_next_paragraph(read: Reader) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert texts(read(p(r("下降"), properties=gone) + p(r("20.82%")) + p(r("完")))) == ["下降20.82%", "完"]


def test_hidden_text_and_field_codes_are_not_printed(read: Reader) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:tab/><w:t>3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f'<w:hyperlink w:anchor="x">{r("一、部门职责")}{field}</w:hyperlink>'
    document = read(f"<w:sdt><w:sdtContent>{p(link, r('草稿', '<w:vanish/>'))}</w:sdtContent></w:sdt>")
    assert texts(document) == ["一、部门职责\t3"]


def test_text_hidden_by_a_style_or_by_its_colour_is_not_printed(read: Reader) -> None:
    styles = (
        f'<w:styles {SPACES}><w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="table" w:styleId="t"><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
    )
    white = '<w:color w:val="FFFFFF"/>'
    head = f"<w:tc>{p(r('金额', white))}</w:tc>"
    shaded = f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr>{tr(tc("项目"), head)}</w:tbl>'
    hidden = tr(tc("隐藏行"), tc("8"), shape="<w:hidden/>")
    document = read(
        p(r("合计"), r("7", '<w:rStyle w:val="b"/>'), r("9"), r("8", white), r("中", white))
        + p(r("见", f'{white}<w:shd w:val="clear" w:fill="000000"/>'))
        + shaded.replace("</w:tbl>", f"{hidden}</w:tbl>"),
        styles=("styles", styles),
    )
    assert texts(document) == ["合计9", "见"]
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["项目", "金额"]]
    assert document.remarks == ("文档有1处白底白字的数字，看不见，未计入",)


def test_raised_note_numbers_and_fractions_do_not_lengthen_numbers(read: Reader) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    halves = "".join(
        f"<m:{part}><m:r><m:t>{text}</m:t></m:r></m:{part}>"
        for part, text in (("num", "9.83"), ("den", "100"))
    )
    fraction = f"<m:oMath><m:f>{halves}</m:f></m:oMath>"
    document = read(p(r("收入80.93"), r("1", raised), r("万元"), r("2", raised)) + p(fraction))
    assert texts(document) == ["收入80.93万元2", "9.83/100"]


def test_a_soft_break_ends_a_paragraph_only_after_a_sentence(read: Reader) -> None:
    br = "<w:r><w:br/></w:r>"
    page = '<w:r><w:br w:type="page"/></w:r>'
    document = read(p(r("收入减少。"), br, r("支出与上年"), br, r("持平"), page, r("目录")))
    assert texts(document) == ["收入减少。", "支出与上年持平", "目录"]


NUMBERING = f"""<w:numbering {SPACES}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>
</w:lvlOverride></w:num></w:numbering>"""


def item(text: str, level: int, list_id: int = 1) -> str:
    shape = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(r(text), properties=shape)


def test_automatic_numbers_are_written_out(read: Reader) -> None:
    body = "".join(
        [
            item("收入", 0),
            item("总体", 1),
            item("结构", 1),
            item("接待", 2),
            item("支出", 0),
            item("总体", 1),
            item("续排", 0, list_id=2),
            item("另起", 0, list_id=3),
            item("其后", 0, list_id=3),
            item("回到", 0, list_id=1),
        ]
    )
    assert texts(read(body, numbering=("numbering", NUMBERING))) == [
        "一、收入",
        "（一）总体",
        "（二）结构",
        "1.接待",
        "二、支出",
        "（一）总体",
        "三、续排",
        "九、另起",
        "十、其后",
        "十一、回到",
    ]


STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="局内标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="圈"/><w:basedOn w:val="loop"/></w:style>
</w:styles>"""


def test_styles_tell_headings_captions_and_numbers(read: Reader) -> None:
    def styled(text: str, style: str, more: str = "") -> str:
        return p(r(text), properties=f'<w:pStyle w:val="{style}"/>{more}')

    document = read(
        styled("收入", "mine")
        + styled("图1", "cap")
        + styled("目录行", "toc")
        + styled("无号", "1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + styled("圈", "loop")
        + p(r("级别"), properties='<w:outlineLvl w:val="1"/>')
        + p(r("正文"), properties='<w:outlineLvl w:val="9"/>'),
        styles=("styles", STYLES),
        numbering=("numbering", NUMBERING),
    )
    assert [(x.text, x.style) for x in document.paragraphs] == [
        ("一、收入", "heading"),
        ("图1", "caption"),
        ("目录行", None),
        ("无号", "heading"),
        ("圈", None),
        ("级别", "heading"),
        ("正文", None),
    ]


def tc(text: str, shape: str = "") -> str:
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{p(r(text))}</w:tc>"


def tr(*cells: str, shape: str = "") -> str:
    return f"<w:tr><w:trPr>{shape}</w:trPr>{''.join(cells)}</w:tr>"


WIDE = '<w:gridSpan w:val="2"/>'
TOP = '<w:vMerge w:val="restart"/>'
BELOW = "<w:vMerge/>"


def test_merged_cells_hold_their_text_once(read: Reader) -> None:
    document = read(
        "<w:tbl>"
        + tr(tc("科目", TOP), tc("支出", WIDE))
        + tr(tc("不显示", BELOW), tc("基本"), tc("项目"))
        + tr(tc("社保"), tc("41.37"))
        + "</w:tbl>"
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["科目", "支出", ""],
        ["", "基本", "项目"],
        ["社保", "41.37", ""],
    ]
    assert (table.rows[0][0].row_span, table.rows[0][0].column_span) == (2, 1)
    assert (table.rows[0][1].row_span, table.rows[0][1].column_span) == (1, 2)
    assert table.rows[2][1].place == Place(table=0, row=2, column=1)
    assert table.rows[2][2].place == Place(table=0, row=2, column=2)


def test_a_block_merged_both_ways_and_columns_left_out_before(read: Reader) -> None:
    skipped = '<w:gridBefore w:val="1"/>'
    document = read(
        "<w:tbl>"
        + tr(tc("甲", TOP + WIDE), tc("1"))
        + tr(tc("", BELOW + WIDE), tc("2"))
        + tr(tc("乙"), tc("3"), shape=skipped)
        + "</w:tbl>"
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["甲", "", "1"],
        ["", "", "2"],
        ["", "乙", "3"],
    ]
    assert (table.rows[0][0].row_span, table.rows[0][0].column_span) == (2, 2)


def grid(*widths: int | str) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def test_cells_that_do_not_quite_meet_are_of_one_column(read: Reader) -> None:
    document = read(
        f"<w:tbl>{grid(1070, 1070, 9, 1071, 1071)}"
        + tr(tc("项目", WIDE), tc("合计", TOP + WIDE), tc("基本", TOP))
        + tr(tc("代码"), tc("名称", WIDE), tc("", BELOW), tc("", BELOW))
        + tr(tc("208"), tc("社保"), tc(""), tc("41.37"), tc("41.37"))
        + tr(tc("41.37"), shape='<w:gridBefore w:val="3"/>')
        + "</w:tbl>"
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目", "", "合计", "基本"],
        ["代码", "名称", "", ""],
        ["208", "社保", "41.37", "41.37"],
        ["", "", "41.37", ""],
    ]
    head = table.rows[0]
    assert [(cell.row_span, cell.column_span) for cell in head] == [(1, 2), (1, 1), (2, 1), (2, 1)]
    assert table.rows[2][3].place == Place(table=0, row=2, column=3)


@pytest.mark.parametrize("widths", [(), (0, 0, 0), (1070, 9, 1070), (1070, 1070), ("", "x", 1070), (1070, 9)])
def test_widths_that_are_not_those_of_the_page_say_nothing(
    read: Reader, widths: tuple[int | str, ...]
) -> None:
    document = read(f"<w:tbl>{grid(*widths)}{tr(tc('社保'), tc('41.37'), tc('1.00'))}</w:tbl>")
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["社保", "41.37", "1.00"]]


def test_tracked_rows_cell_lines_and_nested_tables(read: Reader) -> None:
    nested = f"<w:tbl>{tr(tc('内'), tc('2'))}</w:tbl>"
    cell = f"<w:tc>{p(r('指标'))}{nested}{p(r('（65分）'), '<w:r><w:br/></w:r>', r('注'))}</w:tc>"
    document = read(
        "<w:tbl>"
        + tr(cell, tc("100"))
        + tr(tc("删去"), tc("0"), shape="<w:del/>")
        + f"<w:sdt><w:sdtContent>{tr(tc('末'), tc('1'))}</w:sdtContent></w:sdt></w:tbl>"
        + p(r("表后"))
    )
    assert [[[c.text for c in row] for row in table.rows] for table in document.tables] == [
        [["指标\n（65分）\n注", "100"], ["末", "1"]],
        [["内", "2"]],
    ]
    assert isinstance(document.blocks[2], Paragraph)


def test_tables_that_lay_out_the_page_are_opened(read: Reader) -> None:
    form = f"<w:tbl>{tr(tc('项目'), tc('金额'))}{tr(tc('合计'), tc('1,020.00'))}</w:tbl>"
    framed = f"<w:tbl>{tr(tc('收入决算表'))}<w:tr><w:tc>{p(r('单位：万元'))}{form}</w:tc></w:tr></w:tbl>"
    beside = f"<w:tbl><w:tr><w:tc>{form}</w:tc><w:tc>{p(r('注：本表含税。'))}</w:tc></w:tr></w:tbl>"
    document = read(framed + beside)
    assert texts(document) == ["收入决算表", "单位：万元", "注：本表含税。"]
    assert [[[c.text for c in row] for row in table.rows] for table in document.tables] == [
        [["项目", "金额"], ["合计", "1,020.00"]],
        [["项目", "金额"], ["合计", "1,020.00"]],
    ]


def test_whole_columns_in_one_cell_are_taken_apart(read: Reader) -> None:
    def lines(*texts: str) -> str:
        return f"<w:tc>{''.join(p(r(text)) for text in texts)}</w:tc>"

    columns = lines("一、收入", "二、补助", "合计"), lines("3.00", "", "3.00"), tc("")
    uneven = lines("一、收入", "二、补助", "合计"), lines("3.00", "3.00"), tc("")
    document = read(f"<w:tbl>{tr(tc('项目'), tc('金额'), tc('注'))}{tr(*columns)}{tr(*uneven)}</w:tbl>")
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["项目", "金额", "注"],
        ["一、收入", "3.00", ""],
        ["二、补助", "", ""],
        ["合计", "3.00", ""],
        ["一、收入\n二、补助\n合计", "3.00\n3.00", ""],
    ]
    assert table.rows[3][1].place == Place(table=0, row=3, column=1)


def test_a_running_head_that_names_a_form_stands_before_its_section(read: Reader) -> None:
    def header(*texts: str) -> tuple[str, str]:
        return "header", f"<w:hdr {SPACES}>{''.join(p(r(text)) for text in texts)}</w:hdr>"

    def section(relation: str) -> str:
        head = f'<w:headerReference w:type="default" r:id="{relation}"/>'
        return f"<w:sectPr>{head}</w:sectPr>"

    document = read(
        p(r("正文"), properties=section("r0")) + p(r("1.00")) + p(properties=section("r1")) + p(r("末")),
        h1=header("某局2024年度部门决算"),
        h2=header("收入决算表", "公开02表", "单位：万元", "收入决算表"),
    )
    assert texts(document) == ["正文", "收入决算表", "公开02表", "单位：万元", "1.00", "末"]


def test_an_absurd_span_is_cut(read: Reader) -> None:
    absurd = '<w:gridSpan w:val="99999999"/>'
    document = read(f"<w:tbl>{tr(tc('宽', absurd), tc('窄'))}</w:tbl>")
    assert len(document.tables[0].rows[0]) == 256


def text_box(text: str) -> str:
    inner = f"<w:txbxContent>{p(r(text))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph(read: Reader) -> None:
    assert texts(read(p(r("正文"), text_box("单位：万元")) + p(r("其后")))) == ["正文", "单位：万元", "其后"]


def test_a_footnote_follows_the_paragraph_that_refers_to_it(read: Reader) -> None:
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator">{p(r("线"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(r("按可比口径。"))}</w:footnote></w:footnotes>'
    )
    referring = p(r("支出829.13万元"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert texts(read(referring + p(r("其后")), footnotes=("footnotes", notes))) == [
        "支出829.13万元",
        "按可比口径。",
        "其后",
    ]


def chart_part(plot: str, title: str = "") -> str:
    return f"<c:chartSpace {SPACES}><c:chart>{title}<c:plotArea>{plot}</c:plotArea></c:chart></c:chartSpace>"


def points(kind: str, count: int, values: dict[int, str]) -> str:
    inner = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in values.items())
    return f'<c:{kind}Ref><c:{kind}Cache><c:ptCount val="{count}"/>{inner}</c:{kind}Cache></c:{kind}Ref>'


def chart_run(relation: str = "r0") -> str:
    inner = f'<a:graphic><a:graphicData><c:chart r:id="{relation}"/></a:graphicData></a:graphic>'
    return f"<w:r><w:drawing>{inner}</w:drawing></w:r>"


def test_a_charts_missing_point_is_none_and_binary_noise_is_gone(read: Reader) -> None:
    series = (
        f"<c:ser><c:tx>{points('str', 1, {0: '列1'})}</c:tx>"
        f"<c:cat>{points('str', 3, {0: '出国', 1: '车辆', 2: '接待'})}</c:cat>"
        f"<c:val>{points('num', 3, {0: '0', 2: '0.86140000000000005'})}</c:val></c:ser>"
    )
    words = "<a:r><a:t>三公</a:t></a:r><a:r><a:t>结构</a:t></a:r>"
    title = f"<c:title><c:tx><c:rich><a:p>{words}</a:p></c:rich></c:tx></c:title>"
    document = read(
        p(r("前")) + p(chart_run()) + p(r("图7")),
        chart1=("chart", chart_part(f"<c:doughnutChart>{series}</c:doughnutChart>", title)),
    )
    before, chart, after = document.blocks
    assert isinstance(before, Paragraph) and isinstance(after, Paragraph)
    assert isinstance(chart, ChartData)
    assert (chart.title, chart.kind, chart.place) == ("三公结构", "pie", Place(paragraph=0))
    (one,) = chart.series
    assert (one.name, one.labels) == ("列1", ("出国", "车辆", "接待"))
    assert one.values == (Decimal("0"), None, Decimal("0.8614"))


def test_labels_of_two_levels_are_told_whole_and_values_in_the_unit_that_is_shown(read: Reader) -> None:
    inner = "".join(
        f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(["收入", "支出"] * 2)
    )
    outer = '<c:pt idx="0"><c:v>2023年</c:v></c:pt><c:pt idx="2"><c:v>2024年</c:v></c:pt>'
    levels = f'<c:ptCount val="4"/><c:lvl>{inner}</c:lvl><c:lvl>{outer}</c:lvl>'
    labels = f"<c:multiLvlStrRef><c:multiLvlStrCache>{levels}</c:multiLvlStrCache></c:multiLvlStrRef>"
    values = points("num", 4, {0: "2800000", 1: "2800000", 2: "3000000", 3: "3000000"})
    plot = f"<c:barChart><c:ser><c:cat>{labels}</c:cat><c:val>{values}</c:val></c:ser></c:barChart>"
    unit = '<c:valAx><c:dispUnits><c:custUnit val="10000"/></c:dispUnits></c:valAx>'
    document = read(p(chart_run()), chart=("chart", chart_part(plot + unit)))
    (series,) = document.chart_data[0].series
    assert series.labels == ("2023年收入", "2023年支出", "2024年收入", "2024年支出")
    assert series.values == (Decimal(280), Decimal(280), Decimal(300), Decimal(300))


def test_bars_and_a_line_in_one_chart_keep_their_order(read: Reader) -> None:
    def ser(order: int, name: str, value: str) -> str:
        return (
            f'<c:ser><c:order val="{order}"/><c:tx><c:v>{name}</c:v></c:tx>'
            f"<c:val>{points('num', 1, {0: value})}</c:val></c:ser>"
        )

    plot = (
        f"<c:lineChart>{ser(2, '增长率', '#N/A')}</c:lineChart>"
        f"<c:bar3DChart>{ser(1, '2023年', '1047.09')}{ser(0, '2024年', '829.13')}</c:bar3DChart>"
    )
    (chart,) = read(p(chart_run()), chart1=("chart", chart_part(plot))).chart_data
    assert chart.kind == "bar"
    assert [(s.name, s.labels, s.values) for s in chart.series] == [
        ("2024年", ("1",), (Decimal("829.13"),)),
        ("2023年", ("1",), (Decimal("1047.09"),)),
        ("增长率", ("1",), (None,)),
    ]


def test_a_chart_without_its_part_is_a_picture_with_a_remark(read: Reader) -> None:
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    document = read(p(chart_run("r9")) + p(picture))
    assert [type(block) for block in document.blocks] == [Picture, Picture]
    assert document.remarks == ("有一张图表的数据部件缺失，未能读取",)


def test_a_strict_file_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "strict.docx"
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{office}" Target="/word/d.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/d.xml",
            f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:body>'
            "</w:document>",
        )
    assert texts(read_docx(source_of(path))) == ["合计"]


def test_spaces_typed_around_chinese_go_and_tabs_stay(read: Reader) -> None:
    cell = f"<w:tbl>{tr(tc('２０２４ 年度　收入'), tc('1'))}</w:tbl>"
    document = read(p(r("2024 年度收、支总计 13830.7 万元。")) + p(r("一、 收入\t3")) + cell)
    assert texts(document) == ["2024年度收、支总计13830.7万元。", "一、收入\t3"]
    assert document.tables[0].rows[0][0].text == "2024年度收入"

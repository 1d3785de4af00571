"""Web pages: the text of the page without the site around it, in whatever encoding, tables cell for cell."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from samples.publishing import web_page

from final_accounts.documents import Document, Paragraph, Picture, Table
from final_accounts.errors import NotAnAccount, UnreadableSource
from final_accounts.reading.reader import read_document
from final_accounts.recognising.forms.finder import recognise_forms
from final_accounts.recognising.recogniser import recognise

from ..table_making import contents, published

SENTENCE = "2024年度收入、支出总计均为300.00万元。与2023年相比，各增加20.00万元，增长7.14%。"


def read(content: str | bytes, path: Path) -> Document:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_document(path)


def body(inner: str) -> str:
    return f"<!DOCTYPE html><html><head><title></title></head><body>{inner}</body></html>"


def texts(document: Document) -> list[object]:
    return [
        block.text
        if isinstance(block, Paragraph)
        else "picture"
        if isinstance(block, Picture)
        else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Paragraph | Table | Picture)
    ]


def test_the_forms_of_a_real_report_come_back_cell_for_cell(real_reports: Path, tmp_path: Path) -> None:
    original = read_document(next(real_reports.glob("003_*.txt")))
    content = web_page(published(original)).encode("gb18030")
    started = time.process_time()
    document = read(content, tmp_path / "forms.html")
    found = recognise_forms(document)
    assert time.process_time() - started < 1
    assert document.source.format == "html"
    assert len(found) == 9
    assert contents(found) == contents(recognise_forms(original))
    everything = "".join(paragraph.text for paragraph in document.paragraphs)
    assert not any(word in everything for word in ("互动交流", "版权所有"))


SITE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>某县医疗保障局2024年度部门决算公开_某县人民政府</title>
<style>.x{width:12.34px}</style><script>var total = 99.99;</script></head><body>
<div class="top"><a href="/">网站首页</a> <a href="/a">政务公开</a> <img src="logo.png" width="300"></div>
<header><div>某县人民政府</div><form><input value="1234.56"></form></header>
<nav><ul><li><a href="/1">机构概况 12</a></li></ul></nav>
<table width="100%"><tr>
<td><ul><li><a href="1">通知公告</a></li><li><a href="2">公开指南</a></li>
<li><a href="3">年报</a></li></ul></td>
<td><h1>某县医疗保障局2024年度部门决算公开</h1>
<div id="zoom">
<p>一、收入支出决算总体情况说明</p>
<p>收、支总计均为1,049.22万元，各增加<b>10.</b><b>52</b>万元&nbsp;，增长1.01&#37;。<sup>1</sup></p>
<p>合计300.00<sup>2</sup>万元。<br>　　第二段从这里开始，<br>　　第三段。</p>
<p style="display: none">隐藏的金额88.88万元</p>
<p><img src="chart1.png" width="500" data-value="77.77"><img src="icon.gif" width="16"></p>
<table><caption>收入决算表</caption>
<tr><td rowspan="2">科目编码</td><td rowspan="2">科目名称</td><td colspan="2">本年收入</td></tr>
<tr><td>合计</td><td>财政拨款收入</td></tr>
<tr><td x:num="301.123">301</td><td rowspan="3">工资福利支出</td><td title="9">500.00</td>
<td>500.<br>00</td></tr>
<tr style="display:none"><td>302</td><td>1.00</td><td>1.00</td></tr>
<tr><td>303</td><td>2.00</td><td>3.00</td></tr>
</table>
<p>附件：<a href="/files/1.xls">2024年决算公开表.xls</a></p>
</div></td></tr></table>
<div class="share">分享到：<a>微信</a></div>
<footer>网站标识码1234567890</footer>
<div class="foot">主办单位：某县人民政府　建议使用IE浏览器。</div>
</body></html>"""


def test_a_government_page(tmp_path: Path) -> None:
    document = read(SITE, tmp_path / "page.html")
    assert texts(document) == [
        "某县医疗保障局2024年度部门决算公开",
        "一、收入支出决算总体情况说明",
        "收、支总计均为1,049.22万元，各增加10.52万元，增长1.01%。1",
        "合计300.00万元。",
        "第二段从这里开始，",
        "第三段。",
        "picture",
        "收入决算表",
        [
            ["科目编码", "科目名称", "本年收入", ""],
            ["", "", "合计", "财政拨款收入"],
            ["301", "工资福利支出", "500.00", "500.\n00"],
            ["303", "", "2.00", "3.00"],
        ],
        "附件：2024年决算公开表.xls",
    ]
    (table,) = document.tables
    assert [(cell.row_span, cell.column_span) for cell in table.rows[0]] == [(2, 1), (2, 1), (1, 2), (1, 1)]
    assert table.rows[2][1].row_span == 2
    assert document.paragraphs[0].style == "heading"
    assert document.remarks == (
        "网页另附文件（2024年决算公开表.xls），附件未读取",
        "网页有1处隐藏的内容，未计入",
    )


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", "unicode", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_text_is_right_whatever_the_page_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    text = body(f"<p>镕䶮{SENTENCE}</p>").replace("<title>", f'<meta charset="{declared}"><title>')
    assert texts(read(text.encode(encoding), tmp_path / "x.html")) == [f"镕䶮{SENTENCE}"]


def test_a_few_broken_bytes_are_told(tmp_path: Path) -> None:
    content = body(f"<p>{SENTENCE * 20}BREAK</p>").encode("utf-8")
    document = read(content.replace(b"BREAK", b"\xe4\xb8"), tmp_path / "x.html")
    assert document.paragraphs[0].text.startswith(SENTENCE)
    assert document.remarks == ("文件有1处字节不合 UTF-8 编码，该处文字缺失",)


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    content = b"<html><body><p>" + bytes([0xFF, 0xFE, 0x80, 0xFF] * 200) + b"</p></body></html>"
    with pytest.raises(UnreadableSource) as caught:
        read(content, tmp_path / "x.html")
    assert str(caught.value) == "x.html: its text encoding is unknown; save it as UTF-8"


def test_tables_that_lay_out_the_page_are_opened(tmp_path: Path) -> None:
    inner = "<table><tr><td>科目</td><td>金额</td></tr><tr><td>人员</td><td>12.50</td></tr></table>"
    middle = f"<p>{SENTENCE}</p><table><tr><td>{inner}</td></tr></table>"
    outer = f"<table><tr><td>栏目导航</td><td>{middle}</td></tr></table>"
    document = read(body(outer), tmp_path / "x.html")
    assert texts(document)[-2:] == [SENTENCE, [["科目", "金额"], ["人员", "12.50"]]]


def test_spans_push_cells_as_in_a_browser(tmp_path: Path) -> None:
    rows = (
        "<tr><td rowspan=0>甲</td><td colspan=2 rowspan=2>乙</td><td>1.00</td></tr>"
        "<tr><td>2.00</td></tr><tr><td>3.00</td><td>4.00</td><td>5.00</td></tr>"
    )
    document = read(body(f"<table>{rows}</table>"), tmp_path / "x.html")
    assert texts(document) == [[["甲", "乙", "", "1.00"], ["", "", "", "2.00"], ["", "3.00", "4.00", "5.00"]]]


def test_a_foot_stands_below_its_table(tmp_path: Path) -> None:
    table = (
        "<table><thead><tr><th>科目</th><th>金额</th></tr></thead><tfoot><tr><td>合计</td><td>3.00</td></tr></tfoot>"
        "<tbody><tr><td>人员</td><td>3.00</td></tr></tbody></table>"
    )
    document = read(body(table), tmp_path / "x.html")
    assert texts(document) == [[["科目", "金额"], ["人员", "3.00"], ["合计", "3.00"]]]


def test_title_rows_inside_a_table_stand_above_it(tmp_path: Path) -> None:
    table = (
        "<table><tr><td colspan=3>支出决算表</td></tr><tr><td colspan=3>公开03表</td></tr>"
        "<tr><td>科目</td><td>基本</td><td>项目</td></tr><tr><td>人员</td><td>1.00</td><td>2.00</td></tr></table>"
    )
    document = read(body(table), tmp_path / "x.xls")
    assert document.source.format == "html"
    assert texts(document) == ["支出决算表", "公开03表", [["科目", "基本", "项目"], ["人员", "1.00", "2.00"]]]


def test_a_table_that_goes_on_begins_with_its_labels(tmp_path: Path) -> None:
    first = "<tr><td colspan=4>收入支出决算总表</td></tr><tr><td>一、收入<td>1.00<td>一、支出<td>2.00"
    second = "<tr><td><td><td>十六、金融支出<td></tr><tr><td>二、上级补助收入<td><td><td></tr>"
    last = "<tr><td>总计<td>1.00<td>总计<td>2.00"
    document = read(body(f"<table>{first}</table><table>{second}{last}</table>"), tmp_path / "a.html")
    assert texts(document)[2] == [
        ["", "", "十六、金融支出", ""],
        ["二、上级补助收入", "", "", ""],
        ["总计", "1.00", "总计", "2.00"],
    ]


def test_lines_of_a_broken_sentence_are_joined(tmp_path: Path) -> None:
    first, second = SENTENCE[:40], SENTENCE[40:]
    document = read(body(f"<div>一、说明<br>　　{first}<br>{second}</div>"), tmp_path / "x.html")
    assert texts(document) == ["一、说明", SENTENCE]


def test_numbered_lists_show_their_numbers(tmp_path: Path) -> None:
    document = read(body("<ol start=3><li>贯彻政策</li><li>组织实施</li></ol>"), tmp_path / "x.html")
    assert texts(document) == ["3.贯彻政策", "4.组织实施"]


def test_the_title_comes_from_the_head_if_the_text_lacks_it(tmp_path: Path) -> None:
    text = body(f"<p>{SENTENCE}</p>").replace(
        "<title></title>", '<meta name="ArticleTitle" content="某县示例局2024年度部门决算">'
    )
    assert texts(read(text, tmp_path / "x.html")) == ["某县示例局2024年度部门决算", SENTENCE]
    titled = body(f"<p>{SENTENCE}</p>").replace("</title>", "某县示例局2024年度部门决算_某县政府</title>")
    assert texts(read(titled, tmp_path / "x.html")) == ["某县示例局2024年度部门决算", SENTENCE]


def test_deleted_text_is_gone(tmp_path: Path) -> None:
    document = read(body("<p>总计<del>299.00</del>300.00万元。</p>"), tmp_path / "x.html")
    assert texts(document) == ["总计300.00万元。"]


def test_a_mail_archive_holds_its_pages(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "决算"
    message.set_content(body(f"<p>{SENTENCE}</p>"), subtype="html", charset="gb18030")
    message.add_related(b"\x89PNG", "image", "png")
    document = read(message.as_bytes(), tmp_path / "x.mht")
    assert document.source.format == "html"
    assert texts(document) == [SENTENCE]


@pytest.mark.parametrize(
    "content",
    [
        "<html></html>",
        "<html><body><script>1</script><iframe src='x'></iframe></body></html>",
        "<html><body>" + "<div>" * 50_000 + "12.00",
    ],
)
def test_a_page_without_text_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(content, tmp_path / "x.html")
    assert str(caught.value).startswith("x.html: the web page ")


def test_absurd_spans_stay_small(tmp_path: Path) -> None:
    rows = "<tr><td colspan=99999999 rowspan=99999999>甲</td><td>1.00</td></tr>" * 300
    started = time.process_time()
    read(body(f"<table>{rows}</table>"), tmp_path / "x.html")
    assert time.process_time() - started < 2


def test_a_text_that_begins_with_comments_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("<!---->" * 9_000 + SENTENCE, encoding="utf-8")
    started = time.process_time()
    assert read_document(path).source.format == "txt"
    assert time.process_time() - started < 2


def test_what_a_page_only_refers_to_is_told(tmp_path: Path) -> None:
    script = f"<script>window.data = '{'2024年度部门决算，支出合计3.00万元。' * 20}'</script>"
    document = read(
        body(
            '<p>决算公开</p><p><a href="/download?id=7">2024年度部门决算.pdf</a></p>'
            '<iframe src="/viewer.html?file=a.pdf"></iframe><iframe src="about:blank"></iframe>'
            '<iframe src="cid:frame-1"></iframe><iframe src="/ad" width="0" height="0"></iframe>' + script
        ),
        tmp_path / "a.html",
    )
    assert document.remarks == (
        "网页另附文件（2024年度部门决算.pdf），附件未读取",
        "网页的脚本里有决算的文字，未读取；可用浏览器打开网页，待内容显示后再另存",
        "网页有内嵌的框架（/viewer.html?file=a.pdf），其中的内容未读取",
    )
    with pytest.raises(NotAnAccount, match="it may be in what was not read: 网页另附文件"):
        recognise(document)


def test_a_picture_that_loads_later_is_a_picture(tmp_path: Path) -> None:
    document = read(body('<p>收入决算表</p><p><img data-src="/a.png" class="lazy"></p>'), tmp_path / "a.html")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Picture"]


CELLS = (("项目", "年初", "年末"), ("合计", "1.00", "2.00"))
CSS = "<style>.t{display:table} .r{display:table-row} .c, .h{color:red;display:table-cell}</style>"


def boxes(table: str, row: str, cell: str) -> str:
    rows = ("".join(f"<div {cell}>{text}</div>" for text in texts) for texts in CELLS)
    return f"<div {table}>{''.join(f'<div {row}>{cells}</div>' if row else cells for cells in rows)}</div>"


@pytest.mark.parametrize(
    "table",
    [
        boxes('style="display:table"', 'style="display: table-row;"', 'style="x:y; display:table-cell"'),
        boxes('role="table"', 'role="row"', 'role="cell"'),
        CSS + boxes('class="wide t"', 'class="r"', 'class="c"'),
        boxes('style="display:grid;grid-template-columns: repeat(3, minmax(0, 1fr))"', "", ""),
        boxes('style="display:grid;grid-template-columns:2fr 1fr 80px"', "", ""),
    ],
)
def test_boxes_laid_out_as_a_table_are_one(tmp_path: Path, table: str) -> None:
    document = read(body(f"<p>{SENTENCE}</p>{table}"), tmp_path / "a.html")
    assert texts(document) == [SENTENCE, [list(row) for row in CELLS]]


def test_boxes_put_anywhere_in_a_grid_are_no_table(tmp_path: Path) -> None:
    grid = boxes('style="grid-template-columns:1fr 1fr 1fr"', "", "").replace(
        "<div >1.00", '<div style="grid-column:2">1.00'
    )
    assert read(body(f"<p>{SENTENCE}</p>{grid}"), tmp_path / "a.html").tables == ()


def test_heads_in_a_table_of_their_own_belong_to_the_rows_below(tmp_path: Path) -> None:
    heads = "<table><tr><th>项目<th>年初<th>年末<th></tr></table>"
    rows = "<table><tr><td>合计<td>1.00<td>2.00</tr></table>"
    page = body(f'<p>{SENTENCE}</p><div class="ui-table-header">{heads}</div><div>{rows}</div>{heads}')
    assert texts(read(page, tmp_path / "a.html")) == [
        SENTENCE,
        [list(row) for row in CELLS],
        [["项目", "年初", "年末", ""]],
    ]


def test_amounts_in_the_names_of_other_pages_are_not_the_accounts(tmp_path: Path) -> None:
    beside = '<p>上一篇：<a href="/1">某局2023年度收入1,234.56万元</a></p>'
    listed = '<li><a href="/2">某局2022年度支出888.88万元</a><span>2023-09-01</span></li>' * 2
    document = read(body(f"<p>{SENTENCE}</p>{beside}<ul>{listed}</ul>"), tmp_path / "a.html")
    assert texts(document) == [SENTENCE]


def test_a_page_of_one_form_whose_cells_hold_paragraphs(tmp_path: Path) -> None:
    def row(*texts: str) -> str:
        return f"<tr>{''.join(f'<td><p>{text}</p></td>' for text in texts)}</tr>"

    rows = [
        ("科目名称", "本年支出合计"),
        ("社会保障和就业支出", "58.10"),
        ("卫生健康支出", "21.00"),
        ("合计", "79.10"),
    ]
    form = f"<table>{''.join(row(*cells) for cells in rows)}</table>"
    document = read(body(f"<p>支出决算表</p><p>单位：万元</p>{form}"), tmp_path / "a.html")
    assert [p.text for p in document.paragraphs] == ["支出决算表", "单位：万元"]
    assert [tuple(cell.text for cell in cells) for cells in document.tables[0].rows] == rows

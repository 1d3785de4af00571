"""What a page's own rules hide: copies of what is seen are read once, anything else is read and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_html import SENTENCE, body, read, texts

FORM = "<p>收入决算表</p><table><tr><td>项目<td>年初<td>年末</tr><tr><td>合计<td>1.00<td>2.00</tr></table>"
READ_ONCE = [SENTENCE, "收入决算表", [["项目", "年初", "年末"], ["合计", "1.00", "2.00"]]]
REPEATED = "网页有1处由样式隐藏的内容与所见的重复，未计入"


@pytest.mark.parametrize(
    ("style", "named"),
    [
        (".x{display:none}", 'class="wide x"'),
        ("#x { color: red; display : none }", 'id="x"'),
        ("div.x,p.y{display:none!important}", 'class="x" style="display:block"'),
        (".a.x{visibility:hidden} .x{visibility:visible}", 'class="x a"'),
        (".x{display:none} @media print{.x{display:block}}", 'class="x"'),
        ("@media screen{.x{display:none}} .other{display:block}", 'class="x"'),
        (".x{display:block} /* } */ .x{display:none}", 'class="x"'),
        ("<!-- .x{display:none} -->", 'class="x"'),
        ("@charset 'utf-8'; .x{display:none}", 'class="x"'),
        ("@media (min-width: 768px){.x{display:none}}", 'class="x"'),
        ("@media screen and (min-width:640px) and (max-width: 1920px) {.x{display:none}}", 'class="x"'),
    ],
)
def test_a_copy_that_the_rules_of_a_page_hide_is_left_out(tmp_path: Path, style: str, named: str) -> None:
    page = body(f"<style>{style}</style><p>{SENTENCE}</p>{FORM}<div {named}><p>{SENTENCE}</p>{FORM}</div>")
    document = read(page, tmp_path / "a.html")
    assert texts(document) == READ_ONCE
    assert document.remarks == (REPEATED,)


@pytest.mark.parametrize(
    ("style", "named"),
    [
        ("@media print{.x{display:none}}", 'class="x"'),
        ("@media (max-width: 600px){.x{display:none}}", 'class="x"'),
        ("@media screen and (min-width:640px) and (max-width: 800px) {.x{display:none}}", 'class="x"'),
        ("@media screen and (orientation: portrait) {.x{display:none}}", 'class="x"'),
        ("@media print, screen and (min-width: 1px) {.x{display:none}}", 'class="x"'),
        (".x{display:none} .x.open{display:block}", 'class="x open"'),
        (".x{display:none}", 'class="x" style="display:block"'),
        (".x{display:none} .x{display:block}", 'class="x"'),
        ("#x{display:block} .x{display:none}", 'id="x" class="x"'),
        (".page .x{display:none}", 'class="x"'),
    ],
)
def test_what_they_show_is_read(tmp_path: Path, style: str, named: str) -> None:
    page = body(f"<style>{style}</style><p>{SENTENCE}</p><div {named}>{FORM}</div>{FORM}")
    document = read(page, tmp_path / "a.html")
    assert texts(document) == [*READ_ONCE, *READ_ONCE[1:]]
    assert document.remarks == ()


def test_a_style_for_print_alone_hides_nothing(tmp_path: Path) -> None:
    page = body(
        f'<style media="print">.x{{display:none}}</style><p>{SENTENCE}</p><div class="x">{FORM}</div>'
    )
    assert texts(read(page, tmp_path / "a.html")) == READ_ONCE


def test_a_tab_that_is_not_open_is_read_and_told(tmp_path: Path) -> None:
    page = body(f'<style>.tab{{display:none}}</style><p>{SENTENCE}</p><div class="tab">{FORM}</div>')
    document = read(page, tmp_path / "a.html")
    assert texts(document) == READ_ONCE
    assert document.remarks == ("网页有1处由样式隐藏的内容（如未打开的标签页），已一并读取",)

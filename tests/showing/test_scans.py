"""Pieces of the original: figures in their red frame, charts as they were published."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from final_accounts.checking.checker import check
from final_accounts.documents import Document, Paragraph, Segment, Source
from final_accounts.errors import InvalidSetting
from final_accounts.figures import Verdict
from final_accounts.places import Place
from final_accounts.reading.reader import read_document
from final_accounts.recognising.recogniser import recognise
from final_accounts.reports import Chart, CheckedReport, Finding, Report
from final_accounts.showing.charts.abreast import cut_panels, draw_abreast
from final_accounts.showing.crops import FRAME, MOST_PIXELS, crop
from final_accounts.showing.finding_panels import MOST_SCANS, show_findings
from final_accounts.showing.originals import image
from final_accounts.showing.published import published_charts
from final_accounts.showing.scans import scan_of, shown_part


@pytest.fixture(scope="session")
def paged(root: Path) -> CheckedReport:
    """A sample with pages, pictures of charts and a misprinted rate."""
    return check(recognise(read_document(root / "data" / "raw" / "dongqu-2024.pdf")))


@pytest.fixture(scope="session")
def drawn(root: Path) -> Report:
    """A sample whose charts are strokes on the page, not pictures."""
    return recognise(read_document(root / "data" / "raw" / "renhe-2020.pdf"))


def red(picture: Image.Image) -> list[tuple[int, int]]:
    wanted = tuple(int(FRAME[i : i + 2], 16) for i in (1, 3, 5))
    pixels = picture.convert("RGB").load()
    return [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if max(abs(one - other) for one, other in zip(pixels[x, y], wanted, strict=True)) < 12
    ]


def picture_of(address: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(address.removeprefix("data:image/png;base64,"))))


def test_a_crop_is_the_box_with_its_margin_and_a_red_frame(root: Path) -> None:
    place = Place(page=6, box=(362.0, 174.0, 433.0, 192.0))
    with Image.open(io.BytesIO(crop(root / "data" / "raw" / "dongqu-2024.pdf", place, 2, 30))) as piece:
        assert piece.size == (262, 156)
        spots = red(piece)
    assert min(x for x, _ in spots) in range(54, 58) and max(x for x, _ in spots) in range(204, 208)
    assert min(y for _, y in spots) in range(54, 58) and max(y for _, y in spots) in range(98, 102)


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (Place(page=6), "has no box"),
        (Place(page=6, box=(2000.0, 10.0, 2020.0, 20.0)), "lies outside its page"),
    ],
)
def test_a_crop_of_nowhere_is_refused(root: Path, place: Place, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        crop(root / "data" / "raw" / "dongqu-2024.pdf", place, 2, 30)


def test_a_scan_shows_the_figure_of_its_finding(paged: CheckedReport) -> None:
    finding = next(f for f in paged.findings if f.stated == "64.17")
    scan = scan_of(finding, paged.report)
    assert scan is not None and scan.place.page == 7
    picture = picture_of(scan.source)
    assert 300 <= scan.width <= 420 and picture.width == pytest.approx(scan.width * 1.6, abs=2)
    assert picture.height < 180 and red(picture)


def test_a_scan_frames_the_words_themselves_within_their_sentence(root: Path) -> None:
    text = "公务接待费支出决算比2023年度增加/减少0万元。"
    segments = (
        Segment(0, 12, 6, (90.0, 100.0, 330.0, 118.0)),
        Segment(12, 26, 6, (90.0, 128.0, 370.0, 146.0)),
    )
    path = root / "data" / "raw" / "dongqu-2024.pdf"
    paragraph = Paragraph(3, text, segments)
    report = Report(
        Document(Source("a.pdf", "pdf", "", 27, path), (paragraph,)), None, 2024, "万元", 2, (), (), (), ()
    )
    finding = Finding(
        rule="wording.template",
        kind="wording",
        verdict=Verdict.INCONSISTENT,
        message="",
        stated="增加/减少",
        places=(paragraph.place(),),
    )
    scan = scan_of(finding, report)
    assert scan is not None and text[scan.place.start : scan.place.end] == "增加/减少"
    assert scan.place.box == pytest.approx((170.0, 128.0, 270.0, 146.0))


def test_the_unit_itself_is_framed_over_its_form(root: Path) -> None:
    wrong = check(recognise(read_document(root / "data" / "raw" / "liling-2024.pdf")))
    finding = next(f for f in wrong.findings if f.rule == "unit.form" and f.verdict is Verdict.INCONSISTENT)
    scan = scan_of(finding, wrong.report)
    assert scan is not None
    picture = picture_of(scan.source)
    spots = red(picture)
    # 万元 at the right edge, over the form, of which the first amounts are shown.
    assert min(x for x, _ in spots) > picture.width * 0.8
    assert max(y for _, y in spots) - min(y for _, y in spots) < 40 < picture.height / 4


UNITS = {
    "over the table": (480, 692, 250, 712),
    "far over the table": (480, 756, 250, 780),
    "beside the table": (545, 692, 250, 712),
    "in its first rows": (480, 666, 250, 686),
}


@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_is_framed_wherever_the_head_prints_it(unit: str, tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path / "form.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))

    def write(x: float, y: float, text: str) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(x, y, text)

    write(72, 800, "2024年度收、支总计均为933.26万元，本年支出合计933.26万元。")
    x, y, title_x, title_y = UNITS[unit]
    write(title_x, title_y, "支出决算表")
    write(x, y, "单位：万元")
    top = 700.0 if unit == "in its first rows" else 680.0
    if top > 680:
        canvas.rect(60, 680, 480, 20)
        canvas.rect(60, 660, 480, 20)
        top = 660.0
    edges = (60, 130, 250, 350, 450, 540)
    amounts = ("9,332,600.00", "5,332,600.00", "4,000,000.00")
    heads = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
    for texts in (heads, ("201", "一般公共服务支出", *amounts), ("", "合计", *amounts)):
        top -= 20
        for left, right, text in zip(edges, edges[1:], texts, strict=False):
            canvas.rect(left, top, right - left, 20)
            write(left + 3, top + 6, text)
    canvas.save()
    wrong = check(recognise(read_document(path)))
    finding = next(f for f in wrong.findings if f.rule == "unit.form")
    place = finding.places[0]
    _, (framed,) = shown_part(path, place, wrong.report, finding)
    assert framed == pytest.approx((x + 27, 842 - y - 9, x + 45, 842 - y + 2), abs=4)
    scan = scan_of(finding, wrong.report)
    assert scan is not None and red(picture_of(scan.source))
    assert image(wrong, finding).data


def test_words_over_two_lines_are_framed_on_both(paged: CheckedReport) -> None:
    finding = next(f for f in paged.findings if f.rule == "wording.template" and f.stated == "增加/减少")
    scan = scan_of(finding, paged.report)
    assert scan is not None
    picture = picture_of(scan.source)
    rows = sorted({y for _, y in red(picture)})
    assert sum(after - before > 4 for before, after in pairwise(rows)) >= 1
    columns = sorted({x for x, _ in red(picture)})
    assert columns[-1] - columns[0] > picture.width * 0.6


def test_no_line_of_text_is_cut_through(paged: CheckedReport) -> None:
    for finding in paged.findings:
        if finding.stated_figure is None or finding.verdict is not Verdict.TRUNCATED:
            continue
        scan = scan_of(finding, paged.report)
        assert scan is not None
        ink = picture_of(scan.source).convert("L")
        edges = [ink.crop((0, y, ink.width, y + 1)) for y in (0, ink.height - 1)]
        assert all(edge.getextrema()[0] > 128 for edge in edges)


def test_a_source_without_pages_has_no_scans(checked: CheckedReport) -> None:
    assert scan_of(checked.findings[0], checked.report) is None


def test_a_page_holds_a_limited_number_of_scans(paged: CheckedReport) -> None:
    many = tuple(
        replace(finding, stated=str(number), recomputed=None, explanation="")
        for number in range(30)
        for finding in paged.findings
        if finding.stated == "64.17"
    )
    html = show_findings(replace(paged, findings=many)).html
    assert html.count("<article") == 30
    assert html.count('<figure class="scan">') == MOST_SCANS
    assert "红框内印着64.17%" in html


def test_pictures_of_charts_are_found_under_their_captions(paged: CheckedReport) -> None:
    found = published_charts(paged.report)
    assert [(one.page, tuple(round(side) for side in one.box)) for one in found if one] == [
        (6, (96, 314, 499, 537)),
        (7, (96, 104, 499, 327)),
        (7, (96, 535, 499, 758)),
        (8, (96, 272, 499, 495)),
        (9, (96, 132, 499, 355)),
        (9, (96, 535, 499, 758)),
        (12, (96, 384, 499, 607)),
    ]


def test_charts_of_strokes_are_found_too(drawn: Report) -> None:
    found = published_charts(drawn)
    assert [one.page if one else None for one in found] == [5, 6, 6, 7, 8, 8, 11]
    first = found[0]
    assert first is not None
    picture = first.picture(840)
    assert picture.width == pytest.approx(840, abs=2)
    assert len(picture.getcolors(1 << 20) or []) > 20


def test_a_chart_the_report_does_not_have_was_not_published(paged: CheckedReport) -> None:
    charts = tuple(replace(chart, declared=False) for chart in paged.report.charts)
    assert set(published_charts(replace(paged.report, charts=charts))) == {None}


def test_published_stated_and_recomputed_stand_abreast(paged: CheckedReport) -> None:
    chart, published = paged.report.charts[2], published_charts(paged.report)[2]
    drawn = draw_abreast(chart, published)
    assert [panel.alt for panel in drawn.panels] == [
        "图3 支出决算结构图在原件第7页上的图样。",
        "图3 支出决算结构图，报告所载：基本支出 35.82%、项目支出 64.17%。",
        "图3 支出决算结构图，重新计算：基本支出 35.82%、项目支出 64.18%。",
    ]
    pieces = cut_panels(drawn.png, [(panel.left, panel.right) for panel in drawn.panels])
    sizes = {Image.open(io.BytesIO(piece)).size for piece in pieces}
    assert len({height for _, height in sizes}) == 1
    assert all(880 <= width <= 896 for width, _ in sizes)


def test_a_chart_with_data_of_its_own_shows_the_narrative_beside(root: Path) -> None:
    report = recognise(read_document(root / "data" / "raw" / "anju-2024.docx"))
    structure: Chart = report.charts[2]
    (series,) = structure.series
    assert structure.basis == "chart-data"
    assert series.narrated == series.stated == series.recomputed
    alts = [panel.alt for panel in draw_abreast(structure, None).panels]
    assert [alt.partition("，")[2].partition("：")[0] for alt in alts] == ["图中数据", "文字所述", "重新计算"]


def test_a_page_of_any_size_makes_a_piece_of_bounded_size(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    canvas = Canvas(str(path), pagesize=(14_000, 14_000))
    canvas.drawString(100, 100, "1")
    canvas.save()
    place = Place(page=1, box=(0, 0, 14_000, 14_000))
    with Image.open(io.BytesIO(crop(path, place, scale=2, margin=0))) as piece:
        assert piece.width * piece.height <= 1.01 * MOST_PIXELS


def test_the_page_around_anything_that_has_a_place(paged: CheckedReport) -> None:
    finding = next(found for found in paged.findings if found.stated_figure is not None)
    assert finding.stated_figure is not None
    of_figure = image(paged, finding.stated_figure, scale=2)
    with Image.open(io.BytesIO(of_figure.data)) as piece:
        assert red(piece)
        assert of_figure.width == round(piece.width / 2 * 1.25)
    assert of_figure.alt == f"第{finding.stated_figure.place.page}页"
    assert image(paged.report, finding, scale=2).data == of_figure.data
    with Image.open(io.BytesIO(image(paged, finding, scale=4).data)) as twice:
        assert abs(twice.width - 2 * piece.width) <= 4


def test_a_chart_as_it_was_published(paged: CheckedReport) -> None:
    shown = image(paged, paged.report.charts[2], scale=1)
    spot = published_charts(paged.report)[2]
    assert spot is not None
    with Image.open(io.BytesIO(shown.data)) as piece:
        assert piece.width == pytest.approx(spot.box[2] - spot.box[0], abs=1.5)
    assert shown.alt == paged.report.charts[2].title


def test_what_has_no_page_has_no_image(paged: CheckedReport) -> None:
    with pytest.raises(ValueError, match=r"dongqu-2024.pdf has no page with 第1段 on it"):
        image(paged, Place(paragraph=0))
    chart = replace(paged.report.charts[0], title="无此图")
    with pytest.raises(ValueError, match="no picture of the chart '无此图'"):
        image(paged, chart)
    with pytest.raises(InvalidSetting, match="scale=0 is not valid"):
        image(paged, Place(), scale=0)

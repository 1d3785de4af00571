"""The PDF samples of data/raw: no published figure lost, all of it readable, made again alike."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from pylopdf_fonts_zh_cn import sans_path
from samples.collection import differing, make_samples
from samples.fonts import quadratic_font
from samples.specimens import Grid, TableLook, load_specimen
from samples.tables import find_spans, grid_tables

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
DATA = ROOT / "data" / "reference" / "samples"

SLUGS = ("danfeng-2024", "dongqu-2024", "liling-2024", "renhe-2020")
# The account in the published text: from where to where, as its lines begin and end it.
ACCOUNTS = {
    "danfeng-2024": ("003", "三、部门人员情况", "第四部分 专业名词解释"),
    "dongqu-2024": ("000", "第二部分 2024 年度部门决算情况说明", "第三部分 名词解释"),
    "liling-2024": ("004", "第二部分 部门决算表", "第四部分 名词解释"),
    "renhe-2020": ("002", "一、 收入支出决算总体情况说明", "第三部分 名词解释"),
}
ATTACHMENTS = {
    "dongqu-2024": ("000", "第四部分 附件", "第五部分 附表"),
    "liling-2024": ("004", "第五部分 附 件", "2025 年 8 月 27 日"),
    "renhe-2020": ("002", "第四部分 附件", "第五部分 附表"),
}
# A telephone number is no figure, and a sample should not make anybody ring.
NO_FIGURES = Counter({"0914": 1, "3323772": 1})

_FIGURE = re.compile(r"\d+(?:,\s?\d+)*(?:\.\s?\d+)?%*")
_OVERPRINTED = re.compile(r"(.+?)\1{3}")


def figures(text: str, overprinted: bool = False) -> Counter[str]:
    """Every number printed, spaces within it taken out; of text printed four times, one."""
    text = unicodedata.normalize("NFKC", text)
    if overprinted:
        text = _OVERPRINTED.sub(r"\1", text)
    return Counter(re.sub(r"\s", "", figure) for figure in _FIGURE.findall(text))


@cache
def pages(slug: str) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(RAW / f"{slug}.pdf")
    return tuple(page.get_textpage().get_text_range() for page in document)


def text_layer(slug: str) -> str:
    return "\n".join(pages(slug))


def unspaced(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def published(real_reports: Path, number: str, start: str, end: str) -> str:
    (path,) = real_reports.glob(f"{number}_*.txt")
    text = path.read_text(encoding="utf-8")
    begin = text.rindex(start)
    return text[begin : text.index(end, begin)]


def test_figures_tell_a_changed_digit() -> None:
    before = figures("收入 1, 049. 22 万元，增长 4.28%；137,500,26 5.00")
    assert before == Counter({"1,049.22": 1, "4.28%": 1, "137,500,26": 1, "5.00": 1})
    assert before - figures("收入1,049.23万元，增长4.28%；137,500,26\r\n5.00") == Counter({"1,049.22": 1})
    assert figures("2020202020202020 年 99.9599.9599.9599.95%%%%", overprinted=True) == Counter(
        {"2020": 1, "99.95%": 1}
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_no_figure_of_the_account_is_lost(slug: str, real_reports: Path) -> None:
    overprinted = slug == "renhe-2020"
    expected = figures(published(real_reports, *ACCOUNTS[slug]), overprinted)
    assert sum(expected.values()) > 180
    assert expected - figures(text_layer(slug)) - NO_FIGURES == Counter()


@pytest.mark.parametrize("slug", sorted(ATTACHMENTS))
def test_no_figure_of_the_attachments_is_lost(slug: str, real_reports: Path) -> None:
    expected = figures(published(real_reports, *ATTACHMENTS[slug]), overprinted=slug == "renhe-2020")
    assert sum(expected.values()) > 25
    assert expected - figures(text_layer(slug)) == Counter()


MISTAKES = {
    "danfeng-2024": {
        "实有人员27人,其中行政4人、事业22人": 1,
        "本部门无项目支出,未开展部门重点评价": 1,
    },
    "dongqu-2024": {
        "占64.17%": 1,
        "占0%%": 1,
        "0.27元": 1,
        "增加/减少0万元,增长/下降0%": 4,
        "支出决算数为933.26,完成预算100%": 1,
        "注:仅罗列本部门涉及的收入": 1,
        "注:请部门根据实际注明页码": 1,
    },
    "liling-2024": {
        "公开03表": 2,
        "公开02表": 0,
        "单位:万元": 9,
        "137,500,265.00137,500,265.00": 1,
        "增长22.8%": 3,
        "726.87%": 1,
        "收、支总计13830.7万元": 2,
    },
    "renhe-2020": {
        "增加273.71万元,下降24.10%": 1,
        "增加8.65万元,下降51.84%": 1,
        "占2.48%": 1,
        "其扶贫(款)": 2,
        "应急保障用车0辆、应急保障用车0辆": 1,
        "减少0万元,增长/下降0%": 2,
        "《XX部门2020年部门整体支出绩效评价报告》": 1,
    },
}


@pytest.mark.parametrize(
    ("slug", "mistake", "times"),
    [(slug, mistake, times) for slug, mistakes in MISTAKES.items() for mistake, times in mistakes.items()],
)
def test_mistakes_stand_as_printed(slug: str, mistake: str, times: int) -> None:
    assert unspaced(text_layer(slug)).count(mistake) == times


@pytest.mark.parametrize(
    ("slug", "printed", "times"),
    [
        ("danfeng-2024", "883.32", 4),
        ("danfeng-2024", "1044.2", 1),
        ("danfeng-2024", "1, 049. 22", 8),
        ("danfeng-2024", "963. 03", 4),
        ("liling-2024", "137,500,26", 1),
        ("liling-2024", "138, 307, 27", 2),
        ("liling-2024", "138, 307, 276. 56", 5),
    ],
)
def test_cells_stand_as_printed(slug: str, printed: str, times: int) -> None:
    assert len(re.findall(rf"(?<![\d.]){re.escape(printed)}(?!\d)", text_layer(slug))) == times


@pytest.mark.parametrize("slug", SLUGS)
def test_every_character_can_be_read_back(slug: str) -> None:
    specimen = load_specimen(DATA / f"{slug.rpartition('-')[0]}.toml")
    written = set(unspaced("".join((*specimen.cover, *specimen.body))))
    # the words and signs of directives are not printed
    assert written - set(unspaced(text_layer(slug))) <= set("#*|@_abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("slug", "bureau"),
    [
        ("danfeng-2024", "丹凤县医疗保障局"),
        ("dongqu-2024", "四川省攀枝花市东区医疗保障局"),
        ("liling-2024", "醴陵市医疗保障局部门决算"),
        ("renhe-2020", "攀枝花市仁和区医疗保障局"),
    ],
)
def test_cover_names_the_bureau_and_says_sample(slug: str, bureau: str) -> None:
    lines = [line.strip() for line in pages(slug)[0].splitlines()]
    assert bureau in lines
    assert "样本 · 非官方文件" in lines


@pytest.mark.parametrize(("slug", "count"), list(zip(SLUGS, (34, 27, 29, 25), strict=True)))
def test_pages_and_size(slug: str, count: int) -> None:
    assert len(pages(slug)) == count
    assert (RAW / f"{slug}.pdf").stat().st_size < 1_000_000


def test_contents_give_the_page_of_each_heading() -> None:
    dongqu = pages("dongqu-2024")
    contents = dongqu[1] + dongqu[2]
    entries = re.findall(r"^(.+?) ?\.{3,}(\d+)\s*$", contents, re.M)
    assert len(entries) == 30
    for heading, number in entries[:17]:
        assert unspaced(heading) in unspaced(dongqu[int(number) - 1]), heading


def test_manifest_describes_every_file() -> None:
    with (RAW / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == ["slug", "bureau", "year", "file", "sha256", "description", "licence"]
    assert [row["slug"] for row in rows] == ["anju-2024", *SLUGS]
    assert [row["year"] for row in rows] == ["2024", "2024", "2024", "2024", "2020"]
    for row in rows:
        assert row["sha256"] == sha256((RAW / row["file"]).read_bytes()).hexdigest(), row["file"]


def test_made_again_the_files_are_the_same() -> None:
    files = make_samples(DATA)
    assert sorted(files) == sorted([*(f"{slug}.pdf" for slug in SLUGS), "anju-2024.docx", "manifest.csv"])
    assert differing(files, RAW) == []


def test_differing_names_what_is_absent_or_changed(tmp_path: Path) -> None:
    (tmp_path / "same.pdf").write_bytes(b"1")
    (tmp_path / "changed.pdf").write_bytes(b"1")
    assert differing({"same.pdf": b"1", "changed.pdf": b"2", "absent.pdf": b"3"}, tmp_path) == [
        "changed.pdf",
        "absent.pdf",
    ]


def test_font_without_a_character_is_refused() -> None:
    with pytest.raises(LookupError, match=r"NotoSansSC-Regular\.otf lacks '😀'"):
        quadratic_font(Path(sans_path()), "元😀", "X")


def test_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match=r"rows: row 2 has 1 cells, not 2"):
        Grid(rows=(("a", "b"), ("c",)), widths=(1.0, 1.0))


def test_number_wider_than_its_column_is_refused() -> None:
    grid = Grid(rows=(("138,307,276.56", "x"),), widths=(1.0, 9.0))
    with pytest.raises(ValueError, match=r"rows: '138,307,276\.56' is wider than its column"):
        grid_tables(grid, 100.0, TableLook())


def test_merged_cells_are_found() -> None:
    spans = find_spans((("项目", "<", "本年收入"), ("代码", "名称", "^")))
    assert {(at, (span.last_row, span.last_column)) for at, span in spans.items()} == {
        ((0, 0), (0, 1)),
        ((0, 2), (1, 2)),
        ((1, 0), (1, 0)),
        ((1, 1), (1, 1)),
    }

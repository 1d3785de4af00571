"""Native charts whose values stand in the workbook that is embedded behind them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook

from final_accounts.documents import Document, Source
from final_accounts.reading.word.docx import read_docx
from final_accounts.reading.workbook import xls

from .docx_making import OFFICE, PACKAGE, SPACES, p, source_of, write_docx

GRAPHIC = '<a:graphic><a:graphicData><c:chart r:id="r0"/></a:graphicData></a:graphic>'
RUN = f"<w:r><w:drawing>{GRAPHIC}</w:drawing></w:r>"
BEHIND = "../embeddings/chart.xlsx"


def workbook() -> bytes:
    book = Workbook()
    book.active.title = "收支 表"
    for row in (("", "本年"), ("基本支出", 334.31), ("项目支出", 598.95), ("其他", None)):
        book.active.append(row)
    book.active["B2"].number_format = "0"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收支 表")
    for at, (label, value) in enumerate(
        (("", "本年"), ("基本支出", 334.31), ("项目支出", 598.95), ("其他", ""))
    ):
        sheet.write(at, 0, label)
        sheet.write(at, 1, value, xlwt.easyxf(num_format_str="0"))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def binary_workbook() -> bytes:
    """What is told for a .xlsb; only LibreOffice reads one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.bin", "")
    return file.getvalue()


TITLE, LABELS, VALUES = "'收支 表'!$B$1", "'收支 表'!$A$2:$A$4", "'收支 表'!$B$2:$B$4"


def reference(kind: str, cells: str, kept: tuple[str, ...]) -> str:
    inner = "".join(f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(kept))
    cache = f'<c:{kind}Cache><c:ptCount val="{len(kept)}"/>{inner}</c:{kind}Cache>' if kept else ""
    return f"<c:{kind}Ref><c:f>{cells}</c:f>{cache}</c:{kind}Ref>"


def read(path: Path, kept: tuple[str, ...], book: bytes | None, values: str = VALUES) -> Document:
    series = (
        f"<c:ser><c:tx>{reference('str', TITLE, ())}</c:tx>"
        f"<c:cat>{reference('str', LABELS, ())}</c:cat>"
        f"<c:val>{reference('num', values, kept)}</c:val></c:ser>"
    )
    plot = f"<c:plotArea><c:pieChart>{series}</c:pieChart></c:plotArea>"
    part = f'<c:chartSpace {SPACES}><c:chart>{plot}</c:chart><c:externalData r:id="b"/></c:chartSpace>'
    write_docx(path, p(RUN), {"charts/chart1.xml": ("chart", part)})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/charts/_rels/chart1.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="b" Type="{OFFICE}/package" Target="{BEHIND}"/></Relationships>',
        )
        if book is not None:
            archive.writestr("word/embeddings/chart.xlsx", book)
    return read_docx(source_of(path))


def test_a_chart_that_keeps_no_values_shows_those_of_its_workbook(tmp_path: Path) -> None:
    document = read(tmp_path / "a.docx", (), workbook())
    (series,) = document.chart_data[0].series
    assert (series.name, series.labels) == ("本年", ("基本支出", "项目支出", "其他"))
    assert series.values == (Decimal("334.31"), Decimal("598.95"), None)
    assert document.chart_data[0].kind == "pie"
    assert document.remarks == ()


def test_so_does_one_whose_workbook_is_old(tmp_path: Path) -> None:
    document = read(tmp_path / "a.docx", (), old_workbook())
    (series,) = document.chart_data[0].series
    assert (series.name, series.labels) == ("本年", ("基本支出", "项目支出", "其他"))
    assert series.values == (Decimal("334.31"), Decimal("598.95"), None)


@pytest.mark.parametrize(("kept", "conversions"), [((), 1), (("334.31",), 0)])
def test_a_binary_workbook_is_converted_only_for_values_that_the_chart_lacks(
    kept: tuple[str, ...], conversions: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    @contextmanager
    def converted(source: Source, kind: str, suffix: str) -> Iterator[Path]:
        asked.append(kind)
        (tmp_path / "made.xlsx").write_bytes(workbook())
        yield tmp_path / "made.xlsx"

    monkeypatch.setattr(xls, "converted", converted)
    document = read(tmp_path / "a.docx", kept, binary_workbook())
    assert document.chart_data[0].series[0].values[0] == Decimal("334.31")
    assert asked == ["xlsb"] * conversions
    assert document.remarks == ()


def test_without_libreoffice_a_binary_workbook_gives_nothing(
    tmp_path: Path, without_libreoffice: None
) -> None:
    document = read(tmp_path / "a.docx", (), binary_workbook())
    assert document.remarks == ("第1张图表没有保存数值",)


@pytest.mark.parametrize(
    ("kept", "remarks"),
    [
        (("334.31", "598.95"), ()),
        (("334.31000000000001", "598.95"), ()),
        (("334.31", "598.59"), ("第1张图表显示的数值与其内嵌工作簿中的不同，采用显示的数值",)),
    ],
)
def test_what_a_chart_shows_is_held_against_its_workbook(
    kept: tuple[str, ...], remarks: tuple[str, ...], tmp_path: Path
) -> None:
    document = read(tmp_path / "a.docx", kept, workbook(), "'收支 表'!$B$2:$B$3")
    (series,) = document.chart_data[0].series
    assert series.values == (Decimal("334.31"), Decimal(kept[1]))
    assert document.remarks == remarks


@pytest.mark.parametrize(
    ("book", "values"),
    [
        (None, VALUES),
        (b"no workbook", VALUES),
        (workbook(), "'另一表'!$B$2:$B$4"),
        (workbook(), "#REF!"),
        (workbook(), "('收支 表'!$B$2,'收支 表'!$B$4)"),
    ],
)
def test_a_chart_without_values_anywhere_is_told(book: bytes | None, values: str, tmp_path: Path) -> None:
    document = read(tmp_path / "a.docx", (), book, values)
    assert document.remarks == ("第1张图表没有保存数值",)

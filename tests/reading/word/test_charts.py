"""Native charts whose values stand in the workbook that is embedded behind them."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from final_accounts.documents import Document
from final_accounts.reading.word.docx import read_docx

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

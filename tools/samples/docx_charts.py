"""Native Word charts: the chart part with its cached numbers, and the workbook embedded behind it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from .docx_content import Chart, Series
from .docx_package import XML_HEAD, pack

_COLOURS = ("2F5C8F", "D98E32", "4F9D8F", "8C6BB1")
_WIDE_EMU, _HIGH_EMU = 5_040_000, 2_600_000
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TEXT = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000">'
    '<a:latin typeface="SimSun"/><a:ea typeface="SimSun"/></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>'
)
_SHOWN_VALUE = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def drawing_xml(number: int, chart: Chart) -> str:
    """The run that shows chart `number` in the text; its relation is called rIdChart<number>."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDE_EMU}" cy="{_HIGH_EMU}"/>'
        f'<wp:docPr id="{number}" name="图表 {number}" descr={quoteattr(chart.caption)}/>'
        "<wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="rIdChart{number}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def chart_xml(chart: Chart) -> str:
    """The chart part. Its workbook's relation is called rId1."""
    plot = _bars(chart) if chart.kind == "bar" else _pie(chart)
    return (
        f'{XML_HEAD}<c:chartSpace {_SPACES}><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}</c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_TEXT}'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _bars(chart: Chart) -> str:
    series = "".join(
        f"{_series_head(at, one)}<c:spPr>{_fill(at)}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_data(chart, at, one)}</c:ser>'
        for at, one in enumerate(chart.series)
    )
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:dLbls><c:dLblPos val="outEnd"/>{_SHOWN_VALUE}</c:dLbls><c:gapWidth val="120"/>'
        '<c:axId val="111"/><c:axId val="112"/></c:barChart>'
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="112"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="112"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/>'
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill>'
        '</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111"/><c:crosses val="autoZero"/></c:valAx>'
    )


def _pie(chart: Chart) -> str:
    series = "".join(
        _series_head(at, one)
        + "".join(
            f'<c:dPt><c:idx val="{point}"/><c:bubble3D val="0"/><c:spPr>{_fill(point)}</c:spPr></c:dPt>'
            for point in range(len(chart.labels))
        )
        + '<c:dLbls><c:numFmt formatCode="0.00%" sourceLinked="0"/><c:dLblPos val="outEnd"/>'
        + f'{_SHOWN_VALUE}<c:showLeaderLines val="0"/></c:dLbls>{_data(chart, at, one)}</c:ser>'
        for at, one in enumerate(chart.series)
    )
    return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'


def _fill(at: int) -> str:
    return (
        f'<a:solidFill><a:srgbClr val="{_COLOURS[at % len(_COLOURS)]}"/></a:solidFill>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'
    )


def _series_head(at: int, series: Series) -> str:
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Sheet1!${_column(at)}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/>{_point(0, series.name)}</c:strCache></c:strRef></c:tx>'
    )


def _data(chart: Chart, at: int, series: Series) -> str:
    count = len(chart.labels)
    labels = "".join(_point(row, label) for row, label in enumerate(chart.labels))
    values = "".join(_point(row, value) for row, value in enumerate(series.values) if value)
    column = _column(at)
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{labels}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{values}</c:numCache></c:numRef>'
        "</c:val>"
    )


def _point(at: int, text: str) -> str:
    return f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>'


def _column(series: int) -> str:
    return chr(ord("B") + series)


def workbook_bytes(chart: Chart) -> bytes:
    """The workbook that Word opens when a reader edits the chart's data."""
    head = ["", *(series.name for series in chart.series)]
    rows = [_sheet_row(1, [_text_cell(f"{chr(65 + at)}1", text) for at, text in enumerate(head)])]
    for at, label in enumerate(chart.labels):
        number = at + 2
        values = [
            f'<c r="{_column(column)}{number}"><v>{series.values[at]}</v></c>'
            for column, series in enumerate(chart.series)
            if series.values[at]
        ]
        rows.append(_sheet_row(number, [_text_cell(f"A{number}", label), *values]))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return pack(
        {
            "[Content_Types].xml": f'{XML_HEAD}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>',
            "_rels/.rels": f'{XML_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
            f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{XML_HEAD}<workbook xmlns="{space}" xmlns:r="{office}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{XML_HEAD}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'{XML_HEAD}<worksheet xmlns="{space}"><sheetData>'
            f"{''.join(rows)}</sheetData></worksheet>",
        }
    )


def _sheet_row(number: int, cells: list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else ""

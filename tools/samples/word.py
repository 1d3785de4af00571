"""Any account as a Word file: headings in their styles, merged cells, native charts."""

from __future__ import annotations

from collections.abc import Iterable

from .blocks import Block, Line, Sheet
from .docx_charts import drawing_xml
from .docx_content import Chart as WordChart
from .docx_content import Series
from .docx_tables import Grid, table_xml
from .docx_writer import paragraph, shaped, word_file
from .specimens import Chart

_STYLES = {
    "part": "Heading1",
    "section": "Heading2",
    "subsection": "Heading3",
    "title": "TableTitle",
    "entry": "TOC2",
    "text": "Text",
}


def word_account(blocks: Iterable[Block], title: str) -> bytes:
    """The blocks as the bytes of a Word file; what stands at two ends of a line is parted by a tab."""
    body: list[str] = []
    charts: list[WordChart] = []
    for block in blocks:
        if isinstance(block, Line):
            body.append(paragraph(_STYLES[block.style], block.text))
        elif isinstance(block, Sheet):
            body += (
                paragraph("TableTitle" if len(ends) == 1 else "Right", "　　".join(filter(None, ends)))
                for ends in block.above
            )
            body.append(table_xml(Grid(block.rows, (1.0,) * len(block.rows[0]), block.header)))
            body += (paragraph("CellText", text) for text in block.below)
        else:
            charts.append(_native(block))
            body.append(shaped("Figure", drawing_xml(len(charts), charts[-1])))
    return word_file(title, "".join(body), charts)


def _native(chart: Chart) -> WordChart:
    """The chart with its numbers behind it, as Word keeps them."""
    series = tuple(
        Series(name, tuple(value.replace(",", "") for value in values))
        for name, values in zip(chart.series, chart.values, strict=True)
    )
    return WordChart(chart.kind, chart.title, chart.labels, series)

"""The Word sample: 安居's final account of 2024, re-typeset from its figures with native charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from . import docx_package as package
from .docx_charts import chart_xml, drawing_xml, workbook_bytes
from .docx_content import Chart, Content, load_content
from .docx_tables import table_xml

DATA = Path(__file__).parents[2] / "data" / "reference" / "samples"
_SPACES = (
    f'xmlns:w="{package.W_SPACE}" xmlns:r="{package.R_SPACE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_PART, _HEADING, _SUBHEADING, _TITLE, _RIGHT, _DIRECTIVE = "# ", "## ", "### ", "= ", "> ", "@"
_COUNTED = "一二三四五六七八九十"
_NEXT_PAGE = '<w:p><w:pPr><w:pStyle w:val="CellText"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
_PAGE_SETUP = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1418" w:bottom="1440" w:left="1418"'
    ' w:header="851" w:footer="992" w:gutter="0"/><w:titlePg/></w:sectPr>'
)


def make_anju(path: Path) -> None:
    """Write the sample to `path`; the same bytes whenever the data are the same."""
    content = load_content(DATA / "anju.toml", DATA / "anju-tables.toml")
    path.write_bytes(docx_bytes(content))


def docx_bytes(content: Content) -> bytes:
    """The whole Word file."""
    lists = sum(line.startswith(_PART) for line in content.body)
    body = "".join([*_cover(content), _contents(content), *_body(content)])
    return word_file(f"{content.bureau}{content.title}（样本）", body, content.charts, lists)


def word_file(title: str, body: str, shown: Sequence[Chart], lists: int = 0) -> bytes:
    """A Word file with a body of WordprocessingML that shows these charts, numbered from one."""
    charts = {number: chart for number, chart in enumerate(shown, start=1)}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": package.content_types(len(charts)),
        "_rels/.rels": package.package_relationships(),
        "docProps/core.xml": package.core_properties(title),
        "word/document.xml": (
            f"{package.XML_HEAD}<w:document {_SPACES}><w:body>{body}{_PAGE_SETUP}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": package.relationships(
            {
                "rIdStyles": ("styles", "styles.xml"),
                "rIdNumbering": ("numbering", "numbering.xml"),
                "rIdSettings": ("settings", "settings.xml"),
                "rIdFooter": ("footer", "footer1.xml"),
            }
            | {f"rIdChart{number}": ("chart", f"charts/chart{number}.xml") for number in charts}
        ),
        "word/styles.xml": package.styles(),
        "word/numbering.xml": package.numbering(lists),
        "word/settings.xml": package.settings(),
        "word/footer1.xml": package.footer(),
    }
    for number, chart in charts.items():
        parts[f"word/charts/chart{number}.xml"] = chart_xml(chart)
        parts[f"word/charts/_rels/chart{number}.xml.rels"] = package.relationships(
            {"rId1": ("package", f"../embeddings/workbook{number}.xlsx")}
        )
        parts[f"word/embeddings/workbook{number}.xlsx"] = workbook_bytes(chart)
    return package.pack(parts)


def _cover(content: Content) -> Iterator[str]:
    yield from (paragraph("CoverLine", "") for _ in range(5))
    yield paragraph("CoverLine", content.bureau)
    yield paragraph("CoverLine", "")
    yield paragraph("CoverTitle", content.title)
    yield from (paragraph("CoverLine", "") for _ in range(6))
    warning, *explanation = content.notice
    yield paragraph("Warning", warning)
    yield from (paragraph("Notice", line) for line in explanation)


def _contents(content: Content) -> str:
    """The contents as Word itself keeps them: a control with a field, each line linked to its heading."""
    entries = list(_headings(content))
    if len(content.contents_pages) != len(entries):
        raise ValueError(f"contents_pages: {len(content.contents_pages)} pages for {len(entries)} headings")
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-2" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = []
    pages = content.contents_pages
    for at, ((style, text, bookmark), page) in enumerate(zip(entries, pages, strict=True)):
        linked = (
            f'<w:hyperlink w:anchor="{bookmark}">{_run(text)}<w:r><w:tab/></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f" PAGEREF {bookmark} \\h </w:instrText></w:r>"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(str(page))}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>'
        )
        ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if at == len(entries) - 1 else ""
        lines.append(shaped(style, (field if at == 0 else "") + linked + ends))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('ContentsTitle', '目  录')}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _headings(content: Content) -> Iterator[tuple[str, str, str]]:
    """Style, text with its number, and bookmark of each line of the contents.

    What stands inside an attachment is not listed.
    """
    number, attached = 0, False
    for at, line in enumerate(content.body):
        if line.startswith(_PART):
            number, attached = 0, "附件" in line
            yield "TOC1", line.removeprefix(_PART), _bookmark(at)
        elif line.startswith(_HEADING) and not attached:
            number += 1
            yield "TOC2", f"{_COUNTED[number - 1]}、{line.removeprefix(_HEADING)}", _bookmark(at)


def _bookmark(at: int) -> str:
    return f"_Toc{at + 1:08d}"


def _body(content: Content) -> Iterator[str]:
    """The lines of the body. Headings are numbered by Word, each part counting from one."""
    part = 0
    for at, line in enumerate(content.body):
        if line.startswith(_PART):
            part += 1
            yield _marked("Heading1", line.removeprefix(_PART), at, "")
        elif line.startswith(_HEADING):
            yield _marked("Heading2", line.removeprefix(_HEADING), at, _list_item(part, 0))
        elif line.startswith(_SUBHEADING):
            yield paragraph("Heading3", line.removeprefix(_SUBHEADING), _list_item(part, 1))
        elif line.startswith(_TITLE):
            yield paragraph("TableTitle", line.removeprefix(_TITLE))
        elif line.startswith(_RIGHT):
            yield paragraph("Right", line.removeprefix(_RIGHT))
        elif line.startswith(_DIRECTIVE):
            yield _directive(content, line.removeprefix(_DIRECTIVE))
        else:
            yield paragraph("Text", line)


def _directive(content: Content, directive: str) -> str:
    match directive.split():
        case ["chart", number]:
            chart = content.charts[int(number) - 1]
            return shaped("Figure", drawing_xml(int(number), chart)) + paragraph("Caption", chart.caption)
        case ["table", "overall"]:
            return table_xml(content.overall)
        case ["table", "projects"]:
            return "".join(_NEXT_PAGE + table_xml(grid) for grid in content.projects)
        case ["page"]:
            return _NEXT_PAGE
        case ["table", "special", number]:
            return table_xml(content.special[int(number) - 1])
    raise ValueError(f"body: the directive @{directive} is unknown")


def _list_item(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _marked(style: str, text: str, at: int, properties: str) -> str:
    """A heading that the contents point to."""
    start = f'<w:bookmarkStart w:id="{at}" w:name="{_bookmark(at)}"/>'
    return shaped(style, f'{start}{_run(text)}<w:bookmarkEnd w:id="{at}"/>', properties)


def paragraph(style: str, text: str, properties: str = "") -> str:
    """A paragraph in one of the styles of docx_package."""
    return shaped(style, _run(text), properties)


def shaped(style: str, runs: str, properties: str = "") -> str:
    """A paragraph of runs in one of the styles of docx_package."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""

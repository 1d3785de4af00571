"""The Word sample's package: styles, numbering and other parts without text, zipped alike each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_SPACE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CREATED = "2025-09-01T00:00:00Z"

_BODY_FACE, _HEAD_FACE = "仿宋", "黑体"


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts in their order. Stored, not compressed: compressors differ between machines."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def content_types(charts: int) -> str:
    chart_type = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    overrides = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "/word/numbering.xml": f"{_WORD_TYPE}.numbering+xml",
        "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "/word/footer1.xml": f"{_WORD_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    } | {f"/word/charts/chart{number}.xml": chart_type for number in range(1, charts + 1)}
    return (
        f'{XML_HEAD}<Types xmlns="{_PACKAGE_SPACE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xlsx"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def relationships(entries: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: id → (kind, target). A kind without a slash is one of the office document's."""
    return (
        f'{XML_HEAD}<Relationships xmlns="{_PACKAGE_SPACE}/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{kind if "/" in kind else f"{R_SPACE}/{kind}"}"'
            f' Target="{target}"/>'
            for key, (kind, target) in entries.items()
        )
        + "</Relationships>"
    )


def package_relationships() -> str:
    core = f"{_PACKAGE_SPACE}/relationships/metadata/core-properties"
    return relationships(
        {"rId1": ("officeDocument", "word/document.xml"), "rId2": (core, "docProps/core.xml")}
    )


def core_properties(title: str) -> str:
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE_SPACE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>final_accounts sample</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_CREATED}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_CREATED}</dcterms:modified></cp:coreProperties>'
    )


def settings() -> str:
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{W_SPACE}"><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def footer() -> str:
    return (
        f'{XML_HEAD}<w:ftr xmlns:w="{W_SPACE}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r>'
        '</w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def numbering(lists: int) -> str:
    """`lists` lists counting 一、 and （一） by themselves, each from one."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff'
        f' w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, text in enumerate(("%1、", "（%2）"))
    )
    restarts = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(1, lists + 1)
    )
    return (
        f'{XML_HEAD}<w:numbering xmlns:w="{W_SPACE}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>{restarts}</w:numbering>'
    )


def _style(key: str, name: str, paragraph: str, run: str, based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _type(face: str, half_points: int, bold: bool = False, colour: str = "") -> str:
    strong = ("<w:b/>" if bold else "") + (f'<w:color w:val="{colour}"/>' if colour else "")
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{face}"/>{strong}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def styles() -> str:
    """Body in 仿宋 三号 on 28 points, headings in 黑体 and 楷体, as public documents are set."""
    indent = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
    leader = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9060"/></w:tabs>'
    tight = '<w:spacing w:line="240" w:lineRule="auto"/>'
    centre = '<w:jc w:val="center"/>'
    head = '<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="560" w:lineRule="exact"/>'
    return (
        f'{XML_HEAD}<w:styles xmlns:w="{W_SPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'{_type(_BODY_FACE, 32)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
        '<w:spacing w:line="560" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>'
        + _style("Text", "Body Text", indent, "")
        + _style(
            "Heading1",
            "heading 1",
            '<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="360" w:line="720" w:lineRule="exact"/>'
            f'{centre}<w:outlineLvl w:val="0"/>',
            _type(_HEAD_FACE, 40),
        )
        + _style("Heading2", "heading 2", f'{head}{indent}<w:outlineLvl w:val="1"/>', _type(_HEAD_FACE, 32))
        + _style("Heading3", "heading 3", f'{head}{indent}<w:outlineLvl w:val="2"/>', _type("楷体", 32, True))
        + _style("CoverTitle", "Title", f"{tight}{centre}", _type("宋体", 72, True))
        + _style("CoverLine", "Subtitle", f"{tight}{centre}", _type(_HEAD_FACE, 40))
        + _style("Warning", "Sample Warning", f"{tight}{centre}", _type(_HEAD_FACE, 44, colour="C00000"))
        + _style("Notice", "Sample Notice", f"{tight}{centre}", _type("楷体", 24))
        + _style(
            "TableTitle",
            "Table Title",
            f'<w:keepNext/><w:spacing w:before="120" w:after="120" w:line="560" w:lineRule="exact"/>{centre}',
            _type(_HEAD_FACE, 36),
        )
        + _style("Right", "Unit Line", '<w:keepNext/><w:jc w:val="right"/>', _type(_BODY_FACE, 24))
        + _style(
            "Figure",
            "Figure",
            f'<w:keepNext/><w:spacing w:before="120" w:line="240" w:lineRule="auto"/>{centre}',
            "",
        )
        + _style(
            "Caption",
            "caption",
            '<w:spacing w:after="240" w:line="400" w:lineRule="exact"/>' + centre,
            _type(_HEAD_FACE, 24),
        )
        + _style("Cell", "Table Cell", f"{tight}{centre}", _type("宋体", 18))
        + _style("CellText", "Table Cell Text", f'{tight}<w:jc w:val="left"/>', _type("宋体", 18))
        + _style(
            "ContentsTitle", "TOC Heading", f"<w:pageBreakBefore/>{tight}{centre}", _type(_HEAD_FACE, 40)
        )
        + _style("TOC1", "toc 1", leader, _type(_HEAD_FACE, 28))
        + _style("TOC2", "toc 2", f'{leader}<w:ind w:left="420"/>', _type(_BODY_FACE, 28))
        + _style("Footer", "footer", f"{tight}{centre}", _type("宋体", 24))
        + '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )

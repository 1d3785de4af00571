"""The tables of the Word sample: their grids, and grids as WordprocessingML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

MERGED_LEFT = "<"
MERGED_UP = "^"
LINE_BREAK = "¶"
_TWIPS_WIDE = 9070

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. "<" and "^" belong to the cell at the left or above; `widths` are relative.

    The first `header` rows are repeated on each page.
    """

    rows: Rows
    widths: tuple[float, ...]
    header: int = 0

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.widths):
                raise ValueError(f"rows: row {number} has {len(row)} cells, not {len(self.widths)}: {row}")


def rows_of(text: str) -> Rows:
    """The rows that a data file writes with "|" between cells."""
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())


def _spread(*cells: tuple[str, int]) -> tuple[str, ...]:
    """A row of cells given with how many columns each takes."""
    return tuple(part for text, span in cells for part in (text, *[MERGED_LEFT] * (span - 1)))


def project_grid(entry: Mapping[str, Any], bureau: str, fiscal_year: int) -> Grid:
    """The self-evaluation table of one project: eleven columns, the title in its first row."""
    funds = rows_of(entry["funds"])
    indicators = rows_of(entry["indicators"])
    rows = [
        _spread((f"部门预算项目支出绩效自评表（{fiscal_year}年度）", 11)),
        _spread(("项目名称", 1), (entry["name"], 10)),
        _spread(("主管部门", 1), (f"{bureau}部门", 4), ("实施单位（盖章）", 2), (bureau, 4)),
        _spread(
            ("项目基本情况", 1), ("1.项目年度目标完成情况", 2), ("项目年度目标", 4), ("年度目标完成情况", 4)
        ),
        _spread((MERGED_UP, 1), (MERGED_UP, 2), (entry["goal"], 4), (entry["done"], 4)),
        _spread((MERGED_UP, 1), ("2.项目实施内容及过程概述", 2), (entry["course"], 8)),
        (
            *_spread(("预算执行情况（10分）", 1), ("年度预算数（万元）", 3)),
            *("年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"),
        ),
    ]
    rows += [(*_spread((MERGED_UP, 1), (label, 3)), *figures) for label, *figures in funds]
    rows.append(
        (
            *("绩效指标（90分）", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
            *("完成值", "权重", "得分", "未完成原因分析"),
        )
    )
    rows += [(MERGED_UP, *cells) for cells in indicators]
    rows += [
        _spread(("合计", 8), (entry["total_weight"], 1), (entry["total_score"], 1), ("", 1)),
        _spread(("评价结论", 1), (entry["conclusion"], 10)),
        _spread(("存在问题", 1), (entry["problems"], 10)),
        _spread(("改进措施", 1), (entry["remedy"], 10)),
        _spread(("项目负责人：（略）", 5), ("财务负责人：（略）", 6)),
    ]
    return Grid(tuple(rows), (12, 9, 10, 13, 8, 9, 9, 9, 6, 6, 11), 1)


def special_grid(entry: Mapping[str, Any], bureau: str) -> Grid:
    """The self-evaluation table of an earmarked fund: seven columns, amounts headed 元."""
    rows = [
        _spread(("项目名称", 1), (entry["name"], 6)),
        _spread(("中央主管部门", 1), ("国家医疗保障局", 6)),
        _spread(("地方主管部门", 1), (bureau, 3), ("实施单位", 1), (bureau, 2)),
        _spread(
            (f"项目资金{LINE_BREAK}（元）", 1),
            *(("", 2), ("全年预算数（A）", 1), ("全年执行数（B）", 1), ("预算执行率（B/A)", 2)),
        ),
    ]
    rows += [
        _spread((MERGED_UP, 1), (label, 2), (budget, 1), (spent, 1), (rate, 2))
        for label, budget, spent, rate in rows_of(entry["funds"])
    ]
    rows.append(_spread(("资金管理情况", 1), ("", 2), ("情况说明", 2), ("存在的问题和改进措施", 2)))
    rows += [
        _spread((MERGED_UP, 1), (label, 2), (text, 2), ("", 2))
        for label, text in rows_of(entry["management"])
    ]
    rows += [
        _spread(("年度总体目标", 1), ("总体目标", 3), ("全年实际完成情况", 3)),
        _spread((MERGED_UP, 1), (entry["goal"], 3), (entry["done"], 3)),
        (
            *("绩效指标", f"一级{LINE_BREAK}指标", "二级指标", "三级指标", "年度指标值", "全年完成值"),
            "未完成原因和改进措施",
        ),
    ]
    rows += [(MERGED_UP, *cells) for cells in rows_of(entry["indicators"])]
    rows.append(_spread(("说明", 1), (entry["remark"], 6)))
    return Grid(tuple(rows), (14, 9, 14, 18, 18, 18, 14))


def table_xml(grid: Grid) -> str:
    """The grid as a table with ruled cells, merged cells as Word merges them."""
    unit = _TWIPS_WIDE / sum(grid.widths)
    widths = [round(width * unit) for width in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row_xml(row, grid.rows[at + 1] if at + 1 < len(grid.rows) else None, widths, at < grid.header)
        for at, row in enumerate(grid.rows)
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row_xml(row: tuple[str, ...], below: tuple[str, ...] | None, widths: list[int], header: bool) -> str:
    cells = []
    at = 0
    while at < len(row):
        span = 1
        while at + span < len(row) and row[at + span] == MERGED_LEFT:
            span += 1
        merged_down = below is not None and below[at] == MERGED_UP
        cells.append(_cell_xml(row[at], span, sum(widths[at : at + span]), merged_down))
        at += span
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell_xml(text: str, span: int, width: int, merged_down: bool) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = "<w:vMerge/>" if text == MERGED_UP else '<w:vMerge w:val="restart"/>' if merged_down else ""
    printed = "" if text == MERGED_UP else text
    # Words stand at the left where they run on; figures, labels and the title row in the middle.
    runs_on = len(printed) > 14 or printed.endswith("。")
    style = "CellText" if runs_on and width < _TWIPS_WIDE - 100 else "Cell"
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run_xml(line)}</w:p>'
        for line in printed.split(LINE_BREAK)
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraphs}</w:tc>"
    )


def _run_xml(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""

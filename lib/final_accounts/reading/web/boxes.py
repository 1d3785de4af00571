"""Tables that a page makes of boxes, by its own CSS (display: table, grid) or by ARIA roles."""

from __future__ import annotations

import re

from lxml import etree

from .nodes import Node
from .styles import Display

_TAGS = {
    **{"table": "table", "inline-table": "table", "grid": "table", "treegrid": "table"},
    **dict.fromkeys(("table-row", "row"), "tr"),
    **dict.fromkeys(("table-cell", "cell", "gridcell", "columnheader", "rowheader"), "td"),
    **dict.fromkeys(("table-row-group", "table-header-group", "table-footer-group", "rowgroup"), "tbody"),
}
"""The element that a display of CSS, or a role, stands for."""
_INSIDE = {"tr": frozenset({"table", "tbody"}), "td": frozenset({"tr"}), "tbody": frozenset({"table"})}
_BOXES = frozenset({"div", "span", "section", "ul", "li", "dl", "dt", "dd", "p"})
_COLUMNS = re.compile(r"grid-template-columns\s*:\s*([^;]+)", re.IGNORECASE)
_PLACED = re.compile(r"grid-(?:row|column|area)", re.IGNORECASE)
_REPEATED = re.compile(r"repeat\(\s*(\d{1,3})\s*,([^()]*(?:\([^()]*\)[^()]*)*)\)")
_TRACK = re.compile(r"[^\s()]+(?:\([^()]*\))?")


def as_tables(root: Node, display: Display) -> None:
    """Make ordinary tables of a page's boxes that are laid out as tables."""
    for node in list(root.iter(*_BOXES)):
        columns = _grid_columns(node)
        if columns > 1 and len(node) >= 2 * columns:
            _to_rows(node, columns)
            continue
        tag = _TAGS.get((node.get("role") or "").lower()) or _TAGS.get(display(node))
        parent = node.getparent()
        is_inside = tag in _INSIDE and parent is not None and parent.tag in _INSIDE[tag]
        if tag is not None and (is_inside or (tag == "table" and _holds_rows(node, display))):
            node.tag = tag
            for name in ("colspan", "rowspan"):
                if node.get(f"aria-{name}"):
                    node.set(name, node.get(f"aria-{name}"))


def _holds_rows(node: Node, display: Display) -> bool:
    return any(_TAGS.get(child.get("role") or display(child)) in _INSIDE for child in node)


def _grid_columns(node: Node) -> int:
    """How many columns a grid has, 0 if it is none or its boxes are put elsewhere than row after row."""
    columns = _COLUMNS.search(node.get("style") or "")
    if columns is None or any(_PLACED.search(child.get("style") or "") for child in node):
        return 0
    repeated = _REPEATED.fullmatch(columns[1].strip())
    return (
        int(repeated[1]) * len(_TRACK.findall(repeated[2])) if repeated else len(_TRACK.findall(columns[1]))
    )


def _to_rows(grid: Node, columns: int) -> None:
    """Make a table of a grid whose boxes stand row after row."""
    grid.tag = "table"
    cells = list(grid)
    for at in range(0, len(cells), columns):
        row = etree.SubElement(grid, "tr")
        for cell in cells[at : at + columns]:
            cell.tag = "td"
            row.append(cell)

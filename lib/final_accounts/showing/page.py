"""An executed notebook as one finished page: no code, no script, nothing from elsewhere."""

from __future__ import annotations

import html
import re
from copy import copy
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from .messages import UNKNOWN_BUREAU
from .passages import stylesheet, templates

NOTEBOOK_ONLY = "notebook-only"
"""The tag of cells that serve who works in the notebook, not who reads the page."""

_HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the page's head says. `date` is ISO, None if the page shall not tell it."""

    bureau: str | None
    fiscal_year: int | None
    source: str
    version: str
    date: str | None = None

    @property
    def subtitle(self) -> str:
        year = f"{self.fiscal_year}年度" if self.fiscal_year else ""
        return f"{year}部门决算"


@cache
def _exporter() -> HTMLExporter:
    """nbconvert's plain template: cells without code and prompts; the page's shell is ours."""
    exporter: HTMLExporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
    exporter.exclude_input = True
    exporter.exclude_input_prompt = True
    exporter.exclude_output_prompt = True
    exporter.anchor_link_text = ""
    return exporter


def render_page(notebook: NotebookNode, head: PageHead) -> str:
    """The whole page as HTML. Streams (warnings, prints) are left out; markup comes from templates only."""
    kept = copy(notebook)
    kept["cells"] = [_shown(cell) for cell in notebook.cells if _for_readers(cell)]
    body = _HEADING.sub(_plain_anchor, _exporter().from_notebook_node(kept)[0])
    return (
        templates()
        .get_template("page.html.j2")
        .render(
            title=(head.bureau or UNKNOWN_BUREAU) + head.subtitle,
            bureau=head.bureau or UNKNOWN_BUREAU,
            subtitle=head.subtitle,
            source=head.source,
            version=head.version,
            date=head.date,
            stylesheet=Markup(stylesheet()),
            contents=_contents(body),
            body=Markup(body),
        )
    )


def _for_readers(cell: NotebookNode) -> bool:
    if NOTEBOOK_ONLY in cell.metadata.get("tags", ()):
        return False
    return cell.cell_type == "markdown" or any(_is_display(output) for output in cell.get("outputs", ()))


def _is_display(output: NotebookNode) -> bool:
    kind: str = output.output_type
    return kind in ("display_data", "execute_result")


def _shown(cell: NotebookNode) -> NotebookNode:
    if cell.cell_type != "code":
        return cell
    shown = copy(cell)
    shown["outputs"] = [output for output in cell.outputs if _is_display(output)]
    return shown


def _plain_anchor(heading: re.Match[str]) -> str:
    """nbconvert writes anchors in percent code, which nobody can read in an address, and links to them."""
    return f'<h2 id="{html.escape(unquote(heading[1]))}">{_TAG.sub("", heading[2])}</h2>'


def _contents(body: str) -> list[tuple[str, str]]:
    """Anchor and words of each heading of the second level."""
    return [(html.unescape(anchor), html.unescape(words).strip()) for anchor, words in _HEADING.findall(body)]

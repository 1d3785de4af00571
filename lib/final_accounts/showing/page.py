"""An executed notebook as one finished page: no code, no script, nothing from elsewhere."""

from __future__ import annotations

import html
import re
from base64 import b64decode
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import unquote

from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output

from .charts.abreast import cut_panels
from .language import CHINESE, say, speaking, spoken
from .messages import account_words, moment_words, report_title
from .passages import render, stylesheet, templates
from .scans import data_address
from .typeface import with_typeface

NOTEBOOK_ONLY = "notebook-only"
"""The tag of cells that serve who works in the notebook, not who reads the page."""

WORDS = "words"
"""The metadata of a text cell that names its message in the catalogue's section `notebook`."""

_HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the page's shell says. `created` is an ISO time, None if the page shall not tell it;
    `parameters` are those of the run, without paths."""

    bureau: str | None
    fiscal_year: int | None
    source: str
    version: str
    created: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def moment(self) -> str | None:
        return moment_words(datetime.fromisoformat(self.created)) if self.created else None

    @property
    def date(self) -> str | None:
        return self.created[:10] if self.created else None


@cache
def _exporter() -> HTMLExporter:
    """nbconvert's plain template: cells without code and prompts; the page's shell is ours."""
    exporter: HTMLExporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
    exporter.exclude_input = True
    exporter.exclude_input_prompt = True
    exporter.exclude_output_prompt = True
    exporter.anchor_link_text = ""
    return exporter


def render_page(notebook: NotebookNode, head: PageHead, lang: str | None = None) -> str:
    """The whole page as HTML, in `lang` (zh, en). Streams (warnings, prints) are left out; markup comes from
    templates only. The outputs of `notebook` must have been made in the same language."""
    with speaking(lang):
        kept = copy(translated(notebook))
        kept["cells"] = [_shown(cell) for cell in kept.cells if _for_readers(cell)]
        body = _HEADING.sub(_plain_anchor, _exporter().from_notebook_node(kept)[0])
        return with_typeface(
            templates()
            .get_template("page.html.j2")
            .render(
                lang=spoken(),
                title=say("page.title", report=report_title(head.bureau, head.fiscal_year)),
                bureau=head.bureau or say("summary.bureau_unknown"),
                subtitle=account_words(head.fiscal_year),
                source=head.source,
                version=head.version,
                date=head.date,
                created=head.created,
                moment=head.moment,
                parameters=head.parameters,
                stylesheet=Markup(stylesheet()),
                contents=_contents(body),
                body=Markup(body),
            )
        )


def translated(notebook: NotebookNode, lang: str | None = None) -> NotebookNode:
    """The notebook with its text cells in `lang`, default the spoken language; the same one for Chinese,
    in which it is written."""
    with speaking(lang):
        if spoken() == CHINESE:
            return notebook
        other = deepcopy(notebook)
        for cell in other.cells:
            name = cell.metadata.get(WORDS)
            if name is not None:
                cell["source"] = say(f"notebook.{name}")
        return other


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
    shown["outputs"] = [_abreast(output) for output in cell.outputs if _is_display(output)]
    return shown


def _abreast(output: NotebookNode) -> NotebookNode:
    """A picture of several panels as one picture a panel, so that a narrow screen can put one below the
    other; any other output as it is."""
    panels = output.get("metadata", {}).get("image/png", {}).get("panels")
    if not panels:
        return output
    pieces = cut_panels(
        b64decode(output.data["image/png"]), [(panel["left"], panel["right"]) for panel in panels]
    )
    pictures = [
        {"source": data_address(piece), "alt": panel["alt"]}
        for piece, panel in zip(pieces, panels, strict=True)
    ]
    shown = render("abreast", pictures=pictures)
    node: NotebookNode = new_output("display_data", {"text/html": shown})  # type: ignore[no-untyped-call]
    return node


def _plain_anchor(heading: re.Match[str]) -> str:
    """nbconvert writes anchors in percent code, which nobody can read in an address, and links to them."""
    return f'<h2 id="{html.escape(unquote(heading[1]))}">{_TAG.sub("", heading[2])}</h2>'


def _contents(body: str) -> list[tuple[str, str]]:
    """Anchor and words of each heading of the second level."""
    return [(html.unescape(anchor), html.unescape(words).strip()) for anchor, words in _HEADING.findall(body)]

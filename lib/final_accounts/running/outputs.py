"""Everything that one report leaves: executed notebook, page, tables, working paper, provenance."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import papermill
from papermill.iorw import write_ipynb

from .. import __version__
from ..reports import CheckedReport
from ..showing.language import CHINESE
from ..showing.page import PageHead, render_page, translated
from ..showing.tables import write_tables
from ..showing.working_paper.workbook import write_working_paper
from . import engine
from .provenance import provenance_record, unchecked

NOTEBOOK, PAGE, PROVENANCE = "report.ipynb", "report.html", "provenance.json"
WORKING_PAPER = "working-paper.xlsx"
_PACKAGED = Path(__file__).parents[1] / "notebooks" / NOTEBOOK
_CHECKOUT = Path(__file__).parents[3] / "notebooks" / NOTEBOOK


def report_notebook() -> Path:
    """The parameterised notebook: inside an installed package, else in the checkout."""
    return _PACKAGED if _PACKAGED.is_file() else _CHECKOUT


def produce(
    source: Path, name: str, folder: Path, created: datetime, lang: str = CHINESE, earlier: Path | None = None
) -> Mapping[str, Any]:
    """Run the notebook on `source` in this process and write all outputs into `folder`, the page in `lang`.
    `earlier` is last year's report of the same bureau.

    Returns the contents of provenance.json. Raises papermill's PapermillExecutionError where a cell
    fails; the notebook is then saved in `folder` as it broke.
    """
    engine.register()
    parameters = {"source": str(source), "lang": lang}
    if earlier is not None:
        parameters["earlier"] = str(earlier)
    notebook = papermill.execute_notebook(
        report_notebook(),
        folder / NOTEBOOK,
        parameters,
        engine_name=engine.NAME,
        progress_bar=False,
        request_save_on_cell_execute=False,
    )
    # Papermill notes the paths of the temporary folder, which soon mean nothing.
    notebook.metadata.papermill.update(input_path=NOTEBOOK, output_path=NOTEBOOK)
    write_ipynb(translated(notebook, lang), str(folder / NOTEBOOK))
    moment = created.isoformat(timespec="seconds")
    checked: CheckedReport = engine.InProcessEngine.namespace["checked"]
    report = checked.report
    # The page goes out by mail: whose folders the file lay in is nobody's business.
    shown = {"source": name, "lang": lang} | ({"earlier": earlier.name} if earlier is not None else {})
    head = PageHead(
        bureau=report.bureau,
        fiscal_year=report.fiscal_year,
        source=name,
        version=__version__,
        created=moment,
        parameters=tuple(shown.items()),
    )
    (folder / PAGE).write_text(render_page(notebook, head, lang), encoding="utf-8")
    write_tables(checked, name, folder)
    write_working_paper(checked, name, created, folder / WORKING_PAPER, unchecked(checked))
    record = provenance_record(checked, parameters, moment)
    write_json(folder / PROVENANCE, record)
    return record


def write_json(path: Path, record: Mapping[str, Any]) -> None:
    """A JSON file that a person can read."""
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def creation_time() -> datetime:
    """Now, or the moment that SOURCE_DATE_EPOCH names, for outputs that can be made again byte by byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now().astimezone()

"""Run the notebooks on the samples and keep their outputs in them: those named, or all.

A code host then shows them, and `pytest --nbval-lax notebooks` fails when a kept value changes.
Run this after a change that is meant to change them, and read the difference before committing it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import papermill

from final_accounts.running import engine

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOK = FOLDER / "report.ipynb"
NAMES = ("report", "explore", "compare")


def keep_outputs(notebook: Path = NOTEBOOK) -> None:
    """Execute `notebook` as it stands and write it back with its outputs and nothing of the run itself."""
    engine.register()
    executed = papermill.execute_notebook(notebook, None, engine_name=engine.NAME, progress_bar=False)
    executed.metadata.pop("papermill", None)
    for cell in executed.cells:
        cell.metadata.pop("papermill", None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
    nbformat.validate(executed)
    nbformat.write(executed, notebook)


if __name__ == "__main__":
    wanted = sys.argv[1:] or NAMES
    for name in wanted:
        if len(wanted) == 1:
            keep_outputs(FOLDER / f"{name}.ipynb")
        else:  # The engine takes over the process that it runs in: one notebook, one process.
            subprocess.run([sys.executable, __file__, name], check=True)

"""The notebooks to explore and to compare: without logic, with kept outputs, able to fail."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

NAMES = ("explore", "compare")
CHECKED_OUTPUT = "nbval-check-output"
LOGIC = (ast.For, ast.While, ast.If, ast.IfExp, ast.Lambda, ast.ListComp, ast.FunctionDef, ast.BinOp)


def read(root: Path, name: str) -> nbformat.NotebookNode:
    return nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4)


def in_lib(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root / "lib")}


@pytest.mark.parametrize("name", NAMES)
def test_cells_hold_calls_and_text_stands_before_them(root: Path, name: str) -> None:
    notebook = read(root, name)
    nbformat.validate(notebook)
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown"
            tree = ast.parse(cell.source)
            assert len(tree.body) <= 3
            assert not any(isinstance(node, LOGIC) for node in ast.walk(tree))


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("explore", 'source = "liling-2024"\nfigure = "13,836.63"\nvalue = "13,830.73"'),
        ("compare", 'corpus = "data/raw"'),
    ],
)
def test_one_cell_holds_the_parameters(root: Path, name: str, parameters: str) -> None:
    tagged = [c for c in read(root, name).cells if "parameters" in c.metadata.get("tags", ())]
    assert [cell.source for cell in tagged] == [parameters]


@pytest.mark.parametrize(("name", "pictures"), [("explore", 1), ("compare", 6)])
def test_a_code_host_can_show_it(root: Path, name: str, pictures: int) -> None:
    notebook = read(root, name)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in code[1:])
    outputs = [output for cell in code for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    assert not any("widget" in mime for output in outputs for mime in output.data)
    drawn = [output for output in outputs if "image/png" in output.data]
    assert len(drawn) == pictures
    assert all(len(output.metadata["image/png"]["alt"]) > 40 for output in drawn)
    text = nbformat.writes(notebook)
    assert "<script" not in text and "widgets" not in notebook.metadata
    assert len(text.encode()) < 400_000


@pytest.mark.parametrize(
    ("name", "source", "old", "new"),
    [
        ("explore", "explorer.trace(figure)", "434.43 + 13,402.20", "434.43 + 13,402.02"),
        ("compare", "comparison.per_head()", "人均 12.11", "人均 12.12"),
    ],
)
def test_kept_outputs_hold_and_a_changed_value_fails(
    root: Path, tmp_path: Path, name: str, source: str, old: str, new: str
) -> None:
    notebook = read(root, name)
    (cell,) = [cell for cell in notebook.cells if cell.source == source]
    assert CHECKED_OUTPUT in cell.metadata.tags
    shown = [output for output in cell.outputs if old in output.data.get("text/html", "")]
    shown[0].data["text/html"] = shown[0].data["text/html"].replace(old, new, 1)
    tampered = tmp_path / f"{name}.ipynb"
    nbformat.write(notebook, tampered)
    options = ["--nbval-lax", "--nbval-current-env", "-q", "-p", "no:cacheprovider", f"--rootdir={tmp_path}"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tampered)],
        env=in_lib(root), cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "1 failed" in ended.stdout and "Cell outputs differ" in ended.stdout


def test_papermill_runs_it_on_another_report(root: Path, real_reports: Path, tmp_path: Path) -> None:
    source = next(real_reports.glob("000_*.txt"))
    target = tmp_path / "out.ipynb"
    parameters = ["-p", "source", str(source), "-r", "figure", "933.26", "-r", "value", "933.62"]
    notebook = root / "notebooks" / "explore.ipynb"
    ended = subprocess.run(
        [sys.executable, "-m", "papermill", str(notebook), str(target), *parameters],
        env=in_lib(root), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    executed = nbformat.read(target, as_version=4)
    (traced,) = [cell for cell in executed.cells if cell.source == "explorer.trace(figure)"]
    assert "933.26 万元" in traced.outputs[0].data["text/plain"]

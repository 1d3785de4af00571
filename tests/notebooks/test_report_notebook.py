"""The notebook: parameterised, without logic, run by papermill alone, and able to fail."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

LOGIC = (ast.For, ast.While, ast.If, ast.IfExp, ast.Lambda, ast.ListComp, ast.FunctionDef)
CHECKED_OUTPUT = "nbval-check-output"


@pytest.fixture(scope="session")
def notebook_file(root: Path) -> Path:
    return root / "notebooks" / "report.ipynb"


@pytest.fixture(scope="session")
def notebook(notebook_file: Path) -> nbformat.NotebookNode:
    return nbformat.read(notebook_file, as_version=4)


def tagged(notebook: nbformat.NotebookNode, tag: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", ())]


def in_lib(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root / "lib")}


def test_one_cell_holds_the_parameters(notebook: nbformat.NotebookNode) -> None:
    (parameters,) = tagged(notebook, "parameters")
    assert parameters.source == 'source = ""\nearlier = ""\nlang = "zh"'


def test_isolation_is_asserted_before_anything_is_read(notebook: nbformat.NotebookNode) -> None:
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert code[1] == "import final_accounts as fa\n\nfa.assert_isolated(source)"
    assert not any("fa.read" in source for source in code[:2])


def test_a_cell_is_one_call_and_text_stands_before_it(notebook: nbformat.NotebookNode) -> None:
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type != "code":
            continue
        assert before.cell_type == "markdown"
        if "parameters" in cell.metadata.get("tags", ()):
            continue
        statements = [s for s in ast.parse(cell.source).body if not isinstance(s, ast.Import)]
        if "parameters" in cell.metadata.get("tags", []):
            assert all(isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant) for s in statements)
            continue
        assert len(statements) == 1
        assert isinstance(statements[0], ast.Expr | ast.Assign)
        assert not any(
            isinstance(n, ast.For | ast.If | ast.Lambda | ast.ListComp) for n in ast.walk(statements[0])
        )


def test_a_code_host_can_show_it(notebook: nbformat.NotebookNode) -> None:
    nbformat.validate(notebook)
    checked = tagged(notebook, CHECKED_OUTPUT)
    assert [cell.source for cell in checked] == [
        "fa.overview(checked, lang)",
        "fa.show_findings(checked, lang)",
        "fa.show_charts(checked, lang)",
        "fa.show_forms(checked, lang)",
        "fa.show_checklist(checked, lang)",
        "fa.show_claims(checked, lang)",
        "fa.show_ledger(checked, lang)",
    ]
    assert all(cell.outputs for cell in checked)
    pictures = [o for o in checked[2].outputs if "image/png" in o.get("data", {})]
    assert pictures and all(o.metadata["image/png"]["alt"].startswith("图") for o in pictures)
    assert "<script" not in nbformat.writes(notebook)


def nbval(file: Path, root: Path) -> subprocess.CompletedProcess[str]:
    options = [
        "--nbval-lax",
        "--nbval-current-env",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(file.parent),
    ]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(file.parent), str(file)],
        env=in_lib(root),
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_changed_value_fails_nbval(notebook: nbformat.NotebookNode, root: Path, tmp_path: Path) -> None:
    (overview,) = [cell for cell in notebook.cells if cell.source == "fa.overview(checked, lang)"]
    html = overview.outputs[0].data["text/html"]
    assert html.count("829.13") >= 2
    copy = nbformat.from_dict(notebook)
    (cell,) = [cell for cell in copy.cells if cell.source == "fa.overview(checked, lang)"]
    cell.outputs[0].data["text/html"] = html.replace("829.13", "829.31", 1)
    tampered = tmp_path / "report.ipynb"
    nbformat.write(copy, tampered)
    ended = nbval(tampered, root)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "1 failed" in ended.stdout and "829.31" in ended.stdout


def test_papermill_alone_runs_it(notebook_file: Path, real_reports: Path, root: Path, tmp_path: Path) -> None:
    source = real_reports / "000_3f7e4d05f3701ee3.txt"
    target = tmp_path / "out.ipynb"
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(notebook_file),
        str(target),
        "-p",
        "source",
        str(source),
    ]
    ended = subprocess.run(command, env=in_lib(root), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    executed = nbformat.read(target, as_version=4)
    (overview,) = [cell for cell in executed.cells if cell.source == "fa.overview(checked, lang)"]
    assert "收入总计：933.26 万元" in overview.outputs[0].data["text/plain"]

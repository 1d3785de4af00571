"""Set-up: what is declared, locked, ignored and packed belongs together."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

DISTRIBUTIONS = {
    "camelot": "camelot-py",
    # camelot-py brings it, from conda-forge and from PyPI under different names
    "cv2": "camelot-py",
    "docx": "python-docx",
    "IPython": "ipython",
    "PIL": "pillow",
    "playa": "playa-pdf",
    "pylopdf_fonts_zh_cn": "pylopdf-fonts-zh-cn",
    "websocket": "websocket-client",
    "yaml": "pyyaml",
}
"""Where a package is imported under another name than it is installed."""

PLUGINS = {"ipykernel", "jupyterlab", "nbclient", "rapidocr"}
"""Needed without an import in the library: by papermill and the notebooks, or for the files they carry."""


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(*extras: str) -> dict[str, Requirement]:
    """What pyproject.toml asks for, by name."""
    table = project()["project"]
    lines = list(table["dependencies"])
    for extra in extras or table["optional-dependencies"]:
        lines += table["optional-dependencies"][extra]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def locked() -> dict[str, str]:
    """The pinned version of each package of requirements.lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


def environment() -> dict[str, Requirement]:
    """What environment.yml asks for besides Python, pip and the checkout itself, by name."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    (pip,) = [item["pip"] for item in listed if isinstance(item, dict)]
    assert "-e ." in pip
    plain = [item for item in listed if isinstance(item, str)] + [item for item in pip if item != "-e ."]
    found = {canonicalize_name(r.name): r for r in map(Requirement, plain)}
    assert str(found.pop("python").specifier) == project()["project"]["requires-python"]
    del found["pip"]
    return found


def test_conda_asks_for_what_pip_asks_for() -> None:
    asked, conda = requirements(), environment()
    assert {name: str(r.specifier) for name, r in conda.items()} == {
        name: str(r.specifier) for name, r in asked.items()
    }


def test_the_lock_holds_a_fitting_version_of_everything() -> None:
    pins = locked()
    backend = {r.name: r for r in map(Requirement, project()["build-system"]["requires"])}
    for name, requirement in (requirements() | backend).items():
        assert name in pins, name
        assert requirement.specifier.contains(pins[name]), f"{requirement} is locked at {pins[name]}"


def test_every_locked_file_has_a_hash_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=\S)", text):
        if not block.startswith("#"):
            assert "--hash=sha256:" in block, block.splitlines()[0]
    assert "://" not in text
    assert "index-url" not in text


def test_the_build_backend_comes_with_the_tests() -> None:
    assert project()["build-system"]["requires"][0] in project()["project"]["optional-dependencies"]["dev"]


def imported(folder: Path) -> set[str]:
    """The top names that the Python files below import from elsewhere."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"final_accounts"}


def test_the_library_declares_exactly_what_it_imports() -> None:
    declared = set(requirements("lab", "ocr"))
    used = {canonicalize_name(DISTRIBUTIONS.get(name, name)) for name in imported(ROOT / "lib")}
    assert used - declared == set()
    assert declared - used == PLUGINS


def test_tests_and_tools_declare_what_they_import() -> None:
    folders = [ROOT / name for name in ("tests", "tools", "bench")]
    used = {name for folder in folders for name in imported(folder)}
    own = {path.stem for folder in folders for path in (folder, *folder.rglob("*"))}
    missing = {canonicalize_name(DISTRIBUTIONS.get(name, name)) for name in used - own} - set(requirements())
    assert missing == set()


def ignored(path: str) -> bool:
    command = ["git", "-C", str(ROOT), "check-ignore", "--no-index", "-q", path]
    status = subprocess.run(command, check=False).returncode
    assert status in (0, 1), "git check-ignore failed"
    return status == 0


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout")
@pytest.mark.parametrize(
    "path",
    [
        "lib/final_accounts/cli.py",
        "lib/final_accounts/new.py",
        "lib/final_accounts/showing/templates/new.html.j2",
        "data/raw/manifest.csv",
        "data/raw/new.pdf",
        "data/raw/new.docx",
        "data/reference/new.toml",
        "data/reference/samples/new.toml",
        "data/processed/.gitkeep",
        "notebooks/new.ipynb",
        "tests/documents/new.pdf",
        "docs/new.md",
        "bench/new.py",
        "tools/new.py",
        "environment.yml",
        "requirements.lock",
    ],
)
def test_git_takes_what_people_make(path: str) -> None:
    assert not ignored(path)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout")
@pytest.mark.parametrize(
    "path",
    [
        ".venv/bin/python",
        "data/processed/index.html",
        "data/processed/some-bureau/report.ipynb",
        "lib/final_accounts/__pycache__/cli.cpython-311.pyc",
        "notebooks/.ipynb_checkpoints/report-checkpoint.ipynb",
        ".mypy_cache/x",
        ".pytest_cache/x",
        ".ruff_cache/x",
        ".hypothesis/x",
        "dist/final_accounts-0.1.0-py3-none-any.whl",
    ],
)
def test_git_leaves_what_commands_make(path: str) -> None:
    assert ignored(path)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("final_accounts-*.whl")
    return path


def test_the_wheel_holds_the_library_and_all_it_reads(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    library = ROOT / "lib" / "final_accounts"
    expected = {
        f"final_accounts/{path.relative_to(library).as_posix()}"
        for path in library.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for pattern in ("*.toml", "*.csv"):
        expected |= {
            f"final_accounts/reference/{path.name}" for path in (ROOT / "data/reference").glob(pattern)
        }
    assert packed == expected | {"final_accounts/notebooks/report.ipynb"}
    assert "final_accounts/reference/forms.toml" in packed


def test_an_installed_package_finds_its_own_data(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from final_accounts.settings import reference, reference_folder; reference('forms'); "
    code += "print(reference_folder())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(done.stdout.strip()) == tmp_path / "final_accounts" / "reference"


@pytest.mark.parametrize("target", ["report", "test"])
@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("exit 1", "final_accounts needs Python 3.11 or newer"),
        ('case "$2" in *version_info*) exit 0;; *) exit 1;; esac', "has no venv"),
    ],
)
def test_an_unfit_python_is_told_in_one_line(tmp_path: Path, target: str, script: str, problem: str) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    python = tmp_path / "old-python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    done = subprocess.run(
        ["make", target, f"PYTHON={python}"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    told = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode == 2
    assert len(told) == 1
    assert problem in told[0]
    assert not (tmp_path / ".venv").exists()


def test_ci_runs_what_users_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "make test"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "`make report`" in readme
    assert "`make test`" in readme

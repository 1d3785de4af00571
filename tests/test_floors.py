"""The floors of docs/design.md: a module imports only from its own floor and from below."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[1] / "lib" / "final_accounts"

FLOORS = (
    {"figures", "places", "errors", "settings", "wordings"},
    {"documents", "claims", "forms", "charts", "reports"},
    {"reading"},
    {"recognising"},
    {"checking"},
    {"showing"},
    {"running"},
    {"cli", "handling", "usage", "__main__"},
)
FLOOR = {name: number for number, names in enumerate(FLOORS, start=1) for name in names}
MODULES = sorted(path for path in LIBRARY.rglob("*.py") if path != LIBRARY / "__init__.py")


def imported_tops(path: Path) -> set[str]:
    """The top names inside the package that a module imports, lazily or not."""
    package = ["final_accounts", *path.relative_to(LIBRARY).parts[:-1]]
    tops = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            full = [*base, *(node.module.split(".") if node.module else [])]
            names = [[*full, alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        else:
            continue
        tops |= {name[1] for name in names if name[0] == "final_accounts" and len(name) > 1}
    return tops


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_a_module_imports_nothing_from_above(path: Path) -> None:
    own = path.relative_to(LIBRARY).parts[0].removesuffix(".py")
    for top in imported_tops(path) - {own, "__version__"}:
        assert FLOOR[top] <= FLOOR[own], f"{own} (floor {FLOOR[own]}) imports {top} (floor {FLOOR[top]})"


def test_every_part_of_the_library_has_a_floor() -> None:
    tops = {path.relative_to(LIBRARY).parts[0].removesuffix(".py") for path in MODULES}
    assert tops == set(FLOOR)

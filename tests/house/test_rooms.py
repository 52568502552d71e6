"""Import rules for what stands outside the packages: pages and the composition root. The rest is import-linter's."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import files, name

NOT_IN_PAGES = {"db", "sqlalchemy", "alembic", "networkx", "rustworkx", "graspologic_native", "scipy", "app"}
COMPOSITION = {"app.py", "sotecin_graph/cli.py", "sotecin_graph/__main__.py"}


def imports(path: Path) -> set[str]:
    """The top-level names that a module imports, in functions as well."""
    found = set()
    for statement in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.Import):
            found |= {alias.name.split(".")[0] for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            found.add((statement.module or "").split(".")[0])
    return found


def breaking(names: set[str], *, under: tuple[str, ...], unless: set[str] = frozenset()) -> list[str]:
    """`file: name` for each import of one of the names in these folders."""
    paths = [path for folder in under for path in files(".py", under=folder) if name(path) not in unless]
    return [f"{name(path)}: {found}" for path in paths for found in sorted(imports(path) & names)]


def test_pages_ask_use_cases_only() -> None:
    assert breaking(NOT_IN_PAGES, under=("pages",)) == []


def test_nobody_imports_pages_or_the_composition_root() -> None:
    assert breaking({"pages", "app"}, under=("sotecin_graph", "db")) == []


def test_only_composition_roots_join_meaning_and_storage() -> None:
    assert breaking({"db"}, under=("sotecin_graph", "pages"), unless=COMPOSITION) == []

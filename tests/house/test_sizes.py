"""Nothing grows too long to read: functions, files and pages. A migration is a list of tables, and may be long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import files, name

FUNCTION, FILE, PAGE = 50, 400, 150
MIGRATIONS = "db/migrations/versions/"


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with its lines, from `def` to its end."""
    for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
            yield found.name, (found.end_lineno or found.lineno) - found.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_functions_are_short() -> None:
    modules = [path for path in files(".py") if MIGRATIONS not in name(path)]

    long = [f"{name(path)} {what}: {count}" for path in modules for what, count in functions(path) if count > FUNCTION]

    assert long == []


def test_files_are_short() -> None:
    long = [f"{name(path)}: {lines(path)}" for path in files(".py", ".js", ".mjs", ".css") if lines(path) > FILE]

    assert long == []


def test_pages_are_short() -> None:
    pages = [path for path in files(".py", under="pages") if path.parent.name == "pages"]

    long = [f"{name(path)}: {lines(path)}" for path in pages if lines(path) > PAGE]

    assert long == []

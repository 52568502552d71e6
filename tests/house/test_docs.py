"""The documents keep up with the tree: settings, rooms, words, lengths, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sotecin_graph.settings import SETTINGS
from tests.house.tree import ROOT, files, name, text

ROLES = "Participant, contributor, facilitator, hub lead, programme lead"
THINGS = (
    "Community, Element, Link, Map, Workshop, Change, Cluster, Mission, Challenge, Call challenge, Open call, Brief"
)
WORDS = (ROLES, *THINGS.split(", "))
DOCUMENTS = [path for path in files(".md") if not name(path).startswith("tests/")]
SECTIONS = ("Context", "Decision", "Consequences")


def modules(folder: str) -> set[str]:
    """Modules and packages that lie directly in a package."""
    found = {path.stem for path in (ROOT / folder).glob("*.py")}
    found |= {path.parent.name for path in (ROOT / folder).glob("*/*.py")}
    return found - {"__init__", "__pycache__"}


def test_readme_has_each_setting() -> None:
    rows = set(re.findall(r"^\| `(SOTECIN_\w+)` \|", text("README.md"), flags=re.MULTILINE))

    assert rows == set(SETTINGS)


def test_no_text_names_a_setting_that_is_not_there() -> None:
    named = {word for path in DOCUMENTS for word in re.findall(r"\bSOTECIN_[A-Z_]*[A-Z]", text(name(path)))}

    assert named <= set(SETTINGS)


def test_readme_is_short() -> None:
    assert len(text("README.md").splitlines()) <= 120


@pytest.mark.parametrize("folder", ["sotecin_graph", "db", "pages"])
def test_structure_places_each_module(folder: str) -> None:
    placed = set(re.findall(r"`(\w+)`", text("docs/structure.md")))

    assert modules(folder) - placed == set()


def test_import_rules_place_what_structure_places() -> None:
    rules = set(re.findall(r"\w+", text("pyproject.toml").split("layers = [")[1].split("]\n")[0]))

    assert modules("sotecin_graph") - rules == set()


@pytest.mark.parametrize("word", WORDS)
def test_glossary_has_each_word(word: str) -> None:
    assert f"| **{word}** |" in text("docs/glossary.md")


@pytest.mark.parametrize("decision", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda path: path.stem[:4])
def test_decisions_are_short_and_whole(decision: Path) -> None:
    lines = decision.read_text(encoding="utf-8").splitlines()

    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", decision.stem)
    assert len(lines) <= 60
    assert [line[3:] for line in lines if line.startswith("## ")] == list(SECTIONS)
    assert any(re.match(r"Date: \d{4}-\d\d-\d\d\. Status: \w+", line) for line in lines)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    prose = re.sub(r"<!--.*?-->", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", prose)

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_changelog_has_a_place_for_what_is_new() -> None:
    assert "## [Unreleased]" in text("CHANGELOG.md")

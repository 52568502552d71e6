"""Words that must not stand in the tree, and names that say nothing."""

from __future__ import annotations

import pytest

from tests.house.tree import ROOT, files, name

TEXTS = (".py", ".js", ".css", ".html", ".toml", ".md", ".txt", ".yaml", ".yml", ".ini", ".mako", ".typ", ".svg", "")
HOSTS = ("pypi.org", "pythonhosted.org", "registry.npmjs", "registry.yarnpkg")
CDNS = ("cdn.jsdelivr", "unpkg.com", "cdnjs.cloudflare", "fonts.googleapis", "fonts.gstatic")
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "core", "manager", "handler", "data", "info", "misc"}
ROADS_TO_HTML = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment", "eval(")
APP = ("app.py", "pages/", "sotecin_graph/", "db/")


def holding(words: tuple[str, ...], *suffixes: str, within: tuple[str, ...] = ()) -> list[str]:
    """Where one of the words stands, as `file: word`; this folder, which has to name them, is left out."""
    found = []
    for path in files(*suffixes):
        where = name(path)
        if where.startswith("tests/house/") or (within and not where.startswith(within)):
            continue
        content = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{where}: {word}" for word in words if word in content]
    return found


@pytest.mark.parametrize(
    ("words", "suffixes", "within"),
    [
        (("unsafe_allow_html", "unsafe_allow_javascript"), (".py",), APP),
        (ROADS_TO_HTML, (".js", ".mjs"), ()),
        (HOSTS, TEXTS, ()),
        (CDNS, TEXTS, APP),
        (("/" + "work/",), TEXTS, ()),
        ((":g}", ":.0%}", ":.1%}", ":,}", ":.1f}", ":.2f}"), (".py",), ("pages/",)),
    ],
    ids=[
        "markup by people",
        "markup in the browser",
        "registries",
        "other people's servers",
        "paths of one machine",
        "decimal points",
    ],
)
def test_words_stay_out(words: tuple[str, ...], suffixes: tuple[str, ...], within: tuple[str, ...]) -> None:
    assert holding(words, *suffixes, within=within) == []


def test_modules_say_what_they_hold() -> None:
    empty = [name(path) for path in files(".py", ".js") if SAYS_NOTHING & set(path.stem.lower().split("_"))]

    assert empty == []


def test_folders_say_what_they_hold() -> None:
    folders = {part for path in files(".py", ".js") for part in path.relative_to(ROOT).parts[:-1]}

    assert folders & SAYS_NOTHING == set()

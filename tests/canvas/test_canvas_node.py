"""Runs the canvas's own tests, and looks at its files: checksums, sizes, words."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sotecin_graph.live.words import canvas_labels, canvas_words

HERE = Path(__file__).parent
CANVAS = HERE.parents[1] / "sotecin_graph" / "live" / "canvas"
OWN = sorted(path for path in CANVAS.glob("*.js") if path.name != "door.js")  # the door is a component of its own


def test_pure_parts_pass_in_node() -> None:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the pure parts of the canvas are not tested here")
    tests = [str(path) for path in sorted(HERE.glob("*.test.mjs"))]

    run = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)

    assert run.returncode == 0, run.stdout[-4000:]


def test_vendored_files_are_unchanged() -> None:
    listed = json.loads((CANVAS / "vendor" / "VENDOR.json").read_text())["files"]

    sums = {
        each["file"]: hashlib.sha256((CANVAS / "vendor" / each["file"]).read_bytes()).hexdigest() for each in listed
    }

    assert sums == {each["file"]: each["sha256"] for each in listed}
    assert all((CANVAS / "vendor" / each["licence_file"]).exists() for each in listed)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_module_is_checked_short_and_without_markup(path: Path) -> None:
    text = path.read_text()

    assert text.startswith("// @ts-check\n/**")
    assert len(text.splitlines()) < 400
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|https?://(?!www\.w3\.org)", text)


def test_every_text_that_the_canvas_asks_for_is_there() -> None:
    source = "\n".join(path.read_text() for path in OWN)
    asked = set(re.findall(r"\.say\(\"([\w.]+)\"", source))
    counted = {f"{key}.other" for key in re.findall(r"\.count\(\"([\w.]+)\"", source)}

    assert (asked | counted) - set(canvas_words()) == set()


def test_each_text_is_used() -> None:
    source = "\n".join(path.read_text() for path in OWN)
    known = {re.sub(r"\.(one|few|other|short)$", "", key) for key in canvas_words() if not key.startswith("step:")}
    made = (
        "room.",
        "facet.",
        "gap.",
        "look.",
        "seen.",
        "size.",
        "did.",
        "field.",
        "family.",
        "hint.",
        "tab.",
        "closed.",
    )

    assert {key for key in known if not key.startswith(made) and f'"{key}"' not in source} == set()


def test_labels_cover_each_vocabulary() -> None:
    labels = canvas_labels()

    assert list(labels) == ["kind", "type", "state", "hub", "chain", "strategy", "stage"]
    assert labels["kind"]["civil"] == "Civil society"

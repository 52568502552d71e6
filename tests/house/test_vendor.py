"""Third-party files stay byte for byte as their packages hold them, each with version, licence and checksum."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.house.tree import everything

LISTS = [path for path in everything() if path.stem == "VENDOR"]
SUM = re.compile(r"\b[0-9a-f]{64}\b")
OURS = {".py", ".svg", ".md", ".json"}


def listed(vendor: Path) -> dict[str, str]:
    """File name -> sha256, from a JSON list or from the rows of Markdown tables."""
    text = vendor.read_text(encoding="utf-8")
    if vendor.suffix == ".json":
        return {entry["file"]: entry["sha256"] for entry in json.loads(text)["files"]}
    found = {}
    for row in text.splitlines():
        if total := SUM.search(row):
            cells = [cell.strip(" `") for cell in row.split("|")]
            found[next(cell for cell in cells if (vendor.parent / cell).is_file() and cell)] = total.group()
    return found


@pytest.mark.parametrize("vendor", LISTS, ids=lambda path: path.parent.name)
def test_vendored_files_are_unchanged(vendor: Path) -> None:
    sums = listed(vendor)

    actual = {name: hashlib.sha256((vendor.parent / name).read_bytes()).hexdigest() for name in sums}

    assert actual == sums
    assert sums


@pytest.mark.parametrize("vendor", LISTS, ids=lambda path: path.parent.name)
def test_no_third_party_file_is_unlisted(vendor: Path) -> None:
    kinds = {Path(name).suffix for name in listed(vendor)} - OURS - {".txt"}

    present = {path.relative_to(vendor.parent).as_posix() for path in vendor.parent.rglob("*") if path.suffix in kinds}

    assert present == {name for name in listed(vendor) if Path(name).suffix in kinds}


@pytest.mark.parametrize("vendor", LISTS, ids=lambda path: path.parent.name)
def test_vendored_files_name_version_and_licence(vendor: Path) -> None:
    text = vendor.read_text(encoding="utf-8")

    assert re.search(r"\d+\.\d+\.\d+", text)
    assert any(licence in text for licence in ("MIT", "Apache-2.0", "OFL-1.1", "BSD-3-Clause"))
    assert [path for path in vendor.parent.rglob("*") if "licen" in path.name.lower() or "OFL" in path.name]


def test_there_is_something_vendored() -> None:
    assert LISTS

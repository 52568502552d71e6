"""The files of this checkout that are ours to keep in order; what is installed, generated or vendored is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUTSIDE = {"data", "build", "node_modules", "__pycache__"}
DOTTED = {".ci", ".streamlit"}
THIRD_PARTY = {"vendor", "fonts", "licences"}


@cache
def everything() -> tuple[Path, ...]:
    """All files of the checkout, third-party ones too; symbolic links are not followed."""
    found = []
    for folder, folders, files_here in os.walk(ROOT):
        folders[:] = [
            one
            for one in folders
            if one in DOTTED or not (one in OUTSIDE or one.startswith(".") or one.endswith(".egg-info"))
        ]
        found += [Path(folder, file) for file in files_here]
    return tuple(sorted(found))


def files(*suffixes: str, under: str = ".") -> Iterator[Path]:
    """Our files with one of these suffixes in a folder of the checkout."""
    for path in everything():
        is_ours = not THIRD_PARTY & set(path.relative_to(ROOT).parts)
        if is_ours and path.suffix in suffixes and path.is_relative_to(ROOT / under):
            yield path


def name(path: Path) -> str:
    """A path as people name it, from the checkout's root."""
    return path.relative_to(ROOT).as_posix()


def text(where: str) -> str:
    """A file's text, by its name from the checkout's root."""
    return (ROOT / where).read_text(encoding="utf-8")

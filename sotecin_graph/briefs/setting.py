"""Typesetting a folder that holds main.typ and its content: in place where it is small, else within hard limits."""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sotecin_graph import confined
from sotecin_graph.briefs.typefaces import FONT_FOLDER
from sotecin_graph.errors import Unavailable
from sotecin_graph.language import _

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

SMALL_BYTES = 1_500_000
"""Content and picture up to this size are set in place: typst takes a tenth of a second and holds no other thread up
(measured: a wait of 5 ms at most), where a process of its own takes half a second before it begins."""

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 30
WALL_SECONDS = 40
_SIZES = ("9.8", "9.4", "9", "8.8")
"""Body sizes in points, tried in turn until the brief fits one page; two pages are set in the first."""

_AT_ONCE = threading.BoundedSemaphore(2)
_QUEUE = threading.BoundedSemaphore(20)


def set_guarded(root: Path, *, is_covered: bool) -> bytes:
    """As `set_pages`; Unavailable where a large document takes more time or memory than it should, or many wait."""
    is_small = sum(file.stat().st_size for file in root.iterdir()) <= SMALL_BYTES
    if not _QUEUE.acquire(blocking=False):
        raise Unavailable(_("Several documents are being made just now. Please try again in a minute."))
    try:
        with _AT_ONCE:
            return (set_pages if is_small else _set_beside)(root, is_covered=is_covered)
    finally:
        _QUEUE.release()


def _set_beside(root: Path, *, is_covered: bool) -> bytes:
    given = {"root": str(root), "is_covered": is_covered, "memory": MEMORY_BYTES, "cpu": CPU_SECONDS}
    try:
        pages, code = confined.answer("sotecin_graph.briefs", json.dumps(given).encode(), wall_s=WALL_SECONDS)
    except confined.TookTooMuch:
        raise Unavailable from None
    if code or not pages.startswith(b"%PDF"):
        raise Unavailable
    return pages


def set_pages(root: Path, *, is_covered: bool) -> bytes:
    """The PDF, on one page where a body size of 8.8 to 9.8 points allows, else on as many as it needs."""
    from typst import Compiler

    compiler = Compiler(root / "main.typ", root=root, font_paths=_fonts(with_system=not is_covered))
    standards: list[PDFStandard] = ["ua-1"] if is_covered else []  # it forbids letters that no font has
    settings = []
    for size in _SIZES:
        compiled = compiler.compile(format="pdf", sys_inputs={"size": size}, pdf_standards=standards)
        assert isinstance(compiled, bytes)
        settings.append(compiled)
        pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
        if pages == 1:
            return compiled
        if pages > 2:  # letters a tenth smaller save a fifth of a page, not a whole one
            break
    return settings[0]


@lru_cache(maxsize=2)
def _fonts(*, with_system: bool) -> Fonts:
    from typst import Fonts

    return Fonts(include_system_fonts=with_system, include_embedded_fonts=False, font_paths=[FONT_FOLDER])

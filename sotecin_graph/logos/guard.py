"""Reading a logo from outside without risk to the app: a process with bounds draws it anew, one at a time."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass
from pathlib import PurePath

from sotecin_graph import confined
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _, spoken
from sotecin_graph.text import NAME_LENGTH, line

LARGEST_BYTES = 1_000_000
MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 5
WALL_SECONDS = 10
_PNG = b"\x89PNG\r\n\x1a\n"
_QUEUE = threading.BoundedSemaphore(6)
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as it is kept: the name of the file that was brought, and a PNG of our own making."""

    name: str
    content: bytes

    @property
    def mark(self) -> str:
        """What tells this picture from another one."""
        return hashlib.sha256(self.content).hexdigest()[:16]


def read_logo(content: bytes, filename: str) -> Logo:
    """The logo in a PNG, JPEG or WebP of at most 1 MB, drawn anew; BadInput says what else to bring."""
    _must_be_picture(content, filename)
    name = line(PurePath(filename.replace("\\", "/")).name[-NAME_LENGTH:], field=_("name of the file"))
    if not _QUEUE.acquire(blocking=False):
        raise BadInput(_("Several pictures are being read just now. Please try again in a minute."), field="logo")
    try:
        with _ONE_AT_A_TIME:
            return Logo(name, _drawn(content))
    finally:
        _QUEUE.release()


def _must_be_picture(content: bytes, filename: str) -> None:
    if not content:
        raise BadInput(_("The file is empty. Choose a PNG, JPEG or WebP of the logo."), field="logo")
    if len(content) > LARGEST_BYTES:
        raise BadInput(_("A logo has at most 1 MB. Export it in a smaller size."), field="logo")
    if content.startswith((_PNG, b"\xff\xd8\xff")) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return
    if filename.lower().endswith((".svg", ".svgz")) or b"<svg" in content[:2000].lower():
        raise BadInput(_("An SVG can carry programs, so it is not taken. Export the logo as PNG."), field="logo")
    raise BadInput(_("A logo is a PNG, JPEG or WebP picture. This file is something else."), field="logo")


def _drawn(content: bytes) -> bytes:
    limits = {"memory": MEMORY_BYTES, "cpu": CPU_SECONDS, "language": spoken()}
    too_much = BadInput(_("Reading this picture takes more time or memory than it should. Export it anew as PNG."))
    try:
        said, code = confined.answer(
            "sotecin_graph.logos", json.dumps(limits).encode() + b"\n" + content, wall_s=WALL_SECONDS
        )
    except confined.TookTooMuch as error:
        raise too_much from error
    if said.startswith(_PNG) and not code:
        return said
    if said.startswith(b"{"):
        raise BadInput(json.loads(said)["error"], field="logo")
    raise too_much

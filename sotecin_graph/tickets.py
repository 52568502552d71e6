"""Tickets: short-lived signed notes that let a browser do one thing, such as open a map's socket."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from sotecin_graph.errors import BadInput

MAP_TICKET_S = 60
CLAIM_S = 60
KEY_LENGTH = 32
"""Least characters of a key; a shorter one in the file is a damaged one."""


class Tickets:
    """Signs and checks tickets with the instance's key."""

    def __init__(self, key: str) -> None:
        self._key = key

    def issue(self, purpose: str, content: dict[str, Any]) -> str:
        """A ticket for one purpose."""
        return self._signer(purpose).dumps(content)

    def open(self, purpose: str, ticket: str, *, max_age_s: int) -> dict[str, Any] | None:
        """What the ticket says; None where it is forged, for another purpose, or too old."""
        try:
            content = self._signer(purpose).loads(ticket, max_age=max_age_s)
        except BadSignature:
            return None
        return content if isinstance(content, dict) else None

    def _signer(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._key, salt=f"sotecin.{purpose}")


def kept_key(folder: Path) -> str:
    """The key in a folder's file, made at the first call and readable by its owner only."""
    file = folder / "signing.key"
    if not file.exists():
        _make_key(file)
    key = file.read_text()
    if len(key) < KEY_LENGTH:
        raise BadInput(f"{file} is damaged. Remove it; a new key is made at the next start.", field="SOTECIN_SECRET")
    return key


def _make_key(file: Path) -> None:
    """Write the key whole or not at all; where two processes make one at once, the first one's stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(secrets.token_urlsafe(48))
        opened.flush()
        os.fsync(opened.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(made, file)
    made.unlink()

"""Tickets: short-lived signed notes that let a browser do one thing, such as open a map's socket."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

MAP_TICKET_S = 60
CLAIM_S = 60


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
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()

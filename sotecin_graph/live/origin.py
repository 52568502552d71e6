"""Whether a request comes from a page of ours: browsers send cookies along with anybody's requests, so we look."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection


def is_own_origin(connection: HTTPConnection) -> bool:
    """True where the Origin header names the host that was asked. A missing one is refused: browsers send it."""
    origin = connection.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == connection.headers.get("host", "")

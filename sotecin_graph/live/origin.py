"""Whether a request comes from a page of ours: browsers send cookies along with anybody's requests, so we look."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection


def is_own_origin(connection: HTTPConnection) -> bool:
    """True unless the Origin header names another host than the one that was asked.

    Without the header it is no page that asks: browsers send it with every POST and socket that could do harm.
    """
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == connection.headers.get("host", "")
    except ValueError:
        return False

"""Whether a request comes from a page of ours: browsers send cookies along with anybody's requests, so we look."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from sotecin_graph.instance import current

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_OWN_SITES = (None, "same-origin", "none")


def is_own_origin(connection: HTTPConnection) -> bool:
    """True unless the browser says that another site asks.

    Without an Origin header it is no page that asks: browsers send it with every POST and socket that could do harm.
    """
    headers = connection.headers
    origin = headers.get("origin")
    if headers.get("sec-fetch-site") not in _OWN_SITES:
        return False
    if origin is None:
        return True
    try:
        asked = urlsplit(origin).netloc
    except ValueError:
        return False
    return asked != "" and asked in (headers.get("host"), _own_netloc())


def is_own_reader(connection: HTTPConnection) -> bool:
    """True where a file is fetched by a page of ours or opened as a page of its own, not built into another site."""
    headers = connection.headers
    return headers.get("sec-fetch-site") in _OWN_SITES or headers.get("sec-fetch-mode") == "navigate"


def is_own_host(host: str) -> bool:
    """True for names that nobody can point at us from outside: ours, addresses, and names without a public domain.

    Another name may be a stranger's that resolves to this machine, and lets his page in as if it were ours.
    """
    if not _HOST.fullmatch(host):
        return False
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower().rstrip(".")
    is_local = "." not in name or name.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))
    return is_local or _is_address(name) or name == (urlsplit(current().settings.address).hostname or "")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _own_netloc() -> str:
    return urlsplit(current().settings.address).netloc

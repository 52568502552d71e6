"""Where others reach us: an address to print on a sheet, which no browser on this machine alone can tell."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

from sotecin_graph.instance import current


def shared_address(seen: str, told: str) -> str:
    """Where others reach us: as a browser does, or as the settings tell where that browser runs on our machine."""
    return told if is_only_here(seen) and not is_only_here(told) else seen


def reached_at(request: Request) -> str:
    """Where others reach us, as a request shows; the settings know more of it where they name the same host."""
    told = current().settings.address
    seen = f"{request.url.scheme}://{request.url.netloc}"
    return told if urlsplit(told).netloc == request.url.netloc else shared_address(seen, told)


def is_only_here(address: str) -> bool:
    """True for an address that no other machine can open, such as http://127.0.0.1:8501."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

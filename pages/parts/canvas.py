"""The live map on a page: the component, its ticket, and its words in the reader's language."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import segno
import streamlit as st

from pages.parts.desk import Desk
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.language import spoken
from sotecin_graph.live.words import canvas_labels, canvas_words
from sotecin_graph.services import sessions
from sotecin_graph.workshops import Workshop, spaced

_mount = st.components.v2.component(
    "sotecin-graph.canvas", js="canvas.js", css="canvas.css", html="<div class='sotecin-map'></div>"
)


def show_map(
    desk: Desk,
    map_id: MapId,
    *,
    mode: str = "edit",
    key: str = "map",
    focus: str | None = None,
    members: Sequence[ElementId] | None = None,
    workshop: Workshop | None = None,
    height: str | None = None,
) -> Any:
    """Mount the live map. The map itself comes over its own socket; only a ticket goes through here.

    `mode` is edit, view, projector, focus, phone or still; `members` gives the picture's cluster in focus and still.
    """
    data = {
        "map": map_id,
        "ticket": _ticket(desk, map_id, mode),
        "mode": mode,
        "focus": focus,
        "members": list(members) if members is not None else None,
        "language": spoken(),
        "words": canvas_words(),
        "labels": canvas_labels(),
        "join": _join(desk, workshop) if workshop else None,
        "now": datetime.now(UTC).isoformat(),
        "height": height,
    }
    return _mount(key=key, data=data, on_ticket_needed_change=lambda: None, height="content")


def join_address(desk: Desk, workshop: Workshop) -> str:
    """The link that brings someone straight to the join form of a workshop."""
    return f"{shared_address(desk)}/join?code={workshop.code}"


def shared_address(desk: Desk) -> str:
    """Where others reach us: as this browser does, or as the settings say where this browser runs on our machine."""
    seen, told = desk.address(), desk.instance.settings.address
    return told if is_only_here(seen) and not is_only_here(told) else seen


def is_only_here(address: str) -> bool:
    """True for an address that no other machine can open, such as http://127.0.0.1:8501."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def qr_svg(address: str) -> str:
    """A QR code of an address as SVG text, dark on white with its quiet zone."""
    return _qr(address, "svg", scale=8).decode()


def qr_png(address: str) -> bytes:
    """The same as a PNG, large enough for a poster of A4."""
    return _qr(address, "png", scale=32)


def _qr(address: str, form: str, *, scale: int) -> bytes:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind=form, scale=scale, border=4, dark="#14181F", light="#FFFFFF")
    return drawn.getvalue()


def _ticket(desk: Desk, map_id: MapId, mode: str) -> str:
    content = {
        "actor": desk.actor.id,
        "map": map_id,
        "language": spoken(),
        "session": sessions.hashed(desk.token) if desk.token else "",
        "is_here": mode in ("edit", "phone"),
    }
    return desk.instance.tickets.issue("map", content)


def _join(desk: Desk, workshop: Workshop) -> dict[str, str]:
    address = join_address(desk, workshop)
    return {"code": spaced(workshop.code), "address": f"{shared_address(desk)}/join", "qr": qr_svg(address)}

"""The live map on a page: the component, its ticket, and its words in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from sotecin_graph.briefs.qr import qr_svg
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.language import tag
from sotecin_graph.live.addresses import shared_address
from sotecin_graph.live.words import canvas_labels, canvas_words
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
    guest: str = "",
    main: MapId | None = None,
) -> Any:
    """Mount the live map. The map itself comes over its own socket; only a ticket goes through here.

    `mode` is edit, view, projector, focus, phone or still; `members` gives the picture's cluster in focus and still.
    `guest` is the id of the guest link where it is the reader's way to the map; `main` the map of all beside a table's,
    to which the reader may be called: the address is set before the page is drawn, as in `ways.step`.
    """
    data = {
        "map": map_id,
        "ticket": desk.map_ticket(map_id, guest=guest, is_here=mode in ("edit", "phone"), is_wall=mode == "projector"),
        "mode": mode,
        "focus": focus,
        "members": list(members) if members is not None else None,
        "language": tag(),
        "words": canvas_words(),
        "labels": canvas_labels(),
        "join": _join(desk, workshop) if workshop else None,
        "now": datetime.now(UTC).isoformat(),
        "height": height,
        "main": main,
    }
    goes = partial(st.query_params.from_dict, {"map": main}) if main else lambda: None
    ears = {"on_ticket_needed_change": lambda: None, "on_called_change": goes}
    return _mount(key=key, data=data, height="content", **ears)


def join_address(desk: Desk, workshop: Workshop) -> str:
    """The link that brings someone straight to the join form of a workshop; on a hub's own wall, to that room."""
    hub = st.query_params.get("hub", "")
    room = f"&hub={hub}" if hub in [each.value for each in workshop.hubs] else ""
    return f"{reached_at(desk)}/join?code={workshop.code}{room}"


def reached_at(desk: Desk) -> str:
    """Where others reach us, as far as this browser and the settings tell."""
    return shared_address(desk.address(), desk.instance.settings.address)


def _join(desk: Desk, workshop: Workshop) -> dict[str, str]:
    address = join_address(desk, workshop)
    return {"code": spaced(workshop.code), "address": f"{reached_at(desk)}/join", "qr": qr_svg(address)}

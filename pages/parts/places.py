"""Hubs, value chains and maps as a page's words and choices: whose they are, and what the reader may facilitate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from pages.parts.desk import Desk
from sotecin_graph.briefs.dates import listed
from sotecin_graph.language import _, ngettext
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Deed
from sotecin_graph.permissions import Place, may
from sotecin_graph.vocabulary import Chain, Hub, label


def hub_words(hubs: Sequence[Hub]) -> str:
    """Whose a map is: "North-West hub", "Hubs North-West and East", "5 hubs", "No hub"."""
    if not hubs:
        return _("No hub")
    if len(hubs) == 1:
        return _("{hub} hub").format(hub=label(hubs[0]))
    if len(hubs) == 2:
        return _("Hubs {hubs}").format(hubs=listed(map(label, hubs)))
    return ngettext("{count} hub", "{count} hubs", len(hubs)).format(count=len(hubs))


def chain_words(chains: Iterable[Chain]) -> str:
    """Value chains in a line."""
    return ", ".join(map(label, chains))


def own_hubs(desk: Desk) -> list[Hub]:
    """The hubs for which the reader may open maps and workshops."""
    return [hub for hub in Hub if may(desk.actor, Deed.FACILITATE, Place((hub,)))]


def facilitated_maps(desk: Desk) -> list[MapFacts]:
    """The maps that the reader may facilitate."""
    return [each for each in desk.maps() if not each.table and may(desk.actor, Deed.FACILITATE, _place(each))]


def _place(facts: MapFacts) -> Place:
    return Place(facts.hubs, facts.workshop_id)


def required(words: str) -> str:
    """The label of a field that must be filled in; the form says what the star means."""
    return f"{words} *"


def ask_hubs(desk: Desk, *, key: str, is_required: bool = False) -> list[Hub]:
    """One hub, or several for a mashup; it begins with the reader's own."""
    first = desk.actor.hub or next(iter(own_hubs(desk)), None)
    return st.multiselect(
        required(_("Hub, or several for a mashup")) if is_required else _("Hub, or several for a mashup"),
        list(Hub),
        default=[first] if first else [],
        format_func=label,
        placeholder=_("Choose hubs"),
        key=key,
    )


def ask_chains(*, key: str, default: Sequence[Chain] = (), is_required: bool = False) -> list[Chain]:
    """The value chains of a map or workshop."""
    return st.multiselect(
        required(_("Value chains")) if is_required else _("Value chains"),
        list(Chain),
        default=list(default),
        format_func=label,
        placeholder=_("Choose value chains"),
        key=key,
    )

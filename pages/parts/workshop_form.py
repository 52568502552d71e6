"""The form that opens a workshop: on which map, for whom, when, by which agenda and with which consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.agenda import Draft, edit_agenda
from pages.parts.agenda_choice import choose_agenda, offer_keeping
from pages.parts.desk import Desk
from pages.parts.notices import tell
from pages.parts.places import ask_chains, ask_hubs, facilitated_maps, hub_words, required
from pages.parts.style import card
from pages.parts.workshop_words import ask_people, ask_words
from sotecin_graph.briefs.dates import city, elsewhere, moment
from sotecin_graph.errors import BadInput, SotecinError
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import workshops
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import HUBS, Hub
from sotecin_graph.workshops import Plan, Step, Workshop, WorkshopState

_FORM = "workshop"
_ROUND = timedelta(minutes=30)


def show_form(desk: Desk) -> Workshop | None:
    """Draw the form; the workshop that was opened with it just now, if one was."""
    key = f"workshops.{desk.form_key(_FORM)}"
    with card("where"):
        given = _where(desk, key)
        at_field = st.container()
    hubs = given["hubs"]
    with card("when"):
        given |= ask_when(hubs, key)
    with card("how"):
        given["steps"] = _agenda(desk, given, key)
        offer_keeping(desk, given["steps"], hubs, key)
    with card("taking-part"):
        usual = Plan(has_table_maps=any(step.is_at_tables for step in given["steps"]))
        given |= ask_words(hubs, key, people=ask_people(key, usual))
    can_join = st.toggle(
        _("People can join from now on"),
        value=True,
        help=_("Otherwise it is planned: the code works from the moment when you open it."),
        key=f"{key}.join",
    )
    state = WorkshopState.OPEN if can_join else WorkshopState.PLANNED
    words = _("Open the workshop") if can_join else _("Plan the workshop")
    at_button = st.container()
    if not st.button(words, type="primary", icon=":material/groups:", key=f"{key}.open"):
        return None
    try:
        made = desk.do(workshops.open_workshop, state=state, **given)
    except SotecinError as error:
        _tell(error, at_button, at_field)
        return None
    desk.keep.values.pop(f"{key}.steps", None)
    desk.renew(_FORM)
    return made


def _tell(error: SotecinError, at_button: DeltaGenerator, at_field: DeltaGenerator) -> None:
    """Above the button, where the reader looks; and at the fields where it is about these."""
    with at_button:
        tell(error)
    if isinstance(error, BadInput) and error.field in {_("title"), "hubs", "chains"}:
        with at_field:
            tell(error)


def _agenda(desk: Desk, given: dict[str, Any], key: str) -> tuple[Step, ...]:
    """The agenda that was chosen, as the reader has changed it; choosing another begins anew."""
    st.subheader(_("Agenda"), anchor=False)
    chosen, steps = choose_agenda(desk, key)
    name = f"{key}.steps.{chosen}"
    steps = desk.keep.values.get(name, steps)
    edit_agenda(desk, Draft(name, steps, given["starts_at"], given["timezone"]))
    return steps


def _where(desk: Desk, key: str) -> dict[str, Any]:
    """Title, hubs, chains and map; a map that is there brings its hubs and chains along."""
    free: dict[str, MapFacts] = {each.id: each for each in facilitated_maps(desk) if each.workshop_id is None}
    wanted = free.get(st.query_params.get("map", ""))
    on_map: MapFacts | None = None
    if free:
        choices = [_("On a map of its own"), _("On a map that is there")]
        chosen = st.segmented_control(
            _("Map"), choices, default=choices[bool(wanted)], required=True, key=f"{key}.place"
        )
        if chosen == choices[1]:
            ident = st.selectbox(
                _("Map without a workshop"),
                list(free),
                index=list(free).index(wanted.id) if wanted else 0,
                format_func=lambda ident: free[ident].name if ident in free else "",
                key=f"{key}.map",
            )
            on_map = free.get(ident)
    about = on_map.id if on_map else "new"
    st.caption(_("Fields with * must be filled in."))
    title = st.text_input(
        required(_("Title")),
        on_map.name if on_map else "",
        max_chars=NAME_LENGTH,
        placeholder=_("Textiles, Waterhoven"),
        key=f"{key}.title.{about}",
    )
    if on_map and on_map.hubs:
        st.caption(hub_words(on_map.hubs))
        hubs = list(on_map.hubs)
    else:
        hubs = ask_hubs(desk, key=f"{key}.hubs", is_required=True)
    chains = ask_chains(key=f"{key}.chains.{about}", default=on_map.chains if on_map else (), is_required=True)
    return {"title": title, "hubs": hubs, "chains": chains, "map_id": on_map.id if on_map else None}


def ask_when(hubs: Sequence[Hub], key: str, before: Workshop | None = None) -> dict[str, Any]:
    """Date and time in a zone of the hubs, with what that means elsewhere."""
    own = [before.timezone] if before else []
    zones = list(dict.fromkeys([*own, *(HUBS[hub].timezone for hub in [*hubs, *Hub])]))
    left, right = st.columns(2)
    zone = right.selectbox(
        _("Time zone"), zones, format_func=lambda zone: f"{city(zone)} ({zone})", key=f"{key}.zone.{zones[0]}"
    )
    soon = _local(before) if before else _next_half_hour(zones[0])
    typed = left.datetime_input(
        _("Date and time"), soon, format="DD/MM/YYYY", required=True, key=f"{key}.at.{zones[0]}"
    )
    starts_at = (typed or soon).replace(tzinfo=ZoneInfo(zone))
    st.caption(moment(starts_at, zone))
    if len(hubs) > 1:
        st.caption(elsewhere(starts_at, zone))
    return {"starts_at": starts_at, "timezone": zone}


def _local(workshop: Workshop) -> datetime:
    return workshop.starts_at.astimezone(ZoneInfo(workshop.timezone)).replace(tzinfo=None)


def _next_half_hour(zone: str) -> datetime:
    now = datetime.now(UTC).astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0, tzinfo=None)
    return now + _ROUND - timedelta(minutes=now.minute % 30)

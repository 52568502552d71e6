"""The form that opens a workshop: on which map, for whom, when, by which agenda and with which consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from babel import Locale

from pages.parts.desk import Desk
from pages.parts.places import ask_chains, ask_hubs, facilitated_maps, hub_words
from pages.parts.style import card
from sotecin_graph.briefs.dates import city, elsewhere, locale, moment
from sotecin_graph.language import LANGUAGES, _, ngettext, speaking
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import workshops
from sotecin_graph.services.workshops import CONSENT_LENGTH, standard_consent
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import HUBS, Hub
from sotecin_graph.workshops import AGENDAS, Workshop, WorkshopState, words_for

_FORM = "workshop"
_ROUND = timedelta(minutes=30)


def show_form(desk: Desk) -> Workshop | None:
    """Draw the form; the workshop that was opened with it just now, if one was."""
    key = f"workshops.{desk.form_key(_FORM)}"
    with card("where"):
        given = _where(desk, key)
    hubs = given["hubs"]
    with card("when"):
        given |= _when(hubs, key)
    with card("how"):
        given |= {"agenda": _agenda(key), **_words(hubs, key)}
    can_join = st.toggle(
        _("People can join from now on"),
        value=True,
        help=_("Otherwise it is planned: the code works from the moment when you open it."),
        key=f"{key}.join",
    )
    state = WorkshopState.OPEN if can_join else WorkshopState.PLANNED
    if not st.button(_("Open the workshop"), type="primary", icon=":material/groups:", key=f"{key}.open"):
        return None
    made = desk.tried(workshops.open_workshop, state=state, **given)
    if made:
        desk.renew(_FORM)
    return made


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
    title = st.text_input(
        _("Title"),
        on_map.name if on_map else "",
        max_chars=NAME_LENGTH,
        placeholder=_("Textiles, Waterhoven"),
        key=f"{key}.title.{about}",
    )
    if on_map and on_map.hubs:
        st.caption(hub_words(on_map.hubs))
        hubs = list(on_map.hubs)
    else:
        hubs = ask_hubs(desk, key=f"{key}.hubs")
    chains = ask_chains(key=f"{key}.chains.{about}", default=on_map.chains if on_map else ())
    return {"title": title, "hubs": hubs, "chains": chains, "map_id": on_map.id if on_map else None}


def _when(hubs: Sequence[Hub], key: str) -> dict[str, Any]:
    """Date and time in a zone of the hubs, with what that means elsewhere."""
    zones = list(dict.fromkeys(HUBS[hub].timezone for hub in [*hubs, *Hub]))
    left, right = st.columns(2)
    zone = right.selectbox(
        _("Time zone"), zones, format_func=lambda zone: f"{city(zone)} ({zone})", key=f"{key}.zone.{zones[0]}"
    )
    soon = _next_half_hour(zones[0])
    typed = left.datetime_input(
        _("Date and time"), soon, format="DD/MM/YYYY", required=True, key=f"{key}.at.{zones[0]}"
    )
    starts_at = (typed or soon).replace(tzinfo=ZoneInfo(zone))
    st.caption(moment(starts_at, zone))
    if len(hubs) > 1:
        st.caption(elsewhere(starts_at, zone))
    return {"starts_at": starts_at, "timezone": zone}


def _next_half_hour(zone: str) -> datetime:
    now = datetime.now(UTC).astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0, tzinfo=None)
    return now + _ROUND - timedelta(minutes=now.minute % 30)


def _agenda(key: str) -> str:
    """The agenda, with its steps and minutes."""
    agenda: str = st.selectbox(
        _("Agenda"),
        list(AGENDAS),
        index=list(AGENDAS).index("half-day"),
        format_func=lambda one: _(AGENDAS[one][0]),
        key=f"{key}.agenda",
    )
    steps = AGENDAS[agenda][1]
    rows = [
        {_("Step"): _(step.title), _("Minutes"): str(step.minutes), _("What it takes"): words_for(step.takes) or "–"}
        for step in steps
    ]
    with st.expander(_steps_words(len(steps), sum(step.minutes for step in steps)), icon=":material/list:"):
        st.table(rows, border="horizontal", hide_index=True)
    return agenda


def _steps_words(count: int, minutes: int) -> str:
    steps = ngettext("{count} step", "{count} steps", count).format(count=count)
    return _("{steps}, {hours} h {minutes:02} min together").format(
        steps=steps, hours=minutes // 60, minutes=minutes % 60
    )


def _words(hubs: Sequence[Hub], key: str) -> dict[str, Any]:
    """The language of the room, and the consent text in it, which the facilitator may make their own."""
    first = HUBS[hubs[0]].countries[0].lower() if len(hubs) == 1 else "en"
    first = first if first in LANGUAGES else "en"
    language = st.selectbox(
        _("Language of the room"),
        LANGUAGES,
        index=LANGUAGES.index(first),
        format_func=_language_name,
        key=f"{key}.language.{first}",
    )
    with speaking(language):
        prefilled = standard_consent()
    consent = st.text_area(
        _("Consent text: everyone reads it and agrees before they join"),
        prefilled,
        max_chars=CONSENT_LENGTH,
        height=132,
        key=f"{key}.consent.{language}",
    )
    return {"language": language, "consent_text": consent}


def _language_name(language: str) -> str:
    name = Locale(language).get_display_name(locale()) or language
    return name[:1].upper() + name[1:]

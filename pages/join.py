"""Join a workshop by its code, under an alias, with consent to the workshop's own text: no account."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts import notices
from pages.parts.aliases import suggested
from pages.parts.desk import Desk
from pages.parts.door import is_coming_in, let_in
from pages.parts.languages import choose_language
from pages.parts.rehearsal import mark
from pages.parts.style import card, page
from pages.parts.words import plain
from sotecin_graph.errors import SotecinError
from sotecin_graph.language import _, spoken
from sotecin_graph.services import sessions
from sotecin_graph.vocabulary import label
from sotecin_graph.workshops import Workshop, WorkshopState, compact, spaced

CODE_MOST = 20


def show(desk: Desk) -> None:
    """Draw the page: the code first, and once it is known what to agree to."""
    with page("narrow"):
        st.title(_("Join the workshop"))
        if is_coming_in(desk):
            let_in(desk, then="/")
            return
        workshop = _workshop(desk, st.query_params.get("code", ""))
        if workshop is None:
            _ask_code()
        else:
            _ask_who(desk, workshop)
        choose_language(desk, key="join.language")


def _workshop(desk: Desk, code: str) -> Workshop | None:
    """The workshop of a code that stands in the address; a wrong one is told."""
    if not code.strip():
        return None
    ask = partial(desk.ask, sessions.find_workshop, code=code)
    try:
        return desk.instance.codes.look_up(code, desk.caller(), ask)
    except SotecinError as error:
        notices.tell(error)
        return None


def _ask_code() -> None:
    with st.form("join.code", border=False):
        given = st.query_params.get("code", "")[:CODE_MOST]
        code = st.text_input(_("Code on the screen"), value=given, max_chars=CODE_MOST, key="join.code.text")
        is_sent = st.form_submit_button(
            _("Go on"), type="primary", icon=":material/arrow_forward:", width="stretch", key="join.go_on"
        )
    if is_sent and code.strip():
        _look_up(code)
    elif is_sent:
        st.error(_("Type the code that is on the screen in the room."), icon=":material/error:")


def _ask_who(desk: Desk, workshop: Workshop) -> None:
    mark(workshop)
    st.caption(plain(workshop.title))
    with st.form("join.form", border=False):
        given = spaced(workshop.code)
        code = st.text_input(_("Code on the screen"), value=given, max_chars=CODE_MOST, key="join.form.code")
        alias = _ask_alias(desk, workshop)
        hub = _ask_hub(workshop)
        with card("consent"):
            st.markdown(f"**{_('What happens with what you write')}**")
            for part in workshop.consent_in(spoken()).splitlines():
                st.markdown(plain(part))
            consents = st.checkbox(_("I agree"), key="join.consents")
        is_sent = st.form_submit_button(
            _("Join"), type="primary", icon=":material/login:", width="stretch", key="join.join"
        )
    if workshop.state is WorkshopState.CLOSED:
        st.info(
            _("Were you there? Open your private link instead: you go on as yourself, with the votes that you gave."),
            icon=":material/key:",
        )
    if desk.actor.participant_of == workshop.id:
        st.caption(_("You have joined on this device: you go on as {name}.").format(name=plain(desk.actor.name)))
    elif not desk.actor.is_anonymous:
        st.caption(_("On this device you are {name}; joining replaces that.").format(name=plain(desk.actor.name)))
    if is_sent and compact(code) != workshop.code:
        _look_up(code)
    elif is_sent:
        _join(desk, workshop, alias, consents=consents, hub=hub)


def _ask_hub(workshop: Workshop) -> str:
    """In which hub's room of a mashup; the link of a room says it already."""
    if len(workshop.hubs) < 2:
        return ""
    said = st.query_params.get("hub", "")
    hubs = [hub.value for hub in workshop.hubs]
    names = {hub.value: label(hub) for hub in workshop.hubs}
    first = hubs.index(said) if said in hubs else None
    words = _("Choose, or leave open")
    chosen = st.selectbox(
        _("In which room are you?"), hubs, first, format_func=names.__getitem__, placeholder=words, key="join.hub"
    )
    return chosen or ""


def _ask_alias(desk: Desk, workshop: Workshop) -> str:
    if workshop.plan.hides_names:
        st.caption(_("Nobody is asked for a name: everyone is “{word}” here.").format(word=plain(workshop.unnamed)))
        return ""
    alias = st.text_input(
        _("Your alias"),
        suggested(desk),
        max_chars=sessions.ALIAS_LENGTH,
        key="join.alias",
        autocomplete="nickname",
    )
    st.caption(_("Everyone in the room sees your alias: keep this one, or choose your own. You need no account."))
    return alias


def _join(desk: Desk, workshop: Workshop, alias: str, *, consents: bool, hub: str) -> None:
    actor_id = desk.tried(sessions.join_workshop, code=workshop.code, alias=alias, consents=consents, hub=hub)
    if actor_id:
        desk.enter_as(actor_id)
        st.rerun()


def _look_up(code: str) -> None:
    """Another code is another workshop, with a consent text of its own: show that first."""
    st.query_params["code"] = code
    st.rerun()

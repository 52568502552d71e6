"""Which agenda a workshop begins with, a built-in one or one that the hub keeps; and keeping one for the next time."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import done
from pages.parts.places import own_hubs
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.agendas import AGENDAS, Agenda
from sotecin_graph.language import _
from sotecin_graph.services import agendas
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import Hub, label
from sotecin_graph.workshops import Step

_FORM, _DONE = "agenda-keep", "agenda-keep.done"


def choose_agenda(desk: Desk, key: str) -> tuple[str, tuple[Step, ...]]:
    """What the agenda begins as: its key, and its steps. A kept one can be let go here."""
    kept: dict[str, Agenda] = {each.id: each for each in desk.ask(agendas.agendas_of)}
    several = len({each.hub for each in kept.values()}) > 1

    def words(choice: str) -> str:
        if choice in AGENDAS:
            return _(AGENDAS[choice][0])
        agenda = kept.get(choice)
        if agenda is None:
            return ""
        return f"{agenda.title} ({label(agenda.hub)})" if several else agenda.title

    choices = [*kept, *AGENDAS]
    chosen: str = st.selectbox(
        _("Begin with"),
        choices,
        index=choices.index("half-day"),
        format_func=words,
        key=f"{key}.agenda.{desk.form_key(_FORM)}",
    )
    if chosen in kept:
        if st.button(_("Let go of this agenda"), icon=":material/delete:", type="tertiary", key=f"{key}.forget"):
            desk.tried(agendas.remove_agenda, ident=kept[chosen].id)
            desk.renew(_FORM)
            st.rerun()
        return chosen, kept[chosen].steps
    return chosen, AGENDAS[chosen][1]


def offer_keeping(desk: Desk, steps: Sequence[Step], hubs: Sequence[Hub], key: str) -> None:
    """Keep these steps as an agenda of one's own hub, under a name."""
    own = [hub for hub in own_hubs(desk) if hub in hubs] or own_hubs(desk)
    said = desk.keep.values.pop(_DONE, "")
    if said:
        done(said)
    if not own:
        return
    with st.expander(_("Keep this agenda for the next workshop"), icon=":material/bookmark_add:"):
        form = f"{key}.{desk.form_key(_FORM)}"
        hub = own[0]
        if len(own) > 1:
            hub = st.selectbox(_("Hub"), own, format_func=label, key=f"{form}.hub")
        title = st.text_input(_("Name of the agenda"), max_chars=NAME_LENGTH, key=f"{form}.title")
        st.caption(_("Facilitators of the hub find it beside the built-in ones. One of the same name is replaced."))
        with row():
            is_sent = st.button(_("Keep it"), icon=":material/bookmark_add:", key=f"{form}.keep")
        if is_sent and desk.tried(agendas.keep_agenda, hub=hub, title=title, steps=steps):
            desk.keep.values[_DONE] = _("“{title}” is kept for the hub.").format(title=plain(title))
            desk.renew(_FORM)
            st.rerun()

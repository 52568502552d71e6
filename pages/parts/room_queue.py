"""What waits for a facilitator's yes: each contribution as it would stand on the map, accepted or sent back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.pictures import empty_state
from pages.parts.states import KIND_ICONS
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.elements import ElementId
from sotecin_graph.held import Held
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import contributions, moderation
from sotecin_graph.services.moderation import ANSWER_LENGTH
from sotecin_graph.vocabulary import Kind, LinkType, label
from sotecin_graph.workshops import Workshop

_SHOWN = 20


def show_queue(desk: Desk, workshop: Workshop) -> None:
    """The queue, the first first."""
    waiting = desk.ask(moderation.queue, map_id=workshop.map_id)
    if not waiting:
        empty_state(
            "queue-none",
            _("Nothing waits"),
            _("What participants add comes here first, and goes on the map when you accept it."),
        )
        return
    count = len(waiting)
    words = ngettext("{count} contribution waits", "{count} contributions wait", count).format(count=count)
    with row():
        st.markdown(f"**{words}**", width="content")
        st.space("stretch")
        if st.button(_("Accept all that is shown"), icon=":material/done_all:", key=f"desk.queue.all.{count}"):
            _accept(desk, workshop, waiting[:_SHOWN])
    maps = dict.fromkeys(held.map_id for held in waiting)
    names = {each.id: each.name for ident in maps for each in desk.ask(contributions.elements_on, map_id=ident)}
    for held in waiting[:_SHOWN]:
        _one(desk, workshop, held, names)


def _one(desk: Desk, workshop: Workshop, held: Held, names: Mapping[ElementId, str]) -> None:
    with card(f"held-{held.id}"):
        st.markdown(_words(held, names))
        st.caption(plain(_("by {name}").format(name=held.by)))
        with row():
            if st.button(_("Accept"), icon=":material/check:", key=f"desk.accept.{held.id}"):
                _accept(desk, workshop, [held])
            with st.popover(_("Send back"), icon=":material/reply:"), st.form(f"desk.back.{held.id}", border=False):
                sentence = st.text_input(
                    _("What should be different?"), max_chars=ANSWER_LENGTH, key=f"desk.answer.{held.id}"
                )
                if st.form_submit_button(_("Send back"), type="primary", key=f"desk.send.{held.id}"):
                    _send_back(desk, workshop, held, sentence)


def _words(held: Held, names: Mapping[ElementId, str]) -> str:
    """The contribution in a line or two."""
    if held.is_link:
        ends = [plain(names.get(ElementId(held.content[end]), "…")) for end in ("source", "target")]
        return f":material/linear_scale: **{ends[0]} → {ends[1]}** ({plain(label(LinkType(held.content['type'])))})"
    kind = Kind(held.content["kind"])
    problem = held.content["problem"]
    more = f"  \n{plain(problem)}" if problem and problem.rstrip(".") != held.content["name"] else ""
    return f"{KIND_ICONS[kind]} **{plain(held.content['name'])}** ({plain(label(kind))}){more}"


def _accept(desk: Desk, workshop: Workshop, held: list[Held]) -> None:
    with told():
        desk.do(moderation.accept, map_id=workshop.map_id, idents=[each.id for each in held])
        st.rerun()


def _send_back(desk: Desk, workshop: Workshop, held: Held, sentence: str) -> None:
    with told():
        desk.do(moderation.send_back, map_id=workshop.map_id, ident=held.id, sentence=sentence)
        st.rerun()

"""What someone with an account may do next: one errand with the only filled button, and the maps of their hubs."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.style import card, row
from pages.parts.ways import go, link
from pages.parts.words import plain
from sotecin_graph.language import _, capital
from sotecin_graph.services.ground import Ground
from sotecin_graph.services.next_steps import Errand, NextSteps, next_steps
from sotecin_graph.vocabulary import label
from sotecin_graph.workshops import Workshop, WorkshopState, spaced


def show_next_steps(desk: Desk) -> None:
    """Draw the errand and the maps."""
    steps = desk.ask(next_steps)
    left, right = st.columns([6, 5], gap="large")
    with left, card("errand"):
        _errand(desk, steps)
    with right, card("maps"):
        st.caption(_("Maps of your hub") if desk.actor.hub else _("Maps"))
        for ground in steps.grounds:
            with st.container(gap="xxsmall"):
                _map_line(ground, has_code=steps.errand is not Errand.READ)


def _errand(desk: Desk, steps: NextSteps) -> None:
    sentence, word, icon, path = _words(steps)
    st.caption(plain(desk.actor.name))
    st.markdown(f"#### {sentence}")
    if st.button(word, type="primary", icon=f":material/{icon}:", key="start.next"):
        go(path, **({"map": steps.about.facts.id} if steps.about else {}))


def _words(steps: NextSteps) -> tuple[str, str, str, str]:
    """The sentence, the button's word and icon, and the page that it leads to."""
    name = plain(steps.about.facts.name) if steps.about else ""
    if steps.errand is Errand.RUN and steps.about and steps.about.workshop:
        workshop = steps.about.workshop
        sentence = _("“{map}” is open: {step}.").format(map=name, step=_step(workshop))
        return sentence, _("Open the live map"), "hub", "map"
    if steps.errand is Errand.PROMOTE:
        sentence = _("Groups on “{map}” wait for your decision.").format(map=name)
        return sentence, _("Look at the groups"), "bubble_chart", "clusters"
    if steps.errand is Errand.PLAN:
        return _("No workshop of yours is open."), _("Plan a workshop"), "groups", "workshops"
    if steps.errand is Errand.READ and steps.about:
        return _("“{map}” is open to you.").format(map=name), _("Look at the map"), "hub", "map"
    if steps.errand is Errand.READ:
        return _("Missions and open calls are here to read."), _("See the missions"), "flag", "missions"
    return _("Something on your mind since the workshop?"), _("Add a challenge"), "add_circle", "contribute"


def _map_line(ground: Ground, *, has_code: bool) -> None:
    with row():
        link("map", plain(ground.facts.name), icon=":material/map:", map=ground.facts.id)
        if ground.workshop and ground.workshop.state is WorkshopState.OPEN:
            words = _("Open, code {code}").format(code=spaced(ground.workshop.code)) if has_code else _("Open now")
            st.badge(words, icon=":material/sensors:", color="green")
    if ground.workshop and ground.workshop.state is WorkshopState.OPEN:
        st.caption(capital(_step(ground.workshop)))
    else:
        st.caption(", ".join(label(hub) for hub in ground.facts.hubs))


def _step(workshop: Workshop) -> str:
    text = _("step {number} of {count}, “{title}”")
    return text.format(number=workshop.step + 1, count=len(workshop.steps), title=plain(_(workshop.current.title)))

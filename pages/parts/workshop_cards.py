"""A workshop on a page: its card in the list, and its own page with code, people and agenda."""

from __future__ import annotations

import streamlit as st

from pages.parts.agenda import show_agenda
from pages.parts.canvas import join_address
from pages.parts.desk import Desk
from pages.parts.facilitate import state_button
from pages.parts.handbook import handbook_button, phase_of
from pages.parts.invitation import show_invitation
from pages.parts.notices import done
from pages.parts.places import chain_words, hub_words
from pages.parts.rehearsal import show_rehearsal
from pages.parts.share import projector_address, show_join
from pages.parts.states import badge, example_badge
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from pages.parts.workshop_words import language_name
from sotecin_graph.agendas import kept_until, planned_end
from sotecin_graph.briefs.dates import clock, day, moment
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import endings
from sotecin_graph.services.workshops import WorkshopView
from sotecin_graph.workshops import Workshop, WorkshopState, spaced


def state_badge(state: WorkshopState) -> None:
    """Whether a workshop is going on."""
    if state is WorkshopState.OPEN:
        badge(_("Live"), "green", "sensors")
    elif state is WorkshopState.PLANNED:
        badge(_("Planned"), "blue", "schedule")
    else:
        badge(_("Closed"), "gray", "lock")


def show_card(desk: Desk, view: WorkshopView) -> None:
    """A workshop in the list."""
    workshop = view.workshop
    with card(f"workshop-{workshop.id}"):
        with row():
            st.subheader(plain(workshop.title), anchor=False, width="content")
            state_badge(workshop.state)
            _marks(workshop)
            st.space("stretch")
            if workshop.state is WorkshopState.OPEN:
                st.markdown(f"{_('Code')} **{spaced(workshop.code)}**", width="content")
        st.caption(f"{_facts(workshop)}  \n{moment(workshop.starts_at, workshop.timezone)} · {joined_words(view)}")
        with row():
            words, key = _("Code, people and agenda"), f"workshops.show.{workshop.id}"
            step(words, icon=":material/groups:", kind="secondary", key=key, workshop=workshop.id)
            if workshop.state is WorkshopState.OPEN:
                link("desk", _("Facilitator’s desk"), icon=":material/space_dashboard:", map=workshop.map_id)
            link("map", _("Map"), icon=":material/hub:", map=workshop.map_id)
            projector_link(desk, workshop, is_first=False)


def show_workshop(desk: Desk, view: WorkshopView, *, is_new: bool = False) -> None:
    """The workshop's own page."""
    workshop = view.workshop
    is_open = workshop.state is WorkshopState.OPEN
    if is_new and is_open:
        done(_("The workshop is open. Show the projector view, and people join with the code."))
    elif is_new:
        done(_("The workshop is planned. Its code works once you open it."))
    _head(desk, view)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        with card("join"):
            if is_open:
                show_join(desk, workshop, key="workshops", has_files=False)
            else:
                _not_open(desk, workshop)
            show_invitation(workshop)
        with card("plan"):
            _plan(view)
        with card("rehearsal"):
            show_rehearsal(desk, workshop)
    with right:
        with card("people"):
            _people(view)
        with card("agenda"):
            _agenda(workshop)


def _head(desk: Desk, view: WorkshopView) -> None:
    workshop = view.workshop
    step(_("All workshops"), icon=":material/arrow_back:", key="workshops.all")
    with row():
        st.title(plain(workshop.title), anchor=False, width="content")
        state_badge(workshop.state)
        _marks(workshop)
    ends = clock(planned_end(workshop), workshop.timezone)
    when = _("{moment}, until {end}").format(moment=moment(workshop.starts_at, workshop.timezone), end=ends)
    st.caption(f"{_facts(workshop)}  \n{when}")
    with row():
        projector_link(desk, workshop, is_first=True)
        link("desk", _("Facilitator’s desk"), icon=":material/space_dashboard:", map=workshop.map_id)
        link("map", _("Open the map"), icon=":material/hub:", map=workshop.map_id)
        fill = _("Fill the map")
        step(fill, icon=":material/add_location_alt:", key="workshops.fill", workshop=workshop.id, show="fill")
        link("close", _("Decisions, closing, summary"), icon=":material/fact_check:", workshop=workshop.id)
        link("trace", _("What became of it"), icon=":material/conversion_path:", workshop=workshop.id)
        handbook_button(phase_of(workshop), key="workshops")
        st.space("stretch")
        state_button(desk, workshop, key="workshops")


def _not_open(desk: Desk, workshop: Workshop) -> None:
    """Nobody can join; unless the follow-up is on."""
    found = desk.ask(endings.closing_of, ident=workshop.id)
    if found.is_late_open and found.ending.follow_up_until:
        until = moment(found.ending.follow_up_until, workshop.timezone)
        st.subheader(_("Open for latecomers"), anchor=False)
        st.write(_("The workshop is over. Until {when} the code still lets people add and vote.").format(when=until))
        show_join(desk, workshop, key="workshops", has_files=False)
        return
    st.subheader(_("Nobody can join now"), anchor=False)
    st.write(_("The code {code} works while the workshop is open.").format(code=spaced(workshop.code)))
    if workshop.state is WorkshopState.PLANNED:
        st.caption(_("The link to join, to send beforehand:"))
        st.code(join_address(desk, workshop), language=None, wrap_lines=True)


def _marks(workshop: Workshop) -> None:
    if workshop.is_rehearsal:
        badge(_("Rehearsal"), "orange", "theater_comedy")
    elif workshop.is_example:
        example_badge()


def _facts(workshop: Workshop) -> str:
    return f"{hub_words(workshop.hubs)} · {chain_words(workshop.chains)}"


def projector_link(desk: Desk, workshop: Workshop, *, is_first: bool) -> None:
    """The way to the room's screen, in a window of its own."""
    st.link_button(
        _("Projector view"),
        projector_address(desk, workshop.map_id),
        type="primary" if is_first else "tertiary",
        icon=":material/present_to_all:",
        key=f"workshops.projector.{workshop.id}",
    )


def joined_words(view: WorkshopView) -> str:
    """How many people joined."""
    count = len(view.participants)
    return ngettext("{count} person joined", "{count} people joined", count).format(count=count)


def _plan(view: WorkshopView) -> None:
    """What was settled beforehand, and the way to change it."""
    workshop, plan = view.workshop, view.workshop.plan
    st.subheader(_("Plan"), anchor=False)
    names = _("everyone is “{word}”").format(word=workshop.unnamed) if plan.hides_names else _("an alias")
    known = {
        _("Languages"): ", ".join(map(language_name, workshop.languages)),
        _("People"): str(plan.people) if plan.people else "",
        _("Tables"): str(plan.tables) if plan.tables else "",
        _("Names"): names,
        _("Contributions"): _("a facilitator accepts each first") if plan.is_moderated else "",
        _("Kept until"): day(kept_until(workshop)) if plan.keeps_months else "",
    }
    lines = [f"{words}: **{plain(value)}**" for words, value in known.items() if value]
    st.markdown("  \n".join(lines))
    if workshop.state is not WorkshopState.CLOSED:
        change = _("Change the plan")
        step(change, icon=":material/edit_calendar:", key="workshops.plan", workshop=workshop.id, show="plan")


def _people(view: WorkshopView) -> None:
    with row():
        st.subheader(_("Who is here"), anchor=False, width="content")
        st.space("stretch")
        if st.button(_("Look again"), icon=":material/refresh:", type="tertiary", key="workshops.again"):
            st.rerun()
    st.caption(joined_words(view))
    if view.participants:
        rows = [
            {_("Alias"): each.alias or _("someone"), _("Joined at"): clock(each.consent_at, view.workshop.timezone)}
            for each in view.participants
        ]
        st.dataframe(rows, hide_index=True, height=min(320, 38 + 35 * len(rows)))
    else:
        st.write(_("Nobody yet. The code is on the projector view."))


def _agenda(workshop: Workshop) -> None:
    st.subheader(_("Agenda"), anchor=False)
    now_at = workshop.step if workshop.state is WorkshopState.OPEN else None
    show_agenda(workshop.steps, workshop.starts_at, workshop.timezone, now_at=now_at)
    words = _("Change the agenda")
    step(words, icon=":material/edit:", key="workshops.agenda", workshop=workshop.id, show="agenda")

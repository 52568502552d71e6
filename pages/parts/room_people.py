"""The people of a room on the facilitator's desk: who is here and still, what each has added, whose line breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.attendance import Presence
from sotecin_graph.language import N_, _, ngettext
from sotecin_graph.services import levers, tables, voting
from sotecin_graph.services.roll import Person, Roll
from sotecin_graph.vocabulary import label
from sotecin_graph.workshops import Workshop, WorkshopState

STILL_S = 300
"""Whoever has added nothing for five minutes is still."""

_AWAY = Presence(is_here=False, still_s=None, breaks=0)
_SHOWN = {
    "all": N_("All"),
    "silent": N_("Nothing added yet"),
    "away": N_("Away"),
    "trouble": N_("Connection breaks"),
    "muted": N_("Muted"),
}


def show_counts(desk: Desk, roll: Roll) -> None:
    """The room in one line, and for a mashup each hub's."""
    seen = desk.instance.attendance.on_maps(roll.maps)
    people = roll.people
    here = sum(1 for each in people if _presence(each, seen).is_here)
    silent = sum(1 for each in people if not each.added)
    told_ = [
        _("**{here}** of {count} are here").format(here=here, count=len(people)),
        ngettext("**{count}** has added nothing yet", "**{count}** have added nothing yet", silent).format(
            count=silent
        ),
        ngettext("**{count}** contribution", "**{count}** contributions", roll.added).format(count=roll.added),
        *_waiting(roll),
    ]
    st.markdown(" · ".join(told_))
    if len(roll.workshop.hubs) > 1:
        present = Counter(each.participant.hub for each in people if _presence(each, seen).is_here)
        rooms = [(hub, label(hub)) for hub in roll.workshop.hubs] + [(None, _("no hub said"))]
        words = [f"{name} {present[hub]}/{roll.by_hub.get(hub, 0)}" for hub, name in rooms if roll.by_hub.get(hub)]
        st.caption(_("Here, by hub: {hubs}").format(hubs=plain(" · ".join(words))))


def _waiting(roll: Roll) -> list[str]:
    """What of the contributions nobody else sees yet."""
    show, accept = roll.to_show, roll.to_accept
    words = [
        (show, ngettext("{count} waits to be revealed", "{count} wait to be revealed", show)),
        (accept, ngettext("{count} waits to be accepted", "{count} wait to be accepted", accept)),
    ]
    return [sentence.format(count=f"**{count}**") for count, sentence in words if count]


def show_voters(desk: Desk, roll: Roll) -> None:
    """In a vote with dots, how many have given some; whose and for what stays theirs."""
    if not roll.workshop.current.dots or roll.workshop.state is not WorkshopState.OPEN:
        return
    rounds = desk.ask(voting.results, map_id=roll.workshop.map_id)
    if rounds and rounds[0].round.is_open:
        voters, people = rounds[0].voters, max(len(roll.people), rounds[0].voters)
        words = ngettext("**{voters}** of {count} has voted", "**{voters}** of {count} have voted", voters)
        st.markdown(f":material/how_to_vote: {words.format(voters=voters, count=people)}")


def show_tables_hint(roll: Roll) -> None:
    """What a step at tables needs, and what is left on the tables' own maps once they no longer work apart."""
    workshop, hint = roll.workshop, ""
    if workshop.current.is_at_tables and not workshop.levers.tables and workshop.state is WorkshopState.OPEN:
        hint = _("This step is at tables. Seat the people under “Tables”.")
    elif roll.apart and not workshop.is_apart:
        words = ngettext(
            "{count} element of the tables is not on the map of all. Bring them together under “Tables”.",
            "{count} elements of the tables are not on the map of all. Bring them together under “Tables”.",
            roll.apart,
        )
        hint = words.format(count=roll.apart)
    if hint:
        st.info(hint, icon=":material/table_restaurant:")


def show_people(desk: Desk, roll: Roll) -> None:
    """All of them in a table, or those that need a look."""
    seen = desk.instance.attendance.on_maps(roll.maps)
    shown = st.pills(
        _("Show"),
        list(_SHOWN),
        default="all",
        required=True,
        format_func=lambda each: f"{_(_SHOWN[each])} ({len(_chosen(roll, seen, each))})",
        label_visibility="collapsed",
        key="desk.people.show",
    )
    rows = [_row(each, roll.workshop, _presence(each, seen)) for each in _chosen(roll, seen, shown)]
    if rows:
        st.dataframe(rows, hide_index=True, height=min(460, 38 + 35 * len(rows)))
    else:
        st.caption(_("Nobody."))


def name_of(person: Person, workshop: Workshop) -> str:
    """An alias; where names are hidden, with a number, so that one can be told from another."""
    alias = person.participant.alias
    return f"{alias} {person.number}" if workshop.plan.hides_names else alias


def _presence(person: Person, seen: dict[str, Presence]) -> Presence:
    return seen.get(person.participant.actor_id, _AWAY)


def _chosen(roll: Roll, seen: dict[str, Presence], which: str) -> Sequence[Person]:
    fits: dict[str, Callable[[Person], bool]] = {
        "all": lambda each: True,
        "silent": lambda each: not each.added,
        "away": lambda each: not _presence(each, seen).is_here,
        "trouble": lambda each: _presence(each, seen).breaks > 0,
        "muted": lambda each: each.is_muted,
    }
    return [each for each in roll.people if fits[which](each)]


def _row(person: Person, workshop: Workshop, presence: Presence) -> dict[str, Any]:
    found: dict[str, Any] = {_("Name"): name_of(person, workshop)}
    if workshop.plan.tables or workshop.levers.tables:
        found[_("Table")] = str(person.participant.table or "")
    if len(workshop.hubs) > 1:
        found[_("Hub")] = label(person.participant.hub) if person.participant.hub else ""
    found |= {_("Now"): _state(person, presence), _("Added"): person.added}
    breaks = ngettext("{count} break", "{count} breaks", presence.breaks).format(count=presence.breaks)
    return found | {_("Connection"): breaks if presence.breaks else _("good") if presence.is_here else ""}


def _state(person: Person, presence: Presence) -> str:
    """Here, still for so many minutes, or away; and what role or lever there is on them."""
    now = datetime.now(UTC)
    since = [(now - person.last_at).total_seconds()] if person.last_at else []
    since += [presence.still_s] if presence.still_s is not None else []
    still_s = min(since, default=(now - person.participant.consent_at).total_seconds())
    if not presence.is_here:
        state = _("away")
    elif still_s > STILL_S:
        state = _("still for {minutes} min").format(minutes=int(still_s // 60))
    else:
        state = _("here")
    marks = [_("muted")] if person.is_muted else [_("co-facilitator")] if person.participant.helps else []
    return ", ".join([state, *marks])


def show_one(desk: Desk, roll: Roll) -> None:
    """What can be done about one person: a table, muting, the role of a co-facilitator."""
    workshop = roll.workshop
    people = {each.participant.actor_id: each for each in roll.people}
    with card("person"):
        st.subheader(_("One person"), anchor=False)
        chosen = st.selectbox(
            _("Name"),
            list(people),
            index=None,
            format_func=lambda each: name_of(people[each], workshop) if each in people else "",
            placeholder=_("Choose"),
            key="desk.person",
        )
        if chosen not in people:
            st.caption(_("To mute, to seat at a table, or to make a co-facilitator."))
            return
        _about(desk, workshop, people[chosen])


def _about(desk: Desk, workshop: Workshop, person: Person) -> None:
    ident, helps = person.participant.actor_id, person.participant.helps
    given = {"map_id": workshop.map_id, "person": ident}
    count = max(workshop.levers.tables, workshop.plan.tables)
    with told():
        if count:
            table = st.selectbox(
                _("Table"),
                range(count + 1),
                index=min(person.participant.table, count),
                format_func=lambda each: str(each) if each else _("none"),
                key=f"desk.seat.{ident}.{person.participant.table}",
            )
            if table != person.participant.table:
                desk.do(tables.seat, table=table, **given)
                st.rerun()
        with row():
            words, icon = (_("Unmute"), "volume_up") if person.is_muted else (_("Mute"), "volume_off")
            mutes = st.button(words, icon=f":material/{icon}:", disabled=helps, key=f"desk.mute.{ident}")
            role = _("Take the role back") if helps else _("Make co-facilitator")
            makes = st.button(role, icon=":material/supervisor_account:", key=f"desk.help.{ident}")
        if mutes:
            desk.do(levers.mute, is_on=not person.is_muted, **given)
            st.rerun()
        if makes:
            desk.do(levers.let_help, is_on=not helps, **given)
            st.rerun()
        st.caption(_("Muted: nothing more is taken, and the others do not see them. A co-facilitator has every lever."))

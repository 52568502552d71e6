"""A person's dots in the open round of a vote: how many are left, and each challenge with what one gives it."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.style import card
from pages.parts.words import plain
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import voting
from sotecin_graph.services.contributions import Task
from sotecin_graph.services.voting import Ballot

_NOTED = "task.dots"


def ask_dots(desk: Desk, task: Task, ballot: Ballot) -> None:
    """Every challenge of the round with one's own dots; what others give is hidden until the round is closed."""
    candidates = [each for each in task.challenges if ballot.round.takes(each.id)]
    if not candidates:
        st.info(_("There are no challenges on the map yet."), icon=":material/how_to_vote:")
    _left(ballot)
    for challenge in candidates:
        _challenge(desk, task, ballot, challenge)


def _left(ballot: Ballot) -> None:
    used = ballot.round.dots - ballot.left
    st.markdown(f"## {'● ' * ballot.left}{'○ ' * used}".strip())
    words = ngettext("{left} of {count} dot left.", "{left} of {count} dots left.", ballot.left)
    hint = _("You can change them until the step ends. Nobody sees what you gave.")
    st.caption(words.format(left=ballot.left, count=ballot.round.dots) + " " + hint)


def _challenge(desk: Desk, task: Task, ballot: Ballot, challenge: Element) -> None:
    """A challenge with one's own dots on it. Only the person's own touch gives them, never a drawing of the page."""
    mine = ballot.mine.get(challenge.id, 0)
    with card(f"dots-{challenge.id}"), st.container(gap="xxsmall"):
        st.markdown(f"**{plain(challenge.name)}**")
        if challenge.problem and challenge.problem.rstrip(".") != challenge.name:
            st.caption(plain(challenge.problem))
        chosen = st.segmented_control(
            _("Your dots for “{name}”").format(name=plain(challenge.name)),
            list(range(mine + ballot.left + 1)),
            default=mine,
            format_func=_dots,
            label_visibility="collapsed",
            key=f"task.dots.{ballot.round.number}.{challenge.id}.{mine}.{ballot.left}",
            on_change=_note,
            args=(desk, challenge.id),
        )
        if desk.keep.values.get(_NOTED) == challenge.id:
            del desk.keep.values[_NOTED]
            given = {"element": challenge.id, "dots": chosen or 0}
            if desk.tried(voting.give_dots, map_id=task.workshop.map_id, **given):
                st.rerun()


def _dots(number: int) -> str:
    return "●" * number if number else _("none")


def _note(desk: Desk, ident: ElementId) -> None:
    desk.keep.values[_NOTED] = ident

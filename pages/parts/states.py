"""States as badges: always a word and an icon, the colour only helps; and the icons of kinds."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import streamlit as st

from sotecin_graph.calls import CallChallenge, ChallengeState, OpenCall, state_label
from sotecin_graph.language import N_, _
from sotecin_graph.missions import MissionState
from sotecin_graph.vocabulary import Kind

Colour = Literal["red", "orange", "blue", "green", "violet", "gray", "primary"]
_Mark = tuple[Colour, str]

_S, _M = ChallengeState, MissionState
_CHALLENGE: dict[ChallengeState, _Mark] = {
    _S.RAISED: ("gray", "edit"),
    _S.DRAFT: ("gray", "edit"),
    _S.SUBMITTED: ("blue", "rate_review"),
    _S.ELIGIBLE: ("green", "check_circle"),
    _S.NOT_ELIGIBLE: ("red", "block"),
    _S.IN_REVIEW: ("blue", "rate_review"),
    _S.CHANGES_REQUESTED: ("orange", "edit_note"),
    _S.OWNER_CONFIRMS: ("orange", "edit_note"),
    _S.ACCEPTED: ("green", "check_circle"),
    _S.PUBLISHED: ("violet", "campaign"),
    _S.WITHDRAWN: ("gray", "inventory_2"),
}
_MISSION: dict[MissionState, tuple[Colour, str, str]] = {
    _M.DRAFT: ("gray", "edit", N_("Draft {version}")),
    _M.IN_COUNCIL: ("blue", "rate_review", N_("In council, version {version}")),
    _M.ADOPTED: ("green", "check_circle", N_("Adopted, version {version}")),
    _M.STEWARDED: ("green", "volunteer_activism", N_("Stewarded, version {version}")),
    _M.CLOSED: ("gray", "lock", N_("Closed, version {version}")),
}
_DEEDS = {
    _S.DRAFT: N_("Back to draft"),
    _S.SUBMITTED: N_("Submit"),
    _S.ELIGIBLE: N_("It is eligible"),
    _S.NOT_ELIGIBLE: N_("It is not eligible"),
    _S.IN_REVIEW: N_("Give it to the council"),
    _S.CHANGES_REQUESTED: N_("Ask for changes"),
    _S.OWNER_CONFIRMS: N_("Ask the owner to confirm"),
    _S.ACCEPTED: N_("Accept"),
    _S.PUBLISHED: N_("Publish"),
    _S.WITHDRAWN: N_("Withdraw"),
}
KIND_ICONS: dict[Kind, str] = {
    Kind.INDUSTRY: ":material/factory:",
    Kind.RESEARCH: ":material/science:",
    Kind.GOVERNMENT: ":material/account_balance:",
    Kind.CIVIL: ":material/groups:",
    Kind.NATURE: ":material/eco:",
    Kind.INTERMEDIARY: ":material/hub:",
    Kind.UNSORTED: ":material/help:",
    Kind.CHALLENGE: ":material/sticky_note_2:",
}


def badge(word: str, colour: Colour, icon: str) -> None:
    """A badge of one word or two with its icon; the word is ours or has been made plain."""
    st.badge(word, icon=f":material/{icon}:", color=colour)


def challenge_badge(state: ChallengeState) -> None:
    """How far a call challenge has come."""
    colour, icon = _CHALLENGE[state]
    badge(state_label(state), colour, icon)


def standing_badge(challenge: CallChallenge | None) -> None:
    """What a mission's challenge waits for: an owner first, else its state; raised where it is in no call yet."""
    if challenge is None:
        challenge_badge(ChallengeState.RAISED)
    elif needs_owner(challenge):
        badge(_("Needs an owner"), "orange", "person_search")
    else:
        challenge_badge(challenge.state)


def needs_owner(challenge: CallChallenge) -> bool:
    """True for a draft that no organisation stands behind."""
    return challenge.state in (_S.RAISED, _S.DRAFT) and not challenge.organisation.strip()


def deed_word(state: ChallengeState) -> str:
    """What brings a challenge to a state, as a button says it."""
    return _(_DEEDS[state])


def mission_badge(state: MissionState, version: int) -> None:
    """How far a mission has come, and its version."""
    colour, icon, words = _MISSION[state]
    badge(_(words).format(version=version), colour, icon)


def call_badge(call: OpenCall, now: datetime) -> None:
    """Whether a call takes applications now; one that is not announced never does."""
    if not call.is_announced:
        badge(_("Draft"), "gray", "edit")
    elif now < call.opens_at:
        badge(_("Not open yet"), "gray", "schedule")
    elif now < call.closes_at:
        badge(_("Open now"), "green", "lock_open")
    else:
        badge(_("Closed"), "gray", "lock")


def example_badge() -> None:
    """Marks what is invented."""
    st.badge(_("Example data"), color="gray")

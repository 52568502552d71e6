"""Use cases on the life of a mission: the states that it moves through, with reasons, and the hub lead's signature."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sotecin_graph.admission import Done
from sotecin_graph.errors import BadInput, StaleVersion, WrongState
from sotecin_graph.language import _
from sotecin_graph.missions import (
    NEXT_MISSION_STATES,
    Mission,
    MissionId,
    MissionPassage,
    MissionState,
    mission_state_word,
    needs_reason,
    unsigned,
)
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import mission_for
from sotecin_graph.services.logbook import note
from sotecin_graph.text import paragraph

REASON_LENGTH = 400
_M = MissionState


@dataclass(frozen=True, slots=True)
class Way:
    """A state that can come next; `refusal` is what stands against it now, empty for nothing."""

    state: MissionState
    needs_reason: bool
    refusal: str


@dataclass(frozen=True, slots=True)
class MissionLife:
    """Where a mission stands, how it came there (the latest first), and where it can go.

    `awaits_signature` where it is past its council, and what stands in it now was not signed.
    """

    mission: Mission
    passages: tuple[MissionPassage, ...]
    ways: tuple[Way, ...]
    awaits_signature: bool


def life(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> MissionLife:
    """The mission's life so far, for all who may read it."""
    mission = mission_for(uow, by, Deed.READ, mission_id)
    ways = [
        Way(state, needs_reason(mission.state, state), _against(mission, state))
        for state in NEXT_MISSION_STATES[mission.state]
    ]
    awaits = mission.state in (_M.ADOPTED, _M.STEWARDED) and not mission.signed_off_by
    return MissionLife(mission, tuple(reversed(uow.missions.passages(mission_id))), tuple(ways), awaits)


def move(
    uow: UnitOfWork,
    *,
    by: Actor,
    mission_id: MissionId,
    state: MissionState,
    reason: str = "",
    expected: int | None = None,
) -> Mission:
    """Move the mission to a state that can come next; whoever adopts it puts their name under this version.

    Back in its council, it is signed no longer. `expected` is the version that the person has read.
    """
    before = mission_for(uow, by, Deed.LEAD, mission_id)
    _must_be_read(uow, before, expected)
    refusal = _against(before, state)
    if refusal:
        raise WrongState(refusal)
    reason = paragraph(reason, field=_("reason"), most=REASON_LENGTH)
    if needs_reason(before.state, state) and not reason:
        raise BadInput(_("Say why, in a sentence: it stays with the mission."), field="reason")
    after = replace(before, state=state)
    if state is _M.ADOPTED:
        return _signed(uow, after, by, reason)
    if state in (_M.IN_COUNCIL, _M.DRAFT):
        after = unsigned(after)
    uow.missions.move(after, MissionPassage(state, after.version, by.name, uow.now, reason))
    return after


def sign(uow: UnitOfWork, *, by: Actor, mission_id: MissionId, expected: int | None = None) -> Mission:
    """Put one's name under an adopted mission that has changed since it was signed."""
    before = mission_for(uow, by, Deed.LEAD, mission_id)
    _must_be_read(uow, before, expected)
    if before.state not in (_M.ADOPTED, _M.STEWARDED):
        raise WrongState(_("It is signed off as it is adopted, and it comes from its council there."))
    if before.signed_off_by:
        said = _("{name} has signed off what stands in it already.")
        raise WrongState(said.format(name=before.signed_off_by))
    return _signed(uow, before, by, "")


def _signed(uow: UnitOfWork, mission: Mission, by: Actor, reason: str) -> Mission:
    after = replace(mission, signed_off_by=by.name, signed_off_at=uow.now, signed_version=mission.version)
    uow.missions.move(after, MissionPassage(after.state, after.version, by.name, uow.now, reason, is_signature=True))
    hubs = (after.hub,) if after.hub else ()
    note(uow, Done.SIGNED_OFF, by=by, hubs=hubs, about=f"mission:{after.id}", version=str(after.version))
    return after


def _must_be_read(uow: UnitOfWork, mission: Mission, expected: int | None) -> None:
    if expected is not None and expected != mission.version:
        latest = uow.missions.versions(mission.id)[-1]
        raise StaleVersion(by=latest.by, version=mission.version, theirs={})


def _against(mission: Mission, state: MissionState) -> str:
    """What stands against moving there now, as a sentence; the checks never do."""
    possible = NEXT_MISSION_STATES[mission.state]
    if state not in possible:
        words = ", ".join(mission_state_word(each) for each in possible)
        return _("A mission in the state “{state}” can only become: {possible}.").format(
            state=mission_state_word(mission.state), possible=words
        )
    if state in (_M.IN_COUNCIL, _M.ADOPTED) and not mission.statement.strip():
        return _("It has no statement yet. Write one first: a council needs something to read.")
    if state in (_M.IN_COUNCIL, _M.ADOPTED) and not mission.council:
        return _("It has no council yet. Choose its members first.")
    if state is _M.STEWARDED and not mission.signed_off_by:
        return _("It has changed since it was signed off. Sign it off anew first.")
    return ""

"""Use cases on the versions of a mission: who wrote what when, what differs, and bringing an earlier one back."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.differences import FieldDifference, mission_differences
from sotecin_graph.errors import BadInput, StaleVersion, WrongState
from sotecin_graph.language import _
from sotecin_graph.missions import (
    MISSION_FIELDS,
    Mission,
    MissionId,
    MissionPassage,
    MissionState,
    MissionVersion,
    edited,
)
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import mission_for


@dataclass(frozen=True, slots=True)
class VersionsView:
    """All versions of a mission, the latest first, and under which of them a name was put."""

    mission: Mission
    versions: tuple[MissionVersion, ...]
    signatures: dict[int, MissionPassage]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions, the earlier one first, and the fields in which they differ."""

    before: MissionVersion
    after: MissionVersion
    fields: tuple[FieldDifference, ...]


def versions(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> VersionsView:
    """Every version with who saved it and when, for all who may read the mission."""
    mission = mission_for(uow, by, Deed.READ, mission_id)
    signed = {each.version: each for each in uow.missions.passages(mission_id) if each.is_signature}
    return VersionsView(mission, tuple(reversed(uow.missions.versions(mission_id))), signed)


def difference(uow: UnitOfWork, *, by: Actor, mission_id: MissionId, one: int, other: int) -> Difference:
    """What differs between any two versions; the earlier one is the first, whichever was named first."""
    mission_for(uow, by, Deed.READ, mission_id)
    before, after = sorted((_version(uow, mission_id, each) for each in (one, other)), key=lambda each: each.number)
    both = {*before.mission.members, *before.mission.council, *after.mission.members, *after.mission.council}
    names = {each.id: each.name for each in uow.elements.many(both)}
    return Difference(before, after, tuple(mission_differences(before.mission, after.mission, names)))


def bring_back(
    uow: UnitOfWork, *, by: Actor, mission_id: MissionId, version: int, expected: int | None = None
) -> Mission:
    """Make what an earlier version said the newest one; nothing that came since is lost."""
    now = mission_for(uow, by, Deed.LEAD, mission_id)
    if expected is not None and expected != now.version:
        latest = uow.missions.versions(mission_id)[-1]
        raise StaleVersion(by=latest.by, version=now.version, theirs={})
    if now.state is MissionState.CLOSED:
        raise WrongState(_("This mission is closed. Take it up again to change it."))
    then = _version(uow, mission_id, version).mission
    values = {name: getattr(then, name) for name in MISSION_FIELDS}
    if all(getattr(now, name) == value for name, value in values.items()):
        raise WrongState(_("It says the same as version {number} already.").format(number=version))
    after = edited(now, values)
    uow.missions.update(after, by=by.name, at=uow.now, restores=version)
    return after


def _version(uow: UnitOfWork, mission_id: MissionId, number: int) -> MissionVersion:
    found = next((each for each in uow.missions.versions(mission_id) if each.number == number), None)
    if found is None:
        raise BadInput(_("There is no version {number}.").format(number=number), field="version")
    return found

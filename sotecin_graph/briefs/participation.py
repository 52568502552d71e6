"""Who takes part in a mission, as its brief tells it: by group and stage, the gaps, and the council."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sotecin_graph.briefs.dates import day, listed
from sotecin_graph.briefs.words import one_line
from sotecin_graph.elements import Element
from sotecin_graph.language import N_, _, number
from sotecin_graph.missions import Mission
from sotecin_graph.vocabulary import GROUPS, Kind, Stage, label

_VOICES = {
    Kind.INDUSTRY: N_("industry"),
    Kind.RESEARCH: N_("research"),
    Kind.GOVERNMENT: N_("a public body"),
    Kind.CIVIL: N_("civil society or media"),
    Kind.NATURE: N_("a voice for nature"),
    Kind.INTERMEDIARY: N_("an intermediary"),
}


@dataclass(frozen=True, slots=True)
class Party:
    """Stakeholders of one group at the same stages, their names in one line."""

    kind: str
    group: str
    names: str
    stages: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Who is not there: a group (its kind), or stages (kind "stage")."""

    kind: str
    text: str


def parties(stakeholders: Iterable[Element]) -> tuple[Party, ...]:
    """The stakeholders by group, in the order of GROUPS, and within a group by their stages."""
    order = (*GROUPS, Kind.UNSORTED)
    rows: dict[tuple[Kind, tuple[Stage, ...]], list[str]] = {}
    for one in sorted(stakeholders, key=lambda one: (order.index(one.kind), one.seq)):
        rows.setdefault((one.kind, one.stages), []).append(one_line(one.name))
    return tuple(
        Party(kind.value, label(kind), ", ".join(names), ", ".join(label(stage) for stage in stages))
        for (kind, stages), names in rows.items()
    )


def gaps(stakeholders: Sequence[Element]) -> tuple[Gap, ...]:
    """The groups and the stages of the value chain that nobody stands for; cross-cutting is not a stage to miss."""
    groups = {one.kind for one in stakeholders}
    stages = {stage for one in stakeholders for stage in one.stages} | {Stage.CROSS_CUTTING}
    found = [Gap(group.value, _(_VOICES[group])) for group in GROUPS if group not in groups]
    without = [label(stage) for stage in Stage if stage not in stages]
    if without:
        found.append(Gap("stage", _("stages: {stages}").format(stages="; ".join(without))))
    return tuple(found)


def council_line(mission: Mission, stakeholders: Sequence[Element]) -> str:
    """The council's members and the hub lead, in one line; says so where there is none yet."""
    names = {one.id: one.name for one in stakeholders}
    members = [one_line(names[ident]) for ident in mission.council if ident in names]
    line = ", ".join(members) + "." if members else _("No council yet.")
    lead = one_line(mission.hub_lead)
    line += " " + (_("Hub lead: {name}.").format(name=lead) if lead else _("No hub lead named yet."))
    signed = signature_line(mission)
    return f"{line} {signed}" if signed else line


def signature_line(mission: Mission) -> str:
    """Whose signature holds, since when and for which version; or that it has lapsed. Empty where none was given."""
    if mission.signed_off_by and mission.signed_off_at:
        return _("Signed off by {name}, {day}, version {version}.").format(
            name=one_line(mission.signed_off_by),
            day=day(mission.signed_off_at.date()),
            version=number(mission.signed_version),
        )
    if mission.signed_off_by:
        return _("Signed off by {name}.").format(name=one_line(mission.signed_off_by))
    if mission.signed_version:
        return _("Version {version} was signed off; what has changed since waits for a new signature.").format(
            version=number(mission.signed_version)
        )
    return ""


def council_gaps(mission: Mission, stakeholders: Sequence[Element]) -> str:
    """The groups that no member of the council stands for; empty where all are there."""
    seated = {one.kind for one in stakeholders if one.id in mission.council}
    absent = [_(_VOICES[group]) for group in GROUPS if group not in seated]
    if not absent:
        return ""
    return _("Empty seats: {groups}.").format(groups=listed(absent))

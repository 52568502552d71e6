"""Use cases that end in a file: a map to take home, a mission's brief, a call's challenges.

Values are read in one transaction; the slow drawing happens after it, with no connection held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from sotecin_graph.briefs.content import Provenance, compose_mission_brief
from sotecin_graph.briefs.evidence import Source
from sotecin_graph.briefs.render import BriefForm, CallForm, render_call, render_mission_brief
from sotecin_graph.calls import CallId
from sotecin_graph.changes import element_to_wire, link_to_wire
from sotecin_graph.elements import MapId
from sotecin_graph.errors import NotAllowed
from sotecin_graph.exports.door import MapForm, export_map
from sotecin_graph.exports.drawing import drawn
from sotecin_graph.language import spoken
from sotecin_graph.missions import MissionId
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import may_anywhere
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import calls, logos, missions, origins
from sotecin_graph.services.atlas import Atlas
from sotecin_graph.services.maps import open_ground
from sotecin_graph.services.missions import MissionView
from sotecin_graph.services.origins import MissionOrigins, Origin

WITH_CONTACTS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to take home: its content and a name without ending."""

    content: bytes
    name: str


def map_paper(atlas: Atlas, database: Database, by: Actor, map_id: MapId, form: str) -> Paper:
    """The map in one of the forms of exports, or BadInput that names them."""
    ground = database.read(open_ground, by=by, map_id=map_id)
    with atlas.reading(map_id) as shown:
        snapshot = shown.snapshot()
    return Paper(export_map(snapshot, cast(MapForm, form)), ground.facts.name)


def mission_paper(database: Database, by: Actor, mission_id: MissionId, form: str, *, address: str = "") -> Paper:
    """The mission's brief in one of BriefForm, in the reader's language; BadInput names them.

    `address` is where others reach the app, such as https://graph.example.org; the brief leads back to it.
    """
    view = database.read(missions.view, by=by, mission_id=mission_id)
    origin = database.read(origins.of_mission, by=by, mission_id=mission_id)
    today = database.read(_today)
    brief = compose_mission_brief(
        mission=view.mission,
        elements=view.elements,
        links=view.links,
        votes=view.votes,
        challenges=view.challenges,
        checks=[(check.state, check.title, check.reason) for check in view.checks],
        provenance=_provenance(view, origin, address),
        today=today,
        language=spoken(),
    )
    # a drawing stays sharp in print and is a tenth of the size; Word takes pictures only
    picture = b"" if form == "md" else mission_picture(view, "png" if form == "docx" else "svg")
    return Paper(render_mission_brief(brief, picture, cast(BriefForm, form)), view.mission.title)


def mission_picture(view: MissionView, form: Literal["png", "svg"] = "png") -> bytes:
    """The map around the mission's members, for its brief and its page."""
    placed = [each for each in view.elements if each.id in view.positions]
    shown = {
        "elements": [element_to_wire(each, *view.positions[each.id], view.votes.get(each.id, 0)) for each in placed],
        "links": [link_to_wire(each) for each in view.links],
    }
    return drawn(shown, form, members=[each.id for each in placed])


def call_paper(database: Database, by: Actor, call_id: CallId, form: str) -> Paper:
    """The call's text and challenges in one of CallForm; BadInput names them.

    The tables carry the contact persons of the reader's own hub and name the files of logos: they are for those who
    lead.
    """
    if form in WITH_CONTACTS and not may_anywhere(by, Deed.LEAD):
        raise NotAllowed
    view = database.read(calls.view, by=by, call_id=call_id)
    pictures = database.read(logos.logos_among, challenges=view.challenges)
    missions_ = list(view.missions.values())
    content = render_call(
        view.call, view.challenges, missions_, cast(CallForm, form), language=spoken(), logos=pictures
    )
    return Paper(content, view.call.title)


def _provenance(view: MissionView, origin: MissionOrigins, address: str) -> Provenance:
    workshop = view.workshop
    return Provenance(
        workshop=workshop.title if workshop else "",
        held_on=workshop.starts_at.date() if workshop else None,
        participants=view.participants,
        with_consent=view.participants,
        map_name=view.facts.name,
        address=f"{address}/missions?mission={view.mission.id}&view=trace" if address else "",
        sources=tuple(_source(each, address) for each in origin.origins),
    )


def _source(origin: Origin, address: str) -> Source:
    place = origin.workshop.title if origin.workshop else origin.facts.name if origin.facts else ""
    way = f"{address}/trace?element={origin.element.id}" if address else ""
    return Source(origin.element.name, origin.step, place, origin.at.date() if origin.at else None, way)


def _today(uow: UnitOfWork) -> date:
    return uow.now.date()

"""Use cases of looking back at a workshop: its summary on one page, and the record of who did what when, as files.

Values are read in one transaction; the slow drawing happens after it, with no connection held.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sotecin_graph.briefs.render import BriefForm, render_summary
from sotecin_graph.briefs.summary import Tally, Vote, WorkshopSummary, compose_summary
from sotecin_graph.changes import Wire
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.exports.door import export_map
from sotecin_graph.language import spoken
from sotecin_graph.people import Actor, Deed, WorkshopId
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.endings import closing
from sotecin_graph.services.ground import workshop_for
from sotecin_graph.services.papers import Paper
from sotecin_graph.services.roll import contributors
from sotecin_graph.services.table_maps import shares_of
from sotecin_graph.services.voting import results
from sotecin_graph.workshops import Workshop


@dataclass(frozen=True, slots=True)
class LookBack:
    """A workshop's summary in words, and its map as it stands."""

    summary: WorkshopSummary
    snapshot: Wire


def look_back(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> LookBack:
    """The summary of a workshop in the reader's language, for its facilitators; rounds under way stay hidden."""
    workshop = workshop_for(uow, by, Deed.FACILITATE, ident)
    ended = closing(uow, workshop)
    here = uow.elements.many(uow.elements.positions(workshop.map_id))
    votes, plain = _votes(uow, by, workshop), _plain_votes(uow, workshop, here)
    voted = {each.element for vote in votes for each in vote.standings}
    names = {each.id: each.name for each in [*uow.elements.many(voted), *here]}
    summary = compose_summary(
        workshop=workshop,
        ending=ended.ending,
        outcomes=ended.outcomes,
        tally=_tally(uow, workshop, here, votes, plain),
        votes=votes,
        plain_votes=plain,
        names=names,
        today=uow.now.date(),
        language=spoken(),
    )
    return LookBack(summary, uow.maps.snapshot(workshop.map_id))


def summary_paper(database: Database, by: Actor, ident: WorkshopId, form: str) -> Paper:
    """The summary in one of BriefForm, in the reader's language; BadInput names them."""
    found = database.read(look_back, by=by, ident=ident)
    picture = b"" if form == "md" else map_drawing(found, "png" if form == "docx" else "svg")
    content = render_summary(found.summary, picture, cast(BriefForm, form))
    return Paper(content, f"{found.summary.title} summary")


def map_drawing(found: LookBack, form: str = "svg") -> bytes:
    """The workshop's map as it stands, SVG or PNG; nothing where nothing stands on it."""
    if not found.snapshot["elements"]:
        return b""
    return export_map(found.snapshot, "png" if form == "png" else "svg")


def _votes(uow: UnitOfWork, by: Actor, workshop: Workshop) -> list[Vote]:
    found = reversed(results(uow, by=by, map_id=workshop.map_id))
    return [Vote(each.round, each.standings, each.voters) for each in found if not each.round.is_open]


def _plain_votes(uow: UnitOfWork, workshop: Workshop, here: list[Element]) -> dict[ElementId, int]:
    """The votes that are no dots of a round."""
    votes = uow.elements.votes(workshop.map_id)
    plain = {each.id: votes.get(each.id, 0) - uow.voting.shown(workshop.map_id, each.id) for each in here}
    return {ident: count for ident, count in plain.items() if count > 0}


def _tally(
    uow: UnitOfWork, workshop: Workshop, here: list[Element], votes: list[Vote], plain: dict[ElementId, int]
) -> Tally:
    """What was made, on the map of all and at tables; what tables had on their own maps alone counts too."""
    known, links = {each.id for each in here}, {link.id for link in uow.links.on(workshop.map_id)}
    for share in shares_of(uow, workshop):
        known |= set(share.spots)
        links |= {link.id for link in uow.links.on(share.map_id)}
    challenges = sum(each.is_challenge for each in uow.elements.many(known))
    dots = sum(standing.dots for vote in votes for standing in vote.standings)
    return Tally(
        people=len(uow.workshops.participants(workshop.id)),
        contributors=contributors(uow, workshop),
        stakeholders=len(known) - challenges,
        challenges=challenges,
        links=len(links),
        votes=dots + sum(plain.values()),
    )

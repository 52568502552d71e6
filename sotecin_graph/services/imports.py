"""Use cases of bringing many elements and links onto a map at once, such as a file's: one change, all or none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sotecin_graph.changes import element_to_wire, link_to_wire
from sotecin_graph.clusters import Cluster
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.finding import find_clusters
from sotecin_graph.idents import new_ident
from sotecin_graph.imports.draft import DraftElement, DraftMap, ReportLine
from sotecin_graph.language import _
from sotecin_graph.people import NOBODY, Actor, Deed
from sotecin_graph.placing import tidy
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import ground_for
from sotecin_graph.services.maps import create_map
from sotecin_graph.vocabulary import Chain, Hub, Kind, MapKind

Position = tuple[float, float]
_APART = 400.0
_COLUMN, _ROW, _WIDE = 200.0, 190.0, 1.6

MOST_TIDIED = 400
"""Larger drafts than this come in rows: to tidy 1000 elements took 16 s, 5000 four minutes."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came onto the map; `report` has a line for what was already there."""

    elements: tuple[ElementId, ...]
    links: tuple[LinkId, ...]
    report: tuple[ReportLine, ...] = ()


def laid_out(draft: DraftMap) -> DraftMap:
    """The draft with a position for each element. It takes seconds for thousands: do it before the transaction."""
    if all(each.x is not None and each.y is not None for each in draft.elements):
        return draft
    elements = [replace(_element_of(each, NOBODY, None, ()), seq=seq) for seq, each in enumerate(draft.elements)]
    keys = {element.id: each.key for element, each in zip(elements, draft.elements, strict=True)}
    links = _links_of(draft, {key: ident for ident, key in keys.items()}, NOBODY)
    clusters = find_clusters(elements, links)
    laid = tidy(elements, links, clusters) if len(elements) <= MOST_TIDIED else _in_rows(elements, clusters)
    at = {keys[ident]: position for ident, position in laid.items()}
    placed = [(each, *at[each.key]) for each in draft.elements]
    return replace(draft, elements=tuple(replace(each, x=x, y=y) for each, x, y in placed))


def _in_rows(elements: Sequence[Element], clusters: Sequence[Cluster]) -> dict[ElementId, Position]:
    """Rows and columns, cluster after cluster: at once for any number, and people move what they need."""
    number = {ident: cluster.number for cluster in clusters for ident in cluster.members}
    ordered = sorted(elements, key=lambda each: (number.get(each.id, len(clusters) + 1), each.seq))
    width = math.ceil(math.sqrt(_WIDE * len(ordered)))
    return {each.id: (index % width * _COLUMN, index // width * _ROW) for index, each in enumerate(ordered)}


def import_as_map(
    uow: UnitOfWork, *, by: Actor, draft: DraftMap, name: str, hubs: Sequence[Hub] = (), chains: Sequence[Chain] = ()
) -> tuple[MapId, Arrival]:
    """Open a map for a draft and bring it there; neither stays where the other fails."""
    kind = MapKind.MASHUP if len(hubs) > 1 else MapKind.HUB
    map_id = create_map(uow, by=by, name=name, kind=kind, hubs=hubs, chains=chains)
    return map_id, import_map(uow, by=by, map_id=map_id, draft=draft)


def import_onto(
    uow: UnitOfWork, *, by: Actor, draft: DraftMap, name: str, hubs: Sequence[Hub] = (), chains: Sequence[Chain] = ()
) -> tuple[MapId, Arrival]:
    """Bring a draft onto the map with this name, which is opened for the hubs and chains where it is not there."""
    facts = uow.maps.named(name)
    if facts is None:
        return import_as_map(uow, by=by, draft=draft, name=name, hubs=hubs, chains=chains)
    return facts.id, import_map(uow, by=by, map_id=facts.id, draft=draft)


def import_map(uow: UnitOfWork, *, by: Actor, map_id: MapId, draft: DraftMap) -> Arrival:
    """Bring a draft onto a map. An element with the same name and kind as one that is there is taken as that one.

    What is there keeps its own votes.
    """
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    placed = uow.elements.positions(map_id)
    known: dict[tuple[str, Kind], list[Element]] = {}
    for one in uow.elements.many(placed):
        known.setdefault((one.name.casefold(), one.kind), []).append(one)
    hub = ground.facts.hubs[0] if len(ground.facts.hubs) == 1 else None
    chains = ground.facts.chains if len(ground.facts.chains) == 1 else ()
    ids: dict[str, ElementId] = {}
    new, positions, report = [], {}, []
    for each in draft.elements:
        twins = known.get((each.name.casefold(), each.kind))
        if twins:
            # Where a file holds a name twice, and so does the map, they are taken in turn.
            twin = twins.pop(0) if len(twins) > 1 else twins[0]
            ids[each.key] = twin.id
            report.append(ReportLine(each.row, "merged", each.name, _("It is already on this map.")))
            continue
        element = _element_of(each, by, hub, chains)
        ids[each.key] = element.id
        new.append(element)
        if each.x is not None and each.y is not None:
            positions[element.id] = (each.x, each.y)
    there = {(link.source, link.target, link.type) for link in uow.links.on(map_id)}
    links = [link for link in _links_of(draft, ids, by) if (link.source, link.target, link.type) not in there]
    brought = {each.id for each in new}
    votes = {ids[each.key]: each.votes for each in draft.elements if each.votes and ids[each.key] in brought}
    arrival = bring_in(
        uow,
        by=by,
        map_id=map_id,
        elements=new,
        links=links,
        positions=positions,
        voters={ident: [f"file:{number}" for number in range(count)] for ident, count in votes.items()},
    )
    return replace(arrival, report=tuple(report))


def bring_in(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    elements: Sequence[Element],
    links: Sequence[Link],
    positions: Mapping[ElementId, Position] | None = None,
    voters: Mapping[ElementId, Sequence[str]] | None = None,
) -> Arrival:
    """Bring new elements and links into the community and onto the map as one change.

    Ids are given, the order of creation and the time are set here. Elements without a position are placed by the
    server beside what stands there, the clusters that Leiden finds apart. `voters` are of new elements only.
    """
    ground_for(uow, by, Deed.FACILITATE, map_id)
    before = uow.elements.positions(map_id)
    seq, link_seq = uow.elements.next_seq(), uow.links.next_seq()
    created = uow.now
    elements = [replace(each, seq=seq + index, created_at=created) for index, each in enumerate(elements)]
    links = [replace(each, seq=link_seq + index, created_at=created) for index, each in enumerate(links)]
    spots = _spots(elements, links, before, positions or {})
    for element in elements:
        uow.elements.add(element)
    uow.elements.place(map_id, spots)
    for link in links:
        uow.links.add(link)
    uow.elements.add_votes(map_id, voters or {})
    votes = uow.elements.votes(map_id)
    if elements or links:
        payload = {
            "elements": [element_to_wire(each, *spots[each.id], votes.get(each.id, 0)) for each in elements],
            "links": [link_to_wire(link) for link in links],
        }
        uow.record(map_id, "placed", payload, by=by, before={})
    return Arrival(tuple(each.id for each in elements), tuple(link.id for link in links))


def _spots(
    elements: Sequence[Element],
    links: Sequence[Link],
    before: Mapping[ElementId, Position],
    given: Mapping[ElementId, Position],
) -> dict[ElementId, Position]:
    """The given positions where all have one, else a tidy picture; to the right of what stands there."""
    if all(each.id in given for each in elements):
        laid = {each.id: given[each.id] for each in elements}
    else:
        laid = tidy(elements, links, find_clusters(elements, links))
    if not before or not laid:
        return {ident: (round(x, 1), round(y, 1)) for ident, (x, y) in laid.items()}
    shift = max(x for x, _y in before.values()) + _APART - min(x for x, _y in laid.values())
    return {ident: (round(x + shift, 1), round(y, 1)) for ident, (x, y) in laid.items()}


def _element_of(draft: DraftElement, by: Actor, hub: Hub | None, chains: tuple[Chain, ...]) -> Element:
    return Element(
        id=ElementId(new_ident()),
        seq=0,
        kind=draft.kind,
        name=draft.name,
        hub=draft.hub or hub,
        country=draft.country,
        chains=draft.chains or chains,
        strategies=draft.strategies,
        stages=draft.stages,
        problem=draft.problem,
        wish=draft.wish,
        note=draft.note,
        by=by.name,
        by_id=by.id,
        aliases=draft.aliases,
        also_by=draft.also_by,
    )


def _links_of(draft: DraftMap, ids: Mapping[str, ElementId], by: Actor) -> list[Link]:
    links = [
        Link(
            id=LinkId(new_ident()),
            seq=0,
            source=ids[each.source_key],
            target=ids[each.target_key],
            type=each.type,
            state=each.state,
            is_circular=each.is_circular,
            quantity=each.quantity,
            note=each.note,
            by=by.name,
            by_id=by.id,
        )
        for each in draft.links
    ]
    return list({(link.source, link.target, link.type): link for link in links if link.source != link.target}.values())

"""The maps of the example programme with the clusters that its rooms named: written by hand, long before and apart from
any search. Programme and rooms are invented."""

from __future__ import annotations

from bench.planted import BACKGROUND, PlantedMap
from sotecin_graph.demo.programme import DemoElement, DemoMap
from sotecin_graph.demo.reading import read_programme
from sotecin_graph.elements import Element, ElementId, Link, LinkId


def drawn_maps() -> list[PlantedMap]:
    """The hubs' maps; the truth of an element is the number of its cluster. Elements of other maps are left out."""
    return [_drawn(each) for each in read_programme().maps if len(each.hubs) == 1]


def _drawn(given: DemoMap) -> PlantedMap:
    here = {element.address for element in given.elements}
    elements = [_element(seq, element) for seq, element in enumerate(given.elements)]
    links = [
        Link(LinkId(f"l{seq}"), seq, ElementId(link.source), ElementId(link.target), link.type, link.state)
        for seq, link in enumerate(given.links)
        if {link.source, link.target} <= here
    ]
    named = {member: number for number, cluster in enumerate(given.clusters) for member in cluster.members}
    return PlantedMap(elements, links, [named.get(element.id, BACKGROUND) for element in elements])


def _element(seq: int, given: DemoElement) -> Element:
    return Element(
        id=ElementId(given.address),
        seq=seq,
        kind=given.kind,
        name=given.name,
        hub=given.hub,
        chains=given.chains,
        strategies=given.strategies,
        stages=given.stages,
        problem=given.problem,
        wish=given.wish,
        note=given.note,
    )

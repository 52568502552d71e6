"""Bringing a draft onto a map: all or nothing, what is there already, votes and places."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import BadInput
from sotecin_graph.imports.draft import DraftElement, DraftLink, DraftMap
from sotecin_graph.maps import Map
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import imports
from sotecin_graph.services.imports import import_as_map, import_map, import_onto, laid_out
from sotecin_graph.services.maps import open_ground
from sotecin_graph.vocabulary import Hub, Kind, LinkType
from tests.conftest import FACILITATOR

DRAFT = DraftMap(
    "Wool",
    (
        DraftElement("a", "Wool Farm", Kind.INDUSTRY),
        DraftElement("b", "wool farm", Kind.INDUSTRY),
        DraftElement("c", "Nobody washes wool", Kind.CHALLENGE, votes=3),
    ),
    (DraftLink("a", "c", LinkType.FACES), DraftLink("b", "c", LinkType.OWNS)),
)


def _map(database: SqlDatabase, map_id: str) -> Map:
    def read(uow: UnitOfWork) -> Map:
        shown = Map(open_ground(uow, by=SYSTEM, map_id=map_id).facts)  # type: ignore[arg-type]
        shown.restore(uow.maps.snapshot(shown.facts.id))
        return shown

    return database.read(read)


def test_draft_becomes_a_map_with_votes(database: SqlDatabase) -> None:
    map_id, arrival = database.write(import_as_map, by=FACILITATOR, draft=DRAFT, name="Wool", hubs=(Hub.NORTH_WEST,))

    shown = _map(database, map_id)

    assert (len(arrival.elements), len(arrival.links), shown.revision) == (3, 2, 1)
    assert list(shown.votes().values()) == [3]


def test_the_same_draft_again_brings_nothing(database: SqlDatabase) -> None:
    map_id, _arrival = database.write(import_onto, by=SYSTEM, draft=DRAFT, name="Wool")

    again, arrival = database.write(import_onto, by=SYSTEM, draft=DRAFT, name="Wool")

    assert again == map_id
    assert (arrival.elements, arrival.links, len(arrival.report)) == ((), (), 3)


def test_map_does_not_stay_where_its_draft_fails(database: SqlDatabase) -> None:
    broken = DraftMap("Wool", DRAFT.elements, (DraftLink("a", "nobody", LinkType.FACES),))

    with pytest.raises(KeyError):
        database.write(import_as_map, by=SYSTEM, draft=broken, name="Wool")
    map_id, _arrival = database.write(import_as_map, by=SYSTEM, draft=DRAFT, name="Wool")

    with pytest.raises(BadInput, match="already a map"):
        database.write(import_as_map, by=SYSTEM, draft=DRAFT, name="Wool")
    assert len(_map(database, map_id)) == 3


def test_what_comes_stands_to_the_right_of_what_is_there(database: SqlDatabase) -> None:
    map_id, first = database.write(import_as_map, by=SYSTEM, draft=DRAFT, name="Wool")
    other = DraftMap("More", (DraftElement("x", "Spinner", Kind.INDUSTRY, x=0.0, y=0.0),))
    arrival = database.write(import_map, by=SYSTEM, map_id=map_id, draft=other)

    at = _map(database, map_id).positions()

    assert at[arrival.elements[0]][0] > max(at[ident][0] for ident in first.elements)


def test_large_draft_is_laid_out_in_rows_without_overlap() -> None:
    count = imports.MOST_TIDIED + 1
    large = DraftMap("Large", tuple(DraftElement(str(n), f"Actor {n}", Kind.INDUSTRY) for n in range(count)))

    places = {(each.x, each.y) for each in laid_out(large).elements}

    assert len(places) == count
    assert None not in {x for x, _y in places}

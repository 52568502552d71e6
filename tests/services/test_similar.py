"""Similar challenges of a community: moved on by changes, and never beyond what someone may see."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import SignInNeeded
from sotecin_graph.language import speaking
from sotecin_graph.people import NOBODY, SYSTEM, Actor
from sotecin_graph.services import elements, maps, sameness
from sotecin_graph.services.similar import SimilarChallenges
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop
from tests.conftest import CONTRIBUTOR, FACILITATOR

TEXT = "Wet bags spoil the sorted clothes"


def add(database: SqlDatabase, map_id: MapId, name: str) -> ElementId:
    return database.write(elements.add_challenge, by=SYSTEM, map_id=map_id, name=name, problem=f"{name}.")


def found(similar: SimilarChallenges, by: Actor, text: str = TEXT) -> list[str]:
    return [each.element.name for each in similar.find(by=by, text=text)]


@pytest.fixture
def similar(database: SqlDatabase) -> SimilarChallenges:
    return SimilarChallenges(database)


def test_index_follows_what_is_added_reworded_and_taken_off(
    database: SqlDatabase, workshop: Workshop, similar: SimilarChallenges
) -> None:
    add(database, workshop.map_id, "Bread is thrown away")
    assert found(similar, CONTRIBUTOR) == []

    ident = add(database, workshop.map_id, TEXT)
    assert found(similar, CONTRIBUTOR) == [TEXT]

    change = {"by": SYSTEM, "map_id": workshop.map_id, "element": ident}
    for field in ("name", "problem"):
        database.write(elements.edit_element, field=field, base_version=0, value="Prams stand in cellars", **change)
    assert found(similar, CONTRIBUTOR) == []
    assert found(similar, CONTRIBUTOR, "Prams in the cellars of flats") == ["Prams stand in cellars"]

    database.write(elements.remove_element, **change)
    assert found(similar, CONTRIBUTOR, "Prams in the cellars of flats") == []


def test_participants_see_their_own_map_only(
    database: SqlDatabase, workshop: Workshop, participant: Actor, similar: SimilarChallenges
) -> None:
    other = database.write(maps.create_map, by=SYSTEM, name="Elsewhere", hubs=(Hub.EAST,))
    ident = add(database, other, TEXT)

    assert (found(similar, participant), found(similar, CONTRIBUTOR)) == ([], [TEXT])

    database.write(elements.place_elements, by=SYSTEM, map_id=workshop.map_id, positions={ident: None})
    assert found(similar, participant) == [TEXT]


def test_the_challenge_that_is_reworded_is_not_like_itself(
    database: SqlDatabase, workshop: Workshop, similar: SimilarChallenges
) -> None:
    ident = add(database, workshop.map_id, TEXT)

    assert similar.find(by=CONTRIBUTOR, text=TEXT, leave_out=ident) == []


def test_nobody_gets_nothing(similar: SimilarChallenges) -> None:
    with pytest.raises(SignInNeeded):
        similar.find(by=NOBODY, text=TEXT)


def test_few_letters_are_like_nothing(database: SqlDatabase, workshop: Workshop, similar: SimilarChallenges) -> None:
    add(database, workshop.map_id, "Wet bags")

    assert found(similar, CONTRIBUTOR, "Wet bags") == []


def test_map_without_challenges_has_no_pairs(database: SqlDatabase, workshop: Workshop) -> None:
    assert database.read(sameness.challenge_pairs, by=FACILITATOR, map_id=workshop.map_id) == []


def test_same_challenge_in_two_languages_is_a_pair_with_its_reason(database: SqlDatabase, workshop: Workshop) -> None:
    add(database, workshop.map_id, "Nobody collects broken washing machines from the villages")
    add(database, workshop.map_id, "In den Dörfern werden kaputte Waschmaschinen nicht abgeholt")
    add(database, workshop.map_id, "O vinho local vende-se apenas no mercado")

    (view,) = database.read(sameness.challenge_pairs, by=FACILITATOR, map_id=workshop.map_id)

    with speaking("it"):
        said = set(view.pair.sentence().partition(": ")[2].split(", "))
    assert len(said) == 3
    assert said < {"lavatrice", "danneggiato", "rurale", "raccolta"}

"""Every use case for every role at every kind of place: 100 % of the cells, and none without an entry."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.engine import url_of, writer_engine
from db.unit_of_work import SqlUnitOfWork
from sotecin_graph.elements import MapId
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from tests.matrix.asking import Answer, asked, public_functions
from tests.matrix.grids import GRIDS, MEANING
from tests.matrix.inner import INNER
from tests.matrix.policies import POLICIES, Policy
from tests.matrix.world import RELATIONS, ROLES, World, build

FUNCTIONS = dict(public_functions())
Cells = dict[tuple[str, str], Answer]


@pytest.fixture(scope="module")
def world(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Built once; its one transaction is never committed."""
    path = shutil.copyfile(migrated, tmp_path_factory.mktemp("matrix") / "sotecin.sqlite3")
    engine = writer_engine(url_of(path))
    with engine.connect() as connection, connection.begin() as transaction:
        yield replace(build(SqlUnitOfWork(connection)), connection=connection)
        transaction.rollback()
    engine.dispose()


def cells(world: World, name: str) -> Cells:
    """What came of one use case in all its cells."""
    function, policy = FUNCTIONS[name.partition(" ")[0]], POLICIES[name]
    return {
        (role, relation): asked(world, function, policy, world.actor(role, relation), world.spots[relation])
        for role in ROLES
        for relation in RELATIONS
    }


def test_every_use_case_has_an_entry_and_every_entry_a_use_case() -> None:
    known = {name.partition(" ")[0] for name in POLICIES}
    inner = {name for name in FUNCTIONS if name in INNER or name.partition(".")[0] in INNER}

    assert set(FUNCTIONS) - known - inner == set(), (
        "say in policies.py who may do this, or in inner.py why it asks nobody"
    )
    assert known - set(FUNCTIONS) == set()
    assert known & inner == set()
    assert [name for name in INNER if "." in name and name not in FUNCTIONS] == []


def test_every_kind_of_permission_is_used_and_explained() -> None:
    assert {policy.grid for policy in POLICIES.values()} == set(GRIDS) == set(MEANING)
    assert all(len(row) == len(RELATIONS) for grid in GRIDS.values() for row in grid.values())
    assert all(tuple(grid) == ROLES for grid in GRIDS.values())


@pytest.mark.parametrize("name", POLICIES)
def test_use_case_is_for_whom_it_should_be(world: World, name: str) -> None:
    policy, answers = POLICIES[name], cells(world, name)

    wrong = {
        f"{role} at {relation}": f"{found} instead of {right}"
        for role in ROLES
        for relation, right in zip(RELATIONS, GRIDS[policy.grid][role], strict=True)
        if not _is_right(found := _letter(world, policy, answers[role, relation], relation), right, policy)
    }

    assert wrong == {}
    assert _told_apart(world, answers) == {}


def _is_right(found: str, right: str, policy: Policy) -> bool:
    return found == right or (right == "+" and found == "c" and policy.is_settled_after)


def _letter(world: World, policy: Policy, answer: Answer, relation: str) -> str:
    """The letter of an answer; for what lists, whether the place is in it."""
    if answer.letter == "+" and "." in "".join(GRIDS[policy.grid].values()):
        return "+" if policy.sign_of(world.spots[relation]) in answer.shown else "."
    return answer.letter


def _told_apart(world: World, answers: Cells) -> dict[str, str]:
    """Where what one may not know of is told otherwise than what does not exist, or by its name."""
    found = {}
    for (role, relation), answer in answers.items():
        gone = answers[role, "removed"]
        if answer.letter in "?!" and answer.letter == gone.letter and answer.sentence != gone.sentence:
            found[f"{role} at {relation}"] = answer.sentence
        if answer.letter in "?!" and world.spots[relation].word in answer.shown:
            found[f"{role} at {relation}"] = answer.shown
    return found


def test_ids_from_elsewhere_tell_nothing_on_ones_own_map(world: World) -> None:
    """A participant names elements, links and clusters of another hub's map on their own."""
    own, elsewhere = world.spots["own"], world.spots["other hub"]
    mixed = replace(elsewhere, map_id=own.map_id, workshop=own.workshop)

    told = {
        name: answer.shown
        for name, policy in POLICIES.items()
        if elsewhere.word
        in (answer := asked(world, FUNCTIONS[name.partition(" ")[0]], policy, world.people["participant"], mixed)).shown
    }

    assert told == {}


def test_a_hole_would_be_found(world: World) -> None:
    """The control: a use case that asks nobody has wrong cells for everyone who may not."""

    def open_door(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> object:
        return uow.maps.latest_changes(map_id, most=1)

    policy, spot = POLICIES["maps.history"], world.spots["other hub"]
    answers = {role: asked(world, open_door, policy, world.people[role], spot) for role in ("guest", "participant")}

    assert {answer.letter for answer in answers.values()} == {"+"}
    assert {GRIDS[policy.grid][role][RELATIONS.index("other hub")] for role in answers} == {"?"}

"""Use cases on clusters, on real SQLite: looking again, what people decide, missions that nothing changes, bridges."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.planted import PlantedMap, planted_map
from db.store import SqlDatabase
from sotecin_graph.clusters import Cluster
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import BadInput, NotAllowed, SotecinError, StepForbids, WrongState
from sotecin_graph.live.commands import Whose, run_command, worked_out
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import bridging, clusters, elements, maps, missions, refreshing, sessions
from sotecin_graph.vocabulary import Hub, Kind, LinkState, LinkType
from sotecin_graph.workshops import Workshop
from tests.conftest import CONTRIBUTOR, FACILITATOR


def draw_planted(database: SqlDatabase, made: PlantedMap) -> MapId:
    """The planted map in storage, as one transaction."""
    return database.write(_drawn, made=made)


def _drawn(uow: UnitOfWork, *, made: PlantedMap) -> MapId:
    map_id = maps.create_map(uow, by=SYSTEM, name="Planted", hubs=list(Hub))
    for element in made.elements:
        uow.elements.add(replace(element, created_at=uow.now))
    uow.elements.place(map_id, {element.id: (float(element.seq), 0.0) for element in made.elements})
    for link in made.links:
        uow.links.add(replace(link, created_at=uow.now))
    return map_id


@pytest.fixture
def planted(database: SqlDatabase) -> MapId:
    return draw_planted(database, planted_map(3, size=90, missions=4, links_each=2.5))


@pytest.fixture
def found(database: SqlDatabase, planted: MapId) -> list[Cluster]:
    return database.write(clusters.find, by=SYSTEM, map_id=planted)


@pytest.fixture
def open_lead(database: SqlDatabase) -> Whose:
    made = {"username": "lead", "name": "Lead", "grants": (Grant(Role.PROGRAMME_LEAD),), "password_hash": "x"}
    return Whose(f"account:{database.write(sessions.add_account, by=SYSTEM, **made).id}")


def _on(database: SqlDatabase, map_id: MapId) -> dict[str, Cluster]:
    return {each.id: each for each in database.read(clusters.on_map, by=SYSTEM, map_id=map_id)}


def _look_again(database: SqlDatabase, map_id: MapId, *, is_anew: bool = True, resolution: float = 1.5) -> None:
    given = {"by": SYSTEM, "map_id": map_id, "resolution": resolution, "is_anew": is_anew}
    assert refreshing.searched_or_proposed(database, **given)["waits"]


def test_a_new_look_changes_nothing_until_someone_accepts_it(
    database: SqlDatabase, planted: MapId, found: list[Cluster]
) -> None:
    before = _on(database, planted)

    _look_again(database, planted)

    assert _on(database, planted) == before
    told = database.read(refreshing.difference, by=SYSTEM, map_id=planted)
    database.write(refreshing.accept, by=SYSTEM, map_id=planted)
    after = _on(database, planted)
    assert told is not None
    assert {step.kind for step in told.steps} >= {"new"}
    assert sum(step.kind == "new" for step in told.steps) == len(after.keys() - before.keys())
    assert database.read(refreshing.difference, by=SYSTEM, map_id=planted) is None


def test_a_new_look_that_is_left_is_forgotten(database: SqlDatabase, planted: MapId, found: list[Cluster]) -> None:
    _look_again(database, planted)

    database.write(refreshing.leave, by=SYSTEM, map_id=planted)

    assert list(_on(database, planted).values()) == found
    with pytest.raises(WrongState, match="Nothing waits"):
        database.write(refreshing.accept, by=SYSTEM, map_id=planted)


def test_what_was_built_on_other_clusters_is_not_accepted(
    database: SqlDatabase, planted: MapId, found: list[Cluster]
) -> None:
    _look_again(database, planted)
    database.write(clusters.rename, by=SYSTEM, map_id=planted, cluster=found[0].id, name="Renamed")

    told = database.read(refreshing.difference, by=SYSTEM, map_id=planted)

    assert told is not None
    assert told.is_outdated
    with pytest.raises(WrongState, match="Look again"):
        database.write(refreshing.accept, by=SYSTEM, map_id=planted)


def test_looking_again_at_the_same_map_would_change_nothing(
    database: SqlDatabase, planted: MapId, found: list[Cluster]
) -> None:
    _look_again(database, planted, is_anew=False, resolution=1.0)

    told = database.read(refreshing.difference, by=SYSTEM, map_id=planted)

    assert told is not None
    assert (told.steps, told.moved, told.same) == ((), 0, len(found))


def test_clusters_that_end_are_kept_with_what_became_of_them(
    database: SqlDatabase, planted: MapId, found: list[Cluster]
) -> None:
    one, other = found[:2]

    database.write(clusters.merge, by=SYSTEM, map_id=planted, cluster=one.id, other=other.id)

    (past,) = database.read(clusters.view, by=SYSTEM, map_id=planted).past
    whole = _on(database, planted)[one.id]
    assert past.id == other.id
    assert set(whole.members) == {*one.members, *other.members}
    assert whole.lineage[-1].id == other.id


def test_a_split_leaves_two_that_know_of_each_other_and_stay(
    database: SqlDatabase, planted: MapId, found: list[Cluster]
) -> None:
    members = found[0].members
    given = {"by": SYSTEM, "map_id": planted, "cluster": found[0].id}

    made = database.write(clusters.split, members=members[:4], name="Apart", **given)

    database.write(clusters.find, by=SYSTEM, map_id=planted)
    now = _on(database, planted)
    assert (now[made].members, now[found[0].id].members) == (members[:4], members[4:])
    assert (now[made].name, now[made].lineage[0].shared) == ("Apart", 4)
    with pytest.raises(BadInput, match="leave some"):
        database.write(clusters.split, members=members[4:], **given)


def test_edited_and_locked_clusters_stay_as_people_left_them(
    database: SqlDatabase, planted: MapId, found: list[Cluster]
) -> None:
    first, second = found[:2]
    given = {"by": SYSTEM, "map_id": planted}
    database.write(clusters.set_members, cluster=first.id, members=[*first.members[1:], second.members[0]], **given)
    edited = _on(database, planted)[first.id].members

    database.write(clusters.find, resolution=1.5, **given)

    now = _on(database, planted)
    assert now[first.id].members == edited
    assert all(not set(edited) & set(each.members) for ident, each in now.items() if ident != first.id)
    database.write(clusters.lock, cluster=first.id, is_locked=False, **given)
    assert not _on(database, planted)[first.id].is_decided


def test_lasso_draws_a_cluster_without_a_name(database: SqlDatabase, planted: MapId) -> None:
    whose, members = Whose("account:lead"), ["e1", "e2", "e3", "nowhere"]

    with pytest.raises(SotecinError):
        database.write(_command, whose=whose, map_id=planted, name="draw_cluster", args={"members": members})
    made = database.write(clusters.draw, by=SYSTEM, map_id=planted, members=members)

    drawn = _on(database, planted)[made]
    assert (drawn.members, drawn.is_named, drawn.origin["method"]) == (("e1", "e2", "e3"), False, "drawn")


def _command(uow: UnitOfWork, *, whose: Whose, map_id: MapId, name: str, args: dict[str, object]) -> object:
    return run_command(uow, whose=whose, map_id=map_id, client_id="c1", name=name, args=args)


def test_a_participant_draws_and_finds_only_as_the_step_allows(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    made = [database.write(elements.add_stakeholder, name=f"N{n}", kind="industry", **given) for n in range(3)]

    drawn = database.write(clusters.draw, by=participant, map_id=workshop.map_id, members=made)

    assert drawn in _on(database, workshop.map_id)
    with pytest.raises(NotAllowed):
        refreshing.searched(database, by=participant, map_id=workshop.map_id)
    with pytest.raises((NotAllowed, StepForbids)):
        database.write(clusters.draw, by=CONTRIBUTOR, map_id=workshop.map_id, members=made)


def test_the_maps_button_shows_a_first_finding_and_lets_later_ones_wait(
    database: SqlDatabase, planted: MapId, open_lead: Whose
) -> None:
    given = {"whose": open_lead, "map_id": planted, "name": "find_clusters"}
    first = worked_out(database, **given, args={"resolution": 1.0})
    result, _revision = database.write(_command, **given, args=first)
    assert result == {"count": len(_on(database, planted))}

    second = worked_out(database, **given, args={})
    with pytest.raises(WrongState, match="page Clusters"):
        database.write(run_command, client_id="c2", **given, args=second)
    assert database.read(refreshing.difference, by=SYSTEM, map_id=planted) is not None


def test_drift_is_told_against_the_missions_own_members(
    database: SqlDatabase, planted: MapId, found: list[Cluster]
) -> None:
    given = {"by": SYSTEM, "map_id": planted}
    database.write(clusters.set_members, cluster=found[0].id, members=found[0].members[:-2], **given)
    mission = database.write(missions.promote, cluster=found[0].id, title="Steady", **given)

    database.write(clusters.find, **given)

    shown = {each.mission_id: each for each in database.read(clusters.view, **given).proposals}
    drift = shown[mission].drift
    assert drift is not None
    assert drift.together == found[0].members[:-2]
    assert drift.candidates == found[0].members[-2:]
    assert database.read(missions.drift, by=SYSTEM, mission_id=mission) == drift


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["find", "anew", "members", "split", "merge", "lock", "draw", "aside", "rename", "remove"]),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_a_promoted_mission_loses_no_member_under_any_later_edit(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int]]
) -> None:
    database = SqlDatabase(tmp_path_factory.mktemp("any") / "sotecin.sqlite3")
    try:
        map_id = draw_planted(database, planted_map(5, size=50, missions=3, links_each=2.5))
        first = database.write(clusters.find, by=SYSTEM, map_id=map_id)[0]
        mission = database.write(missions.promote, by=SYSTEM, map_id=map_id, cluster=first.id, title="Steady")
        for deed, number in deeds:
            _do(database, map_id, deed, number)

            kept = database.read(missions.view, by=SYSTEM, mission_id=mission).mission
            assert kept.members == first.members
            assert kept.origin["cluster"] == first.id
            assert set(_on(database, map_id)[first.id].members) >= set(first.members) & _standing(database, map_id)
    finally:
        database.close()


def _standing(database: SqlDatabase, map_id: MapId) -> set[ElementId]:
    return {each.id for each in database.read(clusters.view, by=SYSTEM, map_id=map_id).elements}


def _do(database: SqlDatabase, map_id: MapId, deed: str, number: int) -> None:
    """Any deed on any cluster; those that are refused change nothing."""
    listed = list(_on(database, map_id).values())
    one, other = listed[number % len(listed)], listed[(number + 1) % len(listed)]
    on, members = {"by": SYSTEM, "map_id": map_id}, sorted(_standing(database, map_id))
    some = members[number % len(members) :][:5]
    given: dict[str, tuple[object, dict[str, object]]] = {
        "find": (clusters.find, {"resolution": (0.7, 1.0, 1.5)[number % 3]}),
        "members": (clusters.set_members, {"cluster": one.id, "members": some}),
        "split": (clusters.split, {"cluster": one.id, "members": one.members[: 1 + number % 4]}),
        "merge": (clusters.merge, {"cluster": one.id, "other": other.id}),
        "lock": (clusters.lock, {"cluster": one.id, "is_locked": number % 2 == 0}),
        "draw": (clusters.draw, {"members": some, "name": f"Drawn {number}"}),
        "aside": (clusters.set_aside, {"cluster": one.id}),
        "rename": (clusters.rename, {"cluster": one.id, "name": f"Name {number}"}),
        "remove": (elements.remove_element, {"element": some[0]}),
    }
    try:
        if deed == "anew":
            _look_again(database, map_id)
            database.write(refreshing.accept, **on)
        else:
            use_case, more = given[deed]
            database.write(use_case, **on, **more)  # type: ignore[arg-type]
    except (WrongState, BadInput):
        pass


def test_who_could_fill_a_gap_comes_from_the_whole_community(database: SqlDatabase, planted: MapId) -> None:
    given = {"by": SYSTEM, "map_id": planted}
    view = database.read(clusters.view, **given)
    industry = [each for each in view.elements if each.kind is Kind.INDUSTRY][:4]
    made = database.write(clusters.draw, members=[each.id for each in industry], name="Works", **given)

    found = database.read(clusters.who_could_fill, cluster=made, **given)

    tags = {tag for each in industry for tag in (*each.chains, *each.strategies)}
    assert Kind.RESEARCH in found.groups
    assert Kind.INDUSTRY not in found.groups
    for gap, fillers in found.groups.items():
        assert all(filler.element.kind is gap and filler.links + len(filler.tags) > 0 for filler in fillers)
        assert all(set(filler.tags) <= {tag.value for tag in tags} for filler in fillers)


def test_a_bridge_becomes_a_planned_link(database: SqlDatabase, planted: MapId) -> None:
    best = database.read(bridging.offered, by=SYSTEM, map_id=planted)[0]
    given = {"map_id": planted, "one": best.one.id, "other": best.other.id}

    with pytest.raises(NotAllowed):
        database.write(bridging.plan, by=CONTRIBUTOR, **given)
    made = database.write(bridging.plan, by=SYSTEM, **given)

    link = database.read(lambda uow: uow.links.get(made))
    assert (link.type, link.state) == (LinkType.COLLABORATION, LinkState.PLANNED)
    again = database.read(bridging.offered, by=SYSTEM, map_id=planted)
    assert {best.one.id, best.other.id} not in [{each.one.id, each.other.id} for each in again]


def test_facilitators_look_again_and_contributors_do_not(database: SqlDatabase, workshop: Workshop) -> None:
    assert refreshing.searched(database, by=FACILITATOR, map_id=workshop.map_id)["finding"]["clusters"] == []
    with pytest.raises(NotAllowed):
        refreshing.searched(database, by=CONTRIBUTOR, map_id=workshop.map_id)

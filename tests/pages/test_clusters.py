"""From clusters to missions: what is in view, who belongs to it, and who may decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.clusters import Cluster, ClusterId
from sotecin_graph.elements import ElementId
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import clusters, elements, links, missions
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD
from tests.pages.conftest import Visit, texts
from tests.pages.scenes import draw_cluster, promote

Open = Callable[..., Actor]


@pytest.fixture
def cluster(database: SqlDatabase, workshop: Workshop, made: dict[str, ElementId]) -> ClusterId:
    """A cluster of all but one challenge."""
    return draw_cluster(database, workshop.map_id, {name: made[name] for name in made if name != "Worn coats"})


def _on_map(database: SqlDatabase, workshop: Workshop) -> list[Cluster]:
    return database.read(clusters.on_map, by=LEAD, map_id=workshop.map_id)


def _labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def test_without_a_map_the_page_says_what_to_do(visit: Visit, running: object, lead: Actor) -> None:
    at = visit("clusters", lead)

    assert not at.exception
    assert [each.value for each in at.subheader] == ["No map is open to you"]


def test_empty_map_asks_for_elements(visit: Visit, workshop: Workshop, lead: Actor) -> None:
    assert [each.value for each in visit("clusters", lead).subheader] == ["The map is empty"]


def test_finding_shows_proposals_with_reasons(
    visit: Visit, database: SqlDatabase, workshop: Workshop, made: dict[str, ElementId], lead: Actor
) -> None:
    at = visit("clusters", lead)
    assert [each.value for each in at.subheader] == ["No clusters yet"]

    at = at.button(key="clusters.find").click().run()

    (found,) = _on_map(database, workshop)
    assert set(found.members) == set(made.values())
    assert "links inside" in texts(at)
    assert "Promote to mission" in _labels(at)


def test_names_are_no_markup_and_counts_are_told(visit: Visit, cluster: ClusterId, lead: Actor) -> None:
    at = visit("clusters", lead)

    assert [each.value for each in at.subheader] == [r"Coats \_twice\_"]
    assert "3 stakeholders, 1 challenge, 0 votes" in texts(at)
    assert [pills.options for pills in at.pills] == [["Works", "Lab", "Guild"], [r"Wet \*bags\*"]]


def test_tap_leaves_a_member_out(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, made: dict[str, ElementId], lead: Actor
) -> None:
    at = visit("clusters", lead)

    at.pills[0].set_value([made["Works"], made["Guild"]]).run()

    (left,) = _on_map(database, workshop)
    assert set(left.members) == {made["Works"], made["Guild"], made["Wet *bags*"]}


def test_what_others_change_is_not_taken_for_a_tap(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, made: dict[str, ElementId], lead: Actor
) -> None:
    at = visit("clusters", lead)
    given = {"by": SYSTEM, "map_id": workshop.map_id, "cluster": cluster}
    database.write(clusters.set_members, members=list(made.values()), **given)

    at.run()

    (kept,) = _on_map(database, workshop)
    assert set(kept.members) == set(made.values())


def test_set_aside_and_back(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, lead: Actor
) -> None:
    at = visit("clusters", lead).button(key="clusters.aside").click().run()
    assert [each.state for each in _on_map(database, workshop)] == ["aside"]

    at.button(key=f"clusters.back.{cluster}").click().run()

    assert [each.state for each in _on_map(database, workshop)] == ["suggested"]


def test_facilitator_edits_but_does_not_promote(visit: Visit, cluster: ClusterId, open_account: Open) -> None:
    at = visit("clusters", open_account(Role.FACILITATOR))

    assert "Promote to mission" not in _labels(at)
    assert "Rename" in _labels(at)
    assert "Promoting is for the hub lead." in texts(at)


def test_contributor_reads_only(visit: Visit, cluster: ClusterId, open_account: Open) -> None:
    at = visit("clusters", open_account(Role.CONTRIBUTOR))

    assert not at.exception
    assert _labels(at) == []
    assert ":gray-badge[Works]" in texts(at)


def test_promoted_cluster_leads_to_its_mission(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, lead: Actor
) -> None:
    promote(database, workshop.map_id, cluster)

    at = visit("clusters", lead)

    assert "Promote to mission" not in _labels(at)
    assert "The mission has members of its own" in texts(at)


def test_promotion_makes_a_mission_with_what_was_written(
    database: SqlDatabase, workshop: Workshop, cluster: ClusterId, visit: Visit, lead: Actor
) -> None:
    at = visit("clusters", lead).button(key="clusters.promote").click().run()
    at.text_area[0].set_value("By 2031, coats are worn twice.")

    at.button(key="clusters.promote").click()  # the test runner draws a dialog only in the run that opens it
    at.button[-1].click().run()

    (mission,) = database.read(missions.all_missions, by=LEAD)
    assert (mission.title, mission.statement) == ("Coats _twice_", "By 2031, coats are worn twice.")


def test_a_later_look_is_shown_as_a_difference_and_accepted(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, lead: Actor
) -> None:
    at = visit("clusters", lead).button(key="clusters.anew").click().run()
    (before,) = _on_map(database, workshop)
    assert before.id == cluster
    assert "What a new look would change" in [each.value for each in at.subheader]
    assert "Promote to mission" in _labels(at)

    database.write(clusters.lock, by=SYSTEM, map_id=workshop.map_id, cluster=cluster)
    at = at.run()
    assert "Someone has changed the clusters meanwhile" in texts(at)
    at = at.button(key="clusters.leave").click().run()

    assert "What a new look would change" not in [each.value for each in at.subheader]


def test_accepting_a_difference_puts_it_on_the_map(
    visit: Visit, database: SqlDatabase, workshop: Workshop, made: dict[str, ElementId], lead: Actor
) -> None:
    at = visit("clusters", lead).button(key="clusters.find").click().run()
    (found,) = _on_map(database, workshop)
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    new = database.write(elements.add_stakeholder, name="New *one*", kind="industry", **given)
    database.write(links.add_link, source=new, target=made["Worn coats"], type="faces", **given)

    at = at.button(key="clusters.find").click().run()

    assert "Joins: New \\*one\\*" in texts(at)
    at.button(key="clusters.accept").click().run()
    assert [each.members for each in _on_map(database, workshop)] == [(*found.members, new)]


def test_lock_and_unlock(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, lead: Actor
) -> None:
    at = visit("clusters", lead).button(key="clusters.lock").click().run()
    assert [each.is_locked for each in _on_map(database, workshop)] == [True]

    at.button(key="clusters.lock").click().run()

    assert [each.is_locked for each in _on_map(database, workshop)] == [False]


def test_a_mission_shows_how_far_the_map_has_drifted(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, lead: Actor
) -> None:
    promote(database, workshop.map_id, cluster)
    database.write(clusters.find, by=SYSTEM, map_id=workshop.map_id)

    assert "4 of 4 still together, 1 candidate" in texts(visit("clusters", lead))


def test_split_and_merge_ask_in_a_dialog(
    visit: Visit, database: SqlDatabase, workshop: Workshop, cluster: ClusterId, lead: Actor
) -> None:
    at = visit("clusters", lead).button(key="clusters.split").click().run()

    assert [each.label for each in at.multiselect] == ["Members of the new cluster"]
    assert "clusters.merge" not in [button.key for button in at.button]

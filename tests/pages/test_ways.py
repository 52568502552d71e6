"""Every pair of brief, mission, cluster, element, contribution, workshop and call challenge: a click there and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import calls, papers
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD
from tests.pages.conftest import Visit, texts
from tests.pages.scenes import draw_cluster, draw_map, promote

Scene = dict[str, str]


@pytest.fixture
def scene(database: SqlDatabase, workshop: Workshop) -> Scene:
    """An element on its way: the ids by what they are of."""
    made = draw_map(database, workshop.map_id)
    cluster = draw_cluster(database, workshop.map_id, made)
    mission = promote(database, workshop.map_id, cluster)
    given = {"mission_id": mission, "element": made["Worn coats"]}
    challenge = database.write(calls.take_up, by=SYSTEM, **given)
    ids = {"cluster": cluster, "mission": mission, "element": made["Worn coats"], "challenge": challenge}
    return {**ids, "workshop": workshop.id, "map": workshop.map_id}


def _links(at: AppTest) -> set[str]:
    """The page links of a page, as page?name=id; buttons to a view of the same page by their key."""
    given = [each.proto for each in at.get("page_link")]
    found = {f"{each.page}?{each.query_string}" for each in given}
    return found | {str(each.key) for each in at.button}


@pytest.mark.parametrize(
    ("page", "shown", "leads_to"),
    [
        ("missions", ("mission",), ("clusters?map={map}&cluster={cluster}", "trace?workshop={workshop}")),
        ("missions", ("mission",), ("trace?element={element}", "calls?challenge={challenge}", "missions.trace")),
        ("calls", ("challenge",), ("missions?mission={mission}", "trace?element={element}")),
        ("trace", ("element",), ("missions?mission={mission}", "clusters?map={map}&cluster={cluster}")),
        ("trace", ("element",), ("calls?challenge={challenge}", "map?map={map}", "trace.workshop")),
        ("trace", ("workshop",), ("trace.{element}", "missions?mission={mission}", "map?map={map}")),
        ("trace", ("workshop",), ("workshops?workshop={workshop}",)),
        ("workshops", ("workshop",), ("trace?workshop={workshop}", "map?map={map}")),
        ("clusters", ("map", "cluster"), ("missions?mission={mission}",)),
    ],
)
def test_way_is_a_click(
    visit: Visit, scene: Scene, open_account: Callable[..., Actor], page: str, shown: tuple[str, ...],
    leads_to: tuple[str, ...],
) -> None:  # fmt: skip
    at = visit(page, open_account(Role.HUB_LEAD), **{name: scene[name] for name in shown})

    assert {each.format(**scene) for each in leads_to} - _links(at) == set()


def test_cluster_leads_to_its_elements_once_asked(
    visit: Visit, scene: Scene, open_account: Callable[..., Actor]
) -> None:
    at = visit("clusters", open_account(Role.HUB_LEAD), map=scene["map"], cluster=scene["cluster"])
    at.session_state[f"clusters.ways.{scene['cluster']}"] = True

    assert f"trace?element={scene['element']}" in _links(at.run())


def test_brief_leads_back_to_mission_and_elements(database: SqlDatabase, scene: Scene) -> None:
    given = {"address": "https://graph.example"}
    brief = papers.mission_paper(database, LEAD, scene["mission"], "html", **given).content.decode()

    assert f"https://graph.example/missions?mission={scene['mission']}" in brief.replace("&amp;", "&")
    assert f"https://graph.example/trace?element={scene['element']}" in brief


def test_mission_leads_to_its_brief(visit: Visit, scene: Scene, open_account: Callable[..., Actor]) -> None:
    at = visit("missions", open_account(Role.HUB_LEAD), mission=scene["mission"])

    assert any(f"/missions/{scene['mission']}/brief.html" in each.proto.url for each in at.get("link_button"))


def test_what_became_of_a_workshop_is_told_by_its_steps(
    visit: Visit, scene: Scene, open_account: Callable[..., Actor]
) -> None:
    shown = texts(visit("trace", open_account(Role.CONTRIBUTOR), workshop=scene["workshop"]))

    assert "5 elements, 5 of them in a mission" in shown
    assert "Worn coats" in shown

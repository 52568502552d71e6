"""The start page: for those who come in, and what next for people with an account."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import workshops
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.pages.conftest import Visit, texts

OpenAccount = Callable[..., Actor]


def _labels(at) -> list[str]:
    return [each.label for each in at.button]


def _links(at) -> list[str]:
    return [each.proto.label for each in at.get("page_link")]


def test_who_comes_in_finds_promise_code_and_ways_on(visit: Visit) -> None:
    at = visit("start")

    assert not at.exception
    assert at.title[0].value == "Map your value chain together"
    assert _labels(at) == ["Join"]
    assert _links(at) == ["Sign in as hub lead or facilitator"]
    assert "grant agreement 101058385" in texts(at)


def test_example_map_is_offered_where_there_is_one(
    visit: Visit, database: SqlDatabase, example_workshop: Workshop
) -> None:
    at = visit("start")

    link = at.get("page_link")[-1].proto
    assert (link.label, link.query_string) == ("See the example map", f"map={example_workshop.map_id}")


@pytest.mark.parametrize(
    ("role", "word"),
    [
        (Role.FACILITATOR, "Open the live map"),
        (Role.HUB_LEAD, "Open the live map"),
        (Role.CONTRIBUTOR, "Add a challenge"),
    ],
)
def test_each_role_has_one_next_step(
    visit: Visit, workshop: Workshop, open_account: OpenAccount, role: Role, word: str
) -> None:
    at = visit("start", open_account(role))

    assert not at.exception
    assert _labels(at) == ["Sign out", word, "Join"]


def test_facilitator_without_open_workshop_plans_one(
    visit: Visit, workshop: Workshop, database: SqlDatabase, open_account: OpenAccount
) -> None:
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    assert "Plan a workshop" in _labels(visit("start", open_account(Role.FACILITATOR)))


def test_sign_out_ends_the_session_through_the_door(visit: Visit, open_account: OpenAccount) -> None:
    at = visit("start", open_account())

    at = at.button(key="start.sign_out").click().run()

    assert not at.exception
    assert len(at.get("bidi_component")) == 1

"""A map by a guest link, and the Share menu's part in which links are made and ended."""

from __future__ import annotations

import json
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.instance import Instance
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import guest_links
from sotecin_graph.workshops import Workshop
from tests.pages.conftest import Visit, said, texts


def test_link_opens_its_map_for_who_has_not_signed_in(
    visit: Visit, running: Instance, workshop: Workshop, database: SqlDatabase
) -> None:
    token = database.write(guest_links.make_guest_link, by=SYSTEM, map_id=workshop.map_id)

    at = visit("look", link=token)

    assert not at.exception
    assert "Textiles" in texts(at)
    data = json.loads(at.get("bidi_component")[0].proto.json)
    assert (data["mode"], data["join"]) == ("view", None)
    ticket = running.tickets.open("map", data["ticket"], max_age_s=60)
    assert ticket is not None
    assert (ticket["map"], ticket["actor"], bool(ticket["guest"])) == (workshop.map_id, "", True)


def test_canvas_counts_as_in_portugal(visit: Visit, workshop: Workshop, database: SqlDatabase) -> None:
    token = database.write(guest_links.make_guest_link, by=SYSTEM, map_id=workshop.map_id)

    at = visit("look", link=token, language="pt")

    assert json.loads(at.get("bidi_component")[0].proto.json)["language"] == "pt-PT"


def test_wrong_or_missing_link_is_told(visit: Visit, workshop: Workshop) -> None:
    assert "Nobody has this private link" in said(visit("look", link="x" * 32))
    assert "Open the link" in said(visit("look"))


def test_facilitator_makes_a_link_and_ends_it(
    visit: Visit, open_account: Callable[..., Actor], workshop: Workshop, database: SqlDatabase
) -> None:
    lead = open_account(Role.HUB_LEAD)
    visit("look", lead)  # signs in

    at = AppTest.from_function(_menu, kwargs={"map_id": workshop.map_id}, default_timeout=20).run()
    at = at.button(key=f"guests.make.{workshop.map_id}").click().run()
    token = at.code[0].value.rpartition("link=")[2]
    link, facts = database.read(guest_links.looked_at, token=token)
    assert facts.id == workshop.map_id

    at = at.button(key=f"guests.end.{link.id}").click().run()
    assert database.read(guest_links.guest_links_on, by=SYSTEM, map_id=workshop.map_id) == []
    assert not at.code


def _menu(map_id: str) -> None:
    from pages.parts.desk import open_desk
    from pages.parts.guest_ways import guest_ways
    from sotecin_graph.elements import MapId

    guest_ways(open_desk(), MapId(map_id))

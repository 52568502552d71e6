"""Calls and their challenges: who sees the contact persons."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.services import calls, papers
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD, STRANGER
from tests.pages.scenes import CONTACT, draw_cluster, draw_map, open_call, promote, publish

OTHER_LEAD = Actor(id="account:other", name="Other", grants=(Grant(Role.HUB_LEAD, Hub.EAST),), hub=Hub.EAST)


@pytest.mark.parametrize(
    ("by", "contact"), [(LEAD, "Jo"), (SYSTEM, "Jo"), (OTHER_LEAD, ""), (STRANGER, ""), (Actor(), "")]
)
def test_contact_person_is_seen_by_who_leads_the_hub(
    database: SqlDatabase, workshop: Workshop, by: Actor, contact: str
) -> None:
    made = draw_map(database, workshop.map_id)
    mission = promote(database, workshop.map_id, draw_cluster(database, workshop.map_id, made))
    call = open_call(database)
    ident = publish(database, mission, made["Worn coats"], call)

    (shown,) = database.read(calls.view, by=by, call_id=call).challenges
    alone = database.read(calls.challenge_view, by=by, ident=ident).challenge
    assert (shown.contact_name, alone.contact_name) == (contact, contact)


def test_table_of_another_hubs_lead_has_no_contacts(database: SqlDatabase, workshop: Workshop) -> None:
    made = draw_map(database, workshop.map_id)
    mission = promote(database, workshop.map_id, draw_cluster(database, workshop.map_id, made))
    call = open_call(database)
    publish(database, mission, made["Worn coats"], call)
    address = CONTACT["contact_email"].encode()

    assert address in papers.call_paper(database, LEAD, call, "csv").content
    assert address not in papers.call_paper(database, OTHER_LEAD, call, "csv").content

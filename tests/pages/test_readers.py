"""What guests and reviewers meet on the pages: what they may see, and no way to what they may not do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from sotecin_graph.people import Actor, Role
from sotecin_graph.workshops import Workshop, spaced
from tests.pages.conftest import Visit, texts

OpenAccount = Callable[..., Actor]


def shown(at: AppTest) -> str:
    """Running text, badges, code blocks and buttons."""
    return " ".join([texts(at), *(each.value for each in at.code), *(each.label for each in at.button)])


@pytest.mark.parametrize("role", [Role.GUEST, Role.REVIEWER])
def test_start_leads_readers_to_the_map_without_its_code(
    visit: Visit, open_account: OpenAccount, workshop: Workshop, role: Role
) -> None:
    page = shown(visit("start", open_account(role)))

    assert "Look at the map" in page
    assert "Add a challenge" not in page
    assert spaced(workshop.code) not in page


@pytest.mark.parametrize(("role", "is_shown"), [(Role.GUEST, False), (Role.CONTRIBUTOR, True)])
def test_code_of_a_map_is_for_who_may_add(
    visit: Visit, open_account: OpenAccount, workshop: Workshop, role: Role, is_shown: bool
) -> None:
    at = visit("map", open_account(role), map=workshop.map_id)

    page = shown(at) + " ".join(each.proto.json for each in at.get("bidi_component"))
    assert (spaced(workshop.code) in page) is is_shown

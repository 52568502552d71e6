"""The reader's language: of the address, of the session, of this browser's choice, of what it asks for."""

from __future__ import annotations

import json

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from sotecin_graph.workshops import Workshop
from tests.pages.conftest import Visit


@pytest.fixture(autouse=True)
def dutch_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that asks for Dutch."""
    monkeypatch.setattr(ContextProxy, "locale", "nl-BE")


def _errands(at: AppTest) -> list[dict[str, str]]:
    """What the door is to do in the browser."""
    return [json.loads(each.proto.json) for each in at.get("bidi_component")]


@pytest.mark.parametrize(
    ("asked", "kept", "spoken"),
    [
        ({}, "", "nl"),
        ({}, "hu", "hu"),
        ({"language": "de"}, "hu", "de"),
        ({"language": ""}, "hu", "hu"),
        ({"language": "xx"}, "hu", "hu"),
        ({}, "xx", "nl"),
        ({}, "../hu", "nl"),
    ],
)
def test_address_goes_before_the_choice_and_the_choice_before_the_browser(
    visit: Visit, asked: dict[str, str], kept: str, spoken: str
) -> None:
    assert visit("start", kept=kept, **asked).selectbox(key="start.language").value == spoken


def test_address_goes_before_what_the_session_goes_on_in(visit: Visit) -> None:
    at = visit("sign_in", language="de")
    at.query_params["language"] = "hu"

    assert at.run().title[0].value == "Bejelentkezés"


def test_browser_that_asks_for_another_language_reads_english(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "locale", "fr-FR")

    assert visit("start").selectbox(key="start.language").value == "en"


def test_opening_a_page_keeps_nothing(visit: Visit) -> None:
    assert _errands(visit("start", language="hu")) == []


def test_chosen_language_is_kept_and_leaves_the_address(visit: Visit) -> None:
    at = visit("start", language="de", kept="de").selectbox(key="start.language").set_value("hu").run()

    assert _errands(at) == [{"deed": "language", "language": "hu"}]
    assert dict(at.query_params) == {}
    assert at.run().selectbox(key="start.language").value == "hu"


def _joined(at: AppTest) -> AppTest:
    at.text_input(key="join.alias").set_value("Fern")
    at.checkbox(key="join.consents").check()
    return at.button(key="join.join").click().run()


@pytest.mark.parametrize(("kept", "left"), [("", "hu"), ("de", "hu"), ("hu", "")])
def test_who_joins_by_an_invitation_in_a_language_keeps_it(
    visit: Visit, workshop: Workshop, kept: str, left: str
) -> None:
    at = _joined(visit("join", code=workshop.code, language="hu", kept=kept))

    errand = _errands(at)[0]
    assert (errand["deed"], errand["then"], errand["language"]) == ("claim", "/", left)


def test_who_joins_in_the_browsers_own_language_has_none_kept(visit: Visit, workshop: Workshop) -> None:
    assert _errands(_joined(visit("join", code=workshop.code)))[0]["language"] == ""

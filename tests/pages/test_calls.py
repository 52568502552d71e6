"""Open calls: times with their zone, what the public sees, and the life of a challenge."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.calls import CallChallenge, CallChallengeId, CallId, ChallengeState, Wording
from sotecin_graph.elements import ElementId
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.rubric import OURS
from sotecin_graph.services import calls, letters, open_calls, reviews
from sotecin_graph.vocabulary import Chain, Hub
from tests.conftest import LEAD
from tests.pages.conftest import Visit, said, texts
from tests.pages.scenes import (
    CONTACT,
    give_to_council,
    move,
    publish,
    review,
)

Open = Callable[..., Actor]


@pytest.fixture
def draft(database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]) -> CallChallengeId:
    return database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=made["Wet *bags*"])


def _kept(database: SqlDatabase, ident: CallChallengeId) -> CallChallenge:
    return database.read(calls.challenge_view, by=LEAD, ident=ident).challenge


def test_without_a_call_the_page_says_what_happens_before(visit: Visit, running: object) -> None:
    at = visit("calls")

    assert [each.value for each in at.subheader] == ["No open call yet"]
    assert not at.button


def test_draft_of_a_call_is_for_leads_and_lacks_what_it_lacks(
    visit: Visit, database: SqlDatabase, open_account: Open
) -> None:
    times = {"opens_at": datetime(2026, 10, 1, tzinfo=UTC), "closes_at": datetime(2126, 1, 29, tzinfo=UTC)}
    given = {"title": "Third call", "timezone": "Europe/Brussels", "chains": (Chain.FOOD,), "maximum": "EUR 1"}
    made = database.write(open_calls.open_call, by=SYSTEM, **times, **given)

    assert [each.value for each in visit("calls").subheader] == ["No open call yet"]
    assert said(visit("calls", call=made)) == "There is no such open call or call challenge."
    at = visit("calls", open_account(Role.PROGRAMME_LEAD, hub=None), call=made)
    assert "- Who may receive" in texts(at)
    assert at.button(key="calls.announce").disabled


def test_call_is_announced_to_everybody(visit: Visit, database: SqlDatabase, open_account: Open, call: CallId) -> None:
    drafted = replace(database.read(open_calls.all_calls, by=SYSTEM)[0], announced_at=None)
    database.write(lambda uow, by: uow.calls.update_call(drafted), by=SYSTEM)
    at = visit("calls", open_account(Role.PROGRAMME_LEAD, hub=None))

    at.button(key="calls.announce").click().run()

    assert not said(at)
    assert visit("calls").title[0].value == r"Open \*call\*"


def test_closing_time_carries_its_zone_and_two_others(visit: Visit, running: object, call: CallId) -> None:
    at = visit("calls")

    assert at.title[0].value == r"Open \*call\*"
    assert "17:00 Brussels time (CET, UTC+1)" in texts(at)
    assert "That is 16:00 in Lisbon, 18:00 in Bucharest." in texts(at)


def test_public_sees_what_is_published_without_names(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], call: CallId, draft: str
) -> None:
    shown = publish(database, mission, made["Worn coats"], call)

    board, one = texts(visit("calls")), visit("calls", challenge=shown)

    assert "**Worn coats**" in board
    assert "bags" not in board
    assert CONTACT["contact_name"] not in texts(one).split()
    assert SYSTEM.name not in texts(one)
    assert "So be it." not in [each.value for each in one.text]
    assert not [each for each in one.button if each.key != "calls.back"]


def test_draft_is_not_there_for_the_public(visit: Visit, running: object, draft: CallChallengeId) -> None:
    at = visit("calls", challenge=draft)

    assert said(at) == "There is no such open call or call challenge."
    assert not at.title


def test_lead_sees_the_board_with_who_needs_an_owner(
    visit: Visit, call: CallId, draft: CallChallengeId, lead: Actor
) -> None:
    shown = texts(visit("calls", lead))

    assert "In preparation" in shown
    assert "Needs an owner" in shown


def test_submitting_waits_for_what_is_lacking(visit: Visit, draft: CallChallengeId, lead: Actor) -> None:
    at = visit("calls", lead, challenge=draft)

    (submit,) = [each for each in at.button if each.label == "Submit"]
    assert submit.disabled
    assert "- Contact e\\-mail" in texts(at)


def test_move_keeps_who_and_why(visit: Visit, database: SqlDatabase, draft: CallChallengeId, lead: Actor) -> None:
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, **CONTACT)
    at = visit("calls", lead, challenge=draft)
    at.text_input[0].set_value("All is there.")

    next(each for each in at.button if each.label == "Submit").click().run()

    last = _kept(database, draft).passages[-1]
    assert (last.state, last.by, last.reason) == (ChallengeState.SUBMITTED, lead.name, "All is there.")


def test_checklist_is_answered_on_the_page(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, lead: Actor
) -> None:
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, **CONTACT)
    move(database, draft, ChallengeState.SUBMITTED)
    at = visit("calls", lead, challenge=draft)
    at.checkbox[0].check()

    next(each for each in at.button if each.label == "Save the checklist").click().run()

    assert not said(at)
    assert [each.is_met for each in _kept(database, draft).eligibility] == [True, False, False, False]
    assert "Not met yet: 3" in texts(at)


def test_council_wording_leaves_the_owners_as_it_is(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, lead: Actor
) -> None:
    at = visit("calls", lead, challenge=draft).button(key="calls.wording.council").click().run()
    next(each for each in at.text_input if each.label == "Title").set_value("Bags stay dry")

    at.button(key="calls.wording.council").click()
    next(each for each in at.button if each.label == "Save").click().run()

    kept = _kept(database, draft)
    assert (kept.owner.title, kept.council and kept.council.title) == ("Wet *bags*", "Bags stay dry")


def test_words_stay_once_both_stand_behind_them(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, lead: Actor
) -> None:
    challenge = replace(_kept(database, draft), state=ChallengeState.ACCEPTED)
    database.write(lambda uow, by: uow.calls.update_challenge(challenge), by=SYSTEM)
    at = visit("calls", lead, challenge=draft)

    assert not [each for each in at.button if str(each.key).startswith("calls.wording")]


def test_owner_is_a_stakeholder_of_the_mission(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, made: dict[str, ElementId], lead: Actor
) -> None:
    at = visit("calls", lead, challenge=draft).button(key="calls.owner").click().run()
    take = next(each for each in at.button if str(each.key).endswith(f"take.{made['Guild']}"))
    at.button(key="calls.owner").click()
    take.click().run()
    assert "faces it" in texts(at)

    at.button(key="calls.owner").click()
    next(each for each in at.button if each.label == "Save").click().run()

    kept = _kept(database, draft)
    assert (kept.owner_id, kept.organisation) == (made["Guild"], "Guild")


def test_stale_page_moves_nothing(visit: Visit, database: SqlDatabase, draft: CallChallengeId, lead: Actor) -> None:
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, **CONTACT)
    at = visit("calls", lead, challenge=draft)
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, council=Wording("Other", "Words.", "help."))

    next(each for each in at.button if each.label == "Submit").click().run()

    assert "look again" in said(at)
    assert _kept(database, draft).state is ChallengeState.DRAFT
    next(each for each in at.button if each.label == "Submit").click().run()
    assert _kept(database, draft).state is ChallengeState.SUBMITTED


def test_reviewer_declares_and_hands_in(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, open_account: Open
) -> None:
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, **CONTACT)
    give_to_council(database, draft)
    review(database, draft, "Lab", (5, 4, 3))
    reviewer = open_account(Role.REVIEWER)
    database.write(reviews.ask, by=SYSTEM, ident=draft, account=reviewer.id)
    at = visit("calls", reviewer, challenge=draft)

    at.radio[0].set_value("None that I know of")
    next(each for each in at.button if each.label == "Declare").click().run()
    assert "What others think" in texts(at)
    for each, score in zip(at.get("button_group"), (4.0, 3.5, 4.0), strict=True):
        each.set_value(score)  # type: ignore[union-attr]
    next(each for each in at.button if each.label == "Hand in").click().run()

    assert not said(at)
    assert "**11.75** of 15 in total" in texts(at)


def test_scores_have_the_comma_of_the_readers_language(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, lead: Actor
) -> None:
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, **CONTACT)
    give_to_council(database, draft)
    for name, scores in (("Lab", (5, 4, 3.5)), ("Works", (4, 4, 4))):
        review(database, draft, name, scores)

    at = visit("calls", lead, challenge=draft, language="de")

    assert "**12,25** von 15 insgesamt; 10 insgesamt und 3 je Kriterium" in texts(at)
    assert "Umsetzung **3,5**" in texts(at)
    drawn = at.get("vega_lite_chart")[0].proto
    assert "Mittel 3,8, von 3,5 bis 4" in drawn.alt
    assert json.loads(drawn.spec)["layer"][0]["encoding"]["x"]["axis"]["format"] == "d"


def test_owner_confirms_by_a_private_link(visit: Visit, database: SqlDatabase, draft: CallChallengeId) -> None:
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, **CONTACT)
    give_to_council(database, draft)
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, council=Wording("Dry bags", "Wet.", "dries."))
    for state in (ChallengeState.CHANGES_REQUESTED, ChallengeState.OWNER_CONFIRMS):
        move(database, draft, state)
    key = database.write(letters.write, by=SYSTEM, ident=draft)
    at = visit("letter", key=key)
    at.text_input[0].set_value("Jo")

    next(each for each in at.button if each.label == "We agree").click().run()

    kept = _kept(database, draft)
    assert (kept.state, kept.passages[-1].by, kept.passages[-1].noted_by) == (ChallengeState.ACCEPTED, "Jo", "")
    assert "Answered" in said(at)
    assert said(visit("letter", key="forged")).startswith("This link is not valid any more.")


def test_lead_notes_what_the_owner_said(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, lead: Actor
) -> None:
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, **CONTACT)
    give_to_council(database, draft)
    for state in (ChallengeState.CHANGES_REQUESTED, ChallengeState.OWNER_CONFIRMS):
        move(database, draft, state)
    at = visit("calls", lead, challenge=draft).button(key="calls.answer").click().run()
    next(each for each in at.text_area if each.label == "What they said").set_value("Say dairies, please.")

    at.button(key="calls.answer").click()
    next(each for each in at.button if each.label == "They ask for changes").click().run()

    last = _kept(database, draft).passages[-1]
    assert (last.state, last.by, last.noted_by) == (ChallengeState.CHANGES_REQUESTED, "Jo", lead.name)
    assert last.wording == _kept(database, draft).wording


def test_criteria_saved_untouched_stay_ours(
    visit: Visit, database: SqlDatabase, open_account: Open, call: CallId
) -> None:
    at = visit("calls", open_account(Role.PROGRAMME_LEAD, hub=None), call=call)
    at.button(key="calls.rubric").click().run()
    next(each for each in at.number_input if each.label == "Reviews needed").set_value(3)

    at.button(key="calls.rubric").click()
    next(each for each in at.button if each.label == "Save").click().run()

    assert not said(at)
    kept = database.read(open_calls.all_calls, by=SYSTEM)[0].rubric
    assert kept == replace(OURS, reviews=3)


def test_other_hubs_lead_has_no_way_to_a_draft(
    visit: Visit, call: CallId, mission: MissionId, draft: CallChallengeId, open_account: Open
) -> None:
    other = open_account(Role.HUB_LEAD, hub=Hub.EAST)

    assert said(visit("calls", other, challenge=draft)) == "There is no such open call or call challenge."
    assert "Wet" not in texts(visit("calls", other, call=call))
    listed = visit("missions", other, mission=mission)
    assert "Draft" in texts(listed)
    assert not [each for each in listed.get("page_link") if each.proto.label == "Open"]


def test_new_call_has_aware_times(visit: Visit, database: SqlDatabase, open_account: Open) -> None:
    programme_lead = open_account(Role.PROGRAMME_LEAD, hub=None)
    at = visit("calls", programme_lead).button(key="calls.new").click().run()
    at.text_input[0].set_value("Third call")
    at.multiselect[0].set_value([Chain.FOOD])

    at.button(key="calls.new").click()
    at.button[-1].click().run()

    (made,) = database.read(open_calls.all_calls, by=SYSTEM)
    assert (made.title, made.timezone, made.chains) == ("Third call", "Europe/Brussels", (Chain.FOOD,))
    assert made.opens_at < made.closes_at
    assert made.opens_at.utcoffset() == datetime.now(UTC).utcoffset()


def test_hub_lead_opens_no_call(visit: Visit, running: object, lead: Actor) -> None:
    assert not visit("calls", lead).button


def _form(part: str, ident: str, whose: str = "") -> None:
    """A form of a dialog on a page of its own, as it was when it was opened."""
    import importlib

    import streamlit as st

    from pages.parts.desk import open_desk
    from sotecin_graph.calls import CallChallengeId, CallId
    from sotecin_graph.services import calls

    desk = open_desk()
    if "opened" not in st.session_state:
        st.session_state.opened = (
            desk.ask(calls.view, call_id=CallId(ident)).call
            if part == "call_form"
            else desk.ask(calls.challenge_view, ident=CallChallengeId(ident)).challenge
        )
    importlib.import_module(f"pages.parts.{part}").write(desk, st.session_state.opened, *([whose] if whose else []))


def _opened(label: str, part: str, ident: str, whose: str = "") -> AppTest:
    at = AppTest.from_function(_form, kwargs={"part": part, "ident": ident, "whose": whose}, default_timeout=20).run()
    next(each for each in at.text_input if each.label == label).set_value("Mine")
    return at


def _saved(at: AppTest) -> AppTest:
    return next(each for each in at.button if each.label == "Save").click().run()


@pytest.mark.parametrize(("side", "kept"), [("mine", "Mine"), ("theirs", "Theirs")])
@pytest.mark.parametrize(
    ("part", "field"), [("challenge_form", "Title"), ("owner_card", "Location"), ("call_form", "Title")]
)
def test_both_wordings_are_shown_before_one_replaces_the_other(
    visit: Visit, database: SqlDatabase, draft: CallChallengeId, call: CallId, open_account: Open,
    part: str, field: str, side: str, kept: str,
) -> None:  # fmt: skip
    visit("calls", open_account(Role.PROGRAMME_LEAD, hub=None))
    is_call, whose = part == "call_form", "owner" if part == "challenge_form" else ""
    at = _opened(field, part, call if is_call else draft, whose)
    theirs = {"owner": Wording("Theirs", "It is.", "ends it.")} if whose else {field.lower(): "Theirs"}
    edit, named = (open_calls.edit_call, {"call_id": call}) if is_call else (calls.edit_challenge, {"ident": draft})
    database.write(edit, by=SYSTEM, **named, **theirs)

    at = _saved(at)
    assert "Nothing of yours is saved yet. Keep theirs or yours." in said(at)
    assert [each.value.split("\n")[0] for each in at.text if each.value.startswith(("Mine", "Theirs"))] == [
        "Theirs",
        "Mine",
    ]
    at.button_group[0].set_value(side)
    _saved(at)

    now = database.read(open_calls.all_calls, by=SYSTEM)[0] if is_call else _kept(database, draft)
    assert (now.owner.title if whose else getattr(now, field.lower())) == kept

"""One entry for each use case: the kind of permission that it asks for (grids), and how it is asked in the matrix.

Arguments that have a usual meaning are filled in by name (USUAL); an entry names the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sotecin_graph.agendas import AGENDAS
from sotecin_graph.calls import CallId, ChallengeState, Wording
from sotecin_graph.federation import Identity
from sotecin_graph.imports.draft import DraftMap
from sotecin_graph.invitations import InvitationState
from sotecin_graph.logos.guard import Logo
from sotecin_graph.missions import MissionState
from sotecin_graph.people import Grant, Role
from sotecin_graph.rubric import OURS
from sotecin_graph.services.community import Wanted
from sotecin_graph.vocabulary import Chain
from sotecin_graph.workshops import Plan, WorkshopState
from tests.matrix.world import GONE, Spot, World

Given = Callable[[World, Spot], Any]


@dataclass(frozen=True, slots=True)
class Policy:
    """The grid that holds, and arguments: a value, or what makes one of the world and the place."""

    grid: str
    given: Mapping[str, Any] = field(default_factory=dict)
    is_settled_after: bool = False
    """Whoever may do it can still be told that it is not the time for it."""

    sign: str = "{word}"
    """By which a list is seen to hold something of the place."""

    def sign_of(self, spot: Spot) -> str:
        """The sign at a place."""
        return self.sign.format(word=spot.word, small=spot.word.lower())


def _(grid: str, **given: Any) -> Policy:
    return Policy(grid, given)


def _then(grid: str, **given: Any) -> Policy:
    return Policy(grid, given, is_settled_after=True)


def named(name: str) -> Given:
    """A further id of the place."""
    return lambda _world, spot: spot.ident(name)


def spots(attribute: str, *at: int) -> Given:
    """An id of the place, or of a list of them the chosen ones."""

    def find(_world: World, spot: Spot) -> Any:
        found = getattr(spot, attribute)
        return found[at[0]] if len(at) == 1 else [found[each] for each in at] if at else found

    return find


STEPS = AGENDAS["open"][1]
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
_workshop = {"ident": spots("workshop")}
_challenge = {"ident": spots("challenge")}
_review = {"review_id": named("review")}
_account = {"account_id": named("account")}
_role = {**_account, "role": Role.CONTRIBUTOR}
_planned = {"title": "Plan", "starts_at": AT, "timezone": "Europe/Brussels", "language": "en", "consent_text": "Yes"}
_pair = {"keep": spots("stakeholders", 1), "drop": spots("stakeholders", 2)}
_hub = {"hub": spots("hub")}
_hubs = {"hubs": lambda _world, spot: (spot.hub,), "chains": (Chain.TEXTILES,)}
_paper = {"form": "csv"}
_found: dict[str, Any] = {"finding": {"clusters": [], "loose": [], "settings": {}}, "mark": "none", "before": 0}

USUAL: dict[str, Any] = {
    "map_id": spots("map_id"),
    "mission_id": spots("mission"),
    "element": spots("challenges", 0),
    "elements": spots("stakeholders", 2, 1),
    "link": spots("link"),
    "cluster": spots("clusters", 1),
    "call_id": lambda world, spot: CallId(GONE) if spot.word == "Thylacine" else world.call,
    "name": "New name",
    "title": "New title",
    "text": "New text",
    "kind": "industry",
    "positions": lambda _world, spot: {spot.stakeholders[0]: (1.0, 2.0)},
    "person": named("participant"),
    "is_on": True,
    "base_version": 0,
    "outcome": named("outcome"),
    "address": "http://127.0.0.1",
    "caller": None,
}

POLICIES: dict[str, Policy] = {
    "agendas.change_steps": _("facilitate", was=STEPS, steps=STEPS),
    "agendas.place_of_step": _("facilitate"),
    "agendas.keep_agenda": _("hub", **_hub, steps=STEPS),
    "agendas.agendas_of": _("agendas"),
    "agendas.remove_agenda": _("agenda", ident=named("agenda")),
    "bridging.offered": _("read"),
    "bridging.plan": _("facilitate", one=spots("stakeholders", 0), other=spots("stakeholders", 2)),
    "calls.take_up": _("lead", element=spots("challenges", 1)),
    "calls.edit_challenge": _("lead", **_challenge, council=Wording("A", "B", "C")),
    "calls.move_challenge": _then("lead", **_challenge, state=ChallengeState.WITHDRAWN, reason="So"),
    "calls.answer_checklist": _then("lead", **_challenge, given={}),
    "calls.view": _("calls"),
    "calls.view (challenges)": _("unpublished list"),
    "calls.view (contacts)": Policy("contacts", sign="{small}@example.org"),
    "calls.challenge_view": _("unpublished", **_challenge),
    "logos.bring_logo": _then("lead", **_challenge, content=b"", filename="logo.png"),
    "logos.keep_logo": _("lead", **_challenge, logo=Logo("logo.png", b"picture")),
    "logos.remove_logo": _("lead", **_challenge),
    "logos.logo_of": _("unpublished", **_challenge),
    "clusters.view": _("read"),
    "clusters.who_could_fill": _("read"),
    "clusters.find": _("facilitate"),
    "clusters.searched": _("facilitate"),
    "clusters.to_search": _("facilitate"),
    "clusters.show_found": _then("facilitate", found=_found),
    "clusters.on_map": _("read"),
    "clusters.draw": _("cluster", members=spots("stakeholders", 1, 2)),
    "clusters.split": _("cluster", members=spots("challenges", 0, 1)),
    "clusters.merge": _("cluster", other=spots("clusters", 2)),
    "clusters.lock": _("cluster"),
    "clusters.rename": _("cluster"),
    "clusters.set_members": _("cluster", members=spots("challenges", 0, 1)),
    "clusters.set_aside": _("cluster"),
    "community.find_in_community": _("facilitate", wanted=Wanted()),
    "community.laid_out": _("facilitate", idents=spots("stakeholders", 0, 1)),
    "comparing.compare": _("listed"),
    "contributions.task_of": _("participants"),
    "contributions.moment_of": _("participants"),
    "contributions.elements_on": _("read"),
    "contributions.maps_to_contribute": _("contributed list"),
    "contributions.raise_challenge": _("contribute", problem="Something is stuck."),
    "councils.view": _("read"),
    "councils.confirm": _("lead", members=lambda _world, spot: [spot.stakeholders[0]]),
    "councils.note_invitation": _then("lead", member=spots("stakeholders", 0), state=InvitationState.INVITED),
    "elements.add_stakeholder": _("contribute"),
    "elements.add_challenge": _("contribute"),
    "elements.edit_element": _("edit", field="note", value="So"),
    "elements.move_elements": _("edit"),
    "elements.remove_element": _("edit"),
    "elements.remove_elements": _("edit"),
    "elements.vote": _("contribute"),
    "elements.place_elements": _("place"),
    "endings.closed_at": _("facilitate", **_workshop),
    "endings.closing_of": _("facilitate", **_workshop),
    "endings.note_outcome": _("facilitate", **_workshop, sort="open point"),
    "endings.change_outcome": _("facilitate", sort="open point"),
    "endings.strike_outcome": _("facilitate"),
    "endings.set_ending": _("facilitate", **_workshop),
    "entry_links.invite": _("hub leads", **_hub, role=Role.CONTRIBUTOR),
    "entry_links.end_invitation": _("hub people", ident=named("invitation")),
    "entry_links.password_link": _("hub people", **_account),
    "entry_links.accept": _("secret", token="none"),
    "erasures.erase_oneself": _then("oneself"),
    "erasures.erase_people": _("admit", people=lambda _world, spot: [spot.ident("participant")]),
    "erasures.erase_people (accounts)": _(
        "hub people", people=lambda _world, spot: [f"account:{spot.ident('account')}"]
    ),
    "erasures.erase_words": _("administer", words=("Quokka works 0",)),
    "erasures.take_out_words": _("administer", words=("Quokka works 0",)),
    "erasures.erase_due": _("due list"),
    "erasures.kept_workshops": _("kept list"),
    "erasures.due_workshops": _("due list"),
    "erasures.places_of_words": _("administer", words=("Quokka works 0",)),
    "farewell.farewell_of": _("participants"),
    "federation.link": _(
        "account", identity=lambda _world, spot: Identity("https://id.example", spot.word, "ministry")
    ),
    "federation.unlink": _then("account", issuer="https://id.example"),
    "federation.sign_ins": _("account"),
    "guest_links.make_guest_link": _("facilitate"),
    "guest_links.guest_links_on": _("facilitate"),
    "guest_links.end_guest_link": _("facilitate", ident=named("guest link")),
    "guest_links.looked_at": _("secret", token="none"),
    "history.changes_since": _("read"),
    "history.state_at": _("read", revision=1),
    "history.restore": _("facilitate", state={"elements": [], "links": []}),
    "holding.waiting_of": _("anyone"),
    "holding.count_to_reveal": _("facilitate"),
    "holding.count_waiting": _("read"),
    "holding.take_back_waiting": _("author", ident=named("held")),
    "holding.reveal": _("facilitate"),
    "imports.import_as_map": _("hub", **_hubs, draft=DraftMap("Draft")),
    "imports.import_onto": _("hub", **_hubs, draft=DraftMap("Draft")),
    "imports.import_map": _("facilitate", draft=DraftMap("Draft")),
    "imports.bring_in": _("facilitate", elements=(), links=()),
    "invitations.invitation_paper": _("facilitate", **_workshop, file="workshop.ics"),
    "letters.write": _then("lead", **_challenge),
    "letters.read": _("letter", key="none"),
    "letters.answer": _("letter", key="none", agrees=True),
    "levers.pause_timer": _then("facilitate"),
    "levers.resume_timer": _then("facilitate"),
    "levers.add_time": _then("facilitate"),
    "levers.ring": _then("facilitate"),
    "levers.lock": _("facilitate"),
    "levers.hide_cursors": _("facilitate"),
    "levers.mute": _("facilitate"),
    "levers.hand_over": _("facilitate"),
    "levers.let_help": _("facilitate"),
    "levers.leaders": _("facilitate"),
    "levers.muted_people": _("facilitate"),
    "links.add_link": _("contribute", source=spots("stakeholders", 0), target=spots("stakeholders", 2), type="money"),
    "links.edit_link": _("edit", field="note", value="So"),
    "links.remove_link": _("edit"),
    "logbook.note_export": _("anyone", about="map:x", form="csv"),
    "logbook.lines": _("led list"),
    "maps.create_map": _("hub", **_hubs),
    "maps.map_named": _("read", name=spots("map_id")),
    "maps.open_ground": _("read"),
    "maps.readable_maps": _("listed"),
    "maps.rename_map": _("facilitate"),
    "maps.tidied": _("facilitate"),
    "maps.arrange": _("facilitate"),
    "maps.history": _("read"),
    "merging.merge_elements": _("edit", **_pair),
    "mission_life.life": _("read"),
    "mission_life.move": _then("lead", state=MissionState.IN_COUNCIL),
    "mission_life.sign": _then("lead"),
    "mission_versions.versions": _("read"),
    "mission_versions.difference": _("read", one=1, other=1),
    "mission_versions.bring_back": _then("lead", version=1),
    "missions.promote": _("lead", cluster=spots("clusters", 2)),
    "missions.edit_mission": _("lead"),
    "missions.checks_if": _("read"),
    "missions.all_missions": _("listed"),
    "missions.cards": _("listed"),
    "missions.view": _("read"),
    "missions.drift": _("read"),
    "missions.who_could_fill": _("read"),
    "missions.may_lead": _("anyone"),
    "moderation.queue": _("facilitate"),
    "moderation.accept": _("facilitate", idents=lambda _world, spot: [spot.ident("held")]),
    "moderation.send_back": _("facilitate", ident=named("held"), sentence="In other words, please."),
    "moderation.send_again": _("author", ident=named("held")),
    "next_steps.next_steps": _("next list"),
    "notes.write_note": _("facilitate"),
    "notes.settle_note": _("facilitate", ident=named("note"), is_settled=True),
    "notes.notes_of": _("facilitate"),
    "open_calls.open_call": _(
        "lead all", opens_at=AT, closes_at=AT + timedelta(days=9), timezone="Europe/Brussels", chains=(Chain.TEXTILES,)
    ),
    "open_calls.edit_call": _("lead call"),
    "open_calls.set_rubric": _("lead call", rubric=OURS),
    "open_calls.announce_call": _("lead call"),
    "open_calls.all_calls": _("anyone"),
    "origins.of_mission": _("read"),
    "origins.of_workshop": _("read", **_workshop),
    "origins.way": _("read or unknown"),
    "overview.overview": _("listed"),
    "owners.proposals": _("lead", **_challenge),
    "owners.note_answer": _then("lead", **_challenge, agrees=True, said_on=AT.date()),
    "paper.type_in": _("facilitate"),
    "papers.map_paper": _("read", **_paper),
    "papers.mission_paper": _("read", form="md"),
    "papers.call_paper": _("calls", form="md"),
    "parking.park": _("facilitate"),
    "parking.parked_on": _("facilitate"),
    "parking.unpark": _("facilitate"),
    "people.people_of": _("led list"),
    "people.give_role": _("hub people", **_role, **_hub),
    "people.take_role": _("hub people", **_account, **_hub, role=Role.REVIEWER),
    "people.put_to_rest": _("hub people", **_account),
    "people.end_sessions": _("hub people", **_account),
    "plans.change_plan": _then("facilitate", **_planned, plan=Plan()),
    "privacy.standing": _("oneself"),
    "privacy.my_data": _("oneself"),
    "privacy.my_paper": _("oneself", form="json"),
    "private_links.make_link": _("link holders"),
    "private_links.my_links": _("link holders"),
    "private_links.end_my_links": _("link holders"),
    "private_links.became": _("secret", token="none"),
    "private_links.come_back": _("secret", token="none"),
    "private_links.switch_off": _("secret", token="none"),
    "record.record_paper": _("facilitate", **_workshop, **_paper),
    "record.record_of": _("facilitate", **_workshop),
    "refreshing.searched": _("facilitate"),
    "refreshing.searched_or_proposed": _("facilitate"),
    "refreshing.propose": _("facilitate", found=_found),
    "refreshing.accept": _then("facilitate"),
    "refreshing.leave": _("facilitate"),
    "refreshing.difference": _("read"),
    "rehearsals.start_rehearsal": _("facilitate at the hub", **_workshop),
    "rehearsals.let_pretend": _then("facilitate"),
    "rehearsals.wipe_rehearsal": _then("facilitate", **_workshop),
    "rehearsals.real_people": _("facilitate", **_workshop),
    "rehearsals.rehearsal_of": _("facilitate", **_workshop),
    "reviews.view": _("lead", **_challenge),
    "reviews.ask": _then("lead", **_challenge, account=named("second")),
    "reviews.take_back": _("lead", **_review),
    "reviews.declare": _("another's review", **_review, has_conflict=False),
    "reviews.hand_in": _("another's review", **_review, scores=(3.0, 3.0, 3.0)),
    "reviews.mine": _("anyone"),
    "roll.added_over_time": _("facilitate"),
    "roll.roll": _("facilitate"),
    "sameness.pairs": _("facilitate"),
    "sameness.challenge_pairs": _("facilitate"),
    "sameness.decisions": _("facilitate"),
    "sameness.call_same": _("facilitate and edit", **_pair),
    "sameness.call_different": _("facilitate", one=spots("stakeholders", 0), other=spots("stakeholders", 1)),
    "sessions.join_workshop": _("secret", code="none", alias="A", consents=True),
    "sessions.find_workshop": _("secret", code="none"),
    "sessions.add_account": _("administer", username="new", password_hash="-", grants=(Grant(Role.GUEST),)),
    "sessions.set_password": _("administer", username="guest", password_hash="-"),
    "sessions.account_named": _("administer", username="guest"),
    "sessions.change_password": _then("account", old="wrong", new="short"),
    "sessions.end_other_sessions": _("account", token="none"),
    "sessions.own_account": _("account"),
    "sessions.set_grants": _("administer", username="guest", grants=()),
    "summaries.look_back": _("facilitate", **_workshop),
    "summaries.summary_paper": _("facilitate", **_workshop, form="md"),
    "tables.seat_all": _("facilitate", tables=2),
    "tables.seat": _("facilitate", table=1),
    "tables.say_group": _("participants"),
    "tables.tables_of": _("facilitate"),
    "tables.join_tables": _("facilitate"),
    "tables.own_table": _("anyone"),
    "table_maps.bring_together": _("facilitate"),
    "table_maps.open_again": _then("facilitate"),
    "traces.mine": _("anyone"),
    "traces.take_back": _("author"),
    "undo.undo": _then("facilitate", deed=named("deed")),
    "undo.redo": _then("contribute"),
    "voting.ballot": _("read"),
    "voting.give_dots": _then("contribute", dots=1),
    "voting.second_round": _then("facilitate", candidates=spots("challenges", 0, 1), dots=3),
    "voting.candidates": _("read"),
    "voting.results": _("read"),
    "workshops.open_workshop": _("hub", **_hubs, starts_at=AT),
    "workshops.set_step": _("facilitate", step=0),
    "workshops.set_state": _("facilitate", state=WorkshopState.OPEN),
    "workshops.workshops_of": _("facilitated list"),
    "workshops.views_of": _("facilitated list"),
    "workshops.view": _("facilitate", **_workshop),
    "workshops.workshop_of": _("read", **_workshop),
    "workshops.participants_of": _("facilitate"),
}

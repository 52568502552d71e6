"""Use cases on call challenges: take one up, word it, move it through its life, and see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sotecin_graph.calls import (
    AGREED,
    NEEDS_REASON,
    CallChallenge,
    CallChallengeId,
    CallId,
    ChallengeState,
    OpenCall,
    Passage,
    Wording,
    field_word,
)
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.eligibility import answered, lines_of
from sotecin_graph.errors import BadInput, NotAllowed, UnknownCall, UnknownElement, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import N_, _
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import authorise, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.reviews import ReviewState, lacks_reviews
from sotecin_graph.rubric import OURS
from sotecin_graph.services.ground import ground_of, mission_for
from sotecin_graph.services.open_calls import call_for, must_be_current
from sotecin_graph.services.sight import Sight
from sotecin_graph.services.stale import NOTHING, must_not_overwrite
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH, line, paragraph
from sotecin_graph.vocabulary import LinkType, country_word

WISH_LENGTH = 300
REASON_LENGTH = 3000
_LINES = ("organisation", "location", "contact_name", "contact_email")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_REWORDED = {"owner": N_("The owner's wording was changed."), "council": N_("The council's wording was changed.")}
_S = ChallengeState


@dataclass(frozen=True, slots=True)
class CallView:
    """An open call with its challenges and the missions and elements that they came from."""

    call: OpenCall
    challenges: tuple[CallChallenge, ...]
    missions: dict[MissionId, Mission]
    elements: dict[ElementId, Element]
    reviewed: dict[CallChallengeId, tuple[int, int]]
    """Of those with the council, how many reviews are in, and how many it takes."""


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A call challenge with where it came from, the calls that it may be published in, and who could own it."""

    challenge: CallChallenge
    mission: Mission
    element: Element | None
    calls: tuple[OpenCall, ...]
    stakeholders: tuple[Element, ...]
    may_lead: bool
    may_preview: bool
    """True for who sees its reviews and reasons, published or not."""

    may_follow: bool
    """True for who may read the map and mission that it comes from."""


def take_up(
    uow: UnitOfWork, *, by: Actor, mission_id: MissionId, element: ElementId, is_example: bool = False
) -> CallChallengeId:
    """Make a draft call challenge of a challenge of a mission. Its owner is who owns it on the map, if anyone."""
    mission = mission_for(uow, by, Deed.LEAD, mission_id)
    found = uow.elements.get(element)
    if found is None or not found.is_challenge or element not in mission.members:
        raise UnknownElement(element)
    if uow.calls.challenges(mission_id=mission_id, element_id=element):
        raise WrongState(_("“{name}” is already on its way into a call.").format(name=found.name))
    owner = _owner_on_map(uow, mission.map_id, element)
    words = Wording(found.name, found.problem, found.wish)
    challenge = CallChallenge(
        id=CallChallengeId(new_ident()),
        element_id=element,
        mission_id=mission_id,
        owner=words,
        owner_id=owner.id if owner else None,
        organisation=owner.name if owner else "",
        location=country_word(owner.country) if owner else "",
        passages=(Passage(_S.DRAFT, by.name, uow.now, whose="owner", wording=words),),
        is_example=is_example or mission.is_example,
    )
    uow.calls.add_challenge(challenge)
    return challenge.id


def edit_challenge(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: CallChallengeId,
    began: Mapping[str, Any] = NOTHING,
    owner: Wording | None = None,
    council: Wording | None = None,
    owner_id: ElementId | None = None,
    **lines: str,
) -> CallChallenge:
    """Change the owner's wording, the council's, or who owns it and where; both wordings are kept.

    Every wording that ever stood is kept with the passages; once both have agreed, neither changes any more.
    `owner_id` is a stakeholder of the community; the organisation's name is a line of its own. `began` are the values
    that the writer began with: StaleVersion where somebody has changed the same ones since.
    """
    before = led_challenge(uow, by, ident)
    values = _fit_lines(lines)
    if owner_id is not None:
        values["owner_id"] = _stakeholder(uow, owner_id).id
    for name, wording in (("owner", owner), ("council", council)):
        if wording is not None:
            values[name] = _fit_wording(wording)
    reworded_by = next((each.by for each in reversed(before.passages) if each.whose and each.whose in values), "")
    must_not_overwrite(before, values, began, by=reworded_by, word=field_word)
    after = replace(before, **values)
    if after == before:
        return before
    reworded = [name for name in _REWORDED if getattr(after, name) != getattr(before, name)]
    if reworded and before.state in AGREED:
        raise WrongState(_("Owner and council have agreed on these words. They stay as they are."))
    passages = [
        Passage(before.state, by.name, uow.now, _(_REWORDED[name]), whose=name, wording=getattr(after, name))
        for name in reworded
    ]
    return save(uow, replace(after, passages=(*before.passages, *passages)))


def move_challenge(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: CallChallengeId,
    state: ChallengeState,
    reason: str = "",
    call_id: CallId | None = None,
    expected: int | None = None,
) -> CallChallenge:
    """Move a challenge to its next state; who, when and why are kept. Publishing needs the call.

    What the owner answers is noted by services.owners. Giving it to the council fixes what reviewers are asked.
    """
    before = led_challenge(uow, by, ident, expected=expected)
    before.must_reach(state)
    if before.state is _S.OWNER_CONFIRMS and state is not _S.WITHDRAWN:
        raise WrongState(_("The owner answers now: note what they said, or send them a private link."))
    if before.state is _S.IN_REVIEW and state is not _S.WITHDRAWN:
        _must_be_decided(uow, by, before, state)
    told = paragraph(reason, field=_("reason"), most=REASON_LENGTH, needed=state in NEEDS_REASON)
    wanted = call_id or before.call_id
    call = uow.calls.call(wanted) if wanted else None
    heads_for = call.id if call and state in (_S.IN_REVIEW, _S.PUBLISHED) else before.call_id
    after = replace(before, state=state, call_id=heads_for)
    if state is _S.PUBLISHED:
        _must_take(uow, call, before)
    if state is _S.IN_REVIEW:
        after = replace(after, rubric=call.rubric if call else OURS)
        _begin_reviews(uow, before)
    return save(uow, replace(after, passages=(*before.passages, Passage(state, by.name, uow.now, told))))


def answer_checklist(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: CallChallengeId,
    given: Mapping[str, tuple[bool, str]],
    call_id: CallId | None = None,
    expected: int | None = None,
) -> CallChallenge:
    """Answer the call's eligibility checklist, or ours, each line met or not with a note; a person decides by it."""
    before = led_challenge(uow, by, ident, expected=expected)
    if before.state is not _S.SUBMITTED:
        raise WrongState(_("Eligibility is looked at once the challenge is submitted, and before the council has it."))
    wanted = call_id or before.call_id
    call = uow.calls.call(wanted) if wanted else None
    lines = lines_of(call.eligibility if call else "")
    answers = answered(lines, given, before.eligibility, by=by.name, at=uow.now)
    return save(uow, replace(before, eligibility=answers))


def view(uow: UnitOfWork, *, by: Actor, call_id: CallId) -> CallView:
    """A call with its challenges: the published ones, and for who leads or reviews them those under way."""
    call, sight = call_for(uow, by, call_id), Sight(uow, by)
    shown = [sight.shown(each) for each in _of_call(uow, call, sight) if sight.sees(each)]
    missions = {each.mission_id: sight.mission(each.mission_id) for each in shown}
    return CallView(
        call=call,
        challenges=tuple(shown),
        missions={ident: mission for ident, mission in missions.items() if mission},
        elements={element.id: element for element in uow.elements.many(each.element_id for each in shown)},
        reviewed={each.id: _reviews_in(uow, each) for each in shown if each.state is _S.IN_REVIEW},
    )


def challenge_view(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId) -> ChallengeView:
    """A call challenge with its life; who neither leads nor reviews it sees it once it is published, or UnknownCall."""
    found, sight = uow.calls.challenge(ident), Sight(uow, by)
    mission = sight.mission(found.mission_id) if found else None
    if found is None or mission is None or not sight.sees(found):
        raise UnknownCall(ident)
    may_lead = sight.leads(found)
    members = uow.elements.many(mission.members) if may_lead else []
    return ChallengeView(
        challenge=sight.shown(found),
        mission=mission,
        element=uow.elements.get(found.element_id),
        calls=tuple(call for call in uow.calls.calls() if _takes(call, mission) and call.closes_at > uow.now),
        stakeholders=tuple(each for each in members if not each.is_challenge and each.removed_at is None),
        may_lead=may_lead,
        may_preview=sight.previews(found),
        may_follow=ground_of(uow, mission.map_id).allows(by, Deed.READ),
    )


def led_challenge(uow: UnitOfWork, by: Actor, ident: CallChallengeId, *, expected: int | None = None) -> CallChallenge:
    """The challenge, for who leads where it comes from, in the version that they saw; or why not."""
    found = uow.calls.challenge(ident)
    mission = uow.missions.get(found.mission_id) if found else None
    if found is None or mission is None:
        raise unknown_to(by, UnknownCall(ident))
    authorise(by, Deed.LEAD, ground_of(uow, mission.map_id).place_as(partial(UnknownCall, ident)))
    must_be_current(expected, found.version)
    return found


def save(uow: UnitOfWork, challenge: CallChallenge) -> CallChallenge:
    """Keep a changed challenge as its next version."""
    after = replace(challenge, version=challenge.version + 1)
    uow.calls.update_challenge(after)
    return after


def _of_call(uow: UnitOfWork, call: OpenCall, sight: Sight) -> list[CallChallenge]:
    """Those in the call, and those under way that are in no call yet and fit its chains."""
    found = []
    for each in uow.calls.challenges():
        mission = sight.mission(each.mission_id)
        if each.call_id == call.id or (each.call_id is None and mission is not None and _takes(call, mission)):
            found.append(each)
    return found


def _takes(call: OpenCall, mission: Mission) -> bool:
    return bool(set(call.chains) & set(mission.chains))


def _reviews_in(uow: UnitOfWork, challenge: CallChallenge) -> tuple[int, int]:
    done = sum(each.state is ReviewState.HANDED_IN for each in uow.reviews.of(challenge.id))
    return done, (challenge.rubric or OURS).reviews


def _must_be_decided(uow: UnitOfWork, by: Actor, challenge: CallChallenge, state: ChallengeState) -> None:
    """The council's decision: enough reviews, words that the owner knows, and nobody with a conflict decides."""
    reviews = uow.reviews.of(challenge.id)
    if any(each.account == by.id and each.state is ReviewState.EXCLUDED for each in reviews):
        raise NotAllowed(_("You have a conflict of interest with this challenge. Another lead decides on it."))
    if state is not _S.ACCEPTED:
        return
    lacking = lacks_reviews(challenge.rubric or OURS, reviews)
    if lacking:
        raise WrongState(_("The council cannot decide yet. {lacking}").format(lacking=lacking))
    if challenge.is_reworded:
        raise WrongState(_("The council has changed the words: ask for the changes, then let the owner confirm them."))


def _begin_reviews(uow: UnitOfWork, challenge: CallChallenge) -> None:
    """A challenge that comes to the council once more is looked at anew; what was said before is kept."""
    for review in uow.reviews.of(challenge.id):
        uow.reviews.update(replace(review, state=ReviewState.ASKED, version=review.version + 1))


def _must_take(uow: UnitOfWork, call: OpenCall | None, challenge: CallChallenge) -> None:
    if call is None:
        raise WrongState(_("Choose the open call in which it is published."))
    call.must_be_whole()
    mission = uow.missions.get(challenge.mission_id)
    if mission is None or not _takes(call, mission):
        raise WrongState(_("This call does not serve the value chain of the mission."))
    if call.closes_at <= uow.now:
        raise WrongState(_("This call is closed. Choose one that is still open."))


def _fit_lines(lines: dict[str, str]) -> dict[str, Any]:
    unknown = set(lines) - set(_LINES)
    if unknown:
        raise BadInput(_("“{field}” cannot be edited.").format(field=", ".join(sorted(unknown))))
    values: dict[str, Any] = {
        name: line(value, field=name, most=NAME_LENGTH, needed=False) for name, value in lines.items()
    }
    if values.get("contact_email") and not _MAIL.fullmatch(values["contact_email"]):
        raise BadInput(
            _("The e-mail address is not whole. It looks like name@organisation.org."), field="contact_email"
        )
    return values


def _stakeholder(uow: UnitOfWork, ident: ElementId) -> Element:
    found = uow.elements.get(ident)
    if found is None or found.is_challenge:
        raise UnknownElement(ident)
    return found


def _owner_on_map(uow: UnitOfWork, map_id: MapId, challenge: ElementId) -> Element | None:
    owners = [link.source for link in uow.links.on(map_id) if link.target == challenge and link.type is LinkType.OWNS]
    return uow.elements.get(owners[0]) if owners else None


def _fit_wording(wording: Wording) -> Wording:
    return Wording(
        title=line(wording.title, field=_("title")),
        problem=paragraph(wording.problem, field=_("problem"), most=PROBLEM_LENGTH),
        wish=paragraph(wording.wish, field=_("solution sought"), most=WISH_LENGTH),
    )

"""Open calls and the life of a challenge in them, from draft to published, with both wordings kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sotecin_graph.elements import ElementId
from sotecin_graph.errors import WrongState
from sotecin_graph.language import N_, _
from sotecin_graph.missions import MissionId
from sotecin_graph.vocabulary import Chain

CallId = NewType("CallId", str)
CallChallengeId = NewType("CallChallengeId", str)


class ChallengeState(StrEnum):
    """The life of a challenge (domain: from a workshop to a call). RAISED stands on a map only."""

    RAISED = "raised"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not eligible"
    IN_REVIEW = "in council review"
    CHANGES_REQUESTED = "changes requested"
    OWNER_CONFIRMS = "owner confirms"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


_S = ChallengeState
NEXT_STATES: dict[ChallengeState, tuple[ChallengeState, ...]] = {
    _S.RAISED: (_S.DRAFT,),
    _S.DRAFT: (_S.SUBMITTED, _S.WITHDRAWN),
    _S.SUBMITTED: (_S.ELIGIBLE, _S.NOT_ELIGIBLE, _S.WITHDRAWN),
    _S.ELIGIBLE: (_S.IN_REVIEW, _S.WITHDRAWN),
    _S.NOT_ELIGIBLE: (_S.DRAFT,),
    _S.IN_REVIEW: (_S.CHANGES_REQUESTED, _S.ACCEPTED, _S.WITHDRAWN),
    _S.CHANGES_REQUESTED: (_S.OWNER_CONFIRMS, _S.WITHDRAWN),
    _S.OWNER_CONFIRMS: (_S.ACCEPTED, _S.CHANGES_REQUESTED, _S.WITHDRAWN),
    _S.ACCEPTED: (_S.PUBLISHED, _S.WITHDRAWN),
    _S.PUBLISHED: (_S.WITHDRAWN,),
    _S.WITHDRAWN: (_S.DRAFT,),
}
"""Where a challenge may go from each state."""

AGREED = frozenset({_S.ACCEPTED, _S.PUBLISHED})
"""States in which owner and council have agreed on the words."""

_STATE_LABELS = {
    _S.RAISED: N_("Raised"),
    _S.DRAFT: N_("Draft"),
    _S.SUBMITTED: N_("Submitted"),
    _S.ELIGIBLE: N_("Eligible"),
    _S.NOT_ELIGIBLE: N_("Not eligible"),
    _S.IN_REVIEW: N_("In council review"),
    _S.CHANGES_REQUESTED: N_("Changes requested"),
    _S.OWNER_CONFIRMS: N_("Owner confirms"),
    _S.ACCEPTED: N_("Accepted"),
    _S.PUBLISHED: N_("Published"),
    _S.WITHDRAWN: N_("Withdrawn"),
}


def state_label(state: ChallengeState) -> str:
    """The state in the reader's language."""
    return _(_STATE_LABELS[state])


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a challenge: title, problem (at most 250 characters), the sentence after "We are looking for"."""

    title: str
    problem: str
    wish: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One step in the life of a call challenge: who moved it where, when and with which reason."""

    state: ChallengeState
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CallChallenge:
    """A challenge on its way into an open call. The owner's wording and the council's are both kept."""

    id: CallChallengeId
    element_id: ElementId
    mission_id: MissionId
    owner: Wording
    council: Wording | None = None
    call_id: CallId | None = None
    state: ChallengeState = ChallengeState.DRAFT
    owner_id: ElementId | None = None
    organisation: str = ""
    location: str = ""
    contact_name: str = ""
    contact_email: str = ""
    passages: tuple[Passage, ...] = ()
    is_example: bool = False

    @property
    def wording(self) -> Wording:
        """The wording that counts now: the council's where there is one."""
        return self.council or self.owner

    def lacks(self) -> list[str]:
        """What is still missing before the challenge can be submitted, in the reader's words; empty when nothing."""
        wanted = {
            _("an owner organisation"): self.organisation,
            _("a contact name"): self.contact_name,
            _("a contact e-mail"): self.contact_email,
            _("a location"): self.location,
            _("the problem"): self.wording.problem,
            _("the sentence “We are looking for a solution that …”"): self.wording.wish,
        }
        return [word for word, value in wanted.items() if not value.strip()]

    def must_reach(self, state: ChallengeState) -> None:
        """Raise WrongState, naming what is possible or lacking, unless the challenge may go to the state now."""
        if state not in NEXT_STATES[self.state]:
            sentence = _("A challenge that is “{now}” cannot become “{wanted}”. Possible: {possible}.").format(
                now=state_label(self.state),
                wanted=state_label(state),
                possible=", ".join(state_label(possible) for possible in NEXT_STATES[self.state]),
            )
            raise WrongState(sentence)
        lacking = self.lacks() if state is _S.SUBMITTED else []
        if lacking:
            raise WrongState(_("Not yet submittable. Still missing: {what}.").format(what=", ".join(lacking)))


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A dated call. Times are aware; `timezone` is the IANA zone in which people read them.

    The five parts that a call text must fix (EU Annotated Grant Agreement, Art. 6.2.D.1 and 9.4) are `maximum`,
    `amount_rule`, `activities`, `recipients` and `procedure`.
    """

    id: CallId
    number: int
    title: str
    opens_at: datetime
    closes_at: datetime
    timezone: str
    chains: tuple[Chain, ...]
    places: int = 0
    maximum: str = ""
    amount_rule: str = ""
    activities: str = ""
    recipients: str = ""
    procedure: str = ""
    is_example: bool = False

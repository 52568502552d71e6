"""Open calls and the life of a challenge in them, from draft to published, with both wordings kept.

The form for challenge owners: name and e-mail, organisation, location, logo, mission, title, problem, solution sought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sotecin_graph.elements import ElementId
from sotecin_graph.eligibility import Answer
from sotecin_graph.errors import WrongState
from sotecin_graph.language import N_, _
from sotecin_graph.missions import MissionId
from sotecin_graph.rubric import OURS, Rubric
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

NEEDS_REASON = frozenset({_S.NOT_ELIGIBLE, _S.CHANGES_REQUESTED, _S.ACCEPTED, _S.WITHDRAWN})
"""States that nobody is brought to without a word: who raised the challenge reads it."""

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
    """One step in the life of a call challenge: who moved it where, when and with which reason.

    `noted_by` is who wrote down what somebody else said, such as an owner on the telephone. A passage that changed a
    wording keeps it: `whose` is "owner" or "council", `wording` what it was from then on.
    """

    state: ChallengeState
    by: str
    at: datetime
    reason: str = ""
    noted_by: str = ""
    whose: str = ""
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form for challenge owners: its word and what stands in it."""

    word: str
    content: str
    is_needed: bool = True

    @property
    def is_open(self) -> bool:
        """True where it has to be filled in and is not."""
        return self.is_needed and not self.content.strip()


@dataclass(frozen=True, slots=True)
class CallChallenge:
    """A challenge on its way into an open call. The owner's wording and the council's are both kept.

    `rubric` is what its reviewers are asked, fixed as it is given to the council; `version` rises with each change.
    `logo` is the name of a file; `logo_mark` tells one picture from another and is empty where none is kept.
    """

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
    logo: str = ""
    logo_mark: str = ""
    eligibility: tuple[Answer, ...] = ()
    rubric: Rubric | None = None
    passages: tuple[Passage, ...] = ()
    version: int = 1
    is_example: bool = False

    @property
    def wording(self) -> Wording:
        """The wording that counts now: the council's where there is one."""
        return self.council or self.owner

    @property
    def is_reworded(self) -> bool:
        """True where the council's words are others than the owner's."""
        return self.council is not None and self.council != self.owner

    def form(self) -> list[FormField]:
        """The form for challenge owners, filled in as far as it is, in the form's own order, without the mission.

        The logo may be left out; all else has to be there before it is submitted.
        """
        now = self.wording
        return [
            FormField(_("Contact name"), self.contact_name),
            FormField(_("Contact e-mail"), self.contact_email),
            FormField(_("Organisation"), self.organisation),
            FormField(_("Location"), self.location),
            FormField(_("Logo"), self.logo, is_needed=False),
            FormField(_("Title"), now.title),
            FormField(_("The problem"), now.problem),
            FormField(_("We are looking for a solution that …"), now.wish),
        ]

    def lacks(self) -> list[str]:
        """What is still missing before the challenge can be submitted, in the reader's words; empty when nothing."""
        return [field.word for field in self.form() if field.is_open]

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


_FIELDS = {
    "owner": N_("The owner’s wording"),
    "council": N_("The council’s wording"),
    "owner_id": N_("A stakeholder from the map"),
    "organisation": N_("Organisation"),
    "location": N_("Location"),
    "contact_name": N_("Contact name"),
    "contact_email": N_("Contact e-mail"),
    "title": N_("Title"),
    "opens_at": N_("Opens"),
    "closes_at": N_("Closes"),
    "timezone": N_("Time zone"),
    "chains": N_("Value chains in scope"),
    "places": N_("Places (0 where open)"),
    "eligibility": N_("Eligibility checklist, a line each"),
}


def field_word(name: str) -> str:
    """The field of a call challenge or of a call in the reader's language."""
    return _({**_FIELDS, **CALL_PARTS}[name])


CALL_PARTS = {
    "maximum": N_("The most that one recipient gets"),
    "amount_rule": N_("How the exact amount is computed"),
    "activities": N_("What is supported: a closed list"),
    "recipients": N_("Who may receive"),
    "procedure": N_("Criteria and procedure"),
}
"""The five parts that a call's text must fix (EU Annotated Grant Agreement, Art. 6.2.D.1 and 9.4)."""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A dated call. Times are aware; `timezone` is the IANA zone in which people read them.

    It is a draft for leads alone until someone announces it, which takes all of CALL_PARTS. `eligibility` is its
    checklist, a line each; empty for ours.
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
    eligibility: str = ""
    rubric: Rubric = OURS
    announced_at: datetime | None = None
    announced_by: str = ""
    version: int = 1
    is_example: bool = False

    @property
    def is_announced(self) -> bool:
        """True from when everybody may read it."""
        return self.announced_at is not None

    def lacks(self) -> list[str]:
        """Which of the five parts are not written yet, in the reader's words."""
        return [_(word) for name, word in CALL_PARTS.items() if not getattr(self, name).strip()]

    def must_be_whole(self) -> None:
        """Raise WrongState, naming them, where parts of the text are missing."""
        lacking = self.lacks()
        if lacking:
            sentence = _("The call's text still lacks: {parts}. Without them no call may open.")
            raise WrongState(sentence.format(parts="; ".join(lacking)))

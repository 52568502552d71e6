"""Invitations to a mission's council: invited, accepted or declined, each step with its day and who noted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sotecin_graph.elements import ElementId
from sotecin_graph.errors import WrongState
from sotecin_graph.language import N_, _


class InvitationState(StrEnum):
    """How an invitation stands. Before the first, nobody has asked."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


_S = InvitationState
NEXT_INVITATIONS: dict[InvitationState | None, tuple[InvitationState, ...]] = {
    None: (_S.INVITED,),
    _S.INVITED: (_S.ACCEPTED, _S.DECLINED),
    _S.ACCEPTED: (_S.DECLINED,),
    _S.DECLINED: (_S.INVITED,),
}
"""What can be noted next. Who has declined may be asked again, and who has accepted may leave."""

_LABELS = {_S.INVITED: N_("Invited"), _S.ACCEPTED: N_("Accepted"), _S.DECLINED: N_("Declined")}


@dataclass(frozen=True, slots=True)
class Invitation:
    """The latest step of an invitation of a stakeholder to a council."""

    member: ElementId
    state: InvitationState
    by: str
    at: datetime


def invitation_word(state: InvitationState) -> str:
    """The state in the reader's language."""
    return _(_LABELS[state])


def must_follow(before: InvitationState | None, state: InvitationState) -> None:
    """Raise WrongState unless the one can come after the other."""
    if state not in NEXT_INVITATIONS[before]:
        possible = ", ".join(invitation_word(each) for each in NEXT_INVITATIONS[before])
        raise WrongState(_("This invitation can only become: {possible}.").format(possible=possible))

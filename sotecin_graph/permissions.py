"""Who may do what: one table of deeds and roles, and one question, `authorise`, that every use case asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sotecin_graph.errors import NotAllowed, NotThere, SignInNeeded
from sotecin_graph.people import Actor, Deed, Role, WorkshopId
from sotecin_graph.vocabulary import Hub

_LEADS = frozenset({Role.HUB_LEAD, Role.PROGRAMME_LEAD})
_FACILITATORS = _LEADS | {Role.FACILITATOR}
_CONTRIBUTORS = _FACILITATORS | {Role.CONTRIBUTOR}

ROLES_OF: dict[Deed, frozenset[Role]] = {
    Deed.READ: frozenset(Role),
    Deed.CONTRIBUTE: _CONTRIBUTORS | {Role.PARTICIPANT},
    Deed.EDIT: _FACILITATORS | {Role.PARTICIPANT},
    Deed.FACILITATE: _FACILITATORS,
    Deed.REVIEW: _LEADS | {Role.REVIEWER},
    Deed.PREVIEW: _LEADS,
    Deed.LEAD: _LEADS,
    Deed.ADMIT: _LEADS,
    Deed.ADMINISTER: frozenset({Role.PROGRAMME_LEAD}),
}
"""Which roles include a deed, within what the role is held for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: hubs, a workshop and its state; neither hub nor workshop is the whole programme.

    `unknown` is what those are told who may not even know of it: the same as if it were not there. Without it the
    place is no secret.
    """

    hubs: tuple[Hub, ...] = ()
    workshop_id: WorkshopId | None = None
    is_public: bool = False
    """Everyone may see it: the examples."""

    is_open: bool = True
    """Participants mend what is there as long as their workshop is open."""

    unknown: Callable[[], NotThere] | None = None

    reviewers: frozenset[str] = frozenset()
    """Ids of those who were asked to review what is there."""


PROGRAMME = Place()


def may(by: Actor, deed: Deed, place: Place, *, author_id: str = "") -> bool:
    """True where a role of the actor that includes the deed covers the place.

    For EDIT, `author_id` says whose it is: what is one's own may be mended by whoever may contribute. PREVIEW is for
    reviewers of just that, beside those who lead.
    """
    if deed is Deed.READ and (place.is_public or reads_all(by)):
        return True
    if deed is Deed.EDIT:
        if by.is_participant and not place.is_open:
            return False
        if author_id and author_id == by.id:
            deed = Deed.CONTRIBUTE
    if deed is Deed.PREVIEW and by.id and by.id in place.reviewers:
        deed = Deed.REVIEW
    return any(grant.role in ROLES_OF[deed] and grant.covers(place.hubs, place.workshop_id) for grant in by.grants)


def reads_all(by: Actor) -> bool:
    """True for people with an account who do more than read or review: the community is one, across hubs.

    A participant who helps to facilitate stays in their workshop.
    """
    return by.has_role(*_CONTRIBUTORS) and not by.is_participant


def may_anywhere(by: Actor, deed: Deed) -> bool:
    """True where the deed is allowed in at least one place: for navigation, never as the check of a use case."""
    return by.has_role(*ROLES_OF[deed])


def authorise(by: Actor, deed: Deed, place: Place, *, author_id: str = "") -> None:
    """Raise where `may` is False: SignInNeeded for nobody, `place.unknown` for who may not see it, else NotAllowed."""
    if may(by, deed, place, author_id=author_id):
        return
    if by.is_anonymous:
        raise SignInNeeded
    if place.unknown is not None and not may(by, Deed.READ, place):
        raise place.unknown()
    raise NotAllowed


def unknown_to(by: Actor, error: NotThere) -> NotThere | SignInNeeded:
    """What is told of an id that does not exist: to nobody the same as of one that does."""
    return SignInNeeded() if by.is_anonymous else error

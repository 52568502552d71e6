"""Roles and the logbook in a person's words."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime

from sotecin_graph.admission import Done
from sotecin_graph.language import N_, _, locale
from sotecin_graph.people import Grant, Role
from sotecin_graph.services.logbook import Line
from sotecin_graph.vocabulary import Hub, label

_ROLES = {
    Role.GUEST: (N_("Guest"), N_("reads maps, missions and calls of the hub")),
    Role.PARTICIPANT: (N_("Participant"), N_("joined a workshop by its code")),
    Role.CONTRIBUTOR: (N_("Contributor"), N_("adds to the hub’s maps and mends what is their own")),
    Role.REVIEWER: (N_("Reviewer"), N_("reads, and reviews call challenges of the hub")),
    Role.FACILITATOR: (N_("Facilitator"), N_("opens and runs workshops of the hub")),
    Role.HUB_LEAD: (N_("Hub lead"), N_("promotes missions, keeps calls’ challenges, looks after the hub’s people")),
    Role.PROGRAMME_LEAD: (N_("Programme lead"), N_("may do everything, everywhere")),
}
_DONE = {
    Done.INVITED: N_("made an invitation"),
    Done.INVITATION_ENDED: N_("ended an invitation"),
    Done.REGISTERED: N_("took a role by an invitation"),
    Done.ACCOUNT_ADDED: N_("added the account of {about}"),
    Done.ROLES_CHANGED: N_("changed what {about} may do"),
    Done.PUT_TO_REST: N_("put the account of {about} to rest"),
    Done.WOKEN: N_("woke the account of {about}"),
    Done.SIGNED_IN: N_("signed in"),
    Done.SESSIONS_ENDED: N_("signed {about} out everywhere"),
    Done.PASSWORD_LINK: N_("made a link for a new password of {about}"),
    Done.PASSWORD_CHANGED: N_("changed the password of {about}"),
    Done.ORGANISATION_LINKED: N_("signs in through an organisation, too"),
    Done.ORGANISATION_UNLINKED: N_("signs in through an organisation no more"),
    Done.GUEST_LINK: N_("made a link for guests to “{about}”"),
    Done.GUEST_LINK_ENDED: N_("ended a link for guests to “{about}”"),
    Done.SIGNED_OFF: N_("signed off “{about}”"),
    Done.EXPORTED: N_("took “{about}” home"),
}
_WAYS = {"given": N_("given: {role}"), "taken": N_("taken: {role}")}


def role_word(role: Role) -> str:
    """The role in the reader's language."""
    return _(_ROLES[role][0])


def role_meaning(role: Role) -> str:
    """What somebody with the role does, in half a sentence."""
    return _(_ROLES[role][1])


def hub_word(hub: Hub | None) -> str:
    """A hub by name; none is all of them."""
    return label(hub) if hub else _("Whole programme")


def grant_words(grant: Grant) -> str:
    """A role with what it is held for: "Facilitator · North-West"."""
    if grant.workshop_id:
        return _("{role} of one workshop").format(role=role_word(grant.role))
    return f"{role_word(grant.role)} · {hub_word(grant.hub)}"


def when_words(when: datetime) -> str:
    """A moment in a list, in UTC: "14 Oct 2026, 09:00"."""
    return str(format_datetime(when, "medium", locale=locale())).rsplit(":", 1)[0]


def line_words(line: Line) -> str:
    """What a line of the logbook says, without who and when."""
    gone = _("somebody who is no longer here")
    said = _(_DONE[line.note.done]).format(about=line.about or gone)
    facts = line.note.facts
    role = role_word(Role(facts["role"])) if "role" in facts else ""
    if role and facts.get("hub"):
        role = f"{role} · {label(Hub(facts['hub']))}"
    if facts.get("way") in _WAYS:
        role = _(_WAYS[facts["way"]]).format(role=role)
    return f"{said} ({role or facts['form'].upper()})" if role or "form" in facts else said

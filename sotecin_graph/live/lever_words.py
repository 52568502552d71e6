"""The words of the canvas for who facilitates, for what is locked, and for the end of a workshop."""

from __future__ import annotations

from sotecin_graph.language import _
from sotecin_graph.live.plurals import forms


def lever_words() -> dict[str, str]:
    """Texts by the key under which the canvas asks for them."""
    return {**_room(), **_locked(), **_ended()}


def _room() -> dict[str, str]:
    return {
        "room": _("Room"),
        "room.locked": _("Room, the map is locked"),
        "room.step": _("Step {number} of {total}: {title}"),
        "room.previous": _("Step back"),
        "room.next": _("Next step"),
        "room.pause": _("Pause"),
        "room.resume": _("Go on"),
        "room.minute": _("One minute more"),
        "room.ring": _("Ring"),
        "room.lock": _("Lock the map"),
        "room.cursors": _("Hide cursors"),
        "room.lead": _("I lead now"),
        "room.led": _("Led by {name}"),
        "room.people": _("Mute someone"),
        "room.people.none": _("Nobody is here who could be muted."),
        "room.people.means": _("Muted: nothing more is taken, and the others do not see them."),
        "room.back": _("Back"),
        "room.undo": _("Undo a change of anyone"),
        "room.desk": _("Facilitator’s desk"),
        "room.mute": _("Mute {name}"),
        "room.muted": _("{name} is muted."),
        "room.unmuted": _("{name} is no longer muted."),
        "lead.follow": _("Everyone follows me"),
        "lead.on": _("Everyone sees what you see"),
        "lead.off": _("Everyone looks where they like again."),
        "lead.led": _("{name} shows the map"),
    }


def _locked() -> dict[str, str]:
    return {
        "lock": _("Lock"),
        "unlock": _("Unlock"),
        "park": _("Park"),
        "undo.last": _("Undo last change"),
        "locked.this": _("Locked. Only the facilitators can change it."),
        "locked.this.led": _("Locked. Only the facilitators can change it; {name} leads."),
        "locked.mine": _("Locked. Participants leave it as it is."),
        "locked.map": _("The map is locked. Only the facilitators change it."),
        "locked.map.mine": _("The map is locked for participants."),
        "locked.sign": _("locked"),
        **forms("locked.done", "{count} element is locked.", "{count} elements are locked."),
        **forms("locked.undone", "{count} element is no longer locked.", "{count} elements are no longer locked."),
        **forms("parked.done", "{count} element is parked, off the map.", "{count} elements are parked, off the map."),
    }


def _ended() -> dict[str, str]:
    return {
        "ended": _("The workshop has ended"),
        "ended.thanks": _("Thank you for what you brought in."),
        "ended.see": _("See what you contributed"),
        "ended.stay": _("Stay on the map"),
        "ended.kept": _("What you were writing is kept here:"),
        "ended.copy": _("Copy"),
        "ended.copied": _("Copied"),
        "ended.again": _("The workshop is open again. You were writing “{text}”."),
        "ended.still": _("You were writing “{text}”."),
        "ended.go_on": _("Go on writing"),
        "ended.wall": _("Thank you!"),
        "ended.wall.next": _("Your phone and your laptop show what you added, what was decided and what happens next."),
        **forms("ended.stakeholders", "{count} stakeholder", "{count} stakeholders"),
        **forms("ended.challenges", "{count} challenge", "{count} challenges"),
    }

"""Use cases of private links: what became of one's contributions, for whoever holds the link, and nothing else.

The token is random and kept as SHA-256 only: it is shown to its person when it is made, and cannot be read again. It
opens this one view, with what is kept about its person, lets them erase themselves when their session is over, and go
on as themselves while contributions are taken. It is no session, and no other use case takes it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sotecin_graph.briefs.calendar import reminder_calendar
from sotecin_graph.briefs.private_sheet import compose_private_sheet
from sotecin_graph.briefs.qr import qr_svg
from sotecin_graph.elements import Link
from sotecin_graph.errors import NotAllowed, NotThere, WrongPrivateLink, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import NOBODY, Actor, Participant, ParticipantId, actor_of_participant
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import erasures, traces
from sotecin_graph.services.ground import maps_of
from sotecin_graph.services.lateness import late_until, over
from sotecin_graph.services.privacy import my_paper
from sotecin_graph.services.traces import Trace
from sotecin_graph.workshops import Workshop, WorkshopState

TOKEN_BYTES = 24
"""192 bits: nobody guesses one, however many people have one."""

MOST_LINKS = 5
"""A person's further link ends the oldest."""

REMIND_AFTER = timedelta(weeks=4)
_LONGEST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link that someone has drawn, with the names of its ends."""

    link: Link
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Became:
    """What became of all that one participant added; `waiting` counts what nobody else has seen yet."""

    alias: str
    workshop: Workshop
    traces: tuple[Trace, ...]
    links: tuple[DrawnLink, ...]
    waiting: int
    is_on: bool = False
    """Contributions are taken now: their person may go on."""

    @property
    def is_empty(self) -> bool:
        return not (self.traces or self.links or self.waiting)


def make_link(uow: UnitOfWork, *, by: Actor) -> str:
    """A new private link's token, for a participant; earlier ones go on working, up to MOST_LINKS."""
    own = uow.private_links.of(_participant_id(by))
    for token_hash, _made_at in own[: max(0, len(own) - MOST_LINKS + 1)]:
        uow.private_links.remove(token_hash)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    uow.private_links.add(_hashed(token), _participant_id(by), at=uow.now)
    return token


def my_links(uow: UnitOfWork, *, by: Actor) -> list[datetime]:
    """When one's private links were made, the oldest first."""
    return [made_at for _token_hash, made_at in uow.private_links.of(_participant_id(by))]


def end_my_links(uow: UnitOfWork, *, by: Actor) -> int:
    """Switch all of one's private links off; how many there were."""
    own = uow.private_links.of(_participant_id(by))
    for token_hash, _made_at in own:
        uow.private_links.remove(token_hash)
    return len(own)


def became(uow: UnitOfWork, *, token: str, by: Actor = NOBODY) -> Became:
    """What became of the contributions of whoever the link belongs to, or WrongPrivateLink. Doors count wrong ones.

    `by` is whoever reads; it does not matter who that is.
    """
    participant = _owner(uow, token)
    workshop = uow.workshops.get(participant.workshop_id)
    if workshop is None:
        raise WrongPrivateLink
    owner = actor_of_participant(participant)
    found = traces.mine(uow, by=owner)
    return Became(
        alias=participant.alias,
        workshop=workshop,
        traces=tuple(replace(each, may_take_back=False) for each in found),
        links=tuple(drawn_links(uow, owner, workshop)),
        waiting=len(uow.held.of(owner.id)),
        is_on=_takes(uow, workshop),
    )


def come_back(uow: UnitOfWork, *, token: str, by: Actor = NOBODY) -> str:
    """The actor's id of the link's person, who goes on as themselves on any device while contributions are taken.

    So who has lost their session need not join as somebody else, and their dots and votes stay one set.
    """
    participant = _owner(uow, token)
    workshop = uow.workshops.get(participant.workshop_id)
    if workshop is None:
        raise WrongPrivateLink
    if not _takes(uow, workshop):
        raise over(uow, workshop) or WrongState(
            _("The workshop takes nothing more. This page tells what becomes of it.")
        )
    return participant.actor_id


def _takes(uow: UnitOfWork, workshop: Workshop) -> bool:
    return workshop.state is WorkshopState.OPEN or late_until(uow, workshop) is not None


def switch_off(uow: UnitOfWork, *, token: str, by: Actor = NOBODY) -> None:
    """Switch a private link off, by whoever holds it."""
    _owner(uow, token)
    uow.private_links.remove(_hashed(token))


def drawn_links(uow: UnitOfWork, owner: Actor, workshop: Workshop) -> list[DrawnLink]:
    """The links on the workshop's maps that someone has drawn, in the order of drawing."""
    shown = {link.id: link for map_id in maps_of(uow, workshop) for link in uow.links.on(map_id)}
    own = sorted((link for link in shown.values() if link.by_id == owner.id), key=lambda link: link.seq)
    ends = {ident for link in own for ident in (link.source, link.target)}
    names = {each.id: each.name for each in uow.elements.many(ends)}
    return [DrawnLink(link, names[link.source], names[link.target]) for link in own]


def link_paper(database: Database, *, token: str, file: str, address: str) -> bytes:
    """A private link to take along: "reminder.ics", a day in four weeks, or "sheet.pdf"; NotThere for others.

    Also "data.json" and "data.html": everything that is kept about its person.
    """
    workshop, now = database.read(_workshop_of, token=token)
    if file in ("data.json", "data.html"):
        return my_paper(database, database.read(_person, token=token), file.removeprefix("data.")).content
    if file == "reminder.ics":
        title, on = _("What became of my contributions"), now.date() + REMIND_AFTER
        return reminder_calendar(title=title, on=on, address=address, ident=new_ident(), now=now)
    if file == "sheet.pdf":
        # typst takes a tenth of a second to read: only who prints waits for it
        from sotecin_graph.briefs.pdf import private_sheet_pdf

        return private_sheet_pdf(compose_private_sheet(workshop, address=address), qr_svg(address).encode())
    raise NotThere(file)


def erase_owner(database: Database, *, token: str) -> None:
    """Erase the person of a private link, who may have no session any more; the link ends with it."""
    erasures.erase_oneself(database, by=database.read(_person, token=token))


def _person(uow: UnitOfWork, *, token: str) -> Actor:
    return actor_of_participant(_owner(uow, token))


def _workshop_of(uow: UnitOfWork, *, token: str) -> tuple[Workshop, datetime]:
    return became(uow, token=token).workshop, uow.now


def _owner(uow: UnitOfWork, token: str) -> Participant:
    found = uow.private_links.participant(_hashed(token)) if 0 < len(token) <= _LONGEST_TOKEN else None
    if found is None:
        raise WrongPrivateLink
    return found


def _participant_id(by: Actor) -> ParticipantId:
    sort, _colon, ident = by.id.partition(":")
    if not by.is_participant or sort != "participant":
        raise NotAllowed(_("Private links are for people who joined a workshop by its code."))
    return ParticipantId(ident)


def _hashed(token: str) -> str:
    """Of its own kind: the hash of a session's token never fits here, nor the other way round."""
    return hashlib.sha256(b"private link\0" + token.encode(errors="surrogatepass")).hexdigest()

"""Use cases of guest links: a map to look at for whoever holds the link, until a day, without anybody's name.

A guest link is no session: it opens one map, live, and no other use case takes it. Facilitators make and end it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta

from sotecin_graph.admission import Done, GuestLink, GuestLinkId
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, NotThere, WrongPrivateLink
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import NOBODY, Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import Ground, ground_for, ground_of
from sotecin_graph.services.logbook import note
from sotecin_graph.services.sessions import hashed

DAYS = (1, 7, 30)
"""How long a link may last."""

MOST_LINKS = 10
_LONGEST_TOKEN = 64


def make_guest_link(uow: UnitOfWork, *, by: Actor, map_id: MapId, days: int = 7) -> str:
    """A new link to look at a map for so many of DAYS; returns its token, which is told this once."""
    facts = ground_for(uow, by, Deed.FACILITATE, map_id).facts
    if days not in DAYS:
        raise BadInput(_("Choose how long the link lasts."), field="days")
    if len(uow.guest_links.open_on(map_id, at=uow.now)) >= MOST_LINKS:
        raise BadInput(_("A map has at most {most} links for guests. End one first.").format(most=MOST_LINKS))
    token = secrets.token_urlsafe(24)
    link = GuestLink(GuestLinkId(new_ident()), map_id, by.id, uow.now, uow.now + timedelta(days=days))
    uow.guest_links.add(link, token_hash=hashed(token))
    note(uow, Done.GUEST_LINK, by=by, hubs=facts.hubs, about=f"map:{map_id}")
    return token


def guest_links_on(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[GuestLink]:
    """The links that are open, the first to end first."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    return uow.guest_links.open_on(map_id, at=uow.now)


def end_guest_link(uow: UnitOfWork, *, by: Actor, map_id: MapId, ident: GuestLinkId) -> None:
    """End a link; who looks through it sees the map no more within 2 seconds."""
    facts = ground_for(uow, by, Deed.FACILITATE, map_id).facts
    if all(each.id != ident for each in uow.guest_links.open_on(map_id, at=uow.now)):
        raise NotThere(ident)
    uow.guest_links.end(ident, at=uow.now)
    note(uow, Done.GUEST_LINK_ENDED, by=by, hubs=facts.hubs, about=f"map:{map_id}")


def looked_at(uow: UnitOfWork, *, token: str, by: Actor = NOBODY) -> tuple[GuestLink, MapFacts]:
    """The open link of a token and its map, for whoever holds it, or WrongPrivateLink. Doors count wrong ones."""
    link = uow.guest_links.with_token(hashed(token), at=uow.now) if 0 < len(token) <= _LONGEST_TOKEN else None
    facts = uow.maps.facts(link.map_id) if link else None
    if link is None or facts is None:
        raise WrongPrivateLink
    return link, facts


def ground_of_guest(uow: UnitOfWork, *, ident: str, map_id: MapId) -> Ground:
    """The ground of a map that an open link is for; NotThere otherwise."""
    if all(each.id != ident for each in uow.guest_links.open_on(map_id, at=uow.now)):
        raise NotThere(ident)
    return ground_of(uow, map_id)


def open_guests(uow: UnitOfWork, *, sockets: Collection[str]) -> set[str]:
    """Which of these sockets' names ("guest:…") are of links that are open."""
    named = {each.removeprefix("guest:") for each in sockets if each.startswith("guest:")}
    return {f"guest:{ident}" for ident in uow.guest_links.still_open(named, at=uow.now)} if named else set()

"""Use cases on the logo of a call challenge's owner: bring one, take it away, show it to whoever sees the challenge.

Reading a file takes a process of its own: the right to bring one is asked before, and again as it is kept.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sotecin_graph.calls import CallChallenge, CallChallengeId
from sotecin_graph.errors import UnknownCall
from sotecin_graph.logos.guard import Logo, read_logo
from sotecin_graph.people import Actor
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.calls import led_challenge, save
from sotecin_graph.services.sight import may_see


def bring_logo(database: Database, by: Actor, ident: CallChallengeId, content: bytes, filename: str) -> CallChallenge:
    """Keep a picture as the logo, drawn anew, in place of an earlier one; BadInput says what cannot be taken."""
    database.read(led_challenge, by=by, ident=ident)
    return database.write(keep_logo, by=by, ident=ident, logo=read_logo(content, filename))


def keep_logo(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId, logo: Logo) -> CallChallenge:
    """Keep a logo that was read."""
    challenge = led_challenge(uow, by, ident)
    uow.calls.keep_logo(ident, logo, by=by.name, at=uow.now)
    return save(uow, replace(challenge, logo=logo.name, logo_mark=logo.mark))


def remove_logo(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId) -> CallChallenge:
    """Take the logo away, from every page and document."""
    challenge = led_challenge(uow, by, ident)
    uow.calls.drop_logo(ident)
    return save(uow, replace(challenge, logo="", logo_mark=""))


def logo_of(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId) -> Logo:
    """The logo, for whoever may see the challenge; else, and where there is none, UnknownCall."""
    challenge = uow.calls.challenge(ident)
    if challenge is None or not may_see(uow, challenge, by):
        raise UnknownCall(ident)
    found = uow.calls.logos([ident])
    if ident not in found:
        raise UnknownCall(ident)
    return found[ident]


def logos_among(uow: UnitOfWork, challenges: Collection[CallChallenge]) -> dict[CallChallengeId, bytes]:
    """The pictures of challenges that a reader was shown, for documents."""
    marked = [each.id for each in challenges if each.logo_mark]
    return {ident: logo.content for ident, logo in uow.calls.logos(marked).items()}

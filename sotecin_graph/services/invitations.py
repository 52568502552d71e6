"""Use cases of inviting: a workshop's sheet, table cards, calendar file and QR code, for its facilitators."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from sotecin_graph.briefs.calendar import workshop_calendar
from sotecin_graph.briefs.invitation import Invitation, compose_invitation
from sotecin_graph.briefs.qr import qr_png, qr_svg
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _, spoken
from sotecin_graph.people import Actor, WorkshopId
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.services.papers import Paper
from sotecin_graph.workshops import Workshop

InvitationFile = Literal["invitation.pdf", "cards.pdf", "workshop.ics", "join.svg", "join.png"]


def invitation_paper(database: Database, by: Actor, ident: WorkshopId, file: str, *, address: str) -> Paper:
    """One of InvitationFile of a workshop, in the language that is spoken; BadInput names them.

    `address` is where people reach us, such as https://map.example.org.
    """
    workshop, now = database.read(_workshop, by=by, ident=ident)
    join = f"{address}/join?code={workshop.code}"
    if file == "workshop.ics":
        content = workshop_calendar(workshop, address=join, now=now)
    elif file == "join.svg":
        content = qr_svg(join).encode()
    elif file == "join.png":
        content = qr_png(join)
    elif file in ("invitation.pdf", "cards.pdf"):
        content = _printed(file, compose_invitation(workshop, address=_typed(address), language=spoken()), join)
    else:
        known = ", ".join(get_args(InvitationFile))
        raise BadInput(_("There is no form “{form}”. Choose one of: {known}.").format(form=file, known=known))
    return Paper(content, f"{workshop.title} {file.partition('.')[0]}")


def _workshop(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> tuple[Workshop, datetime]:
    return workshops.view(uow, by=by, ident=ident).workshop, uow.now


def _printed(file: str, content: Invitation, join: str) -> bytes:
    # typst takes a tenth of a second to read: only who prints waits for it
    from sotecin_graph.briefs.pdf import cards_pdf, invitation_pdf

    return (invitation_pdf if file == "invitation.pdf" else cards_pdf)(content, qr_svg(join).encode())


def _typed(address: str) -> str:
    """The address as people type it: browsers add the https:// by themselves, but not the http://."""
    return f"{address}/join".removeprefix("https://")

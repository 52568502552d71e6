"""What an invitation says: a sheet for the door and the mail, cards for the tables; in the language of the room."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.agendas import beginnings
from sotecin_graph.briefs.content import Row
from sotecin_graph.briefs.dates import clock, elsewhere, moment
from sotecin_graph.briefs.words import funding_note, one_line, workshop_mark
from sotecin_graph.language import _, number, speaking, spoken
from sotecin_graph.vocabulary import label
from sotecin_graph.workshops import Workshop, spaced

LOOSE_CARDS = 4
"""Cards without a number, one sheet of them, where nobody has said how many tables there are."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation in words, all plain text in `language`; `address` is where the code is typed in."""

    language: str
    kicker: str
    title: str
    mark: str
    when: str
    elsewhere: str
    code: str
    address: str
    ways: tuple[str, ...]
    agenda: tuple[Row, ...]
    consent: str
    tables: tuple[str, ...]
    funding: str
    qr_alt: str
    words: dict[str, str]


def compose_invitation(workshop: Workshop, *, address: str, language: str = "") -> Invitation:
    """The invitation of a workshop, in a language or else in the room's first."""
    with speaking(language or workshop.language):
        hubs = ", ".join(_("{hub} hub").format(hub=label(hub)) for hub in workshop.hubs)
        is_apart = len(workshop.hubs) > 1
        return Invitation(
            language=spoken(),
            kicker=" · ".join([_("Workshop"), hubs, ", ".join(label(chain) for chain in workshop.chains)]),
            title=one_line(workshop.title),
            mark=workshop_mark(workshop),
            when=moment(workshop.starts_at, workshop.timezone),
            elsewhere=elsewhere(workshop.starts_at, workshop.timezone) if is_apart else "",
            code=spaced(workshop.code),
            address=address,
            ways=_ways(workshop, address),
            agenda=_agenda(workshop),
            consent=one_line(workshop.consent_in(spoken())),
            tables=_tables(workshop.plan.tables),
            funding=funding_note(),
            qr_alt=_("QR code of the address to join"),
            words=_headings(),
        )


def _ways(workshop: Workshop, address: str) -> tuple[str, ...]:
    third = _("Choose an alias, read what happens with what you write, and agree.")
    if workshop.plan.hides_names:
        third = _("Read what happens with what you write, and agree. Nobody is asked for a name.")
    return (
        _("Point your phone’s camera at the picture, or open {address}").format(address=address),
        _("Type the code."),
        third,
    )


def _agenda(workshop: Workshop) -> tuple[Row, ...]:
    times = beginnings(workshop.steps, workshop.starts_at)
    titles = [*(one_line(_(step.title)) for step in workshop.steps), _("End")]
    return tuple(Row(clock(at, workshop.timezone), title) for at, title in zip(times, titles, strict=True))


def _tables(count: int) -> tuple[str, ...]:
    if not count:
        return ("",) * LOOSE_CARDS
    return tuple(_("Table {number}").format(number=number(each)) for each in range(1, count + 1))


def _headings() -> dict[str, str]:
    return {
        "join": _("How to join"),
        "agenda": _("What we do"),
        "consent": _("What happens with what you write"),
        "code": _("Code to join"),
        "no-account": _("You need no account and nothing to install."),
    }

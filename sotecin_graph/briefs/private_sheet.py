"""What the sheet with a participant's private link says, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.briefs.dates import day
from sotecin_graph.briefs.words import example_mark, funding_note, one_line
from sotecin_graph.language import _, spoken
from sotecin_graph.workshops import Workshop


@dataclass(frozen=True, slots=True)
class PrivateSheet:
    """The sheet in words, all plain text in `language`."""

    language: str
    heading: str
    kicker: str
    mark: str
    lead: str
    address: str
    hints: tuple[str, ...]
    qr_alt: str
    funding: str


def compose_private_sheet(workshop: Workshop, *, address: str) -> PrivateSheet:
    """The sheet for a private link's whole address."""
    return PrivateSheet(
        language=spoken(),
        heading=_("What became of mine"),
        kicker=f"{one_line(workshop.title)} · {day(workshop.starts_at.date())}",
        mark=example_mark() if workshop.is_example else "",
        lead=_("Point your phone’s camera at the picture, or type the address. You need no account."),
        address=address,
        hints=(
            _("It shows what became of your contributions, and nothing about others."),
            _("Whoever has this sheet can read that page, and do nothing else."),
            _("The page can switch the link off. Nobody can look it up for you: keep the sheet."),
        ),
        qr_alt=_("QR code of your private link"),
        funding=funding_note(),
    )

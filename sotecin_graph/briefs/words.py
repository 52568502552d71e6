"""The fixed words of documents: headings, notes, the funding line; and the shaping of people's text for one line."""

from __future__ import annotations

import re

from sotecin_graph.language import _
from sotecin_graph.text import clean
from sotecin_graph.workshops import Workshop

_MARK = re.compile(r"^[-–•*]\s+")
_BLANKS = re.compile(r"[^\S\xa0\u202f]+")
"""Space that may shrink and break; a no-break space between number and unit is not among it."""

_ENDED = tuple(".:;,!?…")


def funding_note() -> str:
    """The programme's grant and the disclaimer that every document carries."""
    return _(
        "SoTecIn Factory has received funding from the European Union’s Horizon Europe programme under grant agreement "
        "101058385. Views are those of the authors only; neither the European Union nor the granting authority can be "
        "held responsible for them."
    )


def example_mark() -> str:
    """What is printed on every document of the example programme."""
    return _("Example data")


def workshop_mark(workshop: Workshop) -> str:
    """What is printed on every document of a workshop that is none in earnest."""
    if workshop.is_rehearsal:
        return _("Rehearsal")
    return example_mark() if workshop.is_example else ""


def brief_headings() -> dict[str, str]:
    """The headings and small words of a mission brief, by the key that the templates use."""
    return {
        "kind": _("Mission brief"),
        "measures": _("What we measure"),
        "why": _("Why now"),
        "people": _("Who is in it, and who is missing"),
        "missing": _("Missing:"),
        "scope": _("In scope, out of scope"),
        "picture": _("The map"),
        "challenges": _("Challenges"),
        "challenge": _("Challenge"),
        "owner": _("Owner"),
        "votes": _("Votes"),
        "state": _("State"),
        "council": _("Council"),
        "steps": _("Next steps"),
        "what": _("What"),
        "who": _("Who"),
        "when": _("When"),
        "open": _("Still open."),
        "provenance": _("Where this comes from."),
        "sources": _("Where each element comes from"),
        "none": _("None yet."),
    }


def one_line(text: str) -> str:
    """People's text as one line: cleaned, list marks taken off; a semicolon ends a line that has no end of its own."""
    lines = [_MARK.sub("", _BLANKS.sub(" ", part).strip()) for part in clean(text).split("\n")]
    *before, last = [part for part in lines if part] or [""]
    ended = [part if part.endswith(_ENDED) else f"{part};" for part in before]
    return " ".join([*ended, last.rstrip(";")])

"""The parts of the facilitator's desk by name, each with how much there is to do in it."""

from __future__ import annotations

from sotecin_graph.language import _
from sotecin_graph.services.roll import Roll


def tab_names(seen: Roll) -> dict[str, str]:
    """The parts by name, with how much there is to do."""
    names = {
        "room": _("Room"),
        "tables": _("Tables"),
        "queue": _("To accept"),
        "same": _("The same?"),
        "aside": _("Park and lock"),
        "paper": _("Paper"),
        "notes": _("Notes"),
    }
    if not seen.workshop.plan.is_moderated and not seen.to_accept:
        names.pop("queue")
    waiting = {"tables": 0 if seen.workshop.is_apart else seen.apart, "queue": seen.to_accept}
    return {part: f"{name} ({waiting[part]})" if waiting.get(part) else name for part, name in names.items()}

"""Where an element comes from, in a line: who contributed it, in which step of which workshop, on which day."""

from __future__ import annotations

from pages.parts.words import plain
from sotecin_graph.briefs.dates import day, listed
from sotecin_graph.language import _
from sotecin_graph.services.origins import Origin


def contributed(origin: Origin) -> str:
    """Who contributed it and when, made plain."""
    said = [listed(origin.by) if origin.by else _("someone")]
    return plain(" · ".join([*said, *([day(origin.at.date())] if origin.at else [])]))


def origin_words(origin: Origin) -> str:
    """The whole line, made plain; what is not known is left out."""
    said = [listed(origin.by) if origin.by else _("someone")]
    if origin.step:
        said.append(_("step “{title}”").format(title=_(origin.step)))
    if origin.workshop:
        said.append(origin.workshop.title)
    elif origin.facts:
        said.append(_("map “{name}”").format(name=origin.facts.name))
    if origin.at:
        said.append(day(origin.at.date()))
    return plain(" · ".join(said))

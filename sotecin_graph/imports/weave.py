"""From what a file says to a draft: the elements first, then the connections between them, then the report."""

from __future__ import annotations

from sotecin_graph.imports.draft import DraftMap
from sotecin_graph.imports.limits import check_elements, check_links
from sotecin_graph.imports.links import LinkTable
from sotecin_graph.imports.seen import SeenMap
from sotecin_graph.imports.table import ElementTable
from sotecin_graph.imports.wording import cut
from sotecin_graph.language import _
from sotecin_graph.text import NAME_LENGTH


def weave(seen: SeenMap) -> DraftMap:
    """The draft of a map, with one report line for each row of an element and each link or left-out connection."""
    check_elements(len(seen.elements))
    check_links(len(seen.links))
    elements = ElementTable()
    for element in seen.elements:
        elements.take(element)
    if seen.makes_ends:
        for link in seen.links:
            elements.make_end(link.source, link.row)
            elements.make_end(link.target, link.row)
        check_elements(len(elements))
    links = LinkTable(elements)
    for link in seen.links:
        links.take(link)
    return DraftMap(
        name=cut(" ".join(seen.name.split()), NAME_LENGTH) or _("Imported map"),
        elements=elements.elements(),
        links=links.links(),
        report=(*elements.report(), *links.report()),
        warnings=seen.warnings,
    )

"""Use cases of paper: notes that people wrote by hand are typed in for them, a whole pile one after the other."""

from __future__ import annotations

from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import BadInput
from sotecin_graph.fields import read_fields
from sotecin_graph.language import _, speaking
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.contributions import title_of
from sotecin_graph.services.elements import add_element
from sotecin_graph.services.ground import ground_for, ground_of, map_at_work
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH, line, paragraph
from sotecin_graph.vocabulary import Kind
from sotecin_graph.workshops import Workshop


def type_in(uow: UnitOfWork, *, by: Actor, map_id: MapId, text: str, kind: str, table: int = 0) -> ElementId:
    """Put a note on the map as of "paper, table 3", in the room's language; for who facilitates, in any step.

    While tables work on maps of their own it goes on the table's.
    `kind` is a stakeholder's group, or challenge: then the text is its sentence. Who typed it stands in the history.
    """
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    if ground.workshop and not ground.facts.table:
        ground = ground_of(uow, map_at_work(uow, ground.workshop, table))
    if kind not in list(Kind):
        raise BadInput(_("Choose what the note says."), field="kind")
    author = paper_of(ground.workshop, table)
    values: dict[str, object] = {"name": line(text, field=_("note"), most=NAME_LENGTH) if kind != "challenge" else ""}
    if kind == Kind.CHALLENGE:
        problem = paragraph(text, field=_("challenge"), most=PROBLEM_LENGTH, needed=True)
        values = {"name": title_of(problem), "problem": problem}
    read = read_fields(values) | {"kind": Kind(kind)}
    return add_element(uow, ground, by=by, values=read, at=None, near=(), author=author).id


def paper_of(workshop: Workshop | None, table: int) -> Actor:
    """Whose a note of a table is."""
    with speaking(workshop.language if workshop else "en"):
        name = _("paper, table {number}").format(number=table) if table else _("paper")
    hub = workshop.hubs[0] if workshop and len(workshop.hubs) == 1 else None
    return Actor(id=f"paper:{workshop.id if workshop else ''}:{table}", name=name, hub=hub, table=table)

"""Use cases of agendas: change the steps to come, keep an agenda for the hub's next workshop, let one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sotecin_graph.agendas import Agenda, AgendaId, fit_steps, settled
from sotecin_graph.elements import MapId
from sotecin_graph.errors import Conflict, NotThere
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import Place, authorise, may, unknown_to
from sotecin_graph.placing import outline
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.text import line
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Step


def change_steps(uow: UnitOfWork, *, by: Actor, map_id: MapId, was: Sequence[Step], steps: Sequence[Step]) -> None:
    """Give a workshop another agenda, also while it runs: the steps that were and the one that is on stay.

    `was` is the agenda that the person saw; Conflict where someone has changed it since, or gone on to a step that
    this would change.
    """
    workshop = workshops.facilitated(uow, by, map_id)
    new = fit_steps(steps)
    if workshop.steps != tuple(was):
        raise Conflict(
            _("Someone else has changed the agenda meanwhile. Here it is as it stands now; nothing is lost.")
        )
    fixed = settled(workshop)
    if new[:fixed] != workshop.steps[:fixed]:
        step = _(workshop.current.title)
        raise Conflict(_("“{step}” has begun: only the steps after it can be changed.").format(step=step))
    if new != workshop.steps:
        workshops.change(uow, replace(workshop, steps=new), by=by)


def place_of_step(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> dict[str, object] | None:
    """Where the current step wants everyone to look, as screens are told: a cluster and its outline; None for nowhere.

    A cluster that is no longer there brings nobody anywhere.
    """
    step = workshops.facilitated(uow, by, map_id).current
    cluster = next((each for each in uow.clusters.on_map(map_id) if each.id == step.view), None) if step.view else None
    if cluster is None:
        return None
    corners = outline(uow.elements.many(cluster.members), uow.elements.positions(map_id))
    if not corners:
        return None
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    return {"view": [round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))], "cluster": cluster.id}


def keep_agenda(uow: UnitOfWork, *, by: Actor, hub: Hub, title: str, steps: Sequence[Step]) -> AgendaId:
    """Keep an agenda for a hub under a title; one that has it already is replaced. Returns its id.

    A view of a cluster belongs to its map and is not kept.
    """
    authorise(by, Deed.FACILITATE, Place((hub,)))
    kept = tuple(replace(step, view="") for step in fit_steps(steps))
    agenda = Agenda(AgendaId(new_ident()), hub, line(title, field=_("name")), kept, by.name, uow.now)
    uow.agendas.keep(agenda)
    return agenda.id


def agendas_of(uow: UnitOfWork, *, by: Actor) -> list[Agenda]:
    """The agendas of the hubs that the actor may facilitate."""
    return uow.agendas.of([hub for hub in Hub if may(by, Deed.FACILITATE, Place((hub,)))])


def remove_agenda(uow: UnitOfWork, *, by: Actor, ident: AgendaId) -> None:
    """Let go of a kept agenda; workshops that began with it keep their own."""
    agenda = uow.agendas.get(ident)
    if agenda is None or not may(by, Deed.FACILITATE, Place((agenda.hub,))):
        raise unknown_to(by, NotThere(ident))
    uow.agendas.remove(ident)

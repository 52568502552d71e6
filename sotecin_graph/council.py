"""Choosing a mission's council: the seats that together stand for most groups, countries and stages, well connected.

The best choice is a small integer programme (maximum weighted coverage; scipy's milp, HiGHS). The greedy one takes a
seat at a time, is at least 1 - 1/e of the best without wishes (Nemhauser et al. 1978, doi:10.1007/BF01588971), and its
steps say what each member adds. A person confirms; nothing is chosen by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sotecin_graph.elements import Element, ElementId
from sotecin_graph.vocabulary import GROUPS, Kind, Stage, country_word, label

LEAST_SEATS, MOST_SEATS, USUAL_SEATS = 3, 12, 6
GROUP_WEIGHT, COUNTRY_WEIGHT, STAGE_WEIGHT, CENTRALITY_WEIGHT = 1.0, 1.2, 1.0, 0.3
"""What a group, a country, a stage that has a seat is worth, and the most central member (our own decision)."""

LONGEST_S = 5.0
_GAP = 1e-9
Covered = Kind | Stage | str
"""What a seat stands for: a group, a stage of the value chain, or a country (ISO 3166-1 alpha-2)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may sit in the council: what they stand for, and how central they are among the mission's members, 0 to 1."""

    element: Element
    centrality: float = 0.0

    @property
    def id(self) -> ElementId:
        return self.element.id

    @property
    def stands_for(self) -> frozenset[Covered]:
        """Group, country and stages; not yet sorted is no group, and cross-cutting no stage that a seat could fill."""
        group = {self.element.kind} if self.element.kind in GROUPS else set()
        country = {self.element.country} if self.element.country else set()
        stages = {stage for stage in self.element.stages if stage is not Stage.CROSS_CUTTING}
        return frozenset({*group, *country, *stages})


@dataclass(frozen=True, slots=True)
class Seat:
    """A member and what they add to those before them; empty where others stand for it all."""

    candidate: Candidate
    adds: tuple[Covered, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A council of at most the wished size: its seats, what nobody in it stands for, its value, and whether it is best.

    `uncovered` are the things that some candidate stands for, and the groups and no country or stage that none does.
    `is_best` is True where no other choice under the same wishes is worth more.
    """

    seats: tuple[Seat, ...]
    uncovered: tuple[Covered, ...]
    value: float
    is_best: bool

    @property
    def members(self) -> tuple[ElementId, ...]:
        return tuple(seat.candidate.id for seat in self.seats)


def covered_word(what: Covered) -> str:
    """A group, a stage or a country in the reader's language."""
    if isinstance(what, Kind | Stage):
        return label(what)
    return country_word(what)


def propose_greedily(
    candidates: Sequence[Candidate],
    *,
    size: int,
    must: Collection[ElementId] = (),
    must_not: Collection[ElementId] = (),
) -> Proposal:
    """A good council at once: the must-haves, then again and again whoever adds most; of equal ones the earlier."""
    pool = _pool(candidates, must_not)
    chosen = [each for each in pool if each.id in must]
    covered = {what for each in chosen for what in each.stands_for}
    rest = [each for each in pool if each.id not in must]
    while rest and len(chosen) < size:
        best = max(rest, key=lambda each: round(_worth(each.stands_for - covered, each), 9))
        rest.remove(best)
        chosen.append(best)
        covered |= best.stands_for
    return seated(pool, chosen, is_best=len(chosen) == len(pool))


def propose(
    candidates: Sequence[Candidate],
    *,
    size: int,
    must: Collection[ElementId] = (),
    must_not: Collection[ElementId] = (),
) -> Proposal:
    """The best council, the same whatever the order of candidates; the greedy one where no better is found in 5 s.

    Must-haves are always in it, also where they are more than `size`; must-nots never, also where they are must-haves.
    """
    quick = propose_greedily(candidates, size=size, must=must, must_not=must_not)
    pool = _pool(candidates, must_not)
    wished = [each for each in pool if each.id in must]
    if len(pool) <= size or len(wished) >= size:
        return Proposal(quick.seats, quick.uncovered, quick.value, is_best=True)
    places, is_best = _solved(pool, size, [each.id in must for each in pool])
    found = seated(pool, [pool[place] for place in places], is_best=is_best)
    return found if places and found.value >= quick.value - _GAP else quick


def _pool(candidates: Iterable[Candidate], must_not: Collection[ElementId]) -> list[Candidate]:
    """Who can be chosen, in order of creation, stakeholders only."""
    able = (each for each in candidates if each.id not in must_not and not each.element.is_challenge)
    return sorted(able, key=lambda each: (each.element.seq, each.id))


def _weight(what: Covered) -> float:
    if isinstance(what, Kind):
        return GROUP_WEIGHT
    return STAGE_WEIGHT if isinstance(what, Stage) else COUNTRY_WEIGHT


def _worth(covered: Iterable[Covered], *members: Candidate) -> float:
    central = sum(each.centrality for each in members)
    return sum(_weight(what) for what in covered) + CENTRALITY_WEIGHT * central


def _solved(pool: Sequence[Candidate], size: int, is_wished: Sequence[bool]) -> tuple[list[int], bool]:
    """The places of the best choice, and whether it is proven: one variable a candidate, one a thing covered."""
    # scipy takes most of a second to read
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    things = _in_order({what for each in pool for what in each.stands_for})
    row_of = {what: row for row, what in enumerate(things)}
    people, rows = len(pool), len(things)
    # thing - sum of those who stand for it <= 0, and all seats taken
    cells = [(row, people + row, 1.0) for row in range(rows)]
    cells += [(row_of[what], place, -1.0) for place, each in enumerate(pool) for what in each.stands_for]
    cells += [(rows, place, 1.0) for place in range(people)]
    lines, columns, values = zip(*cells, strict=True)
    matrix = coo_array((values, (lines, columns)), shape=(rows + 1, people + rows)).tocsr()
    lowest, highest = np.r_[np.full(rows, -np.inf), size], np.r_[np.zeros(rows), size]
    gains = [CENTRALITY_WEIGHT * each.centrality for each in pool] + [_weight(what) for what in things]
    answer = milp(
        -np.array(gains),
        constraints=LinearConstraint(matrix, lowest, highest),
        bounds=Bounds(np.r_[np.array(is_wished, dtype=float), np.zeros(rows)], np.ones(people + rows)),
        integrality=np.r_[np.ones(people), np.zeros(rows)],
        options={"time_limit": LONGEST_S, "mip_rel_gap": 0.0},
    )
    if answer.x is None:
        return [], False
    return [place for place in range(people) if answer.x[place] > 0.5], bool(answer.status == 0)


def seated(pool: Sequence[Candidate], chosen: Sequence[Candidate], *, is_best: bool) -> Proposal:
    """The seats in the order in which each adds most, and what stays open."""
    seats: list[Seat] = []
    covered: set[Covered] = set()
    rest = list(chosen)
    while rest:
        best = max(rest, key=lambda each: round(_worth(each.stands_for - covered, each), 9))
        rest.remove(best)
        seats.append(Seat(best, _in_order(best.stands_for - covered)))
        covered |= best.stands_for
    reachable = {what for each in pool for what in each.stands_for} | set(GROUPS)
    value = round(_worth(covered, *chosen), 6)
    return Proposal(tuple(seats), _in_order(reachable - covered), value, is_best)


def _in_order(things: Iterable[Covered]) -> tuple[Covered, ...]:
    """Groups, then stages, each in the order of its vocabulary, then countries by code."""
    order: Mapping[Covered, int] = {what: place for place, what in enumerate((*Kind, *Stage))}
    return tuple(sorted(things, key=lambda what: (order.get(what, len(order)), str(what))))

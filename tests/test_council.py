"""Councils: wishes hold, nobody is better than the best, and the order of candidates does not matter."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.council import candidates as simulated
from sotecin_graph.council import Candidate, propose, propose_greedily, seated
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.vocabulary import Kind, Stage

KINDS = [Kind.INDUSTRY, Kind.RESEARCH, Kind.GOVERNMENT, Kind.NATURE, Kind.UNSORTED, Kind.CHALLENGE]


def candidate(seq: int, kind: Kind, country: str = "", stages: tuple[Stage, ...] = (), central: float = 0) -> Candidate:
    element = Element(id=ElementId(f"e{seq}"), seq=seq, kind=kind, name=f"C{seq}", country=country, stages=stages)
    return Candidate(element, central)


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    one = st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from(["", "NL", "BE", "FR"]),
        st.lists(st.sampled_from(list(Stage)), max_size=2, unique=True).map(tuple),
        st.integers(0, 4).map(lambda quarter: quarter / 4),
    )
    return [candidate(seq, *facts) for seq, facts in enumerate(draw(st.lists(one, min_size=1, max_size=9)))]


ids = st.sets(st.integers(0, 8).map(lambda seq: ElementId(f"e{seq}")), max_size=3)


@settings(max_examples=60)
@given(pools(), st.integers(1, 6), ids, ids)
def test_wishes_hold(pool: list[Candidate], size: int, must: set[ElementId], must_not: set[ElementId]) -> None:
    able = {each.id for each in pool if not each.element.is_challenge} - must_not

    for choose in (propose, propose_greedily):
        found = choose(pool, size=size, must=must, must_not=must_not)
        assert must & able <= set(found.members) <= able
        assert len(found.members) == len(set(found.members)) == min(len(able), max(size, len(must & able)))


@settings(max_examples=40)
@given(pools(), st.integers(1, 4))
def test_nothing_is_worth_more_than_the_best(pool: list[Candidate], size: int) -> None:
    able = [each for each in pool if not each.element.is_challenge]
    worth = [seated(able, chosen, is_best=False).value for chosen in combinations(able, min(size, len(able)))]

    found = propose(pool, size=size)

    assert found.is_best
    assert abs(found.value - max(worth, default=0.0)) < 1e-6


@settings(max_examples=30)
@given(pools(), st.randoms())
def test_order_of_candidates_does_not_matter(pool: list[Candidate], dice: st.DataObject) -> None:
    shuffled = list(pool)
    dice.shuffle(shuffled)

    assert propose(shuffled, size=3) == propose(pool, size=3)
    assert propose_greedily(shuffled, size=3) == propose_greedily(pool, size=3)


@given(pools())
def test_seats_and_what_is_open_are_all_there_is(pool: list[Candidate]) -> None:
    found = propose_greedily(pool, size=4)
    added = [what for seat in found.seats for what in seat.adds]

    assert len(added) == len(set(added))
    assert set(added).isdisjoint(found.uncovered)
    assert set(added) == {what for seat in found.seats for what in seat.candidate.stands_for}


def test_each_seat_tells_what_it_adds() -> None:
    pool = [
        candidate(1, Kind.INDUSTRY, "NL", (Stage.REPAIR,)),
        candidate(2, Kind.INDUSTRY, "NL", (Stage.REPAIR,), 1.0),
        candidate(3, Kind.NATURE, "BE", (Stage.CROSS_CUTTING,)),
    ]

    found = propose(pool, size=2)

    assert [(seat.candidate.id, seat.adds) for seat in found.seats] == [
        ("e2", (Kind.INDUSTRY, Stage.REPAIR, "NL")),
        ("e3", (Kind.NATURE, "BE")),
    ]
    assert found.uncovered == (Kind.RESEARCH, Kind.GOVERNMENT, Kind.CIVIL, Kind.INTERMEDIARY)


def test_best_is_never_less_than_greedy() -> None:
    for seed in range(3):
        pool = simulated(40, seed=seed)
        assert propose(pool, size=5).value >= propose_greedily(pool, size=5).value

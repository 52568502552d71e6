"""How good and how fast a council is chosen: the best choice beside the greedy one and the most central members.

`python -m bench.council --json` prints one object: value as a share of the best, and milliseconds, for 40, 200 and
1,000 simulated candidates and 5 and 7 seats. `ours` is the integer programme, `greedy` the live preview, `peer` the
members of the highest centrality, as a list sorted by influence would choose.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from statistics import mean

from sotecin_graph.council import Candidate, Proposal, propose, propose_greedily, seated
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.vocabulary import GROUPS, HUBS, Stage

SIZES = (40, 200, 1000)
SEATS = (5, 7)
MAPS = 3
Choose = Callable[[Sequence[Candidate], int], Proposal]


def candidates(count: int, *, seed: int) -> list[Candidate]:
    """Stakeholders of three hubs: most of them industry from the lead country, centrality in few hands."""
    dice = random.Random(seed)
    countries = [country for facts in dice.sample(list(HUBS.values()), 3) for country in facts.countries]
    rarity = [1 / (rank + 1) for rank in range(len(countries))]
    made = []
    for seq in range(count):
        element = Element(
            id=ElementId(f"e{seq:05}"),
            seq=seq,
            kind=dice.choices(GROUPS, (8, 3, 3, 2, 1, 2))[0],
            name=f"Candidate {seq}",
            country=dice.choices(countries, rarity)[0] if dice.random() < 0.85 else "",
            stages=tuple(dice.sample(list(Stage), dice.choices((0, 1, 2, 3), (2, 5, 3, 1))[0])),
        )
        made.append(Candidate(element, round(dice.random() ** 4, 4)))
    return made


def most_central(pool: Sequence[Candidate], size: int) -> Proposal:
    """The members of the highest centrality."""
    chosen = sorted(pool, key=lambda each: (-each.centrality, each.id))[:size]
    return seated(pool, chosen, is_best=False)


def _measured(choose: Choose, cases: Sequence[tuple[list[Candidate], int]]) -> tuple[list[Proposal], list[float]]:
    proposals, spent = [], []
    for pool, size in cases:
        begun = time.process_time()
        proposals.append(choose(pool, size))
        spent.append((time.process_time() - begun) * 1000)
    return proposals, spent


def measure() -> dict[str, object]:
    """Values as shares of the best and CPU milliseconds, by number of candidates."""
    ways: dict[str, Choose] = {
        "ours": lambda pool, size: propose(pool, size=size),
        "greedy": lambda pool, size: propose_greedily(pool, size=size),
        "peer": most_central,
    }
    ways["ours"](candidates(20, seed=0), 3)  # read scipy before the clock runs
    told: dict[str, dict[str, object]] = {name: {} for name in ways}
    for count in SIZES:
        cases = [(candidates(count, seed=seed), size) for seed in range(MAPS) for size in SEATS]
        found = {name: _measured(choose, cases) for name, choose in ways.items()}
        best = [proposal.value for proposal in found["ours"][0]]
        for name, (proposals, spent) in found.items():
            shares = [proposal.value / most for proposal, most in zip(proposals, best, strict=True)]
            told[name][str(count)] = {
                "value": round(mean(shares), 3),
                "worst": round(min(shares), 3),
                "ms": round(mean(spent), 2),
                "most_ms": round(max(spent), 2),
            }
        told["ours"][f"{count}_proven"] = sum(proposal.is_best for proposal in found["ours"][0])
    ratios = {str(count): round(_value(told["ours"], count) / _value(told["peer"], count), 3) for count in SIZES}
    return {
        **told,
        "ratio": ratios["200"],
        "ratios": ratios,
        "ours_is": "scipy milp (HiGHS)",
        "peer_is": "highest centrality",
        "seats": list(SEATS),
        "cases": MAPS * len(SEATS),
    }


def _value(told: dict[str, object], count: int) -> float:
    row = told[str(count)]
    assert isinstance(row, dict)
    return float(row["value"])


def main() -> None:
    """Print the measures, as JSON or as lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result = measure()
    print(json.dumps(result) if given.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()

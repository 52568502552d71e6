"""A large invented map, to see what costs time: groups of twenty on a grid, each linked within and a little beyond."""

from __future__ import annotations

import random
from typing import Any

from tests.canvas.example_map import element, link, workshop

GROUP = 20
KINDS = ("industry", "research", "government", "civil", "nature", "intermediary", "challenge")
NAMES = ("Harbour", "Thread", "Second", "Repair", "Wool", "River", "Common", "Delta", "Loom", "Button")
WORKS = ("Works", "Lab", "Council", "Guild", "Trust", "Fund", "Desk", "School", "Market", "Circle")
TYPES = ("material", "product", "service", "money", "knowledge", "information", "regulation", "collaboration")


def large_snapshot(size: int, links_each: float = 2.0) -> dict[str, Any]:
    """A map of so many elements with hulls around a third of its groups, in the form that `Map.restore` takes."""
    dice = random.Random(7)
    elements = [_element(dice, number, size) for number in range(size)]
    links = [made for number in range(int(size * links_each)) if (made := _link(dice, number, elements))]
    groups = range(0, size // GROUP, 3)
    return {
        "revision": 100,
        "elements": elements,
        "links": links,
        "clusters": [_cluster(place, group) for place, group in enumerate(groups, 1)],
        "workshop": workshop(8),
    }


def _element(dice: random.Random, number: int, size: int) -> dict[str, Any]:
    group, inside = divmod(number, GROUP)
    wide = max(1, round((size / GROUP) ** 0.5 * 1.25))
    x = (group % wide) * 1150 + (inside % 5) * 190 + dice.uniform(-25, 25)
    y = (group // wide) * 880 + (inside // 5) * 170 + dice.uniform(-25, 25)
    kind = dice.choice(KINDS)
    name = f"{NAMES[number % 10]} {WORKS[number // 10 % 10]} {number}"
    votes = dice.randrange(13) if kind == "challenge" else 0
    return element(f"n{number}", number + 1, kind, name, x=round(x, 1), y=round(y, 1), votes=votes)


def _link(dice: random.Random, number: int, elements: list[dict[str, Any]]) -> dict[str, Any] | None:
    one = dice.randrange(len(elements))
    first = one // GROUP * GROUP
    other = dice.randrange(first, min(first + GROUP, len(elements)))
    if dice.random() < 0.1:
        other = dice.randrange(len(elements))
    ends = elements[one], elements[other]
    if one == other or ends[0]["kind"] == "challenge":
        return None
    kind = dice.choice(("faces", "owns", "help")) if ends[1]["kind"] == "challenge" else dice.choice(TYPES)
    return link(f"l{number}", 10_000 + number, ends[0]["id"], ends[1]["id"], kind)


def _cluster(number: int, group: int) -> dict[str, Any]:
    members = [f"n{group * GROUP + inside}" for inside in range(GROUP)]
    named = {"name": f"{NAMES[number % 10]} group {number}", "is_named": True, "state": "suggested"}
    return {"id": f"k{number}", "number": number, "reasons": ["Tied closely"], "members": members, **named}

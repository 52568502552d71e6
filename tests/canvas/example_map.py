"""A believable workshop map for trying the canvas: 45 elements, 61 links, 3 clusters. Everyone in it is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sotecin_graph.vocabulary import LinkType

SCALE = 1 / 0.66

ELEMENTS = """
a1 nature 217 293 River Keepers
a2 challenge 338 284 Collection points are far from the flats|9
a3 industry 441 278 Parcel Pier
a4 challenge 553 284 Labels do not survive ten washes|3
a5 civil 282 346 Tenants of Tower Court
a6 government 379 340 City Waste
a7 industry 497 346 Tagline ID
a8 research 586 352 Fibre Sensing Lab
a9 civil 304 415 Tweede Draad shops
a10 industry 437 408 Delta Sorting Works
a11 challenge 543 422 Four bags in ten arrive wet|7
a12 challenge 298 484 Nobody pays for sorting children's wear|4
a13 civil 385 471 SortWell Foundation
a14 intermediary 463 478 Kledingkring
b1 challenge 748 288 Sewn-on logos block a second use|5
b2 challenge 869 284 Tenders ask for new cloth only|12
b3 challenge 990 289 Nobody knows how worn a coat is|8
b4 research 705 352 Studio Plooi
b5 industry 795 349 Harbour Uniforms
b6 government 878 346 Regional Purchasing
b7 research 1021 358 Institute of Wear
b8 government 878 411 Vlietzoom Hospitals
b9 industry 965 415 Relaunder
b10 intermediary 714 440 Second Lives Fund
b11 industry 797 467 Dye & Finish Co-op
b12 challenge 894 492 A repaired coat is not insured|3
b13 civil 990 480 Workwear Council
c1 challenge 484 588 No spare zips by type and year|2
c2 research 584 582 Spoel School
c3 challenge 705 588 Too few people learn to mend|6
c4 industry 493 656 Stitchbank parts
c5 civil 592 656 Repair Guild West
c6 civil 686 656 Naaicafé De Steek
c7 civil 779 647 Library of Things Oost
c8 government 466 722 Consumer Desk
c9 industry 549 722 Mendwise
c10 intermediary 637 722 Household Fund Nine
c11 challenge 736 725 A repair costs more than a new shirt|11
d1 government 649 399 Materials Desk
d2 intermediary 644 491 Hub North-West
d3 nature 180 529 Microfibre Watch
d4 nature 276 616 Meadow & Moth Trust
d5 industry 326 672 Wool Meadow Farm
d6 research 394 638 Loom Museum School
d7 challenge 307 740 Wool leaves the region unwashed|1
"""

LINKS = """
a1 a6 regulation; d3 a1 knowledge; a5 a2 faces; a3 a2 help planned; a3 a6 product planned circular
a5 a6 material circular; a7 a4 help; a8 a10 knowledge; a7 a10 information planned; a6 a10 material circular
a10 a9 product circular; a5 a9 material missing; a9 a12 owns; a13 a12 faces; a10 a11 faces; a6 a11 faces
a6 a13 money; a13 a10 service circular; a13 a14 collaboration; a14 a9 collaboration; a14 d2 collaboration
a8 b4 knowledge missing; b4 b1 help; b5 b1 faces; b5 b2 faces; b6 b2 owns; b2 b3 depends; b9 b3 faces; b7 b3 help
b4 b5 knowledge planned; b6 b5 money; b6 b8 regulation; b5 b8 product; b8 b9 material circular
b9 b11 product circular; b11 b5 product missing; b7 b9 knowledge; b13 b8 regulation; b13 b12 faces
b10 b11 money planned; d2 b10 collaboration; d1 b10 regulation planned; d2 c10 collaboration
c4 c1 help; c2 c3 owns; c5 c3 faces; c2 c5 knowledge planned; c4 c5 material circular; c5 c6 knowledge
c6 c7 service circular; c7 a14 product circular; c6 c11 faces; c10 c11 faces; c10 c9 money; c8 c9 regulation
c9 c5 information; c4 c9 product missing; d6 c4 knowledge; d5 d6 material; d4 d5 regulation; d5 d7 faces
"""

STEPS = (
    ("Arrive", "Join with the code on the screen and choose an alias.", 15, ()),
    ("Context", "Why we are here, and what becomes of it.", 15, ()),
    ("Who is in it?", "In silence: add who takes part.", 30, ("stakeholder",)),
    ("Who gives what to whom?", "Draw what flows: material, money, knowledge.", 30, ("stakeholder", "link")),
    ("Break", "Be back in 15 minutes.", 15, ()),
    ("What stands in the way?", "One challenge at a time.", 37, ("challenge", "link")),
    ("What belongs together?", "Look at the groups and name them.", 20, ("cluster",)),
    ("What matters most?", "Give your votes to challenges.", 10, ("vote",)),
    (
        "Missions: what belongs together?",
        "Take a group. Say in one sentence what it should reach, and by when.",
        25,
        ("cluster",),
    ),
    ("Gallery", "Walk through the missions and say where you would help.", 13, ()),
)

NAMES = ("Ilse", "Mateo", "Zsófi", "Nino", "Femke", "Rădu")


def snapshot(*, is_empty: bool = False, step: int = 8) -> dict[str, Any]:
    """The map as `Map.restore` takes it, at revision 100."""
    elements = [] if is_empty else [_element(seq, line) for seq, line in enumerate(ELEMENTS.strip().splitlines(), 1)]
    links = [] if is_empty else [_link(seq, text.split()) for seq, text in enumerate(_link_texts(), 100)]
    return {
        "revision": 100,
        "elements": elements,
        "links": links,
        "clusters": [] if is_empty else _clusters(elements),
        "workshop": workshop(step),
    }


def workshop(step: int) -> dict[str, Any]:
    """The workshop at a step, begun so long ago that 12:40 are left of 25 minutes."""
    started = datetime.now(UTC) - timedelta(minutes=STEPS[step][2] / 2, seconds=-10)
    return {
        "id": "w1",
        "title": "Textiles, Waterhoven",
        "code": "K7QM 4WPX",
        "state": "open",
        "step": step,
        "step_started_at": started.isoformat(),
        "steps": [
            {"title": title, "instruction": text, "minutes": minutes, "takes": list(takes)}
            for title, text, minutes, takes in STEPS
        ],
    }


def element(ident: str, seq: int, kind: str, name: str, **values: Any) -> dict[str, Any]:
    """An element in its wire form."""
    blank = {"hub": "north-west", "country": "NL", "chains": ["textiles"], "strategies": [], "stages": []}
    blank |= {"aliases": [], "also_by": []}
    texts = {"problem": "", "wish": "", "note": "", "by": NAMES[seq % 6], "by_id": f"p{seq % 6}", "created_at": None}
    return {"id": ident, "seq": seq, "kind": kind, "name": name, **blank, **texts, "versions": {}, "votes": 0, **values}


def link(ident: str, seq: int, source: str, target: str, kind: str, **values: Any) -> dict[str, Any]:
    """A link in its wire form."""
    blank = {"state": "existing", "is_circular": False, "quantity": "", "note": "", "created_at": None, "versions": {}}
    ends = {"source": source, "target": target, "type": kind, "family": LinkType(kind).family.value}
    return {"id": ident, "seq": seq, **ends, **blank, "by": NAMES[seq % 6], "by_id": f"p{seq % 6}", **values}


def _element(seq: int, line: str) -> dict[str, Any]:
    ident, kind, x, y, name = line.split(" ", 4)
    name, _bar, votes = name.partition("|")
    return element(ident, seq, kind, name, x=float(x) * SCALE, y=float(y) * SCALE, votes=int(votes or 0))


def _link_texts() -> list[str]:
    return [text for line in LINKS.strip().splitlines() for text in line.split(";")]


def _link(seq: int, words: list[str]) -> dict[str, Any]:
    source, target, kind, *more = words
    state = next((word for word in more if word in ("planned", "missing")), "existing")
    return link(f"l{seq}", seq, source, target, kind, state=state, is_circular="circular" in more)


def _clusters(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = {"a": (1, "Clothes that come back"), "b": (3, "Workwear lives twice"), "c": (2, "Repair within reach")}
    return [
        {
            "id": f"k{number}",
            "number": number,
            "name": name,
            "is_named": True,
            "state": "suggested",
            "reasons": ["Tied closely"],
            "members": [element["id"] for element in elements if element["id"].startswith(letter)],
        }
        for letter, (number, name) in names.items()
    ]

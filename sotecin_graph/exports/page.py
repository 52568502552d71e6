"""A map as one stand-alone page that works with the network cut: pyvis builds the drawing, our own template the page.

pyvis' own template loads from other hosts and runs people's text as HTML. Ours inlines the vis-network that pyvis
ships, lets nothing run but that and our own script (by hash), and shows people's text as text only.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from sotecin_graph.briefs.tokens import DASHES, HULLS, LINE_WIDTHS, MISSING_WIDTH, SIZES, TOKENS
from sotecin_graph.briefs.words import example_mark, funding_note
from sotecin_graph.changes import Wire
from sotecin_graph.exports.plain import plain_map
from sotecin_graph.language import _, ngettext, spoken
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkFamily, LinkState, LinkType, Stage, Strategy, label

TEMPLATES = Path(__file__).parent / "templates"
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_COLOURS = TOKENS["light"]
_ARROWS = {
    LinkType.REGULATION: {"to": "bar"},
    LinkType.COLLABORATION: {"to": "circle", "from": "circle"},
    LinkType.FACES: {},
    LinkType.ABOUT: {},
    LinkType.OWNS: {"to": "box"},
    LinkType.HELP: {"to": "vee"},
    LinkType.DEPENDS: {"to": "triangle"},
}
_FAMILY_ARROWS = {
    LinkFamily.MATTER: {"to": "triangle"},
    LinkFamily.VALUE: {"to": "vee"},
    LinkFamily.KNOWHOW: {"to": "arrow"},
}


def to_html(snapshot: Wire) -> bytes:
    """The map as one HTML file, in the language of the running task."""
    plain = plain_map(snapshot)
    drawing = _drawing(plain)
    page_script = (TEMPLATES / "map.js").read_text(encoding="utf-8")
    page = (
        _environment()
        .get_template("map.html")
        .render(
            language=spoken(),
            name=plain["map"]["name"],
            example=example_mark() if plain["map"]["is_example"] else "",
            funding=funding_note(),
            words=_words(),
            kinds=[(kind.value, label(kind)) for kind in Kind],
            elements=[_row(one) for one in plain["elements"]],
            links=_link_rows(plain),
            drawing=_script_json(drawing),
            vis=Markup(_vis_network()),  # noqa: S704 - shipped by pyvis, checked by its hash below
            page=Markup(page_script),  # noqa: S704 - our own file
            hashes=" ".join(map(_hash, (_vis_network(), page_script))),
        )
    )
    return page.encode()


def _drawing(plain: Wire) -> Wire:
    """Points, lines, groups and options for vis-network, put together by pyvis."""
    network = Network(directed=True)
    for one in plain["elements"]:
        network.add_node(one["id"], **_point(one))
    for one, bow in zip(plain["links"], _bows(plain["links"]), strict=True):
        network.add_edge(one["source"], one["target"], **_line(one), smooth=bow)
    network.toggle_physics(False)
    groups = [
        {"name": one.get("name", ""), "members": one.get("members", []), "colour": _COLOURS[HULLS[place % len(HULLS)]]}
        for place, one in enumerate(plain["clusters"])
    ]
    details = {one["id"]: _row(one) for one in plain["elements"]}
    tints = {kind.value: _COLOURS[kind.value] for kind in Kind}
    return {"nodes": network.nodes, "edges": network.edges, "groups": groups, "details": details, "tints": tints}


def _point(one: Wire) -> Wire:
    kind = Kind(one["kind"])
    width, height = SIZES[kind]
    return {
        "label": one["name"],
        "title": one["name"],
        "shape": "custom",
        "kind": kind.value,
        "x": one["x"],
        "y": one["y"],
        "color": _COLOURS[kind.value],
        "size": height / 2,
        "wide": width,
        "high": height,
        "votes": one["votes"],
    }


def _line(one: Wire) -> Wire:
    type_, state = LinkType(one["type"]), LinkState(one["state"])
    forms = _ARROWS[type_] if type_ in _ARROWS else _FAMILY_ARROWS[type_.family]
    width = MISSING_WIDTH if state is LinkState.MISSING else LINE_WIDTHS[type_.family]
    is_banded = one["is_circular"] and state is not LinkState.MISSING
    return {
        "id": one["id"],
        "title": f"{label(type_)} ({label(state)})",
        "arrows": {end: {"enabled": True, "type": form, "scaleFactor": 0.7} for end, form in forms.items()},
        "color": {"color": _COLOURS[type_.family.value], "inherit": False},
        "width": width,
        "dashes": list(DASHES[state] or ()) or False,
        "background": {"enabled": is_banded, "color": "rgba(242,204,92,0.62)", "size": width + 8, "dashes": False},
    }


def _bows(links: list[Wire]) -> list[Wire]:
    """How each link is bent, so that those that join the same two do not cover each other."""
    ends = [tuple(sorted((one["source"], one["target"]))) for one in links]
    bows: list[Wire] = []
    for number, one in enumerate(links):
        twins = [other for other, pair in enumerate(ends) if pair == ends[number]]
        bow = 0.22 * (twins.index(number) - (len(twins) - 1) / 2)
        if one["source"] > one["target"]:
            bow = -bow
        form = "curvedCW" if bow > 0 else "curvedCCW"
        bows.append({"enabled": bow != 0, "type": form, "roundness": abs(bow)})
    return bows


def _row(one: Wire) -> dict[str, Any]:
    """What the panel and the table say of an element, in words; `facts` are pairs of a label and a text."""
    votes = int(one["votes"])
    facts = [
        (_("Problem"), one["problem"]),
        (_("We are looking for a solution that …"), one["wish"]),
        (_("Stages"), ", ".join(label(Stage(stage)) for stage in one["stages"])),
        (_("Value chains"), ", ".join(label(Chain(chain)) for chain in one["chains"])),
        (_("Strategies"), ", ".join(label(Strategy(strategy)) for strategy in one["strategies"])),
        (_("Hub"), label(Hub(one["hub"])) if one["hub"] else ""),
        (_("Country"), one["country"]),
        (_("Note"), one["note"]),
        (_("Added by"), one["by"]),
    ]
    return {
        "name": one["name"],
        "kind": label(Kind(one["kind"])),
        "votes": ngettext("{n} vote", "{n} votes", votes).format(n=votes) if votes else "",
        "facts": [fact for fact in facts if fact[1]],
    }


def _link_rows(plain: Wire) -> list[tuple[str, str, str, str]]:
    names = {one["id"]: one["name"] for one in plain["elements"]}
    return [
        (
            names[one["source"]],
            label(LinkType(one["type"])),
            names[one["target"]],
            label(LinkState(one["state"])) + (f", {_('circular')}" if one["is_circular"] else ""),
        )
        for one in plain["links"]
    ]


def _words() -> dict[str, str]:
    return {
        "map": _("Map"),
        "hint": _("Choose an element to read about it. Drag to move the map, scroll to zoom."),
        "elements": _("Elements"),
        "links": _("Links"),
        "name": _("Name"),
        "kind": _("Kind"),
        "details": _("Details"),
        "votes": _("Votes"),
        "from": _("From"),
        "what": _("What"),
        "to": _("To"),
        "state": _("State"),
        "existing": label(LinkState.EXISTING),
        "planned": label(LinkState.PLANNED),
        "missing": label(LinkState.MISSING),
        "circular": _("circular"),
        "fit": _("Show the whole map"),
    }


def _script_json(content: Any) -> Markup:
    """JSON that cannot end its script element: "<", ">" and "&" as escapes."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - no mark of HTML is left in it


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _vis_network() -> str:
    """The vis-network that pyvis ships, with line ends as an HTML parser reads them."""
    return files(pyvis).joinpath(_VIS).read_text(encoding="utf-8").replace("\r\n", "\n")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip

"""A map as a still picture with its groups, a legend and its name: PNG and SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sotecin_graph.briefs.picture import map_picture
from sotecin_graph.briefs.scene import Group
from sotecin_graph.briefs.words import example_mark
from sotecin_graph.changes import Wire, element_from_wire, link_from_wire
from sotecin_graph.elements import ElementId
from sotecin_graph.exports.plain import plain_map


def picture(snapshot: Wire, form: Literal["png", "svg"], members: Sequence[str] | None = None) -> bytes:
    """The whole map with its legend, or for a brief only these members, without one.

    A PNG has two pixels a map unit, three for a brief, at most 6000 wide or high; an SVG has all letters as outlines.
    """
    plain = plain_map(snapshot)
    elements = plain["elements"]
    shown: dict[str, Any] = {
        "elements": [element_from_wire(one) for one in elements],
        "links": [link_from_wire(one) for one in plain["links"]],
        "positions": {one["id"]: (one["x"], one["y"]) for one in elements},
        "votes": {one["id"]: one["votes"] for one in elements},
        "form": form,
    }
    if members is not None:
        return map_picture(**shown, members=[ElementId(each) for each in members])
    groups = [_group(one) for one in plain["clusters"]]
    return map_picture(**shown, groups=groups, scale=2.0, caption=caption(plain))


def caption(plain: Wire) -> str:
    """The map's name, and the mark of an example."""
    name: str = plain["map"]["name"]
    return f"{name} · {example_mark()}" if plain["map"]["is_example"] else name


def _group(cluster: Wire) -> Group:
    members = tuple(map(ElementId, cluster.get("members", ())))
    return Group(cluster.get("name", ""), members, is_suggested=cluster.get("state") != "promoted")

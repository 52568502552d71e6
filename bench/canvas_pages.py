"""The pages that `bench.canvas` looks at: our own map, and the same map as pyvis' own page and as plain vis-network."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any, Protocol

import pyvis
from playwright.sync_api import Browser, Page
from pyvis.network import Network
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from bench.serving import Served
from sotecin_graph.elements import MapId
from sotecin_graph.tickets import Tickets
from tests.browser.visitors import LAPTOP, wait_for

_VIS = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_COLOURS = {"industry": "#456C9C", "research": "#5D3697", "government": "#212435", "civil": "#931F5B"}
TWO_FRAMES = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
Wire = dict[str, Any]

_OURS = """
const find = (root) => { for (const each of root.querySelectorAll('*')) { const shadow = each.shadowRoot;
  if (each.sotecinMap) return each; if (shadow) { const found = shadow.sotecinMap ? shadow : find(shadow);
  if (found) return found; } } return null; };
const host = find(document); const root = host?.querySelector('.sotecin-map'); const cy = host?.sotecinMap.cy;
"""


class Shown(Protocol):
    """A map in a browser, drawn, and what can be done to it; `seconds` is how long opening it took."""

    page: Page
    seconds: float

    def edit(self, kind: str, number: int) -> float:
        """Let somebody else change something; the time in ms since 1970 at which it was sent."""

    def drawn_at(self) -> float:
        """When the latest change was on the canvas, in ms since 1970."""

    def look_closely(self, zoom: float) -> tuple[float, float]:
        """Zoom to the middle; where an element stands on the page then."""

    def corner(self) -> tuple[float, float]:
        """A place on the page where nothing of the map stands, at the zoom that shows all."""

    def close(self) -> None:
        """Close the page."""


class Ours:
    """A new visitor's page of the running app: Streamlit, component, socket, snapshot, picture."""

    def __init__(self, browser: Browser, server: Served, state: Any, map_id: MapId, actor: str, snapshot: Wire) -> None:
        self.snapshot = snapshot
        context = browser.new_context(viewport=LAPTOP, storage_state=state)  # type: ignore[arg-type]
        self.page = context.new_page()
        begun = time.perf_counter()
        self.page.goto(f"{server.address}/map?map={map_id}", wait_until="domcontentloaded")
        size = str(len(snapshot["elements"]))
        isn = f"() => {{ {_OURS} return root?.dataset.state === 'live' && root.dataset.elements === '{size}'; }}"
        while not self.page.evaluate(isn):
            if time.perf_counter() - begun > 120:
                raise TimeoutError("the map is not drawn")
            time.sleep(0.02)
        self.page.evaluate(TWO_FRAMES)
        self.seconds = time.perf_counter() - begun
        self._writer = _writer(server, map_id, actor)
        self._watch()

    def _watch(self) -> None:
        self.page.evaluate(
            f"() => {{ {_OURS} window.drawnAt = 0; new MutationObserver(() => requestAnimationFrame(() =>"
            " requestAnimationFrame(() => { window.drawnAt = performance.timeOrigin + performance.now(); })))"
            ".observe(root, {attributes: true, attributeFilter: ['data-revision']}); }"
        )

    def edit(self, kind: str, number: int) -> float:
        name, args = _command(kind, self.snapshot["elements"], number)
        sent = time.time() * 1000
        self._writer.send(json.dumps({"type": "command", "id": f"b{sent}", "name": name, "args": args}))
        return sent

    def drawn_at(self) -> float:
        return float(self.page.evaluate("() => window.drawnAt"))

    def look_closely(self, zoom: float) -> tuple[float, float]:
        place: list[float] = self.page.evaluate(
            f"(zoom) => {{ {_OURS} const box = cy.extent(); const middle = {{x: (box.x1 + box.x2) / 2,"
            " y: (box.y1 + box.y2) / 2}; const far = (one) => Math.hypot(one.position().x - middle.x,"
            " one.position().y - middle.y); const node = cy.nodes('[kind != \"challenge\"]').toArray()"
            ".sort((a, b) => far(a) - far(b))[0]; const at = node.position(); cy.viewport({zoom, pan:"
            " {x: cy.width() / 2 - at.x * zoom, y: cy.height() / 2 - at.y * zoom}});"
            " const on = root.querySelector('.graph').getBoundingClientRect(), there = node.renderedPosition();"
            " return [on.left + there.x + 1, on.top + there.y + 1]; }",
            zoom,
        )
        return place[0], place[1]

    def corner(self) -> tuple[float, float]:
        place: list[float] = self.page.evaluate(
            f"() => {{ {_OURS} const on = root.querySelector('.graph').getBoundingClientRect();"
            " return [on.left + 8, on.top + 8]; }"
        )
        return place[0], place[1]

    def close(self) -> None:
        self._writer.close()
        self.page.context.close()


class Vis:
    """The map as a page on disk that draws it with vis-network and talks to nobody; a change is nodes.update."""

    def __init__(self, browser: Browser, folder: Path, snapshot: Wire) -> None:
        self.snapshot, self.file = snapshot, folder / "vis.html"
        self.build(0)
        self.page = browser.new_context(viewport=LAPTOP).new_page()  # type: ignore[arg-type]
        begun = time.perf_counter()
        self._open()
        self.seconds = time.perf_counter() - begun

    def build(self, _edits: int) -> None:
        things = json.dumps([_nodes(self.snapshot), _edges(self.snapshot)]).replace("<", "\\u003c")
        self.file.write_text(
            "<!doctype html><meta charset=utf-8><style>body{margin:0}#map{height:100vh}</style><div id=map></div>"
            f"<script>{_VIS.read_text()}</script><script>const [a, b] = {things};"
            "var nodes = new vis.DataSet(a), edges = new vis.DataSet(b);"
            "var network = new vis.Network(document.getElementById('map'), {nodes, edges}, {physics: false});</script>"
        )

    def _open(self) -> None:
        self.page.goto(self.file.as_uri())
        wait_for(lambda: bool(self.page.evaluate("() => Boolean(window.network)")), "the peer's map")
        self.page.evaluate(TWO_FRAMES)

    def edit(self, kind: str, number: int) -> float:
        sent = time.time() * 1000
        self.page.evaluate(
            f"([node, edge]) => {{ if (node) nodes.update(node); if (edge) edges.update(edge); return ({TWO_FRAMES})()"
            ".then(() => { window.drawnAt = performance.timeOrigin + performance.now(); }); }",
            _update(kind, self.snapshot["elements"], number),
        )
        return sent

    def drawn_at(self) -> float:
        return float(self.page.evaluate("() => window.drawnAt"))

    def look_closely(self, zoom: float) -> tuple[float, float]:
        place: list[float] = self.page.evaluate(
            "(scale) => { const middle = network.getViewPosition(); const at = network.getPositions();"
            " const far = (id) => Math.hypot(at[id].x - middle.x, at[id].y - middle.y);"
            " const id = Object.keys(at).sort((a, b) => far(a) - far(b))[0];"
            " network.moveTo({position: at[id], scale}); const there = network.canvasToDOM(at[id]);"
            " const on = document.querySelector('canvas').getBoundingClientRect();"
            " return [on.left + there.x, on.top + there.y]; }",
            zoom,
        )
        return place[0], place[1]

    def corner(self) -> tuple[float, float]:
        on = self.page.locator("canvas").first.bounding_box()
        return (on["x"] + 4, on["y"] + 4) if on else (4, 4)

    def close(self) -> None:
        self.page.context.close()


class Pyvis(Vis):
    """pyvis' own page, without what other hosts would have sent. A change is the page built and opened anew."""

    def build(self, edits: int) -> None:
        network = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
        network.toggle_physics(False)
        for node in _nodes(self.snapshot):
            label = f"{node['label']} {edits}" if edits else node["label"]
            network.add_node(node["id"], label=label, x=node["x"], y=node["y"], color=node["color"], physics=False)
        for edge in _edges(self.snapshot):
            network.add_edge(edge["from"], edge["to"])
        page = re.sub(r"<(script|link)[^>]*(src|href)=\"https?:[^>]*>(\s*</script>)?", "", network.generate_html())
        self.file.write_text(page)

    def edit(self, kind: str, number: int) -> float:
        sent = time.time() * 1000
        self.build(number + 1)
        self._open()
        self.page.evaluate("() => { window.drawnAt = performance.timeOrigin + performance.now(); }")
        return sent


def _writer(server: Served, map_id: MapId, actor: str) -> ClientConnection:
    tickets = Tickets((server.data / "signing.key").read_text())
    ticket = tickets.issue("map", {"actor": actor, "map": map_id, "language": "en", "is_here": False})
    address = f"ws://127.0.0.1:{server.port}/live/maps/{map_id}"
    socket: ClientConnection = connect(address, origin=Origin(server.address), max_size=None, compression=None)
    socket.send(json.dumps({"type": "hello", "ticket": ticket, "since": None}))
    for _frame in range(2):
        socket.recv()
    return socket


def _command(kind: str, elements: list[Wire], number: int) -> tuple[str, Wire]:
    one, other = (elements[(number * 37 + add) % len(elements)] for add in (0, 11))
    if kind == "rename":
        version = one["versions"].get("name", 0)
        value = f"Renamed {number}"
        return "edit_element", {"element": one["id"], "field": "name", "base_version": version, "value": value}
    if kind == "move":
        return "move_elements", {"positions": {one["id"]: [one["x"] + 40, one["y"] + 25]}}
    if kind == "add":
        near = {"x": one["x"] + 90, "y": one["y"] + 60}
        return "add_stakeholder", {"name": f"Newcomer {number}", "kind": "industry", **near}
    stakeholders = [each for each in (one, other, *elements) if each["kind"] != "challenge"]
    return "add_link", {"source": stakeholders[0]["id"], "target": stakeholders[1]["id"], "type": "energy"}


def _update(kind: str, elements: list[Wire], number: int) -> list[Wire | None]:
    one, other = (elements[(number * 37 + add) % len(elements)] for add in (0, 11))
    if kind == "rename":
        return [{"id": one["id"], "label": f"Renamed {number}"}, None]
    if kind == "move":
        return [{"id": one["id"], "x": one["x"] + 40, "y": one["y"] + 25}, None]
    if kind == "add":
        return [{"id": f"new{number}", "label": f"Newcomer {number}", "x": one["x"] + 90, "y": one["y"] + 60}, None]
    return [None, {"id": f"link{number}", "from": one["id"], "to": other["id"], "arrows": "to"}]


def _nodes(snapshot: Wire) -> list[Wire]:
    return [
        {
            "id": each["id"],
            "label": each["name"],
            "x": each["x"],
            "y": each["y"],
            "color": _COLOURS.get(each["kind"], "#A66900"),
        }
        for each in snapshot["elements"]
    ]


def _edges(snapshot: Wire) -> list[Wire]:
    return [
        {"id": each["id"], "from": each["source"], "to": each["target"], "arrows": "to"} for each in snapshot["links"]
    ]

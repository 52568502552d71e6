"""Our own format, which keeps everything and which imports/own.py reads back.

One JSON object in UTF-8:

format     "sotecin-graph-map"
version    1
revision   the map's revision at the time of the export
map        id, name, kind, hubs, is_example
elements   as in changes.py: id, seq, kind, name, hub, country, chains, strategies, stages, problem, wish, note, by,
           created_at, versions, x, y, votes; values of vocabularies as stored, positions in map units, y down
links      as in changes.py: id, seq, source, target, type, family, state, is_circular, quantity, note, by, ...
clusters   as on the map
workshop   id, title, state, step, steps; null where the map has none; never its join code

`by` is the alias under which someone added it; `by_id` is there for the shape's sake and always empty.
"""

from __future__ import annotations

import json

from sotecin_graph.changes import Wire
from sotecin_graph.exports.plain import plain_map

FORMAT = "sotecin-graph-map"
VERSION = 1


def to_json(snapshot: Wire) -> bytes:
    """The snapshot in our own format."""
    content = {"format": FORMAT, "version": VERSION, **plain_map(snapshot)}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()

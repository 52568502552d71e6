"""The reading process of `guard.py`: a JSON line and a file on stdin, one JSON object on stdout, within hard limits."""

from __future__ import annotations

import json
import sys
from typing import Any

from sotecin_graph.confined import bound
from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.columns import Columns
from sotecin_graph.imports.draft import draft_to_wire
from sotecin_graph.imports.reading import columns_of, read_map
from sotecin_graph.language import _, speak


def main() -> None:
    """Answer one request."""
    head, _newline, content = sys.stdin.buffer.read().partition(b"\n")
    given = json.loads(head)
    bound(given["memory"], given["cpu"])
    speak(given["language"])
    try:
        answer: dict[str, Any] = {"found": _found(given, content)}
    except FileNotReadable as error:
        answer = {"error": str(error).removeprefix(f"{error.place}: "), "place": error.place}
    except MemoryError:
        answer = {"error": _("Reading the file takes more memory than it should. Bring a smaller part."), "place": ""}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _found(given: dict[str, Any], content: bytes) -> dict[str, Any]:
    if given["do"] == "columns":
        columns = columns_of(content, given["filename"])
        return {"columns": [{"name": column.name, "samples": column.samples} for column in columns]}
    mapping = Columns(**given["mapping"]) if given["mapping"] else None
    return draft_to_wire(read_map(content, filename=given["filename"], mapping=mapping))


if __name__ == "__main__":
    main()

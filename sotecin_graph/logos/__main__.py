"""The drawing process of `guard.py`: a JSON line and a picture on stdin, a PNG or a JSON object on stdout."""

from __future__ import annotations

import json
import sys

from sotecin_graph.confined import bound
from sotecin_graph.errors import BadInput
from sotecin_graph.language import speak
from sotecin_graph.logos.drawing import drawn_anew


def main() -> None:
    """Answer one request."""
    head, _newline, content = sys.stdin.buffer.read().partition(b"\n")
    given = json.loads(head)
    bound(given["memory"], given["cpu"])
    speak(given["language"])
    try:
        answer = drawn_anew(content)
    except BadInput as error:
        answer = json.dumps({"error": str(error)}).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()

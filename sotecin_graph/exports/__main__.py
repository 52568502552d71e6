"""The drawing process of `drawing.py`: a JSON object on stdin, a picture on stdout, within hard limits."""

from __future__ import annotations

import json
import sys

from sotecin_graph.confined import bound
from sotecin_graph.exports.still import picture
from sotecin_graph.language import speak


def main() -> None:
    """Answer one request."""
    given = json.loads(sys.stdin.buffer.read())
    bound(given["memory"], given["cpu"])
    speak(given["language"])
    sys.stdout.buffer.write(picture(given["snapshot"], given["form"], given["members"]))


if __name__ == "__main__":
    main()

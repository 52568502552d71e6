"""The setting process of `pdf.py`: a JSON object on stdin, a PDF on stdout, within hard limits."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sotecin_graph.briefs.setting import set_pages
from sotecin_graph.confined import bound


def main() -> None:
    """Answer one request."""
    given = json.loads(sys.stdin.buffer.read())
    bound(given["memory"], given["cpu"])
    sys.stdout.buffer.write(set_pages(Path(given["root"]), is_covered=given["is_covered"]))


if __name__ == "__main__":
    main()

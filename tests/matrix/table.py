"""docs/permissions.md from the grids and policies: `python -m tests.matrix.table` writes it anew."""

from __future__ import annotations

from pathlib import Path

from tests.matrix.grids import GRIDS, MEANING
from tests.matrix.policies import POLICIES
from tests.matrix.test_routes import ANYONE, ASKED
from tests.matrix.world import RELATIONS, ROLES

FILE = Path(__file__).parents[2] / "docs" / "permissions.md"
_HEAD = """# Who may do what

Made from the tests that ask every use case and route in every cell; `python -m tests.matrix.table` writes it anew.
One table in `sotecin_graph/permissions.py` decides; each use case asks it with `authorise`.

Each cell has five signs, for the kinds of places: {places}.
Roles are held at one hub here, those of participants at their own workshop; at a closed one they are of that one.

- `+` may
- `x` told that their role does not include it
- `?` told that it is not there, in the words used for what does not exist
- `!` told to sign in
- `c` told that the workshop is over
- `.` a list that shows nothing of it
"""


def text() -> str:
    """The whole document."""
    head = _HEAD.format(places=", ".join(RELATIONS))
    return "\n".join([head, *_kinds(), *_use_cases(), *_routes()])


def _kinds() -> list[str]:
    kinds = sorted(GRIDS, key=lambda kind: (-sum(policy.grid == kind for policy in POLICIES.values()), kind))
    rows = [f"| **{kind}** | " + " | ".join(f"`{GRIDS[kind][role]}`" for role in ROLES) + " |" for kind in kinds]
    said = [f"- **{kind}**: {MEANING[kind]}" for kind in kinds]
    titles = ["| kind | " + " | ".join(ROLES) + " |", "|---" * (len(ROLES) + 1) + "|"]
    return ["## Kinds of permission", "", *titles, *rows, "", *said, ""]


def _use_cases() -> list[str]:
    found: dict[str, list[str]] = {}
    for name, policy in sorted(POLICIES.items()):
        found.setdefault(policy.grid, []).append(name)
    rows = [f"| {kind} | {', '.join(found[kind])} |" for kind in sorted(found)]
    return ["## Use cases", "", "| kind | use cases |", "|---|---|", *rows, ""]


def _routes() -> list[str]:
    kinds = {id(grid): kind for kind, grid in GRIDS.items()}
    rows = [f"| `{path}` | {kinds.get(id(grid), 'listed, once signed in')} |" for path, (grid, _ask) in ASKED.items()]
    rows += [f"| `{path}` | {why} |" for path, why in ANYONE.items()]
    return ["## Routes", "", "| route | kind |", "|---|---|", *rows, ""]


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")

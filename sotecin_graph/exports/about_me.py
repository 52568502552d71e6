"""What is kept about one person as a file: JSON for programs, and a page to read that asks nobody and runs nothing."""

from __future__ import annotations

import json
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sotecin_graph.changes import Wire
from sotecin_graph.exports.page import TEMPLATES
from sotecin_graph.language import N_, _, spoken
from sotecin_graph.text import clean

_TITLES = {
    "account": N_("Your account"),
    "participant": N_("Your participation and your consent"),
    "session": N_("Where you are signed in"),
    "element": N_("What you added"),
    "link": N_("Links that you drew"),
    "held": N_("What waits until a facilitator shows it"),
    "vote": N_("Your votes"),
    "dot": N_("Your dots"),
    "change": N_("What you did on maps"),
    "command": N_("What this browser asked for in the last days"),
    "mission_version": N_("Versions of missions that you wrote"),
    "mission_passage": N_("Steps of missions that you took"),
    "passage": N_("Steps of call challenges that you took"),
    "invitation": N_("Invitations that you noted"),
    "apart": N_("Pairs that you called different"),
    "agenda": N_("Agendas that you kept"),
    "outcome": N_("Decisions and open points of yours"),
    "private_link": N_("Your private link"),
    "identity": N_("Organisations that you sign in through"),
    "entry_link": N_("Links that let you in, or that you gave to others"),
    "logbook": N_("What was noted of your roles, sessions and exports"),
    "room_note": N_("Your notes to the facilitator"),
    "review": N_("Your reviews"),
    "logo": N_("Logos that you brought"),
}
_QUIET = (
    "id",
    "map_id",
    "element_id",
    "by",
    "by_id",
    "actor_id",
    "voter",
    "is_example",
    "versions",
    "client_id",
    "deed",
)


def to_json(data: Wire) -> bytes:
    """The whole of `privacy.my_data`."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def to_html(data: Wire) -> bytes:
    """The same to read: a table for each kind of thing, without the ids that only programs need."""
    sections = [
        {"title": _(_TITLES.get(kind, kind)), "count": len(rows), **_table(rows)} for kind, rows in data["kept"].items()
    ]
    words = {
        "title": _("What is kept about you"),
        "made": _("{name}, on {day}").format(name=clean(data["name"]), day=data["made_at"][:16].replace("T", " ")),
        "nothing": _("Nothing else."),
    }
    page = _environment().get_template("about_me.html")
    return page.render(language=spoken(), words=words, sections=sections).encode()


def _table(rows: list[Wire]) -> dict[str, Any]:
    columns = [name for name in dict.fromkeys(name for row in rows for name in row) if name not in _QUIET]
    return {"columns": columns, "rows": [[_said(row.get(name, "")) for name in columns] for row in rows]}


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_said(inner)}" for name, inner in value.items() if name not in _QUIET)
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return clean(str(value))


def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)

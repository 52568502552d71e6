"""The one door out for maps: a snapshot and a form give the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from sotecin_graph.changes import Wire
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _

MapForm = Literal["json", "graphml", "gexf", "csv", "links.csv", "xlsx", "html", "svg", "png"]

FORMS: tuple[str, ...] = get_args(MapForm)

MEDIA_TYPES = {
    "json": "application/json",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "csv": "text/csv; charset=utf-8",
    "links.csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""What a download calls each form."""


def export_map(snapshot: Wire, form: MapForm) -> bytes:
    """The map of a snapshot (`Map.snapshot()`) as a file; BadInput for a form that is not among FORMS.

    Join codes and the ids of people are left out of every form. Words that people read (legend, headings) are in the
    language of the running task; field names and vocabulary terms of the files are in English.
    """
    if form not in FORMS:
        sentence = _("There is no form “{form}”. Choose one of: {known}.")
        raise BadInput(sentence.format(form=form, known=", ".join(FORMS)), field="form")
    return _writer(form)(snapshot)


def _writer(form: MapForm) -> Callable[[Wire], bytes]:
    if form == "json":
        from sotecin_graph.exports.json_file import to_json as write
    elif form == "graphml":
        from sotecin_graph.exports.graph_file import to_graphml as write
    elif form == "gexf":
        from sotecin_graph.exports.graph_file import to_gexf as write
    elif form == "csv":
        from sotecin_graph.exports.tables import to_elements_csv as write
    elif form == "links.csv":
        from sotecin_graph.exports.tables import to_links_csv as write
    elif form == "xlsx":
        from sotecin_graph.exports.tables import to_xlsx as write
    elif form == "html":
        from sotecin_graph.exports.page import to_html as write
    else:
        from sotecin_graph.exports.drawing import drawn

        return lambda snapshot: drawn(snapshot, "svg" if form == "svg" else "png")
    return write

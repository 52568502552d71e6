"""GET of maps, briefs and calls as files, for whoever may see them; made on demand, never kept."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sotecin_graph.calls import CallChallengeId, CallId
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, NotAllowed, NotThere, SotecinError, Unavailable
from sotecin_graph.instance import Instance, current
from sotecin_graph.language import speak
from sotecin_graph.live.addresses import reached_at
from sotecin_graph.live.visits import session_token
from sotecin_graph.missions import MissionId
from sotecin_graph.people import Actor, WorkshopId
from sotecin_graph.services import logos, papers, sessions
from sotecin_graph.services.invitations import invitation_paper
from sotecin_graph.services.logbook import note_export
from sotecin_graph.services.privacy import my_paper
from sotecin_graph.services.record import record_paper
from sotecin_graph.services.summaries import summary_paper

_Make = Callable[[Instance, Actor, str], papers.Paper]

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ics": "text/calendar; charset=utf-8",
}

POLICY = "sandbox allow-downloads; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""A document runs nothing and asks nobody, wherever it is opened."""


def map_file(request: Request) -> Response:
    """/maps/{id}.{json,graphml,gexf,csv,xlsx,html,svg,png}"""
    map_id = MapId(request.path_params["map_id"])
    return _answer(request, lambda here, by, form: papers.map_paper(here.atlas, here.database, by, map_id, form))


def mission_brief(request: Request) -> Response:
    """/missions/{id}/brief.{pdf,docx,html,md}"""
    ident = MissionId(request.path_params["mission_id"])
    address = reached_at(request)
    return _answer(
        request, lambda here, by, form: papers.mission_paper(here.database, by, ident, form, address=address)
    )


def call_file(request: Request) -> Response:
    """/calls/{id}/call.{pdf,docx,xlsx,csv,html,md}"""
    ident = CallId(request.path_params["call_id"])
    return _answer(request, lambda here, by, form: papers.call_paper(here.database, by, ident, form))


def challenge_logo(request: Request) -> Response:
    """/challenges/{id}/logo.png: a picture of our own making, for whoever may see the challenge."""
    here, ident = current(), CallChallengeId(request.path_params["challenge_id"])
    by = here.database.read(sessions.actor_of, token=session_token(request.cookies))
    try:
        logo = here.database.read(logos.logo_of, by=by, ident=ident)
    except NotThere as error:
        return _problem(error, 404)
    headers = {
        "Content-Disposition": 'inline; filename="logo.png"',
        # a while only: it may be taken away, or the reader may sign out
        "Cache-Control": "private, max-age=300",
        "ETag": f'"{logo.mark}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(logo.content, media_type=TYPES["png"], headers=headers)


def workshop_file(request: Request) -> Response:
    """/workshops/{id}/{invitation.pdf,cards.pdf,workshop.ics,join.svg,join.png}, summary.{form}, record.{form}"""
    ident, file = WorkshopId(request.path_params["workshop_id"]), request.path_params["file"]
    address = reached_at(request)

    def make(here: Instance, by: Actor, form: str) -> papers.Paper:
        if file == "summary":
            return summary_paper(here.database, by, ident, form)
        if file == "record":
            return record_paper(here.database, by, ident, form)
        return invitation_paper(here.database, by, ident, f"{file}.{form}", address=address)

    return _answer(request, make)


def my_data(request: Request) -> Response:
    """/mine/data.{json,html}"""
    return _answer(request, lambda here, by, form: my_paper(here.database, by, form))


def _answer(request: Request, make: _Make) -> Response:
    here = current()
    speak(request.query_params.get("language", "en"))
    form = request.path_params["form"]
    try:
        by = here.database.read(sessions.actor_of, token=session_token(request.cookies))
        paper = make(here, by, form)
    except (NotThere, NotAllowed) as error:
        return _problem(error, 404)
    except BadInput as error:
        return _problem(error, 400)
    except Unavailable as error:
        return _problem(error, 503)
    # briefs and calls as pages are to be read at once; they have no script, and the sandbox would run none
    is_page = form == "html" and bool({"mission_id", "call_id"} & request.path_params.keys())
    way = "inline" if is_page else "attachment"
    about = next((f"{sort}:{ident}" for sort, ident in _named(request)), "")
    if about and not is_page:
        here.database.write(note_export, by=by, about=about, form=form)
    headers = {
        "Content-Disposition": f'{way}; filename="{_plain(paper.name)}.{form}"; '
        f"filename*=UTF-8''{quote(paper.name)}.{form}",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": POLICY,
    }
    return Response(paper.content, media_type=TYPES[form], headers=headers)


def _named(request: Request) -> Iterator[tuple[str, str]]:
    """What the file is of, as the logbook names it."""
    for sort in ("map", "mission", "call", "workshop"):
        if f"{sort}_id" in request.path_params:
            yield sort, request.path_params[f"{sort}_id"]


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or secrets.token_hex(3)


def _problem(error: SotecinError, status: int) -> Response:
    return JSONResponse({"error": error.name, "message": str(error)}, status_code=status)

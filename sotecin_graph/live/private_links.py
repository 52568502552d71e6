"""GET /private-link/{reminder.ics,sheet.pdf}?link=…: a private link to take along, for whoever holds it."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sotecin_graph.errors import NotThere, SotecinError, TooManyTries, Unavailable
from sotecin_graph.instance import current
from sotecin_graph.language import speak
from sotecin_graph.live import visits
from sotecin_graph.live.addresses import reached_at
from sotecin_graph.live.downloads import POLICY
from sotecin_graph.services.private_links import link_paper

TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
}


def private_link_file(request: Request) -> Response:
    """A diary entry, a sheet, or what is kept about its person; wrong links count as wrong codes do."""
    speak(request.query_params.get("language", "en"))
    here, token = current(), request.query_params.get("link", "")
    form = request.path_params["form"]
    file = f"{request.path_params['file']}.{form}"
    address = f"{reached_at(request)}/became?link={token}"
    caller = visits.caller_of(request.cookies, request.client.host if request.client else "")
    ask = partial(link_paper, here.database, token=token, file=file, address=address)
    try:
        content = here.codes.look_up(token, caller, ask)
    except (NotThere, TooManyTries, Unavailable) as error:
        return _problem(error)
    name = "my-data" if form in ("json", "html") else "my-contributions"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{form}"',
        "Cache-Control": "no-store",
        "Content-Security-Policy": POLICY,
    }
    return Response(content, media_type=TYPES[form], headers=headers)


def _problem(error: SotecinError) -> Response:
    headers = {"Retry-After": str(error.wait_s)} if isinstance(error, TooManyTries) else {}
    status = 429 if isinstance(error, TooManyTries) else 503 if isinstance(error, Unavailable) else 404
    return JSONResponse({"error": error.name, "message": str(error)}, status_code=status, headers=headers)

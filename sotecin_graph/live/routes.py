"""All routes beside the pages, in one list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import WebSocketRoute

from sotecin_graph.federation import RETURN_PATH
from sotecin_graph.instance import current
from sotecin_graph.live import downloads, entrance, federation
from sotecin_graph.live.feed import feed
from sotecin_graph.live.guards import anyone, arrives, posts, reads
from sotecin_graph.live.private_links import private_link_file
from sotecin_graph.live.similar import similar
from sotecin_graph.live.steps import steps
from sotecin_graph.ports import UnitOfWork


def healthz(_request: Request) -> Response:
    """200 where the database answers and takes changes, else 503."""
    database = current().database
    is_well = database.is_well()
    return JSONResponse({"ok": is_well, "maps": database.read(_count)}, status_code=200 if is_well else 503)


def security_txt(_request: Request) -> Response:
    """Where to report security problems (RFC 9116), if whoever runs this has said so."""
    contact = current().settings.contact
    if not contact:
        return PlainTextResponse("Not found", status_code=404)
    expires = (datetime.now(UTC) + timedelta(days=180)).replace(microsecond=0).isoformat()
    return PlainTextResponse(f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n")


def _count(uow: UnitOfWork) -> int:
    return len(uow.maps.all())


ROUTES = [
    anyone("/healthz", healthz),
    anyone("/.well-known/security.txt", security_txt),
    posts("/session/join", entrance.join),
    posts("/session/sign-in", entrance.sign_in),
    posts("/session/claim", entrance.claim),
    posts("/session/sign-out", entrance.sign_out),
    posts("/session/language", entrance.keep_language),
    arrives(RETURN_PATH, federation.arrive),
    WebSocketRoute("/live/maps/{map_id}", feed),
    WebSocketRoute("/live/steps/{map_id}", steps),
    posts("/challenges/similar", similar),
    reads("/maps/{map_id}.{form}", downloads.map_file),
    reads("/missions/{mission_id}/brief.{form}", downloads.mission_brief),
    reads("/calls/{call_id}/call.{form}", downloads.call_file),
    reads("/challenges/{challenge_id}/logo.png", downloads.challenge_logo),
    reads("/workshops/{workshop_id}/{file}.{form}", downloads.workshop_file),
    reads("/mine/data.{form}", downloads.my_data),
    reads("/private-link/{file}.{form}", private_link_file),
]
"""Each through one of the guards; the sockets ask for their own origin and a ticket themselves."""

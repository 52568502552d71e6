"""All routes beside the pages, in one list."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from sotecin_graph.instance import current
from sotecin_graph.live import downloads, entrance
from sotecin_graph.live.feed import feed
from sotecin_graph.ports import UnitOfWork


def healthz(_request: Request) -> Response:
    """200 where the database answers and takes changes, else 503."""
    database = current().database
    is_well = database.is_well()
    return JSONResponse({"ok": is_well, "maps": database.read(_count)}, status_code=200 if is_well else 503)


def _count(uow: UnitOfWork) -> int:
    return len(uow.maps.all())


ROUTES = [
    Route("/healthz", healthz),
    Route("/session/join", entrance.join, methods=["POST"]),
    Route("/session/sign-in", entrance.sign_in, methods=["POST"]),
    Route("/session/claim", entrance.claim, methods=["POST"]),
    Route("/session/sign-out", entrance.sign_out, methods=["POST"]),
    WebSocketRoute("/live/maps/{map_id}", feed),
    Route("/maps/{map_id}.{form}", downloads.map_file),
    Route("/missions/{mission_id}/brief.{form}", downloads.mission_brief),
    Route("/calls/{call_id}/call.{form}", downloads.call_file),
]

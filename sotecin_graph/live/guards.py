"""What each route of ours asks of a request before anything else: a route without one of these is no route.

Streamlit protects its own routes only. Sessions and what one may see are the use cases' matter.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sotecin_graph.errors import BadInput, NotAllowed, NotThere, SotecinError
from sotecin_graph.language import _
from sotecin_graph.live.origin import is_own_origin, is_own_reader

Ask = Callable[[Request], Awaitable[Response]]
_JSON = "application/json"


def posts(path: str, endpoint: Ask) -> Route:
    """A route that changes something or looks for what only its own pages ask: POST of JSON, from our own origin."""

    async def guarded(request: Request) -> Response:
        if not is_own_origin(request):
            return _refused(NotAllowed(), 403)
        if _has_body(request) and request.headers.get("content-type", "").split(";")[0].strip().lower() != _JSON:
            return _refused(BadInput(_("Please send a short JSON object.")), 415)
        return await endpoint(request)

    return _guarded(path, guarded, "posts", ["POST"])


def reads(path: str, endpoint: Callable[[Request], Response]) -> Route:
    """A route that hands out a file: to pages of ours and to whoever opens it, not to be built into other sites."""

    async def guarded(request: Request) -> Response:
        if not is_own_reader(request):
            return _refused(NotThere(), 404)
        return await run_in_threadpool(endpoint, request)

    return _guarded(path, guarded, "reads", ["GET"])


def arrives(path: str, endpoint: Ask) -> Route:
    """A route that another site sends a browser to, as a page of its own: what it may bring, the endpoint checks."""

    async def guarded(request: Request) -> Response:
        if not is_own_reader(request):
            return _refused(NotThere(), 404)
        return await endpoint(request)

    return _guarded(path, guarded, "arrives", ["GET"])


def anyone(path: str, endpoint: Callable[[Request], Response]) -> Route:
    """A route that tells everyone the same and nothing of anybody."""

    async def guarded(request: Request) -> Response:
        return await run_in_threadpool(endpoint, request)

    return _guarded(path, guarded, "anyone", ["GET"])


def _guarded(path: str, endpoint: Any, rule: str, methods: list[str]) -> Route:
    async def unkept(request: Request) -> Response:
        response: Response = await endpoint(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    unkept.rule = rule  # type: ignore[attr-defined]
    return Route(path, unkept, methods=methods)


def _has_body(request: Request) -> bool:
    return request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers


def _refused(error: SotecinError, status: int) -> Response:
    return JSONResponse({"ok": False, "error": error.name, "message": str(error)}, status_code=status)

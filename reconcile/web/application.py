"""Every address of the review page, and what answers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from reconcile.decisions.decision_store import StoreRefused
from reconcile.web import deciding, handing_out, showing, starting
from reconcile.web.answers import page, refusal, system_refusal
from reconcile.web.desk_state import DeskState, NotOpen
from reconcile.web.guards import Guards
from reconcile.web.page_templates import HERE
from reconcile.words.messages import page_word

Endpoint = Callable[[Request], Response]


def application(desk: DeskState, hosts: Iterable[str]) -> ASGIApp:
    """The server's application; what it started has ended when it has."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            desk.dossiers.close()

    routes = [
        *starting.routes(desk),
        *showing.routes(desk),
        *deciding.routes(desk),
        *handing_out.routes(desk),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    made = Starlette(routes=routes, lifespan=lifespan, exception_handlers=_handlers(desk.lang))
    return Guards(made, hosts, desk.token)


def _handlers(lang: str) -> dict[int | type[Exception], Callable[[Request, Exception], Response]]:
    def told(request: Request, key: str, status: int, **values: object) -> Response:
        if request.headers.get("sec-fetch-mode") == "navigate":
            return page(lang, "problem.html", status, problem=page_word(key, lang, **values))
        return refusal(lang, key, status, **values)

    def not_open(request: Request, _: Exception) -> Response:
        return told(request, "problem-not-open", 404)

    def unexpected(request: Request, error: Exception) -> Response:
        return told(request, "problem-unexpected", 500, what=type(error).__name__)

    def system(_: Request, error: Exception) -> Response:
        assert isinstance(error, OSError)
        return system_refusal(lang, error)

    def store(request: Request, error: Exception) -> Response:
        assert isinstance(error, StoreRefused)
        status = 507 if error.problem == "full" else 503
        return told(request, f"store-{error.problem}", status, path="", detail=error.detail)

    return {NotOpen: not_open, StoreRefused: store, OSError: system, Exception: unexpected}

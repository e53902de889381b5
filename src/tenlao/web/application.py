"""The application as servers know it (ASGI): its routes, behind the guard."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, Router

from tenlao.web.api import Api
from tenlao.web.guard import Guard
from tenlao.web.metrics import Metrics
from tenlao.web.names import Names
from tenlao.web.openapi import openapi
from tenlao.web.pages import FRAMED, Pages
from tenlao.web.problems import Problem
from tenlao.web.reconciliation import AT, DRAFT, Reconciliation
from tenlao.web.work import Work

if TYPE_CHECKING:
    from starlette.requests import Request

    from tenlao.web.settings import Settings

__all__ = ["application"]

_OPENAPI = "/api/v1/openapi.json"


def application(settings: Settings, names: Names | None = None, metrics: Metrics | None = None) -> Guard:
    """Return the application; processes that are forked afterwards share its table and its metrics."""
    # What a form cannot be read for is told to who sent it; what is in it stands in no log.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    names = Names(settings.table) if names is None else names
    metrics = Metrics() if metrics is None else metrics
    work = Work(settings.limits, metrics)
    api = Api(names, work, settings.limits)
    reconciliation = Reconciliation(names, work, settings)
    pages = Pages(names, work, settings)
    routes = [
        *api.routes(),
        *reconciliation.routes(),
        *pages.routes(),
        *_routes_of_service(names, metrics, settings),
    ]
    metrics.know([route.path for route in routes])

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        if not names.is_ready:
            names.warm()
        pages.warm()
        yield
        work.close()

    return Guard(
        Router(routes, redirect_slashes=False, lifespan=lifespan),
        settings,
        metrics,
        keyed=("/api/", "/metrics", "/page/", AT),
        keyless=FRAMED,
        tell=[_OPENAPI, AT, DRAFT],
        framed=FRAMED,
        shown=pages.problem,
        routes={route.endpoint: route.path for route in routes},
    )


def _routes_of_service(names: Names, metrics: Metrics, settings: Settings) -> list[Route]:
    """Return the routes by which a server tells of itself."""
    described = openapi(settings)

    async def healthz(request: Request) -> Response:
        """Answer as long as the process does."""
        return PlainTextResponse("alive\n")

    async def readyz(request: Request) -> Response:
        """Answer once the table is read."""
        if not names.is_ready:
            raise Problem("busy", "the table is being read", {"Retry-After": "1"})
        return PlainTextResponse("ready\n")

    async def counts(request: Request) -> Response:
        """Answer with counts for Prometheus."""
        return PlainTextResponse(metrics.text(), media_type="text/plain; version=0.0.4")

    async def description(request: Request) -> Response:
        """Answer with the description of the interface."""
        return JSONResponse(described)

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", counts),
        Route(_OPENAPI, description),
    ]

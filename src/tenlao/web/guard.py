"""What every request and every answer passes: who may ask, and what a browser may do with what it gets."""

from __future__ import annotations

import logging
import re
import time
import traceback
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request

from tenlao.base.errors import TenlaoError
from tenlao.web.problems import MEDIA_TYPE, Problem, not_usable, of_status

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from tenlao.web.metrics import Metrics
    from tenlao.web.settings import Settings

__all__ = ["CONTENT_POLICY", "ClientGoneError", "Guard"]

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {framed_by}"
)
"""What a page may load and do: only what comes from this server."""
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REQUEST_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_GONE = 499

log = logging.getLogger("tenlao.web")


class Guard:
    """Lets in who may ask, and makes answers safe for browsers, with a problem document for all that goes wrong.

    `keyed` are the beginnings of the paths that need a key, if there are keys, but for those in `keyless`, and those
    that only `tell` of the service while nothing is asked of them. `framed` are the beginnings of the paths of pages
    that other origins may show in a frame, if they may ask at all. `shown` makes a page of a problem.
    """

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        metrics: Metrics,
        *,
        keyed: tuple[str, ...] = (),
        keyless: Iterable[str] = (),
        tell: Iterable[str] = (),
        framed: tuple[str, ...] = (),
        routes: Mapping[object, str] | None = None,
        shown: Callable[[Request, Problem, str], ASGIApp] | None = None,
    ) -> None:
        self._app, self._settings, self._metrics = app, settings, metrics
        self._keyed, self._keyless, self._tell, self._framed = (
            keyed,
            frozenset(keyless),
            frozenset(tell),
            framed,
        )
        self._routes, self._shown = dict(routes or {}), shown
        self._open: Counter[str] = Counter()
        origins = " ".join(sorted(settings.origins))
        self._policy = CONTENT_POLICY.format(framed_by="'none'")
        self._framed_policy = CONTENT_POLICY.format(framed_by=f"'self' {origins}".strip())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; see the ASGI specification."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = id
        scope["app"] = self  # so that routes raise what is wrong, and do not answer themselves
        sent = _Sent(send, self._own_headers(scope, headers, id))
        client = scope["client"][0] if scope.get("client") else ""
        begun = time.perf_counter()
        self._open[client] += 1
        self._metrics.change("open_requests", 1)
        try:
            await self._answer(scope, receive, sent, headers, client)
        except ClientGoneError:
            sent.status = _GONE
        except Exception as error:
            problem = _problem_of(error, id)
            if not sent.begun:
                await self._answer_problem(problem, id, scope, receive, sent)
            elif problem.status >= 500:
                raise  # the server breaks the connection, so that nobody takes half an answer for a whole one
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]
            self._metrics.change("open_requests", -1)
            route = self._routes.get(scope.get("endpoint"), "other")
            self._metrics.count(route, sent.status, time.perf_counter() - begun)

    async def _answer_problem(
        self, problem: Problem, id: str, scope: Scope, receive: Receive, sent: _Sent
    ) -> None:
        """Answer with a problem document, or with a page if a browser asks for one."""
        wants_page = "text/html" in Headers(scope=scope).get("accept", "")
        is_page = scope["method"] in _SAFE_METHODS and not scope["path"].startswith(self._keyed)
        if self._shown is not None and wants_page and is_page and problem.name != "wrong-host":
            await self._shown(Request(scope), problem, id)(scope, receive, sent)
        else:
            await _send_problem(sent, problem, id, scope)

    async def _answer(
        self, scope: Scope, receive: Receive, sent: _Sent, headers: Headers, client: str
    ) -> None:
        self._check_host(headers)
        origin = headers.get("origin")
        if origin is not None and self._is_preflight(scope, headers, origin):
            await sent({"type": "http.response.start", "status": 204, "headers": []})
            await sent({"type": "http.response.body", "body": b""})
            return
        self._check_origin(scope, headers, origin)
        self._check_key(scope, headers)
        if self._open[client] > self._settings.limits.of_one_client:
            message = f"{self._open[client] - 1} requests of yours are open; wait for some of them"
            raise Problem("too-many", message, {"Retry-After": "1"})
        await self._app(scope, receive, sent)

    def _check_host(self, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._settings.answers_to(hosts[0]):
            message = (
                "the Host header is none of the names of this server; add it where the server is started"
            )
            raise Problem("wrong-host", message)

    def _check_origin(self, scope: Scope, headers: Headers, origin: str | None) -> None:
        if scope["method"] in _SAFE_METHODS or _is_own(headers, origin):
            return
        if origin is None:
            if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
                return
        elif origin.casefold() in self._settings.origins:
            return
        message = "pages of another origin may not ask; allow the origin where the server is started"
        raise Problem("other-origin", message)

    def _is_preflight(self, scope: Scope, headers: Headers, origin: str) -> bool:
        """Tell whether a browser asks beforehand whether a page that may ask may ask so."""
        return (
            scope["method"] == "OPTIONS"
            and "access-control-request-method" in headers
            and origin.casefold() in self._settings.origins
        )

    def _check_key(self, scope: Scope, headers: Headers) -> None:
        path = scope["path"]
        if not self._settings.keys or not path.startswith(self._keyed) or path in self._keyless:
            return
        if path in self._tell and scope["method"] in _SAFE_METHODS and not scope["query_string"]:
            return
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        key = headers.get("x-api-key", bearer.strip() if scheme.casefold() == "bearer" else "")
        if not self._settings.lets_in(key):
            message = "send a key that the server knows as Authorization: Bearer KEY or X-API-Key: KEY"
            raise Problem("key-needed", message, {"WWW-Authenticate": 'Bearer realm="tenlao"'})

    def _own_headers(self, scope: Scope, headers: Headers, id: str) -> dict[str, str]:
        is_framed = scope["path"].startswith(self._framed) if self._framed else False
        own = {
            **_ALWAYS,
            "x-request-id": id,
            "content-security-policy": self._framed_policy if is_framed else self._policy,
            "cross-origin-resource-policy": "cross-origin" if is_framed else "same-origin",
        }
        if not is_framed:
            own["x-frame-options"] = "DENY"
        if self._settings.origins:
            own["vary"] = "Origin"
            origin = headers.get("origin", "")
            if origin.casefold() in self._settings.origins:
                own |= {
                    "access-control-allow-origin": origin,
                    "access-control-allow-methods": "GET, POST",
                    "access-control-allow-headers": "Authorization, Content-Type, X-API-Key, X-Request-Id",
                    "access-control-expose-headers": "X-Request-Id, Retry-After",
                    "access-control-max-age": "600",
                    "cross-origin-resource-policy": "cross-origin",
                }
        return own


def _is_own(headers: Headers, origin: str | None) -> bool:
    """Tell whether an origin is that of the server's own pages, whatever proxy speaks HTTPS for it."""
    return origin is not None and origin.partition("://")[2] == headers.get("host")


class ClientGoneError(Exception):
    """Whoever asked has hung up."""


class _Sent:
    """What sends an answer, with the headers that all have; remembers the status, and whether it is begun."""

    def __init__(self, send: Send, headers: Mapping[str, str]) -> None:
        self._send, self._headers = send, headers
        self.begun = False
        self.status = _GONE

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun, self.status = True, message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                if name == "vary" and "vary" in headers:
                    headers["vary"] = f"{headers['vary']}, {value}"
                else:
                    headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await self._send(message)


def _problem_of(error: Exception, id: str) -> Problem:
    """Return the problem that an exception is; of a mistake of the program, only its place is written down."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, TenlaoError):
        return not_usable(error)
    if isinstance(error, HTTPException):
        return of_status(error.status_code, error.detail, error.headers)
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    log.error("request %s: %s in %s", id, type(error).__name__, places)  # no word of what was asked
    return Problem("broken", "a mistake of the program; please report it, with the id of the request")


async def _send_problem(sent: _Sent, problem: Problem, id: str, scope: Scope) -> None:
    body = problem.document(id)
    headers = {"content-type": MEDIA_TYPE, "content-length": str(len(body)), **problem.headers}
    if problem.status in (408, 413):
        headers["connection"] = "close"  # what is still to come of the body is not waited for
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await sent({"type": "http.response.start", "status": problem.status, "headers": raw})
    await sent({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

"""Connections: one that says nothing is closed in time, and gives way when there is no room for others."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tenlao.web.problems import MEDIA_TYPE, Problem

if TYPE_CHECKING:
    from tenlao.web.metrics import Metrics
    from tenlao.web.settings import Limits

__all__ = ["MOST_BEFORE", "MOST_WAITING", "protocol_of"]

MOST_BEFORE = 64 << 10
"""Bytes before something comes of them: the head of a request, which of browsers has some 2000, what stands between
the chunks of its body, or trailers after it. When there are more, no more is read."""
MOST_WAITING = 64
"""Requests that may wait on a connection for the answers to those before them; browsers send one at a time."""


def protocol_of(limits: Limits, metrics: Metrics, most: int) -> type[HttpToolsProtocol]:
    """Return the protocol of a server that keeps `most` connections open."""
    silent: dict[HttpToolsProtocol, None] = {}

    class Connection(HttpToolsProtocol):
        """A connection, silent until the head of a request has come."""

        _before = 0
        _end: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            metrics.change("open_connections", 1)
            self._wait()
            if len(self.connections) > most and silent:
                longest = next(iter(silent))
                del silent[longest]  # it is lost later, and another gives way to the next
                longest.transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            self._heard()
            metrics.change("open_connections", -1)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            self._before += len(data)
            if self._before > MOST_BEFORE + len(data):
                self.send_400_response("too much comes before the body, in it, or after it")
            else:
                super().data_received(data)

        def on_headers_complete(self) -> None:
            self._heard()
            super().on_headers_complete()
            if len(self.pipeline) > MOST_WAITING:
                raise ValueError("too many requests wait")  # so the connection is closed, as on other errors

        def on_body(self, body: bytes) -> None:
            self._before = 0
            super().on_body(body)

        def on_message_complete(self) -> None:
            self._before = 0
            super().on_message_complete()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if not self.transport.is_closing() and not self.pipeline:
                self._wait()

        def send_400_response(self, msg: str) -> None:
            body = Problem("bad-request", f"this is no HTTP/1.1 as it is read here: {msg}").document("unread")
            head = (
                f"HTTP/1.1 400 Bad Request\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
                "x-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
            )
            self.transport.write(head.encode() + body)
            self.transport.close()

        def _wait(self) -> None:
            self._heard()
            silent[self] = None
            self._end = self.loop.call_later(limits.silence, self.transport.close)

        def _heard(self) -> None:
            self._before = 0
            silent.pop(self, None)
            if self._end is not None:
                self._end.cancel()
                self._end = None

    return Connection

"""A socket at which an application is reached, and the loop that answers there: its connections, and its end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import uvicorn

from tenlao.web.connections import protocol_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from tenlao.web.metrics import Metrics
    from tenlao.web.settings import Limits

__all__ = ["bound", "run"]

# Connections that wait to be let in, and how many are let in at once; files that a process has open besides: its own,
# and connections let in before silent ones have gone.
_BACKLOG, _OTHER_FILES = 64, 224
_LAST_MOMENT = 0.1  # seconds in which what was accepted is begun


def bound(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Return a socket that is bound to an address.

    Raises:
        OSError: nothing can be bound there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        server = socket.create_server((host, port), family=family, backlog=_BACKLOG, reuse_port=shared)
    except (TypeError, UnicodeError) as error:
        raise OSError("no host is called so") from error
    # The body of an answer does not wait until its head has come.
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return server


def run(app: ASGIApp, limits: Limits, metrics: Metrics, where: socket.socket) -> None:
    """Let an application answer whoever connects to a socket, until Ctrl-C or SIGTERM.

    Requests that are being answered are finished.
    """
    most = min(limits.connections, _most_open_files() - _OTHER_FILES)
    config = uvicorn.Config(
        app,
        http=protocol_of(limits, metrics, most),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=int(limits.seconds) + 5,
    )
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config).run([where])


def _most_open_files() -> int:
    """Let this process open as many files as it may, and return how many that is."""
    try:
        import resource
    except ImportError:  # on Windows
        return 1 << 14
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 1 << 16 if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return 1 << 16 if soft == resource.RLIM_INFINITY else soft


class _Server(uvicorn.Server):
    """A server that ends where it is told to, as if it had never been told."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See `uvicorn.Server.shutdown`; who was let in at the last moment is answered, too."""
        for server in self.servers:
            server.close()
        await asyncio.sleep(_LAST_MOMENT)
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """See `uvicorn.Server.capture_signals`; the signals are not raised anew afterwards.

        Whoever hangs up before he is answered ends his connection alone: the signal for that, which ends commands
        that print, is ignored.
        """
        handlers: dict[signal.Signals, Any] = dict.fromkeys((signal.SIGINT, signal.SIGTERM), self.handle_exit)
        if hasattr(signal, "SIGPIPE"):
            handlers[signal.SIGPIPE] = signal.SIG_IGN
        before = {sig: signal.signal(sig, handler) for sig, handler in handlers.items()}
        try:
            yield
        finally:
            for sig, handler in before.items():
                signal.signal(sig, handler)

"""A server of the application: its sockets and its processes."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import NoReturn

from tenlao.base.errors import TenlaoError
from tenlao.web.application import application
from tenlao.web.guard import Guard
from tenlao.web.listening import bound, run
from tenlao.web.metrics import Metrics
from tenlao.web.names import Names
from tenlao.web.settings import Settings, is_local

__all__ = ["USUAL_PORT", "serve"]

USUAL_PORT = 8642

_SOON = 1.0  # seconds in which a process that ends has not worked at all


def serve(
    settings: Settings, host: str, port: int | None, workers: int, started: Callable[[str, bool], None]
) -> None:
    """Serve until Ctrl-C or SIGTERM; requests that are being answered are finished.

    Without a port it is `USUAL_PORT`, or a free one if that is taken. `started` is called with the address and
    whether the port is another than the usual one. With several `workers`, so many processes share the table in
    memory.

    Raises:
        TenlaoError: the table cannot be used, or nothing can be bound there.
    """
    if not is_local(host):
        settings = replace(settings, any_address=True, hosts=settings.hosts | {host.casefold()})
    workers = workers if hasattr(os, "fork") else 1
    names = Names(settings.table)
    sockets = _sockets(host, port, workers)
    names.warm()
    metrics = Metrics(workers)
    guard = application(settings, names, metrics)
    used = sockets[0].getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    started(f"http://{shown}:{used}/", port is None and used != USUAL_PORT)
    if workers == 1:
        run(guard, settings.limits, metrics, sockets[0])
    else:
        _Processes(lambda number: _work(number, guard, settings, metrics, sockets), workers).run()


def _sockets(host: str, port: int | None, workers: int) -> list[socket.socket]:
    """Return a socket for each process, all bound to one address: the kernel then shares out who connects."""
    try:
        first = bound(host, USUAL_PORT if port is None else port)
    except OSError:
        if port is not None:
            raise
        first = bound(host, 0)
    if workers == 1:
        return [first]
    number = first.getsockname()[1]
    if not hasattr(socket, "SO_REUSEPORT"):
        return [first] * workers
    first.close()
    return [bound(host, number, shared=True) for _ in range(workers)]


def _work(
    number: int, guard: Guard, settings: Settings, metrics: Metrics, sockets: list[socket.socket]
) -> None:
    metrics.take_part(number)
    for other in sockets:
        if other is not sockets[number]:
            other.close()
    run(guard, settings.limits, metrics, sockets[number])


class _Processes:
    """Processes that do the same work; one that ends untimely is made anew."""

    def __init__(self, work: Callable[[int], None], count: int) -> None:
        self._work, self._count = work, count
        self._running: dict[int, tuple[int, float]] = {}
        self._stopping = False
        self._lifeline = os.pipe()

    def run(self) -> None:
        """Run them until a signal ends them.

        Raises:
            TenlaoError: they end as soon as they begin.
        """
        gc.collect()
        gc.freeze()  # what is there already is not looked through, nor copied, by each process
        for sig in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sig, self._stop)
        for number in range(self._count):
            self._start(number)
        too_soon = 0
        while self._running:
            try:
                ended, _ = os.wait()
            except InterruptedError:
                continue
            number, begun = self._running.pop(ended)
            if self._stopping:
                continue
            too_soon = too_soon + 1 if time.monotonic() - begun < _SOON else 0
            if too_soon > self._count:
                self._stop(signal.SIGTERM, None)
                raise TenlaoError("the processes end as soon as they begin")
            self._start(number)

    def _start(self, number: int) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if process:
            self._running[process] = (number, time.monotonic())
            if self._stopping:  # the signal came in between
                os.kill(process, signal.SIGTERM)
            return
        self._be(number)

    def _be(self, number: int) -> NoReturn:
        """Be one of the processes; it ends with its parent."""
        status = 1
        try:
            for sig in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sig, signal.SIG_DFL)
            os.close(self._lifeline[1])
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            self._work(number)
            status = 0
        finally:
            os._exit(status)

    def _end_with_parent(self) -> None:
        os.read(self._lifeline[0], 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _stop(self, sig: int, frame: FrameType | None) -> None:
        self._stopping = True
        for process in self._running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)

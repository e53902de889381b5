"""Work on texts, beside the loop that answers: so much at once, so long, and not for those who are gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeVar

from tenlao.base.stopping import Stoppable
from tenlao.web.guard import ClientGoneError
from tenlao.web.metrics import Metrics
from tenlao.web.problems import Problem
from tenlao.web.settings import Limits

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Work"]

T = TypeVar("T")


class Work:
    """Threads that work on texts.

    Who comes when `Limits.waiting` others wait already is sent away; work that takes longer than `Limits.seconds`,
    or whose client hangs up, is stopped where it is.
    """

    def __init__(self, limits: Limits, metrics: Metrics) -> None:
        self._limits, self._metrics = limits, metrics
        self._threads: ThreadPoolExecutor | None = None
        self._open = 0

    async def do_for(self, request: Request, work: Callable[[], T]) -> T:
        """Do some work for a request whose body has been read; see `do`. It is stopped when the client hangs up.

        Raises:
            Problem: there is too much work already, or this takes too long.
            ClientGoneError: the client has hung up.
        """
        return await self.do(work, _hung_up(request))

    async def do(self, work: Callable[[], T], gone: Awaitable[object] | None = None) -> T:
        """Do some work, and return what comes of it; it is stopped when `gone` comes about.

        Raises:
            Problem: there is too much work already, or this takes too long.
            ClientGoneError: `gone` has come about.
        """
        if self._open >= self._limits.at_once + self._limits.waiting:
            raise Problem(
                "busy", "enough others wait already; ask again in some seconds", {"Retry-After": "2"}
            )
        if self._threads is None:  # made in the process that uses them
            self._threads = ThreadPoolExecutor(self._limits.at_once, thread_name_prefix="work")
        task = Stoppable(work)
        self._change(1)
        done = asyncio.wrap_future(self._threads.submit(copy_context().run, task))
        done.add_done_callback(self._ended)
        hung_up = None if gone is None else asyncio.ensure_future(gone)
        waited_for: set[asyncio.Future[Any]] = {done} if hung_up is None else {done, hung_up}
        try:
            await asyncio.wait(waited_for, timeout=self._limits.seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            is_gone = hung_up is not None and hung_up.done()
            if hung_up is not None:
                hung_up.cancel()
            if not done.done():
                task.stop()
        if done.done():
            return done.result()
        if is_gone:
            raise ClientGoneError
        limit = f"{self._limits.seconds:g}"
        message = f"it took more than {limit} seconds; give less at once, such as a part of the text"
        raise Problem("took-too-long", message, {"Retry-After": "10"})

    def _ended(self, done: asyncio.Future[T]) -> None:
        self._change(-1)
        if not done.cancelled():
            done.exception()  # nobody waits any more for work that was stopped

    def _change(self, by: int) -> None:
        self._open += by
        self._metrics.change("working", by)

    def close(self) -> None:
        """Let the threads end."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)


async def _hung_up(request: Request) -> None:
    """Wait until a client hangs up, after its body has been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass

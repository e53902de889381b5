"""Work that another thread can stop, wherever it is: nobody waits any more for what comes of it."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Stoppable", "StoppedError"]

T = TypeVar("T")


class StoppedError(BaseException):
    """The work is stopped; nothing that handles errors of the work may keep it going."""


class Stoppable(Generic[T]):
    """Work that another thread can stop, by an exception that is raised in its thread.

    >>> work = Stoppable(lambda: 1)
    >>> work()
    1
    >>> work.stop()
    >>> work()
    Traceback (most recent call last):
    tenlao.base.stopping.StoppedError
    """

    def __init__(self, work: Callable[[], T]) -> None:
        """Take work that has not begun."""
        self._work = work
        self._lock = threading.Lock()
        self._thread: int | None = None
        self._stopped = False

    def __call__(self) -> T:
        """Do the work.

        Raises:
            StoppedError: it was stopped.
        """
        with self._lock:
            if self._stopped:
                raise StoppedError
            self._thread = threading.get_ident()
        try:
            result = self._work()
        finally:
            with self._lock:
                self._thread = None
            for _ in range(3):  # what was raised in the last moment comes here, and not into other work
                pass
        return result

    def stop(self) -> None:
        """Stop the work, or do not begin it."""
        with self._lock:
            self._stopped = True
            if self._thread is not None:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(self._thread), ctypes.py_object(StoppedError)
                )

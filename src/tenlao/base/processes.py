"""Processes that work for another: how many there may be, and how each begins and ends."""

from __future__ import annotations

import gc
import os
import signal
import threading

__all__ = ["be_a_worker", "processors"]


def processors() -> int:
    """Return how many processors this process may use.

    >>> processors() > 0
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def be_a_worker() -> None:
    """Make this process one that works for its parent: it leaves interrupts to the parent, and ends with it.

    What it has from the parent is not looked through for garbage, so that the two go on sharing the memory.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing  # which takes a while to load, but where there is a parent

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""Bounds of time and memory, linear in the input and generous: past them is not slow, but out of hand."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from fuzz.oracles import broken

SECONDS, SECONDS_PER_BYTE = 5.0, 0.001
"""Processor time for one input. An article of 5000 bytes takes some hundredths of a second in each style."""
BYTES, BYTES_PER_BYTE = 200 << 20, 2000
"""Memory for one input above what was taken up before: an archive of a few bytes may unpack to 4 MB (see
`tenlao.documents.zip_surgery`), and a document needs some ten times its size, for each way in which it is read."""
_WHERE_TRACED = 3
"""How many times as long an input may take where each line that runs is told to what measures coverage."""
_HANGING = 10
"""How many times its bound an input may run until it is cut off."""

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class HangError(BaseException):
    """An input that was cut off; no handler of exceptions takes it for one of its own."""


@contextlib.contextmanager
def bounded(size: int) -> Iterator[None]:
    """Hold what is done with an input of so many bytes to the bounds."""
    slower = _WHERE_TRACED if sys.gettrace() else 1
    most = slower * (SECONDS + SECONDS_PER_BYTE * size)
    before = _peak(reset=True)
    start = time.process_time()
    try:
        with _cut_off(most * _HANGING):
            yield
    except HangError:
        raise broken("time", f"cut off after {most * _HANGING:.0f} s, {size} bytes") from None
    except MemoryError as error:
        raise broken("memory", f"none is left, {size} bytes") from error
    took = time.process_time() - start
    if took > most:
        raise broken("time", f"{took:.1f} s for {size} bytes, no more than {most:.1f} expected")
    more = _peak() - before
    if more > BYTES + BYTES_PER_BYTE * size:
        raise broken("memory", f"{more >> 20} MB for {size} bytes")


@contextlib.contextmanager
def _cut_off(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def cut(signal_: int, frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, cut)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _peak(*, reset: bool = False) -> int:
    """The most memory that this process took up since it was last reset, where Linux tells; else nothing."""
    try:
        if reset:
            _CLEAR.write_text("5")
        status = _STATUS.read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) * 1024

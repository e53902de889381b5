"""Talking with a program that has started this one, on standard input and output."""

from __future__ import annotations

import signal
import sys
from typing import BinaryIO

from tenlao.base.errors import TenlaoError

__all__ = ["what_is_said"]


def what_is_said() -> BinaryIO:
    """Return the stream on which the other program speaks.

    Ctrl-C ends this process at once: by an exception, it would first wait for what is said next. Nothing is written
    to files meanwhile.

    Raises:
        TenlaoError: the stream is closed.
    """
    if not hasattr(sys.stdin, "buffer"):
        message = "is closed; let the editor or assistant that is to talk with it start this"
        raise TenlaoError(message, "standard input")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return sys.stdin.buffer

"""Standard output: bytes as they are for programs, and for a terminal a text that gives it no orders."""

from __future__ import annotations

import codecs
import io
import sys
from typing import Any, BinaryIO, cast

from tenlao.base.characters import visible

__all__ = ["standard_output"]


def standard_output() -> BinaryIO:
    """Return the stream to which documents are printed.

    On a terminal, what that would obey, such as an escape sequence in a text of somebody else, is written out.
    Elsewhere all bytes stay as they are.
    """
    if sys.stdout.isatty():
        return cast("BinaryIO", _Terminal())
    return sys.stdout.buffer


class _Terminal(io.RawIOBase):
    """A stream of UTF-8 that is shown on a terminal, line by line."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        given = bytes(content)
        lines = self._decoder.decode(given).split("\n")
        sys.stdout.write("\n".join(visible(line.removesuffix("\r")) for line in lines))
        return len(given)

    def flush(self) -> None:
        sys.stdout.flush()

"""Text files: read as they are, and replaced only whole, by a change that is proven to be undoable."""

from __future__ import annotations

import codecs
import contextlib
import os
import secrets
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tenlao.edit import Edit, apply_edits, invert
from tenlao.errors import TenlaoError

__all__ = ["STANDARD_STREAM", "read_text", "rewrite", "write_file"]

STANDARD_STREAM = "-"


def read_text(path: str) -> str:
    """Return the text of a UTF-8 file, or of standard input when the path is "-".

    The text is all that the file holds: line ends, and a byte order mark if there is one, stay in it. So
    offsets into the text are offsets into the file, and the text encoded in UTF-8 is the file again.

    >>> read_text("nowhere.txt")
    Traceback (most recent call last):
    tenlao.errors.TenlaoError: nowhere.txt: no such file or folder; check the path

    Raises:
        TenlaoError: there is no such file, it cannot be read, or it is not a text in UTF-8.
    """
    if path == STANDARD_STREAM:
        return _decoded(sys.stdin.buffer.read(), "standard input")
    with _reporting(path, "read"):
        _check_regular(path, 'pipe its content in and give "-"')
        return _decoded(Path(path).read_bytes(), path)


def rewrite(path: str, text: str, edits: Sequence[Edit]) -> None:
    """Replace the file that holds a text by the edited text, as `write_file` does; no edits, no change.

    First the edited text is proven to be the file with these edits and nothing else changed: undoing them
    must give back the bytes that are in the file.

    Raises:
        TenlaoError: the file cannot be written, or is not what it was when it was read.
    """
    if not edits:
        return
    new = apply_edits(text, edits)
    with _reporting(path, "read"):
        if apply_edits(new, invert(edits)).encode() != Path(path).read_bytes():
            raise TenlaoError("has changed since it was read, and is left as it is; try again", path)
    write_file(path, new.encode())


def write_file(path: str, content: bytes) -> None:
    """Put content into a file, which is replaced if it exists; when that fails, all stays as it was.

    The content is written to a new file beside it, flushed to the disk, and given the old file's owner and
    permissions before it takes its place. A symbolic link stays, and the file that it leads to is replaced.

    Raises:
        TenlaoError: something else than a file is there, or the file cannot be written.
    """
    target = os.path.realpath(path)
    with _reporting(path, "written"):
        old = os.stat(target) if os.path.lexists(target) else None
        if old is not None:
            _check_regular(path, "give a file, or write to standard output")
            if not os.access(target, os.W_OK):
                raise TenlaoError("is read-only, and is left as it is; make it writable first", path)
        _replace(target, content, old)


def _replace(target: str, content: bytes, old: os.stat_result | None) -> None:
    folder = os.path.dirname(target)
    beside = os.path.join(folder, f".tenlao-{secrets.token_hex(8)}.tmp")
    # A file that takes another's place is nobody else's to read before it has the other's permissions.
    mode = 0o666 if old is None else 0o600
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(beside, "wb", opener=lambda name, _: os.open(name, flags, mode)) as file:
            file.write(content)
            if old is not None:
                _copy_owner_and_permissions(old, beside)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
    # The file is in place; a folder that cannot be flushed as well is no failure.
    with contextlib.suppress(OSError):
        _flush_folder(folder)


def _flush_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_owner_and_permissions(old: os.stat_result, path: str) -> None:
    if os.name == "posix":
        with contextlib.suppress(PermissionError):
            os.chown(path, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))


def _check_regular(path: str, remedy: str) -> None:
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise TenlaoError("is a directory; give a file", path)
    if not stat.S_ISREG(mode):
        raise TenlaoError(f"is not a regular file; {remedy}", path)


@contextlib.contextmanager
def _reporting(path: str, done: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise TenlaoError("no such file or folder; check the path", path) from error
    except OSError as error:
        raise TenlaoError(f"cannot be {done}: {error.strerror or error}", path) from error


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise TenlaoError("is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8", name)
    nul = content.find(b"\0")
    if nul >= 0:
        raise TenlaoError(f"looks binary: byte {nul} is NUL; give a text file", name, _line(content, nul))
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 at byte {error.start}; convert it first, e.g. iconv -f WINDOWS-1258 -t UTF-8"
        raise TenlaoError(message, name, _line(content, error.start)) from error


def _line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1

"""Files: replaced whole or not at all, by a process that may be killed at any moment."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from typing import BinaryIO

from tenlao.base.errors import TenlaoError

__all__ = ["STANDARD_STREAM", "append_line", "read_file", "replace_file", "write_file"]

STANDARD_STREAM = "-"


def write_file(path: str, content: bytes) -> None:
    """Put content into a file, which is replaced if it exists; when that fails, all stays as it was.

    The content is written to a new file beside it, flushed to the disk, and given the old file's owner,
    permissions and extended attributes before it takes its place. A symbolic link stays, and the file that it
    leads to is replaced.

    Raises:
        TenlaoError: something else than a file is there, or the file cannot be written.
    """
    target = os.path.realpath(path)
    with _reporting(path, "written"):
        exists = os.path.lexists(target)
        if exists:
            _check_replaceable(path, target)
        _replace(target, content, like=target if exists else None)


def read_file(path: str) -> bytes:
    """Return what a file holds.

    >>> read_file("nowhere.txt")
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: nowhere.txt: no such file or folder; check the path

    Raises:
        TenlaoError: there is no such file, or it cannot be read.
    """
    with _reporting(path, "read"), open(path, "rb") as file:
        return file.read()


def replace_file(path: str, old: bytes, new: bytes, backup: str = "") -> None:
    """Replace a file that holds one content by another, as `write_file` does.

    With a backup, the old file is first copied to one whose name has this suffix, with its times and all.

    Raises:
        TenlaoError: the file holds something else by now, or it or the copy cannot be written.
    """
    if read_file(path) != old:
        raise TenlaoError("has changed since it was read, and is left as it is; try again", path)
    target = os.path.realpath(path)
    if backup:
        with _reporting(path + backup, "written"):
            if os.path.lexists(target + backup):
                _check_replaceable(path + backup, target + backup)
            _replace(target + backup, old, like=target, is_copy=True)
    write_file(path, new)


def append_line(path: str, line: bytes) -> None:
    """Add a line to the end of a file, and flush it to the disk; a last line without an end is cut off first.

    Such a line is one that somebody was killed in the middle of writing.

    Raises:
        TenlaoError: the file cannot be written.
    """
    with _reporting(path, "written"):
        is_new = not os.path.lexists(path)
        if not is_new:
            _check_replaceable(path, path)
        with open(path, "a+b") as file:
            file.truncate(_end_of_lines(file))
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _flush_folder(os.path.dirname(os.path.abspath(path)))


def _end_of_lines(file: BinaryIO) -> int:
    """Return where the last line that has an end ends."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 1))
    if file.read(1) in (b"", b"\n"):
        return size
    file.seek(0)
    return file.read().rfind(b"\n") + 1


def _check_replaceable(path: str, target: str) -> None:
    mode = os.stat(target).st_mode
    if stat.S_ISDIR(mode):
        raise TenlaoError("is a directory; give a file", path)
    if not stat.S_ISREG(mode):
        raise TenlaoError("is not a regular file; give a file, or write to standard output", path)
    if not os.access(target, os.W_OK):
        raise TenlaoError("is read-only, and is left as it is; make it writable first", path)


def _replace(target: str, content: bytes, like: str | None, is_copy: bool = False) -> None:
    """Put content into a file; it gets the owner and so on of the file that it is like, a copy also its times."""
    folder = os.path.dirname(target)
    beside = os.path.join(folder, f".tenlao-{secrets.token_hex(8)}.tmp")
    # A file that takes another's place is nobody else's to read before it has the other's permissions.
    mode = 0o666 if like is None else 0o600
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(beside, "wb", opener=lambda name, _: os.open(name, flags, mode)) as file:
            file.write(content)
            file.flush()
            if like is not None:
                _copy_attributes(like, beside)
                if not is_copy:
                    os.utime(beside)
            os.fsync(file.fileno())
        os.replace(beside, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
    _flush_folder(folder)


def _copy_attributes(like: str, path: str) -> None:
    if os.name == "posix":
        owner = os.stat(like)
        with contextlib.suppress(PermissionError):
            os.chown(path, owner.st_uid, owner.st_gid)
    shutil.copystat(like, path)


def _flush_folder(folder: str) -> None:
    # The file is in place by now; a folder that cannot be flushed as well is no failure.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _reporting(path: str, done: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise TenlaoError("no such file or folder; check the path", path) from error
    except OSError as error:
        raise TenlaoError(f"cannot be {done}: {error.strerror or error}", path) from error

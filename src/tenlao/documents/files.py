"""Files: replaced whole or not at all, by a process that may be killed at any moment.

The new content is written beside the file, and takes its place when it is on the disk. What a killed process leaves
beside a file is thrown away when the file is next written: its name is told by that of the file, and it is locked for
as long as somebody writes it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO

from tenlao.base.digests import blake2b
from tenlao.base.errors import TenlaoError, reason
from tenlao.base.resources import content_of, is_there, regular_file

__all__ = [
    "LARGEST_FILE",
    "STANDARD_STREAM",
    "alone_at",
    "append_line",
    "called",
    "clear_leftover",
    "pieces_of",
    "read_file",
    "read_standard_input",
    "replace_file",
    "write_file",
]

STANDARD_STREAM = "-"
_ACCESS_LIST = "system.posix_acl_access"  # who else than owner and group may use a file, on Linux

LARGEST_FILE = 256 << 20
"""Files with more bytes are refused: a document needs some ten times as much memory, and no article is so long."""


def write_file(path: str, content: bytes | Callable[[BinaryIO], object]) -> None:
    """Put content into a file, which is replaced if it exists; when that fails, all stays as it was.

    The content may be a function that writes it.
    The content is written to a new file beside it, flushed to the disk, and given the old file's owner,
    permissions and extended attributes before it takes its place. A symbolic link stays, and the file that it
    leads to is replaced. A file is refused where something of it would be lost: an owner that cannot be kept, or
    other names, under which the old content would stay.

    Raises:
        TenlaoError: something else than a file is there, or the file cannot be written.
    """
    with _reporting(path, "written"):
        target = _followed(path)
        exists = is_there(target)
        if exists:
            _check_replaceable(path, target)
        _replace(path, target, content, like=target if exists else None)


def read_file(path: str, most: int = LARGEST_FILE) -> bytes:
    """Return what a file holds.

    >>> read_file("nowhere.txt")
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: nowhere.txt: no such file or folder; check the path

    Raises:
        TenlaoError: there is no such file, or it cannot be read, is no regular file, or has more bytes than `most`.
    """
    with _reporting(path, "read"):
        return content_of(path, most)


def read_standard_input(most: int = LARGEST_FILE) -> bytes:
    """Return what is on standard input.

    Raises:
        TenlaoError: it is closed, or has more bytes than `most`.
    """
    with _reporting(called(STANDARD_STREAM), "read"):
        content = _standard_input().read(most + 1)
    if len(content) > most:
        raise TenlaoError(f"is larger than {most >> 20} MB; split it", called(STANDARD_STREAM))
    return content


def called(path: str) -> str:
    """Return what a file is called in messages.

    >>> called("-"), called("a.txt")
    ('standard input', 'a.txt')
    """
    return "standard input" if path == STANDARD_STREAM else path


def _standard_input() -> BinaryIO:
    if not hasattr(sys.stdin, "buffer"):
        raise TenlaoError("is closed; pipe a text in, or give a file", called(STANDARD_STREAM))
    return sys.stdin.buffer


def pieces_of(path: str, size: int = 1 << 20) -> Iterator[bytes]:
    """Give what a file holds, or standard input when the path is "-", in pieces of a size (bytes).

    Raises:
        TenlaoError: there is no such file, or it cannot be read, or is no regular file.
    """
    if path == STANDARD_STREAM:
        with _reporting(called(path), "read"):
            stream = _standard_input()
            yield from iter(lambda: stream.read(size), b"")
        return
    with _reporting(path, "read"), regular_file(path) as stream:
        yield from iter(lambda: stream.read(size), b"")


def replace_file(path: str, old: bytes, new: bytes, backup: str = "") -> None:
    """Replace a file that holds one content by another, as `write_file` does.

    With a backup, the old file is first copied to one whose name has this suffix, with its times and all. Two
    processes that replace the same content do so one after the other, so the second finds that it has changed.

    Raises:
        TenlaoError: the file holds something else by now, or it or the copy cannot be written.
    """
    with alone_at(path):
        if read_file(path, max(LARGEST_FILE, len(old))) != old:
            raise TenlaoError("has changed since it was read, and is left as it is; try again", path)
        if backup:
            with _reporting(path, "written"):
                target = _followed(path)
                _check_replaceable(path, target)
            with _reporting(path + backup, "written"):
                if is_there(target + backup):
                    _check_replaceable(path + backup, target + backup)
                _replace(path + backup, target + backup, old, like=target, is_copy=True)
        write_file(path, new)


@contextlib.contextmanager
def alone_at(path: str) -> Iterator[None]:
    """Wait until no other process of ours is at a file or a folder by this, and keep others waiting.

    Where a system has no such locks (Windows, some network drives), nobody waits.
    """
    with contextlib.ExitStack() as after:
        if os.name == "posix":
            with contextlib.suppress(OSError, ValueError):  # which whoever reads it reports
                descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
                after.callback(os.close, descriptor)
                after.enter_context(_locked(descriptor))
        yield


@contextlib.contextmanager
def _locked(descriptor: int) -> Iterator[bool]:
    """Lock an open file, also after it is closed, once no other process has it locked; give whether it could be.

    Where a system knows no such locks, nobody asks for one.
    """
    with contextlib.ExitStack() as after:
        is_locked = True
        try:
            import fcntl

            lock = os.dup(descriptor)
            after.callback(os.close, lock)
            fcntl.flock(lock, fcntl.LOCK_EX)
        except ImportError:
            pass
        except OSError:
            is_locked = False
        yield is_locked


def clear_leftover(path: str) -> None:
    """Throw away what a process that was killed has left beside a file; what somebody is writing stays."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        beside = _beside(os.path.realpath(path))
        descriptor = os.open(beside, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _unlink(beside, descriptor)
        finally:
            os.close(descriptor)


def _unlink(path: str, descriptor: int) -> None:
    """Remove an open file, unless its name is another one's by now."""
    with contextlib.suppress(OSError):
        if os.path.samestat(os.stat(path), os.fstat(descriptor)):
            os.unlink(path)


def append_line(path: str, line: bytes) -> None:
    """Add a line to the end of a file, and flush it to the disk; a last line without an end is cut off first.

    Such a line is one that somebody was killed in the middle of writing.

    Raises:
        TenlaoError: the file cannot be written.
    """
    with _reporting(path, "written"):
        is_new = not is_there(path)
        if not is_new:
            _check_writable(path, path)
        with open(path, "a+b") as file, _locked(file.fileno()):
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


def _followed(path: str) -> str:
    """Return where a path leads: a link stays, and the file that it leads to is replaced."""
    target = os.path.realpath(path)
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if stat.S_ISLNK(
            os.lstat(target).st_mode
        ):  # where the system fails to say so, links are taken for files
            raise TenlaoError("is a link that cannot be followed; give the file that it leads to", path)
    return target


def _check_replaceable(path: str, target: str) -> None:
    """Check that a new file can take the place of one; `path` is what that is called in an error."""
    _check_writable(path, target)
    status = os.stat(target)
    if status.st_nlink > 1 and os.name == "posix":
        # A new file would leave the other names with the old text, and writing into this one may stop half-way.
        raise TenlaoError(
            "has other names (hard links) that would keep the old text; make it one of its own first, "
            "e.g. cp -p FILE NEW && mv NEW FILE",
            path,
        )
    if status.st_mode & (stat.S_ISUID | stat.S_ISGID):
        raise TenlaoError(
            "runs as its owner or group (setuid, setgid); take that from it first: chmod ug-s", path
        )


def _check_writable(path: str, target: str) -> None:
    mode = os.stat(target).st_mode
    if stat.S_ISDIR(mode):
        raise TenlaoError("is a directory; give a file", path)
    if not stat.S_ISREG(mode):
        raise TenlaoError("is not a regular file; give a file, or write to standard output", path)
    if not os.access(target, os.W_OK):
        raise TenlaoError("is read-only, and is left as it is; make it writable first", path)


def _replace(
    path: str,
    target: str,
    content: bytes | Callable[[BinaryIO], object],
    like: str | None,
    is_copy: bool = False,
) -> None:
    """Put content into a file; it gets the owner and so on of the file that it is like, a copy also its times."""
    folder = os.path.dirname(target)
    # A file that takes another's place is nobody else's to read before it has the other's permissions.
    mode = 0o666 if like is None else 0o600
    clear_leftover(target)
    with contextlib.ExitStack() as after:
        beside, descriptor = _made_beside(target, mode, after)
        try:
            with open(descriptor, "wb") as file:
                if isinstance(content, bytes):
                    file.write(content)
                else:
                    content(file)
                file.flush()
                if like is not None:
                    _copy_attributes(path, like, beside)
                    if not is_copy:
                        os.utime(beside)
                os.fsync(descriptor)
            os.replace(beside, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise
    _flush_folder(folder)


def _beside(target: str) -> str:
    """Return where the next content of a file is written."""
    folder, name = os.path.split(target)
    code = blake2b(os.fsencode(name), digest_size=8).hexdigest()
    return os.path.join(folder, f".tenlao-{code}.tmp")


def _made_beside(target: str, mode: int, after: contextlib.ExitStack) -> tuple[str, int]:
    """Make a new file beside another, open and locked; it has a name that nobody clears if the usual one is taken."""
    import secrets

    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    usual = _beside(target)
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(usual, flags, mode)
        if after.enter_context(_locked(descriptor)) and _has_name(descriptor):
            return usual, descriptor
        _unlink(
            usual, descriptor
        )  # others would take it for a leftover, or have done so before it was locked
        os.close(descriptor)
    beside = f"{usual.removesuffix('.tmp')}-{secrets.token_hex(8)}.tmp"
    return beside, os.open(beside, flags, mode)


def _has_name(descriptor: int) -> bool:
    try:
        return os.fstat(descriptor).st_nlink > 0
    except OSError:
        return False


def _copy_attributes(path: str, like: str, beside: str) -> None:
    import shutil

    old, new = os.stat(like), os.stat(beside)
    if os.name == "posix" and (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.chown(beside, old.st_uid, old.st_gid)
        except PermissionError as error:
            message = "belongs to another user or group, who would lose it; write to another file"
            raise TenlaoError(message, path) from error
    if hasattr(os, "listxattr"):
        _drop_inherited_permissions(like, beside)
    shutil.copystat(like, beside)


def _drop_inherited_permissions(like: str, beside: str) -> None:
    """Take from a new file what its folder gives to new files and the old one does not grant."""
    try:
        is_inherited = _ACCESS_LIST in {*os.listxattr(beside)} - {*os.listxattr(like)}
    except OSError:
        return  # no attributes of this kind here
    if is_inherited:
        os.removexattr(beside, _ACCESS_LIST)


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
    except (OSError, ValueError) as error:  # a path may have characters that no path can have
        raise TenlaoError(f"cannot be {done}: {reason(error)}", path) from error

"""Data that a program works out once and keeps in the user's cache folder, so that the next one starts at once.

What is made of the bundled data was kept when the package was built, and comes with it (`SHIPPED`).

What is kept is pieces, most of them JSON, in a file named after what it was made of and after the program that made
it. The file is written beside and renamed, so programs that start together do not disturb each other; a damaged one
counts as none; where nothing can be written, nothing is kept. Only regular files and folders of the user's own, which
nobody else may write, are trusted: others count as none, and a warning says so once. What this module imports is
quick to load.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import Any
from zlib import crc32

from tenlao.base.digests import blake2b
from tenlao.base.pieces import Pieces, packed
from tenlao.base.resources import user_folder

__all__ = [
    "SHIPPED",
    "cache_folder",
    "content_of_kept",
    "kept_lines",
    "kept_pieces",
    "line_of",
    "program_shipped",
]

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
SHIPPED = os.path.join(_PACKAGE, "data", "kept")
"""The folder with what was kept when the package was built, if it was: files named after what they were made of.

Its file `program` has what `program_shipped` was then.
"""

_MOST_FILES = 16
_LARGEST = 1 << 30  # bytes
_LONGEST_WRITE = 600  # seconds
_CHECKSUM = 4  # bytes


def kept_lines(made_of: Sequence[bytes], make: Callable[[], Iterable[Any]]) -> list[bytes]:
    """Return lines of JSON that are made of some content, or the same as kept from when they were last made of it.

    >>> [json.loads(line) for line in kept_lines([b"abc"], lambda: [["a", "b"], "c"])]
    [['a', 'b'], 'c']
    """
    return list(map(bytes, kept_pieces(made_of, lambda: map(line_of, make()))))


def kept_pieces(made_of: Sequence[bytes], make: Callable[[], Iterable[bytes]]) -> Pieces:
    """Return pieces that are made of some content, or the same as kept from when they were last made of it.

    >>> [bytes(piece) for piece in kept_pieces([b"abc", b"pieces"], lambda: [b"a", b"b"])]
    [b'a', b'b']
    """
    short = _short_name(made_of)
    pieces = _read(os.path.join(SHIPPED, f"{short}.kept"), shipped=True) if _is_shipped() else None
    if pieces is not None:
        return pieces
    folder = cache_folder()
    file = folder and os.path.join(folder, f"{_program()}-{_digest(made_of)}-{short}.kept")
    pieces = _read(file) if file else None
    if pieces is None:
        content = packed(make())
        with suppress(OSError):
            if file:
                _write(file, content)
        pieces = Pieces(content)
    return pieces


def line_of(item: Any) -> bytes:
    """Return plain data as a line of JSON.

    >>> line_of({"id": ["a", 1]})
    b'{"id":["a",1]}'
    """
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()


def cache_folder() -> str | None:
    """Return the folder for what is kept: what TENLAO_CACHE names, or the user's cache folder on this platform.

    None where the user has none: then nothing is kept.
    """
    return os.environ.get("TENLAO_CACHE") or user_folder("cache")


def content_of_kept(name: str) -> str:
    """Return the name under which what is kept in a file of the cache folder is shipped.

    >>> content_of_kept("0f21-83ad-1c.kept")
    '1c.kept'
    """
    return name.rpartition("-")[2]


def _short_name(made_of: Iterable[bytes]) -> str:
    """Return a name for some content that is quick to make: it tells the few things apart that are shipped."""
    length, checksum = 0, 0
    for content in made_of:
        length += len(content)
        checksum = crc32(content, crc32(b"%x " % len(content), checksum))
    return f"{length:08x}{checksum:08x}"


def _digest(made_of: Iterable[bytes]) -> str:
    """Return a name for some content that no other has."""
    digest = blake2b(digest_size=16)
    for content in made_of:
        digest.update(b"%x " % len(content))
        digest.update(content)
    return digest.hexdigest()


@cache
def _program() -> str:
    """Return a name for this state of the program, wherever it is: no change of code is missed.

    A format number would do as well, if nobody ever forgot to raise it.
    """
    modules = [f"{_PACKAGE}/{path} {status.st_size} {status.st_mtime_ns}" for path, status in _modules()]
    return _digest([module.encode("utf-8", "surrogateescape") for module in modules])


def program_shipped() -> bytes:
    """Return the modules in Python that make what is shipped, which are those that are loaded, each with its bytes.

    >>> b"base/cache.py " in program_shipped()
    True
    """
    loaded = {name.replace(".", "/") for name in sys.modules}
    return "".join(
        f"{path} {status.st_size}\n"
        for path, status in _modules()
        if path.endswith(".py") and f"tenlao/{path[:-3]}".removesuffix("/__init__") in loaded
    ).encode()


@cache
def _is_shipped() -> bool:
    """Whether something comes with the package that these modules have made."""
    try:
        with open(os.path.join(SHIPPED, "program"), "rb") as stream:
            modules = [line.rsplit(" ", 1) for line in stream.read().decode().splitlines()]
        return modules != [] and all(
            os.stat(f"{_PACKAGE}/{path}").st_size == int(size) for path, size in modules
        )
    except (OSError, ValueError):
        return False


def _modules() -> Iterator[tuple[str, os.stat_result]]:
    """Give the paths of all modules, from the package on, with what the system tells of each, in order."""
    modules = []
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = [name for name in folders if name != "__pycache__"]
        inside = folder[len(_PACKAGE) + 1 :].replace(os.sep, "/")
        found = (name for name in names if name.endswith((".py", ".so", ".pyd")))
        modules += [f"{inside}/{name}" if inside else name for name in found]
    return ((path, os.stat(f"{_PACKAGE}/{path}")) for path in sorted(modules))


def _read(file: str, *, shipped: bool = False) -> Pieces | None:
    """Return the pieces kept in a file, None when there is none or it is not what was written.

    What comes with the package is whoever's the package is.
    """
    # A pipe in its place is not waited for, nor is a link followed.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        with open(os.open(file, flags), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None
            if not shipped and not _is_own(status):
                _warn(file)
                return None
            content = memoryview(stream.read(min(status.st_size, _LARGEST)))
        checksum, content = content[:_CHECKSUM], content[_CHECKSUM:]
        return Pieces(content) if checksum == _checksum(content) else None
    except (OSError, ValueError):
        return None


def _is_own(status: os.stat_result) -> bool:
    """Whether a file or folder is the user's, and nobody else may write it; where there are no users, it is."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


@cache
def _warn(place: str) -> None:
    print(f"tenlao: {place} is not yours alone and is not used; see TENLAO_CACHE", file=sys.stderr)


def _checksum(content: bytes | memoryview) -> bytes:
    """What tells that content was damaged: whoever may write it could as well write another program."""
    return crc32(content).to_bytes(_CHECKSUM, "little")


def _write(file: str, content: bytes) -> None:
    """Keep content in a file, whole or not at all, and forget what was kept longest ago."""
    import secrets

    folder = os.path.dirname(file)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if not _is_own(os.stat(folder)):
        _warn(folder)
        return
    beside = f"{file}.{secrets.token_hex(8)}.tmp"
    try:
        with open(beside, "wb") as stream:
            stream.write(_checksum(content) + content)
        os.replace(beside, file)
    finally:
        with suppress(OSError):
            os.unlink(beside)
    _tidy(folder)


def _tidy(folder: str) -> None:
    """Forget what was kept longest ago, and what programs left that were killed while they wrote.

    What has other names is somebody else's: the folder may be any that `TENLAO_CACHE` names.
    """
    import re

    own = re.compile(r"[0-9a-f]{32}-[0-9a-f]{32}-[0-9a-f]{16}\.kept(?P<beside>\.[0-9a-f]{16}\.tmp)?")
    with os.scandir(folder) as entries:
        aged = sorted(
            (entry.stat(follow_symlinks=False).st_mtime, entry.path, m["beside"])
            for entry in entries
            if (m := own.fullmatch(entry.name))
        )
    kept = [path for _, path, beside in aged if not beside]
    left = [path for time_, path, beside in aged if beside and time_ < time.time() - _LONGEST_WRITE]
    for path in (*kept[:-_MOST_FILES], *left):
        with suppress(OSError):
            os.unlink(path)

"""What a server is told when it starts: whom it answers, and how much it takes on."""

from __future__ import annotations

import hmac
import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tenlao.base.errors import TenlaoError, reason
from tenlao.base.resources import content_of

__all__ = ["LOCAL_HOSTS", "Limits", "Settings", "checked_origins", "from_environment", "is_local", "keys_in"]

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which only programs on the same machine reach a server."""

_ORIGIN = re.compile(r"https?://[\w.-]+(?::\d{1,5})?|https?://\[[0-9a-fA-F:.]+\](?::\d{1,5})?")
_LEAST_KEY = 16


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken on; all of it judged, for a newsroom of some dozens of people.

    Of one request: `body` in bytes, `text` in code points, `unpacked` in bytes of the parts of a Word document,
    `names` and the length of a `name`, `entries` of one answer, and `seconds` of work on it. Of all: `at_once` are
    worked on and `waiting` wait for that in each process; `of_one_client` may be open. Connections that are silent
    for `silence` seconds are closed, and the `reading` of a request may take so many.
    """

    body: int = 16 << 20
    text: int = 400_000
    unpacked: int = 32 << 20
    names: int = 1_000
    name: int = 1_000
    entries: int = 500
    seconds: float = 20.0
    at_once: int = 2
    waiting: int = 128
    of_one_client: int = 256
    connections: int = 12_000
    silence: float = 15.0
    reading: float = 60.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Who is answered, and with which table.

    `hosts` are the names by which the server may be called, besides those of this machine; with `any_address` also
    any IP address, which no name server can redirect. `origins` are those of other pages that may ask. `keys` let
    programs and pages in; where there is none, everybody who reaches the server is let in. `table` is laid over the
    bundled one.
    """

    hosts: frozenset[str] = frozenset()
    any_address: bool = False
    origins: frozenset[str] = frozenset()
    keys: tuple[str, ...] = field(default=(), repr=False)
    table: str | None = None
    limits: Limits = Limits()

    def answers_to(self, host: str) -> bool:
        """Tell whether the server may be called so in a Host header: `name`, `name:port`, `[address]:port`.

        >>> [Settings().answers_to(host) for host in ("localhost:8000", "[::1]:8000", "evil.example", "")]
        [True, True, False, False]
        """
        match = _HOST.fullmatch(host)
        if not match:
            return False
        name = (match[1] or match[2]).casefold().rstrip(".")
        return name in LOCAL_HOSTS or name in self.hosts or (self.any_address and _is_address(name))

    def lets_in(self, key: str) -> bool:
        """Tell whether a key is one of those that let in; how long that takes tells nothing of them."""
        given = key.encode("utf-8", "surrogatepass")
        fits = [hmac.compare_digest(given, known.encode()) for known in self.keys]
        return any(fits)


_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([\w.-]{1,253}))(?::\d{1,5})?")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_local(host: str) -> bool:
    """Tell whether a server that is bound to a host is reached from its machine alone.

    >>> is_local("127.0.0.1"), is_local("0.0.0.0")
    (True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() in LOCAL_HOSTS


def checked_origins(origins: list[str]) -> frozenset[str]:
    """Return origins as browsers send them.

    >>> sorted(checked_origins(["http://127.0.0.1:3333/"]))
    ['http://127.0.0.1:3333']

    Raises:
        TenlaoError: one is no origin.
    """
    found = frozenset(origin.rstrip("/").casefold() for origin in origins)
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            message = (
                f'"{origin}" is no origin; give scheme, host and port, such as https://desk.example:3333'
            )
            raise TenlaoError(message, argument="allow-origin")
    return found


def keys_in(file: str) -> tuple[str, ...]:
    """Return the keys in a file, one a line; empty lines and lines that begin with # do not count.

    Raises:
        TenlaoError: the file cannot be read, has no key in it, or one that can be guessed.
    """
    try:
        lines = content_of(file, 1 << 20).decode("ascii").split("\n")
    except OSError as error:
        raise TenlaoError(f"cannot be read: {reason(error)}", file) from error
    except ValueError as error:
        raise TenlaoError("holds more than ASCII; give keys of letters and digits", file) from error
    stripped = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    keys = [(number, line) for number, line in stripped if line and not line.startswith("#")]
    for number, key in keys:
        if len(key) < _LEAST_KEY or not re.fullmatch(r"[!-~]+", key):
            message = f"a key has at least {_LEAST_KEY} characters and no blanks; try: openssl rand -hex 24"
            raise TenlaoError(message, file, number)
    if not keys:
        raise TenlaoError("has no key in it; try: openssl rand -hex 24", file)
    return tuple(key for _, key in keys)


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that variables give: TENLAO_WEB_HOSTS, TENLAO_WEB_ORIGINS, TENLAO_WEB_KEY_FILE.

    Hosts and origins are set apart by blanks.

    >>> from_environment({"TENLAO_WEB_HOSTS": "names.desk.example"}).answers_to("names.desk.example")
    True

    Raises:
        TenlaoError: one of them is not usable.
    """
    hosts = environment.get("TENLAO_WEB_HOSTS", "").split()
    key_file = environment.get("TENLAO_WEB_KEY_FILE")
    return Settings(
        hosts=frozenset(host.casefold() for host in hosts),
        origins=checked_origins(environment.get("TENLAO_WEB_ORIGINS", "").split()),
        keys=keys_in(key_file) if key_file else (),
    )

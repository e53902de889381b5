"""The tenlao that is asked: a server that runs, or else one that is started from the command.

A server, and not a command for each question: reading the table takes longer than a paragraph may. This module needs
nothing but Python 3.8, which LibreOffice may bring along, and nothing of LibreOffice.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

__all__ = ["RefusedError", "Service", "UnreachableError"]

USUAL = "http://127.0.0.1:8642/"
"""Where `tenlao serve` listens."""

LONGEST_ANSWER = 20.0
"""Seconds: what takes longer is not waited for."""

PAUSE = 30.0
"""Seconds after a tenlao could not be reached before it is tried again."""

_PLACES = ("~/.local/bin", "/usr/local/bin", "/opt/homebrew/bin")
# What LibreOffice sets for itself, and would lead another Python astray.
_OF_THE_OFFICE = ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH", "URE_BOOTSTRAP")


class UnreachableError(Exception):
    """No tenlao answers, and none can be started."""


class RefusedError(Exception):
    """The server says that it cannot do what it is asked for."""


class Service:
    """Asks the server at TENLAO_SERVER or at the usual address; where none is, starts TENLAO_COMMAND or `tenlao`.

    Threads may share it. A server that was started is to be stopped by `close`; one that was not, as after a crash,
    is found at the usual address the next time.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._lock = threading.Lock()
        self._address: str | None = None
        self._process: subprocess.Popen[str] | None = None
        self._not_before = 0.0

    def ask(self, what: str, asked: Mapping[str, Any], *, patient: bool = True) -> Any:
        """Return what the interface for programs answers to a question.

        Who is not `patient` is told at once that a tenlao could not be reached a moment ago.

        Raises:
            UnreachableError: there is no tenlao.
            RefusedError: it cannot do that.
        """
        with self._lock:
            if not patient and time.monotonic() < self._not_before:
                raise UnreachableError
            try:
                if self._address is None:
                    self._address = self._found()
                return _answer(self._address, what, asked)
            except (OSError, http.client.HTTPException, ValueError):
                self._address = None
                self._not_before = time.monotonic() + PAUSE
                raise UnreachableError from None

    def close(self) -> None:
        """Stop the server that was started, if one was."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(5)
            self._process = self._address = None

    def _found(self) -> str:
        """Return the address of a server that answers.

        Raises:
            OSError: there is none.
        """
        given = self._environment.get("TENLAO_SERVER")
        address = given or USUAL
        try:
            _answer(address, "entries?limit=1", None)
        except (OSError, http.client.HTTPException, ValueError):
            if given:
                raise
            return self._started()
        return address

    def _started(self) -> str:
        command = self._environment.get("TENLAO_COMMAND") or _installed()
        if command is None:
            raise FileNotFoundError("tenlao")
        if self._process is not None:
            self.close()
        self._process = subprocess.Popen(
            [command, "serve"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={name: value for name, value in self._environment.items() if name not in _OF_THE_OFFICE},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdout is not None
        address = self._process.stdout.readline().split(" ")[0].strip()
        if not address:  # it has ended, such as where the extra "web" is missing
            raise FileNotFoundError("tenlao serve")
        return address


def _installed() -> str | None:
    """Return the command as the user would call it, also where the office has another search path."""
    name = "tenlao.exe" if sys.platform == "win32" else "tenlao"
    places = os.pathsep.join(os.path.expanduser(place) for place in _PLACES)
    return shutil.which(name) or shutil.which(name, path=places)


def _answer(address: str, path: str, asked: Mapping[str, Any] | None) -> Any:
    """Return the answer of a server, without the proxies that the system may have.

    Raises:
        OSError, HTTPException, ValueError: there is no server, or something else than tenlao.
        RefusedError: it cannot do that.
    """
    place = urlsplit(address)
    path = f"{place.path.rstrip('/')}/api/v1/{path}"
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=LONGEST_ANSWER)
    try:
        if asked is None:
            connection.request("GET", path)
        else:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", path, json.dumps(asked), headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
    finally:
        connection.close()
    if response.status >= 400:
        raise RefusedError(str(answer.get("detail") or answer.get("title")))
    return answer

"""Processes of the command line, forked from one that has everything loaded, so that thousands can be killed."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import pkgutil
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tenlao

__all__ = ["Ended", "Running", "load_everything", "started"]

_ANY_TRACER = 0x59616D61  # PR_SET_PTRACER of Linux, which Yama asks for
_LONGEST = 60  # seconds until a process is said to hang


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit status, negative for a signal, and what it printed."""

    status: int
    out: str
    err: str
    hangs: bool = False

    @property
    def was_killed(self) -> bool:
        """Tell whether it was killed, but not for hanging."""
        return self.status == -signal.SIGKILL and not self.hangs


def load_everything() -> None:
    """Import all modules of tenlao, and make what its commands need of the bundled table."""
    for module in pkgutil.walk_packages(tenlao.__path__, "tenlao."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):  # of an extra that is not installed
                importlib.import_module(module.name)
    for module_name in ("secrets", "hashlib", "shutil", "difflib", "fcntl"):
        importlib.import_module(module_name)
    names = tenlao.load()
    text = "Ông Sonexay Sifandone (Xỏn-xay Xỉ-phăn-đon) gặp ông Somphet Inthaphone."
    names.edits(text)
    names.check(text)
    gc.collect()
    gc.freeze()


class Running:
    """A process of the command line that has been started, or waits for leave to start."""

    def __init__(self, pid: int, out: int, err: int, gate: int) -> None:
        self.pid = pid
        self._out, self._err, self._gate = out, err, gate

    def begin(self) -> None:
        """Give leave to start."""
        os.write(self._gate, b"\n")

    def kill(self) -> None:
        """Kill the process, and all that it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def ended(self) -> Ended:
        """Wait until it and all that it has started have ended; one that hangs is killed, and is said to hang."""
        printed = {self._out: b"", self._err: b""}
        waiting = set(printed)
        last = time.monotonic() + _LONGEST
        while waiting:
            ready, _, _ = select.select(waiting, [], [], max(0, last - time.monotonic()))
            if not ready:
                self.kill()
                break
            for stream in ready:
                piece = os.read(stream, 65536)
                printed[stream] += piece
                if not piece:
                    waiting.remove(stream)
        _, status = os.waitpid(self.pid, 0)
        for descriptor in (self._out, self._err, self._gate):
            os.close(descriptor)
        out, err = (printed[stream].decode("utf-8", "replace") for stream in (self._out, self._err))
        return Ended(os.waitstatus_to_exitcode(status), out, err, hangs=bool(waiting))


def started(
    arguments: Sequence[str],
    folder: Path,
    cache: Path | None = None,
    limit: int | None = None,
    waits: bool = False,
) -> Running:
    """Start a command in a folder.

    With a `limit`, the system writes no byte of a file beyond it, and the last write falls short; a command that
    `waits` starts when it is given leave.
    """
    pipes = [os.pipe() for _ in range(3)]
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        for descriptor in (pipes[0][1], pipes[1][1], pipes[2][0]):
            os.close(descriptor)
        running = Running(pid, pipes[0][0], pipes[1][0], pipes[2][1])
        if not waits:
            running.begin()
        return running
    status = 70
    try:
        os.setpgid(0, 0)
        os.dup2(pipes[0][1], 1)
        os.dup2(pipes[1][1], 2)
        os.dup2(pipes[2][0], 0)
        os.closerange(3, 64)
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for as long as the process runs
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        if waits:
            ctypes.CDLL(None).prctl(_ANY_TRACER, ctypes.c_ulong(-1), 0, 0, 0)
        os.chdir(folder)
        if cache is not None:
            os.environ["TENLAO_CACHE"] = str(cache)
            importlib.import_module("tenlao.gazetteer").bundled.cache_clear()
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        select.select([0], [], [])  # for leave; by no call that is made to fail
        status = _status(arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _status(arguments: Sequence[str]) -> int:
    sys.argv = ["tenlao", *arguments]
    try:
        importlib.import_module("tenlao.cli.main").main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0

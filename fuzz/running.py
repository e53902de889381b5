"""Commands run: in this process, which is quick, or in one of their own, as people run them."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command."""

    arguments: Sequence[str]
    status: object
    out: str
    err: str
    raw: bytes = b""

    @property
    def command(self) -> str:
        words = [argument for argument in self.arguments if not argument.startswith("-")]
        return " ".join(words[:2] if words[:1] == ["table"] else words[:1])

    @property
    def prints_documents(self) -> bool:
        """Whether its output is a document or a file of another kind, as it is."""
        return self.command in ("annotate", "check", "table export", "table import")

    @property
    def speaks_on_output(self) -> bool:
        """Whether it tells what is wrong with its input as its result."""
        return self.command == "table validate"

    @property
    def may_ask(self) -> bool:
        """Whether questions may stand on its standard error."""
        return self.command in ("table add", "table edit", "table remove", "table merge")

    @property
    def tells_on_errors(self) -> bool:
        """Whether its findings stand on standard error, since standard output has a document."""
        return self.command == "check" and "--fix" in self.arguments


def run_here(arguments: Sequence[str], given: bytes, folder: Path) -> Done:
    """Run a command in this process, in a folder."""
    from tenlao.cli.main import main

    stdin, out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(3))
    stdin.buffer.write(given)
    stdin.seek(0)
    status: object = 0
    with _in_folder(folder), _streams(["tenlao", *arguments], stdin, out, err):
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
    out.flush()
    err.flush()
    raw = out.buffer.getvalue()
    return Done(
        arguments,
        status,
        raw.decode("utf-8", "replace"),
        err.buffer.getvalue().decode("utf-8", "replace"),
        raw,
    )


def run_apart(arguments: Sequence[str], given: bytes, folder: Path, seconds: float) -> Done:
    """Run a command in a process of its own, in a folder."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tenlao", *arguments],
            input=given,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        from fuzz.oracles import broken

        raise broken("time", f"{list(arguments)} took more than {seconds:.0f} s") from None
    out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    return Done(arguments, done.returncode, out, err, done.stdout)


@contextlib.contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _streams(argv: list[str], *streams: io.TextIOWrapper) -> Iterator[None]:
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr
    broken_pipe = signal.getsignal(signal.SIGPIPE) if hasattr(signal, "SIGPIPE") else None
    sys.argv = argv
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before
        if broken_pipe is not None:
            signal.signal(signal.SIGPIPE, broken_pipe)

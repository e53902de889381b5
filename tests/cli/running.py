"""Commands as people run them, in this process or in one of their own, and what they are run on."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tenlao.cli.main import main

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples" / "article.txt"
TEXT = "Thủ tướng Sonexay Siphandone đến Hà Nội.\n"
GLOSSED = "Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến Hà Nội.\n"
LATIN_1 = "Vi\xeang Ch\xe3n\n".encode("latin-1")
NOT_UTF_8 = "looks like Windows-1258: read it as cp1258, or convert it to UTF-8 first (--encoding=cp1258)"

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def run(*arguments: str | Path, given: bytes | str = b"", status: int = 0) -> tuple[str, str]:
    """Run a command in this process; return what it prints and what it complains of."""
    stdin, out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(3))
    stdin.buffer.write(given.encode() if isinstance(given, str) else given)
    stdin.seek(0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["tenlao", *map(str, arguments)])
        patch.setattr(sys, "stdin", stdin)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(signal, "signal", lambda *_: None)
        with pytest.raises(SystemExit) as ended:
            main()
    out.flush()
    err.flush()
    complaints = err.buffer.getvalue().decode()
    assert (ended.value.code or 0) == status, complaints
    return out.buffer.getvalue().decode(), complaints


def start(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tenlao", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(environment or {})},
    )


def run_apart(
    *arguments: str | Path, given: str = "", status: int = 0, environment: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Run a command in a process of its own, as `run` does in this one."""
    process = start(*arguments, environment=environment)
    out, err = process.communicate(given.encode())
    assert process.returncode == status, err.decode()
    assert b"Traceback" not in err
    return out.decode(), err.decode()


def lines_of_json(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]

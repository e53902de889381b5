"""LibreOffice as it is installed here, without a window: what it shows of documents, and of their changes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

SCRIPT = Path(__file__).with_name("office_script.py")
_PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python")


def python_with_uno() -> str | None:
    """A Python that can work LibreOffice, if there is one."""
    for python in filter(os.path.exists, _PYTHONS):
        if subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0:
            return python
    return None


class LibreOffice:
    """A LibreOffice that runs."""

    def __init__(self, folder: Path, script: Path = SCRIPT, *arguments: str, **variables: str) -> None:
        office, python = shutil.which("soffice"), python_with_uno()
        if office is None or python is None:
            message = "LibreOffice is not installed (Debian: libreoffice-writer python3-uno)"
            is_checked = os.environ.get("CI") and sys.platform == "linux"
            (pytest.fail if is_checked else pytest.skip)(message)
        self._folder = folder
        own = {"HOME": str(folder), "PYTHONPATH": "", "COVERAGE_PROCESS_START": ""}
        self._process = subprocess.Popen(
            [python, str(script), office, str(folder), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **own, **variables},
        )

    def ask(self, asked: dict[str, Any]) -> Any:
        """What the script answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def shows(self, content: bytes, kind: str, do: Literal["", "accept", "reject"] = "") -> dict[str, Any]:
        """What it shows of a document, after all changes are accepted or rejected."""
        file = self._folder / f"document.{kind}"
        file.write_bytes(content)
        shown = self.ask({"file": str(file), "do": [do] if do else []})
        assert shown is not None, "LibreOffice cannot open the document"
        found: dict[str, Any] = shown
        return found

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

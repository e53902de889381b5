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

    def __init__(self, folder: Path) -> None:
        office, python = shutil.which("soffice"), python_with_uno()
        if office is None or python is None:
            message = "LibreOffice is not installed (Debian: libreoffice-writer python3-uno)"
            is_checked = os.environ.get("CI") and sys.platform == "linux"
            (pytest.fail if is_checked else pytest.skip)(message)
        self._folder = folder
        environment = os.environ | {"HOME": str(folder), "PYTHONPATH": "", "COVERAGE_PROCESS_START": ""}
        self._process = subprocess.Popen(
            [python, str(SCRIPT), office, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def shows(self, content: bytes, kind: str, do: Literal["", "accept", "reject"] = "") -> dict[str, Any]:
        """What it shows of a document, after all changes are accepted or rejected."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        file = self._folder / f"document.{kind}"
        file.write_bytes(content)
        self._process.stdin.write(json.dumps({"file": str(file), "do": [do] if do else []}) + "\n")
        self._process.stdin.flush()
        shown = json.loads(self._process.stdout.readline())
        assert shown is not None, "LibreOffice cannot open the document"
        found: dict[str, Any] = shown
        return found

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

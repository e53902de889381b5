"""A real server in a process of its own, and what asks it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Server:
    """A server that has told its address."""

    def __init__(self, process: subprocess.Popen[Any], said: str) -> None:
        self.process, self.said = process, said
        self.url = said.split()[0].rstrip("/")
        self.host = urlsplit(self.url).hostname or ""
        self.port = urlsplit(self.url).port or 0

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    def post(self, path: str, data: object, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self.ask("POST", path, body, {"Content-Type": "application/json", **named})

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> Answer:
        body, kind = multipart(name, content, fields)
        return self.ask("POST", path, body, {"Content-Type": kind})


def multipart(name: str, content: bytes, fields: Mapping[str, str]) -> tuple[bytes, str]:
    """A form with a file, and its media type."""
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return b"".join([*parts, head, content, b"\r\n--edge--\r\n"]), "multipart/form-data; boundary=edge"


@contextlib.contextmanager
def served(
    *options: str | Path, cwd: Path | None = None, before: str = "", **environment: str
) -> Iterator[Server]:
    """A server with some options, as long as it is needed; afterwards it has ended well.

    Some Python can be run in its process before.
    """
    program = ["-c", f"{before}; from tenlao.cli.main import main; main()"] if before else ["-m", "tenlao"]
    command = [sys.executable, *program, "serve", *map(str, options)]
    if "--port" not in options:
        command += ["--port", "0"]
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.readline()
        assert said, process.stderr.read()
        try:
            yield Server(process, said)
        finally:
            process.terminate()
            complaint = process.stderr.read()
            status = process.wait(60)
    assert status == 0 or os.name == "nt", complaint
    assert complaint == "", complaint

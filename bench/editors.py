"""How soon an editor shows what is wrong, while somebody types into a text of 50 kB.

python -m bench.editors [--kilobytes N] [--keys N]

The language server runs as an editor starts it. A key is hit, and the time is taken until the findings in that very
version of the text are told, and what of it the server has worked. The text is articles of the gold set, one after
the other; the keys spell a sentence with names in it, somewhere in the middle. Beside it, in the same run, a check of
the whole text by a process that has read all tables, but nothing of the text.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from typing import Any

from bench.evaluation import print_table
from bench.web import article, cpu_seconds
from tenlao.gazetteer import load

TYPED = (
    "Chiều nay, ông Sonexay Siphandone và bà Xủn-thon Xay-nha-chắc đã đến thăm tỉnh Savannakhet,\n"
    "gặp ông Bounsavath Phetmixay."
)
SHORT = "Ông Sonexay Siphandnoe gặp bà Bounsavath Phetmixay (Bun) ở Lào."
AT_REST = 0.15  # seconds between keys, as people type


class Editor:
    """A language server, and what it has told of the text."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._number = process, 0

    def send(self, method: str, params: object, *, asks: bool = False) -> None:
        self._number += asks
        message = {"jsonrpc": "2.0", "method": method, "params": params} | (
            {"id": self._number} if asks else {}
        )
        body = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def receive(self) -> Any:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self._process.stdout.read(length))

    def worked(self) -> float:
        """Return for how many seconds the server has worked."""
        return cpu_seconds([self._process.pid]) or 0.0

    def findings(self, version: int) -> int:
        """Wait for what is told of a version of the text; how many findings that are."""
        while True:
            told = self.receive()
            if (
                told.get("method") == "textDocument/publishDiagnostics"
                and told["params"]["version"] == version
            ):
                return len(told["params"]["diagnostics"])


@contextmanager
def editor() -> Iterator[Editor]:
    command = [sys.executable, "-m", "tenlao", "lsp"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        running = Editor(process)
        running.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, asks=True)
        running.receive()
        running.send("initialized", {})
        yield running
        process.terminate()


def typed(text: str, keys: int) -> Iterator[str]:
    """Give the text after each key."""
    at = text.index("\n\n", len(text) // 2) + 2
    written = ""
    for key in islice(cycle(TYPED + "\n"), keys):
        written += key
        yield text[:at] + written + "\n\n" + text[at:]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.editors", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--kilobytes", type=int, default=50, help="how long the text is")
    parser.add_argument("--keys", type=int, default=200, help="how many keys are hit")
    options = parser.parse_args(arguments)
    text = article(0, options.kilobytes * 1000)
    names = load()
    names.check(SHORT)
    begun = time.process_time()
    names.check(text)
    whole = 1000 * (time.process_time() - begun)
    taken, worked = [], []
    found = 0
    with editor() as running:
        document = {"uri": "untitled:article", "languageId": "plaintext", "version": 0, "text": text}
        running.send("textDocument/didOpen", {"textDocument": document})
        running.findings(0)
        for version, new in enumerate(typed(text, options.keys), 1):
            time.sleep(AT_REST)
            begun, before = time.perf_counter(), running.worked()
            where = {"uri": document["uri"], "version": version}
            running.send("textDocument/didChange", {"textDocument": where, "contentChanges": [{"text": new}]})
            found = running.findings(version)
            taken.append(1000 * (time.perf_counter() - begun))
            worked.append(1000 * (running.worked() - before))
    print(f"{len(text.encode()) / 1000:.0f} kB, {found} findings, {len(taken)} keys\n")
    rows = [
        ["a key, until findings are told", *in_words(taken)],
        ["a key, work of the server", *in_words(worked)],
        ["the whole text, nothing remembered, work", f"{whole:.0f}", "", ""],
    ]
    print_table(["ms", "median", "p95", "most"], rows)


def in_words(times: Sequence[float]) -> list[str]:
    ordered = sorted(times)
    return [
        f"{time:.0f}" for time in (statistics.median(ordered), ordered[int(0.95 * len(ordered))], ordered[-1])
    ]


if __name__ == "__main__":
    main()

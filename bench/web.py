"""How many requests a second the server answers, how late the last ones, and how soon a page is seen.

python -m bench.web [--seconds N] [--workers N] [--plain FILE]

Beside it, in the same run, a bare echo by FastAPI, the framework of yente, the open matching service whose design is
nearest (https://www.opensanctions.org/docs/yente/): the same server below it, as many processes, and no work at all.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from bench.evaluation import parse_marked, print_table
from tenlao.gazetteer import load

ROOT = Path(__file__).parents[1]
CLIENTS = (1, 16, 64)
ARTICLE_BYTES = 5_000
LINES_BYTES = 500  # those with names in an article that is mostly about other things
TYPED = 200  # keys that are typed into an article
TYPED_WORDS = "Ông Sonexay Siphandnoe thăm Luông Pha-băng, "

# Notes in `shown` how long after each key findings were drawn of a text with that key in it, in milliseconds.
WHEN_SHOWN = """() => {
  window.shown = [];
  let pressed = [], asked = [];
  const fetched = window.fetch;
  window.fetch = (...given) => {
    asked = [...asked, ...pressed];
    pressed = [];
    return fetched(...given);
  };
  document.querySelector("#text").addEventListener("input", () => pressed.push(performance.now()), true);
  new MutationObserver(() => {
    const drawn = asked;
    asked = [];
    requestAnimationFrame(() => setTimeout(() => {
      const now = performance.now();
      shown.push(...drawn.map((key) => now - key));
    }));
  }).observe(document.querySelector("#findings-list"), {childList: true});
}"""

ECHO = """
import fastapi, socket, uvicorn
app = fastapi.FastAPI()

@app.get("/echo")
async def echo(name: str) -> dict[str, str]:
    return {"name": name}

config = uvicorn.Config(app, log_level="error", access_log=False, http="httptools", loop="asyncio")
uvicorn.Server(config).run([socket.socket(fileno=FD)])
"""


class Load(NamedTuple):
    """What came of asking: answers a second, the time within which 99 of 100 came, and answers for a CPU second."""

    rate: float
    p99: float
    for_cpu: float | None


def article(number: int, size: int = ARTICLE_BYTES) -> str:
    """Return an article of 5 kB, another one for each number: the texts of the gold set, from another place on."""
    plain = gold_from(number)
    return (plain * (size // len(plain) + 1)).encode()[:size].decode(errors="ignore")


def gold_from(number: int) -> str:
    """Return the texts of the gold set, one after the other, from one of them on."""
    folder = ROOT / "tests" / "gold" / "documents"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    plain, _ = parse_marked("\n\n".join(texts[number % len(texts) :] + texts[: number % len(texts)]))
    return plain


def lookups() -> Iterator[bytes]:
    """Give requests for names of the table, every third with a slip in it."""
    names = [entry.latin for entry in load().entries if entry.latin]
    for number, name in enumerate(cycle(names)):
        asked = name.replace("ou", "u", 1) if number % 3 == 0 else name
        yield get("/api/v1/lookup?name=" + "".join(f"%{byte:02x}" for byte in asked.encode()))


def articles(path: str) -> Iterator[bytes]:
    """Give requests about articles."""
    texts = [article(number) for number in range(20)]
    for text in cycle(texts):
        yield post(path, json.dumps({"text": text}).encode())


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def post(path: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


async def asked(port: int, requests: Iterator[bytes], clients: int, seconds: float) -> list[float]:
    """Return how long each answer took, when so many clients ask one after another for some seconds."""
    taken: list[float] = []
    end = time.perf_counter() + seconds

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            taken.append(await answered(reader, writer, next(requests)))
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return taken


def pieces(text: str, size: int) -> list[str]:
    """Return the pieces of a text that have so many bytes, without what is left at the end."""
    content = text.encode()
    return [content[at : at + size].decode(errors="ignore") for at in range(0, len(content) - size + 1, size)]


def report_new(workers: int, plain: Path | None) -> None:
    """Print how many articles are answered that are new to the server: pieces of the gold set, each once.

    And, where there is a plain text, how many that have names in a few lines only, as a newspaper's do.
    """
    print_new(workers, "articles of 5 kB dense with names", pieces(gold_from(0), ARTICLE_BYTES))
    if plain is not None:
        around = pieces(plain.read_text(encoding="utf-8"), ARTICLE_BYTES - LINES_BYTES)
        few = [text + lines for text, lines in zip(around, pieces(gold_from(0), LINES_BYTES), strict=False)]
        print_new(workers, f"articles of 5 kB with names in {LINES_BYTES} bytes of them", few)


def print_new(workers: int, kind: str, texts: Sequence[str]) -> None:
    """Print how many texts a second are answered, each of them once."""
    bodies = [json.dumps({"text": text}).encode() for text in texts]

    async def ask(port: int, requests: Iterator[bytes]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in requests:
            await answered(reader, writer, request)
        writer.close()

    async def ask_all(port: int, clients: int, requests: Iterator[bytes]) -> None:
        await asyncio.gather(*(ask(port, requests) for _ in range(clients)))

    with server(workers) as (_, port):
        asyncio.run(asked(port, cycle([post("/api/v1/article", b'{"text": "Vientiane"}')]), 16, 1.0))
        begun = time.perf_counter()
        asyncio.run(ask_all(port, 16, iter([post("/api/v1/article", body) for body in bodies])))
        taken = time.perf_counter() - begun
    print(f"\n{len(bodies)} {kind}, each new to the server, 16 clients: {len(bodies) / taken:.0f} a second")


async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> float:
    """Return how long an answer took."""
    begun = time.perf_counter()
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head.partition(b"\r\n")[0], head
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    await reader.readexactly(length)
    return time.perf_counter() - begun


def loaded(pids: Sequence[int], port: int, requests: Iterator[bytes], clients: int, seconds: float) -> Load:
    """Ask for some seconds, after a second in which all gets warm."""
    asyncio.run(asked(port, requests, clients, min(1.0, seconds)))
    cpu, begun = cpu_seconds(pids), time.perf_counter()
    taken = asyncio.run(asked(port, requests, clients, seconds))
    passed = time.perf_counter() - begun
    used = None if cpu is None else (cpu_seconds(pids) or 0.0) - cpu
    return Load(len(taken) / passed, statistics.quantiles(taken, n=100)[98], used and len(taken) / used)


def cpu_seconds(pids: Sequence[int]) -> float | None:
    """Return the CPU time that processes and their children have used, where the system tells it."""
    try:
        children = [
            int(child)
            for pid in pids
            for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        ]
        fields = [
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            for pid in [*pids, *children]
        ]
    except OSError:
        return None
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(workers: int) -> Iterator[tuple[list[int], int]]:
    """Run the server; gives its process and its port."""
    command = [sys.executable, "-m", "tenlao", "serve", "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
        try:
            yield [process.pid], port
        finally:
            process.terminate()


@contextmanager
def echo(workers: int) -> Iterator[tuple[list[int], int]]:
    """Run the echo in as many processes."""
    first = socket.create_server(("127.0.0.1", 0), backlog=2048)
    sockets = [first, *(first.dup() for _ in range(workers - 1))]
    for shared in sockets:
        shared.set_inheritable(True)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ECHO.replace("FD", str(shared.fileno()))], pass_fds=[shared.fileno()]
        )
        for shared in sockets
    ]
    port = first.getsockname()[1]
    try:
        asyncio.run(asked(port, cycle([get("/echo?name=x")]), 1, 0.1))
        yield [process.pid for process in processes], port
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def report_load(workers: int, seconds: float, plain: Path | None) -> None:
    """Print a table of requests a second."""
    kinds: dict[str, Callable[[], Iterator[bytes]]] = {
        "lookup": lookups,
        "find, 5 kB": lambda: articles("/api/v1/find"),
        "check, 5 kB": lambda: articles("/api/v1/check"),
        "article, 5 kB": lambda: articles("/api/v1/article"),
    }
    rows = []
    with server(workers) as (pids, port):
        for kind, requests in kinds.items():
            rows += [row(kind, n, loaded(pids, port, requests(), n, seconds)) for n in CLIENTS]
    with echo(workers) as (pids, port):
        echoed = [get(f"/echo?name={number}") for number in range(1000)]
        rows += [row("echo, FastAPI", n, loaded(pids, port, cycle(echoed), n, seconds)) for n in CLIENTS]
    print(f"Requests to {workers} processes, and what 99 of 100 wait at most.")
    print(
        "yente, by its published design, asks a search engine beside it; the echo has its framework and no work.\n"
    )
    print_table(["request", "clients", "a second", "p99, ms", "for a CPU second"], rows)
    report_new(workers, plain)


def row(kind: str, clients: int, load: Load) -> list[str]:
    for_cpu = "" if load.for_cpu is None else f"{load.for_cpu:.0f}"
    return [kind, str(clients), f"{load.rate:.0f}", f"{1000 * load.p99:.1f}", for_cpu]


def report_typing() -> None:
    """Print how long findings take while somebody types into an article of 5 kB: on the server, and on the page."""
    text = article(0)
    versions = [text[: len(text) - TYPED + typed] for typed in range(TYPED)]

    async def type_all(port: int) -> list[float]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        requests = [post("/api/v1/article", json.dumps({"text": version}).encode()) for version in versions]
        taken = [await answered(reader, writer, request) for request in requests]
        writer.close()
        return taken

    print("\nFindings as one types into 5 kB")
    with server(1) as (pids, port):
        before = cpu_seconds(pids)
        taken = asyncio.run(type_all(port))
        used = (
            ""
            if before is None
            else f"; {1000 * ((cpu_seconds(pids) or 0) - before) / TYPED:.0f} ms CPU each"
        )
        print_taken("the server", taken, used)
        with the_page(port) as page:
            if page is not None:
                page.evaluate(WHEN_SHOWN)
                page.fill("#text", text)
                page.wait_for_function("() => shown.length")
                page.evaluate("() => { shown.length = 0; }")
                page.focus("#text")
                page.evaluate(
                    "at => document.querySelector('#text').setSelectionRange(at, at)", len(text) // 2
                )
                for number in range(TYPED // 2):
                    page.keyboard.type(TYPED_WORDS[number % len(TYPED_WORDS)])
                    page.wait_for_timeout(150)  # as one types who types fast
                page.wait_for_function("keys => shown.length === keys", arg=TYPED // 2)
                print_taken("key to screen", [ms / 1000 for ms in page.evaluate("() => shown")])


def print_taken(what: str, taken: Sequence[float], more: str = "") -> None:
    p95 = sorted(taken)[int(0.95 * len(taken))]
    print(f"  {what}: median {1000 * statistics.median(taken):.0f} ms, p95 {1000 * p95:.0f} ms{more}")


@contextmanager
def the_page(port: int) -> Iterator[Any]:
    """Open the article's page; gives None where there is no browser."""
    from tests.web.browsing import browser, browser_at, visit

    if browser_at() is None:
        print("The page is not measured: there is no browser")
        yield None
        return
    with browser() as running, visit(running, f"http://127.0.0.1:{port}/") as visited:
        yield visited.page


def report_page() -> None:
    """Print how much a page weighs, and how soon it is seen, beside the bare echo."""
    from tests.web.browsing import browser, browser_at, visit

    if browser_at() is None:
        return
    paint = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    seen, echoed, weight = [], [], 0
    with server(1) as (_, port), echo(1) as (_, echoing), browser() as running:
        for _ in range(9):
            with visit(running, f"http://127.0.0.1:{port}/") as visited:
                visited.page.fill("#text", "Ông Thongloun Sisoulith (ທອງລຸນ ສີສຸລິດ).")
                visited.page.wait_for_selector("#under mark")
                visited.page.wait_for_load_state("networkidle")
                seen.append(float(visited.page.evaluate(paint) or 0))
                weight = sum(visited.loaded.values())
            bare = running.new_page()
            bare.goto(f"http://127.0.0.1:{echoing}/echo?name=x")
            bare.wait_for_timeout(500)
            echoed.append(float(bare.evaluate(paint) or 0))
            bare.close()
    first, bare_first = statistics.median(seen), statistics.median(echoed)
    print(
        f"\nThe article's page: first paint {first:.0f} ms (median of 9; the bare echo {bare_first:.0f} ms), "
        f"{weight / 1000:.0f} kB in all"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.web", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--seconds", type=float, default=4.0, help="for how long each is asked")
    parser.add_argument("--workers", type=int, default=2, help="how many processes answer")
    parser.add_argument("--plain", type=Path, metavar="FILE", help="Vietnamese text without Lao names")
    options = parser.parse_args(arguments)
    report_load(options.workers, options.seconds, options.plain)
    report_typing()
    report_page()


if __name__ == "__main__":
    main()

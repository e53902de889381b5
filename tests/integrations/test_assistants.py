"""The server for assistants, as one talks with it: real processes and real HTTP, by the SDK's own client."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

pytest.importorskip("mcp")

import httpx
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

COMMAND = [sys.executable, "-m", "tenlao", "mcp"]
ENGLISH = "Prime Minister Sonexay Siphandone met Pany Yathotou in Attapeu."
VIETNAMESE = "Thủ tướng Xỏn-xay Xỉ-phăn-đôn đã đến Sê Kông."
BEGINNING = {
    "jsonrpc": "2.0",
    "id": 7,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "x", "version": "1"},
    },
}
ODD = ("", "\0", "😀" * 500, "\ufeff\u2060", "<tag>&amp;", "ກ" * 3000, "-" * 5000)


@asynccontextmanager
async def process() -> AsyncIterator[Client]:
    """A client of a server on its own standard input and output."""
    server = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=dict(os.environ))
    async with Client(stdio_client(server)) as client:
        yield client


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a server listens."""
    with subprocess.Popen([*COMMAND, "--http", "--port", "0"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


async def asked(client: Client, tool: str, **arguments: Any) -> Any:
    """What a tool answers, as data."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return result.structured_content


async def talk(client: Client) -> None:
    """Ask for all that there is, and see that it is answered."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {"lookup", "find", "check", "check_translation", "annotate", "render"}
    assert all(
        tool.output_schema and tool.annotations and tool.annotations.read_only_hint for tool in tools.values()
    )

    (found,) = (await asked(client, "lookup", names=["Thonglun Sisulith"]))["result"]
    assert found["matches"][0]["vietnamese"] == "Thoong-lun Xi-xu-lít"
    assert found["matches"][0]["sources"][0]["publisher"]
    (unknown,) = (await asked(client, "lookup", names=["Phandanouvong"]))["result"]
    assert unknown["weak"]
    assert unknown["suggested"].endswith("*")

    assert [m["id"] for m in (await asked(client, "find", text=ENGLISH))["mentions"]] == [
        "sonexay-siphandone",
        "pany-yathotou",
        "attapeu",
    ]
    typo = "Ông Sonexay Siphandnoe."
    assert [f["rule"] for f in (await asked(client, "check", text=typo))["findings"]] == ["TL003"]
    assert "(Xỏn-xay Xỉ-phăn-đon)" in (await asked(client, "annotate", text="Sonexay Siphandone"))["text"]
    rendered = await asked(client, "render", name="Phandanouvong")
    assert rendered["suggested"].endswith("*")
    assert rendered["attested"] is None
    assert (await asked(client, "render", name="Attapeu"))["attested"]["vietnamese"] == "Attapư"

    findings = (await asked(client, "check_translation", source=ENGLISH, target=VIETNAMESE))["findings"]
    assert [(f["problem"], f["original"], VIETNAMESE[f["start"] : f["end"]]) for f in findings] == [
        ("wrong", "Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đôn"),
        ("missing", "Pany Yathotou", ""),
        ("wrong", "Attapeu", "Sê Kông"),
    ]
    assert findings[0]["suggestion"] == "Xỏn-xay Xỉ-phăn-đon"
    assert findings[0]["source"]

    (template,) = (await client.list_resource_templates()).resource_templates
    assert template.uri_template == "tenlao://entry/{id}"
    (content,) = (await client.read_resource("tenlao://entry/attapeu")).contents
    entry = json.loads(content.text)  # type: ignore[union-attr]
    assert {"Attapeu", "Attapư"} <= {form["text"] for form in entry["forms"]}
    assert all(form["sources"] for form in entry["forms"])

    (prompt,) = (await client.list_prompts()).prompts
    (message,) = (await client.get_prompt(prompt.name, {"text": ENGLISH, "language": "vi"})).messages
    assert "Sonexay Siphandone: Xỏn-xay Xỉ-phăn-đon" in message.content.text  # type: ignore[union-attr]


async def bother(client: Client) -> None:
    """Send what is of no use, and see that it is refused, and that the server goes on."""
    texts: list[dict[str, Any]] = [
        {},
        {"text": 3},
        {"text": None},
        {"text": "x" * 200_001},
        {"text": ["Attapeu"]},
    ]
    for arguments in texts:
        assert (await client.call_tool("find", arguments)).is_error
    names: list[dict[str, Any]] = [{"names": [""]}, {"names": ["x"] * 101}, {"names": ["x"], "limit": 0}]
    for arguments in names:
        assert (await client.call_tool("lookup", arguments)).is_error
    assert (await client.call_tool("annotate", {"text": "x", "style": "shouting"})).is_error
    for odd in ODD:
        assert not (await client.call_tool("find", {"text": odd})).is_error
        assert not (await client.call_tool("check_translation", {"source": odd, "target": ENGLISH})).is_error
        assert not (await client.call_tool("check_translation", {"source": ENGLISH, "target": odd})).is_error
    with pytest.raises(MCPError, match="no entry has the id"):
        await client.read_resource("tenlao://entry/nobody")
    for uri in ("tenlao://entry/..%2f..%2fetc%2fpasswd", "file:///etc/passwd", "tenlao://nothing"):
        with pytest.raises(MCPError):
            await client.read_resource(uri)
    with pytest.raises(MCPError, match="language is one of vi, en, fr, lo"):
        await client.get_prompt("translate", {"text": "x", "language": "tlh"})
    with pytest.raises(MCPError, match="200000 characters"):
        await client.get_prompt("translate", {"text": "x" * 200_001})
    assert (await asked(client, "find", text="Attapeu"))["mentions"]


def test_an_assistant_starts_it_as_a_process() -> None:
    async def session() -> None:
        async with process() as client:
            await talk(client)
            await bother(client)

    asyncio.run(session())


def test_an_assistant_reaches_it_by_http(address: str) -> None:
    async def session() -> None:
        async with Client(address) as client:
            await talk(client)
            await bother(client)

    assert address.startswith("http://127.0.0.1:")
    asyncio.run(session())


def test_several_assistants_ask_at_once(address: str) -> None:
    async def one(text: str) -> int:
        async with Client(address) as client:
            return len((await asked(client, "find", text=text))["mentions"])

    async def all_of_them() -> list[int]:
        return await asyncio.gather(*(one(f"{ENGLISH} " * number) for number in range(1, 6)))

    assert asyncio.run(all_of_them()) == [3, 6, 9, 12, 15]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 400),
        ({}, 200),
    ],
)
def test_only_programs_of_this_machine_may_ask(address: str, headers: dict[str, str], status: int) -> None:
    usual = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    answer = httpx.post(address, content=json.dumps(BEGINNING), headers={**usual, **headers})
    assert answer.status_code == status


def test_what_is_no_request_does_not_end_it(address: str) -> None:
    lines = [b"no json\n", b"\xff\xfe\n", b"[]\n", b'{"jsonrpc": "2.0"}\n']
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(b"".join(lines) + json.dumps(BEGINNING).encode() + b"\n")
        server.stdin.flush()
        answers = (json.loads(line) for line in server.stdout)
        assert (
            next(answer for answer in answers if answer.get("id") == 7)["result"]["serverInfo"]["name"]
            == "tenlao"
        )
        server.communicate(timeout=120)
    assert server.returncode == 0
    for line in lines:
        answer = httpx.post(address, content=line, headers={"Content-Type": "application/json"})
        assert 400 <= answer.status_code < 500
    assert httpx.get(address.removesuffix("/mcp")).status_code == 404


def test_whatever_comes_on_a_line_is_answered() -> None:
    def call(id: int, **arguments: object) -> bytes:
        params = {"name": "find", "arguments": arguments}
        return json.dumps({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params}).encode()

    lines = [
        json.dumps(BEGINNING).encode(),
        b'{"jsonrpc": "2.0", "method": "notifications/initialized"}',
        b"no json",
        b"[" * 100_000,
        b'{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}',
        b'{"jsonrpc": "2.0", "id": 8, "method": "ping", "params": [1]}',
        call(9, text="\ud800 Attapeu"),
        call(10, text=[[[["Attapeu"]]]]),
        b'{"jsonrpc": "2.0", "id": 11, "method": "ping"' + b" " * (33 << 20) + b"}",
        call(12, text="Attapeu"),
    ]
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(b"\n".join(lines) + b"\n")
        server.stdin.flush()
        answers: list[dict[str, Any]] = []
        while not answers or answers[-1]["id"] != 12:
            answers.append(json.loads(server.stdout.readline()))
        _, complaints = server.communicate(timeout=120)
    assert (server.returncode, b"Traceback" in complaints) == (0, False)
    errors = [(answer["id"], answer["error"]["code"]) for answer in answers if "error" in answer]
    assert errors == [
        (None, -32700),
        (None, -32700),
        (None, -32600),
        (8, -32600),
        (9, -32600),
        (None, -32600),
    ]
    results = {answer["id"]: answer["result"] for answer in answers if "result" in answer}
    assert results[10]["isError"]
    assert results[12]["structuredContent"]["mentions"]


def test_a_port_that_is_taken_is_told(address: str) -> None:
    port = address.rpartition(":")[2].removesuffix("/mcp")
    done = subprocess.run([*COMMAND, "--http", "--port", port], capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert f"127.0.0.1:{port}: cannot listen there" in done.stderr
    assert "--port" in done.stderr


def heard(address: str, said: bytes) -> bytes:
    """What the server says to some bytes until it hangs up."""
    with socket.create_connection(
        ("127.0.0.1", int(address.rpartition(":")[2].removesuffix("/mcp"))), 60
    ) as to:
        with contextlib.suppress(OSError):
            to.sendall(said)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while piece := to.recv(1 << 16):
                answer += piece
        return answer


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"", b""),  # nothing, until the server hangs up
        (b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nX: ", b""),
        (b"POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"y" * (1 << 20), b"400"),
        (b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n{", b"413"),
        (b"POST /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n" * 100, b"400"),
    ],
    ids=["silent", "slow head", "long head", "huge body", "many in a row"],
)
def test_whoever_keeps_a_connection_to_himself_loses_it(address: str, said: bytes, status: bytes) -> None:
    assert heard(address, said)[9:12] == status


def test_nothing_is_listened_to_without_an_end(address: str) -> None:
    answer = httpx.get(address, headers={"Accept": "text/event-stream"}, timeout=60)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_work_that_takes_too_long_is_stopped_and_said_to_be() -> None:
    limited = (
        "import tenlao.web.settings as s; s.Settings = partial(s.Settings, limits=s.Limits(seconds=3.0))"
    )
    program = f"from functools import partial; {limited}; from tenlao.cli.main import main; main()"
    given = [sys.executable, "-c", program, "mcp", "--http", "--port", "0"]

    async def session(address: str) -> None:
        async with Client(address) as client:
            long = " ".join(f"ông Bounsa{a}vath Phet{b}mixay ở Lào," for a in SYLLABLES for b in SYLLABLES)
            result = await client.call_tool("check", {"text": long})
            assert result.is_error
            assert "it took more than 3 seconds" in str(result.content)
            assert (await asked(client, "find", text="Attapeu"))["mentions"]

    with subprocess.Popen(given, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            asyncio.run(session(server.stdout.readline().strip()))
        finally:
            server.terminate()
    assert server.returncode == 0 or os.name == "nt"


SYLLABLES = [onset + rime for onset in "kltnsmpvx" for rime in ("a", "i", "ou", "o", "en", "am", "ong")]

"""Who is let in, what browsers may do with answers, and what comes of bad input: a problem that says what to do."""

import concurrent.futures
import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.serving import Answer, Server, served

KEY = "0123456789abcdef0123"
ORIGIN = "http://127.0.0.1:3333"


def is_problem(answer: Answer, status: int) -> bool:
    problem = answer.json()
    return (
        answer.status == status == problem["status"]
        and answer.headers["content-type"] == "application/problem+json"
        and answer.headers["x-request-id"] == problem["instance"].removeprefix("urn:request:")
        and bool(problem["detail"])
    )


def said_raw(server: Server, request: bytes, wait: float = 20) -> bytes:
    """What a server says to some bytes, until it hangs up or is silent."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(request)
        said = b""
        with contextlib.suppress(OSError):
            while piece := connection.recv(65536):
                said += piece
        return said


CHUNKED = (
    b"POST /api/v1/find HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    keys = tmp_path_factory.mktemp("keys") / "keys.txt"
    keys.write_text(f"# desk\n{KEY}\n", encoding="utf-8")
    with served(
        "--api-key-file", keys, "--allow-origin", ORIGIN, "--allow-host", "names.desk.example"
    ) as running:
        yield running


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:80", "localhost.evil.example", "10.0.0.1", "[", "a b"]
    )
    def test_a_name_that_is_not_the_servers_is_refused(self, server: Server, host: str) -> None:
        assert is_problem(server.get("/api/v1/resolve?name=x", Host=host), 421)

    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:99", "[::1]:8642"])
    def test_the_machine_itself_may_be_called_by_its_names(self, server: Server, host: str) -> None:
        assert server.get("/healthz", Host=host).status == 200

    def test_a_page_of_another_origin_may_not_post(self, server: Server) -> None:
        assert is_problem(server.post("/api/v1/find", {"text": "Lào"}, Origin="http://evil.example"), 403)
        assert is_problem(server.post("/api/v1/find", {"text": "Lào"}, Origin="null"), 403)
        assert is_problem(server.post("/api/v1/find", {"text": "Lào"}, Sec_Fetch_Site="cross-site"), 403)

    def test_the_servers_own_page_may(self, server: Server) -> None:
        answer = server.post("/api/v1/find", {"text": "Lào"}, Origin=server.url)
        assert answer.status == 200
        assert "access-control-allow-origin" not in answer.headers

    def test_a_key_lets_in(self, guarded: Server) -> None:
        path = "/api/v1/resolve?name=x"
        assert is_problem(guarded.get(path), 401)
        assert is_problem(guarded.get(path, X_API_Key="wrong"), 401)
        assert is_problem(guarded.get(path, Authorization=f"Basic {KEY}"), 401)
        assert guarded.get(path, X_API_Key=KEY).status == 200
        assert guarded.get(path, Authorization=f"Bearer {KEY}").status == 200
        assert guarded.get("/healthz").status == 200
        assert is_problem(guarded.get("/metrics"), 401)

    def test_an_origin_that_is_named_may_ask(self, guarded: Server) -> None:
        asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
        before = guarded.ask("OPTIONS", "/api/v1/find", headers=asked)
        assert (before.status, before.headers["access-control-allow-origin"]) == (204, ORIGIN)
        answer = guarded.post("/api/v1/find", {"text": "Lào"}, Origin=ORIGIN, X_API_Key=KEY)
        assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, ORIGIN)
        assert (
            "access-control-allow-origin" not in guarded.get("/healthz", Origin="http://evil.example").headers
        )

    def test_a_host_that_is_named_is_answered(self, guarded: Server) -> None:
        assert guarded.get("/healthz", Host="names.desk.example").status == 200


class TestHeaders:
    @pytest.mark.parametrize(
        "path", ["/healthz", "/api/v1/resolve?name=x", "/nowhere", "/api/v1/openapi.json"]
    )
    def test_browsers_are_told_to_be_careful(self, server: Server, path: str) -> None:
        headers = server.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert {"set-cookie", "server", "x-powered-by"}.isdisjoint(headers)

    def test_a_request_keeps_the_id_that_it_comes_with(self, server: Server) -> None:
        assert server.get("/healthz", X_Request_Id="desk-7").headers["x-request-id"] == "desk-7"
        assert "\n" not in server.get("/healthz", X_Request_Id="a b").headers["x-request-id"]


BAD_JSON = {
    "no JSON": b"{",
    "no object": b"[]",
    "no UTF-8": b'{"text": "\xff"}',
    "half a character": b'{"text": "\\ud800"}',
    "nested": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nested a little": b'{"names": ' + b"[" * 40 + b"]" * 40 + b"}",
    "no number": b'{"text": "a", "min_score": NaN}',
    "a huge number": b'{"text": "a", "min_score": ' + b"9" * 5000 + b"}",
    "another value": b'{"text": "a", "txet": "b"}',
    "no text": b"{}",
    "a list for a text": b'{"text": ["a"]}',
    "no flag": b'{"text": "a", "unknown": "perhaps"}',
    "a score that is none": b'{"text": "a", "min_score": 101}',
}


class TestBadInput:
    @pytest.mark.parametrize("name", BAD_JSON)
    def test_json_that_is_not_as_it_should_be(self, server: Server, name: str) -> None:
        assert is_problem(server.post("/api/v1/find", BAD_JSON[name]), 400)

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("find", {"text": "a" * 400_001}),
            ("resolve", {"names": ["a"] * 1001}),
            ("resolve", {"names": ["a" * 1001]}),
        ],
    )
    def test_what_is_too_large(self, server: Server, path: str, body: object) -> None:
        assert is_problem(server.post(f"/api/v1/{path}", body), 413)

    def test_a_body_that_is_too_large_is_not_waited_for(self, server: Server) -> None:
        head = b"POST /api/v1/find HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        assert b" 413 " in said_raw(server, head + b"Content-Length: 99999999999\r\n\r\n")
        chunk = b"100000\r\n" + b" " * (1 << 20) + b"\r\n"
        assert b" 413 " in said_raw(server, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20)

    @pytest.mark.parametrize("path", ["lookup", "find"])
    def test_a_body_of_another_type(self, server: Server, path: str) -> None:
        assert is_problem(server.post(f"/api/v1/{path}", b"<a/>", Content_Type="text/xml"), 415)

    def test_what_is_not_there(self, server: Server) -> None:
        for path in (
            "/nowhere",
            "/api/v1/entries/nobody",
            "/api/v1/entries/%00",
            "/..%2f..%2fetc/passwd",
            "//evil",
        ):
            assert is_problem(server.get(path), 404), path

    def test_a_method_that_does_nothing(self, server: Server) -> None:
        assert is_problem(server.ask("DELETE", "/api/v1/lookup"), 405)
        assert is_problem(server.get("/api/v1/find"), 405)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.pdf", b"%PDF-1.7"),
            ("a.docx", b"no archive"),
            ("a.txt", b"\x00\x01\x02"),
            ("a.txt", b"\xff\xfa\xf0"),
            ("a.exe\x7f.docx", b"PK\x03\x04"),
        ],
    )
    def test_a_document_that_cannot_be_read(self, server: Server, name: str, content: bytes) -> None:
        assert is_problem(server.upload("/api/v1/check", name, content), 422)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"--edge",
            b"--edge\r\n\r\n\r\n--edge--\r\n",
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na\r\n' * 3
            + b"--edge--\r\n",
            b'--edge\r\nContent-Disposition: form-data; name="a"\r\n\r\na\r\n' * 100 + b"--edge--\r\n",
        ],
    )
    @pytest.mark.parametrize("kind", ["multipart/form-data; boundary=edge", "multipart/form-data"])
    def test_a_form_that_cannot_be_read(self, server: Server, body: bytes, kind: str) -> None:
        assert is_problem(server.post("/api/v1/find", body, Content_Type=kind), 400)

    def test_a_bomb_is_not_unpacked(self, server: Server) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", b"<Types/>")
            archive.writestr("word/document.xml", b" " * (200 << 20))
        answer = server.upload("/api/v1/find", "bomb.docx", packed.getvalue())
        assert is_problem(answer, 422)
        assert "unpacks to more than" in answer.json()["detail"]

    @pytest.mark.parametrize(
        "request_",
        [
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        ],
    )
    def test_what_is_no_http_is_refused(self, server: Server, request_: bytes) -> None:
        said = said_raw(server, request_)
        assert said.startswith(b"HTTP/1.1 400 ") or said == b""

    def test_two_hosts_or_none_are_refused(self, server: Server) -> None:
        for hosts in (b"", b"Host: localhost\r\nHost: evil.example\r\n"):
            assert b" 421 " in said_raw(
                server, b"GET /healthz HTTP/1.1\r\nConnection: close\r\n" + hosts + b"\r\n"
            )

    def test_nothing_that_was_asked_is_written_down(self, tmp_path: Path) -> None:
        with served(cwd=tmp_path, TMPDIR=str(tmp_path)) as server:
            content = ("Ông Thongloun Sisoulith.\n" * 100_000).encode()
            assert server.upload("/api/v1/find", "a.txt", content).status == 413
            assert server.upload("/api/v1/find", "a.txt", content[:9000]).status == 200
            assert server.post("/api/v1/find", {"text": "\x00Bí mật"}).status == 422
            assert list(tmp_path.iterdir()) == []


class TestOthers:
    """What some clients do does not keep others from being answered."""

    def test_silent_connections_do_not_stop_others(self, server: Server) -> None:
        silent = []
        try:
            silent += [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2000)]
            assert server.get("/api/v1/resolve?name=Vientiane").status == 200
        finally:
            for connection in silent:
                connection.close()

    @pytest.mark.skipif(os.name == "nt", reason="processes have no such limit there")
    def test_the_longest_silent_gives_way_where_there_is_no_room(self) -> None:
        limited = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300))"
        with served("--port", "0", before=limited) as server:
            silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(400)]
            try:
                assert [server.get("/api/v1/resolve?name=Vientiane").status for _ in range(5)] == [200] * 5
            finally:
                for connection in silent:
                    connection.close()

    @pytest.mark.parametrize(
        ("begins", "goes_on"),
        [
            (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X: y\r\n"),
            (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"y"),
            (CHUNKED + b"2;", b"y"),
            (CHUNKED + b"2\r\n{}\r\n0\r\n", b"X: y\r\n"),
            (CHUNKED + b"2\r\n{}\r\n0\r\nX: ", b"y"),
            (b"", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ],
        ids=["headers", "a header", "a chunk", "trailers", "a trailer", "requests"],
    )
    def test_what_has_no_end_is_not_read_on(self, server: Server, begins: bytes, goes_on: bytes) -> None:
        piece = goes_on * ((1 << 16) // len(goes_on))
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            connection.sendall(begins)
            with pytest.raises(ConnectionError):
                any(connection.sendall(piece) for _ in range(1000))  # type: ignore[func-returns-value]
        assert server.get("/healthz").status == 200

    def test_some_requests_may_wait_for_the_answers_before_theirs(self, server: Server) -> None:
        request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        assert said_raw(server, request * 50 + last).count(b"HTTP/1.1 200") == 51

    def test_who_hangs_up_is_forgotten(self, server: Server) -> None:
        body = json.dumps({"text": "Ông Sonexay Siphandnoe gặp ông Bounsavath Phetmixay. " * 7000}).encode()
        head = b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        for _ in range(8):
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        until = time.monotonic() + 30
        while "tenlao_working 0" not in server.get("/metrics").text:
            assert time.monotonic() < until
            time.sleep(0.05)

    def test_who_hangs_up_before_he_is_answered_ends_no_server(self) -> None:
        request = b"GET / HTTP/1.1\r\nHost: elsewhere\r\n\r\n"
        with served() as server:
            for _ in range(500):
                with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
                    connection.sendall(request)
                    connection.shutdown(socket.SHUT_WR)
                    connection.recv(1)
            assert server.get("/healthz").status == 200

    def test_names_are_answered_while_texts_are_worked_on(self, server: Server) -> None:
        text = {"text": "Ông Sonexay Siphandone gặp ông Bounsavath Phetmixay ở Viêng Chăn. " * 500}
        with concurrent.futures.ThreadPoolExecutor(8) as asking:
            waiting = [asking.submit(server.post, "/api/v1/check", text) for _ in range(4)]
            assert server.get("/api/v1/resolve?name=Vientiane").status == 200
            assert [future.result().status for future in waiting] == [200] * 4


class TestTheEnd:
    @pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
    @pytest.mark.parametrize("sig", [signal.SIGINT, signal.SIGTERM])
    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_requests_that_are_begun_are_answered(self, sig: signal.Signals, workers: str) -> None:
        with served("--workers", workers) as server, concurrent.futures.ThreadPoolExecutor(4) as asking:
            text = {"text": "Ông Sonexay Siphandnoe gặp ông Bounsavath Phetmixay. " * 500}
            waiting = [asking.submit(server.post, "/api/v1/check", text) for _ in range(3)]
            while "tenlao_working 0" in server.get("/metrics").text:
                time.sleep(0.01)
            server.process.send_signal(sig)
            statuses = [future.result().status for future in waiting if not future.exception()]
            assert statuses
            assert set(statuses) == {200}
            assert server.process.wait(60) == 0

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
    def test_a_process_that_is_killed_is_made_anew(self) -> None:
        with served("--workers", "2") as server:
            children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
            if not children.exists():
                pytest.skip("the system does not tell the children of a process")
            for child in map(int, children.read_text().split()):
                os.kill(child, signal.SIGKILL)
            answers = [server.get("/api/v1/resolve?name=Vientiane").status for _ in range(20)]
            assert answers == [200] * 20


class TestTheCommand:
    def test_a_free_port_is_taken_where_the_usual_one_is(self) -> None:
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", 8642)):
            command = [sys.executable, "-m", "tenlao", "serve"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                said = process.stdout.readline()
                process.terminate()
            assert "(the usual port is taken)" in said
            assert ":8642/" not in said

    @pytest.mark.parametrize(
        ("options", "complaint"),
        [
            (["--port", "PORT"], "cannot listen there"),
            (["--allow-origin", "evil"], "is no origin"),
            (["--api-key-file", "nowhere.txt"], "nowhere.txt: cannot be read"),
            (["--table", "nowhere.toml"], "nowhere.toml"),
        ],
    )
    def test_what_cannot_be_served_is_said_in_a_line(self, options: list[str], complaint: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            given = [str(taken.getsockname()[1]) if option == "PORT" else option for option in options]
            command = [sys.executable, "-m", "tenlao", "serve", *given]
            done = subprocess.run(command, capture_output=True, encoding="utf-8")
        assert done.returncode == 2
        assert complaint in done.stderr
        assert done.stderr.count("\n") == 1

    def test_without_the_extra_it_says_what_to_install(self) -> None:
        hidden = "import sys; sys.modules['starlette'] = None; from tenlao.cli.main import main; main()"
        done = subprocess.run([sys.executable, "-c", hidden, "serve"], capture_output=True, encoding="utf-8")
        assert done.returncode == 2
        assert 'pip install "tenlao[web]"' in done.stderr

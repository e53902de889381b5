"""Messages of programs that talk with this one: read within bounds, whatever comes."""

import io
import json
import tracemalloc
from typing import Any

import pytest

from tenlao import TenlaoError
from tenlao.integrations.incoming import LARGEST_MESSAGE, Message, Refusal, framed, lines

PING: dict[str, Any] = {"jsonrpc": "2.0", "id": 7, "method": "ping"}


def frame(content: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%b" % (len(content), content)


def heard(content: bytes) -> list[Message]:
    """What is heard of a message by both protocols, which is the same, and then of another."""
    ping = json.dumps(PING).encode()
    by_length = list(framed(io.BytesIO(frame(content) + frame(ping))))
    by_line = list(lines(io.BytesIO(content + b"\n" + ping + b"\n")))
    assert by_length == by_line
    assert by_length[1:] == [PING]
    return by_length[:1]


@pytest.mark.parametrize(
    ("content", "code", "id", "problem"),
    [
        (b"{{", -32700, None, "is no JSON"),
        (b"\xff\xfe", -32700, None, "UTF-8"),
        (b'{"jsonrpc":"2.0","id":NaN,"method":"x"}', -32700, None, "number"),
        (b"[" * 100_000, -32700, None, "nested too deeply"),
        (
            b'{"jsonrpc":"2.0","id":1,"method":"x","params":' + b'{"a":' * 40 + b"1" + b"}" * 41,
            -32700,
            None,
            "nested",
        ),
        (b"[]", -32600, None, "one object"),
        (b"null", -32600, None, "one object"),
        (b'{"id": 3, "method": "x"}', -32600, None, "one object of JSON-RPC 2.0"),
        (b'{"jsonrpc":"2.0","id":1.5,"method":"x"}', -32600, None, "whole number"),
        (b'{"jsonrpc":"2.0","id":true,"method":"x"}', -32600, None, "whole number"),
        (b'{"jsonrpc":"2.0","id":null,"method":"x"}', -32600, None, "whole number"),
        (b'{"jsonrpc":"2.0","id":"a","method":5}', -32600, "a", "method"),
        (b'{"jsonrpc":"2.0","id":-4,"method":"x","params":[1]}', -32600, -4, "params"),
    ],
)
def test_what_is_no_message_is_refused_by_its_id_and_the_next_one_heard(
    content: bytes, code: int, id: object, problem: str
) -> None:
    (refusal,) = heard(content)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.id) == (code, id)
    assert problem in refusal.message
    assert "\n" not in refusal.message


@pytest.mark.parametrize(
    "message",
    [
        {"jsonrpc": "2.0", "id": 10**40, "method": "x", "params": None},
        {"jsonrpc": "2.0", "method": "x", "params": {"a": [1, {"b": None}]}},
        {"jsonrpc": "2.0", "id": "x", "result": [1]},
        {"jsonrpc": "2.0", "id": None, "error": {"code": 1, "message": "x"}},
    ],
)
def test_messages_are_heard_as_they_are(message: dict[str, Any]) -> None:
    assert heard(json.dumps(message).encode()) == [message]


def test_half_of_a_character_is_refused_where_texts_come_back() -> None:
    half = json.dumps({**PING, "params": {"text": "\ud800"}}).encode()
    assert list(lines(io.BytesIO(half))) == [
        Refusal(-32600, "the message has one half of a character of two halves in it", 7)
    ]
    assert list(framed(io.BytesIO(frame(half)))) == [{**PING, "params": {"text": "\ud800"}}]


class Endless(io.RawIOBase):
    """A stream of a beginning, and then a byte for ever, or so many of them, and then an end."""

    def __init__(self, begins: bytes, size: int, ends: bytes) -> None:
        self._rest, self._left, self._ends = begins, size, ends

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest and self._left:
            count = min(len(buffer), self._left)
            self._left -= count
            buffer[:count] = b" " * count
            return count
        if not self._rest:
            self._rest, self._ends = self._ends, b""
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


def test_a_message_that_is_too_large_is_passed_over_in_little_memory() -> None:
    size = 3 * LARGEST_MESSAGE
    ping = json.dumps(PING).encode()
    length = io.BufferedReader(Endless(b"Content-Length: %d\r\n\r\n" % size, size, frame(ping)))
    line = io.BufferedReader(Endless(b"{", size, b"\n" + ping))
    for messages, most in ((framed(length), 1 << 20), (lines(line), 3 * LARGEST_MESSAGE)):
        tracemalloc.start()
        try:
            refusal, message = messages
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert isinstance(refusal, Refusal)
        assert "32 MB" in refusal.message
        assert message == PING
        assert peak < most


def test_a_length_that_no_memory_holds_is_refused_before_it_comes() -> None:
    messages = framed(io.BytesIO(b"Content-Length: 100000000000\r\n\r\n{}"))
    assert isinstance(next(messages), Refusal)
    assert list(messages) == []


@pytest.mark.parametrize(
    "head",
    [
        b"content-length:%d\r\nContent-Type: x\r\n\r\n",
        b"\r\n\r\nContent-Length: %d\n\n",
        b"X: y\r\nCONTENT-LENGTH:  %d  \r\n\r\n",
    ],
)
def test_headers_may_be_written_as_elsewhere(head: bytes) -> None:
    ping = json.dumps(PING).encode()
    assert list(framed(io.BytesIO(head % len(ping) + ping))) == [PING]


@pytest.mark.parametrize(
    "head",
    [
        b"hello\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 0x5\r\n\r\n",
        b"Content-Length: %b\r\n\r\n" % (b"9" * 6000),
        b"Content-Length: \xd9\xa3\r\n\r\n",
        b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"Content-Type: x\r\n\r\n{}",
        b"X" * 100_000,
        b"X: y\r\n" * 100,
    ],
)
def test_where_no_message_begins_it_ends_with_one_line(head: bytes) -> None:
    with pytest.raises(TenlaoError) as caught:
        list(framed(io.BytesIO(head)))
    assert str(caught.value).startswith("standard input: has no message of the Language Server Protocol")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("cut", [b"", b"Content-Length: 30\r\n", b"Content-Length: 30\r\n\r\n{"])
def test_a_message_that_is_cut_off_is_none(cut: bytes) -> None:
    assert list(framed(io.BytesIO(cut))) == []

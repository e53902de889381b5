"""Messages of JSON-RPC as they come in on a stream: read within bounds, and refused by an answer if they are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple, TypeAlias

from tenlao.base.errors import TenlaoError
from tenlao.base.strict_json import check_whole, strict_json

__all__ = ["INVALID_REQUEST", "LARGEST_MESSAGE", "Message", "Refusal", "framed", "lines"]

LARGEST_MESSAGE: Final = 32 << 20
"""Messages with more bytes are left out: a text of a megabyte, each letter escaped, has some 6 MB."""

INVALID_REQUEST: Final = -32600
_NO_JSON: Final = -32700

_LONGEST_HEADER: Final = 8 << 10  # bytes of a line
_MOST_HEADERS: Final = 32
_LONGEST_NUMBER: Final = 18  # digits
_PIECE: Final = 1 << 16


class Refusal(NamedTuple):
    """What is wrong with a message, and which request it is, if it is one."""

    code: int
    message: str
    id: int | str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the answer.

        >>> Refusal(-32600, "is no request").to_dict()
        {'jsonrpc': '2.0', 'id': None, 'error': {'code': -32600, 'message': 'is no request'}}
        """
        return {"jsonrpc": "2.0", "id": self.id, "error": {"code": self.code, "message": self.message}}


Message: TypeAlias = dict[str, Any] | Refusal


def framed(stream: BinaryIO) -> Iterator[Message]:
    r"""Give the messages of a stream, each after its length, as the Language Server Protocol has it.

    What a message with too many bytes holds is passed over.

    >>> import io
    >>> list(framed(io.BytesIO(b'Content-Length: 33\r\n\r\n{"jsonrpc":"2.0","method":"exit"}')))
    [{'jsonrpc': '2.0', 'method': 'exit'}]

    Raises:
        TenlaoError: there is no such header where one must be, so that nobody knows where the next message begins.
    """
    while (length := _announced(stream)) is not None:
        if length > LARGEST_MESSAGE:
            yield _too_large()
            while length > 0:
                passed = len(stream.read(min(length, _PIECE)))
                length = length - passed if passed else 0
            continue
        content = stream.read(length)
        if len(content) < length:
            return
        yield _message_in(content, halves=True)


def lines(stream: BinaryIO) -> Iterator[Message]:
    """Give the messages of a stream, each on a line, as the Model Context Protocol has it.

    >>> import io
    >>> [message["id"] for message in lines(io.BytesIO(b'{"jsonrpc":"2.0","id":7,"method":"ping"}'))]
    [7]
    """
    while line := stream.readline(LARGEST_MESSAGE + 1):
        if len(line) > LARGEST_MESSAGE:
            yield _too_large()
            while line and not line.endswith(b"\n"):
                line = stream.readline(_PIECE)
        elif line.strip():
            yield _message_in(line, halves=False)


def _announced(stream: BinaryIO) -> int | None:
    """Return how many bytes the next message has; None at the end of the stream."""
    lengths: set[bytes] = set()
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_HEADER)
        if not line:
            return None
        name, colon, value = line.strip().partition(b":")
        if not name and not colon:
            if lengths:
                break
            continue  # a blank line between two messages
        if not colon or not line.endswith(b"\n"):
            raise _out_of_step()
        if name.strip().lower() == b"content-length":
            lengths.add(value.strip())
    length = lengths.pop() if len(lengths) == 1 else b""
    if not length.isdigit() or len(length) > _LONGEST_NUMBER:
        raise _out_of_step()
    return int(length)


def _out_of_step() -> TenlaoError:
    message = (
        "has no message of the Language Server Protocol, with its length before it; let an editor start this"
    )
    return TenlaoError(message, "standard input")


def _too_large() -> Refusal:
    return Refusal(INVALID_REQUEST, f"a message may have {LARGEST_MESSAGE >> 20} MB; this one is left out")


def _message_in(content: bytes, *, halves: bool) -> Message:
    """Return a message if it is one; what it asks for is not looked at."""
    try:
        data = strict_json(content, halves=True)
    except ValueError as error:
        return Refusal(_NO_JSON, f"the message {error}")
    if not isinstance(data, dict) or data.get("jsonrpc") != "2.0":
        return Refusal(INVALID_REQUEST, "a message is one object of JSON-RPC 2.0")
    id = data.get("id")
    if isinstance(id, bool) or not isinstance(id, (int, str, type(None))):
        return Refusal(INVALID_REQUEST, "the id of a message is a whole number or a string")
    if "method" not in data:
        return data
    if "id" in data and id is None:
        return Refusal(INVALID_REQUEST, "the id of a request is a whole number or a string")
    if not isinstance(data["method"], str) or not isinstance(data.get("params", {}), (dict, type(None))):
        return Refusal(INVALID_REQUEST, "the method of a message is a string, its params are an object", id)
    if not halves:
        try:
            check_whole(data)
        except ValueError as error:
            return Refusal(INVALID_REQUEST, f"the message {error}", id if isinstance(id, int) else None)
    return data

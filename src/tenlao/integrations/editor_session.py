"""Talking with an editor on two streams: whatever comes in, the server goes on, and says what is wrong with it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final

from tenlao.integrations.incoming import INVALID_REQUEST, Message, Refusal, framed

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

__all__ = ["serve_editor"]

_NOT_INITIALIZED: Final = -32002
_INVALID_PARAMS: Final = -32602


def serve_editor(server: LanguageServer, source: BinaryIO, output: BinaryIO) -> None:
    """Answer what an editor asks, until it says that it is done or closes its stream.

    A message that cannot be used is answered by an error. By itself, pygls reserves memory for whatever length is
    announced, and leaves a request unanswered whose parameters are not those of its method.

    Raises:
        TenlaoError: nobody knows where in the stream the next message begins.
    """
    from pygls.io_ import StdoutWriter

    writer = StdoutWriter(output)
    server.protocol.set_writer(writer)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_told_of)
    session = _Session(server, writer.write)

    async def answer() -> None:
        messages = framed(source)
        while (message := await asyncio.to_thread(next, messages, None)) is not None:
            session.take(message)

    with contextlib.suppress(SystemExit):  # the editor says that it is done
        asyncio.run(answer())


class _Session:
    """What has been agreed upon with an editor, which begins by `initialize`."""

    def __init__(self, server: LanguageServer, write: Callable[[bytes], None]) -> None:
        self._protocol = server.protocol
        self._write = write
        self._has_begun = False

    def take(self, message: Message) -> None:
        """Hand a message to what answers it, or refuse it."""
        if isinstance(message, Refusal):
            self._refuse(message)
            return
        method, id = message.get("method"), message.get("id")
        if method == "initialize" and self._has_begun:
            problem = Refusal(INVALID_REQUEST, "the session has begun already", id)
        elif method not in (None, "initialize", "exit") and not self._has_begun:
            problem = Refusal(_NOT_INITIALIZED, "the session begins by initialize", id)
        else:
            from pygls.exceptions import JsonRpcException

            try:
                read = self._protocol.structure_message(message)
            except JsonRpcException:
                problem = Refusal(_INVALID_PARAMS, f"the parameters are not those of {method}", id)
            else:
                self._has_begun |= method == "initialize"
                self._protocol.handle_message(read)
                return
        if method is not None and id is not None:
            self._refuse(problem)

    def _refuse(self, refusal: Refusal) -> None:
        content = json.dumps(refusal.to_dict()).encode()
        self._write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))


def _is_told_of(record: logging.LogRecord) -> bool:
    """Whether the log tells of something else than a message that is refused, at the length of a traceback."""
    from pygls.exceptions import JsonRpcException

    is_refusal = record.exc_info and isinstance(record.exc_info[1], JsonRpcException)
    return not is_refusal and not record.getMessage().startswith("Unable to deserialize")

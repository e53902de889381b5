"""What requests bring: queries, JSON, forms and documents, read within limits, in memory only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from tenlao.base.strict_json import strict_json
from tenlao.web.guard import ClientGoneError
from tenlao.web.problems import Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from tenlao.web.settings import Limits

__all__ = ["Given", "Upload", "WithBody", "form_in", "given_in", "json_in"]

_MOST_FIELDS = 64


@dataclass(frozen=True, slots=True)
class Upload:
    """A document that is sent: what its file is called there, and what it holds."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What a request asks for: named values, each a string from a form or any JSON, and a document if one is sent."""

    values: Mapping[str, Any] = field(default_factory=dict)
    upload: Upload | None = None


class WithBody:
    """Hands requests over to an application of others once their bodies are there, within the limits."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; see the ASGI specification.

        Raises:
            Problem: it is too large, or arrives too slowly.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bodies = [await _body(Request(scope, receive), self._limits)]

        async def read() -> Message:
            return {"type": "http.request", "body": bodies.pop()} if bodies else await receive()

        await self._app(scope, read, send)


async def json_in(request: Request, limits: Limits) -> Any:
    """Return the JSON that is the body of a request.

    Raises:
        Problem: it is too large, arrives too slowly, or is no JSON in Unicode.
    """
    return parsed(await _body(request, limits))


def parsed(content: bytes | str, what: str = "the body") -> Any:
    """Return what JSON stands for.

    >>> parsed(b'{"names": ["Vientiane"]}')
    {'names': ['Vientiane']}

    Raises:
        Problem: it is no JSON, nested too deeply, or has half of a character in it.
    """
    try:
        return strict_json(content)
    except ValueError as error:
        raise Problem("bad-request", f"{what} {error}") from None


async def given_in(request: Request, limits: Limits) -> Given:
    """Return what the body of a request gives: JSON, or a form with a document.

    Raises:
        Problem: it is too large or arrives too slowly, is of another type, or cannot be read.
    """
    kind = _media_type(request)
    if kind == "multipart/form-data":
        return await _multipart(request, limits)
    if kind not in ("application/json", ""):
        message = f"send application/json or multipart/form-data, not {kind}"
        raise Problem("wrong-type", message, {"Accept-Post": "application/json, multipart/form-data"})
    data = await json_in(request, limits)
    if not isinstance(data, dict):
        raise Problem("bad-request", 'the body is to be an object, such as {"text": "..."}')
    return Given(data)


async def form_in(request: Request, limits: Limits) -> Mapping[str, str]:
    """Return the fields of a form that is sent as a body or asked for in the query.

    Raises:
        Problem: it is too large or arrives too slowly, is of another type, or cannot be read.
    """
    if request.method != "POST":
        return dict(request.query_params)
    kind = _media_type(request)
    if kind == "multipart/form-data":
        given = await _multipart(request, limits)
        return {**request.query_params, **given.values}
    if kind not in ("application/x-www-form-urlencoded", ""):
        raise Problem("wrong-type", f"send a form (application/x-www-form-urlencoded), not {kind}")
    content = await _body(request, limits)
    try:
        fields = parse_qsl(
            content.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise Problem("bad-request", "the form is not UTF-8, or has too many fields") from None
    return {**request.query_params, **dict(fields)}


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().casefold()


async def _body(request: Request, limits: Limits) -> bytes:
    chunks = [chunk async for chunk in _chunks(request, limits)]
    return b"".join(chunks)


async def _chunks(request: Request, limits: Limits) -> AsyncGenerator[bytes, None]:
    """Give the body as it arrives, no more than is allowed and for no longer."""
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or len(length) > 18 or int(length) > limits.body:
        raise _too_large(limits)
    loop = asyncio.get_running_loop()
    end = loop.time() + limits.reading
    size = 0
    stream = request.stream()
    while True:
        try:
            chunk = await asyncio.wait_for(stream.__anext__(), max(0.0, end - loop.time()))
        except StopAsyncIteration:
            return
        except ClientDisconnect:
            raise ClientGoneError from None
        except asyncio.TimeoutError:
            raise Problem("too-slow", f"the body did not arrive within {limits.reading:g} seconds") from None
        size += len(chunk)
        if size > limits.body:
            raise _too_large(limits)
        yield chunk


def _too_large(limits: Limits) -> Problem:
    return Problem("too-large", f"the body may have {limits.body >> 20} MB; give less at once")


class _InMemory(MultiPartParser):
    """A reader of forms that keeps what is sent in memory: nothing is written to a disk."""

    spool_max_size = 1 << 40


async def _multipart(request: Request, limits: Limits) -> Given:
    headers = Headers({"content-type": request.headers.get("content-type", "")})
    reader = _InMemory(
        headers, _chunks(request, limits), max_files=1, max_fields=_MOST_FIELDS, max_part_size=limits.body
    )
    try:
        form = await reader.parse()
    except (MultiPartException, KeyError, ValueError, AttributeError, LookupError) as error:
        reason = getattr(error, "message", "its parts cannot be told apart")
        raise Problem("bad-request", f"the form cannot be read: {reason}") from None
    values: dict[str, str] = {}
    upload = None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            upload = Upload(_file_name(value.filename or ""), await value.read())
        elif not _is_text(value) or not _is_text(name):
            raise Problem("bad-request", "a field of the form is not UTF-8")
        else:
            values[name] = value
    return Given(values, upload)


def _file_name(name: str) -> str:
    """Return what a file is called, without its folders, as an error may say it."""
    name = name.replace("\\", "/").rpartition("/")[2]
    cleaned = "".join(c for c in name if c.isprintable() and not "\ud800" <= c <= "\udfff")
    return cleaned[-200:] or "document.txt"


def _is_text(value: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in value)

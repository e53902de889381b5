"""Requests of a server: how they are made, and the answer of the application, without a socket between."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from hypothesis import strategies as st

from fuzz.oracles import broken
from fuzz.tables import values
from fuzz.texts import Strategy, encoded, queries, texts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

_HOST = "localhost"
PATHS = (
    "/",
    "/lookup",
    "/render",
    "/table",
    "/table/statistics",
    "/entry/vientiane",
    "/page/open",
    "/page/save",
    "/reconcile",
    "/reconcile/suggest/entity",
    "/reconcile/flyout",
    "/reconcile/propose",
    "/api/v1/openapi.json",
    *(
        f"/api/v1/{name}"
        for name in (
            "lookup",
            "resolve",
            "render",
            "find",
            "annotate",
            "check",
            "harvest",
            "article",
            "entries",
        )
    ),
)
_FIELDS = (
    *(
        "text",
        "name",
        "names",
        "style",
        "every",
        "min_score",
        "prefer",
        "mark",
        "suggest",
        "rules",
        "kind",
        "limit",
    ),
    *(
        "threshold",
        "to",
        "tones",
        "sibilant",
        "output",
        "offset",
        "q",
        "lang",
        "queries",
        "extend",
        "prefix",
        "id",
    ),
    *("document", "encoding", "new", "brackets", "provinces", "near", "cursor", "type"),
)


class Answer(NamedTuple):
    """The answer to a request."""

    status: int
    headers: dict[str, str]
    body: bytes


def check_answer(answer: Answer) -> None:
    """A server answers, by a page, by data or by a problem document; a mistake of its own is a finding."""
    kind = answer.headers.get("content-type", "")
    if answer.status >= 500:
        raise broken("a server makes no mistake", answer)
    if answer.headers.get("x-content-type-options") != "nosniff":
        raise broken("answers are safe for browsers", answer)
    if "json" in kind:
        data = json.loads(answer.body)
        if answer.status >= 400 and data.get("status") != answer.status:
            raise broken("problems are told", answer)
    elif "html" in kind and "<fuzz" in answer.body.decode():
        raise broken("markup is escaped", answer)


def requests() -> Strategy[tuple[dict[str, Any], bytes]]:
    """Requests: method, target and type of the body, and the body."""
    told = st.one_of(
        queries(), texts(4), st.sampled_from(["", "gloss", "vietnamese", "5", "true", "{}", "[]"])
    )
    field = st.sampled_from(_FIELDS)
    forms = st.dictionaries(field, told, max_size=4)
    data = st.dictionaries(field, st.one_of(told, st.lists(told, max_size=3), values()), max_size=5)
    bodies = st.one_of(
        data.map(lambda data: ("application/json", json.dumps(data, default=str).encode())),
        forms.map(lambda form: ("application/x-www-form-urlencoded", _query(form).encode())),
        st.builds(
            _multipart, forms, texts(8).map(encoded), st.sampled_from(["a.txt", "a.html", "b.md", "x.docx"])
        ),
        st.tuples(
            st.sampled_from(["application/json", "multipart/form-data; boundary=b", "x/y"]), st.binary()
        ),
    )

    def request(
        path: str, method: str, query: dict[str, str], body: tuple[str, bytes]
    ) -> tuple[dict[str, Any], bytes]:
        target = f"{path}?{_query(query)}" if query else path
        return {"method": method, "target": target, "type": body[0]}, body[1]

    return st.builds(request, st.sampled_from(PATHS), st.sampled_from(["GET", "POST", "POST"]), forms, bodies)


def _query(fields: dict[str, str]) -> str:
    return urlencode(fields, quote_via=quote, errors="replace")


def _multipart(fields: dict[str, str], content: bytes, name: str) -> tuple[str, bytes]:
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n'.encode() + encoded(value) + b"\r\n"
        for field, value in fields.items()
    ]
    head = f'--b\r\nContent-Disposition: form-data; name="document"; filename="{name}"\r\n\r\n'.encode()
    return "multipart/form-data; boundary=b", b"".join([*parts, head, content, b"\r\n--b--\r\n"])


@cache
def _application() -> ASGIApp:
    from tenlao.web.application import application
    from tenlao.web.settings import Settings

    return application(Settings())


def answered(request: dict[str, Any], body: bytes) -> Answer:
    """Ask the application, and return its answer."""
    return asyncio.run(_ask(_application(), request, body))


async def _ask(application: ASGIApp, request: dict[str, Any], body: bytes) -> Answer:
    target = urlsplit(request["target"])
    headers = {"host": _HOST, "content-type": request["type"], "content-length": str(len(body))}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": request["method"],
        "scheme": "http",
        "path": target.path,
        "root_path": "",
        "query_string": target.query.encode(errors="replace"),
        "headers": [(name.encode(), value.encode(errors="replace")) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
    }
    to_come = [body]
    sent: list[Message] = []

    async def receive() -> Message:
        if not to_come:
            await asyncio.Event().wait()  # nobody hangs up
        return {"type": "http.request", "body": to_come.pop(), "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await application(scope, receive, send)
    begin, *rest = sent
    told = {name.decode("latin-1"): value.decode("latin-1") for name, value in begin["headers"]}
    return Answer(begin["status"], told, b"".join(message.get("body", b"") for message in rest))

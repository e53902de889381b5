"""A server for assistants, by the Model Context Protocol: the table and the check of translations as tools.

It is given names and texts, and opens no files. What cannot be used is answered with what to do; whatever else goes
wrong ends the request and not the server.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, TypeVar, cast

from tenlao.base.errors import TenlaoError
from tenlao.base.version import program_version
from tenlao.base.vocabulary import Kind
from tenlao.integrations.assistant_answers import (
    Annotated,
    Checked,
    Found,
    LookedUp,
    Rendered,
    TranslationChecked,
    matched,
    mentioned,
    problem,
    translation_problem,
)
from tenlao.integrations.incoming import Refusal, lines
from tenlao.pipeline.answer_data import entry_data
from tenlao.pipeline.answers import answer, suggestion
from tenlao.rendering.suggestions import MARK
from tenlao.text.edits import apply_edits

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from starlette.types import Receive, Scope, Send

    from tenlao.gazetteer import Gazetteer
    from tenlao.web.work import Work

__all__ = [
    "HOST",
    "LONGEST_ASKED",
    "LONGEST_TEXT",
    "MOST_NAMES",
    "assistant_server",
    "serve_http",
    "serve_lines",
]

HOST: Final = "127.0.0.1"
"""Where the server listens: programs on the same machine reach it, others do not."""
LONGEST_TEXT, LONGEST_ASKED, MOST_NAMES = 200_000, 300, 100
"""Code points of a text and of a name, and names of one request; what is longer is refused."""
_INVALID_PARAMS: Final = -32602
_PATH: Final = "/mcp"

_T = TypeVar("_T")

_INSTRUCTIONS = """\
Lao names in Lao script, Latin romanization and Vietnamese rendering, each form with the pages that print it.
Before you write a Lao name, look it up; where no form is attested, a suggestion ends in an asterisk: keep the mark.
After you have translated a text, check it with check_translation."""

_TRANSLATE = """\
Translate the text below into {language}. Write the Lao names in it as listed here, which is how pages print them.
A name that is not listed is not known: look it up with the tool lookup, and keep the asterisk of what is suggested.
When you are done, call check_translation with the text and your translation, and mend what it finds.

{names}

Text:
{text}"""

_LANGUAGES: Final = {"vi": "Vietnamese", "en": "English", "fr": "French", "lo": "Lao"}


class _Tools:
    """The tools, each a method whose docstring tells an assistant what it is for."""

    def __init__(self, names: Gazetteer) -> None:
        self._names = names

    def lookup(self, names: list[str], limit: int = 5, kind: Kind | None = None) -> list[LookedUp]:
        """Look names up in any writing: who or what each may be, how it is written, and who prints that."""
        if len(names) > MOST_NAMES:
            raise TenlaoError(f"at most {MOST_NAMES} names at once; ask for the others after them")
        if not 1 <= limit <= 50:
            raise TenlaoError("limit is from 1 to 50")
        return [self._looked_up(_name(name), limit, kind) for name in names]

    def find(self, text: str) -> Found:
        """Find the Lao persons, places and organizations that a text names, with their forms."""
        return Found([mentioned(mention) for mention in self._names.find(_text(text))])

    def check(self, text: str) -> Checked:
        """Check the Lao names in a text: typos, two spellings of one name, wrong glosses, slips in typography."""
        return Checked([problem(finding) for finding in self._names.check(_text(text))])

    def check_translation(self, source: str, target: str) -> TranslationChecked:
        """Check a translation: names of the source text that the target writes wrongly, leaves out or doubles."""
        found = self._names.check_translation(_text(source), _text(target))
        return TranslationChecked([translation_problem(finding) for finding in found])

    def annotate(self, text: str, style: Literal["gloss", "vietnamese", "latin"] = "gloss") -> Annotated:
        """Put the Lao names in a text into a house style: glosses after them, or all in one writing."""
        edits = self._names.edits(_text(text), style)
        return Annotated(apply_edits(text, edits), len(edits))

    def render(self, name: str) -> Rendered:
        """Say how Vietnamese newsrooms write a Lao name, or where none has printed it, how they probably would."""
        match = self._names.resolve(_name(name))
        found = self._names.render(name)
        return Rendered(
            name=name,
            attested=matched(match, self._names.sources) if match and match.entry.vietnamese else None,
            suggested=f"{found.vietnamese}{MARK}" if found.vietnamese else None,
            score=found.score,
            alternatives=[f"{text}{MARK}" for text in found.alternatives],
            evidence=[str(evidence) for evidence in found.evidence],
            note=found.note or None,
        )

    def entry(self, id: str) -> str:
        """All forms of the name of an entry of the table, and who prints each."""
        try:
            entry = self._names.entry(id)
        except KeyError:
            raise TenlaoError(f'no entry has the id "{id}"; look a name up to learn its id') from None
        return json.dumps(entry_data(entry, self._names.sources), ensure_ascii=False)

    def translate(self, text: str, language: str = "vi") -> str:
        """Translate a text with the right Lao names."""
        if language not in _LANGUAGES:
            raise TenlaoError(f"language is one of {', '.join(_LANGUAGES)}")
        entries = {mention.match.entry.id: mention for mention in self._names.find(_text(text))}
        lines = []
        for mention in entries.values():
            entry = mention.match.entry
            form = {"vi": entry.vietnamese, "lo": entry.lao}.get(language, entry.latin)
            lines.append(
                f"- {mention.text}: {form or 'not attested in this language'} (tenlao://entry/{entry.id})"
            )
        names = "\n".join(lines) or "No Lao names of the table were found in it."
        return _TRANSLATE.format(language=_LANGUAGES[language], names=names, text=text)

    def _looked_up(self, name: str, limit: int, kind: Kind | None) -> LookedUp:
        found = answer(self._names, name, kind=kind, limit=limit)
        matches = [matched(match, self._names.sources) for match in found.matches]
        return LookedUp(name, found.weak, matches, suggestion(self._names, found))


def assistant_server(names: Gazetteer, beside: Work | None = None) -> MCPServer:
    """Return a server that has not started; what is asked of it is worked on `beside` it, within bounds, if given.

    Raises:
        TenlaoError: the SDK of the protocol is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
        from mcp.shared.exceptions import MCPError
        from mcp.types import ToolAnnotations
    except ImportError:
        raise _not_installed() from None

    tools = _Tools(names)
    server = MCPServer("tenlao", instructions=_INSTRUCTIONS, version=program_version(), log_level="WARNING")

    def refusing(work: Callable[..., Any], error: Callable[[str], Exception]) -> Callable[..., Any]:
        """Return some work that says what is wrong as the protocol has it."""

        @wraps(work)
        def done(*given: Any, **named: Any) -> Any:
            try:
                return work(*given, **named)
            except TenlaoError as wrong:
                raise error(str(wrong)) from None

        return done if beside is None else _beside(beside, done, error)

    reads_only = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (
        *(tools.lookup, tools.find, tools.check, tools.check_translation),
        *(tools.annotate, tools.render),
    ):
        server.add_tool(refusing(tool, ToolError), annotations=reads_only, structured_output=True)
    entry = refusing(tools.entry, ResourceNotFoundError)
    server.resource("tenlao://entry/{id}", name="entry", mime_type="application/json")(entry)
    title = "Translate with the right Lao names"
    server.prompt(name="translate", title=title)(
        refusing(tools.translate, partial(MCPError, _INVALID_PARAMS))
    )
    return server


def _not_installed() -> TenlaoError:
    return TenlaoError('serving assistants needs the SDK of MCP: pip install "tenlao[mcp]"')


def _beside(
    threads: Work, work: Callable[..., _T], error: Callable[[str], Exception]
) -> Callable[..., Awaitable[_T]]:
    """Return some work as done by threads; it says so where there is too much of it, or where it takes too long."""
    from tenlao.web.problems import Problem

    @wraps(work)
    async def done(*given: Any, **named: Any) -> _T:
        try:
            return await threads.do(partial(work, *given, **named))
        except Problem as problem:
            raise error(problem.detail) from None

    return done


def serve_lines(server: MCPServer, source: BinaryIO) -> None:
    """Serve an assistant that has started this program, on a stream and standard output, until it closes the stream.

    What is no message is answered by an error. By itself, the SDK reads a line of any length, and leaves unanswered
    what it cannot read.
    """
    import asyncio

    from mcp.server.stdio import stdio_server
    from mcp.shared.message import SessionMessage
    from mcp.types import ErrorData, JSONRPCError

    async def serve() -> None:
        refusals: Callable[[SessionMessage], Awaitable[None]]

        async def messages() -> AsyncGenerator[str, None]:
            read = lines(source)
            while (message := await asyncio.to_thread(next, read, None)) is not None:
                if isinstance(message, Refusal):
                    error = ErrorData(code=message.code, message=message.message)
                    await refusals(SessionMessage(JSONRPCError(jsonrpc="2.0", id=message.id, error=error)))
                else:
                    yield json.dumps(message)

        session = server._lowlevel_server  # the public way reads standard input by itself
        async with stdio_server(stdin=cast("Any", messages())) as (reading, writing):
            refusals = writing.send
            await session.run(reading, writing, session.create_initialization_options())

    asyncio.run(serve())


def serve_http(names: Gazetteer, port: int, started: Callable[[str], None]) -> None:
    """Serve assistants by streamable HTTP on this machine, until the process is ended.

    `started` is called with the address; port 0 is a free one. Who calls the server by another name than that of this
    machine, or asks from a page of elsewhere, is refused. Requests have the bounds of `tenlao.web.settings.Limits`.

    Raises:
        TenlaoError: the SDK of the protocol is not installed.
        OSError: the port is taken.
    """
    try:
        from mcp.server.transport_security import TransportSecuritySettings

        from tenlao.web.bodies import WithBody
        from tenlao.web.guard import Guard
        from tenlao.web.listening import bound, run
        from tenlao.web.metrics import Metrics
        from tenlao.web.problems import Problem
        from tenlao.web.settings import Settings
        from tenlao.web.work import Work
    except ImportError:
        raise _not_installed() from None
    settings, metrics = Settings(), Metrics()
    work = Work(settings.limits, metrics)
    app = assistant_server(names, work).streamable_http_app(
        host=HOST,
        streamable_http_path=_PATH,
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # the guard does
    )

    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is posted: a stream that is listened to would be silent for ever."""
        if scope["type"] == "http" and scope["path"] == _PATH and scope["method"] != "POST":
            raise Problem(
                "wrong-method", f"post to {_PATH}; there is nothing to listen to", {"Allow": "POST"}
            )
        await app(scope, receive, send)

    with bound(HOST, port) as listening:
        started(f"http://{HOST}:{listening.getsockname()[1]}{_PATH}")
        guard = Guard(WithBody(told, settings.limits), settings, metrics)
        run(guard, settings.limits, metrics, listening)
    work.close()


def _text(text: str) -> str:
    """Return a text, if it is not too long."""
    if len(text) > LONGEST_TEXT:
        raise TenlaoError(f"a text may have {LONGEST_TEXT} characters; this one has {len(text)}, so split it")
    return text


def _name(name: str) -> str:
    """Return a name, if it is one."""
    if not name.strip() or len(name) > LONGEST_ASKED:
        raise TenlaoError(f"a name has from 1 to {LONGEST_ASKED} characters; this one has {len(name)}")
    return name

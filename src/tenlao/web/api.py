"""The interface for programs: `/api/v1`, whose answers are as the command line's with `--json`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tenlao.pipeline.answer_data import entry_data, entry_summary, match_data, rendering_data
from tenlao.pipeline.answers import Answer, answer, respelled, suggestion
from tenlao.styles.preferred_forms import PreferredForms
from tenlao.web import texts
from tenlao.web.asked import Asked
from tenlao.web.bodies import given_in
from tenlao.web.entries import entry_named, fitting

if TYPE_CHECKING:
    from starlette.requests import Request

    from tenlao.web.names import Names
    from tenlao.web.settings import Limits
    from tenlao.web.work import Work

__all__ = ["Api", "document_response"]

_FEW, _SHORT = 4, 200
_OUTPUTS: tuple[Literal["json", "document"], ...] = ("json", "document")

TextWork = Callable[["Names", texts.Text], dict[str, Any]]


class Api:
    """The endpoints: each reads what is asked for, has it worked out, and answers with JSON."""

    def __init__(self, names: Names, work: Work, limits: Limits) -> None:
        self._names, self._work, self._limits = names, work, limits

    def routes(self, at: str = "/api/v1") -> list[Route]:
        """Return the routes."""
        both = ["GET", "POST"]
        return [
            Route(f"{at}/lookup", self.lookup, methods=both),
            Route(f"{at}/resolve", self.resolve, methods=both),
            Route(f"{at}/render", self.render, methods=both),
            Route(f"{at}/find", self.find, methods=["POST"]),
            Route(f"{at}/annotate", self.annotate, methods=["POST"]),
            Route(f"{at}/check", self.check, methods=["POST"]),
            Route(f"{at}/harvest", self.harvest, methods=["POST"]),
            Route(f"{at}/article", self.article, methods=["POST"]),
            Route(f"{at}/entries", self.entries),
            Route(f"{at}/entries/{{id}}", self.entry),
        ]

    async def lookup(self, request: Request) -> Response:
        """Answer with the matches of names, as `tenlao lookup --json`."""
        asked = await self._asked(request)
        names = asked.names(self._limits)
        limit, kind, threshold = asked.number("limit", 5, 1, 50), asked.kind(), asked.score("threshold")
        prefer, at = asked.text("prefer", 200), asked.year("at")
        asked.end()

        def one(name: str) -> dict[str, Any]:
            found = answer(self._names.gazetteer, name, threshold=threshold, kind=kind, limit=limit, at=at)
            return self._answer_data(found, forms, at)

        forms = self._forms(prefer)
        return JSONResponse({"results": await self._each(request, one, names)})

    async def resolve(self, request: Request) -> Response:
        """Answer with the entry that each name names, or null, as `tenlao lookup --json -`."""
        asked = await self._asked(request)
        names = asked.names(self._limits)
        kind, threshold, prefer = asked.kind(), asked.score("threshold"), asked.text("prefer", 200)
        at = asked.year("at")
        asked.end()
        gazetteer, forms = self._names.gazetteer, self._forms(prefer)

        def one(name: str) -> dict[str, Any] | None:
            match = gazetteer.resolve(name, threshold, kind, at=at)
            if match is None:
                return None
            return match_data(name, match, gazetteer.sources, weak=False, forms=forms)

        return JSONResponse({"results": await self._each(request, one, names)})

    async def render(self, request: Request) -> Response:
        """Answer with a suggestion for each name, as `tenlao render --json`."""
        asked = await self._asked(request)
        names = asked.names(self._limits)
        to, limit = asked.writing("to") or "vietnamese", asked.number("limit", 5, 1, 50)
        sibilant, tones = asked.sibilant(), asked.flag("tones") is not False
        asked.end()
        gazetteer = self._names.gazetteer

        def one(name: str) -> dict[str, Any]:
            return rendering_data(respelled(gazetteer, name, to, sibilant=sibilant, tones=tones, limit=limit))

        return JSONResponse({"results": await self._each(request, one, names)})

    async def find(self, request: Request) -> Response:
        """Answer with the mentions in a text, as `tenlao find`."""
        return await self._of_text(request, texts.found)

    async def check(self, request: Request) -> Response:
        """Answer with what is wrong with the names in a text, as `tenlao check --format json`."""
        return await self._of_text(request, texts.checked)

    async def harvest(self, request: Request) -> Response:
        """Answer with the names that a text prints in two writings, as `tenlao harvest --json`."""
        return await self._of_text(request, texts.harvested)

    async def article(self, request: Request) -> Response:
        """Answer with mentions, findings and a style at once."""
        return await self._of_text(request, texts.article)

    async def annotate(self, request: Request) -> Response:
        """Answer with a text in a house style: as JSON, or as a document of its own kind."""
        given = await given_in(request, self._limits)
        asked = Asked(given.values)
        output = asked.choice("output", _OUTPUTS) or "json"

        def work() -> Response:
            text = texts.text_of(given, asked, self._limits)
            revision, data = texts.annotated(self._names, text)
            return JSONResponse(data) if output == "json" else document_response(revision.new, text.file)

        return await self._work.do_for(request, work)

    async def entries(self, request: Request) -> Response:
        """Answer with the entries that fit what is asked for."""
        asked = Asked(dict(request.query_params))
        offset, limit = (
            asked.number("offset", 0, 0, 10**6),
            asked.number("limit", 50, 1, self._limits.entries),
        )

        def work() -> Response:
            found = list(fitting(self._names, asked))
            asked.end()
            entries = [entry_summary(entry) for entry in found[offset : offset + limit]]
            return JSONResponse({"total": len(found), "offset": offset, "entries": entries})

        return await self._work.do_for(request, work)

    async def entry(self, request: Request) -> Response:
        """Answer with one entry, with all its forms and their sources."""
        Asked(dict(request.query_params)).end()
        entry = entry_named(self._names, request.path_params["id"])
        return JSONResponse(entry_data(entry, self._names.gazetteer.sources))

    async def _asked(self, request: Request) -> Asked:
        if request.method == "POST":
            given = await given_in(request, self._limits)
            return Asked(given.values)
        values: dict[str, Any] = dict(request.query_params)
        if names := request.query_params.getlist("name"):
            values["name"] = names
        return Asked(values)

    async def _each(self, request: Request, one: Callable[[str], Any], names: list[str]) -> list[Any]:
        """Return what comes of each name: at once if they are few, else beside what else is answered."""

        def work() -> list[Any]:
            return [one(name) for name in names]

        if len(names) <= _FEW and sum(map(len, names)) <= _SHORT:
            return work()
        return await self._work.do_for(request, work)

    async def _of_text(self, request: Request, answered: TextWork) -> Response:
        given = await given_in(request, self._limits)

        def work() -> Response:
            text = texts.text_of(given, Asked(given.values), self._limits)
            return JSONResponse(answered(self._names, text))

        return await self._work.do_for(request, work)

    def _forms(self, prefer: str | None) -> PreferredForms:
        return PreferredForms(self._names.gazetteer.sources, prefer) if prefer else self._names.forms

    def _answer_data(self, found: Answer, forms: PreferredForms, at: int | None) -> dict[str, Any]:
        sources = self._names.gazetteer.sources
        return {
            "name": found.name,
            "weak": found.weak,
            "matches": found.data_of(found.matches, sources, forms, at),
            "bearers": found.data_of(found.bearers, sources, forms, at),
            "holders": found.data_of_holders(),
            "suggested": suggestion(self._names.gazetteer, found),
        }


def document_response(content: bytes, name: str) -> Response:
    """Return a document as an answer that a browser saves under the name it had."""
    kind = "application/octet-stream"
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=kind, headers={"content-disposition": disposition})

"""The pages for people: the article, looking up, an entry, rendering, the table; in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tenlao.base.translations import LANGUAGES, current_language, in_language, translated, translated_number
from tenlao.base.version import program_version
from tenlao.base.vocabulary import KINDS, WRITINGS
from tenlao.phonology.writing import has_lao
from tenlao.pipeline.answers import answer, respelled, suggestion
from tenlao.pipeline.plain_words import in_plain_words
from tenlao.table.registries import REGISTRIES_BY_NAME, page
from tenlao.table.writer import entry_text
from tenlao.web import words
from tenlao.web.api import document_response
from tenlao.web.asked import Asked
from tenlao.web.assets import Assets
from tenlao.web.bodies import given_in
from tenlao.web.entries import entry_named, fitting
from tenlao.web.plots import plots
from tenlao.web.problems import Problem
from tenlao.web.rewriting import opened, rewritten
from tenlao.web.syllables import side_by_side

if TYPE_CHECKING:
    from starlette.requests import Request

    from tenlao.table.model import Entry, Form
    from tenlao.web.names import Names
    from tenlao.web.settings import Settings
    from tenlao.web.work import Work

__all__ = ["FRAMED", "Pages"]

FRAMED = ("/preview", "/reconcile/1.0-draft/preview")
"""The paths of the pages that others may show in a frame."""

_ISSUES = "https://github.com/tenlao/tenlao/issues/new"
_SITE = "https://tenlao.github.io/tenlao/"
_ON_A_PAGE = 50
_DECADE = re.compile(r"\A(\d+)0s\Z")


class Pages:
    """The endpoints of the pages, and what they show."""

    def __init__(self, names: Names, work: Work, settings: Settings) -> None:
        self._names, self._work, self._limits = names, work, settings.limits
        self._assets = Assets()

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/", self.article),
            Route("/lookup", self.lookup),
            Route("/entry/{id}", self.entry),
            Route("/render", self.render),
            Route("/table", self.table),
            Route("/table/statistics", self.statistics),
            Route("/page/open", self.open, methods=["POST"]),
            Route("/page/save", self.save, methods=["POST"]),
            Route("/assets/{version}/{name:path}", self._assets.answer),
            *(Route(path, self.preview) for path in FRAMED),
        ]

    def warm(self) -> None:
        """Do once what the first request would wait for."""
        for template in self._templates.list_templates():
            self._templates.get_template(template)
        self._assets.address("")

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("tenlao.web"),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        install: Callable[..., None] = environment.install_gettext_callables  # type: ignore[attr-defined]
        install(translated, translated_number, newstyle=True)
        return environment

    # The pages

    async def article(self, request: Request) -> Response:
        """Show the page on which an article is written, checked and put into a style."""
        return self._page(request, "article.html", lambda: {"script_words": words.script_words()})

    async def lookup(self, request: Request) -> Response:
        """Show who may be meant by a name."""
        asked = Asked.in_form(request.query_params)
        part = asked.flag("part") or False
        name, kind = (asked.text("q", self._limits.name) or "").strip(), asked.kind()
        at = asked.year("at")
        asked.end()

        def shown() -> dict[str, Any]:
            found = answer(self._names.gazetteer, name, kind=kind, limit=10, at=at) if name else None
            suggested = suggestion(self._names.gazetteer, found) if found and not found.holders else None
            return {
                "name": name,
                "kind": kind,
                "at": at,
                "found": found,
                "suggested": suggested,
                "why": in_plain_words,
                "issue": _issue(name),
            }

        template = "lookup_found.html" if part else "lookup.html"
        return await self._work.do_for(request, lambda: self._page(request, template, shown))

    async def entry(self, request: Request) -> Response:
        """Show all that is known of an entry."""
        asked = Asked.in_form(request.query_params)
        name = asked.text("q", self._limits.name)
        entry = entry_named(self._names, request.path_params["id"])
        gazetteer = self._names.gazetteer

        def shown() -> dict[str, Any]:
            match = next((m for m in gazetteer.lookup(name, 20) if m.entry == entry), None) if name else None
            namesakes = [gazetteer.entry(id) for id in entry.same_name_as]
            others = [] if match is None else [other for other in match.others if other not in namesakes]
            return {
                "entry": entry,
                "name": name,
                "match": match,
                "why": None if match is None else in_plain_words(match),
                "namesakes": [*namesakes, *others],
                "places": {id: gazetteer.entry(id) for id in _places_of(entry)},
                "forms": {writing: [f for f in entry.forms if f.writing == writing] for writing in WRITINGS},
                "sources": gazetteer.sources,
                "links": [
                    (REGISTRIES_BY_NAME[link.registry].name, link.id, page(link)) for link in entry.links
                ],
                "syllables": side_by_side(entry),
                "suggested": self._suggested(entry),
                "draft": entry_text(entry),
                "issue": _issue(entry.name, entry),
            }

        return self._page(request, "entry.html", shown)

    async def render(self, request: Request) -> Response:
        """Show how a name may be written in another writing, and what that rests on."""
        asked = Asked.in_form(request.query_params)
        part = asked.flag("part") or False
        name = " ".join((asked.text("q", self._limits.name) or "").split())
        to = asked.writing("to") or "vietnamese"
        sibilant, tones = asked.sibilant(), asked.flag("tones") is not False
        asked.end()
        gazetteer = self._names.gazetteer

        def shown() -> dict[str, Any]:
            found = respelled(gazetteer, name, to, sibilant=sibilant, tones=tones) if name else None
            return {
                "name": name,
                "to": to,
                "sibilant": sibilant,
                "tones": tones,
                "found": found,
                "text": found.text if found else "",
                "score": getattr(found, "score", None),
                "evidence": getattr(found, "evidence", ()),
                "attested": found is not None and found.is_attested,
                "known": gazetteer.resolve(name) if name else None,
            }

        template = "render_found.html" if part else "render.html"
        return await self._work.do_for(request, lambda: self._page(request, template, shown))

    async def table(self, request: Request) -> Response:
        """Show the entries that fit what is asked for."""
        values = {name: value for name, value in request.query_params.items() if name != "lang"}
        asked = Asked.in_form(values)
        number = asked.number("page", 1, 1, 10**6)
        first = (number - 1) * _ON_A_PAGE

        def shown() -> dict[str, Any]:
            found = list(fitting(self._names, asked))
            asked.end()
            return {
                "values": values,
                "entries": found[first : first + _ON_A_PAGE],
                "total": len(found),
                "number": number,
                "last": max(1, -(-len(found) // _ON_A_PAGE)),
                "publishers": list(self._names.by_publisher),
            }

        return await self._work.do_for(request, lambda: self._page(request, "table.html", shown))

    async def statistics(self, request: Request) -> Response:
        """Show how much of what the table has, as plots."""

        def shown() -> dict[str, Any]:
            counts = self._names.statistics
            known = {**words.types(), **words.kinds(), **words.writings(), **words.tags()}

            def named(words: str) -> str:
                return " + ".join([known.get(word) or _in_years(word) for word in words.split(" + ")])

            entry = self._names.gazetteer.entry
            return {"counts": counts, "plots": plots(counts), "entry": entry, "named": named}

        return await self._work.do_for(request, lambda: self._page(request, "statistics.html", shown))

    async def preview(self, request: Request) -> Response:
        """Show an entry in short, to be framed by others."""
        asked = Asked.in_form(request.query_params)
        entry = entry_named(self._names, asked.text("id", 200) or "")
        return self._page(request, "preview.html", lambda: {"entry": entry, "name": entry.name})

    # What the article's page asks for besides the interface for programs

    async def open(self, request: Request) -> Response:
        """Answer with what is to be edited of a document."""
        given = await given_in(request, self._limits)

        def work() -> Response:
            with in_language(_language(request)):
                return JSONResponse(opened(given, self._limits))

        return await self._work.do_for(request, work)

    async def save(self, request: Request) -> Response:
        """Answer with a document in which another text stands, and all else is as before, byte for byte."""
        given = await given_in(request, self._limits)

        def work() -> Response:
            with in_language(_language(request)):
                name, content = rewritten(given, self._limits)
            return document_response(content, name)

        return await self._work.do_for(request, work)

    # How they are shown

    def _page(
        self, request: Request, template: str, shown: Callable[[], Mapping[str, Any]], status: int = 200
    ) -> Response:
        """Return a page in the language that is asked for, or else the one that the browser prefers."""
        language = _language(request)
        asked = request.query_params.get("lang")

        def url(path: str, **values: Any) -> str:
            given = {name: value for name, value in values.items() if value not in (None, "")}
            if asked in LANGUAGES:
                given.setdefault("lang", asked)
            return f"{path}?{urlencode(given)}" if given else path

        def in_other(tag: str) -> str:
            return f"{request.url.path}?{urlencode([*_without_language(request), ('lang', tag)])}"

        with in_language(language):
            content = self._templates.get_template(template).render(
                language=language,
                asked_language=asked if asked in LANGUAGES else "",
                languages=[(tag, words.language_names()[tag], in_other(tag)) for tag in ("vi", "en")],
                asset=self._assets.address,
                url=url,
                path=request.url.path,
                site=_SITE,
                version=program_version(),
                kinds=words.kinds(),
                writings=words.writings(),
                tags=words.tags(),
                styles=words.styles(),
                KINDS=KINDS,
                WRITINGS=WRITINGS,
                lao=_marked_lao,
                percent=_percent,
                **shown(),
            )
        headers = {"content-language": language, "vary": "Accept-Language"}
        return HTMLResponse(content, status, headers)

    def problem(self, request: Request, problem: Problem, id: str) -> Response:
        """Return a page that says what is wrong."""
        return self._page(request, "problem.html", lambda: {"problem": problem, "id": id}, problem.status)

    def _suggested(self, entry: Entry) -> str | None:
        from tenlao.rendering.suggestions import suggested_for

        return suggested_for(self._names.gazetteer, entry)


def _places_of(entry: Entry) -> Iterator[str]:
    """Give the ids of the places that an entry is said to be of."""
    yield from filter(None, (entry.province, *(office.place for office in entry.offices)))


def _language(request: Request) -> str:
    """Return the language in which a page is shown."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    best, weight = "en", 0.0
    for item in request.headers.get("accept-language", "").split(",")[:20]:
        tag, _, quality = item.strip().partition(";q=")
        language = tag.partition("-")[0].casefold()
        try:
            given = float(quality or 1)
        except ValueError:
            continue
        if language in LANGUAGES and given > weight:
            best, weight = language, given
    return best


def _without_language(request: Request) -> list[tuple[str, str]]:
    return [
        (name, value) for name, value in request.query_params.multi_items() if name not in ("lang", "part")
    ]


def _marked_lao(form: Form | str | None) -> Markup | str:
    """Return a name as HTML that says in which language it is, so that it is set and read aloud well."""
    text = form if isinstance(form, str) else form.text if form else ""
    return Markup('<span lang="lo">{}</span>').format(text) if has_lao(text) else text


def _in_years(word: str) -> str:
    """Return a decade by its first and last year, which is read in any language; another word as it is."""
    return _DECADE.sub("\\g<1>0\u2013\\g<1>9", word)


def _percent(score: float) -> str:
    """Return a score as people read it: with one decimal, and the comma of the language."""
    number = f"{score:.1f}".removesuffix(".0")
    return f"{number.replace('.', ',') if current_language() == 'vi' else number}\u00a0%"


def _issue(name: str, entry: Entry | None = None) -> str:
    """Return the address of the project's form for wrong and missing names, filled with a name or an entry."""
    values = {"template": "name.yml", "title": f"Name: {name}", "name": name}
    if entry is not None:
        values["name"] = " / ".join(filter(None, (entry.vietnamese, entry.latin, entry.lao)))
        values["who"] = entry.role or ""
    return f"{_ISSUES}?{urlencode(values)}"

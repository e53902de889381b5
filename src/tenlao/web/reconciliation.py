"""The reconciliation service, for OpenRefine and its like: `/reconcile`, by the Reconciliation API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ tells what 0.2 is. Where the draft
of 1.0 differs, `/reconcile/1.0-draft` is its root.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tenlao.base.version import program_version
from tenlao.base.vocabulary import LANGUAGE_TAGS
from tenlao.web import reconciling
from tenlao.web.asked import Asked
from tenlao.web.bodies import form_in, json_in, parsed
from tenlao.web.entries import entry_of
from tenlao.web.problems import Problem
from tenlao.web.reconciliation_queries import draft_queries_in, extension_in, queries_in
from tenlao.web.reconciling import FEATURES, MOST_QUERIES, PROPERTIES, TYPES, Query

if TYPE_CHECKING:
    from starlette.requests import Request

    from tenlao.table.model import Entry
    from tenlao.web.names import Names
    from tenlao.web.settings import Settings
    from tenlao.web.work import Work

__all__ = ["AT", "DRAFT", "Reconciliation"]

AT, DRAFT = "/reconcile", "/reconcile/1.0-draft"

_SPACE = "https://tenlao.github.io/tenlao/"
_LANGUAGES: Mapping[str, str] = dict(LANGUAGE_TAGS.items())
_DOCUMENTATION = f"{_SPACE}web.html#reconciliation"
_PREVIEW = {"width": 420, "height": 300}

JsonObject = dict[str, Any]


class Reconciliation:
    """The endpoints of both versions."""

    def __init__(self, names: Names, work: Work, settings: Settings) -> None:
        self._names, self._work, self._limits, self._keyed = names, work, settings.limits, bool(settings.keys)

    def routes(self) -> list[Route]:
        """Return the routes; `/preview` is among those of the pages."""
        both = ["GET", "POST"]
        return [
            Route(AT, self.root, methods=both),
            Route(f"{AT}/suggest/entity", self.suggest_entity),
            Route(f"{AT}/suggest/property", self.suggest_property),
            Route(f"{AT}/suggest/type", self.suggest_type),
            Route(f"{AT}/flyout", self.flyout),
            Route(f"{AT}/propose", self.propose),
            Route(DRAFT, self.draft_root),
            Route(f"{DRAFT}/match", self.draft_match, methods=["POST"]),
            Route(f"{DRAFT}/suggest/entity", self.suggest_entity),
            Route(f"{DRAFT}/suggest/property", self.suggest_property),
            Route(f"{DRAFT}/suggest/type", self.suggest_type),
            Route(f"{DRAFT}/extend", self.draft_extend, methods=["POST"]),
            Route(f"{DRAFT}/extend/propose", self.propose),
        ]

    # Version 0.2

    async def root(self, request: Request) -> Response:
        """Answer with the manifest, a result batch, or an extension."""
        form = await form_in(request, self._limits)
        if "queries" in form:
            queries = queries_in(parsed(form["queries"], "queries"))
            found = await self._found(request, list(queries.values()))
            results = [{"result": [self._candidate(*candidate) for candidate in each]} for each in found]
            return JSONResponse(dict(zip(queries, results, strict=True)))
        if "extend" in form:
            ids, properties = extension_in(parsed(form["extend"], "extend"))
            rows = {
                id: {property: _values(values, lang=False) for property, values in row}
                for id, row in self._rows(ids, properties)
            }
            return JSONResponse({"meta": _meta(properties), "rows": rows})
        if request.method == "POST":
            raise Problem("bad-request", 'send a form with "queries" or "extend"')
        return JSONResponse(self._manifest(_base(request)))

    def _manifest(self, base: str) -> JsonObject:
        suggest = {
            what: {
                "service_url": base,
                "service_path": f"{AT}/suggest/{what}",
                "flyout_service_url": base,
                "flyout_service_path": f"{AT}/flyout?id=${{id}}",
            }
            for what in ("entity", "property", "type")
        }
        return {
            **self._of_both(),
            "versions": ["0.2"],
            "identifierSpace": f"{_SPACE}entry/",
            "schemaSpace": f"{_SPACE}table.html",
            "view": {"url": f"{base}/entry/{{{{id}}}}"},
            "feature_view": {"url": f"{_SPACE}web.html?feature={{{{id}}}}#features"},
            "preview": {"url": f"{base}/preview?id={{{{id}}}}", **_PREVIEW},
            "suggest": suggest,
            "extend": {
                "propose_properties": {"service_url": base, "service_path": f"{AT}/propose"},
                "property_settings": [
                    {
                        "name": "limit",
                        "label": "Limit",
                        "type": "number",
                        "default": 0,
                        "help_text": "How many values to give at most; 0: all.",
                    }
                ],
            },
        }

    def _of_both(self) -> JsonObject:
        manifest: JsonObject = {
            "name": "tenlao: Lao names",
            "defaultTypes": [{"id": id, "name": name} for id, name in TYPES.items()],
            "documentation": _DOCUMENTATION,
            "serviceVersion": program_version(),
            "batchSize": MOST_QUERIES,
        }
        if self._keyed:
            manifest["authentication"] = {"type": "apiKey", "name": "X-API-Key", "in": "header"}
        return manifest

    def _candidate(
        self, entry: Entry, score: float, taken: bool, features: Mapping[str, float | bool]
    ) -> JsonObject:
        return {
            "id": entry.id,
            "name": entry.name,
            "description": reconciling.description(entry),
            "type": [{"id": entry.kind, "name": TYPES[entry.kind]}],
            "score": score,
            "match": taken,
            "features": [{"id": id, "name": FEATURES[id], "value": value} for id, value in features.items()],
        }

    async def flyout(self, request: Request) -> Response:
        """Answer with a short description of an entity, a property or a type, as a piece of HTML."""
        from html import escape

        id = Asked.in_form(request.query_params).text("id", 200) or ""
        if id in PROPERTIES or id in TYPES:
            name, said = PROPERTIES.get(id) or (TYPES[id], "a kind of entries")
        else:
            entry = entry_of(self._names, id)
            if entry is None:
                raise Problem("not-found", "no entry, property or type has this id")
            name, said = entry.name, reconciling.description(entry)
        return JSONResponse({"id": id, "html": f"<p><b>{escape(name)}</b></p><p>{escape(said)}</p>"})

    async def propose(self, request: Request) -> Response:
        """Answer with the properties that entries of a type have."""
        asked = Asked.in_form(request.query_params)
        type, limit = asked.text("type", 200), asked.number("limit", len(PROPERTIES), 0, 1000)
        shown = [
            {"id": id, "name": name, "description": said}
            for id, (name, said) in islice(PROPERTIES.items(), limit or None)
        ]
        return JSONResponse({"properties": shown, "limit": limit, **({"type": type} if type else {})})

    # Suggestions, of both versions

    async def suggest_entity(self, request: Request) -> Response:
        """Answer with the entries that somebody may be about to type."""
        prefix, start, limit = _prefix(request)

        def work() -> list[JsonObject]:
            found = (
                reconciling.entities_like(self._names, prefix)
                if prefix
                else iter(self._names.gazetteer.entries)
            )
            return [
                {
                    "id": entry.id,
                    "name": entry.name,
                    "description": reconciling.description(entry),
                    "notable": [{"id": entry.kind, "name": TYPES[entry.kind]}],
                }
                for entry in islice(found, start, start + limit)
            ]

        return JSONResponse({"result": await self._work.do_for(request, work)})

    async def suggest_property(self, request: Request) -> Response:
        """Answer with the properties that somebody may be about to type."""
        names = {id: name for id, (name, _) in PROPERTIES.items()}
        return _suggested(request, names, {id: said for id, (_, said) in PROPERTIES.items()})

    async def suggest_type(self, request: Request) -> Response:
        """Answer with the types that somebody may be about to type."""
        return _suggested(request, TYPES, {})

    # The draft of version 1.0

    async def draft_root(self, request: Request) -> Response:
        """Answer with the manifest."""
        base = _base(request)
        manifest = {
            **self._of_both(),
            "versions": ["1.0-draft"],
            "view": {"url": f"{base}/entry/{{id}}"},
            "featureView": {"url": f"{_SPACE}web.html?feature={{id}}#features"},
            "preview": _PREVIEW,
            "suggest": {"entity": True, "property": True, "type": True},
            "extend": {
                "proposeProperties": True,
                "propertySettings": [
                    {
                        "id": "limit",
                        "name": "Limit",
                        "type": "number",
                        "default": 0,
                        "helpText": "How many values to give at most; 0: all.",
                    }
                ],
            },
            "standardizedScore": True,
            "lang": "en",
            "dir": "ltr",
        }
        return JSONResponse(manifest)

    async def draft_match(self, request: Request) -> Response:
        """Answer with a result batch."""
        queries = draft_queries_in(await json_in(request, self._limits))
        found = await self._found(request, queries)
        results = [{"candidates": [self._candidate(*candidate) for candidate in each]} for each in found]
        return JSONResponse({"results": results})

    async def draft_extend(self, request: Request) -> Response:
        """Answer with the values of properties of entries."""
        ids, properties = extension_in(await json_in(request, self._limits))
        rows = [
            {
                "id": id,
                "properties": [
                    {"id": property, "values": _values(values, _LANGUAGES.get(property))}
                    for property, values in row
                ],
            }
            for id, row in self._rows(ids, properties)
        ]
        return JSONResponse({"meta": _meta(properties), "rows": rows})

    # What both share

    async def _found(self, request: Request, queries: list[Query]) -> list[list[Any]]:
        def work() -> list[list[Any]]:
            return [reconciling.candidates(self._names, query) for query in queries]

        return await self._work.do_for(request, work)

    def _rows(
        self, ids: list[str], properties: Mapping[str, int]
    ) -> list[tuple[str, list[tuple[str, list[str]]]]]:
        """Return the values of properties by entry; an entry that is not there has none."""
        gazetteer = self._names.gazetteer
        rows = []
        for id in dict.fromkeys(ids):
            entry = entry_of(self._names, id)
            row = [
                (property, reconciling.values(gazetteer, entry, property)[: limit or None] if entry else [])
                for property, limit in properties.items()
            ]
            rows.append((id, row))
        return rows


def _base(request: Request) -> str:
    """Return the address by which the service was called, behind a proxy that says so too."""
    return f"{request.scope['scheme']}://{request.headers['host']}"


def _prefix(request: Request) -> tuple[str, int, int]:
    asked = Asked.in_form(request.query_params)
    start = asked.number("cursor", 0, 0, 10**6) or asked.number("offset", 0, 0, 10**6)
    return asked.text("prefix", 200) or "", start, asked.number("limit", 20, 1, 100)


def _suggested(request: Request, names: Mapping[str, str], said: Mapping[str, str]) -> Response:
    prefix, start, limit = _prefix(request)
    found = reconciling.words_like(prefix, names)[start : start + limit]
    result = [
        {"id": id, "name": name, **({"description": said[id]} if id in said else {})} for id, name in found
    ]
    return JSONResponse({"result": result})


def _meta(properties: Mapping[str, int]) -> list[JsonObject]:
    return [{"id": id, "name": PROPERTIES[id][0] if id in PROPERTIES else id} for id in properties]


def _values(values: list[str], language: str | None = None, *, lang: bool = True) -> list[JsonObject]:
    named = {"lang": language} if lang and language else {}
    return [{"str": value, **named} for value in values]

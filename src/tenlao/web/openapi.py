"""The description of the interface for programs, in OpenAPI 3.1, with examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from tenlao.base.translations import LANGUAGES
from tenlao.base.version import program_version
from tenlao.base.vocabulary import KINDS, REGISTRIES, TAGS, WRITINGS
from tenlao.checking.rules import RULES
from tenlao.checking.translation import Problem
from tenlao.documents.formats import KINDS as DOCUMENT_KINDS
from tenlao.documents.formats import format_named
from tenlao.rendering.house_style import Sibilant
from tenlao.styles.options import Brackets, Manner
from tenlao.styles.registry import PRINT_STYLES, STYLES
from tenlao.web.problems import MEDIA_TYPE, PROBLEMS
from tenlao.web.texts import STYLES_OF_PAGE

if TYPE_CHECKING:
    from tenlao.web.settings import Limits, Settings

__all__ = ["openapi"]

_Schema = Mapping[str, Any]


def openapi(settings: Settings) -> dict[str, Any]:
    """Return the description.

    >>> from tenlao.web.settings import Settings
    >>> openapi(Settings())["openapi"]
    '3.1.0'
    """
    limits = settings.limits
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "tenlao",
            "version": program_version(),
            "summary": "Lao names in Lao script, Latin romanization and Vietnamese rendering",
            "description": "Offsets count code points of the text as given; scores go from 0 to 100.",
            "license": {"name": "MIT, the table CC-BY-4.0", "identifier": "MIT AND CC-BY-4.0"},
        },
        "paths": _paths(limits),
        "components": {
            "schemas": _SCHEMAS,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
    }
    if settings.keys:
        described["security"] = [{"bearer": []}, {"key": []}]
    return described


def _paths(limits: Limits) -> dict[str, Any]:
    name_fields = {
        "lookup": (_LOOKUP_FIELDS, "Who may be meant by names, best first", "LookupResult"),
        "resolve": (_RESOLVE_FIELDS, "Whom names name, or null", "ResolveResult"),
        "render": (_RENDER_FIELDS, "How a newsroom would write names", "Rendering"),
    }
    paths: dict[str, Any] = {}
    for name, (fields, summary, result) in name_fields.items():
        paths[f"/api/v1/{name}"] = _of_names(name, summary, fields, result, limits)
    text_fields = {
        "find": (_FIND_FIELDS, "The names in a text", "Found"),
        "annotate": (_ANNOTATE_FIELDS, "A text in a house style", "Annotated"),
        "check": (_CHECK_FIELDS, "What is wrong with the names in a text", "Checked"),
        "harvest": ({}, "The names that a text prints in two writings", "Harvested"),
        "article": (
            _ARTICLE_FIELDS,
            "Names, findings and a house style at once, as the page shows them",
            "Article",
        ),
    }
    for name, (fields, summary, result) in text_fields.items():
        paths[f"/api/v1/{name}"] = _of_text(name, summary, fields, result, limits)
    paths["/api/v1/entries"] = {
        "get": {
            "operationId": "entries",
            "summary": "Entries of the table that fit all that is asked for",
            "parameters": [_parameter(field) for field in _entries_fields(limits).items()],
            "responses": _responses(_ref("Entries"), 413, 503),
        }
    }
    id_parameter = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
        "example": "thongloun-sisoulith",
    }
    paths["/api/v1/entries/{id}"] = {
        "get": {
            "operationId": "entry",
            "summary": "One entry, with all its forms and their sources",
            "parameters": [id_parameter],
            "responses": _responses(_ref("Entry"), 404),
        }
    }
    return paths


def _of_names(name: str, summary: str, fields: _Schema, result: str, limits: Limits) -> dict[str, Any]:
    names = {
        "type": "array",
        "items": {"type": "string", "maxLength": limits.name},
        "minItems": 1,
        "maxItems": limits.names,
    }
    body = {
        "type": "object",
        "properties": {"names": names, **fields},
        "required": ["names"],
        "additionalProperties": False,
        "examples": [{"names": ["Phosay Khaikhamphithoun", "ວຽງຈັນ"]}],
    }
    answered = {
        "type": "object",
        "properties": {"results": {"type": "array", "items": _ref(result)}},
        "required": ["results"],
    }
    first = {
        "name": "name",
        "in": "query",
        "required": True,
        "schema": names,
        "example": ["Thonglun Sisulith"],
        "description": "A name in any writing; may be given again.",
    }
    return {
        "get": {
            "operationId": f"{name}_query",
            "summary": summary,
            "parameters": [first, *map(_parameter, fields.items())],
            "responses": _responses(answered, 413, 422, 503),
        },
        "post": {
            "operationId": name,
            "summary": summary,
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": _responses(answered, 413, 415, 422, 503),
        },
    }


def _of_text(name: str, summary: str, fields: _Schema, result: str, limits: Limits) -> dict[str, Any]:
    text = {"type": "string", "maxLength": limits.text}
    common = {"as": _choice(DOCUMENT_KINDS), "encoding": {"type": "string", "maxLength": 40}}
    json_kinds = {"as": _choice([kind for kind in DOCUMENT_KINDS if format_named(kind).is_text])}
    body = {
        "type": "object",
        "properties": {"text": text, **json_kinds, **fields},
        "required": ["text"],
        "additionalProperties": False,
        "examples": [{"text": "Thủ tướng Sonexay Siphandnoe đến Viêng Chăn."}],
    }
    form = {
        "type": "object",
        "properties": {
            "file": {"type": "string", "contentMediaType": "application/octet-stream"},
            **common,
            **fields,
        },
        "required": ["file"],
    }
    responses = _responses(_ref(result), 413, 415, 422, 503)
    if name == "annotate":
        document = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
        responses["200"]["content"]["application/octet-stream"] = document
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {"schema": body},
                    "multipart/form-data": {
                        "schema": form,
                        "encoding": {"file": {"contentType": "application/octet-stream"}},
                    },
                },
            },
            "responses": responses,
        }
    }


def _parameter(field: tuple[str, _Schema]) -> dict[str, Any]:
    name, schema = field
    return {"name": name, "in": "query", "schema": schema}


def _responses(schema: _Schema, *besides: int) -> dict[str, Any]:
    """Return the answers of an operation: what it is for, and what may go wrong with any and with this one."""
    responses: dict[str, Any] = {
        "200": {"description": "What was asked for", "content": {"application/json": {"schema": schema}}}
    }
    titles = dict(PROBLEMS.values())
    for status in sorted({400, 401, 403, 408, 421, 429, *besides}):
        responses[str(status)] = {
            "description": titles[status],
            "content": {MEDIA_TYPE: {"schema": _ref("Problem")}},
        }
    return responses


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _choice(words: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _whole(least: int, most: int, usual: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most, "default": usual}


def _object(required: Mapping[str, _Schema], optional: _Schema | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: _Schema) -> dict[str, Any]:
    return {"type": "array", "items": items}


_STRING: _Schema = {"type": "string"}
_OR_NULL: _Schema = {"type": ["string", "null"]}
_FLAG: _Schema = {"type": "boolean"}
_SCORE: _Schema = {"type": "number", "minimum": 0, "maximum": 100}
_OFFSET: _Schema = {"type": "integer", "minimum": 0}
_PREFER: _Schema = {"type": "string", "maxLength": 200}

_AT = {"type": "integer", "minimum": 1, "maximum": 9999, "description": "A year: who held an office then."}
_LOOKUP_FIELDS: _Schema = {
    "at": _AT,
    "limit": _whole(1, 50, 5),
    "kind": _choice(KINDS),
    "threshold": _SCORE,
    "prefer": _PREFER,
}
_RESOLVE_FIELDS: _Schema = {"at": _AT, "kind": _choice(KINDS), "threshold": _SCORE, "prefer": _PREFER}
_RENDER_FIELDS: _Schema = {
    "to": _choice(WRITINGS),
    "limit": _whole(1, 50, 5),
    "sibilant": _choice(get_args(Sibilant)),
    "tones": _FLAG,
}
_OPTIONS: _Schema = {
    "every": _FLAG,
    "min_score": _SCORE,
    "prefer": _PREFER,
    "suggest": {"type": "string", "maxLength": 3},
    "near": _FLAG,
    "one_family": _FLAG,
    "provinces": _choice(get_args(Manner)),
    "brackets": _choice(get_args(Brackets)),
    "margins": _FLAG,
}
_FIND_FIELDS: _Schema = {"forms": _FLAG, "unknown": _FLAG, **_OPTIONS}
_ANNOTATE_FIELDS: _Schema = {"style": _choice(STYLES), "output": _choice(["json", "document"]), **_OPTIONS}
_CODES: _Schema = {"type": "array", "items": _choice([*RULES, "ALL"]), "maxItems": 50}
_CHECK_FIELDS: _Schema = {
    "select": _CODES,
    "ignore": _CODES,
    "style": _choice(PRINT_STYLES),
    "prefer": _PREFER,
    "lang": _choice(LANGUAGES),
}
_ARTICLE_FIELDS: _Schema = {
    "style": _choice(STYLES_OF_PAGE),
    "lang": _choice(LANGUAGES),
    **_OPTIONS,
}


def _entries_fields(limits: Limits) -> _Schema:
    return {
        "q": {"type": "string", "maxLength": 200},
        "kind": _choice(KINDS),
        "writing": _choice(WRITINGS),
        "missing": _choice(WRITINGS),
        "office": {"type": "string", "maxLength": 200},
        "publisher": {"type": "string", "maxLength": 200},
        "offset": _whole(0, 10**6, 0),
        "limit": _whole(1, limits.entries, 50),
    }


_EDIT = _object({"start": _OFFSET, "end": _OFFSET, "old": _STRING, "new": _STRING})
_CITED = _object({"publisher": _STRING, "date": _OR_NULL, "url": _OR_NULL})
_SUMMARY: _Schema = {
    "id": _STRING,
    "kind": _choice(KINDS),
    "type": _OR_NULL,
    "role": _OR_NULL,
    "latin": _OR_NULL,
    "vietnamese": _OR_NULL,
    "lao": _OR_NULL,
}
_LINK = _object({"registry": _choice(REGISTRIES), "id": _STRING, "url": _OR_NULL})
_FORM = _object(
    {
        "text": _STRING,
        "writing": _choice(WRITINGS),
        "tag": {"enum": [*TAGS, None]},
        "sources": _list(_CITED),
    }
)
_YEAR = {"type": "integer", "minimum": 1, "maximum": 9999}
_YEAR_OR_NULL = {**_YEAR, "type": ["integer", "null"]}
_OFFICE = _object(
    {"title": _STRING},
    {"place": _STRING, "from": _YEAR, "to": _YEAR, "in": _YEAR, "circa": {"const": True}},
)
_TENURE = _object(
    {
        "standing": _choice(["held", "unknown", "not then", "impossible"]),
        "office": {"oneOf": [_OFFICE, {"type": "null"}]},
        "away": _OFFSET,
    }
)
_HOLDER = _object({"name": _STRING, **_SUMMARY, "tenure": _TENURE})
_MATCH = _object(
    {
        "name": _STRING,
        **_SUMMARY,
        "offices": _list(_OFFICE),
        "score": _SCORE,
        "weak": _FLAG,
        "match": _choice(["exact", "variant", "partial"]),
        "form": _STRING,
        "writing": _choice(WRITINGS),
        "tag": {"enum": [*TAGS, None]},
        "why": _STRING,
        "sources": _list(_CITED),
    },
    {"tenure": _TENURE},
)
_MENTION = _object(
    {
        "start": _OFFSET,
        "end": _OFFSET,
        "text": _STRING,
        "id": _OR_NULL,
        "kind": _choice(KINDS),
        "score": {"type": ["number", "null"]},
        "match": _choice(["exact", "variant", "partial", "unknown"]),
    },
    {
        "ambiguous": _list(_STRING),
        "latin": _OR_NULL,
        "vietnamese": _OR_NULL,
        "lao": _OR_NULL,
        "vietnamese_as_printed": _OR_NULL,
        "suggested": _OR_NULL,
    },
)
_NOTED = _object(
    {
        "offset": _OFFSET,
        "text": _STRING,
        "id": _OR_NULL,
        "rendering": _OR_NULL,
        "score": {"type": ["number", "null"]},
    }
)
_FINDING_FIELDS: _Schema = {
    "rule": _choice(list(RULES)),
    "file": _STRING,
    "line": _OFFSET,
    "column": _OFFSET,
    "start": _OFFSET,
    "end": _OFFSET,
    "text": _STRING,
    "entity": _OR_NULL,
    "message": _STRING,
    "suggestion": _OR_NULL,
    "source": _OR_NULL,
    "score": {"type": ["number", "null"]},
}
_OF_TRANSLATION: _Schema = {
    "problem": _choice(get_args(Problem)),
    "original": _STRING,
    "original_start": _OFFSET,
    "original_end": _OFFSET,
}
_CHANGED: _Schema = {"edit": {"oneOf": [_EDIT, {"type": "null"}]}, "also": _list(_EDIT)}
_FINDING = _object({**_FINDING_FIELDS, **_CHANGED}, _OF_TRANSLATION)
_FINDING_SHOWN = _object({**_FINDING_FIELDS, "changes": _list(_EDIT), "safe": _FLAG}, _OF_TRANSLATION)
_PAIR = _object(
    {
        "latin": _OR_NULL,
        "vietnamese": _OR_NULL,
        "lao": _OR_NULL,
        "kind": _choice(KINDS),
        "office": _OR_NULL,
        "status": _choice(["new", "new-form", "known", "contradiction", "sounds-differ"]),
        "entity": _OR_NULL,
        "start": _OFFSET,
        "end": _OFFSET,
        "reason": _OR_NULL,
    }
)

_SCHEMAS: _Schema = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457",
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": _STRING,
            "status": {"type": "integer"},
            "detail": _STRING,
            "instance": _STRING,
            "argument": _STRING,
        },
        "required": ["type", "title", "status", "detail", "instance"],
    },
    "Entry": _object(
        {
            **_SUMMARY,
            "offices": _list(_OFFICE),
            "born": _YEAR_OR_NULL,
            "died": _YEAR_OR_NULL,
            "province": _OR_NULL,
            "same_name_as": _list(_STRING),
            "forms": _list(_FORM),
            "links": _list(_LINK),
        }
    ),
    "Entries": _object({"total": _OFFSET, "offset": _OFFSET, "entries": _list(_object(_SUMMARY))}),
    "LookupResult": _object(
        {
            "name": _STRING,
            "weak": _FLAG,
            "matches": _list(_MATCH),
            "bearers": _list(_MATCH),
            "holders": _list(_HOLDER),
            "suggested": _OR_NULL,
        }
    ),
    "ResolveResult": {"oneOf": [_MATCH, {"type": "null"}]},
    "Rendering": _object(
        {
            "name": _STRING,
            "text": _STRING,
            "alternatives": _list(_STRING),
            "evidence": _list(_STRING),
            "note": _STRING,
        },
        {"score": _SCORE},
    ),
    "Found": _object({"mentions": _list(_MENTION)}),
    "Annotated": _object(
        {
            "style": _choice(STYLES),
            "text": _STRING,
            "edits": _list(_EDIT),
            "doubts": _list(_STRING),
            "report": _object(
                {
                    "changed": _list(_NOTED),
                    "unprinted": _list(_NOTED),
                    "near": _list(_NOTED),
                    "unlisted": _list(_NOTED),
                }
            ),
        }
    ),
    "Checked": _object({"findings": _list(_FINDING), "fixes": _list(_EDIT)}),
    "Harvested": _object({"pairs": _list(_PAIR)}),
    "Article": _object(
        {
            "findings": _list(_FINDING_SHOWN),
            "fixes": _list(_EDIT),
            "mentions": _list(_MENTION),
            "style": _STRING,
            "edits": _list(_EDIT),
            "doubts": _list(_STRING),
        }
    ),
}

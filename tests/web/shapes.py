"""What answers of a reconciliation service look like, as the specifications of its versions tell it in words.

RECONCILIATION_SPECS may name a checkout of https://github.com/reconciliation-api/specs; then the official schemas are
taken instead.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
ANY_TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}


def record(required: Schema, optional: Schema | None = None, *, closed: bool = True) -> Schema:
    made: Schema = {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
    }
    return {**made, "additionalProperties": False} if closed else made


def many(items: Schema, **more: object) -> Schema:
    return {"type": "array", "items": items, **more}


def keyed(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def containing(part: str) -> Schema:
    return {"type": "string", "pattern": part, "format": "uri-template"}


LANG: Schema = {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}
KIND = record({"id": TEXT, "name": TEXT})
FEATURE = record({"id": TEXT, "name": TEXT, "value": {"type": ["boolean", "number"]}})
CANDIDATE = record(
    {
        "id": TEXT,
        "name": TEXT,
        "description": ANY_TEXT,
        "type": many(KIND),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": FLAG,
        "features": many(FEATURE),
    }
)
SUGGESTED = record({"id": TEXT, "name": TEXT}, {"description": ANY_TEXT})
ENTITY = record({"id": TEXT, "name": TEXT, "description": ANY_TEXT, "notable": many(KIND)})
VALUE = record({"str": ANY_TEXT}, {"lang": LANG})
META = many(record({"id": TEXT, "name": TEXT}))
SETTING = record({"type": {"enum": ["number", "text", "checkbox", "select"]}}, closed=False)
SUGGEST_SERVICE = record(
    {"service_url": TEXT, "service_path": {"type": "string", "pattern": "^/"}},
    {"flyout_service_url": TEXT, "flyout_service_path": containing(r"\$\{id\}")},
)
PROPOSAL = record({"properties": many(SUGGESTED)}, {"type": TEXT, "limit": NUMBER})

OF_BOTH: Schema = {
    "name": TEXT,
    "defaultTypes": many(KIND, uniqueItems=True),
    "documentation": TEXT,
    "serviceVersion": TEXT,
    "batchSize": {"type": "integer", "minimum": 1},
}
KEY = record({"type": {"const": "apiKey"}, "name": TEXT, "in": {"enum": ["header", "query"]}})
SIZE: Schema = {"width": {"type": "integer"}, "height": {"type": "integer"}}

SHAPES: dict[str, dict[str, Schema]] = {
    "0.2": {
        "manifest": record(
            {
                **OF_BOTH,
                "versions": many(TEXT, contains={"const": "0.2"}),
                "identifierSpace": TEXT,
                "schemaSpace": TEXT,
                "view": record({"url": containing(r"\{\{id\}\}")}),
                "feature_view": record({"url": containing(r"\{\{id\}\}")}),
                "preview": record({"url": containing(r"\{\{id\}\}"), **SIZE}),
                "suggest": record(dict.fromkeys(("entity", "property", "type"), SUGGEST_SERVICE)),
                "extend": record(
                    {
                        "propose_properties": record({"service_url": TEXT, "service_path": TEXT}),
                        "property_settings": many(SETTING),
                    }
                ),
            },
            {"authentication": KEY},
        ),
        "reconciliation-result-batch": keyed(record({"result": many(CANDIDATE)})),
        "data-extension-response": record(
            {"meta": META, "rows": keyed(keyed(many(record({"str": ANY_TEXT}))))}
        ),
        "data-extension-property-proposal": PROPOSAL,
        "suggest-entities-response": record({"result": many(ENTITY)}),
        "suggest-properties-response": record({"result": many(SUGGESTED)}),
        "suggest-types-response": record({"result": many(SUGGESTED)}),
    },
    "1.0-draft": {
        "manifest": record(
            {
                **OF_BOTH,
                "versions": many(TEXT, contains={"const": "1.0-draft"}),
                "view": record({"url": containing(r"\{id\}")}),
                "featureView": record({"url": containing(r"\{id\}")}),
                "preview": record(SIZE),
                "suggest": record(dict.fromkeys(("entity", "property", "type"), FLAG)),
                "extend": record({"proposeProperties": FLAG, "propertySettings": many(SETTING)}),
                "standardizedScore": FLAG,
                "lang": LANG,
                "dir": {"enum": ["ltr", "rtl", "auto"]},
            },
            {"authentication": KEY},
        ),
        "reconciliation-result-batch": record({"results": many(record({"candidates": many(CANDIDATE)}))}),
        "data-extension-response": record(
            {
                "meta": META,
                "rows": many(
                    record({"id": TEXT, "properties": many(record({"id": TEXT, "values": many(VALUE)}))})
                ),
            }
        ),
        "data-extension-property-proposal": PROPOSAL,
        "suggest-entities-response": record({"result": many(ENTITY)}),
        "suggest-properties-response": record({"result": many(SUGGESTED)}),
        "suggest-types-response": record({"result": many(SUGGESTED)}),
    },
}


def check_shape(data: object, name: str, version: str) -> None:
    """Fail unless an answer looks as it should, in words and, where they are at hand, by the official schema."""
    Draft202012Validator(SHAPES[version][name]).validate(data)
    if specs := os.environ.get("RECONCILIATION_SPECS"):
        schema = _read(Path(specs) / version / "schemas" / f"{name}.json")
        Draft7Validator(schema, registry=_official(Path(specs), version)).validate(data)


def _official(specs: Path, version: str) -> Registry[Any]:
    swagger = Resource.from_contents(_read(specs / "0.2" / "schemas" / "openapi.json"), DRAFT7)
    known: Registry[Any] = Registry().with_resource("http://swagger.io/v2/schema.json", swagger)
    for path in (specs / version / "schemas").glob("*.json"):
        schema = _read(path)
        if path.name != "openapi.json":
            known = known.with_resource(schema["$id"], Resource.from_contents(schema, DRAFT7))
    return known


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))

"""What a data desk's program asks for, read from the JSON of both versions of the Reconciliation API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tenlao.base.vocabulary import KINDS
from tenlao.web.asked import Asked
from tenlao.web.problems import Problem
from tenlao.web.reconciling import MOST_CANDIDATES, MOST_QUERIES, Condition, Query

__all__ = ["draft_queries_in", "extension_in", "kinds_in", "queries_in"]

_MOST_VALUES = 20

_JsonObject = dict[str, Any]


def queries_in(data: Any) -> dict[str, Query]:
    """Return the queries of a batch of version 0.2, by the names that they have there.

    >>> queries_in({"q0": {"query": "Attapeu", "type": "place"}})["q0"].types
    ('place',)

    Raises:
        Problem: it is no such batch, or asks for too much.
    """
    batch = _object(data, "queries")
    _check_batch(len(batch))
    return {name: _query(_object(query, f'the query "{name[:50]}"')) for name, query in batch.items()}


def draft_queries_in(data: Any) -> list[Query]:
    """Return the queries of a batch of the draft of version 1.0.

    Raises:
        Problem: it is no such batch, or asks for too much.
    """
    batch = _list(_object(data, "the body").get("queries"), "queries")
    _check_batch(len(batch))
    return [_draft_query(_object(query, "a query")) for query in batch]


def extension_in(data: Any) -> tuple[list[str], dict[str, int]]:
    """Return the ids and the properties, each with how many values are asked for (0: all), of an extension.

    Raises:
        Problem: it is no extension, or asks for too much.
    """
    extension = _object(data, "the extension")
    ids = [_string(id, "an id") for id in _list(extension.get("ids"), "ids")]
    if len(ids) > 10 * MOST_QUERIES:
        raise Problem("too-large", f"an extension may have {10 * MOST_QUERIES} ids; it has {len(ids)}")
    properties: dict[str, int] = {}
    for item in _list(extension.get("properties"), "properties"):
        given = _object(item, "a property")
        settings = _object(given.get("settings") or {}, "settings")
        asked = Asked({"limit": settings["limit"]} if settings.get("limit") else {})
        properties[_string(given.get("id"), "id")] = asked.number("limit", 0, 0, 10**6)
    if len(properties) > 2 * _MOST_VALUES:
        raise Problem("too-large", f"an extension may have {2 * _MOST_VALUES} properties")
    return ids, properties


def kinds_in(types: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds among types that are asked for.

    Raises:
        Problem: none of them is a kind.
    """
    asked = tuple(types)
    kinds = tuple(kind for kind in KINDS if kind in asked)
    if asked and not kinds:
        raise Problem("bad-request", f"types are {', '.join(KINDS)}")
    return kinds


def _object(data: Any, what: str) -> _JsonObject:
    if not isinstance(data, dict):
        raise Problem("bad-request", f"{what} is to be an object")
    return data


def _list(data: Any, what: str) -> list[Any]:
    if not isinstance(data, list):
        raise Problem("bad-request", f"{what} is to be a list")
    return data


def _check_batch(size: int) -> None:
    if size > MOST_QUERIES:
        raise Problem("too-large", f"a batch may have {MOST_QUERIES} queries; it has {size}")


def _query(data: _JsonObject) -> Query:
    asked = Asked(data)
    name = asked.text("query", 1000)
    types = asked.strings("type", 50, 200) or []
    conditions = [
        Condition(_string(given.get("pid"), "pid"), tuple(_property_values(given.get("v"))))
        for given in (_object(item, "a property") for item in _list(data.get("properties", []), "properties"))
    ]
    if name is None and not conditions:
        raise Problem("bad-request", 'a query has "query" or "properties"')
    _check_conditions(conditions)
    limit = asked.number("limit", 5, 1, 10**9)
    return Query(name, None, kinds_in(types), min(limit, MOST_CANDIDATES), tuple(conditions))


def _draft_query(data: _JsonObject) -> Query:
    asked = Asked(data)
    name, id = None, None
    conditions = []
    for given in (_object(item, "a condition") for item in _list(data.get("conditions"), "conditions")):
        kind, found = given.get("matchType"), _property_values(given.get("propertyValue"))
        if kind in ("name", "id") and len(found) != 1:
            raise Problem("bad-request", "a name or id is one value")
        if kind == "name":
            name = found[0]
        elif kind == "id":
            id = found[0]
        elif kind == "property":
            quantifier = given.get("matchQuantifier", "any")
            if quantifier not in ("any", "all", "none"):
                raise Problem("bad-request", "matchQuantifier is any, all or none")
            property = _string(given.get("propertyId"), "propertyId")
            conditions.append(Condition(property, tuple(found), given.get("required") is True, quantifier))
        else:
            raise Problem("bad-request", "matchType is name, id or property")
    if name is None and id is None and not conditions:
        raise Problem("bad-request", "a query has at least one condition")
    _check_conditions(conditions)
    type, limit = asked.text("type", 200), asked.number("limit", 5, 1, 10**9)
    kinds = kinds_in([type] if type else [])
    return Query(name, id, kinds, min(limit, MOST_CANDIDATES), tuple(conditions))


def _check_conditions(conditions: list[Condition]) -> None:
    if len(conditions) > _MOST_VALUES:
        raise Problem("too-large", f"a query may have {_MOST_VALUES} properties")


def _string(value: Any, what: str) -> str:
    if not isinstance(value, str) or not value:
        raise Problem("bad-request", f"{what} is to be a string")
    return value[:1000]


def _property_values(given: Any) -> list[str]:
    """Return values of a property as strings: one or several, each a string, a number, a flag or an entity."""
    values = given if isinstance(given, list) else [given]
    if len(values) > _MOST_VALUES:
        raise Problem("too-large", f"a property may have {_MOST_VALUES} values")
    found = []
    for value in values:
        if isinstance(value, dict):
            value = value.get("name") or value.get("id")
        if isinstance(value, bool):
            value = str(value).lower()
        if not isinstance(value, (str, int, float)):
            raise Problem("bad-request", "a value is a string, a number, true, false or an entity")
        found.append(str(value)[:1000])
    return found

"""What there is to say of a name that is looked up, rendered or found, as plain data, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tenlao.base.vocabulary import WRITINGS
from tenlao.matching.tenure import Tenure, tenure_in
from tenlao.table.plain_data import office_data, page_data
from tenlao.table.registries import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tenlao.matching.holders import Holder
    from tenlao.matching.score import Match
    from tenlao.mentions.pairs import Pair
    from tenlao.rendering.renderer import Rendering
    from tenlao.rendering.respelling import Respelling
    from tenlao.styles.preferred_forms import PreferredForms
    from tenlao.table.model import Entry, Source

__all__ = ["entry_data", "entry_summary", "holder_data", "match_data", "pair_data", "rendering_data"]


def entry_summary(entry: Entry) -> dict[str, Any]:
    """Return what an entry is, with its preferred forms, as plain data, for JSON.

    >>> from tenlao import load
    >>> entry_summary(load().entry("attapeu"))["type"]
    'province'
    """
    return {
        "id": entry.id,
        "kind": entry.kind,
        "type": entry.type,
        "role": entry.role,
        "latin": entry.latin,
        "vietnamese": entry.vietnamese,
        "lao": entry.lao,
    }


def entry_data(entry: Entry, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return an entry with all its forms and their sources as plain data, for JSON.

    >>> from tenlao import load
    >>> entry_data(load().entry("attapeu"), load().sources)["forms"][0]["text"]
    'Attapeu'
    """
    forms = [
        {
            "text": form.text,
            "writing": form.writing,
            "tag": form.tag,
            "sources": [page_data(sources[id]) for id in form.sources],
        }
        for form in entry.forms
    ]
    links = [{"registry": link.registry, "id": link.id, "url": page(link)} for link in entry.links]
    return {
        **entry_summary(entry),
        "offices": [office_data(office) for office in entry.offices],
        "born": entry.born,
        "died": entry.died,
        "province": entry.province,
        "same_name_as": list(entry.same_name_as),
        "forms": forms,
        "links": links,
    }


def match_data(
    name: str,
    match: Match,
    sources: Mapping[str, Source],
    *,
    weak: bool,
    forms: PreferredForms | None = None,
    at: int | None = None,
) -> dict[str, Any]:
    """Return a match of a name as plain data, for JSON, with the sources of the form that matches.

    Where the forms of a publisher are preferred, `forms` says which they are. With a year `at`, it has the tenure
    in it.

    >>> from tenlao import load
    >>> from tenlao.pipeline.answers import answer
    >>> (found,) = answer(load(), "Attapeu", limit=1).matches
    >>> match_data("Attapeu", found, load().sources, weak=False)["match"]
    'exact'
    """
    data = {"name": name, **match.to_dict(sources), "weak": weak}
    if forms is not None:
        data |= {writing: forms.printed(match.entry, writing) for writing in WRITINGS}
    return data if at is None else data | {"tenure": _tenure_data(tenure_in(match.entry, at))}


def holder_data(name: str, held: Holder) -> dict[str, Any]:
    """Return who held an office as plain data, for JSON, with what is known of the year that was asked for."""
    tenure = None if held.tenure is None else _tenure_data(held.tenure)
    return {"name": name, **entry_summary(held.entry), "tenure": tenure}


def _tenure_data(tenure: Tenure) -> dict[str, Any]:
    office = None if tenure.office is None else office_data(tenure.office)
    return {"standing": tenure.standing, "office": office, "away": tenure.away}


def rendering_data(found: Rendering | Respelling) -> dict[str, Any]:
    """Return how a name may be written as plain data, for JSON, with what it was built from.

    >>> from tenlao import load
    >>> rendering_data(load().to_latin("Xỉ-phăn-đon"))["text"]
    'Siphandone'
    """
    data: dict[str, Any] = {"name": found.name, "text": found.text}
    if score := getattr(found, "score", None):
        data["score"] = score
    evidence = getattr(found, "evidence", ())
    data |= {"alternatives": found.alternatives, "evidence": [str(e) for e in evidence], "note": found.note}
    return data


def pair_data(pair: Pair) -> dict[str, Any]:
    """Return a name that a text prints in two writings as plain data, for JSON.

    >>> from tenlao import load
    >>> (pair,) = load().harvest("Bộ trưởng Lào Somphet Inthaphone (Xổm-phết In-tha-phon)")
    >>> pair_data(pair)["status"]
    'new'
    """
    keys = ("latin", "vietnamese", "lao", "kind", "office", "status", "entity", "start", "end", "reason")
    return {key: getattr(pair, key) for key in keys}

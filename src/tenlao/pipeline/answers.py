"""What there is to say of a name that is looked up: its matches, entries, and a rendering where none is attested."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from tenlao.base.patterns import pattern
from tenlao.base.vocabulary import WRITINGS
from tenlao.matching.score import THRESHOLD
from tenlao.matching.tenure import Tenure, tenure_in
from tenlao.table.plain_data import office_data, page_data
from tenlao.table.registries import page
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tenlao.base.vocabulary import Kind
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.holders import Holder
    from tenlao.matching.score import Match
    from tenlao.mentions.pairs import Pair
    from tenlao.rendering.back_transcription import Respelling
    from tenlao.rendering.renderer import Rendering
    from tenlao.styles.preferred_forms import PreferredForms
    from tenlao.table.model import Entry, Source

__all__ = [
    "Answer",
    "answer",
    "entry_data",
    "entry_summary",
    "match_data",
    "pair_data",
    "rendering_data",
    "suggestion",
]


class Answer(NamedTuple):
    """A name and its matches, best first: the good ones, or where there is none, those that are `weak`.

    Where the name is a given or family name alone, which names nobody, `bearers` are all persons who have it. Where
    it is no name, and a year is asked for, `holders` are those who held an office of that title then.
    """

    name: str
    matches: tuple[Match, ...]
    weak: bool
    bearers: tuple[Match, ...] = ()
    holders: tuple[Holder, ...] = ()

    def data(
        self, sources: Mapping[str, Source], forms: PreferredForms | None = None, at: int | None = None
    ) -> list[dict[str, Any]]:
        """Return the matches, or who held the office, as plain data, for JSON; with a year, their tenure in it."""
        return self.data_of_holders() or self.data_of(self.matches, sources, forms, at)

    def data_of(
        self,
        matches: Iterable[Match],
        sources: Mapping[str, Source],
        forms: PreferredForms | None,
        at: int | None,
    ) -> list[dict[str, Any]]:
        """Return some of the matches as plain data, for JSON; with a year, their tenure in it."""
        found = []
        for match in matches:
            data = match_data(self.name, match, sources, weak=self.weak, forms=forms)
            found.append(data if at is None else data | {"tenure": _tenure_data(tenure_in(match.entry, at))})
        return found

    def data_of_holders(self) -> list[dict[str, Any]]:
        """Return who held the office as plain data, for JSON."""
        return [_holder_data(self.name, held) for held in self.holders]


def answer(
    names: Gazetteer,
    name: str,
    *,
    threshold: float | None = None,
    kind: Kind | None = None,
    limit: int = 5,
    at: int | None = None,
) -> Answer:
    """Look a name up, and tell whether it names anything.

    Args:
        names: the gazetteer.
        name: the name, in any writing.
        threshold: from which score on (0-100) a match is good; `tenlao.matching.score.THRESHOLD` if not given.
        kind: consider only entries of this kind.
        limit: how many matches to give at most.
        at: a year; who held an office then comes first.

    >>> from tenlao import load
    >>> found = answer(load(), "Thonglun Sisulith")
    >>> found.matches[0].entry.vietnamese, found.weak
    ('Thoong-lun Xi-xu-lít', False)
    >>> answer(load(), "Bun Kham").weak
    True
    >>> "Khamtay Siphandone" in [match.entry.latin for match in answer(load(), "Siphandone").bearers]
    True
    """
    enough = THRESHOLD if threshold is None else threshold
    matches = names.lookup(name, sys.maxsize, kind, at=at)
    good = [match for match in matches if match.score >= enough]
    held = names.holders(name, at=at) if at is not None and _may_be_title(name, good, kind) else []
    if held:
        return Answer(name, (), True, (), tuple(held[:limit]))
    return Answer(
        name, tuple((good or matches)[:limit]), not good, () if good else _bearers(name, matches, at)
    )


def _may_be_title(name: str, good: Sequence[Match], kind: Kind | None) -> bool:
    """Tell whether a name may be the title of an office: it names nothing, or just the place behind the title."""
    is_place = all(match.entry.kind == "place" for match in good) and without_titles(name) != name.strip()
    return kind in (None, "person") and (not good or is_place)


def _bearers(name: str, matches: Sequence[Match], at: int | None) -> tuple[Match, ...]:
    """Return the persons of whose names a name is one component, which sounds the same, by name or by office."""
    if not matches or len(without_titles(name).split()) != 1 or _INITIAL.match(name):
        return ()
    found = [match for match in matches if match.kind == "partial" and match.entry.kind == "person"]
    return tuple(found if at is not None else sorted(found, key=lambda m: m.entry.latin or m.form.text))


_INITIAL = pattern(r"\s*[^\W\d_]\.")


def suggestion(names: Gazetteer, found: Answer) -> str | None:
    """Suggest a rendering, marked as such, of a name whose entry has none, or of a Lao name that is in no table.

    >>> from tenlao import load
    >>> [suggestion(load(), answer(load(), name)) for name in ("Phandanouvong", "Attapeu", "John Smith")]
    ['Phăn-đa-nu-vông*', None, None]
    """
    entry = None if found.weak else found.matches[0].entry
    if entry is not None and entry.vietnamese:
        return None

    from tenlao.rendering.suggestions import looks_lao, suggested, suggested_for

    if entry is not None:
        return suggested_for(names, entry)
    return suggested(names, found.name) if looks_lao(names.likeness, found.name) else None


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
) -> dict[str, Any]:
    """Return a match of a name as plain data, for JSON, with the sources of the form that matches.

    Where the forms of a publisher are preferred, `forms` says which they are.

    >>> from tenlao import load
    >>> (found,) = answer(load(), "Attapeu", limit=1).matches
    >>> match_data("Attapeu", found, load().sources, weak=False)["match"]
    'exact'
    """
    data = {"name": name, **match.to_dict(sources), "weak": weak}
    if forms is not None:
        data |= {writing: forms.printed(match.entry, writing) for writing in WRITINGS}
    return data


def _holder_data(name: str, held: Holder) -> dict[str, Any]:
    keys = ("id", "kind", "type", "role", "latin", "vietnamese", "lao")
    data = {"name": name, **{key: getattr(held.entry, key) for key in keys}}
    return data | {"tenure": None if held.tenure is None else _tenure_data(held.tenure)}


def _tenure_data(tenure: Tenure) -> dict[str, Any]:
    office = None if tenure.office is None else office_data(tenure.office)
    return {"standing": tenure.standing, "office": office, "away": tenure.away}


def rendering_data(found: Rendering | Respelling) -> dict[str, Any]:
    """Return how a name may be written as plain data, for JSON, with what it was built from.

    >>> from tenlao import load
    >>> rendering_data(load().to_latin("Xỉ-phăn-đon"))["text"]
    'Siphandone'
    """
    text: str = getattr(found, "vietnamese", "") or getattr(found, "text", "")
    data: dict[str, Any] = {"name": found.name, "text": text}
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

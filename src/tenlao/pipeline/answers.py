"""What there is to say of a name that is looked up: its matches, and a rendering where none is attested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tenlao.matching.score import THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tenlao.base.vocabulary import Kind
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.score import Match
    from tenlao.table.model import Source

__all__ = ["Answer", "answer", "match_data", "suggestion"]


class Answer(NamedTuple):
    """A name and its matches, best first: the good ones, or where there is none, those that are `weak`."""

    name: str
    matches: tuple[Match, ...]
    weak: bool

    def data(self, sources: Mapping[str, Source]) -> list[dict[str, Any]]:
        """Return the matches as plain data, for JSON."""
        return [match_data(self.name, match, sources, weak=self.weak) for match in self.matches]


def answer(
    names: Gazetteer, name: str, *, threshold: float | None = None, kind: Kind | None = None, limit: int = 5
) -> Answer:
    """Look a name up, and tell whether it names anything.

    Args:
        names: the gazetteer.
        name: the name, in any writing.
        threshold: from which score on (0-100) a match is good; `tenlao.matching.score.THRESHOLD` if not given.
        kind: consider only entries of this kind.
        limit: how many matches to give at most.

    >>> from tenlao import load
    >>> found = answer(load(), "Thonglun Sisulith")
    >>> found.matches[0].entry.vietnamese, found.weak
    ('Thoong-lun Xi-xu-lít', False)
    >>> answer(load(), "Bun Kham").weak
    True
    """
    enough = THRESHOLD if threshold is None else threshold
    matches = names.lookup(name, len(names), kind)
    good = [match for match in matches if match.score >= enough]
    return Answer(name, tuple((good or matches)[:limit]), weak=not good)


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


def match_data(name: str, match: Match, sources: Mapping[str, Source], *, weak: bool) -> dict[str, Any]:
    """Return a match of a name as plain data, for JSON, with the sources of the form that matches.

    >>> from tenlao import load
    >>> (found,) = answer(load(), "Attapeu", limit=1).matches
    >>> match_data("Attapeu", found, load().sources, weak=False)["match"]
    'exact'
    """
    entry, form = match.entry, match.form
    return {
        "name": name,
        "id": entry.id,
        "kind": entry.kind,
        "type": entry.type,
        "role": entry.role,
        "latin": entry.latin,
        "vietnamese": entry.vietnamese,
        "lao": entry.lao,
        "score": match.score,
        "weak": weak,
        "match": match.kind,
        "form": form.text,
        "writing": form.writing,
        "tag": form.tag,
        "why": match.explain(),
        "sources": [
            {"publisher": source.publisher, "date": source.day, "url": source.url}
            for source in (sources[id] for id in form.sources)
        ],
    }

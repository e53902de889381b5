"""What there is to say of a name: its matches, who bears it, a rendering where none is attested, other writings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from tenlao.base.patterns import pattern
from tenlao.matching.score import THRESHOLD
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tenlao.base.vocabulary import Kind, Writing
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.holders import Holder
    from tenlao.matching.score import Match
    from tenlao.rendering.renderer import Rendering, Sibilant
    from tenlao.rendering.respelling import Respelling
    from tenlao.styles.preferred_forms import PreferredForms
    from tenlao.table.model import Source

__all__ = ["Answer", "answer", "respelled", "suggestion"]


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
        from tenlao.pipeline.answer_data import match_data

        return [match_data(self.name, m, sources, weak=self.weak, forms=forms, at=at) for m in matches]

    def data_of_holders(self) -> list[dict[str, Any]]:
        """Return who held the office as plain data, for JSON."""
        from tenlao.pipeline.answer_data import holder_data

        return [holder_data(self.name, held) for held in self.holders]


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
    if not good or kind not in (None, "person"):
        return kind in (None, "person")
    return all(match.entry.kind == "place" for match in good) and without_titles(name) != name.strip()


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


def respelled(
    names: Gazetteer,
    name: str,
    to: Writing,
    *,
    sibilant: Sibilant | None = None,
    tones: bool = True,
    limit: int = 5,
) -> Rendering | Respelling:
    """Suggest how a name is written in a writing; `sibilant` and `tones` are habits of Vietnamese newsrooms.

    >>> from tenlao import load
    >>> respelled(load(), "Xỉ-phăn-đon", "latin").text
    'Siphandone'
    """
    if to == "latin":
        return names.to_latin(name, limit)
    if to == "lao":
        return names.to_lao(name, limit)
    return names.render(name, sibilant=sibilant, tones=tones, limit=limit)

"""Names that are not attested as they stand: the entries that they may name all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tenlao.matching.beside_names import may_follow, title_beside
from tenlao.matching.candidates import as_it_stands, misspelt, namesakes, partial, rearranged
from tenlao.matching.score import Match
from tenlao.matching.units import SAME_SOUND
from tenlao.matching.weighing import Candidate, weigh
from tenlao.phonology.reading import phones_of_readings

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.matching.index import Attested, Index

__all__ = ["UNSURE", "and_namesakes", "near_matches", "of_same_sound"]

# Below these odds, other ways to take a name are looked into.
UNSURE = 5.0


def near_matches(index: Index, name: str, core: str, title: str) -> list[Match]:
    """Return the entries that a name may name that is no attested spelling; it is a core, and a title beside it."""
    candidates = [*as_it_stands(index, name, core, title), *_following(index, title, partial(index, core))]
    if max([c.odds for c in candidates], default=0.0) < UNSURE:
        candidates += _following(index, title, (*rearranged(index, core), *misspelt(index, core)))
    return weigh((), candidates) if candidates else []


def _following(index: Index, title: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates for a name without its title that may have this title."""
    return [c for c in candidates if may_follow(index, c.attested.entry, title)] if title else [*candidates]


def of_same_sound(index: Index, name: str, core: str, kind: Kind | None = None) -> list[Match] | None:
    """Return the entries, of a kind if one is given, that sound as a name or its core does; None without any."""
    candidates = [
        c
        for c in as_it_stands(index, name, core, title_beside(name, core))
        if c.evidence.cost <= SAME_SOUND and kind in (None, c.attested.entry.kind)
    ]
    return weigh((), candidates) if candidates else None


def and_namesakes(index: Index, exact: Sequence[Attested], core: str) -> list[Match]:
    """Return the matches of a name that is attested in its spelling, and of who shares it in another."""
    return weigh(exact, namesakes(index, exact, phones_of_readings(core)))

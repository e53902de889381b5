"""From a name to the entries it may name, each with a score that estimates how likely that is.

What finds names that are not attested as they stand is imported when there is one: most programs look up few names.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING

from tenlao.matching.beside_names import may_follow, title_beside
from tenlao.matching.score import THRESHOLD, Match, most_notable, spelled_so
from tenlao.text.keys import spelling_key
from tenlao.text.longest import LONGEST_NAME
from tenlao.text.neighbours import is_elsewhere
from tenlao.text.offices import office_heads
from tenlao.text.origins import is_laos
from tenlao.text.titles import context, elsewhere, generic_words, without_titles

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.matching.index import Attested, Index

__all__ = ["lookup", "trimmed"]

_PUNCTUATION = " .,;:!?…\"'“”‘’«»()[]{}*-–—"


def lookup(
    index: Index, name: str, limit: int = 5, kind: Kind | None = None, at: int | None = None
) -> list[Match]:
    """Return the entries that a name may name, best first, weak ones too, at most `limit`, of a kind if one is given.

    An attested spelling names its owners with a score of 100, and only those who share the name are compared
    with it besides, such as the city with the man whose rendering is written a little otherwise. Else the
    odds of the candidates are weighed against each other and against the name being somebody's who is not in
    the table. A place of a neighbouring country is none of Laos, unless it is attested in that spelling; nor is what
    merely sounds like one, as the Mekong does. Blanks and punctuation around the name do not count. What is longer
    than `LONGEST_NAME` names nobody.

    With a year `at`, those of good matches who held an office then come first, and those who did not last, whatever
    their scores (`tenlao.matching.tenure`); and so of the weak ones.

    >>> from tenlao import load
    >>> [(m.entry.latin, m.kind) for m in load().lookup("Phosay Khaikhamphithoun", limit=1)]
    [('Phoxay Khaykhamphithoune', 'variant')]
    >>> [load().lookup("Khammany Inthirath", limit=1, at=at)[0].entry.id for at in (2010, 2018)]
    ['khammany-inthilath', 'khammany-inthilath']

    Raises:
        ValueError: the limit is less than 1.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    if at is not None:
        return sorted(lookup(index, name, sys.maxsize, kind), key=lambda match: _rank_at(match, at))[:limit]
    if len(name) > LONGEST_NAME:
        return []
    name = trimmed(name)
    core = without_titles(name)
    key, key_of_core = spelling_key(name), spelling_key(core)
    exact = [*index.spelled(key)]
    title = "" if exact or core == name else title_beside(name, core)
    if title and title in office_heads() and is_laos(core):
        return []  # Thủ tướng Lào is an office
    if key_of_core != key:
        exact += index.spelled(key_of_core)
    # Mr Chanthaly is no film.
    if exact and title:
        exact = [attested for attested in exact if may_follow(index, attested.entry, title)]
    if exact:
        announced = context(name.removesuffix(core), "").kinds
        exact.sort(
            key=lambda a: (
                bool(announced) and a.entry.kind not in announced,
                a.form.text.casefold() != name.casefold(),
            )
        )
        better = _better_than_spelled(index, name, core, announced)
        if better is not None:
            return _first(better, limit, kind)
        return _first(_and_namesakes(index, exact, core), limit, kind, title)
    if is_elsewhere(key) or key_of_core in elsewhere():
        return []
    return _first(_near()(index, name, core, title), limit, kind, title)


def _better_than_spelled(
    index: Index, name: str, core: str, announced: AbstractSet[str]
) -> list[Match] | None:
    """Matches of the same sound that a title or a generic word speaks for, where only the rest is spelled so.

    Huay Xay is Houayxay, and not Xay; a king is not the district that is named after him.
    """
    if index.spelled(spelling_key(name)):
        return None
    generic = name.split()[0].casefold() in generic_words()
    if not generic and announced != {"person"}:
        return None
    if not generic and any(a.entry.kind == "person" for a in index.spelled(spelling_key(core))):
        return None
    from tenlao.matching.unattested import of_same_sound

    return of_same_sound(index, name, name) if generic else of_same_sound(index, name, core, "person")


def _and_namesakes(index: Index, exact: Sequence[Attested], core: str) -> list[Match]:
    """Matches of a name that is attested in its spelling, and of who shares it in another."""
    if not any(attested.entry.same_name_as for attested in exact):
        return spelled_so(exact)
    from tenlao.matching.unattested import and_namesakes

    return and_namesakes(index, exact, core)


@cache
def _near() -> Callable[[Index, str, str, str], list[Match]]:
    """What finds names that are not attested: it is loaded when there is one."""
    from tenlao.matching.unattested import near_matches

    return near_matches


def _rank_at(match: Match, year: int) -> tuple[bool, tuple[int, int]]:
    from tenlao.matching.tenure import tenure_in

    return match.score < THRESHOLD, tenure_in(match.entry, year).rank


def trimmed(name: str) -> str:
    """Return a name without punctuation around it, with one blank between its words.

    >>> trimmed(" «Kaysone  Phomvihane», ")
    'Kaysone Phomvihane'
    """
    return " ".join(name.split()).strip(_PUNCTUATION)


def _first(matches: Iterable[Match], limit: int, kind: Kind | None, title: str = "") -> list[Match]:
    of_kind = [*matches] if kind is None else [m for m in matches if m.entry.kind == kind]
    if len(of_kind) > 1:
        meant = most_notable(of_kind, word=title)
        of_kind = [meant, *(m for m in of_kind if m is not meant)]
    return of_kind[:limit]

"""Which name of a translation stands where a name of its original does, as far as their order tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

__all__ = ["Correspondence", "Named"]


class Named(NamedTuple):
    """Who or what is named from `start` up to `end` (code points); the same one has the same `key`."""

    key: str
    kind: str
    start: int
    end: int


class Correspondence:
    """The names of a text and of its translation side by side, so that as many as may be are the same.

    >>> text = [Named("pakse", "place", 0, 5), Named("xay", "place", 9, 12), Named("sing", "place", 15, 19)]
    >>> translation = [Named("pakse", "place", 0, 7), Named("long", "place", 11, 15), Named("sing", "place", 18, 22)]
    >>> beside = Correspondence(text, translation)
    >>> beside.in_place_of(["xay"])["xay"].key, beside.place_of("xay")
    ('long', 7)
    """

    def __init__(self, source: Sequence[Named], target: Sequence[Named]) -> None:
        """Take the names of both texts in their order."""
        from rapidfuzz.distance import Levenshtein

        self._source, self._target = _in_turn(source), _in_turn(target)
        keys = [[named.key for named in names] for names in (self._source, self._target)]
        self._changes = list(Levenshtein.opcodes(*keys))
        self._known = set(keys[0])
        self._counts = Counter(keys[0]), Counter(keys[1])

    def in_place_of(self, keys: Collection[str]) -> Mapping[str, Named]:
        """Return who is named instead of some who are not named in the translation, where it is somebody new.

        Between the same two names, as many of a kind as are new stand for as many that are left, in their order; if
        they are fewer, for those whose names are most alike. Those whom the order does not tell are taken so, too.
        """
        found: dict[str, Named] = {}
        for one, other in [*self._gaps(), (self._source, self._target)]:
            left = {named.key: named for named in one if named.key in keys and named.key not in found}
            new = [named for named in other if self._is_new(named) and named not in found.values()]
            for kind in ("person", "place"):
                pairs = _paired(
                    *([named for named in some if named.kind == kind] for some in (left.values(), new))
                )
                found.update((named.key, instead) for named, instead in pairs)
        return found

    def mistaken(self) -> Iterator[tuple[Named, Named]]:
        """Give who is named, though elsewhere rightly, by somebody else's name: between two who are named rightly."""
        in_source, in_target = self._counts
        for before, change, after in zip(self._changes, self._changes[1:], self._changes[2:], strict=False):
            is_between = (before.tag, change.tag, after.tag) == ("equal", "replace", "equal")
            if not is_between or change.src_end - change.src_start != 1:
                continue
            one, other = self._source[change.src_start], self._target[change.dest_start]
            if self._stands_for(one, other) and 0 < in_target[one.key] < in_source[one.key]:
                yield one, other

    def place_of(self, key: str) -> int:
        """Return where in the translation a name belongs that is not there: after the last one before it."""
        number = next(number for number, named in enumerate(self._source) if named.key == key)
        change = next(change for change in self._changes if change.src_start <= number < change.src_end)
        return self._target[change.dest_start - 1].end if change.dest_start else 0

    def _gaps(self) -> Iterator[tuple[Sequence[Named], Sequence[Named]]]:
        """Give what stands between names that are the same, in the original and in the translation."""
        for same, changes in groupby(self._changes, key=lambda change: change.tag == "equal"):
            if not same:
                some = list(changes)
                first, last = some[0], some[-1]
                yield (
                    self._source[first.src_start : last.src_end],
                    self._target[first.dest_start : last.dest_end],
                )

    def _stands_for(self, one: Named, other: Named) -> bool:
        return one.kind == other.kind != "organization" and self._is_new(other)

    def _is_new(self, other: Named) -> bool:
        return other.key not in self._known


def _paired(left: Sequence[Named], new: Sequence[Named]) -> list[tuple[Named, Named]]:
    """Return who stands for whom: in their order where they are as many, else those whose keys are most alike."""
    from rapidfuzz.distance import Levenshtein

    if len(left) <= len(new):
        return list(zip(left, new, strict=False)) if len(left) == len(new) else []
    pairs = []
    rest = list(left)
    for other in new:
        alike = min(rest, key=lambda one: Levenshtein.normalized_distance(one.key, other.key))
        rest.remove(alike)
        pairs.append((alike, other))
    return pairs


def _in_turn(names: Sequence[Named]) -> list[Named]:
    """Return names without those that repeat the one before, as a gloss does."""
    before = ["", *(named.key for named in names)]
    return [named for named, last in zip(names, before, strict=False) if named.key != last]

"""The weighted search of a trie in plain Python: what the compiled one does, where there is no compiler.

It does not walk the trie, which Python does slowly: it goes through all strings in it, with what the compiled code
of rapidfuzz says of how many letters they differ in at least, and compares the few that are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from tenlao.matching.trie import LONGEST, UNIT, Costs, Trie
from tenlao.phonology.distance import PHONE_CHANGE, align, coarse_key, consonant_key, distance
from tenlao.phonology.sound import Columns, columns

__all__ = ["Parting", "Search"]


class Search:
    """Finds the strings of a trie that are near another one, by what changes cost, in whole units.

    The strings have numbers, in their order, and `penalties` (a byte for each) that are added to their distances.

    >>> from tenlao.matching.trie import costs_of_sounds, trie_of
    >>> costs = costs_of_sounds()
    >>> sounds = Search(trie_of(["Posaʲ", "soⁿsaʲ"], costs.encoded), costs, bytes(2))
    >>> sounds.near("fosaʲ", 20)
    [(10, 0)]
    """

    def __init__(self, trie: Trie, costs: Costs, penalties: bytes) -> None:
        """Take a trie whose letters have the costs, and the penalties of its strings."""
        self._trie, self._costs, self._penalties = trie, costs, penalties

    def near(self, query: str, limit: int, margin: int = -1, changes: int = -1) -> list[tuple[int, int]]:
        """Return what the strings nearer than a limit cost, and their numbers, the nearest first.

        With a margin (from 0), those that are further away than the nearest one by it or more are left out. With
        changes (from 0), so are those whose consonants, alike ones as one, differ from those of the query in more.
        """
        if not query or limit <= 0:
            return []
        found: list[tuple[int, int]] = []
        for least, number in self._possible(query, limit, changes):
            if least >= limit:
                break
            cost = self._distance(query, number, limit)
            if cost < limit and self.strings[number]:
                found.append((cost, number))
                if margin >= 0:
                    limit = min(limit, cost + margin)
        return sorted(item for item in found if item[0] < limit)

    def spans(
        self, parts: Columns, widest: int, limit: int, changes: int = -1
    ) -> list[tuple[int, int, int, int]]:
        """Return what is near spans of parts, each of them at most so wide.

        An item is the first part, the one after the last, the cost and the number of the string.

        >>> from tenlao.matching.trie import costs_of_sounds, trie_of
        >>> costs = costs_of_sounds()
        >>> sounds = Search(trie_of(["Posaʲ", "soⁿsaʲ"], costs.encoded), costs, bytes(2))
        >>> sounds.spans(columns(["lao", "Po", "saʲ"]), 3, 20)
        [(1, 3, 0, 0)]
        """
        return [
            (first, last, cost, number)
            for first in range(len(parts.ends))
            for last in range(first + 1, min(len(parts.ends), first + widest) + 1)
            for cost, number in self.near(parts.span(first, last), limit, -1, changes)
        ]

    @cached_property
    def strings(self) -> Sequence[str]:
        """The strings of the trie, by their numbers; those that it has not are empty."""
        labels, depths, _, firsts, numbers = self._trie
        letters = self._costs.letters
        strings, path = [""] * len(self._penalties), [""] * (LONGEST + 1)
        for node, (label, depth) in enumerate(zip(labels, depths, strict=True)):
            path[depth] = letters[label]
            for at in range(firsts[node], firsts[node + 1]):
                strings[numbers[at]] = "".join(path[1 : depth + 1])
        return strings

    @cached_property
    def _coarse_keys(self) -> Sequence[str]:
        return list(map(coarse_key, self.strings))

    @cached_property
    def _by_consonants(self) -> dict[str, list[int]]:
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, string in enumerate(self.strings):
            numbers[consonant_key(string)].append(number)
        return dict(numbers)

    def _possible(self, query: str, limit: int, changes: int) -> Iterable[tuple[int, int]]:
        """What strings cost at least that may be near enough, with their numbers, the least first."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, Levenshtein

        if self._costs.swap:
            near = process.extract(
                query, self.strings, scorer=OSA.distance, score_cutoff=limit - 1, limit=None
            )
            return [(letters, number) for _, letters, number in near]
        step = round(PHONE_CHANGE * UNIT)
        searched, most = coarse_key(query), (limit - 1) // step
        if changes < 0:
            found = process.extract(
                searched, self._coarse_keys, scorer=Levenshtein.distance, score_cutoff=most, limit=None
            )
            return [(step * phones, number) for _, phones, number in found]
        consonants = consonant_key(query)
        if changes == 0:
            numbers = self._by_consonants.get(consonants, [])
        else:
            alike = process.extract(
                consonants,
                self._by_consonants.keys(),
                scorer=Levenshtein.distance,
                score_cutoff=changes,
                limit=None,
            )
            numbers = [number for key, _, _ in alike for number in self._by_consonants[key]]
        keys = self._coarse_keys
        return sorted((step * Levenshtein.distance(searched, keys[number]), number) for number in numbers)

    def _distance(self, query: str, number: int, limit: int) -> int:
        penalty = self._penalties[number]
        if self._costs.swap:
            from rapidfuzz.distance import OSA

            return OSA.distance(query, self.strings[number]) + penalty
        nearer = (limit - penalty - 0.5) / UNIT
        return round(UNIT * distance(query, self.strings[number], nearer + 1 / UNIT)) + penalty


class Parting:
    """Tells which part of a sound was heard for each part of another."""

    def __init__(self, costs: Costs, unit: int) -> None:
        """Take what changes cost, so many units being a nat."""

    def parted(self, heard: str, known: str, lengths: Sequence[int]) -> list[tuple[int, float]]:
        """Return how many phones were heard for each part of a known sound, and how far the two are apart (nats).

        The parts have such lengths.

        >>> from tenlao.matching.trie import costs_of_sounds
        >>> Parting(costs_of_sounds(), UNIT).parted("soᵐsaʲsiPaⁿdoⁿ", "sɔⁿsaʲsiPaⁿdɔⁿ", (6, 8))
        [(6, 3.5), (8, 0.5)]
        """
        counts, costs = [0] * len(lengths), [0.0] * len(lengths)
        number, left = 0, lengths[0]
        for heard_phone, known_phone, cost in align(heard, known):
            if known_phone and not left:
                number, left = number + 1, lengths[number + 1]
            counts[number] += bool(heard_phone)
            costs[number] += cost
            left -= bool(known_phone)
        return list(zip(counts, costs, strict=True))

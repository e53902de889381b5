"""The weighted search of a trie in plain Python: what the compiled one does, where there is no compiler.

It does not walk the trie, which Python does slowly: it goes through all strings in it, with what the compiled code
of rapidfuzz says of how many letters they differ in at least, and compares the few that are left.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import accumulate
from operator import add

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from tenlao.matching.evidence import Difference
from tenlao.matching.plain_syllables import SyllableSteps
from tenlao.matching.trie import LONGEST, MOST_SLIPS, Costs, Trie, trie_of
from tenlao.matching.units import UNIT
from tenlao.phonology.columns import Columns
from tenlao.phonology.distance import (
    CONSONANT_CHANGE,
    PHONE_CHANGE,
    coarse_key,
    consonant_key,
    distance,
)
from tenlao.phonology.paths import align

__all__ = ["Parting", "PhoneSteps", "Search", "SyllableSteps", "give_back", "grouped", "in_order", "trie_of"]


def in_order(numbers: array[int]) -> array[int]:
    """Return the places of numbers, that of the least first, of equal ones that which comes first.

    >>> in_order(array("I", [7, 5, 7, 1]))
    array('I', [3, 1, 0, 2])
    """
    return array("I", sorted(range(len(numbers)), key=numbers.__getitem__))


def grouped(count: int, lists: array[int], numbers: array[int]) -> tuple[array[int], array[int]]:
    """Make so many lists of numbers; `lists` says in which each is. A list has a number once, the least first.

    Return where each list starts, and where the last one ends, and the numbers of all, one list after another.

    >>> grouped(3, array("I", [2, 0, 0, 0]), array("I", [7, 5, 4, 5]))
    (array('I', [0, 2, 2, 3]), array('I', [4, 5, 7]))
    """
    ordered = sorted({(at << 32) | number for at, number in zip(lists, numbers, strict=True)})
    lengths = array("I", bytes(4 * count))
    for both in ordered:
        lengths[both >> 32] += 1
    return array("I", accumulate(lengths, initial=0)), array("I", [both & _LOWER for both in ordered])


# The bits of the second of two numbers of four bytes in one.
_LOWER = 0xFFFFFFFF


def give_back() -> None:
    """Give memory that is free back to the system, where it has to be told; Python cannot."""


class Search:
    """Finds the strings of a trie that are near another one, by what changes cost, in whole units.

    The strings have numbers, in their order, and `penalties` (a byte for each) that are added to their distances.

    >>> from tenlao.matching.trie import costs_of_sounds, trie_of
    >>> costs = costs_of_sounds()
    >>> sounds = Search(trie_of([*map(costs.encoded, ["Posaʲ", "soⁿsaʲ"])]), costs, bytes(2))
    >>> sounds.near("fosaʲ", 20)
    [(10, 0)]
    """

    walks = False
    """Whether it takes less time to ask for all spans of many words at once than for each by itself."""

    def __init__(self, trie: Trie, costs: Costs, penalties: bytes) -> None:
        """Take a trie whose letters have the costs, and the penalties of its strings."""
        self._trie, self._costs, self._penalties = trie, costs, penalties

    def near(self, query: str, limit: int, margin: int = -1, changes: int = -1) -> list[tuple[int, int]]:
        """Return what the strings nearer than a limit cost, and their numbers, the nearest first.

        With a margin (from 0), those that are further away than the nearest one by it or more are left out. With
        changes (from 0), so are those whose consonants, alike ones as one, differ from those of the query in more.
        """
        if self._costs.swap:
            limit = min(limit, MOST_SLIPS)
        if not query or limit <= 0:
            return []
        if 0 < margin < limit:  # most queries are near something, and then the others need not be looked for
            limit = min([limit, *(cost + margin for cost, _ in self._nearer(query, margin, changes))])
        found = self._nearer(query, limit, changes)
        if found and margin >= 0:
            limit = min(limit, min(found)[0] + margin)
        return sorted(item for item in found if item[0] < limit)

    def may_have_consonants(self, query: str) -> bool:
        """Tell whether some string has the consonants of a query, alike ones as one.

        What is compiled says so of a few that no string has, too.

        >>> from tenlao.matching.trie import costs_of_sounds, trie_of
        >>> costs = costs_of_sounds()
        >>> sounds = Search(trie_of([*map(costs.encoded, ["Posaʲ", "soⁿsaʲ"])]), costs, bytes(2))
        >>> sounds.may_have_consonants("fusa"), sounds.may_have_consonants("saʲPo")
        (True, False)
        """
        return consonant_key(query) in self._by_consonants

    def _nearer(self, query: str, limit: int, changes: int) -> list[tuple[int, int]]:
        """What strings nearer than a limit cost, and their numbers."""
        if self._costs.swap:
            return [item for item in self._slips(query, limit) if item[0] < limit]
        found = []
        searched, coarse_keys = coarse_key(query), self._coarse_keys
        for number in self._with_consonants(query, limit, changes):
            most = (limit - 1 - self._penalties[number]) // _PHONE
            if most < 0 or Levenshtein.distance(searched, coarse_keys[number], score_cutoff=most) > most:
                continue
            cost = round(UNIT * distance(query, self.strings[number], limit / UNIT)) + self._penalties[number]
            if cost < limit:
                found.append((cost, number))
        return found

    def spans(
        self, parts: Columns, widest: int, limit: int, alone: bytes, limits: bytes | None = None
    ) -> list[tuple[int, int, int]]:
        """Return the spans of parts that some string is near, and what the nearest costs.

        A span has at most `widest` parts. An item is the first part, the one after the last, and the cost; `near`
        says what the others are. `alone` has a lower limit for each part by itself, a byte, 0 if no span begins with
        it; what is near a single part has to have the same consonants. `limits` may have a lower limit for each span,
        a byte: those of the spans with one part, two, and so on up to the widest, which begin with the first part,
        then with the next.

        >>> from tenlao.matching.trie import costs_of_sounds, trie_of
        >>> from tenlao.phonology.columns import columns
        >>> costs = costs_of_sounds()
        >>> sounds = Search(trie_of([*map(costs.encoded, ["Posaʲ", "soⁿsaʲ"])]), costs, bytes(2))
        >>> sounds.spans(columns(["lao", "fo", "saʲ"]), 3, 20, bytes([20, 20, 20]))
        [(1, 3, 10)]
        """
        found = []
        for first, of_part in enumerate(alone):
            for last in range(first + 1, min(len(alone), first + widest) + 1) if of_part else ():
                own = limit if limits is None else min(limit, limits[first * widest + last - first - 1])
                own, changes = (min(own, of_part), 0) if last == first + 1 else (own, -1)
                if near := self.near(parts.span(first, last), own, 1, changes):
                    found.append((first, last, near[0][0]))
        return found

    @cached_property
    def strings(self) -> Sequence[str]:
        """The strings of the trie, by their numbers; those that it has not are empty."""
        trie, letters, last = self._trie, self._costs.letters, 0
        strings, path = [""] * len(self._penalties), [""] * (LONGEST + 1)
        for node, (label, depth) in enumerate(zip(trie.labels, trie.depths, strict=True)):
            path[depth] = letters[label]
            first, last = last, trie.ended(node + 1)
            for at in range(first, last):
                strings[trie.numbers[at]] = "".join(path[1 : depth + 1])
        return strings

    @cached_property
    def _coarse_keys(self) -> Sequence[str]:
        return list(map(coarse_key, self.strings))

    @cached_property
    def _by_consonants(self) -> dict[str, list[int]]:
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, string in enumerate(self.strings):
            if string:
                numbers[consonant_key(string)].append(number)
        return dict(numbers)

    def _with_consonants(self, query: str, limit: int, changes: int) -> Iterable[int]:
        """The numbers of the sounds whose consonants differ in so few places that they may be near enough."""
        most = (limit - 1) // _CONSONANT
        if changes >= 0:
            most = min(most, changes)
        consonants, known = consonant_key(query), self._by_consonants
        if not most:
            return known.get(consonants, [])
        if most > 1:
            alike = process.extract(
                consonants, known.keys(), scorer=Levenshtein.distance, score_cutoff=most, limit=None
            )
            return [number for key, _, _ in alike for number in known[key]]
        near = {key for rest in _without_letter(consonants) for key in self._neighbourhood.get(rest, ())}
        return [n for key in near if Levenshtein.distance(consonants, key) <= 1 for n in known[key]]

    @cached_property
    def _neighbourhood(self) -> dict[str, list[str]]:
        """The deletion neighbourhood of the consonant keys: each by what is left of it without a letter."""
        by_rest: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._by_consonants:
            for rest in _without_letter(key):
                by_rest[rest].append(key)
        return dict(by_rest)

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[str], list[int]]]:
        """The strings of each length, and their numbers."""
        found: dict[int, tuple[list[str], list[int]]] = {}
        for number, string in enumerate(self.strings):
            if string:
                strings, numbers = found.setdefault(len(string), ([], []))
                strings.append(string)
                numbers.append(number)
        return found

    def _slips(self, query: str, limit: int) -> Iterator[tuple[int, int]]:
        """In how many letters strings of about the same length differ, and their numbers."""
        for length in range(len(query) - limit + 1, len(query) + limit):
            strings, numbers = self._by_length.get(length, ((), ()))
            for _, letters, at in process.extract(
                query, strings, scorer=OSA.distance, score_cutoff=limit - 1, limit=None
            ):
                yield letters + self._penalties[numbers[at]], numbers[at]


def _without_letter(string: str) -> set[str]:
    """The string, and what is left of it without one of its letters."""
    return {string, *[string[:at] + string[at + 1 :] for at in range(len(string))]}


class PhoneSteps:
    """What it tells, in nats, that phones follow each other.

    >>> from tenlao.matching.trie import costs_of_sounds
    >>> from tenlao.phonology.columns import columns
    >>> steps = PhoneSteps(costs_of_sounds(), {"^l": 2.0, "l": 1.0}, 0.5)
    >>> steps.told("lao"), steps.told("fo")
    (4.0, 1.5)
    >>> list(steps.limits(columns(["lao", "fo"]), 2, bytes([0, 10, 20, 30, 40, 50]), 1))
    [40, 50, 10, 0]
    """

    def __init__(self, costs: Costs, steps: Mapping[str, float], unseen: float) -> None:
        """Take the costs of phones, and the steps by the two phones, ^ and $ being the ends.

        A step that is not there tells what stands for its first phone, or else what is `unseen` does.
        """
        self._steps, self._unseen = steps, unseen

    def _step(self, before: str, phone: str) -> float:
        step = self._steps.get(before + phone)
        return self._steps.get(before, self._unseen) if step is None else step

    def told(self, phones: str) -> float:
        """Return what phones tell that follow each other from one end to the other."""
        # One after the other: what `sum` gives depends on the version of Python.
        return reduce(add, map(self._step, f"^{phones}", f"{phones}$"), 0.0)

    def limits(self, parts: Columns, widest: int, farthest: bytes, steps_in_nat: int) -> bytes:
        """Return how far names are worth comparing with spans of parts, by what these tell, for `Search.spans`.

        `farthest` has the limits (a byte each) for what tells nothing, a step, two, and so on; there are so many
        steps in a nat. What sounds tell is summed up once for all spans, and so not more exactly than numbers are.
        """
        step, phones, most = self._step, parts.phones, len(farthest) - 1
        told: list[float] = []
        for place, back in enumerate(parts.steps):
            told.append(
                told[place - back] + step(phones[place - back], phones[place]) if back <= place else 0.0
            )
        limits = bytearray(len(parts.ends) * widest)
        for first, start in enumerate(parts.starts):
            for place, end in enumerate(parts.ends[first : first + widest], first * widest):
                surprisal = 0.0
                if end > start:
                    surprisal = (
                        step("^", phones[start]) + told[end - 1] - told[start] + step(phones[end - 1], "$")
                    )
                limits[place] = farthest[min(int(surprisal * steps_in_nat), most)]
        return bytes(limits)


# What a change of a phone that the coarse key shows costs at least, and one that the consonant key shows.
_PHONE, _CONSONANT = round(PHONE_CHANGE * UNIT), round(CONSONANT_CHANGE * UNIT)


class Parting:
    """Tells which part of a sound was heard for each part of another."""

    def __init__(self, costs: Costs, unit: int) -> None:
        """Take what changes cost, so many units being a nat."""

    def parted(self, heard: str, known: str, lengths: Sequence[int]) -> tuple[Difference, ...]:
        """Return the parts of a known sound, which have such lengths, each with what was heard in its place.

        >>> from tenlao.matching.trie import costs_of_sounds
        >>> Parting(costs_of_sounds(), UNIT).parted("soᵐsaʲsiPaⁿdoⁿ", "sɔⁿsaʲsiPaⁿdɔⁿ", (6, 8))[0]
        Difference(heard='soᵐsaʲ', known='sɔⁿsaʲ', cost=3.5)
        """
        counts, costs = [0] * len(lengths), [0.0] * len(lengths)
        number, left = 0, lengths[0]
        for heard_phone, known_phone, cost in align(heard, known):
            if known_phone and not left:
                number, left = number + 1, lengths[number + 1]
            counts[number] += bool(heard_phone)
            costs[number] += cost
            left -= bool(known_phone)
        parts, here, there = [], 0, 0
        for length, count, cost in zip(lengths, counts, costs, strict=True):
            parts.append(Difference(heard[there : there + count], known[here : here + length], cost))
            here, there = here + length, there + count
        return tuple(parts)

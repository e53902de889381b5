"""The search of tries: the compiled one, its twin in plain Python and going through everything find the same."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from tenlao.matching import plain_search
from tenlao.matching.counting_strangers import counted
from tenlao.matching.gathering import Gathering
from tenlao.matching.trie import costs_of_letters, costs_of_sounds, trie_of
from tenlao.matching.units import UNIT
from tenlao.phonology.columns import columns, in_row
from tenlao.phonology.distance import SUBSTITUTION, consonant_key, distance
from tenlao.phonology.sound import join

COMPILED = "tenlao.matching.compiled_search"
KERNELS = {"plain": plain_search.Search}
TRIES, GROUPED = {"plain": plain_search.trie_of}, {"plain": plain_search.grouped}
ORDERS = {"plain": plain_search.in_order}
PHONE_STEPS = {"plain": plain_search.PhoneSteps}
PARTINGS, SYLLABLE_STEPS = {"plain": plain_search.Parting}, {"plain": plain_search.SyllableSteps}
if find_spec(COMPILED):
    PARTINGS["compiled"] = import_module(COMPILED).Parting
    SYLLABLE_STEPS["compiled"] = import_module(COMPILED).SyllableSteps
    PHONE_STEPS["compiled"] = import_module(COMPILED).PhoneSteps
    KERNELS["compiled"] = import_module(COMPILED).Search
    TRIES["compiled"] = import_module(COMPILED).trie_of
    GROUPED["compiled"] = import_module(COMPILED).grouped
    ORDERS["compiled"] = import_module(COMPILED).in_order

PHONES = st.text(sorted(SUBSTITUTION), min_size=1, max_size=9)
# Few phones, so that strings are near each other: vowels, consonants, codas, those that may be silent.
ALIKE = st.text("aoiəᵃlrPfⁿᵐ˙ʲj", min_size=1, max_size=9)
STRINGS = st.lists(PHONES | ALIKE, max_size=25)
LONG = st.sampled_from([b"a" * 255, b"a" * 256])
LIMITS = st.integers(0, 9 * UNIT)


@pytest.fixture(params=KERNELS)
def kernel(request: pytest.FixtureRequest) -> type[plain_search.Search]:
    return KERNELS[request.param]


def sounds(
    kernel: type[plain_search.Search], strings: Sequence[str], penalties: bytes
) -> plain_search.Search:
    costs = costs_of_sounds()
    return kernel(trie_of([*map(costs.encoded, strings)]), costs, penalties)


def nearest(
    strings: Sequence[str], penalties: bytes, query: str, limit: int, margin: int, changes: int
) -> list[tuple[int, int]]:
    """What a search is to find, by the distance of the query from every string."""
    apart = [
        (round(UNIT * distance(query, string)) + penalty, number)
        for number, (string, penalty) in enumerate(zip(strings, penalties, strict=True))
        if changes < 0 or Levenshtein.distance(consonant_key(query), consonant_key(string)) <= changes
    ]
    if not query:
        return []
    if margin >= 0:
        limit = min([limit, *(cost + margin for cost, _ in apart)])
    return sorted(item for item in apart if item[0] < limit)


class TestNear:
    @given(st.data(), STRINGS, PHONES | ALIKE, LIMITS, st.integers(-1, 50), st.integers(-1, 2))
    @settings(max_examples=300, deadline=None)
    def test_finds_what_comparing_with_all_finds(
        self, data: st.DataObject, strings: list[str], query: str, limit: int, margin: int, changes: int
    ) -> None:
        penalties = bytes(data.draw(st.sampled_from((0, 10, 50))) for _ in strings)
        expected = nearest(strings, penalties, query, limit, margin, changes)
        for name, kernel in KERNELS.items():
            found = sounds(kernel, strings, penalties).near(query, limit, margin, changes)
            assert found == expected, name

    @given(
        st.lists(st.text("abcdeé", max_size=12), max_size=40),
        st.text("abcdeéx", max_size=12),
        st.integers(1, 3),
    )
    @settings(max_examples=300, deadline=None)
    def test_finds_slips_of_the_finger(self, strings: list[str], query: str, limit: int) -> None:
        costs = costs_of_letters("".join(strings))
        trie = trie_of([*map(costs.encoded, strings)])
        expected = [(OSA.distance(query, string), number) for number, string in enumerate(strings)]
        expected = sorted(
            (letters, number) for letters, number in expected if letters < limit and query and strings[number]
        )
        for name, kernel in KERNELS.items():
            assert kernel(trie, costs, bytes(len(strings))).near(query, limit) == expected, name

    @given(STRINGS, PHONES | ALIKE)
    @settings(max_examples=200, deadline=None)
    def test_what_has_the_consonants_of_a_string_is_told(self, strings: list[str], query: str) -> None:
        plain, *others = (sounds(kernel, strings, bytes(len(strings))) for kernel in KERNELS.values())
        known = consonant_key(query) in map(consonant_key, strings)
        assert plain.may_have_consonants(query) == known
        assert all(search.may_have_consonants(query) for search in others if known)

    def test_most_of_what_has_others_is_told(self, kernel: type[plain_search.Search]) -> None:
        strings = [a + "a" + b for a, b in combinations("kstpmnlrch", 2)]
        search = sounds(kernel, strings, bytes(len(strings)))
        others = [string[::-1] + "h" for string in strings]
        assert sum(map(search.may_have_consonants, others)) < len(others) / 4

    def test_a_long_query_is_near_nothing(self, kernel: type[plain_search.Search]) -> None:
        assert sounds(kernel, ["Posaʲ"], bytes(1)).near("Posaʲ" * 20_000, 90) == []

    def test_a_long_name_is_found(self, kernel: type[plain_search.Search]) -> None:
        assert sounds(kernel, ["Posa9" * 51], bytes(1)).near("Posa9" * 50 + "Poso9", 90) == [(30, 0)]

    def test_an_empty_trie_has_none(self, kernel: type[plain_search.Search]) -> None:
        empty = sounds(kernel, [], b"")
        assert empty.near("Posaʲ", 90) == []
        assert empty.spans(columns(["a"]), 3, 90, b"\1") == []


class TestSpans:
    @given(
        st.data(),
        STRINGS,
        st.lists(PHONES | ALIKE | st.just(""), max_size=7),
        st.integers(1, 4),
        LIMITS,
    )
    @settings(max_examples=200, deadline=None)
    def test_finds_how_near_the_nearest_is_to_each_span(
        self,
        data: st.DataObject,
        strings: list[str],
        parts: list[str],
        widest: int,
        limit: int,
    ) -> None:
        penalties = bytes(len(strings))
        size = len(parts) * widest
        alone = bytes(data.draw(st.sampled_from((0, 8, 255))) for _ in parts)
        limits = data.draw(st.none() | st.binary(min_size=size, max_size=size))
        expected = []
        for first, last in combinations(range(len(parts) + 1), 2):
            single = last - first == 1
            if last - first <= widest and alone[first]:
                own = limit if limits is None else min(limit, limits[first * widest + last - first - 1])
                own = min(own, alone[first]) if single else own
                near = nearest(strings, penalties, join(parts[first:last]), own, 1, -1 + single)
                expected += [(first, last, near[0][0])] if near else []
        for name, kernel in KERNELS.items():
            search = sounds(kernel, strings, penalties)
            found = search.spans(columns(parts), widest, limit, alone, limits)
            assert found == expected, name

    @given(
        st.data(),
        st.lists(st.text("abcdeé", max_size=9), max_size=25),
        st.lists(st.text("abcdeé", max_size=4), max_size=7),
        st.integers(1, 4),
        st.integers(0, 3),
    )
    @settings(max_examples=200, deadline=None)
    def test_finds_in_how_many_letters_the_nearest_differs_from_each_span(
        self, data: st.DataObject, strings: list[str], parts: list[str], widest: int, limit: int
    ) -> None:
        costs, size = costs_of_letters("".join(strings)), len(parts) * widest
        trie = trie_of([*map(costs.encoded, strings)])
        alone = bytes(data.draw(st.sampled_from((0, 1, 255))) for _ in parts)
        limits = data.draw(st.none() | st.binary(min_size=size, max_size=size))
        expected = []
        for first, last in combinations(range(len(parts) + 1), 2):
            if last - first <= widest and alone[first]:
                own = 255 if limits is None else limits[first * widest + last - first - 1]
                own = min(own, limit, 3, alone[first] if last - first == 1 else 3)
                span = "".join(parts[first:last])
                near = [OSA.distance(span, string) for string in strings if span and string]
                expected += [(first, last, min(near))] if min(near, default=own) < own else []
        for name, kernel in KERNELS.items():
            search = kernel(trie, costs, bytes(len(strings)))
            assert search.spans(in_row(parts), widest, limit, alone, limits) == expected, name


class TestPhoneSteps:
    @given(st.data(), st.lists(PHONES | ALIKE | st.just(""), max_size=7), st.integers(1, 4))
    @settings(max_examples=200, deadline=None)
    def test_limits_are_those_of_what_each_span_tells(
        self, data: st.DataObject, parts: list[str], widest: int
    ) -> None:
        keys = st.text(sorted(SUBSTITUTION), min_size=1, max_size=2) | st.sampled_from(
            ["^", "^a", "^P", "o$", "ʲ$"]
        )
        steps = data.draw(st.dictionaries(keys, st.integers(0, 20).map(lambda told: told / 4), max_size=30))
        farthest = bytes(range(200))
        expected = bytearray(len(parts) * widest)
        for name, made in PHONE_STEPS.items():
            told = made(costs_of_sounds(), steps, 1.5)
            for first, last in combinations(range(len(parts) + 1), 2):
                sound = join(parts[first:last])
                pairs = zip(f"^{sound}", f"{sound}$", strict=True)
                tells = sum(steps.get(a + b, steps.get(a, 1.5)) for a, b in pairs)
                assert told.told(sound) == tells, name
                if last - first <= widest:
                    place = first * widest + last - first - 1
                    expected[place] = farthest[min(int(tells * 4), 199)] if sound else 0
            assert told.limits(columns(parts), widest, farthest, 4) == expected, name


class TestSyllableSteps:
    @given(st.lists(PHONES | ALIKE, max_size=9), PHONES | ALIKE | st.just(""))
    @settings(max_examples=200, deadline=None)
    def test_all_tell_the_same_to_the_last_digit(self, components: list[str], asked: str) -> None:
        counts = counted(Gathering(components, range(len(components))), {"soⁿ": 3})
        steps = {name: made(counts.after, counts.phones) for name, made in SYLLABLE_STEPS.items()}
        for phones in (asked, asked * 9, *components):
            assert len({each.told(phones) for each in steps.values()}) == 1

    @pytest.mark.parametrize("made", SYLLABLE_STEPS.values(), ids=SYLLABLE_STEPS)
    def test_what_is_met_often_surprises_less(self, made: type[plain_search.SyllableSteps]) -> None:
        counts = counted(Gathering(["soⁿsaʲ"] * 9 + ["bunmi"], range(10)), {})
        steps = made(counts.after, counts.phones)
        assert steps.told("soⁿəsaʲ") == steps.told("sɔⁿsaʲ") < steps.told("soⁿmi") < steps.told("tsʳavᵏ")


class TestPartings:
    @given(PHONES | ALIKE, st.lists(PHONES | ALIKE, min_size=1, max_size=4))
    @settings(max_examples=300, deadline=None)
    def test_all_part_alike(self, heard: str, components: list[str]) -> None:
        known, lengths = "".join(components), list(map(len, components))
        for name, made in PARTINGS.items():
            parts = made(costs_of_sounds(), UNIT).parted(heard, known, lengths)
            assert "".join(part.heard for part in parts) == heard, name
            assert [part.known for part in parts] == components, name
            assert sum(part.cost for part in parts) == pytest.approx(distance(heard, known)), name
            assert parts == plain_search.Parting(costs_of_sounds(), UNIT).parted(heard, known, lengths), name


class TestTries:
    @given(st.lists(st.binary(max_size=6) | st.text("ab\0", max_size=12).map(str.encode) | LONG))
    def test_all_make_the_same(self, strings: list[bytes]) -> None:
        expected = trie_of(strings)
        for name, make in TRIES.items():
            assert make(strings) == expected, name

    def test_large_ones_are_alike(self) -> None:
        strings = [number.to_bytes(4, "big") for number in range(1, 200_000, 3)]
        expected = trie_of(strings)
        assert len(expected.far) > 0
        for name, make in TRIES.items():
            assert make(strings) == expected, name

    def test_strings_behind_a_large_branch_are_found(self, kernel: type[plain_search.Search]) -> None:
        strings = [f"a{number:016b}".replace("0", "c").replace("1", "d") for number in range(0, 1 << 16, 2)]
        costs = costs_of_letters("abcd")
        trie = trie_of([*map(costs.encoded, [*strings, "bbbb", "bbbb"])])
        search = kernel(trie, costs, bytes(len(strings) + 2))
        assert search.near("bbb", 2) == [(1, len(strings)), (1, len(strings) + 1)]
        assert search.near(strings[777], 1) == [(0, 777)]


class TestLists:
    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9) | st.integers(0, 2**32 - 1))))
    def test_all_group_numbers_alike(self, pairs: list[tuple[int, int]]) -> None:
        lists, numbers = (array("I", [pair[at] for pair in pairs]) for at in (0, 1))
        for name, make in GROUPED.items():
            starts, grouped = make(6, lists, numbers)
            found = [grouped[starts[at] : starts[at + 1]].tolist() for at in range(6)]
            assert found == [sorted({number for at, number in pairs if at == of}) for of in range(6)], name
            assert len(grouped) == starts[6], name


class TestOrder:
    @given(st.lists(st.integers(0, 9) | st.integers(0, 2**32 - 1)))
    def test_all_put_numbers_in_the_same_order(self, numbers: list[int]) -> None:
        expected = sorted(range(len(numbers)), key=numbers.__getitem__)
        for name, order in ORDERS.items():
            assert order(array("I", numbers)).tolist() == expected, name


class TestColumns:
    @given(st.lists(PHONES | ALIKE, max_size=6))
    def test_sounds_of_spans_are_read_off(self, parts: list[str]) -> None:
        found = columns(parts)
        for first, last in combinations(range(len(parts) + 1), 2):
            assert found.span(first, last) == join(parts[first:last])

"""The index: all that is near is found, just as going through everything would find it."""

import random
from collections.abc import Sequence
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

import tenlao
from tenlao import Entry, Form
from tenlao.matching.candidates import TITLE_PENALTY, candidates_of_sound
from tenlao.matching.index import Index, Spoken
from tenlao.matching.score import THRESHOLD
from tenlao.matching.units import CORE_PENALTY
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import read, readings
from tenlao.phonology.sound import join
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

TABLE = tenlao.load()
INDEX = TABLE.index
FORMS = [form for entry in TABLE.entries for form in entry.forms]
SOUNDS = list(INDEX.sounds())
PHONES = sorted({phone for sound in SOUNDS for phone in sound.phones})
LETTERS = {
    "latin": "aeiouybcdghklmnprstvx",
    "vietnamese": "aăâeêiôơuưyáạảbcdđghklmnprstvx",
    "lao": "ກຂຄງຈສຊຍດຕຖທນບປຜພມລວຫະາິີຸູເແໂໄ່້",
}


def altered(text: str, letters: Sequence[str], seed: int, changes: int) -> str:
    """A text in which some letters, chosen by the seed, are changed, left out, put in or doubled."""
    chance = random.Random(seed)
    written = list(text)
    for _ in range(changes):
        at = chance.randrange(len(written))
        old, new = written[at], chance.choice(letters)
        written[at : at + 1] = chance.choice([[], [new], [old, new], [old, old]]) or [new][len(written) > 1 :]
    return "".join(written)


def odds_by_entry(name: str) -> dict[str, float]:
    """The odds that a name means each entry, found by comparing it with every sound of the table."""
    best: dict[str, float] = {}
    for text, penalty in {without_titles(name): TITLE_PENALTY, name: 0.0}.items():
        for reading in readings(text):
            components = tuple([phones for phones in reading.phones if phones])
            for number in range(len(SOUNDS)) if components else ():
                for candidate in candidates_of_sound(INDEX, components, number, penalty):
                    id = candidate.attested.entry.id
                    best[id] = max(best.get(id, 0.0), candidate.odds)
    return best


def above_threshold(best: dict[str, float]) -> list[str]:
    """The entries whose share of the odds clears the threshold, best first; namesakes have one share."""
    ids = sorted(best, key=lambda id: (-best[id], id))
    total = 1.0 + sum(
        best[id]
        for number, id in enumerate(ids)
        if not set(TABLE.entry(id).same_name_as).intersection(ids[:number])
    )
    return [id for id in ids if 100 * best[id] / total >= THRESHOLD]


class TestLookup:
    @given(st.sampled_from(FORMS), st.integers(0, 2**32), st.integers(1, 4))
    @settings(max_examples=60, deadline=None)
    def test_finds_first_what_comparing_with_everything_finds(
        self, form: Form, seed: int, changes: int
    ) -> None:
        name = altered(form.text, LETTERS[form.writing], seed, changes)
        matches = TABLE.lookup(name)
        if not matches or matches[0].kind != "exact":
            expected = above_threshold(odds_by_entry(name))
            found = [match.entry.id for match in matches[: len(expected)]]
            # Of those that share the name, the more notable one comes first.
            first = found[:1] if found and found[0] in expected else expected[:1]
            assert found == [*first, *(id for id in expected if id not in first)], name


class TestNear:
    @given(st.sampled_from(SOUNDS), st.integers(0, 2**32), st.integers(0, 4), st.integers(0, 90))
    @settings(max_examples=40, deadline=None)
    def test_finds_all_sounds_within_a_distance(
        self, known: Spoken, seed: int, changes: int, tenths: int
    ) -> None:
        searched = altered(known.phones, PHONES, seed, changes)
        apart = [round(distance(searched, sound.phones) + sound.penalty, 1) for sound in SOUNDS]
        near = sorted((cost, number) for number, cost in enumerate(apart) if cost < tenths / 10)
        assert [(cost, number) for cost, number in INDEX.near(searched, tenths / 10)] == near

    def test_an_empty_table_has_none(self) -> None:
        assert Index.of([]).near("Toᵑluⁿ", 9.0) == []


class TestMisspelt:
    @given(st.sampled_from(FORMS), st.integers(0, 2**32), st.integers(0, 3))
    @settings(deadline=None)
    def test_finds_all_spellings_but_a_letter_or_two(self, form: Form, seed: int, changes: int) -> None:
        searched = spelling_key(altered(form.text, LETTERS[form.writing], seed, changes))
        apart = {key: OSA.distance(searched, key) for key in {spelling_key(form.text) for form in FORMS}}
        near = sorted((key, letters) for key, letters in apart.items() if letters <= 2)
        assert INDEX.misspelt(searched) == (near if searched else [])


class TestSpelled:
    def test_every_form_has_its_owners(self) -> None:
        for entry in TABLE.entries:
            for form in entry.forms:
                assert (entry, form) in INDEX.spelled(spelling_key(form.text))

    @pytest.mark.parametrize("key", ["", "nobody"])
    def test_other_spellings_have_none(self, key: str) -> None:
        assert list(INDEX.spelled(key)) == []


class TestSounds:
    def test_every_form_has_the_sound_it_is_read_with(self) -> None:
        for form in (form for form in FORMS if form.tag != "typo"):
            spoken = INDEX.sound_of(form)
            assert spoken is not None, form
            assert spoken.phones == join(read(form.text, form.writing).phones)
            assert join(spoken.components) == spoken.phones
            assert form in [attested.form for attested in spoken.attested]

    def test_a_slip_has_a_sound_and_leads_nowhere(self) -> None:
        slip = Form("Kittikhoun Aloukeo", "latin", "typo")
        index = Index.of([Entry("x", "person", (Form("Alounkeo Kittikhoun", "latin"), slip))])
        spoken = index.sound_of(slip)
        assert spoken is not None
        assert spoken.phones == join(read(slip.text, "latin").phones)
        assert slip not in [attested.form for attested in index.sound(0).attested]
        assert len(list(index.sounds())) == 1

    def test_a_component_leads_to_the_names_that_have_it(self) -> None:
        for component in {component for sound in SOUNDS for component in sound.components}:
            having = [sound for sound in SOUNDS if component in sound.components and not sound.penalty]
            assert list(INDEX.with_component(component)) == having

    def test_a_name_without_its_generic_word_is_a_sound_with_a_penalty(self) -> None:
        index = Index.of([Entry("x", "place", (Form("Bolikhamxay province", "latin"),))])
        penalties = {index.sound(number).phones: index.sound(number).penalty for number in range(2)}
        whole, core = (join(read(text, "latin").phones) for text in ("Bolikhamxay province", "Bolikhamxay"))
        assert penalties == {whole: 0.0, core: CORE_PENALTY}


class TestChecksums:
    def test_spellings_and_ids_that_share_one_are_told_apart(self) -> None:
        names = ["Plumless", "Buckeroo"]  # whose small letters do
        assert len({crc32(name.lower().encode()) for name in names}) == 1
        index = Index.of([Entry(name.lower(), "place", (Form(name, "latin"),)) for name in names])
        for number, name in enumerate(names):
            assert [attested.form.text for attested in index.spelled(name.lower())] == [name]
            assert index.misspelt(name.lower()) == [(name.lower(), 0)]
            assert index.number(name.lower()) == number
        with pytest.raises(KeyError):
            index.entry("")


class TestRarity:
    def test_what_others_have_as_well_tells_less(self) -> None:
        names = ["Bounpone Silipanya", "Bounpone Saysana", "Bounpone Vongsa"]
        rarity = Index.of([Entry(name, "person", (Form(name, "latin"),)) for name in names]).rarity
        shared, own = read(names[0], "latin").phones
        assert rarity.self_information([shared], names[0]) < rarity.surprisal(shared)
        assert (
            rarity.self_information([own], names[1])
            < rarity.self_information([own], names[0])
            == rarity.surprisal(own)
        )
        both = rarity.self_information([shared, own], names[0])
        assert both == rarity.self_information([shared], names[0]) + rarity.self_information([own], names[0])

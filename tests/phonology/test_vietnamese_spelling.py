"""The grammar of Vietnamese syllables: what is written by it is taken apart and read by it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.phonology import vietnamese
from tenlao.phonology.vietnamese_spelling import (
    TONES,
    VOWELS,
    divided,
    fitting,
    spell,
    split,
    toneless,
    tones_of,
)

ONSETS = [
    "", *"bcdđghklmnprstvx",
    "ch", "gh", "gi", "kh", "ng", "ngh", "nh", "ph", "qu", "th", "tr",
]  # fmt: skip
NUCLEI = [
    *VOWELS,
    "iê", "ia", "oo", "ua", "uô", "ưa", "ươ", "oa", "oă", "oe", "uâ", "uê", "uy", "uyê",
]  # fmt: skip
CODAS = ["", *"cmnptiyou", "ch", "ng", "nh"]
SPLIT = {
    split(spell(*parts, "sắc")) for parts in itertools.product(ONSETS, [n + c for n in NUCLEI for c in CODAS])
}
SYLLABLES = sorted((syllable.onset, syllable.rime) for syllable in SPLIT if syllable)
syllables = st.sampled_from(SYLLABLES)
tones = st.sampled_from([*TONES.values(), "ngang"])


def test_there_are_some_thousand_without_tones() -> None:
    assert len(SYLLABLES) > 3000


def test_each_is_taken_apart_as_it_was_put_together() -> None:
    for onset, rime in SYLLABLES:
        assert split(spell(onset, rime, "sắc")) == (onset, rime, "sắc")
        assert fitting(onset, rime) == (onset, rime)


def test_each_is_read_as_a_whole() -> None:
    for onset, rime in SYLLABLES:
        if rime not in ("oeo", "uyu", "uây"):  # no sound of Lao
            written = spell(onset, rime, "sắc")
            assert [syllable.letters for syllable in vietnamese.syllables(written)] == [written]


@given(syllables, tones)
def test_a_tone_is_written_once_and_found_again(syllable: tuple[str, str], tone: str) -> None:
    written = spell(*syllable, tone)
    assert toneless(written) == "".join(syllable)
    assert tones_of(written) == (() if tone == "ngang" else (tone,))
    assert divided(written) == (*syllable, tone)


@pytest.mark.parametrize("text", ["ssôoc", "xk", "3", "đ-đ", "ñ", "qu"])
def test_what_is_no_syllable_is_taken_apart_all_the_same(text: str) -> None:
    onset, rime, tone = divided(text)
    assert (onset + rime, tone) == (text, "ngang")
    assert not set(rime[:1]) - set(VOWELS)
    assert split(text) is None

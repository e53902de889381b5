"""Telling which writing a text is in by its letters: what is proven, what is likely, what is possible."""

import unicodedata

import pytest
from hypothesis import given

from tenlao import load
from tenlao.base.vocabulary import Writing
from tenlao.phonology.writing import has_lao, likely_writing, possible_writings, proven_writing
from tests.phonology.spellings import ANY, LAO, LATIN, VIETNAMESE


@pytest.mark.parametrize(
    ("text", "proven", "likely", "possible"),
    [
        ("ໂພໄຊ", "lao", "lao", ["lao"]),
        ("ທ່ານ Phoxay", "lao", "lao", ["lao"]),
        ("Phoxay", None, "latin", ["latin"]),
        ("Phô-xay Khảy", "vietnamese", "vietnamese", ["vietnamese"]),
        ("Đăk", "vietnamese", "vietnamese", ["vietnamese"]),
        ("Pa-ny", None, "vietnamese", ["vietnamese", "latin"]),
        ("Pa\n-ny", None, "latin", ["vietnamese", "latin"]),
        ("Sekaman-3", None, "latin", ["vietnamese", "latin"]),
        ("Xékong", None, "latin", ["vietnamese", "latin"]),
        ("Phôngsali", None, "latin", ["vietnamese", "latin"]),
        ("Attapú", "vietnamese", "vietnamese", ["vietnamese", "latin"]),
        ("Nam Ngum ໒", "lao", "lao", ["vietnamese", "latin"]),  # a digit is no letter
        ("", None, "latin", ["latin"]),
    ],
)
def test_the_three_questions(
    text: str, proven: Writing | None, likely: Writing, possible: list[Writing]
) -> None:
    assert proven_writing(text) == proven
    assert likely_writing(text) == likely
    assert list(possible_writings(text)) == possible


@given(ANY | LATIN | VIETNAMESE | LAO)
def test_composed_and_decomposed_letters_tell_the_same(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert proven_writing(composed) == proven_writing(decomposed)
    assert likely_writing(composed) == likely_writing(decomposed)
    if not composed.isascii():
        assert possible_writings(composed) == possible_writings(decomposed)


@given(ANY | LATIN | VIETNAMESE | LAO)
def test_what_is_proven_is_likely(text: str) -> None:
    assert likely_writing(text) == (proven_writing(text) or likely_writing(text))
    assert (likely_writing(text) == "lao") == has_lao(text)


def test_nearly_all_forms_of_the_table_can_be_in_their_writing() -> None:
    forms = [form for entry in load().entries for form in entry.forms if form.writing != "vietnamese"]
    possible = [form.writing in possible_writings(form.text) for form in forms]
    assert sum(possible) >= 0.999 * len(possible)

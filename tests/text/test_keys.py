"""Keys of spellings, and names as they are printed."""

import unicodedata
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.phonology.lao import read
from tenlao.text.keys import as_printed, slug, spelling_key
from tenlao.text.titles import without_titles

texts = st.text("Aaăộbđ -\u2010\u2011\u2013\n\u00ad\u200b\u0301\u0323ກໍ", max_size=20)


@pytest.mark.parametrize(
    "written",
    [
        "Xỉ-phăn-\n  đon",
        "Xỉ\u2011phăn\u2010đon",
        "Xỉ-phăn\u200b-đon",
        " Xỉ-phăn-đon\n",
        unicodedata.normalize("NFD", "Xỉ-phăn-đon"),
    ],
)
def test_a_name_is_printed_on_one_line(written: str) -> None:
    assert as_printed(written) == "Xỉ-phăn-đon"


def test_other_dashes_and_blanks_stay() -> None:
    assert as_printed("Xủn – thon\nXay - nha") == "Xủn – thon Xay - nha"


@given(texts)
def test_it_keeps_the_key_of_the_spelling(text: str) -> None:
    assert spelling_key(as_printed(text)) == spelling_key(text)


@given(texts)
def test_twice_is_as_once(text: str) -> None:
    assert as_printed(as_printed(text)) == as_printed(text)


@given(texts)
def test_a_slug_is_plain(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)


def test_a_slug_is_made_without_bytes_that_are_no_text() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert slug("Nhân \udce2 Dân") == "nhan-dan"


@pytest.mark.parametrize("typed", ["ຄໍາພັນ", "ຄໍຳພັນ", "ຄຳພັນ"])
def test_lao_letters_that_look_alike_are_alike(typed: str) -> None:
    assert spelling_key(typed) == spelling_key("ຄຳພັນ")
    assert read(typed) == read("ຄຳພັນ")


def test_lao_titles_may_be_typed_in_syllables() -> None:
    assert without_titles("ພຣະ ເຈົ້າ ອະນຸວົງ") == "ອະນຸວົງ"

"""Texts in a normal form, however long."""

import unicodedata
from typing import Literal
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.base.normal_forms import is_normal, normal

PIECES = st.lists(
    st.sampled_from(
        ["Viêng Chăn ", "Xỏn-xay", "o\u0323\u0302", "ົ້", "ສອນໄຊ ", "a", "\u0301\u0323" * 9, "각", "\n"]
    ),
    max_size=60,
)
FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


@pytest.mark.parametrize("form", FORMS)
@given(pieces=PIECES, times=st.sampled_from([1, 7, 40]))
def test_a_text_is_normalized_as_a_whole_would_be(
    form: Literal["NFC", "NFD"], pieces: list[str], times: int
) -> None:
    text = "".join(pieces) * times
    assert normal(form, text) == unicodedata.normalize(form, text)
    assert is_normal(form, text) == unicodedata.is_normalized(form, text)


def test_marks_by_the_thousand_are_put_in_order_piece_by_piece() -> None:
    lengths = []

    def normalize(form: str, text: str) -> str:
        lengths.append(len(text))
        return text

    with patch("tenlao.base.normal_forms.unicodedata.normalize", normalize):
        normal("NFC", "a" + "\u0301\u0323" * 50_000)
    assert max(lengths) < 2000

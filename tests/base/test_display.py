"""How wide a terminal shows a text: as wcwidth says, whether it is needed or not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from tenlao.base.display import display_width

letters = st.text(
    "".join(chr(c) for block in (range(0x20, 0x7F), range(0xA1, 0x250), range(0xE80, 0xF00), range(0x1E00, 0x1F00))
            for c in block if unicodedata.category(chr(c)) != "Cn") + "\u0301\u0323–’…",
    max_size=20,
)  # fmt: skip


@given(letters)
def test_letters_are_as_wide_as_the_library_says(text: str) -> None:
    assert display_width(text) == wcswidth(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("ບຸນເລືອ", 5), ("Xỉ\u200b-phăn", 7), ("老挝", 4), ("a\tb", 3), ("\x1b", 1), ("（Lào）", 7)],
)
def test_of_other_characters(text: str, width: int) -> None:
    assert display_width(text) == width

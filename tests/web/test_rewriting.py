"""Texts rewritten in a browser: the edits between the old one and the new one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.text.edits import apply_edits
from tenlao.web.rewriting import edits_between

PIECES = st.sampled_from(["a", "b", " ", ".", "\n", "\r", "\r\n", "\x85"])
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def lines(text: str) -> str:
    """A text as a browser has it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(TEXTS, TEXTS)
def test_edits_make_one_text_of_another(old: str, new: str) -> None:
    assert lines(apply_edits(old, edits_between(old, new))) == lines(new)


@pytest.mark.parametrize("old", ["a\rb\nc", "a\r\nb\nc", "a\nb\rc"])
def test_what_is_left_out_between_two_line_ends_leaves_both(old: str) -> None:
    assert lines(apply_edits(old, edits_between(old, lines(old).replace("b", "")))) == "a\n\nc"

"""Patterns of many spellings."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tenlao.phonology.spelling import any_of

WORDS = st.lists(st.text("ab-]^.", min_size=1, max_size=5), min_size=1)


class TestPatternsOfSpellings:
    @given(WORDS, st.text("ab-]^.", max_size=9))
    def test_the_longest_one_is_taken(self, spellings: list[str], text: str) -> None:
        found = re.match(any_of(spellings), text)
        longest = max(filter(text.startswith, spellings), key=len, default=None)
        assert (found[0] if found else None) == longest

    @given(WORDS, st.text("ab-]^.", max_size=9))
    def test_a_guard_holds_for_its_last_letter_alone(self, spellings: list[str], text: str) -> None:
        found = re.match(any_of(spellings, {"a": "(?!b)"}), text)
        allowed = [
            s for s in spellings if text.startswith(s) and not (s[-1] == "a" and text[len(s) :][:1] == "b")
        ]
        assert (found[0] if found else None) == max(allowed, key=len, default=None)

    def test_a_blank_stands_for_any_white_space(self) -> None:
        assert re.fullmatch(any_of(["luang namtha", "luang prabang"]), "luang \n prabang")

"""Edits: those that fit are undone by their inverse, others are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.text.edits import Edit, apply_edits, invert


class TestEdits:
    @pytest.mark.parametrize(
        "wrong",
        [
            [Edit(3, 4, "", "")],  # the old text is not there
            [Edit(2, 3, "c", "C"), Edit(0, 1, "a", "A")],  # not in order
            [Edit(0, 2, "ab", ""), Edit(1, 3, "bc", "")],  # overlapping
            [Edit(9, 9, "", "!")],  # beyond the end
        ],
    )
    def test_that_do_not_fit_are_refused(self, wrong: list[Edit]) -> None:
        with pytest.raises(ValueError, match="does not fit the text"):
            apply_edits("abcd", wrong)

    @given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=4))))
    def test_are_undone_by_their_inverse(self, text: str, changes: list[tuple[int, int, str]]) -> None:
        made: list[Edit] = []
        for start, length, new in sorted(changes):
            end = min(start + length, len(text))
            if start <= end and (not made or start >= made[-1].end):
                made.append(Edit(start, end, text[start:end], new))
        changed = apply_edits(text, made)
        assert apply_edits(changed, invert(made)) == text
        assert invert(invert(made)) == made

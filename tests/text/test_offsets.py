"""Places of a text when pieces of it are set aside or blanked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.text.edits import Edit, apply_edits
from tenlao.text.offsets import OffsetMap, blanked, without_joiners

texts = st.text("ab \n.\u2060ກ", max_size=30)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    return text, [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


class TestOffsetMap:
    @given(texts_with_spans())
    def test_what_is_left_is_where_it_says(self, given_text: tuple[str, list[tuple[int, int]]]) -> None:
        text, spans = given_text
        left = OffsetMap(text, [(start, end, "") for start, end in spans])
        assert left.text == "".join(c for i, c in enumerate(text) if not any(s <= i < e for s, e in spans))
        for offset, character in enumerate(left.text):
            assert text[left.start(offset)] == character == text[left.end(offset + 1) - 1]

    @given(texts_with_spans())
    def test_edits_of_it_are_edits_of_the_whole(self, given_text: tuple[str, list[tuple[int, int]]]) -> None:
        text, spans = given_text
        left = OffsetMap(text, [(start, end, "") for start, end in spans])
        for at in range(len(left.text) + 1):
            edit = left.moved(Edit(at, at, "", "X"), text)
            assert apply_edits(text, [edit]).replace("X", "") == text
            put_in = OffsetMap(text, [(start, end, "") for start, end in spans if end <= edit.start])
            assert (
                put_in.text[: edit.start - sum(e - s for s, e in spans if e <= edit.start)] == left.text[:at]
            )

    @given(texts_with_spans())
    def test_what_stands_there_is_replaced_with_what_is_missing_in_it(
        self, given_text: tuple[str, list[tuple[int, int]]]
    ) -> None:
        text, spans = given_text
        left = OffsetMap(text, [(start, end, "") for start, end in spans])
        for start in range(len(left.text)):
            for end in range(start + 1, len(left.text) + 1):
                first, last = left.start(start), left.end(end)
                moved = left.moved(Edit(start, end, left.text[start:end], "X"), text)
                assert moved == Edit(first, last, text[first:last], "X")
                assert left.is_whole(start, end) == (text[first:last] == left.text[start:end])

    @given(texts)
    def test_nothing_is_missing_where_nothing_is_set_aside(self, text: str) -> None:
        left = OffsetMap(text)
        assert (left.text, list(left.places)) == (text, [])
        assert all(left.start(i) == left.end(i) == i for i in range(len(text) + 1))

    @given(texts)
    def test_joiners_are_set_aside(self, text: str) -> None:
        assert without_joiners(text).text == text.replace("\u2060", "")


class TestBlanked:
    @given(texts_with_spans())
    def test_all_else_stays_in_its_place(self, given_text: tuple[str, list[tuple[int, int]]]) -> None:
        text, spans = given_text
        new = blanked(text, spans)
        assert len(new) == len(text)
        for i, (before, after) in enumerate(zip(text, new, strict=True)):
            assert after == ("." if any(start <= i < end for start, end in spans) else before)

    @pytest.mark.parametrize("spans", [[], [(0, 0)], [(4, 4)]])
    def test_nothing_is_blanked_by_empty_spans(self, spans: list[tuple[int, int]]) -> None:
        assert blanked("Lào.", spans) == "Lào."

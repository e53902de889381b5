"""A long text that is read window by window has the mentions that it has as a whole."""

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import Mention, load
from tenlao.mentions.windows import AROUND, Window, windows

ROOT = Path(__file__).parents[2]
MARKED = re.compile(r"\[\[([^\[\]|]+)\|[^\[\]]+\]\]")
ARTICLES = [
    MARKED.sub(r"\1", file.read_text("utf-8"))
    for file in [
        *sorted((ROOT / "tests" / "gold" / "documents").glob("*.txt")),
        ROOT / "examples" / "article.txt",
    ]
]


def mentions_in_windows(read: Iterable[Window], workers: int = 1) -> list[Mention]:
    read = list(read)
    found = []
    for window, mentions in zip(read, load().finder.find_in_windows(read, workers), strict=True):
        for m in mentions:
            assert window.text[m.start : m.end] == m.text
            found.append(Mention(m.start + window.offset, m.end + window.offset, m.text, m.match, m.others))
    return found


@given(st.lists(st.text("a.A \n")), st.integers(1, 9), st.integers(0, 5))
def test_what_is_read_makes_up_the_text(pieces: list[str], size: int, around: int) -> None:
    text = "".join(pieces)
    read = list(windows(pieces, size, around))
    assert "".join(w.text[w.begin : w.end] for w in read) == text
    assert all(text.startswith(w.text, w.offset) for w in read)
    for w, following in pairwise(read):
        assert following.offset + following.begin == w.offset + w.end
        assert len(w.text) - w.end == around
        assert following.begin == min(around, w.offset + w.end)


@pytest.mark.parametrize("size", [300, 700, 3000])
def test_mentions_are_those_of_the_whole_text(size: int) -> None:
    text = "\n\n".join([*ARTICLES, *ARTICLES[::-1]])
    found = mentions_in_windows(windows(re.split("(?<=\n)", text), size))
    assert found == load().find(text)
    assert len(found) > 100


def test_processes_find_the_same() -> None:
    text = "\n\n".join(ARTICLES * 2)
    assert mentions_in_windows(windows([text], 5000), workers=2) == load().find(text)


def test_who_was_named_before_is_known_and_who_is_named_after_is_not() -> None:
    part = "Ông Saleumxay nói.\n" + "Không có gì.\n" * (AROUND // 26)
    text = part + "Ông Saleumxay Kommasith đến.\n" + part * 3
    found = mentions_in_windows(windows([text], 1000))
    assert found == load().find(text)
    assert [m.text for m in found] == ["Saleumxay Kommasith", *["Saleumxay"] * 3]


def test_a_name_over_a_line_end_is_in_one_window() -> None:
    text = "Ở đó có Thongloun\nSisoulith " * 300
    assert mentions_in_windows(windows([text], 100)) == load().find(text)

"""Subtitles: what is read in them as prose, and that edits of it change nothing else, byte for byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import Edit
from tests.documents.reading import (
    GLOSS,
    NAME,
    ReadAs,
    edited,
    insertion,
    names_in,
    place_of,
    reading,
    seen,
)

SUBRIP = (
    "1\r\n00:00:01,000 --> 00:00:04,000\r\n{\\an8}- Ông <i>Sonexay\r\nSiphandone</i> nói\r\n\r\n"
    "2\r\n00:00:05,000 --> 00:00:06,000 X1:40\r\n1975\r\n\r\n3\r\n00:00:07,000 --> 00:00:08,000\r\na < b &amp; c\r\n"
)
WEBVTT = (
    "WEBVTT - Sonexay\nKind: captions\n\nNOTE Sonexay\nSiphandone\n\nSTYLE\n::cue { color: red }\n\n"
    "intro\n00:01.000 --> 00:02.000 align:start\n<v Sonexay>Ông <c.x>Sonexay</c> Siphan<00:01.500>done\n\n"
    "00:03.000 --> 00:04.000\n1 &amp; 2\n"
)


LINES = [
    *("", "1", "WEBVTT", "NOTE x", "STYLE", "0:1.0 --> 0:2.0", "00:00:01,000 --> 00:00:02,000", "a-->b"),
    *(NAME, "<i>a</i>", "<v a>b", "{\\an8}", "<", "&amp;", "\u2028"),
]


class TestSubtitles:
    def test_prose_is_what_is_shown(self, read_as: ReadAs) -> None:
        shown = "- Ông Sonexay\r\nSiphandone nói\r\n1975\r\na < b &amp; c"
        assert re.sub(r"\n+\r\n|(?:\r\n)+\n+|(?:\r\n){2,}", "\r\n", seen(read_as("a.srt", SUBRIP))) == shown
        assert seen(read_as("a.vtt", WEBVTT)) == f"Ông {NAME}\n1 & 2"

    @pytest.mark.parametrize(("name", "source"), [("a.srt", SUBRIP), ("a.vtt", WEBVTT)])
    def test_a_name_gets_its_gloss_and_nothing_else_changes(
        self, read_as: ReadAs, name: str, source: str
    ) -> None:
        document = read_as(name, source)
        assert len(document.text) == len(source)
        assert names_in(document) == ["sonexay-siphandone"]
        assert edited(document) == source.encode()
        end = place_of(document, "Siphandone").end()
        assert edited(document, Edit(end, end, "", GLOSS)).decode() == re.sub(
            "(Siphan(?:<00:01.500>)?done)(?!\n\nSTYLE)", rf"\1{GLOSS}", source, count=1
        )

    def test_names_in_different_cues_are_apart(self, read_as: ReadAs) -> None:
        cues = "1\n0:0:1,0 --> 0:0:2,0\nSonexay\n\n2\n0:0:3,0 --> 0:0:4,0\nSiphandone\n"
        assert names_in(read_as("a.srt", cues)) == []

    def test_what_is_new_is_escaped_in_webvtt(self, read_as: ReadAs) -> None:
        for name, source, new in (("a.srt", SUBRIP, "1975 <&>"), ("a.vtt", WEBVTT, "2 &lt;&amp;&gt;")):
            document = read_as(name, source)
            words = new.partition(" ")[0]
            assert new.encode() in edited(document, insertion(document, words, " <&>"))

    @given(
        lines=st.lists(
            st.sampled_from(LINES),
            max_size=15,
        ),
        end=st.sampled_from(["\n", "\r\n", "\r"]),
        place=st.integers(0, 100),
    )
    def test_any_lines_are_left_as_they_are_but_for_edits(
        self, tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, place: int
    ) -> None:
        source = end.join(lines)
        document = reading("subtitles", source, tmp_path_factory)
        assert len(document.text) == len(source)
        assert edited(document) == source.encode()
        start = min(place, len(source))
        assert edited(document, Edit(start, start, "", "[X]")).decode().replace("[X]", "") == source

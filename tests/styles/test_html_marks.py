"""The style of web pages: what marks say, and where they stand."""

import re

import pytest

from tenlao import Entry, Form, Gazetteer, Table
from tenlao.styles.annotate import annotation
from tenlao.text.edits import apply_edits, invert
from tests.styles.example import JARS, TABLE


class TestMarks:
    MARK = '<mark data-entry="{}" data-score="{}" title="{}">{}</mark>'
    TITLE = "Sonexay Siphandone · Xỏn-xay Xỉ-phăn-đon · ສອນໄຊ ສີພັນດອນ"

    def marked(self, text: str) -> str:
        return TABLE.annotate(text, "html")

    def test_tell_the_entry_and_its_writings(self) -> None:
        mark = self.MARK.format("sonexay", "100.0", self.TITLE, "Sonexay Siphandone")
        assert self.marked("Ông Sonexay Siphandone đến.") == f"Ông {mark} đến."

    def test_stand_around_every_mention_or_the_first(self) -> None:
        text = "Ông Sonexay Siphandone đến. Ông Sonexay đi."
        assert self.marked(text).count("</mark>") == 2
        first = TABLE.annotate(text, "html", every=False)
        assert first.endswith("</mark> đến. Ông Sonexay đi.")
        assert TABLE.annotate(first, "html", every=False) == first

    def test_stand_in_escaped_text(self) -> None:
        text = "<Ông> Sonexay Siphandone & R&D; &amp; <script>alert(1)</script>"
        marked = self.marked(text)
        assert "<script" not in marked
        assert re.sub("<[^>]*>", "", marked) == (
            "&lt;Ông&gt; Sonexay Siphandone &amp; R&D; &amp; &lt;script&gt;alert(1)&lt;/script&gt;"
        )

    def test_escape_what_they_say(self) -> None:
        table = Gazetteer(
            Table((JARS, Entry("a", "person", (Form("Sonexay Siphandone", "latin"),), 'the "first" <&>')))
        )
        marked = table.annotate("ông Sonexay Siphandone", "html")
        assert 'title="Sonexay Siphandone · the &quot;first&quot; &lt;&amp;&gt;"' in marked
        assert table.annotate(marked, "html") == marked

    def test_of_others_count_as_text(self) -> None:
        marked = self.marked("<mark>Sonexay Siphandone</mark>")
        assert marked.startswith("&lt;mark&gt;<mark data-entry=")

    @pytest.mark.parametrize(
        ("source", "text", "marked"),
        [
            ("Sonexay <b>Siphandone</b>", "Sonexay ___Siphandone____", ["Sonexay", "Siphandone"]),
            ("<b>Sonexay Siphandone</b>", "___Sonexay Siphandone____", ["Sonexay Siphandone"]),
            ("<i>Sone</i>xay Siphandone", "___Sone____xay Siphandone", ["Sone", "xay Siphandone"]),
            ("Vi&ecirc;ng Ch&#259;n!", "Viê______ng Chă_____n!", ["Vi&ecirc;ng Ch&#259;n"]),
            ("Vi&ecirc;ng<br>Chăn!", "Viê______ng\n___Chăn!", ["Vi&ecirc;ng", "Chăn"]),
        ],
    )
    def test_never_span_the_end_of_another_element(self, source: str, text: str, marked: list[str]) -> None:
        text = text.replace("_", "\u2060")
        assert len(text) == len(source)
        changes = annotation(TABLE, text, "html", source=source).edits
        assert [edit.old for edit in changes] == marked
        assert all(edit.new.endswith(f">{edit.old}</mark>") for edit in changes)
        assert apply_edits(apply_edits(source, changes), invert(changes)) == source

"""Statistics: what a table holds is counted rightly, and the page about it needs nothing from elsewhere."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from tenlao.curating.statistics import counted, lines, linked_share, page
from tenlao.gazetteer import bundled
from tenlao.table.model import Entry, Form, Table
from tests.curating.example import TABLE


class TestStatistics:
    def test_counts(self) -> None:
        counts = counted(TABLE)
        assert (counts.entries, counts.forms, counts.sources) == (3, 7, 2)
        assert counts.kind == {"place": 2, "person": 1}
        assert counts.form_writing == {"latin": 5, "lao": 1, "vietnamese": 1}
        assert counts.tag == {"none": 6, "typo": 1}
        assert counts.publisher == {"KPL": 3, "Nhân Dân": 2}
        assert counts.role_decade == {"1990s": 1}
        assert counts.source_decade == {"2020s": 1}
        assert counts.without_source == 3
        assert counts.registry == {"everypolitician": 1, "geonames": 1, "osm": 1, "wikidata": 1}
        assert counts.linked == {"person": 1, "place": 1}
        assert linked_share(counts) == "2 of 3 entries (67 %) have an id of another registry"

    def test_renderings_disagree_in_syllables_and_tones_not_in_how_they_are_parted(self) -> None:
        def found(*renderings: str) -> list[tuple[int, int]]:
            forms = tuple(Form(text, "vietnamese") for text in renderings)
            return [
                (d.different, d.syllables)
                for d in counted(Table((Entry("x", "person", forms),))).disagreements
            ]

        assert found("Cay-xỏn Phôm-vi-hản", "Cayxỏn Phômvihản", "Cay Xỏn Phôm Vi Hản") == []
        assert found("Cay-xỏn Phôm-vi-hản", "Cay-xon Phôm-vi-hản") == [(1, 5)]

    def test_lines_are_short_and_say_all_groups(self) -> None:
        shown = list(lines(counted(bundled().table)))
        assert "Entries by kind" in shown
        assert len(shown) < 200

    def test_a_page_is_well_formed_and_needs_nothing_from_elsewhere(self) -> None:
        made = page(counted(Table((Entry("x", "place", (Form("X", "latin"),), type="<b>&"),))))
        assert "<b>&" not in made
        assert not re.search(r"<script|<link|<img|@import|url\(|https?:", made)
        opened: list[str] = []

        class Reader(HTMLParser):
            def handle_starttag(self, tag: str, attrs: object) -> None:
                if tag not in ("meta", "br"):
                    opened.append(tag)

            def handle_startendtag(self, tag: str, attrs: object) -> None:
                pass

            def handle_endtag(self, tag: str) -> None:
                assert opened.pop() == tag

        Reader().feed(made)
        assert opened == []
        for svg in re.findall(r"<svg.*?</svg>", made):
            ElementTree.fromstring(svg)

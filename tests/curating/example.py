"""Tables of several tests: two as files, with comments and layout, and one with all that a form may have."""

import datetime

from tenlao.table.model import Entry, Form, Link, Office, Source, Table

OWN = """\
hide = ["sekong"]

[[entry]]
id = "attapeu"
kind = "place"
vietnamese = ["Át-tạ-pư"]

[[entry]]
id = "somphet"
kind = "person"
latin = ["Somphet Testaphone"]
"""

TEXT = """\
# A table of the desk.
# Ask before you change it.

# The general, not the minister.
[[entry]]
id = "bounma"   # lasting
kind = "person"
latin = [
  { form = "Bounma Sithong", sources = ["kpl-1"] },  # as on his card
  "Bunma Sithong",
]

[[entry]]
kind = 'person'
id = 'phosay'
role = "Editor"
latin = ["Phosay Lakhone", 'Phosai Lakhone']
sources = ["kpl-1"]

[[entry]]
id = "ban-phou"
kind = "place"
same_name_as = ["phou-river"]
latin = [ "Ban Phou" ]

[[entry]]
id = "phou-river"
kind = "place"
same_name_as = ["ban-phou"]
latin = ["Ban Phou"]

[[source]]
id = "kpl-1"
publisher = "KPL"  # the agency
"""

TABLE = Table(
    (
        Entry(
            "attapeu",
            "place",
            (
                Form("Attapeu", "latin", None, ("kpl-1", "nd-1")),
                Form("Attopeu", "latin"),
                Form("Atapeu", "latin", "typo", ("kpl-1",)),
                Form("Attapư", "vietnamese", None, ("nd-1",)),
                Form("ອັດຕະປື", "lao", None, ("kpl-1",)),
            ),
            'Province; "in the south"',
            "province",
            ("attapeu-town",),
            (Link("wikidata", "Q503004"), Link("geonames", "1665045"), Link("osm", "relation/1")),
        ),
        Entry(
            *("attapeu-town", "place"),
            (Form("Attapeu", "latin"),),
            same_name_as=("attapeu",),
            province="attapeu",
        ),
        Entry(
            *("kaysone", "person"),
            (Form("Kaysone <&> Phomvihane", "latin"),),
            "=President, 1991–92",
            links=(Link("everypolitician", "98bcc0c5-1592-405e-bc0e-60c529a31a51"),),
            offices=(
                Office("President", start=1991, end=1992),
                Office('=Chief; "of" Attapeu', "attapeu", year=1950, circa=True),
            ),
            born=1920,
            died=1992,
        ),
    ),
    {
        "kpl-1": Source("kpl-1", "KPL", "https://kpl.example.org/1?a=1&b=2"),
        "nd-1": Source("nd-1", "Nhân Dân", None, datetime.date(2020, 12, 4)),
    },
)

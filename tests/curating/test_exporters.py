"""Export and import: nothing is lost on the way there and back, and others can read what is written."""

import csv
import datetime
import io
import json
import os
import re
import sys
from importlib import import_module
from itertools import permutations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import bundled_file
from tenlao.base.spreadsheets import without_guard
from tenlao.curating.exporters import export
from tenlao.curating.importers import imported, table_file_text
from tenlao.gazetteer import bundled
from tenlao.table.model import Entry, Form, Office, Source, Table
from tenlao.table.registries import link_of
from tenlao.table.writer import table_text
from tests.curating.example import TABLE

TBX = "{urn:iso:std:iso:30042:ed-2}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What TBX-Basic knows of the categories that are used.
CATEGORIES = {
    ("descrip", "subjectField"): None,
    ("descrip", "definition"): None,
    ("admin", "source"): None,
    ("ref", "crossReference"): None,
    ("xref", "externalCrossReference"): None,
    ("termNote", "partOfSpeech"): {"adjective", "noun", "other", "verb", "adverb"},
    ("termNote", "termType"): {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
    ("termNote", "administrativeStatus"): {
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
        "supersededTerm-admn-sts",
        "preferredTerm-admn-sts",
    },
}


def same(one: Table, other: Table) -> bool:
    return one.entries == other.entries and dict(one.sources) == dict(other.sources)


@pytest.mark.parametrize("format", ["csv", "jsonl"])
class TestRoundTrip:
    def test_a_small_table(self, format: str) -> None:
        assert same(imported(export(TABLE, format), format), TABLE)

    def test_the_bundled_table(self, format: str) -> None:
        assert same(imported(export(bundled().table, format), format), bundled().table)

    def test_the_bundled_table_as_a_file(self, format: str) -> None:
        text = Path(bundled_file("names.toml")).read_text(encoding="utf-8")
        without_head = text[text.index("[[entry]]") :]
        assert table_text(imported(export(bundled().table, format), format)) == without_head


TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@'|%\t;,\"＝ abƠກ"), st.characters(exclude_categories=["Cs", "Cc"])),
    min_size=1,
)


@given(
    st.lists(st.tuples(TEXTS, st.sampled_from(["latin", "vietnamese", "lao"])), min_size=1, max_size=4), TEXTS
)
@example([("=cmd|' /C calc'!A0", "latin"), ("'=x", "latin"), ("''=x", "latin"), ("'Nam", "latin")], "@SUM(1)")
@example([("a;=1+1", "latin"), ('a\t"=1', "latin"), ("a;'=x;''-y;\t@z", "latin")], 'b\n=1;\r\n "+2')
def test_any_text_comes_back_and_no_cell_is_a_formula(names: list[tuple[str, str]], role: str) -> None:
    order = ["latin", "vietnamese", "lao"]
    forms = [Form(text, writing) for text, writing in sorted(names, key=lambda name: order.index(name[1]))]  # type: ignore[arg-type]
    table = Table((Entry("x", "place", tuple(forms), role),), {"s": Source("s", role)})
    for format in ("csv", "jsonl"):
        assert same(imported(export(table, format), format), table)
    text = export(table, "csv").removeprefix("\ufeff")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "|", "%")]
    # A spreadsheet may part cells by something else, and take quotes within a cell as they are.
    for cell in re.split(r"[;\t\r\n]", text):
        assert not re.match(r"[ \"]*[=+@\-|%]", cell)


TABLE_OF_CONTROLS = Table(
    (
        Entry(
            *("x", "person"),
            (Form("a\x00\x1b\ufffeb", "latin"), Form("c\td\n\x0be", "vietnamese")),
            "f\x07\ud800\ng",
        ),
    ),
    {"s": Source("s", "p\x0c")},
)


class TestControlCharacters:
    def test_tbx_is_xml(self) -> None:
        root = ElementTree.fromstring(export(TABLE_OF_CONTROLS, "tbx").encode())
        assert {"ab", "f\ng"} <= {element.text for element in root.iter()}

    def test_omegat_has_a_line_for_each_term(self) -> None:
        assert export(TABLE_OF_CONTROLS, "omegat") == "a\ufffeb\tc d e\tperson, f\ud800 g\n"

    def test_skos_has_none_and_good_addresses(self) -> None:
        pytest.importorskip("rdflib")
        table = Table(
            (Entry("x", "person", (Form("a\x1bb", "latin", None, ("s",)),), "f\x07g"),),
            {"s": Source("s", "p", 'http://a b/<\x7f">')},
        )
        text = export(table, "skos", "urn:a b\udc80:")
        assert "http://a%20b/%3C%7F%22%3E" in text
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)

    def test_csv_has_none(self) -> None:
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", export(TABLE_OF_CONTROLS, "csv"))


class TestCsv:
    def test_has_a_mark_that_tells_spreadsheets_its_encoding(self) -> None:
        assert export(TABLE, "csv").startswith("\ufeffid,kind,")

    def test_formulas_are_kept_from_being_such(self) -> None:
        assert "'=President" in export(TABLE, "csv")
        assert without_guard("'=President") == "=President"

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_a_spreadsheet_may_write_other_delimiters_and_fewer_columns(self, delimiter: str) -> None:
        text = (
            delimiter.join(["form", "id", "kind", "writing"])
            + "\r\n"
            + delimiter.join(["Attapeu", "attapeu", "place", "latin"])
            + "\r\n"
            + delimiter * 3
            + "\r\n"
        )
        assert imported(text, "csv").entry("attapeu").latin == "Attapeu"

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("id,kind,form\n", 1, 'no column "writing"'),
            ("id,kind,writing,form,rank\n", 1, 'unknown column "rank"'),
            ("id,kind,writing,form\nx,place,latin\n", 2, "no form"),
            ("id,kind,writing,form\nx,place,thai,X\n", 2, 'unknown writing "thai"'),
            ("id,kind,writing,form\nx,town,latin,X\n", 2, 'unknown kind "town"'),
            ("id,kind,writing,form\n,place,latin,X\n", 2, "no id"),
            ("id,kind,writing,form,tag\nx,place,latin,X,slip\n", 2, 'unknown tag "slip"'),
            ("id,kind,writing,form\nx,place,latin,X\nx,person,latin,Y\n", 3, "another than in line 2"),
            ("id,kind,writing,form\nx,place,latin,X,more\n", 2, "more cells"),
            ('id,kind,writing,form\nx,place,latin,"X\n', 2, "not valid CSV"),
            ("id,kind,writing,form,publisher,date\ns,source,,,P,04/12/2020\n", 2, "not a day"),
            ("id,kind,writing,form,publisher\ns,source,,,\n", 2, "no publisher"),
            ("id,kind,writing,form,publisher\ns,source,,,P\ns,source,,,Q\n", 3, "given twice"),
        ],
    )
    def test_says_what_is_wrong_and_where(self, text: str, line: int, message: str) -> None:
        with pytest.raises(TenlaoError, match=message) as error:
            imported(text, "csv", "x.csv")
        assert (error.value.file, error.value.line) == ("x.csv", line)


class TestJsonLines:
    def test_each_line_is_an_entry_or_a_source(self) -> None:
        items = [json.loads(line) for line in export(TABLE, "jsonl").splitlines()]
        assert [item["kind"] for item in items] == ["place", "place", "person", "source", "source"]
        assert (items[0]["latin"], items[0]["vietnamese"], items[0]["lao"]) == ("Attapeu", "Attapư", "ອັດຕະປື")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('{"id": "x"', "not valid JSON"),
            ("[]", "not a JSON object"),
            ("[" * 100_000, "nested too deeply"),
            ('{"id": ' + "1" * 10_000 + "}", "not valid JSON"),
            (r'{"id": "x", "kind": "place", "role": "\ud800"}', "half of a character"),
            ('{"id": 7, "kind": "place"}', "id must be a text"),
            ('{"id": "x", "kind": "place", "forms": {}}', "forms must be a list"),
            ('{"id": "x", "kind": "place", "same_name_as": "y", "forms": []}', "must be a list of ids"),
        ],
    )
    def test_says_what_is_wrong_and_where(self, text: str, message: str) -> None:
        with pytest.raises(TenlaoError, match=message) as error:
            imported("\n" + text, "jsonl", "x.jsonl")
        assert (error.value.file, error.value.line) == ("x.jsonl", 2)


class TestTbx:
    @pytest.mark.parametrize("table", [TABLE, bundled().table], ids=["small", "bundled"])
    def test_is_tbx_basic(self, table: Table) -> None:
        root = ElementTree.fromstring(export(table, "tbx"))
        assert (root.tag, root.attrib["type"], root.attrib["style"]) == (f"{TBX}tbx", "TBX-Basic", "dca")
        assert root.attrib[LANGUAGE] == "en"
        ids = [concept.attrib["id"] for concept in root.iter(f"{TBX}conceptEntry")]
        assert len(ids) == len(set(ids)) == len(table)
        for element in root.iter():
            name = element.tag.removeprefix(TBX)
            if "type" in element.attrib and name != "tbx":
                allowed = CATEGORIES[name, element.attrib["type"]]
                assert allowed is None or element.text in allowed
            if name == "ref":
                assert element.attrib["target"] in ids
            if name == "xref":
                assert link_of(element.attrib["target"])

    def test_orders_elements_as_its_schema_does(self) -> None:
        root = ElementTree.fromstring(export(TABLE, "tbx"))
        for concept in root.iter(f"{TBX}conceptEntry"):
            names = [child.tag.removeprefix(TBX) for child in concept]
            assert re.fullmatch(
                "(descrip )*(ref )*(xref )*(langSec )+", "".join(f"{name} " for name in names)
            )
        for term in root.iter(f"{TBX}termSec"):
            names = [child.tag.removeprefix(TBX) for child in term]
            assert re.fullmatch("term (termNote )+(admin )*(note )?", "".join(f"{name} " for name in names))

    def test_holds_every_form_in_its_language(self) -> None:
        concept = next(ElementTree.fromstring(export(TABLE, "tbx")).iter(f"{TBX}conceptEntry"))
        terms = {
            section.attrib[LANGUAGE]: [term.text for term in section.iter(f"{TBX}term")]
            for section in concept.iter(f"{TBX}langSec")
        }
        assert terms == {"lo-Latn": ["Attapeu", "Attopeu", "Atapeu"], "vi": ["Attapư"], "lo": ["ອັດຕະປື"]}


def test_omegat_has_three_columns_and_no_slips() -> None:
    rows = [line.split("\t") for line in export(TABLE, "omegat").splitlines()]
    about = 'place, Province; "in the south"'
    assert rows == [[source, "Attapư", about] for source in ("Attapeu", "Attopeu", "ອັດຕະປື")]


class TestSkos:
    def test_is_turtle_with_labels(self) -> None:
        rdflib = pytest.importorskip("rdflib")
        skos = rdflib.namespace.SKOS
        graph = rdflib.Graph().parse(data=export(TABLE, "skos"), format="turtle")
        concept = rdflib.URIRef("urn:tenlao:attapeu")
        labels = {
            (label.split("#")[1], str(text), text.language)
            for label in (skos.prefLabel, skos.altLabel, skos.hiddenLabel)
            for text in graph.objects(concept, label)
        }
        assert labels == {
            ("prefLabel", "Attapeu", "lo-Latn"),
            ("altLabel", "Attopeu", "lo-Latn"),
            ("hiddenLabel", "Atapeu", "lo-Latn"),
            ("prefLabel", "Attapư", "vi"),
            ("prefLabel", "ອັດຕະປື", "lo"),
        }
        assert (concept, skos.related, rdflib.URIRef("urn:tenlao:attapeu-town")) in graph
        same = {
            "http://www.wikidata.org/entity/Q503004",
            "https://sws.geonames.org/1665045/",
            "https://www.openstreetmap.org/relation/1",
        }
        for relation in (skos.exactMatch, rdflib.namespace.SDO.sameAs):
            assert {str(other) for other in graph.objects(concept, relation)} == same

    def test_keeps_to_the_conditions_of_skos(self) -> None:
        rdflib = pytest.importorskip("rdflib")
        skos = rdflib.namespace.SKOS
        graph = rdflib.Graph().parse(data=export(bundled().table, "skos"), format="turtle")
        for concept in graph.subjects(rdflib.RDF.type, skos.Concept):
            preferred = list(graph.objects(concept, skos.prefLabel))
            assert len({text.language for text in preferred}) == len(preferred)
            others = {*graph.objects(concept, skos.altLabel), *graph.objects(concept, skos.hiddenLabel)}
            assert not others & set(preferred)

    def test_the_base_can_be_chosen(self) -> None:
        pytest.importorskip("rdflib")
        assert "<https://example.org/names/attapeu>" in export(TABLE, "skos", "https://example.org/names/")


def library_of_ftm() -> Any:
    """Return the library; where it is required, it is not passed over that it is missing."""
    if os.environ.get("TENLAO_FTM") == "required":
        return import_module("followthemoney")
    return pytest.importorskip("followthemoney", reason="the extra ftm is not installed")


class TestFtm:
    @pytest.mark.parametrize("table", [TABLE, bundled().table], ids=["small", "bundled"])
    def test_is_valid_for_the_library_of_follow_the_money(self, table: Table) -> None:
        followthemoney = library_of_ftm()
        for line in export(table, "ftm").splitlines():
            data = json.loads(line)
            followthemoney.model.get(data["schema"]).validate(data)
            read = followthemoney.model.get_proxy(data)
            assert read.id == data["id"]
            assert {name: set(values) for name, values in read.to_dict()["properties"].items()} == {
                name: set(values) for name, values in data["properties"].items()
            }

    def test_tells_names_from_slips(self) -> None:
        attapeu, kaysone = map(json.loads, export(TABLE, "ftm").splitlines())
        properties = attapeu["properties"]
        assert (attapeu["id"], attapeu["schema"], properties["level"]) == (
            "tenlao-attapeu",
            "Territory",
            ["adm1"],
        )
        assert properties["name"] == ["Attapeu", "Attapư", "ອັດຕະປື"]
        assert (properties["alias"], properties["weakAlias"]) == (["Attopeu"], ["Atapeu"])
        assert properties["wikidataId"] == ["Q503004"]
        assert (kaysone["schema"], kaysone["properties"]["position"]) == ("Person", ["=President, 1991–92"])

    def test_offices_are_positions_that_are_occupied(self) -> None:
        offices = (
            Office("Minister of Justice", start=2016, end=2021),
            Office("Governor", year=2015, circa=True),
        )
        form = (Form("Xo", "latin"),)
        people = [
            Entry(id, "person", form, type="politician", offices=offices[:n])
            for id, n in (("a", 2), ("b", 1))
        ]
        athlete = Entry("c", "person", form, type="sport", offices=(Office("Footballer"),))
        entities = list(map(json.loads, export(Table([*people, athlete]), "ftm").splitlines()))
        assert [entity["schema"] for entity in entities] == [
            *("Person", "Position", "Occupancy", "Position", "Occupancy"),
            *("Person", "Occupancy", "Person"),
        ]
        assert entities[2]["properties"] == {
            "holder": ["tenlao-a"],
            "post": ["tenlao-office-minister-of-justice"],
            "summary": ["Minister of Justice 2016–2021"],
            "startDate": ["2016"],
            "endDate": ["2021"],
        }
        assert entities[4]["properties"]["summary"] == ["Governor c. 2015"]
        assert "date" not in entities[4]["properties"]
        assert entities[6]["properties"]["post"] == entities[2]["properties"]["post"]

    def test_leaves_out_what_it_has_no_schema_for(self) -> None:
        form = (Form("Xo", "latin"),)
        kinds = [
            ("a", "place", "river"),
            ("b", "organization", "ethnic group"),
            ("c", "organization", "party"),
        ]
        entries = [Entry(id, kind, form, type=type) for id, kind, type in kinds]  # type: ignore[arg-type]
        (line,) = export(Table(entries), "ftm").splitlines()
        assert json.loads(line)["schema"] == "Organization"


PLAIN = Table(
    (
        Entry("attapeu", "place", (Form("Attapeu", "latin"), Form("ອັດຕະປື", "lao"))),
        Entry("kaysone", "person", (Form("Kaysone Phomvihane", "latin"),)),
        Entry("kaysone-city", "place", (Form("Kaysone Phomvihane", "latin"),)),
    )
)


class TestPlainSheets:
    @pytest.mark.parametrize("columns", list(permutations(["latin", "Vietnamese", " ROLE"])))
    @pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("csv", ";"), ("tsv", "\t")])
    def test_have_their_columns_in_any_order(
        self, columns: tuple[str, ...], format: str, delimiter: str
    ) -> None:
        row = {"latin": "Somphet  Testaphone ", "Vietnamese": "Xổm-phết", " ROLE": "Editor"}
        text = f"{delimiter.join(columns)}\r\n{delimiter.join([row[column] for column in columns])}\r\n\r\n"
        forms = Form("Somphet Testaphone", "latin"), Form("Xổm-phết", "vietnamese")
        (entry,) = imported(text, format).entries
        assert entry == Entry("somphet-testaphone", "person", forms, "Editor")

    def test_need_one_writing_only(self) -> None:
        assert [entry.id for entry in imported("vietnamese\nXổm-phết\nBun-mi\n", "csv").entries] == [
            "xom-phet",
            "bun-mi",
        ]
        lao = imported("lao,kind\nໂພໄຊ,\nວຽງຈັນ,place\nບຸນມີ,\nໂພໄຊ,\n", "csv").entries
        assert [entry.id for entry in lao] == ["person-in-lao", "place-in-lao", "person-in-lao-2"]

    def test_know_whose_a_form_is(self) -> None:
        text = "latin,lao,vietnamese\nKaysone Phomvihane,,Cay-xỏn\n,ອັດຕະປື,Át-tạ-pư\nAttapeu,,\nKaysone,,\n"
        table = imported(text, "csv", base=PLAIN)
        assert [(entry.id, entry.kind, len(entry.forms)) for entry in table.entries] == [
            ("kaysone", "person", 2),
            ("attapeu", "place", 3),
            ("kaysone-2", "person", 1),
        ]
        (entry,) = imported("latin,kind\nKaysone Phomvihane,Place\n", "csv", base=PLAIN).entries
        assert entry.id == "kaysone-city"

    def test_may_have_several_forms_in_a_cell_and_several_rows_for_a_name(self) -> None:
        text = "latin,vietnamese,role\nSomphet,Xổm-phết; Xom-phết,\nSomphet; Somphett,,Editor\n"
        (entry,) = imported(text, "csv").entries
        assert ([form.text for form in entry.forms], entry.role) == (
            ["Somphet", "Somphett", "Xổm-phết", "Xom-phết"],
            "Editor",
        )

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("latin,rank\nX,1\n", 1, 'unknown column "rank"; the columns are: latin, vietnamese, lao, role'),
            ("role\nEditor\n", 1, "those of a plain sheet are: latin"),
            ("latin,latin\nX,Y\n", 1, "twice"),
            ("latin,role\n,Editor\n", 2, "there is no name"),
            ("latin,kind\nX,town\n", 2, 'unknown kind "town"'),
            ("latin,role\nXo,Editor\nXo,Minister\n", 3, "another than in line 2"),
            ("latin\nX,Y\n", 2, "more cells"),
            ("latin" + ",x" * 20_000, 1, "has 20,001 columns; keep"),
        ],
    )
    def test_say_what_is_wrong_and_where(self, text: str, line: int, message: str) -> None:
        with pytest.raises(TenlaoError, match=message) as error:
            imported(text, "csv", "x.csv")
        assert (error.value.file, error.value.line) == ("x.csv", line)

    def test_are_read_from_workbooks(self, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (
            ["Latin", "Role", None],
            ["Somphet", datetime.datetime(2020, 12, 4)],
            [],
            [None, None],
            ["Bounmy", 7],
        ):
            book.active.append(row)
        book.save(tmp_path / "a.xlsx")
        table = imported((tmp_path / "a.xlsx").read_bytes(), "xlsx")
        assert [(entry.latin, entry.role) for entry in table.entries] == [
            ("Somphet", "2020-12-04"),
            ("Bounmy", "7"),
        ]
        for bad in (b"no workbook", b"PK\x03\x04", b""):
            with pytest.raises(TenlaoError, match="is no workbook that can be read"):
                imported(bad, "xlsx", "a.xlsx")

    def test_in_workbooks_need_a_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(TenlaoError, match=r'needs openpyxl: pip install "tenlao\[table\]"'):
            imported(b"", "xlsx")


class TestTbxImport:
    @pytest.mark.parametrize("table", [TABLE, bundled().table], ids=["small", "bundled"])
    def test_gives_back_what_was_exported_but_types_and_ids_of_sources(self, table: Table) -> None:
        def held(of: Table) -> dict[str, object]:
            return {
                entry.id: (
                    *(entry.kind, entry.role, entry.same_name_as, entry.links),
                    [
                        (f.text, f.writing, f.tag, [of.sources[id].cited() for id in f.sources])
                        for f in entry.forms
                    ],
                )
                for entry in of.entries
            }

        assert held(imported(export(table, "tbx"), "tbx")) == held(table)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("<tbx", "is not valid XML"),
            ("<martif/>", "is not TBX-Basic"),
            ("<a>" * 2000, r"a\.tbx: has elements nested more than 1000 deep"),
            ("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "document type"),
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_refuses_other_xml(self, text: str, message: str, encoding: str) -> None:
        with pytest.raises(TenlaoError, match=message):
            imported(text.encode(encoding), "tbx", "a.tbx")

    @pytest.mark.parametrize("encoding", ["utf-7", "big5", "zlib_codec", "idna", "undefined", "unheard-of"])
    def test_refuses_encodings_that_are_not_read(self, encoding: str) -> None:
        with pytest.raises(TenlaoError, match=r"a\.tbx.*encoding"):
            imported(f'<?xml version="1.0" encoding="{encoding}"?><tbx/>'.encode(), "tbx", "a.tbx")


def test_an_unknown_format() -> None:
    with pytest.raises(TenlaoError, match="use one of: csv, jsonl, tbx, omegat, skos"):
        export(TABLE, "xls")


class TestOddSheets:
    @pytest.mark.parametrize(
        "text",
        [
            "latin;role\rSomphet Aaa;Editor, deputy, retired, ill\r",
            "sep=;\r\nlatin;role\r\nSomphet Aaa;Editor, deputy, retired, ill\r\n",
            'latin|role\nSomphet Aaa|"Editor, deputy, retired, ill"\n',
            '"latin";"role"\n"Somphet Aaa";"Editor, deputy, retired, ill"\n',
        ],
    )
    def test_are_parted_as_other_sheets_are(self, text: str) -> None:
        (entry,) = imported(text, "csv").entries
        assert (entry.latin, entry.role) == ("Somphet Aaa", "Editor, deputy, retired, ill")

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ('latin,role\n"Somphet,Editor\nBounmy,Editor\n', 2),
            ('latin,role\nSomphet,"Editor\nof a page"\nBounmy,"Editor\n', 4),
            ('sep=,\nlatin,role\nBounmy,"Editor" of\n', 3),
        ],
    )
    def test_name_the_line_on_which_a_bad_row_begins(self, text: str, line: int) -> None:
        with pytest.raises(TenlaoError, match=r"is not valid CSV: .*; mend the row") as error:
            imported(text, "csv", "x.csv")
        assert error.value.line == line

    @pytest.mark.parametrize(
        "year", ["1e999", "-1e999", "NaN", "true", "1950.5", "0", "-5", "10000", "[1]", "{}"]
    )
    @pytest.mark.parametrize("where", ["born", "offices"])
    def test_have_years_that_are_none(self, year: str, where: str) -> None:
        value = f'[{{"title": "Editor", "from": {year}}}]' if where == "offices" else year
        row = f'{{"id": "x", "kind": "person", "forms": [], "{where}": {value}}}'
        with pytest.raises(TenlaoError, match=r"year such as 2016|is no number") as error:
            imported(row, "jsonl", "x.jsonl")
        assert error.value.line == 1

    @pytest.mark.parametrize("year", ["1950", "1950.0", '"1950"', '" 1950 "', '"໑໙໕໐"'])
    def test_have_years_in_many_writings(self, year: str) -> None:
        (entry,) = imported(f'{{"id": "x", "kind": "person", "born": {year}}}', "jsonl").entries
        assert entry.born == 1950

    def test_have_offices_that_cannot_be_written(self) -> None:
        for office, said in (
            ('{"title": "\\ud800"}', "half of a character"),
            ('{"title": "x", "circa": "no"}', "circa"),
        ):
            text = io.StringIO()
            csv.writer(text).writerows(
                [["id", "kind", "writing", "form", "offices"], ["x", "person", "latin", "X", f"[{office}]"]]
            )
            with pytest.raises(TenlaoError, match=said):
                imported(text.getvalue(), "csv", "x.csv")

    @pytest.mark.parametrize("odd", ['"id": {}', '"id": "x", "kind": []', '"kind": {}'])
    def test_are_not_plain_because_they_say_so(self, odd: str) -> None:
        row = f'{{"is_plain": true, {odd}, "forms": [{{"form": "X", "writing": "latin"}}]}}'
        with pytest.raises(TenlaoError, match=r"must be a text|there is no") as error:
            imported(row, "jsonl", "x.jsonl")
        assert error.value.line == 1

    def test_have_errors_of_formulas(self, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (["latin", "role"], ["Somphet", "Editor"], ["#REF!", "Editor"]):
            book.active.append(row)
        book.save(tmp_path / "a.xlsx")
        with pytest.raises(TenlaoError, match=r"a\.xlsx:3: has #REF! in a cell"):
            imported((tmp_path / "a.xlsx").read_bytes(), "xlsx", "a.xlsx")

    @pytest.mark.parametrize(
        ("name", "text", "line", "message"),
        [
            ("a.csv", "latin\nSomphet\nSom\u200bphet\n", 3, "invisible"),
            ("a.csv", "latin\nSomphet\n\n\nBounmy;Bounmi\nBounma;Boun\u202ema\n", 6, "invisible"),
            ("a.csv", "latin,id\nSomphet,x\nBounmy,A B\n", 3, "small letters"),
            ("a.csv", "latin,id\nSomphet,x\nBounmy,attapeu\n", 3, "is a place in the bundled table"),
            ("a.csv", "latin,id\nSomphet,x\nBounmy,y\nSomphet,z\n", 4, 'also a form of "x" on line 2;'),
            ("a.csv", "id,kind,writing,form\ns,person,latin,X\ns,person,lao,X\n", 3, "no Lao letter"),
            (
                "a.csv",
                "id,kind,writing,form,publisher,url\nx,person,latin,Xo,,\n,source,,,KPL,\n",
                3,
                "there is no id",
            ),
            ("a.jsonl", '\n{"id": "x", "kind": "person"}\n', 2, "has no form"),
            ("a.jsonl", '\n{"id": "S!", "kind": "source", "publisher": "KPL"}\n', 2, "small letters"),
        ],
    )
    def test_are_told_of_by_their_lines(
        self, tmp_path: Path, name: str, text: str, line: int, message: str
    ) -> None:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        with pytest.raises(TenlaoError, match=message) as error:
            table_file_text(str(file), name.partition(".")[2], bundled().table)
        assert (error.value.file, error.value.line) == (str(file), line)


class TestOddTbx:
    HEAD = '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca"><text><body>\n'
    TERM = '<langSec xml:lang="lo-Latn"><termSec><term>{}</term>{}</termSec></langSec>'

    def tbx(self, *concepts: str) -> str:
        written = "".join(f"<conceptEntry {concept}</conceptEntry>\n" for concept in concepts)
        return f"{self.HEAD}{written}</body></text></tbx>"

    def test_a_name_with_marks_within_is_whole(self) -> None:
        (entry,) = imported(self.tbx(f'id="x">{self.TERM.format(" Som<hi>ph</hi>et ", "")}'), "tbx").entries
        assert entry.latin == "Somphet"

    @pytest.mark.parametrize(
        ("concept", "message"),
        [
            (">{term}", "there is no id"),
            ('id="x"><langSec xml:lang="vi"><termSec/></langSec>', "there is no form"),
            ('id="y"><descrip type="subjectField">town</descrip>{term}', 'unknown kind "town"'),
            ('id="o"><descrip type="subjectField">place</descrip>{term}', "another than in line 2"),
            (
                'id="y"><xref target="http://www.wikidata.org/entity/Q1"/>'
                '<xref target="http://www.wikidata.org/entity/Q2"/>{term}',
                "two ids of one registry",
            ),
        ],
    )
    def test_is_told_of_by_its_line(self, concept: str, message: str) -> None:
        term = self.TERM.format("Somphet", "")
        with pytest.raises(TenlaoError, match=message) as error:
            imported(self.tbx(f'id="o">{term}', concept.format(term=term)), "tbx", "a.tbx")
        assert (error.value.file, error.value.line) == ("a.tbx", 3)

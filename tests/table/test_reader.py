"""The table: what is read, what is refused and where, and how one table is layered over another."""

import copy
import datetime
import os
import pickle
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import LARGEST_DATA
from tenlao.gazetteer import load
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import readings_in
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form, Office, Source, Table
from tenlao.table.reader import problems, read_table

BUNDLED = Path(__file__).parents[2] / "data" / "names.toml"

GOOD = """\
# names
[[entry]]
id = "kaysone"
kind = "person"
type = "politician"
role = "Prime Minister 1975–91"
latin = [
  { form = "Kaysone Phomvihane", sources = ["kpl-1"] },
  { form = "Kaysone Phomvihan", tag = "typo", sources = ["kpl-1", "nhandan-1"] },
]
vietnamese = [
  { form = "Cay-xon Phom-vi-han", tag = "stripped", sources = ["nhandan-1"] },
  { form = "Cay-xỏn Phôm-vi-hản", sources = ["nhandan-1"] },
]
lao = [
  { form = "ໄກສອນ ພົມວິຫານ", sources = ["kpl-1"] },
]

[[entry]]
id = "attapeu"
kind = "place"
latin = ["Attapeu", "Attopeu"]
sources = ["kpl-1"]

[[source]]
id = "kpl-1"
publisher = "KPL"

[[source]]
id = "nhandan-1"
publisher = "Nhân Dân"
date = 2020-12-04
url = "https://example.org/1"
"""


def written(folder: Path, text: str | bytes, name: str = "names.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def entry(id: str, *lines: str, kind: str = "person") -> str:
    return "\n".join(["[[entry]]", f'id = "{id}"', f'kind = "{kind}"', *lines, ""])


class TestReading:
    def test_reads_entries_forms_and_sources(self, tmp_path: Path) -> None:
        table = read_table(written(tmp_path, GOOD))
        assert [entry.id for entry in table.entries] == ["kaysone", "attapeu"]
        kaysone = table.entry("kaysone")
        assert (kaysone.kind, kaysone.type, kaysone.role) == (
            "person",
            "politician",
            "Prime Minister 1975–91",
        )
        assert kaysone.forms[1] == Form("Kaysone Phomvihan", "latin", "typo", ("kpl-1", "nhandan-1"))
        assert kaysone.sources == ("kpl-1", "nhandan-1")
        assert table.sources["nhandan-1"] == Source(
            "nhandan-1", "Nhân Dân", "https://example.org/1", datetime.date(2020, 12, 4)
        )
        assert table.sources["kpl-1"] == Source("kpl-1", "KPL")

    def test_reads_offices_life_and_province(self, tmp_path: Path) -> None:
        mayor, poet = (
            '{ title = "Mayor", place = "town", from = 2016 }',
            '{ title = "Poet", in = 1999, circa = true }',
        )
        text = entry("x", f"offices = [{mayor}, {poet}]", "born = 1950", "died = 2020", 'latin = ["Somphet"]')
        town = entry("town", 'province = "land"', 'latin = ["Towna"]', kind="place")
        land = entry("land", 'latin = ["Landa"]', kind="place")
        table = read_table(written(tmp_path, text + town + land))
        offices = table.entry("x").offices
        assert offices == (Office("Mayor", "town", 2016), Office("Poet", year=1999, circa=True))
        assert (table.entry("x").born, table.entry("x").died) == (1950, 2020)
        assert table.entry("town").province == "land"

    def test_preferred_form_is_the_first_that_is_neither_slip_nor_stripped(self, tmp_path: Path) -> None:
        kaysone = read_table(written(tmp_path, GOOD)).entry("kaysone")
        assert kaysone.latin == "Kaysone Phomvihane"
        assert kaysone.vietnamese == "Cay-xỏn Phôm-vi-hản"
        assert kaysone.lao == "ໄກສອນ ພົມວິຫານ"

    @pytest.mark.parametrize(
        ("tag", "preferred"), [("titled", "Chao X"), ("exonym", "Chao X"), ("typo", None)]
    )
    def test_a_tagged_form_alone(self, tmp_path: Path, tag: str, preferred: str | None) -> None:
        text = entry("x", f'latin = [{{ form = "Chao X", tag = "{tag}" }}]')
        assert read_table(written(tmp_path, text)).entry("x").latin == preferred

    def test_plain_strings_are_attested_by_the_sources_of_the_entry(self, tmp_path: Path) -> None:
        attapeu = read_table(written(tmp_path, GOOD)).entry("attapeu")
        assert attapeu.forms == (
            Form("Attapeu", "latin", None, ("kpl-1",)),
            Form("Attopeu", "latin", None, ("kpl-1",)),
        )
        assert (attapeu.vietnamese, attapeu.lao) == (None, None)

    def test_one_spelling_may_stand_in_two_writings_of_an_entry(self, tmp_path: Path) -> None:
        text = entry("attapeu", 'latin = ["Attapeu"]', 'vietnamese = ["Attapeu"]', kind="place")
        assert read_table(written(tmp_path, text)).entry("attapeu").vietnamese == "Attapeu"

    def test_entries_that_name_each_other_may_share_a_form(self, tmp_path: Path) -> None:
        text = entry("king", 'same_name_as = ["district"]', 'latin = ["Anouvong"]') + entry(
            "district", 'same_name_as = ["king"]', 'latin = ["Anouvong"]', kind="place"
        )
        assert read_table(written(tmp_path, text)).entry("king").same_name_as == ("district",)

    @pytest.mark.parametrize("change", ["bom", "crlf"])
    def test_bom_and_crlf_do_not_matter(self, tmp_path: Path, change: str) -> None:
        text = "\ufeff" + GOOD if change == "bom" else GOOD.replace("\n", "\r\n")
        assert read_table(written(tmp_path, text)).entries == read_table(written(tmp_path, GOOD)).entries

    def test_an_empty_file_is_an_empty_table(self, tmp_path: Path) -> None:
        assert len(read_table(written(tmp_path, ""))) == 0


class TestTable:
    def test_is_immutable(self, tmp_path: Path) -> None:
        table = read_table(written(tmp_path, GOOD))
        with pytest.raises(AttributeError):
            table.entries = ()
        with pytest.raises(TypeError):
            table.sources["kpl-1"] = Source("kpl-1", "X")  # type: ignore[index]
        with pytest.raises(AttributeError):
            table.entries[0].role = "X"  # type: ignore[misc]

    def test_does_not_change_with_the_mapping_it_was_made_from(self) -> None:
        sources = {"a": Source("a", "A")}
        table = Table((), sources)
        sources.clear()
        assert list(table.sources) == ["a"]

    def test_an_unknown_id_is_a_key_error_that_says_so(self) -> None:
        with pytest.raises(KeyError, match="no entry 'nobody'"):
            Table(()).entry("nobody")

    def test_can_be_pickled_and_copied(self, tmp_path: Path) -> None:
        table = read_table(written(tmp_path, GOOD))
        table.entry("kaysone")
        for other in (pickle.loads(pickle.dumps(table)), copy.deepcopy(table)):
            assert other.entries == table.entries
            assert other.sources == table.sources


FORM = 'latin = [\n  "Good",\n  %s,\n]'
PLAIN_SOURCE = '[[source]]\nid = "s"\npublisher = "S"\n'

BAD = {
    "syntax": ("[[entry]]\nid = \n", 2, "not valid TOML"),
    "deep nesting": ("x = " + "[" * 5000, None, "nested too deeply"),
    "huge number": ("x = " + "1" * 5000, None, "not valid TOML"),
    "unknown table": ("# names\n\n[[entries]]\nid = 'x'\n", 3, 'unknown key "entries" in a table file'),
    "unknown key at the top": ("\nlicence = 'x'\n", 2, 'unknown key "licence"'),
    "single brackets": ("[entry]\nid = 'x'\n", 1, "[[entry]], in double brackets"),
    "unknown key in an entry": (
        entry("x", 'latin = ["X"]', 'laos = ["X"]'),
        5,
        'unknown key "laos" in [[entry]]',
    ),
    "unknown key in a source": (PLAIN_SOURCE + 'link = "x"\n', 4, 'unknown key "link" in [[source]]'),
    "unknown key in a form": (
        entry("x", FORM % '{ form = "X", note = "n" }'),
        6,
        'unknown key "note" in a form',
    ),
    "no id": ('\n[[entry]]\nkind = "person"\nlatin = ["X"]\n', 2, 'the entry has no id; add id = "..."'),
    "no kind": ('[[entry]]\nid = "x"\nlatin = ["X"]\n', 1, "the entry has no kind"),
    "bad id": (entry("Kaysone P.", 'latin = ["X"]'), 2, 'id "Kaysone P." may have only small letters'),
    "bad kind": (
        entry("x", 'latin = ["X"]', kind="river"),
        3,
        'unknown kind "river"; use one of: person, place',
    ),
    "bad tag": (
        entry("x", FORM % '{ form = "X", tag = "old" }'),
        6,
        'unknown tag "old"; use one of: typo, stripped',
    ),
    "no form": (entry("a", 'latin = ["A"]') + entry("x"), 5, "the entry has no form"),
    "wrong type of id": ('[[entry]]\nkind = "person"\nid = 7\nlatin = ["X"]\n', 3, "id must be a string"),
    "wrong type of kind": (
        '[[entry]]\nid = "x"\nkind = ["person"]\nlatin = ["X"]\n',
        3,
        "kind must be a string",
    ),
    "empty role": (entry("x", 'latin = ["X"]', 'role = ""'), 5, "role must be a string in quotes, not empty"),
    "wrong type of writing": (entry("x", 'latin = "X"'), 4, "latin must be a list of forms"),
    "wrong type of form": (entry("x", FORM % "7"), 6, "a form must be a string or a table"),
    "form without text": (entry("x", FORM % '{ tag = "typo" }'), 6, "a form must be a string or a table"),
    "wrong type of sources": (
        entry("x", 'latin = ["X"]', 'sources = "s"'),
        5,
        "sources must be a list of strings",
    ),
    "wrong type of same_name_as": (
        entry("x", 'latin = ["X"]', "same_name_as = [1]"),
        5,
        "same_name_as must be",
    ),
    "id of Wikidata without a Q": (
        entry("x", 'latin = ["X"]', 'wikidata = "58323"'),
        5,
        "wikidata = '58323' is no id of Wikidata; write one such as \"Q58323\"",
    ),
    "id of GeoNames in quotes": (
        entry("x", 'latin = ["X"]', 'geonames = "1665045"'),
        5,
        "is no id of GeoNames; write one such as 1665045",
    ),
    "id of GeoNames as a flag": (entry("x", 'latin = ["X"]', "geonames = true"), 5, "no id of GeoNames"),
    "id of OpenStreetMap without its kind": (
        entry("x", 'latin = ["X"]', 'osm = "49903"'),
        5,
        'no id of OpenStreetMap; write one such as "relation/49903"',
    ),
    "id of another registry twice": (
        entry("a", 'latin = ["A"]', 'wikidata = "Q1"') + entry("b", 'latin = ["B"]', 'wikidata = "Q1"'),
        10,
        '"b" has the wikidata id Q1, and so has "a"; remove it from one',
    ),
    "date in quotes": (PLAIN_SOURCE + 'date = "2020-12-04"\n', 4, "date must be a day without quotes"),
    "date with time": (PLAIN_SOURCE + "date = 2020-12-04T10:00:00\n", 4, "date must be a day"),
    "impossible date": (PLAIN_SOURCE + "date = 2020-02-30\n", 4, "not valid TOML"),
    "no publisher": ('[[source]]\nid = "s"\n', 1, "the source has no publisher"),
    "forms without end": (
        entry("x", f"latin = {[f'Sone {number}' for number in range(201)]}"),
        4,
        "latin has 201 forms; give no more than 200",
    ),
    "empty form": (entry("x", FORM % '" "'), 6, "the form is empty"),
    "blank at the end": (entry("x", FORM % '"X "'), 6, 'form "X " begins or ends with a blank'),
    "zero-width space": (entry("x", FORM % '"X\u200by"'), 6, "holds the invisible character U+200B"),
    "no-break space": (entry("x", FORM % '"X\u00a0y"'), 6, "holds the invisible character U+00A0"),
    "not NFC": (entry("x", FORM % '"Cho\u0302m"'), 6, "is not in Unicode NFC"),
    "Lao under latin": (entry("x", FORM % '"ໄກສອນ"'), 6, "under latin has a Lao letter"),
    "Lao under vietnamese": (entry("x", 'vietnamese = ["ໄກສອນ"]'), 4, "under vietnamese has a Lao letter"),
    "Latin under lao": (entry("x", 'lao = ["Kaysone"]'), 4, "under lao has no Lao letter"),
    "id twice": (
        entry("a", 'latin = ["A"]') + entry("a", 'latin = ["B"]'),
        6,
        'entry "a" is already on line 2; merge the two',
    ),
    "source id twice": (PLAIN_SOURCE + PLAIN_SOURCE, 5, 'source "s" is already on line 2'),
    "form twice": (entry("x", FORM % '{ form = "Good" }'), 6, 'form "Good" is already on line 5'),
    "unknown source in a form": (
        entry("x", FORM % '{ form = "X", sources = ["t"] }') + PLAIN_SOURCE,
        6,
        'unknown source "t"',
    ),
    "unknown source in an entry": (entry("x", 'latin = ["X"]', 'sources = ["t"]'), 5, 'unknown source "t"'),
    "form of two entries": (
        entry("a", 'latin = ["A"]', 'vietnamese = ["B"]') + entry("b", FORM % '"B"'),
        11,
        '"B" is also a form of "a" on line 5; if the two share the name, list each in the same_name_as',
    ),
    "unknown entry": (entry("a", 'latin = ["A"]', 'same_name_as = ["b"]'), 5, 'unknown entry "b"'),
    "named by one side only": (
        entry("a", 'latin = ["A"]', 'same_name_as = ["b"]') + entry("b", 'latin = ["A"]'),
        5,
        '"b" on line 6 does not list "a" in return',
    ),
}


class TestBadFiles:
    @pytest.mark.parametrize("case", BAD)
    def test_is_reported_once_with_its_line(self, tmp_path: Path, case: str) -> None:
        text, line, message = BAD[case]
        path = written(tmp_path, text)
        found = problems(path)
        assert len(found) == 1, found
        assert (found[0].file, found[0].line) == (str(path), line)
        assert message in found[0].message
        with pytest.raises(TenlaoError) as error:
            read_table(path)
        assert str(error.value) == str(found[0])
        with pytest.raises(TenlaoError) as error:
            load(path)
        assert error.value.line == line

    def test_file_and_line_come_first(self, tmp_path: Path) -> None:
        path = written(tmp_path, entry("x", 'latin = "X"'))
        assert str(problems(path)[0]) == f"{path}:4: latin must be a list of forms, in brackets"

    def test_all_problems_are_reported_in_the_order_of_lines(self, tmp_path: Path) -> None:
        text = PLAIN_SOURCE + "date = 1\n" + entry("a", 'latin = ["A", "A ", 3]', "role = 1") + entry("a")
        assert [problem.line for problem in problems(written(tmp_path, text))] == [4, 8, 8, 9, 10, 11]

    @pytest.mark.parametrize(
        "before",
        [
            "# [[entry]]\n",
            'x = """\n]}"""\n',
            'role = "latin = [ , , "\n',
            '# latin = ["X"]\n',
        ],
        ids=["header in a comment", "long string", "list in a string", "list in a comment"],
    )
    def test_look_alikes_do_not_shift_the_line(self, tmp_path: Path, before: str) -> None:
        text = (
            entry("x")
            + before
            + 'latin = [ # first, [second]\n  "a, ]", # {\n  { form = "B, [" },\n  8,\n]\n'
        )
        found = problems(written(tmp_path, text))[-1]
        assert found.line == text[: text.index("  8,")].count("\n") + 1

    @given(data=st.data())
    def test_damage_never_gives_a_traceback(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        start = data.draw(st.integers(0, len(GOOD)))
        end = data.draw(st.integers(start, min(start + 12, len(GOOD))))
        middle = data.draw(st.text("\"'[]{}=,#\\\n 1aກ", max_size=4))
        path = written(tmp_path_factory.getbasetemp(), GOOD[:start] + middle + GOOD[end:], "damaged.toml")
        last = GOOD.count("\n") + middle.count("\n") + 1
        for problem in problems(path):
            assert problem.line is None or 1 <= problem.line <= last
            assert str(path) in str(problem)

    def test_missing_file(self, tmp_path: Path) -> None:
        path = tmp_path / "none.toml"
        with pytest.raises(TenlaoError) as error:
            load(path)
        assert str(error.value) == f"{path}: no such file; check the path"

    def test_directory(self, tmp_path: Path) -> None:
        assert str(problems(tmp_path)[0]) == f"{tmp_path}: is a directory; give a TOML file"

    def test_unreadable_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        path = written(tmp_path, GOOD)
        monkeypatch.setattr(os, "open", refuse)
        assert (
            str(problems(path)[0])
            == f"{path}: cannot be read: Permission denied; check the permissions of it and of its folder"
        )

    @pytest.mark.skipif(os.name != "posix", reason="pipes and devices")
    def test_neither_a_pipe_nor_a_device_is_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path / "pipe", Path("/dev/zero")):
            assert str(problems(path)[0]) == f"{path}: is not a regular file; give a file"
            with pytest.raises(TenlaoError, match="is not a regular file"):
                load(str(path))

    def test_too_large(self, tmp_path: Path) -> None:
        with (tmp_path / "a.toml").open("wb") as file:
            file.truncate(LARGEST_DATA + 1)
        assert str(problems(tmp_path / "a.toml")[0]).endswith("a.toml: is larger than 64 MB; split it")

    @pytest.mark.parametrize(
        "content",
        [
            *(
                "a = " + "[" * 100_000,
                "a = " + "{a=" * 100_000,
                "a." * 100_000 + "a = 1",
                "a = " + "1" * 10_000,
            ),
            *(
                'a = "\0"',
                r'a = "\ud800"',
                "entry = 1",
                "[[entry]]\nid = [[]]",
                "hide = [nan]",
                "[source]\na = 1",
            ),
        ],
    )
    def test_odd_toml(self, tmp_path: Path, content: str) -> None:
        path = written(tmp_path, content)
        found = problems(path)
        assert found
        for problem in found:
            assert problem.file == str(path)
            assert "\n" not in str(problem)

    def test_impossible_path(self) -> None:
        assert "cannot be read" in problems("a\0b")[0].message

    def test_not_utf_8(self, tmp_path: Path) -> None:
        path = written(tmp_path, b'# ok\n# "\xff"\n')
        assert str(problems(path)[0]) == f"{path}:2: is not UTF-8; save the file in UTF-8"


class TestLayering:
    def base(self) -> Entry:
        return load().entry("kaysone-phomvihane")

    def test_a_new_entry_is_added(self, tmp_path: Path) -> None:
        table = load(written(tmp_path, entry("my-village", 'latin = ["Ban Xyzabc"]', kind="place")))
        assert len(table) == len(load()) + 1
        assert table.entry("my-village").latin == "Ban Xyzabc"
        assert table.sources == load().sources

    def test_forms_of_a_known_entry_come_first(self, tmp_path: Path) -> None:
        base = self.base()
        table = load(written(tmp_path, entry(base.id, 'latin = ["Kaisone Xyzabc"]')))
        merged = table.entry(base.id)
        assert merged.latin == "Kaisone Xyzabc"
        assert merged.forms[1:] == base.forms
        assert (merged.role, merged.type, merged.same_name_as) == (base.role, base.type, base.same_name_as)
        assert [entry.id for entry in table.entries] == [entry.id for entry in load().entries]

    def test_a_known_form_put_first_keeps_its_sources(self, tmp_path: Path) -> None:
        base = self.base()
        last = [form for form in base.forms if form.writing == "latin"][-1]
        merged = load(written(tmp_path, entry(base.id, f'latin = ["{last.text}"]'))).entry(base.id)
        assert merged.latin == last.text
        assert merged.forms[0].sources == last.sources
        assert len(merged.forms) == len(base.forms)

    def test_role_and_type_win(self, tmp_path: Path) -> None:
        base = self.base()
        merged = load(written(tmp_path, entry(base.id, 'role = "R"', 'type = "t"'))).entry(base.id)
        assert (merged.role, merged.type, merged.forms) == ("R", "t", base.forms)

    def test_may_cite_bundled_sources_and_add_its_own(self, tmp_path: Path) -> None:
        known = next(iter(load().sources))
        form = f'latin = [{{ form = "Xyzabc", sources = ["{known}", "mine"] }}]'
        table = load(written(tmp_path, entry("x", form) + '[[source]]\nid = "mine"\npublisher = "Me"\n'))
        assert table.entry("x").sources == (known, "mine")
        assert table.sources["mine"].publisher == "Me"

    def test_another_kind_is_refused(self, tmp_path: Path) -> None:
        path = written(tmp_path, entry(self.base().id, 'latin = ["Xyzabc"]', kind="place"))
        with pytest.raises(TenlaoError, match=r":3: .* is a person in the bundled table"):
            load(path)

    def test_a_form_of_a_bundled_entry_is_refused_unless_the_name_is_shared(self, tmp_path: Path) -> None:
        base = self.base()
        path = written(tmp_path, entry("x", f'latin = ["{base.latin}"]'))
        with pytest.raises(TenlaoError, match=r':4: .* is also a form of "kaysone-\S+" in the bundled table'):
            load(path)
        path = written(tmp_path, entry("x", f'latin = ["{base.latin}"]', f'same_name_as = ["{base.id}"]'))
        table = load(path)
        assert "x" in table.entry(base.id).same_name_as

    def test_problems_over_a_base(self, tmp_path: Path) -> None:
        path = written(tmp_path, entry(self.base().id, 'role = "R"'))
        assert problems(path, load().table) == []
        assert len(problems(path)) == 1

    def test_the_bundled_table_stays_as_it_was(self, tmp_path: Path) -> None:
        before = load().entries
        load(written(tmp_path, entry(self.base().id, 'latin = ["Xyzabc"]')))
        assert load().entries is before


class TestBundledTable:
    def test_has_no_problems(self) -> None:
        assert [str(problem) for problem in problems(BUNDLED)] == []

    def test_is_what_load_returns(self) -> None:
        assert load().entries == read_table(BUNDLED).entries

    def test_every_preferred_form_is_an_attested_one(self) -> None:
        for entry in load().entries:
            for writing in ("latin", "vietnamese", "lao"):
                attested = [form.text for form in entry.forms if form.writing == writing]
                assert getattr(entry, writing) in (*attested, None), entry.id

    def test_every_source_is_cited(self) -> None:
        cited = {source for entry in load().entries for source in entry.sources}
        assert cited == load().sources.keys()

    def test_is_in_order(self) -> None:
        kinds = ["person", "place", "organization"]
        keys = [(kinds.index(entry.kind), entry.id) for entry in load().entries]
        assert keys == sorted(keys)
        assert list(load().sources) == sorted(load().sources)
        for entry in load().entries:
            for writing in ("latin", "vietnamese", "lao"):
                tags = [form.tag for form in entry.forms if form.writing == writing]
                tagged = [tag is not None for tag in tags[1:]]
                assert tagged == sorted(tagged), f"{entry.id}: put tagged forms after the others"
                assert tags[:1] not in (["typo"], ["stripped"]) or {*tags} <= {"typo", "stripped"}, entry.id
            for form in entry.forms:
                assert list(form.sources) == sorted(form.sources), (
                    f"{entry.id}: sort the sources of {form.text}"
                )

    def test_entries_of_the_same_name_share_a_form_or_sound_nearly_alike(self) -> None:
        def sounds_of(entry: Entry) -> set[str]:
            sounds = [sound for form in entry.forms for sound in readings_in(form.text, form.writing)]
            return {join(sound.phones).rstrip("0123456789") for sound in sounds}  # kings have numbers

        for entry in load().entries:
            for other in map(load().entry, entry.same_name_as):
                shared = {form.text for form in entry.forms} & {form.text for form in other.forms}
                pairs = product(sounds_of(entry), sounds_of(other))
                assert shared or min(distance(a, b) for a, b in pairs) <= 2, (entry.id, other.id)

    def test_file_is_nfc_with_unix_line_ends_and_web_addresses(self) -> None:
        content = BUNDLED.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        for source in load().sources.values():
            assert source.url is None or source.url.startswith(("https://", "http://")), source.id

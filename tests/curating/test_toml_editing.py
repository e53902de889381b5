"""Editing: what is asked for changes, and nothing else: comments, order, layout, line ends."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao.base.errors import TenlaoError
from tenlao.curating.changes import adding, merging, removing
from tenlao.curating.entry_merging import merged, with_forms
from tenlao.curating.toml_editing import TableChanges, edited, save
from tenlao.gazetteer import bundled
from tenlao.table.model import Entry, Form, Link, Office, Source, Table
from tenlao.table.reader import TableFile, read_file
from tenlao.table.toml_lines import comments
from tests.curating.example import TEXT


def read(text: str, base: Table | None = None) -> TableFile:
    return read_file("x.toml", base, text)


def changed(text: str, id: str, **values: object) -> str:
    file = read(text)
    return edited(file, None, TableChanges({id: file.own.entry(id)._replace(**values)}))  # type: ignore[arg-type]


def lines_that_differ(old: str, new: str) -> tuple[list[str], list[str]]:
    before, after = Counter(old.splitlines()), Counter(new.splitlines())
    return list((before - after).elements()), list((after - before).elements())


class TestEntries:
    def test_no_change_changes_nothing(self) -> None:
        file = read(TEXT)
        assert (
            edited(file, None, TableChanges({e.id: e for e in file.own.entries}, dict(file.own.sources)))
            == TEXT
        )

    def test_a_value_changes_and_its_comment_stays(self) -> None:
        new = changed(TEXT, "bounma", kind="place")
        assert lines_that_differ(TEXT, new) == (['kind = "person"'], ['kind = "place"'])

    def test_a_new_key_stands_where_the_order_has_it(self) -> None:
        new = changed(TEXT, "bounma", role="General", type="military")
        assert 'kind = "person"\ntype = "military"\nrole = "General"\nlatin = [\n' in new

    def test_offices_are_added_changed_and_removed(self) -> None:
        editor = Office("Editor", start=2016)
        new = changed(TEXT, "phosay", offices=(editor,), born=1960)
        assert (
            'role = "Editor"\noffices = [\n  { title = "Editor", from = 2016 },\n]\nborn = 1960\nlatin' in new
        )
        longer = changed(new, "phosay", offices=(editor._replace(end=2021), Office("Poet", year=2022)))
        assert '  { title = "Editor", from = 2016, to = 2021 },\n  { title = "Poet", in = 2022 },\n' in longer
        assert changed(longer, "phosay", offices=(), born=None) == TEXT

    def test_a_key_is_removed(self) -> None:
        assert changed(TEXT, "phosay", role=None) == TEXT.replace('role = "Editor"\n', "")

    def test_a_form_is_added_on_its_line(self) -> None:
        entry = with_forms(
            read(TEXT).own.entry("bounma"), [Form("Bouma Sithong", "latin", "typo", ("kpl-1",))]
        )
        new = changed(TEXT, "bounma", forms=entry.forms)
        line = '  { form = "Bouma Sithong", tag = "typo", sources = ["kpl-1"] },'
        assert lines_that_differ(TEXT, new) == ([], [line])

    def test_a_new_writing_gets_its_list(self) -> None:
        entry = with_forms(read(TEXT).own.entry("bounma"), [Form("Bun-ma Xi-thoong", "vietnamese")])
        new = changed(TEXT, "bounma", forms=entry.forms)
        assert '"Bunma Sithong",\n]\nvietnamese = [\n  { form = "Bun-ma Xi-thoong" },\n]\n\n[[entry]]' in new

    def test_a_form_does_not_inherit_sources_that_it_does_not_have(self) -> None:
        entry = with_forms(read(TEXT).own.entry("phosay"), [Form("Phosaay Lakhone", "latin")])
        new = changed(TEXT, "phosay", forms=entry.forms)
        assert read(new).own.entry("phosay").forms == entry.forms

    def test_a_form_is_preferred(self) -> None:
        old = read(TEXT).own.entry("phosay")
        entry = with_forms(old, [old.forms[1]], first=True)
        new = changed(TEXT, "phosay", forms=entry.forms)
        assert read(new).own.entry("phosay").latin == "Phosai Lakhone"
        assert lines_that_differ(TEXT, new)[0] == ["latin = [\"Phosay Lakhone\", 'Phosai Lakhone']"]

    def test_a_comment_is_not_lost(self) -> None:
        with pytest.raises(TenlaoError, match=r"comment would be lost.*as on his card"):
            changed(TEXT, "bounma", forms=read(TEXT).own.entry("bounma").forms[1:])

    def test_entries_are_added_in_order(self) -> None:
        entries = [
            Entry("aaa", "person", (Form("Aa", "latin"),)),
            Entry("ccc", "person", (Form("Cc", "latin"),)),
            Entry("zzz", "organization", (Form("Zz", "latin"),)),
        ]
        new = edited(read(TEXT), None, TableChanges({entry.id: entry for entry in entries}))
        ids = [entry.id for entry in read(new).own.entries]
        assert ids == ["aaa", "bounma", "ccc", "phosay", "ban-phou", "phou-river", "zzz"]
        assert new.startswith('# A table of the desk.\n# Ask before you change it.\n\n[[entry]]\nid = "aaa"')
        assert '# The general, not the minister.\n[[entry]]\nid = "bounma"' in new
        assert lines_that_differ(TEXT, new)[0] == []

    def test_a_comment_above_an_entry_goes_with_it(self) -> None:
        text = TEXT.replace("# The general, not the minister.\n", "").replace("   # lasting", "")
        text = text.replace("  # as on his card", "")
        new = edited(read(text), None, TableChanges({"bounma": None}))
        assert new.startswith(
            "# A table of the desk.\n# Ask before you change it.\n\n[[entry]]\nkind = 'person'"
        )

    def test_sources_are_added_changed_and_removed(self) -> None:
        file = read(TEXT)
        more = {"abc-1": Source("abc-1", "ABC"), "kpl-1": Source("kpl-1", "KPL", "https://kpl.example.org/1")}
        new = edited(file, None, TableChanges({}, more))
        assert list(read(new).own.sources.values()) == list(more.values())
        assert 'publisher = "KPL"  # the agency\nurl = "https://kpl.example.org/1"\n' in new
        assert edited(read(new), None, TableChanges({}, {"abc-1": None})) == new.replace(
            '[[source]]\nid = "abc-1"\npublisher = "ABC"\n\n', ""
        )


class TestRefusals:
    def test_a_file_with_problems(self) -> None:
        with pytest.raises(TenlaoError, match="unknown key"):
            edited(read(TEXT + 'rank = "x"\n'), None, TableChanges({"bounma": None}))

    def test_a_change_that_would_make_a_problem(self) -> None:
        with pytest.raises(TenlaoError, match=r"the change is not good.*unknown source"):
            changed(TEXT, "bounma", forms=(Form("Bounma", "latin", None, ("nowhere",)),))

    @pytest.mark.parametrize(
        "text",
        [
            'entry = [{ id = "x", kind = "place", latin = ["X"] }]\n',
            '[[entry]]\nid = "x"\nkind = "place"\n[[entry.latin]]\nform = "X"\n',
            '[[entry]]\nid = "x"\nkind = "place"\nlatin = ["X"]\nrole = """\n[[entry]]\nid = "y"\n"""\n',
        ],
    )
    def test_a_layout_that_is_not_edited(self, text: str) -> None:
        assert read(text).problems == ()
        entry = read(text).own.entry("x")
        with pytest.raises(TenlaoError, match="edit it by hand"):
            changed(text, "x", forms=(*entry.forms, Form("Xo", "latin")))

    def test_tomlkit_is_missing(self) -> None:
        program = (
            "import sys; sys.modules['tomlkit'] = None\n"
            "from tenlao.curating.toml_editing import TableChanges, edited\n"
            "from tenlao.table.reader import read_file\n"
            'file = read_file(\'x\', text=\'[[entry]]\\nid = "x"\\nkind = "place"\\nlatin = ["X"]\')\n'
            "edited(file, None, TableChanges({'x': file.own.entry('x')._replace(role='R')}))\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
        assert 'pip install "tenlao[table]"' in done.stderr


class TestLayout:
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_line_ends_stay(self, newline: str) -> None:
        text = TEXT.replace("\n", newline)
        entry = with_forms(
            read(text).own.entry("bounma"), [Form("Bun-ma", "vietnamese"), Form("Bo", "latin")]
        )
        more = Entry("new", "place", (Form("New", "latin"),))
        new = edited(
            read(text), None, TableChanges({"bounma": entry._replace(role="R"), "new": more}, hide=None)
        )
        assert new.count("\n") == new.count(newline)

    def test_a_file_without_a_last_line_end(self) -> None:
        text = '[[entry]]\nid = "x"\nkind = "place"\nlatin = ["X"]'
        new = edited(read(text), None, TableChanges({"y": Entry("y", "place", (Form("Y", "latin"),))}))
        assert new.startswith(text + "\n\n[[entry]]\n")

    def test_an_empty_file(self) -> None:
        new = edited(read(""), None, TableChanges({"y": Entry("y", "place", (Form("Y", "latin"),))}))
        assert new == '[[entry]]\nid = "y"\nkind = "place"\nlatin = [\n  { form = "Y" },\n]\n'

    def test_a_byte_order_mark_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "names.toml"
        path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
        file = read_file(path)
        save(file, edited(file, None, TableChanges({"phosay": None})))
        assert path.read_bytes().startswith(b"\xef\xbb\xbf# A table")

    def test_a_file_that_has_changed_meanwhile_is_left(self, tmp_path: Path) -> None:
        path = tmp_path / "names.toml"
        path.write_text(TEXT, encoding="utf-8")
        file = read_file(path)
        path.write_text(TEXT + "# more\n", encoding="utf-8")
        with pytest.raises(TenlaoError, match="has changed since it was read"):
            save(file, TEXT)
        assert path.read_text(encoding="utf-8") == TEXT + "# more\n"


class TestHiding:
    BASE = Table((Entry("b", "place", (Form("Bo", "latin"),)), Entry("c", "place", (Form("Co", "latin"),))))

    def test_the_list_is_made_grows_and_goes(self) -> None:
        file = read("# mine\n", self.BASE)
        one = edited(file, self.BASE, TableChanges(hide=("b",)))
        assert one == '# mine\n\nhide = ["b"]\n'
        two = edited(read(one, self.BASE), self.BASE, TableChanges(hide=("b", "c")))
        assert two == '# mine\n\nhide = ["b", "c"]\n'
        assert edited(read(two, self.BASE), self.BASE, TableChanges(hide=())).strip() == "# mine"


class TestMeaning:
    def test_adding_to_a_known_entry_keeps_what_is_preferred(self) -> None:
        base = bundled().table
        form = Form("Attapheu", "latin")
        changes = adding(read("", base), base, [Entry("attapeu", "place", (form,))])
        assert changes.entries["attapeu"] == Entry("attapeu", "place", (Form("Attapeu", "latin"), form))

    def test_a_known_source_with_other_details_is_refused(self) -> None:
        with pytest.raises(TenlaoError, match="known with other details"):
            adding(read(TEXT), None, [], [Source("kpl-1", "Another")])

    def test_merging_gives_all_to_one(self) -> None:
        text = TEXT.replace('role = "Editor"\n', "")
        file = read(text)
        new = read(edited(file, None, merging(file, None, "bounma", "phosay")))
        assert {form.text for form in new.own.entry("phosay").forms} == {
            "Phosay Lakhone", "Phosai Lakhone", "Bounma Sithong", "Bunma Sithong",
        }  # fmt: skip
        assert Counter(comments(new.text)) == Counter(comments(text))
        assert "bounma" not in [entry.id for entry in new.own.entries]

    def test_merging_entries_of_one_name(self) -> None:
        file = read(TEXT)
        new = read(edited(file, None, merging(file, None, "phou-river", "ban-phou")))
        assert new.own.entry("ban-phou").same_name_as == ()

    def test_merging_what_does_not_agree_is_refused_unless_it_is_said(self) -> None:
        text = TEXT.replace('id = "bounma"', 'id = "bounma"\nrole = "General"')
        file = read(text)
        with pytest.raises(TenlaoError, match=r'role "Editor".*"General"'):
            merging(file, None, "bounma", "phosay")
        new = read(edited(file, None, merging(file, None, "bounma", "phosay", role="General")))
        assert new.own.entry("phosay").role == "General"

    def test_merging_bundled_entries_hides_one(self) -> None:
        base = Table(
            (
                Entry("b", "place", (Form("Bo", "latin"), Form("Bô", "vietnamese"))),
                Entry("c", "place", (Form("Boo", "latin"),), "Village"),
            )
        )
        file = read("", base)
        new = read(edited(file, base, merging(file, base, "b", "c")), base)
        assert [entry.id for entry in new.table.entries] == ["c"]
        assert new.table.entry("c").latin == "Boo"
        assert {form.text for form in new.table.entry("c").forms} == {"Bo", "Bô", "Boo"}

    def test_removing_an_entry_that_others_name(self) -> None:
        file = read(TEXT)
        new = read(edited(file, None, removing(file, None, "phou-river")))
        assert new.own.entry("ban-phou").same_name_as == ()

    def test_removing_an_entry_with_comments_is_refused(self) -> None:
        file = read(TEXT)
        with pytest.raises(TenlaoError, match="comment would be lost"):
            edited(file, None, removing(file, None, "bounma"))

    def test_removing_a_bundled_entry_hides_it(self) -> None:
        base = bundled().table
        file = read("", base)
        assert edited(file, base, removing(file, base, "attapeu")) == 'hide = ["attapeu"]\n'

    def test_an_unknown_id(self) -> None:
        with pytest.raises(TenlaoError, match='no entry "bouma"; did you mean "bounma"'):
            removing(read(TEXT), None, "bouma")

    def test_tags_that_do_not_agree(self) -> None:
        one = Entry("x", "place", (Form("X", "latin", "typo"),))
        with pytest.raises(TenlaoError, match="tagged typo and titled"):
            merged(one, Entry("y", "place", (Form("X", "latin", "titled"),)))

    def test_ids_of_other_registries_that_do_not_agree(self) -> None:
        one = Entry("x", "place", (Form("X", "latin"),), links=(Link("wikidata", "Q1"), Link("osm", "way/1")))
        two = Entry("y", "place", (Form("Y", "latin"),), links=(Link("geonames", "2"), Link("osm", "way/1")))
        assert merged(one, two).links == (Link("wikidata", "Q1"), Link("geonames", "2"), Link("osm", "way/1"))
        with pytest.raises(TenlaoError, match="different ids of wikidata; remove one"):
            merged(one, Entry("z", "place", (), links=(Link("wikidata", "Q3"),)))


def test_ids_of_other_registries_are_changed_in_their_place() -> None:
    text = (
        '[[entry]]\nid = "x"\nkind = "place"\nlatin = ["X"]  # so\ngeonames = 1  # looked up\nosm = "way/1"\n'
        'sources = ["s"]\n\n[[source]]\nid = "s"\npublisher = "S"\n'
    )
    file = read(text)
    links = (Link("wikidata", "Q1"), Link("geonames", "2"))
    new = edited(file, None, TableChanges({"x": file.own.entry("x")._replace(links=links)}))
    assert new == text.replace("geonames = 1 ", 'wikidata = "Q1"\ngeonames = 2 ').replace(
        'osm = "way/1"\n', ""
    )


WORDS = st.sampled_from(["Aa", "Bee", "Cê-ô", 'D"o', "E'e", "F#f", "Ga, ga", "H[h]"])
NOTES = st.sampled_from(["", "  # note", ' # "quoted" [', "  # , ]"])
SEPARATORS = st.sampled_from([", ", ",\n  ", ",  # one\n  ", ",\n  # above\n  "])


@st.composite
def forms(draw: st.DrawFn, id: str) -> tuple[Form, ...]:
    made = []
    for writing in ("latin", "vietnamese"):
        for word in draw(st.lists(WORDS, unique=True, max_size=3)):
            tag = draw(st.sampled_from([None, "typo", "titled"]))
            sources = draw(st.lists(st.sampled_from(["s1", "s2"]), unique=True))
            made.append(Form(f"{word} {id}", writing, tag, tuple(sources)))  # type: ignore[arg-type]
    return tuple(made) or (Form(f"Z {id}", "latin"),)


@st.composite
def entries(draw: st.DrawFn, id: str) -> Entry:
    role, type = draw(st.sampled_from([None, "One", 'Two "2"'])), draw(st.sampled_from([None, "x", "y"]))
    return Entry(id, draw(st.sampled_from(["person", "place"])), draw(forms(id)), role, type)


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """Table files with comments and odd layout."""
    from tenlao.table.writer import form_text, quoted

    blocks = [draw(st.sampled_from(["", "# head\n", "# head\n\n", "\n"]))]
    for id in draw(st.lists(st.sampled_from("abc"), unique=True)):
        entry = draw(entries(id))
        lines = [
            f"[[entry]]{draw(NOTES)}",
            f"id = '{id}'{draw(NOTES)}",
            f'kind = "{entry.kind}"{draw(NOTES)}',
        ]
        if draw(st.booleans()):
            lines.insert(0, f"# about {id}")
        for key, value in (("role", entry.role), ("type", entry.type)):
            if value:
                lines.append(f"{key} = {quoted(value)}{draw(NOTES)}")
        for writing in ("vietnamese", "latin"):
            here = [form_text(form) for form in entry.forms if form.writing == writing]
            if here:
                separator = draw(SEPARATORS)
                end = draw(st.sampled_from(["", ",", ",\n", "\n"]))
                lines.append(f"{writing} = [{separator.join(here)}{end}]{draw(NOTES)}")
        blocks.append("\n".join([*lines, ""]) + draw(st.sampled_from(["", "\n", "\n# between\n\n"])))
    blocks += ['[[source]]\nid = "s1"\npublisher = "S"\n', '[[source]]\nid = "s2"\npublisher = "S"\n']
    text = "".join(blocks)
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@settings(max_examples=300, deadline=None)
@given(layouts(), st.data())
def test_random_edits_lose_nothing(text: str, data: st.DataObject) -> None:
    file = read(text)
    assert file.problems == ()
    wanted: dict[str, Entry | None] = {}
    for id in data.draw(st.lists(st.sampled_from("abcd"), unique=True, min_size=1)):
        wanted[id] = data.draw(st.one_of(st.none(), entries(id)))
    new, refusal = "", None
    try:
        new = edited(file, None, TableChanges(wanted))
    except TenlaoError as error:
        refusal = error.message
    if refusal is not None:
        assert re.search("comment would be lost|edit it by hand", refusal)
        return
    held = {entry.id: entry for entry in read(new).own.entries}
    expected = {**{entry.id: entry for entry in file.own.entries}, **wanted}
    assert held == {id: entry for id, entry in expected.items() if entry}
    assert not Counter(comments(text)) - Counter(comments(new))
    for block in text.split("[[entry]]"):
        untouched = "[[source]]" not in block and not any(f"id = '{id}'" in block for id in wanted)
        if untouched and "id = " in block:
            assert block.split("# about")[0].strip() in new


def test_an_array_with_a_comment_is_changed_rightly_or_left_as_it_is() -> None:
    text = (
        '[[entry]]\nid = \'c\'\nkind = "person"\nlatin = [{ form = "Bee c" },  # one\n  { form = "Aa c" }]\n'
    )
    file = read(text)
    forms = (Form("Bee c", "latin"), Form("Cê-ô c", "latin"), Form("Aa c", "vietnamese"))
    entry = Entry("c", "person", forms)
    new, refusal = "", ""
    try:
        new = edited(file, None, TableChanges({"c": entry}))
    except TenlaoError as error:
        refusal = error.message
    assert "edit it by hand" in refusal or read(new).own.entries == (entry,)

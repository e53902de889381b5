"""Layers: the user's own table over the bundled one, where it is looked for, and what it can do."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import own_table, own_table_file
from tenlao.curating.diff import differences
from tenlao.gazetteer import bundled, load
from tenlao.table.model import Entry, Form, Link, Table
from tenlao.table.reader import read_file
from tests.curating.example import OWN


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own" / "names.toml"
    path.parent.mkdir()
    path.write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("TENLAO_TABLE", str(path))
    return path


class TestWhere:
    def test_an_environment_variable_names_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TENLAO_TABLE", "/x/mine.toml")
        assert own_table() == own_table_file() == "/x/mine.toml"

    def test_empty_it_stands_for_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TENLAO_TABLE", "")
        assert own_table_file() is None

    @pytest.mark.parametrize(
        ("platform", "variable", "folder"),
        [("linux", "XDG_CONFIG_HOME", "tenlao"), ("win32", "APPDATA", "tenlao")],
    )
    def test_else_it_is_in_the_configuration_folder_if_it_is_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, folder: str
    ) -> None:
        monkeypatch.delenv("TENLAO_TABLE", raising=False)
        monkeypatch.setattr("sys.platform", platform)
        monkeypatch.setenv(variable, str(tmp_path))
        path = tmp_path / folder / "names.toml"
        assert (own_table(), own_table_file()) == (str(path), None)
        path.parent.mkdir()
        path.touch()
        assert own_table_file() == str(path)

    def test_on_a_mac_it_is_among_application_support(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TENLAO_TABLE", raising=False)
        monkeypatch.setattr("sys.platform", "darwin")
        assert str(own_table()).endswith("Library/Application Support/tenlao/names.toml")

    def test_a_table_that_is_named_must_be_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TENLAO_TABLE", str(tmp_path / "nowhere.toml"))
        with pytest.raises(TenlaoError, match=r"nowhere\.toml: no such file"):
            load()


class TestPrecedence:
    def test_ones_own_table_is_laid_over_the_bundled_one(self, own: Path) -> None:
        table = load()
        assert table is load()
        assert table.entry("attapeu").vietnamese == "Át-tạ-pư"
        assert table.entry("attapeu").latin == bundled().entry("attapeu").latin
        assert table.entry("somphet").latin == "Somphet Testaphone"
        assert table.entry("vientiane") == bundled().entry("vientiane")

    def test_a_file_that_is_given_stands_in_for_it(self, own: Path, tmp_path: Path) -> None:
        given = tmp_path / "given.toml"
        given.write_text(
            '[[entry]]\nid = "given"\nkind = "place"\nlatin = ["Givenkhoua"]\n', encoding="utf-8"
        )
        table = load(given)
        assert table.entry("given").latin == "Givenkhoua"
        assert table.entry("attapeu") == bundled().entry("attapeu")
        assert table.entry("sekong").id == "sekong"

    def test_ids_of_other_registries_are_ones_own_before_those_below(self) -> None:
        below = read_file(
            "a.toml", text='[[entry]]\nid = "x"\nkind = "place"\nlatin = ["X"]\nwikidata = "Q1"\ngeonames = 1'
        )
        text = '[[entry]]\nid = "x"\nkind = "place"\nosm = "way/3"\nwikidata = "Q2"'
        (entry,) = read_file("b.toml", below.table, text).table.entries
        assert entry.links == (Link("wikidata", "Q2"), Link("geonames", "1"), Link("osm", "way/3"))

    def test_an_id_that_another_entry_below_has_is_told(self) -> None:
        linked = next(entry for entry in bundled().entries if entry.links)
        link = next(link for link in linked.links if link.registry != "geonames")
        text = (
            f'[[entry]]\nid = "mine"\nkind = "place"\nlatin = ["Zongkhoua"]\n{link.registry} = "{link.id}"\n'
        )
        (problem,) = read_file("x.toml", bundled().table, text).problems
        assert (problem.code, problem.line) == ("shared-link", 5)
        assert f'so has "{linked.id}"' in problem.message


class TestHiding:
    def test_a_hidden_entry_is_not_there(self, own: Path) -> None:
        table = load()
        with pytest.raises(KeyError):
            table.entry("sekong")
        assert len(table) == len(bundled())
        assert all(match.entry.id != "sekong" for match in table.lookup("Sekong"))

    def test_entries_of_the_same_name_do_not_name_it_any_more(self, tmp_path: Path) -> None:
        pair = next(entry for entry in bundled().entries if entry.same_name_as)
        path = tmp_path / "names.toml"
        path.write_text(f'hide = ["{pair.id}"]', encoding="utf-8")
        assert pair.id not in load(path).entry(pair.same_name_as[0]).same_name_as

    def test_offices_and_places_are_not_of_it_any_more(self, tmp_path: Path) -> None:
        path = tmp_path / "names.toml"
        path.write_text('hide = ["attapeu"]', encoding="utf-8")
        named = [(entry.province, [office.place for office in entry.offices]) for entry in load(path).entries]
        assert all(province != "attapeu" and "attapeu" not in places for province, places in named)
        assert any(office.title == "Governor of Attapeu" for e in load(path).entries for office in e.offices)

    def test_an_entry_that_is_hidden_and_given_is_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "names.toml"
        text = 'hide = ["attapeu"]\n[[entry]]\nid = "attapeu"\nkind = "place"\nlatin = ["Attapeu"]\n'
        path.write_text(text, encoding="utf-8")
        assert load(path).entry("attapeu") == Entry("attapeu", "place", (Form("Attapeu", "latin"),))

    def test_a_hidden_entry_frees_its_forms(self) -> None:
        text = '[[entry]]\nid = "mine"\nkind = "place"\nlatin = ["Attapeu"]\n'
        assert [p.code for p in read_file("x.toml", bundled().table, text).problems] == ["shared-form"]
        assert read_file("x.toml", bundled().table, 'hide = ["attapeu"]\n' + text).problems == ()


IDS = st.sampled_from(["a", "b", "c", "d"])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Small tables; each entry has forms of its own letter, so that none is shared."""
    entries = []
    for id in draw(st.lists(IDS, unique=True)):
        texts = draw(st.lists(st.integers(0, 3), unique=True, min_size=1))
        tags = draw(
            st.lists(st.sampled_from([None, "typo", "titled"]), min_size=len(texts), max_size=len(texts))
        )
        forms = [
            Form(f"{id.upper()}{'aeiou'[n]}", "latin", tag)  # type: ignore[arg-type]
            for n, tag in zip(texts, tags, strict=True)
        ]
        role = draw(st.sampled_from([None, "One", "Two"]))
        entries.append(Entry(id, "place", tuple(forms), role))
    return Table(entries)


@given(tables(), tables(), st.sets(IDS))
def test_layering_loses_nothing(base: Table, over: Table, hidden: set[str]) -> None:
    from tenlao.table.writer import table_text

    below = {entry.id: entry for entry in base.entries}
    hide = sorted(hidden & below.keys())
    text = f"hide = {json.dumps(hide)}\n" + table_text(over)
    file = read_file("x.toml", base, text)
    assert file.problems == ()
    seen = {entry.id: entry for entry in file.table.entries}
    own = {entry.id: entry for entry in over.entries}
    assert seen.keys() == (below.keys() - set(hide)) | own.keys()
    for id, entry in seen.items():
        mine, theirs = own.get(id), None if id in hide else below.get(id)
        forms = {form.text: form for layer in (theirs, mine) if layer for form in layer.forms}
        assert {form.text: form for form in entry.forms} == forms
        if mine:
            assert entry.forms[: len(mine.forms)] == mine.forms
            assert entry.role == (mine.role or (theirs.role if theirs else None))
        else:
            assert entry == theirs


@given(tables(), tables())
def test_tables_differ_unless_they_hold_the_same(one: Table, other: Table) -> None:
    def held(table: Table) -> dict[str, tuple[object, ...]]:
        return {e.id: (e.role, e.latin, {(f.text, f.tag) for f in e.forms}) for e in table.entries}

    assert (list(differences(one, other)) == []) == (held(one) == held(other))

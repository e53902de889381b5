"""The commands on tables as people use them: looking into tables, changing one's own, exchanging with others."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import TAGS
from tenlao.cli.main import cli, commands_of
from tenlao.cli.table.main import table
from tenlao.curating import exporters, importers
from tenlao.curating.exporters import export
from tenlao.gazetteer import bundled
from tenlao.table.model import Entry, Form, Source, Table
from tenlao.table.reader import read_file
from tenlao.table.writer import table_text
from tests.curating.example import OWN, TEXT

TABLE = Table(
    (
        Entry("attapeu", "place", (Form("Attapeu", "latin", None, ("kpl-1",)), Form("Attapư", "vietnamese"))),
        Entry("kaysone", "person", (Form("Kaysone <&> Phomvihane", "latin"),), "=President, 1991–92"),
    ),
    {"kpl-1": Source("kpl-1", "KPL", "https://kpl.example.org/1?a=1&b=2")},
)


def same(one: Table, other: Table) -> bool:
    return one.entries == other.entries and dict(one.sources) == dict(other.sources)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own" / "names.toml"
    path.parent.mkdir()
    path.write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("TENLAO_TABLE", str(path))
    return path


class TestHelp:
    def test_says_something_of_every_command_and_option(self) -> None:
        commands = commands_of(table)
        assert {"add", "export", "import", "validate"} <= set(commands)
        for name, command in commands.items():
            assert command.help, name
            assert command.name == name
            options = [option for option in command.params if isinstance(option, click.Option)]
            assert [option.name for option in options if not option.help] == [], name

    def test_offers_what_the_library_can_do(self) -> None:
        def choices(command: str, option: str) -> tuple[str, ...]:
            (found,) = [p for p in commands_of(table)[command].params if p.name == option]
            assert isinstance(found.type, click.Choice)
            return tuple(found.type.choices)

        assert choices("export", "form") == exporters.FORMATS
        assert choices("import", "form") == importers.FORMATS
        assert choices("add", "tag") == TAGS

    def test_a_format_that_there_is_not(self) -> None:
        result = CliRunner().invoke(cli, ["table", "export", "--format", "xls"])
        assert result.exit_code == 2
        assert "'csv', 'jsonl', 'tbx', 'omegat', 'skos'" in result.stderr


class TestOwnTable:
    def test_commands_use_it_and_an_option_stands_in_for_it(self, own: Path, tmp_path: Path) -> None:
        empty = tmp_path / "empty.toml"
        empty.touch()
        given = ["--table", str(empty)]
        for arguments, found in ((["Somphet Testaphone"], True), ([*given, "Somphet Testaphone"], False)):
            result = CliRunner().invoke(cli, ["lookup", "--json", *arguments])
            ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
            assert ("somphet" in ids) is found

    def test_what_is_wrong_with_it_is_said_with_its_line(self, own: Path) -> None:
        own.write_text(OWN + 'rank = "general"\n', encoding="utf-8")
        result = CliRunner().invoke(cli, ["lookup", "Attapeu"])
        assert isinstance(result.exception, TenlaoError)
        assert (result.exception.file, result.exception.line) == (str(own), 12)


class TestLooking:
    def test_where_tells_the_layers(self, own: Path) -> None:
        lines = CliRunner().invoke(cli, ["table", "where"]).stdout.splitlines()
        assert lines[0].startswith("bundled ")
        assert lines[1] == f"own      {own}"
        data = [
            json.loads(x) for x in CliRunner().invoke(cli, ["table", "where", "--json"]).stdout.splitlines()
        ]
        assert [(item["layer"], item["exists"]) for item in data] == [("bundled", True), ("own", True)]

    def test_where_says_that_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TENLAO_TABLE", "")
        assert "(none)" in CliRunner().invoke(cli, ["table", "where"]).stdout

    def test_show(self, own: Path) -> None:
        shown = CliRunner().invoke(cli, ["table", "show", "attapeu"]).stdout
        assert shown.startswith("attapeu: place, province")
        assert "  Át-tạ-pư (vietnamese, preferred)" in shown
        data = json.loads(CliRunner().invoke(cli, ["table", "show", "--json", "attapeu"]).stdout)
        assert data["vietnamese"] == "Át-tạ-pư"
        assert {"publisher", "date", "url", "id"} == set(data["forms"][0]["sources"][0])

    def test_show_knows_what_was_meant(self) -> None:
        result = CliRunner().invoke(cli, ["table", "show", "atapeu"])
        assert 'did you mean "attapeu"?' in str(result.exception)
        for name in ("Sonexay", "Sonexay Siphandone", "sonexay-siphandnoe"):
            result = CliRunner().invoke(cli, ["table", "show", name])
            assert 'did you mean "sonexay-siphandone"?' in str(result.exception)

    def test_diff_of_a_layer(self, own: Path) -> None:
        result = CliRunner().invoke(cli, ["table", "diff", "bundled", str(own)])
        assert result.exit_code == 1
        lines = result.stdout.splitlines()
        of_hidden = [line for line in lines if "(sekong)" in line or line.endswith('province: - "sekong"')]
        assert of_hidden  # the offices and the districts of Sekong name it no more
        assert [line for line in lines if line not in of_hidden] == [
            f'attapeu: vietnamese: "{bundled().entry("attapeu").vietnamese}" -> "Át-tạ-pư"',
            'attapeu: form: + "Át-tạ-pư (vietnamese)"',
            'somphet: entry: + "Somphet Testaphone (person)"',
            'sekong: entry: - "Sekong (place)"',
        ]

    def test_diff_as_a_section_of_a_changelog(self, tmp_path: Path) -> None:
        old, new = tmp_path / "old.toml", tmp_path / "new.toml"
        old.write_text(TEXT, encoding="utf-8")
        editor = 'role = "Editor"\noffices = [{ title = "Editor", from = 2016 }]'
        text = TEXT.replace('role = "Editor"', editor).replace('id = "bounma"', 'id = "bouma"')
        new.write_text(text + '\n[[source]]\nid = "kpl-2"\npublisher = "KPL"\n', encoding="utf-8")
        arguments = ["table", "diff", "--alone", "--format", "markdown", str(old), str(new)]
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            "### Entries added (1)",
            "",
            "- `bouma`: Bounma Sithong (person)",
            "",
            "### Entries changed (1)",
            "",
            '- `phosay`: offices + "Editor 2016–"',
            "",
            "### Entries removed (1)",
            "",
            "- `bounma`: Bounma Sithong (person)",
            "",
            "### Sources",
            "",
            "1 added.",
        ]

    def test_diff_of_a_table_with_itself(self, own: Path) -> None:
        result = CliRunner().invoke(cli, ["table", "diff", "bundled", "bundled"])
        assert (result.exit_code, result.stdout) == (0, "")


class TestChanges:
    @pytest.fixture(autouse=True)
    def path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "tenlao" / "names.toml"
        monkeypatch.setenv("TENLAO_TABLE", str(path))
        return path

    def run(self, *arguments: str, input: str | None = None) -> Result:
        return CliRunner().invoke(cli, ["table", *arguments], input=input)

    def added(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text(TEXT, encoding="utf-8")

    def test_add_by_options_makes_the_file(self, path: Path) -> None:
        source = ("--source", "nd-1", "--publisher", "Nhân Dân", "--date", "2024-01-02")
        names = ("--latin", "Somphet Testaphone", "--vietnamese", "Xổm-phết Tét-ta-phon")
        result = self.run("add", "--kind", "person", *names, *source)
        assert result.exit_code == 0, result.output
        table = read_file(path, bundled().table).own
        assert table.entry("somphet-testaphone").vietnamese == "Xổm-phết Tét-ta-phon"
        assert table.sources["nd-1"].publisher == "Nhân Dân"

    def test_add_asks(self, path: Path) -> None:
        answers = ["Somphet Testaphone", "", "", "politician", "", "person"]
        result = self.run("add", input="\n".join(answers) + "\n")
        assert result.exit_code == 0, result.output
        assert read_file(path, bundled().table).own.entry("somphet-testaphone").type == "politician"

    def test_add_a_draft(self, path: Path, tmp_path: Path) -> None:
        self.added(path)
        draft = tmp_path / "draft.toml"
        draft.write_text(
            '[[entry]]\nid = "bounma"\nkind = "person"\nvietnamese = ["Bun-ma Xi-thoong"]\n', "utf-8"
        )
        assert self.run("add", str(draft)).exit_code == 0
        entry = read_file(path, bundled().table).own.entry("bounma")
        assert (entry.latin, entry.vietnamese) == ("Bounma Sithong", "Bun-ma Xi-thoong")

    def test_a_dry_run_shows_and_does_not_write(self, path: Path) -> None:
        result = self.run("add", "-n", "--kind", "place", "--latin", "Zongkhoua")
        assert '+id = "zongkhoua"' in result.output
        assert not path.exists()

    def test_warnings_come_with_a_change(self, path: Path) -> None:
        names = ("--latin", "Bounthavy Phommachanh", "--vietnamese", "Khảy-khăm-phi-xẻng Đuông-chít")
        assert "[sounds-apart]" in self.run("add", "--kind", "person", *names).stderr

    def test_edit(self, path: Path) -> None:
        self.added(path)
        result = self.run(
            "edit", "phosay", "--prefer", "Phosai Lakhone", "--role", "Writer", "--lao", "ໂພໄຊ ລະຄອນ"
        )
        assert result.exit_code == 0, result.output
        entry = read_file(path, bundled().table).own.entry("phosay")
        assert (entry.latin, entry.role, entry.lao) == ("Phosai Lakhone", "Writer", "ໂພໄຊ ລະຄອນ")

    def test_edit_links_to_other_registries(self, path: Path) -> None:
        self.added(path)
        ids = ("--link", "geonames=7", "--link", "wikidata=Q1")
        assert self.run("edit", "phosay", *ids).exit_code == 0
        assert self.run("edit", "phosay", "--link", "wikidata=Q2").exit_code == 0
        assert 'wikidata = "Q2"\ngeonames = 7\n' in path.read_text(encoding="utf-8")
        assert "no id of Wikidata" in str(self.run("edit", "phosay", "--link", "wikidata=2").exception)

    def test_edit_asks(self, path: Path) -> None:
        self.added(path)
        assert self.run("edit", "phosay", input="Phosey Lakhone\n\n\n\nWriter\n").exit_code == 0
        entry = read_file(path, bundled().table).own.entry("phosay")
        assert entry.role == "Writer"
        assert entry.forms[-1].text == "Phosey Lakhone"

    def test_edit_drops_a_form_of_ones_own_only(self, path: Path) -> None:
        self.added(path)
        assert self.run("edit", "phosay", "--drop", "Phosai Lakhone").exit_code == 0
        assert "Phosai" not in path.read_text(encoding="utf-8")
        assert "stays there" in str(self.run("edit", "attapeu", "--drop", "Attapeu").exception)

    def test_edit_prefers_a_form_of_the_bundled_table(self, path: Path) -> None:
        assert self.run("edit", "attapeu", "--prefer", "Attapu").exit_code == 0
        assert read_file(path, bundled().table).table.entry("attapeu").latin == "Attapu"

    def test_edit_does_not_prefer_a_slip(self, path: Path) -> None:
        slip = next((e, f) for e in bundled().entries for f in e.forms if f.tag == "typo")
        assert "never preferred" in str(self.run("edit", slip[0].id, "--prefer", slip[1].text).exception)

    def test_merge_and_remove_ask_first(self, path: Path) -> None:
        self.added(path)
        for arguments in (["merge", "phou-river", "ban-phou"], ["remove", "phou-river"]):
            assert self.run(*arguments, input="n\n").exit_code == 1
            assert path.read_text(encoding="utf-8") == TEXT
        assert self.run("remove", "phou-river", input="y\n").exit_code == 0
        assert "phou-river" not in path.read_text(encoding="utf-8")

    def test_another_file_is_changed_where_one_is_given(self, path: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.toml"
        assert self.run("remove", "--table", str(other), "--yes", "attapeu").exit_code == 0
        assert other.read_text(encoding="utf-8") == 'hide = ["attapeu"]\n'
        assert not path.exists()

    @pytest.mark.parametrize(
        "arguments",
        [
            ["add", "--kind", "place", "--lao", "ນາກາຍໃໝ່"],
            ["add", "--latin", "X", "--url", "https://x.example.org"],
            ["add", "--latin", "X", "--publisher", "P"],
            ["add", "draft.toml", "--latin", "X"],
            ["edit", "attapeu", "--tag", "typo"],
            ["edit", "attapeu", "--link", "gps=1"],
        ],
    )
    def test_options_that_do_not_go_together(self, arguments: list[str]) -> None:
        assert self.run(*arguments).exit_code == 2


class TestExchange:
    def run(self, *arguments: str) -> str:
        result = CliRunner().invoke(cli, ["table", *arguments])
        assert result.exit_code == 0, result
        return result.stdout

    @pytest.mark.parametrize("format", exporters.FORMATS)
    def test_export(self, tmp_path: Path, format: str) -> None:
        path = tmp_path / "out"
        self.run("export", "--format", format, "-o", str(path))
        assert path.read_bytes() == export(bundled().table, format).encode()

    def test_export_a_file_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "names.toml"
        path.write_text(table_text(TABLE), encoding="utf-8")
        assert self.run("export", "--alone", "--format", "jsonl", str(path)) == export(TABLE, "jsonl")

    @pytest.mark.parametrize("format", ["csv", "jsonl"])
    def test_import(self, tmp_path: Path, format: str) -> None:
        path, out = tmp_path / f"names.{format}", tmp_path / "names.toml"
        self.run("export", "--format", format, "-o", str(path))
        self.run("import", "--alone", str(path), "-o", str(out))
        assert same(read_file(out).own, bundled().table)
        assert self.run("diff", "--alone", "bundled", str(out)) == ""

    def test_import_refuses_what_is_no_good_table(self, tmp_path: Path) -> None:
        path = tmp_path / "names.csv"
        path.write_text("id,kind,writing,form\nx,place,latin,Attapeu\n", encoding="utf-8")
        result = CliRunner().invoke(cli, ["table", "import", str(path)])
        assert "also a form of" in str(result.exception)

    def test_stats(self, tmp_path: Path) -> None:
        assert self.run("stats").startswith(f"{len(bundled())} entries")
        assert json.loads(self.run("stats", "--json"))["entries"] == len(bundled())
        self.run("stats", "--html", str(tmp_path / "stats.html"))
        assert "<svg" in (tmp_path / "stats.html").read_text(encoding="utf-8")


class TestUnhide:
    def test_shows_a_hidden_entry_again(self, own: Path) -> None:
        assert CliRunner().invoke(cli, ["table", "unhide", "sekong"]).exit_code == 0
        assert own.read_text(encoding="utf-8") == OWN.partition("\n")[2]
        error = CliRunner().invoke(cli, ["table", "unhide", "sekong"]).exception
        assert isinstance(error, TenlaoError)
        assert error.message == '"sekong" is not hidden'

    def test_of_a_file_with_odd_values_says_what_is_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "odd.toml").write_text("hide = 3\n")
        for command in (["unhide"], ["remove", "--yes"], ["edit", "--role", "x"]):
            result = CliRunner().invoke(
                cli, ["table", *command, "--table", str(tmp_path / "odd.toml"), "sekong"]
            )
            assert isinstance(result.exception, TenlaoError), result.exception


def test_a_plain_sheet_becomes_a_draft_and_is_added(own: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "names.tsv"
    sheet.write_text(
        "Vietnamese\tLatin\trole\nBun-mi\tBounmy Testaphone\tEditor\nÁt-ta-pơ\tAttapeu\t\n", "utf-8"
    )
    draft = tmp_path / "draft.toml"
    assert CliRunner().invoke(cli, ["table", "import", str(sheet), "-o", str(draft)]).exit_code == 0
    assert CliRunner().invoke(cli, ["table", "add", str(draft)]).exit_code == 0
    added = read_file(own, bundled().table).table
    assert added.entry("bounmy-testaphone").vietnamese == "Bun-mi"
    assert "Át-ta-pơ" in [form.text for form in added.entry("attapeu").forms]


def test_drafts_that_add_to_one_entry_are_all_added(own: Path, tmp_path: Path) -> None:
    drafts = []
    for number, forms in enumerate((["Bounmy Ta"], ["Bounmi Ta"], ["Bounmee Ta", "Bounmy Ta"])):
        drafts.append(tmp_path / f"{number}.toml")
        drafts[-1].write_text(
            f'[[entry]]\nid = "bounmy"\nkind = "person"\nlatin = {json.dumps(forms)}\n', "utf-8"
        )
    result = CliRunner().invoke(cli, ["table", "add", *map(str, drafts)])
    assert result.exit_code == 0, result.output
    added = read_file(own, bundled().table).table.entry("bounmy")
    assert [form.text for form in added.forms] == ["Bounmy Ta", "Bounmi Ta", "Bounmee Ta"]


@pytest.mark.skipif(os.name != "posix", reason="locks")
def test_several_who_add_at_once_lose_nothing(tmp_path: Path) -> None:
    own = tmp_path / "new" / "names.toml"
    environment = {**os.environ, "TENLAO_TABLE": str(own)}
    command = [sys.executable, "-m", "tenlao", "table", "add", "--kind", "person", "--latin"]
    adding = [
        subprocess.Popen([*command, f"Somebody Number{n}"], env=environment, stdin=subprocess.DEVNULL)
        for n in "abcdefgh"
    ]
    statuses = [process.wait() for process in adding]
    assert set(statuses) <= {0, 2}
    assert own.read_text("utf-8").count("[[entry]]") == statuses.count(0) >= 1

"""The command line as people use it: help, folders, settings, and several files at a time."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest

from tenlao.base.vocabulary import Kind
from tenlao.checking import reports
from tenlao.cli.main import cli, commands_of
from tenlao.documents.formats import KINDS
from tenlao.matching.kernel import KERNEL
from tenlao.styles.registry import STYLES
from tests.cli.running import GLOSSED, LATIN_1, ROOT, TEXT, lines_of_json, run, run_apart


class TestHelp:
    def test_says_something_of_every_command_and_option(self) -> None:
        for name, command in commands_of(cli).items():
            assert command.help, name
            assert isinstance(command, click.Group) or "Examples:" in (command.epilog or ""), name
            assert command.get_short_help_str(), name
            for parameter in command.params:
                if isinstance(parameter, click.Option):
                    assert parameter.help, parameter.name

    def test_is_printed(self) -> None:
        assert "lookup" in run("--help")[0]
        assert "tenlao annotate -i" in run("annotate", "-h")[0]
        assert run_apart("--help") == run("--help")

    def test_names_the_nearest_commands_for_one_that_is_not_there(self) -> None:
        assert run("lookp", status=2)[1].endswith("No such command 'lookp'. Did you mean lookup?\n")
        assert run("table", "vlidate", status=2)[1].endswith("Did you mean validate?\n")
        assert "Did you mean" not in run("xyz", status=2)[1]

    def test_offers_what_the_library_can_do(self) -> None:
        def choices(command: str, option: str) -> tuple[str, ...]:
            (found,) = [p for p in commands_of(cli)[command].params if p.name == option]
            assert isinstance(found.type, click.Choice)
            return tuple(found.type.choices)

        assert choices("annotate", "style") == STYLES
        assert choices("annotate", "kind") == choices("find", "kind") == KINDS
        assert choices("lookup", "kind") == get_args(Kind)
        assert choices("check", "form") == tuple(reports.FORMATS)

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["lookup"],
            ["nonsense"],
            ["annotate", "-i", "-"],
            ["annotate", "-i", "-o", "out", "in"],
            ["annotate", "-o", "out", "one", "two"],
            ["annotate", "-o", "out", "."],
            ["annotate", "--style", "loud", "in"],
            ["annotate"],
            ["annotate", "--backup", "in"],
            ["annotate", "-i", "--backup=", "in"],
            ["annotate", "-i", "--backup=/etc", "in"],
            ["annotate", "--undo", "edits", "--diff"],
            ["annotate", "--undo", "edits", "-o", "out"],
            ["annotate", "--diff", "--edits", "edits", "in"],
            ["annotate", "--style", "jsonl", "-i", "in"],
            ["annotate", "--style", "jsonl", "--diff", "in"],
            ["annotate", "--min-score", "101", "in"],
            ["find", "--as", "pdf", "in"],
            ["find", "--jobs", "-1", "in"],
            ["find", "--iri", "urn:x", "in"],
            ["find", "--format", "webanno", "--unknown", "in"],
            ["find", "--format", "webanno", "--iri", "urn:x", "in", "in"],
            ["lookup", "--kind", "planet", "Vientiane"],
            ["lookup", "--limit", "0", "Vientiane"],
        ],
    )
    def test_is_pointed_to_where_a_command_is_wrong(self, arguments: list[str], tmp_path: Path) -> None:
        out, err = run(*arguments, status=2)
        assert out == ""
        assert "Usage: tenlao" in err

    def test_version(self) -> None:
        try:
            version = importlib.metadata.version("tenlao")
        except importlib.metadata.PackageNotFoundError:
            pytest.skip("tenlao is not installed")
        out, _ = run("--version")
        plain = (
            "plain Python; a package installed where there is a C compiler finds names several times as fast"
        )
        assert out == f"tenlao {version}\nsearch: {'compiled' if KERNEL == 'compiled' else plain}\n"


class TestFolders:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name in (
            "b.txt",
            "a.md",
            "inner/c.HTML",
            ".hidden/d.txt",
            "inner/.e.txt",
            "f.png",
            "g",
            "h.txt~",
        ):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(TEXT.encode())
        (tmp_path / "link.txt").symlink_to(tmp_path / "g")
        return tmp_path

    def test_are_walked_for_documents(self, folder: Path) -> None:
        out, err = run("find", folder)
        files = [mention["file"] for mention in lines_of_json(out)]
        assert files == [str(folder / name) for name in ("a.md", "b.txt", "inner/c.HTML")]
        assert err == ""

    def test_and_files_are_changed_once(self, folder: Path) -> None:
        (folder / "same.txt").symlink_to(folder / "b.txt")
        run("annotate", "-i", "--every", folder / "same.txt", folder, folder / "b.txt", folder)
        for name in ("b.txt", "a.md", "inner/c.HTML"):
            assert (folder / name).read_bytes() == GLOSSED.encode()
        for name in (".hidden/d.txt", "inner/.e.txt", "f.png", "g", "h.txt~"):
            assert (folder / name).read_bytes() == TEXT.encode()

    def test_without_documents_are_reported(self, tmp_path: Path) -> None:
        _, err = run("annotate", "-i", tmp_path, status=2)
        assert err.startswith(f"tenlao: {tmp_path}: has no documents in it")

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
    @pytest.mark.parametrize(
        ("arguments", "answer", "changed"),
        [([], "n", False), ([], "y", True), (["--yes"], "", True), (["--backup"], "", True)],
    )
    def test_are_changed_at_a_terminal_only_if_wanted(
        self, folder: Path, arguments: list[str], answer: str, changed: bool
    ) -> None:
        import pty

        terminal, end = pty.openpty()
        command = [sys.executable, "-m", "tenlao", "annotate", "-i", *arguments, str(folder)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        os.write(terminal, f"{answer}\n".encode())
        process = subprocess.run(command, stdin=end, stdout=end, stderr=end, env=environment, check=False)
        said = os.read(terminal, 10_000).decode()
        os.close(end)
        os.close(terminal)
        assert ("to undo it by?" in said) == bool(answer)
        assert (folder / "b.txt").read_bytes() == (GLOSSED if changed else TEXT).encode()
        assert process.returncode == (0 if changed else 1)


class TestSettings:
    @pytest.mark.parametrize("command", ["annotate", "check", "find", "harvest"])
    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ("odd = 1", 'there is no setting "odd"'),
            ('table = "none.toml"', "none.toml: no such file"),
            ("=", "is not TOML"),
        ],
    )
    def test_that_are_wrong_are_told_once(
        self, tmp_path: Path, command: str, settings: str, said: str
    ) -> None:
        for name in ("a.txt", "b.txt", "c.txt"):
            (tmp_path / name).write_text(TEXT, "utf-8")
        (tmp_path / "tenlao.toml").write_text(settings)
        out, err = run(command, tmp_path, status=2)
        assert (out, err.count("\n")) == ("", 1)
        assert said in err

    def test_give_the_style_unless_one_is_given(self, file: Path) -> None:
        (file.parent / "tenlao.toml").write_text('style = "vietnamese"')
        assert run("annotate", file)[0] == "Thủ tướng Xỏn-xay Xỉ-phăn-đon đến Hà Nội.\n"
        assert run("annotate", "--style", "gloss", file)[0] == GLOSSED

    def test_give_the_table_to_which_a_draft_adds(self, tmp_path: Path) -> None:
        for folder in ("one", "two"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "a.txt").write_text(
                "Ông Noname Phetsamone (Nô-nêm Phết-xa-mon) đến.\n", "utf-8"
            )
            (tmp_path / folder / "tenlao.toml").write_text('table = "mine.toml"')
            (tmp_path / folder / "mine.toml").write_text(
                '[[entry]]\nid = "no"\nkind = "person"\nlatin = ["Noname Phetsamone"]\n', "utf-8"
            )
        run("harvest", "--out", tmp_path / "one.toml", tmp_path / "one")
        assert 'id = "no"' in (tmp_path / "one.toml").read_text("utf-8")
        _, err = run("harvest", "--out", tmp_path / "both.toml", tmp_path, status=2)
        assert "several tables" in err


class TestCompletion:
    @pytest.mark.parametrize("shell", ["zsh", "fish"])
    def test_is_printed_for_a_shell(self, shell: str) -> None:
        assert "_TENLAO_COMPLETE" in run_apart(environment={"_TENLAO_COMPLETE": f"{shell}_source"})[0]

    def test_knows_commands_and_the_words_of_options(self) -> None:
        def completed(words: str, number: int) -> str:
            environment = {
                "_TENLAO_COMPLETE": "bash_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": str(number),
            }
            return run_apart(environment=environment)[0]

        assert completed("tenlao lo", 1) == "plain,lookup\n"
        assert completed("tenlao table un", 2) == "plain,unhide\n"
        assert "plain,gloss\n" in completed("tenlao annotate --style ", 3)


class TestJobs:
    def test_give_the_same_in_the_same_order(self, tmp_path: Path) -> None:
        files = []
        for number in range(12):
            path = tmp_path / f"{number:02}.txt"
            path.write_bytes(LATIN_1 if number == 5 else (TEXT * (12 - number)).encode())
            files.append(path)
        alone = run("find", *files, status=2)
        assert run_apart("find", "--jobs", "3", *files, status=2) == alone
        assert run_apart("find", "--jobs", "0", *files, status=2) == alone
        printed = run("annotate", *files[:5], "-", *files[6:], given=TEXT)
        assert run_apart("annotate", "--jobs", "2", *files[:5], "-", *files[6:], given=TEXT) == printed

    def test_harvest_the_same_pairs_into_the_same_draft(self, tmp_path: Path) -> None:
        for number, name in enumerate(
            ("Somphet Vilayvong (Xổm-phết Vi-lay-vông)", "", "Sone Xaya (Xỏn Xay-nha)")
        ):
            (tmp_path / f"{number}.txt").write_text(f"Ông {name} đến.\n", encoding="utf-8")
        one, two = tmp_path / "one.toml", tmp_path / "two.toml"
        alone = run("harvest", "--out", one, tmp_path)
        assert run_apart("harvest", "--jobs", "2", "--out", two, tmp_path) == alone
        assert "Xổm-phết Vi-lay-vông" in alone[0]
        assert two.read_bytes() == one.read_bytes()

    def test_change_files_in_place(self, tmp_path: Path) -> None:
        files = [tmp_path / f"{number}.txt" for number in range(9)]
        for path in files:
            path.write_bytes(TEXT.encode())
        journal = tmp_path / "edits"
        run_apart("annotate", "-i", "--jobs", "2", "--edits", journal, tmp_path)
        assert {path.read_bytes() for path in files} == {GLOSSED.encode()}
        run("annotate", "--undo", journal)
        assert {path.read_bytes() for path in files} == {TEXT.encode()}

"""The command line as people use it: arguments, files, streams, exit statuses, and whole processes."""

import contextlib
import importlib.metadata
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from wcwidth import wcswidth

from tenlao.base.vocabulary import Kind
from tenlao.checking import reports
from tenlao.cli.main import cli, commands_of, main
from tenlao.documents.formats import KINDS
from tenlao.matching.kernel import KERNEL
from tenlao.matching.score import THRESHOLD
from tenlao.styles.registry import STYLES

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples" / "article.txt"
TEXT = "Thủ tướng Sonexay Siphandone đến Hà Nội.\n"
GLOSSED = "Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến Hà Nội.\n"
LATIN_1 = "Vi\xeang Ch\xe3n\n".encode("latin-1")
NOT_UTF_8 = "looks like Windows-1258: read it as cp1258, or convert it to UTF-8 first (--encoding=cp1258)"

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def run(*arguments: str | Path, given: bytes | str = b"", status: int = 0) -> tuple[str, str]:
    """Run a command in this process; return what it prints and what it complains of."""
    stdin, out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(3))
    stdin.buffer.write(given.encode() if isinstance(given, str) else given)
    stdin.seek(0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["tenlao", *map(str, arguments)])
        patch.setattr(sys, "stdin", stdin)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(signal, "signal", lambda *_: None)
        with pytest.raises(SystemExit) as ended:
            main()
    out.flush()
    err.flush()
    complaints = err.buffer.getvalue().decode()
    assert (ended.value.code or 0) == status, complaints
    return out.buffer.getvalue().decode(), complaints


def start(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tenlao", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(environment or {})},
    )


def run_apart(
    *arguments: str | Path, given: str = "", status: int = 0, environment: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Run a command in a process of its own, as `run` does in this one."""
    process = start(*arguments, environment=environment)
    out, err = process.communicate(given.encode())
    assert process.returncode == status, err.decode()
    assert b"Traceback" not in err
    return out.decode(), err.decode()


def lines_of_json(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def bad_file(tmp_path: Path) -> Path:
    path = tmp_path / "old.txt"
    path.write_bytes(LATIN_1)
    return path


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


class TestLookup:
    def test_shows_the_three_writings_and_a_source(self) -> None:
        out, err = run("lookup", "Thoong-lun Xi-xu-lít")
        assert err == ""
        for part in ("Thongloun Sisoulith", "Thoong-lun Xi-xu-lít", "ທອງລຸນ ສີສຸລິດ", "100.0", "http"):
            assert part in out

    def test_a_year_puts_those_first_who_held_an_office_then(self) -> None:
        out, _ = run("lookup", "--at", "2020", "Sonexay", status=1)
        said = [line.strip() for line in out.splitlines() if " 2020" in line]
        assert len(said) > 2
        assert said[0].startswith("in office in 2020: ")
        assert not said[-1].startswith("in office in 2020")
        out, _ = run("lookup", "--at", "1990", "Thongloun Sisoulith")
        assert "no office known in 1990; nearest: Prime Minister 2016–2021" in out

    def test_a_title_and_a_year_tell_who_held_the_office(self) -> None:
        out, err = run("lookup", "--at", "2020", "Tỉnh trưởng Attapư")
        assert err == ""
        assert "Leth Sayaphone" in out
        assert "in office in 2020: Governor of Attapeu 2018–2023" in out
        data = json.loads(run("lookup", "--at", "2020", "--json", "Governor of Attapeu")[0])
        assert (data["id"], data["tenure"]["standing"]) == ("leth-sayaphone", "held")
        assert data["tenure"]["office"]["place"] == "attapeu"

    def test_shows_the_writings_in_columns(self) -> None:
        out, _ = run("lookup", "Kham Ong", status=1)
        rows = [[*re.finditer(r"\S+(?: \S+)*", row)] for row in out.splitlines() if row.endswith("(weak)")]
        assert len(rows) > 2
        assert len({tuple(wcswidth(cell.string[: cell.start()]) for cell in row[1:4]) for row in rows}) == 1

    def test_takes_each_argument_for_a_name(self) -> None:
        out, err = run("lookup", "Vientiane", "Qwrtz Vbnm", "ວຽງຈັນ", status=1)
        assert [line for line in out.splitlines() if line and line[0] != " "] == ["Vientiane", "ວຽງຈັນ"]
        assert err == "tenlao: no match for Qwrtz Vbnm\n"

    def test_marks_weak_matches(self) -> None:
        out, err = run("lookup", "Bun Kham", status=1)
        assert "(weak)" in out
        assert err == "tenlao: no match for Bun Kham\n"

    def test_reads_names_from_standard_input(self) -> None:
        out, _ = run("lookup", "--json", "-", given="\ufeffVientiane\r\n\r\n  Thongloun Sisoulith  \r\n")
        matches = [match for match in lines_of_json(out) if match]
        assert {match["name"] for match in matches} == {"Vientiane", "Thongloun Sisoulith"}

    def test_answers_many_lines_in_order_by_several_processes(self) -> None:
        names = [f"Vientiane {n % 1500}" if n % 3 else "Pakse" for n in range(12_000)]
        out, _ = run_apart("lookup", "--json", "-", given="\n".join(names), status=1)
        answers = [json.loads(line) for line in out.splitlines()]
        assert len(answers) == len(names)
        assert all(a is None or a["name"] == name for a, name in zip(answers, names, strict=True))
        assert [answer and answer["name"] for answer in answers[::3]] == ["Pakse"] * 4000
        listed, _ = run_apart("lookup", "-", given="\n".join(names), status=1)
        assert listed.splitlines().count("Pakse") == 4000

    def test_answers_each_line_of_standard_input_by_a_line_of_json(self) -> None:
        lines = ["", "Kaysone Phomvihane", "Qwrtz Vbnm", "", "Siphandone", "Vientiane"]
        out, err = run("lookup", "--json", "-", given="\n".join(lines), status=1)
        answers = [json.loads(line) for line in out.splitlines()]
        assert [answer and answer["name"] for answer in answers] == [
            *(None, "Kaysone Phomvihane", None, None, None, "Vientiane")
        ]
        assert err.count("\n") == 2
        assert run("lookup", "--json", "-", given="\n\n") == ("null\nnull\n", "")
        assert run("lookup", "-", given="\n\n") == ("", "")

    def test_lists_who_bears_a_name_that_stands_alone(self) -> None:
        siphandone, sisoulith = ("Khamtay", "Sonexay"), ("Naly", "Thongloun")
        for name, family, bearers in (
            ("Siphandone", "Siphandone", siphandone),
            ("Xỉ-phăn-đon", "Siphandone", siphandone),
            ("ສີສຸລິດ", "Sisoulith", sisoulith),  # ສີພັນດອນ is also the name of islands
        ):
            out, err = run("lookup", name, status=1)
            assert re.fullmatch(rf"{name}: \d+ persons of the table bear this name", out.splitlines()[0])
            assert all(f"{bearer} {family}" in out for bearer in bearers)
            assert "no match" not in err
            assert "alone names nobody" in err
            assert "(weak)" not in out
        assert "bear" not in run("lookup", "S. Siphandone")[0]

    def test_speaks_vietnamese_if_asked(self) -> None:
        out, err = run("lookup", "--lang", "vi", "--at", "2018", "Somxay Siphandone", "Khamtay", status=1)
        for said in (
            "(không chắc)",
            "người, Prime Minister",
            "năm 2018 tại chức",
            "phiên âm gợi ý, chưa nơi nào in: ",
        ):
            assert said in out
        assert "Khamtay: trong bảng có 1 người mang tên này" in out
        assert "tenlao: không tra ra Somxay Siphandone" in err

    def test_says_why_in_letters_and_only_if_asked(self) -> None:
        names = ("Thongloun Sisolic", "Phosay Khaikhamphithoun", "Qwer", "Bun Kham")
        said = run("lookup", *names, status=1)[0]
        assert "compared with" not in said
        explained = run("lookup", "--explain", *names, status=1)[0]
        assert 'in "Sisolith", k for t' in explained
        for out in (said, explained):
            assert not re.search("[ɐəɯɛɔɤŋɲʰᵃᵏᵗᵖᵑⁿᵐʲʷ˙]|nats|rarity", out)

    def test_tells_the_threshold_that_there_is(self) -> None:
        assert f"good; {THRESHOLD:g} if not given" in " ".join(run("lookup", "--help")[0].split())

    def test_follows_settings_unless_others_are_given(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "tenlao.toml").write_text('prefer = "quan-doi-nhan-dan"\ntable = "mine.toml"\n')
        (tmp_path / "mine.toml").write_text(
            '[[entry]]\nid = "noname"\nkind = "person"\nlatin = ["Phetsamone Noname"]\nvietnamese = ["Phết"]\n',
            "utf-8",
        )
        monkeypatch.chdir(tmp_path)
        name = "Chansamone Chanyalath"
        (match,) = lines_of_json(run("lookup", "--json", "--limit", "1", name)[0])
        assert match["latin"] == "Chansamone Channhalat"
        (match,) = lines_of_json(run("lookup", "--json", "--limit", "1", "--prefer", "Nhân Dân", name)[0])
        assert match["latin"] == name
        assert lines_of_json(run("lookup", "--json", "Phetsamone Noname")[0])[0]["id"] == "noname"
        assert run("render", "Phetsamone Noname")[0].startswith("Phetsamone Noname  Phết  ")

    def test_prints_json_lines(self) -> None:
        (match,) = lines_of_json(run("lookup", "--json", "Sonexay Siphandone", "--limit", "1")[0])
        assert (match["name"], match["kind"], match["match"]) == ("Sonexay Siphandone", "person", "exact")
        assert (match["score"], match["weak"]) == (100.0, False)
        assert (match["latin"], match["vietnamese"]) == ("Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon")
        assert match["sources"][0]["url"].startswith("http")
        assert match["why"]

    def test_limits_to_a_kind(self) -> None:
        both = lines_of_json(run("lookup", "--json", "Kaysone Phomvihane")[0])
        assert {match["kind"] for match in both} == {"person", "place"}
        places = lines_of_json(run("lookup", "--json", "--kind", "place", "Kaysone Phomvihane")[0])
        assert [match["kind"] for match in places] == ["place"]
        first = lines_of_json(run("lookup", "--json", "--limit", "1", "Kaysone Phomvihane")[0])
        assert first == both[:1]

    def test_knows_a_table_of_ones_own(self, tmp_path: Path) -> None:
        table = tmp_path / "mine.toml"
        table.write_text(
            '[[entry]]\nid = "noname"\nkind = "person"\nlatin = ["Phetsamone Noname"]\n', "utf-8"
        )
        out, _ = run("lookup", "--json", "--table", table, "Phetsamone Noname")
        assert lines_of_json(out)[0]["id"] == "noname"

    def test_reports_a_bad_table(self, tmp_path: Path) -> None:
        table = tmp_path / "mine.toml"
        table.write_text('[[entry]]\nid = "noname"\nkind = "planet"\nlatin = ["Noname"]\n', "utf-8")
        out, err = run("lookup", "--table", table, "Noname", status=2)
        assert out == ""
        assert err.startswith(f"tenlao: {table}:3: unknown kind")

    @pytest.mark.parametrize("name", ["", "  "])
    def test_refuses_an_empty_name(self, name: str) -> None:
        out, err = run("lookup", name, status=2)
        assert out == ""
        assert err == "tenlao: a name is empty; give a name, or - to read names from standard input\n"


class TestFind:
    @pytest.mark.parametrize(
        "text",
        [
            TEXT,
            "\ufeff" + TEXT,
            TEXT.replace(" Siphandone", "\r\nSiphandone"),
            unicodedata.normalize("NFD", TEXT),
            "\U0001f1f1\U0001f1e6 " + TEXT,
        ],
    )
    def test_gives_offsets_into_the_text_as_it_is(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "text.txt"
        path.write_bytes(text.encode())
        (mention,) = lines_of_json(run("find", path)[0])
        text = text.removeprefix("\ufeff")
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["text"].split() == ["Sonexay", "Siphandone"]
        assert mention == {
            "start": mention["start"],
            "end": mention["end"],
            "text": mention["text"],
            "id": "sonexay-siphandone",
            "kind": "person",
            "score": 100.0,
            "match": "exact",
        }

    def test_names_the_file_when_there_are_several(self, file: Path, bad_file: Path) -> None:
        out, err = run("find", bad_file, file, "-", given=TEXT, status=2)
        assert [mention["file"] for mention in lines_of_json(out)] == [str(file), "-"]
        assert err == f"tenlao: {bad_file}:1: {NOT_UTF_8}\ntenlao: 1 of 3 files could not be used\n"

    def test_prints_annotations_of_the_web(self, file: Path, bad_file: Path) -> None:
        out, err = run("find", "--format", "webanno", "--jobs", "2", bad_file, file, status=2)
        (annotation,) = lines_of_json(out)
        assert annotation["target"]["source"] == file.as_uri()
        assert err.startswith(f"tenlao: {bad_file}:1: {NOT_UTF_8}\n")
        (annotation,) = lines_of_json(
            run("find", "--format", "webanno", "--iri", "urn:x", "-", given=TEXT)[0]
        )
        assert annotation["target"]["source"] == "urn:x"
        assert "has no address" in run("find", "--format", "webanno", "-", given=TEXT, status=2)[1]


class TestAnnotate:
    def test_prints_the_new_text(self, file: Path) -> None:
        assert run("annotate", file) == (GLOSSED, "")
        assert run("annotate", "-", given=TEXT) == (GLOSSED, "")
        assert run("annotate", "-", "-o", "-", given=TEXT) == (GLOSSED, "")
        assert file.read_bytes() == TEXT.encode()

    def test_prints_several_texts_in_order(self, file: Path, bad_file: Path) -> None:
        out, err = run("annotate", "-", bad_file, file, given="Hà Nội, ", status=2)
        assert out == "Hà Nội, " + GLOSSED
        assert err == f"tenlao: {bad_file}:1: {NOT_UTF_8}\ntenlao: 1 of 3 files could not be used\n"

    def test_keeps_line_ends_and_byte_order_mark(self, file: Path) -> None:
        text = "\ufeff" + TEXT.replace("\n", "\r\n")
        assert run("annotate", "-", given=text)[0] == "\ufeff" + GLOSSED.replace("\n", "\r\n")

    def test_changes_files_in_place(self, file: Path, bad_file: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.txt"
        link.symlink_to(file.name)
        file.chmod(0o640)
        out, err = run("annotate", "-i", bad_file, link, tmp_path / "none.txt", status=2)
        assert out == ""
        assert err.splitlines() == [
            f"tenlao: {bad_file}:1: {NOT_UTF_8}",
            f"tenlao: {tmp_path / 'none.txt'}: no such file or folder; check the path",
            "tenlao: 2 of 3 files could not be used",
        ]
        assert file.read_bytes() == GLOSSED.encode()
        assert file.stat().st_mode & 0o777 == 0o640
        assert link.is_symlink()
        assert bad_file.read_bytes() == LATIN_1
        assert sorted(os.listdir(tmp_path)) == ["link.txt", "old.txt", "text.txt"]
        before = file.stat()
        assert run("annotate", "-i", file) == ("", "")
        assert file.stat().st_mtime_ns == before.st_mtime_ns

    @pytest.mark.skipif(AS_ROOT, reason="root may do anything")
    def test_reports_files_it_may_not_read_or_write(self, file: Path) -> None:
        file.chmod(0o400)
        assert "is read-only" in run("annotate", "-i", file, status=2)[1]
        file.chmod(0o000)
        assert "cannot be read: Permission denied" in run("annotate", file, status=2)[1]
        other = file.with_name("other.txt")
        other.write_text(TEXT, "utf-8")
        assert run("annotate", "-i", file, other, status=2)[1].count("\n") == 2
        assert other.read_text("utf-8") == GLOSSED

    def test_writes_to_another_file(self, file: Path, tmp_path: Path) -> None:
        new = tmp_path / "new.txt"
        assert run("annotate", file, "-o", new) == ("", "")
        assert new.read_bytes() == GLOSSED.encode()
        assert file.read_bytes() == TEXT.encode()

    def test_writes_nothing_where_the_input_is_bad(self, bad_file: Path, tmp_path: Path) -> None:
        new = tmp_path / "new.txt"
        run("annotate", bad_file, "-o", new, status=2)
        assert not new.exists()
        new.write_text("old")
        run("annotate", bad_file, "-o", new, status=2)
        assert new.read_text() == "old"

    def test_refuses_to_write_over_its_input(self, file: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.txt"
        link.symlink_to(file.name)
        _, err = run("annotate", file, "-o", link, status=2)
        assert err == f"tenlao: {link}: is the input itself; use -i to change it in place\n"
        assert file.read_bytes() == TEXT.encode()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
    def test_refuses_to_write_to_what_is_no_file(self, file: Path, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        _, err = run("annotate", file, "-o", pipe, status=2)
        assert err == f"tenlao: {pipe}: is not a regular file; give a file, or write to standard output\n"

    def test_reads_documents_by_their_names_or_as_told(self, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text("<p>Ông <b>Sonexay</b> Siphandone &amp; <!-- Thongloun Sisoulith --></p>", "utf-8")
        glossed = (
            "<p>Ông <b>Sonexay</b> Siphandone (Xỏn-xay Xỉ-phăn-đon) &amp; <!-- Thongloun Sisoulith --></p>"
        )
        assert run("annotate", page) == (glossed, "")
        assert run("annotate", "--as", "html", "-", given=page.read_bytes()) == (glossed, "")
        (mention,) = lines_of_json(run("find", page)[0])
        assert mention["text"].replace("\u2060", "") == "Sonexay Siphandone"
        (mention,) = lines_of_json(run("find", "--as", "text", page)[0])
        assert mention["text"] == "Thongloun Sisoulith"

    def test_reads_and_writes_the_encoding_that_is_named(self, bad_file: Path) -> None:
        bad_file.write_bytes(b"\xeb Vi\xaang Ch\xa8n.")
        out, _ = run("find", "--encoding", "tcvn3", bad_file)
        assert [mention["id"] for mention in lines_of_json(out)] == ["vientiane"]
        run("annotate", "-i", "--style", "latin", "--encoding", "tcvn3", bad_file)
        assert bad_file.read_bytes() == b"\xeb Vientiane."

    def test_glosses_the_example(self) -> None:
        text = ARTICLE.read_text(encoding="utf-8")
        out, _ = run("annotate", ARTICLE)
        assert out != text
        for gloss in (
            "SOUNTHONE XAYACHACK (Xủn-thon Xay-nha-chắc)",
            "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) tặng",
            "Savannakhet (Xa-vẳn-na-khệt)",
            "Khăm-phau Ơn-thạ-văn (Khamphao Ernthavanh)",
            "ທອງສະຫວັນ ພົມວິຫານ (Thongsavanh Phomvihane)",
        ):
            assert gloss in out
            out = out.replace(gloss, gloss[: gloss.index(" (")] + gloss[gloss.index(")") + 1 :])
        joined = "Saleumxay Kommasith (Xa-lởm-xay Côm-mạ-xít; dẫn đầu đoàn Lào)"
        assert joined in out
        assert out.replace(joined, joined.replace("Xa-lởm-xay Côm-mạ-xít; ", "")) == text


class TestStyles:
    def test_put_names_into_one_writing(self) -> None:
        assert run("annotate", "--style", "vietnamese", "-", given=TEXT)[0] == (
            "Thủ tướng Xỏn-xay Xỉ-phăn-đon đến Hà Nội.\n"
        )
        assert run("annotate", "--style", "latin", "-", given=TEXT)[0] == TEXT

    def test_change_first_mentions_or_every_mention(self) -> None:
        assert run("annotate", "--every", "-", given=TEXT * 2)[0] == GLOSSED * 2
        assert run("annotate", "--first", "-", given=TEXT * 2)[0] == GLOSSED + TEXT
        rendered = run("annotate", "--first", "--style", "vietnamese", "-", given=TEXT * 2)[0]
        assert rendered.count("Xỏn-xay") == rendered.count("Sonexay") == 1

    def test_mark_names_in_web_pages_and_texts(self, file: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text(f"<p>{TEXT}</p>", "utf-8")
        run("annotate", "-i", "--style", "html", page)
        once = page.read_text("utf-8")
        assert re.fullmatch(r"<p>Thủ tướng <mark [^>]*>Sonexay Siphandone</mark> đến Hà Nội\.\n</p>", once)
        run("annotate", "-i", "--style", "html", page)
        assert page.read_text("utf-8") == once
        assert "<mark" in run("annotate", "--style", "html", file)[0]
        _, err = run("annotate", "-i", "--style", "html", file, status=2)
        assert "would be a web page under the name of a text" in err
        subtitles = tmp_path / "film.srt"
        subtitles.write_text("1\n00:00:01,000 --> 00:00:02,000\n" + TEXT, "utf-8")
        assert "not for subtitles" in run("annotate", "--style", "html", subtitles, status=2)[1]

    def test_print_mentions_apart_from_the_text(self, file: Path, tmp_path: Path) -> None:
        (mention,) = lines_of_json(run("annotate", "--style", "jsonl", file)[0])
        (found,) = lines_of_json(run("find", file)[0])
        forms = {
            "latin": "Sonexay Siphandone",
            "vietnamese": "Xỏn-xay Xỉ-phăn-đon",
            "lao": "ສອນໄຊ ສີພັນດອນ",
        }
        assert mention == found | forms
        run("annotate", "--style", "jsonl", file, "-o", tmp_path / "mentions.jsonl")
        assert lines_of_json((tmp_path / "mentions.jsonl").read_text("utf-8")) == [mention]
        first, second = lines_of_json(run("annotate", "--style", "jsonl", file, "-", given=TEXT)[0])
        assert (first["file"], second["file"]) == (str(file), "-")

    def test_use_forms_of_a_publisher(self, file: Path) -> None:
        text = "ông Chăn-xạ-mỏn Chăn-nha-lạt"
        preferred = run("annotate", "--style", "latin", "--prefer", "quan-doi-nhan-dan", "-", given=text)[0]
        assert preferred == "ông Chansamone Channhalat"
        _, err = run("annotate", "--prefer", "Nhan Dann", file, file, status=2)
        assert err.startswith(
            'tenlao: the table cites nothing published by "Nhan Dann"; did you mean Nhân Dân'
        )
        assert err.count("\n") == 1

    def test_leave_weak_mentions_alone(self) -> None:
        text = "Thủ tướng Sonexay Sifandon."
        assert "(" in run("annotate", "-", given=text)[0]
        assert run("annotate", "--min-score", "100", "-", given=text)[0] == text

    def test_leave_a_gloss_of_somebody_else_alone_and_report_it(self, tmp_path: Path) -> None:
        file = tmp_path / "text.txt"
        file.write_text("Hà Nội\nÔng Sonexay Siphandone (Thoong-lun Xi-xu-lít)\n", "utf-8")
        said = '"Sonexay Siphandone" bears the gloss "Thoong-lun Xi-xu-lít", a name of Thongloun Sisoulith'
        for style in ("gloss", "vietnamese", "latin"):
            out, err = run("annotate", "--style", style, file)
            assert out == file.read_text("utf-8")
            assert err == f"tenlao: {file}:2: {said}; left as it is\n"

    def test_tell_in_vietnamese_what_is_left_alone_if_asked(self) -> None:
        text = "Ông Thongloun Simoulith gặp ông Bounleua Phandanouvong. Bà Pany Yathotou (Xủn-thon Xay-nha-chắc) nói."
        _, err = run("annotate", "--lang", "vi", "-", given=text)
        assert len(err.splitlines()) == 3
        for said in (
            'gần giống "Thongloun Sisoulith"',
            "gợi ý: Bun-lửa",
            'có lời chú "Xủn-thon Xay-nha-chắc"',
        ):
            assert said in err


class TestPreview:
    def test_as_a_diff_changes_nothing(self, file: Path) -> None:
        for arguments in (["--diff"], ["--diff", "-i"]):
            out, _ = run("annotate", *arguments, file)
            name = file.relative_to(file.anchor).as_posix()
            assert out == f"--- a/{name}\n+++ b/{name}\n@@ -1,1 +1,1 @@\n-{TEXT}+{GLOSSED}"
            assert file.read_bytes() == TEXT.encode()
        assert run("annotate", "--diff", "--style", "latin", file)[0] == ""

    def test_as_counts_changes_nothing(self, file: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.txt"
        other.write_text("Hà Nội\n", "utf-8")
        assert run("annotate", "-i", "--dry-run", tmp_path)[0] == f"{other}: 0 changes\n{file}: 1 change\n"
        assert file.read_bytes() == TEXT.encode()


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


class TestUndo:
    def test_gives_back_every_byte(self, tmp_path: Path) -> None:
        contents = {
            "a.txt": ("\ufeff" + TEXT * 2).replace("\n", "\r\n").encode(),
            "b.html": "<p>Ông <b>Son</b>exay Siphandone (Xỏn-xay Xỉ-phăn-đon) &amp; c&#244;ng</p>".encode(),
            "c.txt": TEXT.encode("utf-16"),
            "d.txt": b"nothing to be changed",
        }
        for style in ("gloss", "vietnamese", "latin", "html"):
            for name, content in contents.items():
                (tmp_path / name).write_bytes(content)
            files = [tmp_path / name for name in contents if style != "html" or name == "b.html"]
            journal = tmp_path / f"{style}.jsonl"
            run("annotate", "-i", "--style", style, "--edits", journal, *files)
            changed = [
                name for name, content in contents.items() if (tmp_path / name).read_bytes() != content
            ]
            assert len(changed) == (journal.read_bytes().count(b"\n") - 1 if journal.exists() else 0)
            if changed:
                assert run("annotate", "--undo", journal) == ("", "")
                assert run("annotate", "--undo", journal) == ("", "")
            assert {name: (tmp_path / name).read_bytes() for name in contents} == contents

    def test_stays_in_the_folder_of_the_journal(self, tmp_path: Path) -> None:
        (tmp_path / "sent").mkdir()
        file, journal = tmp_path / "text.txt", tmp_path / "sent" / "edits.jsonl"
        file.write_text(TEXT, "utf-8")
        run("annotate", "-i", "--edits", journal, file)
        changed = file.read_bytes()
        assert "is outside the folder of the journal" in run("annotate", "--undo", journal, status=2)[1]
        assert file.read_bytes() == changed
        run("annotate", "--undo", journal, "--root", tmp_path)
        assert file.read_text("utf-8") == TEXT
        run("annotate", "-i", "--edits", journal, file)
        run("annotate", "--undo", journal, file)
        assert file.read_text("utf-8") == TEXT

    @pytest.mark.parametrize("content", ["my notes", TEXT, "x\n" * 3])
    def test_leaves_what_is_no_journal_as_it_is(self, file: Path, tmp_path: Path, content: str) -> None:
        other, before = tmp_path / "notes.txt", file.read_bytes()
        other.write_text(content, "utf-8")
        said = run("annotate", "-i", "--edits", other, file, status=2)[1]
        assert said == f"tenlao: {other}:1: is no line of a journal of edits; give another file\n"
        run("annotate", "-i", "--edits", file, file, status=2)
        assert (other.read_text("utf-8"), file.read_bytes()) == (content, before)

    def test_takes_no_file_for_two_things(self, file: Path, tmp_path: Path) -> None:
        before = file.read_bytes()
        link, new = tmp_path / "link.txt", tmp_path / "new.txt"
        os.link(file, link)
        for options in (
            ["-i", "--edits", link],
            ["-o", new, "--edits", new],
            ["-i", "--backup=.old", "--edits", f"{file}.old"],
        ):
            assert "is given for two things" in run("annotate", *options, file, status=2)[1]
        assert file.read_bytes() == before
        assert sorted(tmp_path.iterdir()) == sorted([file, link])

    def test_of_several_runs_goes_back_to_the_first(self, file: Path, tmp_path: Path) -> None:
        journal = tmp_path / "edits"
        for style in ("gloss", "vietnamese", "latin", "gloss"):
            run("annotate", "-i", "--style", style, "--edits", journal, file)
        assert journal.read_bytes().count(b"\n") == 1 + 4
        run("annotate", "--undo", journal, "--backup=.new", file)
        assert file.read_bytes() == TEXT.encode()
        assert (tmp_path / "text.txt.new").read_bytes() == GLOSSED.encode()

    def test_refuses_a_file_that_has_changed_since(self, file: Path, tmp_path: Path) -> None:
        journal, other = tmp_path / "edits", tmp_path / "other.txt"
        other.write_bytes(TEXT.encode())
        run("annotate", "-i", "--edits", journal, file, other)
        file.write_bytes(file.read_bytes() + b"!")
        _, err = run("annotate", "--undo", journal, status=2)
        assert err.splitlines() == [
            f"tenlao: {os.path.relpath(file)}: is not what {journal} tells of, and is left as it is; "
            "undo what was changed since",
            "tenlao: 1 of 2 files could not be used",
        ]
        assert file.read_bytes() == GLOSSED.encode() + b"!"
        assert other.read_bytes() == TEXT.encode()

    def test_of_what_was_printed_needs_to_be_told_where_it_is(self, file: Path, tmp_path: Path) -> None:
        journal, new = tmp_path / "edits", tmp_path / "new.txt"
        out, _ = run("annotate", "--edits", journal, file)
        assert "changes that were printed" in run("annotate", "--undo", journal, status=2)[1]
        assert run("annotate", "--undo", journal, "-", given=out) == (TEXT, "")
        new.write_bytes(out.encode())
        run("annotate", "--undo", journal, new)
        assert new.read_bytes() == TEXT.encode()

    def test_of_what_was_written_elsewhere_is_made_there(self, file: Path, tmp_path: Path) -> None:
        journal, new = tmp_path / "edits", tmp_path / "new.txt"
        run("annotate", "--edits", journal, file, "-o", new)
        assert new.read_bytes() == GLOSSED.encode()
        run("annotate", "--undo", journal)
        assert new.read_bytes() == TEXT.encode()

    def test_refuses_what_is_no_journal(self, file: Path, tmp_path: Path) -> None:
        assert "no such file" in run("annotate", "--undo", tmp_path / "none", status=2)[1]
        assert f"{file}:1: is no line of a journal" in run("annotate", "--undo", file, status=2)[1]
        assert file.read_bytes() == TEXT.encode()

    def test_keeps_a_backup_if_asked(self, file: Path) -> None:
        run("annotate", "-i", "--backup", file)
        assert file.with_name("text.txt~").read_bytes() == TEXT.encode()
        assert file.read_bytes() == GLOSSED.encode()


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


class TestProcess:
    @pytest.mark.parametrize(
        "locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONUTF8": "0"}]
    )
    def test_writes_utf_8_in_any_locale(self, locale: dict[str, str], file: Path) -> None:
        environment = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", **locale}
        assert run_apart("annotate", file, environment=environment)[0] == GLOSSED
        assert "ວຽງຈັນ" in run_apart("lookup", "-", given="Vientiane", environment=environment)[0]
        missing = file.with_name("không.txt")
        ascii_only = {"PYTHONIOENCODING": "ascii"}
        assert str(missing) in run_apart("annotate", missing, status=2, environment=ascii_only)[1]

    def test_names_files_whose_names_are_not_text(self, tmp_path: Path) -> None:
        path = os.path.join(os.fsencode(tmp_path), b"t\xff.txt")
        Path(os.fsdecode(path)).write_bytes(TEXT.encode())
        out, err = run_apart("find", os.fsdecode(path), os.fsdecode(path + b"x"), status=2)
        assert lines_of_json(out)[0]["file"] == os.fsdecode(path)
        assert "t\\udcff.txtx: no such file" in err

    @pytest.mark.parametrize("command", [["remove", "attapeu"], ["add"]])
    def test_tells_that_nobody_answers_a_question(self, command: list[str], tmp_path: Path) -> None:
        table = tmp_path / "names.toml"
        _, err = run_apart("table", *command, "--table", table, status=2)
        assert err.startswith("tenlao: a question was not answered; nothing was done")
        assert not table.exists()

    def test_does_nothing_when_the_answer_is_no(self, tmp_path: Path) -> None:
        table = tmp_path / "names.toml"
        _, err = run_apart("table", "remove", "attapeu", "--table", table, given="n\n", status=1)
        assert err == ""
        assert not table.exists()

    @pytest.mark.skipif(os.name != "posix", reason="signals")
    def test_ends_quietly_when_interrupted(self) -> None:
        # Tests that are started in the background may ignore interruptions, and so would what they start.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        process = start("annotate", "-")
        signal.signal(signal.SIGINT, before)
        assert process.stdin is not None
        process.stdin.write(b"a" * 300_000)  # more than a pipe holds, so it is reading by now
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        assert (process.returncode, out, err.strip()) == (130, b"", b"")

    @pytest.mark.skipif(os.name != "posix", reason="signals")
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_killed_at_any_moment_can_be_undone(self, tmp_path: Path, jobs: str) -> None:
        files = [tmp_path / f"{number:03}.txt" for number in range(150)]
        for path in files:
            path.write_bytes(TEXT.encode())
        journal = tmp_path / "edits"
        for seconds in (0.0, 0.03, 0.1):
            process = start("annotate", "-i", "--jobs", jobs, "--edits", journal, *files)
            while not journal.exists() and process.poll() is None:
                time.sleep(0.005)
            time.sleep(seconds)
            process.kill()
            process.communicate()
            assert {path.read_bytes() for path in files} <= {TEXT.encode(), GLOSSED.encode()}
        assert run("annotate", "--undo", journal) == ("", "")
        assert {path.read_bytes() for path in files} == {TEXT.encode()}

    @pytest.mark.skipif(os.name != "posix", reason="signals")
    @pytest.mark.parametrize("lines", [1, 5000])
    def test_ends_quietly_when_nobody_reads_on(self, file: Path, lines: int) -> None:
        file.write_text(TEXT + "không có tên nào ở đây\n" * lines, "utf-8")
        process = start("annotate", file)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == -signal.SIGPIPE


def shell(command: str, *arguments: str | Path) -> tuple[int, str]:
    """Run a command of the shell in which $T is the program; return its exit status, and what it complains of."""
    program = f'"{sys.executable}" -m tenlao'
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["sh", "-c", command.replace("$T", program), "sh", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")
@pytest.mark.parametrize(
    "command",
    [
        "check --format json $1",
        "find $1",
        "annotate $1",
        "lookup Attapeu",
        "table export --format csv",
        "--help",
    ],
)
@pytest.mark.parametrize("output", [">&-", ">/dev/full"])
def test_output_that_cannot_be_written_is_said_in_a_line(file: Path, command: str, output: str) -> None:
    status, complaints = shell(f"$T {command} {output}", file)
    assert status == 2
    assert complaints.startswith("tenlao: standard output: ")
    assert complaints.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX")
def test_other_streams_may_be_closed(file: Path) -> None:
    status, complaints = shell("$T find - <&-")
    assert (status, complaints.partition(": is closed")[0]) == (2, "tenlao: standard input")
    assert shell("$T find $1 2>&-", file) == (0, "")
    assert shell("$T annotate --quiet -i $1 <&-", file.parent) == (0, "")
    journal = file.with_name("journal")
    assert shell("$T annotate --quiet -i --style vietnamese --edits $2 $1 <&-", file, journal) == (0, "")
    elsewhere = file.parent / "elsewhere" / "journal"
    elsewhere.parent.mkdir()
    elsewhere.write_text(journal.read_text("utf-8").replace(file.name, f"../{file.name}"), "utf-8")
    status, complaints = shell("$T annotate --undo $1 <&-", elsewhere)
    assert (status, complaints.count("\n")) == (2, 1)
    assert "is outside the folder of the journal" in complaints
    assert shell("$T find $1.none 2>&-", file) == (2, "")
    for question in ("table add", "table remove attapeu"):
        status, complaints = shell(f"TENLAO_TABLE=$1/own.toml $T {question} <&-", file.parent)
        assert (status, "a question was not answered" in complaints) == (2, True)
        assert "Traceback" not in complaints


@pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX")
def test_what_is_no_utf_8_among_the_arguments_is_told_in_a_line(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    not_utf_8 = "$(printf 'a\\377b')"
    edit = f'TENLAO_TABLE=$1 $T table edit attapeu --role "{not_utf_8}" <&-'
    assert shell(edit, own) == (
        2,
        "tenlao: an argument is not UTF-8, and was not written; give it in UTF-8\n",
    )
    assert not own.exists()
    status, complaints = shell(f'$T serve --port 0 --host "{not_utf_8}"')
    assert status == 2
    assert complaints.splitlines()[-1].endswith(
        "cannot listen there: no host is called so; give another --host or --port"
    )
    assert shell(f'$T annotate -i --edits "$1/{not_utf_8}" $2', tmp_path, file)[0] == 0
    assert shell(f'$T annotate --undo "$1/{not_utf_8}"', tmp_path)[0] == 0
    assert file.read_text("utf-8") == TEXT


@pytest.mark.skipif(sys.platform != "linux", reason="a current folder that is gone")
def test_a_current_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    for command in ("find a.txt", "lookup Attapeu", "annotate -i a.txt"):
        (tmp_path / "gone").mkdir(exist_ok=True)
        status, complaints = shell(f"cd $1/gone && rmdir ../gone && $T {command}", tmp_path)
        assert (status, complaints) == (2, "tenlao: the current folder: is gone; go to one that is there\n")


@pytest.mark.skipif(os.name != "posix", reason="names with control characters")
def test_what_a_terminal_would_obey_is_written_out(tmp_path: Path) -> None:
    name = "a\x1b[31m\n::error ::\x9b.txt"
    _, complaints = run("find", tmp_path / name, status=2)
    assert r"a\x1b[31m\n::error ::\u009b.txt: no such file" in complaints
    assert complaints.count("\n") == 1
    table = tmp_path / "names.toml"
    table.write_text(
        '[[entry]]\nid = "x"\nkind = "person"\nrole = "a\\u001b[2J\\nb"\nlatin = ["Xonexo Bounma"]\n', "utf-8"
    )
    out, _ = run("lookup", "--table", table, "Xonexo Bounma")
    assert r"person, a\x1b[2J\nb" in out


def on_a_terminal(*arguments: str | Path) -> str:
    """What a command prints on a terminal."""
    import pty

    reading, writing = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tenlao", *map(str, arguments)],
        stdout=writing,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    os.close(writing)
    printed = b""
    with process, contextlib.suppress(OSError), os.fdopen(reading, "rb", buffering=0) as stream:
        while piece := stream.read(1000):
            printed += piece
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_texts_give_no_orders_to_a_terminal_and_programs_get_them_as_they_are(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    odd = "a\x1b]0;title\x07b\rc\x9bd\u202ee\r\n\t"
    text.write_bytes(f"{odd}Ông Sonexay Siphandone, Viêng Chăn\n".encode())
    sheet = tmp_path / "a.csv"
    sheet.write_bytes(b"name\nAttapeu \x1b[31m\n")
    escaped = r"a\x1b]0;title\x07b\rc\u009bd\u202ee" + "\n\t"
    shown = on_a_terminal("annotate", text)
    assert shown == f"{escaped}Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon), Viêng Chăn\n"
    assert r"a\x1b]0;title" in on_a_terminal("annotate", "--diff", text)
    assert r"Attapeu \x1b[31m" in on_a_terminal("reconcile", sheet, "--column", "name")
    assert run("annotate", text)[0] == shown.replace(escaped, odd)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices")
def test_what_is_no_regular_file_is_not_waited_for(file: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero"):
        for arguments in (
            ("find", path),
            ("find", "--table", path, file),
            ("table", "import", "--format", "csv", path),
            ("table", "import", "--format", "jsonl", path),
            ("table", "validate", path),
            ("annotate", "--undo", path, file),
        ):
            out, complaints = run(*arguments, status=2)
            assert (out + complaints).count("\n") == 1
            assert "is not a regular file" in out + complaints

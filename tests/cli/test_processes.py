"""Whole processes: streams that are closed or full, terminals, signals, and what is no regular file."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import (
    GLOSSED,
    ROOT,
    TEXT,
    lines_of_json,
    run,
    run_apart,
    start,
)


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

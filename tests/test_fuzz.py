"""The corpus of the fuzzer: what once broke a promise keeps it, and the fuzzer finds what is broken."""

import math
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import oracles
from fuzz.__main__ import main
from fuzz.cases import Case, corpus
from fuzz.oracles import BrokenPromiseError
from fuzz.quick.blocks import DoorTally, Quick, made
from fuzz.quick.doors import DOORS
from fuzz.session import Session, problem_of
from fuzz.targets import TARGETS
from tenlao import Edit

ROOT = Path(__file__).parents[1]
CORPUS = dict(corpus())
LARGEST_CASE = 20_000


def run(program: str, options: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program of a few lines with options, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", program, *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
    )


# How time grows with a text is for the fuzzer to measure.
@pytest.mark.parametrize("name", [name for name, case in CORPUS.items() if case.target != "growth"])
def test_what_is_in_the_corpus_breaks_no_promise(name: str) -> None:
    problem = problem_of(CORPUS[name])
    assert problem is None, problem.detail


def test_the_corpus_has_small_cases_of_every_target() -> None:
    assert {case.target for case in CORPUS.values()} == set(TARGETS)
    assert [name for name, case in CORPUS.items() if case.size > LARGEST_CASE] == []


@pytest.mark.parametrize("name", CORPUS)
def test_a_case_is_the_same_when_it_is_read_again(name: str) -> None:
    assert Case.from_json(CORPUS[name].to_json()) == CORPUS[name]


def test_bytes_that_are_no_text_are_kept_in_a_case() -> None:
    case = Case(
        "command", {"a\udcff.txt": b"\xff\0", "-": "ວຽງ".encode()}, {"commands": [["find", "a\udcff.txt"]]}
    )
    assert Case.from_json(case.to_json()) == case


class TestOracles:
    def test_tell_an_edit_that_cannot_be_undone(self) -> None:
        assert oracles.undone("Lao", [Edit(2, 3, "o", "os")]) == "Laos"
        with pytest.raises(BrokenPromiseError, match="edits fit"):
            oracles.undone("Lao", [Edit(2, 3, "x", "os")])

    def test_tell_a_change_that_is_made_again(self) -> None:
        oracles.twice_as_once("Laos", "Laos")
        with pytest.raises(BrokenPromiseError, match="twice as once"):
            oracles.twice_as_once("Laos", "Laoss")

    def test_tell_an_element_that_is_no_mark(self) -> None:
        oracles.only_marks('<mark data-entry="a" data-score="1.0" title="A">A</mark> &lt;b>')
        with pytest.raises(BrokenPromiseError, match="only marks"):
            oracles.only_marks("<mark data-entry='a' onclick='x'>A</mark>")


def test_a_session_runs_its_targets_and_counts(tmp_path: Path) -> None:
    session = Session(["name", "import"], 1, tmp_path / "findings")
    session.run(seconds=math.inf, inputs=30)
    assert [tally.inputs for tally in session.tallies.values()] == [30, 30]
    assert list((tmp_path / "findings").iterdir()) == []


ON_LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux forks processes and bounds their memory"
)


@ON_LINUX
def test_the_quick_mode_runs_as_many_inputs_as_asked_for(tmp_path: Path) -> None:
    quick = Quick(1, tmp_path / "findings")
    quick.run(seconds=math.inf, inputs=3000, workers=2)
    assert (quick.inputs, quick.found) == (3000, 0)
    assert not (tmp_path / "findings").exists()


def test_the_quick_mode_makes_the_same_of_the_same_seed() -> None:
    first, again, other = (list(made(seed, 0, list(DOORS))) for seed in (1, 1, 2))
    assert first == again != other
    assert {door for door, _, _ in first} <= set(DOORS)


def test_the_quick_mode_counts_what_is_the_same_once() -> None:
    tally = DoorTally(inputs=1000, sampled=20, different={b"a", b"b", b"c", b"d", b"e"})
    assert tally.distinct == 250


@ON_LINUX
def test_the_quick_mode_finds_what_fails_hangs_takes_memory_and_dies(tmp_path: Path) -> None:
    # A function that is broken on purpose, in the processes that run inputs: in another way each time.
    program = """
import os, signal
from fuzz.__main__ import main
from fuzz.quick import of_names
slug, begun, faults = of_names.slug, os.getpid(), []
def broken(text):
    if os.getpid() == begun:
        return slug(text)
    faults.append(text)
    if len(faults) == 1:
        raise KeyError
    if len(faults) == 2:
        while True: pass
    if len(faults) == 3:
        bytearray(2 << 30)
    if len(faults) == 4:
        os.kill(os.getpid(), signal.SIGSEGV)
    return slug(text)
of_names.slug = broken
main()
"""
    options = ["--quick", "--inputs", "2000", "--door", "spellings", "--findings", str(tmp_path)]
    done = run(program, options)
    assert done.returncode == 1, done.stderr
    kinds = set(re.findall(r"^ +\d+ x (.+)$", done.stdout, re.MULTILINE))
    assert kinds == {"KeyError in fuzz", "time", "memory", "died (SIGSEGV)"}, done.stdout
    assert {Case.from_json(path.read_text(encoding="utf-8")).target for path in tmp_path.glob("*.json")} == {
        "quick"
    }


def test_cases_are_replayed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [str(path) for path in sorted((ROOT / "fuzz" / "corpus").glob("quick-*.json"))[:2]]
    monkeypatch.setattr(sys, "argv", ["fuzz", "--replay", *cases])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0
    assert capsys.readouterr().out.splitlines() == [f"{case}: nothing is broken" for case in cases]


def test_what_is_broken_is_found_made_small_and_written_down(tmp_path: Path) -> None:
    # The package broken on purpose, in a process of its own: a mark is set before a text each time that it is read.
    program = """
from fuzz.__main__ import main
from tenlao import Edit, Gazetteer
edits, annotate = Gazetteer.edits, Gazetteer.annotate
Gazetteer.edits = lambda self, text, *style, **options: [Edit(0, 0, "", "!"), *edits(self, text, *style, **options)]
Gazetteer.annotate = lambda self, text, *style, **options: "!" + annotate(self, text, *style, **options)
main()
"""
    options = [
        "--inputs",
        "5",
        "--seconds",
        "600",
        "--target",
        "text",
        "--seed",
        "1",
        "--findings",
        str(tmp_path),
    ]
    done = run(program, options)
    assert done.returncode == 1, done.stderr
    assert re.search(r"^text +5 inputs +5 findings .* inputs/s$", done.stdout, re.MULTILINE)
    (found,) = [Case.from_json(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.json")]
    assert (found.target, found.files) == ("text", {"text": b""})
    (told,) = tmp_path.glob("*.txt")
    assert told.read_text(encoding="utf-8").startswith("twice as once: ")

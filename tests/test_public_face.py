"""The public face: what `import tenlao` gives, and of which types it is. A type checker reads this file, too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typing_extensions import assert_type

import tenlao
from tenlao import Edit, Entry, Finding, Gazetteer, Match, Mention, Pair, Rendering, Source

NAME = "Phosay Khaikhamphithoun"
TEXT = "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến Viêng Chăn."


def test_functions_give_what_they_say() -> None:
    assert assert_type(tenlao.lookup(NAME), list[Match])
    assert assert_type(tenlao.resolve(NAME, kind="person"), Match | None)
    assert assert_type(tenlao.lookup_many([NAME, None]), list[list[Match]])
    assert assert_type(tenlao.resolve_many([NAME, None]), list[Match | None])
    assert assert_type(tenlao.find(TEXT), list[Mention])
    assert assert_type(tenlao.edits("Sonexay Siphandone", style="vietnamese"), list[Edit])
    assert assert_type(tenlao.annotate("Sonexay Siphandone"), str)
    assert assert_type(tenlao.render("Bounleua Phandanouvong"), Rendering).vietnamese
    assert assert_type(tenlao.check("Sonexay Siphandnoe"), list[Finding])
    assert assert_type(tenlao.harvest(TEXT), list[Pair])
    assert assert_type(tenlao.load(), Gazetteer)
    assert assert_type(tenlao.__version__, str)


def test_a_gazetteer_gives_the_same_as_the_functions() -> None:
    names = tenlao.load()
    assert assert_type(names.lookup(NAME), list[Match]) == tenlao.lookup(NAME)
    assert assert_type(names.resolve(NAME), Match | None) == tenlao.resolve(NAME)
    assert assert_type(names.find(TEXT), list[Mention]) == tenlao.find(TEXT)
    assert assert_type(names.edits(NAME, min_score=50.0), list[Edit]) == tenlao.edits(NAME, min_score=50.0)
    assert assert_type(names.annotate(NAME, every=True), str) == tenlao.annotate(NAME, every=True)
    assert assert_type(names.render(NAME), Rendering) == tenlao.render(NAME)
    assert assert_type(names.check(TEXT), list[Finding]) == tenlao.check(TEXT)
    assert assert_type(names.harvest(TEXT), list[Pair]) == tenlao.harvest(TEXT)


def test_whatever_a_gazetteer_gives_has_a_public_type() -> None:
    names = tenlao.load()
    assert assert_type(names.to_latin("Xỉ-phăn-đon"), tenlao.Respelling).text == "Siphandone"
    assert assert_type(names.report("Ông Thongloun Simoulith nói."), tenlao.Report).near
    assert assert_type(names.unlisted("Ca sĩ Lào Sisouphone Kayavong"), list[tenlao.UnlistedName])


def test_a_match_leads_to_its_entry_and_those_who_share_the_name() -> None:
    (match,) = tenlao.lookup("Kaysone Phomvihane", limit=1)
    assert assert_type(match.entry, Entry).kind == "person"
    assert [entry.kind for entry in assert_type(match.others, tuple[Entry, ...])] == ["place"]
    assert assert_type(match.score, float) == 100
    names = tenlao.load()
    cited = [names.sources[source] for source in match.form.sources]
    assert assert_type(cited, list[Source])


def test_it_lists_what_is_public_and_all_of_it_is_there() -> None:
    assert dir(tenlao) == sorted(tenlao.__all__)
    assert [name for name in tenlao.__all__ if getattr(tenlao, name, None) is None] == []


def test_what_is_not_public_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        tenlao.guess  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_loads_nothing_that_is_not_used() -> None:
    program = "import sys, tenlao; print(*[name for name in sys.modules if name.startswith('tenlao.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def test_looking_up_what_is_attested_loads_nothing_that_finds_other_names(tmp_path: Path) -> None:
    program = (
        "import sys; from tenlao.cli.main import main\ntry: main()\nexcept SystemExit: print(*sys.modules)"
    )
    command = [sys.executable, "-c", program, "lookup", "Thongloun Sisoulith"]
    # What measures coverage loads more.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    for _ in range(2):  # the first may have to compile the table
        done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=alone)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {"tenlao.matching.lookup", "tenlao.text.titles"} <= loaded, done.stderr
    libraries = {"dataclasses", "rapidfuzz", "tomli", "unidecode", "wcwidth"}
    finding = {
        "checking.settings",
        "matching.candidates",
        "matching.kernel",
        "phonology.latin",
        "styles.resetting",
    }
    assert loaded.isdisjoint(libraries | {f"tenlao.{module}" for module in finding})


def test_checking_a_text_loads_nothing_that_speaks_with_others(tmp_path: Path) -> None:
    program = (
        "import sys; from tenlao.cli.main import main\ntry: main()\nexcept SystemExit: print(*sys.modules)"
    )
    file = tmp_path / "a.txt"
    file.write_text("Ông Sonexay Siphandnoe ở Lào.", "utf-8")
    command = [sys.executable, "-c", program, "check", str(file)]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    for _ in range(2):  # the first may have to compile the table
        done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=alone)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "tenlao.checking.rules" in loaded, done.stderr
    assert loaded.isdisjoint({"_hashlib", "ssl", "http.client", "concurrent.futures.process"})

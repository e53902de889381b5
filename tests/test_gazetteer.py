"""Gazetteers in a process that goes on: which tables they are of, and that none is kept for nothing."""

import gc
import os
import shutil
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from tenlao import load

ENTRY = '[[entry]]\nid = "{id}"\nkind = "person"\nlatin = ["{name}"]\n'
ROOT = Path(__file__).parents[1]


def test_a_table_that_nobody_has_any_more_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(ENTRY.format(id="noname", name="Noname Phetsamone"), "utf-8")
    names = load(file)
    assert names.find("Ông Noname Phetsamone (Nô-nam Phết-xạ-mon) nói.")
    assert names.annotate("Ông Noname Phetsamone nói.")
    names.check("Ông Noname Phetsamon nói.")
    tables: list[weakref.ref[object]] = [weakref.ref(part) for part in (names, names.table, names.index)]
    del names
    gc.collect()
    assert [table() for table in tables] == [None] * 3


def test_ones_own_table_is_read_again_when_it_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    monkeypatch.setenv("TENLAO_TABLE", str(file))
    file.write_text(ENTRY.format(id="noname", name="Noname Phetsamone"), "utf-8")
    assert load() is load()
    assert load().entry("noname").latin == "Noname Phetsamone"
    file.write_text(ENTRY.format(id="noname", name="Noname Vilayphone"), "utf-8")
    os.utime(file, ns=(1, 1))
    assert load().entry("noname").latin == "Noname Vilayphone"


def test_changed_code_in_any_folder_makes_tables_anew(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    cache = tmp_path / "cache"

    def kept() -> set[str]:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "TENLAO_CACHE": str(cache)}
        command = [sys.executable, "-c", "import tenlao; tenlao.load().lookup('Thongloun')"]
        subprocess.run(command, env=environment, cwd=tmp_path, check=True)
        return {path.name for path in cache.glob("*.kept")}

    before = kept()
    assert before
    assert kept() == before
    with (tmp_path / "src" / "tenlao" / "phonology" / "distance.py").open("a") as module:
        module.write("# changed\n")
    assert kept() - before

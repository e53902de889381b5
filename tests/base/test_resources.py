"""The user's own folders: where the platform has them, and none where that cannot be told."""

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from tenlao import TenlaoError, load
from tenlao.base.cache import cache_folder, kept_lines
from tenlao.base.resources import content_of, own_table, own_table_file, user_folder

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="variables of the XDG specification"
)


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No folder is named, and the program runs in one of its own."""
    for variable in ("TENLAO_CACHE", "TENLAO_TABLE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.chdir(tmp_path)


def test_a_small_file_is_read_with_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "small"
    file.write_bytes(b"Lao")
    tracemalloc.start()
    try:
        assert content_of(file, 1 << 30) == b"Lao"
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="of such files only Linux tells that they are empty")
def test_a_file_is_read_that_is_longer_than_the_system_says() -> None:
    assert content_of("/proc/self/status").startswith(b"Name:")
    with pytest.raises(TenlaoError, match="larger than"):
        content_of("/proc/self/status", 3)


def test_they_are_below_home() -> None:
    assert user_folder("cache") == "/home/somebody/.cache/tenlao"
    assert user_folder("configuration") == "/home/somebody/.config/tenlao"


def test_variables_name_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert (cache_folder(), own_table()) == ("/somewhere/tenlao", "/elsewhere/tenlao/names.toml")


@pytest.mark.parametrize("named", ["", "cache", "./cache", "~/cache"])
def test_a_relative_one_is_ignored(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    monkeypatch.setenv("XDG_CONFIG_HOME", named)
    assert cache_folder() == "/home/somebody/.cache/tenlao"
    assert own_table() == "/home/somebody/.config/tenlao/names.toml"


def test_an_own_table_that_cannot_be_read_is_not_taken_for_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert own_table_file() is None
    (tmp_path / "tenlao").mkdir()
    table = tmp_path / "tenlao" / "names.toml"
    table.symlink_to("names.toml")
    assert own_table_file() == str(table)
    with pytest.raises(TenlaoError, match=r"names\.toml: cannot be read: "):
        load()


class TestWhereHomeIsUnknown:
    @pytest.fixture(autouse=True)
    def unknown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # What `expanduser` does for a user who has no home is to leave the path as it is, which is a relative one.
        monkeypatch.setenv("HOME", "~")

    def test_there_are_no_folders(self) -> None:
        assert user_folder("cache") is user_folder("configuration") is None

    def test_there_is_no_own_table(self, tmp_path: Path) -> None:
        there = tmp_path / "~" / ".config" / "tenlao" / "names.toml"
        there.parent.mkdir(parents=True)
        there.touch()
        assert own_table() is own_table_file() is None

    def test_nothing_is_kept(self, tmp_path: Path) -> None:
        made = []

        def make() -> list[str]:
            made.append(1)
            return ["a"]

        assert kept_lines([b"content"], make) == kept_lines([b"content"], make) == [b'"a"']
        assert made == [1, 1]
        assert list(tmp_path.iterdir()) == []

    def test_programs_say_so(self, tmp_path: Path) -> None:
        def tenlao(*arguments: str) -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-m", "tenlao", *arguments]
            return subprocess.run(
                command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=os.environ
            )

        assert tenlao("table", "where").stdout.splitlines()[1] == "own        (none)"
        assert "ວຽງຈັນ" in tenlao("lookup", "Vientiane").stdout
        added = tenlao("table", "add", "--id", "x", "--kind", "place", "--latin", "Xyz")
        assert added.returncode == 2
        assert "your home folder is unknown; give a file" in added.stderr
        assert list(tmp_path.iterdir()) == []

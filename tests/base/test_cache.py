"""What is kept on disk: the same as compiled anew, never in the way, never trusted when damaged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tenlao
from tenlao.base import cache as cache_module
from tenlao.base.cache import cache_folder, content_of_kept, kept_lines, program_shipped
from tenlao.base.resources import bundled_file
from tenlao.gazetteer import Gazetteer
from tenlao.matching.store import compiled
from tenlao.table.reader import read_table

NAMES = ["Thonglun Sisulit", "Saleumxay", "ວຽງຈັນ", "Khamtay Sivandone", "Nguyễn Văn Xay", "Bo-li-khăm-xay"]
NAME = f"{'c' * 32}-{'d' * 32}-{'e' * 16}.kept"
LOOKUP = "import tenlao; print(tenlao.resolve('Thonglun Sisulit').entry.id)"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("TENLAO_CACHE", str(folder))
    return folder


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.kept"))


def opened(file: str | Path | None = None) -> Gazetteer:
    return Gazetteer(*compiled(file or bundled_file("names.toml")))


def answers(table: Gazetteer) -> list[list[tuple[str, float, str]]]:
    return [[(m.entry.id, m.score, m.explain()) for m in table.lookup(name)] for name in NAMES]


def test_what_is_kept_is_what_was_compiled() -> None:
    first, second = opened(), opened()
    fresh = Gazetteer(read_table(bundled_file("names.toml")))
    assert first.entries == second.entries == fresh.entries
    assert dict(first.sources) == dict(second.sources) == dict(fresh.sources)
    assert answers(first) == answers(second) == answers(fresh)
    assert list(second.index.sounds()) == list(fresh.index.sounds())


def test_the_second_time_nothing_is_made() -> None:
    made = []

    def make() -> list[object]:
        made.append(1)
        return [["a", 1], "ລາວ"]

    lines = [b'["a",1]', '"ລາວ"'.encode()]
    assert kept_lines([b"content"], make) == kept_lines([b"content"], make) == lines
    assert made == [1]
    kept_lines([b"other content"], make)
    assert made == [1, 1]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "garbage", "directory"])
def test_what_is_damaged_is_made_anew(cache: Path, damage: str) -> None:
    expected = kept_lines([b"content"], lambda: ["a", "b"])
    (file,) = kept(cache)
    content = file.read_bytes()
    if damage == "directory":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(
            {
                "cut": content[:-2],
                "changed": content.replace(b"a", b"x"),
                "empty": b"",
                "garbage": b"\xff\x00\n" * 9,
            }[damage]
        )
    assert kept_lines([b"content"], lambda: ["a", "b"]) == expected
    if damage != "directory":
        assert file.read_bytes() == content


def test_a_changed_table_is_compiled_anew(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    entry = '[[entry]]\nid = "{0}"\nkind = "person"\nlatin = ["{1}"]\n'
    file.write_text(entry.format("somphone-testvong", "Somphone Testvong"), encoding="utf-8")
    assert [m.entry.id for m in opened(file).lookup("Somphone Testvong")] == ["somphone-testvong"]
    file.write_text(entry.format("khamla-testvong", "Khamla Testvong"), encoding="utf-8")
    assert [m.entry.id for m in opened(file).lookup("Khamla Testvong")] == ["khamla-testvong"]


def test_what_another_program_kept_is_not_used(tmp_path: Path, cache: Path) -> None:
    package = Path(tenlao.__file__).parent
    shutil.copytree(package, tmp_path / "tenlao", ignore=shutil.ignore_patterns("__pycache__", "data"))
    script = "from tenlao.base.cache import kept_lines; print(kept_lines([b'x'], lambda: ['{}'])[0].decode())"

    def kept_by(made: str) -> str:
        command = [sys.executable, "-c", script.format(made)]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    assert kept_by("old") == kept_by("new") == '"old"\n'
    with open(tmp_path / "tenlao" / "base" / "errors.py", "a") as module:
        module.write("\n")
    assert kept_by("new") == '"new"\n'
    assert len(kept(cache)) == 2


@pytest.mark.skipif(os.name != "posix", reason="needs a place where nothing can be written")
def test_where_nothing_can_be_written_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENLAO_CACHE", "/dev/null/tenlao")
    assert answers(opened()) == answers(Gazetteer(read_table(bundled_file("names.toml"))))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a system on which HOME is the home")
def test_who_has_no_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("TENLAO_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", "nowhere")
    assert cache_folder() is None
    assert kept_lines([b"content"], lambda: ["a"]) == [b'"a"']
    assert not os.path.exists("nowhere")


def test_programs_that_start_together_do_not_disturb_each_other(cache: Path) -> None:
    command = [sys.executable, "-c", LOOKUP]
    together = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    outputs = [process.communicate(timeout=60)[0].strip() for process in together]
    assert outputs == ["thongloun-sisoulith"] * 4
    assert all(process.returncode == 0 for process in together)
    assert [path for path in cache.iterdir() if path.suffix == ".tmp"] == []


def test_old_files_are_forgotten(cache: Path) -> None:
    for number in range(40):
        kept_lines([b"%d" % number], lambda: ["a"])
    assert 0 < len(kept(cache)) <= 20
    kept_lines([b"39"], lambda: pytest.fail("the newest is still kept"))


def test_files_of_others_in_the_folder_stay(cache: Path) -> None:
    cache.mkdir(mode=0o700)
    others = [cache / f"edits-{number}.jsonl" for number in range(20)]
    others += [cache / "notes.tmp", cache / f"{NAME}.bak"]
    for file in others:
        file.write_bytes(b"{}")
        os.utime(file, (0, 0))
    for number in range(20):
        kept_lines([b"%d" % number], lambda: ["a"])
    assert all(file.exists() for file in others)
    assert len(list(cache.iterdir())) < len(others) + 20


def test_the_cache_is_in_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TENLAO_CACHE")
    if sys.platform.startswith("linux"):
        monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
        assert cache_folder() == "/somewhere/tenlao"
        monkeypatch.delenv("XDG_CACHE_HOME")
        assert cache_folder() == os.path.expanduser("~/.cache/tenlao")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(cache: Path) -> None:
    expected = kept_lines([b"content"], lambda: ["a"])
    (file,) = kept(cache)
    file.unlink()
    os.mkfifo(file)
    assert kept_lines([b"content"], lambda: ["a"]) == expected


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no owners of files")
def test_what_others_may_write_is_not_trusted(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept_lines([b"content"], lambda: ["forged"])
    (file,) = kept(cache)
    for mode in (0o755, 0o744):
        file.chmod(mode)
        assert kept_lines([b"content"], lambda: ["true"]) == [b'"forged"']
    assert capsys.readouterr().err == ""
    for mode in (0o620, 0o602):
        before = kept(cache)
        kept_lines([b"%d" % mode], lambda: ["forged"])
        (file,) = set(kept(cache)).difference(before)
        file.chmod(mode)
        assert kept_lines([b"%d" % mode], lambda: ["true"]) == [b'"true"']
        assert f"tenlao: {file} is not yours alone" in capsys.readouterr().err
    cache.chmod(0o777)
    assert kept_lines([b"other"], lambda: ["true"]) == [b'"true"']
    assert f"tenlao: {cache} is not yours alone" in capsys.readouterr().err
    assert len(kept(cache)) == 3


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system opens what links lead to")
def test_a_link_in_place_of_a_file_is_not_followed(tmp_path: Path, cache: Path) -> None:
    kept_lines([b"content"], lambda: ["forged"])
    (file,) = kept(cache)
    forged = file.rename(tmp_path / "forged")
    file.symlink_to(forged)
    content = forged.read_bytes()
    for _ in range(2):
        assert kept_lines([b"content"], lambda: ["true"]) == [b'"true"']
    assert not file.is_symlink()
    assert forged.read_bytes() == content


def test_the_folder_is_for_the_user_alone(cache: Path) -> None:
    kept_lines([b"content"], lambda: ["a"])
    assert os.name != "posix" or cache.stat().st_mode & 0o077 == 0


def test_what_killed_programs_left_is_cleaned_up(cache: Path) -> None:
    cache.mkdir(mode=0o700)
    old, new = (cache / f"{NAME}.{digit * 16}.tmp" for digit in "ab")
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    kept_lines([b"content"], lambda: ["a"])
    assert not old.exists()
    assert new.exists()


def test_what_cannot_be_removed_keeps_nothing_else_from_it(tmp_path: Path, cache: Path) -> None:
    cache.mkdir(mode=0o700)
    folder, half = (cache / f"{NAME}.{digit * 16}.tmp" for digit in "ab")
    folder.mkdir()
    half.write_bytes(b"half")
    for path in (folder, half):
        os.utime(path, (0, 0))
    if hasattr(os, "O_NOFOLLOW"):
        (cache / NAME).symlink_to(tmp_path / "nothing")
    kept_lines([b"content"], lambda: ["a"])
    assert not half.exists()


class TestShipped:
    """What was kept when the package was built."""

    @pytest.fixture
    def shipped(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """A file that is shipped, with lines that were kept of some content."""
        kept_lines([b"content"], lambda: ["shipped"])
        (file,) = kept(tmp_path / "cache")
        folder = tmp_path / "shipped"
        folder.mkdir()
        moved = file.rename(folder / content_of_kept(file.name))
        (folder / "program").write_bytes(program_shipped())
        monkeypatch.setattr(cache_module, "SHIPPED", str(folder))
        cache_module._is_shipped.cache_clear()
        yield moved
        cache_module._is_shipped.cache_clear()

    def test_it_is_read_and_nothing_is_kept_besides(self, shipped: Path, cache: Path) -> None:
        shipped.chmod(0o666)  # whoever may write the package may write this
        assert kept_lines([b"content"], lambda: ["made"]) == [b'"shipped"']
        assert kept(cache) == []

    def test_what_is_not_shipped_is_made_and_kept(self, shipped: Path, cache: Path) -> None:
        assert kept_lines([b"other content"], lambda: ["made"]) == [b'"made"']
        assert len(kept(cache)) == 1

    def test_other_modules_do_not_use_it(self, shipped: Path) -> None:
        modules = (shipped.parent / "program").read_bytes()
        (shipped.parent / "program").write_bytes(modules.replace(b"base/cache.py ", b"base/cache.py 1"))
        assert kept_lines([b"content"], lambda: ["made"]) == [b'"made"']

    @pytest.mark.parametrize("modules", [b"", b"\xff", b"nowhere.py 1\n", b"base/cache.py\n"])
    def test_where_the_modules_are_not_told_it_is_not_used(self, shipped: Path, modules: bytes) -> None:
        (shipped.parent / "program").write_bytes(modules)
        assert kept_lines([b"content"], lambda: ["made"]) == [b'"made"']

    @pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
    def test_what_is_damaged_is_made_anew(self, shipped: Path, damage: str) -> None:
        content = shipped.read_bytes()
        changed = {"cut": content[:-2], "changed": content.replace(b"shipped", b"shopped"), "empty": b""}
        shipped.write_bytes(changed[damage])
        assert kept_lines([b"content"], lambda: ["made"]) == [b'"made"']

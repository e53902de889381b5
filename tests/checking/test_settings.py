"""Which settings hold for a document, and which are refused."""

import os
from pathlib import Path

import pytest

import tenlao
from tenlao.base.errors import TenlaoError
from tenlao.checking.rules import RULES, Finding
from tenlao.checking.settings import Settings, rules_named, settings_for
from tenlao.checking.settings_files import LARGEST_SETTINGS


def settings_after(file: Path, content: str) -> Settings:
    """The settings for a folder after a file in it is written."""
    file.write_text(content, encoding="utf-8")
    return settings_for(str(file.parent))


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "tenlao.toml"
    assert settings_after(file, 'prefer = "a"\n').prefer == "a"
    assert settings_after(file, 'prefer = "bc"\n').prefer == "bc"
    changed = file.stat().st_mtime_ns + 10**9
    file.write_text('prefer = "de"\n', encoding="utf-8")
    os.utime(file, ns=(changed, changed))
    assert settings_for(str(tmp_path)).prefer == "de"
    file.unlink()
    assert settings_for(str(tmp_path)).prefer is None


def test_a_file_that_comes_nearer_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    settings_after(tmp_path / "tenlao.toml", 'prefer = "far"\n')
    assert settings_for(str(tmp_path / "a" / "article.txt")).prefer == "far"
    settings_after(tmp_path / "a" / "tenlao.toml", 'prefer = "near"\n')
    assert settings_for(str(tmp_path / "a" / "article.txt")).prefer == "near"


def test_a_mended_file_is_read_again(tmp_path: Path) -> None:
    with pytest.raises(TenlaoError, match="is not TOML"):
        settings_after(tmp_path / "tenlao.toml", "prefer =")
    assert settings_after(tmp_path / "tenlao.toml", 'prefer = "a"').prefer == "a"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('rules = ["TL001"]', 'no setting "rules"'),
        ('select = "TL001"', "must be a list of strings"),
        ('select = ["TL99"]', 'no rule "TL99"'),
        ('style = "loud"', 'no style "loud"'),
        ("select = [", "is not TOML"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "tenlao.toml").write_text(content)
    with pytest.raises(TenlaoError, match=said):
        settings_for(str(tmp_path))


def test_a_mark_of_the_encoding_before_them_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "tenlao.toml").write_bytes(b'\xef\xbb\xbfprefer = "a"\r\n')
    assert settings_for(str(tmp_path / "article.txt")).prefer == "a"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('prefer = "a"\n'.encode("utf-16"), 1, "is not UTF-8; save the file in UTF-8"),
        ('style = "gloss"\nprefer = "é"\n'.encode("latin-1"), 2, "is not UTF-8; save the file in UTF-8"),
        (b'style = "gloss"\n\nprefer =\n', 3, "is not TOML: Invalid value"),
        (b'style = "gloss"\n\0', 2, "is not TOML: Invalid statement"),
    ],
)
def test_what_is_no_file_of_settings_is_told_with_its_line(
    tmp_path: Path, content: bytes, line: int, said: str
) -> None:
    (tmp_path / "tenlao.toml").write_bytes(content)
    with pytest.raises(TenlaoError) as caught:
        settings_for(str(tmp_path / "article.txt"))
    assert str(caught.value) == f"{tmp_path / 'tenlao.toml'}:{line}: {said}"


def test_codes_name_rules() -> None:
    assert rules_named(["all"]) == tuple(RULES)
    assert isinstance(tenlao.load().check("Tỉnh Huả Phăn.")[0], Finding)


@pytest.mark.parametrize(
    "content",
    [
        "tool = 1",
        "[[tool]]",
        "[tool]\ntenlao = []",
        "[tool]\ntenlao = 1979-05-27",
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 100_000,
        "a." * 100_000 + "a = 1",
        "a = " + "1" * 10_000,
        'a = "\0"',
        r'a = "\ud800"',
        "[tool.tenlao]\nnames = [[]]",
        "[tool.tenlao]\ntable = " + "[" * 300 + "]" * 300,
    ],
)
def test_odd_toml_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    with pytest.raises(TenlaoError) as caught:
        settings_for(str(tmp_path))
    assert caught.value.file == str(tmp_path / "pyproject.toml")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices")
@pytest.mark.parametrize("name", ["tenlao.toml", "pyproject.toml"])
def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(TenlaoError, match=f"{name}: is not a regular file"):
        settings_for(str(tmp_path))
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("/dev/zero")
    with pytest.raises(TenlaoError, match=f"{name}: is not a regular file"):
        settings_for(str(tmp_path))
    (tmp_path / name).unlink()
    (tmp_path / name).write_text("#" * (LARGEST_SETTINGS + 1))
    with pytest.raises(TenlaoError, match=f"{name}: is larger than"):
        settings_for(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
class TestSettingsOfSomebodyElse:
    @pytest.mark.parametrize(
        "table", ["../names.toml", "/etc/names.toml", "link/names.toml", r"a\u0000b", "x/../.."]
    )
    def test_name_no_table_elsewhere(self, tmp_path: Path, table: str) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "link").symlink_to("..")
        file = tmp_path / "a" / "tenlao.toml"
        settings_after(file, f'table = "{table}"')  # those of one's own may
        os.chown(file, 12345, -1)
        with pytest.raises(TenlaoError, match='"table" leads out of the folder of these settings'):
            settings_for(str(file.parent))

    @pytest.mark.parametrize("table", ["names.toml", "below/names.toml", "../a/names.toml"])
    def test_name_tables_beside_and_below(self, tmp_path: Path, table: str) -> None:
        (tmp_path / "a").mkdir()
        file = tmp_path / "a" / "tenlao.toml"
        file.write_text(f'table = "{table}"')
        os.chown(file, 12345, -1)
        assert settings_for(str(file.parent)).table == str(file.parent / table)

    def test_may_not_be_ones_own_by_a_link(self, tmp_path: Path) -> None:
        own = tmp_path / "own.toml"
        own.write_text('table = "../names.toml"')
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "tenlao.toml").symlink_to(own)
        os.chown(tmp_path / "a" / "tenlao.toml", 12345, -1, follow_symlinks=False)
        with pytest.raises(TenlaoError, match='"table" leads out'):
            settings_for(str(tmp_path / "a"))


@pytest.mark.skipif(os.name != "posix", reason="links in circles")
def test_settings_that_cannot_be_read_are_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "tenlao.toml").symlink_to("tenlao.toml")
    with pytest.raises(TenlaoError, match=r"tenlao\.toml: cannot be read: .*; check the path"):
        settings_for(str(tmp_path / "a.txt"))
    (tmp_path / "tenlao.toml").unlink()
    (tmp_path / "tenlao.toml").symlink_to("nowhere")
    assert settings_for(str(tmp_path / "a.txt")).file == settings_for(str(tmp_path.parent)).file

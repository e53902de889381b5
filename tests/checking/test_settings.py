"""Which settings hold for a document, and which are refused."""

import os
from pathlib import Path

import pytest

import tenlao
from tenlao.base.errors import TenlaoError
from tenlao.checking.rules import RULES, Finding
from tenlao.checking.settings import Settings, rules_named, settings_for


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


def test_codes_name_rules() -> None:
    assert rules_named(["all"]) == tuple(RULES)
    assert isinstance(tenlao.load().check("Tỉnh Huả Phăn.")[0], Finding)

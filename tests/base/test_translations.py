"""Messages in the language of who reads them: in all of them, and in none half."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tenlao
from tenlao.base.translations import (
    LANGUAGES,
    asked_by_environment,
    current_language,
    in_language,
    translated,
)
from tenlao.pipeline.plain_words import in_plain_words

ROOT = Path(__file__).parents[2]


def test_catalogues_are_whole_and_compiled() -> None:
    pytest.importorskip("babel")
    script = [sys.executable, str(ROOT / "scripts" / "update_catalogues.py"), "--check"]
    done = subprocess.run(script, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_translations_have_the_same_places_for_words(language: str) -> None:
    babel = pytest.importorskip("babel.messages.pofile")
    catalogue = ROOT / "src" / "tenlao" / "locale" / language / "LC_MESSAGES" / "tenlao.po"
    with catalogue.open("rb") as file:
        messages = [message for message in babel.read_po(file) if message.id]
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            assert places(string) == places(ids[-1]), string


def places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}|%\(\w+\)[sd]", text))


def test_explanations_are_told_in_the_language_that_is_set() -> None:
    with in_language("vi"):
        why = in_plain_words(tenlao.lookup("Thongloun Sisolic")[0])
    assert "đọc giống nhau" in why
    assert "sounds the same" in in_plain_words(tenlao.lookup("Thongloun Sisolic")[0])


def test_a_language_without_a_catalogue_is_english() -> None:
    with in_language("fr"):
        assert (current_language(), translated("person")) == ("en", "person")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LANGUAGE": "fr:vi:en"}, "vi"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "vi"}, "vi"),
    ],
)
def test_the_environment_asks_for_a_language(environment: dict[str, str], language: str) -> None:
    assert asked_by_environment(environment) == language

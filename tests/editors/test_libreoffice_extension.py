"""The extension in real LibreOffice: installed, asked while somebody writes, and by its menu."""

import contextlib
import importlib.util
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scripts.build_oxt import SOURCES, build
from tests.documents.libreoffice import LibreOffice
from tests.web.serving import Server, served

SCRIPT = Path(__file__).with_name("extension_script.py")
OURS = "io.github.tenlao.Proofreader"
TEXT = "😀 Ông Sonexay Siphandnoe gặp ông Bounsavath Phetmixay ở Lào."


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibreOffice]:
    """LibreOffice with the extension, which asks a server that runs."""
    folder = tmp_path_factory.mktemp("extension")
    build(folder / "tenlao.oxt")
    office = LibreOffice(folder, SCRIPT, str(folder / "tenlao.oxt"), TENLAO_SERVER=server.url)
    yield office
    office.close()


def test_the_extension_is_the_same_whenever_it_is_built(tmp_path: Path) -> None:
    for name in ("a.oxt", "b.oxt"):
        build(tmp_path / name)
    assert (tmp_path / "a.oxt").read_bytes() == (tmp_path / "b.oxt").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.oxt") as archive:
        assert b"VERSION" not in archive.read("description.xml")


@pytest.mark.parametrize("language", ["vi", "en", "fr", "lo"])
def test_it_is_there_for_the_languages_of_the_texts(office: LibreOffice, language: str) -> None:
    assert OURS in office.ask({"ask": "proofreaders", "language": language})["there"]


def test_it_is_in_use_where_there_is_no_other_and_nowhere_else(office: LibreOffice) -> None:
    assert office.ask({"ask": "proofreaders", "language": "vi"})["used"] == [OURS]
    assert OURS not in office.ask({"ask": "proofreaders", "language": "de"})["there"]


def test_names_are_underlined_with_what_to_write(office: LibreOffice) -> None:
    slip, unlisted = office.ask({"ask": "proofread", "text": TEXT, "language": "vi"})
    # LibreOffice counts in UTF-16 units, of which the emoji takes two.
    assert (slip["start"], slip["length"], slip["rule"]) == (7, 18, "TL003")
    assert slip["suggestions"] == ["Sonexay Siphandone"]
    assert "gần giống" in slip["said"]
    assert slip["page"].endswith("/vi/rules/TL003.html")
    # What nobody prints is not offered.
    assert (unlisted["rule"], unlisted["suggestions"]) == ("TL006", [])


def test_messages_are_in_the_language_of_the_text(office: LibreOffice) -> None:
    (found,) = office.ask({"ask": "proofread", "text": "Mr Sonexay Siphandnoe said so.", "language": "en"})
    assert "is nearly" in found["said"]


def menu(office: LibreOffice, before: str, selected: str, after: str, action: str, **more: str) -> Any:
    """What the menu does with what is selected."""
    asked = {"ask": "menu", "text": before + selected + after, "before": before, "selected": selected}
    return office.ask(asked | {"action": action} | more)


class TestMenu:
    def test_annotating_changes_the_selection_in_one_step(self, office: LibreOffice) -> None:
        made = menu(
            office,
            "Bounnhang Vorachith.\n",
            "😀 Ông Sonexay Siphandone\nở Luang Prabang",
            ", Savannakhet.",
            "annotate",
        )
        assert made["text"] == (
            "Bounnhang Vorachith.\n😀 Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)\n"
            "ở Luang Prabang (Luông Pha Băng), Savannakhet."
        )
        assert (made["said"], made["steps"], made["undone"]) == ("", 1, True)

    def test_formatting_is_kept_and_changes_are_tracked(self, office: LibreOffice) -> None:
        assert menu(office, "", "Sonexay Siphandone", "", "annotate", setting="bold")["is bold"]
        tracked = menu(office, "", "Sonexay Siphandone", "", "annotate", setting="tracked")
        assert tracked["changes"] == ["Insert"]

    def test_fields_before_a_name_do_not_put_it_in_a_wrong_place(self, office: LibreOffice) -> None:
        made = menu(office, "Tin: ", ", Sonexay Siphandone.", "", "annotate", setting="field")
        assert made["text"] == "Tin: Tòa soạn, Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)."

    def test_looking_up_says_who_that_is(self, office: LibreOffice) -> None:
        made = menu(office, "Ông ", "Sonexay Siphandone", " đến", "lookup")
        assert made["said"].startswith("Sonexay Siphandone · Xỏn-xay Xỉ-phăn-đon · ")
        assert "Nhân Dân" in made["said"]
        assert made["steps"] == 0

    @pytest.mark.parametrize(
        ("name", "rendering"),
        [
            ("Sonexay Siphandone", "(Xỏn-xay Xỉ-phăn-đon)"),
            ("Bounsavath Phetmixay", "*)"),
            ("Sonexay", "*)"),  # who that is, is not said
        ],
    )
    def test_what_is_made_up_is_marked_and_what_is_printed_is_not(
        self, office: LibreOffice, name: str, rendering: str
    ) -> None:
        text = menu(office, "Ông ", name, " đến", "render")["text"]
        assert text.removesuffix(" đến").endswith(rendering)

    @pytest.mark.parametrize("action", ["annotate", "lookup", "render"])
    def test_nothing_selected_says_what_to_do(self, office: LibreOffice, action: str) -> None:
        made = menu(office, "", "", "Sonexay", action)
        assert made["said"].startswith("Select ")
        assert made["undone"]


def test_without_a_tenlao_it_is_silent_and_the_menu_says_what_to_do(
    server: Server, office: LibreOffice
) -> None:
    server.process.terminate()
    server.process.wait()
    assert office.ask({"ask": "proofread", "text": TEXT, "language": "vi"}) == []
    made = menu(office, "", "Sonexay Siphandone", "", "annotate")
    assert 'pip install "tenlao[web]"' in made["said"]
    assert "\n" not in made["said"]
    assert (made["text"], made["steps"]) == ("Sonexay Siphandone", 0)


@pytest.fixture
def service() -> ModuleType:
    """What asks the server, which needs nothing of LibreOffice."""
    place = SOURCES / "pythonpath" / "tenlao_service.py"
    spec = importlib.util.spec_from_file_location("tenlao_service", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="the command is a script of a shell")
class TestStarting:
    def command(self, folder: Path, line: str) -> str:
        path = folder / "tenlao"
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def test_the_installed_command_is_started_and_ends_with_the_office(
        self, service: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "USUAL", "http://127.0.0.1:9/")  # where nothing is
        # Another Python is not led astray by what the office sets for its own.
        line = f'test -z "$PYTHONHOME" && exec {sys.executable} -m tenlao "$@" --port 0'
        asked = service.Service(
            {**os.environ, "PYTHONHOME": "/office", "TENLAO_COMMAND": self.command(tmp_path, line)}
        )
        with contextlib.closing(asked):
            assert asked.ask("check", {"text": "Ông Sonexay Siphandnoe"})["findings"]
            process = asked._process
        assert process.poll() is not None

    def test_a_command_that_cannot_serve_is_not_waited_for(
        self, service: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "USUAL", "http://127.0.0.1:9/")
        asked = service.Service({"TENLAO_COMMAND": self.command(tmp_path, "exit 2")})
        with contextlib.closing(asked), pytest.raises(service.UnreachableError):
            asked.ask("check", {"text": "Ông Sonexay Siphandnoe"})

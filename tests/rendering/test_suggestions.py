"""Renderings that nobody has printed: where they are set, that they bear a mark, and what gets none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tenlao
from tenlao import TenlaoError
from tenlao.styles.annotate import annotation
from tenlao.styles.options import StyleOptions
from tenlao.text.edits import apply_edits, invert

TABLE = tenlao.load()
WITHOUT_RENDERING = [e for e in TABLE.entries if not e.vietnamese and e.latin and e.kind == "person"]
UNKNOWN = ["Bounsavath Phetmixay", "Khamlek Sengdalavong", "Phonexay Inthalangsy"]


def run(*arguments: str, given: str = "", status: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tenlao", *arguments], input=given.encode(), capture_output=True, check=False
    )
    assert done.returncode == status, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("name", UNKNOWN)
class TestSomebodyInNoTable:
    def test_gets_a_marked_gloss_if_asked_for(self, name: str) -> None:
        text = f"Tiếp Thứ trưởng Lào {name} ở Hà Nội. Ông {name} cảm ơn."
        assert TABLE.edits(text) == []
        (edit,) = TABLE.edits(text, suggest="*")
        (doubt,) = annotation(TABLE, text, options=StyleOptions(suggest="*")).doubts
        assert doubt.offset == edit.start
        assert edit.new[2:-1] in doubt.message
        assert text[: edit.start].endswith(f"Lào {name}")
        assert (edit.old, edit.new) == ("", f" ({TABLE.render(name).vietnamese}*)")

    def test_gets_it_once_however_often_the_text_is_annotated(self, name: str) -> None:
        text = f"Tiếp Thứ trưởng Lào {name} và ông Thongloun Sisoulith. Ông {name} cảm ơn."
        once = TABLE.annotate(text, suggest="*")
        assert once.count("*)") == 1
        assert TABLE.annotate(once, suggest="*") == once
        assert TABLE.annotate(once) == once

    def test_keeps_the_gloss_that_the_author_gives(self, name: str) -> None:
        text = f"Thứ trưởng Lào {name} đến. Ông {name} (Bun-xa-vắt) nói. Bà {name} nói."
        assert TABLE.edits(text, suggest="*") == []


@given(st.lists(st.sampled_from([*WITHOUT_RENDERING[:60]]), min_size=1, max_size=4), st.sampled_from("*†?"))
def test_names_without_a_rendering_get_a_marked_one(entries: list[tenlao.Entry], mark: str) -> None:
    text = " ".join(f"Ông {entry.latin} phát biểu." for entry in entries)
    edits = TABLE.edits(text, suggest=mark)
    assert all(edit.old == "" and edit.new.endswith(f"{mark})") for edit in edits)
    once = TABLE.annotate(text, suggest=mark)
    assert TABLE.edits(once, suggest=mark) == []
    assert apply_edits(once, invert(edits)) == text


def test_attested_renderings_bear_no_mark() -> None:
    assert (
        TABLE.annotate("Ông Sonexay Siphandone", suggest="*")
        == "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)"
    )


def test_names_of_others_get_none() -> None:
    text = "Ông John Smith gặp bà Somchai Rattanakul, ông Nguyễn Văn Nam và Barack Obama ở Lào."
    assert TABLE.edits(text, suggest="*") == []


def test_other_styles_set_them_too() -> None:
    text = "Thứ trưởng Lào Bounsavath Phetmixay đến."
    assert TABLE.annotate(text, "vietnamese", suggest="*") == "Thứ trưởng Lào Bun-xa-vạt Phết-mi-xay* đến."
    assert TABLE.annotate(text, "latin", suggest="*") == text


def test_an_unfit_mark_is_refused() -> None:
    with pytest.raises(TenlaoError, match="cannot mark"):
        TABLE.edits("Ông Bounsavath Phetmixay", suggest="(")


class TestCommands:
    TEXT = "Thứ trưởng Lào Bounsavath Phetmixay đến Vientiane.\n"

    def test_annotate(self, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_text(self.TEXT, encoding="utf-8")
        rendering = TABLE.render("Bounsavath Phetmixay").vietnamese
        printed = run("annotate", "--suggest", "--mark", "†", str(file))
        assert printed == self.TEXT.replace("Phetmixay", f"Phetmixay ({rendering}†)").replace(
            "Vientiane", "Vientiane (Viêng Chăn)"
        )
        printed = run("annotate", "--suggest", "--style", "vietnamese", str(file))
        assert printed == self.TEXT.replace("Bounsavath Phetmixay", f"{rendering}*").replace(
            "Vientiane", "Viêng Chăn"
        )
        run("annotate", "--suggest", "--mark", "x", str(file), status=2)

    def test_find(self) -> None:
        known, both = (
            run("find", *option, "-", given=self.TEXT).splitlines() for option in ([], ["--unknown"])
        )
        assert both[1:] == known
        line = json.loads(both[0])
        (name,) = TABLE.unlisted(self.TEXT)
        assert (line["start"], line["end"], line["text"]) == (name.start, name.end, name.text)
        assert (line["id"], line["match"], line["suggested"][-1]) == (None, "unknown", "*")

    def test_find_says_which_names_are_ambiguous(self) -> None:
        clear, ambiguous = (
            json.loads(run("find", "-", given=text))
            for text in ("TP Kaysone Phomvihane", "Kaysone Phomvihane")
        )
        assert clear["id"] == "kaysone-phomvihane-city"
        assert "ambiguous" not in clear
        assert ambiguous["ambiguous"] == ["kaysone-phomvihane-city"]

    def test_lookup(self) -> None:
        for name, status in ("Bounsavath Phetmixay", 1), (WITHOUT_RENDERING[0].latin or "", 0):
            assert run("lookup", name, status=status).rstrip().endswith("*")
        for name, status in ("Barack Obama", 1), ("Sonexay Siphandone", 0):
            assert "suggested" not in run("lookup", name, status=status)

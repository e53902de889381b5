"""Mentions kept apart from their text: what is said of each."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tenlao import Mention, load
from tenlao.documents.formats import read_document
from tenlao.pipeline.standoff import mention_data, mention_lines


@pytest.mark.parametrize(("score", "shown"), [(64.9612, 65.0), (87.26, 87.3), (100.0, 100.0)])
def test_scores_are_rounded_where_they_are_shown(score: float, shown: float) -> None:
    (mention,) = load().find("Ông Sonexay Siphandone đến.")
    scored: Mention = replace(mention, match=mention.match._replace(score=score))
    assert mention_data(scored)["score"] == shown


@pytest.mark.parametrize(
    ("name", "text", "seen"),
    [
        ("a.html", "<p>Ông <b>Sonexay</b>&#32;Siph<i>andone</i> đến</p>", "Sonexay Siphandone"),
        ("a.md", "Ông **Sonexay** Siphandone đến", "Sonexay Siphandone"),
        ("a.txt", "Ông Sonexay\u2060 Siphandone đến", "Sonexay\u2060 Siphandone"),
    ],
)
def test_words_are_as_readers_see_them_and_offsets_count_in_the_file(
    tmp_path: Path, name: str, text: str, seen: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    (line,) = mention_lines(load(), str(file))
    mention = json.loads(line)
    assert mention["text"] == seen
    assert text[mention["start"]] == "S"
    source = read_document(str(file)).source
    assert source is not None
    assert source[mention["start"] : mention["end"]].startswith("Sonexay")


def test_a_long_text_is_read_in_parts_and_has_the_same_lines(tmp_path: Path) -> None:
    paragraph = "Ông\u2060 Sonexay\u2060 Siphandone đến. " + "Không có gì mới ở đây. " * 400
    file = tmp_path / "long.txt"
    file.write_text("\n\n".join([paragraph] * 150), encoding="utf-8")
    text = file.read_text("utf-8")
    found = [json.loads(line) for line in mention_lines(load(), str(file))]
    assert len(text) > 1 << 20
    assert [(m["start"], m["end"]) for m in found] == [
        m.span() for m in re.finditer("Sonexay\u2060 Siphandone", text)
    ]
    assert {m["text"] for m in found} == {"Sonexay\u2060 Siphandone"}
    by_document = [json.loads(line) for line in mention_lines(load(), str(file), "markdown")]
    assert [m["start"] for m in by_document] == [m["start"] for m in found]


def test_processes_find_the_same_in_a_long_text(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    article = (Path(__file__).parents[2] / "examples" / "article.txt").read_text("utf-8")
    file.write_text("\n\n".join([article] * 250), encoding="utf-8")
    one = list(mention_lines(load(), str(file)))
    assert len(one) > 1000
    assert list(mention_lines(load(), str(file), workers=2)) == one
    found = load().find(file.read_text("utf-8"))
    assert [(m.start, m.end) for m in found] == [
        (line["start"], line["end"]) for line in map(json.loads, one)
    ]

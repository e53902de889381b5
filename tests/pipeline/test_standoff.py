"""Mentions kept apart from their text: what is said of each."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tenlao import Mention, load
from tenlao.documents.formats import read_document
from tenlao.pipeline.standoff import mention_data, mention_lines


@pytest.mark.parametrize(("score", "shown"), [(64.9612, 65.0), (87.26, 87.3), (100.0, 100.0)])
def test_scores_are_rounded_where_they_are_shown(score: float, shown: float) -> None:
    (mention,) = load().find("Ông Sonexay Siphandone đến.")
    scored: Mention = replace(mention, match=replace(mention.match, score=score))
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

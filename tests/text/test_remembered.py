"""What is remembered of paragraphs and places is what is found where nothing is remembered."""

import re
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tenlao
from bench.web import article
from tenlao.checking import name_spans
from tenlao.checking.rules import check
from tenlao.mentions import side_by_side, unlisted
from tenlao.pipeline.remembering import RememberingGazetteer
from tenlao.text import language, tokens
from tenlao.text.origins import origin_of_text
from tenlao.text.paragraphs import paragraphs, passages

ODD = [
    ".\n",
    ":\n",
    "luang prabang",
    "",
    "\n",
    "\n\n",
    "\n \n",
    "A. Xay\n",
    "B. Nga",
    "`",
    "_",
    "@x ",
    "https://x.y/Xay ",
    "\\",
    "(",
    ")",
    "\u00ad",
]


@cache
def pieces() -> list[str]:
    """Articles in pieces, cut at any place."""
    text = article(0, 30_000)
    return [piece for piece in re.split(r"(?<=[ \n(])(?=.)", text) if piece]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of pieces of articles that are in a row, with odd ones between them."""
    found = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(pieces()) - 1))
        found += pieces()[start : start + draw(st.integers(1, 60))]
        found.append(draw(st.sampled_from(ODD)))
    return "".join(found)


few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(texts())
@few
def test_paragraphs_are_the_text(text: str) -> None:
    assert "".join(paragraph for _, paragraph in paragraphs(text)) == text
    assert all(text.startswith(paragraph, start) for start, paragraph in paragraphs(text))
    assert "".join(passage for _, passage in passages(text)) == text
    assert all(text.startswith(passage, start) for start, passage in passages(text))


@given(texts())
@few
def test_paragraphs_are_read_as_the_whole_text_is(text: str) -> None:
    assert "".join(tokens._prose(text)) == tokens.prose(text)
    if len(tokens._NUMBERED.findall(text)) < 2:
        assert list(tokens.runs_in(text)) == list(tokens.runs(text))
    typography = tenlao.load().typography
    assert list(typography._misset(text)) == list(typography.missettings(text))
    assert next(iter(language._counted(text))) == tuple(
        map(sum, zip(*(counts for _, counts in language._counted_by_paragraph(text)), strict=True))
    )


@given(texts())
@few
def test_passages_are_read_as_the_whole_text_is(text: str) -> None:
    names = tenlao.load().finder._whole_names
    left = tokens.without_choices(tokens.prose(text))
    assert [
        (at + run.start, run.text) for at, part in passages(left) for run in tokens.runs_in(part)
    ] == list(map(tuple, tokens.runs_in(left)))
    phrases, posted = names._besides_runs._phrases, names._besides_runs._posted_places
    begun = [at + place for at, part in passages(left) for place in phrases._beginnings_in(part)]
    assert {start for start, _ in phrases.places(left)} <= set(begun)
    assert set(phrases._beginnings_in(left)) <= set(begun)
    assert list(posted._places_in(left)) == list(posted.places(left))
    for start, part in passages(left):
        end = start + len(part)
        assert names._read_passage(left, start, end) == names._see_passage(left, start, end)


@given(texts())
@few
def test_what_is_further_away_tells_nothing(text: str) -> None:
    names = tenlao.load()
    whole_names, like = names.finder._whole_names, names.likeness
    left = tokens.prose(text)
    about = origin_of_text(text)
    for start, run in whole_names._runs(left):
        end = start + len(run)
        assert whole_names._read_run(left, start, end) == whole_names._see_run(left, start, end)
        in_run = unlisted._reading(like)
        told = in_run(text, start, end, run, about)
        assert told == in_run.__wrapped__(text, start, end, run, about)  # type: ignore[attr-defined]
        spans = name_spans._spans_in_run(left, start, end)
        assert spans == name_spans._spans_in_run.__wrapped__(left, start, end)  # type: ignore[attr-defined]
    sides = side_by_side.SideBySide(names.index, text)
    whole = [
        couple
        for m in side_by_side._BRACKETS.finditer(sides._prose)
        for couple in sides.in_bracket(m.start())
    ]
    assert list(sides.in_brackets()) == whole


@given(st.lists(texts(), min_size=2, max_size=4), st.integers(0, 1 << 16))
@few
def test_a_text_that_is_being_written_is_checked_as_one_that_is_new(versions: list[str], place: int) -> None:
    """Whatever stood there before, what is found is what a table finds that has read nothing yet."""
    names = RememberingGazetteer(tenlao.load())
    at = place % (len(versions[0]) + 1)
    anew = {name: made for name, made in tenlao.load().__dict__.items() if name != "finder"}
    for version in versions:
        new = tenlao.Gazetteer(tenlao.load().table)
        new.__dict__.update(anew)
        text = versions[0][:at] + version[:40] + versions[0][at:]
        plain = [
            (f.rule, f.start, f.end, f.message, f.suggestion, f.score) for f in tenlao.load().check(text)
        ]
        found = check(names, text, with_changes=False)
        assert [(f.rule, f.start, f.end, f.message, f.suggestion, f.score) for f in found] == plain
        assert all(f.edit is None and f.also == () for f in found)

"""Work grows as texts do, whatever is in them: calls are counted, nothing is timed."""

import gc
import re
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from copy import copy
from datetime import datetime, timezone
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bench.patterns import PATTERNS
from tenlao import load
from tenlao.checking.findings import Finding
from tenlao.checking.stability import stable
from tenlao.curating.changes import adding
from tenlao.curating.checks import sound
from tenlao.curating.importers import imported
from tenlao.curating.table_revision import TableRevision
from tenlao.curating.toml_editing import edited
from tenlao.curating.validation import validate
from tenlao.documents.formats import document_in
from tenlao.documents.reviewing import Reviewed, Reviewer, reviewable, with_tracked
from tenlao.gazetteer import Gazetteer
from tenlao.mentions import small_letters
from tenlao.mentions.finder import Finder
from tenlao.mentions.small_letters import PostedPlaces
from tenlao.mentions.whole_names import Seen
from tenlao.pipeline.inspection import Options, inspect
from tenlao.rendering.newsroom_model import NewsroomModel
from tenlao.rendering.renderer import Rendering
from tenlao.styles.annotate import annotation
from tenlao.table.model import Entry, Form, Table
from tenlao.table.reader import read_file
from tenlao.text.edits import Edit
from tenlao.text.longest import LONGEST_NAME
from tenlao.text.surroundings import with_surroundings
from tenlao.web.rewriting import edits_between

NAMES = load()
RULES = ("TL001", "TL002", "TL003", "TL004", "TL005", "TL006", "TL007", "TL009")
SIZE = 150_000  # bytes of a document
Work = Callable[[Gazetteer, str], object]
WORK: dict[str, Work] = {
    "find": Gazetteer.find,
    "unlisted": Gazetteer.unlisted,
    "gloss": Gazetteer.report,
    "vietnamese": lambda names, text: names.edits(text, "vietnamese"),
    "check": lambda names, text: names.check(text, RULES),
    "harvest": Gazetteer.harvest,
}
UNITS = {
    "names": "Sonexay Siphandone, ",
    "names in Lao script": "ສອນໄຊ ສີພັນດອນ ",
    "names in Lao script, joined": "ສອນໄຊສີພັນດອນ",
    "one consonant": "ກ ",
    "titles in Lao script": "ທ່ານ",
    "parts of names": "ông Sonexay Siphandone, ông Sonexay, ",
    "glosses": "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon; Lào) ",
    "slips": "ông Sonexay Siphandnoe, ",
    "missettings and parts": "Xủn - thon Xay - nha - chắc, bà Xủn - thon, ",
    "strangers": "ông Bounsavath Phetmixay ở Lào, ",
    "cells": "Sonexay Siphandone\tXỏn-xay Xỉ-phăn-đon\t",
    "open brackets": "Sonexay Siphandone (a-b ",
    "initials": "S. Siphandone, A.B. Khamtay, ",
}


def calls_of(work: Work, text: str) -> int:
    """How many functions are called, those in C as well, where nothing is remembered of the runs of any text."""
    names = copy(NAMES)
    names.__dict__.pop("finder", None)
    assert names.finder is not NAMES.finder
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work(names, text)
    finally:
        sys.setprofile(None)
    return calls


def steps_of(work: Callable[[str], object], text: str) -> int:
    """How many steps Python takes, those of loops as well, once whatever is made for the first time is there."""
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> Any:
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return count

    work(text)
    before = sys.gettrace()
    sys.settrace(count)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return steps


def calls_by_size(work: Work, text: str) -> list[int]:
    """How many functions are called for a text, for twice the text, and for four times the text."""
    work(NAMES, 4 * text)  # what is made of the table is there for all of them
    calls_of(work, text)  # and what a finder makes of its words
    return [calls_of(work, times * text) for times in (1, 2, 4)]


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
@pytest.mark.parametrize("work", WORK.values(), ids=WORK.keys())
def test_twice_the_text_is_twice_the_work(work: Work, unit: str) -> None:
    least, half, most = calls_by_size(work, unit * max(8, 400 // len(unit)))
    assert most - half <= 1.2 * 2 * (half - least) + 500


@pytest.mark.parametrize("name", ["Sonexay" * 20_000, "ທ່ານ" * 20_000, "A. " * 20_000, "ກ" * 20_000])
def test_what_is_longer_than_any_name_is_none(name: str) -> None:
    assert len(name) > LONGEST_NAME
    assert NAMES.lookup(name) == [] == NAMES.find(name)
    assert NAMES.resolve(name) is None
    for said in (NAMES.render(name), NAMES.to_latin(name), NAMES.to_lao(name)):
        assert said.note == "is longer than any name"


def test_titles_before_a_name_are_taken_off_up_to_the_length_of_a_name() -> None:
    name = "đồng chí " * 20 + "Sonexay Siphandone"
    assert len(name) < LONGEST_NAME
    assert [match.entry.id for match in NAMES.lookup(name, 1)] == ["sonexay-siphandone"]


@pytest.mark.parametrize("times", [1, 10, 150])
def test_a_long_run_in_lao_script_has_as_many_names_as_short_ones(times: int) -> None:
    text = "ທ່ານ ທອງລຸນ ສີສຸລິດ ພົບ ທ່ານ ສອນໄຊ ສີພັນດອນ ແລະ " * times
    found = [mention.text for mention in NAMES.find(text)]
    assert found == ["ທອງລຸນ ສີສຸລິດ", "ສອນໄຊ ສີພັນດອນ"] * times


def test_findings_share_the_short_forms_that_change_with_them() -> None:
    text = "Bà Xủn - thon Xay - nha - chắc. " * 50 + "Bà Xủn - thon nói. " * 50
    found = [finding for finding in NAMES.check(text) if finding.also]
    assert len({id(finding.also) for finding in found}) <= 1


def test_many_ways_to_spell_an_entry_are_measured_at_once() -> None:
    least, half, most = calls_by_size(WORK["check"], 100 * "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon), ")
    assert most - half <= 1.2 * 2 * (half - least)


@pytest.mark.parametrize(
    "pattern",
    ["images", "code blocks", "entities", "numbered list", "headings", "line ends", "tags within words"],
)
def test_markdown_takes_a_few_times_its_size(pattern: str) -> None:
    assert most_memory(pattern, "md") <= 40 * SIZE


def test_names_on_lines_are_compared_once_for_each_way_to_spell_them() -> None:
    least, half, most = calls_by_size(WORK["check"], 50 * "Sonexay Siphandone\nông Sonexay nói.\n")
    assert most - half <= 1.2 * 2 * (half - least) + 500


@pytest.mark.parametrize("unit", ["()", "(a) "])
def test_brackets_by_the_thousand_take_some_times_their_size(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    NAMES.edits(text[:100])
    tracemalloc.start()
    try:
        NAMES.edits(text)
        assert tracemalloc.get_traced_memory()[1] < 40 * SIZE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("pattern", ["PO escapes", "PO names and escapes", "PO lines"])
def test_a_po_file_takes_a_few_times_its_size(pattern: str) -> None:
    assert most_memory(pattern, "po") <= 40 * SIZE


def test_what_newsrooms_write_stays_as_it_is_kept_until_it_is_asked_for() -> None:
    NewsroomModel.kept(NAMES.entries)  # it is on the disk from now on
    tracemalloc.start()
    try:
        model = NewsroomModel.kept(NAMES.entries)
        assert tracemalloc.get_traced_memory()[0] < 4 << 20
    finally:
        tracemalloc.stop()
    assert model.example("saʲ", "xay")


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [("Word runs", "docx"), ("Word names in references", "docx"), ("ODT spans", "odt")],
)
def test_tracked_changes_take_little_more_memory_than_the_document_with_them(pattern: str, kind: str) -> None:
    content = next(known for known in PATTERNS if known.name == pattern).made(SIZE, kind)
    document = document_in(content, f"text.{kind}")
    names = [m.start() for m in re.finditer("Sonexay", document.text)]
    edits = [Edit(start, start + 7, "Sonexay", "Xỏn-xay") for start in names]
    reviewer = Reviewer("A", datetime(2026, 1, 2, tzinfo=timezone.utc))
    with_tracked(reviewable(document, "text"), edits[:9], reviewer, "text")
    made: list[Reviewed] = []
    peak = peak_of(lambda: made.append(with_tracked(reviewable(document, "text"), edits, reviewer, "text")))
    assert peak < 3 * len(made[0].new)


def test_a_line_in_small_letters_takes_no_more_than_a_few_of_its_words() -> None:
    places = PostedPlaces(NAMES.index)
    assert list(places.places("di tha khek mot ngay roi ve"))
    line = "di tha khek mot ngay roi ve " * (SIZE // 28)
    assert peak_of(lambda: [None for _ in places.places(line)]) < SIZE


def test_of_names_on_one_line_a_few_are_held_at_a_time() -> None:
    text = "ông Ba Ba ở Lào, " * (4 * SIZE // 17)

    def read() -> None:
        for _ in NAMES.finder.see(text).passages:
            pass

    read()  # what is remembered of a name
    assert peak_of(read) < 8 * len(text)


def test_around_a_word_in_small_letters_only_a_few_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    class Counted:
        search = small_letters._WORD.search

        @staticmethod
        def finditer(
            text: str, start: int, end: int, words: re.Pattern[str] = small_letters._WORD
        ) -> Iterator[object]:
            nonlocal read
            for word in words.finditer(text, start, end):
                read += 1
                yield word

    monkeypatch.setattr(small_letters, "_WORD", Counted)
    assert len(list(PostedPlaces(NAMES.index).places("Bạn đi don khone online, " * 200))) == 200
    assert read < 5_000


def test_what_is_remembered_of_a_place_takes_little_besides_what_is_told_of_it() -> None:
    tell = with_surroundings(before=9, after=9)(lambda text, start, end: None)
    text = "".join(f"ông {number} ở " for number in range(4000))

    def tell_all() -> None:
        for start in range(0, len(text) - 5, 10):
            tell(text, start, start + 5)

    assert peak_of(tell_all) < 300 * 4000


def test_a_text_that_is_read_again_takes_no_memory_for_what_is_found_there() -> None:
    found = [Finding("TL006", 0, 9, f"Xay {number}", "") for number in range(2000)]
    change = Finding("TL005", 0, 3, "Huả", "", edit=Edit(0, 3, "Huả", "Hủa"))

    def again(_: str) -> Iterator[Finding]:
        for finding in found:
            yield Finding("TL006", 0, 9, f"{finding.text}", "x" * 5000)

    assert peak_of(lambda: stable("Huả", [*found, change], again)) < 2000 * 500


def test_what_is_read_of_a_document_and_its_text_is_forgotten_once_nobody_has_it() -> None:
    content = next(known for known in PATTERNS if known.name == "Word runs").made(SIZE, "docx")
    document = document_in(content, "a.docx")
    gc.collect()
    gc.disable()
    try:
        annotation(NAMES, document.text, "vietnamese")
        del document
        document_in(content, "a.docx")
        found = gc.collect()
    finally:
        gc.enable()
    assert found < 20


def test_nobody_is_rendered_for_a_text_that_is_read_again() -> None:
    names = copy(NAMES)
    rendered = []

    def render(name: str, **options: Any) -> Rendering:
        rendered.append(name)
        return NAMES.render(name, **options)

    names.__dict__["render"] = render
    text = "Ông Bounsavath Phetmixay ở Lào. Bà Xủn - thon Xay - nha - chắc."
    assert {finding.rule for finding in names.check(text)} == {"TL005", "TL006"}
    assert rendered == ["Bounsavath Phetmixay"]


def peak_of(work: Callable[[], object]) -> int:
    """How many bytes some work takes up at most."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def most_memory(pattern: str, ending: str) -> int:
    """How many bytes are taken up at most while a document of a pattern is read."""
    small, large = (
        known.made(size, ending) for known in PATTERNS if known.name == pattern for size in (99, SIZE)
    )
    document_in(small, f"text.{ending}")  # what is imported and compiled for it
    return peak_of(lambda: document_in(large, f"text.{ending}"))


def test_twice_the_findings_are_twice_the_work_to_mend(tmp_path: Path) -> None:
    def mend(_: Gazetteer, text: str) -> None:
        file = tmp_path / "a.txt"
        file.write_text(text, encoding="utf-8")
        assert inspect(NAMES, str(file), Options(fix=True)).fixed == text.count("Xủn")

    least, half, most = calls_by_size(mend, "Bà Xủn - thon Xay - nha - chắc nói. " * 100)
    assert most - half <= 1.2 * 2 * (half - least) + 500


def test_twice_the_entries_are_twice_the_work_to_add() -> None:
    block = '# of {0}\n[[entry]]\nid = "x-{0}"\nkind = "person"\nsame_name_as = ["x-{1}"]\nlatin = ["Xay {0}"]\n\n'

    def add(text: str) -> None:
        own = read_file("x.toml", None, text)
        more = read_file("y.toml", own.table, text.replace('"]\n\n', ' O"]\n\n').replace("x-", "y-"))
        edited(own, None, adding(own, None, more.own.entries))

    drafts = (
        "".join(block.format(number, number ^ 1) for number in range(count)) for count in (50, 100, 200)
    )
    one, two, four = (steps_of(add, draft) for draft in drafts)
    assert four - two == pytest.approx(2 * (two - one), rel=0.1)


def test_twice_the_changes_are_twice_the_work_to_show() -> None:
    block = '[[entry]]\nid = "x{0}"\nkind = "person"\nlatin = ["Xay {0}"]\n\n'

    def show(text: str) -> None:
        file = read_file("x.toml", None, text)
        revision = TableRevision(file, None, text.replace('"]', ' O"]'))
        assert len(revision.diff()) > text.count("[[entry]]")

    drafts = ("".join(map(block.format, range(count))) for count in (50, 100, 200))
    one, two, four = (steps_of(show, draft) for draft in drafts)
    assert four - two == pytest.approx(2 * (two - one), rel=0.1)


@pytest.mark.parametrize("unit", ["a b ", "one {0} two ", "one\n", "{0}\n"])
def test_twice_the_words_are_twice_the_work_to_compare(unit: str) -> None:
    def compare(text: str) -> None:
        assert list(edits_between(text, "x " + text.replace("one", "One") + " y"))

    one, two, four = (steps_of(compare, "".join(map(unit.format, range(count)))) for count in (100, 200, 400))
    assert four - two <= 1.2 * 2 * (two - one)


def test_twice_the_findings_are_twice_the_work_to_validate() -> None:
    block = '[[entry]]\nid = "x{0}"\nkind = "place"\nlatin = ["Xay  {0}"]\n\n'

    def validated(text: str) -> None:
        assert len(validate("x.toml", None, text)) >= text.count("[[entry]]")

    one, two, four = (
        steps_of(validated, "".join(map(block.format, range(count)))) for count in (50, 100, 200)
    )
    assert four - two == pytest.approx(2 * (two - one), rel=0.1)


def test_a_form_is_compared_with_no_more_than_some_of_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(sound, "_akin", lambda one, other: compared.append(one))
    base = Table((Entry("y", "place", (Form("Attapeu", "latin"),)),))
    block = '[[entry]]\nid = "x"\nkind = "person"\nlatin = ["Xay {0}"]\n\n'
    assert validate("x.toml", base, "".join(map(block.format, range(500))))
    assert 0 < len(compared) < 500


def test_twice_the_sources_are_twice_the_work_to_import() -> None:
    def tbx(count: int) -> str:
        concept = (
            '<conceptEntry id="x{0}"><langSec xml:lang="lo-Latn"><termSec><term>Xay</term>'
            '<admin type="source">Page {0}</admin></termSec></langSec></conceptEntry>'
        )
        concepts = "".join(map(concept.format, range(count)))
        return f'<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{concepts}</body></text></tbx>'

    one, two, four = (steps_of(lambda text: imported(text, "tbx"), tbx(count)) for count in (50, 100, 200))
    assert four - two == pytest.approx(2 * (two - one), rel=0.1)


def test_a_text_that_is_checked_is_read_once_and_once_more_when_it_is_mended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    see = Finder.see

    def noted(finder: Finder, text: str) -> Seen:
        read.append(text)
        return see(finder, text)

    monkeypatch.setattr(Finder, "see", noted)
    text = "Ông Bounsavath Phetmixay gặp ông Sonexay Siphandone ở Lào, trước khi tới Huả Phăn."
    findings = Gazetteer(NAMES.table).check(text, RULES)
    assert {finding.rule for finding in findings} >= {"TL005", "TL006", "TL007"}
    assert len(read) == len({*read}) <= 3
    assert text in read

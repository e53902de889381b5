"""The doors of the quick mode: functions of the library that input comes in by, and what must hold behind each.

A door gets the content and a number that it may choose by, so that the same input has the same options.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import math
import random
import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, TypeVar, cast, get_args

import tenlao
from fuzz import oracles
from fuzz.oracles import broken, only_own_errors
from fuzz.quick.making import Maker
from fuzz.texts import decoded, encoded, spellings
from tenlao import Edit, Gazetteer
from tenlao.base.characters import fit_for_xml, visible
from tenlao.base.display import display_width
from tenlao.base.spreadsheets import CONTROL, guarded, without_guard
from tenlao.base.vocabulary import KINDS, WRITINGS
from tenlao.checking.rules import RULES, fixes
from tenlao.checking.settings import settings_for
from tenlao.curating.importers import imported
from tenlao.documents.encodings import decode, decode_lines
from tenlao.documents.formats import document_in, restored
from tenlao.documents.text import TextDocument
from tenlao.integrations.positions import Positions
from tenlao.integrations.settings_editing import added
from tenlao.matching.trie import UNIT, costs_of_letters, costs_of_sounds
from tenlao.phonology.components import read_components
from tenlao.phonology.distance import (
    SUBSTITUTION,
    align,
    coarse_key,
    distance,
    distance_within,
)
from tenlao.phonology.reading import read, readings
from tenlao.phonology.sound import columns, join
from tenlao.phonology.vietnamese_spelling import is_syllable, spell, split, toneless
from tenlao.phonology.writing import likely_writing, possible_writings, proven_writing
from tenlao.pipeline.answers import answer
from tenlao.pipeline.diffs import unified_diff
from tenlao.pipeline.journal import Journal
from tenlao.pipeline.plain_words import in_plain_words
from tenlao.pipeline.text_sheets import csv_row, parted_by
from tenlao.rendering.suggestions import suggested
from tenlao.styles.options import Brackets, Manner, StyleKeywords
from tenlao.styles.registry import STYLES
from tenlao.table.reader import read_file as read_table_file
from tenlao.table.toml_lines import comments, line_of_name
from tenlao.table.writer import table_text
from tenlao.text.announcing import announced_from_afar
from tenlao.text.edits import apply_edits
from tenlao.text.keys import as_printed, slug, spelling_key
from tenlao.text.language import language_of
from tenlao.text.offices import office_before
from tenlao.text.offsets import OffsetMap, blanked, without_joiners
from tenlao.text.origins import origin_before, speaks_of_laos
from tenlao.text.paragraphs import paragraphs
from tenlao.text.titles import context, whole_name, without_titles
from tenlao.text.tokens import is_in_heading, opens_sentence, prose, runs, tokens
from tenlao.web.asked import Asked
from tenlao.web.bodies import parsed
from tenlao.web.problems import Problem
from tenlao.web.reconciling import kinds_in
from tenlao.web.rewriting import edits_between
from tenlao.web.settings import Settings as ServerSettings
from tenlao.web.settings import checked_origins, is_local

__all__ = ["DOORS", "Door", "warm"]

T = TypeVar("T")


class Door(NamedTuple):
    """A door: how often it is taken, how its input is made, and what is done with it in an empty folder."""

    share: float
    make: Callable[[Maker], bytes]
    run: Callable[[bytes, int, Path], None]


@cache
def _names() -> Gazetteer:
    return tenlao.load()


def _chosen(choices: Sequence[T], choice: int, turn: int = 0) -> T:
    """One of several, by a number; with another turn, another one independently of the first."""
    return choices[(choice >> 4 * turn) % len(choices)]


def _of_text(run: Callable[[str, int], None]) -> Callable[[bytes, int, Path], None]:
    return lambda content, choice, folder: run(decoded(content), choice)


def _of_bytes(run: Callable[[bytes, int], None]) -> Callable[[bytes, int, Path], None]:
    return lambda content, choice, folder: run(content, choice)


def _score(score: float) -> None:
    if not 0 <= score <= 100:
        raise broken("scores", score)


# Sounds


def _readings(name: str, choice: int) -> None:
    writing = _chosen(WRITINGS, choice)
    _phones(read(name, writing).phones)
    for component in read_components(name, writing):
        if component.stray < 0 or not all(written for written, _ in component.syllables):
            raise broken("components", component)
    found = readings(name)
    if not 1 <= len(found) <= 2:
        raise broken("one or two readings", found)
    for sound in found:
        _phones(sound.phones)
    oracles.same("writings", set(possible_writings(name)) <= set(WRITINGS), True)
    if (proven := proven_writing(name)) and likely_writing(name) != proven:
        raise broken("writings", f"{proven} is proven, {likely_writing(name)} is likely")


def _phones(components: Iterable[str]) -> None:
    for component in components:
        if not SUBSTITUTION.keys() >= set(component):
            raise broken("phones", component)


def _spellings(name: str, choice: int) -> None:
    composed, apart = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    oracles.same("key of another normal form", spelling_key(composed), spelling_key(apart))
    oracles.same("key without joiners", spelling_key(name), spelling_key(name.replace("\u2060", "")))
    printed = as_printed(name)
    oracles.same("printed again", as_printed(printed), printed)
    if printed.splitlines() not in ([], [printed]) and not set(printed) & set(
        "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    ):
        raise broken("on one line", printed)
    if not set(slug(name)) <= _OF_SLUGS:
        raise broken("plain small letters", slug(name))
    for word in name.split()[:4]:
        written = unicodedata.normalize("NFC", word).lower()
        if (syllable := split(written)) and is_syllable(written):
            again = spell(*syllable)
            oracles.same(
                "syllable spelled again", (toneless(again), split(again)), (toneless(written), syllable)
            )


_OF_SLUGS = frozenset(string.ascii_lowercase + string.digits + "-")


def _characters(text: str, choice: int) -> None:
    """What is printed, written as XML or put into sheets is fit for that."""
    if oracles.OBEYED.search(visible(text).replace("\t", "")):
        raise broken("fit for terminals", visible(text))
    xml = fit_for_xml(text)
    oracles.same("fit for XML twice", fit_for_xml(xml), xml)
    oracles.same("guard taken off", without_guard(guarded(text)), CONTROL.sub("", text))
    if display_width(text) < 0:
        raise broken("width", text)
    delimiter = _chosen(",;\t|", choice)
    cells = text.split("\x1f") if "\x1f" in text else [text, "x", text[: choice % 7]]
    row = csv_row(cells, delimiter)
    told = [
        without_guard(cell)
        for cell in next(csv.reader(row.splitlines(keepends=True), delimiter=delimiter), [])
    ]
    kept = [CONTROL.sub("", cell) for cell in cells]
    if not any({"\r", "\n"} & set(cell) or cell.splitlines() not in ([], [cell]) for cell in kept):
        oracles.same("cells of a row", told, kept)
    start, by = parted_by(text)
    if not 0 <= start <= len(text) or len(by) != 1:
        raise broken("parted by", (start, by))


def _distances(name: str, choice: int) -> None:
    other = _chosen(spellings(), choice)
    for one in readings(name)[:1]:
        for two in readings(other)[:1]:
            a, b = join(one.phones)[:60], join(two.phones)[:60]
            apart = distance(a, b)
            oracles.same("distance the other way", apart, distance(b, a))
            oracles.same("distance of itself", distance(a, a), 0.0)
            if apart < 0 or not math.isclose(apart, sum(step.cost for step in align(a, b)), abs_tol=1e-9):
                raise broken("distance and alignment", (a, b, apart))
            limited = distance(a, b, 4.0)
            if limited != apart if apart < 4 else limited < 4:
                raise broken("distance within a limit", (a, b, apart, limited))
            if distance_within(a, b) > apart + 1e-9 or coarse_key(coarse_key(a)) != coarse_key(a):
                raise broken("distance within", (a, b))


@cache
def _kernels() -> tuple[ModuleType, ...]:
    """The search in plain Python, and the compiled one if there is one."""
    modules = [import_module("tenlao.matching.plain_search")]
    with contextlib.suppress(ImportError):
        modules.append(import_module("tenlao.matching.compiled_search"))
    return tuple(modules)


def _kernel(text: str, choice: int) -> None:
    """Both searches find the same, in what is near by sound and by letters, and that is all there is."""
    query, *known = text.split("\n")
    sounds, letters = costs_of_sounds(), costs_of_letters(text)
    for costs, limit in ((sounds, choice % (9 * UNIT)), (letters, 3)):
        if costs is sounds and not SUBSTITUTION.keys() >= set(text.replace("\n", "")):
            continue
        tries = [kernel.trie_of(known, costs.encoded) for kernel in _kernels()]
        searches = [
            kernel.Search(trie, costs, bytes(len(known)))
            for kernel, trie in zip(_kernels(), tries, strict=True)
        ]
        margin, changes = _chosen((-1, 0, 5, 20), choice, 2), _chosen((-1, 0, 1, 2), choice, 3)
        if costs is letters:
            margin = changes = -1
        found = [search.near(query, limit, margin, changes) for search in searches]
        oracles.same("tries", tries[0], tries[-1])
        oracles.same("kernels, near", found[0], found[-1])
        if costs is sounds and margin < 0 and changes < 0 and query:
            near = [(round(UNIT * distance(query, sound)), number) for number, sound in enumerate(known)]
            oracles.same("kernel and distance", found[-1], sorted(item for item in near if item[0] < limit))
        if costs is sounds:
            parts = columns([query[at : at + 3] for at in range(0, len(query), 3)])
            spans = [search.spans(parts, 3, limit, changes) for search in searches]
            oracles.same("kernels, spans", spans[0], spans[-1])


@cache
def _plain_index_search() -> Any:
    parts = _names().index.parts
    plain = import_module("tenlao.matching.plain_search")
    return plain.Search(parts.sound_trie, costs_of_sounds(), parts.penalties)


def _near(name: str, choice: int) -> None:
    """What is near a name in the whole table is as far away as it says; on a sample, both searches find the same."""
    index = _names().index
    for sound in readings(name)[:1]:
        phones = join(sound.phones)
        found = index.near(phones, 6.0, 1.0)
        for near in found[:3]:
            exact = distance(phones, index.sound(near.number).phones)
            if not exact - 1 / UNIT <= near.cost <= exact + 6 or near.cost >= 6:
                raise broken("near", (phones, near, exact))
        if choice % 64 == 0:
            plain = _plain_index_search().near(phones, 6 * UNIT, UNIT)
            oracles.same("kernels, table", index.sound_search.near(phones, 6 * UNIT, UNIT), plain)
    for key, letters in index.misspelt(spelling_key(name))[:3]:
        if not index.spelled(key) or not 0 <= letters <= 2:
            raise broken("misspelt", (name, key, letters))


# Names

_LIMITS = (1, 2, 5, 100)
_YEARS = (None, None, None, 1950, 2010, 2024, 10**9)


def _lookup(name: str, choice: int) -> None:
    names = _names()
    limit, kind, year = (
        _chosen(_LIMITS, choice),
        _chosen((None, None, *KINDS), choice, 1),
        _chosen(_YEARS, choice, 2),
    )
    found = names.lookup(name, limit, kind, at=year)
    for match in found:
        _score(match.score)
        if (kind and match.entry.kind != kind) or not match.explain() or not in_plain_words(match):
            raise broken("a match", match)
    if len(found) > limit or len({match.entry.id for match in found}) < len(found):
        raise broken("a match for each", found)
    if year is None:
        oracles.best_first(found)
    best = names.resolve(name, kind=kind, at=year)
    told = {m.entry.id for m in found} | {other.id for m in found for other in m.others}
    if best is not None and found and best.entry.id not in told:
        raise broken("same", f"resolved as {best}, looked up as {found[0]}")
    if choice % 8 == 0:
        told_of = answer(names, name, kind=kind, limit=limit, at=year)
        json.dumps(told_of.data(names.sources, at=year), allow_nan=False)


def _attested(name: str, choice: int) -> None:
    """A spelling of the table, however it is set, names somebody who is spelled so."""
    spelled = _names().index.spelled(spelling_key(name))
    found = _names().lookup(name, 5)
    if any(match.kind == "exact" for match in found) and not spelled:
        key = spelling_key(without_titles(" ".join(name.split())))
        if not any(form for match in found for form in match.entry.forms if spelling_key(form.text) in key):
            raise broken("attested", (name, found[0]))


def _render(name: str, choice: int) -> None:
    names = _names()
    limit = _chosen(_LIMITS, choice)
    rendering = names.render(
        name, sibilant=_chosen((None, None, "s", "x"), choice, 1), tones=choice % 3 > 0, limit=limit
    )
    _score(rendering.score)
    told = (rendering.vietnamese, *rendering.alternatives)
    if (
        len(rendering.alternatives) > limit
        or not rendering.explain()
        or (told[0] and len(set(told)) < len(told))
    ):
        raise broken("renderings", rendering)
    if not rendering.vietnamese and not rendering.note:
        raise broken("renderings", rendering)
    mark = suggested(names, name)
    if mark is not None and not mark.endswith("*"):
        raise broken("suggestions are marked", mark)


def _respell(name: str, choice: int) -> None:
    names = _names()
    limit = _chosen(_LIMITS, choice)
    for respelled in (names.to_latin(name, limit), names.to_lao(name, limit)):
        if not respelled.explain():
            raise broken("renderings", respelled)


# Texts


def _titles(text: str, choice: int) -> None:
    composed = unicodedata.normalize("NFC", text)
    for left in (without_titles(text), without_titles(text, keep_own=True), whole_name(text)):
        left = unicodedata.normalize("NFC", left)
        if left not in composed and " ".join(left.split()) not in " ".join(composed.split()):
            raise broken("a name without its titles", left)
    at = choice % (len(text) + 1)
    before, after = text[:at], text[at:]
    context(before[-60:], after[:30])
    office = office_before(before)
    if office is not None and office not in " ".join(unicodedata.normalize("NFC", before).split()):
        raise broken("office", (before, office))
    origin_before(before)
    announced_from_afar(text, at, min(len(text), at + 5))
    opens_sentence(text, at)
    is_in_heading(text, at)


def _tokens(text: str, choice: int) -> None:
    oracles.counts("prose as long as its text", len(prose(text)), len(text))
    oracles.same("paragraphs", "".join(part for _, part in paragraphs(text)), text)
    before = 0
    for run in runs(text):
        if run.start < before or text[run.start : run.start + len(run.text)] != run.text:
            raise broken("places", run)
        before = run.start + 1
        end = 0
        for token in tokens(run.text):
            if not end <= token.start < token.end <= len(run.text):
                raise broken("places", (run, token))
            end = token.end
    language_of(text)
    speaks_of_laos(text)


def _spans(text: str, choice: int, most: int = 4) -> list[tuple[int, int]]:
    """Some spans of a text, by a number, in text order and apart."""
    source = random.Random(choice)
    places = sorted(source.randrange(len(text) + 1) for _ in range(2 * source.randint(1, most)))
    return list(zip(places[::2], places[1::2], strict=True))


_NEW = ("", "Phô-xay", "A & B", "<i>x</i>", "ລາວ", '"', "\\", "a\nb", "*", "\u2060", "]]>", "é" * 20)


def _offsets(text: str, choice: int) -> None:
    spans = [(start, end) for start, end in _spans(text, choice) if start < end]
    left = OffsetMap(text, ((start, end, "") for start, end in spans))
    for offset in range(0, len(left.text), 1 + len(left.text) // 20):
        start, end = left.start(offset), left.end(offset)
        if not end <= start or text[start] != left.text[offset] or (start > end) != (offset in left.places):
            raise broken("offsets", (offset, start, end))
    oracles.counts("blanked", len(blanked(text, spans)), len(text))
    oracles.same("joiners", without_joiners(text).text, text.replace("\u2060", ""))
    edits = [
        Edit(start, end, text[start:end], _chosen(_NEW, choice, turn))
        for turn, (start, end) in enumerate(spans)
    ]
    new = oracles.undone(text, edits)
    oracles.same("moved", apply_edits(text, [OffsetMap(text).moved(edit, text) for edit in edits]), new)
    diff = unified_diff("a.txt", text, edits)
    if bool(diff) != bool(edits) or (
        new != text and not any(line[:1] in "+-" for line in diff.split("\n")[2:])
    ):
        raise broken("diff", diff)
    again = apply_edits(text, edits_between(text, new))
    oracles.same("edits between", _with_line_feeds(again), _with_line_feeds(new))
    places = Positions(text, _chosen(("utf-8", "utf-16", "utf-32"), choice))
    for offset in {0, len(text), *(end for _, end in spans)}:
        if text[offset - 1 : offset + 1] != "\r\n":
            oracles.same("positions", places.offset(*places.of(offset)), offset)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find(text: str, choice: int) -> None:
    names = _names()
    found = names.find(text)
    oracles.places(text, found, "mention")
    for mention in found:
        _score(mention.match.score)
    oracles.places(text, names.unlisted(text), "unlisted name")
    if choice % 8 == 0:
        oracles.same("find in parts", list(names.find_in_parts([text])), found)
    for pair in names.harvest(text):
        if not 0 <= pair.start < pair.end <= len(text):
            raise broken("places", pair)


def _annotate(text: str, choice: int) -> None:
    """What is written is a known name's, or marked as suggested; once is twice; all else stays."""
    names = _names()
    style = _chosen(STYLES, choice)
    options = StyleKeywords(
        every=_chosen((None, True, False), choice, 1),
        min_score=_chosen((0.0, 0.0, 91.0), choice, 2),
        near=_chosen((False, False, True), choice, 3),
        suggest=_chosen(("", "", "*"), choice, 4),
        provinces=_chosen((None, *get_args(Manner)), choice, 5),
        brackets=cast(Brackets, _chosen(get_args(Brackets), choice, 6)),
        one_family=choice % 5 > 0,
    )
    with only_own_errors():
        edits = names.edits(text, style, **options)
        once = oracles.undone(text, edits)
        oracles.twice_as_once(once, names.annotate(once, style, **options))
        if style == "html":
            if "<" not in text and "&" not in text:
                oracles.only_marks(once)
        elif not names.find(text) and (
            unmarked := [e for e in edits if not options["suggest"] or "*" not in e.new]
        ):
            raise broken("unknown names stay", unmarked)


def _check(text: str, choice: int) -> None:
    names = _names()
    rules = None if choice % 3 else tuple(RULES)
    found = names.check(text, rules)
    oracles.places(text, found, "finding")
    mended = oracles.undone(text, fixes(found))
    if mended != text:
        oracles.fixes_final(found, names.check(mended, rules))


def _translation(text: str, choice: int) -> None:
    at = choice % (len(text) + 1)
    for finding in _names().check_translation(text[:at], text[at:]):
        if not 0 <= finding.start <= finding.end <= len(text) - at:
            raise broken("places", finding)


# Documents

_NAMES_OF_KINDS: Mapping[str, Sequence[str]] = {
    "text": ("a.txt",),
    "markdown": ("a.md",),
    "html": ("a.html", "a.xhtml"),
    "subtitles": ("a.srt", "a.vtt"),
    "xliff": ("a.xlf", "a.sdlxliff"),
    "tmx": ("a.tmx",),
    "po": ("a.po",),
    "docx": ("a.docx",),
    "odt": ("a.odt",),
}


def _document(kind: str, content: bytes, choice: int, folder: Path) -> None:
    """What is seen stands where it says; edits anywhere change what they say, and can be taken back byte for byte."""
    with only_own_errors():
        document = document_in(content, _chosen(_NAMES_OF_KINDS[kind], choice))
        text, source = document.text, document.source
        last = content.count(b"\n") + content.count(b"\r") + 1
        for offset in (0, len(text) // 2, len(text)):
            line = document.line(offset)
            if line is not None and not 1 <= line <= last:
                raise broken("places", (offset, line))
        oracles.same("no edits", document.edited([]), content)
        if source is not None:
            oracles.counts("characters seen and in the source", len(text), len(source))
        edits = [
            Edit(start, end, text[start:end], _chosen(_NEW, choice, turn))
            for turn, (start, end) in enumerate(_spans(text, choice))
        ]
        in_source = source is not None and choice % 5 == 0
        if in_source:
            edits = [Edit(e.start, e.end, cast(str, source)[e.start : e.end], e.new) for e in edits]
        try:
            new = document.edited(edits, in_source=in_source)
        except ValueError as error:
            if source is not None:
                raise broken("edits fit", error) from error
            return
        data = json.loads(json.dumps(document.restore_data(edits, in_source=in_source)))
        oracles.bytes_undone(content, restored(new, data))
        if isinstance(document, TextDocument):
            told = apply_edits(document.source, document.source_edits(edits, in_source=in_source))
            written = document.encoding.mark + document.encoding.encode(told)
            oracles.same("edits of the source", written, new)


def _encoded(content: bytes, choice: int) -> None:
    """What is read is written as it was; some lines at a time is as at once."""
    encoding = _chosen(_ENCODINGS, choice)
    with only_own_errors():
        text, found = decode(content, encoding, "a.txt")
        oracles.same("encoded again", found.mark + found.encode(text), content)
        at = choice % (len(content) + 1)
        parts = "".join(part for part, _ in decode_lines([content[:at], content[at:]], encoding, "a.txt"))
        oracles.same("some lines at a time", parts, text)


_ENCODINGS = (
    None,
    None,
    None,
    "utf-8",
    "utf-16",
    "cp1258",
    "tcvn3",
    "tcvn",
    "vni",
    "gb18030",
    "utf-32",
    "shift_jis",
    "x",
)


# Data


def _table(content: bytes, choice: int) -> None:
    text = decoded(content)
    base = _names().table if choice % 32 == 0 else None
    last = text.count("\n") + text.count("\r") + 1
    for line in (line_of_name(text, "latin"), line_of_name(text, text[:3])):
        if line is not None and not 1 <= line <= last:
            raise broken("places", line)
    if len(comments(text)) > text.count("#"):
        raise broken("comments", comments(text))
    with only_own_errors():
        file = read_table_file("x.toml", base, text)
        for problem in file.problems:
            if not str(problem) or not (problem.line is None or 1 <= problem.line <= last):
                raise broken("places", problem)
        if not file.problems and base is None:
            again = read_table_file("x.toml", None, table_text(file.table))
            if again.problems:
                raise broken("a table can be written and read", again.problems[0])
            oracles.same("written and read", again.table.entries, file.table.entries)


def _settings(content: bytes, choice: int, folder: Path) -> None:
    name = _chosen(("tenlao.toml", "pyproject.toml"), choice)
    file = folder / name
    file.write_bytes(content)
    try:
        with only_own_errors():
            settings = settings_for(str(folder / f"x{choice}"))
            settings.excludes(str(folder / "a" / "drafts" / "b.md"))
            settings.with_rules(None, ["TL001"])
        with only_own_errors():
            text = content.decode("utf-8", "replace")
            edit = added(text, name, "names", 'Xay "x"') if choice % 4 == 0 else None
            if edit is not None:
                oracles.undone(text, [edit])
    finally:
        file.unlink()


def _journal(content: bytes, choice: int, folder: Path) -> None:
    file = folder / "edits.jsonl"
    file.write_bytes(content)
    with only_own_errors():
        journal = Journal(str(file))
        for name in journal.files():
            journal.is_beside(name)
        with only_own_errors():
            undone = journal.undone(str(folder / "a.txt"), b"")
            if hashlib.sha256(undone).hexdigest() not in {change.old_sha256 for change in journal.changes}:
                raise broken("undone", undone)


def _import(content: bytes, choice: int) -> None:
    with only_own_errors():
        table = imported(content, _chosen(("csv", "tsv", "jsonl"), choice), "in")
        len(table_text(table))


def _term_base(content: bytes, choice: int) -> None:
    with only_own_errors():
        imported(content, "tbx", "in")


def _request(content: bytes, choice: int) -> None:
    """What a request has is data of the kinds that are asked for, or a problem of the one who asks."""
    with _only_problems():
        data = parsed(content)
        json.dumps(data, ensure_ascii=False).encode()
        asked = Asked(data if isinstance(data, dict) else {"text": data})
        for ask in (
            partial(asked.text, "text", 100),
            partial(asked.strings, "names", 5, 50),
            partial(asked.number, "limit", 5, 1, 50),
            partial(asked.score, "threshold"),
            partial(asked.year, "at"),
            partial(asked.flag, "every"),
            asked.kind,
            asked.sibilant,
            asked.end,
        ):
            with _only_problems():
                ask()
    text = content.decode("latin-1")
    ServerSettings().answers_to(text)
    is_local(text)
    with _only_problems():
        kinds_in([text])
    with only_own_errors():
        checked_origins([text])


@contextlib.contextmanager
def _only_problems() -> Iterator[None]:
    """What is refused is a problem of the one who asks, told as JSON."""
    try:
        yield
    except Problem as problem:
        told = json.loads(problem.document("x"))
        if not 400 <= told["status"] < 500:
            raise broken("a server makes no mistake", told) from problem


def _text(maker: Maker) -> bytes:
    return encoded(maker.text())


def _short_text(maker: Maker) -> bytes:
    return encoded(maker.text(most=2))


def _name(maker: Maker) -> bytes:
    return encoded(maker.name())


def _searched(maker: Maker) -> bytes:
    make = maker.phones if maker.below(4) else maker.name
    return encoded("\n".join([make() for _ in range(2 + maker.below(8))]))


def _read(maker: Maker) -> bytes:
    return maker.document(maker.pick(("text", "text", "po", "html")))


DOORS: Mapping[str, Door] = {
    "readings": Door(14, _name, _of_text(_readings)),
    "spellings": Door(12, _name, _of_text(_spellings)),
    "characters": Door(5, _text, _of_text(_characters)),
    "distances": Door(5, _name, _of_text(_distances)),
    "kernel": Door(3, _searched, _of_text(_kernel)),
    "near": Door(2, _name, _of_text(_near)),
    "lookup": Door(8, _name, _of_text(_lookup)),
    "render": Door(1.5, _name, _of_text(_render)),
    "respell": Door(3, _name, _of_text(_respell)),
    "titles": Door(6, _text, _of_text(_titles)),
    "tokens": Door(4, _text, _of_text(_tokens)),
    "offsets": Door(4, _text, _of_text(_offsets)),
    "find": Door(1, _short_text, _of_text(_find)),
    "annotate": Door(1, _short_text, _of_text(_annotate)),
    "check": Door(0.4, _short_text, _of_text(_check)),
    "translation": Door(0.2, _short_text, _of_text(_translation)),
    "text": Door(2, partial(Maker.document, kind="text"), partial(_document, "text")),
    "markdown": Door(1, partial(Maker.document, kind="markdown"), partial(_document, "markdown")),
    "html": Door(3, partial(Maker.document, kind="html"), partial(_document, "html")),
    "subtitles": Door(3, partial(Maker.document, kind="subtitles"), partial(_document, "subtitles")),
    "xliff": Door(4, partial(Maker.document, kind="xliff"), partial(_document, "xliff")),
    "tmx": Door(4, partial(Maker.document, kind="tmx"), partial(_document, "tmx")),
    "po": Door(4, partial(Maker.document, kind="po"), partial(_document, "po")),
    "docx": Door(0.2, partial(Maker.packed, kind="docx"), partial(_document, "docx")),
    "odt": Door(0.2, partial(Maker.packed, kind="odt"), partial(_document, "odt")),
    "encodings": Door(4, _read, _of_bytes(_encoded)),
    "table": Door(1, Maker.table, _of_bytes(_table)),
    "settings": Door(1, Maker.settings, _settings),
    "journal": Door(3, Maker.journal, _journal),
    "import": Door(3, Maker.sheet, _of_bytes(_import)),
    "term-base": Door(1, Maker.term_base, _of_bytes(_term_base)),
    "request": Door(5, Maker.json, _of_bytes(_request)),
}


def warm(folder: Path) -> None:
    """Have all loaded that is loaded when it is first used, which takes longer than an input may."""
    sample = Maker(random.Random(0))
    for door in DOORS.values():
        for choice in range(20):
            with contextlib.suppress(Exception):  # it is not counted; whoever is counted will find it
                door.run(door.make(sample), choice, folder)

"""What the benchmarks share: evaluation sets, marked-up texts, metrics, and the printing of tables."""

from __future__ import annotations

import importlib
import itertools
import json
import os
import random
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any, Literal

from unidecode import unidecode

from tenlao.gazetteer import Gazetteer
from tenlao.matching.kernel import CHOICE
from tenlao.table.model import Entry, Form, Table

TEXTS = Path(__file__).with_name("texts")
WRITINGS = ("latin", "vietnamese", "lao")

Set = Literal["mixed", "real", "recombined", "relative", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Query:
    """A spelling to be resolved; `owners` are the ids of the entries it names, none in the unknown sets."""

    text: str
    writing: str
    tag: str | None
    set: Set
    owners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trial:
    """Queries, and the table that is to answer them; `name` tells trials apart that are reported apart."""

    gazetteer: Gazetteer
    queries: tuple[Query, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention marked in a text. `key` names its entry; it is "-" when the name is in no table."""

    start: int
    end: int
    key: str


def optional(module: str) -> Any | None:
    """Import a peer that may not be installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def normal(text: str) -> str:
    """Bring a spelling to the form in which two equal ones are equal strings.

    >>> normal("  Kaysone\\nPHOMVIHANE")
    'kaysone phomvihane'
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


# Evaluation sets


def owners(names: Gazetteer) -> dict[str, frozenset[str]]:
    """The ids of the entries that own each form, by the normal form of its text."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for entry in names.entries:
        for form in entry.forms:
            ids[normal(form.text)].add(entry.id)
    return {text: frozenset(found) for text, found in ids.items()}


def read_trials(folder: Path, names: Gazetteer) -> tuple[Trial, Trial]:
    """The queries of resolve.jsonl, and those of unknown.jsonl with a table without the people who are so called.

    People come into the table as it grows: `is` in unknown.jsonl is a form of theirs, if they lack the query.
    """
    by_form = defaultdict(frozenset, owners(names))
    named = tuple(
        Query(item["query"], item["writing"], item["tag"], "mixed", by_form[normal(item["is"])])
        for item in read_json_lines(folder / "resolve.jsonl")
    )
    items = list(read_json_lines(folder / "unknown.jsonl"))
    unknown = tuple(Query(item["query"], item["writing"], None, item["set"]) for item in items)
    come = frozenset().union(*[by_form[normal(item.get("is", item["query"]))] for item in items])
    return Trial(names, named), Trial(without(names, come), unknown)


def without(names: Gazetteer, ids: Container[str]) -> Gazetteer:
    """A gazetteer with the table of another, but without some of its entries."""
    return Gazetteer(Table(tuple(entry for entry in names.entries if entry.id not in ids), names.sources))


def read_json_lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


FOLDS = 10


def development_trials(names: Gazetteer, folds: Iterable[int] = range(FOLDS)) -> Iterator[Trial]:
    """Evaluation sets made from the table: some folds of "mixed" and of "real", and all of "recombined"."""
    for fold in folds:
        yield withheld_forms(names, fold)
        yield withheld_persons(names, fold)
    yield Trial(names, tuple(recombined(names)))


def withheld_forms(names: Gazetteer, fold: int) -> Trial:
    """A table without the forms of one fold, and these forms as queries.

    The folds take the forms of an entry in turn, so that each is asked for while the others are known.
    Exonyms are not asked for: they are not spellings of the sound.
    """
    fold_of: dict[str, int] = {}
    for entry in names.entries:
        for number, form in enumerate(entry.forms):
            fold_of.setdefault(normal(form.text), (hash_of(entry.id) + number) % FOLDS)

    entries = []
    for entry in names.entries:
        kept = tuple(form for form in entry.forms if fold_of[normal(form.text)] != fold)
        entries.append(entry._replace(forms=kept or entry.forms))
    reduced = Gazetteer(Table(tuple(entries), names.sources))

    known, by_form = owners(reduced), owners(names)
    queries: dict[str, Query] = {}
    for form in forms_of(names.entries):
        text = normal(form.text)
        if text not in known and form.tag != "exonym":
            queries.setdefault(text, Query(form.text, form.writing, form.tag, "mixed", by_form[text]))
    return Trial(reduced, tuple(queries.values()))


def withheld_persons(names: Gazetteer, fold: int) -> Trial:
    """A table without the persons of one fold, and all their forms as queries that should find nobody."""
    withheld = [
        entry
        for entry in names.entries
        if entry.kind == "person" and not entry.same_name_as and hash_of(entry.id) % FOLDS == fold
    ]
    reduced = without(names, {entry.id for entry in withheld})

    known = owners(reduced)
    queries: dict[str, Query] = {}
    for form in forms_of(withheld):
        text = normal(form.text)
        if text not in known:
            queries.setdefault(text, Query(form.text, form.writing, form.tag, "real"))
    return Trial(reduced, tuple(queries.values()))


def zero_shot_trials(names: Gazetteer) -> Iterator[Trial]:
    """For each two writings: names asked for in one, while the table knows the other one only."""
    for known, asked in itertools.permutations(WRITINGS, 2):
        yield one_writing_known(names, known, asked)


def one_writing_known(names: Gazetteer, known: str, asked: str) -> Trial:
    """The table reduced to the forms of one writing, and the preferred forms of another one as queries.

    Persons who have no form in the writing that is known are unknown names. Stripped forms stand between two
    writings and exonyms are not spellings of the sound: they are left out, from the table as well.
    """
    entries = []
    for entry in names.entries:
        forms = tuple(f for f in entry.forms if f.writing == known and f.tag not in ("stripped", "exonym"))
        if forms:
            entries.append(entry._replace(forms=forms))
    reduced = Gazetteer(Table(tuple(entries), names.sources))

    kept, known_forms, by_form = {entry.id for entry in entries}, owners(reduced), owners(names)
    queries: dict[str, Query] = {}
    for entry in names.entries:
        form = preferred_form(entry, asked)
        if form is None or form.tag == "exonym" or (text := normal(form.text)) in known_forms:
            continue
        ids = by_form[text].union(entry.same_name_as)
        if entry.id in kept:
            queries.setdefault(text, Query(form.text, asked, form.tag, "mixed", ids))
        elif entry.kind == "person" and ids.isdisjoint(kept) and all(f.writing != known for f in entry.forms):
            queries.setdefault(text, Query(form.text, asked, form.tag, "real"))
    return Trial(reduced, tuple(queries.values()), f"{known}, asked in {asked}")


def preferred_form(entry: Entry, writing: str) -> Form | None:
    text = getattr(entry, writing)
    return next((form for form in entry.forms if form.writing == writing and form.text == text), None)


def recombined(gazetteer: Gazetteer, limit: int = 150) -> Iterator[Query]:
    """Names that nobody bears: the given name of one person with the family name of another."""
    persons = [entry for entry in gazetteer.entries if entry.kind == "person"]
    parts_of = [{consonants(part) for form in e.forms for part in form.text.split()} for e in persons]
    whole_names = {consonants(form.text) for form in forms_of(gazetteer.entries)}
    for writing in WRITINGS:
        names = [
            form.text.split()
            for form in forms_of(persons)
            if form.writing == writing and form.tag is None and len(form.text.split()) == 2
        ]
        given_names = sorted({given for given, _ in names}, key=hash_of)
        family_names = sorted({family for _, family in names}, key=hash_of, reverse=True)
        made = 0
        for given, family in zip(given_names, family_names, strict=False):
            parts = {consonants(given), consonants(family)}
            if consonants(given + family) in whole_names or any(parts <= have for have in parts_of):
                continue
            yield Query(f"{given} {family}", writing, None, "recombined")
            made += 1
            if made == limit:
                break


def forms_of(entries: Iterable[Entry]) -> Iterator[Form]:
    for entry in entries:
        yield from entry.forms


def hash_of(text: str) -> int:
    """A hash that is the same in every run."""
    return zlib.crc32(text.encode())


_CONSONANTS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"tch|ch|j"), "c"),
    (re.compile(r"ph|f"), "p"),
    (re.compile(r"x"), "s"),
    (re.compile(r"r"), "l"),
    (re.compile(r"d"), "t"),
    (re.compile(r"n?[gh]n?"), lambda found: "n" if "n" in found[0] else ""),
    (re.compile(r"[aeiouyvwh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def consonants(text: str) -> str:
    """A rough key that spellings of one name share: which consonants it has.

    >>> consonants("Phomvihane") == consonants("Phôm-vi-hản") == consonants("ພົມວິຫານ")
    True
    """
    text = unidecode(text).lower()
    for pattern, new in _CONSONANTS:
        text = pattern.sub(new, text)
    return text


# Garbled spellings


def letters_of(texts: Iterable[str]) -> str:
    """All letters of some texts, each as often as it occurs; marks that stand for vowels or tones are letters.

    >>> letters_of(["Xay-xana", "ມື້"])
    'xayxanaມື້'
    """
    return "".join(c for text in texts for c in text.casefold() if unicodedata.category(c)[0] in "LM")


def garbled(text: str, letters: str, source: random.Random) -> str:
    """A text with one or two letters changed, left out, put in, or swapped with the next one.

    >>> garbled("Phomvihane", "aeiou", random.Random(1))
    'Phomvihani'
    """
    for _ in range(source.randint(1, 2)):
        place, edit = source.randrange(len(text)), source.choice(("change", "omit", "insert", "swap"))
        before, here, after = text[:place], text[place], text[place + 1 :]
        if edit == "change":
            text = before + source.choice(letters) + after
        elif edit == "omit" and len(text) > 1:
            text = before + after
        elif edit == "insert":
            text = before + source.choice(letters) + here + after
        else:
            text = before + after[:1] + here + after[1:]
    return text


# Marked-up texts

_MARKUP = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")


def read_marked(path: Path) -> tuple[str, list[Marked]]:
    """The text of a file without its markup, and the mentions that were marked in it."""
    return parse_marked(path.read_bytes().decode("utf-8"))


def parse_marked(text: str) -> tuple[str, list[Marked]]:
    """Split a text in which mentions are marked as [[surface|key]] into the text and the mentions.

    >>> parse_marked("to [[Pakse|Pakse]].")
    ('to Pakse.', [Marked(start=3, end=8, key='Pakse')])
    """
    parts: list[str] = []
    mentions = []
    length = copied = 0
    for mark in _MARKUP.finditer(text):
        surface = mark[1]
        parts += [text[copied : mark.start()], surface]
        length += mark.start() - copied + len(surface)
        copied = mark.end()
        key = unicodedata.normalize("NFC", mark[2])
        mentions.append(Marked(length - len(surface), length, key))
    parts.append(text[copied:])
    return "".join(parts), mentions


class EntriesByKey(dict[str, frozenset[str]]):
    """The ids of the entries that a key means; capitals do not matter where they tell no two entries apart."""

    def __missing__(self, key: str) -> frozenset[str]:
        return self.get(normal(key), frozenset())


def entries_by_key(names: Gazetteer) -> dict[str, frozenset[str]]:
    """The ids of the entries that a key means.

    A key is an entry's preferred Latin form, else the Vietnamese, else the Lao one; a form that another entry
    has too is passed over. Any other attested form serves as a key as well, so that a change of preference
    in the table does not spoil the texts.
    """
    by_form = owners(names)
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for entry in names.entries:
        preferred = [text for text in (entry.latin, entry.vietnamese, entry.lao) if text is not None]
        own = [text for text in preferred if len(by_form[normal(text)]) == 1]
        for text in (own or preferred)[:1]:
            ids[text].add(entry.id)
    for entry in names.entries:
        for form in entry.forms:
            if form.text not in ids:
                ids[form.text] = set(by_form[normal(form.text)])
    by_key = EntriesByKey((key, frozenset(found)) for key, found in ids.items())
    for key, found in ids.items():
        by_key.setdefault(normal(key), frozenset(found))
    return by_key


# Metrics


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def threshold_for(scores: Iterable[float], accepted: float) -> float:
    """The score above which at most this share of the scores lie.

    >>> threshold_for([10.0, 20.0, 30.0, 40.0], 0.25)
    30.0
    """
    ordered = sorted(scores, reverse=True)
    allowed = int(len(ordered) * accepted)
    return ordered[allowed] if allowed < len(ordered) else float("-inf")


@dataclass(frozen=True, slots=True)
class Bin:
    """Matches whose scores lie from `low` up to `high`."""

    low: float
    high: float
    count: int
    mean_score: float
    right: int


def reliability(
    scored: Sequence[tuple[float, bool]], edges: Sequence[float] = (0, 10, 25, 50, 75, 90, 95, 99, 100)
) -> list[Bin]:
    """How many matches in each range of scores are right. A score of the last edge is in the last bin."""
    bins = []
    for low, high in itertools.pairwise(edges):
        inside = [(s, right) for s, right in scored if low <= s < high or s == high == edges[-1]]
        mean = sum(score for score, _ in inside) / len(inside) if inside else 0.0
        bins.append(Bin(low, high, len(inside), mean, sum(right for _, right in inside)))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far score and share of right matches are apart, on average.

    >>> calibration_error(reliability([(75.0, True), (75.0, False)]))
    0.25
    """
    total = sum(b.count for b in bins)
    return sum(abs(b.mean_score / 100 - share(b.right, b.count)) * b.count for b in bins) / max(total, 1)


def reliability_rows(bins: Sequence[Bin]) -> list[list[str]]:
    """Each range of scores that has any, with their number and mean, and the share that is right."""
    return [
        [f"{b.low:g}-{b.high:g}", str(b.count), f"{b.mean_score:.1f}", percent(share(b.right, b.count))]
        for b in bins
        if b.count
    ]


# Printing


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their columns; the first column is aligned left, the others right."""
    lines = [list(columns), *map(list, rows)]
    widths = [max(len(line[number]) for line in lines) for number in range(len(columns))]
    lines.insert(1, ["-" * width for width in widths])
    for line in lines:
        cells = [f"{line[0]:<{widths[0]}}", *(f"{c:>{w}}" for c, w in zip(line[1:], widths[1:], strict=True))]
        print("  ".join(cells).rstrip())
    print()


def percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"


def preferred(gazetteer: Gazetteer, ids: Iterable[str]) -> str:
    """Entries as a reader knows them: their preferred forms."""
    names = (gazetteer.entry(id) for id in sorted(ids))
    return " or ".join(e.latin or e.vietnamese or e.lao or e.forms[0].text for e in names) or "nobody"


def count_by(values: Iterable[str]) -> Mapping[str, int]:
    counts: defaultdict[str, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return counts


@contextmanager
def in_plain_python() -> Iterator[Pool]:
    """A process of its own in which names are searched in plain Python, as where no compiler was."""
    before = os.environ.get(CHOICE)
    os.environ[CHOICE] = "plain"
    try:
        with get_context("spawn").Pool(1) as pool:
            yield pool
    finally:
        if before is None:
            del os.environ[CHOICE]
        else:
            os.environ[CHOICE] = before

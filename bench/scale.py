"""How the time of an answer and the memory grow with the table: made-up names in tables of several sizes.

python -m bench.scale [--sizes N ...] [--large] [--queries N]
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.evaluation import garbled, in_plain_python, letters_of, percent, print_table, share
from tenlao import Entry, Form, Table, load
from tenlao.gazetteer import Gazetteer
from tenlao.matching.kernel import KERNEL

SIZES, LARGE = (1_000, 10_000, 100_000), 1_000_000
QUERIES = 1000
# Comparing with every name is slow for large tables: so many comparisons are enough to measure its time.
COMPARISONS = 10_000_000
# In plain Python all names are gone through, which takes long for more.
MOST_IN_PLAIN_PYTHON = 100_000
SEED, FIRST = 20, "Kaysone Phomvihane"


@dataclass(frozen=True, slots=True)
class Measured:
    """A table of a size: what it takes with its index, and how its garbled names are answered.

    Bytes are per entry: what the process took up more, None where that cannot be measured, and what the arrays of the
    index have. `others` are the answers of rapidfuzz.
    """

    entries: int
    kernel: str
    seconds_to_index: float
    bytes: float | None
    bytes_of_index: float
    answers: Answers
    others: Answers


@dataclass(frozen=True, slots=True)
class Answers:
    """How long each answer took, in seconds, and which share of them is right."""

    seconds: Sequence[float]
    right: float

    @property
    def per_second(self) -> float:
        return len(self.seconds) / sum(self.seconds)

    def milliseconds(self, part: float) -> float:
        """The time within which this part of the answers is given."""
        return 1000 * sorted(self.seconds)[round(part * (len(self.seconds) - 1))]


# Made-up names

_VOWELS = "aeiouyàâèéêëìíïòóôöùúûü"
_SYLLABLE = re.compile(
    rf"(?:kh|ph|th|ch|ng|nh|ny|gn|[bcdfghjklmnpqrstvwxyz][lrwv]?)?[{_VOWELS}]+"
    rf"(?:(?:ng|nh|th|ck|[nmkcpbtdsxhlrgvw])(?![{_VOWELS}lrh])|[nmktlsbgr]e$)?"
)


@dataclass(slots=True)
class Stock:
    """What components are made of: each list has a thing as often as the table has it."""

    components: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    first_syllables: list[str] = field(default_factory=list)
    further_syllables: list[str] = field(default_factory=list)

    def add(self, component: str) -> None:
        """Take in a component, unless it cannot be parted into one to four syllables."""
        syllables = _SYLLABLE.findall(component)
        if "".join(syllables) == component and len(syllables) <= 4:
            self.components.append(component)
            self.lengths.append(len(syllables))
            self.first_syllables.append(syllables[0])
            self.further_syllables += syllables[1:]

    def component(self, source: random.Random) -> str:
        """One that the table has, or, just as likely, a new one."""
        if source.random() < 0.5:
            return source.choice(self.components)
        further = source.choices(self.further_syllables, k=source.choice(self.lengths) - 1)
        return source.choice(self.first_syllables) + "".join(further)


def made_up_names(names: Gazetteer, source: random.Random) -> Iterator[str]:
    """Distinct names of two components that look like those of the persons of the names, without end."""
    given, family = Stock(), Stock()
    for entry in names.entries:
        for form in entry.forms:
            components = form.text.lower().split()
            if (
                entry.kind == "person"
                and form.writing == "latin"
                and form.tag is None
                and len(components) == 2
            ):
                given.add(components[0])
                family.add(components[1])
    made = set()
    while True:
        name = f"{given.component(source)} {family.component(source)}".title()
        if name not in made:
            made.add(name)
            yield name


# Measuring


def measure(size: int, queries: int) -> Measured:
    """Make a table of a size, have it indexed, and ask for some of its names, garbled."""
    source = random.Random(SEED)
    made_up = made_up_names(load(), source)
    names = [next(made_up) for _ in range(size)]
    asked = garbled_names(names, queries, source)
    load().resolve(FIRST)  # what is loaded at the first query does not count

    before = resident_bytes()
    gazetteer = Gazetteer(
        Table(tuple(Entry(f"e{i}", "person", (Form(name, "latin"),)) for i, name in enumerate(names)))
    )
    start = time.perf_counter()
    gazetteer.resolve(FIRST)
    seconds_to_index = time.perf_counter() - start
    after = resident_bytes()
    return Measured(
        size,
        KERNEL,
        seconds_to_index,
        None if before is None or after is None else (after - before) / size,
        bytes_in(gazetteer.index.parts) / size,
        answers_of_table(gazetteer, asked),
        answers_of_rapidfuzz(names, asked[: max(COMPARISONS // size, 10)]),
    )


def garbled_names(names: Sequence[str], count: int, source: random.Random) -> list[tuple[str, int]]:
    """Distinct garbled names, none of them a name itself, each with the number of the name it was."""
    known, letters = set(names), letters_of(names[:1000])
    asked: dict[str, int] = {}
    while len(asked) < count:
        number = source.randrange(len(names))
        query = garbled(names[number], letters, source)
        if query.title() not in known:
            asked.setdefault(query, number)
    return list(asked.items())


def answers_of_table(names: Gazetteer, asked: Iterable[tuple[str, int]]) -> Answers:
    seconds, right = [], []
    for query, number in asked:
        start = time.perf_counter()
        matches = names.lookup(query, limit=1)
        seconds.append(time.perf_counter() - start)
        right.append(bool(matches) and matches[0].entry.id == f"e{number}")
    return Answers(seconds, share(sum(right), len(right)))


def answers_of_rapidfuzz(names: Sequence[str], asked: Iterable[tuple[str, int]]) -> Answers:
    seconds, right = [], []
    for query, number in asked:
        start = time.perf_counter()
        best = process.extractOne(query, names, scorer=fuzz.ratio)
        seconds.append(time.perf_counter() - start)
        right.append(best[2] == number)
    return Answers(seconds, share(sum(right), len(right)))


def resident_bytes() -> int | None:
    """The memory that this process takes up, where Linux tells it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    gc.collect()
    resident = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]) * 1024


def bytes_in(part: object) -> int:
    """The bytes of what a part of an index is made of, and of its parts."""
    if isinstance(part, Mapping):
        inner = [*part, *part.values()]
    elif isinstance(part, (tuple, list)):
        inner = [*part]
    else:
        inner = [getattr(part, name) for name in getattr(part, "__slots__", ()) if name != "get"]
    return sys.getsizeof(part) + sum(map(bytes_in, inner))


def report(measured: Iterable[Measured]) -> None:
    columns = [
        "entries",
        "search",
        "index s",
        "bytes each",
        "of the index",
        "per second",
        "median ms",
        "99 % ms",
        "rank 1",
    ]
    print_table([*columns, "ratio: per second", "median ms", "rank 1"], map(row, measured))


def row(m: Measured) -> list[str]:
    return [
        f"{m.entries:,}",
        m.kernel,
        f"{m.seconds_to_index:.1f}",
        "-" if m.bytes is None else f"{m.bytes:.0f}",
        f"{m.bytes_of_index:.0f}",
        f"{m.answers.per_second:.0f}",
        f"{m.answers.milliseconds(0.5):.2f}",
        f"{m.answers.milliseconds(0.99):.2f}",
        percent(m.answers.right),
        f"{m.others.per_second:.0f}",
        f"{m.others.milliseconds(0.5):.2f}",
        percent(m.others.right),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="entries of the tables")
    parser.add_argument("--large", action="store_true", help=f"a table of {LARGE:,} entries as well")
    parser.add_argument("--queries", type=int, default=QUERIES, help="names asked for in each table")
    options = parser.parse_args(arguments)
    sizes = [*options.sizes, *([LARGE] if options.large else [])]
    print(f"Scale: tables of made-up names, {options.queries} garbled ones asked for in each\n")
    measured = []
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        measured += [pool.apply(measure, (size, options.queries)) for size in sizes]
    for size in sizes:
        if size <= MOST_IN_PLAIN_PYTHON:
            with in_plain_python() as process_of_its_own:
                measured.append(process_of_its_own.apply(measure, (size, options.queries)))
    report(measured)


if __name__ == "__main__":
    main()

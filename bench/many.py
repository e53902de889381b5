"""How long a column of names takes that repeats itself, by one process and by all processors, beside rapidfuzz.

python -m bench.many [--names N] [--distinct N]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence

import numpy
from rapidfuzz import fuzz, process

from bench.evaluation import WRITINGS, forms_of, garbled, letters_of, percent, print_table
from tenlao.gazetteer import Gazetteer, load

SEED = 20
# rapidfuzz compares each distinct name with all forms; it is given so many at a time.
AT_A_TIME = 1000


def column(names: Gazetteer, count: int, distinct: int) -> list[tuple[str, str]]:
    """So many garbled spellings of forms of the table, so many of them distinct; each with the id of its entry."""
    source = random.Random(SEED)
    of = [(entry.id, form) for entry in names.entries for form in entry.forms]
    letters = {
        writing: letters_of(form.text for form in forms_of(names.entries) if form.writing == writing)
        for writing in WRITINGS
    }
    made: dict[str, str] = {}
    while len(made) < distinct:
        id, form = source.choice(of)
        made.setdefault(garbled(form.text, letters[form.writing], source), id)
    asked = list(made.items())
    repeated = asked + source.choices(asked, k=max(0, count - len(asked)))
    source.shuffle(repeated)
    return repeated


def with_cdist(names: Gazetteer) -> Callable[[Sequence[str]], list[str]]:
    """The nearest of all forms by rapidfuzz, of each distinct name once, by all processors."""
    of = [(entry.id, form.text) for entry in names.entries for form in entry.forms]
    forms = [text for _, text in of]

    def nearest(asked: Sequence[str]) -> list[str]:
        distinct = list(dict.fromkeys(asked))
        found: dict[str, str] = {}
        for start in range(0, len(distinct), AT_A_TIME):
            some = distinct[start : start + AT_A_TIME]
            scores = process.cdist(some, forms, scorer=fuzz.WRatio, workers=-1, dtype=numpy.uint8)
            found.update(zip(some, [of[best][0] for best in scores.argmax(axis=1)], strict=True))
        return [found[name] for name in asked]

    return nearest


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.many", description=__doc__.partition("\n")[0])
    parser.add_argument("--names", type=int, default=200_000, metavar="N", help="how many names")
    parser.add_argument(
        "--distinct", type=int, default=20_000, metavar="N", help="how many of them are distinct"
    )
    options = parser.parse_args(arguments)
    names = load()
    asked = column(names, options.names, options.distinct)
    texts = [text for text, _ in asked]
    names.resolve("Kaysone Phomvihane")  # what is compiled at the first query is not counted

    def resolved(workers: int) -> Callable[[Sequence[str]], list[str]]:
        return lambda texts: [m.entry.id if m else "" for m in names.resolve_many(texts, workers=workers)]

    contenders = {
        "tenlao, resolve_many, all processors": resolved(0),
        "tenlao, resolve_many, one process": resolved(1),
        "rapidfuzz, cdist(WRatio), all processors": with_cdist(names),
    }
    rows = []
    for name, answer in contenders.items():
        start = time.perf_counter()
        ids = answer(texts)
        seconds = time.perf_counter() - start
        right = sum(id == of for id, (_, of) in zip(ids, asked, strict=True)) / len(asked)
        rows.append([name, f"{seconds:.1f}", f"{len(asked) / seconds:.0f}", percent(right)])
    print(f"Many names: {len(asked)} garbled spellings of which {options.distinct} are distinct\n")
    print_table(["resolver", "s", "names a second", "right"], rows)


if __name__ == "__main__":
    main()

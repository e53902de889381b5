"""How well mistakes in the names of translations are found, beside a search for the preferred forms.

python -m bench.translation [--gold DIR] [--errors]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from bench.evaluation import percent, print_table, share
from tenlao.gazetteer import Gazetteer, load
from tenlao.text.language import language_of

GOLD = Path(__file__).parents[1] / "tests" / "gold"
PROBLEMS = ("wrong", "missing", "doubled")


class Found(NamedTuple):
    """What a checker finds: the problem, the entry by its id, and the place in the translation."""

    problem: str
    entity: str
    start: int
    end: int


Checker = Callable[[str, str], Sequence[Found]]


class Score:
    """Counts by problem: findings that are right, false and missed."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, text: Mapping[str, Any], found: Sequence[Found]) -> None:
        """Compare findings with those that are marked: the same problem and entry, and if it has a place, there."""
        wanted = list(text.get("errors", ()))
        for finding in found:
            gold = next((gold for gold in wanted if _is_meant(gold, finding, text["target"])), None)
            if gold is None:
                self.false[finding.problem] += 1
                self.errors.append(
                    f"{text['id']}: false   {finding} {text['target'][finding.start : finding.end]!r}"
                )
            else:
                wanted.remove(gold)
                self.right[finding.problem] += 1
        self.missed.update(gold["problem"] for gold in wanted)
        self.errors += [f"{text['id']}: missed  {gold}" for gold in wanted]


def _is_meant(gold: Mapping[str, Any], finding: Found, target: str) -> bool:
    if (gold["problem"], gold["entity"]) != (finding.problem, finding.entity):
        return False
    if finding.problem == "missing":
        return True
    start = target.index(gold["text"])
    return finding.start < start + len(gold["text"]) and start < finding.end


def texts_in(file: Path) -> list[dict[str, Any]]:
    """Return the bilingual texts of a file."""
    texts: list[dict[str, Any]] = tomli.loads(file.read_text(encoding="utf-8"))["text"]
    return texts


def ours(names: Gazetteer) -> Checker:
    """Return the check of this package."""
    return lambda source, target: [
        Found(f.problem, f.entity or "", f.start, f.end) for f in names.check_translation(source, target)
    ]


def exact_string(names: Gazetteer) -> Checker:
    """Return the naive check: the preferred form of each name of the original must stand in the translation."""

    def check(source: str, target: str) -> list[Found]:
        writing = "vietnamese" if language_of(target) == "vi" else "latin"
        entries = {m.match.entry.id: m.match.entry for m in names.find(source) if m.match.kind != "partial"}
        forms = {id: getattr(entry, writing) for id, entry in entries.items()}
        return [Found("missing", id, 0, 0) for id, form in forms.items() if form and form not in target]

    return check


def score(texts: Sequence[Mapping[str, Any]], check: Checker) -> Score:
    """Compare what a checker finds in texts with what is marked in them."""
    total = Score()
    for text in texts:
        total.add(text, check(text["source"], text["target"]))
    return total


def rows(name: str, total: Score) -> Iterator[list[str]]:
    for problems in (*((problem,) for problem in PROBLEMS), PROBLEMS):
        right, false, missed = (
            sum(count[problem] for problem in problems) for count in (total.right, total.false, total.missed)
        )
        what = problems[0] if len(problems) == 1 else "all"
        rates = (share(right, right + false), share(right, right + missed))
        yield [name, what, str(right + missed), *map(percent, rates)]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.translation", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="DIR", help="folder with translation/")
    parser.add_argument(
        "--set", choices=("development", "first", "second", "test"), default="test", help="which texts"
    )
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args(arguments)
    file = options.gold / "translation" / f"{options.set}.toml"
    if not file.is_file():
        print(f"Translations: no texts in {file}\n")
        return
    names, texts = load(), texts_in(file)
    print(f"Translations: names in {len(texts)} bilingual texts ({options.set})\n")
    total = score(texts, ours(names))
    table = [*rows("tenlao", total), *rows("preferred form", score(texts, exact_string(names)))]
    print_table(["", "problem", "marked", "precision", "recall"], table)
    if options.errors:
        print("\n".join(total.errors))
    start = time.process_time()
    for text in texts * 5:
        names.check_translation(text["source"], text["target"])
    seconds = time.process_time() - start
    size = sum(len((text["source"] + text["target"]).encode()) for text in texts) * 5
    print(f"{size / seconds / 1000:.0f} kB in a second of processor time\n")


if __name__ == "__main__":
    main()

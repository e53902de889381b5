"""How well and how fast a name is resolved to its entry, beside general string matching.

python -m bench.resolve [--gold DIR] [--folds N] [--errors]
"""

from __future__ import annotations

import argparse
import functools
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from unidecode import unidecode

from bench._common import (
    FOLDS,
    WRITINGS,
    Query,
    Set,
    Trial,
    calibration_error,
    development_trials,
    optional,
    percent,
    preferred,
    print_table,
    read_queries,
    reliability,
    share,
    threshold_for,
)
from tenlao.match import THRESHOLD
from tenlao.table import Table, load

UNKNOWN: tuple[Set, ...] = ("real", "recombined")
RECALL_LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a resolver puts first."""

    id: str
    form: str
    score: float


class Resolver(Protocol):
    def answer(self, name: str) -> Answer | None:
        """The best answer, however weak."""

    def accepts(self, name: str) -> bool:
        """Whether the answer clears the resolver's own threshold; False when it has none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A query, what was answered, whether the resolver's own threshold was cleared, and how long it took."""

    table: Table
    query: Query
    answer: Answer | None
    accepted: bool
    seconds: float

    @property
    def right(self) -> bool:
        return self.answer is not None and self.answer.id in self.query.owners

    @property
    def score(self) -> float:
        return float("-inf") if self.answer is None else self.answer.score


class Tenlao:
    def __init__(self, table: Table) -> None:
        self.table = table

    def answer(self, name: str) -> Answer | None:
        matches = self.table.lookup(name, limit=1)
        if not matches:
            return None
        best = matches[0]
        return Answer(best.entry.id, best.form.text, best.score)

    def accepts(self, name: str) -> bool:
        return self.table.resolve(name) is not None


class Nearest:
    """The form with the highest similarity, all forms of the table being romanized beforehand."""

    def __init__(
        self, table: Table, romanize: Callable[[str], str], similarity: Callable[..., float]
    ) -> None:
        self.romanize = romanize
        self.similarity = similarity
        self.forms = [(entry.id, form.text) for entry in table.entries for form in entry.forms]
        self.choices = [romanize(text) for _, text in self.forms]

    def answer(self, name: str) -> Answer | None:
        best = process.extractOne(self.romanize(name), self.choices, scorer=self.similarity)
        if best is None:
            return None
        _, score, position = best
        id, form = self.forms[position]
        return Answer(id, form, score)

    def accepts(self, name: str) -> bool:
        return False


Resolvers = dict[str, Callable[[Table], Resolver]]


def resolvers() -> Resolvers:
    """tenlao and its peers."""
    found: Resolvers = {
        "tenlao": Tenlao,
        "unidecode, ratio": lambda table: Nearest(table, plain, fuzz.ratio),
        "unidecode, WRatio": lambda table: Nearest(table, plain, fuzz.WRatio),
        "unidecode, Jaro-Winkler": lambda table: Nearest(table, plain, JaroWinkler.normalized_similarity),
    }
    uroman = optional("uroman")
    if uroman is not None:
        romanizer = uroman.Uroman()

        @functools.cache
        def romanized(text: str) -> str:
            return words(romanizer.romanize_string(text, lcode="lao"))

        found["uroman, ratio"] = lambda table: Nearest(table, romanized, fuzz.ratio)
    return found


def plain(text: str) -> str:
    return words(unidecode(text))


def words(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def run(make: Callable[[Table], Resolver], trials: Iterable[Trial]) -> list[Outcome]:
    """Ask a resolver all queries, one after another."""
    outcomes = []
    for trial in trials:
        resolver = make(trial.table)
        resolver.answer("Kaysone Phomvihane")  # what is compiled at the first query is not counted
        for query in trial.queries:
            start = time.perf_counter()
            answer = resolver.answer(query.text)
            seconds = time.perf_counter() - start
            outcomes.append(Outcome(trial.table, query, answer, resolver.accepts(query.text), seconds))
    return outcomes


def of_set(outcomes: Iterable[Outcome], name: Set) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.query.set == name]


def compare(results: dict[str, list[Outcome]]) -> None:
    """Print the figures of each resolver: one table in general, one of false acceptance at equal recall."""
    reference = of_set(results["tenlao"], "mixed")
    recall = share(sum(o.right and o.accepted for o in reference), len(reference))
    columns = ["resolver", "rank 1", *WRITINGS, "recall at 1 %", "recall", "real", "recombined", "ms"]
    print_table(columns, [row(name, outcomes, recall) for name, outcomes in results.items()])

    columns = ["real accepted at recall", *(f"{100 * level:.0f} %" for level in RECALL_LEVELS)]
    rows = []
    for name, outcomes in results.items():
        accepted = (accepted_at_recall(outcomes, level, "real") for level in RECALL_LEVELS)
        rows.append([name, *map(percent, accepted)])
    print_table(columns, rows)


def row(name: str, outcomes: list[Outcome], recall: float) -> list[str]:
    mixed = of_set(outcomes, "mixed")
    real = of_set(outcomes, "real")
    strict = threshold_for([o.score for o in real], 0.01)
    if name == "tenlao":
        accepted = [share_accepted(of_set(outcomes, s)) for s in UNKNOWN]
    else:
        accepted = [accepted_at_recall(outcomes, recall, s) for s in UNKNOWN]
    return [
        name,
        percent(share_right(mixed)),
        *(percent(share_right([o for o in mixed if o.query.writing == writing])) for writing in WRITINGS),
        percent(share(sum(o.right and o.score > strict for o in mixed), len(mixed))),
        percent(None if accepted[0] is None else recall),
        *map(percent, accepted),
        f"{1000 * sum(o.seconds for o in outcomes) / len(outcomes):.2f}",
    ]


def share_right(outcomes: Sequence[Outcome]) -> float | None:
    return share(sum(o.right for o in outcomes), len(outcomes)) if outcomes else None


def share_accepted(outcomes: Sequence[Outcome]) -> float | None:
    return share(sum(o.accepted for o in outcomes), len(outcomes)) if outcomes else None


def accepted_at_recall(outcomes: Sequence[Outcome], recall: float, unknown: Set) -> float | None:
    """The share of unknown names accepted by the highest threshold with this recall; None if none has it."""
    mixed, others = of_set(outcomes, "mixed"), of_set(outcomes, unknown)
    scores = sorted((o.score for o in mixed if o.right), reverse=True)
    needed = max(round(recall * len(mixed)), 1)
    if needed > len(scores) or not others:
        return None
    threshold = scores[needed - 1]
    return share(sum(o.score >= threshold for o in others), len(others))


def print_reliability(outcomes: Sequence[Outcome]) -> None:
    """Print how many matches of each score are right; a match to an unknown name is wrong."""
    scored = [(o.answer.score, o.right) for o in outcomes if o.answer is not None]
    bins = reliability(scored)
    rows = [
        [f"{b.low:g}-{b.high:g}", str(b.count), f"{b.mean_score:.1f}", percent(share(b.right, b.count))]
        for b in bins
        if b.count
    ]
    print_table(["score", "matches", "mean score", "right"], rows)
    print(f"Expected calibration error: {100 * calibration_error(bins):.1f} points\n")


def print_errors(outcomes: Iterable[Outcome]) -> None:
    """Print what tenlao got wrong: misses, right answers it did not accept, and false acceptances."""
    for outcome in outcomes:
        query, answer = outcome.query, outcome.answer
        complaint = complaint_of(outcome)
        if complaint is None:
            continue
        tag = f", {query.tag}" if query.tag else ""
        line = f"{complaint:<16} {query.text} ({query.writing}{tag})"
        if query.set == "mixed":
            line += f" is {preferred(load(), query.owners)}"
        if answer is not None:
            line += f"; first {preferred(outcome.table, [answer.id])} by {answer.form}, {answer.score:.1f}"
        print(line)
    print()


def complaint_of(outcome: Outcome) -> str | None:
    if outcome.query.set != "mixed":
        return f"accepted ({outcome.query.set})" if outcome.accepted else None
    if not outcome.right:
        return "missed, accepted" if outcome.accepted else "missed"
    return None if outcome.accepted else "not accepted"


def report(title: str, trials: Sequence[Trial], errors: bool) -> None:
    """Print all tables for one evaluation set."""
    queries = [query for trial in trials for query in trial.queries]
    sizes = ", ".join(f"{sum(q.set == s for q in queries)} {s}" for s in ("mixed", *UNKNOWN))
    print(f"Resolving: {title} ({sizes}); threshold {THRESHOLD:g}\n")
    results = {name: run(make, trials) for name, make in resolvers().items()}
    compare(results)
    print_reliability(results["tenlao"])
    if errors:
        print_errors(results["tenlao"])


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.resolve", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--gold", type=Path, metavar="DIR", help="folder with resolve.jsonl and unknown.jsonl"
    )
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"how many of the {FOLDS} folds to run")
    parser.add_argument("--errors", action="store_true", help="list what tenlao gets wrong")
    options = parser.parse_args(arguments)
    table = load()
    if options.gold is not None:
        trials = [Trial(table, tuple(read_queries(options.gold, table)))]
        report(f"set {options.gold.name}", trials, options.errors)
    trials = list(development_trials(table, range(options.folds)))
    report("forms and persons withheld from the table", trials, options.errors)


if __name__ == "__main__":
    main()

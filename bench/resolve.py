"""How well and how fast a name is resolved to its entry, beside general string matching.

python -m bench.resolve [--gold DIR] [--folds N] [--sample N] [--errors]
"""

from __future__ import annotations

import argparse
import functools
import itertools
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from unidecode import unidecode

from bench.evaluation import (
    FOLDS,
    WRITINGS,
    Query,
    Set,
    Trial,
    calibration_error,
    count_by,
    development_trials,
    forms_of,
    garbled,
    hash_of,
    in_plain_python,
    letters_of,
    normal,
    optional,
    owners,
    percent,
    preferred,
    print_table,
    read_trials,
    reliability,
    reliability_rows,
    share,
    threshold_for,
    zero_shot_trials,
)
from bench.relatives import BANDS, relatives
from tenlao.gazetteer import Gazetteer, load
from tenlao.matching.kernel import KERNEL
from tenlao.matching.score import THRESHOLD

SETS: tuple[Set, ...] = ("mixed", "real", "recombined", "relative")
UNKNOWN = SETS[1:]
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

    trial: Trial
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
    def __init__(self, names: Gazetteer) -> None:
        self.names = names

    def answer(self, name: str) -> Answer | None:
        matches = self.names.lookup(name, limit=1)
        if not matches:
            return None
        best = matches[0]
        return Answer(best.entry.id, best.form.text, best.score)

    def accepts(self, name: str) -> bool:
        return self.names.resolve(name) is not None


class Nearest:
    """The form with the highest similarity, all forms of the table being romanized beforehand."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        romanize: Callable[[str], str],
        romanized: Callable[[str], str],
        similarity: Callable[..., float],
    ) -> None:
        """`romanized` does for the forms what `romanize` does for queries; it may remember the result."""
        self.romanize = romanize
        self.similarity = similarity
        self.forms = [(entry.id, form.text) for entry in gazetteer.entries for form in entry.forms]
        self.choices = [romanized(text) for _, text in self.forms]

    def answer(self, name: str) -> Answer | None:
        best = process.extractOne(self.romanize(name), self.choices, scorer=self.similarity)
        if best is None:
            return None
        _, score, position = best
        id, form = self.forms[position]
        return Answer(id, form, score)

    def accepts(self, name: str) -> bool:
        return False


class Screening:
    """Name screening by nomenklatura: the entry with the highest score of its algorithm logic-v2.

    All entries and queries are persons to it: of the types it has, this one scores names of all kinds best.
    """

    _numbers = itertools.count()  # it remembers names by identifier: each identifier is used once

    def __init__(self, names: Gazetteer, algorithm: Any, model: Any) -> None:
        self.algorithm = algorithm
        self.settings = algorithm.default_config()
        self.model = model
        self.entries = [
            (entry.id, entry.forms[0].text, self.proxy([form.text for form in entry.forms]))
            for entry in names.entries
        ]

    def proxy(self, names: Sequence[str]) -> Any:
        properties = {"name": list(names)}
        data = {"id": f"x{next(self._numbers)}", "schema": "Person", "properties": properties}
        return self.model.get_proxy(data)

    def answer(self, name: str) -> Answer | None:
        query = self.proxy([name])
        self.entries.reverse()  # it remembers the thousand names met last: these are met first
        scored = [
            (self.algorithm.compare(query, known, self.settings).score, id, form)
            for id, form, known in self.entries
        ]
        score, id, form = max(scored)
        return Answer(id, form, score) if score > 0 else None

    def accepts(self, name: str) -> bool:
        return False


Resolvers = dict[str, Callable[[Gazetteer], Resolver]]


def resolvers() -> Resolvers:
    """tenlao and its peers."""
    found: Resolvers = {
        "tenlao": Tenlao,
        "unidecode, ratio": lambda names: Nearest(names, plain, plain, fuzz.ratio),
        "unidecode, WRatio": lambda names: Nearest(names, plain, plain, fuzz.WRatio),
        "unidecode, Jaro-Winkler": lambda names: Nearest(
            names, plain, plain, JaroWinkler.normalized_similarity
        ),
    }
    uroman = optional("uroman")
    if uroman is not None:
        romanizer = uroman.Uroman()

        def romanize(text: str) -> str:
            return words(romanizer.romanize_string(text, lcode="lao"))

        romanized = functools.cache(romanize)
        found["uroman, ratio"] = lambda names: Nearest(names, romanize, romanized, fuzz.ratio)
    return found


def slow_resolvers() -> Resolvers:
    """Peers that compare a query with some thousand names a second, and get a sample of the queries."""
    matching, followthemoney = optional("nomenklatura.matching"), optional("followthemoney")
    algorithm = matching and matching.get_algorithm("logic-v2")
    if algorithm is None or followthemoney is None:
        return {}
    return {"nomenklatura, logic-v2": lambda names: Screening(names, algorithm, followthemoney.model)}


def plain(text: str) -> str:
    return words(unidecode(text))


def words(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def run(make: Callable[[Gazetteer], Resolver], trials: Iterable[Trial]) -> list[Outcome]:
    """Ask a resolver all queries, one after another."""
    outcomes = []
    for trial in trials:
        resolver = make(trial.gazetteer)
        resolver.answer("Kaysone Phomvihane")  # what is compiled at the first query is not counted
        for query in trial.queries:
            start = time.perf_counter()
            answer = resolver.answer(query.text)
            seconds = time.perf_counter() - start
            outcomes.append(Outcome(trial, query, answer, resolver.accepts(query.text), seconds))
    return outcomes


def sample_of(trials: Sequence[Trial], limit: int) -> list[Trial]:
    """The trials with so many queries of each set in all, or a few more: the same ones in every run."""
    last = {}
    for name in SETS:
        hashes = sorted(hash_of(q.text) for trial in trials for q in trial.queries if q.set == name)
        last[name] = max(hashes[:limit], default=-1)
    return [
        replace(trial, queries=tuple(q for q in trial.queries if hash_of(q.text) <= last[q.set]))
        for trial in trials
    ]


def of_set(outcomes: Iterable[Outcome], name: Set) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.query.set == name]


def compare(results: dict[str, list[Outcome]]) -> None:
    """Print the figures of each resolver: one table in general, one of false acceptance at equal recall."""
    reference = of_set(results["tenlao"], "mixed")
    recall = share(sum(o.right and o.accepted for o in reference), len(reference))
    columns = [
        "resolver",
        "rank 1",
        *WRITINGS,
        "recall at 1 %",
        "recall",
        "real",
        "recombined",
        "relative",
        "ms",
    ]
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
    print_table(["score", "matches", "mean score", "right"], reliability_rows(bins))
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
            line += f"; first {preferred(outcome.trial.gazetteer, [answer.id])} by {answer.form}, {answer.score:.1f}"
        print(line)
    print()


def complaint_of(outcome: Outcome) -> str | None:
    if outcome.query.set != "mixed":
        return f"accepted ({outcome.query.set})" if outcome.accepted else None
    if not outcome.right:
        return "missed, accepted" if outcome.accepted else "missed"
    return None if outcome.accepted else "not accepted"


def report(title: str, trials: Sequence[Trial], sample: int, errors: bool) -> None:
    """Print all tables for one evaluation set."""
    print(f"Resolving: {title} ({sizes(trials)}); threshold {THRESHOLD:g}\n")
    results = {name: run(make, trials) for name, make in resolvers().items()}
    compare(results)
    if any(trial.name for trial in trials):
        compare_trials(results)
    slow = slow_resolvers()
    if slow:
        fewer = sample_of(trials, sample)
        print(f"A sample of these ({sizes(fewer)})\n")
        asked = {query for trial in fewer for query in trial.queries}
        sampled = {"tenlao": [o for o in results["tenlao"] if o.query in asked]}
        compare(sampled | {name: run(make, fewer) for name, make in slow.items()})
    print_reliability(results["tenlao"])
    if errors:
        print_errors(results["tenlao"])


def sizes(trials: Iterable[Trial]) -> str:
    counts = count_by(query.set for trial in trials for query in trial.queries)
    return ", ".join(f"{counts.get(name, 0)} {name}" for name in SETS)


def compare_trials(results: dict[str, list[Outcome]]) -> None:
    """Print for each trial which share of the queries each resolver puts the right entry first for."""
    names = dict.fromkeys(o.trial.name for o in results["tenlao"])
    rows = []
    for name in names:
        mixed = [of_set((o for o in found if o.trial.name == name), "mixed") for found in results.values()]
        rows.append([name, str(len(mixed[0])), *(percent(share_right(outcomes)) for outcomes in mixed)])
    print_table(["rank 1", "queries", *results], rows)


SEED, ROUNDS = 20, 5
IN_PLAIN_PYTHON = "tenlao, resolve, plain Python"


def answered(contender: Callable[[str], str | None], names: Sequence[str]) -> tuple[float, list[str | None]]:
    """How many seconds of processor time a contender takes for all names, and its answers."""
    start = time.process_time()
    answers = [contender(name) for name in names]
    return time.process_time() - start, answers


def resolved(names: Sequence[str]) -> tuple[float, list[str | None]]:
    """The same for tenlao, in a process of its own."""
    table = load()

    def resolve(name: str) -> str | None:
        match = table.resolve(name)
        return None if match is None else match.entry.id

    return answered(resolve, names)


def report_throughput(names: Gazetteer) -> None:
    """Print how many names are resolved in a second of processor time: garbled forms, each asked for once."""
    asked = garbled_forms(names)
    forms = [(entry.id, form.text) for entry in names.entries for form in entry.forms]
    texts = [text for _, text in forms]

    def resolve(name: str) -> str | None:
        match = names.resolve(name)
        return None if match is None else match.entry.id

    def nearest(name: str) -> str:
        return forms[process.extractOne(name, texts, scorer=fuzz.WRatio)[2]][0]

    contenders = {f"tenlao, resolve, {KERNEL}": resolve, "rapidfuzz, extractOne(WRatio)": nearest}
    rates: dict[str, list[float]] = {name: [] for name in (*contenders, IN_PLAIN_PYTHON)}
    right = dict.fromkeys(rates, 0)
    names.resolve("Kaysone Phomvihane")  # what is compiled at the first query is not counted
    with in_plain_python() as process_of_its_own:
        process_of_its_own.apply(resolved, (["Kaysone Phomvihane"],))
        for number in range(ROUNDS):
            turn = asked[number::ROUNDS]
            texts_of_turn = [query.text for query in turn]
            timed = {name: answered(contender, texts_of_turn) for name, contender in contenders.items()}
            timed[IN_PLAIN_PYTHON] = process_of_its_own.apply(resolved, (texts_of_turn,))
            for name, (seconds, answers) in timed.items():
                rates[name].append(len(turn) / seconds)
                right[name] += sum(id in q.owners for id, q in zip(answers, turn, strict=True))
    print(
        f"Throughput: {len(asked)} garbled spellings of {len(forms)} forms, each asked for once; "
        f"median of {ROUNDS} rounds\n"
    )
    medians = {name: statistics.median(found) for name, found in rates.items()}
    slowest = medians["rapidfuzz, extractOne(WRatio)"]
    rows = [
        [name, f"{rate:.0f}", f"{rate / slowest:.1f}", percent(share(right[name], len(asked)))]
        for name, rate in medians.items()
    ]
    print_table(["resolver", "per second", "ratio", "right"], rows)


def garbled_forms(names: Gazetteer) -> list[Query]:
    """Each form of the table with one or two edits, in an order that has nothing to do with the table's."""
    source, by_form = random.Random(SEED), owners(names)
    queries: dict[str, Query] = {}
    for writing in WRITINGS:
        texts = [form.text for form in forms_of(names.entries) if form.writing == writing]
        letters = letters_of(texts)
        for text in texts:
            query = garbled(text, letters, source)
            key = normal(query)
            if key and key not in by_form:
                queries.setdefault(key, Query(query, writing, None, "mixed", by_form[normal(text)]))
    asked = list(queries.values())
    source.shuffle(asked)
    return asked


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.resolve", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--gold", type=Path, metavar="DIR", help="folder with resolve.jsonl and unknown.jsonl"
    )
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"how many of the {FOLDS} folds to run")
    parser.add_argument("--sample", type=int, default=200, help="queries of each set for slow peers")
    parser.add_argument("--errors", action="store_true", help="list what tenlao gets wrong")
    parser.add_argument("--throughput", action="store_true", help="measure the throughput only")
    options = parser.parse_args(arguments)
    names = load()
    if options.throughput:
        report_throughput(names)
        return
    strangers = relatives(names, *BANDS[0])
    of_relatives = Trial(names, tuple(Query(s.name, "latin", None, "relative") for s in strangers))
    if options.gold is not None:
        trials = [*read_trials(options.gold, names), of_relatives]
        report(f"set {options.gold.name}", trials, options.sample, options.errors)
    trials = [*development_trials(names, range(options.folds)), of_relatives]
    report("forms and persons withheld from the table", trials, options.sample, options.errors)
    trials = list(zero_shot_trials(names))
    report("one writing known, another asked for", trials, options.sample, options.errors)
    report_throughput(names)


if __name__ == "__main__":
    main()

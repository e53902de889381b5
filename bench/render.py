"""How well an unseen name is rendered in Vietnamese, beside copying its letters, and newsrooms among themselves.

python -m bench.render [--sample N] [--errors]
"""

from __future__ import annotations

import argparse
import functools
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

from bench import elsewhere
from bench.evaluation import (
    FOLDS,
    calibration_error,
    hash_of,
    optional,
    percent,
    print_table,
    reliability,
    reliability_rows,
    share,
)
from bench.fit_likeness import weights_by_fold
from tenlao.gazetteer import Gazetteer, load
from tenlao.matching.index import Index
from tenlao.mentions.likeness import Likeness
from tenlao.phonology.components import read_components
from tenlao.phonology.vietnamese_spelling import without_tone
from tenlao.rendering.attested_names import names_of
from tenlao.rendering.lao_lexicon import name_words
from tenlao.rendering.newsroom_model import NewsroomModel
from tenlao.rendering.renderer import Renderer, Rendering
from tenlao.rendering.romanizer import Romanizer
from tenlao.table.model import Entry, Table
from tenlao.text.keys import spelling_key

T = TypeVar("T", bound=Sequence[str])
Syllables = tuple[str, ...]
GIVEN = ("latin", "lao", "both")
WITHIN = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """A name in the writings given, its entry withheld, and all that is attested for it in Vietnamese."""

    entry: Entry
    given: str
    name: str
    attested: tuple[Syllables, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was suggested for a trial, best first, with the score of the first."""

    trial: Trial
    suggested: tuple[Syllables, ...]
    score: float

    @property
    def right(self) -> bool:
        return self.suggested[0] in self.trial.attested

    @property
    def right_within(self) -> bool:
        return any(s in self.trial.attested for s in self.suggested[:WITHIN])


def syllables(text: str) -> Syllables:
    """The syllables of a rendering, without its typography.

    >>> syllables("Cayxỏn Phôm-vi-hản")
    ('cay', 'xỏn', 'phôm', 'vi', 'hản')
    """
    return tuple(s for c in read_components(text, "vietnamese") for s, _ in c.syllables)


def attested(entry: Entry) -> tuple[Syllables, ...]:
    """The renderings of an entry, each once however it is hyphenated; slips and stripped forms are left out."""
    forms = (f.text for f in entry.forms if f.writing == "vietnamese" and f.tag is None)
    return tuple(dict.fromkeys(filter(None, map(syllables, forms))))


def trials(gazetteer: Gazetteer) -> Iterator[Trial]:
    """The preferred forms of each entry that is attested in Vietnamese and in another writing."""
    for entry in gazetteer.entries:
        renderings = attested(entry)
        forms = {
            w: next((f.text for f in entry.forms if f.writing == w and not f.tag), "") for w in GIVEN[:2]
        }
        names = {**forms, "both": " ".join(forms.values()) if all(forms.values()) else ""}
        for given, name in names.items():
            if renderings and name:
                yield Trial(entry, given, name, renderings)


def answers(names: Gazetteer, asked: Sequence[Trial]) -> Iterator[Outcome]:
    """What is suggested for each name, its entry withheld."""
    return (outcome for outcome, _ in answers_with(names, asked))


def answers_with(names: Gazetteer, asked: Sequence[Trial]) -> Iterator[tuple[Outcome, Renderer]]:
    """Render each name by the habits learned without its entry, and without those that share its name.

    Words in Lao script that sound like one of its components are withheld, too.
    """
    sounds = {word: read_components(word, "lao")[0].key for word in name_words()}
    by_fold = sorted(asked, key=lambda trial: (hash_of(trial.entry.id) % FOLDS, trial.entry.id))
    for fold, of_fold in itertools.groupby(by_fold, lambda trial: hash_of(trial.entry.id) % FOLDS):
        kept = [e for e in names.entries if hash_of(e.id) % FOLDS != fold]
        index, likeness = Index.of(kept), Likeness.of(kept)
        for id, of_entry in itertools.groupby(of_fold, lambda trial: trial.entry.id):
            withheld = {id, *names.entry(id).same_name_as}
            own = {c.key for w in GIVEN[:2] for name in names_of(names.entry(id), w) for c in name if c.key}
            words = [word for word, sound in sounds.items() if sound not in own]
            newsrooms = NewsroomModel.of((e for e in names.entries if e.id not in withheld), words)
            renderer = Renderer(newsrooms, index, likeness)
            for trial in of_entry:
                rendering = renderer.render(trial.name, limit=WITHIN)
                texts = (rendering.vietnamese, *rendering.alternatives)
                yield Outcome(trial, tuple(map(syllables, texts)), rendering.score), renderer


def copied(trial: Trial) -> Outcome:
    """The letters of the name, Lao ones romanized, with hyphens between syllables."""
    text = trial.entry.latin if trial.given == "both" else trial.name
    if trial.given == "lao":
        text = romanize(trial.name)
    components = read_components(text or "", "latin")
    return Outcome(trial, (tuple(s for c in components for s, _ in c.syllables),), 0.0)


def romanize(name: str) -> str:
    romanizer = uroman()
    return str(romanizer.romanize_string(name)) if romanizer else unidecode(name)


@functools.cache
def uroman() -> Any | None:
    """The romanizer, which takes a second to load, if it is installed."""
    module = optional("uroman")
    return module.Uroman() if module else None


def toneless(written: Syllables) -> Syllables:
    return tuple(without_tone(s)[0] for s in written)


def right_syllables(suggested: Syllables, renderings: Iterable[Syllables]) -> tuple[int, int]:
    """How many syllables are as in any of the renderings at their place, and of how many.

    >>> right_syllables(("xay", "xa", "na"), [("xay", "xạ", "na"), ("say", "xa", "nạ")])
    (3, 3)
    """
    right: set[int] = set()
    fewest = 10**6
    for rendering in renderings:
        fewest = min(fewest, len(rendering))
        matching = Levenshtein.opcodes(list(toneless(suggested)), list(toneless(rendering)))
        for step in matching:
            if step.tag in ("equal", "replace"):
                places = zip(
                    range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=False
                )
                right.update(i for i, j in places if suggested[i] == rendering[j])
    return len(right), max(len(suggested), fewest)


def with_x(outcome: Outcome) -> Outcome:
    """An outcome in which all that is written s is written x, as if all newsrooms did so."""

    def changed(renderings: Iterable[Syllables]) -> tuple[Syllables, ...]:
        return tuple(dict.fromkeys(tuple(s.replace("s", "x") for s in written) for written in renderings))

    trial = replace(outcome.trial, attested=changed(outcome.trial.attested))
    return replace(outcome, trial=trial, suggested=changed(outcome.suggested))


def agreement(judged: Iterable[tuple[Syllables, Sequence[Syllables]]]) -> list[str]:
    """The share of syllables that are as in any of the renderings beside them, and so but for the tone."""
    judged = list(judged)
    cells = []
    for change in (lambda written: written, toneless):
        counted = [
            right_syllables(change(written), map(change, renderings)) for written, renderings in judged
        ]
        cells.append(percent(share(sum(a for a, _ in counted), sum(b for _, b in counted))))
    return cells


def shares(outcomes: Sequence[Outcome]) -> list[str]:
    """The share of right syllables, of those that are right but for the tone, and of right names."""
    cells = agreement((o.suggested[0], o.trial.attested) for o in outcomes)
    names = len(outcomes)
    cells.append(percent(share(sum(o.right for o in outcomes), names)))
    ranked = any(len(o.suggested) > 1 for o in outcomes)
    within = share(sum(o.right_within for o in outcomes), names) if ranked else None
    return [str(names), *cells, percent(within)]


def newsrooms(names: Gazetteer, entries: Callable[[Entry], bool]) -> list[str]:
    """How far the renderings of an entry agree, each pair of different ones compared."""
    pairs = [(a, b) for e in names.entries if entries(e) for a, b in itertools.combinations(attested(e), 2)]
    return [f"{len(pairs)} pairs", *agreement((a, [b]) for a, b in pairs), "-", "-"]


def report(names: Gazetteer, outcomes: Sequence[Outcome]) -> None:
    sets: dict[str, Callable[[Entry], bool]] = {
        "persons": lambda e: e.kind == "person",
        "persons rendered in two ways or more": lambda e: e.kind == "person" and len(attested(e)) > 1,
        "persons attested in all three writings": lambda e: e.kind == "person" and bool(e.latin and e.lao),
        "places and organizations": lambda e: e.kind != "person",
        "all": lambda e: True,
    }
    for title, wanted in sets.items():
        print(f"Rendering, each entry withheld: {title}\n")
        rows = []
        for given in GIVEN:
            chosen = [o for o in outcomes if o.trial.given == given and wanted(o.trial.entry)]
            rows.append([f"tenlao, from {given}", *shares(chosen)])
        for given in GIVEN[:2]:
            chosen = [o for o in outcomes if o.trial.given == given and wanted(o.trial.entry)]
            rows.append([f"s taken for x, from {given}", *shares([with_x(o) for o in chosen])])
        for given in GIVEN[:2]:
            chosen = [copied(o.trial) for o in outcomes if o.trial.given == given and wanted(o.trial.entry)]
            rows.append([f"letters copied, from {given}", *shares(chosen)])
        rows.append(["newsrooms among themselves", *newsrooms(names, wanted)])
        columns = ["", "names", "syllables", "but for tone", "name, first", f"within {WITHIN}"]
        print_table(columns, rows)


def report_left_out(outcomes: Sequence[Outcome]) -> None:
    """Print how near suggestions are to all renderings of a person but one, and how near that one is."""
    rows = []
    for given in GIVEN[:2]:
        chosen = [o for o in outcomes if o.trial.given == given and o.trial.entry.kind == "person"]
        left_out = [
            (o.suggested[0], rendering, [r for r in o.trial.attested if r != rendering])
            for o in chosen
            if len(o.trial.attested) > 1
            for rendering in o.trial.attested
        ]
        number = str(len(left_out))
        suggested = agreement((suggestion, others) for suggestion, _, others in left_out)
        printed = agreement((rendering, others) for _, rendering, others in left_out)
        rows.append([f"tenlao, from {given}", number, *suggested])
        rows.append(["the rendering left out", number, *printed])
    print("Persons rendered in two ways or more, by all their renderings but one, each left out in turn\n")
    print_table(["", "left out", "syllables", "but for tone"], rows)


def report_scores(outcomes: Sequence[Outcome]) -> None:
    print("Scores: is a rendering right as often as its score says?\n")
    bins = reliability([(o.score, o.right) for o in outcomes], (0, 5, 10, 20, 30, 40, 50, 60, 80, 100))
    print_table(["score", "names", "mean", "right"], reliability_rows(bins))
    print(f"Expected calibration error: {percent(calibration_error(bins))}\n")


def report_others(names: Gazetteer) -> None:
    """Print how often names that are not Lao get as high a score as those of Lao persons, all withheld."""
    if optional("faker") is None or optional("sklearn") is None:
        return
    made = elsewhere.withheld_names()
    groups = {
        "Lao persons": list(lao_persons(names)),
        "persons in the news": [names.render(name) for name in elsewhere.in_the_news()],
        **{title.removeprefix("made: "): [names.render(name) for name in made[title]] for title in made},
    }
    people = {title: of for title, of in groups.items() if "words" not in title and title != "Lao persons"}
    groups["not Lao, all peoples alike"] = alike(list(people.values()), MEASURED)
    rows = []
    for title, renderings in groups.items():
        told = sum(rendering.note == HARDLY for rendering in renderings)
        above = [sum(rendering.score >= least for rendering in renderings) for least in (5, 10, 20)]
        cells = [percent(share(told, len(renderings))), *(percent(share(n, len(renderings))) for n in above)]
        rows.append([title, str(len(renderings)), *cells])
    print("Scores of names that are Lao and not Lao, from Latin letters, withheld from fitting\n")
    print_table(["", "names", "hardly Lao", "5 or more", "10 or more", "20 or more"], rows)


HARDLY = "hardly a Lao name"
MEASURED = 400


def lao_persons(names: Gazetteer) -> Iterator[Rendering]:
    """Render the preferred names of persons, by folds withheld from all models and from what they weigh."""
    for fold, of_fold in enumerate(weights_by_fold(names, "latin")):
        kept = [e for e in names.entries if hash_of(e.id) % FOLDS != fold]
        likeness = Likeness.of(kept, {"latin": of_fold})
        renderer = Renderer(NewsroomModel.of(kept), Index.of(kept), likeness)
        for entry in names.entries:
            if entry.kind == "person" and hash_of(entry.id) % FOLDS == fold and entry.latin:
                rendering = renderer.render(entry.latin)
                if rendering.vietnamese and not rendering.note.startswith("attested"):
                    yield rendering


def alike(groups: Sequence[Sequence[Rendering]], number: int) -> list[Rendering]:
    """So many of some groups, as many of each as there are."""
    turns = itertools.zip_longest(*groups)
    return [rendering for turn in turns for rendering in turn if rendering][:number]


def report_back(gazetteer: Gazetteer) -> None:
    """Print how often the romanization, or the Lao spelling, behind a name is found, entries withheld by folds."""
    rows = []
    ways = [("vietnamese", "latin"), ("lao", "latin"), ("vietnamese", "lao"), ("latin", "lao")]
    counts = {way: [0, 0, 0, 0] for way in ways}
    for fold in range(FOLDS):
        kept = [e for e in gazetteer.entries if hash_of(e.id) % FOLDS != fold]
        reduced = Gazetteer(Table(kept, gazetteer.sources))
        vars(reduced)["renderer"] = Renderer(NewsroomModel.of(kept), reduced.index, reduced.likeness)
        vars(reduced)["romanizer"] = Romanizer.of(kept)
        for entry in gazetteer.entries:
            if hash_of(entry.id) % FOLDS != fold or entry.kind != "person":
                continue
            for (given, wanted), count in counts.items():
                known = {spelling_key(f.text) for f in entry.forms if f.writing == wanted and f.tag is None}
                name = next((f.text for f in entry.forms if f.writing == given and not f.tag), None)
                if known and name:
                    found = (reduced.to_latin if wanted == "latin" else reduced.to_lao)(name, WITHIN)
                    hits = [spelling_key(text) in known for text in (found.text, *found.alternatives)]
                    count[0] += 1
                    count[1] += bool(found.text)
                    count[2] += hits[0]
                    count[3] += any(hits)
    for (given, wanted), (names, answered, first, within) in counts.items():
        shown = [percent(share(n, names)) for n in (answered, first, within)]
        rows.append([f"{given} to {wanted}", str(names), *shown])
    print("Back to another writing, persons: any attested spelling\n")
    print_table(["", "names", "answered", "first", f"within {WITHIN}"], rows)


def report_speed(gazetteer: Gazetteer, number: int = 3000) -> None:
    """Print how many renderings are made in a second of names that nobody has.

    First given names with other people's family names; then names in Latin letters whose components nobody has,
    either, but begin as one person's name does and end as another's.
    """
    names = [
        form.text.split()
        for entry in gazetteer.entries
        for form in entry.forms
        if entry.kind == "person" and form.writing in GIVEN and len(form.text.split()) == 2
    ]
    latin = [parts for name in names for parts in map(halves, name) if name[0].isascii() and parts]
    made = {
        "attested components": [f"{a[0]} {b[1]}" for a, b in pairs_of(names, number)],
        "components never met": [
            f"{a[0]}{b[1]} {c[0]}{d[1]}" for (a, b), (c, d) in itertools.pairwise(pairs_of(latin, number + 1))
        ],
    }
    for title, asked in made.items():
        gazetteer.render(asked[0])
        start = time.process_time()
        for name in asked:
            gazetteer.render(name)
        taken = time.process_time() - start
        different = len(set(asked))
        print(
            f"{title}: {len(asked) / taken:.0f} renderings in a second of processor time ({different} names)"
        )
    print()


def halves(component: str) -> tuple[str, str] | None:
    """The first syllables of a component in Latin letters and the last ones, if it has several."""
    written = [letters for c in read_components(component, "latin") for letters, _ in c.syllables]
    middle = len(written) // 2
    return ("".join(written[:middle]), "".join(written[middle:])) if middle else None


def pairs_of(names: Sequence[T], number: int) -> list[tuple[T, T]]:
    """So many pairs of different names, in an order that is always the same."""
    others = sorted(names, key=lambda name: hash_of(" ".join(name)))
    turns = range(1, 2 + number // len(names))
    return [pair for turn in turns for pair in zip(names, others[turn:] + others[:turn], strict=True)][
        :number
    ]


def print_errors(outcomes: Iterable[Outcome]) -> None:
    for o in outcomes:
        if not o.right:
            attested_forms = " or ".join("-".join(a) for a in o.trial.attested)
            print(f"{o.trial.name}: {'-'.join(o.suggested[0])} ({o.score:.0f}), attested {attested_forms}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.render", description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, help="ask for so many names only")
    parser.add_argument("--errors", action="store_true", help="print every wrong rendering")
    options = parser.parse_args(arguments)
    names = load()
    asked = sorted(trials(names), key=lambda trial: hash_of(trial.entry.id))[: options.sample]
    outcomes = list(answers(names, asked))
    report(names, outcomes)
    report_left_out(outcomes)
    report_scores([o for o in outcomes if o.trial.given != "both"])
    report_others(names)
    report_back(names)
    report_speed(names)
    if options.errors:
        print_errors(outcomes)


if __name__ == "__main__":
    main()

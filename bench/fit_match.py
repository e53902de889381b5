"""Fit the log odds of a match (`tenlao.matching.odds`): what tells that a name means an entry, and not somebody else.

Names are spellings of the table, each withheld in turn; persons who are withheld; names made of components of several
persons: some of all, and relatives and namesakes, who share a component with one; and names from elsewhere.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from bench.elsewhere import names_to_fit
from bench.evaluation import FOLDS, Query, Trial, development_trials, hash_of, normal, optional, owners
from tenlao.base.vocabulary import WRITINGS, Writing
from tenlao.gazetteer import Gazetteer
from tenlao.matching.beside_names import title_beside
from tenlao.matching.candidates import as_it_stands, misspelt, rearranged
from tenlao.matching.odds import LEAST_INFORMATION, MOST_INFORMATION, PersonEvidence
from tenlao.matching.weighing import Candidate
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import readings_in
from tenlao.table.model import Entry
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

__all__ = ["fit_match"]

# How far apart (nats) the components of two relatives are, near ones and others; how many of each an entry gets in a
# writing, for its given name and for its family name.
BANDS, OF_EACH = ((2.0, 4.0), (4.0, 9.0)), 2
OF_EACH_COUNTRY = 150
# Relatives are made, and there are more of them than of any other names: what one counts beside those.
WEIGHT_OF_A_RELATIVE = 0.6
# Where the nearest candidate is further away than this (nats), others are looked for, as `lookup` does when unsure.
UNSURE = 2.0
REGULARISED = 3.0  # of 0.1, 0.3, 1, 3, 10 and 100, that at which the folds tell each other's names best
# Places in the evidence that are distances: being further away speaks for nobody, whatever few examples say.
DISTANCES = tuple(map(PersonEvidence._fields.index, ("otherwise", "given", "family")))
ANY = ("constant", "by_distance", "by_information", "by_relation")


class Row(NamedTuple):
    """What the nearest candidate for a name rests on, whether it is the one meant, and what the name counts."""

    evidence: Sequence[float]
    right: bool
    fold: int
    weight: float


def fit_match(names: Gazetteer) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the weights, and how well those of the other folds tell the names of each."""
    anything: list[Row] = []
    persons: list[Row] = []
    strangers = Trial(names, (*relatives(names), *from_elsewhere()))
    for trial in itertools.chain(development_trials(names), [strangers]):
        for query in trial.queries:
            candidate = nearest(trial.gazetteer, query.text)
            if candidate is None:
                continue
            entry = candidate.attested.entry
            right = not query.owners.isdisjoint({entry.id, *entry.same_name_as})
            if query.owners and not right:
                continue  # that a wrong entry is nearer than the right one says nothing of strangers
            fold = hash_of(min(query.owners, default=query.text)) % FOLDS
            weight = WEIGHT_OF_A_RELATIVE if query.set == "relative" else 1.0
            if candidate.person is not None:
                persons.append(Row(candidate.person, right, fold, weight))
            elif entry.kind != "person":
                anything.append(Row(_of_sound(candidate), right, fold, weight))
    found = dict(zip(ANY, _regression(anything), strict=True))
    person = dict(zip(("constant", *PersonEvidence._fields), _regression(persons, DISTANCES), strict=True))
    figures = {
        "names_of_places": len(anything),
        "log_loss_of_places": _held_out_loss(anything),
        "names_of_persons": len(persons),
        "log_loss_of_persons": _held_out_loss(persons, DISTANCES),
    }
    return {"entries": len(names.entries), **found, "person": person}, figures


def nearest(names: Gazetteer, name: str) -> Candidate | None:
    """The nearest candidate for a name, if it is no attested spelling and has any."""
    index, core = names.index, without_titles(name)
    if any(index.spelled(key) for key in (spelling_key(name), spelling_key(core))):
        return None
    found = [*as_it_stands(index, name, core, title_beside(name, core))]
    if min((c.evidence.cost for c in found), default=math.inf) > UNSURE:
        found += [*rearranged(index, core), *misspelt(index, core)]
    return min(found, key=lambda candidate: candidate.evidence.cost, default=None)


def relatives(names: Gazetteer) -> Iterator[Query]:
    """Names that share a given or a family name with a person, and that nobody in the table has."""
    known = owners(names)
    of_all = {
        (writing, place): _components(names.entries, writing, place)
        for writing in WRITINGS
        for place in (0, 1)
    }
    for entry in names.entries:
        for writing in WRITINGS:
            parts = next(iter(_names(entry, writing)), [])
            for place in range(len(parts)):
                sounds = [_phones(own[place], writing) for w in WRITINGS for own in _names(entry, w)]
                left = list(BANDS * OF_EACH)
                others = sorted(of_all[writing, place], key=lambda component: hash_of(component + entry.id))
                for component in others:
                    apart = min(distance(_phones(component, writing), sound, FARTHEST) for sound in sounds)
                    band = next((band for band in left if band[0] <= apart < band[1]), None)
                    if band is None:
                        continue
                    name = f"{component} {parts[1]}" if place == 0 else f"{parts[0]} {component}"
                    if normal(name) not in known:
                        left.remove(band)
                        yield Query(name, writing, None, "relative")
                    if not left:
                        break


FARTHEST = BANDS[-1][1] + 0.1


def from_elsewhere() -> Iterator[Query]:
    """Names of two words or more from other countries, some of each."""
    for listed in names_to_fit("latin").values():
        names = sorted({name for name in listed if len(name.split()) > 1}, key=hash_of)
        yield from (Query(name, "latin", None, "elsewhere") for name in names[:OF_EACH_COUNTRY])


def _components(entries: Sequence[Entry], writing: Writing, place: int) -> set[str]:
    """The given or the family names of all persons in a writing."""
    return {
        parts[place]
        for entry in entries
        for parts in _names(entry, writing)
        if _phones(parts[place], writing)
    }


def _names(entry: Entry, writing: Writing) -> Iterator[list[str]]:
    """The attested names of a person that have two components."""
    for form in entry.forms if entry.kind == "person" else ():
        parts = form.text.split()
        if form.writing == writing and form.tag is None and len(parts) == 2:
            yield parts


def _phones(component: str, writing: Writing) -> str:
    return next(("".join(sound.phones) for sound in readings_in(component, writing)), "")


def _of_sound(candidate: Candidate) -> list[float]:
    """By the distance, by the information, and by the distance in relation to the information."""
    evidence = candidate.evidence
    return [
        evidence.cost,
        min(evidence.self_information, MOST_INFORMATION),
        evidence.cost / max(evidence.self_information, LEAST_INFORMATION),
    ]


def _regression(rows: Sequence[Row], distances: Sequence[int] = ()) -> list[float]:
    """The constant and the weights, slightly regularised, each in the measure of what it weighs.

    What is at the places of `distances` weighs nothing where it would speak for a match.
    """
    linear, preprocessing = optional("sklearn.linear_model"), optional("sklearn.preprocessing")
    if linear is None or preprocessing is None:
        raise SystemExit("install scikit-learn, or all that benchmarks use: pip install -e '.[bench]'")
    scaler = preprocessing.StandardScaler()
    scaled = scaler.fit_transform([row.evidence for row in rows])
    model = linear.LogisticRegression(C=REGULARISED, max_iter=5000)
    left_out: list[int] = []
    while True:
        scaled[:, left_out] = 0.0
        model.fit(scaled, [row.right for row in rows], sample_weight=[row.weight for row in rows])
        speaking = [n for n in distances if model.coef_[0][n] > 0 and n not in left_out]
        if not speaking:
            break
        left_out += speaking
    weights = [w / s for w, s in zip(model.coef_[0], scaler.scale_, strict=True)]
    constant = model.intercept_[0] - sum(w * m for w, m in zip(weights, scaler.mean_, strict=True))
    return [round(float(weight), 3) for weight in (constant, *weights)]


def _held_out_loss(rows: Sequence[Row], distances: Sequence[int] = ()) -> float:
    loss = 0.0
    for fold in range(FOLDS):
        constant, *weights = _regression([row for row in rows if row.fold != fold], distances)
        for row in rows:
            if row.fold == fold:
                odds = constant + sum(map(float.__mul__, weights, map(float, row.evidence)))
                loss += row.weight * math.log1p(math.exp(-odds if row.right else odds))
    return round(loss / sum(row.weight for row in rows), 4)

"""Fit the concentrations of back-off smoothing: those under which what is withheld is most probable."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from bench.evaluation import FOLDS, hash_of
from tenlao.base.weights import weights
from tenlao.gazetteer import Gazetteer
from tenlao.phonology.alignment import aligned
from tenlao.rendering.aligned_pairs import AlignedPair, aligned_pairs
from tenlao.rendering.attested_names import names_of
from tenlao.rendering.lao_lexicon import name_words
from tenlao.rendering.lao_restoration import LaoRestoration
from tenlao.rendering.newsroom_model import NewsroomModel
from tenlao.rendering.romanizer import Romanizer
from tenlao.table.model import Entry

__all__ = ["fit_concentrations"]

# What is tried; what is at least as probable as this, so that one odd spelling does not decide (judged).
TRIED = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 30.0)
LEAST = 1e-4
ROUNDS = 2

Concentrations = dict[str, float]
Surprisal = Callable[[Mapping[str, float]], float]


class Fold(NamedTuple):
    """Entries that are withheld, and the models that are learned without them."""

    withheld: list[Entry]
    newsrooms: NewsroomModel
    romanizer: Romanizer


def fit_concentrations(names: Gazetteer) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the concentrations of each model, and the mean surprisal (nats) of what is withheld from it.

    Those in use are changed one by one, as long as what is withheld becomes more probable.
    """
    folds = list(_folds(names))
    used = weights().concentrations
    restoration, of_restoration = _descent({"all": used.lao_restoration}, lambda c: _in_lao(folds, c["all"]))
    newsrooms, of_newsrooms = _descent(dict(used.newsrooms), lambda c: _written(folds, c))
    romanizer, of_romanizer = _descent(dict(used.romanizer), lambda c: _spelled(folds, c))
    found = {"lao_restoration": restoration["all"], "newsrooms": newsrooms, "romanizer": romanizer}
    figures = {"lao_restoration": of_restoration, "newsrooms": of_newsrooms, "romanizer": of_romanizer}
    return found, {f"surprisal_{model}": round(nats, 4) for model, nats in figures.items()}


def _folds(names: Gazetteer) -> Iterator[Fold]:
    for fold in range(FOLDS):
        kept = [e for e in names.entries if hash_of(e.id) % FOLDS != fold]
        withheld = [e for e in names.entries if hash_of(e.id) % FOLDS == fold]
        yield Fold(withheld, NewsroomModel.of(kept, name_words()), Romanizer.of(kept))


def _descent(concentrations: Concentrations, surprisal: Surprisal) -> tuple[Concentrations, float]:
    least = surprisal(concentrations)
    for _ in range(ROUNDS):
        for name in concentrations:
            for tried in TRIED:
                changed = {**concentrations, name: tried}
                if (nats := surprisal(changed)) < least:
                    least, concentrations = nats, changed
    return concentrations, least


def _written(folds: list[Fold], concentrations: Mapping[str, float]) -> float:
    """The mean surprisal of how a withheld syllable is written in Vietnamese."""
    total = count = 0.0
    for fold in folds:
        learned = fold.newsrooms
        model = NewsroomModel(learned.counts, learned.restoration, {}, concentrations)
        for pair in (pair for entry in fold.withheld for pair in aligned_pairs(entry)):
            total += pair.weight * _surprisal(_probability(model, pair))
            count += pair.weight
    return total / count


def _probability(model: NewsroomModel, pair: AlignedPair) -> float:
    heard = model.heard(pair.component, pair.sure)[pair.place]
    return next((p for p, written in model.written(heard) if written == pair.written), 0.0)


def _in_lao(folds: list[Fold], concentration: float) -> float:
    """The mean surprisal of the Lao spelling of a withheld syllable that is heard."""
    total, count = 0.0, 0
    for fold in folds:
        model = LaoRestoration(fold.newsrooms.restoration.counts, concentration)
        for entry in fold.withheld:
            for name in names_of(entry, "latin"):
                for other in names_of(entry, "lao"):
                    for component, place, partner in aligned(name, other):
                        total += _surprisal(dict(model.of_syllable(component, place)).get(partner.sound, 0.0))
                        count += 1
    return total / count


def _spelled(folds: list[Fold], concentrations: Mapping[str, float]) -> float:
    """The mean surprisal of the preferred romanization of a withheld component, heard in the other writings."""
    total, count = 0.0, 0
    for fold in folds:
        model = Romanizer(fold.romanizer.counts, concentrations)
        for entry in fold.withheld:
            for name in names_of(entry, "latin")[:1]:
                for writing in ("vietnamese", "lao"):
                    for other in names_of(entry, writing)[:1]:
                        for component, latin in (
                            zip(other, name, strict=False) if len(other) == len(name) else ()
                        ):
                            likely = {text: p for p, text in model.spellings(component, writing)}
                            total += _surprisal(likely.get(latin.text.capitalize(), 0.0))
                            count += 1
    return total / count


def _surprisal(probability: float) -> float:
    return -math.log(max(probability, LEAST))

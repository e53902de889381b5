"""How well the concentrations of back-off smoothing tell what is withheld.

They were chosen one by one, each entry left out in turn, for the most names rendered right. Those under which what is
withheld is most probable differ (stronger ones, by 0.03 nats a syllable) and render fewer names right, since they fit
how the newsrooms vary rather than what they mostly write.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from bench.evaluation import FOLDS, hash_of
from tenlao.base.weights import weights
from tenlao.gazetteer import Gazetteer
from tenlao.phonology.alignment import aligned
from tenlao.phonology.components import Component
from tenlao.rendering.aligned_pairs import AlignedPair, aligned_pairs
from tenlao.rendering.attested_names import names_of
from tenlao.rendering.lao_lexicon import name_words
from tenlao.rendering.lao_restoration import LaoRestoration
from tenlao.rendering.newsroom_model import NewsroomModel
from tenlao.rendering.romanizer import Romanizer
from tenlao.table.model import Entry

__all__ = ["measure_concentrations"]

# What is at least as probable as this, so that one odd spelling does not decide (judged).
LEAST = 1e-4


class Fold(NamedTuple):
    """Entries that are withheld, and the models that are learned without them."""

    withheld: list[Entry]
    newsrooms: NewsroomModel
    romanizer: Romanizer


def measure_concentrations(names: Gazetteer) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the concentrations in use, and the mean surprisal (nats) of what is withheld from each model."""
    folds = list(_folds(names))
    used = weights().concentrations
    figures = {
        "lao_restoration": _in_lao(folds, used.lao_restoration),
        "newsrooms": _written(folds, used.newsrooms),
        "romanizer": _spelled(folds, used.romanizer),
    }
    return used._asdict(), {f"surprisal_{model}": round(nats, 3) for model, nats in figures.items()}


def _folds(names: Gazetteer) -> Iterator[Fold]:
    for fold in range(FOLDS):
        kept = [e for e in names.entries if hash_of(e.id) % FOLDS != fold]
        withheld = [e for e in names.entries if hash_of(e.id) % FOLDS == fold]
        yield Fold(withheld, NewsroomModel.of(kept, name_words()), Romanizer.of(kept))


def _written(folds: list[Fold], concentrations: Mapping[str, float]) -> float:
    """The mean surprisal of what is written for a withheld syllable in any of its renderings."""
    total, count = 0.0, 0
    for fold in folds:
        learned = fold.newsrooms
        model = NewsroomModel(learned.counts, learned.restoration, {}, concentrations)
        for entry in fold.withheld:
            for pairs in _by_syllable(entry).values():
                heard = model.heard(pairs[0].component, pairs[0].sure)[pairs[0].place]
                attested = {pair.written for pair in pairs}
                total += _surprisal(sum(p for p, written in model.written(heard) if written in attested))
                count += 1
    return total / count


@cache
def _by_syllable(entry: Entry) -> Mapping[tuple[Component, int, bool], list[AlignedPair]]:
    """The aligned pairs of each syllable of the names of an entry."""
    found: defaultdict[tuple[Component, int, bool], list[AlignedPair]] = defaultdict(list)
    for pair in aligned_pairs(entry):
        if pair.component.text != pair.rendered:  # what is attested in Vietnamese alone is not asked for
            found[pair.component, pair.place, pair.sure].append(pair)
    return found


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

"""Fit what tells Lao names from others: the weights of `tenlao.mentions.likeness`, in each writing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bench import elsewhere
from bench.evaluation import FOLDS, hash_of, optional
from tenlao.base.vocabulary import Writing
from tenlao.base.weights import LikenessWeights
from tenlao.gazetteer import Gazetteer
from tenlao.mentions.likeness import LETTERS_IN_A_ROW, Likeness
from tenlao.text.trigrams import letters_in_a_row

__all__ = ["WRITINGS", "fit_likeness", "weights_by_fold"]

WRITINGS: tuple[Writing, ...] = ("latin", "vietnamese", "lao")
# What a place counts beside a person; what all names of one people count at most; how much the weights of traits may
# differ from 0 beside those of letters, and how strongly all are held back (judged).
OF_PLACE, MOST_OF_PEOPLE, FREEDOM, INVERSE_PENALTY = 0.3, 200, 4.0, 0.3
UNRESTRAINED = 1e6
# In how many names letters in a row must be to be weighed; which weights are worth keeping (judged).
LEAST_NAMES, WORTH_KEEPING = 6, 0.15
# The share of names from elsewhere that is taken for Lao ones (judged: who writes in Lao script mostly means Lao
# people).
ACCEPTED = {"latin": 0.025, "vietnamese": 0.05, "lao": 0.15}


AS_THAIS = "Lao names, as Thais spell"


class Row(NamedTuple):
    """A name: what is weighed of it, whether it is Lao, what it counts, and its fold."""

    weighed: Mapping[str, float]
    lao: bool
    counts: float
    fold: int
    group: str


def fit_likeness(names: Gazetteer, writing: Writing) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the weights in a writing, and how well those of nine parts of the names tell the tenth."""
    rows = balanced(list(rows_of(names, writing)))
    withheld = list(_withheld(rows, _by_fold(rows)))
    enough, slope = _scale(withheld, writing)
    figures = {
        "names": sum(row.lao for row in rows),
        "names_from_elsewhere": sum(not row.lao for row in rows),
        **{
            f"{group}_taken_for_lao": round(share_above(withheld, group, enough), 3)
            for group in ("persons", "places", "elsewhere")
        },
    }
    return _scaled(fitted(rows), enough, slope)._asdict(), figures


def weights_by_fold(names: Gazetteer, writing: Writing) -> list[LikenessWeights]:
    """Return for each fold the weights in a writing that are fitted without its names."""
    rows = balanced(list(rows_of(names, writing)))
    by_fold = _by_fold(rows)
    enough, slope = _scale(list(_withheld(rows, by_fold)), writing)
    return [_scaled(weights, enough, slope) for weights in by_fold]


def _by_fold(rows: Sequence[Row]) -> list[dict[str, float]]:
    return [fitted([row for row in rows if row.fold != fold]) for fold in range(FOLDS)]


def _withheld(rows: Sequence[Row], by_fold: Sequence[Mapping[str, float]]) -> Iterator[tuple[float, Row]]:
    """The log odds of each name by the weights that were fitted without it."""
    for row in rows:
        weights = by_fold[row.fold]
        yield weights["constant"] + sum(weights.get(name, 0.0) * v for name, v in row.weighed.items()), row


def _scale(withheld: Sequence[tuple[float, Row]], writing: Writing) -> tuple[float, float]:
    """The log odds that are enough, and by what all are to be multiplied, since the weights are held back."""
    enough = threshold([(odds, row.counts) for odds, row in withheld if not row.lao], ACCEPTED[writing])
    model = _model(UNRESTRAINED)
    lao, counts = [row.lao for _, row in withheld], [row.counts for _, row in withheld]
    model.fit([[odds] for odds, _ in withheld], lao, sample_weight=counts)
    return enough, float(model.coef_[0][0])


def _scaled(weights: Mapping[str, float], enough: float, slope: float) -> LikenessWeights:
    """The weights so that the odds are as steep as those of withheld names, and 0 is where they are enough."""
    found = {name: round(slope * (w - enough * (name == "constant")), 2) for name, w in weights.items()}
    constant = found.pop("constant")
    traits = {name: w for name, w in found.items() if not name.startswith("=")}
    letters = {name[1:]: w for name, w in sorted(found.items()) if name.startswith("=")}
    return LikenessWeights(constant, traits, letters)


def rows_of(names: Gazetteer, writing: Writing) -> Iterator[Row]:
    """The persons and places of the table, by folds withheld, and names from elsewhere."""
    others = [(title, name) for title, found in elsewhere.names_to_fit(writing).items() for name in found]
    for fold in range(FOLDS):
        like = Likeness.of(e for e in names.entries if hash_of(e.id) % FOLDS != fold)
        asked: list[tuple[str, str, bool, float]] = []
        for entry in names.entries:
            forms = [f.text for f in entry.forms if f.writing == writing and f.tag not in ("typo", "exonym")]
            if entry.kind != "organization" and hash_of(entry.id) % FOLDS == fold:
                counts = (1.0 if entry.kind == "person" else OF_PLACE) / max(1, len(forms))
                asked += [(f"{entry.kind}s", text, True, counts) for text in forms]
                if entry.kind == "person" and writing == "latin":
                    asked += [(AS_THAIS, text, False, 1.0) for text in elsewhere.as_thais_spell(forms)]
        asked += [(title, name, False, 1.0) for title, name in others if hash_of(name) % FOLDS == fold]
        for group, name, lao, counts in asked:
            if traits := like.traits(name, writing):
                weighed = {trait: float(value) for trait, value in traits._asdict().items()}
                weighed |= {f"={row}": 1.0 for row in letters_in_a_row(name, LETTERS_IN_A_ROW)}
                yield Row(weighed, lao, counts, fold, group if lao else f"from elsewhere: {group}")


def balanced(rows: Sequence[Row]) -> list[Row]:
    """Names from elsewhere as heavy as those of persons, all peoples alike; letters that are too rare left out."""
    of_group = Counter(row.group for row in rows)
    persons = sum(row.counts for row in rows if row.group == "persons")
    others = sum(min(n, MOST_OF_PEOPLE) for group, n in of_group.items() if group.startswith("from"))
    met = Counter(name for row in rows for name in row.weighed)
    return [
        row._replace(
            weighed={
                name: v for name, v in row.weighed.items() if name[0] != "=" or met[name] >= LEAST_NAMES
            },
            counts=row.counts
            if row.lao
            else persons / others * min(of_group[row.group], MOST_OF_PEOPLE) / of_group[row.group],
        )
        for row in rows
    ]


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of a logistic regression; letters that tell little are left out, and the others fitted again."""
    names = sorted({name for row in rows for name in row.weighed})
    for _ in range(2):
        weights = _regression(rows, names)
        names = [name for name in names if name[0] != "=" or abs(weights[name]) >= WORTH_KEEPING]
    return weights


def _regression(rows: Sequence[Row], names: Sequence[str]) -> dict[str, float]:
    model, sparse = _model(INVERSE_PENALTY), optional("scipy.sparse")
    assert sparse is not None
    place = {name: i for i, name in enumerate(names)}
    scale = [1.0 if name[0] == "=" else FREEDOM for name in names]
    cells = [
        (n, place[name], value * scale[place[name]])
        for n, row in enumerate(rows)
        for name, value in row.weighed.items()
        if name in place
    ]
    lines, columns, values = zip(*cells, strict=True)
    matrix = sparse.csr_matrix((values, (lines, columns)), shape=(len(rows), len(names)))
    model.fit(matrix, [row.lao for row in rows], sample_weight=[row.counts for row in rows])
    found = {name: round(float(w) * s, 2) for name, w, s in zip(names, model.coef_[0], scale, strict=True)}
    return {"constant": round(float(model.intercept_[0]), 2), **found}


def _model(inverse_penalty: float) -> Any:
    linear = optional("sklearn.linear_model")
    if linear is None:
        raise SystemExit("install scikit-learn, or all that benchmarks use: pip install -e '.[bench]'")
    return linear.LogisticRegression(
        C=inverse_penalty, solver="liblinear", intercept_scaling=10, max_iter=3000, random_state=0
    )


def threshold(scored: Sequence[tuple[float, float]], accepted: float) -> float:
    """The log odds that this share of the names reaches, each with what it counts."""
    left = accepted * sum(counts for _, counts in scored)
    for odds, counts in sorted(scored, reverse=True):
        left -= counts
        if left < 0:
            return round(odds, 1)
    return 0.0


def share_above(withheld: Sequence[tuple[float, Row]], group: str, enough: float) -> float:
    """The share of the names of a group that is taken for Lao ones."""
    sums: defaultdict[bool, float] = defaultdict(float)
    for odds, row in withheld:
        if group in row.group:
            sums[odds >= enough] += row.counts
    return sums[True] / max(sum(sums.values()), 1e-9)

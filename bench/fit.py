"""Fit the weights of the scores of renderings, to be put into `tenlao.rendering.renderer`.

python -m bench.fit
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from unidecode import unidecode

from bench.evaluation import FOLDS, hash_of, optional
from bench.render import answers_with, made_names, trials
from tenlao.base.resources import bundled_file
from tenlao.gazetteer import Gazetteer, load
from tenlao.matching.index import Index
from tenlao.phonology.components import read_components
from tenlao.phonology.writing import has_vietnamese
from tenlao.rendering.newsroom_model import NewsroomModel
from tenlao.rendering.renderer import Renderer, read_name

Evidence = Mapping[str, float]

# Names that `bench.render` does not ask for, which reports how well what is fitted here tells others.
ABROAD = ["en_US", "fr_FR", "de_DE", "vi_VN", "id_ID", "es_ES", "it_IT", "ja_JP", "ko_KR", "ru_RU"]
LOCALES = {"names": ABROAD, "surnames": ABROAD, "words": ["fr_FR", "de_DE"]}
SEED, NUMBER = 1, 1200
ARTICLE = Path(__file__).parents[1] / "examples" / "article.txt"


def exactly_so(gazetteer: Gazetteer) -> Iterator[tuple[Evidence, bool]]:
    """What the score of a rendering rests on, its entry withheld, and whether a newsroom writes exactly this."""
    for outcome, renderer in answers_with(gazetteer, [t for t in trials(gazetteer) if t.given != "both"]):
        trial = outcome.trial
        sure = trial.given == "lao"
        components = [c for c in read_components(trial.name, "lao" if sure else "latin") if c.syllables]
        probability, _ = renderer.ways(components, sure)[0]
        yield {"lao script": sure, "log probability": math.log(probability)}, outcome.right


def lao_or_not(gazetteer: Gazetteer) -> Iterator[tuple[Evidence, bool]]:
    """How names of the names, withheld by folds, and names and words from elsewhere look."""
    made = {name for kind, locales in LOCALES.items() for name in made_names(kind, locales, SEED, NUMBER)}
    if not made:
        raise SystemExit("install faker, or all that benchmarks use: pip install -e '.[bench]'")
    others = sorted({*made, *vietnamese_words()})
    for fold in range(FOLDS):
        kept = [e for e in gazetteer.entries if hash_of(e.id) % FOLDS != fold]
        renderer = Renderer(NewsroomModel.of(kept), Index.of([]))
        names = [
            (e.latin, True)
            for e in gazetteer.entries
            if hash_of(e.id) % FOLDS == fold and e.kind != "organization" and e.latin
        ]
        names += [(name, False) for name in others if hash_of(name) % FOLDS == fold]
        for name, lao in names:
            read = read_name(name)
            if not read.refusal:
                yield renderer.looks(read.components), lao


def vietnamese_words() -> set[str]:
    """Words of Vietnamese without marks: those of titles and offices, and of an article."""
    texts = [Path(bundled_file("titles.toml")), Path(bundled_file("offices.toml")), ARTICLE]
    words = re.findall(r"[^\W\d_]{2,}", " ".join(text.read_text(encoding="utf-8") for text in texts))
    return {unidecode(word) for word in words if has_vietnamese(word)}


def fitted(pairs: Sequence[tuple[Evidence, bool]]) -> dict[str, float]:
    """The weights of a logistic regression, slightly regularised."""
    linear = optional("sklearn.linear_model")
    if linear is None:
        raise SystemExit("install scikit-learn, or all that benchmarks use: pip install -e '.[bench]'")
    names = list(pairs[0][0])
    rows = [[float(evidence[name]) for name in names] for evidence, _ in pairs]
    model = linear.LogisticRegression(C=10, max_iter=2000).fit(rows, [label for _, label in pairs])
    weights = {"constant": model.intercept_[0], **dict(zip(names, model.coef_[0], strict=True))}
    return {name: round(float(weight), 2) for name, weight in weights.items()}


def main() -> None:
    names = load()
    print("WRITES_SO =", fitted(list(exactly_so(names))))
    print("IS_LAO =", fitted(list(lao_or_not(names))))


if __name__ == "__main__":
    main()

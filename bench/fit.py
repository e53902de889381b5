"""Fit the numbers of `data/weights.toml` anew, and print them or rewrite the file.

python -m bench.fit [--write] [likeness] [rendering] [concentrations] [match]
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from bench import elsewhere
from bench.concentrations import measure_concentrations
from bench.evaluation import FOLDS, calibration_error, hash_of, optional, reliability
from bench.fit_likeness import WRITINGS, fit_likeness
from bench.fit_match import fit_match
from bench.render import answers_with, trials
from tenlao.base.resources import bundled_file
from tenlao.gazetteer import Gazetteer, bundled
from tenlao.phonology.components import read_components
from tenlao.rendering.attested_names import forms_as_bytes

__all__ = ["COMMAND", "data_hash"]

COMMAND = "python -m bench.fit --write"
FILE = Path(bundled_file("weights.toml"))
Fit = tuple[Mapping[str, Any], Mapping[str, float]]


def data_hash(names: Gazetteer) -> str:
    """A hash of the forms of a table, which tells whether numbers were fitted on it."""
    return hashlib.blake2b(forms_as_bytes(names.entries), digest_size=16).hexdigest()


def fit_likenesses(names: Gazetteer) -> Fit:
    found = {writing: fit_likeness(names, writing) for writing in WRITINGS}
    figures = {f"{writing}_{name}": v for writing, (_, of) in found.items() for name, v in of.items()}
    return {writing: weights for writing, (weights, _) in found.items()}, figures


def fit_rendering(names: Gazetteer) -> Fit:
    """What the score of a rendering rests on: whether a newsroom writes exactly this, each entry withheld."""
    rows = list(_exactly_so(names))
    withheld = [
        (100 * _probability(_regression([r for r in rows if r[2] != fold]), evidence), right)
        for fold in range(FOLDS)
        for evidence, right, of in rows
        if of == fold
    ]
    bins = reliability(withheld, (0, 5, 10, 20, 30, 40, 50, 60, 80, 100))
    figures = {"names": len(rows), "calibration_error": round(calibration_error(bins), 3)}
    return {"writes_so": _regression(rows)}, figures


def _exactly_so(names: Gazetteer) -> Iterator[tuple[Mapping[str, float], bool, int]]:
    for outcome, renderer in answers_with(names, [t for t in trials(names) if t.given != "both"]):
        trial = outcome.trial
        sure = trial.given == "lao"
        components = [c for c in read_components(trial.name, "lao" if sure else "latin") if c.syllables]
        probability, written = renderer.hypotheses(components, sure)[0]
        evidence = {"lao_script": float(sure), "log_probability": math.log(probability) / len(written)}
        yield evidence, outcome.right, hash_of(trial.entry.id) % FOLDS


def _regression(rows: Sequence[tuple[Mapping[str, float], bool, int]]) -> dict[str, float]:
    """The weights of a logistic regression, slightly regularised."""
    linear = optional("sklearn.linear_model")
    if linear is None:
        raise SystemExit("install scikit-learn, or all that benchmarks use: pip install -e '.[bench]'")
    names = list(rows[0][0])
    matrix = [[evidence[name] for name in names] for evidence, _, _ in rows]
    model = linear.LogisticRegression(C=10, max_iter=2000).fit(matrix, [right for _, right, _ in rows])
    weights = {"constant": model.intercept_[0], **dict(zip(names, model.coef_[0], strict=True))}
    return {name: round(float(weight), 2) for name, weight in weights.items()}


def _probability(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    odds = weights["constant"] + sum(weights[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-odds))


PARTS: Mapping[str, Callable[[Gazetteer], Fit]] = {
    "likeness": fit_likenesses,
    "rendering": fit_rendering,
    "concentrations": measure_concentrations,
    "match": fit_match,
}


def document(part: str, fit: Fit, names: Gazetteer) -> dict[str, Any]:
    """What the file says of a part: its numbers, and what they were fitted on."""
    numbers, figures = fit
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    record = {
        "command": f"{COMMAND} {part}",
        "date": today,
        "data": data_hash(names),
        "seed": elsewhere.SEED,
        "cross_validated": dict(figures),
    }
    return {part: numbers, "fitted": {part: record}}


def write(found: Mapping[str, Any]) -> None:
    """Put numbers into the file; what it says besides stays."""
    file = tomlkit.parse(FILE.read_text(encoding="utf-8"))
    _put(file, found)
    FILE.write_text(tomlkit.dumps(file), encoding="utf-8")


def _put(table: Any, found: Mapping[str, Any]) -> None:
    for name, value in found.items():
        if not isinstance(value, Mapping):
            table[name] = value
        elif name == "letters":
            table[name] = tomlkit.table()
            table[name].update(value)
        else:
            if name not in table:
                table[name] = tomlkit.table()
            _put(table[name], value)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.fit", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"what to fit: {', '.join(PARTS)}; all of them"
    )
    parser.add_argument("--write", action="store_true", help="rewrite data/weights.toml; match only if named")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    names = bundled()
    for part in options.parts or PARTS:
        found = document(part, PARTS[part](names), names)
        print(tomlkit.dumps(found))
        if options.write and (part in options.parts or part != "match"):
            write(found)


if __name__ == "__main__":
    main()

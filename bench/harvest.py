"""How well names in two writings are harvested from texts.

python -m bench.harvest [--gold DIR] [--errors]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.evaluation import percent, print_table, share
from tenlao.gazetteer import Gazetteer, load
from tenlao.mentions.pairs import Pair

GOLD = Path(__file__).parents[1] / "tests" / "gold"
FIELDS = ("latin", "vietnamese", "lao")


def key(latin: str | None, vietnamese: str | None, lao: str | None) -> tuple[str, ...]:
    """The forms of a pair without white space, which may stand otherwise in a text."""
    return tuple("".join((form or "").split()) for form in (latin, vietnamese, lao))


def agrees(pair: Pair) -> bool:
    return pair.status not in ("contradiction", "sounds-differ")


class Score:
    """Counts over texts: pairs that are right, false and missed, and right kinds and offices of the right ones."""

    def __init__(self) -> None:
        self.right = self.false = self.missed = self.kinds = self.offices = 0
        self.errors: list[str] = []

    def add(self, name: str, found: Sequence[Pair], wanted: Sequence[dict[str, Any]]) -> None:
        left = {(key(w["latin"], w["vietnamese"], w["lao"]), w["agree"]): w for w in wanted}
        for pair in found:
            gold = left.pop((key(pair.latin, pair.vietnamese, pair.lao), agrees(pair)), None)
            if gold is None:
                self.false += 1
                self.errors.append(f"{name}: false   {pair}")
                continue
            self.right += 1
            self.kinds += pair.kind == gold["kind"]
            self.offices += pair.office == gold["office"]
            if pair.kind != gold["kind"] or pair.office != gold["office"]:
                self.errors.append(f"{name}: {pair.kind}, {pair.office!r}: should be {gold}")
        self.missed += len(left)
        self.errors += [f"{name}: missed  {gold}" for gold in left.values()]


def score(names: Gazetteer, folder: Path) -> Score:
    """Compare what is harvested from the texts of a folder with the lists beside them."""
    total = Score()
    for path in sorted(folder.glob("*.txt")):
        wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["pairs"]
        total.add(path.stem, names.harvest(path.read_text(encoding="utf-8")), wanted)
    return total


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.harvest", description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="DIR", help="folder with harvest/")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args(arguments)
    if not (options.gold / "harvest").is_dir():
        print(f"Harvesting: no texts in {options.gold / 'harvest'}\n")
        return
    print(f"Harvesting: pairs in the texts of {options.gold.name}\n")
    total = score(load(), options.gold / "harvest")
    found, wanted = total.right + total.false, total.right + total.missed
    columns = ["pairs", "precision", "recall", "kinds right", "offices right"]
    rates = [
        (total.right, found),
        (total.right, wanted),
        (total.kinds, total.right),
        (total.offices, total.right),
    ]
    print_table(columns, [[str(wanted), *(percent(share(part, whole)) for part, whole in rates)]])
    if options.errors:
        print("\n".join(total.errors))


if __name__ == "__main__":
    main()

"""How well mistakes in articles are found.

python -m bench.check [--gold DIR] [--plain FILE] [--errors]
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.evaluation import entries_by_key, percent, print_table, share
from tenlao.checking.rules import DEFAULT_RULES, Finding
from tenlao.gazetteer import Gazetteer, load

GOLD = Path(__file__).parents[1] / "tests" / "gold"


class Score:
    """Counts over texts, by rule: findings that are right, false and missed, and right suggestions and entities."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.suggested: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, names: Gazetteer, name: str, text: str, found: Sequence[Finding]) -> None:
        """Compare findings in a text with those that are marked in the file beside it."""
        ids_of = entries_by_key(names)
        wanted = {(w["rule"], *place(text, w["text"], w["occurrence"])): w for w in marked(name)}
        for finding in found:
            gold = wanted.pop((finding.rule, finding.start, finding.end), None)
            if gold is None:
                self.false[finding.rule] += 1
                self.errors.append(f"{name}: false   {finding}")
                continue
            self.right[finding.rule] += 1
            meant = gold["entity"] is None or finding.entity in ids_of[gold["entity"]]
            if meant and gold["suggest"] in (None, finding.suggestion):
                self.suggested[finding.rule] += 1
            else:
                self.errors.append(f"{name}: {finding}: should be {gold}")
        self.missed.update(rule for rule, _, _ in wanted)
        self.errors += [f"{name}: missed  {gold}" for gold in wanted.values()]


def marked(name: str) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(Path(name).read_text(encoding="utf-8"))["findings"]
    return findings


def place(text: str, words: str, occurrence: int | str) -> tuple[int, int]:
    start = -1
    for _ in range(int(occurrence)):
        start = text.index(words, start + 1)
    return start, start + len(words)


def score(names: Gazetteer, folder: Path) -> Score:
    """Compare what is found in the texts of a folder with the lists beside them."""
    total = Score()
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        total.add(names, str(path.with_suffix(".json")), text, names.check(text))
    return total


def rows(total: Score) -> Iterator[list[str]]:
    for rules in [*[[rule] for rule in DEFAULT_RULES], list(DEFAULT_RULES)]:
        right, false, missed, suggested = (
            sum(count[rule] for rule in rules)
            for count in (total.right, total.false, total.missed, total.suggested)
        )
        name = rules[0] if len(rules) == 1 else "all"
        rates = [(right, right + false), (right, right + missed), (suggested, right)]
        yield [name, str(right + missed), *(percent(share(part, whole)) for part, whole in rates)]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="DIR", help="folder with check/")
    parser.add_argument("--plain", type=Path, metavar="FILE", help="Vietnamese text without Lao names")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args(arguments)
    if not (options.gold / "check").is_dir():
        print(f"Checking: no texts in {options.gold / 'check'}\n")
        return
    print(f"Checking: mistakes in the texts of {options.gold.name}\n")
    names = load()
    total = score(names, options.gold / "check")
    print_table(["rule", "marked", "precision", "recall", "suggestion right"], rows(total))
    if options.errors:
        print("\n".join(total.errors))
    texts = [path.read_text(encoding="utf-8") for path in sorted((options.gold / "check").glob("*.txt"))]
    start = time.process_time()
    for text in texts * 10:
        names.check(text)
    seconds = time.process_time() - start
    print(
        f"{sum(len(text.encode()) for text in texts) * 10 / seconds / 1000:.0f} kB in a second of processor time\n"
    )
    if options.plain:
        findings = names.check(options.plain.read_text(encoding="utf-8"))
        print(f"Plain text: {len(findings)} findings", *findings, sep="\n" if options.errors else " ")


if __name__ == "__main__":
    main()

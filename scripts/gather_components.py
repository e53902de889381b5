"""Gather the components of Lao persons' names from lists of attested names: makes data/lao_given_names.toml.

python scripts/gather_components.py ENTITIES.jsonl ... [--without NAMES.jsonl ...] [--output FILE]

An entity is a JSON object with `kind`, `type` and `forms`, each with `writing`, `form` and `tag`. Of a person with
two components the first is the given name and the second the family name; no full name is written. Persons named in
the files of `--without` (by `query` or `is`) are passed over, so that these can serve for evaluation.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
WRITINGS = ("latin", "vietnamese", "lao")
ROLES = ("given", "family")
# Kings and princes are called by titles and names of reign, monks by their names in religion.
UNLIKE_OTHERS = {"royal", "historical", "monk", "religious"}
TITLES = {
    "phra",
    "pha",
    "chao",
    "tiao",
    "phagna",
    "phaya",
    "phanya",
    "thao",
    "nang",
    "prince",
    "princess",
    "sir",
    "ajahn",
}

HEAD = """\
# Components of the names of Lao persons: how many persons have each as their given and as their family name.
#
# Each is a spelling that a page prints in the name of a person with two components; persons, and which components go
# together, are not recorded. Counts are of distinct persons in {persons} gathered from Vietnamese, Lao, English and
# French press, parliament and government sites and encyclopaedias of 1990 to 2026, kings, princes and monks left out;
# persons whose names serve for evaluation are not counted.
#
# Made by scripts/gather_components.py: edit that, not this file.
# Licence: CC BY 4.0, as the table of names.
"""


def read_json_lines(paths: Iterable[Path]) -> Iterator[Any]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("-", " ").split())


def components(form: str) -> tuple[str, str] | None:
    """The given name and the family name, unless a form has another number of components.

    >>> components("Thongloun Sisoulith"), components("Bounnhang"), components("B. Vorachith")
    (('Thongloun', 'Sisoulith'), None, None)
    """
    parts = unicodedata.normalize("NFC", form).split()
    if (
        len(parts) != 2
        or re.fullmatch("[IVX]+", parts[1])
        or not all(re.fullmatch(r"(?:[^\W\d_]|[\u0eb0-\u0ecd'’\-])+", p) for p in parts)
    ):
        return None
    given, family = (part.capitalize() if part.isupper() else part for part in parts)
    return (given, family) if len(given) > 1 < len(family) and given.casefold() not in TITLES else None


def persons(entities: Iterable[Any], without: set[str]) -> Iterator[dict[str, set[tuple[str, str]]]]:
    """For each person, the names of two components that are attested in each writing."""
    for entity in entities:
        forms = [form for form in entity["forms"] if form["tag"] is None]
        if entity["kind"] != "person" or entity["type"] in UNLIKE_OTHERS:
            continue
        if any(normal(form["form"]) in without for form in entity["forms"]):
            continue
        names: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for form in forms:
            if found := components(form["form"]):
                names[form["writing"]].add(found)
        if names:
            yield names


def counted(people: Iterable[dict[str, set[tuple[str, str]]]]) -> dict[tuple[str, str], Counter[str]]:
    """How many persons have each component, by role and writing."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for person in people:
        for writing, names in person.items():
            for role, of_role in zip(ROLES, zip(*names, strict=True), strict=True):
                counts[role, writing].update(set(of_role))
    return counts


def written_toml(counts: dict[tuple[str, str], Counter[str]], number: int) -> str:
    lines = [HEAD.format(persons=f"{number:,}")]
    for role, writing in itertools.product(ROLES, WRITINGS):
        of_count: defaultdict[int, list[str]] = defaultdict(list)
        for component, count in counts[role, writing].items():
            of_count[count].append(component)
        for count in sorted(of_count, reverse=True):
            listed = ", ".join(json.dumps(name, ensure_ascii=False) for name in sorted(of_count[count]))
            body = textwrap.fill(f"{listed},", 116, break_on_hyphens=False, break_long_words=False)
            lines += [f"[[{role}]]", f'writing = "{writing}"', f"persons = {count}"]
            lines += ["names = [", textwrap.indent(body, "  "), "]", ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("entities", type=Path, nargs="+", help="attested names, JSON lines")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="names kept for evaluation")
    parser.add_argument("--output", type=Path, default=DATA / "lao_given_names.toml")
    options = parser.parse_args()
    kept = {
        normal(item[key])
        for item in read_json_lines(options.without)
        for key in ("query", "is")
        if item.get(key)
    }
    people = list(persons(read_json_lines(options.entities), kept))
    options.output.write_text(written_toml(counted(people), len(people)), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Names of people who are not Lao, and words: what a model that tells Lao names is fitted against, and measured with.

They are listed in `names_elsewhere.toml`, or made by a library of names for many countries. Each fifth component
(by a hash) is withheld from fitting, with all names that have it, so that what is measured was not learned by
heart.
"""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from unidecode import unidecode

from bench.evaluation import hash_of, optional
from tenlao.base.resources import bundled_file
from tenlao.base.word_lists import word_lists
from tenlao.phonology import vietnamese_spelling
from tenlao.phonology.reading import read
from tenlao.phonology.writing import has_vietnamese

__all__ = ["SEED", "as_thais_spell", "in_the_news", "names_to_fit", "recombined", "withheld_names"]

SEED = 20260101
WITHHELD = 5  # one of so many components
MADE, MOST = 4000, 500  # names that the library is asked for, and those of each people that are fitted on
RECOMBINED = 200  # names of each people that are listed, with those made of their components
LISTS = Path(__file__).with_name("names_elsewhere.toml")
ARTICLE = Path(__file__).parents[1] / "examples" / "article.txt"
LOCALES = {
    "Thai": ["en_TH"],
    "European": [
        "en_GB", "en_US", "pt_BR", "nl_NL", "pl_PL", "sv_SE", "hu_HU", "fr_FR", "de_DE", "es_ES", "it_IT", "ru_RU",
        "fi_FI",
    ],
    "Turkish": ["tr_TR"],
    "Indian": ["en_IN"],
    "Indonesian": ["id_ID"],
    "Vietnamese": ["vi_VN"],
    "Chinese": ["zh_CN"],
}  # fmt: skip
WORDS = {"English": ["en_US"], "French and German": ["fr_FR", "de_DE"]}
_TITLE = re.compile(r"^(Mr|Mrs|Ms|Mx|Dr|Miss|Prof|Ind|Misc|Drs|[A-Z]{2,}|[A-Z][a-z]+\.)\.? ")


def names_to_fit(writing: str) -> dict[str, list[str]]:
    """Return names from elsewhere in a writing, by where they are from, and words; none has a withheld component."""
    if writing == "lao":
        return {"in Lao script": _lists()["in_lao"]["names"]}
    found = {title: [name for name in names if not any(_parts_withheld(name))] for title, names in _all()}
    if writing == "latin":
        found |= {
            title: recombined(found[title], RECOMBINED) for title in _lists()["names"] if title != "words"
        }
    if writing == "vietnamese":
        found = {title: [_rendered(name) for name in names] for title, names in found.items()}
        found["renderings of the press"] = _with_components(_lists()["in_vietnamese"]["names"])
        found["Vietnamese"] = [
            f"{'-'.join(parts[:2])} {'-'.join(parts[2:])}"
            for name in made("names", LOCALES["Vietnamese"], plain=False)
            if len(parts := name.split()) > 2
        ]
        words = list(map(str.capitalize, _vietnamese_words()))
        found["Vietnamese words"] = [*map(" ".join, itertools.pairwise(words))]
        found["places of Viet Nam"] = list(filter(has_vietnamese, word_lists("abroad.toml")["vietnam"]))
    return {title: sample([name for name in names if name]) for title, names in found.items()}


def recombined(names: Sequence[str], number: int) -> list[str]:
    """Return names, and others made of components of those that have as many, until there are so many.

    >>> len(recombined(["Sok An", "Chea Vichea", "Hun Sen"], 5))
    5
    """
    found, source = dict.fromkeys(names), random.Random(SEED)
    divided = [name.split() for name in names]
    for _ in range(number):
        for count in (2, 3):
            alike = [parts for parts in divided if len(parts) == count]
            if alike and len(found) < number:
                found[" ".join(source.choice(alike)[place] for place in range(count))] = None
    return list(found)


def as_thais_spell(names: Iterable[str]) -> list[str]:
    """Return names of Lao persons as Thais would spell the same sounds: Vongxay and Keo are Wongchai and Kaew there.

    >>> as_thais_spell(["Keo Vongxay", "Phet"])
    ['Kaew Wongchai']
    """
    found = set()
    for name in names:
        spelled = name.lower()
        for lao, thai in THAI_SPELLING:
            spelled = re.sub(lao, thai, spelled)
        if sum(a != b for a, b in zip(name.lower().split(), spelled.split(), strict=True)) > 1:
            found.add(spelled.title())
    return sorted(found)


THAI_SPELLING = (
    ("keo", "kaew"), ("v", "w"), ("x", "ch"), ("ay", "ai"), ("ou", "u"), (r"my\b", "mee"), (r"sy\b", "sri"),
    (r"one\b", "on"), (r"nh\b", "n"), ("gn|nh", "y"),
)  # fmt: skip


def withheld_names() -> dict[str, list[str]]:
    """Names from elsewhere in Latin letters that are not fitted on.

    Of those that a library makes all components are withheld, of those listed one at least.
    """
    return {
        title: sample([name for name in names if all(_parts_withheld(name))])
        if title.startswith("made: ")
        else [name for name in names if any(_parts_withheld(name))]
        for title, names in _all()
    }


def _with_components(names: Iterable[str]) -> list[str]:
    return sorted({text for name in names for text in (name, *name.split())})


def in_the_news() -> list[str]:
    """Persons from elsewhere whose names stand beside Lao ones; none is fitted on."""
    return list(_lists()["withheld"])


def sample(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=hash_of)[:MOST]


def made(kind: str, locales: Sequence[str], *, plain: bool = True) -> list[str]:
    """Names or words, made by a library; without titles, and without diacritics if `plain`."""
    faker = optional("faker")
    if faker is None:
        raise SystemExit("install faker, or all that benchmarks use: pip install -e '.[bench]'")
    maker = faker.Faker(list(locales))
    maker.seed_instance(SEED)
    make = {"names": maker.name_nonbinary, "words": maker.word}[kind]
    texts = [" ".join(unicodedata.normalize("NFC", make()).split()) for _ in range(MADE)]
    if locales == LOCALES["Vietnamese"]:  # of which the library puts the family name last
        texts = [" ".join([family, *given]) for *given, family in map(str.split, texts)]
    return sorted({_TITLE.sub("", unidecode(text) if plain else text) for text in texts})


@cache
def _all() -> tuple[tuple[str, list[str]], ...]:
    lists = [(title, list(map(unidecode, names))) for title, names in _lists()["names"].items()]
    of_library = [
        (f"made: {title}", [name for name in made("names", locales) if 2 <= len(name.split()) <= 3])
        for title, locales in LOCALES.items()
    ]
    words = {title: made("words", locales) for title, locales in WORDS.items()}
    words["Vietnamese"] = sorted({unidecode(word) for word in _vietnamese_words()})
    capitalised = [
        (f"made: words, {title}", [*map(str.capitalize, of_title), *_pairs(of_title)])
        for title, of_title in words.items()
    ]
    return (*lists, *of_library, *capitalised)


def _pairs(words: Sequence[str]) -> list[str]:
    """Words side by side as in a heading; withheld ones beside each other."""
    shuffled = sorted(words, key=lambda word: (all(_parts_withheld(word)), hash_of(word)))
    random.Random(SEED).shuffle(shuffled)
    shuffled.sort(key=lambda word: all(_parts_withheld(word)))
    return [f"{a} {b}".title() for a, b in itertools.pairwise(shuffled)]


def _vietnamese_words() -> list[str]:
    """Words of Vietnamese: those of titles and offices, and of an article."""
    texts = [Path(bundled_file("titles.toml")), Path(bundled_file("offices.toml")), ARTICLE]
    words = re.findall(r"[^\W\d_]{2,}", " ".join(text.read_text(encoding="utf-8") for text in texts))
    return sorted({word.lower() for word in words if has_vietnamese(word)}, key=hash_of)


def _parts_withheld(name: str) -> list[bool]:
    return [hash_of(f"part {part}") % WITHHELD == 0 for part in re.findall(r"\w+", name.lower())]


def _rendered(name: str) -> str:
    """A name as the rules of the orthography render it."""
    components = [
        list(filter(lambda s: s.nucleus not in ("", "ə"), c)) for c in read(name, "latin").components
    ]
    return " ".join(vietnamese_spelling.write(component) for component in components if component)


@cache
def _lists() -> Mapping[str, Any]:
    import tomli

    return tomli.loads(LISTS.read_text(encoding="utf-8"))

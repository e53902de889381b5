"""Doors for names: their sounds, what is near them, who is meant, how they are written otherwise."""

from __future__ import annotations

import contextlib
import csv
import json
import math
import string
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from fuzz import oracles
from fuzz.oracles import broken
from fuzz.quick.choosing import chosen, names_in_use
from fuzz.texts import spellings
from tenlao.base.characters import fit_for_xml, visible
from tenlao.base.display import display_width
from tenlao.base.spreadsheets import CONTROL, guarded, without_guard
from tenlao.base.vocabulary import KINDS, WRITINGS
from tenlao.matching.trie import costs_of_letters, costs_of_sounds
from tenlao.matching.units import UNIT
from tenlao.phonology.columns import columns
from tenlao.phonology.components import read_components
from tenlao.phonology.distance import SUBSTITUTION, coarse_key, distance
from tenlao.phonology.paths import align, distance_within
from tenlao.phonology.reading import read, readings
from tenlao.phonology.sound import join
from tenlao.phonology.vietnamese_spelling import is_syllable, spell, split, toneless
from tenlao.phonology.writing import likely_writing, possible_writings, proven_writing
from tenlao.pipeline.answers import answer
from tenlao.pipeline.plain_words import in_plain_words
from tenlao.pipeline.text_sheets import csv_row, parted_by
from tenlao.rendering.suggestions import suggested
from tenlao.text.keys import as_printed, slug, spelling_key


def try_readings(name: str, choice: int) -> None:
    writing = chosen(WRITINGS, choice)
    _phones(read(name, writing).phones)
    for component in read_components(name, writing):
        if component.stray < 0 or not all(written for written, _ in component.syllables):
            raise broken("components", component)
    found = readings(name)
    if not 1 <= len(found) <= 2:
        raise broken("one or two readings", found)
    for sound in found:
        _phones(sound.phones)
    oracles.same("writings", set(possible_writings(name)) <= set(WRITINGS), True)
    if (proven := proven_writing(name)) and likely_writing(name) != proven:
        raise broken("writings", f"{proven} is proven, {likely_writing(name)} is likely")


def _phones(components: Iterable[str]) -> None:
    for component in components:
        if not SUBSTITUTION.keys() >= set(component):
            raise broken("phones", component)


def try_spellings(name: str, choice: int) -> None:
    composed, apart = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    oracles.same("key of another normal form", spelling_key(composed), spelling_key(apart))
    oracles.same("key without joiners", spelling_key(name), spelling_key(name.replace("\u2060", "")))
    printed = as_printed(name)
    oracles.same("printed again", as_printed(printed), printed)
    if printed.splitlines() not in ([], [printed]) and not set(printed) & set(
        "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    ):
        raise broken("on one line", printed)
    if not set(slug(name)) <= _OF_SLUGS:
        raise broken("plain small letters", slug(name))
    for word in name.split()[:4]:
        written = unicodedata.normalize("NFC", word).lower()
        if (syllable := split(written)) and is_syllable(written):
            again = spell(*syllable)
            oracles.same(
                "syllable spelled again", (toneless(again), split(again)), (toneless(written), syllable)
            )


_OF_SLUGS = frozenset(string.ascii_lowercase + string.digits + "-")


def try_characters(text: str, choice: int) -> None:
    """What is printed, written as XML or put into sheets is fit for that."""
    if oracles.OBEYED.search(visible(text).replace("\t", "")):
        raise broken("fit for terminals", visible(text))
    xml = fit_for_xml(text)
    oracles.same("fit for XML twice", fit_for_xml(xml), xml)
    oracles.same("guard taken off", without_guard(guarded(text)), CONTROL.sub("", text))
    if display_width(text) < 0:
        raise broken("width", text)
    delimiter = chosen(",;\t|", choice)
    cells = text.split("\x1f") if "\x1f" in text else [text, "x", text[: choice % 7]]
    row = csv_row(cells, delimiter)
    told = [
        without_guard(cell)
        for cell in next(csv.reader(row.splitlines(keepends=True), delimiter=delimiter), [])
    ]
    kept = [CONTROL.sub("", cell) for cell in cells]
    if not any({"\r", "\n"} & set(cell) or cell.splitlines() not in ([], [cell]) for cell in kept):
        oracles.same("cells of a row", told, kept)
    start, by = parted_by(text)
    if not 0 <= start <= len(text) or len(by) != 1:
        raise broken("parted by", (start, by))


def try_distances(name: str, choice: int) -> None:
    other = chosen(spellings(), choice)
    for one in readings(name)[:1]:
        for two in readings(other)[:1]:
            a, b = join(one.phones)[:60], join(two.phones)[:60]
            apart = distance(a, b)
            oracles.same("distance of itself", distance(a, a), 0.0)
            if choice % 3 == 0:
                oracles.same("distance the other way", apart, distance(b, a))
            elif choice % 3 == 1:
                limited = distance(a, b, 4.0)
                if limited != apart if apart < 4 else limited < 4:
                    raise broken("distance within a limit", (a, b, apart, limited))
                if coarse_key(coarse_key(a)) != coarse_key(a):
                    raise broken("coarse key", a)
            elif not math.isclose(apart, sum(step.cost for step in align(a, b)), abs_tol=1e-9):
                raise broken("distance and alignment", (a, b, apart))
            elif distance_within(a, b) > apart + 1e-9:
                raise broken("distance within", (a, b))


@cache
def _kernels() -> tuple[ModuleType, ...]:
    """The search in plain Python, and the compiled one if there is one."""
    modules = [import_module("tenlao.matching.plain_search")]
    with contextlib.suppress(ImportError):
        modules.append(import_module("tenlao.matching.compiled_search"))
    return tuple(modules)


def try_kernel(text: str, choice: int) -> None:
    """Both searches find the same, in what is near by sound or by letters, and by sound all that there is."""
    query, *known = text.split("\n")
    of_sounds = choice % 2 > 0 and SUBSTITUTION.keys() >= set("".join((query, *known)))
    costs = costs_of_sounds() if of_sounds else costs_of_letters(text)
    tries = [kernel.trie_of([*map(costs.encoded, known)]) for kernel in _kernels()]
    oracles.same("tries", tries[0], tries[-1])
    searches = [kernel.Search(tries[0], costs, bytes(len(known))) for kernel in _kernels()]
    if not of_sounds:
        near = [search.near(query, 3) for search in searches]
        oracles.same("kernels, letters", near[0], near[-1])
        return
    limit, changes = choice % (9 * UNIT), chosen((-1, -1, 0, 1, 2), choice, 3)
    if choice % 3 == 0:
        parts = [query[at : at + 3] for at in range(0, len(query), 3)]
        alone = bytes(chosen((0, 8, 255), choice, number) for number in range(len(parts)))
        spans = [search.spans(columns(parts), 3, limit, alone) for search in searches]
        oracles.same("kernels, spans", spans[0], spans[-1])
        return
    margin = chosen((-1, -1, 0, 5, 20), choice, 2)
    near = [search.near(query, limit, margin, changes) for search in searches]
    oracles.same("kernels, sounds", near[0], near[-1])
    if margin < 0 and changes < 0 and query:
        apart = [(round(UNIT * distance(query, sound)), number) for number, sound in enumerate(known)]
        oracles.same("kernel and distance", near[-1], sorted(item for item in apart if item[0] < limit))


@cache
def _plain_index_search() -> Any:
    parts = names_in_use().index.parts
    plain = import_module("tenlao.matching.plain_search")
    return plain.Search(parts.sound_trie, costs_of_sounds(), parts.penalties)


def try_near(name: str, choice: int) -> None:
    """What is near a name in the whole table is as far away as it says; on a sample, both searches find the same."""
    index = names_in_use().index
    for sound in readings(name)[:1]:
        phones = join(sound.phones)
        found = index.near(phones, 6.0, 1.0)
        for near in found[:3]:
            exact = distance(phones, index.sound(near.number).phones)
            if not exact - 1 / UNIT <= near.cost <= exact + 6 or near.cost >= 6:
                raise broken("near", (phones, near, exact))
        if choice % 64 == 0:
            plain = _plain_index_search().near(phones, 6 * UNIT, UNIT)
            oracles.same("kernels, table", index.sound_search.near(phones, 6 * UNIT, UNIT), plain)
    for key, letters in index.misspelt(spelling_key(name))[:3]:
        if not index.spelled(key) or not 0 <= letters <= 2:
            raise broken("misspelt", (name, key, letters))


_LIMITS = (1, 2, 5, 100)
_YEARS = (None, None, None, 1950, 2010, 2024, 10**9)


def try_lookup(name: str, choice: int) -> None:
    names = names_in_use()
    limit, kind, year = (
        chosen(_LIMITS, choice),
        chosen((None, None, *KINDS), choice, 1),
        chosen(_YEARS, choice, 2),
    )
    found = names.lookup(name, limit, kind, at=year)
    for match in found:
        oracles.score(match.score)
        if (kind and match.entry.kind != kind) or not match.explain() or not in_plain_words(match):
            raise broken("a match", match)
    if len(found) > limit or len({match.entry.id for match in found}) < len(found):
        raise broken("a match for each", found)
    if year is None:
        oracles.best_first(found)
    best = names.resolve(name, kind=kind, at=year) if choice % 3 == 0 else None
    told = {m.entry.id for m in found} | {other.id for m in found for other in m.others}
    if best is not None and found and best.entry.id not in told:
        raise broken("same", f"resolved as {best}, looked up as {found[0]}")
    if choice % 8 == 0:
        names.holders(name, at=year)
        told_of = answer(names, name, kind=kind, limit=limit, at=year)
        json.dumps(told_of.data(names.sources, at=year), allow_nan=False)


def try_render(name: str, choice: int) -> None:
    names = names_in_use()
    limit = chosen(_LIMITS, choice)
    rendering = names.render(
        name, sibilant=chosen((None, None, "s", "x"), choice, 1), tones=choice % 3 > 0, limit=limit
    )
    oracles.score(rendering.score)
    told = (rendering.vietnamese, *rendering.alternatives)
    if (
        len(rendering.alternatives) > limit
        or not rendering.explain()
        or (told[0] and len(set(told)) < len(told))
    ):
        raise broken("renderings", rendering)
    if not rendering.vietnamese and not rendering.note:
        raise broken("renderings", rendering)
    mark = suggested(names, name) if choice % 3 == 0 else None
    if mark is not None and not mark.endswith("*"):
        raise broken("suggestions are marked", mark)


def try_respell(name: str, choice: int) -> None:
    names = names_in_use()
    limit = chosen(_LIMITS, choice)
    respelled = names.to_latin(name, limit) if choice % 2 else names.to_lao(name, limit)
    if not respelled.explain():
        raise broken("renderings", respelled)

"""Names that a text prints in two writings side by side, as proposals for the table.

A pair stands in a text as a name and its form in another writing in brackets, after a dash or a slash, after a word
that says so (tức), or in the cells of a table. Where the name begins, and whether the forms belong together, their
sounds tell. A pair is proposed when it names somebody from Laos: the table knows one of the forms, one of them is in
Lao script, or they look like Lao names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tenlao.base.vocabulary import Writing
from tenlao.matching.index import Index
from tenlao.mentions.likeness import Likeness
from tenlao.mentions.pair_judgement import Pair, PairJudge, Status
from tenlao.mentions.side_by_side import LONGEST, SideBySide, SurfaceForm, grouped
from tenlao.text.keys import spelling_key
from tenlao.text.offsets import without_joiners

__all__ = ["PROPOSED", "Pair", "Status", "WrongGloss", "harvest", "wrong_glosses"]

# The states of pairs that are proposed for the table; the others are known, or to be looked into.
PROPOSED: tuple[Status, ...] = ("new", "new-form")


def harvest(index: Index, like: Likeness, text: str) -> list[Pair]:
    """Return the names that a text prints in two writings side by side, in text order, each at its first place.

    >>> from tenlao import load
    >>> text = "Thứ trưởng Tư pháp Lào Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết) đang thăm Việt Nam."
    >>> [(pair.latin, pair.vietnamese, pair.office, pair.status) for pair in load().harvest(text)]
    [('Khamsone Vilayphet', 'Khăm-xỏn Vi-lay-phết', 'Thứ trưởng Tư pháp Lào', 'new')]
    """
    visible = without_joiners(text)
    side_by_side, judge = SideBySide(index, visible.text), PairJudge(index, like, visible.text)
    couples = list(side_by_side.in_brackets())
    in_brackets = {(couple.first.end, couple.second.end) for couple in couples}
    # What stands in brackets after one name is no form of the next: A (form of B), B (form of C).
    wrong = {c.second.start for c in couples if not c.alike and judge.pair([c], None)}
    couples += [
        c
        for c in side_by_side.joined()
        if (c.first.end, c.second.end) not in in_brackets
        and wrong.isdisjoint((c.first.start, c.second.start))
    ]
    found = [judge.pair(group, office) for group, office in side_by_side.in_tables()]  # these tell offices
    found += judge.in_company([(group, None) for group in grouped(couples)])
    first: dict[tuple[str, ...], Pair] = {}
    for pair in sorted(filter(None, found), key=lambda pair: (pair.start, -pair.end)):
        forms = (pair.latin, pair.vietnamese, pair.lao)
        first.setdefault(tuple(spelling_key(form or "") for form in forms), pair)
    return [
        replace(pair, start=visible.start(pair.start), end=visible.end(pair.end)) for pair in first.values()
    ]


class WrongGloss(NamedTuple):
    """Words in brackets, from `start` up to `end`, in a writing, that do not belong to the name before them."""

    start: int
    end: int
    writing: Writing
    name_start: int
    name_end: int
    pair: Pair


def wrong_glosses(index: Index, like: Likeness, text: str) -> list[WrongGloss]:
    """Return the words in brackets after names that do not sound like them or are another entry's, in text order.

    Attested forms of the entry that the name means are right, whatever they sound like.

    >>> from tenlao import load
    >>> text = "Thủ tướng Sonexay Siphandone (Thoong-lun Xi-xu-lít)"
    >>> names = load()
    >>> [text[gloss.start : gloss.end] for gloss in wrong_glosses(names.index, names.likeness, text)]
    ['Thoong-lun Xi-xu-lít']
    """
    judge = PairJudge(index, like, text)
    found = []
    for couple, *_ in grouped(SideBySide(index, text).in_brackets()):
        pair = judge.pair([couple], None)
        name, gloss = couple.first, couple.second
        if pair and pair.reason and not _is_attested(index, text, gloss, pair.entity):
            found.append(WrongGloss(gloss.start, gloss.end, gloss.writing, name.start, name.end, pair))
    return sorted(found, key=lambda gloss: gloss.start)


def _is_attested(index: Index, text: str, gloss: SurfaceForm, id: str | None) -> bool:
    """Tell whether a gloss, alone or with the title before it in its bracket, is an attested form of an entry."""
    opening = text.rfind("(", max(0, gloss.start - LONGEST), gloss.start) + 1
    wholes = [gloss.text, text[opening : gloss.end]] if opening else [gloss.text]
    return any(entry.id == id for whole in wholes for entry, _ in index.spelled(spelling_key(whole)))

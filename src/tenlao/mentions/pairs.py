"""Names that a text prints in two writings side by side, as proposals for the table.

A pair stands in a text as a name and its form in another writing in brackets, after a dash or a slash, after a word
that says so (tức), or in the cells of a table. Where the name begins, and whether the forms belong together, their
sounds tell. A pair is proposed when it names somebody from Laos: the table knows one of the forms, one of them is in
Lao script, or they look like Lao names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from unidecode import unidecode

from tenlao.matching.index import Index
from tenlao.matching.lookup import lookup
from tenlao.matching.score import THRESHOLD
from tenlao.mentions.likeness import Likeness
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import read, readings
from tenlao.phonology.sound import join
from tenlao.phonology.writing import likely_writing
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.offices import office_before
from tenlao.text.offsets import without_joiners
from tenlao.text.origins import origin_before, speaks_of_laos
from tenlao.text.titles import context, without_titles
from tenlao.text.tokens import prose, runs, tokens

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind, Writing
    from tenlao.table.model import Entry

__all__ = ["PROPOSED", "Pair", "Status", "WrongGloss", "harvest", "wrong_glosses"]

Status = Literal["new", "new-form", "known", "contradiction", "sounds-differ"]

# The states of pairs that are proposed for the table; the others are known, or to be looked into.
PROPOSED: tuple[Status, ...] = ("new", "new-form")


@dataclass(frozen=True, slots=True)
class Pair:
    """A name that stands in a text in two or three writings, from `start` up to `end` (code points).

    `status` says what the table knows of it: "new", nothing; "new-form", one of the forms, so the others are new
    forms of that entry; "known", all of them; "contradiction", the forms belong to two entries, or the name is
    known with a form that sounds otherwise; "sounds-differ", forms that do not sound alike of a name that the
    table does not know. `entity` is the id of the entry that is meant, and `reason` says what is wrong.
    """

    start: int
    end: int
    latin: str | None
    vietnamese: str | None
    lao: str | None
    kind: Kind
    office: str | None
    status: Status
    entity: str | None = None
    reason: str | None = None


def harvest(index: Index, like: Likeness, text: str) -> list[Pair]:
    """Return the names that a text prints in two writings side by side, in text order, each at its first place.

    >>> from tenlao import load
    >>> text = "Thứ trưởng Tư pháp Lào Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết) đang thăm Việt Nam."
    >>> [(pair.latin, pair.vietnamese, pair.office, pair.status) for pair in load().harvest(text)]
    [('Khamsone Vilayphet', 'Khăm-xỏn Vi-lay-phết', 'Thứ trưởng Tư pháp Lào', 'new')]
    """
    visible = without_joiners(text)
    return [
        replace(pair, start=visible.start(pair.start), end=visible.end(pair.end))
        for pair in _Reader(index, like, visible.text).pairs()
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
    """The words in brackets after names that do not sound like them, in text order.

    >>> from tenlao import load
    >>> text = "Thủ tướng Sonexay Siphandone (Thoong-lun Xi-xu-lít)"
    >>> names = load()
    >>> [text[gloss.start : gloss.end] for gloss in wrong_glosses(names.index, names.likeness, text)]
    ['Thoong-lun Xi-xu-lít']
    """
    return _Reader(index, like, text).wrong_glosses()


# How far two forms of one name may be apart, in nats for each phone: as a whole, and in each component. Of the pairs
# of preferred forms in the table 98 % are nearer.
WHOLE_APART, COMPONENT_APART = 1.0, 1.5
# The log odds from which on two forms that sound alike are taken for those of a Lao name that the table does not
# have; those where one is in Lao script; and those for each of two forms that do not sound alike.
LAO_ENOUGH, LAO_IN_SCRIPT, LAO_IF_DIFFERENT = 1.0, 1.0, 0.5
# What it takes off the odds that the text says somebody is from another country, and what it adds that it says from
# Laos, or that it speaks of Laos at all.
ABROAD, FROM_LAOS, ABOUT_LAOS = 4.0, 1.5, 1.0

_LONGEST = 140  # characters in which a name and what is beside it stand
_WIDEST = 12  # words or syllables of a name


class _Form(NamedTuple):
    """A form of a name in a text: where it stands, what it is, and its writing."""

    start: int
    end: int
    text: str
    writing: Writing


class _Couple(NamedTuple):
    """Two forms that stand side by side, and whether they sound alike."""

    first: _Form
    second: _Form
    alike: bool


class _Reader:
    """Finds the pairs in one text."""

    def __init__(self, index: Index, like: Likeness, text: str) -> None:
        self._index = index
        self._text = text
        self._prose = prose(text)
        self._like = like
        self._about = ABOUT_LAOS if speaks_of_laos(text) else 0.0

    def pairs(self) -> list[Pair]:
        """The pairs of the text, in its order."""
        couples = [*self._in_brackets(), *self._joined()]
        found = [self._pair(group, None) for group in _grouped(couples)] + list(self._in_tables())
        first: dict[tuple[str, ...], Pair] = {}
        for pair in sorted(filter(None, found), key=lambda pair: (pair.start, -pair.end)):
            forms = (pair.latin, pair.vietnamese, pair.lao)
            first.setdefault(tuple(spelling_key(form or "") for form in forms), pair)
        return list(first.values())

    def wrong_glosses(self) -> list[WrongGloss]:
        """The glosses of the text that do not belong to the name before them."""
        found = []
        for couple, *_ in _grouped(self._in_brackets()):
            pair = None if couple.alike else self._pair([couple], None)
            if pair and pair.reason:
                name, gloss = couple.first, couple.second
                found.append(WrongGloss(gloss.start, gloss.end, gloss.writing, name.start, name.end, pair))
        return sorted(found, key=lambda gloss: gloss.start)

    # Where forms stand side by side

    def _in_brackets(self) -> Iterator[_Couple]:
        """A name, and after it forms of it in brackets."""
        for m in _BRACKETS.finditer(self._prose):
            for part in _PART.finditer(m["content"]):
                form = self._whole(m.start("content") + part.start(), part[0])
                if form:
                    yield from self._coupled(m.start(), [form], in_brackets=True)

    def _joined(self) -> Iterator[_Couple]:
        """A name, and after it a form of it that a dash, a slash, or a word joins to it."""
        for m in _JOINT.finditer(self._prose):
            yield from self._coupled(m.start(), self._beginning(m.end()), in_brackets=False)

    def _in_tables(self) -> Iterator[Pair | None]:
        """Rows of a table with forms of one name in their cells."""
        office_column: int | None = None
        for line in re.finditer(r"[^\n]+", self._prose):
            cells = list(_CELL.finditer(line[0])) if line[0].count("|") > 1 or "\t" in line[0] else []
            if not cells:
                office_column = None
                continue
            named = [n for n, cell in enumerate(cells) if cell[0].strip().casefold() in _OFFICE_COLUMNS]
            office_column = named[0] if named else office_column
            forms = [
                form
                for n, cell in enumerate(cells)
                if n != office_column and (form := self._whole(line.start() + cell.start(), cell[0]))
            ]
            couples = [
                _Couple(first, second, True)
                for n, first in enumerate(forms)
                for second in forms[n + 1 :]
                if first.writing != second.writing and self._apart(first, second) <= 1.0
            ]
            office = None
            if office_column is not None and office_column < len(cells):
                office = " ".join(cells[office_column][0].split()).strip("-–— ") or None
            for group in _grouped(couples):
                yield self._pair(group, office)

    def _whole(self, start: int, part: str) -> _Form | None:
        """A part of a text that is a form of a name and nothing else, but for quotes and a word that announces it."""
        lead = _LEAD_IN.match(part)
        begin = lead.end() if lead else 0
        words = part[begin:]
        stripped = words.strip(_QUOTES)
        begin += len(words) - len(words.lstrip(_QUOTES))
        if not stripped or "\n\n" in stripped:
            return None
        found = list(runs(stripped))
        if len(found) != 1 or found[0] != (0, stripped) or any(c.isdigit() for c in stripped):
            return None
        return self._form(start + begin, start + begin + len(stripped))

    def _beginning(self, start: int) -> list[_Form]:
        """The forms of a name that may begin at a place, and end at a dash or where words in capitals end."""
        rest = self._prose[start : start + _LONGEST]
        found = next(runs(rest), None)
        if found is None or found[0] != 0:
            return []
        run = found[1].rstrip()
        ends = {m.start() for m in _DASH.finditer(run)} | {len(run)}
        return [form for end in sorted(ends) if (form := self._form(start, start + end))]

    def _ending(self, end: int) -> list[_Form]:
        """The forms of a name that may end at a place, the longest first."""
        before = self._prose[max(0, end - _LONGEST) : end]
        stripped = before.rstrip(_QUOTES)
        offset = end - len(before)
        found = list(runs(stripped))
        if not found or found[-1][0] + len(found[-1][1].rstrip()) != len(stripped):
            return []
        begin, run = found[-1]
        starts = [
            token.start for token in tokens(run) if token.gap not in ("-", ".") or _spaced(run, token.start)
        ]
        place = offset + begin
        forms = (self._form(place + start, offset + len(stripped)) for start in starts[-_WIDEST:])
        return [form for form in forms if form]

    def _form(self, start: int, end: int) -> _Form | None:
        words = as_printed(self._text[start:end])
        if sum(map(str.isalpha, words)) < 3:
            return None
        return _Form(start, end, words, self._writing(words))

    def _writing(self, words: str) -> Writing:
        """The writing in which the table has these words, or else the likeliest by their letters."""
        known = {attested.form.writing for attested in self._index.spelled(spelling_key(words))}
        return known.pop() if len(known) == 1 else likely_writing(words)

    def _coupled(self, end: int, seconds: Sequence[_Form], *, in_brackets: bool) -> Iterator[_Couple]:
        """The form that ends at a place with the one of `seconds` that sounds most like it.

        Where none does, the words in brackets may still be meant as a form of the name before them.
        """
        firsts = self._ending(end)
        ranked = [
            (self._apart(first, second), second.end - second.start, first, second)
            for second in seconds
            for first in firsts
            if first.writing != second.writing
        ]
        if not ranked:
            return
        apart, _, first, second = min(ranked, key=lambda item: (item[0], -item[1], item[2].start))
        if apart <= 1.0:
            yield _Couple(first, second, True)
            return
        if not in_brackets:
            return
        whole = [first for first in firsts if self._is_whole(first)]
        if whole and seconds and whole[0].writing != seconds[-1].writing:
            yield _Couple(whole[0], seconds[-1], False)

    def _is_whole(self, form: _Form) -> bool:
        """Whether a form has no title or country at its beginning."""
        first = form.text.split()[0]
        return without_titles(form.text, keep_own=True) == form.text and context(first, "") == context("", "")

    def _apart(self, first: _Form, second: _Form) -> float:
        """How far two forms are apart; up to 1 they sound alike, or one entry has both."""
        if self._owners(first).keys() & self._owners(second).keys():
            return 0.0
        return min(
            (
                _apart(a, b)
                for a in _heard(first.text, first.writing)
                for b in _heard(second.text, second.writing)
            ),
            default=9.0,
        )

    # What a group of forms is

    def _pair(self, group: Sequence[_Couple], office: str | None) -> Pair | None:
        """The forms of a group as a pair, None when they name nobody from Laos."""
        alike = group[0].alike
        forms: dict[Writing, _Form] = {}
        for couple in group:
            for form in couple[:2]:
                forms.setdefault(form.writing, form)
        start = min(form.start for form in forms.values())
        end = max(form.end for form in forms.values())
        owners = {writing: self._owners(form) for writing, form in forms.items()}
        kind = self._kind(group[0].first, list(owners.values()), office)
        accepted = (
            self._is_lao(forms, owners, start, kind) if alike else self._are_two(group[0], owners, start)
        )
        if not accepted:
            return None
        if kind == "person" and office is None:
            office = office_before(self._prose[:start])
        texts = {writing: form.text for writing, form in forms.items()}
        pair = Pair(
            start,
            end,
            texts.get("latin"),
            texts.get("vietnamese"),
            texts.get("lao"),
            kind,
            office if kind == "person" else None,
            "new",
        )
        return self._judged(pair, group[0], list(owners.values()))

    def _owners(self, form: _Form) -> dict[str, Entry]:
        """The entries that have a form in its writing."""
        spelled = self._index.spelled(spelling_key(form.text))
        return {a.entry.id: a.entry for a in spelled if a.form.writing == form.writing}

    def _kind(self, name: _Form, owners: Iterable[Mapping[str, Entry]], office: str | None) -> Kind:
        """What a name names: as the table knows, or as what stands before it says, or by its length."""
        known = [entry.kind for entries in owners for entry in entries.values()]
        before = self._prose[max(0, name.start - 60) : name.start]
        announced = context(before, self._prose[name.end : name.end + 24]).kinds
        if known:
            return next((kind for kind in known if kind in announced), known[0])
        if office is not None or office_before(before) is not None:
            return "person"
        for kind in _KINDS:
            if kind in announced:
                return kind
        clause = _CLAUSE.split(unicodedata.normalize("NFC", before).casefold())[-1]
        for word in reversed(clause.split()):
            for kind in _KINDS:
                if kind in context(word, "").kinds:
                    return kind
        return "person" if " " in name.text else "place"

    def _is_lao(
        self, forms: Mapping[Writing, _Form], owners: Mapping[Writing, object], start: int, kind: Kind
    ) -> bool:
        """Whether forms that sound alike are those of a Lao name."""
        if any(owners.values()):
            return True
        if "lao" in forms:
            # Whoever writes in Lao script may write of anybody.
            likely = max(self._lao_odds(form, kind) for form in forms.values() if form.writing != "lao")
            return likely + self._from(start) >= LAO_IN_SCRIPT
        latin, vietnamese = forms["latin"].text, forms["vietnamese"].text
        if "-" not in vietnamese and unidecode(vietnamese).casefold() == latin.casefold():
            return False  # a Vietnamese name without its diacritics
        odds = self._like.odds(latin, "latin") + self._like.odds(vietnamese, "vietnamese")
        return odds / 2 + self._from(start) >= LAO_ENOUGH

    def _lao_odds(self, form: _Form, kind: Kind) -> float:
        """The odds that a form is a Lao name; the syllables of a place are taken as one component."""
        if context(form.text.split()[0] + " ", "").family_name:
            return -ABROAD
        joined = "-" if form.writing == "vietnamese" else ""
        return self._like.odds(form.text.replace(" ", joined) if kind == "place" else form.text, form.writing)

    def _are_two(self, couple: _Couple, owners: Mapping[Writing, Mapping[str, Entry]], start: int) -> bool:
        """Whether forms that do not sound alike are both names of Lao persons, or of places of one kind."""
        kinds = [{entry.kind for entry in owners[form.writing].values()} for form in couple[:2]]
        if all(kinds):
            first, second = (list(owners[form.writing].values()) for form in couple[:2])
            shared = kinds[0] & kinds[1]
            wider = any(entry.type in _WIDE for entry in second) and not any(e.type in _WIDE for e in first)
            return bool(shared) and not ("place" in shared and wider)
        if "place" in kinds[0] | kinds[1] or "organization" in kinds[0] | kinds[1]:
            return False
        return all(
            " " in form.text
            and (
                bool(known)
                or self._like.odds(form.text, form.writing) + self._from(start) >= LAO_IF_DIFFERENT
            )
            for form, known in zip(couple[:2], kinds, strict=True)
        )

    def _from(self, start: int) -> float:
        """What the text before a place adds to the odds that a Lao person is named there."""
        origin = origin_before(self._prose[max(0, start - _LONGEST) : start])
        return {"abroad": -ABROAD, "lao": FROM_LAOS, None: self._about}[origin]

    def _judged(self, pair: Pair, couple: _Couple, owners: Sequence[Mapping[str, Entry]]) -> Pair:
        """A pair with what the table knows of it."""
        common = set.intersection(*map(set, owners))
        if common:
            return replace(pair, status="known", entity=min(common))
        known = [min(entries) for entries in owners if entries]
        if couple.alike:
            if len(set(known)) > 1 and not set.intersection(*[set(e) for e in owners if e]):
                names = " and ".join(map(self._named, dict.fromkeys(known)))
                return replace(
                    pair, status="contradiction", entity=known[0], reason=f"the forms belong to {names}"
                )
            entity = known[0] if known else self._meant(pair)
            return replace(pair, status="new-form" if entity else "new", entity=entity)
        meant = min(owners[0], default=None) if owners[0] else None
        first, second = couple.first.text, couple.second.text
        if meant is None:
            return replace(pair, status="sounds-differ", reason=f'"{first}" does not sound like "{second}"')
        other = next(iter(owners[1].values()), None)
        reason = f'"{second}" is {self._named(other.id)}' if other else f'"{second}" sounds otherwise'
        return replace(pair, status="contradiction", entity=meant, reason=f'{reason}, not "{first}"')

    def _meant(self, pair: Pair) -> str | None:
        """The entry that all forms of a pair may mean, though none of them is attested."""
        meant = [
            {m.entry.id for m in lookup(self._index, form) if m.score >= THRESHOLD and m.kind != "partial"}
            for form in (pair.latin, pair.vietnamese, pair.lao)
            if form
        ]
        return min(set.intersection(*meant), default=None)

    def _named(self, id: str) -> str:
        entry = self._index.entry(id)
        return entry.latin or entry.vietnamese or entry.lao or id


_KINDS: tuple[Kind, ...] = ("person", "place", "organization")
# Places that other places lie in: in brackets after one of those they say where it is.
_WIDE = ("province", "country", "capital", "district", "region")

_QUOTES = " \t\r\n\u00a0\"“”'‘’«»*_"
_BRACKETS = re.compile(
    r"[^\S\n]{0,8}\n?[^\S\n]{0,8}[(\[\uff08](?P<content>[^()\[\]\uff08\uff09]{2,140})[)\]\uff09]"
)
_PART = re.compile("[^;,/=|]+")
# Words that announce a form in brackets: tiếng Lào: …, in the Vietnamese press …
_LEAD_IN = re.compile(
    r"\s*(?:(?:tên|tiếng|phiên âm|chữ|viết|đọc|là|tức|hay|còn gọi|báo chí|latin|latinh|in|the|also|written|spelled"
    r"|spelt|or|press|script|name|rendering|rendered as|known as|romani[sz]ed|transcription|transcribed|en|écrit)"
    r"(?:\s+(?:việt nam|việt|lào|lao|vietnamese|latin|vietnamien))?[\s:]+)+",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"[^\S\n]{1,4}[-\u2010-\u2014=][^\S\n]{1,4}|[^\S\n]{0,4}/[^\S\n]{0,4}"
    r"|,?[^\S\n]{1,4}(?:tức là|tức|còn viết là|viết là|phiên âm là|đọc là|còn gọi là|also written|also spelled"
    r"|also spelt|écrit aussi)[^\S\n]{1,4}"
)
_DASH = re.compile(r"\s+[-\u2010-\u2014]\s")
_CELL = re.compile(r"[^|\t]+")
_CLAUSE = re.compile(r"[.,;:!?()\n]")
_OFFICE_COLUMNS = frozenset(
    ("chức vụ", "chức danh", "office", "position", "title", "fonction", "ຕຳແໜ່ງ", "nghề nghiệp", "role")
)


def _spaced(run: str, start: int) -> bool:
    """Whether a dash before a place in a run has a blank after it, so that it may part names."""
    return start > 0 and run[start - 1].isspace()


@lru_cache(maxsize=1 << 14)
def _heard(text: str, writing: Writing) -> tuple[tuple[str, ...], ...]:
    """The components (phones) that a form may sound like."""
    sounds = [read(text, writing)]
    if writing == "vietnamese":
        sounds += readings(text)
    return tuple(dict.fromkeys(tuple(c for c in sound.phones if c) for sound in sounds))


def _apart(first: Sequence[str], second: Sequence[str]) -> float:
    """How far two names are apart, in parts of what is allowed for each phone."""
    if not first or not second:
        return 9.0
    apart = _each_phone(join(first), join(second)) / WHOLE_APART
    if len(first) == len(second):
        apart = max(apart, *(_each_phone(a, b) / COMPONENT_APART for a, b in zip(first, second, strict=True)))
    return apart


@lru_cache(maxsize=1 << 14)
def _each_phone(first: str, second: str) -> float:
    return distance(first, second) / max(len(first), len(second))


def _grouped(couples: Iterable[_Couple]) -> list[list[_Couple]]:
    """Couples that share a form, as groups; one that does not sound alike stands alone or is left out."""
    groups: list[list[_Couple]] = []
    # PreferredForms that stand at one place begin or end alike; each group by where its forms do.
    at: dict[tuple[str, int], list[_Couple]] = {}
    for couple in sorted(couples, key=lambda couple: not couple.alike):
        places = [place for form in couple[:2] for place in (("start", form.start), ("end", form.end))]
        group = next((at[place] for place in places if place in at), None)
        if group is None:
            group = []
            groups.append(group)
        elif not couple.alike:
            continue
        group.append(couple)
        for place in places:
            at.setdefault(place, group)
    return groups

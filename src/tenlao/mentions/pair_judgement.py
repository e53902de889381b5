"""What forms that stand side by side are: a pair that names somebody from Laos, and what the table knows of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from unidecode import unidecode

from tenlao.matching.index import Index
from tenlao.matching.lookup import lookup
from tenlao.matching.score import THRESHOLD
from tenlao.mentions.likeness import Likeness
from tenlao.mentions.side_by_side import LONGEST, Couple, SurfaceForm, owners
from tenlao.text.keys import spelling_key
from tenlao.text.neighbours import is_neighbour
from tenlao.text.offices import FARTHEST, office_before
from tenlao.text.origins import (
    FROM_ABROAD,
    TextOrigins,
    ends_with_country,
    is_country,
    is_vietnamese_place,
    origin_before,
    origin_of_text,
)
from tenlao.text.titles import context, is_generic, tells_type, without_titles, words_of_no_name
from tenlao.text.tokens import prose

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind, Writing
    from tenlao.table.model import Entry

__all__ = ["Pair", "PairJudge", "Status"]

Status = Literal["new", "new-form", "known", "contradiction", "sounds-differ"]

# The log odds (nats; judged) from which on two forms that sound alike are taken for those of a Lao name that the
# table does not have; and those of two forms that do not sound alike, both taken together and each by itself. A form
# that the table has is as sure as KNOWN.
LAO_ENOUGH, LAO_IF_DIFFERENT, EACH_IF_DIFFERENT, KNOWN = 0.5, 0.5, -1.0, 3.0
# What it adds (nats; judged) that somebody from Laos is named in two writings in the same sentence.
IN_COMPANY = 0.5
# What it adds that a word for a kind of place announces a name.
ANNOUNCED_PLACE = 0.8


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


class PairJudge:
    """Tells of forms in one text whether they are a pair, and what the table knows of it."""

    def __init__(self, index: Index, like: Likeness, text: str) -> None:
        self._index, self._like, self._text = index, like, text

    @cached_property
    def _prose(self) -> str:
        return prose(self._text)

    @cached_property
    def _origins(self) -> TextOrigins:
        return TextOrigins(origin_of_text(self._text))

    def in_company(self, groups: Sequence[tuple[Sequence[Couple], str | None]]) -> list[Pair | None]:
        """Return the pair of each group with its office, where pairs in one sentence speak for each other."""
        found = [self.pair(group, office) for group, office in groups]
        places = sorted((pair.start, pair.end) for pair in found if pair and pair.kind == "person")
        for number, (group, office) in enumerate(groups):
            if found[number] is None and self._is_in_company(group, places):
                found[number] = self.pair(group, office, IN_COMPANY)
        return found

    def _is_in_company(self, group: Sequence[Couple], places: Sequence[tuple[int, int]]) -> bool:
        """Tell whether the place before or after a group, of those in text order, is in one sentence with it."""
        start = min(form.start for couple in group for form in couple[:2])
        end = max(form.end for couple in group for form in couple[:2])
        following = bisect(places, (start, end))
        between = [self._prose[last:start] for _, last in places[max(0, following - 1) : following]]
        between += [self._prose[end:first] for first, _ in places[following : following + 1]]
        return any(len(text) <= FARTHEST and not _SENTENCE_END.search(text) for text in between)

    def pair(self, group: Sequence[Couple], office: str | None, more: float = 0.0) -> Pair | None:
        """Return the forms of a group as a pair; None when they name nobody from Laos.

        `more` is what speaks for it besides, in nats.
        """
        alike = group[0].alike
        forms: dict[Writing, SurfaceForm] = {}
        for couple in group:
            for form in couple[:2]:
                forms.setdefault(form.writing, form)
        start = min(form.start for form in forms.values())
        end = max(form.end for form in forms.values())
        known = {writing: owners(self._index, form) for writing, form in forms.items()}
        kind = self._kind(group[0].first, list(known.values()), office)
        if kind == "person" and any(ends_with_country(form.text) for form in forms.values()):
            return None  # Phía Lào / ຝ່າຍລາວ
        if kind == "person" and "lao" in forms and forms["lao"].text.startswith(words_of_no_name()):
            return None  # Pi Mai (ປີໃໝ່)
        accepted = (
            self._is_lao(forms, known, start, end, kind, more)
            if alike
            else self._are_two(group[0], known, start)
        )
        if not accepted:
            return None
        if kind == "person" and office is None:
            office = office_before(self._prose[max(0, start - FARTHEST) : start])
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
        return self._judged(pair, group[0], list(known.values()))

    def _kind(self, name: SurfaceForm, owners: Iterable[Mapping[str, Entry]], office: str | None) -> Kind:
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
        is_full_name = (
            " " in name.text
            and (name.writing == "latin" or "-" in name.text)
            and without_titles(name.text) == name.text
        )
        words = () if is_full_name else clause.split()
        for number in range(len(words), 0, -1):  # Công ty Sách Sengtaven
            for kind in _KINDS:
                if kind in context(" ".join(words[:number]) + " ", "").kinds:
                    return kind
        first = name.text.split()[0].casefold()
        return "person" if " " in name.text and not is_generic(first) else "place"

    def _is_lao(
        self,
        forms: Mapping[Writing, SurfaceForm],
        owners: Mapping[Writing, object],
        start: int,
        end: int,
        kind: Kind,
        more: float,
    ) -> bool:
        """Whether forms that sound alike are those of a Lao name."""
        if any(owners.values()):
            return True
        if any(is_neighbour(spelling_key(form.text)) or _is_acronym(form.text) for form in forms.values()):
            return False
        if kind == "place" and self._is_announced(forms.values(), start):
            more += ANNOUNCED_PLACE
        if "lao" in forms:  # whoever writes in Lao script may write of anybody
            others = [self._lao_odds(form, kind) for form in forms.values() if form.writing != "lao"]
            likely = (max(others) + self._lao_odds(forms["lao"], kind)) / 2
            return likely + self._from(start, end) + more >= LAO_ENOUGH
        latin, vietnamese = forms["latin"].text, forms["vietnamese"].text
        if "-" not in vietnamese and unidecode(vietnamese).casefold() == latin.casefold():
            # A Vietnamese name without its marks, but for Nam Ngao, Nậm Ngao.
            return without_titles(vietnamese) != vietnamese and self._origins.odds(None) > 0
        odds = self._like.odds(latin, "latin") + self._like.odds(vietnamese, "vietnamese")
        return odds / 2 + self._from(start, end) + more >= LAO_ENOUGH

    def _is_announced(self, forms: Iterable[SurfaceForm], start: int) -> bool:
        """Whether a word for a kind of place stands before forms, or at the beginning of one: thác Tad Nokkeo."""
        before = self._prose[max(0, start - LONGEST) : start]
        return "place" in context(before, "").kinds or any(
            is_generic(form.text.split()[0].casefold()) for form in forms
        )

    def _lao_odds(self, form: SurfaceForm, kind: Kind) -> float:
        """The odds that a form is a Lao name; the syllables of a place are taken as one component."""
        if context(form.text.split()[0] + " ", "").family_name:
            return FROM_ABROAD
        joined = "-" if form.writing == "vietnamese" else ""
        return self._like.odds(form.text.replace(" ", joined) if kind == "place" else form.text, form.writing)

    def _are_two(self, couple: Couple, owners: Mapping[Writing, Mapping[str, Entry]], start: int) -> bool:
        """Whether forms that do not sound alike are both names of Lao persons, or of places of one kind."""
        if _is_acronym(couple.second.text) and len(couple.second.text) <= LONGEST_ACRONYM:
            return False  # Lê Xuân Khăm (EVN)
        first, second = (
            list(owners[form.writing].values()) or [*map(self._index.entry, self._resolved(form.text))]
            for form in couple[:2]
        )
        kinds = [{entry.kind for entry in first}, {entry.kind for entry in second}]
        if all(kinds):
            shared = kinds[0] & kinds[1]
            # In Lao script among other letters it is a form, and no province where the place is.
            in_other_letters = couple.second.writing == "lao" and couple.first.writing != "lao"
            # Dansavanh is in Savannakhet, so Dansavanh (Sa-la-van) does not say where it is.
            elsewhere = all(
                a.province and a.province != b.id and b.type == "province" != a.type
                for a in first
                for b in second
            )
            is_form = in_other_letters or elsewhere
            wider = not is_form and max(map(_width, second)) > max(map(_width, first))
            told = self._prose[couple.first.end : couple.second.start].strip(" ([").casefold()
            other = told and not all(tells_type(told, entry.type) for entry in (*first, *second))
            return bool(shared) and not ("place" in shared and (wider or other))  # (cụm bản Lẳng Khăng)
        if "place" in kinds[0] | kinds[1] or "organization" in kinds[0] | kinds[1]:
            return False
        if not all(" " in form.text for form in couple[:2]) or _is_abroad(couple.second.text):
            return False
        odds = [
            KNOWN if known else self._like.odds(form.text, form.writing) + self._from(start)
            for form, known in zip(couple[:2], kinds, strict=True)
        ]
        return min(odds) >= EACH_IF_DIFFERENT and sum(odds) / 2 >= LAO_IF_DIFFERENT

    def _from(self, start: int, end: int | None = None) -> float:
        """What the text before a name, and perhaps after it, adds to the odds that it is a Lao person's."""
        origin = origin_before(self._prose[max(0, start - LONGEST) : start])
        office = _OFFICE_AFTER.match(self._prose, end) if end is not None else None
        if office and origin_before(office[0]) == "abroad":
            origin = "abroad"  # Sihasak Phuangketkeow (…), Bộ trưởng Ngoại giao Thái Lan
        return self._origins.odds(origin)

    def _judged(self, pair: Pair, couple: Couple, owners: Sequence[Mapping[str, Entry]]) -> Pair:
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
        first, second = couple.first.text, couple.second.text
        meant = min(owners[0]) if owners[0] else min(self._resolved(first), default=None)
        if meant is None:
            return replace(pair, status="sounds-differ", reason=f'"{first}" does not sound like "{second}"')
        other = next(iter(owners[1].values()), None)
        reason = f'"{second}" is {self._named(other.id)}' if other else f'"{second}" sounds otherwise'
        return replace(pair, status="contradiction", entity=meant, reason=f'{reason}, not "{first}"')

    def _meant(self, pair: Pair) -> str | None:
        """The entry that all forms of a pair may mean, though none of them is attested."""
        forms = filter(None, (pair.latin, pair.vietnamese, pair.lao))
        return min(set.intersection(*map(self._resolved, forms)), default=None)

    def _resolved(self, form: str) -> set[str]:
        """The entries that a form may mean, attested or not."""
        return {m.entry.id for m in lookup(self._index, form) if m.score >= THRESHOLD and m.kind != "partial"}

    def _named(self, id: str) -> str:
        return self._index.entry(id).name


def _is_acronym(words: str) -> bool:
    """Tell whether words are capitals in one word: ASEAN."""
    return words.isupper() and words.isalpha()


def _width(entry: Entry) -> int:
    """Return how wide a place is: 0 for what is no district, province or the like."""
    return next((n for n, types in enumerate(_WIDE, 1) if entry.type in types), 0)


def _is_abroad(words: str) -> bool:
    """Tell whether words are a country, or end with a place of Viet Nam: where somebody is from, or plays."""
    return is_country(words) or is_vietnamese_place(" ".join(words.split()[-2:]))


_KINDS: tuple[Kind, ...] = ("person", "place", "organization")
# Places that other places lie in: in brackets after one of those they say where it is.
# From the narrowest on: a place in brackets that is wider is where the one before them is.
_WIDE = (("district", "town"), ("province", "capital"), ("region",), ("country",))

LONGEST_ACRONYM = 5  # letters
_CLAUSE = re.compile(r"[.,;:!?()\n]")
_OFFICE_AFTER = re.compile(r"\)?,\s[^.,;:()\n]{1,60}")
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")

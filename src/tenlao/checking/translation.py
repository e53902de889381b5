"""A translation beside its original: names that it writes wrongly, leaves out or doubles (TL008).

A translation may name somebody by title or pronoun once it has named him, shorten a name, inflect it, and write it
in any way that some page does. So a name counts as left out only where nothing in the whole translation is it or
like it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal

from tenlao.checking import messages
from tenlao.checking.attested_writings import is_attested
from tenlao.checking.correspondence import Correspondence, Named
from tenlao.checking.doubling import ReadOnce, Repetition
from tenlao.checking.findings import Finding, Places
from tenlao.checking.lookalikes import Lookalike, Lookalikes, Written
from tenlao.checking.slips import slips_in
from tenlao.checking.text_under_check import TextUnderCheck
from tenlao.mentions.pairs import wrong_glosses
from tenlao.mentions.unlisted import unlisted_names
from tenlao.phonology.writing import has_lao, likely_writing
from tenlao.styles.preferred_forms import writing_of
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.language import language_of
from tenlao.text.offsets import without_joiners
from tenlao.text.spoken_of import is_part_of_longer_name

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.text_under_check import Checker
    from tenlao.mentions.mention import Mention
    from tenlao.table.model import Entry, Form

__all__ = ["TRANSLATION_RULE", "Problem", "TranslationFinding", "check_translation"]

TRANSLATION_RULE = "TL008"
Problem = Literal["wrong", "missing", "doubled"]

# A spelling of the original that no page prints tells a person from this score on (0-100); a place it does not.
SURE = 80.0
# Words so far (0 to 1) from a name that is nowhere else are a garbled writing of it; up to the second, they may be.
GARBLED, PERHAPS = 0.25, 0.4
# Words so far from a name that stands elsewhere, too, are a garbled writing of it.
ALIKE = 0.2
# Letters of a name: a shorter one may be a word of any language, and is left out without a finding.
SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationFinding(Finding):
    """What a translation does to a name of its original: `problem` says which of three.

    `start`, `end` and `text` are a place in the translation: the wrong words, or both of a doubled name; for a name
    that is left out, the empty place after the last name before it. `original_start` and `original_end` (code points)
    are the place of the name in the original, and `original` what stands there.
    """

    problem: Problem
    original_start: int
    original_end: int
    original: str


def check_translation(names: Checker, source: str, target: str) -> list[TranslationFinding]:
    """Return the names of a text that its translation writes wrongly, leaves out or doubles, in its order.

    Both are in any of the languages in which names are found: Lao, and those that write Lao names in Latin letters.
    In what is mostly in other letters (Thai, Chinese) nothing is found.

    >>> from tenlao import load
    >>> source = "Prime Minister Sonexay Siphandone met Pany Yathotou in Attapeu."
    >>> target = "Thủ tướng Xỏn-xay Xỉ-phăn-đôn gặp bà Pa-ny Da-tho-tu tại Sê Kông."
    >>> for finding in load().check_translation(source, target):
    ...     print(finding.problem, finding.original, finding.text, finding.suggestion)
    wrong Sonexay Siphandone Xỏn-xay Xỉ-phăn-đôn Xỏn-xay Xỉ-phăn-đon
    wrong Attapeu Sê Kông Attapư
    """
    if not _is_readable(target):
        return []
    found = _Translation(_Side(names, source), _Side(names, target), names).findings()
    return sorted(found, key=lambda finding: (finding.start, finding.original_start))


class _Side:
    """A text as it is read: without markup, and what is printed twice side by side once; and the names in it."""

    def __init__(self, names: Checker, given: str) -> None:
        self.given = given
        self._visible = without_joiners(given)
        self.once = ReadOnce(self._visible.text)
        self.checked = TextUnderCheck.read(names, self.once.text, "gloss", None)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text as given something starts and ends; at one place, if it is none but a place."""
        last = self._visible.end(self.once.whole.end(end))
        return (self._visible.start(self.once.whole.start(start)), last) if start < end else (last, last)

    def place_of_both(self, start: int, again: Repetition) -> tuple[int, int]:
        """Return where what starts there and is said again starts and ends in the text as given."""
        return self._visible.start(self.once.whole.start(start)), self._visible.end(again.end)


class _Translation:
    """A text and its translation, with the names in both."""

    def __init__(self, original: _Side, translation: _Side, names: Checker) -> None:
        self._names = names
        self._original, self._translation = original, translation
        self._source, self._target = original.checked, translation.checked
        # Whom the original names in full, by id, each at the first place.
        self._named: dict[str, Mention] = {}
        for mention in filter(self._is_sure, self._source.mentions):
            self._named.setdefault(mention.match.entry.id, mention)
        self._taken = Places()

    def findings(self) -> Iterator[TranslationFinding]:
        """Give what is found, each place of the translation in one finding."""
        told = {id for mention in self._target.mentions for id in _ids(mention)}
        of_told = chain(self._misspelled(), self._doubled(), self._mistaken(), self._wrong_glosses())
        for finding in self._at_places_of_their_own(of_told):
            told.add(finding.entity or "")
            yield finding
        untold = {id: name for id, name in self._named.items() if told.isdisjoint(_ids(name))}
        kept = {id: name for id, name in untold.items() if _is_kept(name.match.entry)}
        yield from self._at_places_of_their_own(self._untold(kept))

    def _at_places_of_their_own(self, found: Iterable[TranslationFinding]) -> Iterator[TranslationFinding]:
        for finding in found:
            if not self._taken.has_part_of(finding):
                self._taken.add(finding)
                yield finding

    def _is_sure(self, mention: Mention) -> bool:
        """Tell whether a mention in the original is beyond doubt, the whole name, and not part of another name."""
        match = mention.match
        if match.entry.kind == "person":
            return match.kind == "exact" or (match.kind == "variant" and match.score >= SURE)
        return match.kind == "exact" and not is_part_of_longer_name(
            self._source.text, mention.start, mention.end
        )

    def _name_of(self, mention: Mention) -> Mention | None:
        """Return where the original has the name that a mention in the translation has."""
        return next((self._named[id] for id in _ids(mention) if id in self._named), None)

    def _misspelled(self) -> Iterator[TranslationFinding]:
        """Give the writings of names of the original that no page has."""
        for mention in self._target.mentions:
            name = self._name_of(mention)
            if name is None:
                continue
            form = _nearest_form(name.match.entry, mention.text, writing_of(mention))
            if form and not self._is_right(mention):
                yield self._unattested(name, mention.start, mention.end, form)
        for slip in slips_in(self._target):
            if slip.form and slip.entry.id in self._named and not self._is_copied(slip.start, slip.end):
                yield self._unattested(self._named[slip.entry.id], slip.start, slip.end, slip.form)
        for name in self._named.values():
            if _is_kept(name.match.entry):
                yield from self._garbled(name, self._lookalike(name.match.entry, ALIKE))

    def _is_right(self, mention: Mention) -> bool:
        """Tell whether a mention is written as some page has it, or as the original has it."""
        is_part = mention.match.kind == "partial"
        entries = (self._names.entry(id) for id in _ids(mention))
        return self._is_copied(mention.start, mention.end) or any(
            self._is_attested(entry, mention.text, is_part=is_part) for entry in entries
        )

    def _is_attested(self, entry: Entry, words: str, *, is_part: bool = False) -> bool:
        in_vietnamese = self._writing == "vietnamese"
        return is_attested(
            self._names, entry, words, is_part=is_part, families=self._families, in_vietnamese=in_vietnamese
        )

    def _is_copied(self, start: int, end: int) -> bool:
        return spelling_key(self._target.text[start:end]) in self._keys_in_original

    @cached_property
    def _families(self) -> frozenset[str]:
        """The family names of which the texts name several persons."""
        mentions = (*self._source.mentions, *self._target.mentions)
        entries = {mention.match.entry.id: mention.match.entry for mention in mentions}
        families = Counter(map(self._names.made_forms.family, entries.values()))
        return frozenset(family for family, persons in families.items() if family and persons > 1)

    @cached_property
    def _keys_in_original(self) -> frozenset[str]:
        return frozenset(spelling_key(mention.text) for mention in self._source.mentions)

    def _doubled(self) -> Iterator[TranslationFinding]:
        """Give the names that stand twice side by side, and not so in the original."""
        so_in_original = {id for m in self._source.mentions if _again(self._original, m) for id in _ids(m)}
        for mention in self._target.mentions:
            name, again = self._name_of(mention), _again(self._translation, mention)
            if name is not None and again is not None and so_in_original.isdisjoint(_ids(name)):
                place = self._translation.place_of_both(mention.start, again)
                words = as_printed(self._translation.given[slice(*place)])
                message = messages.doubled_in_translation(words=words, name=as_printed(name.text))
                form = _nearest_form(name.match.entry, mention.text, writing_of(mention))
                yield self._finding("doubled", name, place, message, form)

    def _mistaken(self) -> Iterator[TranslationFinding]:
        """Give others' names that stand, between names that are right, for somebody who is named elsewhere."""
        for one, other in self._correspondence.mistaken():
            if one.key in self._named and other.key != _UNLISTED and self._is_new(other):
                yield self._another(self._named[one.key], other.start, other.end)

    def _wrong_glosses(self) -> Iterator[TranslationFinding]:
        """Give the glosses that are another's than the name before them."""
        for gloss in wrong_glosses(self._names.index, self._names.likeness, self._target.text):
            if gloss.pair.entity in self._named:
                yield self._another(self._named[gloss.pair.entity], gloss.start, gloss.end)

    def _untold(self, untold: dict[str, Mention]) -> Iterator[TranslationFinding]:
        """Give what became of names that are nowhere in the translation: garbled, another's name, or left out."""
        left = {}
        for id, name in untold.items():
            like = self._lookalike(name.match.entry, PERHAPS)
            if like is None and not self._is_told_in_part(name.match.entry):
                left[id] = name
            elif like is not None and like.apart <= GARBLED:
                yield from self._garbled(name, like)
        instead = self._correspondence.in_place_of(left)
        for id, name in left.items():
            other = instead.get(id)
            if other is not None and other.key == _UNLISTED:
                continue
            if other is not None and self._is_new(other):
                another = self._another(name, other.start, other.end)
                if not self._taken.has_part_of(another):
                    yield another
                    continue
            yield self._missing(name, self._correspondence.place_of(id))

    def _is_new(self, other: Named) -> bool:
        """Tell whether no words of the original look like a name of the translation, though they are no mention."""
        written = Written.of(self._names.index, self._names.entry(other.key))
        return self._words_of_original.nearest(written, ALIKE) is None

    @cached_property
    def _correspondence(self) -> Correspondence:
        return Correspondence(self._sequence(self._source), self._sequence(self._target))

    def _sequence(self, text: TextUnderCheck) -> list[Named]:
        """The names in a text, also of Lao persons who are in no table; what the original names is called alike."""
        entries = [((self._name_of(mention) or mention).match.entry, mention) for mention in text.mentions]
        unlisted = unlisted_names(self._names.index, self._names.likeness, text.text, text.mentions)
        found = [Named(entry.id, entry.kind, mention.start, mention.end) for entry, mention in entries]
        found += [Named(_UNLISTED, "person", name.start, name.end) for name in unlisted]
        return sorted(found, key=lambda named: named.start)

    def _lookalike(self, entry: Entry, most: float) -> Lookalike | None:
        """Return the words that may be a name, unless they are as near to other words of the original."""
        found = self._words.nearest(Written.of(self._names.index, entry), most)
        if found is None:
            return None
        others = self._words_of_original.nearest(self._words.written(found), found.apart)
        return found if others is None else None

    def _is_told_in_part(self, entry: Entry) -> bool:
        """Tell whether the translation has the given or the family name of a person by itself."""
        parts = Written.parts_of(self._names.index, entry)
        return entry.kind == "person" and self._words.nearest(parts, 0.0) is not None

    def _garbled(self, name: Mention, like: Lookalike | None) -> Iterator[TranslationFinding]:
        """Give the finding for words that look like a name, if they are no writing of it that a page has."""
        if like is None:
            return
        words = self._target.text[like.start : like.end]
        form = _nearest_form(name.match.entry, words, likely_writing(words))
        if form and not self._is_attested(name.match.entry, words):
            yield self._unattested(name, like.start, like.end, form)

    @cached_property
    def _words(self) -> Lookalikes:
        return Lookalikes(self._target.besides_mentions())

    @cached_property
    def _words_of_original(self) -> Lookalikes:
        return Lookalikes(self._source.besides_mentions())

    def _unattested(self, name: Mention, start: int, end: int, form: Form) -> TranslationFinding:
        words = as_printed(self._target.text[start:end])
        message = messages.unattested_in_translation(words=words, name=as_printed(name.text))
        return self._finding("wrong", name, self._translation.place(start, end), message, form)

    def _another(self, name: Mention, start: int, end: int) -> TranslationFinding:
        words = self._target.text[start:end]
        message = messages.another_in_translation(words=as_printed(words), name=as_printed(name.text))
        writing = likely_writing(words) if words.isascii() else self._writing
        form = self._target.printed(name.match.entry, "lao" if has_lao(words) else writing)
        return self._finding("wrong", name, self._translation.place(start, end), message, form)

    def _missing(self, name: Mention, place: int) -> TranslationFinding:
        message = messages.missing_in_translation(name=as_printed(name.text))
        form = self._target.printed(name.match.entry, self._writing)
        return self._finding("missing", name, self._translation.place(place, place), message, form)

    @cached_property
    def _writing(self) -> Writing:
        """The writing that names have in the language of the translation."""
        text = self._target.text
        if 2 * len(_LAO_LETTER.findall(text)) > len(_LETTER.findall(text)):
            return "lao"
        return "vietnamese" if language_of(text) == "vi" else "latin"

    def _finding(
        self, problem: Problem, name: Mention, place: tuple[int, int], message: str, form: Form | None
    ) -> TranslationFinding:
        """Return a finding at a place in the translation as given, about a name in the original as read."""
        start, end = place
        first, last = self._original.place(name.start, name.end)
        return TranslationFinding(
            TRANSLATION_RULE,
            start,
            end,
            self._translation.given[start:end],
            message,
            name.match.entry.id,
            form.text if form else None,
            self._target.source_of(form) if form else None,
            problem=problem,
            original_start=first,
            original_end=last,
            original=self._original.given[first:last],
        )


_UNLISTED = "-"
_LETTER, _LAO_LETTER = re.compile(r"[^\W\d_]"), re.compile("[\u0e80-\u0eff]")
_READABLE = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0e80-\u0eff]")


def _is_readable(text: str) -> bool:
    """Tell whether most letters of a text are Latin or Lao ones."""
    return 2 * len(_READABLE.findall(text)) >= len(_LETTER.findall(text))


def _again(side: _Side, mention: Mention) -> Repetition | None:
    """Return what says a mention again; places may be named so after a comma, a town and its province."""
    again = side.once.repetition(mention.start, mention.end)
    return None if again and again.after_comma and mention.match.entry.kind != "person" else again


def _ids(mention: Mention) -> list[str]:
    """The ids of the entry that is mentioned, and of those of its name that may be meant."""
    entries = (mention.match.entry, *mention.match.others, *(other.entry for other in mention.others))
    return list(dict.fromkeys(id for entry in entries for id in (entry.id, *entry.same_name_as)))


def _is_kept(entry: Entry) -> bool:
    """Tell whether translations keep a name, which they do not with what it means, and whether it is no short one.

    Organizations are called by what they are, and a name of three letters may stand in any word.
    """
    return entry.kind != "organization" and all(
        len(spelling_key(form.text)) >= SHORTEST for form in entry.forms
    )


def _nearest_form(entry: Entry, words: str, writing: Writing) -> Form | None:
    """Return the form of an entry in a writing that is most like some words, slips left aside."""
    from rapidfuzz.distance import Levenshtein

    key = spelling_key(words)
    if writing == "latin" and not words.isascii() and entry.vietnamese is None:
        return None  # may be a rendering, and nobody has one to compare it with
    forms = entry.preferable(writing)
    return min(forms, key=lambda form: Levenshtein.distance(key, spelling_key(form.text)), default=None)

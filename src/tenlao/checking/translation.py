"""A translation beside its original: names of the original that it writes wrongly, leaves out or doubles (TL008).

A translation may name somebody by title or pronoun once it has named him, shorten a name, inflect it, and write it in
any way that some page does. So a name counts as left out only where nothing in the whole translation is it or like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal

from tenlao.checking import messages
from tenlao.checking.attested_writings import is_attested
from tenlao.checking.correspondence import Correspondence, Named
from tenlao.checking.doubling import doubled_names
from tenlao.checking.findings import Finding, Places
from tenlao.checking.lookalikes import Lookalike, Lookalikes, Written
from tenlao.checking.slips import slips_in
from tenlao.checking.spoken_of import is_part_of_longer_name
from tenlao.checking.text_under_check import TextUnderCheck
from tenlao.mentions.unlisted import unlisted_names
from tenlao.phonology.writing import likely_writing
from tenlao.styles.preferred_forms import writing_of
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.language import language_of
from tenlao.text.offsets import blanked, without_joiners

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.text_under_check import Checker
    from tenlao.mentions.finder import Mention
    from tenlao.table.model import Entry, Form

__all__ = ["Problem", "TranslationFinding", "check_translation"]

RULE = "TL008"
Problem = Literal["wrong", "missing", "doubled"]

# A spelling of the original that no page prints tells an entry from this score on (0-100).
SURE = 80.0
# Words this far (0 to 1) from a name that is nowhere else are a garbled writing of it; up to the other, they may be.
GARBLED, PERHAPS = 0.34, 0.45
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

    Both are in any of the languages in which names are found: Lao, Vietnamese, English, French.

    >>> from tenlao import load
    >>> source = "Prime Minister Sonexay Siphandone met Pany Yathotou in Attapeu."
    >>> target = "Thủ tướng Xỏn-xay Xỉ-phăn-đôn gặp bà Pa-ny Da-tho-tu tại Sê Kông."
    >>> for finding in load().check_translation(source, target):
    ...     print(finding.problem, finding.original, finding.text, finding.suggestion)
    wrong Sonexay Siphandone Xỏn-xay Xỉ-phăn-đôn Xỏn-xay Xỉ-phăn-đon
    wrong Attapeu Sê Kông Attapư
    """
    original, translated = without_joiners(source), without_joiners(target)
    found = sorted(
        _Translation(names, original.text, translated.text).findings(), key=lambda f: (f.start, f.original_start)
    )
    return [
        replace(
            finding,
            start=(start := translated.start(finding.start)),
            end=(end := max(start, translated.end(finding.end))),
            text=target[start:end],
            original_start=(first := original.start(finding.original_start)),
            original_end=(last := original.end(finding.original_end)),
            original=source[first:last],
        )
        for finding in found
    ]


class _Translation:
    """A text and its translation, with the names in both."""

    def __init__(self, names: Checker, source: str, target: str) -> None:
        self._names = names
        self._source = TextUnderCheck.read(names, source, "gloss", None)
        self._target = TextUnderCheck.read(names, target, "gloss", None)
        self._named: dict[str, Mention] = {}  # whom the original names in full, by id, each at the first place
        for mention in filter(self._is_sure, self._source.mentions):
            self._named.setdefault(mention.match.entry.id, mention)
        self._taken = Places()

    def findings(self) -> Iterator[TranslationFinding]:
        """Give what is found, each place of the translation in one finding."""
        told = {id for mention in self._target.mentions for id in _ids(mention)}
        for finding in chain(self._misspelled(), self._doubled(), self._mistaken()):
            if not self._taken.has_part_of(finding):
                self._taken.add(finding)
                told.add(finding.entity or "")
                yield finding
        untold = {id: name for id, name in self._named.items() if told.isdisjoint(_ids(name))}
        yield from self._untold({id: name for id, name in untold.items() if _is_kept(name.match.entry)})

    def _is_sure(self, mention: Mention) -> bool:
        """Tell whether a mention in the original is beyond doubt, the whole name, and not part of another name."""
        match = mention.match
        if match.kind == "partial" or (match.kind == "variant" and match.score < SURE):
            return False
        is_place = match.entry.kind == "place"
        return not (is_place and is_part_of_longer_name(self._source.text, mention.start, mention.end))

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

    def _is_right(self, mention: Mention) -> bool:
        """Tell whether a mention is written as some page has it, or as the original has it."""
        is_part = mention.match.kind == "partial"
        entries = (self._names.entry(id) for id in _ids(mention))
        return self._is_copied(mention.start, mention.end) or any(
            is_attested(self._names, entry, mention.text, is_part=is_part) for entry in entries
        )

    def _is_copied(self, start: int, end: int) -> bool:
        return spelling_key(self._target.text[start:end]) in self._keys_in_original

    @cached_property
    def _keys_in_original(self) -> frozenset[str]:
        return frozenset(spelling_key(mention.text) for mention in self._source.mentions)

    def _doubled(self) -> Iterator[TranslationFinding]:
        """Give the names that stand twice side by side, and not so in the original."""
        in_original = doubled_names(self._source.text, self._source.mentions)
        so_in_original = {id for doubled in in_original for id in _ids(doubled.mention)}
        for mention, start, end in doubled_names(self._target.text, self._target.mentions):
            name = self._name_of(mention)
            if name is not None and so_in_original.isdisjoint(_ids(name)):
                words = as_printed(self._target.text[start:end])
                message = messages.doubled_in_translation(words=words, name=as_printed(name.text))
                form = _nearest_form(name.match.entry, mention.text, writing_of(mention))
                yield self._finding("doubled", name, start, end, message, form)

    def _mistaken(self) -> Iterator[TranslationFinding]:
        """Give others' names that stand, between names that are right, for somebody who is named elsewhere."""
        for one, other in self._correspondence.mistaken():
            if one.key in self._named:
                yield self._another(self._named[one.key], other)

    def _untold(self, untold: dict[str, Mention]) -> Iterator[TranslationFinding]:
        """Give what became of names that are nowhere in the translation: garbled, another's name, or left out."""
        left = {}
        for id, name in untold.items():
            like = self._lookalike(name.match.entry)
            if like is None:
                left[id] = name
                continue
            words = self._target.text[like.start : like.end]
            form = _nearest_form(name.match.entry, words, likely_writing(words))
            if form and like.apart <= GARBLED and not is_attested(self._names, name.match.entry, words):
                yield self._unattested(name, like.start, like.end, form)
        instead = self._correspondence.in_place_of(left)
        for id, name in left.items():
            other = instead.get(id)
            if other is None:
                yield self._missing(name, self._correspondence.place_of(id))
            elif other.key != _UNLISTED:
                yield self._another(name, other)

    @cached_property
    def _correspondence(self) -> Correspondence:
        return Correspondence(self._sequence(self._source), self._sequence(self._target))

    def _sequence(self, text: TextUnderCheck) -> list[Named]:
        """The names in a text, also of Lao persons who are in no table; what the original names is called alike."""
        found = []
        for mention in text.mentions:
            name = self._name_of(mention) or mention
            entry = name.match.entry
            found.append(Named(entry.id, entry.kind, mention.start, mention.end))
        for unlisted in unlisted_names(self._names.likeness, text.text, text.mentions):
            found.append(Named(_UNLISTED, "person", unlisted.start, unlisted.end))
        return sorted(found, key=lambda named: named.start)

    def _lookalike(self, entry: Entry) -> Lookalike | None:
        """Return the words of the translation that may be a name, unless they are nearer to others of the original."""
        found = self._words.nearest(Written.of(self._names.index, entry), PERHAPS)
        if found is None and entry.kind == "person":
            found = self._words.nearest(Written.parts_of(self._names.index, entry), 0.0)
            found = found and found._replace(apart=PERHAPS)  # the given name alone, rightly
        if found is None:
            return None
        others = self._words_of_original.nearest(self._words.written(found), found.apart)
        return found if others is None else None

    @cached_property
    def _words(self) -> Lookalikes:
        return _besides_mentions(self._target)

    @cached_property
    def _words_of_original(self) -> Lookalikes:
        return _besides_mentions(self._source)

    def _unattested(self, name: Mention, start: int, end: int, form: Form) -> TranslationFinding:
        words = as_printed(self._target.text[start:end])
        message = messages.unattested_in_translation(words=words, name=as_printed(name.text))
        return self._finding("wrong", name, start, end, message, form)

    def _another(self, name: Mention, other: Named) -> TranslationFinding:
        words = self._target.text[other.start : other.end]
        message = messages.another_in_translation(words=as_printed(words), name=as_printed(name.text))
        form = self._target.printed(name.match.entry, likely_writing(words))
        return self._finding("wrong", name, other.start, other.end, message, form)

    def _missing(self, name: Mention, place: int) -> TranslationFinding:
        message = messages.missing_in_translation(name=as_printed(name.text))
        form = self._target.printed(name.match.entry, self._writing)
        return self._finding("missing", name, place, place, message, form)

    @cached_property
    def _writing(self) -> Writing:
        """The writing that names have in the language of the translation."""
        text = self._target.text
        if 2 * len(LAO_LETTERS.findall(text)) > len(text):
            return "lao"
        return "vietnamese" if language_of(text) == "vi" else "latin"

    def _finding(
        self, problem: Problem, name: Mention, start: int, end: int, message: str, form: Form | None
    ) -> TranslationFinding:
        return TranslationFinding(
            RULE,
            start,
            end,
            self._target.text[start:end],
            message,
            name.match.entry.id,
            form.text if form else None,
            self._target.source_of(form) if form else None,
            problem=problem,
            original_start=name.start,
            original_end=name.end,
            original=name.text,
        )


_UNLISTED = "-"
LAO_LETTERS = re.compile("[\u0e80-\u0eff]")


def _ids(mention: Mention) -> list[str]:
    """The ids of the entry that is mentioned, and of those of its name that may be meant."""
    entries = (mention.match.entry, *mention.match.others, *(other.entry for other in mention.others))
    return list(dict.fromkeys(id for entry in entries for id in (entry.id, *entry.same_name_as)))


def _is_kept(entry: Entry) -> bool:
    """Tell whether translations keep a name, which they do not with what it means, and whether it is no short one.

    Organizations are called by what they are, and a name of three letters may stand in any word.
    """
    return entry.kind != "organization" and all(len(spelling_key(form.text)) >= SHORTEST for form in entry.forms)


def _besides_mentions(text: TextUnderCheck) -> Lookalikes:
    return Lookalikes(blanked(text.text, ((mention.start, mention.end) for mention in text.mentions)))


def _nearest_form(entry: Entry, words: str, writing: Writing) -> Form | None:
    """Return the form of an entry in a writing that is most like some words, slips left aside."""
    from rapidfuzz.distance import Levenshtein

    key = spelling_key(words)
    if writing == "latin" and not words.isascii() and entry.vietnamese is None:
        return None  # may be a rendering, and nobody has one to compare it with
    forms = [form for form in entry.forms if form.writing == writing and form.tag not in ("typo", "stripped")]
    return min(forms, key=lambda form: Levenshtein.distance(key, spelling_key(form.text)), default=None)

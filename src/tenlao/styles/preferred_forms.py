"""Which form of a name is printed: in the writing that is wanted, by the publisher that is preferred."""

from __future__ import annotations

import functools
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

from tenlao.base.errors import TenlaoError
from tenlao.phonology.writing import proven_writing
from tenlao.styles.house_typography import in_house_typography, in_manner
from tenlao.table.model import Source
from tenlao.text.keys import as_printed, plain_letters, slug, spelling_key
from tenlao.text.titles import without_titles, words_of_same_type

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.mentions.mention import Mention
    from tenlao.styles.made_forms import MadeForms
    from tenlao.styles.options import Manner
    from tenlao.table.model import Entry, Form

__all__ = ["PreferredForms", "is_translation", "writing_of"]


class PreferredForms:
    """The forms that are printed: the preferred ones, or those that one publisher prints.

    >>> from tenlao import load
    >>> names = load()
    >>> entry = names.entry("chansamone-chanyalath")
    >>> PreferredForms(names.sources).printed(entry, "latin")
    'Chansamone Chanyalath'
    >>> PreferredForms(names.sources, "Quân đội nhân dân").printed(entry, "latin")
    'Chansamone Channhalat'

    Raises:
        TenlaoError: the table cites no such publisher.
    """

    def __init__(
        self,
        sources: Mapping[str, Source],
        publisher: str | None = None,
        provinces: Manner | None = None,
        made: MadeForms | None = None,
    ) -> None:
        """Take the sources that a table cites, and a publisher of some of them, by name or slug.

        `provinces` is the manner in which renderings of provinces are set; with `made`, a city is called as the man
        is after whom it is named, and family names can be given one rendering, see `in_one_text`.
        """
        self._cited = frozenset() if publisher is None else _sources_of(sources, publisher)
        self._provinces = provinces
        self._made = made
        self._families: Mapping[str, str] = {}

    def in_one_text(self, mentions: Sequence[Mention], glosses: Sequence[str] = ()) -> PreferredForms:
        """Return the forms that are printed in a text with these mentions: one rendering of each family name.

        It is the one that stands in the text, if only in a gloss, or else the likeliest, see `MadeForms.likeliest`;
        what a preferred publisher prints comes first. A name alone in its text is printed as it is attested.
        """
        if self._made is None:
            return self
        found: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for mention in mentions:
            if family := self._made.family(mention.match.entry):
                found[family][mention.match.entry.id] = mention.match.entry
        chosen = {}
        for family, entries in found.items():
            if len(entries) > 1 and (name := self._family_name(family, entries, mentions, glosses)):
                chosen.update(dict.fromkeys(entries, name))
        if not chosen:
            return self
        forms = copy(self)
        forms._families = chosen
        return forms

    def _family_name(
        self, family: str, entries: Mapping[str, Entry], mentions: Sequence[Mention], glosses: Sequence[str]
    ) -> str | None:
        """Return the rendering of a family name in a text in which some entries are named, if there are several."""
        assert self._made is not None
        known = self._made.renderings(family)
        printed = {spelling_key(text.split()[-1]) for e in entries.values() if (text := self._rendering(e))}
        names = [m.text for m in mentions if m.match.entry.id in entries and m.match.kind != "partial"]
        there = {spelling_key(name.split()[-1]) for name in (*names, *glosses)}
        there.intersection_update(known)
        printed.intersection_update(known)
        if len(printed | there) < 2:
            return None
        wanted = there if there and not self._cited else printed | there
        return self._made.likeliest(family, wanted, entries, self._cited)

    def printed(self, entry: Entry, writing: Writing, untitled: bool = False) -> str | None:
        """Return the form of an entry in a writing, if there is one, perhaps without the title that it has.

        The renderings of persons are in the typography of the house.

        >>> from tenlao import load
        >>> names = load()
        >>> PreferredForms(names.sources).printed(names.entry("sisana-sisane"), "vietnamese")
        'Xỉ-xa-nạ Xi-xản'
        """
        text = self._rendering(entry) if writing == "vietnamese" else self._text(entry, writing)
        form = self._form(entry, writing)
        if text and untitled and form and form.tag == "titled":
            return without_titles(text, keep_own=True)
        return text

    def attested(self, entry: Entry, writing: Writing) -> str | None:
        """Return the form of which `printed` makes what is printed, letter by letter as a source has it."""
        return self._text(entry, writing)

    def instead(self, mention: Mention, writing: Writing) -> str | None:
        """Return the form to be printed instead of a mention: without a title, unless the mention has one.

        A generic word in the name of a place (Mường Mày, Thạt Luổng) is in the form, too, if one has it; Nậm Thà is
        none with that of Luang Namtha.

        >>> from tenlao import load
        >>> names = load()
        >>> (mention,) = names.find("ở Mường Mày, Lào")
        >>> PreferredForms(names.sources).instead(mention, "latin")
        'Muong May'
        """
        entry = mention.match.entry
        there = unicodedata.normalize("NFC", mention.text)
        has_title = without_titles(there, keep_own=True) != there
        if entry.kind != "place" or has_title or without_titles(there) == there:
            return self.printed(entry, writing, untitled=not has_title)
        preferred = self.printed(entry, writing)
        if preferred is None or without_titles(preferred) != preferred:
            return preferred
        forms = [form.text for form in entry.preferable(writing)]
        return next((form for form in forms if _begin_alike(there, form)), preferred)

    def kept(self, mention: Mention) -> str | None:
        """Return what stays of a mention that is an attested rendering: its letters, in the house's typography.

        It is None where another rendering is to be printed: where a publisher is preferred that prints one, and where
        the mention is no attested rendering.

        >>> from tenlao import load
        >>> names = load()
        >>> (mention,) = names.find("ông Cay Xỏn Phôn Vi Hẳn")
        >>> PreferredForms(names.sources).kept(mention)
        'Cay-xỏn Phôn-vi-hẳn'
        """
        entry = mention.match.entry
        forms = entry.preferable("vietnamese")
        if writing_of(mention) != "vietnamese":
            return None
        if any(not self._cited.isdisjoint(form.sources) for form in forms):
            return None
        key = spelling_key(mention.text)
        if mention.match.kind == "partial":
            components = (c for f in forms for c in in_house_typography(f.text, entry).split())
            return next((c for c in components if entry.kind == "person" and spelling_key(c) == key), None)
        same = [form.text for form in forms if spelling_key(form.text) == key]
        if not same:
            return None
        as_it_stands = as_printed(mention.text)
        return self._set(entry, as_it_stands if as_it_stands in same else same[0])

    def is_part(self, mention: Mention) -> bool:
        """Tell whether a mention is a part of a name: one of the words of the form that is printed of it.

        >>> from tenlao import load
        >>> names = load()
        >>> found = names.find("Hoàng thân Phetsarath; Phetsarath Ratanavongsa")
        >>> [PreferredForms(names.sources).is_part(mention) for mention in found]
        [True, False]
        """
        if mention.match.kind == "partial":
            return True
        words = (self.printed(mention.match.entry, writing_of(mention)) or "").split()
        return len(words) > 1 and spelling_key(mention.text) in map(spelling_key, words)

    def _rendering(self, entry: Entry) -> str | None:
        """Return the Vietnamese form of an entry as it is printed."""
        man = self._made.man_of(entry) if self._made else None
        entry = man or entry
        text = self._text(entry, "vietnamese")
        if text is None:
            return None
        text = self._set(entry, text)
        family = self._families.get(entry.id)
        components = text.split()
        return f"{components[0]} {family}" if family and len(components) == 2 else text

    def _set(self, entry: Entry, text: str) -> str:
        """Return a Vietnamese form in the typography of the house."""
        if entry.kind == "person":
            return in_house_typography(text, entry)
        if self._provinces and entry.kind == "place" and entry.type == "province":
            return in_manner(text, self._provinces)
        return text

    def _text(self, entry: Entry, writing: Writing) -> str | None:
        form = self._form(entry, writing)
        return form.text if form else None

    def _form(self, entry: Entry, writing: Writing) -> Form | None:
        forms = entry.preferable(writing)
        cited = [form for form in forms if not self._cited.isdisjoint(form.sources)]
        return next(iter(cited or forms), None)


def _sources_of(sources: Mapping[str, Source], publisher: str) -> frozenset[str]:
    """Return the ids of the sources of a publisher, given by name or by slug (Nhân Dân, nhan-dan)."""
    wanted = slug(publisher)
    found = frozenset(id for id, source in sources.items() if slug(source.publisher) == wanted)
    if not found:
        names = {source.publisher: slug(source.publisher) for source in sources.values()}
        from rapidfuzz import process

        near = ", ".join(name for _, _, name in process.extract(wanted, names, limit=3, score_cutoff=60))
        advice = f"did you mean {near}?" if near else "give a publisher that the table cites"
        raise TenlaoError(f'the table cites nothing published by "{publisher}"; {advice}')
    return found


def is_translation(mention: Mention) -> bool:
    """Tell whether a mention is a Vietnamese name of its own, not the Lao one rendered.

    >>> from tenlao import load
    >>> [is_translation(mention) for mention in load().find("Cánh đồng Chum ở Xiêng Khoảng")]
    [True, False]
    """
    form, kind = mention.match.form, mention.match.entry.kind
    is_other = form.tag == "exonym" or (kind == "organization" and form.tag == "titled")
    return is_other and form.writing == "vietnamese"


def writing_of(mention: Mention) -> Writing:
    """Return the writing that a mention is in: what its letters prove, else that of the form that is most like it.

    By its sound, a mention may match a form in another writing.
    """
    text = _plain(mention.text)
    if proven := proven_writing(text):
        return proven

    forms = [form for form in mention.match.entry.forms if form.writing != "lao"]
    nearest = min(forms, key=lambda form: _letters_between(text, _plain(form.text)), default=None)
    # A rendering without its diacritics stays a rendering, even when printed as if it were Latin.
    return "latin" if nearest is None else "vietnamese" if nearest.tag == "stripped" else nearest.writing


@functools.lru_cache(maxsize=1 << 10)
def _letters_between(text: str, form: str) -> tuple[int, int]:
    """Count the letters that differ, with and without hyphens and blanks; then also the diacritics."""
    pairs = [(text, form), (spelling_key(text), spelling_key(form))]
    from rapidfuzz.distance import OSA
    from unidecode import unidecode

    letters = sum(OSA.distance(unidecode(one), unidecode(other)) for one, other in pairs)
    return letters, OSA.distance(text, form)


@functools.lru_cache(maxsize=1 << 10)
def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_OF_ROYALS = ("luang", "luông")  # says of no place what it is


def _begin_alike(name: str, form: str) -> bool:
    """Tell whether two names begin with generic words that say the same: Thạt Luổng, Pha That Luang."""
    first, second = _generic_words(name), _generic_words(form)
    return any(
        plain_letters(one) == plain_letters(other) or other in words_of_same_type(one)
        for one in first
        for other in second
        if one not in _OF_ROYALS
    )


def _generic_words(name: str) -> list[str]:
    """The generic words at the beginning of a name, in small letters."""
    return name.removesuffix(without_titles(name)).casefold().split()

"""Which form of a name is printed: in the writing that is wanted, by the publisher that is preferred."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

from tenlao.base.errors import TenlaoError
from tenlao.phonology.writing import proven_writing
from tenlao.table.model import Source
from tenlao.text.keys import slug, spelling_key
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.mentions.finder import Mention
    from tenlao.table.model import Entry, Form

__all__ = ["PreferredForms", "writing_of"]


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

    def __init__(self, sources: Mapping[str, Source], publisher: str | None = None) -> None:
        """Take the sources that a table cites, and a publisher of some of them, by name or slug."""
        self._cited = frozenset() if publisher is None else _sources_of(sources, publisher)

    def printed(self, entry: Entry, writing: Writing) -> str | None:
        """Return the form of an entry in a writing, if there is one."""
        form = self._form(entry, writing)
        return form.text if form else None

    def instead(self, mention: Mention, writing: Writing) -> str | None:
        """Return the form to be printed instead of a mention: without a title, unless the mention has one."""
        form = self._form(mention.match.entry, writing)
        if form is None or form.tag != "titled":
            return form.text if form else None
        there = unicodedata.normalize("NFC", mention.text)
        return (
            form.text
            if without_titles(there, keep_own=True) != there
            else without_titles(form.text, keep_own=True)
        )

    def _form(self, entry: Entry, writing: Writing) -> Form | None:
        forms = [f for f in entry.forms if f.writing == writing and f.tag not in ("typo", "stripped")]
        cited = [form for form in forms if not self._cited.isdisjoint(form.sources)]
        return next(iter(cited or forms), None)


def _sources_of(sources: Mapping[str, Source], publisher: str) -> frozenset[str]:
    """Return the ids of the sources of a publisher, given by name or by slug (Nhân Dân, nhan-dan)."""
    wanted = slug(publisher)
    found = frozenset(id for id, source in sources.items() if slug(source.publisher) == wanted)
    if not found:
        names = {source.publisher: slug(source.publisher) for source in sources.values()}
        near = ", ".join(name for _, _, name in process.extract(wanted, names, limit=3, score_cutoff=60))
        advice = f"did you mean {near}?" if near else "give a publisher that the table cites"
        raise TenlaoError(f'the table cites nothing published by "{publisher}"; {advice}')
    return found


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


def _letters_between(text: str, form: str) -> tuple[int, int]:
    """Count the letters that differ, with and without hyphens and blanks; then also the diacritics."""
    pairs = [(text, form), (spelling_key(text), spelling_key(form))]
    letters = sum(Levenshtein.distance(unidecode(one), unidecode(other)) for one, other in pairs)
    return letters, Levenshtein.distance(text, form)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())

"""Which good form of an entry is nearest to words, and what is compared of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenlao.phonology.writing import has_lao
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.table.model import Entry, Form

__all__ = ["core_key", "nearest_form", "writings_of"]


def nearest_form(entry: Entry, words: str, *writings: Writing) -> Form | None:
    """Return the good form of an entry in some writings that is nearest to words, parted alike if it can be.

    >>> from tenlao import load
    >>> nearest_form(load().entry("kikeo-khaykhamphithoune"), "Kikeo Khaykhampihtoune", "latin").text
    'Kikeo Khaykhamphithoune'
    """
    from rapidfuzz.distance import OSA

    printed = as_printed(words)

    def apart(form: Form) -> tuple[int, int]:
        letters = OSA.distance(printed.casefold(), form.text.casefold())
        return letters, OSA.distance(printed, form.text)  # and in capitals

    return min([form for writing in writings for form in entry.preferable(writing)], key=apart, default=None)


def writings_of(words: str) -> Sequence[Writing]:
    """Return the writings that words may be in: a romanization may have some marks of a rendering (Xê Kông)."""
    return ("lao",) if has_lao(words) else ("latin", "vietnamese")


def core_key(name: str) -> str:
    """Return the key of a name without generic words, which are spelled in several ways: Muang, Meuang."""
    return spelling_key(without_titles(name))

"""Whether words are a writing of a name that some page prints, or made of parts that pages print."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from tenlao.phonology.writing import has_lao
from tenlao.styles.house_typography import in_house_typography
from tenlao.styles.typography import syllables_of
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from tenlao.checking.text_under_check import Checker
    from tenlao.table.model import Entry

__all__ = ["is_attested"]

_INITIAL = re.compile(r"[^\W\d_]\.\s*")


def is_attested(
    names: Checker,
    entry: Entry,
    words: str,
    *,
    is_part: bool = False,
    families: Collection[str] = (),
    in_vietnamese: bool = True,
) -> bool:
    """Tell whether words write the name of an entry as some page does, or what `is_part` of it; slips left aside.

    Titles, hyphens, capitals, the place of a tone mark, diacritics that are all left out and, unless the text is
    `in_vietnamese`, accents on a romanization do not count. Each component may be that of another form, and one of
    the `families`, of which a text names several persons, may be rendered as it is of another of them; see
    `tenlao.styles.made_forms`.

    >>> from tenlao import load
    >>> entry = load().entry("sonexay-siphandone")
    >>> for words in ("Thủ tướng Xỏn-xay Xỉ-phăn-đon", "Xỏn Xay Si Phăn Đon", "Xỏn-xay Xi-phăn-đon"):
    ...     print(is_attested(load(), entry, words), is_attested(load(), entry, words, families=["siphandone"]))
    True True
    True True
    False True
    """
    printed = _INITIAL.sub("", as_printed(words))
    forms = [form for form in entry.forms if form.tag != "typo"]
    good = [form.text for form in forms]
    keys = _keys(printed)
    attested = {key for form in good for key in _keys(form)}
    if not keys.isdisjoint(attested):
        return True
    if is_part and any(key.startswith(tuple(keys)) or key.endswith(tuple(keys)) for key in attested):
        return True
    if not has_lao(printed) and syllables_of(printed) in {syllables_of(form) for form in good}:
        return True
    if printed.isascii() and spelling_key(printed) in map(_stripped, good):
        return True
    if not in_vietnamese and _stripped(printed) in {_stripped(f.text) for f in forms if f.writing == "latin"}:
        return True
    family = names.made_forms.family(entry)
    parts = {spelling_key(part) for form in good for part in _components(form, entry)}
    if family is not None and family in families:
        parts.update(names.made_forms.renderings(family))
    return parts.issuperset(map(spelling_key, _components(without_titles(printed, keep_own=True), entry)))


def _keys(name: str) -> set[str]:
    return {
        spelling_key(name),
        spelling_key(without_titles(name)),
        spelling_key(without_titles(name, keep_own=True)),
    }


def _stripped(form: str) -> str:
    from unidecode import unidecode

    return spelling_key(unidecode(form))


def _components(name: str, entry: Entry) -> list[str]:
    """The given and the family name as the house sets them; of a place, all in one."""
    if entry.kind != "person":
        return [name]
    return (name if has_lao(name) else in_house_typography(name, entry)).split()

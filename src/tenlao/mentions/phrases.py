"""Names that runs of capitalised words miss for their small letters, as a pattern: Cánh đồng Chum, luang prabang."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tenlao.matching.index import Index
from tenlao.phonology.sound import vowels
from tenlao.phonology.spelling import any_of
from tenlao.phonology.writing import has_vietnamese

__all__ = ["phrases"]

_SPACED_DASH = re.compile(r"\s+[-\u2010-\u2014]\s+")


def phrases(index: Index) -> re.Pattern[str]:
    """A pattern for names that runs of capitalised words miss for their small letters (Cánh đồng Chum).

    Well-known places are also looked for in small letters throughout, as people write them on social media.
    """
    wanted = set()
    for entry, form, phones in ((*a, s.phones) for s in index.sounds() for a in s.attested if not s.penalty):
        words = _SPACED_DASH.sub("-", form.text).split()
        if form.writing == "lao" or form.tag == "typo":
            continue
        if len(words) < 2:
            if entry.type in WELL_KNOWN and vowels(phones) > 1 and len(form.text) >= SHORTEST:
                wanted.add(form.text.lower())
            continue
        capitalised = all(w[0].isupper() or not w[0].isalpha() for w in words)
        if not capitalised and vowels(phones) > 1:
            wanted.add(form.text)
        if entry.type in WELL_KNOWN:
            wanted.add(form.text.lower())
        if capitalised and entry.kind == "place" and has_vietnamese(form.text):
            wanted.update(_with_small_ends(words))
        elif capitalised and entry.kind == "organization" and len(words) > 2:
            wanted.add(" ".join([words[0], *map(str.lower, words[1:])]))
    forms = {" ".join(unicodedata.normalize(n, form).split()) for form in wanted for n in ("NFC", "NFD")}
    if not forms:
        return re.compile("(?!)")
    return re.compile(rf"(?<!\w)(?:{any_of(forms)})(?![\w\u0300-\u036f])")


def _with_small_ends(words: Sequence[str]) -> Iterator[str]:
    """A name whose last syllables are in small letters: Bô Ly Khăm xay, Bôlykhăm xay, Bô ly khăm xay."""
    for number in range(1, len(words)):
        small = " ".join(map(str.lower, words[number:]))
        yield f"{' '.join(words[:number])} {small}"
        if number > 1:
            yield f"{words[0]}{''.join(map(str.lower, words[1:number]))} {small}"


WELL_KNOWN = ("capital", "province", "town", "monument")
"""Types of places that people write in small letters throughout."""
SHORTEST = 6
"""Letters of a single word in small letters: shorter ones may be words of other languages."""

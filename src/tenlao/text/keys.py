"""Keys under which equal spellings are equal strings."""

from __future__ import annotations

import re
import unicodedata

from unidecode import unidecode

from tenlao.phonology.spelling import INVISIBLE

__all__ = ["slug", "spelling_key"]

_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
_BREAKS = re.compile(r"[\s\-\u2010-\u2014\u2212]+")


def spelling_key(text: str) -> str:
    """What is left of a spelling without capitals, breaks (blanks, dashes) and invisible characters.

    >>> spelling_key("PHÔ-XAY  Khảy – khăm-phi-thun") == spelling_key("Phô-xay Khảy-khăm-phi-thun")
    True
    """
    return _BREAKS.sub("", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).casefold()


def slug(name: str) -> str:
    """Return a name in plain small letters, joined by hyphens.

    >>> slug("Quân đội nhân dân")
    'quan-doi-nhan-dan'
    """
    return re.sub("[^a-z0-9]+", "-", unidecode(unicodedata.normalize("NFC", name)).casefold()).strip("-")

"""Places that a text puts into a neighbouring country, so that they are none of ours: Nậm Cắn (Kỳ Sơn, Nghệ An)."""

from __future__ import annotations

import re
from collections.abc import Container

from tenlao.mentions.mention import Mention
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.text.announcing import LOOKED_BACK, row_before
from tenlao.text.keys import spelling_key
from tenlao.text.letters import CAPITAL
from tenlao.text.neighbours import is_elsewhere, is_in_vietnam, is_neighbour
from tenlao.text.origins import is_vietnamese_place, origin_before
from tenlao.text.titles import context, is_generic, is_of_vietnam, opening_words

__all__ = ["is_among_neighbours", "is_said_abroad"]

_NAME = rf"[{CAPITAL}][^\s,;:.()]*(?:[ \u00a0-][{CAPITAL}][^\s,;:.()]*){{0,3}}"
_NEXT = re.compile(rf",\s+(?P<next>{_NAME})")


def is_among_neighbours(text: str, start: int, end: int, ours: Container[int] = ()) -> bool:
    """Tell whether a name stands in a row after a place of a neighbouring country, or right before one.

    `ours` is where names end that may be of Laos, and so tell nothing: districts there and here are called Long.

    >>> rows = "Mường Lát, Mường Lống", "Mường La, Sơn La", "Viêng Xay, Mường Lống"
    >>> [is_among_neighbours(row, start, end) for row, start, end in zip(rows, (11, 0, 11), (21, 8, 21))]
    [True, True, False]
    >>> is_among_neighbours("Long, Sing", 6, 10), is_among_neighbours("Long, Sing", 6, 10, {4})
    (True, False)
    """
    following = _NEXT.match(text, end)
    if following and following.end() not in ours and _is_neighbour(following["next"]):
        return True
    begin = max(0, start - LOOKED_BACK)
    return any(
        begin + len(left) + len(name) not in ours and _is_neighbour(name)
        for name, left in row_before(text[begin:start])
    )


def is_said_abroad(text: str, mention: Mention) -> bool:
    """Tell whether the text says of a smaller place of ours that it is in a neighbouring country.

    Its row may be told to be there, or a larger place that follows: Điện Biên có Mường Nhé, Na Son; huyện Phonthong
    tỉnh Roi Et; Nậm Cắn (Kỳ Sơn, Nghệ An); Wat Phra Kaew of Bangkok; bản Na Hin, xã Mường Chanh.
    """
    entry = mention.match.entry
    if entry.kind != "place" or entry.type in _LARGE:
        return False
    opposite = _OPPOSITE.match(text, mention.end) if entry.type == "pass or border gate" else None
    if opposite and opposite["name"].casefold() == mention.text.casefold():
        return True  # of two gates of one name, one on each side of the border, the first is not ours
    commune = _COMMUNE.match(text, mention.end) if entry.type in _IN_COMMUNES else None
    if commune and is_of_vietnam(commune[1]):
        return True
    if text[mention.start - 1 : mention.start] == "(" and _is_of_vietnamese(text, mention):
        return True
    directly = _DIRECTLY.match(text, mention.end)
    if directly and is_vietnamese_place(directly[1]):
        return True  # Mường Ngòi Hòa Bình
    country = _COUNTRY.match(text, mention.end)
    if country and origin_before(country[1]) == "abroad":
        return True
    owner = _OF.match(text, mention.end)
    if owner and (_is_neighbour(owner["owner"]) or origin_before(owner["owner"]) == "abroad"):
        return True
    where = _IN.match(text, mention.end)
    if where and _is_spoken_of_there(mention, where["owner"]):
        return True
    if text[mention.end : mention.end + _AFTER].lstrip(" \n,").startswith(_BEGINNINGS):
        around = _AROUND.match(text, mention.end)
        larger = around and (around["bracket"] or around["larger"])
        if around and "huyện" in around[0] and text[: mention.start].rstrip().endswith("huyện"):
            larger = None  # one district is not in another
        if larger and (_is_neighbour(larger) or origin_before(larger) == "abroad"):
            return True
    before = text[max(0, mention.start - LOOKED_BACK) : mention.start]
    if opposite or not any(word in before for word in _HAVING):
        return False
    return any(_is_had_by_neighbour(left) for left in (before, *(left for _, left in row_before(before))))


def _is_spoken_of_there(mention: Mention, where: str) -> bool:
    """Tell whether a place is in another country where its name is said to be there: Mueang Sing ở Kanchanaburi.

    Ours are spoken of elsewhere as they are attested, mostly in Viet Nam: đoàn huyện Xay ở Na Mèo.
    """
    if mention.match.kind != "exact":
        return _is_neighbour(where) or origin_before(where) == "abroad"
    key = spelling_key(where)
    return is_neighbour(key) and not is_in_vietnam(key)


def _is_of_vietnamese(text: str, mention: Mention) -> bool:
    """Tell whether a place in brackets is in a place of Viet Nam, or is where a Vietnamese before it is from.

    Moong Văn Phò (Nậm Cắn, Kỳ Sơn); Lường Văn Khăm (Mường La). Many a place in syllables is on either side.
    """
    following = _NEXT.match(text, mention.end)
    if following and _is_neighbour(following["next"]):
        return True
    named = _NAMED.search(text, max(0, mention.start - LOOKED_BACK), mention.start)
    words = mention.text.split()
    in_syllables = len(words) > 1 and not mention.text.isascii() and all(map(is_syllable, words))
    return bool(in_syllables and named and context(f"{named[1]} ", "").family_name)


_IN_COMMUNES = ("village", "other")
_COMMUNE = re.compile(rf"(?:,\s|\s\()(\w+)\s{_NAME}")
_LARGE = ("capital", "province", "region")
_AFTER = 14  # characters after a place in which something about it begins
_BEGINNINGS = ("(", "tỉnh", "thuộc tỉnh", "của tỉnh", "huyện", "thuộc huyện")
# In brackets the last of some places, each in the next; or a larger place in which this one is.
_AROUND = re.compile(
    rf"\s*\((?:[^()\n]{{0,40}},\s*)?(?:(?:tỉnh|huyện)\s+)?(?P<bracket>{_NAME}|[\u0e80-\u0eff]{{2,20}})\)"
    rf"|\s*,?\s*(?:{'|'.join(_BEGINNINGS[1:])})\s+(?P<larger>{_NAME})"
)
_COUNTRY = re.compile(rf",\s({_NAME})(?![^\s,;:.()]|[ \u00a0-][{CAPITAL}]|\s*(?:,|và\b|and\b|et\b))")
_DIRECTLY = re.compile(rf"[ \u00a0]([{CAPITAL}]\w+ [{CAPITAL}]\w+)\b")
# Whose it is: Wat Phra Kaew của Bangkok.
_OF = re.compile(rf"\s+(?:của|of|de)\s+(?P<owner>{_NAME})")
# Where it is, or is spoken of, as places of ours are elsewhere: Wat Phra Kaew in Bangkok.
_IN = re.compile(rf"\s+(?:ở|tại|in)\s+(?P<owner>{_NAME})")
# The first word of a name before a bracket.
_NAMED = re.compile(rf"([{CAPITAL}]\w*)(?: [{CAPITAL}]\w*){{1,3}}\s\(\Z")
# What says that a larger place has those that follow.
_HAVING = (" có", " gồm", " như", ":")
_WHAT = re.compile(rf"(?:{'|'.join(_HAVING)})(?:\s+(?:các\s+)?(?:xã|bản|huyện))?\s+")
# What is paired with a border gate by a dash between blanks.
_OPPOSITE = re.compile(rf"\s+[-\u2013\u2014]\s+(?P<name>{_NAME})")
_WHOLE = re.compile(rf"{_NAME}\Z")


def _is_had_by_neighbour(left: str) -> bool:
    """Tell whether a text ends with a place of a neighbouring country, and words that say what it has."""
    end = max(map(left.rfind, _HAVING))
    if end < 0 or not _WHAT.fullmatch(left, end):
        return False
    whole = _WHOLE.search(left[:end])
    return whole is not None and _is_neighbour(whole[0])


def _is_neighbour(name: str) -> bool:
    """Tell whether a name is that of a place of a neighbouring country, with or without a word before it."""
    first, _, rest = name.strip().partition(" ")
    leading = first.casefold() in opening_words() or is_generic(first.casefold())
    return is_elsewhere(spelling_key(name)) or (leading and is_neighbour(spelling_key(rest)))

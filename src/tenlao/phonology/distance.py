"""How far two sounds are apart: phone strings compared by a weighted alignment whose costs stand in one table.

The costs (`SUBSTITUTIONS`, `OMISSIONS`) are in nats: how rarely one phone is written where another is meant.
"""

from __future__ import annotations

import math

from tenlao.phonology.sound import CODAS, MEDIALS, ONSETS, VOWELS

__all__ = ["OMISSION", "SUBSTITUTION", "coarse_key", "consonant_key", "distance", "plain", "trimmed"]

# What it costs to read one phone where another was meant: how rarely it happens, in nats (-ln of its share).
# Each line: the cost, then pairs that are confused about that often. Pairs not listed cost OTHER_*.
SUBSTITUTIONS = {
    0.1: "aɐ",
    0.5: "eɛ oɔ wu ⁿn ᵐm ᵑŋ ᵏk ᵗt ᵖp ʲi",
    1.0: "ᵏK ᵗT ᵖP ᵖb Pf lr ɲj ɤɯ",
    2.0: "əe əɐ aᵃ wo wɔ ʷu ʷo ᵃo ᵃɔ ᵃe Pp Tt Kk eɤ oɤ ɔɤ ɯu ou aɤ ie ɐi ɐo ɐe əa ᵃɐ ɛɤ",
    3.0: "ɲn ŋn ŋɲ ⁿɲ ᵗd ᵗs ʲj ʲɲ ji ʷv vw ʳr ʳl ˙ⁿ ˙ᵐ ˙ᵏ ˙ᵗ ˙ᵖ ˙ᵑ ˙ʲ ᵗᵖ ᵗᵏ dt dj td tc vb bp hr cs cj uɔ ɔa oa "
    "ɛa ea ei iɛ iɯ iɤ uɤ ᵑⁿ ᵐⁿ ᵏᵖ ɯa ɯo ɯi ᵃi nl vf vP sT ai",
}
OTHER_VOWEL, OTHER_CONSONANT, OTHER_CODA, OTHER, NUMBER = 4.5, 6.0, 5.0, 7.0, 12.0
# Every change that `consonant_key` shows costs at least CONSONANT_CHANGE, every one that `coarse_key` shows
# PHONE_CHANGE.
CONSONANT_CHANGE, PHONE_CHANGE = 3.0, 2.0
# What it costs when a phone is written in one form only.
OMISSIONS = {0.3: "˙ə", 0.7: "ʳᵃ", 2.0: "ɐw", 3.0: "haʲʷ"}
OTHER_OMISSION = 5.0
_VOWEL_PHONES, _CODA_PHONES = "aɐəiɯueɛoɔɤᵃw", "ᵏᵗᵖᵑⁿᵐʲʷ˙"


def _costs() -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Return the two tables by phone: substitution[a][b] and omission[a]."""
    phones = "".join(
        {c for table in (ONSETS, MEDIALS, VOWELS, CODAS) for p in table.values() for c in p} | {"ɐ", "˙"}
    )
    substitution = {a: dict.fromkeys(phones, OTHER) for a in phones}
    onsets = "".join(ONSETS.values())
    for alike, cost in ((_VOWEL_PHONES, OTHER_VOWEL), (_CODA_PHONES, OTHER_CODA), (onsets, OTHER_CONSONANT)):
        for a in alike:
            substitution[a].update(dict.fromkeys(alike, cost))
    for cost, pairs in SUBSTITUTIONS.items():
        for pair in pairs.split():
            a, b = tuple(pair)
            substitution[a][b] = substitution[b][a] = cost
    omission = dict.fromkeys(phones, OTHER_OMISSION)
    for cost, group in OMISSIONS.items():
        omission |= dict.fromkeys(group, cost)
    for digit in "0123456789":  # Sekaman 1 is another dam than Sekaman 3
        omission[digit] = NUMBER
        for a in phones:
            substitution[a][digit] = substitution[digit][a] = NUMBER
    for a in phones:
        substitution[a][a] = 0.0
    return substitution, omission


SUBSTITUTION, OMISSION = _costs()


def distance(a: str, b: str, limit: float = math.inf) -> float:
    """Return the cost of the cheapest alignment of two phone strings, in nats; 0 when they sound alike.

    Equal beginnings and equal ends are aligned with each other. As soon as it is known to be at least
    the limit, the limit is returned.

    >>> distance("Posaʲ", "Posaʲ"), distance("voraciᵗ", "volaciᵗ") < distance("voraciᵗ", "vomaciᵗ")
    (0.0, True)
    """
    start, end_a, end_b = trimmed(a, b)
    b = b[start:end_b]
    row = [0.0]
    for y in b:
        row.append(row[-1] + OMISSION[y])
    for x in a[start:end_a]:
        substitution, omission = SUBSTITUTION[x], OMISSION[x]
        diagonal = row[0]
        left = row[0] = diagonal + omission
        for j, y in enumerate(b, 1):
            cheapest = diagonal + substitution[y]
            diagonal = row[j]
            if diagonal + omission < cheapest:
                cheapest = diagonal + omission
            if left + OMISSION[y] < cheapest:
                cheapest = left + OMISSION[y]
            left = row[j] = cheapest
        if min(row) >= limit:
            return limit
    return row[-1]


def trimmed(a: str, b: str) -> tuple[int, int, int]:
    """Return where two strings begin to differ, and where the equal ends of each begin.

    >>> trimmed("Posaʲ", "Pusaʲ")
    (1, 2, 2)
    """
    start, end_a, end_b = 0, len(a), len(b)
    while start < end_a and start < end_b and a[start] == b[start]:
        start += 1
    while end_a > start and end_b > start and a[end_a - 1] == b[end_b - 1]:
        end_a -= 1
        end_b -= 1
    return start, end_a, end_b


# In the coarse phonetic key, phones that a change of less than PHONE_CHANGE turns into each other count as one, and
# those that are left out for less do not count; in the consonant key the same holds for CONSONANT_CHANGE.
_ALIKE = {
    phone: group[0] for group in ("pPfbᵖ", "tTᵗ", "kKᵏ", "lr", "jɲ", "mᵐ", "nⁿ", "ŋᵑ") for phone in group
}
_COARSE = str.maketrans(
    _ALIKE | dict(zip("ɐɛɔwɤʲ", "aeouɯi", strict=True)) | dict.fromkeys("˙əᵃʳ"),
)
_CONSONANTS = str.maketrans(_ALIKE | dict.fromkeys("aɐəiɯueɛoɔɤᵃwʳ˙ʲʷ"))


def coarse_key(phones: str) -> str:
    """Return a phone string without what hardly matters.

    Two sounds are at least PHONE_CHANGE apart for each edit by which their keys differ.

    >>> coarse_key("soⁿəsaʲ")
    'sonsai'
    """
    return phones.translate(_COARSE)


_PLAIN = {phone: sound for table in (ONSETS, MEDIALS, VOWELS, CODAS) for sound, phone in table.items()}
_PLAIN |= {"ɐ": "a", "ᵃ": "a", "˙": "a doubled consonant"}


def plain(phone: str) -> str:
    """Return a phone in IPA, as it is written in the syllables.

    >>> plain("K"), plain("ᵗ"), plain("ɐ")
    ('kʰ', 't', 'a')
    """
    return _PLAIN[phone]


def consonant_key(phones: str) -> str:
    """Return the consonants of a phone string, similar ones as one: equal for most spellings of one name.

    >>> consonant_key("voraciᵗ"), consonant_key("volachiᵗ"), consonant_key("vɔlɐciᵗ")
    ('vlct', 'vlcht', 'vlct')
    """
    return phones.translate(_CONSONANTS)

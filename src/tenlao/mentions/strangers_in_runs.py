"""Names of strangers in a run: a given and a family name that no entry has, so that no entry is meant by either."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from tenlao.matching.strangers import ComponentModel, Strangers
from tenlao.mentions.segmentation import BESIDE_WORD, Piece
from tenlao.mentions.spans import Chosen, is_title
from tenlao.phonology.reading import read
from tenlao.text.tokens import Token

__all__ = ["begins_with_family_name", "may_be_given_name", "strangers_in"]

# What speaks for a stranger's name, two components that no entry has: what the likelihood of each as a Lao name
# adds to that of any phones, by the phone; which part of it counts beside what the table attests; the least there
# must be of it for each component, and for both; and what a title before it adds.
ANY_PHONE, OF_STRANGERS, LEAST_OF_COMPONENT, LEAST_OF_STRANGER, TITLED = 2.3, 0.5, -2.0, 6.0, 4.0
# What must speak for a word in Lao script being a family name: verbs and particles are below 0, names above (judged).
LEAST_OF_FAMILY_NAME = 3.0
_LAO_WORD = re.compile("[ \u00a0]([\u0e80-\u0eff]{3,40})(?![\u0e80-\u0eff])")


def strangers_in(
    strangers: Strangers, run: Sequence[Token], titled: bool, taken: Container[tuple[int, int]] = ()
) -> list[Piece[Chosen]]:
    """Return the places of a run that may be the name of somebody in no table; `titled`, if a title stands before it.

    Those that are `taken`, the first token and the one after the last, are left out.

    >>> from tenlao import load
    >>> from tenlao.text.tokens import tokens
    >>> found = strangers_in(load().index.strangers, tokens("Somxay Siphandone"), titled=True)
    >>> [(piece.first, piece.last) for piece in found]
    [(0, 2)]
    """
    found: list[Piece[Chosen]] = []
    for (first, middle), (start, last) in pairwise(_words(run)):
        if (
            (first, last) in taken
            or run[start].gap != " "
            or any(is_title(run[n].word) for n in (first, start))
        ):
            continue
        speaks = _speaks(strangers.given, run[first:middle]), _speaks(strangers.family, run[start:last])
        if min(speaks) >= LEAST_OF_COMPONENT and sum(speaks) >= LEAST_OF_STRANGER:
            worth = OF_STRANGERS * sum(speaks) + TITLED * titled
            found.append(Piece(first, last, "person", worth, BESIDE_WORD / 2, BESIDE_WORD / 2))
    return found


def may_be_given_name(strangers: Strangers, word: Sequence[Token]) -> bool:
    """Tell whether a word, as its tokens, may be the given name of a Lao person.

    >>> from tenlao import load
    >>> from tenlao.text.tokens import tokens
    >>> [may_be_given_name(load().index.strangers, tokens(word)) for word in ("Khamsing", "Krzysztof")]
    [True, False]
    """
    return _speaks(strangers.given, word) >= LEAST_OF_COMPONENT


def begins_with_family_name(strangers: Strangers, text: str) -> bool:
    """Tell whether a text in Lao script goes on with a family name after a blank, which a given name before it has.

    >>> from tenlao import load
    >>> strangers = load().index.strangers
    >>> [begins_with_family_name(strangers, text) for text in (" ແກ້ວບຸນຍົງ ນາຍບ້ານ", " ກ່າວວ່າ", "ວົງສາ")]
    [True, False, False]
    """
    word = _LAO_WORD.match(text)
    if not word:
        return False
    return _speaks_for(strangers.family, "".join(read(word[1], "lao").phones)) >= LEAST_OF_FAMILY_NAME


def _speaks(model: ComponentModel, word: Sequence[Token]) -> float:
    """How much speaks for a component being a name (nats), and not any row of phones."""
    return _speaks_for(model, _phones(word))


def _speaks_for(model: ComponentModel, phones: str) -> float:
    return ANY_PHONE * len(phones) - model.surprisal(phones)


def _words(run: Sequence[Token]) -> list[tuple[int, int]]:
    """The words of a run, each with the syllables that hyphens join to it: first and last token."""
    starts = [n for n, token in enumerate(run) if token.gap != "-"]
    return list(pairwise([*starts, len(run)]))


def _phones(word: Sequence[Token]) -> str:
    """What a word sounds like: as a rendering where hyphens join its syllables, else as a romanization."""
    parts = [token.word for token in word]
    if len(parts) > 1:
        return "".join([part.rendered or part.romanised or "" for part in parts])
    return parts[0].romanised or parts[0].rendered or ""

"""How houses differ: whether they write s where the national press writes x, and whether they set tone marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tenlao.phonology import vietnamese_spelling
from tenlao.phonology.components import Component, read_components
from tenlao.rendering.aligned_pairs import Written
from tenlao.table.model import Entry

__all__ = [
    "Hypotheses",
    "Sibilant",
    "attested_in_style",
    "in_houses",
    "probability_of",
    "without_tone_marks",
]

Sibilant = Literal["x", "s"]
# Ways to write syllables that follow each other, each with its probability, the most probable first.
Hypotheses = list[tuple[float, tuple[Written, ...]]]

# The share of renderings that write the sound s as s where it is ສ (judged); the national press writes x.
SHARE_OF_S = 0.3


def attested_in_style(entry: Entry, sibilant: Sibilant | None, tones: bool) -> list[str]:
    """Return the renderings of an entry that are printed in a style, the preferred one first."""
    forms = [f for f in entry.forms if f.writing == "vietnamese" and f.tag in (None, "exonym", "titled")]
    if sibilant is None and tones:
        return [form.text for form in forms]
    names = [(form.text, read_components(form.text, "vietnamese")) for form in forms]
    return [
        text for text, name in names if len(name) == len(names[0][1]) and _in_style(name, sibilant, tones)
    ]


def _in_style(rendering: Sequence[Component], sibilant: Sibilant | None, tones: bool) -> bool:
    syllables = [written for component in rendering for written, _ in component.syllables]
    sibilants = {written[0] for written in syllables} & {"x", "s"}
    if sibilants and sibilant and (sibilants != {"x"} if sibilant == "x" else "s" not in sibilants):
        return False
    split = [vietnamese_spelling.without_tone(written) for written in syllables]
    return tones or all(tone == "ngang" or vietnamese_spelling.is_stopped(plain) for plain, tone in split)


def without_tone_marks(written: Sequence[tuple[float, Written]]) -> list[tuple[float, Written]]:
    """Return the hypotheses without a tone mark; the best one without its mark if there is none."""
    level = [(p, w) for p, w in written if w.tone == "ngang" or vietnamese_spelling.is_stopped(w.rime)]
    return level or [(p, w._replace(tone="ngang")) for p, w in written[:1]]


def in_houses(hypotheses: Hypotheses, always_x: Sequence[bool], sibilant: Sibilant | None) -> Hypotheses:
    """Return each hypothesis as the houses write it that have x, and as those that have s, or as one of them.

    The most probable come first.
    """
    found: Hypotheses = []
    may_be_s = [place for place, kept in enumerate(always_x) if not kept]
    for p, with_x in hypotheses:
        changed = [place for place in may_be_s if with_x[place].onset == "x"]
        if not changed:
            found.append((p, with_x))
            continue
        written = list(with_x)
        for place in changed:
            written[place] = Written("s", written[place].rime, written[place].tone)
        with_s = tuple(written)
        if sibilant != "s":
            found.append((p * (1 - SHARE_OF_S), with_x))
        if sibilant != "x":
            found.append((p * SHARE_OF_S, with_s))
    found.sort(key=probability_of, reverse=True)
    return found


def probability_of(hypothesis: tuple[float, tuple[Written, ...]]) -> float:
    """Return the probability of a hypothesis: what they are sorted by."""
    return hypothesis[0]

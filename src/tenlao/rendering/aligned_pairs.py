"""Aligned pairs: which syllable of a name is printed how, as the entries attest that have a Vietnamese rendering.

The forms of an entry in Latin letters and in Lao script are aligned with its renderings, syllable by syllable, at the
least distance of sound. A rendering whose name is attested in no other writing still says how its sounds are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from tenlao.phonology import vietnamese_spelling
from tenlao.phonology.alignment import Name, aligned
from tenlao.phonology.components import Component
from tenlao.phonology.sound import Syllable
from tenlao.rendering.attested_names import names_of
from tenlao.rendering.lao_restoration import OTHERS
from tenlao.table.model import Entry
from tenlao.text.smoothing import shares_by_use

__all__ = ["AlignedPair", "Written", "aligned_pairs", "example_key", "examples"]

# What a rendering counts whose name is attested in no other writing: it says how a sound is written, not which
# (judged).
ALONE = 0.5

_SAME_RIMES = {
    "ii": "i", "ou": "u", "ak": "ac", "ăk": "ăc", "êc": "êch", "ek": "ec", "ic": "ich", "ing": "inh",
}  # fmt: skip


class Written(NamedTuple):
    """A written Vietnamese syllable: onset, rime and tone; the model has the sound s always written x."""

    onset: str
    rime: str
    tone: str

    @property
    def text(self) -> str:
        """The syllable as it is printed."""
        return vietnamese_spelling.spell(*self)


class AlignedPair(NamedTuple):
    """That a syllable of a component was rendered so.

    `own` is the syllable in Lao where the entry is attested in Lao, and `sure` says that the component is. `weight`
    is what the pair counts. `rendering` is the number of the rendering among those of the entry, and `rendered` the
    component of it.
    """

    component: Component
    place: int
    own: Syllable | None
    sure: bool
    written: Written
    weight: float
    rendering: int
    rendered: str


@lru_cache(maxsize=1024)
def aligned_pairs(entry: Entry) -> tuple[AlignedPair, ...]:
    """Return the aligned pairs of an entry.

    >>> from tenlao.table.model import Form
    >>> entry = Entry("x", "person", (Form("Sonexay", "latin"), Form("Xỏn-xay", "vietnamese")))
    >>> [(pair.component.syllables[pair.place][0], pair.written.text) for pair in aligned_pairs(entry)]
    [('sone', 'xỏn'), ('xay', 'xay')]
    """
    renderings = names_of(entry, "vietnamese")
    all_together = len(renderings) ** 0.5 * (1.0 if entry.kind == "person" else OTHERS)
    found: list[AlignedPair] = []
    for number, (rendering, part) in enumerate(zip(renderings, shares_by_use(len(renderings)), strict=True)):
        pairs = list(_with_other_writings(entry, rendering, number, all_together * part))
        found += pairs or _alone(rendering, number, all_together * part)
    return tuple([pair for pair in found if pair.written.rime])


def _with_other_writings(entry: Entry, rendering: Name, number: int, weight: float) -> Iterator[AlignedPair]:
    heard = [(writing, name) for writing in ("latin", "lao") for name in names_of(entry, writing)]
    written_in = Counter(writing for writing, _ in heard)
    for writing, name in heard:
        pairs = aligned(name, rendering)
        own = {
            (id(c), place): p.sound
            for other in names_of(entry, "lao")
            for c, place, p in aligned(name, other)
        }
        for component, place, partner in pairs:
            sure = writing == "lao"
            known = component.spoken[place] if sure else own.get((id(component), place))
            written = _written(partner.letters)
            share = weight / written_in[writing]
            yield AlignedPair(component, place, known, sure, written, share, number, partner.component.text)


def _alone(rendering: Name, number: int, weight: float) -> Iterator[AlignedPair]:
    for component in rendering:
        for place, (letters, _) in enumerate(component.syllables):
            yield AlignedPair(
                component, place, None, False, _written(letters), ALONE * weight, number, component.text
            )


_NOT_WELL_FORMED = Written("", "", "")


def _written(letters: str) -> Written:
    """What a printed syllable counts as; one without a rime if it is not well-formed even with its tone put right."""
    onset, rime, tone = vietnamese_spelling.divided(letters)
    if not rime:
        return _NOT_WELL_FORMED
    onset, rime = vietnamese_spelling.fitting(
        {"s": "x", "ss": "x"}.get(onset, onset), _SAME_RIMES.get(rime, rime)
    )
    if not vietnamese_spelling.is_syllable(vietnamese_spelling.spell(onset, rime, "sắc")):
        return _NOT_WELL_FORMED
    stopped = vietnamese_spelling.is_stopped(rime)
    return Written(onset, rime, "sắc" if stopped and tone not in ("sắc", "nặng") else tone)


def examples(entries: Iterable[Entry]) -> dict[str, list[Any]]:
    """Return for each sound as it is written: in how many renderings it is, and a component and rendering with it.

    The keys are those that `example_key` gives, of syllables and of components.
    """
    found: dict[str, list[Any]] = {}
    for entry in entries:
        seen = set()
        for pair in aligned_pairs(entry):
            component = pair.component
            syllable = example_key(component.phones[pair.place], pair.written.text)
            for key in (syllable, example_key(component.key, pair.rendered)):
                if (key, pair.rendering) not in seen:
                    seen.add((key, pair.rendering))
                    example = found.setdefault(key, [0, "", ""])
                    example[0] += 1
                    if example[1] == example[2]:  # one that shows both writings is better
                        example[1:] = [component.text, pair.rendered]
    return found


def example_key(heard: str, written: str) -> str:
    """Return what is the same for a sound wherever it is written so, with x or s, in one syllable or several.

    >>> example_key("saʲ", "Say")
    'saʲ=xay'
    """
    return f"{heard}={_HYPHENS.sub('', written.lower()).replace('s', 'x')}"


_HYPHENS = re.compile(r"\W+")

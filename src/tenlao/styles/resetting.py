"""Renderings taken apart into syllables and put together again as the decree has them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from tenlao.phonology.alignment import aligned
from tenlao.phonology.components import Component, read_components
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import read
from tenlao.phonology.vietnamese import syllables
from tenlao.phonology.writing import has_lao
from tenlao.table.model import Form

__all__ = ["set_anew"]


def set_anew(name: str, guides: Sequence[Form], most: int, guess: bool = True) -> str:
    """Return a rendering by the first guide that accounts for its syllables; they have at `most` so many components.

    Where none does, spaced syllables go with the components that they sound like, if that may be guessed.

    >>> set_anew("Xỉxanạ Xi xản", [Form("Sisana Sisane", "latin")], 2)
    'Xỉ-xa-nạ Xi-xản'
    """
    guiding = [read_components(guide.text, guide.writing) for guide in guides]
    printed = read_components(name, "vietnamese")
    written = [letters for component in printed for letters in _written(component)]
    for guide in guiding:
        lengths = _lengths(printed, guide, len(written))
        if lengths:
            break
    else:
        spaced = guess and len(printed) == len(written) > most
        lengths = _nearest(written, guiding[0]) if spaced and guiding else _as_printed(printed)
    parts = iter(written)
    return " ".join("-".join(next(parts) for _ in range(n)).capitalize() for n in lengths)


def _as_printed(printed: tuple[Component, ...]) -> list[int]:
    """How many syllables each component has as printed; a word in small letters goes on with the one before."""
    lengths: list[int] = []
    for component in printed:
        if lengths and component.text[:1].islower():
            lengths[-1] += len(_written(component))
        else:
            lengths.append(len(_written(component)))
    return lengths


def _nearest(written: Sequence[str], guide: Sequence[Component]) -> list[int]:
    """How many syllables each component has if they are cut where they sound most like those of a guide.

    >>> _nearest(["sôm", "ốc", "kình", "sạ", "đa"], read_components("Somoak Kingsada", "latin"))
    [2, 3]
    """
    meant = ["".join(read(c.text, "lao" if has_lao(c.text) else "latin").phones) for c in guide]

    def apart(cuts: Sequence[int]) -> float:
        parts = ("-".join(written[first:last]) for first, last in pairwise(cuts))
        heard = ("".join(read(part, "vietnamese").phones) for part in parts)
        return sum(map(distance, heard, meant))

    inner = combinations(range(1, len(written)), len(guide) - 1)
    cuts = min(((0, *places, len(written)) for places in inner), key=apart)
    return [last - first for first, last in pairwise(cuts)]


def _written(component: Component) -> list[str]:
    """The written syllables of a component, in small letters."""
    return [letters for letters, _ in syllables(component.text)]


def _lengths(printed: tuple[Component, ...], guide: tuple[Component, ...], count: int) -> list[int]:
    """How many syllables each component has by a form that guides; none where some are not accounted for."""
    pairs = aligned(printed, guide)
    if len(pairs) != count:
        return []
    lengths: list[int] = []
    last = None
    for _, _, partner in pairs:
        if partner.component is not last:
            lengths.append(0)
            last = partner.component
        lengths[-1] += 1
    return lengths if len(lengths) == len(guide) else []

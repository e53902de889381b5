"""Renderings of persons set as the decree has them, whatever a page made of hyphens, blanks and capitals.

The letters and tones are those in print; a capital begins each component, and hyphens join its syllables: Phô-xay
Khảy-khăm-phi-thun. Which syllables are one component, the Latin or the Lao form tells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.vocabulary import Writing
from tenlao.phonology.components import Component, read_components
from tenlao.phonology.vietnamese import syllables
from tenlao.phonology.writing import has_lao
from tenlao.table.model import Entry
from tenlao.text.keys import spelling_key
from tenlao.text.titles import person_titles, without_titles

if TYPE_CHECKING:
    from tenlao.styles.options import Manner

__all__ = ["in_house_typography", "in_manner", "is_well_set"]

_GUIDES: tuple[Writing, ...] = ("latin", "lao")
# Renderings whose setting is remembered: those of some hundred texts.
_REMEMBERED = 1 << 10
# More components than a name has.
_MANY = 9


@functools.lru_cache(maxsize=1 << 10)
def in_house_typography(rendering: str, entry: Entry) -> str:
    """Return a Vietnamese rendering of a person, given as printed, in the typography of the decree.

    A rendering whose syllables no other form of the entry accounts for keeps its components; if it is in spaced
    syllables, those go together that sound most like a component.

    >>> from tenlao.table.model import Form
    >>> khamphone = Entry("x", "person", (Form("Khamphone Sensivongsa", "latin"),))
    >>> in_house_typography("Khăm Phon Sẻn Sỉ Vông Sa", khamphone)
    'Khăm-phon Sẻn-sỉ-vông-sa'
    >>> in_house_typography("Xỉxanạ Xi xản", Entry("y", "person", (Form("Sisana Sisane", "latin"),)))
    'Xỉ-xa-nạ Xi-xản'
    >>> in_house_typography("Chẩu-A-Nụ", Entry("z", "person", (Form("Chẩu-A-Nụ", "vietnamese", "titled"),)))
    'Chẩu A-nụ'
    """
    return _set_by(rendering, _guides(entry))


class _Guide(NamedTuple):
    """A form that tells which syllables of a rendering are one component."""

    text: str
    writing: Writing


def _guides(entry: Entry) -> tuple[_Guide, ...]:
    return tuple(
        _Guide(form.text, form.writing)
        for writing in _GUIDES
        for form in entry.forms
        if form.writing == writing and form.tag is None
    )


@functools.lru_cache(_REMEMBERED)
def _set_by(rendering: str, guides: tuple[_Guide, ...]) -> str:
    """Return a rendering in the typography of the decree, by the first guide that accounts for its syllables."""
    title = _title(rendering)
    name = rendering[len(title) :].strip(" -")
    if is_well_set(name) and len(name.split(" ")) <= _components_of(guides):
        return f"{title.capitalize()} {name}" if title else name
    guiding = [read_components(guide.text, guide.writing) for guide in guides]
    printed = read_components(name, "vietnamese")
    written = [letters for component in printed for letters in _written(component)]
    for guide in guiding:
        lengths = _lengths(printed, guide, len(written))
        if lengths:
            break
    else:
        spaced = len(printed) == len(written) > _components_of(guides)
        lengths = _nearest(written, guiding[0]) if spaced and guiding else _as_printed(printed)
    parts = iter(written)
    components = ["-".join(next(parts) for _ in range(n)).capitalize() for n in lengths]
    well_set = " ".join([title.capitalize(), *components] if title else components)
    return well_set if spelling_key(well_set) == spelling_key(rendering) else rendering


def in_manner(rendering: str, manner: Manner) -> str:
    """Return the rendering of a province with its syllables set in a manner.

    >>> [in_manner("Bô Ly Khămxay", manner) for manner in ("hyphen", "joined", "spaced")]
    ['Bô-ly-khăm-xay', 'Bôlykhămxay', 'Bô Ly Khăm Xay']
    """
    written = [letters for word in rendering.split() for letters, _ in syllables(word)]
    if manner == "spaced":
        well_set = " ".join(letters.capitalize() for letters in written)
    else:
        well_set = ("-" if manner == "hyphen" else "").join(written).capitalize()
    return well_set if spelling_key(well_set) == spelling_key(rendering) else rendering


def _title(rendering: str) -> str:
    """Return the title with which a rendering begins, Hoàng thân or the Chẩu of Chẩu-A-Nụ, if it does."""
    core = without_titles(rendering, keep_own=True)
    if core != rendering and rendering.endswith(core):
        return rendering[: -len(core)].strip()
    first = re.split(r"\W", rendering, maxsplit=1)[0]
    return first if first != rendering and first.casefold() in person_titles() else ""


def is_well_set(rendering: str) -> bool:
    """Tell whether a rendering is set as the decree has it: hyphened syllables, a capital on each component alone.

    >>> [is_well_set(text) for text in ("Phô-xay Khảy-khăm-phi-thun", "Chẩu-A-Nụ", "Phumi Vôngvichít")]
    [True, False, False]
    """
    components = rendering.split(" ")
    return "-" in rendering and all(
        c[:1].isupper() and c[1:] == c[1:].lower() and all(len(syllables(s)) == 1 for s in c.split("-"))
        for c in components
    )


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
    from tenlao.phonology.distance import distance
    from tenlao.phonology.reading import read

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


def _components_of(guides: Sequence[_Guide]) -> int:
    """How many components the guides have at the most: as many as words, if they are in Latin letters."""
    latin = [len(guide.text.split()) for guide in guides if guide.writing == "latin"]
    read = (len(read_components(guide.text, guide.writing)) for guide in guides)
    return max(latin or read, default=_MANY)


def _lengths(printed: tuple[Component, ...], guide: tuple[Component, ...], count: int) -> list[int]:
    """How many syllables each component has by a form that guides; none where some are not accounted for."""
    from tenlao.phonology.alignment import aligned  # most renderings are well set

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

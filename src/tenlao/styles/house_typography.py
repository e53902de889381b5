"""Renderings of persons set as the decree has them, whatever a page made of hyphens, blanks and capitals.

The letters and tones are those in print; a capital begins each component, and hyphens join its syllables: Phô-xay
Khảy-khăm-phi-thun. Which syllables are one component, the Latin or the Lao form tells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenlao.base.vocabulary import Writing
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.table.model import Entry, Form
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
    syllables, those go together that sound most like a component, unless it is one of old (Tang Sâm Thái).

    >>> from tenlao.table.model import Form
    >>> khamphone = Entry("x", "person", (Form("Khamphone Sensivongsa", "latin"),))
    >>> in_house_typography("Khăm Phon Sẻn Sỉ Vông Sa", khamphone)
    'Khăm-phon Sẻn-sỉ-vông-sa'
    >>> in_house_typography("Xỉxanạ Xi xản", Entry("y", "person", (Form("Sisana Sisane", "latin"),)))
    'Xỉ-xa-nạ Xi-xản'
    >>> in_house_typography("Chẩu-A-Nụ", Entry("z", "person", (Form("Chẩu-A-Nụ", "vietnamese", "titled"),)))
    'Chẩu A-nụ'
    """
    return _set_by(rendering, _guides(entry), not entry.is_of_old)


def _guides(entry: Entry) -> tuple[Form, ...]:
    """Return the forms that tell which syllables of a rendering are one component."""
    return tuple(
        form for writing in _GUIDES for form in entry.forms if form.writing == writing and form.tag is None
    )


@functools.lru_cache(_REMEMBERED)
def _set_by(rendering: str, guides: tuple[Form, ...], guess: bool) -> str:
    """Return a rendering in the typography of the decree, by the first guide that accounts for its syllables."""
    title = _title(rendering)
    name = rendering[len(title) :].strip(" -")
    if is_well_set(name) and (not guides or len(name.split(" ")) == _components_of(guides)):
        return f"{title.capitalize()} {name}" if title else name
    from tenlao.styles.resetting import set_anew  # most renderings are well set

    anew = set_anew(name, guides, _components_of(guides), guess)
    well_set = f"{title.capitalize()} {anew}" if title else anew
    return well_set if spelling_key(well_set) == spelling_key(rendering) else rendering


def in_manner(rendering: str, manner: Manner) -> str:
    """Return the rendering of a province with its syllables set in a manner.

    >>> [in_manner("Bô Ly Khămxay", manner) for manner in ("hyphen", "joined", "spaced")]
    ['Bô-ly-khăm-xay', 'Bôlykhămxay', 'Bô Ly Khăm Xay']
    """
    from tenlao.phonology.vietnamese import syllables

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
        c[:1].isupper() and c[1:] == c[1:].lower() and all(map(_is_one_syllable, c.split("-")))
        for c in components
    )


def _is_one_syllable(written: str) -> bool:
    if is_syllable(written):
        return True  # and need not be read
    from tenlao.phonology.vietnamese import syllables

    return len(syllables(written)) == 1


def _components_of(guides: Sequence[Form]) -> int:
    """How many components the guides have at the most: as many as words, if they are in Latin letters."""
    latin = [len(guide.text.split()) for guide in guides if guide.writing == "latin"]
    if latin or not guides:
        return max(latin, default=_MANY)
    from tenlao.phonology.components import read_components

    return max(len(read_components(guide.text, guide.writing)) for guide in guides)

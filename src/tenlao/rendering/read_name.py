"""A name as it is given to be rendered: which of it can be, and why it cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tenlao.base.translations import marked
from tenlao.phonology.alignment import aligned
from tenlao.phonology.components import Component, read_components
from tenlao.phonology.writing import has_lao, possible_writings
from tenlao.text.longest import LONGEST_NAME
from tenlao.text.titles import whole_name

__all__ = ["ReadName", "read_name"]

_LATIN = re.compile(r"[^\W\d_\u0e80-\u0eff]")
_LAO = re.compile("[\u0e80-\u0eff]+")
_INITIAL = re.compile(r"\b[A-Z]\.")
_FOREIGN = re.compile("[^\\W\\d_\u0000-\u024f\u0300-\u036f\u0e80-\u0eff\u1e00-\u1eff]")


class ReadName(NamedTuple):
    """A name as read for rendering: its components, and whether they are in Lao script.

    `refusal` says why it cannot be rendered, and `left_out` what of it is not; mostly they are empty.
    """

    components: tuple[Component, ...]
    in_lao: bool
    refusal: str = ""
    left_out: str = ""


def read_name(name: str) -> ReadName:
    """Read a name without its titles; where there is Lao script, that alone.

    >>> read_name("Mr Samone").refusal, read_name("S. Chanthavong").left_out, read_name("Xa-mỏn").refusal
    ('', 'without the initials', 'is in Vietnamese already')
    """
    in_lao = has_lao(name)
    if len(name) > LONGEST_NAME:
        return ReadName((), in_lao, marked("is longer than any name"))
    name = whole_name(name)
    refusal = _refusal(name, in_lao)
    if refusal:
        return ReadName((), in_lao, refusal)
    components = read_components(_INITIAL.sub(" ", name), "lao" if in_lao else "latin")
    if not any(c.syllables for c in components):
        return ReadName((), in_lao, marked("has no syllable that can be read"))
    rendered = tuple([c for c in components if c.syllables or c.text.isdigit()])
    return ReadName(rendered, in_lao, left_out=_left_out(name, in_lao, rendered))


def _refusal(name: str, in_lao: bool) -> str:
    if _FOREIGN.search(name):
        return marked("has letters that are neither Lao nor Latin")
    if not in_lao and not _LATIN.search(name):
        return marked("has no letters to be rendered")
    if not in_lao and "latin" not in possible_writings(name):
        return marked("is in Vietnamese already")
    return ""


def _left_out(name: str, in_lao: bool, rendered: Sequence[Component]) -> str:
    """A note on a name that has initials, or other letters than its Lao script; nothing if all of it is rendered."""
    if _INITIAL.search(name):
        return marked("without the initials")
    in_both = in_lao and _LATIN.search(name)
    if in_both and not aligned(read_components(_LAO.sub(" ", name), "latin"), tuple(rendered)):
        return marked("from the Lao script alone; the Latin letters sound otherwise")
    return ""

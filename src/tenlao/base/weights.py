"""The numbers that were fitted on the table (`data/weights.toml`), by what they weigh.

Those of matches are read where they are used (`tenlao.matching.odds`), since a lookup needs no others.

`python -m bench.fit` fits them anew and prints them; with `--write` it rewrites the file, which also records on what
they were fitted, when, and how well they tell what was withheld.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple

from tenlao.base.word_lists import word_lists

__all__ = ["Concentrations", "LikenessWeights", "Weights", "WritesSoWeights", "weights"]


class LikenessWeights(NamedTuple):
    """What the log odds that a name is a Lao one are made of, in one writing; see `tenlao.mentions.likeness.Traits`.

    A constant, a weight for each trait, and one for each of the letters in a row that the name has, with ``^`` and
    ``$`` for the ends of a word. The constant is such that few names from elsewhere have odds above 0.
    """

    constant: float
    traits: Mapping[str, float]
    letters: Mapping[str, float]


class WritesSoWeights(NamedTuple):
    """What the log odds are made of that a newsroom writes a Lao name exactly as it is rendered.

    A constant; if it is known in Lao script; for the logarithm of the probability of the rendering, the mean of its
    syllables.
    """

    constant: float
    lao_script: float
    log_probability: float


class Concentrations(NamedTuple):
    """Dirichlet concentrations (pseudo-counts) of back-off smoothing, by the kind of context of each model."""

    newsrooms: Mapping[str, float]
    lao_restoration: float
    romanizer: Mapping[str, float]


class Weights(NamedTuple):
    """All fitted numbers but those of matches."""

    likeness: Mapping[str, LikenessWeights]
    writes_so: WritesSoWeights
    concentrations: Concentrations


@functools.cache
def weights() -> Weights:
    """Return the fitted numbers; the file is read once.

    >>> weights().concentrations.lao_restoration > 0
    True
    """
    read = word_lists("weights.toml")
    return Weights(
        {writing: LikenessWeights(**of_writing) for writing, of_writing in read["likeness"].items()},
        WritesSoWeights(**read["rendering"]["writes_so"]),
        Concentrations(**read["concentrations"]),
    )

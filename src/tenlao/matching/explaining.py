"""In words why a match has its score: how the name compares with the form, what else is near."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tenlao.matching.odds import FARTHEST
from tenlao.matching.strangers import differences
from tenlao.phonology.distance import plain
from tenlao.phonology.paths import align
from tenlao.phonology.sound import join

if TYPE_CHECKING:
    from tenlao.matching.evidence import Evidence

__all__ = ["compared"]


def compared(evidence: Evidence, form: str) -> str:
    """Say how a name compares with a form: component by component, with what differs, in nats.

    >>> from tenlao.matching.evidence import Evidence
    >>> compared(Evidence("voraciᵗ", ("volaciᵗ",), 1.0, 12.0), "Volachith")
    'in "Volachith", r for l (1); distance 1 (at most 9), rarity of the sound 12'
    """
    if evidence.letters:
        said = [f"{evidence.letters} letter{'s' * (evidence.letters > 1)} changed"]
    else:
        said = list(_by_component(evidence, form))
    said.append(
        f"distance {evidence.cost:g} (at most {FARTHEST:g}), rarity of the sound {evidence.self_information:.0f}"
    )
    if evidence.rival:
        said.append(f"{evidence.rival} is near, too")
    return "; ".join(said)


def _by_component(evidence: Evidence, form: str) -> Iterator[str]:
    words = form.split()
    parts = evidence.parts or differences(
        evidence.heard, join(evidence.known), [len(c) for c in evidence.known]
    )
    labels = words if len(words) == len(parts) else [part.known for part in parts]
    for label, part in zip(labels, parts, strict=True):
        changes = [_change(*step) for step in align(part.heard, part.known) if step[2]]
        yield f'in "{label}", {", ".join(changes)}' if changes else f'"{label}" sounds the same'
    otherwise = evidence.cost - sum(part.cost for part in parts)
    if otherwise >= 1:
        yield f"not taken word by word as it stands ({otherwise:.2g})"


def _change(heard: str, known: str, cost: float) -> str:
    """One change in words, with its cost in nats."""
    if not known:
        return f"{plain(heard)} too much ({cost:g})"
    return f"{plain(heard)} for {plain(known)} ({cost:g})" if heard else f"{plain(known)} missing ({cost:g})"

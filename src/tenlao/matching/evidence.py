"""What speaks for a match."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Difference", "Evidence"]


class Difference(NamedTuple):
    """A component as heard, as the form has it (phones), and how far the two are apart (nats)."""

    heard: str
    known: str
    cost: float


class Evidence(NamedTuple):
    """What speaks for a match: the phones of the name, those of the form by component, and what they tell.

    `cost` (nats) is how far they are apart, with what is added when the name was not taken as it stands;
    `self_information` (nats) is how much the sound of the name tells; `rival` is the next entry that is near.
    `letters` is above 0 when not the sounds were compared but the letters: so many of them differ.
    """

    heard: str
    known: tuple[str, ...]
    cost: float
    self_information: float
    rival: str = ""
    letters: int = 0
    parts: tuple[Difference, ...] = ()

"""A suggestion how a name may be written in Latin letters or in Lao script, and what suggestions rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tenlao.base.translations import marked, translated

__all__ = ["ATTESTED", "ATTESTED_COMPONENTS", "Respelling"]

ATTESTED: Final = marked("attested in the table")
"""The note on what is no suggestion, since the table has it."""
ATTESTED_COMPONENTS: Final = marked("attested components")
"""The note on a suggestion of which each component is that of a name in the table."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A suggestion how a name may be written in Latin letters or in Lao script; `note` says what it rests on.

    A name that cannot be written so has an empty `text`, and the note says why. `alternatives` are others, the most
    likely first.
    """

    name: str
    text: str
    alternatives: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_attested(self) -> bool:
        """Whether the table has it, so that it is no suggestion."""
        return self.note == ATTESTED

    def explain(self) -> str:
        """Say in words what the spelling rests on.

        >>> Respelling("Xỉ-phăn-đon", "Siphandone", note=ATTESTED_COMPONENTS).explain()
        'Xỉ-phăn-đon → Siphandone (attested components)'
        """
        note = translated(self.note)
        return f"{self.name} → {self.text} ({note})" if self.text else f"{self.name}: {note}"

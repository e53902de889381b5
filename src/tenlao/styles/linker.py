"""What styles need of whoever knows the names: `tenlao.Gazetteer` has it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tenlao.matching.index import Index
    from tenlao.matching.score import Match
    from tenlao.mentions.likeness import Likeness
    from tenlao.mentions.mention import Mention
    from tenlao.rendering.renderer import Rendering
    from tenlao.rendering.respelling import Respelling
    from tenlao.styles.made_forms import MadeForms
    from tenlao.table.model import Source

__all__ = ["Linker"]


class Linker(Protocol):
    """Whoever finds the names of a table in texts, and knows how they are written."""

    @property
    def index(self) -> Index:
        """The table compiled for finding."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources that the table cites, by id."""

    @property
    def likeness(self) -> Likeness:
        """What tells how much a name looks like those of the table."""

    @property
    def made_forms(self) -> MadeForms:
        """What can be printed that is made of attested forms."""

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in a text."""

    def lookup(self, name: str, limit: int = 5) -> list[Match]:
        """Return the entries that a name may name, best first."""

    def render(self, name: str, *, limit: int = 5) -> Rendering:
        """Suggest how a newsroom would write a name."""

    def to_latin(self, name: str, limit: int = 5) -> Respelling:
        """Suggest the romanizations of a name."""

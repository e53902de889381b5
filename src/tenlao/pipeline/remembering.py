"""A gazetteer for texts that are asked about more than once: on one page, or while they are written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tenlao.gazetteer import Gazetteer

if TYPE_CHECKING:
    from tenlao.mentions.mention import Mention
    from tenlao.rendering.renderer import Rendering, Sibilant

__all__ = ["RememberingGazetteer"]

_TEXTS, _NAMES = 8, 1 << 10


class RememberingGazetteer(Gazetteer):
    """A gazetteer that finds the names of a text once, however many ask for them, and renders a name once.

    It remembers the last few texts.

    >>> from tenlao import load
    >>> names = RememberingGazetteer(load())
    >>> names.find("Ở Viêng Chăn") == load().find("Ở Viêng Chăn"), names.index is load().index
    (True, True)
    """

    def __init__(self, names: Gazetteer) -> None:
        """Share all that a gazetteer has made already."""
        super().__init__(names.table, names.index)
        self.__dict__.update(names.__dict__)
        self._found = lru_cache(_TEXTS)(self._find)
        self._rendered = lru_cache(_NAMES)(super().render)

    def find(self, text: str) -> list[Mention]:
        """See `tenlao.Gazetteer.find`."""
        return list(self._found(text))

    def _find(self, text: str) -> tuple[Mention, ...]:
        return tuple(super().find(text))

    def render(
        self, name: str, *, sibilant: Sibilant | None = None, tones: bool = True, limit: int = 5
    ) -> Rendering:
        """See `tenlao.Gazetteer.render`."""
        return self._rendered(name, sibilant=sibilant, tones=tones, limit=limit)

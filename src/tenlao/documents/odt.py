"""OpenDocument texts (.odt), as LibreOffice writes them: read, edited and reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenlao.documents.odt_text import OdtText

if TYPE_CHECKING:
    from tenlao.documents.reviewing import Remark, Reviewed, Reviewer
    from tenlao.text.edits import Edit

__all__ = ["OdtDocument", "read"]


@dataclass(frozen=True, slots=True)
class OdtDocument(OdtText):
    """An OpenDocument text in which changes are tracked and comments stand."""

    def tracked(self, edits: Sequence[Edit], reviewer: Reviewer) -> Reviewed:
        """See `tenlao.documents.reviewing.UnderReview.tracked`."""
        from tenlao.documents.odt_review import tracked

        return tracked(self, edits, reviewer)

    def commented(self, remarks: Sequence[Remark], reviewer: Reviewer) -> Reviewed:
        """See `tenlao.documents.reviewing.UnderReview.commented`."""
        from tenlao.documents.odt_review import commented

        return commented(self, remarks, reviewer)


def read(content: bytes, name: str, encoding: str | None = None) -> OdtDocument:
    """Read an OpenDocument text, see `OdtText.read`; it says itself in which encoding it is."""
    return OdtDocument.read(content, name)

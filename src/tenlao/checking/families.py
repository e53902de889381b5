"""Family names in a text: whose are rendered otherwise than those of others in the same family."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tenlao.phonology.distance import coarse_key
from tenlao.phonology.reading import read
from tenlao.styles.house_typography import in_house_typography, is_well_set
from tenlao.styles.preferred_forms import writing_of
from tenlao.text.keys import as_printed, spelling_key

if TYPE_CHECKING:
    from tenlao.checking.text_under_check import TextUnderCheck
    from tenlao.mentions.mention import Mention

__all__ = ["OtherFamilyName", "other_family_names"]


class OtherFamilyName(NamedTuple):
    """A mention whose family name another person in the text has in another rendering, and that person's name."""

    mention: Mention
    family: str
    other: str
    name: str

    @property
    def right(self) -> str:
        """The name with the other's rendering of the family name."""
        given = in_house_typography(as_printed(self.mention.text), self.mention.match.entry).rpartition(" ")[
            0
        ]
        return f"{given} {self.other}"


def other_family_names(text: TextUnderCheck) -> Iterator[OtherFamilyName]:
    """Give the renderings of persons whose family name an earlier one in the text, of another person, has otherwise.

    One family has one sound; what differs are tones and the letters for a sound. The measure is the first.
    """
    first: dict[str, tuple[str, str, str]] = {}
    for mention in text.mentions:
        entry = mention.match.entry
        if entry.kind != "person" or mention.match.kind == "partial" or writing_of(mention) != "vietnamese":
            continue
        name = in_house_typography(as_printed(mention.text), entry)
        family = name.rpartition(" ")[2]
        if not is_well_set(name) or family == name:
            continue
        key = coarse_key("".join(read(family, "vietnamese").phones))
        id, other, whose = first.setdefault(key, (entry.id, family, name))
        if id != entry.id and spelling_key(family) != spelling_key(other):
            yield OtherFamilyName(mention, family, other, whose)

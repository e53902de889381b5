"""What holds for a document: what a command is asked for, or else what the settings beside the document say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tenlao.base.errors import TenlaoError
from tenlao.checking.settings_files import nearest_settings
from tenlao.documents.files import STANDARD_STREAM
from tenlao.gazetteer import load

if TYPE_CHECKING:
    from tenlao.checking.settings import Settings
    from tenlao.documents.reviewing import Reviewer
    from tenlao.gazetteer import Gazetteer
    from tenlao.pipeline.revision import Revision
    from tenlao.styles.options import StyleKeywords, StyleOptions
    from tenlao.styles.registry import Style

__all__ = [
    "Tables",
    "house_of",
    "mentions_by_house",
    "options_by_house",
    "preferred_by_house",
    "revise_by_house",
]

NOTHING_ASKED: Final[StyleKeywords] = {}


def house_of(file: str) -> Settings:
    """Return the settings for a document; those for standard input are those of the current folder.

    >>> from tenlao.checking.settings import settings_for
    >>> house_of("-") == settings_for(".")
    True

    Raises:
        TenlaoError: the settings are not what they should be.
    """
    from tenlao.checking.settings import settings_for

    return settings_for(_place(file))


def _has_settings(file: str) -> bool:
    """Tell whether there are any settings for a document, without loading what reads them."""
    return nearest_settings(_place(file)) is not None


def _place(file: str) -> str:
    return "." if file == STANDARD_STREAM else file


class Tables:
    """The gazetteer for each document: of the table asked for, or else of the one that its settings name.

    Each is loaded once.

    >>> Tables().of("-") is load()
    True
    """

    def __init__(self, table: str | None = None) -> None:
        """Take the table that is asked for, if one is."""
        self._asked = table
        self._loaded: dict[str | None, Gazetteer] = {}

    def file_for(self, document: str) -> str | None:
        """Return the table file that a document is read by, None if it is the table in use."""
        usual = self._asked is not None or not _has_settings(document)
        return self._asked if usual else house_of(document).table

    def of(self, document: str) -> Gazetteer:
        """Return the gazetteer for a document, "-" for standard input.

        Raises:
            TenlaoError: the table or the settings cannot be used.
        """
        file = self.file_for(document)
        if file not in self._loaded:
            self._loaded[file] = load(file)
        return self._loaded[file]


def preferred_by_house(names: Gazetteer, file: str, prefer: str | None = None) -> str | None:
    """Return the publisher whose forms come first in a document: the one asked for, or else that of its settings.

    Raises:
        TenlaoError: the settings are not what they should be, or the table cites no such publisher.
    """
    if not _has_settings(file):
        return prefer
    house = house_of(file)
    if prefer is not None or house.prefer is None:
        return prefer
    from tenlao.styles.preferred_forms import PreferredForms

    try:
        PreferredForms(names.sources, house.prefer)
    except TenlaoError as error:
        raise TenlaoError(error.message, house.file) from error
    return house.prefer


def options_by_house(names: Gazetteer, file: str, asked: StyleKeywords) -> StyleOptions:
    """Return how the style is applied to a document: as asked, or else as its settings say.

    Raises:
        TenlaoError: the settings are not what they should be, or the table cites no such publisher.
    """
    from dataclasses import replace

    prefer = preferred_by_house(names, file, asked.get("prefer"))
    return replace(replace(house_of(file).options, **asked), prefer=prefer)


def revise_by_house(
    names: Gazetteer,
    file: str,
    kind: str | None = None,
    encoding: str | None = None,
    style: Style | None = None,
    asked: StyleKeywords = NOTHING_ASKED,
    *,
    reported: bool = False,
    with_diff: bool = False,
    reviewer: Reviewer | None = None,
) -> Revision:
    """Put a document into the house style of its settings, where none is asked for; see `tenlao.pipeline.revision`.

    Raises:
        TenlaoError: the document or its settings cannot be used.
    """
    from tenlao.pipeline.revision import revise

    options = options_by_house(names, file, asked)
    style = style or house_of(file).style
    return revise(
        names,
        file,
        kind,
        encoding,
        style,
        options,
        reported=reported,
        with_diff=with_diff,
        reviewer=reviewer,
    )


def mentions_by_house(
    names: Gazetteer,
    file: str,
    kind: str | None = None,
    encoding: str | None = None,
    *,
    with_file: bool = False,
    asked: StyleKeywords = NOTHING_ASKED,
) -> Iterator[str]:
    """Give the mentions in a document with the forms that its settings prefer; see `tenlao.pipeline.standoff`.

    Raises:
        TenlaoError: the document or its settings cannot be used.
    """
    from tenlao.pipeline.standoff import mention_lines

    options = options_by_house(names, file, asked)
    return mention_lines(names, file, kind, encoding, with_file=with_file, with_forms=True, options=options)

"""tenlao: Lao names in Lao script, in romanization and in Vietnamese rendering.

>>> import tenlao
>>> names = tenlao.load()
>>> match = names.resolve("Phosay Khaikhamphithoun")
>>> match.entry.vietnamese, match.entry.lao
('Phô-xay Khảy-khăm-phi-thun', 'ໂພໄຊ ໄຂຄຳພິທູນ')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from typing_extensions import Unpack

    from tenlao.base.answering import Progress
    from tenlao.base.errors import TenlaoError
    from tenlao.base.vocabulary import Kind, Tag, Writing
    from tenlao.checking.rules import Finding
    from tenlao.checking.translation import TranslationFinding
    from tenlao.gazetteer import Gazetteer, load
    from tenlao.matching.holders import Holder
    from tenlao.matching.score import Match
    from tenlao.mentions.mention import Mention
    from tenlao.mentions.pairs import Pair
    from tenlao.mentions.unlisted import UnlistedName
    from tenlao.rendering.renderer import Rendering, Sibilant
    from tenlao.rendering.respelling import Respelling
    from tenlao.styles.options import StyleKeywords, StyleOptions
    from tenlao.styles.outcome import Report
    from tenlao.styles.registry import Style
    from tenlao.table.model import Entry, Form, Office, Source, Table
    from tenlao.text.edits import Edit

# What is exported is imported when it is asked for, so that a program waits only for what it uses.
_HOME = {
    "Edit": "tenlao.text.edits",
    "Entry": "tenlao.table.model",
    "Finding": "tenlao.checking.rules",
    "Form": "tenlao.table.model",
    "Gazetteer": "tenlao.gazetteer",
    "Holder": "tenlao.matching.holders",
    "KERNEL": "tenlao.matching.kernel",
    "Kind": "tenlao.base.vocabulary",
    "Match": "tenlao.matching.score",
    "Mention": "tenlao.mentions.mention",
    "Office": "tenlao.table.model",
    "Pair": "tenlao.mentions.pairs",
    "Rendering": "tenlao.rendering.renderer",
    "Report": "tenlao.styles.outcome",
    "Respelling": "tenlao.rendering.respelling",
    "Sibilant": "tenlao.rendering.renderer",
    "Source": "tenlao.table.model",
    "Style": "tenlao.styles.registry",
    "StyleOptions": "tenlao.styles.options",
    "Table": "tenlao.table.model",
    "Tag": "tenlao.base.vocabulary",
    "TenlaoError": "tenlao.base.errors",
    "TranslationFinding": "tenlao.checking.translation",
    "UnlistedName": "tenlao.mentions.unlisted",
    "Writing": "tenlao.base.vocabulary",
    "load": "tenlao.gazetteer",
}

__all__ = [
    "KERNEL",
    "Edit",
    "Entry",
    "Finding",
    "Form",
    "Gazetteer",
    "Holder",
    "Kind",
    "Match",
    "Mention",
    "Office",
    "Pair",
    "Rendering",
    "Report",
    "Respelling",
    "Sibilant",
    "Source",
    "Style",
    "StyleOptions",
    "Table",
    "Tag",
    "TenlaoError",
    "TranslationFinding",
    "UnlistedName",
    "Writing",
    "__version__",
    "annotate",
    "check",
    "check_translation",
    "edits",
    "find",
    "harvest",
    "holders",
    "load",
    "lookup",
    "lookup_many",
    "render",
    "resolve",
    "resolve_many",
]

__version__: str
KERNEL: Literal["compiled", "plain"]
"""Which search of names is in use: the compiled one, or the one in plain Python, which gives the same answers."""


if not TYPE_CHECKING:  # or else a type checker would take any name at all for one of the package's

    def __getattr__(name: str) -> Any:
        """Import a name when it is asked for."""
        if name in _HOME:
            value = getattr(import_module(_HOME[name]), name)
        elif name == "__version__":
            from tenlao.base.version import program_version

            value = program_version()
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _names() -> Gazetteer:
    from tenlao.gazetteer import load

    return load()


def lookup(
    name: str | float | None, limit: int = 5, kind: Kind | None = None, *, at: int | None = None
) -> list[Match]:
    """`tenlao.Gazetteer.lookup` in the table in use."""
    return _names().lookup(name, limit, kind, at=at)


def resolve(
    name: str | float | None,
    threshold: float | None = None,
    kind: Kind | None = None,
    *,
    at: int | None = None,
) -> Match | None:
    """`tenlao.Gazetteer.resolve` in the table in use."""
    return _names().resolve(name, threshold, kind, at=at)


def holders(title: str, *, at: int | None = None) -> list[Holder]:
    """`tenlao.Gazetteer.holders` in the table in use."""
    return _names().holders(title, at=at)


def lookup_many(
    names: Iterable[str | float | None],
    limit: int = 5,
    *,
    kind: Kind | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> list[list[Match]]:
    """`tenlao.Gazetteer.lookup_many` in the table in use."""
    return _names().lookup_many(names, limit, kind=kind, workers=workers, progress=progress)


def resolve_many(
    names: Iterable[str | float | None],
    *,
    threshold: float | None = None,
    kind: Kind | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> list[Match | None]:
    """`tenlao.Gazetteer.resolve_many` in the table in use."""
    return _names().resolve_many(names, threshold=threshold, kind=kind, workers=workers, progress=progress)


def find(text: str) -> list[Mention]:
    """`tenlao.Gazetteer.find` with the table in use."""
    return _names().find(text)


def edits(text: str, style: Style = "gloss", **options: Unpack[StyleKeywords]) -> list[Edit]:
    """`tenlao.Gazetteer.edits` with the table in use."""
    return _names().edits(text, style, **options)


def annotate(text: str, style: Style = "gloss", **options: Unpack[StyleKeywords]) -> str:
    """`tenlao.Gazetteer.annotate` with the table in use."""
    return _names().annotate(text, style, **options)


def check(
    text: str,
    rules: Collection[str] | None = None,
    *,
    style: Style | None = None,
    prefer: str | None = None,
) -> list[Finding]:
    """`tenlao.Gazetteer.check` with the table in use."""
    return _names().check(text, rules, style=style, prefer=prefer)


def check_translation(source: str, target: str) -> list[TranslationFinding]:
    """`tenlao.Gazetteer.check_translation` with the table in use."""
    return _names().check_translation(source, target)


def harvest(text: str) -> list[Pair]:
    """`tenlao.Gazetteer.harvest` with the table in use."""
    return _names().harvest(text)


def render(name: str, *, sibilant: Sibilant | None = None, tones: bool = True, limit: int = 5) -> Rendering:
    """`tenlao.Gazetteer.render` with the table in use."""
    return _names().render(name, sibilant=sibilant, tones=tones, limit=limit)

"""What assistants are told of names: values whose fields say what they are, each form with who prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from tenlao.base.translations import current_language
from tenlao.base.vocabulary import Kind, Writing
from tenlao.checking.messages import said_in

if TYPE_CHECKING:
    from tenlao.checking.findings import Finding
    from tenlao.checking.translation import TranslationFinding
    from tenlao.matching.score import Match
    from tenlao.mentions.mention import Mention
    from tenlao.table.model import Source

__all__ = [
    "Annotated",
    "Checked",
    "Found",
    "LookedUp",
    "Matched",
    "Mentioned",
    "Printed",
    "Problem",
    "Rendered",
    "TranslationChecked",
    "TranslationProblem",
    "matched",
    "mentioned",
    "problem",
    "translation_problem",
]


@dataclass(frozen=True)
class Printed:
    """A page that prints a form: its publisher, its date (YYYY-MM-DD) and its address, as far as they are known."""

    publisher: str
    date: str | None
    url: str | None


@dataclass(frozen=True)
class Matched:
    """An entry that a name may name, with its preferred forms; `sources` print the form that matched."""

    id: str
    kind: Kind
    type: str | None
    role: str | None
    latin: str | None
    vietnamese: str | None
    lao: str | None
    score: float
    match: Literal["exact", "variant", "partial"]
    form: str
    writing: Writing
    why: str
    sources: list[Printed]


@dataclass(frozen=True)
class LookedUp:
    """The entries that a name may name, best first; where they are `weak`, none is meant.

    `suggested` is a rendering that nobody has printed, marked with an asterisk, where none is attested.
    """

    name: str
    weak: bool
    matches: list[Matched]
    suggested: str | None


@dataclass(frozen=True)
class Mentioned:
    """A place in a text (code points) where an entry is named, with its preferred forms."""

    start: int
    end: int
    text: str
    id: str
    kind: Kind
    score: float
    latin: str | None
    vietnamese: str | None
    lao: str | None
    ambiguous: list[str]


@dataclass(frozen=True)
class Found:
    """The mentions in a text."""

    mentions: list[Mentioned]


@dataclass(frozen=True)
class Problem:
    """Something wrong with a name at a place in a text (code points), what to write instead, and who prints that."""

    rule: str
    start: int
    end: int
    text: str
    message: str
    entity: str | None
    suggestion: str | None
    source: str | None


@dataclass(frozen=True)
class Checked:
    """What is wrong with the names in a text."""

    findings: list[Problem]


@dataclass(frozen=True)
class TranslationProblem(Problem):
    """A name of an original that its translation has wrong; the place is in the translation."""

    problem: Literal["wrong", "missing", "doubled"]
    original: str
    original_start: int
    original_end: int


@dataclass(frozen=True)
class TranslationChecked:
    """The names of an original that its translation writes wrongly, leaves out or doubles; none where all is well."""

    findings: list[TranslationProblem]


@dataclass(frozen=True)
class Annotated:
    """A text in a house style, and how many changes were made."""

    text: str
    changes: int


@dataclass(frozen=True)
class Rendered:
    """How newsrooms write a name: who it is whose rendering is `attested`, and what may be written where none is.

    What is suggested is marked with an asterisk; `evidence` is what it was built from.
    """

    name: str
    attested: Matched | None
    suggested: str | None
    score: float | None
    alternatives: list[str]
    evidence: list[str]
    note: str | None


def matched(match: Match, sources: Mapping[str, Source]) -> Matched:
    """Return a match as an assistant is told of it.

    >>> from tenlao import load
    >>> matched(load().lookup("Attapeu", 1)[0], load().sources).vietnamese
    'Attapư'
    """
    data = match.to_dict(sources)
    told = {field.name: data[field.name] for field in fields(Matched)}
    return Matched(**told | {"sources": [Printed(**page) for page in data["sources"]]})


def mentioned(mention: Mention) -> Mentioned:
    """Return a mention as an assistant is told of it.

    >>> from tenlao import load
    >>> mentioned(load().find("ở Viêng Chăn")[0]).latin
    'Vientiane'
    """
    entry = mention.match.entry
    return Mentioned(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        id=entry.id,
        kind=entry.kind,
        score=round(mention.match.score, 1),
        latin=entry.latin,
        vietnamese=entry.vietnamese,
        lao=entry.lao,
        ambiguous=[other.entry.id for other in mention.others],
    )


def problem(finding: Finding) -> Problem:
    """Return a finding as an assistant is told of it."""
    return Problem(**_told(finding))


def translation_problem(finding: TranslationFinding) -> TranslationProblem:
    """Return a finding of a translation as an assistant is told of it."""
    return TranslationProblem(
        **_told(finding),
        problem=finding.problem,
        original=finding.original,
        original_start=finding.original_start,
        original_end=finding.original_end,
    )


def _told(finding: Finding) -> dict[str, Any]:
    """Return what all findings say, the message in the present language."""
    told = {field.name: getattr(finding, field.name) for field in fields(Problem)}
    return told | {"message": said_in(finding.message, current_language())}

"""Documents checked as their house style says: findings with their lines, without those that the author waives.

A comment in Markdown or HTML waives findings on its line, and on the next one if it stands alone:
`<!-- tenlao: ignore -->`, or of some rules only, `<!-- tenlao: ignore TL003, TL006 -->`. With `ignore-file` it waives
them in the whole file. In WebVTT a note does: `NOTE tenlao: ignore-file`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tenlao.base.errors import TenlaoError
from tenlao.base.lazy_sequences import LazySequence
from tenlao.base.terminals import standard_output
from tenlao.checking.findings import Places, in_text_order
from tenlao.checking.reports import MOST_BEFORE, MOST_SHOWN, Reported
from tenlao.checking.rules import RULES, Finding, check, fixes
from tenlao.checking.settings import Settings, rules_named
from tenlao.checking.translation import TRANSLATION_RULE, TranslationFinding
from tenlao.documents.bilingual import BilingualDocument, Place, Unit
from tenlao.documents.files import STANDARD_STREAM, called
from tenlao.documents.formats import as_written, format_named, read_document
from tenlao.documents.text import JOINER
from tenlao.pipeline.diffs import document_diff
from tenlao.pipeline.house import house_of, preferred_by_house
from tenlao.text.keys import spelling_key
from tenlao.text.offsets import without_joiners

if TYPE_CHECKING:
    from tenlao.documents.formats import Document
    from tenlao.documents.reviewing import Reviewer
    from tenlao.gazetteer import Gazetteer

__all__ = ["Inspection", "Options", "findings_in", "inspect", "reported", "settings_of"]


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for besides the settings: rules, the table, the kind of the documents, what to do with them.

    They may be mended, or else commented by a reviewer, in the file itself unless an output is given. `source` is the
    file of the text of which a document is the translation.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    table: str | None = None
    kind: str | None = None
    encoding: str | None = None
    fix: bool = False
    diff: bool = False
    reviewer: Reviewer | None = None
    output: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a document that is left, how many findings were mended, and a diff of what would be.

    `left` says where no comment could be set.
    """

    found: Sequence[Reported]
    fixed: int = 0
    diff: str = ""
    left: tuple[str, ...] = ()


def settings_of(file: str, options: Options) -> Settings:
    """Return the settings for a file; what is asked for goes before what a settings file says."""
    return house_of(file).with_rules(options.select, options.ignore)


def inspect(names: Gazetteer, file: str, options: Options) -> Inspection:
    """Check one document, and mend what is safely mended, or comment all that is found, if that is asked for.

    Raises:
        TenlaoError: the document or the settings cannot be used, or the document cannot be replaced.
    """
    settings = settings_of(file, options)
    preferred_by_house(names, file)
    document = read_document(file, options.kind, options.encoding)
    original = _original(document, file, options)
    found = findings_in(names, document, settings, original, with_changes=options.reviewer is None)
    if options.reviewer is not None:
        return Inspection(reported(file, document, found), left=_commented(document, found, file, options))
    edits = fixes(found)
    diff = document_diff(file, document, edits) if options.diff else ""
    if not options.fix or not (edits or file == STANDARD_STREAM):
        return Inspection(reported(file, document, found), diff=diff)
    new = document.edited(edits)
    made = set(edits)
    fixed = sum(finding.edit in made for finding in found)
    if file == STANDARD_STREAM:
        standard_output().write(new)
        return Inspection(reported(file, document, [f for f in found if f.edit not in made]), fixed, diff)
    from tenlao.documents.files import replace_file

    replace_file(file, document.original, new)
    del found, edits, made, new  # which are large where much is found
    document = read_document(file, options.kind, options.encoding)
    found = findings_in(names, document, settings, original, with_changes=False)  # which are stable
    return Inspection(reported(file, document, found), fixed, diff)


def _original(document: Document, file: str, options: Options) -> str | None:
    """Return the text of which a document is the translation, if one is asked for.

    Raises:
        TenlaoError: it cannot be used, or the document has originals of its own.
    """
    if options.source is None:
        return None
    if isinstance(document, BilingualDocument):
        raise TenlaoError("has its originals in it; check it without another", file, argument="source")
    return read_document(options.source).text


def _commented(document: Document, found: Sequence[Finding], file: str, options: Options) -> tuple[str, ...]:
    """Set what is found as comments into a document, and say where none could be set."""
    from tenlao.checking.reports import remark
    from tenlao.documents.files import replace_file, write_file
    from tenlao.documents.reviewing import Remark, reviewable, with_remarks
    from tenlao.text.language import language_of

    assert options.reviewer is not None, "somebody comments"
    language = language_of(document.text)
    remarks = [Remark(f.start, f.end, remark(f, language)) for f in found]
    new, _, _, left = with_remarks(reviewable(document, file), remarks, options.reviewer, file)
    if options.output is not None:
        write_file(options.output, new)
    elif new != document.original:
        replace_file(file, document.original, new)
    return tuple(
        str(TenlaoError(f'no comment is set on "{document.text[start:end]}" {why}', file))
        for start, end, why in left
    )


def findings_in(
    names: Gazetteer,
    document: Document,
    settings: Settings,
    original: str | None = None,
    *,
    with_changes: bool = True,
) -> list[Finding]:
    """Return the findings in a document that neither its author nor the settings waive; see `check`.

    It is checked as a translation, too, if its original is given, or if it has that beside it.
    """
    if not settings.rules:
        return []
    everywhere, by_line = _waived(document)
    accepted = {spelling_key(name) for name in settings.names}
    found = check(
        names,
        document.text,
        settings.rules,
        style=settings.style,
        prefer=settings.prefer,
        with_changes=with_changes,
    )
    if TRANSLATION_RULE in settings.rules:
        found = _with_translations(found, list(_of_translations(names, document, original)))
    return [
        finding
        for finding in found
        if finding.rule not in everywhere
        and finding.rule not in by_line.get(document.line(finding.start) or 0, ())
        and accepted.isdisjoint(map(spelling_key, _words(finding)))
    ]


def _words(finding: Finding) -> list[str]:
    """The words that a finding is about: those in the text, and those in the original if there is one."""
    return [finding.text, finding.original] if isinstance(finding, TranslationFinding) else [finding.text]


def _of_translations(
    names: Gazetteer, document: Document, original: str | None
) -> Iterator[TranslationFinding]:
    """Give what is wrong with a translation; in one text, what has been told may be left out later on."""
    continuous = isinstance(document, BilingualDocument) and document.continuous
    told: set[str] = set()
    for source, (start, end) in _units(document, original):
        translation = document.text[start:end]
        for finding in names.check_translation(source, translation):
            if finding.problem != "missing" or finding.entity not in told:
                yield replace(finding, start=finding.start + start, end=finding.end + start)
        if continuous:
            told.update(mention.match.entry.id for mention in names.find(without_joiners(translation).text))


def _units(document: Document, original: str | None) -> Sequence[Unit]:
    if isinstance(document, BilingualDocument):
        return document.units
    return () if original is None else [Unit(original, Place(0, len(document.text)))]


def _with_translations(found: Sequence[Finding], translated: Sequence[Finding]) -> list[Finding]:
    """Return findings with those of translations, which know more of a place that both are about."""
    taken = Places(translated)
    others = [finding for finding in found if not taken.has_part_of(finding)]
    return in_text_order([*others, *translated])


def _waived(document: Document) -> tuple[set[str], Mapping[int, set[str]]]:
    """Return the rules that comments waive in the whole document, and those that they waive by line."""
    source = document.source
    pattern = format_named(document.kind).waiver
    everywhere: set[str] = set()
    by_line: defaultdict[int, set[str]] = defaultdict(set)
    if source is None or pattern is None:
        return everywhere, by_line
    comments = list(re.finditer(pattern, source))
    befores = [0, *(comment.end() for comment in comments)]
    afters = [*(comment.start() for comment in comments[1:]), len(source)]
    for m, before, after in zip(comments, befores, afters, strict=False):
        rules = rules_named(re.split(r"[\s,:]+", m[2])) or tuple(RULES)
        if m[1] == "ignore-file":
            everywhere.update(rules)
            continue
        line = document.line(m.start()) or 0
        by_line[line].update(rules)
        if _stands_alone(source, before, m.start(), m.end(), after):
            by_line[line + 1].update(rules)
    return everywhere, by_line


def _stands_alone(source: str, before: int, start: int, end: int, after: int) -> bool:
    """Tell whether a comment stands alone on its line; the one before ends, and the one after starts there."""
    first = source.rfind("\n", before, start)
    last = source.find("\n", end, after)
    if (first < 0 and before) or (last < 0 and after < len(source)):
        return False
    return not source[first + 1 : start].strip() and not source[end : after if last < 0 else last].strip()


def reported(file: str, document: Document, found: Sequence[Finding]) -> Sequence[Reported]:
    """Return findings with their lines and columns in the file, each made when it is asked for."""
    return _Placed(file, document, found)


class _Placed(LazySequence[Reported]):
    """Findings in a document, with their lines and columns; of a long line they keep what is shown of it."""

    def __init__(self, file: str, document: Document, found: Sequence[Finding]) -> None:
        self._name, self._document, self._found = called(file), document, found
        self._text = as_written(document)
        self._starts = array("L", [0, *(m.end() for m in _LINE_END.finditer(self._text))] if found else [])

    def __reduce__(self) -> tuple[type[tuple[Reported, ...]], tuple[list[Reported]]]:
        return tuple, (list(self),)  # a process needs no document to tell what is found in it

    def __len__(self) -> int:
        return len(self._found)

    def _made(self, number: int) -> Reported:
        finding = self._found[number]
        (line, column), last = self._place(finding.start), self._place(finding.end)
        start = max(finding.start - column + 1, finding.start - MOST_BEFORE)
        shown = _LINE.match(self._text, start, start + max(MOST_SHOWN, MOST_BEFORE + len(finding.text)))
        if JOINER in finding.text:
            finding = replace(finding, text=finding.text.replace(JOINER, ""))
        cut_before = start - (finding.start - column + 1)
        return Reported(finding, self._name, line, column, *last, shown[0] if shown else "", cut_before)

    def _place(self, offset: int) -> tuple[int, int]:
        line = self._document.line(offset)
        number = bisect_right(self._starts, offset) - 1
        # Paragraphs of a file that has no lines are parted by two line ends.
        return number // 2 + 1 if line is None else line, offset - self._starts[number] + 1


_LINE, _LINE_END = re.compile(r"[^\r\n]*"), re.compile(r"[\r\n]")

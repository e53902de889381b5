"""Documents checked as their house style says: findings with their lines, without those that the author waives.

A comment in Markdown or HTML waives findings on its line, and on the next one if it stands alone:
`<!-- tenlao: ignore -->`, or of some rules only, `<!-- tenlao: ignore TL003, TL006 -->`. With `ignore-file` it waives
them in the whole file. In WebVTT a note does: `NOTE tenlao: ignore-file`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tenlao.checking.reports import Reported
from tenlao.checking.rules import RULES, Finding, check, fixes
from tenlao.checking.settings import Settings, rules_named, settings_for
from tenlao.documents.files import STANDARD_STREAM
from tenlao.documents.formats import format_named, read_document
from tenlao.text.keys import spelling_key

if TYPE_CHECKING:
    from tenlao.documents.formats import Document
    from tenlao.gazetteer import Gazetteer
    from tenlao.text.edits import Edit

__all__ = ["Inspection", "Options", "inspect", "settings_of"]


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for besides the settings: rules, the table, the kind of the documents, whether to mend them."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    table: str | None = None
    kind: str | None = None
    encoding: str | None = None
    fix: bool = False
    diff: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a document that is left, how many findings were mended, and a diff of what would be."""

    found: tuple[Reported, ...]
    fixed: int = 0
    diff: str = ""


def settings_of(file: str, options: Options) -> Settings:
    """Return the settings for a file; what is asked for goes before what a settings file says."""
    settings = settings_for("." if file == STANDARD_STREAM else file)
    return settings.with_rules(options.select, options.ignore)


def inspect(names: Gazetteer, file: str, options: Options) -> Inspection:
    """Check one document, and mend what is safely mended if that is asked for.

    `names` are used unless the settings name another table.

    Raises:
        TenlaoError: the document or the settings cannot be used, or the document cannot be replaced.
    """
    settings = settings_of(file, options)
    if settings.table and options.table is None:
        from tenlao.gazetteer import load

        names = load(settings.table)
    document = read_document(file, options.kind, options.encoding)
    found = _found(names, document, settings)
    edits = fixes(found)
    if options.diff:
        from tenlao.pipeline.diffs import unified_diff

        source = document.text if document.source is None else document.source
        return Inspection(
            _reported(file, document, found), diff=unified_diff(file, source, _in(source, edits))
        )
    if not options.fix or not (edits or file == STANDARD_STREAM):
        return Inspection(_reported(file, document, found))
    new = document.edited(edits)
    if file == STANDARD_STREAM:
        import sys

        sys.stdout.buffer.write(new)
        return Inspection(_reported(file, document, [f for f in found if f.edit not in edits]), len(edits))
    from tenlao.documents.files import replace_file

    replace_file(file, document.original, new)
    document = read_document(file, options.kind, options.encoding)
    return Inspection(_reported(file, document, _found(names, document, settings)), len(edits))


def _found(names: Gazetteer, document: Document, settings: Settings) -> list[Finding]:
    """Return the findings in a document that neither its author nor the settings waive."""
    if not settings.rules:
        return []
    waivers = _Waivers.of(document)
    accepted = {spelling_key(name) for name in settings.names}
    found = check(names, document.text, settings.rules, style=settings.style, prefer=settings.prefer)
    return [
        finding
        for finding in found
        if spelling_key(finding.text) not in accepted
        and not waivers.waive(finding.rule, document.line(finding.start) or 0)
    ]


@dataclass(frozen=True, slots=True)
class _Waivers:
    """Which rules are waived in the whole of a document, and which in a line of it."""

    everywhere: frozenset[str]
    in_lines: Mapping[int, set[str]]

    @classmethod
    def of(cls, document: Document) -> _Waivers:
        """Read the comments in a document that waive findings."""
        source = document.source
        pattern = format_named(document.kind).waiver
        everywhere: set[str] = set()
        in_lines: defaultdict[int, set[str]] = defaultdict(set)
        if source is None or pattern is None:
            return cls(frozenset(), in_lines)
        comments = list(re.finditer(pattern, source))
        befores = [0, *(comment.end() for comment in comments)]
        afters = [*(comment.start() for comment in comments[1:]), len(source)]
        for comment, before, after in zip(comments, befores, afters, strict=False):
            rules = rules_named(re.split(r"[\s,:]+", comment[2])) or tuple(RULES)
            if comment[1] == "ignore-file":
                everywhere.update(rules)
                continue
            line = document.line(comment.start()) or 0
            in_lines[line].update(rules)
            if _is_blank_line(source, before, comment.start(), comment.end(), after):
                in_lines[line + 1].update(rules)
        return cls(frozenset(everywhere), in_lines)

    def waive(self, rule: str, line: int) -> bool:
        """Tell whether a finding of a rule in a line is waived."""
        return rule in self.everywhere or rule in self.in_lines.get(line, ())


def _is_blank_line(source: str, before: int, start: int, end: int, after: int) -> bool:
    """Tell whether a comment stands alone on its line; the ones before and after it end and start there."""
    first = source.rfind("\n", before, start)
    last = source.find("\n", end, after)
    if (first < 0 and before) or (last < 0 and after < len(source)):
        return False
    return not source[first + 1 : start].strip() and not source[end : after if last < 0 else last].strip()


def _reported(file: str, document: Document, found: Sequence[Finding]) -> tuple[Reported, ...]:
    """Return findings with their lines and columns in the file; where it has none, a line is a paragraph."""
    text = document.text if document.source is None else document.source
    starts = [0, *(end.end() for end in re.finditer(r"[\r\n]", text))]
    paragraphs = [] if document.source is not None else [end.end() for end in re.finditer("\n\n", text)]
    name = "standard input" if file == STANDARD_STREAM else file

    def place(offset: int) -> tuple[int, int, int]:
        number = bisect_right(starts, offset) - 1
        line = document.line(offset)
        line = bisect_right(paragraphs, offset) + 1 if line is None else line
        return number, line, offset - starts[number] + 1

    reported = []
    for finding in found:
        number, line, column = place(finding.start)
        _, last_line, last_column = place(finding.end)
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
        words = replace(finding, text=finding.text.replace("\u2060", ""))
        reported.append(
            Reported(words, name, line, column, last_line, last_column, text[starts[number] : end])
        )
    return tuple(reported)


def _in(source: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return edits of the prose of a text as edits of its source, which may have markup in their place."""
    return [replace(edit, old=source[edit.start : edit.end]) for edit in edits]

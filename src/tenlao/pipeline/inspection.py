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

from tenlao.checking.reports import MOST_BEFORE, MOST_SHOWN, Reported
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
    diff = _diff(file, document, edits) if options.diff else ""
    if not options.fix or not (edits or file == STANDARD_STREAM):
        return Inspection(_reported(file, document, found), diff=diff)
    new = document.edited(edits)
    fixed = sum(finding.edit in edits for finding in found)
    if file == STANDARD_STREAM:
        import sys

        sys.stdout.buffer.write(new)
        return Inspection(_reported(file, document, [f for f in found if f.edit not in edits]), fixed, diff)
    from tenlao.documents.files import replace_file

    replace_file(file, document.original, new)
    document = read_document(file, options.kind, options.encoding)
    return Inspection(_reported(file, document, _found(names, document, settings)), fixed, diff)


def _diff(file: str, document: Document, edits: Sequence[Edit]) -> str:
    from tenlao.pipeline.diffs import unified_diff

    source = document.text if document.source is None else document.source
    return unified_diff(file, source, _in(source, edits))


def _found(names: Gazetteer, document: Document, settings: Settings) -> list[Finding]:
    """Return the findings in a document that neither its author nor the settings waive."""
    if not settings.rules:
        return []
    everywhere, by_line = _waived(document)
    accepted = {spelling_key(name) for name in settings.names}
    found = check(names, document.text, settings.rules, style=settings.style, prefer=settings.prefer)
    return [
        finding
        for finding in found
        if finding.rule not in everywhere
        and finding.rule not in by_line.get(document.line(finding.start) or 0, ())
        and spelling_key(finding.text) not in accepted
    ]


def _waived(document: Document) -> tuple[set[str], Mapping[int, set[str]]]:
    """Return the rules that comments waive in the whole document, and those that they waive by line."""
    source = document.source
    pattern = format_named(document.kind).waiver
    everywhere: set[str] = set()
    by_line: defaultdict[int, set[str]] = defaultdict(set)
    if source is None or pattern is None:
        return everywhere, by_line
    for m in re.finditer(pattern, source):
        rules = rules_named(re.split(r"[\s,:]+", m[2])) or tuple(RULES)
        if m[1] == "ignore-file":
            everywhere.update(rules)
            continue
        line = document.line(m.start()) or 0
        by_line[line].update(rules)
        before = source[source.rfind("\n", 0, m.start()) + 1 : m.start()]
        end_of_line = source.find("\n", m.end())
        after = source[m.end() : end_of_line if end_of_line >= 0 else None]
        if not before.strip() and not after.strip():
            by_line[line + 1].update(rules)
    return everywhere, by_line


def _reported(file: str, document: Document, found: Sequence[Finding]) -> tuple[Reported, ...]:
    """Return findings with their lines and columns in the file; of a long line they keep what is shown of it."""
    text = document.text if document.source is None else document.source
    starts = [0, *[m.end() for m in _LINE_END.finditer(text)]] if found else []
    name = "standard input" if file == STANDARD_STREAM else file

    def place(offset: int) -> tuple[int, int]:
        line = document.line(offset)
        number = bisect_right(starts, offset) - 1
        # Paragraphs of a file that has no lines are parted by two line ends.
        return number // 2 + 1 if line is None else line, offset - starts[number] + 1

    reported = []
    for finding in found:
        (line, column), (last_line, last_column) = place(finding.start), place(finding.end)
        start = max(finding.start - column + 1, finding.start - MOST_BEFORE)
        shown = _LINE.match(text, start, start + MOST_BEFORE + max(MOST_SHOWN, len(finding.text)))
        words = finding.text.replace("\u2060", "")
        reported.append(
            Reported(
                replace(finding, text=words),
                name,
                line,
                column,
                last_line,
                last_column,
                shown[0] if shown else "",
                start - (finding.start - column + 1),
            )
        )
    return tuple(reported)


_LINE, _LINE_END = re.compile(r"[^\r\n]*"), re.compile(r"[\r\n]")


def _in(source: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return edits of the prose of a text as edits of its source, which may have markup in their place."""
    return [replace(edit, old=source[edit.start : edit.end]) for edit in edits]

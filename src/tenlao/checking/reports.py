"""Findings as people and programs read them: text, JSON, GitHub annotations, SARIF, GitLab code quality, JUnit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tenlao.base.characters import attribute, fit_for_xml, in_xml, visible
from tenlao.base.display import display_width
from tenlao.base.translations import current_language
from tenlao.base.version import program_version
from tenlao.checking import messages
from tenlao.checking.rules import RULES, Finding
from tenlao.checking.translation import TranslationFinding

if TYPE_CHECKING:
    from tenlao.text.language import Language

__all__ = ["FORMATS", "MOST_BEFORE", "MOST_SHOWN", "Reported", "finding_data", "in_words", "remark", "report"]

# Where each rule has its page (scripts/build_site.py lays it out, mkdocs.en.yml names the site).
_RULES_SITE = "https://tenlao.github.io/tenlao/rules/"


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding in a file: the line and column where it begins and ends, from 1, and what to show of the line.

    In a file that has no lines (Word), a line is a paragraph. Columns count code points; `last_column` is the
    one after the last. `shown` is the line, or the part of a long one that `cut_before` characters precede.
    """

    finding: Finding
    file: str
    line: int
    column: int
    last_line: int
    last_column: int
    shown: str
    cut_before: int = 0


def report(format: str, found: Sequence[Reported], files: Sequence[str] = ()) -> Iterator[str]:
    r"""Give the findings in one of `FORMATS`, piece by piece; `files` are all that were checked.

    >>> "".join(report("json", []))
    '[]\n'
    """
    return FORMATS[format](found, files)


def remark(finding: Finding, language: Language = "en") -> str:
    """Return a finding as an editor's remark beside the text: its rule, what is wrong, what to write, who prints it.

    >>> message = messages.set_otherwise(words="Huả", form="Hủa")
    >>> remark(Finding("TL005", 0, 3, "Huả", message, None, "Hủa", "Nhân Dân"))
    'TL005: "Huả" is set otherwise than "Hủa"; write Hủa (Nhân Dân)'
    """
    source = f" ({finding.source})" if finding.source and finding.suggestion else ""
    return f"{finding.rule}: {_said(finding, language)}{source}"


def in_words(reported: Reported, style: Callable[[str, str], str] = lambda text, _: text) -> str:
    """Return a finding for people: where it is and what, the line, and a line that marks the words.

    `style` is called with a text and what it is (place, rule, marks), and may colour it.
    """
    finding = reported.finding
    place = style(f"{visible(reported.file)}:{reported.line}:{reported.column}", "place")
    source = f" ({finding.source})" if finding.source and finding.suggestion else ""
    said = f"{place}: {style(finding.rule, 'rule')} {visible(_said(finding) + source)}"
    first = reported.column - 1 - reported.cut_before
    last = reported.last_column - 1 - reported.cut_before if reported.last_line == reported.line else None
    before, marked = reported.shown[:first], reported.shown[first:last]
    # A cut keeps a long line readable.
    cut = max(0, first - MOST_BEFORE)
    line = visible(reported.shown[cut : cut + MOST_SHOWN]).replace("\t", " ")
    is_cut = bool(cut or reported.cut_before)
    marks = " " * (_width(before[cut:]) + is_cut) + "^" * max(1, _width(marked))
    return f"{said}\n    {'…' * is_cut}{line}\n    {style(marks, 'marks')}"


# Characters of a line that are shown before what is found, and in all.
MOST_BEFORE, MOST_SHOWN = 60, 140


def _width(text: str) -> int:
    return display_width(visible(text))


def _json(found: Sequence[Reported], files: Sequence[str]) -> Iterator[str]:
    return _dumped([], map(finding_data, found))


def finding_data(r: Reported) -> dict[str, Any]:
    """Return a finding as plain data, for JSON; of a translation, with the name in its original."""
    data: dict[str, Any] = {
        "rule": r.finding.rule,
        "file": r.file,
        "line": r.line,
        "column": r.column,
        "start": r.finding.start,
        "end": r.finding.end,
        "text": r.finding.text,
        "entity": r.finding.entity,
        "message": messages.said_in(r.finding.message, current_language()),
        "suggestion": r.finding.suggestion,
        "source": r.finding.source,
        "score": r.finding.score,
    }
    if isinstance(r.finding, TranslationFinding):
        data |= {
            "problem": r.finding.problem,
            "original": r.finding.original,
            "original_start": r.finding.original_start,
            "original_end": r.finding.original_end,
        }
    return data


def _text(found: Sequence[Reported], files: Sequence[str]) -> Iterator[str]:
    return (f"{in_words(reported)}\n" for reported in found)


def _github(found: Sequence[Reported], files: Sequence[str]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    return map(_command, found)


def _command(r: Reported) -> str:
    properties: dict[str, object] = {
        "title": r.finding.rule,
        "file": r.file,
        "line": r.line,
        "endLine": r.last_line,
    }
    if r.line == r.last_line:
        properties |= {"col": r.column, "endColumn": r.last_column}
    said = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    return f"::warning {said}::{_escaped(_said(r.finding))}\n"


def _escaped(text: str, besides: str = "") -> str:
    """Return a text in a workflow command, with what has a meaning there as %XX."""
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{besides}" else visible(c) for c in text)


def _said(finding: Finding, language: str | None = None) -> str:
    """Return what a finding says and advises, in the present language if no other is asked for."""
    said: str = finding.message
    if finding.suggestion and finding.score is not None:
        said = messages.advice_to_check(message=said, suggestion=finding.suggestion, score=finding.score)
    elif finding.suggestion:
        said = messages.advice(message=said, suggestion=finding.suggestion)
    return messages.said_in(said, language or current_language())


def _sarif(found: Sequence[Reported], files: Sequence[str]) -> Iterator[str]:
    rules = [
        {
            "id": rule,
            "shortDescription": {"text": summary[0].upper() + summary[1:]},
            "helpUri": f"{_RULES_SITE}{rule}.html",
        }
        for rule, summary in RULES.items()
    ]
    results = (
        {
            "ruleId": r.finding.rule,
            "ruleIndex": list(RULES).index(r.finding.rule),
            "level": "warning",
            "message": {"text": _said(r.finding)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(r.file)},
                        "region": {
                            "startLine": r.line,
                            "startColumn": r.column,
                            "endLine": r.last_line,
                            "endColumn": r.last_column,
                        },
                    }
                }
            ],
            "partialFingerprints": {"nameInText/v1": fingerprint},
        }
        for r, fingerprint in _with_fingerprints(found)
    )
    driver = {"name": "tenlao", "version": program_version(), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return _dumped(data, results, depth=3)


def _gitlab(found: Sequence[Reported], files: Sequence[str]) -> Iterator[str]:
    items = (
        {
            "description": f"{r.finding.rule}: {_said(r.finding)}",
            "check_name": r.finding.rule,
            "fingerprint": fingerprint,
            "severity": "minor",
            "location": {"path": _posix(r.file), "lines": {"begin": r.line, "end": r.last_line}},
        }
        for r, fingerprint in _with_fingerprints(found)
    )
    return _dumped([], items)


def _junit(found: Sequence[Reported], files: Sequence[str]) -> Iterator[str]:
    """Give a test case for each file, which fails with its findings."""
    by_file: dict[str, list[Reported]] = {file: [] for file in files}
    for reported in found:
        by_file.setdefault(reported.file, []).append(reported)
    failed = sum(map(bool, by_file.values()))
    counts = f'tests="{len(by_file)}" failures="{failed}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="tenlao" {counts}>\n  <testsuite name="tenlao check" {counts}>\n'
    for file, there in by_file.items():
        yield f'    <testcase name={attribute(fit_for_xml(visible(file)))} classname="tenlao"'
        if there:
            message = f"{len(there)} finding{'s' if len(there) > 1 else ''}"
            yield f'>\n      <failure message="{message}" type="warning">'
            for reported in there:
                yield in_xml(fit_for_xml(visible(_line(reported)))) + "\n"
            yield "</failure>\n    </testcase>\n"
        else:
            yield " />\n"
    yield "  </testsuite>\n</testsuites>\n"


def _line(r: Reported) -> str:
    return f"{r.file}:{r.line}:{r.column}: {r.finding.rule} {_said(r.finding)}"


def _with_fingerprints(found: Sequence[Reported]) -> Iterator[tuple[Reported, str]]:
    """Give findings with what tells them from each other, whatever lines are added above them."""
    from hashlib import sha256  # which loads much that most formats need not

    seen: Counter[tuple[str, ...]] = Counter()
    for reported in found:
        same = (_posix(reported.file), reported.finding.rule, reported.finding.text)
        written = "\0".join((*same, str(seen[same])))
        yield reported, sha256(written.encode(errors="surrogatepass")).hexdigest()
        seen[same] += 1


def _posix(file: str) -> str:
    return PurePath(file).as_posix()


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogatepass")


def _dumped(data: Any, items: Iterable[Any], depth: int = 0) -> Iterator[str]:
    """Give data as JSON, in pieces, with items in the one list that is empty there, at a depth."""
    before, after = _indented(data, 0).split("[]")
    yield before + "["
    line = "\n" + depth * _INDENT
    comma = ""
    for item in items:
        yield comma + line + _INDENT + _indented(item, depth + 1)
        comma = ","
    yield (line if comma else "") + "]" + after + "\n"


_INDENT = "  "


def _indented(data: Any, depth: int) -> str:
    lines = json.dumps(data, ensure_ascii=False, indent=_INDENT).split("\n")
    return ("\n" + depth * _INDENT).join(map(visible, lines))


FORMATS: Mapping[str, Callable[[Sequence[Reported], Sequence[str]], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "gitlab": _gitlab,
    "junit": _junit,
}

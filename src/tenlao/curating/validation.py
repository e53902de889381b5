"""Whether a table file is sound: its structure, and whether what it says of names can be true.

What a page prints is kept letter by letter, so the typography of a rendering is warned of only where the table has or
could have a better one. What reading a file finds wrong (`tenlao.table.reader`) comes first; then the checks, each
kind in a module of `checks`. A new check is a function there, and its code a line in `table_findings`.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Sequence

from tenlao.curating.checks import sound, sources, structure, typography
from tenlao.curating.checks.checked_table import CheckedTable
from tenlao.curating.table_findings import TableFinding
from tenlao.table.model import Table
from tenlao.table.reader import TableError, read_file

__all__ = ["CHECKS", "validate"]

CHECKS: Sequence[Callable[[CheckedTable], Iterator[TableFinding]]] = (
    structure.check,
    typography.check,
    sources.check,
    sound.check,
)


def validate(
    path: str | os.PathLike[str], base: Table | None = None, text: str | None = None
) -> list[TableFinding]:
    r"""Return all that is wrong with a table file or may be, in the order of its lines.

    Args:
        path: the file.
        base: the table over which the file is to be layered, if any.
        text: what the file is to hold, where that is not what it holds now.

    >>> text = '[[entry]]\nid = "thongloun"\nkind = "person"\nlatin = ["Thongloun  Sisoulith"]\n'
    >>> print(*validate("mine.toml", text=text))
    mine.toml:4: error: form "Thongloun  Sisoulith" has two blanks in a row; leave one [double-blank]
    """
    try:
        file = read_file(path, base, text)
    except TableError as error:
        return [_finding(error, os.fspath(path))]
    findings = [_finding(problem, file.path) for problem in file.problems]
    table = CheckedTable(file, alone=base is None, today=datetime.date.today())
    findings += [finding for check in CHECKS for finding in check(table)]
    return sorted(findings, key=lambda finding: finding.line or 0)


def _finding(problem: TableError, path: str) -> TableFinding:
    return TableFinding(problem.code, problem.message, path, problem.line)

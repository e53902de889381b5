"""What the head of a column says of a cell below it, in tables whose cells tabs, bars or commas part: Huyện, ເມືອງ."""

from __future__ import annotations

import re
from functools import cache

from tenlao.base.word_lists import word_lists
from tenlao.phonology.spelling import any_of

__all__ = ["HeadsOfColumns", "cell_at", "speaks_of_dams"]

_FARTHEST = 1800  # characters above a cell in which its table may begin
_OF_DAMS = "thủy điện"
_BRACKETS = re.compile(r"\([^()]*\)")
_BARS = re.compile(r"\|[^|\n]*\n[^\n]*\|")  # in two lines, one after the other
# What parts the cells of a sheet, or stands in them where these are in quotes; and how many its first line has.
_MARKS = {mark: re.compile(f'["{mark}]') for mark in ",;"}
_FEWEST_MARKS = 2
_BLANKS = 40  # characters beside a cell, at the most
_BEGUN, _ENDED = re.compile(r"(?:\A|[\t\n]) *\Z"), re.compile(r" *(?:[\t\r\n]|\Z)")


def cell_at(text: str, place: int) -> tuple[int, int]:
    r"""Return where the line of a place begins, and how many tabs stand before the place there.

    >>> cell_at("Tỉnh\tHuyện\nOudomxay\tNga", 20)
    (11, 1)
    """
    line = text.rfind("\n", 0, place) + 1
    return line, text.count("\t", line, place)


class HeadsOfColumns:
    r"""The heads of the columns of the tables in a text.

    >>> heads = HeadsOfColumns("Tỉnh (Lào)\tHuyện\nOudomxay\tNga\nXem Nga\tvà\n")
    >>> heads.above(17, 25), heads.above(26, 29), heads.above(34, 37), heads.above(0, 4)
    ('Tỉnh', 'Huyện', '', '')
    >>> heads.of_lines(26, "Nga\nXem Nga")
    ('Huyện', 'Tỉnh')

    A column of dams is headed by a word for them, whatever it is called.

    >>> HeadsOfColumns("Project\tMW\nPak Lay\t770\n").of_lines(11, "Pak Lay")
    ('thủy điện',)
    >>> HeadsOfColumns("| Tỉnh | Huyện |\n|---|---|\n| Oudomxay | Nga |").above(40, 43)
    'Huyện'
    >>> HeadsOfColumns('stt,tinh,ten huyen\n1,"Oudomxay","Nga"\n2,Oudomxay,Beng').above(33, 36)
    'ten huyen'
    """

    def __init__(self, text: str) -> None:
        """Take the text; most have no tables."""
        self._text = _with_tabs(text)
        self.has_tables = "\t" in self._text
        """Whether it may have any: tabs or bars part the cells."""
        self._line, self._heads = -1, [""]

    def of_lines(self, start: int, run: str) -> tuple[str, ...]:
        """Return for each line of a run that starts there the head above it if it is a cell."""
        if not self.has_tables:
            return ()
        heads = []
        for line in run.split("\n"):
            heads.append(self.above(start, start + len(line)))
            start += len(line) + 1
        return tuple(heads)

    def above(self, start: int, end: int) -> str:
        """Return the head of the column of the cell from a start to an end; nothing if there is none."""
        text = self._text
        if not self.has_tables or not _BEGUN.search(text, max(0, start - _BLANKS), start):
            return ""
        if not _ENDED.match(text, end):
            return ""
        if start > _FARTHEST and "\n" not in text[start - _FARTHEST : start]:
            return ""  # no row of a table is so long
        line, column = cell_at(text, start)
        if line != self._line:
            self._line, self._heads = line, self._heads_above(line)
        return self._heads[column] if column < len(self._heads) else ""

    def _heads_above(self, line: int) -> list[str]:
        """The heads of the table that the lines with tabs right above a line make up; none of the uppermost line."""
        first = line
        while first and line - first < _FARTHEST:
            before = self._text.rfind("\n", 0, first - 1) + 1
            if "\t" not in self._text[before:first]:
                break
            first = before
        if first == line or line - first >= _FARTHEST:
            return []
        line_of_heads = self._text[first:line].partition("\n")[0]
        heads = [_BRACKETS.sub("", head).strip() for head in line_of_heads.split("\t")]
        above = self._text[max(0, first - _FARTHEST) : first].rstrip().rpartition("\n")[2]
        if speaks_of_dams(f"{above}\n{line_of_heads}"):
            works = word_lists("titles.toml")["works_in_tables"]["heads"]
            heads = [_OF_DAMS if head.casefold() in works else head for head in heads]
        return heads


def _with_tabs(text: str) -> str:
    """Return a text with tabs where bars part the cells of a table, or the mark of a sheet, without its quotes."""
    if "|" in text and _BARS.search(text):
        return text.replace("|", "\t")
    mark = _mark_of_sheet(text)
    if mark is None:
        return text
    return "\n".join("\t".join(map(_unquoted, _cells(line, mark))) for line in text.split("\n"))


def _mark_of_sheet(text: str) -> str | None:
    """The comma or semicolon that parts cells in the first two lines, if it does; in prose a blank follows it."""
    first, second, *_ = (*text.split("\n", 2), "")
    for mark in _MARKS:
        if first.count(mark) >= _FEWEST_MARKS and f"{mark} " not in first:
            return mark if len(_cells(first, mark)) == len(_cells(second, mark)) else None
    return None


def _cells(line: str, mark: str) -> list[str]:
    """The cells of a line; in quotes, two of which stand for one, the mark parts none."""
    cells, start, in_quotes = [], 0, False
    for found in _MARKS[mark].finditer(line):
        at = found.start()
        if found[0] == '"':
            in_quotes = not in_quotes and (at == start or line[at - 1] == '"')
        elif not in_quotes:
            cells.append(line[start:at])
            start = at + 1
    return [*cells, line[start:]]


def _unquoted(cell: str) -> str:
    """A cell with blanks for its quotes."""
    return re.sub(r'^"(.*)"(\r?)$', r" \1 \2", cell)


def speaks_of_dams(text: str) -> bool:
    """Tell whether a text has a word for dams.

    >>> speaks_of_dams("The Pak Lay dam"), speaks_of_dams("The Damdouane family")
    (True, False)
    """
    return _dams().search(text.casefold()) is not None


@cache
def _dams() -> re.Pattern[str]:
    words = word_lists("titles.toml")["works_in_tables"]["dams"]
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)")

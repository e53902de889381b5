"""What the head of a column says of a cell below it, in tables whose cells tabs or bars part: Huyện, ເມືອງ."""

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
    """

    def __init__(self, text: str) -> None:
        """Take the text; most have no tables."""
        barred = "|" in text and _BARS.search(text)
        self._text = text.replace("|", "\t") if barred else text
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

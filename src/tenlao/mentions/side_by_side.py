"""Where forms of names stand side by side in a text: in brackets, one after the other in a sentence, in tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from tenlao.matching.index import Index
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import read, readings
from tenlao.phonology.sound import join, vowels
from tenlao.phonology.writing import has_lao, likely_writing
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.longest import LONGEST_NAME
from tenlao.text.offices import office_before
from tenlao.text.surroundings import with_surroundings
from tenlao.text.titles import context, is_generic, whole_name, without_titles
from tenlao.text.tokens import prose, runs, tokens

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.table.model import Entry

__all__ = [
    "FARTHEST_FORM",
    "LONGEST",
    "Couple",
    "SideBySide",
    "SurfaceForm",
    "grouped",
    "owners",
    "sound_alike",
]

# How far two forms of one name may be apart, in nats for each phone: as a whole, and in each component (judged). Of
# the pairs of preferred forms in the table 98 % are nearer.
WHOLE_APART, COMPONENT_APART = 1.0, 1.5

FARTHEST_FORM = 70
"""Characters that may stand between a name and a form of it in one sentence."""
LONGEST = 140  # characters in which a name and what is beside it stand
_WIDEST = 12  # words or syllables of a name
_MOST_CELLS, _FARTHEST_CELL = 256, 16  # of a row of a table: more are none, and forms farther apart no pair
_ROWS_ALIKE = 2  # rows in which two columns give one name, so that they do in all


class SurfaceForm(NamedTuple):
    """A form of a name in a text: where it stands, what it is, and its writing."""

    start: int
    end: int
    text: str
    writing: Writing

    def shifted(self, by: int) -> SurfaceForm:
        """Return the form at another place."""
        return self._replace(start=self.start + by, end=self.end + by)


class Couple(NamedTuple):
    """Two forms that stand side by side, and whether they sound alike."""

    first: SurfaceForm
    second: SurfaceForm
    alike: bool

    def shifted(self, by: int) -> Couple:
        """Return the couple at another place."""
        return Couple(self.first.shifted(by), self.second.shifted(by), self.alike)


class _Row(NamedTuple):
    """The forms in the cells of a row of a table, by their columns, and the office that it gives.

    Or those in a line of a list, of which alike ones are found as they are in any sentence.
    """

    forms: dict[int, SurfaceForm]
    office: str | None
    listed: bool


def owners(index: Index, form: SurfaceForm) -> dict[str, Entry]:
    """Return the entries that have a form in its writing, by their ids."""
    spelled = index.spelled(spelling_key(form.text))
    return {a.entry.id: a.entry for a in spelled if a.form.writing == form.writing}


class SideBySide:
    """Finds the forms that stand side by side in a text; `index` knows the writing of what is attested."""

    def __init__(self, index: Index, text: str) -> None:
        self._index, self._text = index, text
        self._prose = prose(text)

    def in_brackets(self) -> Iterator[Couple]:
        """Return names, and after each a form of it in brackets."""
        in_bracket, _ = _reading(self._index)
        for m in _BRACKETS.finditer(self._prose):
            for couple in in_bracket(self._prose, m.start(), m.end()):
                yield couple.shifted(m.start())

    def in_bracket(self, start: int) -> Iterator[Couple]:
        """Return names, and after each a form of it in the bracket that starts at a place."""
        m = _BRACKETS.match(self._prose, start)
        assert m is not None, "a bracket starts there"
        end = m.start("content")
        for part in _PARTING.split(m["content"]):
            begin = self._prose.index(part, end)
            end = begin + len(part)
            form = self._whole(begin, part)
            if form:
                yield from self._coupled(start, [form, *self._without_generic_word(form)], in_brackets=True)
            elif named := _NAMED_BEFORE.match(part):  # be it his wife's name, or his in another press
                form = self._whole(begin + named.end(), part[named.end() :])
                yield from self._coupled(start, [form] if form else [], in_brackets=False)

    def joined(self) -> Iterator[Couple]:
        """Return names, and after each a form of it in the same sentence: their sounds tell, whatever stands between.

        They are long enough not to sound alike by chance, or what stands between says that they are one name.
        """
        _, of_one_name = _reading(self._index)
        for run, end, second in self._one_after_another():
            for couple in of_one_name(self._prose, run, second, end - run):
                yield couple.shifted(run)

    def of_one_name(self, run: int, end: int, second: int) -> Iterator[Couple]:
        """Give a name that begins in a run and ends at a place, and the form of it that begins later, if there is."""
        firsts = [form for form in self._ending(end) if self._has_nothing_else(run, form)]
        nearest = self._nearest(firsts, self._beginning(second))
        if nearest is None:
            return
        apart, name, form = nearest
        between = self._prose[end:second]
        if _SAYING_SO.search(between):
            alike = apart <= ALIKE
        else:
            telling = _syllables(name) >= _SYLLABLES_TELLING or _ONE_BY_ONE.fullmatch(between)
            alike = bool(telling) and apart <= NEARLY_ALIKE
        if alike:
            yield Couple(name, form, True)

    def _one_after_another(self) -> Iterator[tuple[int, int, int]]:
        """Give where a run starts, where a name in it may end, and where after that a form of it may begin."""
        found = list(runs(self._prose))
        for number, (start, run) in enumerate(found):
            breaks = list(_BREAK.finditer(run))
            for dash in breaks:
                end = start + dash.start()
                yield max(start, end - LONGEST), end, start + dash.end()
            ends = [*(dash.start() for dash in breaks), len(run.rstrip())]
            for other, words in found[number + 1 : number + 1 + _RUNS_ON]:
                language = _LANGUAGE.match(words)
                begin = other + (language.end() if language else 0)
                near = [start + end for end in ends if begin - (start + end) <= FARTHEST_FORM]
                if not near or _SENTENCE_END.search(self._prose, start + ends[-1], begin):
                    break
                if len(_looks(run[-LONGEST:]) | _looks(words[:LONGEST])) > 1:
                    yield from ((max(start, end - LONGEST), end, begin) for end in near)

    def in_tables(self) -> Iterator[tuple[list[Couple], str | None]]:
        """Return forms of one name in the cells of a row of a table, with the office that the row gives.

        Forms in columns that give one name in other rows are a couple, too, if they do not sound alike.
        """
        for table in self._tables():
            coupled = [list(self._coupled_cells(row)) for row in table]
            columns = Counter(pair for found in coupled for pair, _ in found)
            for row, found in zip(table, coupled, strict=True):
                for group in grouped(couple for _, couple in found) if not row.listed else ():
                    yield group, row.office
                for first, second in columns if not found else ():
                    name, other = row.forms.get(first), row.forms.get(second)
                    if columns[first, second] < _ROWS_ALIKE or not (name and other):
                        continue
                    if name.writing != other.writing:  # else they are heads of columns: Lao, Latin
                        yield [Couple(name, other, False)], row.office

    def _coupled_cells(self, row: _Row) -> Iterator[tuple[tuple[int, int], Couple]]:
        """The forms of one name in cells of a row, with their columns."""
        cells = list(row.forms.items())
        for n, (column, first) in enumerate(cells):
            for other, second in cells[n + 1 : n + 1 + _FARTHEST_CELL]:
                if first.writing != second.writing and self._apart(first, second) <= ALIKE:
                    yield (column, other), Couple(first, second, True)

    def _tables(self) -> Iterator[list[_Row]]:
        """The tables of a text and its lists, perhaps with blank lines; bars, tabs, blanks or signs part cells."""
        rows: list[_Row] = []
        office_column: int | None = None
        for line in re.finditer(r"[^\n]+", self._prose):
            cells = _cells(line[0])
            if not cells:
                yield rows
                rows, office_column = [], None
                continue
            named = [n for n, cell in enumerate(cells) if _OFFICE_COLUMN.fullmatch(cell[0])]
            office_column = named[0] if named else office_column
            forms = {
                n: form
                for n, cell in enumerate(cells)
                if n != office_column and (form := self._whole(line.start() + cell.start(), cell[0]))
            }
            office = None
            if office_column is not None and office_column < len(cells):
                office = " ".join(cells[office_column][0].split()).strip("-–— ") or None
            rows.append(_Row(forms, office, cells[0].re in (_LISTED_CELL, _QUOTED_CELL)))
        yield rows

    def _whole(self, start: int, part: str) -> SurfaceForm | None:
        """A part of a text that is a form of a name and nothing else, but for quotes and a word that announces it."""
        if len(part) > LONGEST_NAME:
            return None
        lead = _LEAD_IN.match(part)
        begin = lead.end() if lead else 0
        words = part[begin:]
        stripped = words.strip(_QUOTES)
        begin += len(words) - len(words.lstrip(_QUOTES))
        title = _title_of(stripped)
        begin += title
        stripped = stripped[title:]
        if not stripped or "\n\n" in stripped:
            return None
        found = list(runs(stripped))
        if len(found) != 1 or found[0] != (0, stripped):
            return None
        if any(c.isdigit() for c in stripped) and not self._index.spelled(spelling_key(stripped)):
            return None  # a date or a measure, no dam
        return self._form(start + begin, start + begin + len(stripped))

    def _without_generic_word(self, form: SurfaceForm) -> Iterator[SurfaceForm]:
        """A form in Lao script without the generic word that a blank parts from it: ຕາດ ກວາງຊີ."""
        word, blank, _ = form.text.partition(" ")
        if form.writing == "lao" and blank and is_generic(word):
            shorter = self._form(form.start + len(word) + 1, form.end)
            if shorter:
                yield shorter

    def _beginning(self, start: int) -> list[SurfaceForm]:
        """The forms of a name that may begin at a place, and end at a dash, with its line or with its capitals."""
        rest = self._prose[start : start + LONGEST]
        found = next(runs(rest), None)
        if found is None or found[0] != 0:
            return []
        run = found[1].rstrip()
        title = _title_of(run)
        ends = {m.start() for m in _BREAK.finditer(run, title)} | {len(run)}
        return [form for end in sorted(ends) if (form := self._form(start + title, start + end))]

    def _ending(self, end: int) -> list[SurfaceForm]:
        """The forms of a name that may end at a place, the longest first."""
        before = self._prose[max(0, end - LONGEST) : end]
        stripped = before.rstrip(_QUOTES + ")")
        offset = end - len(before)
        generic = _LAST_WORD.search(stripped)
        if generic and context("", f" {generic[1]}").kinds:
            return self._ending(offset + generic.start())  # Xaysetha District
        found = list(runs(stripped))
        if not found or found[-1][0] + len(found[-1][1].rstrip()) != len(stripped):
            return []
        begin, run = found[-1]
        starts = [
            token.start for token in tokens(run) if token.gap not in ("-", ".") or _spaced(run, token.start)
        ]
        place = offset + begin
        forms = (self._form(place + start, offset + len(stripped)) for start in starts[-_WIDEST:])
        return [form for form in forms if form]

    def _form(self, start: int, end: int) -> SurfaceForm | None:
        words = as_printed(self._text[start:end])
        if sum(map(str.isalpha, words)) < (2 if has_lao(words) else 3):
            return None
        return SurfaceForm(start, end, words, self._writing(words))

    def _writing(self, words: str) -> Writing:
        """The writing in which the table has these words, if it has them parted so, or else the likeliest."""
        forms = [attested.form for attested in self._index.spelled(spelling_key(words))]
        same = [form for form in forms if form.text == words]
        known = {form.writing for form in same or forms if ("-" in form.text) == ("-" in words)}
        return known.pop() if len(known) == 1 else likely_writing(words)

    def _coupled(self, end: int, seconds: Sequence[SurfaceForm], *, in_brackets: bool) -> Iterator[Couple]:
        """The form that ends at a place with the one of `seconds` that sounds most like it.

        Where none does, the words in brackets may still be meant as a form of the name before them.
        """
        firsts = self._ending(end)
        nearest = self._nearest(firsts, seconds)
        if nearest is None:
            return
        apart, first, second = nearest
        if apart <= ALIKE:
            yield Couple(first, second, True)
            return
        if not in_brackets:
            return
        whole = [first for first in firsts if self._is_whole(first) or self._is_known_by_itself(first)]
        if whole:
            # Tỉnh trưởng Attapeu Leth Sayaphone: the name is the one that is known, or has a title before it
            known = (form for form in whole if self._is_known_by_itself(form))
            titled = (form for form in whole if form.writing == "lao" and self._is_titled(form))
            name = next(chain(known, titled), whole[0])
            if name.writing != seconds[-1].writing:
                yield Couple(name, seconds[-1], False)

    def _nearest(
        self, firsts: Sequence[SurfaceForm], seconds: Sequence[SurfaceForm]
    ) -> tuple[float, SurfaceForm, SurfaceForm] | None:
        """Return the two forms in different writings that sound most alike, after how far they are apart, if any."""
        ranked = [
            (0.0 if self._are_of_one_entry(first, second) else sound, sound, first, second)
            for second in seconds
            for first in firsts
            if first.writing != second.writing
            for sound in [_sound_apart(first, second)]
        ]
        if not ranked:
            return None
        # In Lao script, a generic word before a name may stand in one run with it: ແຂວງອຸດົມໄຊ.
        apart, _, first, second = min(
            ranked,
            key=lambda item: (
                max(item[0], ALIKE),
                item[1],
                item[3].start - item[3].end,
                item[2].writing == "lao" and not self._is_whole(item[2]),
                item[2].start,
            ),
        )
        return apart, first, second

    def _is_known_by_itself(self, form: SurfaceForm) -> bool:
        """Whether an entry has a form, and it is no part of a longer name: Ounkeo is one of Somchay Ounkeo."""
        known = owners(self._index, form).values()
        return (" " in form.text and bool(known)) or any(entry.kind != "person" for entry in known)

    def _is_whole(self, form: SurfaceForm) -> bool:
        """Whether a form has no title or country at its beginning."""
        first = form.text.split()[0]
        return without_titles(form.text, keep_own=True) == form.text and context(first, "") == context("", "")

    def _has_nothing_else(self, run: int, form: SurfaceForm) -> bool:
        """Whether nothing but a title or another name stands before a form in the run that starts at a place."""
        beside = self._prose[run : form.start]
        if not beside.strip() or _BREAK.search(beside[-4:]) or self._is_titled(form):
            return True
        return office_before(self._prose[max(0, form.start - LONGEST) : form.start]) is not None

    def _is_titled(self, form: SurfaceForm) -> bool:
        """Whether a title stands before a form."""
        return bool(context(self._prose[max(0, form.start - LONGEST) : form.start], "").kinds)

    def _apart(self, first: SurfaceForm, second: SurfaceForm) -> float:
        """How far two forms are apart; up to `ALIKE` they sound alike, or one entry has both."""
        return 0.0 if self._are_of_one_entry(first, second) else _sound_apart(first, second)

    def _are_of_one_entry(self, first: SurfaceForm, second: SurfaceForm) -> bool:
        return not owners(self._index, first).keys().isdisjoint(owners(self._index, second).keys())


def _sound_apart(first: SurfaceForm, second: SurfaceForm) -> float:
    return _least_apart(first.text, first.writing, second.text, second.writing)


@lru_cache(maxsize=4)
def _reading(
    index: Index,
) -> tuple[Callable[[str, int, int], Sequence[Couple]], Callable[[str, int, int, int], Sequence[Couple]]]:
    """Return what gives the couples of a bracket in a text, and of two places; theirs count from where it starts."""

    @with_surroundings(before=LONGEST, after=0)
    def in_bracket(text: str, start: int, end: int) -> Sequence[Couple]:
        return [couple.shifted(-start) for couple in SideBySide(index, text).in_bracket(start)]

    @with_surroundings(before=LONGEST, after=LONGEST)
    def of_one_name(text: str, start: int, end: int, length: int) -> Sequence[Couple]:
        found = SideBySide(index, text).of_one_name(start, start + length, end)
        return [couple.shifted(-start) for couple in found]

    return in_bracket, of_one_name


ALIKE = 1.0
# Forms that stand so many runs from each other in one sentence are compared; those of so many syllables are hardly so
# near by chance or of relatives (judged).
_RUNS_ON, _SYLLABLES_TELLING, NEARLY_ALIKE = 3, 3, 0.56
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s|\n\s*\n")
_QUOTES = " \t\r\n\u00a0\"“”'‘’«»*_"
_BRACKETS = re.compile(
    r"[^\S\n]{0,8}\n?[^\S\n]{0,8}[(\[\uff08](?P<content>[^()\[\]\uff08\uff09]{2,140})[)\]\uff09]"
)
# Signs part what is in a bracket, and so does a dash between Lao script and other letters.
_PARTING = re.compile(
    r"[;,/=|]|(?<=[\u0e80-\u0eff])[^\S\n][-\u2010-\u2014][^\S\n]|[^\S\n][-\u2010-\u2014][^\S\n](?=[\u0e80-\u0eff])"
)
# Words that announce a form in brackets: tiếng Lào: …, in the Vietnamese press …, Lao: …
_LEAD_IN = re.compile(
    r"\s*(?:(?:lào|lao|laotian|laotien|việt|vietnamese|vietnamien)\s*:\s*"
    r"|(?:tên|tiếng|phiên âm|chữ|viết|đọc|là|tức|hay|còn gọi|báo chí|latin|latinh|in|the|also|written|spelled"
    r"|spelt|or|press|script|name|rendering|rendered as|known as|romani[sz]ed|transcription|transcribed|en|écrit)"
    r"(?:\s+(?:việt nam|việt|lào|lao|vietnamese|latin|vietnamien))?[\s:]+)+",
    re.IGNORECASE,
)
# A few words before a colon, which say what the name in brackets is.
_NAMED_BEFORE = re.compile(r"\s*[^\W\d_]+(?:\s+[^\W\d_]+){0,5}\s*:\s*")
_LANGUAGE = re.compile(r"(?:Việt Nam|Việt|Lào|Latin|La-tinh|Vietnamese|Lao)[^\S\n]+")
# Nothing but signs, but for those that stand in enumerations, too.
_ONE_BY_ONE = re.compile(r"\s*[,;]\s*")
# Nothing but other signs, a colon or quotes at the end, or a word that says how a name is written.
_SAYING_SO = re.compile(
    r"\A[^\w,;]+\Z|[:\"“«]\s*\Z|\b(?:là|tức|hay|viết|gọi|đọc|ghi|ký|phiên âm|or|as|written|spelled|spelt|called|écrit"
    r"|transcrit|appelée?)[\W\d_]+\Z|\b(?:en|in|tiếng)\s(?:vietnamien|laotien|lao|Vietnamese|Lao|Việt|Lào)[\W\d_]+\Z"
)
_BREAK = re.compile(r"\s+[-\u2010-\u2014]\s|[^\S\n]*\n")
_LAST_WORD = re.compile(r"(?<=\S)\s+(\S+)$")
_CELL = re.compile(r"(?:^|(?<=[|\t]))[^|\t]*")
_PADDED = re.compile(r"\S[^\S\n]{2,}(?=\S)")
_PADDED_CELL = re.compile(r"\S+(?:[^\S\n]\S+)*")
# In a list, signs between blanks part them: 6. Bounmy Keola – Bun-mi Kẹo-la (?)
_SIGN = re.compile(r"\s[-\u2010-\u2014=\u2192]\s")
_LISTED_CELL = re.compile(r"[^\W\d_](?:(?!,\s|\s[-\u2010-\u2014=\u2192(]).)*")
# In a sheet of values that commas part, quotes stand around each.
_QUOTED_ROW, _QUOTED_CELL = re.compile(r'"[^"]*"(?:,"[^"]*")+'), re.compile(r'"[^"]*"')
_OFFICE_COLUMN = re.compile(
    r"\W*(?:[^\W\d_]+,? (?:và |and |et )?){0,2}"
    r"(?:chức vụ|chức danh|office|position|title|fonction|ຕຳແໜ່ງ|nghề nghiệp|role)\W*",
    re.IGNORECASE,
)


def _cells(line: str) -> list[re.Match[str]]:
    """The cells of a row of a table; none where a line is no such row.

    >>> [cell[0] for cell in _cells("Xieng Khouang   Xiêng Khoảng")]
    ['Xieng Khouang', 'Xiêng Khoảng']
    >>> [cell[0] for cell in _cells("2. Xieng Khouang – Xiêng Khoảng, tỉnh")]
    ['Xieng Khouang', 'Xiêng Khoảng', 'tỉnh']
    >>> [cell[0] for cell in _cells('"Xieng Khouang","Xiêng Khoảng"')]
    ['"Xieng Khouang"', '"Xiêng Khoảng"']
    """
    bars_and_tabs = line.count("|") + line.count("\t")
    if bars_and_tabs:
        return list(_CELL.finditer(line)) if bars_and_tabs <= _MOST_CELLS else []
    if _QUOTED_ROW.fullmatch(line):
        parted: re.Pattern[str] | None = _QUOTED_CELL
    else:
        parted = _PADDED_CELL if _PADDED.search(line) else _LISTED_CELL if _SIGN.search(line) else None
    cells = list(islice(parted.finditer(line), _MOST_CELLS + 1)) if parted else []
    return cells if 1 < len(cells) <= _MOST_CELLS else []


def _title_of(words: str) -> int:
    """Return how many characters of words are a title at their beginning."""
    untitled = whole_name(words)
    return len(words) - len(untitled) if words.endswith(untitled) else 0


@lru_cache(maxsize=1 << 7)
def _looks(run: str) -> Set[str]:
    """Return in which manners the words of a run are written: in Lao script, without any marks, with some."""
    if has_lao(run):
        return {"lao"}
    return {"plain" if word.isascii() and "-" not in word else "marked" for word in run.split()}


def _syllables(form: SurfaceForm) -> int:
    return min(sum(map(vowels, components)) for components in _heard(form.text, form.writing))


def _spaced(run: str, start: int) -> bool:
    """Whether a dash before a place in a run has a blank after it, so that it may part names."""
    return start > 0 and run[start - 1].isspace()


@lru_cache(maxsize=1 << 10)
def _heard(text: str, writing: Writing) -> tuple[tuple[str, ...], ...]:
    """The components (phones) that a form may sound like."""
    sounds = [read(text, writing)]
    if writing == "vietnamese":
        sounds += readings(text)
    return tuple(dict.fromkeys(tuple(c for c in sound.phones if c) for sound in sounds))


def sound_alike(first: str, writing: Writing, second: str, other: Writing) -> bool:
    """Tell whether two forms, each in its writing, sound so nearly alike as those of one name do.

    >>> sound_alike("Boualoy Chanthalath", "latin", "Bua-loi Chăn-tha-lạt", "vietnamese")
    True
    """
    return _least_apart(first, writing, second, other) <= NEARLY_ALIKE


def _least_apart(first: str, writing: Writing, second: str, other: Writing) -> float:
    """How far two forms are apart, in the ways to read them that are nearest to each other."""
    return min((_apart(a, b) for a in _heard(first, writing) for b in _heard(second, other)), default=9.0)


def _apart(first: Sequence[str], second: Sequence[str]) -> float:
    """How far two names are apart, in parts of what is allowed for each phone."""
    if not first or not second:
        return 9.0
    apart = _each_phone(join(first), join(second)) / WHOLE_APART
    if len(first) == len(second):
        apart = max(apart, *(_each_phone(a, b) / COMPONENT_APART for a, b in zip(first, second, strict=True)))
    return apart


@lru_cache(maxsize=1 << 10)
def _each_phone(first: str, second: str) -> float:
    return distance(first, second) / max(len(first), len(second))


def grouped(couples: Iterable[Couple]) -> list[list[Couple]]:
    """Return couples that share a form, as groups; one that does not sound alike stands alone or is left out."""
    groups: list[list[Couple]] = []
    # Forms that stand at one place begin or end alike; each group by where its forms do.
    at: dict[tuple[str, int], list[Couple]] = {}
    for couple in sorted(couples, key=lambda couple: not couple.alike):
        places = [place for form in couple[:2] for place in (("start", form.start), ("end", form.end))]
        group = next((at[place] for place in places if place in at), None)
        if group is None:
            group = []
            groups.append(group)
        elif not couple.alike:
            continue
        group.append(couple)
        for place in places:
            at.setdefault(place, group)
    return groups

"""Whether a table file is sound: its structure, and whether what it says of names can be true.

An error is certainly wrong and has to be put right. A warning is probably wrong: look at it. What a page prints is
kept letter by letter, so the typography of a rendering is warned of only where the table has or could have a better
one. Every kind of finding has a code that stays the same; `ERRORS` and `WARNINGS` say what each means.
"""

from __future__ import annotations

import datetime
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Any, Literal

from tenlao.base.vocabulary import Kind, Writing
from tenlao.phonology import lao
from tenlao.phonology.distance import consonant_key, distance, distance_within
from tenlao.phonology.reading import read
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form, Source, Table
from tenlao.table.reader import Section, TableError, TableFile, read_file

__all__ = ["ERRORS", "WARNINGS", "Finding", "Severity", "in_decree_typography", "validate"]

Severity = Literal["error", "warning"]

ERRORS = {
    "no-file": "the file is not there or cannot be read",
    "not-utf8": "the file is not in UTF-8",
    "not-toml": "the file is not valid TOML",
    "unknown-key": "a key that the format does not have",
    "missing-key": "an id, kind or publisher is missing",
    "wrong-type": "a value of the wrong type: a list, a text or a day is expected",
    "bad-id": "an id with other characters than a to z, digits and hyphens",
    "doubled-id": "two entries or two sources have one id",
    "unknown-kind": "a kind that is none of the three",
    "unknown-tag": "a tag that is none of the four",
    "other-kind": "the entry has another kind than in the table below",
    "no-form": "an entry without any form",
    "empty-form": "a form without letters",
    "blank-at-edge": "a form that begins or ends with a blank",
    "invisible-character": "an invisible character in a form",
    "not-nfc": "a form that is not in Unicode NFC",
    "wrong-script": "a letter of another script than that of its writing",
    "odd-character": "a character that stands in no name, such as a bracket or a comma",
    "double-blank": "two blanks in a row",
    "stray-dash": "a dash at the edge of a form, or two in a row",
    "doubled-form": "a form is given twice in one writing of an entry",
    "shared-form": "two entries have one form and do not name each other in same_name_as",
    "unknown-source": "a source that is not in the table",
    "doubled-source": "a form cites one source twice",
    "unknown-entry": "same_name_as has an id that is not in the table",
    "one-sided-same-name": "same_name_as is given on one side only",
    "same-name-as-itself": "an entry is in its own same_name_as",
    "unknown-hidden": "hide has an id that is not in the table below",
    "doubled-value": "hide or same_name_as has one id twice",
    "tag-of-other-writing": "a form in Lao script is tagged as a stripped rendering or an exonym",
    "untidy-text": "a role, type or publisher with a stray blank or an invisible or decomposed character",
    "bad-url": "an address that is not one of the web",
    "future-date": "a source of a day that is yet to come",
}

WARNINGS = {
    "sounds-apart": "a form sounds like no other form of its entry: probably another's name",
    "sounds-alike": "two entries sound alike: probably one",
    "no-sound": "a form without a syllable",
    "unread-lao": "a form in Lao script with letters that belong to no syllable",
    "decree-typography": "a preferred rendering of a person without the typography of the decree that it should have",
    "ill-formed-syllable": "a preferred rendering with a syllable that cannot be one in Vietnamese",
    "stripped-untagged": "a rendering that lost its diacritics and is not tagged so",
    "titled-untagged": "a form with a title or generic word that is not tagged so",
    "all-capitals": "a form in capitals only",
    "small-letter": "a Latin name of a person with a component in small letters",
    "odd-spelling": "one letter three times in a row",
    "vietnamese-letters": "a usual Latin form with letters of Vietnamese",
    "doubled-spelling": "two Latin forms of an entry that differ in capitals only",
    "tagged-first": "a slip or stripped form before a usual one",
    "no-source": "a form that cites no page though a form beside it does",
    "many-sources": "a form with more than three sources",
    "needless-same-name": "two entries in each other's same_name_as that neither share a form nor sound alike",
    "reversed-years": "a term of office that ends before it begins",
    "future-year": "a role with a year that is yet to come",
    "year-hyphen": "years joined by a hyphen instead of a dash",
    "rare-type": "a type that no other entry has and that looks like a slip for another",
    "out-of-order": "an entry or source that stands out of order",
    "uncited-source": "a source that no form cites",
    "doubled-url": "two sources with one address",
    "old-date": "a source older than printing in Lao",
    "id-of-other-date": "a source with another date than its id says",
    "publisher-spelling": "a publisher spelled in two ways",
}

_KINDS: tuple[Kind, ...] = ("person", "place", "organization")
_WRITINGS: tuple[Writing, ...] = ("latin", "vietnamese", "lao")

_BLANKS = re.compile(r"\s{2,}")
_STRAY_DASH = re.compile(r"^[-–—]|[-–—]$|[-–—]{2}")
_PUNCTUATION = {"latin": " -'’.", "vietnamese": " -–—'’.", "lao": " -."}
_SCRIPTS = {"latin": "LATIN", "vietnamese": "LATIN", "lao": "LAO"}
_VIETNAMESE_LETTER = re.compile("[ăđơưạảãằắẳẵặầấẩẫậẹẻẽềếểễệỉĩịọỏõồốổỗộờớởỡợụủũùừứửữựỳỷỹỵ]", re.IGNORECASE)
_SPLIT_VOWEL = re.compile("ົ([ຣລຼ])າ")  # the vowel of ເ◌ົາ, typed around the second letter of a cluster
_LAO_RUN = re.compile("[ກ-ໝ]+")
_AFTER_HYPHEN = re.compile(r"(?<=\w)-(\w)")
_URL = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(:\d+)?(/\S*)?")
_YEARS = re.compile(r"\b(\d{4})([–-])(\d{4}|\d\d)\b")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_FIRST_PRINT = 1850
_MANY_SOURCES = 3
_COMPONENTS = 2  # of a name: given name and family name
_USUAL_TYPE = 5  # entries of a type that a type of one entry may be a slip for

# From how many nats for each phone a form is taken for another name: the shorter it is, the more chance decides.
_APART_SHORT, _APART, _LONG = 2.0, 1.7, 8
# Up to how many nats two names are taken for one, if they have so many phones; short names have many owners.
_ALIKE, _ALIKE_PHONES = 1.0, 8


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a table file, or probably so.

    >>> str(Finding("no-form", "the entry has no form", "names.toml", 3))
    'names.toml:3: error: the entry has no form [no-form]'
    """

    code: str
    message: str
    file: str
    line: int | None = None

    @property
    def severity(self) -> Severity:
        """How sure it is that something is wrong."""
        return "error" if self.code in ERRORS else "warning"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.severity}: {self.message} [{self.code}]"


def validate(
    path: str | os.PathLike[str], base: Table | None = None, text: str | None = None
) -> list[Finding]:
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
        return [_of(error, os.fspath(path))]
    findings = [_of(problem, file.path) for problem in file.problems]
    findings += _Checks(file, alone=base is None).findings()
    return sorted(findings, key=lambda finding: finding.line or 0)


def _of(problem: TableError, path: str) -> Finding:
    return Finding(problem.code, problem.message, path, problem.line)


class _Checks:
    """What is checked once a file has been read. Each check yields findings."""

    def __init__(self, file: TableFile, alone: bool) -> None:
        self.file = file
        self.alone = alone
        self.entries = file.own.entries
        self.sources = file.own.sources
        self.whole = {entry.id: entry for entry in file.table.entries}
        self.today = datetime.date.today()
        self.with_sources = alone and any(form.sources for entry in self.entries for form in entry.forms)

    def findings(self) -> Iterator[Finding]:
        yield from self.lists()
        for entry in self.entries:
            for form in entry.forms:
                yield from self.form(entry, form)
            yield from self.forms(entry)
            yield from self.sound(entry)
            yield from self.entry(entry)
        yield from self.types()
        yield from self.alike()
        yield from self.order()
        yield from self.cited()

    def at_form(self, code: str, entry: Entry, form: Form, message: str) -> Finding:
        line = self.file.form_line(entry.id, form)
        return Finding(code, f'form "{form.text}" {message}', self.file.path, line)

    def at(self, code: str, section: Section, id: str, key: str | None, message: str) -> Finding:
        return Finding(code, message, self.file.path, self.file.line(section, id, key))

    def form(self, entry: Entry, form: Form) -> Iterator[Finding]:
        text = form.text
        for code, message in _letters(form):
            yield self.at_form(code, entry, form, message)
        if form.writing == "lao" and form.tag in ("stripped", "exonym"):
            yield self.at_form("tag-of-other-writing", entry, form, f"in Lao script cannot be {form.tag}")
        doubled = [id for id, count in Counter(form.sources).items() if count > 1]
        for id in doubled:
            yield self.at_form("doubled-source", entry, form, f'cites "{id}" twice; once is enough')
        if len(form.sources) > _MANY_SOURCES:
            advice = f"cites more than {_MANY_SOURCES} sources; keep the best"
            yield self.at_form("many-sources", entry, form, advice)
        if form.tag in ("typo", "stripped"):
            return
        if len(text) > 3 and text.isupper():
            yield self.at_form("all-capitals", entry, form, "is in capitals only; write it as a name")
        if re.search(r"([^\W\dA-Z_])\1\1", text):
            yield self.at_form("odd-spelling", entry, form, "has one letter three times in a row")
        if not any(s.nucleus for c in read(text, form.writing).components for s in c):
            yield self.at_form("no-sound", entry, form, "has no syllable that can be read")
        elif form.writing == "lao" and (unread := _unread(text)):
            advice = f'has "{unread}", which belongs to no syllable; compare it with the page'
            yield self.at_form("unread-lao", entry, form, advice)
        if form.tag is None:
            yield from self.usual(entry, form)

    def usual(self, entry: Entry, form: Form) -> Iterator[Finding]:
        """Check a form without a tag."""
        text = form.text
        if form.writing == "latin":
            if _VIETNAMESE_LETTER.search(text):
                advice = "under latin has letters of Vietnamese; move it to vietnamese"
                yield self.at_form("vietnamese-letters", entry, form, advice)
            if entry.kind == "person" and any(
                word[0].islower() for word in (text.split()[0], text.split()[-1])
            ):
                advice = "has a component in small letters; begin it with a capital"
                yield self.at_form("small-letter", entry, form, advice)
        if title := _title(entry.kind, text):
            advice = f'has the title or generic word "{title}"; tag it as titled, or leave the word out'
            yield self.at_form("titled-untagged", entry, form, advice)

    def forms(self, entry: Entry) -> Iterator[Finding]:
        """Check the forms of an entry beside each other."""
        for writing in _WRITINGS:
            forms = [form for form in entry.forms if form.writing == writing]
            for before, after in pairwise(forms):
                if before.tag in ("typo", "stripped") and after.tag is None:
                    advice = f'stands before the usual form "{after.text}"; put it after that'
                    yield self.at_form("tagged-first", entry, before, f"is tagged {before.tag} but {advice}")
            for number, form in enumerate(forms):
                beside = [other for other in forms[1:] if other.tag is None and other.sources]
                if self.with_sources and not form.sources and (beside or number > 0):
                    better = writing == "vietnamese" and number == 0 and in_decree_typography(form.text)
                    if not better or any(in_decree_typography(other.text) for other in beside):
                        advice = "cites no source; cite the page that prints it"
                        yield self.at_form("no-source", entry, form, advice)
            if writing == "latin":
                yield from self.capitals(entry, forms)
            if writing == "vietnamese" and forms:
                yield from self.renderings(entry, forms)

    def capitals(self, entry: Entry, forms: Iterable[Form]) -> Iterator[Finding]:
        seen: dict[str, Form] = {}
        for form in forms:
            first = seen.setdefault(form.text.casefold(), form)
            if first.text != form.text and first.tag == form.tag:
                advice = f'differs from "{first.text}" in capitals only; keep one of the two'
                yield self.at_form("doubled-spelling", entry, form, advice)

    def renderings(self, entry: Entry, forms: list[Form]) -> Iterator[Finding]:
        for form in forms:
            bare = _without_marks(form.text)
            if form.tag is None and bare == form.text.casefold():
                full = [f.text for f in forms if f.text != form.text and _without_marks(f.text) == bare]
                marked = [text for text in full if not text.isascii()]
                if marked:
                    advice = f'is "{marked[0]}" without its diacritics; tag it as stripped'
                    yield self.at_form("stripped-untagged", entry, form, advice)
        preferred = next((form for form in forms if form.tag not in ("typo", "stripped")), None)
        if preferred is None or preferred.tag is not None:
            return
        if entry.kind == "person" and not in_decree_typography(preferred.text):
            better = [form.text for form in forms if form.tag is None and in_decree_typography(form.text)]
            if better:
                advice = (
                    f'is preferred to "{better[0]}", which has the typography of the decree; put that first'
                )
                yield self.at_form("decree-typography", entry, preferred, advice)
            elif any(letter.isupper() for letter in _AFTER_HYPHEN.findall(preferred.text)):
                advice = "has a capital inside a component; write only its first syllable with one"
                yield self.at_form("decree-typography", entry, preferred, advice)
            elif not preferred.sources and not self.alone:
                advice = "is printed by no page, so write it as the decree does: Phô-xay Khảy-khăm-phi-thun"
                yield self.at_form("decree-typography", entry, preferred, advice)
        if "-" in preferred.text and in_decree_typography(preferred.text):
            for syllable in re.split("[ -]", preferred.text):
                if not _is_written_well(syllable):
                    advice = (
                        f'has "{syllable}", which can be no syllable in Vietnamese; compare it with the page'
                    )
                    yield self.at_form("ill-formed-syllable", entry, preferred, advice)

    def sound(self, entry: Entry) -> Iterator[Finding]:
        """Check whether the forms of an entry sound alike."""
        forms = [f for f in self.whole[entry.id].forms if f.tag in (None, "typo", "stripped")]
        apart = [
            form
            for form in forms
            if len(forms) > 1 and not any(_akin(form, other) for other in forms if other is not form)
        ]
        if len(apart) > 1 and apart[0] is forms[0]:
            del apart[0]
        own = {(form.writing, form.text) for form in entry.forms}
        for form in apart:
            if (form.writing, form.text) in own:
                advice = "sounds like no other form of the entry; is it the name of somebody else?"
                yield self.at_form("sounds-apart", entry, form, advice)

    def entry(self, entry: Entry) -> Iterator[Finding]:
        id = entry.id
        for key, value in (("role", entry.role), ("type", entry.type)):
            yield from self.tidy("entry", id, key, value)
        if id in entry.same_name_as:
            message = f'"{id}" is in its own same_name_as; remove it there'
            yield self.at("same-name-as-itself", "entry", id, "same_name_as", message)
        for other in entry.same_name_as:
            if other in self.whole and other > id and not _share(self.whole[id], self.whole[other]):
                message = f'"{id}" and "{other}" neither share a form nor sound alike; remove same_name_as'
                yield self.at("needless-same-name", "entry", id, "same_name_as", message)
        for first, dash, last in _YEARS.findall(entry.role or ""):
            if dash == "-":
                message = f'write "{first}–{last}" with a dash (–), not with a hyphen'
                yield self.at("year-hyphen", "entry", id, "role", message)
            if first[: -len(last)] + last < first:
                message = f'the term "{first}{dash}{last}" ends before it begins'
                yield self.at("reversed-years", "entry", id, "role", message)
        for year in _YEAR.findall(entry.role or ""):
            if int(year) > self.today.year:
                message = f"the year {year} in the role is yet to come"
                yield self.at("future-year", "entry", id, "role", message)

    def tidy(self, section: Section, id: str, key: str, text: str | None) -> Iterator[Finding]:
        if text and (
            text != " ".join(text.split())
            or not text.isprintable()
            or unicodedata.normalize("NFC", text) != text
        ):
            message = f"{key} {text!r} has a stray blank, or an invisible or decomposed character; retype it"
            yield self.at("untidy-text", section, id, key, message)

    def lists(self) -> Iterator[Finding]:
        """Check lists of ids, which reading takes as they are."""
        hidden = _doubled(self.file.data.get("hide"))
        for id in hidden:
            yield Finding("doubled-value", f'hide has "{id}" twice; once is enough', self.file.path, None)
        for entry in self.entries:
            for id in _doubled(entry.same_name_as):
                message = f'same_name_as has "{id}" twice; once is enough'
                yield self.at("doubled-value", "entry", entry.id, "same_name_as", message)

    def types(self) -> Iterator[Finding]:
        from rapidfuzz.distance import DamerauLevenshtein

        counts = Counter(entry.type for entry in self.file.table.entries if entry.type)
        usual = [type for type, count in counts.items() if count >= _USUAL_TYPE]
        for entry in self.entries:
            if entry.type and counts[entry.type] == 1:
                near = [type for type in usual if DamerauLevenshtein.distance(type, entry.type) <= 2]
                for type in near[:1]:
                    message = f'no other entry has the type "{entry.type}"; did you mean "{type}"?'
                    yield self.at("rare-type", "entry", entry.id, "type", message)

    def alike(self) -> Iterator[Finding]:
        groups: dict[tuple[str, str | None, str], dict[str, list[tuple[str, Entry]]]] = {}
        for entry in self.whole.values():
            sounds = {_phones(form.text, form.writing): form.text for form in entry.forms}
            for phones, text in sounds.items():
                if len(phones) >= _ALIKE_PHONES:
                    type = (
                        None if entry.kind == "person" else entry.type
                    )  # a river and its district share a name
                    group = groups.setdefault((entry.kind, type, consonant_key(phones)), {})
                    group.setdefault(phones, []).append((text, entry))
        own = {entry.id for entry in self.entries}
        told = set()
        for group in groups.values():
            for phones, named in group.items():
                for other_phones, others in group.items():
                    if other_phones < phones or distance(phones, other_phones) > _ALIKE:
                        continue
                    for text, entry in named:
                        for other_text, other in others:
                            first, second = sorted((entry.id, other.id))
                            if (
                                first == second
                                or (first, second) in told
                                or first in self.whole[second].same_name_as
                            ):
                                continue
                            told.add((first, second))
                            id = second if second in own else first
                            if id in own:
                                yield self.alike_finding(
                                    id, first if id == second else second, text, other_text
                                )

    def alike_finding(self, id: str, other: str, text: str, other_text: str) -> Finding:
        message = (
            f'"{id}" and "{other}" sound alike ("{text}", "{other_text}"); '
            "merge them if they are one, else list each in the same_name_as of the other"
        )
        return self.at("sounds-alike", "entry", id, "id", message)

    def order(self) -> Iterator[Finding]:
        """Check the order in a table that stands alone; in one's own, any order is good."""
        if not self.alone:
            return
        for before, after in pairwise(self.entries):
            if (_KINDS.index(before.kind), before.id) > (_KINDS.index(after.kind), after.id):
                message = f'"{after.id}" belongs before "{before.id}": entries go by kind, then by id'
                yield self.at("out-of-order", "entry", after.id, "id", message)
        for first, second in pairwise(self.sources):
            if first > second:
                message = f'"{second}" belongs before "{first}": sources go by id'
                yield self.at("out-of-order", "source", second, "id", message)

    def cited(self) -> Iterator[Finding]:
        """Check the sources."""
        cited = {id for entry in self.entries for id in entry.sources}
        cited |= {id for item in self.file.data.get("entry", []) for id in _strings(item.get("sources"))}
        by_url: dict[str, str] = {}
        spellings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for source in self.sources.values():
            spellings[_bare(source.publisher)][source.publisher].append(source.id)
            yield from self.source(source)
            if source.id not in cited:
                message = f'no form cites "{source.id}"; remove it, or cite it'
                yield self.at("uncited-source", "source", source.id, "id", message)
            first = by_url.setdefault(source.url or source.id, source.id)
            if first != source.id:
                message = f'"{source.id}" has the address of "{first}"; keep one of the two'
                yield self.at("doubled-url", "source", source.id, "url", message)
        for spelled in spellings.values():
            most = max(spelled, key=lambda publisher: len(spelled[publisher]))
            for publisher, ids in spelled.items():
                if publisher != most:
                    message = f'the publisher "{publisher}" is elsewhere spelled "{most}"; use one of the two'
                    yield self.at("publisher-spelling", "source", ids[0], "publisher", message)

    def source(self, source: Source) -> Iterator[Finding]:
        yield from self.tidy("source", source.id, "publisher", source.publisher)
        if source.url is not None and _URL.fullmatch(source.url) is None:
            message = f'"{source.url}" is no address of a page; write it as https://example.org/page'
            yield self.at("bad-url", "source", source.id, "url", message)
        if source.date is None:
            return
        if source.date > self.today:
            message = f"the day {source.date} is yet to come"
            yield self.at("future-date", "source", source.id, "date", message)
        if source.date.year < _FIRST_PRINT:
            message = f"the day {source.date} is before {_FIRST_PRINT}; is it a slip?"
            yield self.at("old-date", "source", source.id, "date", message)
        days = _DAY.findall(source.id)
        if days and source.date.isoformat() not in days:
            message = f"the day {source.date} is not that of the id, {days[0]}"
            yield self.at("id-of-other-date", "source", source.id, "date", message)


def in_decree_typography(text: str) -> bool:
    """Whether a rendering has hyphens between syllables and a capital on the first of each component only.

    >>> [in_decree_typography(text) for text in ("Phô-xay Khảy-khăm", "Bun Mi", "Phô-Xay", "Phô xay Khảy khăm")]
    [True, True, False, False]
    """
    if "-" not in text and len(text.split()) > _COMPONENTS:  # spaced syllables
        return False
    return all(
        re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)*", word) and word == word.capitalize() for word in text.split()
    )


def _letters(form: Form) -> Iterator[tuple[str, str]]:
    """What is wrong with the characters of a form: codes and messages."""
    script, punctuation = _SCRIPTS[form.writing], _PUNCTUATION[form.writing]
    if _BLANKS.search(form.text):
        yield "double-blank", "has two blanks in a row; leave one"
    if _STRAY_DASH.search(form.text):
        yield "stray-dash", "has a dash at its edge or two in a row; remove it"
    for character in dict.fromkeys(form.text):
        category = unicodedata.category(character)
        name = unicodedata.name(character, "a character without a name")
        if category[0] == "L" or (category[0] == "M" and form.writing == "lao"):
            if not name.startswith(script):
                yield "wrong-script", f'under {form.writing} has "{character}" ({name}); retype it'
        elif category != "Nd" and character not in punctuation:
            yield "odd-character", f'has "{character}" ({name}), which stands in no name; remove it'


def _unread(text: str) -> str:
    """The first letters in Lao script that belong to no syllable."""
    for run in _LAO_RUN.findall(text):
        at = 0
        run = _SPLIT_VOWEL.sub(r"\1ົາ", run)
        for start, end, _ in lao.syllables(run):
            if start > at:
                return str(run[at:start])
            at = end
        if at < len(run):
            return str(run[at:])
    return ""


def _title(kind: Kind, text: str) -> str:
    """The title or generic word that a name begins with, if a whole name follows it."""
    from tenlao.text.titles import without_titles

    if kind != "person" and _LAO_RUN.search(text):
        return ""
    rest = without_titles(text, keep_own=True)
    enough = 2 if kind == "person" else 1
    return text.partition(rest)[0].strip() if rest != text and len(rest.split()) >= enough else ""


@lru_cache(maxsize=16384)
def _phones(text: str, writing: Writing) -> str:
    return join(read(text, writing).phones)


def _share(one: Entry, other: Entry) -> bool:
    """Whether two entries have a form in common, or forms that sound alike."""
    if {form.text for form in one.forms} & {form.text for form in other.forms}:
        return True
    return any(_akin(form, another) for form in one.forms for another in other.forms)


def _akin(one: Form, other: Form) -> bool:
    """Whether two forms can be one name: alike as wholes, in another order, or one within the other."""
    a, b = _phones(one.text, one.writing), _phones(other.text, other.writing)
    shorter = min(len(a), len(b))
    enough = shorter * (_APART if shorter >= _LONG else _APART_SHORT)
    if distance(a, b) <= enough:
        return True
    components = read(other.text, other.writing).phones
    orders = permutations(components) if len(components) <= 3 else (components,)
    return any(distance_within(a, join(order)) <= enough for order in orders)


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", _without_marks(text))


def _doubled(values: Any) -> list[str]:
    return [value for value, count in Counter(_strings(values)).items() if count > 1]


def _strings(values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list | tuple) else []


# Vowels without tone marks, and what may follow each in a syllable, "-" for nothing. Newsrooms write syllables that
# Vietnamese, and so `orthography.vietnamese.is_syllable`, does not have: kợt, hêng, ling, lăt, phoy.
_RIMES: Mapping[str, str] = {
    "a": "- c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "c m n ng p t u y", "e": "- c m n ng o p t",
    "ê": "- c ch m n ng nh p t u", "i": "- a c ch m n ng nh p t u", "iê": "c m n ng p t u", "o": "- c i m n ng p t y",
    "oo": "c n ng", "ô": "- c i m n ng p t", "ơ": "- c i m n ng p t", "u": "- a c i m n ng p t",
    "uô": "c i m n ng p t", "ư": "- a c i m n ng p t u", "ươ": "c i m n ng p t u", "y": "-", "yê": "m n ng t u",
    "oa": "- c ch i m n ng nh o p t y", "oă": "c m n ng t", "oe": "- m n o t", "uê": "- ch n nh t",
    "uy": "- a ch n nh p t u", "uyê": "n t", "uâ": "n ng t y", "uơ": "-",
}  # fmt: skip
_SYLLABLE = re.compile(
    r"(?:ngh|kh|ch|gh|gi|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    rf"(?:{'|'.join(vowel + end.strip('-') for vowel, ends in _RIMES.items() for end in ends.split())})"
)
_CONSONANTS = "bcdđghklmnpqrstvx"
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("p", "t", "c", "ch")


def _is_written_well(text: str) -> bool:
    """Whether what stands between hyphens is a syllable, or several joined, each with its consonant."""
    cuts = [at for at in range(1, len(text)) if text[at] in _CONSONANTS]
    return _can_be_syllable(text) or any(
        _can_be_syllable(text[:cut]) and _is_written_well(text[cut:]) for cut in cuts
    )


def _can_be_syllable(text: str) -> bool:
    """Whether a newsroom may have written a syllable so."""
    letters = unicodedata.normalize("NFD", text.casefold())
    tones = [mark for mark in letters if mark in _TONE_MARKS]
    bare = unicodedata.normalize("NFC", "".join([letter for letter in letters if letter not in _TONE_MARKS]))
    if len(tones) > 1 or _SYLLABLE.fullmatch(bare) is None:
        return False
    return not (bare.endswith(_STOPPED) and tones and tones[0] in "\u0300\u0303\u0309")

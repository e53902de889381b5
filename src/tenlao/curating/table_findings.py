"""What may be found wrong with a table file: each kind of finding has a code that stays the same.

An error is certainly wrong and has to be put right. A warning is probably wrong: look at it. `ERRORS` and `WARNINGS`
say what each code means; docs/table.md lists them for whoever keeps a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ERRORS", "WARNINGS", "Severity", "TableFinding"]

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
    "too-long": "a form of more than 300 characters",
    "invisible-character": "an invisible character in a form",
    "not-nfc": "a form that is not in Unicode NFC",
    "wrong-script": "a letter of another script than that of its writing",
    "odd-character": "a character that stands in no name, such as a bracket or a comma",
    "double-blank": "two blanks in a row",
    "stray-dash": "a dash at the edge of a form, or two in a row",
    "too-many-forms": "an entry has more than 200 forms in one writing",
    "doubled-form": "a form is given twice in one writing of an entry",
    "shared-form": "two entries have one form and do not name each other in same_name_as",
    "unknown-source": "a source that is not in the table",
    "doubled-source": "a form cites one source twice",
    "bad-link": "an id of another registry that is not formed as its ids are",
    "shared-link": "two entries have one id of another registry",
    "unknown-entry": "same_name_as has an id that is not in the table",
    "one-sided-same-name": "same_name_as is given on one side only",
    "same-name-as-itself": "an entry is in its own same_name_as",
    "unknown-place": "an office or a place is said to be of what is no place in the table",
    "reversed-term": "an office or a life that ends before it begins",
    "two-terms": "an office with a year under in and others under from or to",
    "unknown-hidden": "hide has an id that is not in the table below",
    "doubled-value": "hide or same_name_as has one id twice",
    "tag-of-other-writing": "a form in Lao script is tagged as a stripped rendering or an exonym",
    "untidy-text": "a role, type or publisher with a stray blank or an invisible or decomposed character",
    "bad-url": "an address that is not one of the web",
    "future-date": "a source of a day that is yet to come",
    "more-problems": "more than 10,000 other problems, of which no more are told",
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
    "future-year": "a role or office with a year that is yet to come",
    "office-not-in-role": "an office with a year that the role does not tell",
    "year-hyphen": "years joined by a hyphen instead of a dash",
    "rare-type": "a type that no other entry has and that looks like a slip for another",
    "out-of-order": "an entry or source that stands out of order",
    "uncited-source": "a source that no form cites",
    "doubled-url": "two sources with one address",
    "old-date": "a source older than printing in Lao",
    "id-of-other-date": "a source with another date than its id says",
    "publisher-spelling": "a publisher spelled in two ways",
}


@dataclass(frozen=True, slots=True)
class TableFinding:
    """Something wrong with a table file, or probably so.

    >>> finding = TableFinding("no-form", "the entry has no form", "names.toml", 3)
    >>> str(finding)
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

    def data(self) -> dict[str, str | int | None]:
        """Return the finding as plain data, for JSON.

        >>> TableFinding("no-form", "the entry has no form", "names.toml", 3).data()["severity"]
        'error'
        """
        return {
            "file": self.file,
            "line": self.line,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
        }

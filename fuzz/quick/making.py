"""Input made by a seeded generator: names, texts, documents and data, nearly right or changed in some places."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from fuzz.cases import corpus
from fuzz.documents import ENCODINGS, SIGNS, WRAPPED
from fuzz.mutation import changed_archive, changed_bytes
from fuzz.texts import BLANKS, ODD, WORDS, changed, encoded, spellings
from fuzz.texts import SIGNS as MARKS
from tenlao.phonology import lao, latin, vietnamese

__all__ = ["Maker"]

T = TypeVar("T")

_GAPS = (
    " ",
    " ",
    " ",
    ", ",
    ". ",
    " và ",
    " gặp ",
    " ở ",
    "\n",
    "\n\n",
    " (",
    ") ",
    "-",
    " - ",
    "; ",
    ": ",
    " | ",
)
_SENTENCES = (
    "Thủ tướng {} gặp ông {} ở tỉnh {}.",
    "Ông {} ({}) và bà {}, Bộ trưởng Lào, đến {}.",
    "ທ່ານ {} ພົບກັບ ທ່ານ {} ທີ່ ແຂວງ {}",
    "{} met Mr {} in {} district, {} province.",
    "{}: {}\n\n{} nói: “{}”",
    "Nguyễn Văn {} - {} / {}, {} (sinh năm 1945)",
    "{}\t{}\t{}\n{}",
)
_TIMES = (2, 2, 3, 8, 40)
_ROWS = (
    '[[entry]]\nid = "{id}"\nkind = "{kind}"\nlatin = [{latin}]\nvietnamese = [{vietnamese}]\nlao = [{lao}]\n',
    '[[entry]]\nid = "{id}"\nkind = "{kind}"\nrole = "{role}"\nlatin = [{{ form = {latin}, sources = ["s"] }}]\n',
    '[[source]]\nid = "s"\npublisher = "KPL"\ndate = 2020-12-04\nurl = "http://a.b/c"\n',
    'hide = ["{id}"]\n',
    "# {role}\n",
)
_SETTINGS = (
    'select = ["TL001", "ALL"]\n',
    'ignore = ["tl003"]\n',
    "names = [{latin}, {vietnamese}]\n",
    'exclude = ["drafts", "**/*.md", "[", "a/**/b"]\n',
    'style = "vietnamese"\n',
    'prefer = "{role}"\n',
    "one_family = false\n",
    'provinces = "hyphen"\n',
    'brackets = "two"\n',
    "margins = true\n",
    "[tool.tenlao]\n",
    "[tool]\n",
)
_COLUMNS = (
    "id",
    "kind",
    "type",
    "role",
    "writing",
    "form",
    "tag",
    "sources",
    "latin",
    "vietnamese",
    "lao",
    "odd",
)
_VALUES = (
    "",
    "a",
    "person",
    "place",
    "source",
    "latin",
    "lao",
    "typo",
    "Person",
    "=1+1",
    '"',
    "2020-12-04",
    "x;y",
)


@cache
def _seeds(*targets: str) -> tuple[bytes, ...]:
    """What cases of the corpus put in at some targets."""
    return tuple(file for _, case in corpus() if case.target in targets for file in case.files.values())


@cache
def _written() -> tuple[str, ...]:
    """Sentences of texts that were written for tests and examples."""
    root = Path(__file__).parents[2]
    files = sorted([*root.glob("tests/gold/documents/*.txt"), *root.glob("examples/*.txt")])
    texts = [_MARKED.sub(r"\1", file.read_text(encoding="utf-8")) for file in files]
    return tuple(sentence[:200] for text in texts for sentence in _SENTENCE.findall(text))


_MARKED = re.compile(r"\[\[(.*?)\|.*?\]\]", re.DOTALL)
_SENTENCE = re.compile(r"\S[^.!?]{5,}[.!?]*")


@cache
def _letters() -> tuple[tuple[Sequence[str], Sequence[str], Sequence[str]], ...]:
    """Onsets, rimes and codas of the two readers of Latin letters."""
    return tuple(
        (tuple(of.ONSETS), tuple(of.RIMES), (*dict.fromkeys(of.CODAS), "", "", ""))
        for of in (latin, vietnamese)
    )


@cache
def _lao_letters() -> tuple[Sequence[str], Sequence[tuple[str, str]], Sequence[str]]:
    rimes = [(before, after) for before, afters in lao.RIMES.items() for after in afters]
    return tuple(lao.ONSETS), tuple(rimes), (*lao.CODAS, "", "", "່", "້")


class Maker:
    """Makes input; the same of the same generator."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self._random = source.random

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._random() * len(choices))]

    def below(self, most: int) -> int:
        """A number from 0, below another."""
        return int(self._random() * most)

    # Names and texts

    def name(self) -> str:
        """A name of the table, of the parts of two, or of syllables as they come; every third is changed."""
        how = self._random()
        if how < 0.35:
            name = changed(self.pick(spellings()), self.below(10_000))
        elif how < 0.55:
            one, other = self.pick(spellings()).split(), self.pick(spellings()).split()
            name = " ".join((*one[:1], *other[-1:]))
        elif how < 0.85:
            name = " ".join([self._word() for _ in range(1 + self.below(3))])
        else:
            name = "".join(
                [self.pick(self.pick((WORDS, WORDS, BLANKS, MARKS, ODD))) for _ in range(1 + self.below(4))]
            )
        return self.altered(name) if self._random() < 0.35 else name

    def _word(self) -> str:
        if self._random() < 0.3:
            return "".join([self._lao_syllable() for _ in range(1 + self.below(4))])
        onsets, rimes, codas = self.pick(_letters())
        syllables = [
            self.pick(onsets) + self.pick(rimes) + self.pick(codas) for _ in range(1 + self.below(3))
        ]
        return self.pick(("", "", "-")).join(syllables).capitalize()

    def _lao_syllable(self) -> str:
        onsets, rimes, codas = _lao_letters()
        before, after = self.pick(rimes)
        return before + self.pick(onsets) + after + self.pick(codas)

    def text(self, most: int = 7) -> str:
        """A short text: a sentence, or up to so many pieces in a row; sometimes changed."""
        how = self._random()
        if how < 0.2:
            text = self.pick(_written())
        elif how < 0.5 and most > 2:
            text = self.pick(_SENTENCES).format(*[self.name() for _ in range(4)])
        else:
            text = "".join([self.pick(WORDS)] + [self._piece() for _ in range(1 + self.below(most))])
        return self.altered(text) if self._random() < 0.4 else text

    def _piece(self) -> str:
        how = self._random()
        if how < 0.5:
            return self.name() + self.pick(_GAPS)
        if how < 0.85:
            return self.pick(WORDS) + self.pick(_GAPS)
        return self.pick(self.pick((MARKS, ODD, BLANKS)))

    def altered(self, text: str) -> str:
        """A text with one to three changes of its characters."""
        for _ in range(self.pick((1, 1, 2, 3))):
            start = self.below(len(text) + 1)
            end = min(len(text), start + self.pick((0, 1, 1, 2, 5, 20)))
            text = text[:start] + self._instead(text[start:end]) + text[end:]
        return text

    def _instead(self, old: str) -> str:
        how = self.below(12)
        if how < 3:
            return old + self.pick(ODD)
        if how == 3:
            return self.pick(BLANKS)
        if how == 4:
            return self.pick(MARKS) + old
        if how == 5:
            return (old or "a") * self.pick(_TIMES)
        if how == 6:
            return unicodedata.normalize(self.pick(("NFD", "NFKC", "NFKD")), old)
        if how == 7:
            return old[::-1].swapcase()
        if how == 8:
            return chr(
                self.pick((0x80, 0x300, 0xE80, 0x2000, 0xD800, 0xFE00, 0x1F300, 0xE0000)) + self.below(0x80)
            )
        if how == 9:
            return self.pick(spellings())
        return ""

    def phones(self) -> str:
        """A phone string, of a few phones so that many are near each other."""
        return "".join([self.pick("aoiəᵃlrPfⁿᵐ˙ʲjsTkɔɛ19") for _ in range(1 + self.below(10))])

    # Documents and data

    def document(self, kind: str) -> bytes:
        """A document of a kind that is a text: of its markup and of names, or a changed one of the corpus."""
        if self._random() < 0.3 and _seeds(kind):
            return self._changed_bytes(self.pick(_seeds(kind))[:1500], _seeds(kind))
        signs = SIGNS[kind] or (" ",)
        parts = []
        for _ in range(1 + self.below(12)):
            how = self._random()
            parts.append(self.pick(signs) if how < 0.5 else self._piece() if how < 0.9 else self.pick(WORDS))
        text = "".join(parts)
        if self._random() < 0.05:
            text = self.pick(signs) * self.pick((20, 100)) + text
        before, after = WRAPPED.get(kind, ("", ""))
        if before and self._random() < 0.9:
            text = f"{before}{text}{after}"
        if self._random() < 0.1:
            text = text.replace("\n", self.pick(("\r\n", "\r")))
        content = encoded(text)
        if self._random() < 0.1:
            return text.encode(self.pick(("utf-16", "utf-8-sig", "cp1258", "utf-32")), "ignore")
        return self._changed_bytes(content, [content]) if self._random() < 0.15 else content

    def encoding(self) -> str | None:
        return self.pick((None, *ENCODINGS, "tcvn", "no such"))

    def packed(self, kind: str) -> bytes:
        """A document that is an archive, changed."""
        seeds = _seeds(kind)
        return changed_archive(self.pick(seeds), seeds, self.source)

    def table(self) -> bytes:
        """A table file, as it should be or changed."""
        return self._toml(_ROWS, ("table", "settings"))

    def settings(self) -> bytes:
        """A settings file, as it should be or changed."""
        return self._toml(_SETTINGS, ("settings",))

    def _toml(self, lines: Sequence[str], seeds: tuple[str, ...]) -> bytes:
        if self._random() < 0.2:
            return self._changed_bytes(self.pick(_seeds(*seeds)), _seeds(*seeds))
        content = encoded("".join([self._filled(self.pick(lines)) for _ in range(1 + self.below(4))]))
        return self._changed_bytes(content, _seeds(*seeds)) if self._random() < 0.4 else content

    def _filled(self, line: str) -> str:
        names = {key: json.dumps(self.name(), ensure_ascii=False) for key in ("latin", "vietnamese", "lao")}
        kind = self.pick(("person", "place", "organization", "planet"))
        return line.format(id=self.pick("abcd"), kind=kind, role=self.pick(WORDS), **names)

    def sheet(self) -> bytes:
        """A sheet as text (CSV, TSV), or as lines of JSON."""
        columns = [self.pick(_COLUMNS) for _ in range(1 + self.below(6))]
        rows = [[self._cell() for _ in columns] for _ in range(self.below(4))]
        if self._random() < 0.4:
            data = "\n".join([json.dumps(dict(zip(columns, row, strict=True))) for row in rows])
        else:
            delimiter = self.pick(",;\t")
            data = "\n".join([delimiter.join(row) for row in [columns, *rows]])
        return self._changed_bytes(encoded(data), _seeds("import")) if self._random() < 0.4 else encoded(data)

    def _cell(self) -> str:
        return self.pick(_VALUES) if self._random() < 0.5 else self.name()

    def term_base(self) -> bytes:
        """A term base (TBX), a changed one of the corpus."""
        return self._changed_bytes(self.pick(_seeds("import")), _seeds("import"))

    def journal(self) -> bytes:
        """A journal of edits: lines of which some are whole."""
        line = {
            "file": self.pick(("a.txt", "-", "../x", "a\0", self.pick(ODD))),
            "old_sha256": self.pick(
                ("0" * 64, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
            ),
            "new_sha256": self.pick(("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 1)),
            "restore": self.pick(
                ({"changes": [[0, 0, "bw=="]]}, {"changes": [[5, 1, "x"]]}, {}, None, [], "x")
            ),
        }
        first = self.pick(('{"journal": "edits by tenlao annotate", "format": 1}\n', "", "\n"))
        content = (first + "".join([json.dumps(line) + "\n" for _ in range(self.below(3))])).encode()
        return self._changed_bytes(content, [content]) if self._random() < 0.6 else content

    def json(self) -> bytes:
        """Data as a request has them, as they should be or changed."""
        content = json.dumps(self._value(3), ensure_ascii=self._random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
        return self._changed_bytes(content, [content]) if self._random() < 0.5 else content

    def _value(self, depth: int) -> Any:
        how = self._random()
        if depth and how < 0.5:
            return {self.pick(_FIELDS): self._value(depth - 1) for _ in range(1 + self.below(4))}
        if depth and how < 0.65:
            return [self._value(depth - 1) for _ in range(self.below(4))]
        return self.name() if how < 0.85 else self.pick(_LEAVES)

    def _changed_bytes(self, content: bytes, donors: Sequence[bytes]) -> bytes:
        return changed_bytes(content, donors or [content], self.source)[:4000]


_FIELDS = (
    *(
        "text",
        "name",
        "names",
        "limit",
        "kind",
        "style",
        "every",
        "threshold",
        "at",
        "query",
        "queries",
        "type",
    ),
    *(
        "properties",
        "pid",
        "v",
        "conditions",
        "matchType",
        "propertyValue",
        "propertyId",
        "ids",
        "settings",
        "id",
    ),
)
_LEAVES: Sequence[Any] = (
    None,
    True,
    0,
    -1,
    5,
    1e308,
    10**30,
    "",
    "person",
    "5",
    "true",
    "name",
    "id",
    "property",
    1.5,
    [],
    {},
)

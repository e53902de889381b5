"""How Vietnamese renderings are set: which words of a text are one but for hyphens, capitals and where a tone stands.

A rendering as the decree on official documents has it takes a capital on the first syllable of each component and
hyphens between its syllables: Phô-xay Khảy-khăm-phi-thun.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tenlao.phonology.spelling import visible
from tenlao.phonology.vietnamese_spelling import TONES, toneless, tones_of
from tenlao.styles.house_typography import in_house_typography, is_well_set
from tenlao.text.keys import as_printed
from tenlao.text.longest import LONGEST_WORD
from tenlao.text.origins import is_laos
from tenlao.text.paragraphs import by_paragraph

if TYPE_CHECKING:
    from tenlao.table.model import Entry, Form

__all__ = [
    "Misset",
    "Typography",
    "hyphened_in_print",
    "joined_by_the_decree",
    "syllables_of",
    "without_capital_inside",
]


class Misset(NamedTuple):
    """A place in a text where a rendering is set otherwise than the house sets it; `form` is one with its letters."""

    start: int
    end: int
    entry: Entry
    form: Form
    right: str


def syllables_of(text: str) -> tuple[str, ...]:
    """Return the syllables of a rendering, in small letters, each followed by the tones that are marked in it.

    >>> syllables_of("Ki-kẹo") == syllables_of("ki keọ")
    True
    """
    return tuple(_syllable(word) for word in _WORD.findall(text))


class Typography:
    """The renderings of entries, to be found in texts that set them otherwise."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take in the renderings by their first syllable, the longest first: all syllables, and who has them."""
        by_syllables: defaultdict[tuple[str, ...], list[tuple[Entry, Form]]] = defaultdict(list)
        for entry in entries:
            for form in entry.forms:
                syllables = syllables_of(form.text)
                if (
                    form.writing == "vietnamese"
                    and form.may_be_preferred
                    and len(syllables) > 1
                    and form.text[0].isupper()
                ):
                    by_syllables[syllables].append((entry, form))
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], _Owners]]] = defaultdict(list)
        for syllables in sorted(by_syllables, key=len, reverse=True):
            self._by_first[syllables[0]].append((syllables, by_syllables[syllables]))
        self._by_paragraph = by_paragraph(self._misset)

    def missettings(self, text: str) -> Iterator[Misset]:
        """Give the places in a text where a rendering of the entries is set otherwise, in text order.

        >>> from tenlao import load
        >>> [(m.start, m.form.text) for m in load().typography.missettings("Bà Xủn - thon Xay - nha - chắc")]
        [(3, 'Xủn-thon Xay-nha-chắc')]
        """
        for start, found in self._by_paragraph(text):
            yield found._replace(start=start + found.start, end=start + found.end)

    def _misset(self, text: str) -> Iterator[Misset]:
        """Give those in a paragraph; none goes on over an empty line."""
        end = 0
        for word in _WORD.finditer(text):
            start, stop = word.span()
            if start < end or not text[start].isupper() or stop - start > LONGEST_WORD:
                continue
            for syllables, owners in self._by_first.get(_syllable(text[start:stop]), ()):
                last = _last(text, stop, syllables)
                if last is None:
                    continue
                misset = _misset(text[start:last], owners)
                if misset:
                    yield Misset(start, last, *misset)
                end = last
                break


_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(f"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ][{_LETTERS}]*")
_BEFORE_LETTER = re.compile(f"([\\s\u2010-\u2015\u2212-]{{1,4}})([{_LETTERS}])")
_BETWEEN = re.compile("[\\s\u2010-\u2015\u2212-]{1,4}")
_AROUND_HYPHEN = re.compile(r"\s-|-\s")
_SPACED_HYPHEN = re.compile(r"\s*[\u2010-\u2015\u2212-]\s*")
_AFTER_HYPHEN = re.compile(r"(?<=-)\w")
_FOLLOWING = re.compile(f"(?P<between>{_BETWEEN.pattern})(?P<word>{_WORD.pattern})")


@functools.lru_cache(maxsize=1 << 11)
def _syllable(word: str) -> str:
    letters = unicodedata.normalize("NFC", visible(word)).lower()
    # ưò is a mark on the wrong vowel: no syllable has ưo.
    return "".join((toneless(letters).replace("ưo", "ươ"), *tones_of(letters)))


_Owners = Sequence[tuple["Entry", "Form"]]


def _last(text: str, end: int, syllables: Sequence[str]) -> int | None:
    """Return where syllables end of which the first is a word that ends in a text, None if others follow there."""
    for syllable in syllables[1:]:
        following = _FOLLOWING.match(text, end)
        if (
            following is None
            or following["between"].count("\n") > 1
            or _syllable(following["word"]) != syllable
        ):
            return None
        end = following.end()
    return end


def _misset(surface: str, owners: _Owners) -> tuple[Entry, Form, str] | None:
    """Return how a rendering of one entry should be set, with a form of it, None if it is set well enough."""
    printed = as_printed(surface)
    if printed.isupper() or len({entry.id for entry, _ in owners}) > 1:
        return None
    entry = owners[0][0]
    forms = [form for _, form in owners]
    if is_laos(_SPACED_HYPHEN.split(printed)[-1]) and entry.kind == "place":
        return None  # biên giới Trung - Lào is that of two countries
    if printed in [
        form.text
        for form in forms
        if entry.kind != "person" or is_well_set(form.text) or _is_spaced(form.text)
    ]:
        return None
    right = (
        _set_by_the_decree(entry, forms) if entry.kind == "person" else {f.text: f for f in reversed(forms)}
    )
    closed = _SPACED_HYPHEN.sub("-", printed)
    if not right:
        right = {form.text: form for form in forms if form.text in (closed, _small_after_hyphens(closed))}
    if not right and _AROUND_HYPHEN.search(printed):
        parted = _SPACED_HYPHEN.sub(" ", printed)
        right = {form.text: form for form in forms if form.text == parted}
    if not right:  # Ong Keọ: only a mark stands elsewhere
        parted = _WORD.sub("", printed)
        right = {
            f.text: f
            for f in forms
            if _WORD.sub("", f.text) == parted and f.text.istitle() == printed.istitle()
        }
    if not right and entry.kind == "person" and is_well_set(small := _small_after_hyphens(printed)):
        right = {small: forms[0]}  # pages have its syllables apart
    if not right or printed in right or entry.type == "ethnic group":
        return None
    usual = (
        (is_well_set(printed) and not (entry.kind == "person" and _joins_all(printed, right)))
        # The words of organizations have capitals as the press has them.
        or (entry.kind == "organization" and not _AROUND_HYPHEN.search(printed))
        or (entry.kind == "place" and _is_spaced(printed))
    )
    if usual and _letters(printed) in map(_letters, right):
        return None  # only the hyphens are others, and they are where the decree or the press has them
    if entry.kind == "person":
        text = next(iter(right))  # the surest
    elif closed in right:
        text = closed
    else:
        text = forms[0].text
    return entry, right[text], text


def joined_by_the_decree(surface: str, entry: Entry) -> str | None:
    """Return a rendering of a person, in letters that no page need have, with its syllables joined by the decree.

    That is done where blanks stand around its hyphens or capitals behind them; None where it is set well enough.

    >>> from tenlao import load
    >>> joined_by_the_decree("Thoong - lun Xỉ - xu - lít", load().entry("thongloun-sisoulith"))
    'Thoong-lun Xỉ-xu-lít'
    """
    printed = as_printed(surface)
    if entry.kind != "person" or entry.is_of_old or printed.isupper() or not _badly_joined(printed):
        return None
    return next(_decreed(printed, entry), None)


def hyphened_in_print(surface: str, entry: Entry) -> str | None:
    """Return the form that hyphens the syllables of a person's rendering which joins them as no page does.

    Pages that join syllables follow another custom (Khămbay Đămlắt), and so do those of blanks between them.

    >>> from tenlao.table.model import Entry, Form
    >>> khambay = Entry("x", "person", (Form("Khăm-bảy Đăm-lắt", "vietnamese"),))
    >>> hyphened_in_print("Khămbảy Đămlắt", khambay)
    'Khăm-bảy Đăm-lắt'
    """
    printed = as_printed(surface)
    if entry.kind != "person" or entry.is_of_old or printed.isupper():
        return None
    letters = _joined(printed)
    same = [form.text for form in entry.forms if form.may_be_preferred and _joined(form.text) == letters]
    return None if printed in same else next(filter(is_well_set, same), None)


def without_capital_inside(surface: str, entry: Entry) -> str | None:
    """Return the form that has no capital inside a word, as words have one that no page prints so: BôlykhămXay.

    >>> from tenlao.table.model import Entry, Form
    >>> without_capital_inside("BôlykhămXay", Entry("x", "place", (Form("Bôlykhămxay", "vietnamese"),)))
    'Bôlykhămxay'
    """
    printed = as_printed(surface)
    inside = any(before.islower() and letter.isupper() for before, letter in pairwise(printed))
    if not inside or any(form.text == printed for form in entry.forms):
        return None
    same = (f.text for f in entry.preferable("vietnamese") if f.text.casefold() == printed.casefold())
    return next(same, None)


def _joined(form: str) -> str:
    """Return the components of a form, in small letters, with their syllables joined."""
    return unicodedata.normalize("NFC", form.casefold().replace("-", ""))


def _badly_joined(printed: str) -> bool:
    """Tell whether blanks stand around a hyphen, or a capital behind it."""
    return any(
        between.strip() and (between.strip() != between or following.isupper())
        for between, following in _BEFORE_LETTER.findall(printed)
    )


def _set_by_the_decree(entry: Entry, forms: Sequence[Form]) -> dict[str, Form]:
    """Return how the decree sets the forms of a person, the surest first, each with a form that has its letters.

    Surest is where another writing tells which syllables are one component, then what is printed so. Renderings that
    join their syllables (Phumi Vôngvichít) are another custom, and left alone, as are kings as pages have them.
    """
    if entry.is_of_old:
        return {form.text: form for form in forms if is_well_set(form.text)}
    right: dict[str, Form] = {}
    for form in sorted(forms, key=lambda form: not is_well_set(form.text)):
        for decreed in _decreed(form.text, entry):
            right.setdefault(decreed, next((f for f in forms if f.text == decreed), form))
    return right


def _decreed(rendering: str, entry: Entry) -> Iterator[str]:
    """Give the ways to set a rendering by the decree that keep its syllables, the surest first."""
    for text in (_BETWEEN.sub(" ", rendering), rendering):
        decreed = in_house_typography(text, entry)
        if is_well_set(decreed) and syllables_of(decreed) == syllables_of(rendering):
            yield decreed


def _small_after_hyphens(rendering: str) -> str:
    return _AFTER_HYPHEN.sub(lambda letter: letter[0].lower(), rendering)


def _joins_all(printed: str, right: Iterable[str]) -> bool:
    """Tell whether hyphens join all components of a name that has several: Xỉn-thạ-vông-xay-nha-con."""
    return "-" in printed and " " not in printed and all(" " in form for form in right)


def _is_spaced(form: str) -> bool:
    """Tell whether a rendering is set as the press has places: blanks between the syllables, each with a capital."""
    return all(word.isalpha() and word.istitle() for word in form.split(" "))


def _letters(form: str) -> str:
    """Return the letters of a form; hòa and hoà are two ways to place the same tone mark."""
    words = _WORD.findall(unicodedata.normalize("NFD", form.casefold()))
    return "".join([_EITHER_WAY.sub(r"\1\3\2", word) for word in words])


_EITHER_WAY = re.compile(f"(o(?=.[ae]$)|u(?=.y$))([{''.join(TONES)}])([aey])$")

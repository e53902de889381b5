"""What findings say: a function for each message, with names for the words in it, so that it can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tenlao.base.translations import in_language, marked, translated

__all__ = [
    "Message",
    "advice",
    "advice_to_check",
    "another_in_translation",
    "another_way_elsewhere",
    "doubled_in_translation",
    "missing_in_translation",
    "nearly",
    "no_gloss",
    "not_in_this_style",
    "not_preferred",
    "not_the_gloss",
    "one_family_elsewhere",
    "said_in",
    "set_otherwise",
    "slip_in_print",
    "unattested_in_translation",
    "unlisted",
]


class Message(str):
    """A message in English that knows of what it is made, so that it can be said in other languages."""

    __slots__ = ("_values", "_words", "template")  # there may be many
    template: str
    _words: tuple[str, ...]
    _values: tuple[str, ...]

    def __new__(cls, template: str, words: Mapping[str, str]) -> Message:
        """Fill the places of a template with words, some of which may be messages."""
        message = super().__new__(cls, template.format(**words))
        message.template, message._words, message._values = (
            template,
            _kept(tuple(words)),
            tuple(words.values()),
        )
        return message

    @property
    def words(self) -> Mapping[str, str]:
        """What is in the places of the template."""
        return dict(zip(self._words, self._values, strict=True))

    def __getnewargs__(self) -> tuple[str, Mapping[str, str]]:  # type: ignore[override]
        return self.template, self.words

    def in_language(self, language: str) -> str:
        """Return the message in a language, or in English where there is no translation.

        >>> unlisted(words="Olath Siphandone").in_language("vi")
        '"Olath Siphandone" trông như tên người Lào mà không có trong bảng'
        """
        words = {
            name: word.in_language(language) if isinstance(word, Message) else word
            for name, word in self.words.items()
        }
        with in_language(language):
            return translated(self.template).format(**words)


@lru_cache(maxsize=1 << 6)
def _kept(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of some words, the same ones for all messages that have them."""
    return words


def said_in(message: str, language: str) -> str:
    """Return a message in a language, if it is one that can be said in others.

    >>> said_in(set_otherwise(words="Huả", form="Hủa"), "vi"), said_in("as it is", "vi")
    ('"Huả" trình bày khác với "Hủa"', 'as it is')
    """
    return message.in_language(language) if isinstance(message, Message) else message


def not_preferred(*, words: str, preferred: str) -> Message:
    """Say that a spelling is not the preferred one (TL001)."""
    return _filled('"{words}" is preferably spelled "{preferred}"', words=words, preferred=preferred)


def not_in_this_style(*, words: str, new: str) -> Message:
    """Say that a house style writes a name otherwise (TL001)."""
    return _filled('"{words}" is "{new}" in this style', words=words, new=new)


def another_way_elsewhere(*, words: str, other: str) -> Message:
    """Say that a name is spelled otherwise elsewhere (TL002)."""
    return _filled('"{words}" is spelled "{other}" elsewhere in the text', words=words, other=other)


def nearly(*, words: str, form: str) -> Message:
    """Say that a name is probably a slip for another (TL003)."""
    return _filled('"{words}" is nearly "{form}", and no source prints it', words=words, form=form)


def slip_in_print(*, words: str, form: str | None, publisher: str, more: int) -> Message:
    """Say that a name is a slip, and who prints it (TL003).

    >>> slip_in_print(words="Panny Yathotou", form="Pany Yathotou", publisher="VietnamPlus", more=1)
    '"Panny Yathotou" is a slip for "Pany Yathotou" that VietnamPlus and 1 page more print'
    """
    of = _filled(' for "{form}"', form=form) if form else ""
    by = _filled("{publisher} prints", publisher=publisher)
    if more:
        template = marked("{more} pages more") if more > 1 else marked("{more} page more")
        pages = _filled(template, more=str(more))
        by = _filled("{publisher} and {pages} print", publisher=publisher, pages=pages)
    return _filled('"{words}" is a slip{of} that {by}', words=words, of=of, by=by)


def one_family_elsewhere(*, words: str, other: str, name: str) -> Message:
    """Say that the family name of somebody else is rendered otherwise in the text (TL009)."""
    return _filled(
        '"{words}" is a family name that is "{other}" in "{name}"', words=words, other=other, name=name
    )


def not_the_gloss(*, words: str, name: str) -> Message:
    """Say that a gloss names another than the name before it (TL004)."""
    return _filled('"{words}" is not the gloss of "{name}"', words=words, name=name)


def set_otherwise(*, words: str, form: str) -> Message:
    """Say that the typography of a rendering is wrong (TL005)."""
    return _filled('"{words}" is set otherwise than "{form}"', words=words, form=form)


def unlisted(*, words: str) -> Message:
    """Say that the name of a Lao person is in no table (TL006)."""
    return _filled('"{words}" looks like a Lao name and is in no table', words=words)


def no_gloss(*, words: str, gloss: str) -> Message:
    """Say that a first mention lacks its gloss (TL007)."""
    return _filled('"{words}" is first mentioned without its gloss "{gloss}"', words=words, gloss=gloss)


def unattested_in_translation(*, words: str, name: str) -> Message:
    """Say that a translation writes a name of its original as no page does (TL008)."""
    return _filled(
        '"{words}" stands for "{name}" in the original, and no source prints it', words=words, name=name
    )


def another_in_translation(*, words: str, name: str) -> Message:
    """Say that a translation names another than its original does (TL008)."""
    return _filled('"{words}" is another than "{name}" in the original', words=words, name=name)


def missing_in_translation(*, name: str) -> Message:
    """Say that a translation leaves a name of its original out (TL008)."""
    return _filled('"{name}" in the original is left out', name=name)


def doubled_in_translation(*, words: str, name: str) -> Message:
    """Say that a translation prints a name of its original twice (TL008)."""
    return _filled('"{words}" is "{name}" in the original, printed twice', words=words, name=name)


def advice(*, message: str, suggestion: str) -> Message:
    """Add to a message what to write instead.

    >>> advice(message=set_otherwise(words="Huả Phăn", form="Hủa Phăn"), suggestion="Hủa Phăn")
    '"Huả Phăn" is set otherwise than "Hủa Phăn"; write Hủa Phăn'
    """
    return _filled("{message}; write {suggestion}", message=message, suggestion=suggestion)


def advice_to_check(*, message: str, suggestion: str, score: float) -> Message:
    """Add to a message a suggestion that nobody has printed, with its score (0-100).

    >>> advice_to_check(message=unlisted(words="Olath Siphandone"), suggestion="Ô-lạt Xỉ-phăn-đon*", score=61.0)
    '"Olath Siphandone" looks like a Lao name and is in no table; perhaps Ô-lạt Xỉ-phăn-đon* (61.0)'
    """
    shown = f"{score:.1f}"
    return _filled(
        "{message}; perhaps {suggestion} ({score})", message=message, suggestion=suggestion, score=shown
    )


@lru_cache(maxsize=1 << 10, typed=True)
def _filled(template: str, **words: str) -> Message:
    """Return a message with words in its places, the same one where something is found again and again."""
    return Message(template, words)

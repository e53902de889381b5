"""What findings say: a function for each message, with names for the words in it, so that it can be translated."""

from __future__ import annotations

from tenlao.base.translations import translated, translated_number

__all__ = [
    "advice",
    "advice_to_check",
    "another_way_elsewhere",
    "nearly",
    "no_gloss",
    "not_in_this_style",
    "not_preferred",
    "not_the_gloss",
    "one_family_elsewhere",
    "set_otherwise",
    "slip_in_print",
    "unlisted",
]


def not_preferred(*, words: str, preferred: str) -> str:
    """Say that a spelling is not the preferred one (TL001)."""
    return translated('"{words}" is preferably spelled "{preferred}"').format(
        words=words, preferred=preferred
    )


def not_in_this_style(*, words: str, new: str) -> str:
    """Say that a house style writes a name otherwise (TL001)."""
    return translated('"{words}" is "{new}" in this style').format(words=words, new=new)


def another_way_elsewhere(*, words: str, other: str) -> str:
    """Say that a name is spelled otherwise elsewhere (TL002)."""
    return translated('"{words}" is spelled "{other}" elsewhere in the text').format(words=words, other=other)


def nearly(*, words: str, form: str) -> str:
    """Say that a name is probably a slip for another (TL003)."""
    return translated('"{words}" is nearly "{form}", and no source prints it').format(words=words, form=form)


def slip_in_print(*, words: str, form: str | None, publisher: str, more: int) -> str:
    """Say that a name is a slip, and who prints it (TL003).

    >>> slip_in_print(words="Panny Yathotou", form="Pany Yathotou", publisher="VietnamPlus", more=1)
    '"Panny Yathotou" is a slip for "Pany Yathotou" that VietnamPlus and 1 page more print'
    """
    if more:
        of_name = translated_number(
            '"{words}" is a slip for "{form}" that {publisher} and {more} page more print',
            '"{words}" is a slip for "{form}" that {publisher} and {more} pages more print',
            more,
        )
        of_none = translated_number(
            '"{words}" is a slip that {publisher} and {more} page more print',
            '"{words}" is a slip that {publisher} and {more} pages more print',
            more,
        )
    else:
        of_name = translated('"{words}" is a slip for "{form}" that {publisher} prints')
        of_none = translated('"{words}" is a slip that {publisher} prints')
    template = of_name if form else of_none
    return template.format(words=words, form=form, publisher=publisher, more=more)


def one_family_elsewhere(*, words: str, other: str, name: str) -> str:
    """Say that the family name of somebody else is rendered otherwise in the text (TL009)."""
    return translated('"{words}" is a family name that is "{other}" in "{name}"').format(
        words=words, other=other, name=name
    )


def not_the_gloss(*, words: str, name: str) -> str:
    """Say that a gloss names another than the name before it (TL004)."""
    return translated('"{words}" is not the gloss of "{name}"').format(words=words, name=name)


def set_otherwise(*, words: str, form: str) -> str:
    """Say that the typography of a rendering is wrong (TL005)."""
    return translated('"{words}" is set otherwise than "{form}"').format(words=words, form=form)


def unlisted(*, words: str) -> str:
    """Say that the name of a Lao person is in no table (TL006)."""
    return translated('"{words}" looks like a Lao name and is in no table').format(words=words)


def no_gloss(*, words: str, gloss: str) -> str:
    """Say that a first mention lacks its gloss (TL007)."""
    return translated('"{words}" is first mentioned without its gloss "{gloss}"').format(
        words=words, gloss=gloss
    )


def advice(*, message: str, suggestion: str) -> str:
    """Add to a message what to write instead.

    >>> advice(message=set_otherwise(words="Huả Phăn", form="Hủa Phăn"), suggestion="Hủa Phăn")
    '"Huả Phăn" is set otherwise than "Hủa Phăn"; write Hủa Phăn'
    """
    return translated("{message}; write {suggestion}").format(message=message, suggestion=suggestion)


def advice_to_check(*, message: str, suggestion: str, score: float) -> str:
    """Add to a message a suggestion that nobody has printed, with its score (0-100).

    >>> advice_to_check(message=unlisted(words="Olath Siphandone"), suggestion="Ô-lạt Xỉ-phăn-đon*", score=61.0)
    '"Olath Siphandone" looks like a Lao name and is in no table; perhaps Ô-lạt Xỉ-phăn-đon* (61.0)'
    """
    return translated("{message}; perhaps {suggestion} ({score})").format(
        message=message,
        suggestion=suggestion,
        score=f"{score:.1f}",
    )

"""What people read in their own language: messages of the program, by catalogues that gettext reads.

A message is written in English where it is made, and looked up in the catalogue of the language in which the work
at hand is done. To add a language, add its catalogue in `locale` and its tag to `LANGUAGES`;
scripts/update_catalogues.py gathers the messages.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "asked_by_environment",
    "current_language",
    "in_language",
    "marked",
    "translated",
    "translated_number",
]

SOURCE = "en"
"""The language in which messages are written in the program."""
LANGUAGES: tuple[str, ...] = (SOURCE, "vi")

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def current_language() -> str:
    """Return the language in which messages are made at present.

    >>> current_language()
    'en'
    """
    return _language.get()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Make messages in a language, or in English where there is no catalogue of it.

    >>> with in_language("vi"):
    ...     print(translated("person"))
    người
    """
    token = _language.set(language if language in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _language.reset(token)


def marked(message: str) -> str:
    """Return a message as it is, so that it is gathered for translation, and translated where it is used.

    >>> marked("a PDF")
    'a PDF'
    """
    return message


def translated(message: str) -> str:
    """Return a message in the present language; of none, none, for which gettext has the head of the catalogue.

    >>> translated("person")
    'person'
    """
    return _catalogue(_language.get()).gettext(message) if message else ""


def translated_number(one: str, many: str, number: int) -> str:
    """Return a message about a number of things in the present language.

    >>> translated_number("{number} name", "{number} names", 2)
    '{number} names'
    """
    return _catalogue(_language.get()).ngettext(one, many, number)


def asked_by_environment(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the environment asks for, as gettext reads it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.

    >>> asked_by_environment({"LANG": "vi_VN.UTF-8"}), asked_by_environment({"LANG": "C"})
    ('vi', 'en')
    """
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            tags = [tag.replace("-", "_").partition("_")[0].partition(".")[0] for tag in value.split(":")]
            return next((tag for tag in tags if tag in LANGUAGES), SOURCE)
    return SOURCE


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")
    return gettext.translation("tenlao", folder, [language], fallback=True)

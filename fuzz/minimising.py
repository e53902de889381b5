"""Findings made small: what is left still breaks the same promise."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from fuzz.cases import Case


def minimised(case: Case, breaks: Callable[[Case], bool], seconds: float) -> Case:
    """The smallest case that is found within some seconds by leaving out parts, as long as it `breaks` a promise."""
    until = time.monotonic() + seconds
    smaller = True
    while smaller:
        smaller = False
        for candidate in _smaller(case):
            if time.monotonic() > until:
                return case
            if breaks(candidate):
                case, smaller = candidate, True
                break
    return case


def _smaller(case: Case) -> Iterator[Case]:
    """Smaller cases, those first in which most is left out."""
    for path in case.files:
        if len(case.files) > 1:
            yield replace(case, files={name: file for name, file in case.files.items() if name != path})
    for path, content in case.files.items():
        for shorter in _shorter_content(content):
            yield replace(case, files={**case.files, path: shorter})
    for options in _simpler(case.options):
        yield replace(case, options=options)


def _shorter_content(content: bytes) -> Iterator[bytes]:
    try:
        text = content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        yield from map(bytes, _shorter(content))
    else:
        yield from ("".join(left).encode("utf-8", "surrogatepass") for left in _shorter(text))


def _shorter(content: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """What is left of a sequence without a stretch of it: first without long ones."""
    length = len(content)
    while length:
        for start in range(0, len(content), length):
            yield [*content[:start], *content[start + length :]]
        length //= 2


def _simpler(options: Any) -> Iterator[Any]:
    """Options of which a list at any depth has one thing less, or a shorter word; other values stay what they are."""
    if isinstance(options, dict):
        for name, value in options.items():
            if not isinstance(value, str):
                for simpler in _simpler(value):
                    yield {**options, name: simpler}
    elif isinstance(options, list):
        for number, value in enumerate(options):
            yield [*options[:number], *options[number + 1 :]]
            for simpler in _simpler(value):
                yield [*options[:number], simpler, *options[number + 1 :]]
    elif isinstance(options, str) and len(options) > 1:
        for left in _shorter(options):
            yield "".join(left)

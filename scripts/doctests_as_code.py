"""An extension of griffe, which reads docstrings for the site: doctests are shown as code."""

from __future__ import annotations

import re
from typing import Any

import griffe

DOCTEST = re.compile(r"(?:^|(?<=\n\n)) *>>> .*?(?=\n\n|\Z)", re.DOTALL)


def with_fences(docstring: str) -> str:
    r"""Fence the doctests in a docstring.

    >>> with_fences("Add.\n\n>>> 1 + 1\n2\n\nMore.")
    'Add.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nMore.'
    """
    return DOCTEST.sub(lambda example: f"```pycon\n{example[0].strip()}\n```", docstring)


class DoctestsAsCode(griffe.Extension):
    """Fence the doctests in every docstring that is read."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        if obj.docstring:
            obj.docstring.value = with_fences(obj.docstring.value)

    def on_package(self, *, pkg: griffe.Module, **kwargs: Any) -> None:
        self.on_object(obj=pkg)

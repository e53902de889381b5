"""What goes wrong, as a problem document (RFC 9457) that says what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from tenlao.base.errors import TenlaoError

__all__ = ["MEDIA_TYPE", "PROBLEMS", "Problem", "not_usable", "of_status"]

MEDIA_TYPE = "application/problem+json"

_SITE = "https://tenlao.github.io/tenlao/web.html"

PROBLEMS: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "The request cannot be read"),
    "key-needed": (401, "A key is needed"),
    "other-origin": (403, "Another page may not ask"),
    "not-found": (404, "There is no such thing"),
    "wrong-method": (405, "This method does nothing here"),
    "too-slow": (408, "The request took too long to arrive"),
    "too-large": (413, "The request is too large"),
    "wrong-type": (415, "The body is not of a type that is read"),
    "wrong-host": (421, "The server is not called so"),
    "not-usable": (422, "What is given cannot be used"),
    "too-many": (429, "Too many requests at once"),
    "broken": (500, "Something is wrong here"),
    "busy": (503, "The server is busy"),
    "took-too-long": (503, "The work took too long"),
}
"""What can go wrong: by its name, which ends the type of the problem, the status and the title."""


class Problem(Exception):  # noqa: N818 - so RFC 9457 calls it
    """Something that goes wrong with a request; the detail says what, and what to do.

    >>> Problem("not-found", "no entry is called x; look at /api/v1/entries").status
    404
    """

    def __init__(self, name: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        """Name one of `PROBLEMS`; `more` are members of the document besides the usual ones."""
        super().__init__(name, detail)
        self.name = name
        self.status, self.title = PROBLEMS[name]
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more

    def document(self, request_id: str) -> bytes:
        """Return the problem document.

        >>> json.loads(Problem("too-many", "wait").document("7"))["instance"]
        'urn:request:7'
        """
        data = {
            "type": f"{_SITE}#{self.name}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": f"urn:request:{request_id}",
        }
        return json.dumps(data | self.more, ensure_ascii=False).encode("utf-8", "replace")


def not_usable(error: TenlaoError) -> Problem:
    """Return the problem that an error of the library is.

    >>> not_usable(TenlaoError("is a PDF, which is not read", "a.pdf")).detail
    'a.pdf: is a PDF, which is not read'
    """
    more: dict[str, Any] = {"argument": error.argument} if error.argument else {}
    return Problem("not-usable", str(error), **more)


def of_status(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Problem:
    """Return the problem that a status stands for; any that is not foreseen is a bad request."""
    name = next((name for name, (known, _) in PROBLEMS.items() if known == status), "bad-request")
    return Problem(name, detail or HTTPStatus(status).phrase, headers)

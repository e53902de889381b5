"""What pages load besides themselves: styles, scripts, fonts, a picture; read once, and kept in memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.responses import Response

from tenlao.web.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Assets"]

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_FOR_EVER = "public, max-age=31536000, immutable"


class Assets:
    """The files beside this module, at addresses that change with them, so that browsers may keep them for ever.

    >>> Assets().address("page.css").startswith("/assets/")
    True
    """

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        folder = os.path.join(os.path.dirname(__file__), "assets")
        found = {}
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if os.path.splitext(name)[1] in _TYPES:
                    path = os.path.join(parent, name)
                    with open(path, "rb") as file:
                        found[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
        return found

    @cached_property
    def version(self) -> str:
        """What changes with any of the files."""
        digest = sha256()
        for name, content in self._files.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Return the address of a file."""
        return f"/assets/{self.version}/{name}"

    async def answer(self, request: Request) -> Response:
        """Answer with a file."""
        content = self._files.get(request.path_params["name"])
        if content is None or request.path_params["version"] != self.version:
            raise Problem("not-found", "there is no such file; reload the page")
        kind = _TYPES[os.path.splitext(request.path_params["name"])[1]]
        return Response(content, media_type=kind, headers={"cache-control": _FOR_EVER})

"""Where the data files of the package are: beside the code when installed, in the checkout otherwise."""

from __future__ import annotations

import os

__all__ = ["bundled_file", "content_of"]


def bundled_file(name: str) -> str:
    """The path of a data file that comes with the package.

    >>> os.path.exists(bundled_file("names.toml"))
    True
    """
    folder = os.path.dirname(__file__)
    installed = os.path.join(folder, "data", name)
    return installed if os.path.exists(installed) else os.path.join(folder, "..", "..", "data", name)


def content_of(file: str | os.PathLike[str]) -> bytes:
    """What a file holds.

    >>> content_of(bundled_file("names.toml")).startswith(b"#")
    True
    """
    with open(file, "rb") as stream:
        return stream.read()

"""Where the data files of the package are: beside the code when installed, in the checkout otherwise."""

from __future__ import annotations

from pathlib import Path

__all__ = ["bundled_file"]


def bundled_file(name: str) -> Path:
    """The path of a data file that comes with the package.

    >>> bundled_file("names.toml").exists()
    True
    """
    installed = Path(__file__).with_name("data") / name
    return installed if installed.exists() else Path(__file__).parents[2] / "data" / name

"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["program_version"]


def program_version() -> str:
    """Return the version of the package; "0" where it runs without being installed.

    >>> program_version()[0].isdigit()
    True
    """
    try:
        return version("tenlao")
    except PackageNotFoundError:
        return "0"

"""Which version of the program this is."""

__all__ = ["program_version"]


def program_version() -> str:
    """Return the version of the package; "0" where it runs without being installed.

    >>> program_version()[0].isdigit()
    True
    """
    from importlib.metadata import PackageNotFoundError, version  # which take a while to load

    try:
        return version("tenlao")
    except PackageNotFoundError:
        return "0"

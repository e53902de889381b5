"""The one error of tenlao: bad input, and where it stands; and what to do when a file cannot be used."""

import errno

__all__ = ["TenlaoError", "reason"]

_REMEDIES = {
    errno.EACCES: "check the permissions of it and of its folder",
    errno.EPERM: "check the permissions of it and of its folder",
    errno.ENOSPC: "make room, or choose another disk",
    errno.EDQUOT: "make room, or choose another disk",
    errno.EROFS: "choose another disk",
    errno.EFBIG: "choose another disk",
    errno.EIO: "check the disk",
    errno.EINTR: "try again",
    errno.EAGAIN: "try again",
    errno.EBUSY: "try again",
}


class TenlaoError(Exception):
    """Input that cannot be used; says what is wrong, where, and what to do.

    >>> str(TenlaoError("the id is missing", file="names.toml", line=12))
    'names.toml:12: the id is missing'
    >>> str(TenlaoError("no such file", file="names.toml"))
    'names.toml: no such file'

    `argument` is the one with which to put it right, if one of the called function does, such as "encoding" or
    "encoding=tcvn3"; whoever offers options of other names can tell of those.
    """

    def __init__(
        self, message: str, file: str | None = None, line: int | None = None, argument: str | None = None
    ) -> None:
        super().__init__(message, file, line)
        self.message = message
        self.file = file
        self.line = line
        self.argument = argument

    def __str__(self) -> str:
        if self.file is None:
            return self.message
        if self.line is None:
            return f"{self.file}: {self.message}"
        return f"{self.file}:{self.line}: {self.message}"


def reason(error: OSError | ValueError) -> str:
    """Return why the system cannot use a file, in its words, and what to do about it.

    >>> reason(OSError(errno.ENOSPC, "No space left on device"))
    'No space left on device; make room, or choose another disk'
    >>> reason(ValueError("embedded null byte"))
    'embedded null byte; check the path'
    """
    number, words = (error.errno, error.strerror) if isinstance(error, OSError) else (None, None)
    return f"{words or error}; {_REMEDIES.get(number or 0, 'check the path')}"

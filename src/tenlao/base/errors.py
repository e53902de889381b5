"""The one error of tenlao: bad input, and where it stands."""

__all__ = ["TenlaoError"]


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

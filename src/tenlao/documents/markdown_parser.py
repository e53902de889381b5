"""The parser of Markdown, kept small: it holds no more of a text than what is read of it.

As it comes, it keeps some hundred bytes for each line, each block and each word between marks, until all is read.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = ["SOME", "Blocks", "Tokens", "block_state", "blocks_in", "read_block"]

SOME = Token("", "", 0)
"""It stands for tokens of which nothing matters but that they are there."""

_LINE_END = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"(?P<blanks>[ \t]*)[^\n]*\n?")


class Blocks(list[Token]):
    """The tokens of blocks: taken as they come, and of all that hold text kept what is in them, and where."""

    def __init__(self) -> None:
        super().__init__()
        self._contents, self._ends = StringIO(), array("L")
        self._lines, self._are_html = array("L"), bytearray()
        self._last: Token | None = None

    def append(self, token: Token) -> None:
        """Take in a token; what it holds is told after this, but before the next."""
        self._keep_last()
        self._last = token if token.type in ("inline", "html_block") else None

    def read(self) -> Iterator[tuple[str, int, bool]]:
        """Give the content of each block, the number of the line in which it starts, and whether it is HTML."""
        self._keep_last()
        contents = self._contents.getvalue()
        start = 0
        for end, line, is_html in zip(self._ends, self._lines, self._are_html, strict=True):
            yield contents[start:end], line, bool(is_html)
            start = end

    def _keep_last(self) -> None:
        token, self._last = self._last, None
        if token is not None:
            self._contents.write(token.content)
            self._ends.append(self._contents.tell())
            self._lines.append(token.map[0] if token.map else 0)
            self._are_html.append(token.type == "html_block")


def read_block(content: str, parser: MarkdownIt, env: dict[str, Any]) -> None:
    """Apply the rules of the parser to the content of a block, as `markdown_it.parser_inline.ParserInline.parse`."""
    state = StateInline(content, parser, env, Tokens())
    state.cache = _Skipped(len(content))  # type: ignore[assignment]
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)


class _Skipped:
    """Where ends what the parser has found at a place when it looked ahead; four bytes for each character."""

    def __init__(self, size: int) -> None:
        self._ends = array("I", bytes(4 * size))

    def __contains__(self, place: int) -> bool:
        return self._ends[place] > 0

    def __getitem__(self, place: int) -> int:
        return self._ends[place]

    def __setitem__(self, place: int, end: int) -> None:
        self._ends[place] = end


class Tokens(list[Token]):
    """The tokens of a paragraph, of which those of the text between marks are `SOME`.

    A token of text has its content when it is taken in; a mark that may be one of emphasis gets it after that.
    """

    def append(self, token: Token) -> None:
        """Take in a token."""
        super().append(token if token.type == "text" and not token.content else SOME)


def blocks_in(source: str, parser: MarkdownIt, env: dict[str, Any]) -> Iterator[tuple[str, int, bool]]:
    """Give the blocks that hold text, see `Blocks.read`; the environment takes in what links are defined."""
    blocks = Blocks()
    # As the parser does before anything else.
    state = block_state(_LINE_END.sub("\n", source).replace("\0", "\ufffd"), parser, env, blocks)
    parser.block.tokenize(state, 0, state.lineMax)
    del state
    yield from blocks.read()


def block_state(source: str, parser: MarkdownIt, env: dict[str, Any], blocks: Blocks) -> StateBlock:
    r"""Return the state in which the parser begins to read the blocks of a text.

    >>> from markdown_it import MarkdownIt
    >>> ours = block_state("a\n\tb\n  c\n ", parser := MarkdownIt(), {}, Blocks())
    >>> theirs = StateBlock("a\n\tb\n  c\n ", parser, {}, [])
    >>> names = ("bMarks", "eMarks", "tShift", "sCount", "bsCount")
    >>> [list(getattr(ours, name)) == getattr(theirs, name) for name in names], ours.lineMax == theirs.lineMax
    ([True, True, True, True, True], True)
    """
    state = StateBlock("", parser, env, blocks)
    begins, ends, shifts, indents, tabs = lines = [array("i") for _ in range(5)]
    for line in _LINE.finditer(source):
        start, stop = line.span()
        blanks = line["blanks"]
        end = stop - source.endswith("\n", start, stop)
        if start == stop or (end == stop and len(blanks) == end - start):
            break  # the last line, if it is blank, is none
        begins.append(start)
        ends.append(end)
        shifts.append(len(blanks))
        indents.append(len(blanks.expandtabs(4)))
        tabs.append(0)
    for numbers, last in zip(lines, (len(source), len(source), 0, 0, 0), strict=True):
        numbers.append(last)
    state.src, state.lineMax = source, len(begins) - 1
    state.bMarks, state.eMarks, state.tShift, state.sCount, state.bsCount = lines  # type: ignore[assignment]
    return state

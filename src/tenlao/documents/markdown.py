"""Markdown (CommonMark): where code, addresses, emphasis and all else stands that is no prose.

The parser's result tells what there is, but not where; so that is noted while the rules of the parser run.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from tenlao.base.errors import TenlaoError
from tenlao.documents.html import is_left_alone, name_of_tag, tag_markup
from tenlao.documents.html import markup_of as markup_of_page
from tenlao.documents.text import Markup, Syntax, TextDocument, character, inline, parting, read_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["LARGEST_MARKDOWN", "MOST_EMPHASIS", "escaped", "markup_of", "read"]

LARGEST_MARKDOWN = 4 << 20
"""Longer texts are refused: the parser needs a second for each million characters, of hostile ones half a minute."""
MOST_EMPHASIS = 50_000
"""Texts with more stars, underscores and tildes in a paragraph are refused: the parser takes up to 1 kB for each."""

_LINE_END = re.compile(r"\r\n?|\n")
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_TO_ESCAPE = re.compile(r"[\\`*_\[\]<>&~]")


def read(content: bytes, name: str, encoding: str | None) -> TextDocument:
    """Read a text in Markdown, see `tenlao.documents.text.read_text` and `markup_of`."""
    return read_text(
        "markdown", content, name, encoding, lambda source: Syntax(markup_of(source, name), escaped)
    )


def escaped(text: str) -> str:
    r"""Return a text as it is written in Markdown.

    >>> escaped("Lao *and* Thai")
    'Lao \\*and\\* Thai'
    """
    return _TO_ESCAPE.sub(r"\\\g<0>", text)


def markup_of(source: str, name: str | None = None) -> Iterator[Markup]:
    r"""Return the markup of a text; `name` is what its file is called in an error.

    >>> [source[m.start : m.end] for source in ["# Viêng **Chăn**, `code`"] for m in markup_of(source)]
    ['# ', '*', '*', '*', '*', '`code`']

    Raises:
        TenlaoError: the parser is not installed, or there is too much for it.
    """
    if len(source) > LARGEST_MARKDOWN:
        million = LARGEST_MARKDOWN >> 20
        raise TenlaoError(
            f"is longer than {million} million characters; split it, or read it as plain text", name
        )
    try:
        parser, notes = _parser()
    except ModuleNotFoundError as error:
        message = (
            'reading Markdown needs markdown-it-py: pip install "tenlao[docs]"; or read it as plain text'
        )
        raise TenlaoError(message, name) from error
    return _markup(source, parser, notes, name)


def _parser() -> tuple[MarkdownIt, _Notes]:
    """Return a parser, and the notes that its rules will take."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    # Tables are read as paragraphs, whose text has the same places.
    parser = MarkdownIt("commonmark").enable("strikethrough").use(front_matter_plugin)
    parser.core.ruler.disable(["inline", "text_join"])
    parser.inline.ruler2.disable("fragments_join")
    notes = _Notes()
    notes.attach(parser)
    return parser, notes


def _markup(source: str, parser: MarkdownIt, notes: _Notes, name: str | None) -> Iterator[Markup]:
    from tenlao.documents.markdown_parser import blocks_in

    lines = _Lines(source)
    env: dict[str, Any] = {}
    at = 0
    for content, first, is_html in blocks_in(source, parser, env):
        if not content.strip():
            continue
        placed = _placed(source, lines, content, first)
        if not placed:
            continue
        if at < placed[0].start:
            yield parting(at, placed[0].start)
        if is_html:
            within = markup_of_page(content)
        else:
            _refuse_emphasis(content, first, name)
            within = notes.taken_in(content, parser, env)
        yield from merge(_in_source(within, placed), _prefixes(source, placed))
        at = placed[-1].end
    if at < len(source):
        yield parting(at, len(source))


def _refuse_emphasis(content: str, first: int, name: str | None) -> None:
    """Refuse a paragraph that has more marks of emphasis than the parser has room for."""
    if sum(map(content.count, "*_~")) > MOST_EMPHASIS:
        message = f"has more than {MOST_EMPHASIS} stars, underscores and tildes in one paragraph; split it"
        raise TenlaoError(f"{message}, or read it as plain text", name, first + 1)


class _Line(NamedTuple):
    """A line of the content of a token: where it starts in that, and from where to where it is in the source."""

    offset: int
    start: int
    end: int


class _Lines:
    """Where the lines of a text start and end, as the parser counts them."""

    def __init__(self, source: str) -> None:
        self.starts, self.ends = array("I", [0]), array("I")
        for line_end in _LINE_END.finditer(source):
            self.ends.append(line_end.start())
            self.starts.append(line_end.end())
        self.ends.append(len(source))


def _placed(source: str, lines: _Lines, content: str, first: int) -> list[_Line]:
    """Return where the lines of a block's content are in the source; none if the parser has changed one."""
    placed = []
    offset = 0
    for number, line in enumerate(content.removesuffix("\n").split("\n"), first):
        start, end = lines.starts[number], lines.ends[number]
        # A tab may have become blanks.
        words = line if line in source[start:end] else line.lstrip(" ")
        place = source.rfind(words, start, end)
        if place < 0:
            return []
        placed.append(_Line(offset + len(line) - len(words), place, place + len(words)))
        offset += len(line) + 1
    return placed


def _in_source(markup: Iterable[Markup], placed: Sequence[_Line]) -> Iterator[Markup]:
    """Give markup of a token's content as markup of the source, parted where lines end."""
    offsets = [line.offset for line in placed]
    for start, end, shown, role in markup:
        for line in placed[max(0, bisect_right(offsets, start) - 1) : bisect_right(offsets, end - 1)]:
            first, last = max(start, line.offset), min(end, line.offset + line.end - line.start)
            if first < last:
                shift = line.start - line.offset
                yield Markup(first + shift, last + shift, shown[first - start : last - start], role)


def _prefixes(source: str, placed: Sequence[_Line]) -> Iterator[Markup]:
    """Give what stands before the lines of a token but the first: marks of quotations."""
    for before, line in pairwise(placed):
        gap = source[before.end : line.start]
        prefix = re.split(r"[\r\n]", gap)[-1]
        if prefix.strip():
            yield inline(line.start - len(prefix), line.start, "opens")


# What rules find at a place, by a number.
_FOUND: Sequence[Callable[[str, int, int], Markup]] = (
    lambda _, start, end: parting(start, end),
    lambda _, start, end: inline(start, end, "opens"),
    lambda _, start, end: inline(start, end, "closes"),
    lambda _, start, end: inline(start, end, "clings"),
    lambda content, start, end: character(start, end, unescape(content[start:end])),
    lambda content, start, end: tag_markup(start, end, *name_of_tag(content[start:end])),
)
_PARTS, _OPENS, _CLOSES, _CLINGS, _CHARACTER, _TAG = range(len(_FOUND))
_GOES_ON = bytes([len(_FOUND) + 1])
_PLACE = re.compile(rb"[\1-%b]%b*" % (bytes([len(_FOUND)]), _GOES_ON))


class _Notes:
    """What the rules of a parser find in the content of a token."""

    def __init__(self) -> None:
        self.content = ""
        # What is found, for each character: 0 for nothing, 1 and more for what begins there, `_GOES_ON` after that.
        self.found = bytearray()
        self.tags = array("L")  # where each starts and ends
        # Marks that may be of emphasis, and the tokens that tell once all is read.
        self.emphasis: list[tuple[int, int, Token]] = []

    def attach(self, parser: MarkdownIt) -> None:
        """Make the rules of a parser take notes here."""
        from markdown_it import rules_inline as rules

        for name, rule, note in (
            ("escape", rules.escape, self.note_escape),
            ("backticks", rules.backtick, self.note_code),
            ("strikethrough", rules.strikethrough.tokenize, self.note_emphasis),
            ("emphasis", rules.emphasis.tokenize, self.note_emphasis),
            ("link", rules.link, self.note_link),
            ("image", rules.image, self.note_block),
            ("autolink", rules.autolink, self.note_block),
            ("html_inline", rules.html_inline, self.note_tag),
            ("entity", rules.entity, self.note_character),
        ):
            parser.inline.ruler.at(name, self.noting(rule, note))

    def noting(
        self, rule: Callable[[StateInline, bool], bool], note: Callable[[StateInline, int, int], None]
    ) -> Callable[[StateInline, bool], bool]:
        """Return a rule that takes a note whenever it applies."""

        def noted(state: StateInline, silent: bool) -> bool:
            start, tokens = state.pos, len(state.tokens) + bool(state.pending)
            applies = rule(state, silent)
            # The description of a picture is read apart, and left alone.
            if applies and not silent and state.src is self.content:
                note(state, start, tokens)
            return applies

        return noted

    def taken_in(self, content: str, parser: MarkdownIt, env: dict[str, Any]) -> Iterator[Markup]:
        """Give the markup in the content of a block."""
        from tenlao.documents.markdown_parser import read_block

        self.content, self.found = content, bytearray(len(content))
        self.tags, self.emphasis = array("L"), []
        read_block(content, parser, env)
        self.read_emphasis()
        self.read_tags()
        for place in _PLACE.finditer(self.found):
            yield _FOUND[place[0][0] - 1](content, *place.span())

    def note(self, start: int, end: int, what: int) -> None:
        """Note what is at a place."""
        self.found[start:end] = bytes([what + 1]) + _GOES_ON * (end - start - 1)

    def read_emphasis(self) -> None:
        """Note which marks have become marks of emphasis."""
        closed = -1
        for start, end, token in self.emphasis:
            if token.type == "text" and token.content:
                continue
            # Of two marks that make one, the first to close says so, and the last to open.
            closes = token.nesting < 0 or (token.type == "text" and closed == start)
            closed = end if closes else -1
            self.note(start, end, _CLINGS if closes else _OPENS)

    def read_tags(self) -> None:
        """Note tags, and elements that are left alone with all that is in them."""
        alone, alone_from, depth = "", 0, 0
        ends = iter(self.tags)
        for start, end in zip(ends, ends, strict=True):
            name, closes = name_of_tag(self.content[start:end])
            if not alone and is_left_alone(name) and not closes:
                alone, alone_from, depth = name, start, 1
            elif not alone:
                self.note(start, end, _TAG)
            elif name == alone:
                depth += -1 if closes else 1
                if not depth:
                    self.note(alone_from, end, _PARTS)
                    alone = ""
        if alone:
            self.note(alone_from, len(self.content), _PARTS)

    def note_escape(self, state: StateInline, start: int, _: int) -> None:
        if state.src[start + 1 : start + 2] in (*_PUNCTUATION, "\n"):
            self.note(start, start + 1, _OPENS)

    def note_code(self, state: StateInline, start: int, _: int) -> None:
        if not state.pending:
            self.note(start, state.pos, _PARTS)

    def note_block(self, state: StateInline, start: int, tokens: int) -> None:
        from tenlao.documents.markdown_parser import SOME

        self.note(start, state.pos, _PARTS)
        state.tokens[tokens:] = [SOME] * (len(state.tokens) - tokens)

    def note_link(self, state: StateInline, start: int, _: int) -> None:
        label_end = state.md.helpers.parseLinkLabel(state, start, True)
        if state.src[label_end + 1 : state.pos] in ("", "[]"):
            # Its own words name it: with other words there would be no link.
            self.note(start, state.pos, _PARTS)
            while self.emphasis and self.emphasis[-1][0] >= start:
                self.emphasis.pop()
            return
        self.note(start, start + 1, _OPENS)
        self.note(label_end, state.pos, _CLOSES)

    def note_tag(self, state: StateInline, start: int, _: int) -> None:
        self.tags.extend((start, state.pos))

    def note_character(self, state: StateInline, start: int, _: int) -> None:
        if state.pos - start > 1:
            self.note(start, state.pos, _CHARACTER)

    def note_emphasis(self, state: StateInline, start: int, tokens: int) -> None:
        for token in state.tokens[tokens:]:
            end = start + len(token.content)
            self.emphasis.append((start, end, token))
            start = end

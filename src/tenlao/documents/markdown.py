"""Markdown (CommonMark): where code, addresses, emphasis and all else stands that is no prose.

The parser's result tells what there is, but not where; so that is noted while the rules of the parser run.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
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
            "reading Markdown needs markdown-it-py: pip install 'tenlao[docs]'; or read it as plain text"
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
    lines = _lines(source)
    env: dict[str, Any] = {}
    at = 0
    for token in parser.parse(source, env):
        if token.type not in ("inline", "html_block") or not token.content.strip():
            continue
        placed = _placed(source, lines, token)
        if not placed:
            continue
        if at < placed[0].start:
            yield parting(at, placed[0].start)
        if token.type == "inline":
            _refuse_emphasis(token, name)
            within = notes.taken_in(token.content, parser, env)
        else:
            within = list(markup_of_page(token.content))
        yield from sorted([*_in_source(within, placed), *_prefixes(source, placed)])
        at = placed[-1].end
    if at < len(source):
        yield parting(at, len(source))


def _refuse_emphasis(token: Token, name: str | None) -> None:
    """Refuse a paragraph that has more marks of emphasis than the parser has room for."""
    if sum(map(token.content.count, "*_~")) > MOST_EMPHASIS:
        message = f"has more than {MOST_EMPHASIS} stars, underscores and tildes in one paragraph; split it"
        raise TenlaoError(
            f"{message}, or read it as plain text", name, token.map[0] + 1 if token.map else None
        )


class _Line(NamedTuple):
    """A line of the content of a token: where it starts in that, and from where to where it is in the source."""

    offset: int
    start: int
    end: int


def _lines(source: str) -> list[tuple[int, int]]:
    """Return where the lines of a text start and end, as the parser counts them."""
    lines = []
    at = 0
    for line_end in _LINE_END.finditer(source):
        lines.append((at, line_end.start()))
        at = line_end.end()
    return [*lines, (at, len(source))]


def _placed(source: str, lines: Sequence[tuple[int, int]], token: Token) -> list[_Line]:
    """Return where the lines of a token's content are in the source; none if the parser has changed one."""
    first = token.map[0] if token.map else 0
    placed = []
    offset = 0
    for number, content in enumerate(token.content.removesuffix("\n").split("\n"), first):
        start, end = lines[number]
        # A tab may have become blanks.
        words = content if content in source[start:end] else content.lstrip(" ")
        place = source.rfind(words, start, end)
        if place < 0:
            return []
        placed.append(_Line(offset + len(content) - len(words), place, place + len(words)))
        offset += len(content) + 1
    return placed


def _in_source(markup: Sequence[Markup], placed: Sequence[_Line]) -> Iterator[Markup]:
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


def _is_touched(markup: Markup, elements: Sequence[tuple[int, int]]) -> bool:
    """Tell whether markup is in one of some elements, which are in order, at least in part."""
    before = bisect_left(elements, (markup.end,)) - 1
    return before >= 0 and elements[before][1] > markup.start


class _Notes:
    """What the rules of a parser find in the content of a token."""

    def __init__(self) -> None:
        self.content = ""
        self.markup: list[Markup] = []
        self.tags: list[tuple[int, int, str]] = []
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

    def taken_in(self, content: str, parser: MarkdownIt, env: dict[str, Any]) -> list[Markup]:
        """Return the markup in the content of a token."""
        self.content = content
        self.markup, self.tags, self.emphasis = [], [], []
        parser.inline.parse(content, parser, env, [])
        self.read_emphasis()
        self.read_tags()
        return sorted(self.markup)

    def read_emphasis(self) -> None:
        """Note which marks have become marks of emphasis."""
        before = Markup(0, 0, "", "opens")
        for start, end, token in self.emphasis:
            if token.type == "text" and token.content:
                continue
            # Of two marks that make one, the first to close says so, and the last to open.
            closes = token.nesting < 0 or (
                token.type == "text" and before.role == "clings" and before.end == start
            )
            before = inline(start, end, "clings" if closes else "opens")
            self.markup.append(before)

    def read_tags(self) -> None:
        """Note tags, and elements that are left alone with all that is in them."""
        alone, alone_from, depth = "", 0, 0
        elements = []
        for start, end, tag in self.tags:
            name, closes = name_of_tag(tag)
            if not alone and is_left_alone(name) and not closes:
                alone, alone_from, depth = name, start, 1
            elif not alone:
                self.markup.append(tag_markup(start, end, name, closes))
            elif name == alone:
                depth += -1 if closes else 1
                if not depth:
                    elements.append((alone_from, end))
                    alone = ""
        if alone:
            elements.append((alone_from, len(self.content)))
        self.markup = [m for m in self.markup if not _is_touched(m, elements)]
        self.markup += [parting(start, end) for start, end in elements]

    def note_escape(self, state: StateInline, start: int, _: int) -> None:
        if state.src[start + 1 : start + 2] in (*_PUNCTUATION, "\n"):
            self.markup.append(inline(start, start + 1, "opens"))

    def note_code(self, state: StateInline, start: int, _: int) -> None:
        if not state.pending:
            self.markup.append(parting(start, state.pos))

    def note_block(self, state: StateInline, start: int, _: int) -> None:
        self.markup.append(parting(start, state.pos))

    def note_link(self, state: StateInline, start: int, _: int) -> None:
        label_end = state.md.helpers.parseLinkLabel(state, start, True)
        self.markup.append(inline(start, start + 1, "opens"))
        self.markup.append(inline(label_end, state.pos, "closes"))

    def note_tag(self, state: StateInline, start: int, _: int) -> None:
        self.tags.append((start, state.pos, state.src[start : state.pos]))

    def note_character(self, state: StateInline, start: int, _: int) -> None:
        written = state.src[start : state.pos]
        if len(written) > 1:
            self.markup.append(character(start, state.pos, unescape(written)))

    def note_emphasis(self, state: StateInline, start: int, tokens: int) -> None:
        for token in state.tokens[tokens:]:
            end = start + len(token.content)
            self.emphasis.append((start, end, token))
            start = end

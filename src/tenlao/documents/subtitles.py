"""Subtitles in SubRip (.srt) and WebVTT (.vtt): where numbers, times, settings, notes and tags stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tenlao.documents.html import escaped as escaped_in_html
from tenlao.documents.html import reference
from tenlao.documents.text import Markup, Syntax, TextDocument, inline, parting, read_text

__all__ = ["escaped_in", "is_webvtt", "markup_of", "read"]

_LINE = re.compile(r"(?P<words>[^\r\n]*)(?:\r\n?|\n|(?<=[^\r\n])\Z)")
_TIMES = re.compile(r"[ \t]*(?:\d+:)?\d+:\d+[.,]\d+[ \t]*-->")
_NO_CUE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
_SIGN = re.compile(r"<(?P<end>/)?(?:[A-Za-z0-9][^<>\r\n]*)?>|\{\\[^{}\r\n]*\}|&")


def read(content: bytes, name: str, encoding: str | None) -> TextDocument:
    """Read subtitles, see `tenlao.documents.text.read_text`."""
    return read_text(
        "subtitles", content, name, encoding, lambda source: Syntax(markup_of(source), escaped_in(source))
    )


def is_webvtt(source: str) -> bool:
    """Tell whether a text is WebVTT, which says so in its first line."""
    return re.match(r"WEBVTT(?:\s|$)", source) is not None


def markup_of(source: str) -> Iterator[Markup]:
    r"""Give the markup of subtitles: all but the words that are shown.

    >>> source = "1\n00:00:01,000 --> 00:00:02,000\n<i>Phoxay</i>\n"
    >>> [source[m.start : m.end] for m in markup_of(source)]
    ['1', '00:00:01,000 --> 00:00:02,000', '<i>', '</i>']
    """
    webvtt = is_webvtt(source)
    begins_block, in_note = True, False
    for line in _LINE.finditer(source):
        start, end = line.span("words")
        words = line["words"].strip()
        if not words:
            begins_block, in_note = True, False
            continue
        in_note = in_note or (webvtt and begins_block and _NO_CUE.match(words) is not None)
        may_name_cue = words.isdecimal() or (webvtt and begins_block)
        if in_note or _TIMES.match(source, start) or (may_name_cue and _TIMES.match(source, line.end())):
            yield parting(start, end)
        else:
            yield from _in_words(source, start, end, webvtt)
        begins_block = False


def escaped_in(source: str) -> Callable[[str], str]:
    """Return how text is written in these subtitles: WebVTT has character references, SubRip none."""
    return escaped_in_html if is_webvtt(source) else str


def _in_words(source: str, start: int, end: int, webvtt: bool) -> Iterator[Markup]:
    """Give the markup in a line of words that are shown."""
    for sign in _SIGN.finditer(source, start, end):
        if sign[0] != "&":
            yield inline(sign.start(), sign.end(), "closes" if sign["end"] else "opens")
        elif webvtt and (found := reference(source, sign.start())):
            yield found

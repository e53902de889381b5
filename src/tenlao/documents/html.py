"""HTML: where tags, comments, character references, and text that is no prose stand, as browsers read them.

Broken markup is read as it is shown: no tag needs to be closed, and nothing is an error.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator
from html.entities import html5

from tenlao.documents.text import (
    JOINER,
    Markup,
    Syntax,
    TextDocument,
    character,
    inline,
    parting,
    read_text,
)

__all__ = ["escaped", "is_left_alone", "markup_of", "name_of_tag", "read", "reference", "tag_markup"]

# Where a text ends or another begins; all other elements stand within a sentence, even those that nobody knows.
_PARTING = """
    address area article aside audio base blockquote body button canvas caption center col colgroup dd details
    dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
    hgroup hr html iframe img input legend li link main map menu menuitem meta nav object ol optgroup option p param
    picture progress rb rp rt rtc search section select source sub summary sup svg table tbody td tfoot th thead tr
    track ul video
"""
# Elements whose text is not prose: code, forms, what other programs or other readers are given.
_LEFT_ALONE = """
    audio canvas code datalist kbd math noscript object pre samp select svg template tt var video
"""
# Elements in which there are no tags, so that only their own end tag ends them.
_RAW = ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
_SELF_CLOSING = ("math", "svg")

_IS_PARTING = frozenset(_PARTING.split())
_IS_LEFT_ALONE = frozenset(_LEFT_ALONE.split()).union(_RAW)

_SIGN = re.compile("<(?=[A-Za-z/!?])|&")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[^>=]*(?:=\s*(?:"[^"]*"|'[^']*'|[^\s>"'])?)?""")
_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,9}|[xX][0-9a-fA-F]{1,8});?|([A-Za-z][A-Za-z0-9]{1,31};?))")
_COMMENT_END = re.compile("--!?>")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in _RAW}
# In a script, what ends it does not where a comment has begun and a script in that.
_SCRIPT_SIGN = re.compile(
    r"(?P<begin><!(?=--))|(?P<end>-->)|<(?P<slash>/?)script(?=[\t\n\f\r />])", re.IGNORECASE
)


def read(content: bytes, name: str, encoding: str | None) -> TextDocument:
    """Read a page, see `tenlao.documents.text.read_text`."""
    return read_text("html", content, name, encoding, lambda source: Syntax(markup_of(source), escaped))


def markup_of(source: str) -> Iterator[Markup]:
    r"""Give the markup of a page.

    >>> [source[m.start : m.end] for source in ["<p>V<b>ie</b>t &amp; Lao"] for m in markup_of(source)]
    ['<p>', '<b>', '</b>', '&amp;']
    """
    return _Reader(source).markup()


def escaped(text: str) -> str:
    """Return a text as it is written in HTML.

    >>> escaped("Lao & <Thai>")
    'Lao &amp; &lt;Thai&gt;'
    """
    return html.escape(text, quote=False)


def is_left_alone(name: str) -> bool:
    """Tell whether the text of an element is not prose.

    >>> is_left_alone("code"), is_left_alone("p")
    (True, False)
    """
    return name in _IS_LEFT_ALONE


def reference(source: str, start: int) -> Markup | None:
    """Return the character that a reference at a place stands for, as browsers take it, or None.

    >>> reference("Vi&ecirc;t", 2).shown[0], reference("A & B", 2)
    ('ê', None)
    """
    found = _REFERENCE.match(source, start)
    if found is None:
        return None
    end = found.end()
    if found[1]:
        name = found[1]
        # Some names may do without the semicolon; of what else follows directly, nothing is known.
        while name and name not in html5:
            name = name[:-1]
        if not name:
            return None
        end = start + 1 + len(name)
    return character(start, end, html.unescape(source[start:end]))


def name_of_tag(tag: str) -> tuple[str, bool]:
    """Return the name of the element that a tag is of, and whether it closes it; no name of what is no tag.

    >>> name_of_tag("</P>"), name_of_tag("<!-- a comment -->")
    (('p', True), ('', False))
    """
    found = _NAME.match(tag)
    return (found[1].lower(), tag[1] == "/") if found else ("", False)


def tag_markup(start: int, end: int, name: str, closes: bool) -> Markup:
    r"""Return a tag as markup; a line break is one in the text, too.

    >>> tag_markup(0, 4, "br", False).shown[0]
    '\n'
    """
    if name == "br":
        return Markup(start, end, "\n" + JOINER * (end - start - 1), "opens")
    if name in _IS_PARTING or name in _IS_LEFT_ALONE:
        return parting(start, end)
    return inline(start, end, "closes" if closes else "opens")


class _Reader:
    """Reads a page once, from the start to the end, without recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.is_xml = source.lstrip().startswith("<?xml")

    def markup(self) -> Iterator[Markup]:
        """Give the markup; an element that is left alone is one piece."""
        source = self.source
        alone, alone_from, depth = "", 0, 0
        at = 0
        while sign := _SIGN.search(source, at):
            start = sign.start()
            if sign[0] == "&":
                found = reference(source, start)
                at = found.end if found else start + 1
                if found and not alone:
                    yield found
                continue
            tag = _NAME.match(source, start)
            if tag is None:
                at = self.end_of_declaration(start)
                if not alone:
                    yield inline(start, at, "opens")
                continue
            name = tag[1].lower()
            closes = tag[0][1] == "/"
            at = self.end_of_tag(tag.end())
            empty = source[at - 2] == "/" and (self.is_xml or name in _SELF_CLOSING)
            if not closes and not empty and name in _RAW:
                at = self.end_of_raw(name, at)
                if not alone:
                    yield parting(start, at)
            elif alone:
                if name == alone and not empty:
                    depth += -1 if closes else 1
                    if not depth:
                        yield parting(alone_from, at)
                        alone = ""
            elif not closes and not empty and name in _IS_LEFT_ALONE:
                alone, alone_from, depth = name, start, 1
            elif name == "plaintext":
                at = len(source)
                yield parting(start, at)
            else:
                yield tag_markup(start, at, name, closes)
        if alone:
            yield parting(alone_from, len(source))

    def end_of_tag(self, at: int) -> int:
        """Return where a tag ends; attributes may hold ">" in quotes."""
        source = self.source
        while source[at : at + 1] != ">":
            if at >= len(source):
                return at
            found = _ATTRIBUTE.match(source, at)
            at = max(at + 1, found.end() if found else 0)
        return at + 1

    def end_of_declaration(self, start: int) -> int:
        """Return where a comment, a document type, or anything else ends that is no tag and not shown."""
        source = self.source
        if source.startswith("<!--", start):
            if source.startswith((">", "->"), start + 4):
                return source.index(">", start) + 1
            found = _COMMENT_END.search(source, start + 4)
            return found.end() if found else len(source)
        if source.startswith("<![CDATA[", start):
            end = self.last_cdata_end
            if start < end:
                return source.index("]]>", start) + 3
        end = source.find(">", start)
        return end + 1 if end >= 0 else len(source)

    @functools.cached_property
    def last_cdata_end(self) -> int:
        """Where the last CDATA section ends, if there is any; sought once, however many seem to begin."""
        return self.source.rfind("]]>")

    def end_of_raw(self, name: str, at: int) -> int:
        """Return where an element ends that holds no tags."""
        if name == "script" and not self.is_xml:
            found = self.end_tag_of_script(at)
        else:
            found = _RAW_ENDS[name].search(self.source, at)
        return self.end_of_tag(found.end()) if found else len(self.source)

    def end_tag_of_script(self, at: int) -> re.Match[str] | None:
        """Return the end tag of a script as browsers do (HTML standard: script data double escaped state)."""
        in_comment = in_script = False
        for sign in _SCRIPT_SIGN.finditer(self.source, at):
            if sign["begin"]:
                in_comment = True
            elif sign["end"]:
                in_comment = in_script = False
            elif not sign["slash"]:
                in_script = in_comment
            elif not in_script:
                return sign
            else:
                in_script = False
        return None

"""Characters that are no text to those who get them: that a terminal obeys, or that XML cannot have."""

from __future__ import annotations

from tenlao.base.patterns import pattern

__all__ = ["attribute", "fit_for_xml", "in_xml", "visible"]

# Control characters but the tab, line and paragraph separators, and what turns the direction of writing; what parts
# words and joins letters (U+200B to U+200D, U+2060), as Lao texts have it, is left.
_OBEYED = pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# What is no Char of XML 1.0.
_NOT_IN_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    r"""Return a text with the characters that a terminal would obey written out, so that it stays on its line.

    A character above U+007E is written as in JSON, so a line of JSON means the same after.

    >>> print(visible("a\x1b[2Jb\nc\x9bd"))
    a\x1b[2Jb\nc\u009bd
    """
    if text.isprintable():
        return text
    return _OBEYED.sub(lambda found: _written_out(found[0]), text)


def _written_out(character: str) -> str:
    if character in "\n\r":
        return "\\n" if character == "\n" else "\\r"
    return f"\\x{ord(character):02x}" if character < " " else f"\\u{ord(character):04x}"


def fit_for_xml(text: str) -> str:
    r"""Return a text without the characters that XML has no way to write.

    >>> fit_for_xml("Viêng\x07 Chăn\n")
    'Viêng Chăn\n'
    """
    return _NOT_IN_XML.sub("", text)


def in_xml(text: str) -> str:
    """Return a text as it stands between the tags of XML; `xml.sax.saxutils` would load what reads the web.

    >>> in_xml("Lào & <Việt>")
    'Lào &amp; &lt;Việt&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    r"""Return a text as the value of an attribute in XML, with its quotes.

    >>> print(attribute("“Lào”, a line\nand a \"quote\""))
    "“Lào”, a line&#10;and a &quot;quote&quot;"
    """
    return '"' + in_xml(text).translate(_IN_ATTRIBUTES) + '"'


_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})

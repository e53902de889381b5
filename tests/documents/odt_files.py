"""OpenDocument texts for tests, and what they read when tracked changes are accepted or rejected, by their XML."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"),
        ("table", "table"),
    )
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
)
TYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)

Do = Literal["accept", "reject"]
Seen = tuple[str, tuple[str, ...]]


def odt(text: str, header: str = "", namespaces: str = f"{NAMESPACES} {DC} {XLINK}") -> bytes:
    """An OpenDocument text with what stands in its body and in its header."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {namespaces} office:version="1.2">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    styles = (
        f'<office:document-styles {namespaces} office:version="1.2"><office:automatic-styles>'
        '<style:page-layout style:name="L"><style:page-layout-properties/><style:header-style/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="L">{header and f"<style:header>{header}</style:header>"}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", TYPE, zipfile.ZIP_STORED)
        file.writestr("content.xml", content)
        file.writestr("styles.xml", styles)
        file.writestr("META-INF/manifest.xml", MANIFEST)
    return buffer.getvalue()


def xml_in(content: bytes, name: str = "content.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return file.read(name).decode()


def body_in(content: bytes) -> str:
    return xml_in(content).partition("<office:text>")[2].rpartition("</office:text>")[0]


def resolved(xml: str, do: Do, author: str) -> str:
    """The XML of a part when the tracked changes of somebody are accepted or rejected."""
    for region in re.findall(r"<text:changed-region .*?</text:changed-region>", xml, re.DOTALL):
        if f"<dc:creator>{author}</dc:creator>" not in region:
            continue
        id = re.escape(re.search(r'xml:id="([^"]*)"', region)[1])  # type: ignore[index]
        xml = xml.replace(region, "")
        mark = rf'<text:change%s [^>]*?change-id="{id}"/>'
        if "<text:insertion>" in region:
            start, end = mark % "-start", mark % "-end"
            if do == "reject":
                xml, count = re.subn(f"{start}.*?{end}", "", xml, flags=re.DOTALL)
                assert count == 1
            xml = re.sub(f"{start}|{end}", "", xml)
        else:
            kept = re.search(r"</office:change-info><text:[ph][^>]*>(.*)</text:[ph]></text:deletion>", region)
            assert kept, region
            back = kept[1] if do == "reject" else ""
            xml, count = re.subn(mark % "", lambda _, back=back: back, xml)  # type: ignore[misc]
            assert count == 1
    return xml.replace('<text:tracked-changes text:track-changes="false"></text:tracked-changes>', "")


def seen(xml: str) -> list[Seen]:
    """The letters that a part shows, each with the styles of the elements around it; blanks as readers see them."""
    found: list[Seen] = []
    for paragraph in ElementTree.fromstring(xml).iter():
        if paragraph.tag in (f"{TEXT}p", f"{TEXT}h"):
            is_blank = True
            for letter, around, is_raw in _letters(paragraph, ()):
                blank = letter in " \t\n" and is_raw
                if not (blank and is_blank):
                    found.append((" " if blank else letter, around))
                is_blank = blank
            found.append(("¶", ()))
    return found


def _letters(
    element: ElementTree.Element, around: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    yield from ((letter, around, True) for letter in element.text or "")
    for child in element:
        if child.tag in (f"{TEXT}span", f"{TEXT}a"):
            told = f"{child.tag} {sorted(child.attrib.items())}"
            yield from _letters(child, around if told in around else (*around, told))
        elif child.tag == f"{TEXT}s":
            yield from ((" ", around, False) for _ in range(int(child.get(f"{TEXT}c", "1"))))
        elif child.tag in {f"{TEXT}{name}" for name in ("tab", "line-break", "note", "page-number")}:
            yield child.tag, around, False
        yield from ((letter, around, True) for letter in child.tail or "")

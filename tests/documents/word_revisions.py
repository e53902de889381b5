"""What a Word document reads when revisions in it are accepted or rejected, with all formatting, by its XML."""

import io
import zipfile
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Do = Literal["accept", "reject"]
Seen = tuple[str, str, tuple[str, ...]]

INSERTING, DELETING = (f"{WORD}ins", f"{WORD}moveTo"), (f"{WORD}del", f"{WORD}moveFrom")
PARENTS = {
    f"{WORD}{name}" for name in ("p", "hyperlink", "fldSimple", "sdtContent", "smartTag", "customXml", "ins")
}


def xml_of(content: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return ElementTree.fromstring(file.read(name))


def seen(root: ElementTree.Element, do: Do, author: str | None = None) -> list[Seen]:
    """All that stands in a part, letter by letter, with the properties of its run and the elements around it.

    Revisions are accepted or rejected, those of one author if one is given. Numbers of revisions are left out.
    """
    return list(_seen(root, do, author, "", ()))


def _seen(
    element: ElementTree.Element, do: Do, author: str | None, properties: str, around: tuple[str, ...]
) -> Iterator[Seen]:
    revised = element.tag in (*INSERTING, *DELETING)
    if revised and author in (None, element.get(f"{WORD}author")):
        if (element.tag in INSERTING) == (do == "reject"):
            return
    elif element.tag in (f"{WORD}t", f"{WORD}delText"):
        text = element.text or ""
        text = text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n")
        yield from ((letter, properties, around) for letter in text)
        return
    elif element.tag == f"{WORD}r":
        found = element.find(f"{WORD}rPr")
        properties = "" if found is None else _written(_formatted(found, do) if author is None else found)
    elif element.tag in (f"{WORD}rPr", f"{WORD}proofErr"):
        return
    else:
        told = _told(element)
        if not revised:
            yield told, properties, around
        around = (*around, told)
    for child in element:
        yield from _seen(child, do, author, properties, around)


def _formatted(properties: ElementTree.Element, do: Do) -> ElementTree.Element:
    """The properties of a run when a change of them is accepted or rejected."""
    change = properties.find(f"{WORD}rPrChange")
    if change is None:
        return properties
    if do == "reject":
        return change[0]
    kept = ElementTree.Element(properties.tag)
    kept.extend([child for child in properties if child is not change])
    return kept


def _told(element: ElementTree.Element) -> str:
    number = f"{WORD}id" if element.tag in (*INSERTING, *DELETING, f"{WORD}rPrChange") else ""
    return f"{element.tag} {sorted((k, v) for k, v in element.attrib.items() if k != number)}"


def _written(element: ElementTree.Element) -> str:
    return f"{_told(element)}({', '.join(map(_written, element))})"


def text_of(found: list[Seen]) -> str:
    """The letters in what is seen."""
    return "".join(letter for letter, _, _ in found if len(letter) == 1)


def check_schema(root: ElementTree.Element, author: str) -> None:
    """See to it that revisions of somebody stand where the schema has them, and that no two have one number."""
    numbers = []
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter():
        number = element.get(f"{WORD}id")
        if number is not None and not element.tag.endswith(("End", "Reference")):
            numbers.append(number)
        if element.tag == f"{WORD}ins":
            assert len(element), "no insertion is empty"
        if element.get(f"{WORD}author") == author and element.tag == f"{WORD}ins":
            assert parents[element].tag in PARENTS - {f"{WORD}ins"}
        elif element.get(f"{WORD}author") == author and element.tag == f"{WORD}del":
            assert parents[element].tag in PARENTS
            assert element.find(f".//{WORD}t") is None
        elif element.tag == f"{WORD}delText":
            around = [element]
            while around[-1] in parents:
                around.append(parents[around[-1]])
            assert any(parent.tag in DELETING for parent in around)
        elif element.tag == f"{WORD}r" and len(element):
            assert element.find(f"{WORD}rPr") in (None, element[0])
    assert len({*numbers}) == len(numbers), numbers

"""Annotations of the web: they keep to the W3C's model, and lead back to the words that were found."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tenlao import load
from tenlao.base.errors import TenlaoError
from tenlao.pipeline.web_annotations import annotation_lines

TEXT = "Viêng Chăn 🐘: Thủ tướng Sonexay Siphandone tiếp ông Thongloun Sisoulith tại Attapeu.\r\nHết."
OA = "http://www.w3.org/ns/oa#"
# Those of the vocabulary (https://www.w3.org/TR/annotation-vocab/), as its context names them.
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}


def found(file: Path, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in annotation_lines(load(), str(file), **options)]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def is_iri(value: object) -> bool:
    return isinstance(value, str) and ":" in value and not any(c.isspace() for c in value)


def check(annotation: dict[str, Any]) -> None:
    """Check an annotation by the rules of the model, section by section."""
    assert set(annotation) <= {"@context", "id", "type", "motivation", "generator", "body", "target"}
    # 3.1: one or more contexts with that of the W3C, exactly one IRI, the type, one or more targets.
    assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert is_iri(annotation["id"])
    assert annotation["type"] == "Annotation"
    # 3.3.5: a motivation is one of the vocabulary.
    assert annotation["motivation"] in MOTIVATIONS
    # 3.3.2, 3.3.4: agents have an IRI and a class.
    assert is_iri(annotation["generator"]["id"])
    assert annotation["generator"]["type"] == "Software"
    # 3.2: a body is an IRI, a textual body with exactly one value, or a choice with a list of items.
    bodies = annotation["body"]
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, str):
            assert is_iri(body)
        elif body["type"] == "Choice":
            assert len(body["items"]) > 1
            assert all(map(is_iri, body["items"]))
        else:
            assert set(body) == {"type", "purpose", "value", "format", "language"}
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
    # 4: a specific resource has exactly one source, and selectors.
    assert set(annotation["target"]) == {"source", "selector"}
    assert is_iri(annotation["target"]["source"])
    position, quote = annotation["target"]["selector"]
    # 4.2.4, 4.2.5: a quote has exactly one exact, at most one prefix and suffix; a position one start and one end.
    assert (set(position), position["type"]) == ({"type", "start", "end"}, "TextPositionSelector")
    assert 0 <= position["start"] < position["end"]
    assert (set(quote), quote["type"]) == ({"type", "exact", "prefix", "suffix"}, "TextQuoteSelector")


def selected(annotation: dict[str, Any], text: str) -> str:
    """Return what both selectors select in a text, which is the same."""
    position, quote = annotation["target"]["selector"]
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"]
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    return text[start:end]


def test_positions_count_code_points_in_the_file(tmp_path: Path) -> None:
    annotations = found(written(tmp_path, "a.txt", TEXT))
    for annotation in annotations:
        check(annotation)
    names = ["Viêng Chăn", "Sonexay Siphandone", "Thongloun Sisoulith", "Attapeu"]
    assert [selected(annotation, TEXT) for annotation in annotations] == names
    assert len({annotation["id"] for annotation in annotations}) == len(names)
    assert annotations == found(tmp_path / "a.txt")
    assert {annotation["target"]["source"] for annotation in annotations} == {(tmp_path / "a.txt").as_uri()}


def test_positions_in_html_count_what_a_browser_has_without_tags(tmp_path: Path) -> None:
    page = f"<p>{TEXT.replace('Sonexay', '<b title=Sonexay>Son&#101;xay</b>')}</p>"

    class Reader(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

    reader = Reader()
    reader.feed(page)
    annotations = found(written(tmp_path, "a.html", page))
    assert "Sonexay Siphandone" in [selected(annotation, reader.text) for annotation in annotations]


def test_markdown_is_a_plain_text_to_others(tmp_path: Path) -> None:
    text = "Ông **Sonexay** Siphandone đến."
    (annotation,) = found(written(tmp_path, "a.md", text))
    assert selected(annotation, text) == "Sonexay** Siphandone"


def test_a_body_is_the_entry_and_the_same_elsewhere(tmp_path: Path) -> None:
    (annotation,) = found(written(tmp_path, "a.txt", "Ông Thongloun Sisoulith đến."))
    entry, *same, tag = annotation["body"]
    assert entry == "urn:tenlao:thongloun-sisoulith"
    assert "http://www.wikidata.org/entity/Q58323" in same
    assert (tag["value"], tag["language"]) == ("Thongloun Sisoulith", "lo-Latn")


def test_several_of_one_name_are_a_choice(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "names.toml",
        "".join(
            f'[[entry]]\nid = "{one}"\nkind = "person"\nsame_name_as = ["{other}"]\nlatin = ["Xayphet Testaphone"]\n'
            for one, other in ("ab", "ba")
        ),
    )
    names = load(path)
    lines = annotation_lines(names, str(written(tmp_path, "a.txt", "Ông Xayphet Testaphone đến.")))
    (annotation,) = map(json.loads, lines)
    check(annotation)
    assert annotation["body"] == {"type": "Choice", "items": ["urn:tenlao:a", "urn:tenlao:b"]}


def test_the_address_can_be_given_and_standard_input_needs_one(tmp_path: Path) -> None:
    file = written(tmp_path, "a.txt", "Ông Thongloun Sisoulith đến.")
    (annotation,) = found(file, source="https://example.org/a")
    assert annotation["target"]["source"] == "https://example.org/a"
    with pytest.raises(TenlaoError, match="standard input: has no address"):
        annotation_lines(load(), "-")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # which rdflib makes of its own
def test_is_the_same_as_linked_data(tmp_path: Path) -> None:
    """Read by the terms of the vocabulary, with the parts of its context that are used here."""
    rdflib = pytest.importorskip("rdflib")
    terms = {
        "oa": OA,
        "dcterms": "http://purl.org/dc/terms/",
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "schema": "http://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@vocab", "@id": "@type"},
        **{name: f"oa:{name}" for name in ("Annotation", "TextPositionSelector", "TextQuoteSelector")},
        **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", *MOTIVATIONS)},
        "TextualBody": "oa:TextualBody",
        "Software": "as:Application",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
        "generator": {"@type": "@id", "@id": "as:generator"},
        "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
        "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
        "format": "dc:format",
        "language": "dc:language",
        "value": "rdf:value",
        "name": "foaf:name",
        "foaf": "http://xmlns.com/foaf/0.1/",
    }
    (annotation,) = found(written(tmp_path, "a.txt", "Ông Thongloun Sisoulith đến."))
    graph = rdflib.Graph().parse(data=json.dumps({**annotation, "@context": terms}), format="json-ld")
    subject = rdflib.URIRef(annotation["id"])
    oa = rdflib.Namespace(OA)
    assert (subject, oa.motivatedBy, oa.identifying) in graph
    assert (subject, oa.hasBody, rdflib.URIRef("urn:tenlao:thongloun-sisoulith")) in graph
    (target,) = graph.objects(subject, oa.hasTarget)
    assert len(list(graph.objects(target, oa.hasSelector))) == 2

"""The formats of findings, measured by what their readers demand of them."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from scripts.build_site import SITE
from tenlao.checking.reports import FORMATS, Reported, in_words
from tenlao.checking.reports import report as pieces_of_report
from tenlao.checking.rules import Finding

ROOT = Path(__file__).parents[2]

FINDING = Finding(
    "TL003", 7, 25, "Sonexay Siphandnoe", 'nearly "A, B":\n100 %', "sonexay-siphandone", "Sonexay Siphandone"
)
FOUND = [
    Reported(FINDING, "a b/bài.md", 2, 5, 2, 23, "Ông Sonexay Siphandnoe\x07"),
    Reported(FINDING, "a b/bài.md", 5, 1, 6, 3, "Sonexay"),
]
FILES = ["a b/bài.md", "good.txt"]


def report(format: str, found: Sequence[Reported], files: Sequence[str] = ()) -> str:
    return "".join(pieces_of_report(format, found, files))


# What SARIF 2.1.0 demands of the parts that are used here.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
POSITIVE = {"type": "integer", "minimum": 1}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {"shortDescription": TEXT},
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "properties": {"uri": {"pattern": r"^[!-~]+$"}},
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "additionalProperties": POSITIVE,
                                                        "minProperties": 4,
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
# What GitLab demands of a code quality report.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]+$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": POSITIVE}},
                },
            },
        },
    },
}


@pytest.mark.parametrize(("format", "schema"), [("sarif", SARIF), ("gitlab", GITLAB)])
@pytest.mark.parametrize("found", [FOUND, []])
def test_json_formats_fit_their_schemas(
    format: str, schema: dict[str, object], found: list[Reported]
) -> None:
    Draft202012Validator(schema).validate(json.loads(report(format, found, FILES)))


def test_each_rule_of_sarif_leads_to_its_page() -> None:
    (run,) = json.loads(report("sarif", []))["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        page = rule["helpUri"].removeprefix(SITE).removesuffix(".html")
        assert page == f"rules/{rule['id']}"
        assert (ROOT / "docs" / f"{page}.md").is_file()


def test_fingerprints_tell_findings_apart() -> None:
    prints = [item["fingerprint"] for item in json.loads(report("gitlab", FOUND, FILES))]
    assert len(set(prints)) == 2
    moved = [Reported(FINDING, "a b/bài.md", 9, 5, 9, 23, "")]
    assert json.loads(report("gitlab", moved, FILES))[0]["fingerprint"] == prints[0]


def test_github_commands_are_one_line_each_and_escaped() -> None:
    lines = report("github", FOUND).splitlines()
    assert lines[0] == (
        "::warning title=TL003,file=a b/bài.md,line=2,endLine=2,col=5,endColumn=23"
        '::nearly "A, B":%0A100 %25; write Sonexay Siphandone'
    )
    assert "col=" not in lines[1]  # columns are told within one line only
    comma = Reported(FINDING, "a,b:c.md", 1, 1, 1, 2, "")
    assert "file=a%2Cb%3Ac.md," in report("github", [comma])


def test_junit_has_a_case_for_each_file() -> None:
    root = ElementTree.fromstring(report("junit", FOUND, FILES))
    assert root.tag == "testsuites"
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    bad, good = suite
    assert len(good) == 0
    (failure,) = bad
    assert failure.get("message") == "2 findings"
    assert failure.text is not None
    assert "a b/bài.md:2:5: TL003" in failure.text


def test_the_words_are_marked_in_the_line() -> None:
    *said, shown, marks = in_words(FOUND[0]).splitlines()
    assert said[0].startswith("a b/bài.md:2:5: TL003 nearly")
    assert shown.index("Sonexay") == marks.index("^")


def test_every_format_says_nothing_about_nothing() -> None:
    assert {format: bool(report(format, [], [])) for format in FORMATS} == {
        "text": False,
        "json": True,
        "github": False,
        "sarif": True,
        "gitlab": True,
        "junit": True,
    }


ESCAPES = Reported(
    replace(FINDING, message="a\x1b[31mb\n::error ::c\x9bd\u2028e", source="\x07"),
    "a\x1b[2J\n::error ::b\x9b.md",
    *(1, 6, 1, 13),
    "Ông\x1b[2J Sonexay\x9b\u202e",
)


def test_terminals_and_workflows_get_lines_that_they_do_not_obey() -> None:
    for text in (in_words(ESCAPES), report("github", [ESCAPES]), report("text", [ESCAPES])):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", text)
        assert not [line for line in text.splitlines() if line.startswith("::error")]
    assert report("github", [ESCAPES]).count("\n") == 1
    said, shown, marks = in_words(ESCAPES).splitlines()
    assert said.startswith(r"a\x1b[2J\n::error ::b\u009b.md:1:6: TL003 a\x1b[31mb\n::error ::c\u009bd")
    assert shown == r"    Ông\x1b[2J Sonexay\u009b\u202e"
    assert marks.index("^") == shown.index("[2J") + 1


def test_formats_for_programs_say_the_same_in_characters_that_they_may_have() -> None:
    (case,) = ElementTree.fromstring(report("junit", [ESCAPES]))[0]
    assert case.get("name") == r"a\x1b[2J\n::error ::b\u009b.md"
    for format in ("json", "sarif", "gitlab"):
        text = report(format, [ESCAPES])
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", text)
    (item,) = json.loads(report("json", [ESCAPES]))
    assert (item["file"], item["message"]) == (ESCAPES.file, ESCAPES.finding.message)


def test_junit_keeps_every_character_that_xml_has() -> None:
    found = Reported(replace(FINDING, message="\U0001f600 \ud800\ufffe\x00ก"), "a.md", 1, 1, 1, 2, "")
    (failure,) = ElementTree.fromstring(report("junit", [found]).encode())[0][0]
    assert failure.text is not None
    assert "\U0001f600 " in failure.text


@pytest.mark.parametrize("format", FORMATS)
def test_findings_are_told_one_by_one(format: str) -> None:
    pieces = list(pieces_of_report(format, FOUND * 50))
    assert len(pieces) >= len(FOUND) * 50
    assert max(map(len, pieces)) < 3000


@pytest.mark.parametrize("format", ["json", "sarif", "gitlab"])
@pytest.mark.parametrize("found", [[], FOUND[:1], FOUND])
def test_json_is_indented_throughout(format: str, found: list[Reported]) -> None:
    text = report(format, found)
    assert (
        text == json.dumps(json.loads(text), ensure_ascii=False, indent=2).replace("\x07", "\\u0007") + "\n"
    )

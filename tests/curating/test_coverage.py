"""Coverage: what the table has and lacks is counted rightly, and told in the language of the reader."""

from tenlao.base.translations import in_language
from tenlao.curating.coverage import coverage, in_markdown
from tenlao.table.model import Entry, Form, Office, Table

LATIN = Form("Somphet Testaphone", "latin")
SLIP = Form("Sompet", "lao", "typo")


def person(id: str, role: str, *offices: Office) -> Entry:
    return Entry(id, "person", (LATIN, SLIP), role, "official", offices=offices)


TABLE = Table(
    [
        person(
            "a", "Governor of Attapeu 2008–12 (woman)", Office("Governor of Attapeu", "attapeu", 2008, 2012)
        ),
        person("b", "Wife of a king", Office("Chief of Sanamxay", "sanamxay", year=1935)),
        person("c", "Head of the women's office"),
        Entry("attapeu", "place", (Form("Attapeu", "latin"), Form("Attapư", "vietnamese")), None, "province"),
        Entry("sanamxay", "place", (Form("ສະໜາມໄຊ", "lao"),), None, "district", province="attapeu"),
    ]
)


def counts(way: str) -> dict[str, int]:
    return {group.name: group.entries for group in coverage(TABLE)[way]}


def test_groups() -> None:
    assert counts("by kind") == {"person": 3, "place": 2}
    assert counts("persons by what they are") == {"official": 3}
    assert counts("persons by decade of office") == {
        "before 1940": 1,
        "2000–2009": 1,
        "2010–2019": 1,
        "not told": 1,
    }
    assert counts("persons by sex, where the role tells it") == {"woman": 2, "not told": 1}
    assert counts("persons and places by province") == {"Attapeu": 4}


def test_a_slip_is_no_form_in_a_writing() -> None:
    persons = coverage(TABLE)["by kind"][0]
    assert persons.having == {"latin": 3, "vietnamese": 0, "lao": 0}


def test_it_is_told_in_vietnamese_too() -> None:
    with in_language("vi"):
        text = "\n".join(in_markdown(coverage(TABLE)))
    assert "| người | 3 | 100 % | 0 % | 0 % |" in text
    assert "persons" not in text

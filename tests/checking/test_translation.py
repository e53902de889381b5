"""What is found wrong with the names in a translation, beside its original."""

from pathlib import Path

import pytest

import tenlao
from bench.translation import Score, ours, score, texts_in
from tenlao import TranslationFinding

GOLD = Path(__file__).parents[1] / "gold" / "translation"
SOURCE = "Prime Minister Sonexay Siphandone met Pany Yathotou in Attapeu."
RIGHT = "Thủ tướng Xỏn-xay Xỉ-phăn-đon gặp bà Pa-ny Da-tho-tu tại Attapư."


def found(source: str, target: str) -> list[tuple[str, str | None, str]]:
    """The problem, the entry and the words of each finding; every place is where it says."""
    findings = tenlao.check_translation(source, target)
    for finding in findings:
        assert isinstance(finding, TranslationFinding)
        assert finding.rule == "TL008"
        assert target[finding.start : finding.end] == finding.text
        assert source[finding.original_start : finding.original_end] == finding.original
    return [(finding.problem, finding.entity, finding.text) for finding in findings]


@pytest.mark.parametrize("name", ["development", "first", "second"])
def test_the_texts_of_the_development_are_judged_as_marked(name: str) -> None:
    assert judged(name).errors == []


def test_hardly_anything_false_is_found_in_texts_that_were_not_looked_at() -> None:
    total = judged("test")
    right, false, missed = (sum(count.values()) for count in (total.right, total.false, total.missed))
    assert right >= 0.98 * (right + false)
    assert right >= 0.95 * (right + missed)


def judged(name: str) -> Score:
    return score(texts_in(GOLD / f"{name}.toml"), ours(tenlao.load()))


@pytest.mark.parametrize(
    "target",
    [
        RIGHT,
        "Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) gặp Pany Yathotou (Pa-ny Da-tho-tu) ở Attapeu (Attapư).",
        "Tại A Tô Pư, bà Pa Ny Ya Tho Tu đã gặp ông Xỏn-xay Si-phăn-đon. Ông Xỏn-xay nói với bà Pa-ny.",
        "TẠI ATTAPƯ\nThủ tướng XỎN-XAY XỈ-PHĂN-ĐON GẶP BÀ PA-NY DA-THO-TU",
        "ທ່ານ ສອນໄຊ ສີພັນດອນ ພົບ ທ່ານ ນາງ ປານີ ຢາທໍ່ຕູ້ ທີ່ ແຂວງອັດຕະປື",
        "Le Premier ministre Sonexay Siphandoné a rencontré Mme Pany Yathotou à Attapeu.",
        "Thu tuong Xon-xay Xi-phan-don gap ba Pa-ny Da-tho-tu tai Attapu.",
        "Thủ tướng Xỏn\u2060-xay Xỉ-phăn\u2060-đon gặp bà Pa-ny Da-tho-tu tại Attapư.",
    ],
)
def test_names_may_be_written_in_any_way_that_pages_do(target: str) -> None:
    assert found(SOURCE, target) == []


@pytest.mark.parametrize(
    ("old", "new", "problem", "entity", "words"),
    [
        ("Xỉ-phăn-đon", "Xỉ-phăn-đôn", "wrong", "sonexay-siphandone", "Xỏn-xay Xỉ-phăn-đôn"),
        (
            "Xỏn-xay Xỉ-phăn-đon",
            "Thoong-lun Xi-xu-lít",
            "wrong",
            "sonexay-siphandone",
            "Thoong-lun Xi-xu-lít",
        ),
        ("Xỏn-xay Xỉ-phăn-đon", "Lào", "missing", "sonexay-siphandone", ""),
        ("Attapư", "Attapư Attapư", "doubled", "attapeu", "Attapư Attapư"),
        ("Da-tho-tu", "Da-tho-tu Da-tho-tu", "doubled", "pany-yathotou", "Pa-ny Da-tho-tu Da-tho-tu"),
        ("Attapư", "Sê Kông", "wrong", "attapeu", "Sê Kông"),
    ],
)
def test_a_name_is_wrong_left_out_or_doubled(
    old: str, new: str, problem: str, entity: str, words: str
) -> None:
    assert found(SOURCE, RIGHT.replace(old, new)) == [(problem, entity, words)]


def test_what_is_suggested_has_been_printed_and_by_whom() -> None:
    (finding,) = tenlao.check_translation(SOURCE, RIGHT.replace("Attapư", "Sê Kông"))
    assert (finding.suggestion, bool(finding.source)) == ("Attapư", True)


def test_what_the_original_has_itself_is_no_mistake_of_the_translation() -> None:
    doubled = "Sonexay Siphandone Sonexay Siphandone met nobody."
    assert found(doubled, "Xỏn-xay Xỉ-phăn-đon Xỏn-xay Xỉ-phăn-đon không gặp ai.") == []
    assert found("Mr Sonexay Siphandnoe came.", "Ông Sonexay Siphandnoe đến.") == []


def test_markup_parts_no_name_and_places_count_it() -> None:
    target = RIGHT.replace("Xỉ-phăn-đon", "Xỉ-\u2060\u2060phăn-đôn\u2060")
    assert found(SOURCE, target) == [("wrong", "sonexay-siphandone", "Xỏn-xay Xỉ-\u2060\u2060phăn-đôn")]


def test_a_translation_in_letters_in_which_no_names_are_found_is_left_alone() -> None:
    assert found(SOURCE, "นายกรัฐมนตรีสอนไซ สีพันดอน พบกับปานี ยาท่อตู้ ที่อัตตะปือ") == []
    assert found(SOURCE, "宋赛·西潘敦总理在阿速坡会见了巴妮·雅陶都。") == []


@pytest.mark.parametrize("source", ["", " \n", SOURCE, "\0", "\ud800", "😀" * 1000])
@pytest.mark.parametrize("target", ["", "\n", "\u2060", "(((", "\ud800", "Attapư " * 300])
def test_any_texts_are_answered(source: str, target: str) -> None:
    found(source, target)

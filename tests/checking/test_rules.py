"""What is found wrong in texts, what is left alone, and what is mended."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.check import GOLD, score
from tenlao import TenlaoError, load
from tenlao.checking.messages import said_in
from tenlao.checking.rules import DEFAULT_RULES, RULES, fixes, rule_of
from tenlao.checking.translation import TRANSLATION_RULE
from tenlao.text.edits import apply_edits

ROOT = Path(__file__).parents[2]
TABLE = load()


def found(text: str, *rules: str) -> list[tuple[str, str, str | None]]:
    return [(f.rule, f.text, f.suggestion) for f in TABLE.check(text, rules or DEFAULT_RULES)]


@pytest.mark.parametrize(
    ("text", "rule", "words", "suggestion"),
    [
        (
            "Chủ tịch Thongloun Sisoulith; ông Thonglun Sisulith nói.",
            "TL002",
            "Thonglun Sisulith",
            "Thongloun Sisoulith",
        ),
        (
            "Ông Thonglun Sisulith; Chủ tịch Thongloun Sisoulith nói.",
            "TL002",
            "Thonglun Sisulith",
            "Thongloun Sisoulith",
        ),
        ("Họp ở Vientiane. Thành phố Viêng Chăn đăng cai.", "TL002", "Viêng Chăn", "Vientiane"),
        ("Tỉnh Oudomxay. Ở Udomxay mưa to.", "TL002", "Udomxay", "Oudomxay"),
        ("Ở huyện Sê Pôn. Chợ Xê Pôn đông.", "TL002", "Xê Pôn", "Sê Pôn"),
        ("In Laos, at Wat Phou. The feast of Vat Phou.", "TL002", "Vat Phou", "Wat Phou"),
        ("LUANG PRABANG. Tỉnh Louangphabang; Luang Prabang.", "TL002", "Louangphabang", "Luang Prabang"),
        ("Ông Sonexay Siphandnoe nói.", "TL003", "Sonexay Siphandnoe", "Sonexay Siphandone"),
        ("Ông Xỏn-xay Xỉ-phăn-don nói.", "TL003", "Xỏn-xay Xỉ-phăn-don", "Xỏn-xay Xỉ-phăn-đon"),
        ("Đồng chí Khăm-chêm Vông-phô-xỉ.", "TL003", "Khăm-chêm Vông-phô-xỉ", "Khăm-chên Vông-phô-xỉ"),
        ("ທ່ານ ທອງລຸນ ສີສຸລັດ ກ່າວ.", "TL003", "ທອງລຸນ ສີສຸລັດ", "ທອງລຸນ ສີສຸລິດ"),
        (
            "Bà Pany Yathotou (Xủn-thon Xay-nha-chắc) nói.",
            "TL004",
            "Xủn-thon Xay-nha-chắc",
            "Pa-ny Da-tho-tu",
        ),
        (
            "Tỉnh trưởng Attapeu Leth Sayaphone (Lếch-lay Sỉ-vi-lay).",
            "TL004",
            "Lếch-lay Sỉ-vi-lay",
            "Lệt Xay-nhạ-phon",
        ),
        ("Tỉnh Houaphanh (Xiêng Khoảng).", "TL004", "Xiêng Khoảng", "Hủa Phăn"),
        ("Bà Xủn - thon Xay - nha - chắc.", "TL005", "Xủn - thon Xay - nha - chắc", "Xủn-thon Xay-nha-chắc"),
        (
            "Đại tướng Chăn xạ mỏn Chăn nha lạt.",
            "TL005",
            "Chăn xạ mỏn Chăn nha lạt",
            "Chăn-xạ-mỏn Chăn-nha-lạt",
        ),
        ("Ông Vị-Lay Lạ-Khăm-Phong.", "TL005", "Vị-Lay Lạ-Khăm-Phong", "Vị-lay Lạ-khăm-phong"),
        ("Tỉnh Huả Phăn.", "TL005", "Huả Phăn", "Hủa Phăn"),
        ("Thủ lĩnh Ong Keọ.", "TL005", "Ong Keọ", "Ong Kẹo"),
        ("Ông Thoong - lun Xỉ - xu - lít.", "TL005", "Thoong - lun Xỉ - xu - lít", "Thoong-lun Xỉ-xu-lít"),
        ("Vua Chẩu - A - Nụ khởi binh.", "TL005", "Chẩu - A - Nụ", "Chẩu-A-Nụ"),
        (
            "Đại sứ Khăm-phau Ơn-thạ-văn. Ông Khăm Phau Ơn Thạ Văn nói.",
            "TL005",
            "Khăm Phau Ơn Thạ Văn",
            "Khăm-phau Ơn-thạ-văn",
        ),
    ],
)
def test_each_rule_finds_its_kind_of_mistake(text: str, rule: str, words: str, suggestion: str) -> None:
    assert found(text) == [(rule, words, suggestion)]


def test_an_unknown_lao_name_is_found_once_with_a_rendering() -> None:
    text = "Ở Lào, ông Bounsavath Phetmixay (Bun-xạ-vạt Phết-mi-xay) nói. Ông Bounsavath Phetmixay đi."
    ((rule, words, suggestion),) = found(text)
    assert (rule, words) == ("TL006", "Bounsavath Phetmixay")
    assert suggestion is not None
    assert suggestion.startswith("Bun-")


@pytest.mark.parametrize(
    "text",
    [
        "Thongloun Sisoulith (Thoong-lun Xi-xu-lít) gặp dân. Đồng chí Thoong-lun Xi-xu-lít và ông Thongloun vui.",
        "Ông CHĂN-XẠ-MỎN CHĂN-NHA-LẠT, tức Chăn-xạ-mỏn Chăn-nha-lạt.",
        "Bà Xủn-thon Xay-nha-\nchắc nói.",
        "Từ Vạn Tượng đến Viêng Chăn",
        "Ở Lào, hoàng tử Hạt Xà Bông (Chao Raxavong Ngao).",
        "Người chị cả Pakian Viravongs thì ký là Pa Nay ở Lào.",
        "Tỉnh Bô-li-khăm-xay, huyện Khăm Cợt, thị xã Pakse (Chăm-pa-xắc).",
        "Thongsavanh Phomvihane (ທອງສະຫວັນ ພົມວິຫານ) ແລະ ທອງສະຫວັນ ພົມວິຫານ.",
        "Thủ tướng Thái Lan Anutin Charnvirakul; ông Somchai Kaewkham và bà Pornthip Wongkham ở Lào.",
        "Chủ tịch Khuon Sudary, ông Sok Chenda, ông Hun Ma-nét và Chea Kimtha của Campuchia thăm Lào.",
        "Các ông Bùi Kham, Lò Văn Chăn, Vi Khăm Bun; Mr Ho Van Kham và Nguyen Xuan Lai thăm Lào.",
        "Xéc-gây La-vrốp, Vla-đi-mia Pu-tin, Ê-ma-nu-en Ma-crông, Nô-rô-đôm Xi-ha-mô-ni.",
        "ທ່ານ ຫງວຽນ ວັນຈັນ ເຂົ້າຮ່ວມ.",
        "",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_house_style_rules_are_checked_when_selected() -> None:
    text = "Ông Thonglun Sisulith đến Lào."
    assert found(text, "TL001") == [("TL001", "Thonglun Sisulith", "Thongloun Sisoulith")]
    ((rule, words, suggestion),) = found("Ông Sonexay Siphandone đến.", "TL007")
    assert (rule, words) == ("TL007", "Sonexay Siphandone")
    assert suggestion == "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)"
    rendered = TABLE.check("Ông Sonexay Siphandone đến.", ["TL001"], style="vietnamese")
    assert [finding.suggestion for finding in rendered] == ["Xỏn-xay Xỉ-phăn-đon"]


def test_fixes_mend_what_they_say_and_leave_nothing_to_mend() -> None:
    text = "Bà Xủn - thon Xay - nha - chắc ở Huả Phăn. Thongloun Sisoulith, Thonglun Sisulith; Sonexay Siphandnoe."
    mended = apply_edits(text, fixes(TABLE.check(text)))
    assert mended == (
        "Bà Xủn-thon Xay-nha-chắc ở Hủa Phăn. Thongloun Sisoulith, Thongloun Sisoulith; Sonexay Siphandnoe."
    )
    assert [finding.rule for finding in TABLE.check(mended)] == ["TL003"]


def test_places_are_those_of_the_text_as_given() -> None:
    text = "\ufeffÔng\r\nSonexay Siphandnoe\r\n"
    (finding,) = TABLE.check(text)
    assert text[finding.start : finding.end] == finding.text == "Sonexay Siphandnoe"


PIECES = [
    *("Thongloun Sisoulith", "Thonglun Sisulith", "Thoong-lun Xi-xu-lít", "Thoong lun Xi xu lít", "Huả Phăn"),
    *("ທອງລຸນ ສີສຸລັດ", "Sonexay Siphandnoe", "Bounsavath Phetmixay", "Viêng Chăn", "Vientiane"),
    *(
        " ",
        "\n",
        "\n\n",
        " (",
        ")",
        "[",
        "]",
        " - ",
        "-",
        "/",
        "|",
        ", ",
        ". ",
        "ông ",
        "tỉnh ",
        "\u2060",
        "Lào ",
    ),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join))
def test_whatever_the_text_findings_fit_it_and_fixes_are_final(text: str) -> None:
    for style in ("gloss", "vietnamese", "latin"):
        findings = TABLE.check(text, tuple(RULES), style=style)
        assert all(text[finding.start : finding.end] == finding.text for finding in findings)
    findings = TABLE.check(text)
    assert all(one.end <= other.start for one, other in pairwise(findings))
    mended = apply_edits(text, fixes(findings))
    assert not [finding for finding in TABLE.check(mended, ["TL005"]) if finding.edit]
    for pair in TABLE.harvest(text):
        assert 0 <= pair.start < pair.end <= len(text)


def test_quality_on_the_development_texts() -> None:
    total = score(TABLE, GOLD / "check")
    right, false, missed = (sum(count.values()) for count in (total.right, total.false, total.missed))
    assert right / (right + false) >= 0.98, total.errors
    assert right / (right + missed) >= 0.95, total.errors
    assert sum(total.suggested.values()) == right, total.errors


def test_unknown_names_leave_ordinary_texts_alone() -> None:
    for path in (ROOT / "bench" / "texts" / "plain").glob("*.txt"):
        assert TABLE.unlisted(path.read_text(encoding="utf-8")) == []


def test_each_rule_has_its_page() -> None:
    for rule, summary in RULES.items():
        page = (ROOT / "docs" / "rules" / f"{rule}.md").read_text(encoding="utf-8")
        assert page.startswith(f"# {rule}: {summary}\n")


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(TenlaoError, match='unknown style "loud"'):
        TABLE.check("Tỉnh Huả Phăn.", style="loud")  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [code for code in RULES if code != TRANSLATION_RULE])
@pytest.mark.parametrize(
    ("language", "ending", "fixable"),
    [("en", ".md", "Mended by `--fix`: yes"), ("vi", ".vi.md", "`--fix` sửa được: có")],
)
def test_a_rule_finds_what_its_page_says_and_mends_it_if_the_page_says_so(
    code: str, language: str, ending: str, fixable: str
) -> None:
    rule = rule_of(code)
    page = (ROOT / "docs" / "rules" / f"{code}{ending}").read_text(encoding="utf-8")
    assert rule.fixable is (fixable in page)
    text = "\n".join(f"{line.partition('> ')[2]}." for line in page.splitlines() if line.startswith("> "))
    findings = TABLE.check(text, [code])
    assert {finding.rule for finding in findings} == {code}
    assert all(f"\n{said_in(finding.message, language)}." in page for finding in findings)
    assert any(finding.edit for finding in findings) is rule.fixable


def test_the_page_of_translations_has_a_text_of_each_kind_of_finding() -> None:
    page = (ROOT / "docs" / "rules" / f"{TRANSLATION_RULE}.md").read_text(encoding="utf-8")
    original, translation = (line[2:] for line in page.splitlines() if line.startswith("> "))
    found = TABLE.check_translation(original, translation)
    assert {words for finding in found for words in re.findall('"[^"]+"', finding.message)} <= set(
        re.findall('"[^"]+"', page)
    )
    assert len(found) == 3


@pytest.mark.parametrize(
    "beside",
    ["(Bua-loi Chăn-tha-lạt)", ", Bua-loi Chăn-tha-lạt,", "(trên danh thiếp ghi Bua-loi Chăn-tha-lạt)"],
)
def test_a_stranger_with_a_rendering_beside_the_name_is_told_once(beside: str) -> None:
    found = TABLE.check(f"Ở Lào, nhà sưu tập Boualoy Chanthalath {beside} tặng bảo tàng hai tấm thổ cẩm.")
    assert [finding.text for finding in found] == ["Boualoy Chanthalath"]


def test_two_strangers_are_told_both_though_one_is_in_a_rendering() -> None:
    found = TABLE.check(
        "Ở Lào, bà Boualoy Chanthalath và ông Khăm-đi Chăn-tha-lạt tặng bảo tàng hai tấm thổ cẩm."
    )
    assert [finding.text for finding in found] == ["Boualoy Chanthalath", "Khăm-đi Chăn-tha-lạt"]


def test_a_persons_name_that_lacks_its_blank_is_the_other_way() -> None:
    text = "SomsavadLengsavath a reçu la délégation. Somsavad Lengsavath a fait un discours au Laos."
    [finding] = load().check(text)
    assert (finding.rule, finding.text, finding.suggestion) == (
        "TL002",
        "SomsavadLengsavath",
        "Somsavad Lengsavath",
    )


def test_a_name_with_which_a_quoted_sentence_begins_is_used_and_not_spoken_of() -> None:
    text = "Gặp ông Khamtay Siphandone ở Lào. Ông kể: “Khamtai Siphandon là người thầy của tôi”."
    assert [(f.rule, f.text) for f in load().check(text)] == [("TL002", "Khamtai Siphandon")]
    assert not load().check(text.replace(" là người thầy của tôi", ""))


def test_a_slip_before_its_gloss_is_no_wrong_gloss() -> None:
    text = "Chủ tịch Bounnhang Vorachtih (Bun-nhăng Vo-la-chít) thăm Lào."
    assert found(text) == [("TL003", "Bounnhang Vorachtih", "Bounnhang Vorachith")]


def test_words_that_nothing_parts_are_another_spelling() -> None:
    assert found("Huyện Viêng Xay và công an huyện Viêngxay") == [("TL002", "Viêngxay", "Viêng Xay")]
    assert not found("Huyện Viêng Xay và công an huyện Viêng-xay")

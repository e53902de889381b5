"""Which near misses are slips, and which are names of other people."""

import pytest

from tenlao import load
from tenlao.styles.house_typography import in_house_typography

TABLE = load()


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(f.rule, f.text, f.suggestion) for f in TABLE.check(text)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Sonexay Siphandon", "Sonexay Siphandone"),
        ("Panny Yathotou", "Pany Yathotou"),
        ("Sonexay Siphadone", "Sonexay Siphandone"),
        ("Khammany Inthilaht", "Khammany Inthilath"),
        ("Bounleua Phandanouvongg", "Bounleua Phandanouvong"),
        ("Chăn-xạ-mỏn Chăn-nha-látt", "Chăn-xạ-mỏn Chăn-nha-lạt"),
        ("Paany Yathotou", "Pany Yathotou"),
        ("Phonsouk Inthavogn", "Phonsouk Inthavong"),
        ("Vanthong Bouttavogn", "Vanthong Bouttavong"),
    ],
)
@pytest.mark.parametrize("end", [" nói.", "", "\nBộ trưởng Ngoại giao\n", "\n\nHọp báo\n"])
def test_a_slip_is_found_wherever_it_stands(words: str, meant: str, end: str) -> None:
    assert found(f"Gặp ông {words}{end}") == [("TL003", words, meant)]


def test_a_word_that_tells_the_type_makes_a_place_sure() -> None:
    assert found("the dam in Sekomg province") == [("TL003", "Sekomg", "Sekong")]
    assert found("the dam in Sekomg") == []


def test_a_letter_doubled_or_moved_is_a_slip_of_a_place_too() -> None:
    assert found("Ở Viêng Chănn, Lào.") == [("TL003", "Viêng Chănn", "Viêng Chăn")]
    assert found("ở Savannaketh, Lào") == [("TL003", "Savannaketh", "Savannakhet")]


def test_another_vowel_under_the_same_letter_is_a_slip_but_not_another_tone() -> None:
    assert found("Ông Chansy Phosikham (Chăn-xỉ Phô-xỉ-khâm) nói.") == [
        ("TL003", "Chăn-xỉ Phô-xỉ-khâm", "Chăn-xỉ Phô-xỉ-khăm")
    ]
    assert found("Ông Chansy Phosikham (Chăn-xỉ Phô-xỉ-khẳm) nói.") == []


def test_a_syllable_of_a_name_in_syllables_is_not_somebody_elses() -> None:
    assert found("Ở Lào, Giám đốc Sở Tư pháp Lay Soán-mịt Sụ Vân nói.") == [
        ("TL003", "Lay Soán-mịt Sụ Vân", "Lay Soán-mịt Sụ Văn")
    ]


@pytest.mark.parametrize(
    "habit", ["Malaythong Kommasit", "Khemani Pholsenna", "người Phou Thai", "tỉnh Sam Nuea"]
)
def test_another_way_to_write_the_same_sound_is_no_slip(habit: str) -> None:
    assert found(f"Ở Lào, {habit} có mặt.") == []


def test_what_is_meant_has_its_words_parted_as_the_slip_has() -> None:
    assert found("thăm Luang Phrabanng, Lào") == [("TL003", "Luang Phrabanng", "Luang Phrabang")]


def test_a_whole_name_that_comes_again_misspelt_is_no_part_of_it() -> None:
    text = "Le prince Souvanna Phouma est là. Le prince Souvana Phouma voulait un gouvernement."
    assert found(text) == [("TL003", "Souvana Phouma", "Souvanna Phouma")]


@pytest.mark.parametrize(
    "stranger",
    [
        "Somxay Siphandone",
        "Bounthan Chitmany",
        "Samone Vignaket",
        "Thonglith Sisoulith",
        "Saleumsak Kommasith",
        "Bounmy Phommasone",
        "Vilayvanh Boutdakham",
        "Khamsai Saysompheng",
    ],
)
def test_a_stranger_is_nobodys_slip(stranger: str) -> None:
    assert all(rule == "TL006" for rule, _, _ in found(f"Ông {stranger}, doanh nhân Lào, phát biểu."))


def test_a_slip_in_print_is_found_and_its_page_named() -> None:
    slips = [
        (entry, form)
        for entry in TABLE.entries
        for form in entry.forms
        if entry.kind == "person" and form.tag == "typo" and form.writing == "latin" and " " in form.text
    ]
    assert len(slips) > 20
    for entry, form in slips:
        text = f"Ông {form.text}."
        told = [finding for finding in TABLE.check(text) if finding.entity == entry.id]
        assert [finding.rule for finding in told] == ["TL003"], text
        assert TABLE.sources[form.sources[0]].publisher in told[0].message
        assert "no source" not in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Sông Nậm Ngừm chảy qua tỉnh Viêng Chăn, Lào.",
        "Huyện Khổng ở tỉnh Chăm-pa-xắc.",
        "Trận Long Tieng năm 1971.",
        "Kinh đô Vạn Tượng bị đốt năm 1828.",
        "Bà Keo Oudone Souvannasangso phát biểu; bà Keo Oudone vui mừng.",
        "Tỉnh Sê-kông.",
        "Muang Sua là tên xưa.",
        "Đường Kaysone Phomvihane và phố Khamtay Siphandone ở Vientiane, Lào.",
        "Họ Vignaket là một họ lớn ở Lào.",
    ],
)
def test_what_is_right_is_no_slip(text: str) -> None:
    assert found(text) == []


def test_a_name_ends_before_a_dash_and_its_rendering_bears_a_mark_and_a_score() -> None:
    (finding,) = TABLE.check("Bà Olath Siphandone – em gái Thủ tướng Lào Sonexay Siphandone – nói.")
    assert (finding.rule, finding.text) == ("TL006", "Olath Siphandone")
    assert finding.suggestion is not None
    assert finding.suggestion.endswith("*")
    assert finding.score is not None
    assert 0 < finding.score <= 100


def test_a_consonant_by_itself_after_a_lao_name_is_a_slip() -> None:
    assert found("ທ່ານ ໄຊສົມພອນ ພົມວິຫານນ ເຂົ້າຮ່ວມ.") == [("TL003", "ໄຊສົມພອນ ພົມວິຫານນ", "ໄຊສົມພອນ ພົມວິຫານ")]


def test_cells_of_a_row_are_one_way_to_write_a_name() -> None:
    assert found("1\tBounthong Chitmany\tBun-thoong Chít-ma-ny\tVientiane\n") == []


def test_components_are_cut_as_the_other_writing_has_them() -> None:
    assert found("Ông Vông Sỏn In Pan Phim nói.") == [
        ("TL005", "Vông Sỏn In Pan Phim", "Vông-sỏn In-pan-phim")
    ]


def test_what_the_house_sets_is_well_set() -> None:
    for entry in TABLE.entries:
        if entry.kind == "person" and entry.vietnamese:
            printed = in_house_typography(entry.vietnamese, entry)
            rules = {finding.rule for finding in TABLE.check(f"Ông {printed} ở Lào.")}
            assert not rules & {"TL002", "TL003", "TL005"}, printed


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Xayyavath Vaansavath", "Xayyavath Vansavath"),  # vowels are doubled, too
        ("Somphann Phengkhammy", "Somphan Phengkhammy"),  # hardly any word ends so
        ("Outhine Bouyavong", "Outhine Bounyavong"),  # a consonant that no habit leaves out
        ("Inlavanh Keobuonphanh", "Inlavanh Keobounphanh"),  # letters swapped, the sound being the same
        ("Kaysone Phomvihne", "Kaysone Phomvihane"),  # a district is called so, too
        ("Phet Phomphipha", "Phet Phomphiphak"),
        ("Malaithong Komasith", "Malaithong Kommasith"),  # all sources double it
        ("Bounnnhong Norkeo", "Bounnhong Norkeo"),
    ],
)
def test_a_letter_that_no_habit_changes_is_a_slip_whatever_it_sounds_like(words: str, meant: str) -> None:
    assert found(f"Sáng 5/3, ông {words} phát biểu tại Lào.") == [("TL003", words, meant)]


def test_two_letters_of_a_long_name_may_be_wrong() -> None:
    assert found("phố cổ ở Luang Prangbang, Lào") == [("TL003", "Luang Prangbang", "Luang Prabang")]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("huyện Nhot Uo", "Nhot Ou"),
        ("tỉnh Skeong", "Sekong"),
        ("huyện Nongdeh", None),
        ("the Slavan province", "Salavan"),
    ],
)
def test_provinces_and_districts_are_all_known_so_what_is_nearly_one_is_a_slip(
    words: str, meant: str | None
) -> None:
    assert [suggestion for _, _, suggestion in found(f"Ở {words}, Lào")] == [meant] * (meant is not None)


@pytest.mark.parametrize(
    "text", ["Dọc theo sông Mê Kông ở Lào.", "Ông ngược dòng Mê Kông tới yết kiến vua Lào."]
)
def test_the_mekong_is_no_slip(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("neighbour", ["huyện Mường Lát", "huyện Mường Tè", "huyện Sốp Cộp", "tỉnh Sơn La"])
def test_a_district_of_a_neighbour_is_no_slip(neighbour: str) -> None:
    assert found(f"Ở {neighbour}, giáp Lào") == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Chăn-xạ-mỏn Chăn-lạt", "Chăn-xạ-mỏn Chăn-nha-lạt"),
        ("Khảnh-xay Lăt-hâu", "Khảnh-xay Lăt-tha-hâu"),
        ("Phumi Vôngvít", "Phumi Vôngvichít"),
        ("Sĩ-vi-lay Sẻng-lơn-cha", "Sĩ-vi-lay Sẻng-cha-lơn"),
        ("Xa-mản Vi-vi-nha-kệt", "Xa-mản Vi-nha-kệt"),
        ("Xủn-thon Xay-nha-chăng", "Xủn-thon Xay-nha-chắc"),
    ],
)
def test_a_syllable_lost_put_in_or_out_of_its_place_is_a_slip(words: str, meant: str) -> None:
    assert found(f"Tại Viêng Chăn (Lào), đồng chí {words} tiếp đoàn.") == [("TL003", words, meant)]


def test_a_syllable_is_lost_sooner_where_the_name_stands_in_full() -> None:
    text = "Lào: ông Phút-phăn Kẹo-vông-xay đến dự. Ông Phút-phăn Vông-xay phát biểu."
    assert ("TL003", "Phút-phăn Vông-xay", "Phút-phăn Kẹo-vông-xay") in found(text)
    assert [rule for rule, *_ in found(text.partition(". ")[2] + " Lào.")] == ["TL006"]


def test_letters_out_of_their_place_are_a_slip_and_no_second_spelling() -> None:
    text = "Lào: đồng chí Bun-mi Phim-mạ-sỏn tiếp đoàn. Đồng chí Bun-mi Phim-sạ-mỏn nói."
    assert found(text) == [("TL003", "Bun-mi Phim-sạ-mỏn", "Bun-mi Phim-mạ-sỏn")]


def test_namesakes_and_relatives_have_lost_no_syllable() -> None:
    for name in ("Sinthavong Xayyavong", "Bounmy Phommahaxay", "Khamphoy Vannachit", "Kongthong Somvichith"):
        assert [f for f in found(f"Ở Lào, ông {name} nói.") if f[0] == "TL003"] == [], name


def test_marks_are_no_letters_out_of_their_place() -> None:
    assert found("Ông Mừn Sổmvichít chỉ huy du kích Lào.") == []
    assert found("Đoàn đến Xa-van-na-khét, Lào.") == []


def test_a_given_name_that_is_spelled_otherwise_than_in_the_whole_name_is_a_second_spelling() -> None:
    text = "Bộ trưởng Lào Saleumxay Kommasith đến. Ông Saleumsay nói. Ông Saleumxay về."
    assert found(text) == [("TL002", "Saleumsay", "Saleumxay")]
    assert found("Chủ tịch Lào Phoumi Vongvichit (Phumi Vôngvichít) đến. Ông Phumi nói. Ông Phoumi về.") == []


def test_what_a_text_has_in_small_letters_is_not_the_spelling_to_keep_to() -> None:
    text = "hôm nay bọn mình tới vat phou, don khone ở lào nhé.\nWat Phou đẹp. Wat Phu vắng."
    assert {suggestion for _, _, suggestion in found(text)} <= {"Wat Phou"}


def test_a_gloss_is_of_another_also_where_the_name_before_is_spelled_as_no_page_has_it() -> None:
    text = "Bộ trưởng Xẻng-nuôn Xay-nhạ-lạt (Chansamone Chanyalath) đến Lào."
    assert found(text) == [("TL004", "Chansamone Chanyalath", "Sengnouan Xayalath")]


def test_syllables_that_pages_part_by_blanks_may_be_parted_by_blanks() -> None:
    assert found("Bí thư Tỉnh ủy Attapeu (Lào) Lệt Xay Nha Phon đến.") == []


@pytest.mark.parametrize(
    ("words", "right"),
    [("Lào Ít- xa-la", "Lào Ít-xa-la"), ("Xỉn-thạ-vông-xay-nha-con", "Xỉn-thạ-vông Xay-nha-con")],
)
def test_blanks_beside_a_hyphen_and_hyphens_between_components_are_set_otherwise(
    words: str, right: str
) -> None:
    assert found(f"Ở Lào, {words}.") == [("TL005", words, right)]


@pytest.mark.parametrize(
    ("gloss", "right"),
    [("cửa khẩu Nam Kan (Nậm Xôi)", "Nậm Cắn"), ("thủy điện Nam Kong 2 (Nậm Nơn 1)", "Nậm Kong 2")],
)
def test_the_gloss_of_a_place_whose_name_begins_with_a_generic_word_may_be_wrong(
    gloss: str, right: str
) -> None:
    assert [(rule, suggestion) for rule, _, suggestion in found(f"Ở Lào, {gloss}.")] == [("TL004", right)]


def test_the_gloss_of_another_is_wrong_though_it_sounds_nearly_alike() -> None:
    text = "Bộ trưởng Bosengkham Vongdara (ບໍ່ວຽງຄຳ ວົງດາລາ) ở Lào."
    assert found(text) == [("TL004", "ບໍ່ວຽງຄຳ ວົງດາລາ", "ບໍ່ແສງຄຳ ວົງດາລາ")]


def test_another_consonant_in_lao_script_is_a_slip_whatever_it_sounds_like() -> None:
    assert found("ຢູ່ ເມືອງທ່າແຂດ ປະເທດລາວ") == [("TL003", "ທ່າແຂດ", "ທ່າແຂກ")]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Kougkeo Xaysongkham", "Kongkeo Xaysongkham"),
        ("Lạc Xqo", "Lạc Xao"),
        ("Thà Khẹtt", "Thà Khẹt"),
        ("Mườgn Sinh", "Mường Sinh"),
        ("Thkahek", "Thakhek"),
        ("Pakxna", "Pakxan"),
        ("Phôn Xa Vặn", "Phôn Xa Vẳn"),
    ],
)
def test_what_nobody_writes_so_is_a_slip_also_of_a_short_name(words: str, meant: str) -> None:
    assert found(f"Đoàn Lào đã gặp {words} hôm qua.") == [("TL003", words, meant)]


@pytest.mark.parametrize("other", ["Lai-en", "Krông Pắk", "Đắk Pxi", "Seaman", "Hua Hin"])
def test_what_is_written_otherwise_in_another_language_is_no_slip(other: str) -> None:
    assert found(f"Đoàn Lào đã đến {other} hôm qua.") == []


def test_a_given_name_a_letter_off_is_a_slip_where_nobody_else_has_the_family_name() -> None:
    text = "Gặp ông Bonpheng Vongnorbountham ở Lào."
    assert found(text) == [("TL003", "Bonpheng Vongnorbountham", "Bounpheng Vongnorbountham")]


def test_a_number_is_no_letter_of_the_name() -> None:
    assert found("ở tỉnh Sekongg, Lào") == [("TL003", "Sekongg", "Sekong")]


def test_syllables_joined_as_no_page_joins_them_are_set_otherwise() -> None:
    assert found("Ông Khămbảy Đămlắt nói.") == [("TL005", "Khămbảy Đămlắt", "Khăm-bảy Đăm-lắt")]
    assert found("Ông Khămbay Đămlắt nói.") == []


def test_a_letter_that_stands_elsewhere_in_the_word_is_a_slip() -> None:
    text = "Hoàng thân Xuphanuvông đến. Có lần Xupanhuvông tặng tôi cây bút."
    assert found(text) == [("TL003", "Xupanhuvông", "Xuphanuvông")]


@pytest.mark.parametrize(
    "where",
    [
        "Muangthong United, Thái Lan",
        "Thái Lan",
        "FC Porto, Bồ Đào Nha",
        "Sông Lam Nghệ An, Việt Nam",
        "Thái Nguyên",
    ],
)
def test_the_country_or_the_club_of_somebody_is_no_gloss(where: str) -> None:
    assert found(f"Tiền vệ Phoutthasay Khochalern ({where}) của Lào.") == []


def test_a_generic_word_that_is_spelled_otherwise_is_no_slip() -> None:
    assert found("Lào có cụm bản Mường Dương.") == []


def test_another_tone_beside_the_right_one_is_a_slip_and_no_second_spelling() -> None:
    right, slip = "Xủn-thon Xay-nha-chắc", "Xủn-thon Xay-nhạ-chắc"
    assert found(f"Bà {right} nói. Bà {slip} hỏi.") == [("TL003", slip, right)]
    assert found(f"Bà {slip} nói.") == []
    assert found("tỉnh Xiêng Khoảng và Xiêng Khoàng, Lào") == [("TL003", "Xiêng Khoàng", "Xiêng Khoảng")]


def test_a_word_that_opens_a_sentence_is_no_letter_of_a_name() -> None:
    assert found("Ở Kongxedone có chợ. ↳ Ở Kongxedone!") == []
    assert found("Ở Savannkhet, Lào.") == [("TL003", "Savannkhet", "Savannakhet")]


def test_a_capital_within_a_word_is_set_otherwise() -> None:
    assert found("Tỉnh BôlykhămXay cử cán bộ.") == [("TL005", "BôlykhămXay", "Bôlykhămxay")]
    assert found("TỈNH BÔLYKHĂMXAY CỬ CÁN BỘ.") == []


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("ở Sepom", "Sepom", "Sepon"),
        ("ở Pag Hốc", "Pag Hốc", "Pang Hốc"),
        ("thành phố Pakes", "Pakes", "Pakse"),
        ("các huyện Viêng Xay, Sốp Bân, Xiềng Khọ", "Sốp Bân", "Sốp Bâu"),
        ("từ huyện Phu Vôn sang", "Phu Vôn", "Phu Vông"),
        ("Cửa khẩu quốc tế Lóng Sập - Pa Hánh", "Pa Hánh", "Pa Háng"),
    ],
)
def test_a_word_before_a_short_place_or_its_row_tells_that_it_is_one(
    text: str, words: str, meant: str
) -> None:
    assert found(f"Đoàn của Lào đến {text}.") == [("TL003", words, meant)]


@pytest.mark.parametrize("other", ["Kansas", "Monaco", "Salamanca", "Nam Định", "Mê Công"])
def test_a_place_elsewhere_is_no_slip(other: str) -> None:
    assert found(f"Đoàn của Lào đến thành phố {other}, sống ở {other}.") == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Xeingthong", "Xiengthong"),
        ("Attapue", "Attapeu"),
        ("Thà Khèt", "Thà Khẹt"),  # a stopped syllable has no such tone
        ("Sê-pôôn", "Sê-pôn"),
        ("Xebagfay", "Xebangfay"),
        ("Xieng Khouag", "Xieng Khouang"),
    ],
)
def test_what_nobody_writes_so_is_a_slip_whatever_it_sounds_like(words: str, meant: str) -> None:
    assert found(f"Đơn vị của {words} đi qua Lào.") == [("TL003", words, meant)]


def test_a_tone_mark_on_the_wrong_vowel_is_set_otherwise_and_no_slip() -> None:
    assert found("Ông ở Mưòng Hét.") == [("TL005", "Mưòng Hét", "Mường Hét")]


def test_of_the_ways_to_set_a_place_the_one_with_its_hyphens_is_meant() -> None:
    assert found("Đơn vị ở Phôn - xa - vẳn.") == [("TL005", "Phôn - xa - vẳn", "Phôn-xa-vẳn")]


def test_a_gloss_beside_its_name_is_a_slip_and_nobody_elses_name() -> None:
    text = "Ở Lào, Inlavanh Keobounphan (In-na-văn Kẹo-bun-phăn) phát biểu."
    assert found(text) == [("TL003", "In-na-văn Kẹo-bun-phăn", "In-la-văn Kẹo-bun-phăn")]


def test_a_pen_name_is_no_second_spelling() -> None:
    assert found("Nhà văn Lào Pakian Viravongs với bút danh Pa Nay.") == []


def test_capitals_after_hyphens_are_set_otherwise_also_where_a_syllable_is_none_of_vietnamese() -> None:
    assert found("Ông Lam-Phoy Sỉ-Ặc-Khả-Chan.") == [
        ("TL005", "Lam-Phoy Sỉ-Ặc-Khả-Chan", "Lam-phoy Sỉ-ặc-khả-chan")
    ]


def test_a_rendering_that_pages_have_in_syllables_apart_has_no_capitals_after_hyphens() -> None:
    assert found("Đại tá Phết-Sỏn In-Su-Phăn.") == [("TL005", "Phết-Sỏn In-Su-Phăn", "Phết-sỏn In-su-phăn")]
    assert found("Đại tá Phết-sỏn In-su-phăn.") == []


def test_a_people_has_its_dash_as_the_press_has_it() -> None:
    assert found("Ở Lào có người Bru - Vân Kiều.") == []


def test_the_word_for_a_town_makes_it_sure() -> None:
    assert found("Ở Lào, thị xã Pạc Xam.") == [("TL003", "Pạc Xam", "Pạc Xan")]
    assert found("Ở Lào, Viện Khoa học Nông Lâm nghiệp bên sông Mê Công.") == []


def test_letters_in_a_row_that_are_no_syllable_make_another_name() -> None:
    assert found("Ở Lào, ông Bouasone Thammalangsy nói.")[0][0] == "TL006"  # and not Thammaly


@pytest.mark.parametrize(
    "text",
    [
        "They left for Thakhek. The town's old spelling, Thakhèk, is on a stone.",
        "Ils partirent à Thakhek, ancienne graphie : Thakhèk.",
    ],
)
def test_a_spelling_that_is_said_to_be_old_is_no_second_one(text: str) -> None:
    assert not [finding for finding in TABLE.check(text) if finding.rule == "TL002"]


def test_a_name_in_the_next_cell_makes_none_longer() -> None:
    assert ("TL002", "Xekong", "Sekong") in found("Nhà máy\tSekong\tLào\nNhà máy thứ hai tại Xekong\tchờ")


@pytest.mark.parametrize(
    "text",
    [
        "Depart Vientiane (Wattay T2), Laos",
        "Ở Lào, thằng Phăn ốm. Thằng Phăn quê Mường Chanh.",
        "Viêng Chăn: phía Việt Nam có Lê Xuân Khăm (EVN).",
        "huyện Bualapha (cụm bản Lẳng Khăng) ở Lào",
        "Có Cayxỏn ở Lào",
        "ຢູ່ລາວ, ທ່ານ ຂັນໄຊ ນາຍບ້ານຄົນໃໝ່ ກ່າວ",
        "Ai là vua Lào? Anouvong\nCâu 2. Hỏi tiếp",
    ],
)
def test_what_is_no_name_in_full_is_no_slip_and_nobody(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ở Lào, huyện Nong có 44 ca, Vilabluy 12 ca", "Vilabluy"),
        ("các bản của Xiêng Hoảng", "Xiêng Hoảng"),
        ("Vice-chair Sounthone Xayachcak closed it.", "Sounthone Xayachcak"),
        ("Khammouane Province (Xiêng Khoảng)", "Xiêng Khoảng"),
        ("the Khammouane province (Xiêng Khoảng)", "Xiêng Khoảng"),
    ],
)
def test_slips_beside_counts_and_generic_words(text: str, words: str) -> None:
    assert [finding.text for finding in TABLE.check(text)] == [words]


@pytest.mark.parametrize("text", ["đường sắt Trung - Lào", "biên giới Trung-Lào dài 500 km"])
def test_two_countries_are_no_region(text: str) -> None:
    assert not TABLE.check(text)


def test_a_slip_in_lao_script_after_a_generic_word_is_told_without_it() -> None:
    assert found("ໄປ ແຂວງ ຄຳມ່ວມ ແລະ ແຂວງສາລະວັນ ລາວ") == [("TL003", "ຄຳມ່ວມ", "ຄຳມ່ວນ")]


def test_the_end_of_a_syllable_that_sounds_alike_is_no_slip() -> None:
    assert not found("ທ່ານ ກິນິມ ພົນເສນາ ລາວ")


def test_what_is_called_after_a_place_is_no_second_spelling() -> None:
    text = "Giải chạy Vientiane có 3.000 người. Ga Viêng Chăn bán vé."
    assert not [finding for finding in TABLE.check(text) if finding.rule == "TL002"]


def test_who_has_a_title_is_no_place() -> None:
    assert not found("Ở Lào, bà Daosavanh báo cáo tiến độ.")
    assert found("Ở Lào, cửa khẩu Daosavanh mở lại.") == [("TL003", "Daosavanh", "Dansavanh")]


def test_what_has_small_letters_near_it_is_a_word_and_no_place() -> None:
    assert not found("Caravan “Một cung đường”\n\nĐoàn caravan 22 xe xuất phát đi Lào.")
    assert found("Ở Lào, tỉnh Caravan mở hội.") == [("TL003", "Caravan", "Saravan")]


def test_what_is_printed_with_its_generic_word_only_is_no_slip_without() -> None:
    assert not found("ຄະນະໄດ້ໄປຢ້ຽມຢາມ ເມືອງໄຊເຊດຖາ ໃນມື້ວານນີ້.")


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("vỡ đập ở huyện Samanxay của Lào", "Samanxay", "Sanamxay"),
        ("Trưởng Công an tỉnh Bôlykhăngxay của Lào", "Bôlykhăngxay", "Bôlykhămxay"),
        ("ông Asang Laloy của Lào", "Asang Laloy", "Asang Laoly"),
        ("Ở Lào, Chánh án Viengthong Siphanone đề nghị", "Viengthong Siphanone", "Viengthong Siphandone"),
        ("Thủ đô Viêng Chăm không mưa ở Lào", "Viêng Chăm", "Viêng Chăn"),
        ("ຢູ່ແຂວງສາລະວັບ ແລະ ແຂວງຈຳປາສັກ ມີຝົນຕົກ", "ສາລະວັບ", "ສາລະວັນ"),
        ("Thiếu nữ ở tỉnh Bò Kọe của Lào", "Bò Kọe", "Bò Kẹo"),
        ("được gặp Hoàng thân Xuphavunông của Lào", "Xuphavunông", "Xuphanuvông"),
    ],
)
def test_letters_that_have_changed_places_are_a_slip(text: str, words: str, meant: str) -> None:
    assert found(text) == [("TL003", words, meant)]


def test_a_name_like_that_of_a_village_is_another_villages_or_somebodys() -> None:
    assert not found("Laos: Seng Vang (Cambodia's rice institute)")


def test_a_place_in_lao_script_after_another_is_its_wrong_gloss() -> None:
    text = "Les inscriptions sont parties à Pakse (ສະຫວັນນະເຂດ)."
    assert found(text) == [("TL004", "ສະຫວັນນະເຂດ", "ປາກເຊ")]
    assert not found("Les inscriptions sont parties à Pakse (Champassak).")
    assert found("Tại Dansavanh (Sa-la-van), Lào, xe chờ.") == [("TL004", "Sa-la-van", "Đen Sạ Vẳn")]
    assert not found("Tại Dansavanh (Xa-vẳn-na-khệt), Lào, xe chờ.")
    assert found("ở thị xã Sam Neua (Sầm Tớ), Lào") == [("TL004", "Sầm Tớ", "Sầm Nưa")]


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        (
            "nguyên Phó Thủ tướng Xổm-xa-vạt Lêng-xa-vawts của Lào",
            "Xổm-xa-vạt Lêng-xa-vawts",
            "Xổm-xa-vạt Lêng-xa-vắt",
        ),
        ("Tỉnh Xaysornboun của Lào", "Xaysornboun", "Xaysomboun"),
        ("Châu chấu ở Nhom Ma Ma Rát, Lào", "Nhom Ma Ma Rát", "Nhom Ma Rát"),
        ("Tỉnh trưởng Khăm Phoi Vă Nạ Sản của Lào", "Khăm Phoi Vă Nạ Sản", "Khăm Phoi Văn Nạ Sản"),
    ],
)
def test_what_keyboards_scanners_and_hands_do_to_a_name_is_a_slip(text: str, words: str, meant: str) -> None:
    assert found(text) == [("TL003", words, meant)]


def test_names_of_which_a_word_is_another_are_two_spellings() -> None:
    text = "Ông Khun Borom xuống trần ở Lào. Khun Buhom dặn các con."
    assert found(text) == [("TL002", "Khun Buhom", "Khun Borom")]


def test_capitals_of_a_headline_are_not_the_spelling_to_keep_to() -> None:
    assert found("SEKONG, Lao PDR. Further work in Xekong province.") == [("TL002", "Xekong", "Sekong")]


@pytest.mark.parametrize(
    ("text", "rule", "words", "meant"),
    [
        ("ở huyện Vieeng Xay, Lào", "TL003", "Vieeng Xay", "Viêng Xay"),
        ("ສ້າງທາງຫຼວງໃນແຂວງອັດະຕປື ແລະ ຕະຫຼາດ", "TL003", "ອັດະຕປື", "ອັດຕະປື"),
        ("ທ່ານ ກິແກ້ວ ໄຂຄຳພິນທູ", "TL003", "ກິແກ້ວ ໄຂຄຳພິນທູ", "ກິແກ້ວ ໄຂຄຳພິທູນ"),
        ("tỉnh U-đôn-xay của Lào", "TL003", "U-đôn-xay", "U-đôm-xay"),
        ("ông Khon-sỉ Naovạ-lạt của Lào", "TL005", "Khon-sỉ Naovạ-lạt", "Khon-sỉ Nao-vạ-lạt"),
        (
            "ông Khăm Vén Păn - Nha Nụ Vông của Lào",
            "TL005",
            "Khăm Vén Păn - Nha Nụ Vông",
            "Khăm Vén Păn Nha Nụ Vông",
        ),
    ],
)
def test_what_is_meant_is_set_as_the_slip_is(text: str, rule: str, words: str, meant: str) -> None:
    assert found(text) == [(rule, words, meant)]


@pytest.mark.parametrize("words", ["Sings at night in Laos", "Longs and Nans of Laos", "Lào: Naan"])
def test_words_of_other_languages_are_not_mistyped(words: str) -> None:
    assert not found(words)

"""Names of Lao persons who are in no table, among mentions of those that are in one."""

from pathlib import Path

import pytest

from tenlao.gazetteer import load

TEXT = "Gặp ông Bounsavath Phetmixay ở bản Ô, gặp bà Khamphone Sisavangvong ở Lào."


def test_they_stand_where_it_is_said_after_a_mention_of_one_letter(tmp_path: Path) -> None:
    table = tmp_path / "names.toml"
    table.write_text('[[entry]]\nid = "o"\nkind = "place"\nvietnamese = ["Ô"]\n', encoding="utf-8")
    names = load(table)
    assert [mention.text for mention in names.find(TEXT)] == ["Ô"]
    found = names.unlisted(TEXT)
    assert [TEXT[name.start : name.end] for name in found] == [
        "Bounsavath Phetmixay",
        "Khamphone Sisavangvong",
    ]
    assert [name.text for name in found] == ["Bounsavath Phetmixay", "Khamphone Sisavangvong"]


def test_of_names_in_lao_that_share_a_word_the_likelier_is_told() -> None:
    text = "tướngທ່ານ ບຸນທັນ ສ"
    assert [name.text for name in load().unlisted(text)] == ["ບຸນທັນ ສ"]


def test_they_stand_after_titles_that_announce_a_place_as_well() -> None:
    text = "Phó Tỉnh trưởng Khamkeo Phanthachack tiếp đoàn ở Lào."
    assert [name.text for name in load().unlisted(text)] == ["Khamkeo Phanthachack"]


def test_a_title_in_lao_script_is_no_given_name() -> None:
    text = "ທ່ານ ນາງ ສຸພາພອນ ແກ້ວມະນີໄຊ ກ່າວ."
    assert [name.text for name in load().unlisted(text)] == ["ສຸພາພອນ ແກ້ວມະນີໄຊ"]


@pytest.mark.parametrize("text", ["Gặp ông Nike Việt Nam ở Lào", "Facebook Minh Hoà nói ở Lào"])
def test_words_without_marks_beside_vietnamese_ones_are_nobodys_name(text: str) -> None:
    assert load().unlisted(text) == []


def test_a_vietnamese_word_before_a_name_is_none_of_it() -> None:
    found = load().unlisted("Nhóm Suliyavong Sakhone khai ở Lào")
    assert [name.text for name in found] == ["Suliyavong Sakhone"]


@pytest.mark.parametrize(
    "text",
    [
        "ເອກອັກຄະລັດຖະທູດໄທ ທ່ານ ນິກອນເດດ ພະລາງກູນ ຢ້ຽມຢາມ ສປປ ລາວ",  # no blank parts the country from the office
        "ລັດຖະມົນຕີຕ່າງປະເທດໄທ ທ່ານ ສີຫະສັກ ພວງເກດແກ້ວ ຢ້ຽມຢາມ ສປປ ລາວ",
        "ລັດຖະມົນຕີຕ່າງປະເທດ ທ່ານ",  # what is left of an office before a title
    ],
)
def test_in_lao_the_country_of_an_office_tells_where_somebody_is_from(text: str) -> None:
    assert load().unlisted(text) == []


def test_what_the_holder_of_an_office_does_is_no_name() -> None:
    text = "ທ່ານ ທອງລຸນ ສີສຸລິດ ປະທານປະເທດ ໄດ້ຕ້ອນຮັບ ຄະນະຜູ້ແທນ ແລະ ລັດຖະມົນຕີກະຊວງການຕ່າງປະເທດ ເຂົ້າຮ່ວມ ຢູ່ ລາວ"
    assert load().unlisted(text) == []


def test_a_verb_that_opens_a_line_is_no_given_name() -> None:
    assert load().unlisted("Ngày 4: Sang Bokeo, khảo sát bến phà ở Lào.") == []


def test_a_weekday_before_a_name_is_none_of_it() -> None:
    found = load().unlisted("In Laos on Tuesday Bounsavath Phetmixay spoke. He saw Pakse Friday.")
    assert [name.text for name in found] == ["Bounsavath Phetmixay"]


@pytest.mark.parametrize(
    "text", ["In Laos it rained. Then Bounsavath spoke.", "Laos. Yesterday Bounsavath spoke."]
)
def test_a_word_that_opens_a_sentence_and_a_given_name_are_no_name(text: str) -> None:
    assert load().unlisted(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ÔNG KHĂM-PHỈU CHĂN-THẠ-VÔNG NÓI", "KHĂM-PHỈU CHĂN-THẠ-VÔNG"),
        ("ĐẠI SỨ LÀO BUN-CHĂN XAY-NHA-VÔNG THĂM HUẾ", "BUN-CHĂN XAY-NHA-VÔNG"),
        ("LAO MP KHAMPHIOU CHANTHAVONG VISITS HANOI", "KHAMPHIOU CHANTHAVONG"),
    ],
)
def test_where_all_is_in_capitals_the_next_word_is_none_of_a_name(text: str, name: str) -> None:
    assert [found.text for found in load().unlisted(text)] == [name]


def test_what_is_called_after_somebody_is_no_person() -> None:
    text = "In Laos: Phouvanh Restaurant, Phetsamone Trading, Phoukanghong Mountain and Phetsamone Sayavong."
    assert [name.text for name in load().unlisted(text)] == ["Phetsamone Sayavong"]


def test_a_province_of_viet_nam_is_no_country() -> None:
    text = "Em Noi Xay-nha-đẹt, sinh viên Đại học Thái Nguyên quê ở Luông Prabăng."
    assert [name.text for name in load().unlisted(text)] == ["Noi Xay-nha-đẹt"]


def test_who_works_at_a_ministry_of_another_country_is_not_from_laos() -> None:
    assert load().unlisted("In Laos he met Mr Somsak Thepsuthin at the Thai sports ministry.") == []


@pytest.mark.parametrize(
    "countries", ["Lào-Việt Nam", "Việt Nam-Lào", "Lào-Trung Quốc", "Lào-Campuchia-Việt Nam"]
)
def test_countries_side_by_side_are_no_person(countries: str) -> None:
    assert load().unlisted(f"gần biên giới {countries} tại tỉnh Sekong") == []


def test_who_is_from_another_country_in_lao_script_is_no_lao() -> None:
    assert load().unlisted("ຢູ່ລາວ, ທ່ານ ສົມຊາຍ ປຣະເສີດ ຈາກໄທ ໄດ້ລາຍງານ.") == []
    assert load().unlisted("ຢູ່ລາວ, ທ່ານ ສົມຊາຍ ປຣະເສີດ ໄດ້ລາຍງານ.") != []


def test_peoples_of_the_highlands_of_viet_nam_are_none_of_laos() -> None:
    assert load().unlisted("Ở Lào có nghệ nhân Y Khăm Êban đến từ Đắk Lắk.") == []


def test_what_the_next_cell_says_tells_where_somebody_is_from() -> None:
    assert load().unlisted("Đại biểu dự họp ở Lào\n3 | Chay Navuth | Đại sứ Campuchia") == []


def test_the_continent_before_a_name_is_none_of_it() -> None:
    text = "Vụ trưởng Vụ châu Á - châu Phi Bounthavy Sengmany, Lào"
    assert [name.text for name in load().unlisted(text)] == ["Bounthavy Sengmany"]


def test_a_body_for_peoples_is_no_people() -> None:
    text = "Chủ nhiệm Ủy ban Dân tộc Somphong Keovilaysack, Lào"
    assert [name.text for name in load().unlisted(text)] == ["Somphong Keovilaysack"]
    assert load().unlisted("Ở Lào, dân tộc Somphong Keovilaysack") == []


def test_what_is_called_after_a_flower_is_no_person() -> None:
    assert load().unlisted("Quán Hoa Chăm-pa ở Lào") == []


@pytest.mark.parametrize(
    "other",
    [
        "HLV Ha Hyeok-jun",
        "các tỉnh Nakhon Phanom, Sakon Nakhon, Kalasin",
        "HLV Thawatchai Damrong-Ongtrakul",
        "Thái Lan thắng Timor Leste 6-1; cầu thủ Somchai Saengthong bị đau",
        "the Vice Minister Phonsavan",
        "Hội chợ Vietlao Expo 2026",
        "Tết Bun-pi-may",
        "bà Ing Kantha Phavi từ Phnôm Pênh",
        "Chủ tịch Thượng viện Xăm-đéc Hun Xen",
        "chị Alăng Mai",
        "Ngoại trưởng Xéc-gây La-vrốp",
        "a Thai banker, Kittipong Phongsavat",
        "Mr Somchai Phongsavat (EGAT, Thailand)",
        "the Thai side, led by Somsak Khamphong of the Nong Khai chamber",
        "a Lao farmer who sells to Thai buyer Somchai Wattanasin",
        "trận đấu, phút 23 Sieng Chanthea mở tỷ số cho Campuchia",
        "ແຂກຈາກໄທ ທ່ານ ສົມສັກ ວົງຄຳ",
    ],
)
def test_who_and_what_is_called_otherwise_is_no_lao(other: str) -> None:
    assert load().unlisted(f"Tin từ Viêng Chăn. Lào dự, có {other}.") == []


@pytest.mark.parametrize("name", ["Xa-man Phôn-mi-xúc", "Kẹo-ta Xinh-xa-vát"])
def test_syllables_of_lao_names_that_hyphens_join_are_one_where_the_text_says_laos(name: str) -> None:
    assert [found.text for found in load().unlisted(f"Phía Lào: bà Nang; ông {name}, Vụ trưởng.")] == [name]
    assert load().unlisted(f"Phía Nga: ông {name}, Vụ trưởng. Phía Lào vắng.") == []


def test_a_body_is_no_part_of_a_name() -> None:
    found = load().unlisted("Đoàn Lào do Chủ tịch Hội Bun-lư Phạ-chăn-xỉ-ta dẫn đầu.")
    assert [name.text for name in found] == ["Bun-lư Phạ-chăn-xỉ-ta"]


@pytest.mark.parametrize(
    "text",
    [
        "Au Laos, on chante Sinn Sisamouth, le crooner khmer.",
        "Au Laos, la troupe coréenne de M. Kim Sung-Khan est attendue.",
        "ທ່ານ ສົມຊາຍ ວົງສະຫວັດ ອະດີດນາຍົກລັດຖະມົນຕີໄທ ຢູ່ລາວ",
        "They wished the delegates a good Boun Ok Phansa in Laos.",
    ],
)
def test_french_and_lao_words_beside_a_name_tell_too_who_is_from_abroad(text: str) -> None:
    assert not load().unlisted(text)


def test_the_minister_of_laos_is_from_there_in_lao_script() -> None:
    text = "ທ່ານ ສົມຊາຍ ວົງສະຫວັດ ລັດຖະມົນຕີລາວ ໄປໄທ"
    assert [name.text for name in load().unlisted(text)] == ["ສົມຊາຍ ວົງສະຫວັດ"]


def test_a_body_in_the_next_cell_is_no_part_of_a_name() -> None:
    text = "4\tPhetdavone Inthalangsy\tSở Ngoại vụ Savannakhet, Lào"
    assert [name.text for name in load().unlisted(text)] == ["Phetdavone Inthalangsy"]
    assert not load().unlisted("Đoàn nghỉ ở Phetdavone Inthalangsy Hotel, Lào")


def test_in_a_text_about_other_countries_nobody_is_from_laos_who_is_not_said_to_be() -> None:
    text = "Tin Thái Lan. Cụ Khamsing Saenthong bán nem. Ở Udon Thani, Nong Khai và Khon Kaen vui."
    assert not load().unlisted(text)
    assert load().unlisted(f"{text} Lào ở bên kia sông.")


def test_a_company_in_the_cell_before_has_no_such_name() -> None:
    text = "5\tChợ ở Lào\tCty Thái Sơn Nam\tBounyoth Sikhounthong"
    assert [name.text for name in load().unlisted(text)] == ["Bounyoth Sikhounthong"]


def test_given_names_that_a_hyphen_joins_are_rather_french() -> None:
    assert not load().unlisted("À Vientiane, nous retrouvons Marie-Laure Souvay, géologue.")
    assert load().unlisted("À Vientiane, nous retrouvons Khamla-Oudone Souvannasangso.")


def test_more_syllables_than_a_vietnamese_name_has_are_no_vietnamese_name() -> None:
    text = "Ở Lào có đồng chí Bun Lương Xay Nhả Sít, cán bộ. Có đồng chí Lương Văn Xay."
    assert [name.text for name in load().unlisted(text)] == ["Bun Lương Xay Nhả Sít"]


@pytest.mark.parametrize(
    "text",
    [
        "Laos: Khun Somsak Phothisane, a schoolteacher",
        "Laos. Dr Sokhom Pheng, safeguards specialist (Phnom Penh)",
        "Ở Lào có ông Khamphan Suwannarat, Phó Tỉnh trưởng Loei (Thái Lan).",
        "Ở Lào, nhà báo viết: Nhà Siphandone cũng vậy.",
        "Giải chạy Vientiane Marathon ở Lào",
        "Xieng Khouang Coffee opens in Laos",
        "Laos won. Reporting by Somsak Chaiyasit in Bangkok; editing by Vong Sokheng in Phnom Penh.",
        "In Laos we met Mr Phong Savan Nguyen and Mme Bounmy Nguyen.",
        "Đại biểu ở Lào:\n1. Sengsack Chaiyaphum – Cục Năng lượng, Thái Lan",
        "In Laos, Mr Khampheng Suksawat of Chiang Khong, Thailand, described it.",
        "In Laos Auguste Pavie came with Pierre Lefèvre-Pontalis.",
        "ຢູ່ລາວ ນັກທ່ອງທ່ຽວໄທ ທ້າວ ສົມຊາຍ ໃຈດີ ກ່າວ",
        "ຢູ່ລາວ ທ່ານ ນາງ ສຸພາພອນ ໃຈງາມ ຕົວແທນຫໍການຄ້າ ຊຽງຮາຍ ປະເທດໄທ ໄດ້ກ່າວ",
        "Ở Lào, ông Bong Joon-ho, bà Na Kyung-won và ông Pak Pong-ju phát biểu.",
        "In Laos he met B. Obama, R. Nixon and John F. Kennedy.",
        "Từ Lào ông rút sang Thái Lan, được Thủ tướng Pridi Banomyong giúp đỡ.",
        "In Laos, Mrs Bounmee Vongsirikul, born in Sakon Nakhon, a citizen of Thailand all her life, sells tamarind.",
        "In Laos he stood with Thai-born agent Somphong Phommasan, who runs an academy.",
        "In Laos Khamsouk Sundara, a student from Ubon in Thailand, watched.",
        "Hội thảo ở Lào\nII. Đoàn Thái Lan\n1. GS Srisak Vallibhotama\n2. TS Phaiboon Duangchan, Đại học Khăm",
        "Ở Lào, ông Sonthaya Khunpluem là chính khách Thái Lan.",
        "In Laos much is said; Phongpaichit Pasuk, in Bangkok, takes a darker view.",
        "ທ່ານ ຄຳໃບ ລາຍງານວ່າ: ປີຜ່ານມາ ລາວ ດີ",
        "ພະຍາກອນອາກາດ ວັນທີ 2 ຢູ່ລາວ",
        "Đoàn Lào tới.\nC. ĐOÀN CAMPUCHIA (quan sát viên)\nTT\tHọ và tên\n1\tKhieu Sovann\n2\tKeo Vannak",
        "Lào - Campuchia 2-2 (Kydavone 90'; Vathanaka 12', Sokpheng 58').\n\nKeo Sokpheng dẫn bóng.",
        "Lào hòa. Thái Lan thắng Malaysia 3-1. Chanathip Songkrasin lập công.",
    ],
)
def test_who_is_said_to_be_from_abroad_and_what_is_no_name(text: str) -> None:
    assert not load().unlisted(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xổm Chít Lạ Vông Đeng, SN 1990, quốc tịch Lào, thuê Trần Đình Sáng", "Xổm Chít Lạ Vông Đeng"),
        ("Ở Lào, lái xe bỏ đi: Vông Đươn Sẻng Xổm Lý, nam, sinh năm 1989", "Vông Đươn Sẻng Xổm Lý"),
        ("Ở Lào, người mất tích: Xổm Chít Lạ Vông Đeng, nữ, khoảng 25 tuổi", "Xổm Chít Lạ Vông Đeng"),
        ("Người dẫn đường, bị cáo Kẹo Mạ Ni Thong Phết, người Lào, được hứa trả", "Kẹo Mạ Ni Thong Phết"),
        (
            "Phía Lào: Phó chỉ huy công an Bun Phon Chăn Thạ Đa Vông; Phó chánh văn phòng",
            "Bun Phon Chăn Thạ Đa Vông",
        ),
    ],
)
def test_syllables_in_words_of_their_own_are_a_person_who_is_said_to_be_one(text: str, name: str) -> None:
    assert [found.text for found in load().unlisted(text)] == [name]


def test_who_is_an_envoy_of_laos_elsewhere_is_from_laos() -> None:
    text = "Ông Bounsavath Phetmixay là Đại sứ Lào tại Thái Lan."
    assert [name.text for name in load().unlisted(text)] == ["Bounsavath Phetmixay"]


def test_who_scores_for_laos_is_from_there() -> None:
    text = "Lào - Campuchia 2-2 (Bounsavath 31'; Vathanaka 12'). Rồi Bounsavath Phetmixay dẫn bóng."
    assert [name.text for name in load().unlisted(text)] == ["Bounsavath Phetmixay"]

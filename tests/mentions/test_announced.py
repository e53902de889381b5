"""Names announced from afar: by the word before a row of names, by an office, by a text that speaks of Laos."""

import pytest

import tenlao

TABLE = tenlao.load()


def ids(text: str) -> list[str]:
    return [mention.match.entry.id for mention in TABLE.find(text)]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("ຢູ່ 4 ເມືອງ ຄື: ຊຳເໜືອ, ວຽງໄຊ, ກວ່ນ.", "kuan"),
        ("ຢູ່ 2 ເມືອງ ຄື: ວຽງໄຊ ແລະ ສັງທອງ.", "sangthong"),
        ("ở các huyện Viengxay, Xay và Beng", "xay"),
        ("the districts of Viengxay, Beng and Xay", "xay"),
    ],
)
def test_a_word_before_a_row_of_names_announces_all_of_them(text: str, id: str) -> None:
    assert id in ids(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tại huyện Long, Sing và Nalae của Lào", ["long", "sing", "nalae"]),
        ("Long and Sing districts of Laos", ["long", "sing"]),
        ("In May, Nalae and Kasi districts were dry", ["nalae", "kasi"]),
        ("the districts of Khoua, May and Samphanh", ["khoua", "may", "sam-phan"]),
        ("Ở Lào, gần Mường Lát, Long của Việt Nam", []),
    ],
)
def test_in_a_row_of_ours_a_name_that_neighbours_have_too_tells_nothing(
    text: str, expected: list[str]
) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize("text", ["Anh ấy nói Viengxay có Xay ra nhiều việc", "ແຂວງບໍລິຄຳໄຊ ແລະ ໂຄງການໄຟຟ້າ"])
def test_a_row_that_no_word_announces_says_nothing_of_a_short_name(text: str) -> None:
    assert {"xay", "khong"}.isdisjoint(ids(text))


def test_a_word_in_capitals_may_end_an_office() -> None:
    assert ids("Bộ trưởng Năng lượng và Mỏ Phô Xay Xay Nha Son nói") == ["phoxay-sayasone"]


@pytest.mark.parametrize(
    "text", ["Phía Sa La Van do ông ấy dẫn đầu.", "Hết. In Lak Xao, Laos, the market opens at dawn."]
)
def test_a_word_that_opens_a_sentence_is_no_part_of_a_place(text: str) -> None:
    assert len(ids(text)) == 1


def test_after_the_place_of_an_office_its_holder_may_follow() -> None:
    assert "sekong" in ids("said Vice Governor of Sekong Phaivanh Sayasithideth")


@pytest.mark.parametrize("text", ["Bà Chanthaly: Em ấy", "ông Phouvong", "Mr Xepon"])
def test_no_place_and_no_film_follows_the_title_of_a_person(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    "text", ["quận Long Biên", "Chủ tịch quận Long Biên Nguyễn Mạnh Hà", "quán bar ở Tạ Hiện"]
)
def test_a_place_elsewhere_is_not_known_by_its_part(text: str) -> None:
    assert ids(f"Ở thủ đô Vientiane. {text}.") == ["vientiane"]


def test_a_doubtful_place_is_found_where_the_text_speaks_of_laos() -> None:
    text = "đem quân về giành lại Muang Sua từ tay chú"
    assert ids(text) == []
    assert ids(f"Luang Prabang: {text}") == ["luang-prabang", "meuang-sua"]


@pytest.mark.parametrize(
    "text", ["mai ghé patuxai chụp hình", "tỉnh Bôlykhăm xay", "đi pakse vs savannakhet"]
)
def test_well_known_places_are_found_in_small_letters(text: str) -> None:
    assert ids(text)


def test_a_short_name_in_a_row_with_sure_places_is_a_place() -> None:
    assert "hom" in ids("communities in Thathom, Longsane, Hom and Bolikhan")
    assert "hom" not in ids("communities in Thathom. Hom is")


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Thủ tướng Sonexay nói", "sonexay-siphandone"),
        ("Thủ tướng Lào Sonexay nói", "sonexay-siphandone"),
        ("Thủ tướng Chính phủ Lào, ngài Sonexay nói", "sonexay-siphandone"),
        ("Lao PM Sonexay met them", "sonexay-siphandone"),
        ("Prime Minister Mr Sonexay met them", "sonexay-siphandone"),
        ("Ông Sonexay, Thủ tướng Lào, nói", "sonexay-siphandone"),
        ("Sonexay, the prime minister, said", "sonexay-siphandone"),
        ("ທ່ານ ສອນໄຊ ນາຍົກ ລັດຖະມົນຕີ ກ່າວ", "sonexay-siphandone"),
        ("ທ່ານ ທອງລຸນ ປະທານປະເທດ ຕ້ອນຮັບ", "thongloun-sisoulith"),
        ("nguyên Chủ tịch nước Choummaly", "choummaly-sayasone"),
        ("Bộ trưởng Quốc phòng Khamliang", "khamlieng-outhakaysone"),
        ("President Thongloun said", "thongloun-sisoulith"),
        ("ປະທານ ໄກສອນ ເຄີຍພົບກັບ", "kaysone-phomvihane"),
        (f"ông Thongloun,{' ' * 30}Chủ tịch nước", "thongloun-sisoulith"),
    ],
)
def test_a_high_office_tells_who_is_meant_by_a_given_name(text: str, id: str) -> None:
    assert ids(text) == [id]


@pytest.mark.parametrize(
    "text",
    [
        "ông Sonexay nói",
        "Thủ tướng Sonexay Phommasone nói",
        "Ông Sonexay Phommasone, Thủ tướng, nói",
        "Ông Thongloun, Chủ tịch công ty, nói",
        "PM Khamphan said",
    ],
)
def test_a_given_name_without_a_high_office_is_anybodys(text: str) -> None:
    assert ids(text) == []


def test_cells_of_a_table_are_read_each_by_itself() -> None:
    assert ids("Xikanda Xaysongkham\t2006\tSavannakhet\tTM") == ["xikanda-xaysongkham", "savannakhet"]


def test_letters_before_answers_are_no_initials() -> None:
    assert ids("Ai?\nA. Phà Ngừm  B. Xệt-thả-thi-lạt  C. Nu-hắc") == ["fa-ngum", "setthathirath"]


def test_a_people_is_not_the_district_that_has_its_name() -> None:
    assert ids("người Tà Ôi ở Salavan") == ["salavan"]


def test_places_that_sound_alike_are_told_apart_by_the_word_before() -> None:
    river, district = (TABLE.find(f"Lào: {text} Xê Băng Phai")[0] for text in ("sông", "huyện"))
    assert (river.match.entry.type, district.match.entry.type) == ("river", "district")
    assert district.match.entry in river.match.others


def test_titles_of_old_are_joined_by_hyphens() -> None:
    assert ids("Hoàng-thân Xuphanu-vông tuyên-bố") == ["souphanouvong"]


def test_a_body_is_named_after_its_place() -> None:
    assert ids("Kinnaly, Sở Nông Lâm Champassak") == ["champasak"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("ông Nuhăc Phunxavẳn lo kinh tế", "nouhak-phoumsavanh"),
        ("các ông Thongluon Sinsoulith, Somdy", "thongloun-sisoulith"),
        ("tỉnh Hủa Văn của Lào", "houaphanh"),
    ],
)
def test_find_sees_what_lookup_sees(text: str, id: str) -> None:
    assert id in ids(text)


def test_the_end_of_a_vietnamese_name_is_no_place() -> None:
    assert ids("Ở Vientiane, ông Phạm-văn-Đồng") == ["vientiane"]


def test_a_district_is_found_behind_its_generic_word_however_it_is_spelled() -> None:
    assert ids("Lào: ở Mường Hiềm") == ["hiam"]
    assert ids("ở Mường Hiềm") == []  # where nothing speaks of Laos


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh\tHuyện\nHouaphanh\tKuan\nHouaphanh\tAdd\n", ["houaphanh", "kuan", "houaphanh", "add"]),
        ("Province\tDistrict (2024)\nBokeo\tMeung\n", ["bokeo", "meung"]),
        ("Lào\tGhi chú\nHouaphanh\tKuan\n", ["houaphanh"]),
        ("Huyện\tTỉnh Lào\n\nKuan\tHouaphanh\n", ["houaphanh"]),  # an empty line ends a table
        (
            'stt,tỉnh lào,huyện lào\n1,"Oudomxay","Nga"\n2,"Oudomxay","Beng"',
            ["oudomxay", "nga", "oudomxay", "beng"],
        ),
        ("STT;Huyện Lào;Dân số\n1;Nga;20\n2;Beng;30\nở Lào", ["nga", "beng"]),
        ("Nga, Beng, Long\nLong, Nga, Beng", []),
    ],
)
def test_the_head_of_a_column_announces_its_cells(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lào: các dự án Pak Beng và Pak Lay được tham vấn.", ["pak-beng", "pak-lay"]),
        ("Thủy điện Pak Beng ở Lào. Theo ông, Pak Beng có thể gây ngập.", ["pak-beng", "pak-beng"]),
        ("Laos plans three dams: Pak Beng, Pak Lay and Sanakham.", ["pak-beng", "pak-lay", "sanakham"]),
        ("The boat to Laos stops at Pak Lay, then at Pak Beng.", ["parklai", "pakbeng"]),
        ("The Pak Lay dam in Laos: the market at Pak Lay", ["pak-lay", "parklai"]),
        ("the districts of Pak Beng and Pak Lay in Laos", ["pakbeng", "parklai"]),
        ("ເຂື່ອນໄຟຟ້າ ປາກລາຍ, ເມືອງປາກລາຍ", ["pak-lay", "parklai"]),
    ],
)
def test_of_a_dam_and_its_district_words_beside_the_name_tell_or_its_sentence(
    text: str, expected: list[str]
) -> None:
    assert ids(text) == expected


def test_in_lao_what_is_somewhere_is_no_family_name() -> None:
    assert ids("ນັກທ່ອງທ່ຽວຢູ່ ສີພັນດອນ ເມືອງໂຂງ") == ["si-phan-don", "khong"]
    assert "si-phan-don" not in ids("ທ່ານ ບຸນມີ ສີພັນດອນ ເມືອງໂຂງ")


def test_of_a_river_and_the_dam_on_it_in_another_spelling_the_word_before_tells() -> None:
    assert ids("sông Nậm Hin Bun của Lào") == ["nam-hinboun"]
    assert ids("thủy điện Nậm Hin Bun của Lào") == ["nam-hinboun-dam"]

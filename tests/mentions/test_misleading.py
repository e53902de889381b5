"""Words around a name that tell that something else is meant, or somebody else."""

import pytest

import tenlao
from tenlao import Entry, Form, Gazetteer, Table
from tenlao.text.east_asian import east_asian_names

TABLE = tenlao.load()


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.match.entry.id) for mention in TABLE.find(text)]


def ids(text: str) -> list[str]:
    return [id for _, id in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Thiếu tá Nguyễn Long Xan của Lào",
        "bác sĩ Hồ Khăm Liêng ở Lào",
        "Trần Khánh Thục, Lang Văn Mày, Vi Thị Xay của Lào",
    ],
)
def test_vietnamese_persons_are_not_known_by_a_part_of_their_names(text: str) -> None:
    assert ids(text) == []


def test_a_generic_word_without_its_marks_is_one_where_none_are_written() -> None:
    assert ids("o Lao, tinh Attapeu va huyen Xay") == ["attapeu", "xay"]
    assert ids("Ông Lê Tú, Tinh Xay, Lào") == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("ở Lào có xã La", "la"),
        ("ở Lào có sông La", "la"),
        ("ở Lào có bản Nậm Khan", "khan"),
        ("Sing district in Laos, and Long Island", "long"),
        ("tỉnh trưởng Somwang Phatthanakit ở Lào", "som-vang"),
        ("Lào giáp tỉnh Nan", "nan"),
    ],
)
def test_a_generic_word_rules_out_what_is_of_another_type(text: str, id: str) -> None:
    assert id not in ids(text)


def test_the_generic_words_of_a_type_still_announce_it() -> None:
    text = "sông Sê Kông, sông Sê Pôn, huyện La, sông Nậm Khan, tỉnh trưởng Sekong"
    assert ids(text) == ["sekong", "xepon", "la", "khan", "sekong"]


@pytest.mark.parametrize(
    "text",
    [
        "Nước lũ vào huyện Phon Thong tỉnh Roi Et",
        "ngược Na Ngoi, Nậm Cắn (Kỳ Sơn, Nghệ An)",
        "Ở Điện Biên có Mường Nhé, Mường Phăng, Nậm Pồ, Na Son",
        "Các xã của Sơn La: Mường La",
        "Về Mường Lát, Mường Xén, Mường Lống",
        "học bà con Mường La, Sơn La",
        "Huyện Sông Mã có xã Mường Hung, Mường Sai",
        "Đường tới Nan (Thái Lan)",
    ],
)
def test_a_place_is_where_the_text_says_that_it_is(text: str) -> None:
    assert ids(f"Ở thủ đô Viêng Chăn của Lào. {text}.") == ["vientiane"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("huyện Phonthong, tỉnh Champasak", "phonthong"),
        ("Nậm Cắn (Nọng Hét, Xiêng Khoảng)", "nam-kan"),
        ("Các huyện của Hủa Phăn: Viêng Xay", "viengxay"),
        ("các tỉnh Sơn La, Điện Biên, Hủa Phăn", "houaphanh"),
        ("nước Lạn Xạng (sách Pháp: Lane Xang)", "lan-xang"),
    ],
)
def test_a_place_that_is_said_to_be_in_laos_is_found(text: str, id: str) -> None:
    assert id in ids(text)


def test_a_number_after_a_river_names_a_dam() -> None:
    assert ids("Nhà máy Nậm Ngừm 1 và Nậm Ngừm 2 của Lào") == ["nam-ngum-2"]
    assert ids("trên sông Nậm Ngừm 3 thuyền bị lật") == ["nam-ngum"]


def test_letters_of_answers_and_of_roads_are_no_initials() -> None:
    text = "Ai? A. Phumi Vôngvichít B. Fạ Ngum C. Xixavang Vông D. Chậu Anụ"
    assert [words for words, _ in found(text)] == ["Phumi Vôngvichít", "Fạ Ngum", "Xixavang Vông", "Chậu Anụ"]
    assert found("đường 18B Át-ta-pư") == [("Át-ta-pư", "attapeu")]


def test_a_family_name_that_two_persons_have_means_neither() -> None:
    both = "Sonexay Siphandone, fils de Khamtay Siphandone."
    assert ids(f"{both} M. Siphandone a parlé.") == ["sonexay-siphandone", "khamtay-siphandone"]
    alone = "Sonexay Siphandone est à Paris; Sonexay Siphandone reste. M. Siphandone a parlé."
    assert ids(alone) == ["sonexay-siphandone"] * 3


HEADING = "Ông Saleumxay thăm Hà Nội"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_given_name_in_a_heading_is_explained_below(line_end: str) -> None:
    text = f"{HEADING}{line_end * 2}Sáng nay, Bộ trưởng Saleumxay Kommasith đã tới Hà Nội."
    assert found(text)[0] == ("Saleumxay", "saleumxay-kommasith")


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADING}.\n\nSáng nay, Bộ trưởng Saleumxay Kommasith đã tới.",
        f"{HEADING}\nSáng nay, Bộ trưởng Saleumxay Kommasith đã tới.",
        f"{HEADING}\n\n{'Trời mưa. ' * 200}Bộ trưởng Saleumxay Kommasith đã tới.",
        "Ông Siphandone thăm Hà Nội\n\nSonexay Siphandone và Khamtay Siphandone đã tới.",
    ],
)
def test_a_given_name_is_not_explained_by_what_may_not_mean_it(text: str) -> None:
    assert not {words for words, _ in found(text)} & {"Saleumxay", "Siphandone"}


def test_nobody_is_called_by_a_family_name_in_syllables_apart() -> None:
    assert "pheng-phongsavan" not in ids("Ông Pheng Phongsavan, xin đừng nhầm với Phông Sa Vân")[1:]
    assert ids("Pheng Phongsavan came. Phongsavan said") == ["pheng-phongsavan"] * 2


def test_words_are_compared_with_words() -> None:
    assert "nam-ou" not in ids("Ở Lào có Nậm Mu")
    assert ids("Ở Lào có Nậm U") == ["nam-ou"]


def test_what_is_a_word_too_is_a_place_beside_a_generic_word() -> None:
    assert ids("ບັນດາຫົວເມືອງ") == []
    assert "huameuang" in ids("ເມືອງຫົວເມືອງ")


def test_a_people_is_no_place_that_sounds_alike() -> None:
    assert ids("Ở Lào, Việt Nam có người Khơ Mú, Ta Ôi") == []
    assert ids("cao nguyên Tạ Ôi") == ["ta-oi-plateau"]
    assert ids("Au Laos, les Ta Oi restent calmes.") == []
    assert ids("Các bộ tộc Lào Lùm, Katang, Ta Oi") == []


def test_of_two_places_the_one_that_is_usually_written_so_is_meant() -> None:
    assert ids("tàu từ Vientiane đi Boten") == ["vientiane", "bo-ten"]
    assert ids("huyện Boten") == ["botene"]


def test_a_stroke_may_be_missing_where_the_other_marks_are_written() -> None:
    assert ids("Thủ tướng Xỏn-xay Xỉ-phăn-don") == ["sonexay-siphandone"]
    assert TABLE.resolve("Xỏn-xay Xỉ-phăn-don") is not None


def test_short_names_under_sure_places_in_a_column_are_places() -> None:
    table = "Giá ở Lào\nPakse\t1.650\nKhong\t1.600\nXay\t1.400\nMay mặc\t1.200"
    assert ids(table) == ["pakse", "khong", "xay"]
    assert ids(table.replace("Khong\t", "Khong ")) == ["pakse"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("cán bộ Sở Văn hóa và Thể thao Oudomxay", "oudomxay"),
        ("cán bộ của Đội Lát-xa-vông", "latsavong"),
        ("nhà mạng Unitel", "unitel"),
    ],
)
def test_words_that_announce_a_name_or_leave_it_open(text: str, id: str) -> None:
    assert ids(text) == [id]


@pytest.mark.parametrize(
    "text",
    [
        "Ở Viêng Chăn có phố Setthathirath",
        "ven phố Fa Ngum",
        "Setthathirath Road, near Fa Ngum Park",
        "ông Vanxay Phongsavanh gửi tiền ở Ngân hàng Phongsavanh",
        "ຢູ່ຖະໜົນ ເສດຖາທິລາດ",
    ],
)
def test_a_street_or_a_bank_is_not_the_person_it_is_named_after(text: str) -> None:
    persons = [m.text for m in TABLE.find(text) if m.match.entry.kind == "person"]
    assert persons in ([], ["Vanxay Phongsavanh"])


def test_a_given_name_before_another_family_name_is_somebody_elses() -> None:
    text = "ທ່ານ ສົມພູ ດວງສະຫວັນ ກ່າວ. ທ້າວ ສົມພູ ແກ້ວບຸນຍົງ ນາຍບ້ານ. ທ່ານ ສົມພູ ກ່າວວ່າ"
    assert [text for text, _ in found(text)] == ["ສົມພູ ດວງສະຫວັນ", "ສົມພູ"]


def test_a_row_of_places_may_go_on_with_those_of_elsewhere() -> None:
    assert ids("Trong nước, các hồ Bản Vẽ, Nậm Cang, Nậm Mức, Nậm Chim và A Lưới đang tích nước") == []


def test_rows_of_words_in_small_letters_are_no_places_by_themselves() -> None:
    assert ids("con cho nam tay nha ong tu muoi qua ban dong roi ve") == []
    assert ids("o lao qua cau nho an no tu mui la lai gap ong kham") == []
    assert ids("xem tin o bookings.example.com/kaysone-phomvihane nha lao oi") == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Pathet Lao took control of Laos", "pathet-lao"),
        ("pour aller à Houay Xai, au Laos", "huoixai"),
        ("In 1540 Lan Xang defeated Ayutthaya", "lan-xang"),
        ("Con Phà Ngừm là Samsenethai", "fa-ngum"),
        ("ລ່ອງເຮືອແມ່ນ້ຳຂອງ 2 ມື້", "nam-khoong"),
        ("ສ້າງໂຮງໝໍມະໂຫສົດຫຼັງໃໝ່", "mahosot"),
        ("tiếp Chủ tịch Mặt trận Lào xây dựng đất nước", "mat-tran-lao-xay-dung-dat-nuoc"),
    ],
)
def test_names_in_real_prints_are_those_that_are_meant(text: str, id: str) -> None:
    assert id in ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "biên giới Trung - Lào tới thủ đô",
        "đưa đất nước vạn tượng phồn thịnh",
        "ຄູກັນນ້ຳຂອງເຂື່ອນ",
        "ເວທີປາໄສເສດຖະກິດໂລກ",
        "ເດືອນທັນວາປີ 2015",
        "ເສີມສາຍສຳພັນ",
        "ເອື້ອອຳນວຍໃຫ້ ລາວ ພັດທະນາພື້ນຖານໂຄງລ່າງ",
        "ຕ້ອນຮັບຄະນະຜູ້ແທນແຂວງກວາງຊີ",
        "THANH HÓA - NGHỆ AN: THẮM TÌNH BIÊN GIỚI VIỆT - LÀO",
        "ເດັກນ້ອຍຢູ່ໂຮງຮຽນ",
        "ຢູ່ໃນປະເທສລາວ",
        "ນະໂຍບາຍການເມືອງຂອງພັກ",
        "ສ້າງເຂື່ອນໃສ່ແມ່ນ້ຳ",
        "ກິນເຂົ້າແບບບ້ານໆ",
        "ເຕີມນ້ຳກັ່ນ",
        "ບ້ານໂພນເຄັງແກ້ວ",
        "ບ່າວໂສດຮັກປະຊາທິປະໄຕ",
        "xe chạy theo hướng Nam Bắc từ Lào",
    ],
)
def test_words_that_sound_like_names_are_words(text: str) -> None:
    assert found(text) == []


def test_in_lao_a_given_name_is_not_the_beginning_of_a_longer_one() -> None:
    text = "ທ່ານ ທອງສິງ ທຳມະວົງ ເດີນທາງ. ທ່ານທອງລຸນ ເນັ້ນ. ທ່ານທອງສິງໄດ້ກ່າວ"
    assert [text for text, _ in found(text)] == ["ທອງສິງ ທຳມະວົງ", "ທອງສິງ"]


@pytest.mark.parametrize(
    "text",
    [
        "Trước đó, Ban Dân nguyện Ủy ban Thường vụ Quốc hội đã họp với Bộ Lao động",
        "mối quan hệ với Thảo Mi khiến người hâm mộ tò mò",
        "Ông Trần Duy Ngoãn - chủ tịch Hội Nhà báo Nghệ An",
        "các nước bán đảo Balkan và Versace, Cairo, siêu bão Yutu",
        "khắp hai miền Nam - Bắc, đại diện Việt Nam - Á hậu Lệ Hằng",
        "quốc lộ Nam Sông Hậu, xã Long Cang, huyện Cần Đước",
        "Ngân hàng TMCP Việt Nam Thương Tín (VietBank)",
        "trú tại thôn Mường Bo 2, xã Thanh Phú, tỉnh Lào Cai",
        "áp thấp nhiệt đới đã mạnh lên thành bão Bolaven",
        "đến bản Tiền Tiêu, xã Nậm Cắn, huyện Kỳ Sơn, tỉnh Nghệ An",
        "phải nói vắn tắt thôi nhé, vì ở bên lào còn nhiều việc",
    ],
)
def test_what_merely_sounds_like_a_name_is_one_where_the_text_speaks_of_laos(text: str) -> None:
    assert found(text) == []


def test_near_a_word_of_laos_an_unattested_place_is_one() -> None:
    assert ids("Ở Lào, đường từ Sạ-vẳn-na-khệt đến Quảng Trị") == ["savannakhet"]
    assert ids("của huyện Viêng Xay, huyện Quan Sơn, Lào") == ["viengxay"]


def test_of_two_gates_of_one_name_the_first_is_on_the_other_side() -> None:
    [mention] = TABLE.find("Cặp cửa khẩu Tà Vàng – Tà Vàng ở Lào")
    assert mention.start == len("Cặp cửa khẩu Tà Vàng – ")


def test_a_gate_of_laos_may_be_listed_under_the_province_on_the_other_side() -> None:
    assert ids("Ở Lào. Sơn La: Pa Háng – Lóng Sập mở cửa") == ["pa-hang"]


def test_a_country_is_no_part_of_the_name_of_a_place() -> None:
    assert ids("Ở Viêng Chăn có đường đến Thateng, Lào Ngam") == ["vientiane", "tha-teng", "lao-ngarm"]  # Nga


def test_a_piece_of_the_name_of_a_town_is_no_place_abroad() -> None:
    assert ids("thăm Wat Aham (Luang Prabang)") == ["wat-aham", "luang-prabang"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Ở Lào có các huyện Pek, Phou Khout và Khoune", "phookood"),
        ("Ở Lào có các núi Phou Bia và Phou Kout", "phou-khout"),
        ("Ở Lào có huyện Phou Khout", "phookood"),
    ],
)
def test_the_word_before_a_row_tells_of_what_type_its_places_are(text: str, id: str) -> None:
    assert id in ids(text)


@pytest.mark.parametrize("text", ["Ở LÀO, BÀ PAKBENG SOUKSAVAT NÓI", "Dự án Unitel City ở Lào"])
def test_what_is_named_like_a_place_or_a_company_is_another_thing(text: str) -> None:
    assert {"pakbeng", "pak-beng", "unitel"}.isdisjoint(ids(text))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ('"Luang Namtha","huyện Long","Lào"', "long"),
        ("BỘ TRƯỞNG ĐẾN TỪ PHÔNG SA LỲ VÀ VỀ U ĐÔM XAY", "phongsaly"),
        ("Khách sạn Crowne Plaza Vientiane khai trương", "vientiane"),
        ("Ở Lào, ngọn Phu Kẹt", "phu-ket"),
        ("Au Laos, le vice-roi Ounkeo mourut", "ounkeo"),
        ("Ở Lào, Chủ tịch Quốc hội Samane nói", "samane-vignaket"),
    ],
)
def test_what_stands_beside_a_name_explains_it(text: str, id: str) -> None:
    assert id in ids(text)


def test_a_given_name_in_syllables_is_of_whom_the_text_has_named_in_full() -> None:
    shorter, longer = (
        Entry(id, "person", (Form(name, "latin"),))
        for id, name in (("prince", "Kham Ouane"), ("director", "Kham Ouane Testavong"))
    )
    names = Gazetteer(Table([shorter, longer]))
    for text, meant in (
        ("Ông Kham Ouane Testavong đến. Ông Kham Ouane nói.", ["director", "director"]),
        ("Ông Kham Ouane nói.", ["prince"]),
    ):
        assert [mention.match.entry.id for mention in names.find(text)] == meant


@pytest.mark.parametrize("text", ["Nậm Ngum 2,5 km", "Nậm Ngum 5 300 m3/s", "cách Nậm Ngum 2 km"])
def test_a_number_of_something_is_no_part_of_a_name(text: str) -> None:
    assert found(f"Ở Lào, {text}")[-1] == ("Nậm Ngum", "nam-ngum")


def test_a_word_that_sounds_otherwise_is_nobody_known_by_one_word() -> None:
    assert ids("Ở Lào, các ông Ha-ri-man, Cu-xa-rép, Trần Nghị") == []
    assert ids("Ở Lào, ông Xu-pha-nu-vông") == ["souphanouvong"]


def test_what_stands_behind_a_name_of_one_syllable_tells_of_what_type_it_is() -> None:
    assert ids("In Laos, Long District; the Long Cave in Pai") == ["long"]


def test_degrees_are_titles() -> None:
    assert [text for text, _ in found("TS Khamvone Boulyaphonh, PGS.TS Somsy Gnophanxay ở Lào")] == [
        "Khamvone Boulyaphonh",
        "Somsy Gnophanxay",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "sông Don Ded ở Lào",
        "cửa khẩu Xonbury ở Lào",
        "xã Mường Lý gần biên giới Lào",
        "anh Lê Công Biên về từ Lào",
        "tướng Surapong Suwana-adth thăm Lào",
        "xem Premier League ở Lào",
        "Đồn Biên phòng Mường Mươn giáp Lào",
        "gần hồ thuỷ điện Nậm Cắn 2 ở Lào",
        "khu vực Nam Bộ - nhận định, và ở Lào",
    ],
)
def test_what_only_sounds_like_a_name_is_told_by_the_word_beside_it(text: str) -> None:
    assert ids(text) == []


def test_a_park_that_is_called_after_a_king_is_meant_beside_a_word_for_it() -> None:
    assert ids("Chao Anouvong ruled in Laos") == ["anouvong"]
    assert ids("sân vận động Chao Anouvong, Lào") == ["chao-anouvong-park"]


def test_an_attested_place_is_meant_before_a_club_that_sounds_so() -> None:
    assert ids("quân đội Viêng Chăn ở Lào") == ["vientiane"]


def test_a_kingdom_is_meant_before_a_team_of_that_name_that_an_article_may_announce() -> None:
    assert ids("The Lan Xang kings") == ["lan-xang"]


@pytest.mark.parametrize("name", ["Bang Vangtao", "Xe Sedan", "Nhà máy thuỷ điện Nậm Nơn"])
def test_a_minor_place_by_itself_is_one_of_laos_only_where_the_text_speaks_of_it(name: str) -> None:
    assert ids(f"{name} mở cửa") == []
    assert len(ids(f"{name} mở cửa, theo báo Lào")) == 1


def test_a_village_in_vietnamese_syllables_that_no_source_prints_needs_laos_near() -> None:
    assert ids("trú bản Nà Luông, xã Tông Cọ") == []
    assert ids("trú bản Nà Luông ở Lào") == ["na-luong"]


@pytest.mark.parametrize("text", ["thị trấn Hazar", "Tướng Chamlong Srimuang", "Al - Numaan nói"])
def test_what_sounds_like_a_minor_name_needs_laos_near(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("ຢູ່ແຂວງເຊກອງອອກກວດກາ", "sekong"),
        ("ຢູ່ສະຫນາມບິນວັດໄຕ", "wattay"),
        ("ດ່ານສາກົນນ້ຳກັ່ນ", "nam-kan"),
        ("mặt trận cánh đồng Chum", "plain-of-jars"),
        ("Vientiane Prefecture", "vientiane"),
    ],
)
def test_names_are_found_beside_words_as_they_are_printed(text: str, id: str) -> None:
    assert ids(text) == [id]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Ngày 1. Đến Viêng Chăn. Gửi hành lý.", "vientiane"),
        ("2) Đoàn Hủa-phăn: ba người nữa.", "houaphanh"),
        ("Ngày 7. Sáng Wat Phou - di sản thế giới", "wat-phou"),
        ("> On Monday she wrote:\n>> From Thakhek it is two hours.", "thakhek"),
    ],
)
def test_the_word_that_opens_an_item_is_no_part_of_a_name(text: str, id: str) -> None:
    assert ids(text) == [id]


def test_a_word_for_a_place_ends_with_its_cell() -> None:
    assert found("id,Vientiane Capital,2016,F") == [("Vientiane", "vientiane")]


@pytest.mark.parametrize(
    "text",
    [
        "Ở Lào. Thương lái ở xã Nậm Cắn cho biết",  # Laos has no xã, and Vietnam has a Nậm Cắn
        "In Laos; a Thai observer, Nan province",
        "ປີ 2026 ຕ້ອງເປີດດ່ານໃໝ່ຢູ່ລາວ",  # a new gate
        "Ở Lào. Đừng nhầm với Wat Phra Kaew của Bangkok.",
        "from Laos, now at Wat Phra Kaew in Bangkok",
        "the Lao Vice Minister Phonsavan said",  # no office in charge of a place
        "5. H.E. Anouphab Vongnorkeo of Laos",  # neither an initial nor somebody of nearly that name
        "ຮ້ານຂອງ ນາງ ຄຳອວນ ແຊບສຸດ",  # any woman's given name
    ],
)
def test_what_is_beside_a_name_tells_that_it_is_another(text: str) -> None:
    assert ids(text) == []


def test_a_place_in_words_of_their_own_is_no_family_name() -> None:
    assert ids("Wat Phou buổi sáng, Si Phan Don buổi chiều") == ["wat-phou", "si-phan-don"]
    assert ids("từ Pakmong xuống tận Si Phan Đon") == ["pakmong", "si-phan-don"]
    assert ids("Wat Phou buổi sáng, Siphandone buổi chiều") == ["wat-phou"]


def test_telephones_begin_a_line_in_small_letters_with_a_capital() -> None:
    text = "Hom nay di tu vieng chan qua nam phao roi ve pak xong ngu lai. Ban ca phe bolaven. Freeship."
    assert ids(text) == ["vientiane", "nam-phao", "paksong", "bolaven"]


def test_what_is_done_somewhere_else_leaves_a_town_where_it_is() -> None:
    assert "xamneua" in ids("Xe đón đoàn Sầm Nưa ở Na Mèo. Đoàn kia đến Luang Prabang.")


def test_a_syllable_that_is_no_word_is_the_given_name_of_who_was_named() -> None:
    assert ids("Theap Vongpakay came. Theap still types.") == ["theap-vongpakay", "theap-vongpakay"]
    assert ids("Mek Insoumang vào sân. Phút 88, Mek có cú sút") == ["mek-insoumang", "mek-insoumang"]
    assert ids("Kham Vongsa came. Kham still types.") == []


def test_a_mere_vowel_is_nobodys_given_name() -> None:
    assert ids("Chúa A Nụ Vông. Tứ kết châu Á.") == ["anouvong"]


def test_a_province_was_called_by_its_capital() -> None:
    assert ids("sang tỉnh Sầm Nưa của Lào") == ["xamneua"]
    assert ids("sang bản Sầm Nưa của Lào") == []


def test_people_of_a_village_are_no_village() -> None:
    assert ids("Lính ta ở Lào gọi theo tên dân bản: Phu Tâng") == ["phu-tang"]


def test_a_word_for_a_direction_is_no_place() -> None:
    assert ids("Northern provinces of Laos") == []


def test_in_lao_a_generic_word_is_no_part_of_a_name_that_is_attested_without() -> None:
    assert found("ສາຍນ້ຳເຊກະໝານ ໄຫຼ") == [("ເຊກະໝານ", "sekaman")]


def test_initials_in_lao_script_belong_to_a_name() -> None:
    assert ids("ກ. ວິເສດ, ສ.ແສງສີຣິວັນ ແລະ ສ. ບົວລະພັນ") == ["k-viseth", "s-sengsirivan", "s-boualaphan"]


def test_a_stadium_may_have_the_name_of_a_king() -> None:
    assert ids("Lào thua trên sân Chao Anouvong.") == ["chao-anouvong-park"]


def test_something_is_where_an_attested_syllable_is_that_is_no_word_of_vietnamese() -> None:
    assert ids("In Laos there are roads to Ngeun, and from Keun.") == ["ngeun", "keun"]
    assert ids("I go to Ngeun every day.") == ids("In Laos I asked Ngeun.") == []
    assert ids("Ở Lào, anh đi từ Long.") == []


def test_a_given_name_in_syllables_may_have_three() -> None:
    text = "Ông Chăn Thă Von Si Ha Chắc đến. Ông Chăn Thă Von nói."
    (whole, *later) = TABLE.find(text)
    assert [(m.text, m.match.entry) for m in later] == [("Chăn Thă Von", whole.match.entry)]


def test_two_syllables_that_only_sound_like_an_organization_are_words() -> None:
    assert ids("ຄົນລາວ ນອນຢູ່ ເຮືອນ") == []


@pytest.mark.parametrize("name", ["Pegu", "Lan Na", "Hanthawaddy"])
def test_kingdoms_of_history_around_laos_are_none_of_its_places(name: str) -> None:
    assert ids(f"Vua Lào đem quân từ Lạn Xạng đến {name} rồi về.") == ["lan-xang"]


@pytest.mark.parametrize(
    "name",
    [
        "Ban Ki-moon",
        "Chung Sye-kyun",
        "Han Seung-soo",
        "Lee Hsien-yang",
        "LEE NAK-YON",
        "Cho Tae-yul",
        "Wu Den-yih",
    ],
)
def test_people_from_korea_and_china_are_none_of_laos(name: str) -> None:
    text = f"Ông {name} thăm Lào. {name} gặp báo giới ở Lào."
    assert found(text) == []
    assert TABLE.unlisted(text) == []


def test_no_name_of_the_table_is_written_as_those_of_korea_and_china() -> None:
    texts = [form.text for entry in TABLE.entries for form in entry.forms]
    assert [text for text in texts if list(east_asian_names(text))] == []


def test_whoever_is_in_a_table_of_ones_own_is_found_under_a_korean_name() -> None:
    names = Gazetteer(
        Table([Entry("coach", "person", (Form("Ha Hyeok-jun", "latin"), Form("Shin Ha-jun", "latin")))])
    )
    assert [mention.text for mention in names.find("HLV Shin Ha-jun của Lào")] == ["Shin Ha-jun"]


def test_a_name_in_one_word_is_not_written_in_english_words() -> None:
    assert ids("In Laos, they saw the Call Our yesterday.") == []
    assert ids("In Laos, the road to Vieng Xai.") == ["viengxay"]


def test_a_body_is_called_after_its_place() -> None:
    assert ids("In Laos, the Savannakhet Provincial Hospital; the Sekong Youth Orchestra") == [
        "savannakhet",
        "sekong",
    ]
    assert ids("In Laos, Vientiane Blue Pencil") == []


def test_what_is_known_in_lao_script_only_is_announced_in_vietnamese() -> None:
    assert ids("Ở Lào, sau đó Hoàng Lòng mới tới.") == []
    assert ids("Ở Lào, núi Hoàng Lòng cao.") == ["hang-long"]
    assert ids("Ở Lào, sau đó Xiêng Lôm mới tới.") == ["xianglom"]


def test_in_a_table_of_dams_a_dam_is_meant() -> None:
    table = "Project\tCapacity\tProvince\nPak Beng\t912 MW\tOudomxay\n"
    assert ids(f"Hydropower in Laos\n\n{table}") == ["pak-beng", "oudomxay"]
    assert ids(f"Schools in Laos\n\n{table}") == ["pakbeng", "oudomxay"]
    assert ids(f"Hydropower in Laos\n\n{table}".replace("Project", "District")) == ["pakbeng", "oudomxay"]


def test_the_word_behind_a_name_tells_which_of_two_of_that_name_is_meant() -> None:
    assert ids("In Laos the Pak Beng dam, and Pak Beng district") == ["pak-beng", "pakbeng"]


def test_words_that_always_have_a_capital_in_english_are_no_part_of_a_name() -> None:
    text = "Near Pakse I slept. He spoke in Luang Prabang Tuesday, and Friday Thongloun Sisoulith did."
    assert ids(text) == ["pakse", "luang-prabang", "thongloun-sisoulith"]


def test_in_capitals_a_given_name_may_stand_before_another_word() -> None:
    text = "ÔNG XỔM-KẸO XỈ-LA-VÔNG ĐẾN. SÁNG NAY, ÔNG XỔM-KẸO XIN NGHỈ. ÔNG XỔM-KẸO VÔNG-XẢ NÓI."
    assert [words for words, _ in found(text)] == ["XỔM-KẸO XỈ-LA-VÔNG", "XỔM-KẸO"]
    text = "BÀ PANY YATHOTOU NÓI. BÀ PANY VÀ ÔNG BAN VỀ. BÀ PANY SISAVATH NÓI."
    assert [words for words, _ in found(text)] == ["PANY YATHOTOU", "PANY"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("In Laos, Ounkhan reigned until 1889.", "ounkhan"),
        ("Ở Lào, năm 1827 đất nước của Anouvong có loạn.", "anouvong"),
        ("Laos: Savang Vatthana, m. Khamphoui;", "khamphoui"),
        ("Laos: the crown prince Vong Savang and Mahneelai", "mahneelai"),
    ],
)
def test_a_given_name_is_of_a_royal_house_among_those_and_in_a_year_of_the_reign(text: str, id: str) -> None:
    assert id in ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "In Laos, Ounkhan wrote until 1989.",
        "Ở Lào, năm 2027 đất nước của Anouvong có hội.",
        "Laos: Savang Vatthana, m. Khamphoui Vongsay;",
        "Laos: Souphanouvong and Mahneelai",
        f"Laos: Savang Vatthana. {'It rains. ' * 30} Khamphoui sings.",
    ],
)
def test_a_given_name_is_anybodys_elsewhere(text: str) -> None:
    assert {"ounkhan", "anouvong", "khamphoui", "mahneelai"}.isdisjoint(ids(text))


def test_a_king_in_two_syllables_is_named_so_again() -> None:
    assert ids("Au Laos, le roi Oun Kham dort. Puis, demain, Oun Kham partira.") == ["ounkhan", "ounkhan"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Ở Lào, ai ra don khone thì rủ mình", "done-khone"),
        ("Bạn tôi ở Lào bảo thuê xe vào konglor rất dễ", "kong-lo"),
        ("Hỏi chút: Lào có tuk tuk đi khone phapheng không", "khone-phapheng"),
    ],
)
def test_a_place_in_small_letters_stands_out_among_words_with_marks(text: str, id: str) -> None:
    assert ids(text) == [id]
    assert ids(text.replace("Lào", "Huế")) == []


@pytest.mark.parametrize(
    "text", ["Ở Lào có khonephapheng.com và salon, resort", "Ở Lào, vào don khone/don det"]
)
def test_addresses_and_words_of_other_languages_are_no_places(text: str) -> None:
    assert ids(text) == []


def test_a_family_name_may_stand_first_before_a_comma() -> None:
    text = "Books on Laos. Sisoulith, Thongloun. Speeches; Vongvichit, Phoumi. Memoirs."
    assert found(text) == [
        ("Sisoulith, Thongloun", "thongloun-sisoulith"),
        ("Vongvichit, Phoumi", "phoumi-vongvichit"),
    ]
    assert [words for words, _ in found(f"{text} It is said that Thongloun likes them.")][2:] == ["Thongloun"]


@pytest.mark.parametrize(
    "text",
    [
        "Laos: Khamtay Siphandone, Sonexay Siphandone",
        "Laos: Khamtay Siphandone, Sonexay Vongsay",
        "Laos: Siphandone, Lek",
    ],
)
def test_names_in_a_row_are_not_one_with_its_family_name_first(text: str) -> None:
    assert not [words for words, _ in found(text) if "," in words]


def test_who_is_named_in_small_letters_is_known_later_by_a_part() -> None:
    text = "Ở Lào, thongloun sisoulith nói. "
    assert [words for words, _ in found(f"{text}Ông Thongloun cười.")] == ["thongloun sisoulith", "Thongloun"]
    parts = TABLE.find_in_parts([f"{text}\n", "Ông Thongloun cười.\n"])
    assert [mention.text for mention in parts] == ["thongloun sisoulith", "Thongloun"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ tịch nước T.Sisoulith trồng cây", [("T.Sisoulith", "thongloun-sisoulith")]),
        ("Prime Minister S. Siphandone of Laos", [("S. Siphandone", "sonexay-siphandone")]),
        ("Thủ tướng V. Siphandone trồng cây ở Lào", []),  # the Prime Minister's wife has held no such office
        ("Thủ tướng Vandara trồng cây ở Lào", []),
        ("Ông T. Sisoulith trồng cây ở Lào", []),
    ],
)
def test_a_high_office_tells_who_has_an_initial_and_a_family_name(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cùng Ban CHQS Pạc-xê, Lào", ["Pạc-xê"]),
        ("đồng chí Văn Xay Phêng Xum Ma ở Lào", ["Văn Xay Phêng Xum Ma"]),
        ("đồng chí Văn Thị Phêng Xum Ma ở Lào", []),
        ("In Laos, Ong Kommadam and Ong Keo preached", ["Ong Kommadam", "Ong Keo"]),
        ("Thác Khoang Xi ở Lào", ["Khoang Xi"]),
        ("Pha That Luang in Laos", ["Pha That Luang"]),
        ("Ở Lào: 6 | Bounsert Setthirath | | PTT Attapeu", ["Bounsert Setthirath", "Attapeu"]),
        ("Bộ trưởng Tài nguyên và Môi trường Bounkham Vorachith ở Lào", ["Bounkham Vorachith"]),
        ("Ở Lào, ông Khamphone Phimmachanh. Ông Kh. Phimmachan", ["Khamphone Phimmachanh", "Kh. Phimmachan"]),
        ("Ở Lào, cho học sinh Hủa-phăn; học sinh Pakse", ["Hủa-phăn"]),
        ("Ảnh 5: Cổng Patuxay ở Lào", ["Patuxay"]),
        ("> Ở Lào, Sonexay\n> Siphandone nói", ["Sonexay\n> Siphandone"]),
        ("Ở Lào: ông Lường Văn Khăm (Mường La), Moong Văn Phò (Nậm Cắn, Kỳ Sơn)", []),
        ("Ở Lào: ông Bounmy Phimmasone (Mường La)", ["Bounmy Phimmasone", "Mường La"]),
    ],
)
def test_what_stands_before_a_name_is_told_from_it(text: str, words: list[str]) -> None:
    assert [said for said, _ in found(text)] == words


def test_who_is_told_by_an_office_is_known_later_by_a_given_name() -> None:
    text = "President T. Sisoulith of Laos came. Mr Thongloun left, and so did Mr Bounnhang."
    assert [said for said, _ in found(text)] == ["T. Sisoulith", "Thongloun"]


def test_of_names_that_only_blanks_tell_apart_the_one_that_is_written_so_is_meant() -> None:
    text = "Ở Lào, tuần báo PathetLao và phong trào Pathet Lao"
    assert ids(text) == ["pathetlao", "pathet-lao"]


def test_a_word_after_a_time_opens_a_sentence() -> None:
    assert ids("Chương trình\n09.00 Đi Xa-vẳn-na-khệt; dâng hương") == ["savannakhet"]


def test_a_given_name_in_small_letters_before_a_family_name_is_another_persons() -> None:
    text = "o lao co sonexay siphandone va sonexay saengdala, roi sonexay ngoi xe"
    assert [words for words, _ in found(text)] == ["sonexay siphandone", "sonexay"]


def test_relatives_in_small_letters_are_not_taken_for_who_is_known() -> None:
    assert found("hom nay somxay siphandone va khamdaeng thipmountaly o lao") == []
    assert ids("ở lào, giải thuộc về phonsavan sitthavong, ở phonsavan") == ["phonsavan"]


def test_a_number_after_a_king_may_be_in_small_letters_with_his_name() -> None:
    assert found("Ở Lào, vua setthathirath ii trị vì.") == [("setthathirath ii", "setthathirath-ii")]
    text = ".\n".join(form.text.lower() for entry in TABLE.entries for form in entry.forms)
    assert len(TABLE.find(text)) > 500


def test_a_place_of_one_syllable_is_named_again() -> None:
    assert ids("In Laos, Seno and Phine, I say. Then Phine sleeps.") == ["seno", "phine", "phine"]
    assert ids("Ở Lào, huyện Nga. Hôm qua Nga ngủ.") == ["nga"]


def test_a_wife_is_known_by_her_given_name_beside_her_husband() -> None:
    assert ids("Ở Lào, bà Phayboun và ông Quinim Pholsena") == ["phayboun", "quinim-pholsena"]
    assert ids("Ở Lào, bà Phayboun và ông Phoumi Vongvichit") == ["phoumi-vongvichit"]
    assert ids(f"Ở Lào, ông Quinim Pholsena nói. {'Trời mưa. ' * 30} Bà Phayboun cười.") == [
        "quinim-pholsena"
    ]


def test_a_word_for_a_village_of_vietnam_is_before_no_place_of_laos_that_sounds_otherwise() -> None:
    assert "ro-ro" not in ids("Ở Lào, thôn Ra Rò")
    assert ids("Ở Lào, bản Ro Ró") == ids("Ở Lào, thôn Ro Ró")


def test_a_battlefield_of_vietnam_is_none_of_laos_among_places_there() -> None:
    assert ids("Ở Lào về, qua Điện Biên, Mường Phăng, Him Lam.") == []
    assert ids("Ở Lào có xứ Mường Phăng.") == ["meuang-phouane"]


def test_a_word_that_opens_a_sentence_is_no_given_name() -> None:
    assert ids("Ở Lào có vở múa. Còn Phra Lam buồn thì ngồi.") == ["phralam"]


def test_islands_are_not_the_person_of_that_name() -> None:
    text = "Au Laos, Khamtay Siphandone parle. Toutes les îles de Siphandone dorment."
    assert ids(text) == ["khamtay-siphandone"]


def test_bh_is_an_aspirated_p() -> None:
    assert ids("Ở Lào, tướng Kupraxit Aphay và tướng Ku-pra-xít A-phay") == ["kouprasith-abhay"] * 2


@pytest.mark.parametrize("word", ["Toppu", "Fargeau", "Makmur", "Carlo"])
def test_a_foreign_word_that_nothing_announces_is_no_minor_place_nor_begins_it_otherwise(word: str) -> None:
    assert ids(f"In Laos the guests met {word} again.") == []


@pytest.mark.parametrize(
    ("text", "id"),
    [("Ở Lào anh đến bản Carlo.", "kalo"), ("In Laos they crossed the Patouxay square.", "patuxai")],
)
def test_what_a_word_announces_or_sounds_alike_may_be_a_minor_place(text: str, id: str) -> None:
    assert ids(text) == [id]


def test_a_station_of_the_police_is_no_island() -> None:
    assert ids("thăm Đồn Công an Nậm On (huyện Xay Chăm Phon), Lào") == ["nam-on", "xaychamphone"]


@pytest.mark.parametrize(
    "text", ["Laos: his Half Brother Souphanouvong", "neutralists and Premier Souvanna Phouma"]
)
def test_words_for_relatives_and_offices_are_none_of_an_unknown_name(text: str) -> None:
    assert len(ids(text)) == 1
    assert TABLE.unlisted(text) == []


def test_a_title_that_is_not_whole_is_no_mountain_without_marks_either() -> None:
    assert ids("Pho Bi thu tinh uy o Lao") == []


def test_a_family_name_after_the_initial_of_somebody_is_no_king() -> None:
    assert ids("Các cầu thủ S. Inthavong và Phithack Kongmathilath") == ["phithack-kongmathilath"]
    assert ids("Ông gặp Ô. Kikeo Khaykhamphithoune") == ["kikeo-khaykhamphithoune"]


def test_a_syllable_that_a_hyphen_joins_to_the_next_is_no_place() -> None:
    assert ids("Từ Mường Xay, Xay-xổng đi Pakse") == ["xay", "pakse"]
    assert ids("tuyến Viêng Chăn-Luông Pha Băng, a Pakse-based company") == [
        "vientiane",
        "luang-prabang",
        "pakse",
    ]


@pytest.mark.parametrize(
    "text", ["xem vangvieng.com.la", "tệp luang-prabang.pdf", "ở vientiane-guide.example.com/pakse"]
)
def test_sites_and_files_are_no_places(text: str) -> None:
    assert ids(f"Đoàn Lào {text} nhé") == []


@pytest.mark.parametrize(
    "text",
    ["The Khammouane People's Court ruled.", "Born Khammouane, 2 February 1934.", "Khammouane High Court"],
)
def test_a_court_is_called_after_its_place_and_people_are_born_in_one(text: str) -> None:
    assert ids(text) == ["khammouane"]


def test_a_village_in_a_commune_is_in_viet_nam() -> None:
    assert ids("từ bản Na Hin, xã Mường Chanh, đến huyện Viêng Xay (Lào)") == ["viengxay"]
    assert ids("bản Na Hin (xã Mường Chanh), gần Lào") == []
    assert ids("cụm bản Noỏng Mạ và xã Thượng Trạch, Lào") == ["noong-ma"]


@pytest.mark.parametrize("sign", ["↳", "•", "→", "+"])
def test_a_word_that_opens_an_answer_or_an_item_is_no_part_of_a_place(sign: str) -> None:
    assert found(f"{sign} Ở Kongxedone, Lào, có hai ông") == [("Kongxedone", "kongxedone")]


def test_children_are_called_as_places_are() -> None:
    assert ids("bà Vanhna và ba con là Viengxay, Chindavanh và Savanh, ở Lào") == []


@pytest.mark.parametrize(
    "text",
    [
        "Near Laos, Sala Kaeo Ku is a garden in Nong Khai.",
        "gió từ phía dòng Đác Bla, gần Lào",
        "ນະຄອນຫຼວງ ພະນົມເປັນ ແລະ ລາວ",
    ],
)
def test_a_village_is_announced_unless_it_is_spelled_as_attested_and_no_river_is_one(text: str) -> None:
    assert ids(text) == []


def test_what_stands_before_a_hotel_is_no_person() -> None:
    assert TABLE.unlisted("They met in Laos at Amari Khamkeo hotel.") == []
    assert len(TABLE.unlisted("They met Amphone Khamkeovong in Laos.")) == 1


def test_a_row_after_a_word_and_a_colon_is_not_named_after_it() -> None:
    assert ids("Dự bị không vào sân: Keo-Oudone Souvannasangso") == ["keo-oudone-souvannasangso"]
    assert ids("Xe đạp đường trường: Ariya Phounsavath về thứ tư") == ["ariya-phounsavath"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giám đốc Vụ Giám sát ngân hàng Phoutthaxay Sivilay nói", "phoutthaxay-sivilay"),
        ("Hoàng hậu người Khmer Keo Keng Nya", "keo-keng-nya"),
        ("In Laos. Do Wat Phou at dawn", "wat-phou"),
        ("Thủ tướng Lào Somsanith từ chức", "somsanith-vongkotrattana"),
        ("hai anh em Souvanna Phouma ở Lào", "souvanna-phouma"),
        ("Sáng mình chạy từ Vang vieng xuống, ăn phở Lào", "vang-vieng"),
        ("Đường đi Den savanh bên Lào xấu lắm", "dansavanh"),
    ],
)
def test_what_is_beside_a_whole_name_does_not_hide_it(text: str, expected: str) -> None:
    assert ids(text) == [expected]


def test_the_end_of_a_hyphened_word_in_capitals_is_no_name() -> None:
    assert ids("Ở LÀO, BÀ LẠ-SA-MY KHĂM-PHU-VÔNG") == []
    assert ids("Ban ban hành nghị quyết về Lào. Phon hong khô.") == []


def test_a_generic_word_before_a_colon_is_none_of_what_follows() -> None:
    assert ids("Bên kia sông: Wat Long Khoun ở Lào") == ["wat-long-khoun"]


def test_the_given_name_of_somebody_with_a_title_is_no_place() -> None:
    assert ids("In Laos, with Thai artist Kamol Tassananchalee") == []


def test_places_of_one_syllable_in_a_row_bear_each_other_out() -> None:
    row = "Local: Meun, Feuang and Mad: gravel"
    assert ids(f"{row}. Sangthong is in Laos.") == ["meun", "feuang", "mad", "sangthong"]
    assert ids(row) == ids("Meun and Mad in Laos") == ids("Long, Nga và La ở Lào") == []


def test_in_lao_a_place_is_not_the_beginning_of_a_family_name() -> None:
    assert "keooudom" not in ids("ໃຜຮູ້ຈັກ ພອນທິບ ແກ້ວອຸດົມສັກ ແດ່")
    assert ids("ເມືອງແກ້ວອຸດົມ") == ["keooudom"]


def test_a_syllable_of_vietnamese_after_a_given_name_in_small_letters_is_no_family_name() -> None:
    text = "hang cua ong phouthong phonvixay thieu\na goi ong phouthong chua"
    assert [words for words, _ in found(text)] == ["phouthong phonvixay", "phouthong"]


def test_a_title_within_a_word_of_the_line_above_is_none() -> None:
    assert ids("ແກ່ນທ້າວ\nKhounkham ở Lào") == ["kenethao", "khounkham"]


def test_of_namesakes_the_one_is_meant_that_is_written_so() -> None:
    assert ids("ຖໍ້າຊ້າງ") == ["tham-xang-vang-vieng"]
    assert ids("ຖ້ຳຊ້າງ") == ["tham-xang-thakhek"]


def test_a_place_of_thailand_is_not_ours_though_one_is_spelled_so() -> None:
    assert ids("Ở Lào, di tích Mueang Sing ở Kanchanaburi") == []
    assert ids("Ở Lào, đoàn huyện Xay ở Na Mèo") == ["xay"]


@pytest.mark.parametrize(
    "office", ["Giám đốc Công an", "Bí thư Đoàn thanh niên", "Chỉ huy trưởng quân sự", "Chủ tịch Hội Phụ nữ"]
)
@pytest.mark.parametrize("name", ["Bua Lơn Khăm Sa Vạt", "Bua-lơn Khăm-sa-vạt", "Boualone Khamsavath"])
def test_who_holds_the_office_of_a_province_follows_it(office: str, name: str) -> None:
    text = f"{office} tỉnh Xiêng Khoảng {name} phát biểu tại Lào."
    assert ids(text) == ["xieng-khouang"]
    assert [found.text for found in TABLE.unlisted(text)] == [name]

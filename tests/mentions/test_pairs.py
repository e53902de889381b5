"""What is harvested from texts, what is left alone, and the draft that is written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.harvest import GOLD, score
from tenlao.cli.harvest import harvest as command
from tenlao.curating.draft import draft
from tenlao.documents.formats import read_document
from tenlao.gazetteer import load
from tenlao.mentions.pairs import Pair
from tenlao.phonology.writing import likely_writing
from tenlao.table.model import Source
from tenlao.table.reader import problems
from tenlao.text.offices import office_before
from tenlao.text.origins import origin_before

TABLE = load()


def pairs(text: str) -> list[Pair]:
    return TABLE.harvest(text)


def forms(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(pair.latin, pair.vietnamese, pair.lao) for pair in pairs(text)]


KHAMSONE = ("Khamsone Vilayphet", "Khăm-xỏn Vi-lay-phết", None)


@pytest.mark.parametrize(
    "text",
    [
        "Gặp ông Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết).",
        "Gặp ông Khăm-xỏn Vi-lay-phết (Khamsone Vilayphet).",
        "Gặp ông Khamsone Vilayphet [Khăm-xỏn Vi-lay-phết].",
        "Gặp ông Khamsone Vilayphet (“Khăm-xỏn Vi-lay-phết”).",
        "Gặp ông Khamsone Vilayphet (phiên âm: Khăm-xỏn Vi-lay-phết).",
        "Gặp ông Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết, 57 tuổi).",
        "Gặp ông Khamsone Vilayphet - Khăm-xỏn Vi-lay-phết - ở Hà Nội.",
        "Gặp ông Khamsone Vilayphet – Khăm-xỏn Vi-lay-phết.",
        "Gặp ông Khamsone Vilayphet/Khăm-xỏn Vi-lay-phết.",
        "Gặp ông Khăm-xỏn Vi-lay-phết, tức Khamsone Vilayphet.",
        "Ông Khamsone Vilayphet tên tiếng Việt là Khăm-xỏn Vi-lay-phết.",
        "Tên tiếng Việt của ông Khamsone Vilayphet là Khăm-xỏn Vi-lay-phết.",
        "The Vietnamese name of Mr Khamsone Vilayphet is Khăm-xỏn Vi-lay-phết.",
        "Gặp ông Khamsone Vilayphet\n(Khăm-xỏn Vi-lay-\nphết).",
        "| Khamsone Vilayphet | Khăm-xỏn Vi-lay-phết | 57 |",
        "Khamsone Vilayphet | Khăm-xỏn Vi-lay-phết",
        "Mr Khamsone Vilayphet (in Vietnamese papers: Khăm-xỏn Vi-lay-phết) came.",
        "Ông Khăm-xỏn Vi-lay-phết (tên quốc tế: Khamsone Vilayphet).",
        "Ông Khăm-xỏn Vi-lay-phết, tên Latinh là Khamsone Vilayphet, ký.",
        "Ông Khamsone Vilayphet – báo chí Việt Nam viết: Khăm-xỏn Vi-lay-phết.",
        "Mr Khamsone Vilayphet (ông Khăm-xỏn Vi-lay-phết) came.",
    ],
)
def test_a_form_beside_a_name_is_a_pair(text: str) -> None:
    assert forms(text) == [KHAMSONE]


@pytest.mark.parametrize("lead_in", ["", "Lao: ", "lao : ", "Lào: ", "tiếng Lào: ", "in Lao "])
def test_a_language_may_announce_a_form(lead_in: str) -> None:
    assert forms(f"Ms Latsamy Vongkhamsao ({lead_in}ລັດສະໝີ ວົງຄຳຊາວ) spoke.") == [
        ("Latsamy Vongkhamsao", None, "ລັດສະໝີ ວົງຄຳຊາວ")
    ]


def test_three_writings_are_one_pair() -> None:
    assert forms("Bà Daosavanh Thipphavong - Đao-xạ-vẳn Thíp-pha-vông - ດາວສະຫວັນ ທິບພະວົງ.") == [
        ("Daosavanh Thipphavong", "Đao-xạ-vẳn Thíp-pha-vông", "ດາວສະຫວັນ ທິບພະວົງ")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ngoại trưởng Nga Sergey Lavrov (Xéc-gây La-vrốp) tới Hà Nội.",
        "Thủ tướng Campuchia Hun Manet (Hun Ma-nét) tới Hà Nội.",
        "Bộ trưởng Quốc phòng Campuchia Tea Seiha (Tia Xây-ha).",
        "Tổng thống Indonesia Prabowo Subianto (Pra-bô-vô Xu-bi-an-tô).",
        "Ông Vannaxay Sengsoulin (Bí thư Huyện ủy) và bà Sonephet Douangsy (áo trắng, bên phải).",
        "Kaysone Phomvihane (1920-1992), Khamtay Siphandone (phải), đoàn Lào (LPRP).",
        "Đoàn tới Mường La [Sơn La], Sa Pa [Lào Cai] và Phonsavan (Xieng Khouang).",
        "Thị xã Pakse (Chăm-pa-xắc) đón khách.",
        "Đường sắt Vientiane - Vũng Áng, tuyến Viêng Chăn - Luang Prabang.",
        "Đoàn từ Hue (Huế) và Nghe An (Nghệ An); ông Nguyen Van Xay (Nguyễn Văn Xay).",
        "Ông Thongloun Sisoulith (cùng phu nhân Naly Sisoulith).",
        "Cánh đồng Chum (Plain of Jars).",
        "Hồ Chí Minh (ໂຮ່ຈິມິນ), Hà Nội (ຮ່າໂນ້ຍ), Hun Manet (ຮຸນ ມາແນດ), Vladimir Putin (ວລາດີເມຍ ປູຕິນ).",
    ],
)
def test_what_is_no_form_of_a_lao_name_is_left_alone(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "status", "entity"),
    [
        ("Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết)", "new", None),
        ("Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)", "known", "sonexay-siphandone"),
        ("Sonexay Siphandone (Xon-xay Xi-phăn-đôn)", "new-form", "sonexay-siphandone"),
        ("Sonexay Siphandone (Thoong-lun Xi-xu-lít)", "contradiction", "sonexay-siphandone"),
        ("ông Khamphat Soulinthone (Bun-mi Kẹo-la-vông)", "sounds-differ", None),
    ],
)
def test_the_status_says_what_the_table_knows(text: str, status: str, entity: str | None) -> None:
    (pair,) = pairs(text)
    assert (pair.status, pair.entity) == (status, entity)
    assert (pair.reason is not None) == (status in ("contradiction", "sounds-differ"))


def test_offsets_hold_both_forms() -> None:
    text = "Chào ông Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết)."
    (pair,) = pairs(text)
    assert text[pair.start : pair.end] == "Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết"


@pytest.mark.parametrize(
    "text",
    [
        "Ông Khăm-xỏn Vi-lay-phết (Khamsone Vilayphet) – chữ Lào: ຄຳສອນ ວິໄລເພັດ",
        "Ông Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết) - tiếng Lào viết là ຄຳສອນ ວິໄລເພັດ.",
    ],
)
def test_a_third_form_may_stand_behind_the_bracket(text: str) -> None:
    assert forms(text) == [(*KHAMSONE[:2], "ຄຳສອນ ວິໄລເພັດ")]


def test_words_before_a_colon_may_announce_another_name_in_brackets() -> None:
    assert pairs("Ông Khamsone Vilayphet (vợ: Na-ly Phết-mi-xay) ở Lào.") == []


def test_a_row_of_a_table_whose_forms_differ_is_told() -> None:
    rows = (
        "Khamsone Vilayphet\tKhăm-xỏn Vi-lay-phết\n",
        "Bounsavath Phetmixay\tBun-xạ-vắt Phết-mi-xay\n",
        "Phouvanh Daovieng\tĐao-hương Mi-xay-con\n",
    )
    statuses = [pair.status for pair in pairs("".join(rows))]
    assert statuses == ["new", "new", "sounds-differ"]
    assert pairs(rows[2]) == []


def test_pairs_in_one_sentence_speak_for_each_other() -> None:
    company, other = (
        "ông Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết)",
        "bà Malisa Chandara (Ma-ly-xa Chăn-đa-la)",
    )
    assert forms(f"Hôm qua, {other} có mặt.") == []
    assert len(forms(f"Hôm qua, {company}, {other} và {company} có mặt.")) == 2
    assert len(forms(f"Hôm qua, {other}, {company} có mặt.")) == 2
    assert len(forms(f"Hôm qua, {company} có mặt. Sau đó, {other} đến.")) == 1
    assert len(forms(f"Hôm qua, {company} và nghị sĩ Thái Lan, {other}, có mặt.")) == 1


def test_a_generic_word_after_a_name_is_no_part_of_it() -> None:
    assert forms("Xaysetha District (ເມືອງໄຊເສດຖາ) lies in Laos.") == [("Xaysetha", None, "ໄຊເສດຖາ")]


@pytest.mark.parametrize(
    ("before", "office"),
    [
        ("đồng đội", None),
        ("chiến sĩ", None),
        ("Con trai cả", None),
        ("cán bộ Ban Đối ngoại", "cán bộ Ban Đối ngoại"),
        ("Trưởng Ban Quản lý cửa khẩu Lalay", "Trưởng Ban Quản lý cửa khẩu Lalay"),
        ("Le vice-ministre lao", "vice-ministre lao"),
    ],
)
def test_who_stands_before_a_name_tells_that_it_is_a_person(before: str, office: str | None) -> None:
    (pair,) = pairs(f"{before} Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết)")
    assert (pair.kind, pair.office) == ("person", office)


def test_a_generic_word_in_lao_script_is_no_part_of_it_either() -> None:
    assert forms("ໄປຢ້ຽມຢາມແຂວງອຸດົມໄຊ (Oudomxay)") == [("Oudomxay", None, "ອຸດົມໄຊ")]


def test_somebody_who_is_known_by_one_word_is_no_part_of_a_longer_name() -> None:
    text = "Ở Lào, Giám đốc Somchay Ounkeo (Thoong-xỉnh Thăm-ma-vông) trao cúp."
    assert forms(text) == [("Somchay Ounkeo", "Thoong-xỉnh Thăm-ma-vông", None)]


def test_a_rendering_in_syllables_may_have_marks_that_french_has() -> None:
    assert forms("huyện Phonxay (Phôn Xay) của Lào") == [("Phonxay", "Phôn Xay", None)]


def test_the_same_pair_is_given_once() -> None:
    assert forms("Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết). " * 3) == [KHAMSONE]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "tiếp Thứ trưởng Ngoại giao Phạm Quang Hiệu và Thứ trưởng Ngoại giao Lào ",
            "Thứ trưởng Ngoại giao Lào",
        ),
        ("gặp Đại sứ Lào tại Việt Nam ", "Đại sứ Lào tại Việt Nam"),
        ("Tổng Bí thư, Chủ tịch nước ", "Tổng Bí thư, Chủ tịch nước"),
        ("Bộ trưởng Thông tin, Văn hóa và Du lịch ", "Bộ trưởng Thông tin, Văn hóa và Du lịch"),
        ("received by Deputy Minister of Foreign Affairs ", "Deputy Minister of Foreign Affairs"),
        ("ໂດຍ ຮອງນາຍົກລັດຖະມົນຕີ ", "ຮອງນາຍົກລັດຖະມົນຕີ"),
        ("by its deputy governor, ", None),
        ("Thủ tướng tiếp ông ", None),
        ("", None),
    ],
)
def test_the_office_is_what_stands_before_the_name(text: str, office: str | None) -> None:
    assert office_before(text) == office


def test_origin_is_the_last_country_that_is_not_a_place_of_work() -> None:
    assert origin_before("Đại sứ Lào tại Thái Lan ") == "lao"
    assert origin_before("Đại sứ Thái Lan tại Lào ") == "abroad"
    assert origin_before("Ở Thái Lan.\nÔng ") is None


def test_letters_tell_lao_names_from_those_of_neighbours() -> None:
    like = TABLE.likeness
    for name in ("Khamphet Sengsouvanh", "Vilaythong Inthisane", "Thongdeng Vilaysouk"):
        assert like.odds(name, "latin") > 1, name
    for name in (
        "Prayut Chanocha",
        "Sok Chenda",
        "Nguyen Xuan Lai",
        "Sergey Lavrov",
        "Joko Widodo",
        "Mary Brown",
    ):
        assert like.odds(name, "latin") < 0, name
    assert likely_writing("Khamphet Sengsouvanh") == "latin"


def test_quality_on_the_development_texts() -> None:
    total = score(TABLE, GOLD / "harvest")
    assert total.right / (total.right + total.false) >= 0.98, total.errors
    assert total.right / (total.right + total.missed) >= 0.95, total.errors
    assert (total.kinds, total.offices) == (total.right, total.right), total.errors


FIELDS = {"latin", "vietnamese", "lao", "kind", "office", "status", "entity", "start", "end", "reason"}

TEXT = """Bộ trưởng Tư pháp Lào Somphet Inthaphone (Xổm-phết In-tha-phon) gặp
Sonexay Siphandone (Xon-xay Xi-phăn-đôn) và ông Khamphat Soulinthone (Bun-mi Kẹo-la-vông).
"""


def test_the_draft_is_a_table_file_that_keeps_what_is_preferred(tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    source = Source("", 'Báo "Mới"', "https://example.org/1")
    file.write_text(draft(TABLE.table, pairs(TEXT), source), encoding="utf-8")
    assert problems(file, TABLE.table) == []
    assert "# Khamphat Soulinthone | Bun-mi Kẹo-la-vông" in file.read_text(encoding="utf-8")
    table = load(file)
    assert table.entry("somphet-inthaphone").vietnamese == "Xổm-phết In-tha-phon"
    entry = table.entry("sonexay-siphandone")
    assert entry.vietnamese == TABLE.entry("sonexay-siphandone").vietnamese
    assert "Xon-xay Xi-phăn-đôn" in [form.text for form in entry.forms]
    assert {pair.status for pair in table.harvest(TEXT)} == {"known", "sounds-differ"}


def test_the_command_prints_writes_and_fails_as_it_says(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "draft.toml"
    done = CliRunner().invoke(
        command, ["--out", str(out), "--publisher", "Nhân Dân", "--date", "2025-07-09", str(article)]
    )
    assert done.exit_code == 0, done.output
    assert (
        "article.txt:1: new: Somphet Inthaphone | Xổm-phết In-tha-phon, Bộ trưởng Tư pháp Lào" in done.output
    )
    assert done.output.splitlines()[-1].endswith('does not sound like "Bun-mi Kẹo-la-vông")')
    assert 'id = "nhan-dan-2025-07-09"' in out.read_text(encoding="utf-8")

    done = CliRunner().invoke(command, ["--json", str(article)])
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [line["status"] for line in lines] == ["new", "new-form", "sounds-differ"]
    assert set(lines[0]) == FIELDS

    assert CliRunner().invoke(command, ["--url", "https://example.org", str(article)]).exit_code == 2
    assert CliRunner().invoke(command, [str(tmp_path / "missing.txt")]).exit_code == 2
    existing = CliRunner().invoke(command, ["--out", str(out), str(article)])
    assert "exists already" in str(existing.exception)


def test_markup_within_names_does_not_hide_pairs(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<p>Ông So<b>nex</b>ay Siphandone (<i>Xỏn-xay</i> Xỉ-phăn-đon) đến.</p>", encoding="utf-8"
    )
    document = read_document(str(page))
    (pair,) = pairs(document.text)
    assert (pair.latin, pair.vietnamese, pair.status) == (
        "Sonexay Siphandone",
        "Xỏn-xay Xỉ-phăn-đon",
        "known",
    )
    shown = document.text[pair.start : pair.end].replace("\u2060", "")
    assert shown == "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon"


@pytest.mark.parametrize(
    "line",
    [
        "Bouakeo Siphommarath = Bua-kẹo Xỉ-phôm-mạ-lạt",
        "Bouakeo Siphommarath → Bua-kẹo Xỉ-phôm-mạ-lạt",
        "Bouakeo Siphommarath: Bua-kẹo Xỉ-phôm-mạ-lạt",
        'Nhà thơ Bouakeo Siphommarath "Bua-kẹo Xỉ-phôm-mạ-lạt" ký tặng sách',
        "Bua-kẹo Xỉ-phôm-mạ-lạt, viết theo tiếng Anh là Bouakeo Siphommarath, sau này",
    ],
)
def test_takes_the_lines_of_a_glossary_each_by_itself(line: str) -> None:
    found = pairs(f"{line}\nChanhthone Lorvanxay = Chăn-thon Lo-văn-xay\n")
    assert [(pair.latin, pair.vietnamese) for pair in found] == [
        ("Bouakeo Siphommarath", "Bua-kẹo Xỉ-phôm-mạ-lạt"),
        ("Chanhthone Lorvanxay", "Chăn-thon Lo-văn-xay"),
    ]


def test_a_country_within_a_lao_word_is_none() -> None:
    text = "ທ່ານ ອຸໄທ ແກ້ວດາລາ ແລະ ທ່ານ ນ້ອຍຄຳ ບຸດຕະວົງ (Nọi-khăm Bút-tạ-vông)."
    assert [pair.lao for pair in pairs(text)] == ["ນ້ອຍຄຳ ບຸດຕະວົງ"]


def test_an_article_in_french_is_no_part_of_an_office() -> None:
    assert office_before("selon l’ancien chargé d’affaires ") == "ancien chargé d’affaires"


def test_a_former_office_is_an_office() -> None:
    (pair,) = pairs("nguyên Phó Thủ tướng Lào Khamsone Vilayphet (Khăm-xỏn Vi-lay-phết) dự.")
    assert pair.office == "nguyên Phó Thủ tướng Lào"


def test_a_dash_between_lao_script_and_a_rendering_parts_them_in_a_bracket() -> None:
    text = "Bộ trưởng Santiphab Phomvihane (ສັນຕິພາບ ພົມວິຫານ - Xẳn-ti-phạp Phôm-vi-hản)"
    assert forms(text) == [("Santiphab Phomvihane", "Xẳn-ti-phạp Phôm-vi-hản", "ສັນຕິພາບ ພົມວິຫານ")]


def test_places_of_neighbours_are_no_pair() -> None:
    assert forms("Thakhek ở Lào đối diện Nakhon Phanom (Na-khon Phạ-nôm, Thái Lan)") == []


def test_what_the_table_has_in_one_writing_is_in_that_writing_though_another_parts_it_otherwise() -> None:
    assert forms("ຢູ່ເມືອງບົວລະພາ (Bua La Pha)") == [(None, "Bua La Pha", "ບົວລະພາ")]


def test_blanks_part_the_cells_of_a_table_that_is_set_with_them() -> None:
    text = (
        "Lao            Latin                 Tiếng Việt\n"
        "ຄຳໄຕ ສີພັນດອນ   Khamtay Siphandone    Khăm-tày Xi-phăn-đon\n"
        "ຊຽງຂວາງ        Xieng Khouang         Xiêng Khoảng\n"
        "ຄຳມ່ວນ         Khammouane            Khăm-muộn\n"
    )
    assert forms(text) == [
        ("Khamtay Siphandone", "Khăm-tày Xi-phăn-đon", "ຄຳໄຕ ສີພັນດອນ"),
        ("Xieng Khouang", "Xiêng Khoảng", "ຊຽງຂວາງ"),
        ("Khammouane", "Khăm-muộn", "ຄຳມ່ວນ"),
    ]


@pytest.mark.parametrize(
    "office",
    [
        "Phó Tổng Thanh tra Nhà nước",
        "Phó Tổng cục trưởng Tổng cục Thuế",
        "nguyên Phó Tổng Thanh tra",
        "Deputy Inspector General",
    ],
)
def test_a_deputy_is_not_promoted(office: str) -> None:
    assert office_before(f"phía Lào có {office} ") == office


def test_a_name_with_a_word_for_a_district_is_of_a_place() -> None:
    assert [pair.kind for pair in pairs("Ở Lào có Muang Sisay (Mường Xỉ-xay).")] == ["place"]


def pairs_in(text: str) -> list[tuple[str | None, str | None, str | None, str]]:
    return [(pair.latin, pair.vietnamese, pair.lao, pair.kind) for pair in load().harvest(text)]


@pytest.mark.parametrize(
    "joint",
    [
        ", ",
        "; ",
        ", tức ",
        ", tên Việt hay viết là ",
        ", in Vietnamese spelling ",
        "; phiên âm tiếng Việt ",
        ", bản dịch năm 1984 in là ",
        ", whom they call ",
        "; chúng tôi viết theo tai nghe: ",
        " (trong hộ chiếu không có dấu) viết là ",
        ' (spelled "',
    ],
)
def test_forms_of_one_sound_in_one_sentence_are_a_pair(joint: str) -> None:
    found = pairs_in(f"Ở Lào, bà Nalinh Sengmanothong{joint}Na-lin Xẻng-ma-nô-thoong, phát biểu.")
    assert found == [("Nalinh Sengmanothong", "Na-lin Xẻng-ma-nô-thoong", None, "person")]


@pytest.mark.parametrize(
    "text",
    [
        "Ở Lào có bà Nalinh Sengmanothong. Bà Na-lin Xẻng-ma-nô-thoong là chị của bà.",
        "Ở Lào có bà Nalinh Sengmanothong và chị của bà, mà từ ngày còn bé ai trong bản cũng mến và cũng thương, "
        "là Na-lin Xẻng-ma-nô-thoong",
        "Ở Lào, anh Bounmy và chị, Bun-mi, phát biểu",
        "Ở Lào, bà Nalinh Sengmanothong, con ông Xẻng-ma-nô-thoong, phát biểu",
    ],
)
def test_forms_of_one_sound_are_no_pair_in_two_sentences_or_far_apart_or_short(text: str) -> None:
    assert pairs_in(text) == []


@pytest.mark.parametrize("joint", [", ", ", người cháu ", " và "])
def test_relatives_in_a_row_are_no_pair(joint: str) -> None:
    assert (
        pairs_in(f"Ở Lào có hai con trai cụ, Bounmak Lounthavy{joint}Bun-mi Lun-tha-vi, đều theo nghề.") == []
    )


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Ở Lào, từ Pakse (Pắc-xế) tới thác Tad Nokkeo (Tạt Nốc-kẹo)", "Tad Nokkeo"),
        ("Ở Lào có đảo Don Ngiou / Đon Ngịu", "Don Ngiou"),
        ("Le village de Ban Thakor (ທ່າກໍ) fournira la pierre", "Thakor"),
    ],
)
def test_a_word_for_a_place_tells_that_a_name_is_lao(text: str, latin: str) -> None:
    assert (latin, "place") in [(pair[0], pair[3]) for pair in pairs_in(text)]


@pytest.mark.parametrize(
    "foreign", ["ASEAN (ອາຊຽນ)", "Trần Quang Huy (ເຈີ່ນ ກວັງ ຮຸຍ)", "Somchai Wongsuwan (ສົມຊາຍ ວົງສຸວັນ)"]
)
def test_who_is_written_in_lao_script_may_be_anybody(foreign: str) -> None:
    assert pairs_in(f"Dự hội nghị ở Lào có {foreign}.") == []


@pytest.mark.parametrize(
    ("before", "name", "office"),
    [
        (
            "- Deputy Director-General",
            "Chindavone Soulivanh / Chin-đa-von Xu-li-văn",
            "Deputy Director-General",
        ),
        ("Le gouverneur adjoint", "Sithat Vongvichit (ສີທັດ ວົງວິຈິດ)", "gouverneur adjoint"),
        (
            "Bộ trưởng Công Thương",
            "Khamdy Outhalath, báo ta viết là Khăm-đi U-tha-lạt",
            "Bộ trưởng Công Thương",
        ),
        ("và biên đạo", "Phouthone Sihavong (Phu-thon Xỉ-hả-vông)", "biên đạo"),
        ("Le chef de district", "Khamphet Outhavong (Khăm-phết U-thạ-vông)", "chef de district"),
    ],
)
def test_an_office_before_a_name_is_no_part_of_it(before: str, name: str, office: str) -> None:
    (pair,) = load().harvest(f"Laos: {before} {name}")
    assert pair.office == office


@pytest.mark.parametrize("head", ["Chức vụ", "Cơ quan, chức vụ", "Name and title", "ຕຳແໜ່ງ"])
def test_a_column_gives_the_office(head: str) -> None:
    (pair,) = load().harvest(
        f"Họ và tên\tPhiên âm\t{head}\nNoyna Chanthalangsy\tNọi-na Chăn-tha-lăng-xỉ\tPhóng viên\n"
    )
    assert pair.office == "Phóng viên"


def test_what_a_company_is_called_stands_after_several_words() -> None:
    assert [pair[3] for pair in pairs_in("Ở Lào có Công ty Sách Sengtaven (Xẻng-ta-vên).")] == [
        "organization"
    ]


def test_three_forms_are_one_pair_though_other_words_stand_between() -> None:
    text = (
        "Ở Lào: Thipkesone, Thíp-kê-xỏn, ທິບເກສອນ.\n\nĐại tá Vixien Oudomsouk\n(Vi-xiên U-đôm-xúc)\nວິຊຽນ ອຸດົມສຸກ"
    )
    assert [forms[:3] for forms in pairs_in(text)] == [
        ("Thipkesone", "Thíp-kê-xỏn", "ທິບເກສອນ"),
        ("Vixien Oudomsouk", "Vi-xiên U-đôm-xúc", "ວິຊຽນ ອຸດົມສຸກ"),
    ]


def test_a_wrong_gloss_of_a_name_in_lao_is_of_what_follows_the_title() -> None:
    (pair,) = load().harvest("ຜູ້ຮັບເໝົາ ແມ່ນ ທ່ານ ໄພທູນ ມະໂນທອງ (Vannaphone Bandith)")
    assert (pair.lao, pair.status) == ("ໄພທູນ ມະໂນທອງ", "sounds-differ")


def test_a_wrong_gloss_may_be_spelled_as_no_source_has_it() -> None:
    (pair,) = load().harvest("Tỉnh Salavan (Phông-xạ-lỳ) đã phun thuốc ở 40 bản.")
    assert (pair.status, pair.entity) == ("contradiction", "salavan")


def test_names_in_a_row_are_no_pair() -> None:
    assert pairs_in("Ở Lào có Sekong, Xa-vẳn-na-khệt, Bounmy Phimmasone, Thoong-lun Xi-xu-lít.") == []


def test_a_place_in_brackets_that_is_wider_is_no_gloss() -> None:
    assert pairs_in("tại huyện Sopbao (tỉnh Hủa Phăn)") == []
    assert load().check("tại huyện Sopbao (tỉnh Hủa Phăn)") == []


def test_a_cell_may_be_empty() -> None:
    text = "Họ và tên\tPhiên âm\tTên Lào\tChức vụ\nPhetsavanh Nouansy\t\tເພັດສະຫວັນ ນວນສີ\tKế toán trưởng\n"
    (pair,) = load().harvest(text)
    assert (pair.latin, pair.lao, pair.office) == ("Phetsavanh Nouansy", "ເພັດສະຫວັນ ນວນສີ", "Kế toán trưởng")


def test_who_is_named_in_full_is_a_person_whatever_stands_before() -> None:
    (pair,) = load().harvest("Bản in lại của Khamdy Outhalath (ຄຳດີ ອຸທະລາດ) ở Lào.")
    assert pair.kind == "person"


def test_in_a_list_of_pairs_those_that_do_not_sound_alike_are_pairs_too() -> None:
    lines = [
        "1. Paseuth Lovaket – Pạ-xợt Lo-vạ-kệt",
        "2. Visouk Bounyadeth – Vi-xúc Bun-nha-đệt",
        "3. Viengphone Soulith – Kẹo-xa-na Phăn-đa-vông (?)",
    ]
    assert [pair.reason is None for pair in TABLE.harvest("Đoàn Lào:\n" + "\n".join(lines))] == [
        True,
        True,
        False,
    ]
    assert not [pair for pair in TABLE.harvest("Đoàn Lào:\n" + lines[2]) if pair.reason]


def test_a_title_in_lao_script_is_no_part_of_the_second_form() -> None:
    text = "- Giám đốc Sở Bun-thon Xay-păn-nha / ທ່ານ ບຸນທອນ ໄຊພັນຍາ"
    assert forms(text) == [(None, "Bun-thon Xay-păn-nha", "ບຸນທອນ ໄຊພັນຍາ")]


def test_a_side_of_a_meeting_is_nobody() -> None:
    assert not forms("Phía Lào / ຝ່າຍລາວ:\nPhía Việt Nam / ຝ່າຍຫວຽດນາມ:")


def test_in_a_list_and_in_a_sheet_one_wrong_form_among_right_ones_is_told() -> None:
    listed = """Khách:
1. Ông Somphone Douangchay - Xổm-phon Đuông-chay, Trưởng đoàn
2. Bà Vilayvanh Thipphavong – Vi-lay-văn Thíp-phạ-vông, Vụ phó
3. Ông Oudone Sayavong - Khăm-luổng Chăn-thạ-vông, chuyên viên
"""
    sheet = """"1","Thongloun Sisoulith","Thoong-lun Xỉ-xu-lít",""
"2","Khemmani Pholsena","Khêm-ma-ni Phôn-xê-na","nữ"
"3","Vongdeuane Phaxay","Xổm-mạt Kẹo-la","?"
"""
    assert [p.latin for p in load().harvest(listed) if p.status == "sounds-differ"] == ["Oudone Sayavong"]
    assert [p.latin for p in load().harvest(sheet) if p.status == "sounds-differ"] == ["Vongdeuane Phaxay"]


def test_a_form_in_lao_script_has_the_generic_word_that_the_other_form_has() -> None:
    assert [(p.vietnamese, p.lao) for p in load().harvest("ເມືອງງອຍ – Mường Ngòi, 2019")] == [
        ("Mường Ngòi", "ເມືອງງອຍ")
    ]


def test_a_feast_is_nobody() -> None:
    assert not load().harvest("In Laos Pi Mai (ປີໃໝ່), the New Year, falls in April.")


def test_what_stands_in_brackets_after_a_name_is_no_form_of_the_next() -> None:
    text = (
        "Ở Lào có Chủ tịch tỉnh Bouasone Phimmavong (Khăm-tăn Xỉ-ha-lạt), Trưởng ban Tuyên huấn "
        "Khamtanh Sihalath (Bua-xỏn Phim-mạ-vông)."
    )
    found = [(p.latin, p.vietnamese, p.status) for p in load().harvest(text)]
    assert found == [
        ("Bouasone Phimmavong", "Khăm-tăn Xỉ-ha-lạt", "sounds-differ"),
        ("Khamtanh Sihalath", "Bua-xỏn Phim-mạ-vông", "sounds-differ"),
    ]


def test_whose_office_is_of_another_country_is_from_there() -> None:
    text = "Ở Lào có ông Sihasak Phuangketkeow (Xi-ha-xắc Phuông-kẹt-kẹo), {}."
    assert not load().harvest(text.format("Bộ trưởng Ngoại giao Thái Lan"))
    assert load().harvest(text.format("Bộ trưởng Ngoại giao Lào"))


def test_a_district_has_two_letters_in_lao_script() -> None:
    found = load().harvest("ຄະນະໄດ້ໄປ ແຂວງ ຫົວພັນ (Houaphanh) ແລະ ເມືອງ ຄຳ (Kham), ເຂົ້າຢ້ຽມຢາມ")
    assert [(p.latin, p.lao) for p in found] == [("Houaphanh", "ຫົວພັນ"), ("Kham", "ຄຳ")]


def test_the_language_of_a_form_may_be_said_before_it() -> None:
    found = load().harvest("Au Laos, à Xam Neua, en vietnamien Xầm-nưa, on parle lao.")
    assert [(p.latin, p.vietnamese) for p in found] == [("Xam Neua", "Xầm-nưa")]


def test_a_form_has_the_generic_word_that_the_other_form_has() -> None:
    found = load().harvest("Ở Lào, huyện Muang Khua (Mường Khoa) có tuyết.")
    assert [(p.latin, p.vietnamese) for p in found] == [("Muang Khua", "Mường Khoa")]

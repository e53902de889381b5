"""Finding names in running text: what is a mention, where it stands, and what is left alone."""

import functools
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tenlao
from bench.evaluation import entries_by_key, parse_marked
from tenlao import Entry, Form, Gazetteer, Table
from tenlao.matching.kernel import CHOICE
from tenlao.mentions.mention import Mention

TABLE = tenlao.load()
TEXTS = sorted((Path(__file__).parents[1] / "gold" / "documents").glob("*.txt"))


def found(text: str) -> list[tuple[str, str | None]]:
    """The mentions of a text: what stands there, and the Latin form of the entry."""
    return [(mention.text, mention.match.entry.latin) for mention in TABLE.find(text)]


def surfaces(text: str) -> list[str]:
    return [mention.text for mention in TABLE.find(text)]


def ids(text: str) -> list[str]:
    return [mention.match.entry.id for mention in TABLE.find(text)]


def assert_in_order_and_apart(text: str, mentions: list[Mention]) -> None:
    last = 0
    for mention in mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.text == mention.text.strip()
        last = mention.end


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, the key of each place that is marked in it, and what is found there."""

    text: str
    keys: dict[tuple[int, int], str]
    mentions: list[Mention]


@functools.cache
def read_marked(path: Path) -> Marked:
    text, marks = parse_marked(path.read_bytes().decode("utf-8"))
    return Marked(text, {(mark.start, mark.end): mark.key for mark in marks}, TABLE.find(text))


class TestGold:
    def test_precision_and_recall(self) -> None:
        by_key = entries_by_key(TABLE)
        right = 0
        false: list[tuple[str, str]] = []
        missed: list[str] = []
        for marked in map(read_marked, TEXTS):
            wanted = {place: key for place, key in marked.keys.items() if key != "-"}
            assert all(by_key[key] for key in wanted.values())
            for mention in marked.mentions:
                key = wanted.pop((mention.start, mention.end), None)
                if key is not None and mention.match.entry.id in by_key[key]:
                    right += 1
                else:
                    false.append((mention.text, mention.match.entry.id))
            missed += wanted.values()
        assert right > 400
        assert right / (right + len(false)) >= 0.99, false
        assert right / (right + len(missed)) >= 0.97, missed

    def test_nobody_is_found_under_the_names_of_others(self) -> None:
        for marked in map(read_marked, TEXTS):
            unknown = {place for place, key in marked.keys.items() if key == "-"}
            assert not unknown & {(mention.start, mention.end) for mention in marked.mentions}

    @pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
    def test_places_and_how_the_text_is_stored(self, path: Path) -> None:
        marked = read_marked(path)
        assert_in_order_and_apart(marked.text, marked.mentions)
        expected = [mention.match.entry.id for mention in marked.mentions]
        composed, decomposed = (unicodedata.normalize(form, marked.text) for form in ("NFC", "NFD"))
        for stored in ("\ufeff" + composed, decomposed.replace("\n", "\r\n")):
            mentions = TABLE.find(stored)
            assert_in_order_and_apart(stored, mentions)
            assert [mention.match.entry.id for mention in mentions] == expected


class TestMentions:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Chủ tịch nước Lào Thoong-lun Xi-xu-lít thăm Hà Nội.", ["Thoong-lun Xi-xu-lít"]),
            ("Lao President Thongloun Sisoulith said on Monday", ["Thongloun Sisoulith"]),
            ("PRESIDENT THONGLOUN SISOULITH IN HANOI", ["THONGLOUN SISOULITH"]),
            ("Tối nay Thonglun Sisulit tới Huế", ["Thonglun Sisulit"]),
            ("Thongloun Sisoulith (Thoong-lun Xi-xu-lít)", ["Thongloun Sisoulith", "Thoong-lun Xi-xu-lít"]),
            ("ທ່ານທອງລຸນ ສີສຸລິດກ່າວ", ["ທອງລຸນ ສີສຸລິດ"]),
            ("ນະຄອນຫຼວງວຽງຈັນ", ["ວຽງຈັນ"]),
            ("thủ đô Viêng Chăn", ["Viêng Chăn"]),
            ("in Attapeu and Savannakhet.", ["Attapeu", "Savannakhet"]),
            ("đường bay Hà Nội - Viêng Chăn", ["Viêng Chăn"]),
            ("tuyến Vientiane–Boten dài", ["Vientiane", "Boten"]),
            ("Vientiane/Pakse", ["Vientiane", "Pakse"]),
            ("**Viêng Chăn** và [Pắc-xế](x)", ["Viêng Chăn", "Pắc-xế"]),
            ("<b>Viêng Chăn</b>", ["Viêng Chăn"]),
            ("Cánh đồng Chum ở Xiêng Khoảng", ["Cánh đồng Chum", "Xiêng Khoảng"]),
            ("đi luang prabang chơi", ["luang prabang"]),
            ("tu pakse ve, gap sonexay siphandone", ["pakse", "sonexay siphandone"]),
            ("toi ngu o tha khek roi qua vang vieng", ["tha khek", "vang vieng"]),
            ("minh di kong lo, don det, tad yuang nha", ["kong lo", "don det", "tad yuang"]),
            ("cụm Nậm San 3A, Nậm San 3B ở Lào", ["Nậm San 3A", "Nậm San 3B"]),
            ("his son Boun Oum na Champasak gave up", ["Boun Oum na Champasak"]),
            ("ກໍ່ສ້າງ ພະທາດຫລວງ ໃນປີ 1566", ["ພະທາດຫລວງ"]),
            ("Đoàn đến huyện Khổng của nước bạn Lào", ["Khổng"]),
            ("lập Mặt trận Lào Ítxala và chính phủ", ["Mặt trận Lào Ítxala"]),
            ("Sê Kông, Sê-kông", ["Sê Kông", "Sê-kông"]),
            ("in Vientiane Capital today", ["Vientiane"]),
            ("the Governor of Champasak Province", ["Champasak"]),
            ("at Wattay International Airport", ["Wattay"]),
            ("Vientiane's streets", ["Vientiane"]),
            ("in Thongloun Sisoulith’s office", ["Thongloun Sisoulith"]),
        ],
    )
    def test_names_in_their_usual_surroundings(self, text: str, expected: list[str]) -> None:
        assert surfaces(text) == expected

    @pytest.mark.parametrize(
        "written",
        [
            "Thoong-lun  Xi-xu-lít",
            "Thoong-lun\u00a0Xi-xu-lít",
            "Thoong-lun\nXi-xu-lít",
            "Thoong-lun\r\n   Xi-xu-lít",
            "Thoong - lun Xi – xu – lít",
            "Thoong\u2011lun Xi\u2010xu\u2010lít",
            "Thoong Lun Xi Xu Lít",
            "Thoonglun Xixulít",
            "THOONG-LUN XI-XU-LÍT",
            "Thoong-lun Xi-\nxu-lít",
            "Tho\u00adong-lun Xi-xu-\u200blít",
            unicodedata.normalize("NFD", "Thoong-lun Xi-xu-lít"),
        ],
    )
    def test_a_name_however_it_is_broken(self, written: str) -> None:
        text = f"Hôm qua, ông {written}, đến Huế."
        assert found(text) == [(written, "Thongloun Sisoulith")]

    def test_a_list_with_a_name_on_each_line(self) -> None:
        names = ["Kaysone Phomvihane", "Khamtay Siphandone", "Sonexay Siphandone", "Thongloun Sisoulith"]
        assert surfaces("\n".join(names)) == names

    def test_what_a_mention_says(self) -> None:
        text = "Gặp ông Thonglun Sisulith."
        (mention,) = TABLE.find(text)
        assert (mention.start, mention.end, mention.text) == (8, 25, "Thonglun Sisulith")
        assert mention.match.entry.id == "thongloun-sisoulith"
        assert mention.match.form in mention.match.entry.forms
        with pytest.raises(FrozenInstanceError):
            mention.start = 0  # type: ignore[misc]

    def test_offsets_count_code_points(self) -> None:
        text = "😀🇱🇦 e\u0301 \u200b Viêng Chăn"
        (mention,) = TABLE.find(text)
        assert text[mention.start : mention.end] == "Viêng Chăn"

    @pytest.mark.parametrize("number", ["2", "٢", "２", "໒"])
    def test_digits_of_any_script(self, number: str) -> None:
        assert found(f"Nam Ngum {number}, Viêng Chăn") == [
            (f"Nam Ngum {number}", "Nam Ngum 2"),
            ("Viêng Chăn", "Vientiane"),
        ]

    def test_a_kind_that_is_announced_decides_between_namesakes(self) -> None:
        kinds = [
            m.match.entry.kind for m in TABLE.find("ông Kaysone Phomvihane; thành phố Kaysone Phomvihane")
        ]
        assert kinds == ["person", "place"]

    def test_a_table_of_ones_own(self) -> None:
        entry = Entry("x", "person", (Form("Bountheung Xaysanavong", "latin"),))
        (mention,) = Gazetteer(Table((entry,))).find("Mr Buntheung Saysanavong and Thongloun Sisoulith")
        assert mention.text == "Buntheung Saysanavong"
        assert mention.match.entry is entry
        assert Gazetteer(Table(())).find("Thongloun Sisoulith") == []


class TestPartsOfNames:
    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("Ông Thongloun Sisoulith đến. Đồng chí Thongloun nói", "Thongloun"),
            ("Ông Thongloun Sisoulith đến. Sau đó Sisoulith nói", "Sisoulith"),
            ("Thoong-lun Xi-xu-lít đến. Ông T.Xi-xu-lít nói", "T.Xi-xu-lít"),
            ("Mr Thongloun Sisoulith came. Mr T. Sisoulith said", "T. Sisoulith"),
            ("Đại sứ Xẻng-phết Hùng-bun-nhuông. Ông Xẻng-phết nói", "Xẻng-phết"),
            ("ທ່ານ ທອງລຸນ ສີສຸລິດ. ທ່ານ ທອງລຸນ ກ່າວ", "ທອງລຸນ"),
            ("ທ່ານ ທອງລຸນ ສີສຸລິດ ແລະ ທ່ານ ທອງລຸນ ກ່າວ", "ທອງລຸນ"),
        ],
    )
    def test_after_the_whole_name(self, text: str, part: str) -> None:
        whole, later = TABLE.find(text)
        assert (later.text, later.match.kind) == (part, "partial")
        assert later.match.entry is whole.match.entry

    @pytest.mark.parametrize(
        "text", ["Đồng chí Thongloun nói", "Sau đó Sisoulith nói", "Ông T.Xi-xu-lít nói", "ທ່ານ ທອງລຸນ ກ່າວ"]
    )
    def test_not_before_it(self, text: str) -> None:
        assert TABLE.find(text) == []

    def test_another_initial_is_somebody_else(self) -> None:
        assert surfaces("Ông Thongloun Sisoulith đến. Ông K.Sisoulith nói") == ["Thongloun Sisoulith"]

    def test_texts_do_not_know_of_each_other(self) -> None:
        TABLE.find("Thongloun Sisoulith")
        assert TABLE.find("Đồng chí Thongloun nói") == []


class TestWhatIsLeftAlone:
    @pytest.mark.parametrize(
        "text",
        [
            "https://example.org/Vientiane/Thongloun_Sisoulith",
            "http://vientiane.example.org?q=Luang-Prabang",
            "xem www.Vientiane.example.org nhé",
            "Mail: Thongloun.Sisoulith@example.org",
            "mailto:vientiane@example.org",
            "#Vientiane #LuangPrabang @Thongloun",
            "gõ `Vientiane` hoặc `Thongloun Sisoulith`",
        ],
    )
    def test_addresses_hashtags_and_code(self, text: str) -> None:
        assert TABLE.find(text) == []

    def test_a_name_beside_an_address_is_found(self) -> None:
        assert surfaces("Vientiane (https://example.org/Vientiane), Vientiane") == ["Vientiane", "Vientiane"]

    @pytest.mark.parametrize(
        "text",
        [
            # Vietnamese
            "Ông Nguyễn Văn Xay và bà Lê Thị Kham ở bản Phong Lan",
            "Lò Văn Khăm, Bùi Xuân Phong, Đinh Văn Phon, Hồ Khăm",
            "DANH SÁCH: NGUYỄN VĂN BUN, TRẦN THỊ XAY",
            "Nam Phong, Nam Định, Long An, Long Xuyên, Phong Nha - Kẻ Bàng",
            "Sơn La, Điện Biên, Mường Lát, Mường Thanh, Na Mèo, Sa Pa",
            "Phong trào xây dựng nông thôn mới. Bản làng vui. Khăm phá.",
            # Thai, Khmer and others
            "Somchai Wongsawat, Prayut Chan-o-cha, Srettha Thavisin, Anutin Charnvirakul",
            "Ubon Ratchathani, Nakhon Phanom, Khon Kaen, Udon Thani, Chiang Mai",
            "Hun Sen, Hun Manet, Khieu Samphan, Norodom Sihanouk, Prak Sokhonn, Sam Rainsy",
            "Hun Ma-nét, Nô-rô-đôm Xi-ha-núc, Phnom Penh, Siem Reap",
            "Vladimir Putin, Sergey Lavrov (Xéc-gây La-vrốp), Emmanuel Macron",
            "John Smith, Sam Neill, Donald Trump, Xi Jinping, Wang Yi, Aung San Suu Kyi",
            # the country, its people and language, and plain words
            "Lào, Laos, Lao PDR, nước Lào, tiếng Lào, người Lào, ສປປ ລາວ, ປະຊາຊົນລາວ",
            "May is long. Long ago. Sing a song!",
            "ສະບາຍດີ ທຸກຄົນ",
        ],
    )
    def test_other_names_and_words(self, text: str) -> None:
        assert TABLE.find(text) == []

    @pytest.mark.parametrize("letter", ["ຉ", "ຏ", "\u0e83"])
    def test_any_code_point_among_the_lao_letters(self, letter: str) -> None:
        assert surfaces(f"{letter}, ວຽງຈັນ") == ["ວຽງຈັນ"]

    @pytest.mark.parametrize("text", ["", " ", "\n", "\ufeff", "12", "-", "[[", "😀", "\x00", "\u0e31\u0301"])
    def test_what_has_no_name(self, text: str) -> None:
        assert TABLE.find(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Vientianese", []),
            ("xViêng Chăn", []),
            ("Savannakhetđ", []),
            (unicodedata.normalize("NFD", "Attapeuế"), []),
        ],
    )
    def test_a_name_within_a_word(self, text: str, expected: list[str]) -> None:
        assert surfaces(text) == expected


class TestUnusualText:
    """What should be found and is not yet."""

    def test_a_word_with_an_onset_that_no_name_has(self) -> None:
        assert surfaces("đọc kinh Quran ở Viêng Chăn") == ["Viêng Chăn"]


NAMES = [
    form.text
    for entry in TABLE.entries[::9]
    for form in entry.forms[:3]
    if form.tag is None and len(form.text) > 5
]
FILLER = [
    *(
        "ông",
        "Ông",
        "đồng chí",
        "tỉnh",
        "Province",
        "Mr.",
        "ທ່ານ",
        "ແຂວງ",
        "và",
        "said",
        "Lào",
        "Hà Nội",
        "Nguyễn",
    ),
    *("T.", "K.", "Thongloun", "Sisoulith", "a", "ກ", "ໆ", "໌", "2", "໒", "２", "😀", "\u0301", "\u0323"),
    *("(", ")", "“", "-", "–", "'s", "’", "@", "#", "`", "https://x.org/", "x@y.org"),
]
SEPARATORS = [
    *("", " ", " ", " ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\u200b"),
    *(", ", ". ", ".", "-", " - "),
]
pieces = st.sampled_from(NAMES) | st.sampled_from(FILLER)
mixtures = st.lists(st.tuples(pieces, st.sampled_from(SEPARATORS)), max_size=10).map(
    lambda parts: "".join(piece + separator for piece, separator in parts)
)
texts = st.text(max_size=60)


class TestAnyText:
    @given(mixtures | texts)
    def test_mentions_stand_in_order_and_apart(self, text: str) -> None:
        assert_in_order_and_apart(text, TABLE.find(text))

    @given(mixtures)
    def test_scores_and_forms_are_those_of_the_entry(self, text: str) -> None:
        for mention in TABLE.find(text):
            assert 50 <= mention.match.score <= 100
            assert mention.match.form in mention.match.entry.forms
            assert mention.match.explain()

    @given(mixtures, st.sampled_from(NAMES))
    def test_a_name_on_a_paragraph_of_its_own_does_not_touch_what_stands_before(
        self, text: str, name: str
    ) -> None:
        before = TABLE.find(text)
        assert TABLE.find(f"{text}\n\n{name}\n")[: len(before)] == before

    @given(mixtures)
    def test_composed_and_decomposed_texts_have_the_same_mentions(self, text: str) -> None:
        composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
        assert ids(composed) == ids(decomposed)

    @given(mixtures)
    def test_what_was_read_before_does_not_matter(self, text: str) -> None:
        again = Gazetteer(Table(TABLE.entries[::60]))
        first = again.find(text)
        again.find("Thongloun Sisoulith. " + text[::-1])
        assert again.find(text) == first


def test_threads_may_share_a_table() -> None:
    marked = [read_marked(path) for path in TEXTS[5:8]]
    fresh = Gazetteer(Table(TABLE.entries, TABLE.sources))
    barrier = threading.Barrier(2)

    def work() -> list[list[Mention]]:
        barrier.wait()
        return [fresh.find(text.text) for text in marked]

    with ThreadPoolExecutor(2) as pool:
        results = [pool.submit(work) for _ in range(2)]
        assert all(result.result() == [text.mentions for text in marked] for result in results)


def test_a_table_may_be_small_or_empty() -> None:
    entry = Entry("a", "person", (Form("Thongloun Sisoulith", "latin", None, ()),))
    text = "Ông Thongloun Sisoulith, 5 (a)."
    assert [mention.text for mention in Gazetteer(Table((entry,), {})).find(text)] == ["Thongloun Sisoulith"]
    assert Gazetteer(Table((), {})).find(text) == []


@pytest.mark.parametrize(
    ("text", "meant", "others"),
    [
        ("thành phố Kaysone Phomvihane", "kaysone-phomvihane-city", []),
        ("thành phố Cay-xỏn Phôm-vi-hản", "kaysone-phomvihane-city", []),
        ("Chủ tịch Kaysone Phomvihane", "kaysone-phomvihane", []),
        ("bảo tàng mang tên Kaysone Phomvihane", "kaysone-phomvihane", ["kaysone-phomvihane-city"]),
        ("huyện Anouvong", "anouvong-district", []),
        ("vua Anouvong", "anouvong", []),
        ("Thongloun Sisoulith", "thongloun-sisoulith", []),
    ],
)
def test_a_name_that_two_entries_share_is_told_apart_by_its_context_or_reported_as_ambiguous(
    text: str, meant: str, others: list[str]
) -> None:
    (mention,) = TABLE.find(text)
    assert mention.match.entry.id == meant
    assert [other.entry.id for other in mention.others] == others


def test_modules_do_not_hide_functions_of_the_package() -> None:
    for module in pkgutil.walk_packages(tenlao.__path__, "tenlao."):
        importlib.import_module(module.name)
    assert [name for name in tenlao.__all__ if inspect.ismodule(getattr(tenlao, name))] == []
    assert tenlao.find("Viêng Chăn") == TABLE.find("Viêng Chăn")
    assert tenlao.annotate("ở Vientiane.") == TABLE.annotate("ở Vientiane.")


@pytest.mark.parametrize(
    "text",
    [
        # read as renderings, these would be names that nobody has
        "Ông Khamdaeng Thipmountaly, ông Oudone Souvannavong và ông Khampheui Vannachit ở Lào.",
        "Ông Khamphong Sisavath nói.",  # not Souvanna Khamphong, whom titles name by half
        "Khamsing Souphanouvong đến.",  # a family name, not the prince
        "Ông Sam Vignaket đến.",  # not Nam Vinhaket without the Nam of places
        "Ouane Mahasay: tôi học tiếng Việt.",  # not the district of Mahaxay
        "ທ່ານ ພູວົງ ວົງທອງຄຳ ເຂົ້າຮ່ວມ",  # not the district of Phouvong
        "ຢູ່ ປະເທດລາວ",  # the country, not the party that is named after it
        "Phó Bí thư Tỉnh ủy",  # not Phu Bia
        "Ông Khamsing kể.",  # not the one who is known as Khăm Sinh
        "Bác Ủn-khăm sửa xe máy ngay đầu ngõ.",  # not the king
        "Hôm qua Phô-xay gọi điện cho mẹ.",  # not Wat Pho Xai: given names that people have
        "Nhờ Singthong chỉ đường, chúng tôi về kịp.",
        "Lào: bản Xay, làng Kasi, Viengkham village, the village of Phonxay and Ban Phonxay",  # not the districts
        "ລາວ: ບ້ານ ໂພນໄຊ ແລະ ບ້ານ ໂພນສະອາດ",
        "Selon le ministre, le Laos construira la route.",  # not Se Ron
    ],
)
def test_strangers_and_words_are_no_mentions(text: str) -> None:
    assert found(text) == []


def test_members_of_a_body_are_named_after_it() -> None:
    assert found("các chiến sĩ Pathết Lào vượt sông") == [("Pathết Lào", "Pathet Lao")]


def test_a_title_joined_to_a_name_in_lao_script_is_no_part_of_it() -> None:
    assert found("ລາວ: ເຈົ້າຟ້າງຸ່ມ ແລະ ພຣະເຈົ້າສັກກະຣິນ ຢູ່ ເມືອງງອຍ") == [
        ("ຟ້າງຸ່ມ", "Fa Ngum"),
        ("ສັກກະຣິນ", "Zakarine"),
        ("ງອຍ", "Ngoi"),
    ]


def test_an_abbreviated_title_of_two_letters_announces_a_given_name() -> None:
    text = "Ambassador Alounkeo Kittikhoun is in Laos. H.E. Alounkeo agreed."
    assert [name for name, _ in found(text)] == ["Alounkeo Kittikhoun", "Alounkeo"]
    assert TABLE.unlisted(text) == []


def test_a_town_is_named_after_the_word_for_its_district() -> None:
    assert found("trú tại huyện Xay, tỉnh U Đôm Xay (Lào)") == [("Xay", "Xay"), ("U Đôm Xay", "Oudomxay")]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f"])
@pytest.mark.parametrize(
    "text", ["À Thakhèk, au Laos, il pleut", "Phó Bí thư tỉnh Sa La Van của Lào", "Từ Pắc Sế đi Viêng Chăn"]
)
def test_a_blank_at_which_no_line_is_broken_is_a_blank(text: str, blank: str) -> None:
    found = TABLE.find(text.replace(" ", blank))
    assert [(m.start, m.end, m.match) for m in found] == [(m.start, m.end, m.match) for m in TABLE.find(text)]
    assert found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saleumxay Kommasith đến Huế.\n\nÔNG SALEUMXAY THĂM CHÙA", ["saleumxay-kommasith"] * 2),
        ("Khamtay Siphandone ốm.\n\nÔNG KHAMTAY NÓI", ["khamtay-siphandone"] * 2),
        ("Saleumxay Kommasith đến Huế.\n\nMR SALEUMXAY VONGSA SAID", ["saleumxay-kommasith"]),
        ("LÀO: QUÂN CỦA VÀNG PAO RÚT VỀ", ["vang-pao"]),
    ],
)
def test_a_name_in_capitals_among_words_in_capitals(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ເຂື່ອນໄຟຟ້ານ້ຳເທີນ 2 ແຂວງຄຳມ່ວນ", [("ນ້ຳເທີນ 2", "nam-theun-2"), ("ຄຳມ່ວນ", "khammouane")]),
        ("ເຂື່ອນນ້ຳງື່ມ 7 ແລະ ນ້ຳເທີນ 9, ສປປ ລາວ", []),
        ("ນ້ຳເທີນ 3 ກິໂລແມັດ, ສປປ ລາວ", [("ນ້ຳເທີນ", "nam-theun")]),
        ("ສູນ ນໍ້າແອດ-ພູເລີຍ", [("ນໍ້າແອດ-ພູເລີຍ", "nam-et-phou-louey")]),
    ],
)
def test_in_lao_script_a_number_or_a_hyphen_may_be_part_of_a_name(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(m.text, m.match.entry.id) for m in TABLE.find(text)] == expected


@pytest.mark.parametrize("word", ["Later", "However", "Khi", "Với", "Pendant que"])
def test_a_given_name_after_the_word_that_opens_a_sentence(word: str) -> None:
    text = f"Alounxai Sounnalath came to Laos. {word} Alounxai spoke. Mr Later Alounxai Vongsa did not."
    assert surfaces(text) == ["Alounxai Sounnalath", "Alounxai"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuyến Sa-la-van – Xiêng Khoáng của Lào", ["Sa-la-van", "Xiêng Khoáng"]),
        ("đường Phông Sa Ly-Thà Khẹc, Lào", ["Phông Sa Ly", "Thà Khẹc"]),
        ("Ở Lào, Lý-Long-Tường", []),
    ],
)
def test_names_among_hyphens(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9/ gần đó có don det ngủ võng. pakse - don khong 3 tiếng", ["don det", "pakse", "don khong"]),
        ("hoa hậu lào payengxa lor xinh hơn", ["payengxa lor"]),
        (
            "bác thongloun sisoulith thăm lào, bác thongloun hiền lắm",
            ["thongloun sisoulith", "thongloun"],
        ),
        ("thongloun ơi, bác thongloun sisoulith thăm lào @thongloun", ["thongloun sisoulith"]),
        (f"bác thongloun sisoulith thăm lào, {'vui ' * 500} bác thongloun", ["thongloun sisoulith"]),
        ("gap bac sonesay siphandon o pakse, lao", ["sonesay siphandon", "pakse"]),
        ("hom qua cay-xon phom-vi-han va xuphanuvong o lao", ["cay-xon phom-vi-han", "xuphanuvong"]),
        ("di vientiane, louang prabang, muang ngoi", ["vientiane", "louang prabang", "muang ngoi"]),
        ("everybody went tubing down the nam xong, great fun in Laos", ["nam xong"]),
        ("đi lào bằng lao airlines, đọc vientiane times", ["lao airlines", "vientiane times"]),
        ("thac khon pha pheng o lao dep", ["khon pha pheng"]),
        (
            "bác xỏn xay xỉ phăn đon thăm nậm u ở lào, bác xỏn xay hiền",
            ["xỏn xay xỉ phăn đon", "nậm u", "xỏn xay"],
        ),
        ("là lại bạn đồng chí công thăm tình ở lào", []),
        ("di vientiane, vang vieng roi kasi, boten xe no", ["vientiane", "vang vieng", "kasi", "boten"]),
        ("Ở Lào có hội (vui)\nđi gặp sonesay\u00a0siphandon", ["sonesay\u00a0siphandon"]),
    ],
)
def test_posts_in_small_letters(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Table (MW)\nXe Katam; Champasak; 81\nPak Beng; Oudomxay; 912\nSelabam; Champasak; 5", "dam"),
        ("Xe Katam và Selabam cấp điện cho Lào. Còn Pak Beng thì chậm.", "dam"),
        ("Selabam cấp điện cho Lào. Còn Pak Beng thì chậm.", "district"),
        ("Xe Katam và Selabam cấp điện cho Lào. Chợ ở Pak Beng đông.", "district"),
    ],
)
def test_among_dams_a_name_is_of_the_dam(text: str, expected: str) -> None:
    (mention,) = [mention for mention in TABLE.find(text) if mention.text == "Pak Beng"]
    assert mention.match.entry.type == expected


def test_a_royal_title_tells_that_a_name_is_not_the_part_of_the_one_before() -> None:
    text = "Boun Oum Syvanpheng of Laos spoke. He is no relation of Prince Boun Oum."
    assert ids(text) == ["boun-oum-syvanpheng", "boun-oum"]


def test_who_is_called_in_hyphens_has_no_place_for_a_family_name() -> None:
    assert surfaces("Phía Lào có Thượng tá Xổm-nức Thạ-na-khăm.") == []


def test_a_text_that_is_asked_for_twice_has_the_same_mentions() -> None:
    text = "Ông Sonexay Siphandone ở Viêng Chăn."
    TABLE.find(text).clear()
    assert surfaces(text) == ["Sonexay Siphandone", "Viêng Chăn"]


def test_a_province_of_a_neighbour_has_no_place_of_laos_in_it() -> None:
    text = "Hai bên cùng Thống đốc Nakhon Phanom Wanchai Chanphen (Thái Lan) và Lào"
    assert surfaces(text) == []


def test_nobody_is_called_by_one_syllable_of_two() -> None:
    assert surfaces("Boun Oum ở Lào, Mr Bun, Hoàng thân Boun Oum") == ["Boun Oum", "Boun Oum"]


def test_an_initial_tells_which_of_a_family_is_meant() -> None:
    text = "Chủ tịch nước Lào Thongloun Sisoulith và bà Naly Sisoulith. Xe: T. Sisoulith, N. Sisoulith, K. Sisoulith."
    assert ids(text)[2:] == ["thongloun-sisoulith", "naly-sisoulith"]


def test_an_initial_that_two_of_a_family_have_tells_nothing() -> None:
    text = "Ở Lào có Viengthong Siphandone, Vandara Siphandone, Sonexay Siphandone. "
    text += "V. Siphandone, S. Siphandone vắng."
    assert ids(text)[3:] == ["sonexay-siphandone"]


def test_posts_are_read_alike_without_the_compiled_search() -> None:
    text = "gap bac sonesay siphandon o pakse, lao; di lao airlines ve muang sui, boten, nậm u"
    script = f"import tenlao; print([m.text for m in tenlao.load().find({text!r})])"
    environment = {**os.environ, CHOICE: "plain", "PYTHONIOENCODING": "utf-8"}
    found = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert found.stdout.strip() == str(surfaces(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ tịch Cay xỏn Phôm vi hản sang thăm", ["Cay xỏn Phôm vi hản"]),
        ("báo viết Khăm ma ny In thi rát.", ["Khăm ma ny In thi rát"]),
        ("Danh sách đại biểu Xay nha bu ly đâu", ["Xay nha bu ly"]),
        ("Sa va nên không đi", []),
    ],
)
def test_capitals_only_where_components_begin(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_an_office_in_one_cell_and_a_place_in_the_next() -> None:
    row = "2\tXẳn Ti Phạp Phôm Vi Hản\tBộ trưởng\tViêng Chăn\t"
    assert surfaces(row) == ["Xẳn Ti Phạp Phôm Vi Hản", "Viêng Chăn"]
    assert surfaces("Thủ tướng\tSonexay\tnam") == ["Sonexay"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phu Bia Mining Limited khai thác ở Lào", "phu-bia-mining"),
        ("Vannasin magazine, a Lao monthly", "vannasine"),
        ("les troupes du Pathet-Lao", "pathet-lao"),
        ("Bounkhong, last viceroy, was the father of princes.", "bounkhong"),
    ],
)
def test_what_stands_after_a_name_tells_what_it_is(text: str, expected: str) -> None:
    assert ids(text) == [expected]


def test_a_word_that_opens_a_question_is_no_part_of_a_name() -> None:
    text = "Saleumxay Kommasith stays. Is Saleumxay in power? Ask Saleumxay."
    assert surfaces(text) == ["Saleumxay Kommasith", "Saleumxay", "Saleumxay"]


def test_in_a_chat_each_line_is_a_post_after_who_speaks() -> None:
    lines = ["[20:01] Hà: bác sonesay siphandon ở pakse, lào", "Tú Lệ: đi sa va na khệt", "Bích: Dạ"]
    assert surfaces("\n".join(lines)) == ["sonesay siphandon", "pakse", "sa va na khệt"]


def test_a_province_in_four_syllables_is_none_of_viet_nam() -> None:
    assert ids("chở 20 bánh heroin từ Bò Lị Khăm Xay về Nghệ An") == ["bolikhamxai"]


def test_a_given_name_in_a_row_with_another_needs_no_title() -> None:
    text = "Ở Lào có Pany Yathotou và Sisay Leudethmounsone. Hôm nay Pany và Sisay trồng cây. Còn Sisay vui."
    assert surfaces(text) == ["Pany Yathotou", "Sisay Leudethmounsone", "Pany", "Sisay"]


def test_a_province_after_a_title_is_not_the_family_of_its_prince() -> None:
    assert ids("Ở Lào có Boun Oum na Champassak, ông hoàng Champasak.") == ["boun-oum"]


def test_a_letter_after_one_with_a_mark_of_its_own_is_no_initial() -> None:
    text = unicodedata.normalize("NFD", "puis Thakhèk. À Savannakhèt, le docteur")
    assert ids(text) == ["thakhek", "savannakhet"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Xé Bang Fai, rivière du Laos", ["xe-bang-fai"]),
        ("ຢູ່ເດີ່ນບິນວັດໄຕ ປະເທດລາວ", ["wattay"]),
        ("ຮ້ອຍເອກ ກອງແລ ຢູ່ລາວ", ["kong-le"]),
    ],
)
def test_articles_and_generic_words_before_a_name(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_among_several_of_royal_houses_a_king_needs_no_title() -> None:
    text = "Modern line: Oun Kham, Zakarine, Sisavang Vong; crown prince Vong Savang."
    assert surfaces(text)[0] == "Oun Kham"
    assert surfaces("Oun Kham sold rice in Pakse.") == ["Pakse"]


def test_in_a_chat_names_are_found_once_whatever_stands_in_other_lines() -> None:
    text = "Hà: gặp bác thongloun sisoulith ở lào\nCó Cay xỏn Phôm vi hản"
    assert surfaces(text) == ["thongloun sisoulith", "Cay xỏn Phôm vi hản"]


def test_a_part_of_a_name_with_few_capitals_is_not_also_a_part_of_a_place() -> None:
    assert ids("Chủ tịch Kaysone phomvihane thăm Lào") == ["kaysone-phomvihane"]


def test_a_generic_word_may_be_the_beginning_of_the_name() -> None:
    assert found("Họ ở Houay Xay, Lào.") == [("Houay Xay", "Huoixai")]
    assert found("Họ ở Muong Xay, Lào.") == [("Muong Xay", "Xay")]


def test_three_syllables_printed_so_are_a_place_of_laos_without_their_capitals() -> None:
    assert found("Họ lên cao nguyên Bô la vên của Lào.") == [("Bô la vên", "Bolaven")]
    assert not found("Họ lên cao nguyên Bô lu vên của Lào.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Poste de Houei Sai, au Laos", [("Houei Sai", "Huoixai")]),
        ("Ở Lào: đọc truyện Pakian Viravong hay", [("Pakian Viravong", "Pakian Viravongs")]),
        ("Ở Lào: mật ong Phonsavan, lụa", [("Phonsavan", "Phonsavan")]),
        ("Ở Lào: trường DTNT Xamneua; xong", [("Xamneua", "Xamneua")]),
        (
            "7,Bouavanh Thammavong,Vientiane Prov.,VII",
            [("Bouavanh Thammavong", "Bouavanh Thammavong"), ("Vientiane", "Vientiane")],
        ),
        ("Chủ tịch; Suối Phết Thoong Xổm, Chủ tịch Hội", [("Suối Phết Thoong Xổm", None)]),
        (
            "Luang Namtha – Sing – Long",
            [("Luang Namtha", "Luang Namtha"), ("Sing", "Sing"), ("Long", "Long")],
        ),
    ],
)
def test_what_stands_beside_a_name_and_in_it_may_be_of_many_kinds(
    text: str, names: list[tuple[str, str | None]]
) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Bangkok – Nan – Chiang Rai, không qua Lào",
        "Xe tới Hoàng Long, Lào.",
        "Phía Việt Nam ở Lào: Lê Quốc Minh, Hà Xay Phong (dàn trang)",
        "Lào: Hà Nội - Nga",
        "Ở Lào có người kể về Mường Ngòi Hòa Bình.",
        "Lào: Moong Văn Xay (dân tộc Khơ Mú, bản Na Lượng)",
    ],
)
def test_what_is_in_another_country_or_any_village_is_none_of_ours(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Năm 1953, đánh trận đầu tiên ở Xốp Hảo, Bắc Lào", ["Xốp Hảo"]),
        (
            "In Laos, villagers at Na Muong and in Xam Che cluster got risk education.",
            ["Na Muong", "Xam Che"],
        ),
        ("Ở huyện Kham (ຄຳ) của Lào, ຄຳ ໃໝ່", ["Kham", "ຄຳ"]),
        ("| Tỉnh | Huyện |\n|---|---|\n| Oudomxay | Beng |", ["Oudomxay", "Beng"]),
        ("Lào. Ngày 6. Bay Pakse: Wat Phou", ["Pakse", "Wat Phou"]),
    ],
)
def test_words_around_a_place_say_that_it_is_of_laos(text: str, names: list[str]) -> None:
    assert surfaces(text) == names


def test_the_letters_of_two_answers_to_a_question_are_no_part_of_names() -> None:
    assert surfaces("Hồ Nong Fa của Lào thuộc: A. Ắt-ta-pư B. Xékong") == ["Nong Fa", "Ắt-ta-pư", "Xékong"]

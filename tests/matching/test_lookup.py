"""Matching names with entries: attested spellings, variants, parts of names, scores, and names of nobody."""

import threading
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tenlao
from bench.evaluation import read_json_lines, read_trials, without
from tenlao import Entry, Form, Gazetteer, Table
from tenlao.matching.score import Match

GOLD = Path(__file__).parents[1] / "gold"
TABLE = tenlao.load()


def best(name: str) -> Match:
    return TABLE.lookup(name, limit=1)[0]


def id_of(name: str) -> str | None:
    match = TABLE.resolve(name)
    return None if match is None else match.entry.id


def person(id: str, *names: str) -> Entry:
    return Entry(id, "person", tuple(Form(name, "latin") for name in names))


def nobodys(name: str) -> Gazetteer:
    """The table without whoever is called so."""
    return without(TABLE, {e.id for e in TABLE.entries if any(form.text == name for form in e.forms)})


CHANGES: list[Callable[[str], str]] = [
    str.upper,
    str.lower,
    str.title,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("-", " "),
    lambda text: text.replace("-", ""),
    lambda text: text.replace("-", " – "),
    lambda text: text.replace("-", "\u2011"),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\n"),
    lambda text: f" {text}\t",
    lambda text: "\u200b".join(text.split(" ")),
]


class TestAttestedSpellings:
    def test_each_is_exact(self) -> None:
        for entry in TABLE.entries:
            for form in entry.forms:
                exact = [match for match in TABLE.lookup(form.text) if match.kind == "exact"]
                assert entry.id in [match.entry.id for match in exact], form
                assert {match.score for match in exact} == {100.0}

    @pytest.mark.parametrize("number", range(len(CHANGES)))
    def test_capitals_breaks_and_composition_do_not_matter(self, number: int) -> None:
        for entry in TABLE.entries[number :: len(CHANGES)]:
            for form in entry.forms:
                matches = TABLE.lookup(CHANGES[number](form.text))
                assert (matches[0].kind, matches[0].score) == ("exact", 100.0), form
                assert entry.id in [match.entry.id for match in matches if match.kind == "exact"], form

    @pytest.mark.parametrize(
        "name",
        ["Phoxay Khaykhamphithoune", "Phô-xay Khảy-khăm-phi-thun", "ໂພໄຊ ໄຂຄຳພິທູນ", "phôxay khảykhămphithun"],
    )
    def test_one_person_in_three_writings(self, name: str) -> None:
        match = best(name)
        assert (match.entry.latin, match.kind, match.score) == ("Phoxay Khaykhamphithoune", "exact", 100.0)

    def test_a_name_that_two_entries_share_gives_both_and_the_person_first(self) -> None:
        matches = [match for match in TABLE.lookup("Kaysone Phomvihane") if match.kind == "exact"]
        assert [match.entry.kind for match in matches] == ["person", "place"]
        assert id_of("Kaysone Phomvihane") == "kaysone-phomvihane"

    @pytest.mark.parametrize(
        ("name", "latin"),
        [
            ("đồng chí Thongloun Sisoulith", "Thongloun Sisoulith"),
            ("Mr. Thongloun Sisoulith", "Thongloun Sisoulith"),
            ("Thủ đô Viêng Chăn", "Vientiane"),
            ("Vientiane Capital", "Vientiane"),
            ("ທ່ານ ທອງລຸນ ສີສຸລິດ", "Thongloun Sisoulith"),
            ("ເມືອງປາກເຊ", "Pakse"),
        ],
    )
    def test_titles_and_generic_words_may_stand_around_them(self, name: str, latin: str) -> None:
        match = TABLE.resolve(name)
        assert match is not None
        assert match.entry.latin == latin


@pytest.mark.parametrize("word", [f"Smaa{'avon' * 60}Nễăn", f"{'D' * 200}L{'D' * 30}"])
def test_a_word_less_probable_than_any_number_is_nobodys_name(word: str) -> None:
    assert TABLE.resolve(f"{word} KhmaphanPheuyavong") is None
    (mention,) = TABLE.find(f"{word} KhmaphanPheuyavong ở Lào")
    assert mention.text == "KhmaphanPheuyavong"


class TestVariants:
    @pytest.mark.parametrize(
        ("name", "latin"),
        [
            ("Phosay Khaikhamphithoun", "Phoxay Khaykhamphithoune"),
            ("Phôsay Khảykhămphithun", "Phoxay Khaykhamphithoune"),
            ("Thonglun Sisulit", "Thongloun Sisoulith"),
            ("Thoonglun Sisulith", "Thongloun Sisoulith"),
            ("Thong Lun Xi Su Lit", "Thongloun Sisoulith"),
            ("Sonesay Sipandone", "Sonexay Siphandone"),
            ("Savannaketh", "Savannakhet"),
            ("Xiangkuang", "Xieng Khouang"),
        ],
    )
    def test_other_spellings_of_the_sound_are_found(self, name: str, latin: str) -> None:
        match = TABLE.resolve(name)
        assert match is not None
        assert match.entry.latin == latin
        assert match.kind == "variant"
        assert 50 <= match.score < 100

    def test_the_nearer_spelling_scores_higher(self) -> None:
        given_names = ("Phoxay", "Phosai", "Posai", "Bosai")
        names = [f"{given_name} Khaikhamphithun" for given_name in given_names]
        scores = [TABLE.lookup(name)[0].score for name in names]
        assert scores[0] == scores[1] > scores[2] > scores[3]

    def test_the_form_that_sounds_the_same_is_the_one_that_matches(self) -> None:
        assert "sounds the same" in best("Thonglun Xixulit").explain()

    def test_a_rival_takes_a_share_of_the_score(self) -> None:
        alone = Gazetteer(Table((person("a", "Boualane Silipanya"),)))
        with_rival = Gazetteer(Table((*alone.entries, person("b", "Boualone Silipanya"))))
        name = "Boualan Silipanya"
        assert with_rival.lookup(name)[0].entry.id == alone.lookup(name)[0].entry.id == "a"
        assert with_rival.lookup(name)[0].score < alone.lookup(name)[0].score


class TestGold:
    def test_attested_spellings_that_the_table_lacks_are_found(self) -> None:
        ids = defaultdict(set)
        for entry in TABLE.entries:
            for form in entry.forms:
                ids[form.text].add(entry.id)
        queries = list(read_json_lines(GOLD / "resolve.jsonl"))
        wrong = [
            q["query"]
            for q in queries
            if not ids[q["is"]].intersection(m.entry.id for m in TABLE.lookup(q["query"], limit=1))
        ]
        assert len(queries) >= 80
        assert len(wrong) <= 0.03 * len(queries), wrong

    def test_most_of_them_clear_the_threshold(self) -> None:
        queries = list(read_json_lines(GOLD / "resolve.jsonl"))
        refused = [q["query"] for q in queries if TABLE.resolve(q["query"]) is None]
        assert len(refused) <= 0.1 * len(queries), refused

    @pytest.mark.parametrize("kind", ["real", "recombined"])
    def test_names_of_nobody_in_the_table_are_refused(self, kind: str) -> None:
        _, unknown = read_trials(GOLD, TABLE)
        queries = [query.text for query in unknown.queries if query.set == kind]
        accepted = [query for query in queries if unknown.gazetteer.resolve(query)]
        assert len(queries) >= 100
        assert len(accepted) <= 0.02 * len(queries), accepted


class TestPartsOfNames:
    @pytest.mark.parametrize(
        ("name", "latin"),
        [
            ("Saleumxay", "Saleumxay Kommasith"),
            ("Xa-lởm-xay", "Saleumxay Kommasith"),
            ("ທອງລຸນ", "Thongloun Sisoulith"),
            ("Hungbungnuang", "Sengphet Houngboungnuang"),
            ("đồng chí Saleumxay", "Saleumxay Kommasith"),
            ("P. Khaykhamphithoune", "Phoxay Khaykhamphithoune"),
            ("P.Khảy-khăm-phi-thun", "Phoxay Khaykhamphithoune"),
        ],
    )
    def test_a_component_or_an_initial_and_the_last_one(self, name: str, latin: str) -> None:
        match = best(name)
        assert (match.entry.latin, match.kind) == (latin, "partial")
        assert 0 < match.score < 100

    def test_a_component_alone_is_too_little_to_be_resolved(self) -> None:
        assert TABLE.resolve("Saleumxay") is None

    def test_an_initial_makes_it_likelier(self) -> None:
        assert best("P. Khaykhamphithoune").score > best("Khaykhamphithoune").score

    def test_another_initial_names_another(self) -> None:
        assert best("K. Khaykhamphithoune").entry.latin == "Kikeo Khaykhamphithoune"
        assert not [m for m in TABLE.lookup("D. Khaykhamphithoune") if m.kind == "partial"]

    def test_those_who_share_a_component_share_the_score(self) -> None:
        one = Gazetteer(Table((person("a", "Phoxay Sayasone"),)))
        two = Gazetteer(Table((*one.entries, person("b", "Phoxay Sounthakith"))))
        (alone,) = one.lookup("Phoxay")
        shared = two.lookup("Phoxay")
        assert {match.entry.id for match in shared} == {"a", "b"}
        assert shared[0].score == shared[1].score < alone.score


class TestResults:
    NAMES = (
        "Phosay",
        "Siphandone",
        "Thonglun Sisulit",
        "Vientiane",
        "viang chan",
        "Anouvong",
        "Kham",
        "Nam Ngum 2",
    )

    @pytest.mark.parametrize("name", NAMES)
    def test_best_first_each_entry_once(self, name: str) -> None:
        matches = TABLE.lookup(name, limit=50)
        assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
        assert len({m.entry.id for m in matches}) == len(matches) > 0

    @pytest.mark.parametrize("name", NAMES)
    def test_scores_and_kinds_agree(self, name: str) -> None:
        for match in TABLE.lookup(name, limit=50):
            assert 0 <= match.score <= 100
            assert (match.kind == "exact") == (match.score == 100)
            assert match.form in match.entry.forms

    @pytest.mark.parametrize("name", NAMES)
    def test_a_limit_cuts_the_list_off(self, name: str) -> None:
        matches = TABLE.lookup(name, limit=50)
        for limit in range(1, 5):
            assert TABLE.lookup(name, limit=limit) == matches[:limit]
        assert TABLE.lookup(name) == matches[:5]

    @pytest.mark.parametrize("limit", [0, -1])
    def test_a_limit_below_one_is_refused(self, limit: int) -> None:
        with pytest.raises(ValueError, match="limit must be at least 1"):
            TABLE.lookup("Thongloun Sisoulith", limit=limit)

    @pytest.mark.parametrize("name", NAMES)
    def test_an_explanation_names_the_form(self, name: str) -> None:
        for match in TABLE.lookup(name, limit=50):
            assert f'"{match.form.text}"' in match.explain()

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("Savannaket", 'in "Savannakhet", k for kʰ (2); distance 2 '),
            ("Asavannakhet", 'in "Savannakhet", a too much (3); distance 3 '),
            ("Thongloun Sisouli", '"Thongloun" sounds the same; in "Sisoulith", t missing (5); distance 5 '),
            (
                "Thongloun Nhot Sisoulith",
                '"Sisoulith" sounds the same; not taken word by word as it stands (5); distance 5 ',
            ),
            ("Mr Thonglun Xixulit", '"Sisoulith" sounds the same; distance 0.5 '),
            ("Louangpphrabangg", "k too much (5); distance 5 "),
        ],
    )
    def test_an_explanation_says_what_differs(self, name: str, said: str) -> None:
        assert said in best(name).explain()

    def test_an_explanation_of_an_attested_spelling_says_so(self) -> None:
        assert "attested" in best("Thongloun Sisoulith").explain()

    def test_an_explanation_compares_a_part_with_the_part(self) -> None:
        assert 'compared with a part of "Saleumxay Kommasith": ' in best("Saleumxay").explain()
        assert "sounds the same; distance 0 " in best("Saleumxay").explain()

    def test_an_explanation_names_a_rival(self) -> None:
        table = Gazetteer(Table((person("a", "Boualane Silipanya"), person("b", "Boualine Silipanya"))))
        first, second = table.lookup("Boualene Silipanya")
        assert first.score == second.score
        assert first.explain().endswith("; Boualine Silipanya is near, too")
        assert "near" not in second.explain()

    def test_results_are_immutable_and_belong_to_the_caller(self) -> None:
        matches = TABLE.lookup("Thongloun Sisoulith")
        with pytest.raises(AttributeError):
            matches[0].score = 1.0  # type: ignore[misc]
        matches.clear()
        assert TABLE.lookup("Thongloun Sisoulith")

    def test_the_module_and_the_table_give_the_same(self) -> None:
        for name in self.NAMES:
            assert tenlao.lookup(name) == TABLE.lookup(name)
            assert tenlao.resolve(name) == TABLE.resolve(name)

    def test_resolving_gives_the_first_match_if_it_clears_the_threshold(self) -> None:
        first = best("Phosay Khaikhamphithoun")
        assert TABLE.resolve("Phosay Khaikhamphithoun", threshold=first.score) == first
        assert TABLE.resolve("Phosay Khaikhamphithoun", threshold=first.score + 0.1) is None


class TestNamesOfNobody:
    def test_an_office_of_the_country_is_nobodys_name(self) -> None:
        assert TABLE.lookup("Thủ tướng Lào") == []
        assert [match.entry.type for match in TABLE.lookup("người Lào", limit=1)] == ["ethnic group"]

    def test_a_generic_word_says_what_is_not_meant_wherever_it_stands(self) -> None:
        assert TABLE.lookup("bản Kasi") == TABLE.lookup("Kasi village") == []
        assert TABLE.lookup("Boten district")[0].entry.type == "district"

    @pytest.mark.parametrize(
        "name", ["Mekong", "Mê Kông", "sông Mê Công", "Mê-kông", "the Mekong", "Nậm Càn"]
    )
    def test_what_merely_sounds_like_a_place_in_laos_is_nobodys_name(self, name: str) -> None:
        assert TABLE.lookup(name) == []

    @pytest.mark.parametrize(
        "name", ["", " ", "-", "...", "12", "!!!", "한국", "\u0e31", "ໆ", "\u200b", "\ufeff"]
    )
    def test_what_is_no_name_gives_nothing(self, name: str) -> None:
        assert TABLE.resolve(name) is None

    @pytest.mark.parametrize(
        "name",
        [
            "Nguyễn Văn Xay",
            "Lò Văn Khăm",
            "Bùi Xuân Phong",
            "Nguyễn Phú Trọng",
            "Somchai Wongsawat",
            "Hun Manet",
            "Norodom Sihanouk",
            "Vladimir Putin",
            "Xéc-gây La-vrốp",
            "John Smith",
            "Xi Jinping",
            "Ubon Ratchathani",
            "Phnom Penh",
        ],
    )
    def test_names_of_others_are_refused(self, name: str) -> None:
        assert TABLE.resolve(name) is None

    @pytest.mark.parametrize(
        "name",
        ["Mangkra Souvanna Phouma", "Boun Oum Syvanpheng", "Nouphet Dao Heuang", "Viêng Thoong Si-phăn-đon"],
    )
    def test_with_another_given_or_family_name_it_is_somebody_else(self, name: str) -> None:
        assert nobodys(name).resolve(name) is None

    def test_a_whole_name_in_one_word_is_parted_as_the_name_is(self) -> None:
        assert TABLE.resolve("Souvanna-Phouma") is not None
        assert nobodys("Souvanna Phomma").resolve("Souvanna Phomma") is None

    @pytest.mark.parametrize("name", ["Khăm Phăn", "Khăm Bủa", "Khăm Pao"])
    def test_a_given_name_that_many_have_is_nobodys_in_two_syllables_either(self, name: str) -> None:
        assert TABLE.lookup(name)[0].score == 100
        assert TABLE.resolve(name) is None

    @pytest.mark.parametrize("name", ["Khăm Phết Thíp Mun Ta Ly", "Xay Nha Xắc Kẹo Vi Xỏn"])
    def test_a_relative_in_syllables_is_somebody_else(self, name: str) -> None:
        """They are cut as the name that is known is, and judged as given and family name."""
        assert nobodys(name).resolve(name) is None

    def test_a_title_makes_no_other_given_name_anybodys(self) -> None:
        assert nobodys("Chao Khampong").resolve("Chao Khampong") is None

    @pytest.mark.parametrize(
        "known",
        [
            Form("Bounheuang Sisouphanh", "latin"),
            Form("Bun-hương Xỉ-xu-phăn", "vietnamese"),
            Form("ບຸນເຮືອງ ສີສຸພັນ", "lao"),
        ],
    )
    @pytest.mark.parametrize("name", ["Bounhueang Sisouphan", "ບຸນເຮືອງ ສີສຸພັນ", "Bun-hương Xỉ-xu-phăn"])
    def test_n_and_h_may_be_two_letters_or_one(self, known: Form, name: str) -> None:
        entry = Entry("x", "person", (known,))
        match = Gazetteer(Table((*TABLE.entries, entry))).resolve(name)
        assert match is not None
        assert match.entry == entry

    def test_an_empty_table_knows_nobody(self) -> None:
        assert Gazetteer(Table(())).lookup("Thongloun Sisoulith") == []
        assert Gazetteer(Table(())).resolve("Thongloun Sisoulith") is None

    @given(st.text(max_size=30))
    def test_any_text_may_be_looked_up(self, name: str) -> None:
        for match in TABLE.lookup(name, limit=3):
            assert 0 <= match.score <= 100
            assert match.explain()

    @pytest.mark.parametrize("name", ["Nam Ngum ٢", "Nam Ngum ２"])
    def test_digits_of_any_script_may_be_looked_up(self, name: str) -> None:
        assert best(name).entry.latin == "Nam Ngum 2"


def test_threads_may_share_a_table() -> None:
    names = [entry.forms[0].text.replace("ou", "u") for entry in TABLE.entries[::12]]
    expected = [TABLE.lookup(name) for name in names]
    fresh = Gazetteer(Table(TABLE.entries, TABLE.sources))
    barrier = threading.Barrier(4)

    def work() -> list[list[Match]]:
        barrier.wait()
        return [fresh.lookup(name) for name in names]

    with ThreadPoolExecutor(4) as pool:
        results = [pool.submit(work) for _ in range(4)]
        assert all(result.result() == expected for result in results)


def test_all_public_names_are_there() -> None:
    assert [name for name in tenlao.__all__ if not hasattr(tenlao, name)] == []


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("vua Anou", "anouvong"),
        ("ເຈົ້າມະຫາອຸປະຮາດອະນຸ", "anouvong"),
        ("Huay Xay", "huoixai"),
        ("Nam Theun II", "nam-theun-2"),
        ("Energy Minister Daovong Phonekeo", "daovong-phonekeo"),
        ("ພຣະ ເຈົ້າ ອະ ນຸ ວົງ", "anouvong"),
    ],
)
def test_titles_generic_words_and_numbers_tell_who_is_meant(name: str, id: str) -> None:
    match = tenlao.resolve(name)
    assert match is not None
    assert match.entry.id == id


def test_a_given_name_without_a_title_is_nobodys() -> None:
    assert tenlao.resolve("Anou") is tenlao.resolve("ông Anou") is None


@pytest.mark.parametrize("name", ["Bà Chanthaly", "ông Savannakhet", "Mr Vannasine"])
def test_whoever_has_a_title_is_no_film_place_or_newspaper(name: str) -> None:
    assert tenlao.resolve(name) is None
    assert tenlao.resolve(name.split()[1]) is not None


@pytest.mark.parametrize("name", ["Nam Phoun", "Wat Phonxay", "Ban Phonxay", "Phou Kasi", "bản Kasi"])
def test_a_generic_word_tells_of_which_type_a_place_is_not(name: str) -> None:
    match = tenlao.resolve(name)
    assert match is None or match.entry.type not in ("district", "town")


def test_places_that_sound_alike_share_the_name() -> None:
    first, second = tenlao.lookup("Xê Băng Phai", limit=2)
    assert {first.entry.id, second.entry.id} == {"xe-bang-fai", "xebangfay"}
    assert first.score == second.score > 90
    assert first.others == (second.entry,)

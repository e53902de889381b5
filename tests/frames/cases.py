"""One table of cases for all engines: a column of names and one of texts, and what is to be said of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tenlao.gazetteer import Gazetteer
from tenlao.rendering.suggestions import suggested

NAMES = (
    "Thonglun Sisulith",
    None,
    "",
    "ວຽງຈັນ",
    "Nguyễn Văn Xay",
    "Thonglun Sisulith",
    "Attapu",
    "  Khăm-phau Ơn-thạ-văn ",
    "Kaysone Phomvihane",
    "Phandanouvong",
    "e\u0301\U0001f600 \x00",
)
TEXTS = (
    "Ông Thongloun Sisoulith đến Viêng Chăn.",
    None,
    "",
    "Không có ai.",
    "\U0001f600 ສອນໄຊ ສີພັນດອນ: Sonexay Siphandone",
    "Ông Thongloun Sisoulith đến Viêng Chăn.",
    "Thành phố Kaysone Phomvihane\r\n",
)


def columns() -> Mapping[str, Sequence[str | None]]:
    """The column that each function is asked about."""
    return {"resolve": NAMES, "find": TEXTS, "render": NAMES, "annotate": TEXTS}


def expected(names: Gazetteer) -> Mapping[str, Sequence[Any]]:
    """What each function answers, as the library says it."""
    one: Mapping[str, Callable[[str], Any]] = {
        "resolve": lambda name: entry(names, name),
        "find": lambda text: mentions(names, text),
        "render": lambda name: suggested(names, name),
        "annotate": names.annotate,
    }
    return {
        function: [None if value is None else one[function](value) for value in column]
        for function, column in columns().items()
    }


def entry(names: Gazetteer, name: str) -> dict[str, Any] | None:
    match = names.resolve(name)
    if match is None:
        return None
    entry = match.entry
    return {
        "id": entry.id,
        "score": match.score,
        "latin": entry.latin,
        "vietnamese": entry.vietnamese,
        "lao": entry.lao,
        "kind": entry.kind,
    }


def mentions(names: Gazetteer, text: str) -> list[dict[str, Any]]:
    return [
        {
            "start": mention.start,
            "end": mention.end,
            "text": text[mention.start : mention.end],
            "id": mention.match.entry.id,
            "kind": mention.match.entry.kind,
            "score": mention.match.score,
            "match": mention.match.kind,
        }
        for mention in names.find(text)
    ]

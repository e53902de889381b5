"""Gather the messages of the program, merge them into the catalogues of translations, and compile these.

`python scripts/update_catalogues.py` does it; with `--check` it only tells whether something is left to be done: a
message that is not gathered or not translated, or a catalogue that is not compiled.
"""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tenlao"
LOCALE = PACKAGE / "locale"
KEYWORDS = {
    "translated": None,
    "marked": None,
    "_filled": None,
    "translated_number": (1, 2),
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}
METHODS = [("web/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"web/templates/**.html": {"trimmed": "true", "silent": "false"}}
WIDTH = 110
NO_DATE = datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)  # the same file whenever it is made


def gathered() -> Catalog:
    """Return all messages, with the files in which they stand."""
    catalog = Catalog(project="tenlao", charset="utf-8", fuzzy=False)
    found = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS)
    for name, _, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        place = name.replace("\\", "/")
        catalog.add(message, None, [(place, 1)], auto_comments=comments, context=context)
    return catalog


def merged(catalogue: Path, messages: Catalog) -> Catalog:
    """Return a catalogue with all messages that there are, and no others."""
    with catalogue.open("rb") as file:
        catalog = read_po(file, locale=catalogue.parents[1].name)
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as a file that translators edit, the same whenever it is written."""
    made = io.BytesIO()
    write_po(made, catalog, width=WIDTH, omit_header=True, include_lineno=False, sort_by_file=True)
    forms = f"nplurals={catalog.num_plurals}; plural={catalog.plural_expr};"
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n"Plural-Forms: {forms}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    )
    return head.encode() + made.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    made = io.BytesIO()
    plain = Catalog(
        catalog.locale, charset="utf-8", fuzzy=False, creation_date=NO_DATE, revision_date=NO_DATE
    )
    for message in catalog:
        if message.id and message.string:
            plain.add(message.id, message.string, context=message.context)
    write_mo(made, plain)
    return made.getvalue()


def is_translated(message: Message) -> bool:
    """Tell whether a message is translated, in all its numbers."""
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(strings)


def main() -> None:
    check = "--check" in sys.argv[1:]
    messages = gathered()
    left = []
    for catalogue in sorted(LOCALE.glob("*/LC_MESSAGES/tenlao.po")):
        catalog = merged(catalogue, messages)
        missing = [str(message.id) for message in catalog if message.id and not is_translated(message)]
        left += [f"{catalogue.relative_to(ROOT)}: not translated: {message}" for message in missing]
        for file, content in (
            (catalogue, written(catalog)),
            (catalogue.with_suffix(".mo"), compiled(catalog)),
        ):
            if file.exists() and file.read_bytes() == content:
                continue
            if check:
                left.append(f"{file.relative_to(ROOT)}: not up to date")
            else:
                file.write_bytes(content)
                print(f"updated {file.relative_to(ROOT)}")
    print("\n".join(left))
    sys.exit(1 if check and left else 0)


if __name__ == "__main__":
    main()

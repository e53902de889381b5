"""Words that pages show for words of the vocabulary, and those that their scripts show, in the present language."""

from __future__ import annotations

from collections.abc import Mapping

from tenlao.base.translations import translated

__all__ = ["kinds", "language_names", "rules", "script_words", "styles", "tags", "types", "writings"]


def kinds() -> Mapping[str, str]:
    """Return what kinds of entries are called.

    >>> kinds()["place"]
    'place'
    """
    return {
        "person": translated("person"),
        "place": translated("place"),
        "organization": translated("organization"),
    }


def writings() -> Mapping[str, str]:
    """Return what writings are called."""
    return {
        "latin": translated("Latin letters"),
        "vietnamese": translated("Vietnamese"),
        "lao": translated("Lao script"),
    }


def tags() -> Mapping[str, str]:
    """Return what is particular about forms."""
    return {
        "typo": translated("a slip of this page"),
        "stripped": translated("printed without its marks"),
        "titled": translated("with a title"),
        "exonym": translated("the name in another language"),
    }


def types() -> Mapping[str, str]:
    """Return what types of entries are called."""
    return {
        "politician": translated("politician"),
        "official": translated("official"),
        "military": translated("military"),
        "police": translated("police"),
        "diplomat": translated("diplomat"),
        "royal": translated("royal"),
        "historical": translated("historical"),
        "sport": translated("sport"),
        "arts": translated("arts"),
        "scholar": translated("scholar"),
        "business": translated("business"),
        "religious": translated("religious"),
        "capital": translated("capital"),
        "province": translated("province"),
        "district": translated("district"),
        "town": translated("town"),
        "village": translated("village"),
        "region": translated("region"),
        "kingdom": translated("kingdom"),
        "river": translated("river"),
        "mountain": translated("mountain"),
        "dam": translated("dam"),
        "pass or border gate": translated("pass or border gate"),
        "monument": translated("monument"),
        "ethnic group": translated("ethnic group"),
        "company": translated("company"),
        "football club": translated("football club"),
        "government": translated("government"),
        "party": translated("party"),
        "press": translated("press"),
        "university": translated("university"),
        "other": translated("other"),
        "none": translated("none"),
    }


def styles() -> Mapping[str, str]:
    """Return what house styles are called."""
    return {
        "as it is": translated("As it is"),
        "gloss": translated("Gloss"),
        "vietnamese": translated("All Vietnamese"),
        "latin": translated("All Latin"),
    }


def rules() -> Mapping[str, str]:
    """Return what the findings of rules are about."""
    return {
        "TL001": translated("Not the preferred spelling"),
        "TL002": translated("Spelled two ways"),
        "TL003": translated("Probably a slip"),
        "TL004": translated("The gloss of somebody else"),
        "TL005": translated("Hyphens, capitals or tone marks"),
        "TL006": translated("In no table"),
        "TL007": translated("Without its gloss"),
        "TL008": translated("Not as in the original"),
        "TL009": translated("A family name rendered two ways"),
    }


def language_names() -> Mapping[str, str]:
    """Return what languages call themselves."""
    return {"vi": "Tiếng Việt", "en": "English"}


def script_words() -> Mapping[str, object]:
    """Return what the scripts of pages say."""
    return {
        "kinds": kinds(),
        "rules": rules(),
        "write": translated("Write “{suggestion}”"),
        "ignore": translated("Ignore"),
        "copy": translated("Copy"),
        "copied": translated("Copied"),
        "notCopied": translated("The browser does not let it be copied; select the text and copy it."),
        "show": translated("Show in the text"),
        "prints": translated("{source} prints “{suggestion}”"),
        "suggested": translated("Suggested rendering, which nobody has printed: {suggestion}"),
        "perhaps": translated("Perhaps {others} is meant"),
        "nothingWrong": translated("Nothing is wrong with the names."),
        "noNames": translated("There are no Lao names in the text."),
        "noText": translated("Write or paste an article, or drop a file."),
        "noChange": translated("This style changes nothing here."),
        "status": translated("Names: {names}. To look at: {findings}."),
        "fixAll": translated("Take all that is safe ({number})"),
        "restoreIgnored": translated("Show what was ignored ({number})"),
        "opened": translated("{name} is open."),
        "cleared": translated("All is cleared. Nothing is left in this browser."),
        "offline": translated("The server does not answer. Is tenlao serve still running?"),
        "key": translated("The server asks for a key:"),
        "sureToClear": translated("Clear the text, and all that this browser keeps of it?"),
        "problems": {
            "too-large": translated("That is too large: at most 16 MB, or 400 000 characters of text."),
            "took-too-long": translated("That took too long. Take a part of the text."),
            "busy": translated("The server is busy. Try again in a moment."),
            "too-many": translated("The server is busy. Try again in a moment."),
            "broken": translated("Something went wrong on the server. Please report it."),
        },
        "entry": translated("See the entry"),
        "evidence": translated("What it rests on"),
        "unknown": translated("in no table"),
        "times": translated("{number} times"),
        "undone": translated("Undone."),
        "taken": translated("Changed to “{suggestion}”."),
        "takenAll": translated("Changed in {number} places."),
    }

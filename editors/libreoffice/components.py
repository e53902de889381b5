"""What LibreOffice Writer asks for: the proofreader that underlines names, and the menu "Tên Lào".

Whatever goes wrong here, what the writer has typed stays: nothing is changed before all that is to be changed is
known and found in its place, and what is changed is one step to undo.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import XTerminateListener
from com.sun.star.lang import Locale, XServiceDisplayName, XServiceInfo, XServiceName
from com.sun.star.linguistic2 import ProofreadingResult, SingleProofreadingError, XProofreader
from com.sun.star.task import XJob, XJobExecutor
from tenlao_service import Service, UnreachableError

PROOFREADER, MENU = "io.github.tenlao.Proofreader", "io.github.tenlao.Menu"
COUNTRIES = {
    "vi": ("VN",),
    "lo": ("LA",),
    "en": ("US", "GB", "AU", "CA", "NZ", "IE", "IN", "ZA"),
    "fr": ("FR", "BE", "CA", "CH"),
}
LOCALES = tuple(Locale(language, country, "") for language in COUNTRIES for country in COUNTRIES[language])
RULES_SITE = "https://tenlao.github.io/tenlao/{}rules/{}.html"
OF_PROOFREADING = 2  # com.sun.star.text.TextMarkupType.PROOFREADING
MOST_MATCHES, MOST_PUBLISHERS = 3, 3
MOST_STEPS = 32767  # of a cursor at a time
WORDS = json.loads(Path(__file__).with_name("pythonpath").joinpath("tenlao_words.json").read_text("utf-8"))

service = Service(os.environ)


class End(unohelper.Base, XTerminateListener):  # type: ignore[misc]
    """Stops the server that was started when LibreOffice ends."""

    def queryTermination(self, event: object) -> None:  # noqa: N802
        """Let it end."""

    def notifyTermination(self, event: object) -> None:  # noqa: N802
        service.close()

    def disposing(self, event: object) -> None:
        """Nothing is held."""


END = End()


class Component(unohelper.Base, XServiceInfo):  # type: ignore[misc]
    """What all components tell of themselves."""

    name = ""
    services: tuple[str, ...] = ()

    def __init__(self, context: Any) -> None:
        self._context = context
        self._desktop().removeTerminateListener(END)
        self._desktop().addTerminateListener(END)

    def _create(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def _desktop(self) -> Any:
        return self._create("com.sun.star.frame.Desktop")

    def getImplementationName(self) -> str:  # noqa: N802
        return self.name

    def supportsService(self, name: str) -> bool:  # noqa: N802
        return name in self.services

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        return self.services


class Proofreader(Component, XProofreader, XServiceName, XServiceDisplayName):  # type: ignore[misc]
    """Tells what is wrong with the names in a paragraph; of nothing, where no tenlao answers."""

    name = PROOFREADER
    services = ("com.sun.star.linguistic2.Proofreader",)

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._ignored: set[str] = set()

    def getServiceName(self) -> str:  # noqa: N802
        return self.name

    def getServiceDisplayName(self, locale: Any) -> str:  # noqa: N802
        return "Tên Lào"

    def isSpellChecker(self) -> bool:  # noqa: N802
        return False

    def getLocales(self) -> tuple[Any, ...]:  # noqa: N802
        return LOCALES

    def hasLocale(self, locale: Any) -> bool:  # noqa: N802
        return locale.Language in COUNTRIES

    def ignoreRule(self, rule: str, locale: Any) -> None:  # noqa: N802
        self._ignored.add(rule)

    def resetIgnoreRules(self) -> None:  # noqa: N802
        self._ignored.clear()

    def doProofreading(  # noqa: N802
        self, document: str, text: str, locale: Any, start: int, end: int, properties: Any
    ) -> Any:
        """Return the errors in a paragraph from a place on; names stand in no sentence alone."""
        result = ProofreadingResult()
        result.aDocumentIdentifier, result.aText, result.aLocale = document, text, locale
        result.xProofreader = self
        result.nStartOfSentencePosition = start
        result.nBehindEndOfSentencePosition = result.nStartOfNextSentencePosition = units(text)
        result.aProperties = ()
        result.aErrors = ()
        language = locale.Language if locale.Language in WORDS else "en"
        try:
            answer = service.ask("check", {"text": text, "lang": language}, patient=False)
            errors = [_error(text, found, language) for found in answer["findings"]]
        except Exception:  # whoever writes is not to be kept from it
            return result
        result.aErrors = tuple(
            error
            for error in errors
            if error.nErrorStart >= start and error.aRuleIdentifier not in self._ignored
        )
        return result


def _error(text: str, found: dict[str, Any], language: str) -> Any:
    error = SingleProofreadingError()
    error.nErrorStart = units(text[: found["start"]])
    error.nErrorLength = units(text[found["start"] : found["end"]])
    error.nErrorType = OF_PROOFREADING
    error.aRuleIdentifier = found["rule"]
    error.aShortComment = found["message"]
    error.aFullComment = f"{found['message']} ({found['source']})" if found["source"] else found["message"]
    # What nobody prints is told by the message, and not offered.
    is_printed = found["suggestion"] and found["score"] is None
    error.aSuggestions = (found["suggestion"],) if is_printed else ()
    page = RULES_SITE.format("vi/" if language == "vi" else "", found["rule"])
    error.aProperties = (PropertyValue(Name="FullCommentURL", Value=page),)
    return error


class Menu(Component, XJobExecutor, XJob):  # type: ignore[misc]
    """Does what the menu offers; as a job, it returns what else is said in a window."""

    name = MENU
    services = (MENU, "com.sun.star.task.Job")

    def trigger(self, action: str) -> None:
        """Do what is chosen in the menu."""
        said = self._done(action)
        if said:
            window = self._desktop().getCurrentFrame().getContainerWindow()
            box = uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
            window.getToolkit().createMessageBox(window, box, 1, "Tên Lào", said).execute()

    def execute(self, arguments: Any) -> str:
        """Do what an argument names, for macros and other programs."""
        return self._done(arguments[0].Value)

    def _done(self, action: str) -> str:
        """Do something, and return what there is to say of it."""
        words = WORDS["vi" if self._locale().startswith("vi") else "en"]
        document = self._desktop().getCurrentComponent()
        try:
            ranges = [found for found in _selected(document) if found.getString().strip()]
            if not ranges:
                return str(words["select text" if action == "annotate" else "select name"])
            if action == "lookup":
                return "\n\n".join(_looked_up(found.getString().strip(), words) for found in ranges)
            changes = (_glosses if action == "annotate" else _renderings)(ranges)
            with_places = [placed for found, edits in changes for placed in _placed(found, edits)]
            if not with_places:
                name = ranges[0].getString().strip()
                return str(
                    words["nothing"] if action == "annotate" else words["unreadable"].format(name=name)
                )
            left = _changed(document, with_places, words["undo"])
            return str(words["left"].format(count=left)) if left else ""
        except UnreachableError:
            return str(words["unreachable"])
        except Exception as problem:  # LibreOffice ends at none, and so says nothing
            return str(words["failed"].format(problem=problem))

    def _locale(self) -> str:
        provider = self._create("com.sun.star.configuration.ConfigurationProvider")
        where = PropertyValue(Name="nodepath", Value="/org.openoffice.Setup/L10N")
        access = "com.sun.star.configuration.ConfigurationAccess"
        return str(provider.createInstanceWithArguments(access, (where,)).getPropertyValue("ooLocale"))


def _selected(document: Any) -> list[Any]:
    selection = document.getCurrentController().getSelection()
    if selection is None or not selection.supportsService("com.sun.star.text.TextRanges"):
        return []
    return [selection.getByIndex(number) for number in range(selection.getCount())]


def _looked_up(name: str, words: dict[str, str]) -> str:
    (answer,) = service.ask("lookup", {"names": [name], "limit": MOST_MATCHES})["results"]
    said = [_described(match, words) for match in answer["matches"]]
    return "\n\n".join(said) or words["unknown"].format(name=name)


def _described(match: dict[str, Any], words: dict[str, str]) -> str:
    forms = " · ".join(match[writing] for writing in ("latin", "vietnamese", "lao") if match[writing])
    publishers = list(dict.fromkeys(source["publisher"] for source in match["sources"]))
    printed = words["printed by"].format(publishers=", ".join(publishers[:MOST_PUBLISHERS]))
    return "\n".join(filter(None, (forms, match["role"], f"“{match['form']}”: {printed}")))


def _glosses(ranges: list[Any]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return what the house style changes in stretches of a text: each stretch with its changes."""
    return [(found, service.ask("annotate", {"text": plain(found)})["edits"]) for found in ranges]


def _renderings(ranges: list[Any]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return what is set after names: the rendering that is printed, or else a suggestion, which is marked."""
    changes = []
    for found in ranges:
        text = plain(found)
        name, end = text.strip(), len(text.rstrip())
        (known,) = service.ask("resolve", {"names": [name]})["results"]
        rendering = known and known["vietnamese"]
        if not rendering:
            (made,) = service.ask("render", {"names": [name], "limit": 1})["results"]
            rendering = f"{made['text']}*" if made["text"] else ""
        if rendering:
            changes.append((found, [{"start": end, "end": end, "old": "", "new": f" ({rendering})"}]))
    return changes


def _placed(found: Any, edits: list[dict[str, Any]]) -> list[tuple[Any, dict[str, Any]]]:
    """Return edits, in order, with cursors over what they change; None from where the text has something else.

    One cursor goes through the text, from each edit to the next: to go to each from the beginning takes minutes.
    """
    text = plain(found)
    cursor = found.getText().createTextCursorByRange(found.getStart())
    placed, at, is_there = [], 0, True
    for edit in edits:
        is_there = is_there and _is_over(cursor, text[at : edit["start"]])
        cursor.collapseToEnd()
        is_there = (
            is_there and text[edit["start"] : edit["end"]] == edit["old"] and _is_over(cursor, edit["old"])
        )
        placed.append((cursor.getText().createTextCursorByRange(cursor) if is_there else None, edit))
        cursor.collapseToEnd()
        at = edit["end"]
    return placed


def _is_over(cursor: Any, words: str) -> bool:
    """Take a cursor over words; a field is one step, however many letters it shows."""
    for first in range(0, len(words), MOST_STEPS):
        cursor.goRight(min(MOST_STEPS, len(words) - first), True)
    while len(plain(cursor)) > len(words) and cursor.goLeft(1, True):
        pass
    return plain(cursor) == words


def _changed(document: Any, changes: list[tuple[Any, dict[str, Any]]], name: str) -> int:
    """Make changes as one step to undo; return how many could not be made."""
    undo = document.getUndoManager()
    undo.enterUndoContext(name)
    try:
        left = 0
        for place, edit in reversed(changes):
            if place is None:
                left += 1
            elif edit["old"]:
                place.setString(edit["new"])
            else:
                place.getText().insertString(place.getEnd(), edit["new"], False)
        return left
    finally:
        undo.leaveUndoContext()


def plain(found: Any) -> str:
    """Return the words of a stretch of text, with one character for each end of a paragraph."""
    return str(found.getString()).replace("\r\n", "\n")


def units(text: str) -> int:
    """Return how long a text is to LibreOffice, which counts UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - so LibreOffice calls it
for component in (Proofreader, Menu):
    g_ImplementationHelper.addImplementation(component, component.name, component.services)

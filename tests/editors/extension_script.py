"""Works the extension in LibreOffice from its own Python: proofreads texts, and does what the menu offers.

Installs the extension that is given, and starts LibreOffice again, as people do. Then reads a line of JSON for each
thing to do on standard input, and prints what came of it as a line of JSON.
"""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from office_script import connected  # type: ignore[import-not-found]

PROOFREADING = 2  # com.sun.star.text.TextMarkupType.PROOFREADING
COUNTRIES = {"vi": "VN", "en": "US", "fr": "FR", "lo": "LA", "de": "DE"}
PROOFREADERS = "com.sun.star.linguistic2.Proofreader"
BOLD = 150.0


def locale(language: str) -> Any:
    import uno  # noqa: F401 - which makes the next import possible
    from com.sun.star.lang import Locale

    return Locale(language, COUNTRIES[language], "")


def install(extension: str, context: Any) -> None:
    """Add an extension, as the window for extensions does when somebody agrees."""
    import uno
    import unohelper
    from com.sun.star.task import XInteractionHandler
    from com.sun.star.ucb import XCommandEnvironment

    class Agreeing(unohelper.Base, XCommandEnvironment, XInteractionHandler):  # type: ignore[misc]
        def getInteractionHandler(self) -> Any:  # noqa: N802
            return self

        def getProgressHandler(self) -> None:  # noqa: N802
            return None

        def handle(self, request: Any) -> None:
            for continuation in request.getContinuations():
                agreement = uno.getTypeByName("com.sun.star.task.XInteractionApprove")
                if continuation.queryInterface(agreement):
                    continuation.select()

    manager = context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
    manager.addExtension(Path(extension).as_uri(), (), "user", manager.createAbortChannel(), Agreeing())


def end(process: "subprocess.Popen[bytes]", context: Any) -> None:
    """End LibreOffice as its menu does."""
    with contextlib.suppress(Exception):  # it has ended before it could answer
        context.ServiceManager.createInstance("com.sun.star.frame.Desktop").terminate()
    process.wait(60)


class Office:
    """A LibreOffice with the extension."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def create(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def written(self, text: str) -> Any:
        """A document with a text."""
        desktop = self.create("com.sun.star.frame.Desktop")
        document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, ())
        document.Text.setString(text)
        return document

    def proofreaders(self, language: str) -> dict[str, list[str]]:
        """What there is for a language, and what of it is in use."""
        manager = self.create("com.sun.star.linguistic2.LinguServiceManager")
        there = manager.getAvailableServices(PROOFREADERS, locale(language))
        used = manager.getConfiguredServices(PROOFREADERS, locale(language))
        return {"there": list(there), "used": list(used)}

    def proofread(self, text: str, language: str) -> list[dict[str, Any]]:
        """What is wrong in a paragraph, as LibreOffice asks for it when it underlines."""
        manager = self.create("com.sun.star.linguistic2.LinguServiceManager")
        there = manager.getAvailableServices(PROOFREADERS, locale(language))
        manager.setConfiguredServices(PROOFREADERS, locale(language), there)
        document = self.written(text)
        whole = document.Text.createTextCursor()
        whole.gotoEnd(True)
        for of_script in ("CharLocale", "CharLocaleComplex"):
            whole.setPropertyValue(of_script, locale(language))
        paragraph = document.getFlatParagraphIterator(PROOFREADING, False).getFirstPara()
        iterator = self.create("com.sun.star.linguistic2.ProofreadingIterator")
        found = iterator.checkSentenceAtPosition(document, paragraph, text, locale(language), 0, -1, -1)
        document.close(True)
        return [
            {
                "start": error.nErrorStart,
                "length": error.nErrorLength,
                "rule": error.aRuleIdentifier,
                "said": error.aShortComment,
                "suggestions": list(error.aSuggestions),
                "page": error.aProperties[0].Value,
            }
            for error in found.aErrors
        ]

    def menu(self, text: str, before: str, selected: str, action: str, setting: str = "") -> dict[str, Any]:
        """What an action of the menu does with what is selected, what it says, and what undoing once leaves."""
        document = self.written(text)
        cursor = document.Text.createTextCursor()
        cursor.goRight(len(before), False)
        cursor.goRight(len(selected), True)
        if setting == "bold":
            cursor.CharWeight = BOLD
        if setting == "field":  # which shows more letters than it takes up
            field = document.createInstance("com.sun.star.text.textfield.Author")
            field.Content, field.IsFixed = "Tòa soạn", True
            document.Text.insertTextContent(cursor.getStart(), field, False)
            cursor.gotoStart(False)
            cursor.gotoEnd(True)
        document.RecordChanges = setting == "tracked"
        document.CurrentController.select(cursor)
        shown = document.Text.getString()
        document.UndoManager.clear()
        said = self.do(action)
        changes = []
        redlines = document.Redlines.createEnumeration()
        while redlines.hasMoreElements():
            changes.append(redlines.nextElement().RedlineType)
        made = {
            "said": said,
            "text": document.Text.getString(),
            "changes": changes,
            "steps": len(document.UndoManager.getAllUndoActionTitles()),
            "is bold": document.Text.createTextCursorByRange(document.Text.getEnd()).CharWeight == BOLD,
        }
        while document.UndoManager.isUndoPossible():
            document.UndoManager.undo()
        made["undone"] = document.Text.getString() == shown
        document.close(True)
        return made

    def do(self, action: str) -> str:
        """Do what the menu offers, and return what it says."""
        from com.sun.star.beans import NamedValue

        said: str = self.create("io.github.tenlao.Menu").execute((NamedValue("action", action),))
        return said


def main() -> None:
    office, folder, extension = sys.argv[1:]
    process, context = connected(office, folder)
    try:
        install(extension, context)
    finally:
        end(process, context)
    process, context = connected(office, folder)
    try:
        working = Office(context)
        for line in sys.stdin:
            asked = json.loads(line)
            answer = getattr(working, asked.pop("ask"))(**asked)
            print(json.dumps(answer), flush=True)
    finally:
        end(process, context)


if __name__ == "__main__":
    main()

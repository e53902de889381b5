"""Works LibreOffice from its own Python: opens documents, accepts or rejects changes, and tells what it shows.

Reads a line of JSON for each document on standard input, and prints what came of it as a line of JSON.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def value(name: str, of: object) -> Any:
    import uno  # noqa: F401 - which makes the next import possible
    from com.sun.star.beans import PropertyValue

    found = PropertyValue()
    found.Name, found.Value = name, of
    return found


def connected(office: str, folder: str) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice with a profile of its own, and wait until it answers."""
    import uno

    pipe = f"tenlao-{Path(folder).name}"
    profile = Path(folder, "profile").as_uri()
    options = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}"]
    process = subprocess.Popen(
        [office, *options, f"--accept=pipe,name={pipe};urp;"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return process, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: PERF203 - it is not there yet
            time.sleep(0.2)
    process.kill()
    raise SystemExit("LibreOffice does not answer")


def paragraphs(text: Any) -> list[str]:
    """What a text shows, with tables cell by cell, and text boxes where they are."""
    found = []
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                found += paragraphs(part.getCellByName(name))
        else:
            found.append(part.getString())
    return found


def formatting(text: Any) -> list[tuple[str, float, int]]:
    """Each letter with its weight and posture."""
    found = []
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.Paragraph"):
            portions = part.createEnumeration()
            while portions.hasMoreElements():
                portion = portions.nextElement()
                if portion.TextPortionType == "Text":
                    posture = portion.CharPosture.value
                    found += [(letter, portion.CharWeight, posture) for letter in portion.getString()]
            found.append(("\n", 0.0, 0))
    return found


def shown(document: Any) -> dict[str, Any]:
    """What a document shows: its texts, its changes, its comments."""
    notes = [
        note.getString()
        for collection in (document.Footnotes, document.Endnotes)
        for note in (collection.getByIndex(n) for n in range(collection.Count))
    ]
    boxes = [document.TextFrames.getByIndex(n).getText() for n in range(document.TextFrames.Count)]
    page = document.DrawPage
    shapes = [page.getByIndex(n) for n in range(page.Count)]
    in_shapes = [s.getString() for s in shapes if hasattr(s, "getString") and "Frame" not in s.ShapeType]
    changes = []
    redlines = document.Redlines.createEnumeration()
    while redlines.hasMoreElements():
        redline = redlines.nextElement()
        changes.append([redline.RedlineType, redline.RedlineAuthor])
    comments = []
    fields = document.TextFields.createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            comments.append([field.Author, field.Content, field.Anchor.getString()])
    return {
        "text": paragraphs(document.Text),
        "notes": notes,
        "boxes": [line for box in boxes for line in paragraphs(box)] + in_shapes,
        "letters": formatting(document.Text),
        "changes": changes,
        "comments": sorted(comments),
    }


def main() -> None:
    process, context = connected(sys.argv[1], sys.argv[2])
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    try:
        for line in sys.stdin:
            asked = json.loads(line)
            document = desktop.loadComponentFromURL(
                Path(asked["file"]).as_uri(), "_blank", 0, (value("Hidden", True),)
            )
            if document is None:
                print(json.dumps(None), flush=True)
                continue
            frame = document.CurrentController.Frame
            for command in asked["do"]:
                dispatcher.executeDispatch(frame, COMMANDS[command], "", 0, ())
            print(json.dumps(shown(document)), flush=True)
            if "save" in asked:
                filter = value("FilterName", asked["filter"])
                document.storeToURL(Path(asked["save"]).as_uri(), (filter,))
                print(json.dumps(True), flush=True)
            document.close(True)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()

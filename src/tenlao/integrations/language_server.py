"""A language server: what is found in texts as they are written, by the Language Server Protocol.

A text is read again a moment after it was last changed, apart from what the editor asks meanwhile; that is stopped
where the text changes again. What cannot be used, such as a bad setting, is told in the editor's log,
and the server goes on.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar
from urllib.parse import unquote

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import content_of
from tenlao.base.stopping import Stoppable
from tenlao.base.version import program_version
from tenlao.checking.settings_files import LARGEST_SETTINGS
from tenlao.integrations.open_text import Desk, OpenText, Waiver
from tenlao.integrations.positions import Positions
from tenlao.integrations.settings_editing import added

if TYPE_CHECKING:
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument

__all__ = ["language_server"]

WAIT: Final = 0.01
"""Seconds without a change before a text is read again."""

T = TypeVar("T")

_RULES_SITE = "https://tenlao.github.io/tenlao/rules/"


def language_server() -> LanguageServer:
    """Return a server that has not started.

    Raises:
        TenlaoError: pygls is not installed.
    """
    try:
        from lsprotocol import types
        from pygls.lsp.server import LanguageServer
        from pygls.uris import from_fs_path, to_fs_path
    except ImportError:
        raise TenlaoError("serving editors needs pygls: pip install 'tenlao[lsp]'") from None

    # Editors send the whole text: pygls parts lines where editors do not, and would change it in wrong places.
    server = LanguageServer(
        "tenlao", program_version(), text_document_sync_kind=types.TextDocumentSyncKind.Full
    )
    desk = Desk()
    read: dict[str, _Read] = {}
    waiting: dict[str, asyncio.Task[None]] = {}

    def log(problem: object) -> None:
        server.window_log_message(types.LogMessageParams(types.MessageType.Warning, str(problem)))

    def places_in(text: str) -> Positions:
        encoding = server.workspace.position_encoding
        return Positions(text, str(getattr(encoding, "value", encoding)))

    def document_at(uri: str) -> TextDocument | None:
        """Return a text that is open; no other is read."""
        document: TextDocument | None = server.workspace.text_documents.get(unquote(uri))
        return document

    def text_of(uri: str) -> _Read | None:
        """Return a text as it is now; None if it is not open, or cannot be used."""
        document = document_at(uri)
        if document is None:
            return None
        known = read.get(uri)
        if known and (known.source, known.language) == (document.source, document.language_id):
            return known
        try:
            text = desk.open(to_fs_path(uri) or "-", document.source, document.language_id or "")
        except TenlaoError as error:
            log(error)
            return None
        read[uri] = _Read(document.source, document.language_id, text, places_in(document.source))
        return read[uri]

    async def check(uri: str) -> None:
        """Tell what is wrong in a text; cancelled as soon as the text is another one."""
        await asyncio.sleep(WAIT)
        known = text_of(uri)
        notes = await _apart(lambda: list(known.text.notes())) if known else []
        found = [
            types.Diagnostic(
                known.places.range(note.start, note.end),
                note.message,
                severity=types.DiagnosticSeverity.Warning,
                code=note.rule,
                code_description=types.CodeDescription(f"{_RULES_SITE}{note.rule}.html"),
                source="tenlao",
            )
            for note in notes
            if known
        ]
        document = document_at(uri)
        version = document.version if document else None
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))
        if not gc.get_freeze_count():
            gc.freeze()  # tables and models stay: they need not be looked through for garbage at some of the keys

    def check_soon(uri: str) -> None:
        stop_checking(uri)
        waiting[uri] = asyncio.get_running_loop().create_task(check(uri))

    def stop_checking(uri: str) -> None:
        if uri in waiting:
            waiting.pop(uri).cancel()

    def check_all() -> None:
        read.clear()
        for document in server.workspace.text_documents.values():
            check_soon(document.uri)

    async def initialized(params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace and workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher("**/{tenlao,pyproject}.toml")]
            )
            registration = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))

    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        check_soon(params.text_document.uri)

    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        check_soon(params.text_document.uri)

    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        check_all()  # settings may have been saved

    async def settings_changed(params: types.DidChangeWatchedFilesParams) -> None:
        check_all()

    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        read.pop(uri, None)
        stop_checking(uri)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def hover(params: types.HoverParams) -> types.Hover | None:
        known = text_of(params.text_document.uri)
        if known is None:
            return None
        text, at = known.text, known.places.offset_at(params.position)
        mention = await _apart(lambda: text.mention_at(at))
        if mention is None:
            return None
        said = types.MarkupContent(types.MarkupKind.Markdown, text.described(mention))
        return types.Hover(said, known.places.range(mention.start + text.shift, mention.end + text.shift))

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]

    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        known = text_of(uri)
        if known is None:
            return []
        text, places = known.text, known.places
        start, end = places.offset_at(params.range.start), places.offset_at(params.range.end)
        offers, waivers = await _apart(
            lambda: (list(text.offers(start, end)), list(text.waivers(start, end)))
        )

        def action(title: str, rule: str | None, edit: types.WorkspaceEdit) -> types.CodeAction:
            mended = [found for found in params.context.diagnostics if found.code == rule]
            return types.CodeAction(
                title, kind=kinds[0] if rule else kinds[1], diagnostics=mended or None, edit=edit
            )

        actions = []
        for offer in offers:
            edits = [types.TextEdit(places.range(edit.start, edit.end), edit.new) for edit in offer.edits]
            title = f"Write {offer.title}" if offer.rule else f"Add {offer.title}"
            actions.append(action(title, offer.rule, types.WorkspaceEdit(changes={uri: edits})))
        for waiver in waivers:
            edit = in_settings(text, waiver)
            if edit is not None:
                verb = "Ignore" if waiver.key == "ignore" else "Accept"
                name = os.path.basename(settings_file(text) or "")
                actions.append(action(f"{verb} {waiver.value} in {name}", waiver.rule, edit))
        return actions

    def settings_file(text: OpenText) -> str | None:
        """Return the settings file of a text, or where one is to be; None if there is no such place."""
        if text.settings.file is not None:
            return text.settings.file
        folder = os.path.dirname(text.path) if text.path != "-" else None
        folder = server.workspace.root_path or folder
        return os.path.join(folder, "tenlao.toml") if folder else None

    def in_settings(text: OpenText, waiver: Waiver) -> types.WorkspaceEdit | None:
        """Return the change of the settings that waives a finding, in the editor, where it can be undone."""
        file = settings_file(text)
        uri = from_fs_path(file) if file else None
        if file is None or uri is None:
            return None
        is_new = not os.path.exists(file)
        there = document_at(uri)
        try:
            content = (
                there.source
                if there
                else ""
                if is_new
                else content_of(file, LARGEST_SETTINGS).decode("utf-8-sig")
            )
            change = added(content, file, waiver.key, waiver.value)
        except (TenlaoError, OSError, ValueError) as problem:
            log(problem)
            return None
        if change is None:
            return None
        edit = types.TextEdit(places_in(content).range(change.start, change.end), change.new)
        if not is_new:
            return types.WorkspaceEdit(changes={uri: [edit]})
        to = types.OptionalVersionedTextDocumentIdentifier(uri)
        return types.WorkspaceEdit(
            document_changes=[
                types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)),
                types.TextDocumentEdit(to, [edit]),
            ]
        )

    async def inlay_hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        known = text_of(params.text_document.uri)
        if known is None:
            return []
        text, places = known.text, known.places
        start, end = places.offset_at(params.range.start), places.offset_at(params.range.end)
        hints = await _apart(lambda: list(text.hints(start, end)))
        return [types.InlayHint(places.range(at, at).start, name, padding_left=True) for at, name in hints]

    def completions(params: types.CompletionParams) -> types.CompletionList:
        known = text_of(params.text_document.uri)
        if known is None:
            return types.CompletionList(is_incomplete=True, items=[])
        places = known.places
        end = places.offset_at(params.position)
        items = [
            types.CompletionItem(
                found.text,
                kind=types.CompletionItemKind.Text,
                detail=found.who,
                text_edit=types.TextEdit(places.range(found.start, end), found.text),
            )
            for found in desk.completions(known.text, end)
        ]
        return types.CompletionList(is_incomplete=True, items=items)

    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        known = text_of(params.text_document.uri)
        if known is None:
            return []
        text = known.text
        found = []
        for mention in await _apart(lambda: text.mentions):
            place = known.places.range(mention.start + text.shift, mention.end + text.shift)
            name = mention.text.replace("\u2060", "")
            found.append(
                types.DocumentSymbol(
                    name, types.SymbolKind.Constant, place, place, detail=mention.match.entry.id
                )
            )
        return found

    features: Sequence[tuple[Callable[..., Any], str, Any]] = (
        (initialized, types.INITIALIZED, None),
        (opened, types.TEXT_DOCUMENT_DID_OPEN, None),
        (changed, types.TEXT_DOCUMENT_DID_CHANGE, None),
        (saved, types.TEXT_DOCUMENT_DID_SAVE, None),
        (closed, types.TEXT_DOCUMENT_DID_CLOSE, None),
        (settings_changed, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, None),
        (hover, types.TEXT_DOCUMENT_HOVER, None),
        (code_actions, types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds)),
        (inlay_hints, types.TEXT_DOCUMENT_INLAY_HINT, None),
        (completions, types.TEXT_DOCUMENT_COMPLETION, None),
        (symbols, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, None),
    )
    for handler, feature, options in features:
        server.feature(feature, options)(handler)
    return server


class _Read(NamedTuple):
    """A text as the editor had it, as it was read, and where in it offsets are."""

    source: str
    language: str | None
    text: OpenText
    places: Positions


async def _apart(work: Callable[[], T]) -> T:
    """Do some work in a thread; it is stopped when nobody waits for it any more."""
    task = Stoppable(work)
    try:
        return await asyncio.to_thread(task)
    except asyncio.CancelledError:
        task.stop()
        raise

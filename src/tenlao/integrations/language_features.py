"""What a language server answers an editor: findings, who is meant, what to write instead, glosses and names.

A text is read again a moment after it was last changed, apart from what the editor asks meanwhile; that is stopped
where the text changes again. What cannot be used, such as a bad setting, is told in the editor's log,
and the server goes on.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import content_of
from tenlao.base.stopping import Stoppable
from tenlao.checking.settings_files import LARGEST_SETTINGS
from tenlao.integrations.open_text import Desk, OpenText, Waiver
from tenlao.integrations.positions import Positions
from tenlao.integrations.settings_editing import added

__all__ = ["Features"]

_WAIT: Final = 0.01  # seconds without a change before a text is read again

T = TypeVar("T")

_MENDS, _REWRITES = types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite
_RULES_SITE = "https://tenlao.github.io/tenlao/rules/"


class Features:
    """The texts that are open in an editor, and what the server answers of them."""

    def __init__(self, server: LanguageServer) -> None:
        """Begin with no text open."""
        self._server = server
        self._desk = Desk()
        self._read: dict[str, _Read] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def register(self) -> None:
        """Let the server answer by these features."""
        actions = types.CodeActionOptions(code_action_kinds=[_MENDS, _REWRITES])
        features: Sequence[tuple[Callable[..., Any], str, Any]] = (
            (self.initialized, types.INITIALIZED, None),
            (self.opened, types.TEXT_DOCUMENT_DID_OPEN, None),
            (self.changed, types.TEXT_DOCUMENT_DID_CHANGE, None),
            (self.saved, types.TEXT_DOCUMENT_DID_SAVE, None),
            (self.closed, types.TEXT_DOCUMENT_DID_CLOSE, None),
            (self.settings_changed, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, None),
            (self.hover, types.TEXT_DOCUMENT_HOVER, None),
            (self.code_actions, types.TEXT_DOCUMENT_CODE_ACTION, actions),
            (self.inlay_hints, types.TEXT_DOCUMENT_INLAY_HINT, None),
            (self.completions, types.TEXT_DOCUMENT_COMPLETION, None),
            (self.symbols, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, None),
        )
        for answer, feature, options in features:
            # The server sets attributes of what it is given, which a method has none of.
            self._server.feature(feature, options)(partial(answer))

    async def initialized(self, params: types.InitializedParams) -> None:
        """Ask to be told when settings change."""
        workspace = self._server.client_capabilities.workspace
        watched = workspace and workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher("**/{tenlao,pyproject}.toml")]
            )
            registration = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await self._server.client_register_capability_async(types.RegistrationParams([registration]))

    async def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Check a text."""
        self._check_soon(params.text_document.uri)

    async def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Check a text anew."""
        self._check_soon(params.text_document.uri)

    async def saved(self, params: types.DidSaveTextDocumentParams) -> None:
        """Check all texts anew: settings may have been saved."""
        self._check_all()

    async def settings_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        """Check all texts anew."""
        self._check_all()

    async def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a text, and what is wrong in it."""
        uri = params.text_document.uri
        self._read.pop(uri, None)
        self._stop_checking(uri)
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Say who is meant at a place."""
        known = self._text_of(params.text_document.uri)
        if known is None:
            return None
        text, at = known.text, known.places.offset_at(params.position)
        mention = await _apart(lambda: text.mention_at(at))
        if mention is None:
            return None
        said = types.MarkupContent(types.MarkupKind.Markdown, text.described(mention))
        return types.Hover(said, known.places.range(mention.start + text.shift, mention.end + text.shift))

    async def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Offer what mends the findings in a stretch, or lets the settings waive them, and glosses of names there."""
        uri = params.text_document.uri
        known = self._text_of(uri)
        if known is None:
            return []
        text, places = known.text, known.places
        start, end = places.offset_at(params.range.start), places.offset_at(params.range.end)
        offers, waivers = await _apart(
            lambda: (list(text.offers(start, end)), list(text.waivers(start, end)))
        )
        offered: list[tuple[str, str | None, types.WorkspaceEdit]] = []
        for offer in offers:
            edits = [types.TextEdit(places.range(edit.start, edit.end), edit.new) for edit in offer.edits]
            title = f"Write {offer.title}" if offer.rule else f"Add {offer.title}"
            offered.append((title, offer.rule, types.WorkspaceEdit(changes={uri: edits})))
        for waiver in waivers:
            edit = self._in_settings(text, waiver)
            if edit is not None:
                verb = "Ignore" if waiver.key == "ignore" else "Accept"
                name = os.path.basename(self._settings_file(text) or "")
                offered.append((f"{verb} {waiver.value} in {name}", waiver.rule, edit))
        return [
            types.CodeAction(
                title,
                kind=_MENDS if rule else _REWRITES,
                diagnostics=[found for found in params.context.diagnostics if found.code == rule] or None,
                edit=edit,
            )
            for title, rule, edit in offered
        ]

    async def inlay_hints(self, params: types.InlayHintParams) -> list[types.InlayHint]:
        """Show the other writing of each name beside its first mention."""
        known = self._text_of(params.text_document.uri)
        if known is None:
            return []
        text, places = known.text, known.places
        start, end = places.offset_at(params.range.start), places.offset_at(params.range.end)
        hints = await _apart(lambda: list(text.hints(start, end)))
        return [types.InlayHint(places.range(at, at).start, name, padding_left=True) for at, name in hints]

    def completions(self, params: types.CompletionParams) -> types.CompletionList:
        """Offer the names that begin as what is typed."""
        known = self._text_of(params.text_document.uri)
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
            for found in self._desk.completions(known.text, end)
        ]
        return types.CompletionList(is_incomplete=True, items=items)

    async def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """List the names in a text."""
        known = self._text_of(params.text_document.uri)
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

    async def _check(self, uri: str) -> None:
        """Tell what is wrong in a text; cancelled as soon as the text is another one."""
        await asyncio.sleep(_WAIT)
        known = self._text_of(uri)
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
        document = self._document_at(uri)
        version = document.version if document else None
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))
        if not gc.get_freeze_count():
            gc.freeze()  # tables and models stay: they need not be looked through for garbage at some of the keys

    def _check_soon(self, uri: str) -> None:
        self._stop_checking(uri)
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check(uri))

    def _stop_checking(self, uri: str) -> None:
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()

    def _check_all(self) -> None:
        self._read.clear()
        for document in self._server.workspace.text_documents.values():
            self._check_soon(document.uri)

    def _text_of(self, uri: str) -> _Read | None:
        """Return a text as it is now; None if it is not open, or cannot be used."""
        document = self._document_at(uri)
        if document is None:
            return None
        known = self._read.get(uri)
        if known and (known.source, known.language) == (document.source, document.language_id):
            return known
        try:
            text = self._desk.open(to_fs_path(uri) or "-", document.source, document.language_id or "")
        except TenlaoError as error:
            self._log(error)
            return None
        self._read[uri] = _Read(document.source, document.language_id, text, self._places_in(document.source))
        return self._read[uri]

    def _document_at(self, uri: str) -> TextDocument | None:
        """Return a text that is open; no other is read."""
        document: TextDocument | None = self._server.workspace.text_documents.get(unquote(uri))
        return document

    def _places_in(self, text: str) -> Positions:
        encoding = self._server.workspace.position_encoding
        return Positions(text, str(getattr(encoding, "value", encoding)))

    def _settings_file(self, text: OpenText) -> str | None:
        """Return the settings file of a text, or where one is to be; None if there is no such place."""
        if text.settings.file is not None:
            return text.settings.file
        folder = os.path.dirname(text.path) if text.path != "-" else None
        folder = self._server.workspace.root_path or folder
        return os.path.join(folder, "tenlao.toml") if folder else None

    def _in_settings(self, text: OpenText, waiver: Waiver) -> types.WorkspaceEdit | None:
        """Return the change of the settings that waives a finding, in the editor, where it can be undone."""
        file = self._settings_file(text)
        uri = from_fs_path(file) if file else None
        if file is None or uri is None:
            return None
        is_new = not os.path.exists(file)
        there = self._document_at(uri)
        try:
            if there:
                content = there.source
            else:
                content = "" if is_new else content_of(file, LARGEST_SETTINGS).decode("utf-8-sig")
            change = added(content, file, waiver.key, waiver.value)
        except (TenlaoError, OSError, ValueError) as problem:
            self._log(problem)
            return None
        if change is None:
            return None
        edit = types.TextEdit(self._places_in(content).range(change.start, change.end), change.new)
        if not is_new:
            return types.WorkspaceEdit(changes={uri: [edit]})
        to = types.OptionalVersionedTextDocumentIdentifier(uri)
        return types.WorkspaceEdit(
            document_changes=[
                types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)),
                types.TextDocumentEdit(to, [edit]),
            ]
        )

    def _log(self, problem: object) -> None:
        self._server.window_log_message(types.LogMessageParams(types.MessageType.Warning, str(problem)))


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
